/** Tests for the rows of `src/detect/rules/national_ids.ts`. @module */

import { Engine } from "../../../src/detect/engine.ts";
import { NATIONAL_ID_RULES } from "../../../src/detect/rules/national_ids.ts";
import { NEGATIVE_WORDS, RULES } from "../../../src/detect/table.ts";
import { assert, assertEquals } from "../../support/std.ts";
import { testRows } from "./harness.ts";

testRows(NATIONAL_ID_RULES);

for (const rule of NATIONAL_ID_RULES) {
  Deno.test(`${rule.category} keeps its examples beside all other rows: ${rule.finds}`, () => {
    const engine = new Engine(RULES, NEGATIVE_WORDS);
    assert(rule.hits.length >= 8 && rule.misses.length >= 8, "has eight examples of both");
    for (const [text, expected] of rule.hits) {
      // Tables of persons have their names in them.
      const found = engine.scan(text, "").filter(({ category }) => category !== "PERSON_NAME")
        .map(({ start, end, category }) => `${category} ${text.slice(start, end)}`);
      assertEquals(found, [`${rule.category} ${expected}`], text);
    }
  });
}
