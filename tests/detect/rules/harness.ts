/**
 * What the tests of the rule files share: an engine over some rows, and the table test of a row.
 * @module
 */

import { Engine } from "../../../src/detect/engine/engine.ts";
import type { Rule } from "../../../src/detect/rule.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assert, assertEquals } from "../../support/std.ts";

/** Findings of these rows in a text, each as `CATEGORY found`. */
export function foundBy(rules: readonly Rule[], text: string, label = ""): string[] {
  return new Engine(rules, NEGATIVE_WORDS).scan(text, label).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/**
 * One test per row: its examples are found, exactly, and its look-alikes are not.
 *
 * @param among The rows of the engine; these when absent.
 */
export function testRows(rules: readonly Rule[], among: readonly Rule[] = rules): void {
  const engine = new Engine(among, NEGATIVE_WORDS);
  for (const rule of rules) {
    Deno.test(`${rule.category} finds its examples and leaves its look-alikes`, () => {
      assert(rule.hits.length >= 3 && rule.misses.length >= 3, "has examples of both");
      for (const [text, expected] of rule.hits) {
        const hits = engine.scan(text, "").filter((hit) => hit.category === rule.category);
        assertEquals(hits.map(({ start, end }) => text.slice(start, end)), [expected], text);
      }
      for (const text of rule.misses) {
        const hits = engine.scan(text, "").filter((hit) => hit.category === rule.category);
        assertEquals(hits.map(({ start, end }) => text.slice(start, end)), [], text);
      }
    });
  }
}

/** Fewest examples of either sort in a group of {@linkcode testGroups}. */
const EXAMPLES_MIN = 8;

/** Texts by group; what must be found stands in double brackets: `call [[555-0123]]`. */
export interface Groups {
  rules: readonly Rule[];
  category: string;
  hits: Readonly<Record<string, readonly string[]>>;
  misses: Readonly<Record<string, readonly string[]>>;
}

/** Two tests per group: what is marked is found, exactly, and nothing in the misses. */
export function testGroups({ rules, category, hits, misses }: Groups): void {
  const engine = new Engine(rules, NEGATIVE_WORDS);
  const found = (text: string): string[] =>
    engine.scan(text, "").filter((hit) => hit.category === category)
      .map(({ start, end }) => text.slice(start, end));
  for (const [group, texts] of Object.entries(hits)) {
    Deno.test(`${category} is found in all forms of ${group}`, () => {
      assert(texts.length >= EXAMPLES_MIN, "has enough examples");
      for (const marked of texts) {
        const wanted = [...marked.matchAll(/\[\[(.*?)\]\]/g)].map(([, value]) => value);
        assertEquals(found(marked.replaceAll(/\[\[|\]\]/g, "")), wanted, marked);
      }
    });
  }
  for (const [group, texts] of Object.entries(misses)) {
    Deno.test(`${category} is not found in the look-alikes of ${group}`, () => {
      assert(texts.length >= EXAMPLES_MIN, "has enough examples");
      for (const text of texts) assertEquals(found(text), [], text);
    });
  }
}
