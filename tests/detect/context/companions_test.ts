/** Tests for `src/detect/context/companions.ts`. @module */

import { Companions } from "../../../src/detect/context/companions.ts";
import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

Deno.test("a second value of a kind needs no word of its own where a list or a clause links it", () => {
  const cases: readonly (readonly [text: string, ...found: string[]])[] = [
    [
      "Provider NPI 1751406145, and for everybody else of the establishment, 1932032869.",
      "US_NPI 1751406145",
      "US_NPI 1932032869",
    ],
    [
      '{"beneficiary_tax_file_numbers":["123456782","123 456 782","876543210"]}',
      "AU_TFN 123456782",
      "AU_TFN 123 456 782",
      "AU_TFN 876543210",
    ],
    [
      "PESEL matki to 44051401359, a u drugiego z rodzic\u00f3w, jak m\u00f3wi akt, 02070803628",
      "PL_PESEL 44051401359",
      "PL_PESEL 02070803628",
    ],
    [
      "\u05ea.\u05d6. \u05e9\u05dc\u05d9 298960196 \u05d5\u05e9\u05dc \u05d0\u05e9\u05ea\u05d9 \u05e9\u05dc\u05d0 \u05d4\u05d2\u05d9\u05e2\u05d4 \u05d0\u05dc\u05d9\u05e0\u05d5 35383646-3",
      "IL_ID 298960196",
      "IL_ID 35383646-3",
    ],
  ];
  for (const [text, ...wanted] of cases) assertEquals(found(text), wanted, text);
});

Deno.test("a second number is none of the kind where something else is between", () => {
  const first = "My tax file number is 123 456 782";
  const rests = [
    ", and the invoice for this month of the year has the number 876 543 210",
    ". Everything else that is written down in the letter: 876 543 210",
    ", of which 14 000 copies were made in the year before for 876 543 210",
    ", and after that all of what was said in the meeting of the board on it, 876 543 210",
    " is what was said by the people that work in this house 876 543 210",
    "\n\nThe other part of it, and of the rest of this, 876 543 210",
  ];
  for (const rest of rests) assertEquals(found(first + rest), ["AU_TFN 123 456 782"], rest);
});

Deno.test("leadOf() follows a chain of values to its bound", () => {
  const text = Array.from({ length: 12 }, (_, k) => `${100_001 + k}`).join(", ");
  const companions = new Companions(text);
  companions.note(7, { start: 0, end: 6 }, null);
  let count = 0;
  for (let k = 1; k < 12; k++) {
    const place = { start: 8 * k, end: 8 * k + 6 };
    const lead = companions.leadOf(place, (topic) => topic === 7);
    if (lead === null) break;
    companions.note(7, place, lead);
    count++;
  }
  assertEquals(count, 8);
  assertEquals(companions.leadOf({ start: 80, end: 86 }, (topic) => topic === 8), null);
});
