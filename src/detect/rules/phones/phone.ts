/**
 * The rows for telephone numbers.
 * @module
 */

import type { Rule } from "../../rule.ts";
import { PHONE_INTERNATIONAL_RULE } from "./phone_international.ts";
import { PHONE_NANP_RULE } from "./phone_nanp.ts";
import { PHONE_NATIONAL_RULE } from "./phone_national.ts";
import { PHONE_LETTERS_RULE } from "./phone_letters.ts";

/** With a calling code, of North America, of every other country, and with letters for digits. */
export const PHONE_RULES: readonly Rule[] = [
  PHONE_INTERNATIONAL_RULE,
  PHONE_NANP_RULE,
  PHONE_NATIONAL_RULE,
  PHONE_LETTERS_RULE,
];
