/** How the time of `src/detect/rules/ids/national_ids.ts` grows with texts made to slow it. @module */

import { Engine } from "../../../../src/detect/engine/engine.ts";
import { NATIONAL_ID_RULES } from "../../../../src/detect/rules/ids/national_ids.ts";
import { NEGATIVE_WORDS } from "../../../../src/detect/table.ts";
import { assertLinear } from "../../../support/linear_reads.ts";

const ENGINE = new Engine(NATIONAL_ID_RULES, NEGATIVE_WORDS);

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

Deno.test("NATIONAL_ID_RULES read a number of characters that is linear in repetitions of each anchor", () => {
  assertLinear((text) => ENGINE.scan(text, ""), PARTS);
});
