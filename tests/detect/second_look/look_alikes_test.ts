/** Tests for `look_alikes.ts`: letters in place of the digits that they look like. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { hasLookAlike } from "../../../src/detect/second_look/look_alikes.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("scan() reads letters as digits where a word of the category speaks", () => {
  for (
    const [text, wanted] of [
      ["ssn 5l9-3B-774Z now", "SSN 5l9-3B-774Z"],
      ["SSN 51g, 519-3S-77A2 and 5I9 3B 7742", "SSN 5I9 3B 7742"],
      ["IBAN DE89 37O4 OO44 O532 O13O OO", "IBAN DE89 37O4 OO44 O532 O13O OO"],
      ["passport number A4738O915", "US_PASSPORT A4738O915"],
      ["phone (4I5) 682-7O93", "PHONE (4I5) 682-7O93"],
      ["social insurance number: SII 9O2 686", "CA_SIN SII 9O2 686"],
      ["NI number AB I2 34 S6 C", "UK_NINO AB I2 34 S6 C"],
    ] as const
  ) assertEquals(found(text), [wanted], text);
});

Deno.test("scan() leaves letters alone in names, in words, and without a word that speaks", () => {
  for (
    const text of [
      "model gpt-4o-2024-08-06, prompt_tokens 1788",
      "it was 5l9-3B-774Z on the label",
      "ssn is needed on day 1, B5 or B6 of plan O1",
      "SSN 5x9-3B-774Z",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("hasLookAlike() wants digits, look-alikes, and no other small letter", () => {
  for (const text of ["4l7", "O2O", "3EGO"]) assertEquals(hasLookAlike(text, 0, text.length), true);
  for (const text of ["abc", "123", "4x7", "4a7O", "AC"]) {
    assertEquals(hasLookAlike(text, 0, text.length), false, text);
  }
});
