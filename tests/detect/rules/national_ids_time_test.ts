/** How the time of `src/detect/rules/national_ids.ts` grows with texts made to slow it. @module */

import { Engine } from "../../../src/detect/engine.ts";
import { NATIONAL_ID_RULES } from "../../../src/detect/rules/national_ids.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assertLess } from "../../support/std.ts";

const ENGINE = new Engine(NATIONAL_ID_RULES, NEGATIVE_WORDS);
const SMALL = 0x2000;
const LARGE = 0x8_0000;
/** Of run time over length; 1 is linear, 2 is quadratic. */
const EXPONENT_MAX = 1.25;
/** Below this a time says more about the machine than about the text. */
const FLOOR_MS = 2;
/** Measures again when the machine was busy with something else. */
const ATTEMPTS_MAX = 4;

const PARTS: readonly string[] = [
  ...["1 ", "12 ", "123-", "123-45-", "421-37-8890 ", "421378890,", "ssn 421378890 ", "ein,"],
  ...["ein:", "ein,ssn\n", "EIN 361234567 ", "1 50 10 83 705 400 59 ", "2 55 04 26 ", "A9", "A1 "],
  ...["AB 12 34 56 ", "AB123456C ", "RSS MRA 85T10 ", "RSSMRA85T10A562S", "85T10 ", "85T10-"],
  ...["12.345.678/", "12.ABC.345/01DE-35 ", "-35", "9457 0662 ", "9457-0662-6103-", "12345678Z "],
  ...[
    "X-",
    "MORGA657054SM9IJ ",
    "MORGA 657054 ",
    "15070649C103 ",
    "tax id ",
    "passport A12345678,",
  ],
  ...["driver license D1234567 ", "id,tax id,score\n1,94580730215,2\n", "PESEL 44051401359\n"],
];

function timeMs(text: string, rounds: number): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    ENGINE.scan(text, "");
    best = Math.min(best, performance.now() - startMs);
  }
  return Math.max(best, FLOOR_MS);
}

Deno.test("NATIONAL_ID_RULES takes a time that is linear in repetitions of each anchor", () => {
  for (const part of PARTS) {
    const small = part.repeat(Math.ceil(SMALL / part.length));
    const large = part.repeat(Math.ceil(LARGE / part.length));
    let exponent = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS_MAX && exponent >= EXPONENT_MAX; attempt++) {
      const ratio = timeMs(large, 1) / timeMs(small, 5);
      exponent = Math.min(exponent, Math.log(ratio) / Math.log(LARGE / SMALL));
    }
    assertLess(exponent, EXPONENT_MAX, JSON.stringify(part));
  }
});
