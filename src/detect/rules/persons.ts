/**
 * The rows for what only its surroundings give away: names of people, dates of birth, addresses.
 * @module
 */

import type { Rule } from "../rule.ts";
import { BIRTH_DATE_FIELD_RULE, BIRTH_DATE_RULE } from "./birth_date.ts";

/** Dates of birth, addresses, names. */
export const PERSON_RULES: readonly Rule[] = [
  BIRTH_DATE_RULE,
  BIRTH_DATE_FIELD_RULE,
];
