/** Tests for `src/detect/engine.ts`: numbers in lists and tables without spaces. @module */

import { assertEquals } from "../support/std.ts";
import { SSN_RULE } from "../../src/detect/rules/us_ids.ts";
import { foundBy } from "./rules/harness.ts";

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
