/** Tests for `spread.ts` and `gaps.ts`: values whose parts no form joins. @module */

import { createDetector } from "../../src/detect/detector.ts";
import { gapOf, ODD_SIGN, RARE_SIGN, signKind } from "../../src/detect/gaps.ts";
import { assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

function assertFound(cases: readonly (readonly [text: string, ...wanted: string[]])[]): void {
  for (const [text, ...wanted] of cases) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, wanted, JSON.stringify(text));
  }
}

Deno.test("scan() joins codes that are written one character at a time", () => {
  assertFound([
    ["NI number A B 1 2 3 4 5 6 C on the form", "UK_NINO A B 1 2 3 4 5 6 C"],
    ["my ssn: 5.1.9.3.8.7.7.4.2, call me", "SSN 5.1.9.3.8.7.7.4.2"],
    ["ssn 5_1_9_3_8_7_7_4_2", "SSN 5_1_9_3_8_7_7_4_2"],
    ["PAN: A B C P K 1 2 3 4 L", "IN_PAN A B C P K 1 2 3 4 L"],
    ["sections 1.2.3.4.5.6.7.8.9 of the plan"],
    ["ssn of list a b c 1 2 3 d e f"],
  ]);
});

Deno.test("scan() joins groups between signs that no form has", () => {
  assertFound([
    ["card 4532|0151|1283|0366 ok", "CC_NUMBER 4532|0151|1283|0366"],
    ["card|4532|0151|1283|0366|USD|4400", "CC_NUMBER 4532|0151|1283|0366"],
    ["card 4532''0151''1283''0366 ok", "CC_NUMBER 4532''0151''1283''0366"],
    ["card (4532)(0151)(1283)(0366) ok", "CC_NUMBER 4532)(0151)(1283)(0366"],
    ["ssn ~~519~~-~~38~~-~~7742~~", "SSN 519~~-~~38~~-~~7742"],
    ["NI number AB_12_34_56_C", "UK_NINO AB_12_34_56_C"],
    ["MAC address B4 _ FB _ E4 _ 0D _ 92 _ 5C", "MAC_ADDRESS B4 _ FB _ E4 _ 0D _ 92 _ 5C"],
    ["file_519_38_7742_ssn.csv and ssn_519_38_7742_x"],
    ['ssn list: "519","38","7742"'],
    ["| ssn | 519 | 38 | 7742 |"],
    ["the order 4532|0151|1283|0367 came"],
  ]);
});

Deno.test("scan() joins digits in groups of an unusual length", () => {
  assertFound([
    ["carte 45.32.01.51.12.83.03.66.", "CC_NUMBER 45.32.01.51.12.83.03.66"],
    ["card 45 32 01 51 12 83 03 66", "CC_NUMBER 45 32 01 51 12 83 03 66"],
    ["card 453 201 511 283 036 6", "CC_NUMBER 453 201 511 283 036 6"],
    ["card 4532\\0151~\n1283_0366", "CC_NUMBER 4532\\0151~\n1283_0366"],
    ["iban DE8-937-040-044-053-201-300-0", "IBAN DE8-937-040-044-053-201-300-0"],
    ["Konto DE89 3704|0044|0532|0130|00", "IBAN DE89 3704|0044|0532|0130|00"],
    [
      "bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4",
      "CRYPTO_WALLET bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4",
    ],
    ["12.05.2024 13.06.2025 card"],
    ["the numbers 45 32 01 51 12 83 03 67 were drawn"],
  ]);
});

Deno.test("gapOf() takes a sign alone or repeated, and signs around others", () => {
  assertEquals(gapOf("1|2", 1), "|");
  assertEquals(gapOf("1''2", 1), "''");
  assertEquals(gapOf("1~~-~~2", 1), "~~-~~");
  assertEquals(gapOf("1 _ 2", 1), " _ ");
  assertEquals(gapOf("1)(2", 3, -1), ")(");
  for (const gap of ["a", "", '","', "|-", "~~~~~~"]) assertEquals(gapOf(`1${gap}2`, 1), "", gap);
  assertEquals([signKind(0x7c), signKind(0x3a)], [ODD_SIGN, RARE_SIGN]);
});
