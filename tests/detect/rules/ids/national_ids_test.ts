/** Tests for the rows of `src/detect/rules/ids/national_ids.ts`. @module */

import { Engine } from "../../../../src/detect/engine/engine.ts";
import { NATIONAL_ID_RULES } from "../../../../src/detect/rules/ids/national_ids.ts";
import { NEGATIVE_WORDS, RULES } from "../../../../src/detect/table.ts";
import { assert, assertEquals } from "../../../support/std.ts";
import { testRows } from "../harness.ts";

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

/** Numbers in a field that names no country, and whose each is by its check digits. */
const OF_SOME_NATION: readonly (readonly [number: string, category: string])[] = [
  ["44051401359", "PL_PESEL"],
  ["85073003328", "BE_NRN"],
  ["111222333", "NL_BSN"],
  ["52998224725", "BR_CPF"],
  ["60181595067", "NG_NIN"],
];

Deno.test("a number of some nation is of the one whose check digits it has", () => {
  const engine = new Engine(RULES, NEGATIVE_WORDS);
  for (const [number, category] of OF_SOME_NATION) {
    for (
      const text of [
        `national_identification_number=${number}`,
        `{"national_identification_number":"${number}"}`,
        `His national identification number is ${number}.`,
        `{"nationalIdentityNumber":"${number}"}`,
      ]
    ) {
      const found = engine.scan(text, "").map((hit) => hit.category);
      assertEquals(found, [category], text);
    }
    const labelled = engine.scan(number, "person.national_identification_number");
    assertEquals(labelled.map((hit) => hit.category), [category], number);
  }
});
