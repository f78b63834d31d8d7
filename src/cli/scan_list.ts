/**
 * The table of what is looked for, as people and programs read it.
 * @module
 */

import type { Detector } from "../detect/detector.ts";
import type { Rule } from "../detect/rule.ts";
import { classesOf } from "./scan_text.ts";

/** Examples that tell whether a category needs words around it. */
const EXAMPLES_MAX = 4;

/** One category, for `--list`. */
export interface ListedCategory {
  category: string;
  /** What its rules find, one text each. */
  finds: string[];
  /** Whether a value needs a word that says what it is; null when there is no example. */
  needs_context: "no" | "some forms" | "yes" | null;
  /** How an example is written: `9` a digit, `A` and `a` letters; null without one. */
  example: string | null;
}

/** The categories of some rules, sorted by name. */
export function listedCategories(rules: readonly Rule[], detector: Detector): ListedCategory[] {
  const byCategory = new Map<string, Rule[]>();
  for (const rule of rules) {
    // Such rows lend others their words.
    if (rule.anchor === "matcher" && rule.at.length === 0) continue;
    byCategory.set(rule.category, [...byCategory.get(rule.category) ?? [], rule]);
  }
  return [...byCategory].sort(([a], [b]) => a < b ? -1 : 1).map(([category, own]) => {
    const examples = own.flatMap(({ hits }) => hits.slice(0, EXAMPLES_MAX)).map(([, found]) =>
      found
    );
    const alone = examples.filter((example) =>
      detector.scan(example).some((finding) =>
        finding.category === category
      )
    ).length;
    const [example] = examples;
    const needs_context = alone === 0 ? "yes" : alone === examples.length ? "no" : "some forms";
    return {
      category,
      finds: own.map(({ finds }) => finds),
      needs_context: example === undefined ? null : needs_context,
      example: example === undefined ? null : classesOf(example),
    };
  });
}

/** `--list` for people. */
export function listText(listed: readonly ListedCategory[], detector: Detector): string {
  const width = Math.max(8, ...listed.map(({ category }) => category.length));
  const head = `${"category".padEnd(width)}  needs a word  finds\n`;
  const lines = listed.map(({ category, finds, needs_context, example }) => {
    const [first = "", ...more] = [...new Set(finds)];
    const indent = " ".repeat(width + 16);
    const such = example === null ? [] : [`such as ${example}`];
    const rest = [...more, ...such].map((text) => `${indent}${text}\n`).join("");
    return `${category.padEnd(width)}  ${(needs_context ?? "-").padEnd(12)}  ${first}\n${rest}`;
  });
  return `${head}${lines.join("")}\n` +
    "needs a word: whether a word next to the value, a field's name or a column's heading has to " +
    "say what it is\n" +
    `Not looked for: ${detector.notCovered.join(", ")}\n` +
    `Rule table:     sha256 ${detector.digest}\n`;
}

/** `--list --json`. */
export function listJson(listed: readonly ListedCategory[], detector: Detector): string {
  const { digest, categories, notCovered } = detector;
  return `${
    JSON.stringify({
      categories,
      not_covered: notCovered,
      detector_digest: digest,
      rules: listed,
    })
  }\n`;
}
