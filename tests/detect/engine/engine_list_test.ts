/** Tests for `src/detect/engine/engine.ts`: numbers in lists and tables without spaces. @module */

import { assertEquals } from "../../support/std.ts";
import { createDetector } from "../../../src/detect/detector.ts";
import { SSN_RULE } from "../../../src/detect/rules/ids/us_ids.ts";
import { foundBy } from "../rules/harness.ts";

const LISTS: readonly (readonly [text: string, found: readonly string[]])[] = [
  ["id,ssn,score\n12345,421378890,720\n", ["SSN 421378890"]],
  ["id,ssn,score\n7,421-37-8890,720\n", ["SSN 421-37-8890"]],
  ['{"ssn":[421378890,421378891]}', ["SSN 421378890", "SSN 421378891"]],
  ["ssn,421378890,421378891", ["SSN 421378890", "SSN 421378891"]],
  ["ssn 0.421378890", []],
];

Deno.test("Engine takes commas between numbers for those of a list", () => {
  for (const [text, found] of LISTS) assertEquals(foundBy([SSN_RULE], text), found, text);
});

/** A cell, what it is below the heading, and what it is found as. */
const CELLS: readonly (readonly [heading: string, cell: string, category: string])[] = [
  ["sin", "130 692 544", "CA_SIN"],
  ["tax file number", "123 456 782", "AU_TFN"],
  ["bsn", "1951.85.456", "NL_BSN"],
  ["ahv", "756.1234.5678.97", "CH_AHV"],
  ["rijksregisternummer", "85.07.30-033.28", "BE_NRN"],
  ["personalausweis", "L01X00T471", "DE_ID_CARD"],
  ["hetu", "131052-308T", "FI_HETU"],
  ["nric", "S1234567D", "SG_NRIC"],
  ["mbi", "1EG4-TE5-MK73", "US_MBI"],
  ["account number", "000123456789", "US_BANK_ACCOUNT"],
  ["medicare", "2123 45670 1", "AU_MEDICARE"],
  ["ip", "192.168.1.1", "IP_ADDRESS"],
  ["ip", "254.252.251.250", "IP_ADDRESS"],
  ["phone", "212-867-5309x12", "PHONE"],
];

Deno.test("Engine finds a cell of a table whatever number is in the next one", () => {
  const detector = createDetector();
  for (const [heading, cell, category] of CELLS) {
    for (const next of ["200", "1200", "12", "7", "12.50", "2026-01-02"]) {
      const text = `row,${heading},amount\nA1,${cell},${next}\nA2,${cell},${next}\n`;
      const found = detector.scan(text)
        .map((finding) => `${finding.category} ${text.slice(finding.start, finding.end)}`);
      assertEquals(found, [`${category} ${cell}`, `${category} ${cell}`], text);
    }
  }
});

Deno.test("Engine takes a comma behind an amount for that of decimals", () => {
  assertEquals(foundBy([SSN_RULE], "ssn 421.378.890,300"), []);
  assertEquals(createDetector().scan("sin 046.454.286,300").length, 0);
});
