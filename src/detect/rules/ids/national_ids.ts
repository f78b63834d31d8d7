/**
 * The rows for identifiers that states give. Where a word fits several and so does the number, the
 * row that comes first wins.
 *
 * @module
 */

import type { Rule } from "../../rule.ts";
import { AU_CA_ID_RULES } from "./au_ca_ids.ts";
import { BRAZILIAN_ID_RULES } from "./brazilian_ids.ts";
import { DE_ID_RULES } from "./de_ids.ts";
import { INDIAN_ID_RULES } from "./indian_ids.ts";
import { PL_NL_ID_RULES } from "./pl_nl_ids.ts";
import { ROMANCE_ID_RULES } from "./romance_ids.ts";
import { UK_ID_RULES } from "./uk_ids.ts";
import { US_ID_RULES } from "./us_ids.ts";
import { US_LICENCE_RULES } from "./us_licence.ts";

/** All of them. */
export const NATIONAL_ID_RULES: readonly Rule[] = [
  ...[...US_ID_RULES, ...UK_ID_RULES, ...INDIAN_ID_RULES, ...DE_ID_RULES, ...ROMANCE_ID_RULES],
  ...[...PL_NL_ID_RULES, ...BRAZILIAN_ID_RULES, ...AU_CA_ID_RULES, ...US_LICENCE_RULES],
];
