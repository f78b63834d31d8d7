/**
 * What the tests of the rule files share: an engine over some rows, and the table test of a row.
 * @module
 */

import { Engine } from "../../../src/detect/engine.ts";
import type { Rule } from "../../../src/detect/rule.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assert, assertEquals } from "../../support/std.ts";

/** Findings of these rows in a text, each as `CATEGORY found`. */
export function foundBy(rules: readonly Rule[], text: string, label = ""): string[] {
  return new Engine(rules, NEGATIVE_WORDS).scan(text, label).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** One test per row: its examples are found, exactly, and its look-alikes are not. */
export function testRows(rules: readonly Rule[]): void {
  const engine = new Engine(rules, NEGATIVE_WORDS);
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
