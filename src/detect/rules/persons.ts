/**
 * The rows for what only its surroundings give away: names of people, dates of birth, addresses.
 * @module
 */

import type { Rule } from "../rule.ts";
import { ADDRESS_FIELD_RULE, ADDRESS_NAMED_RULE, POST_BOX_RULE } from "./address_field.ts";
import { BIRTH_DATE_FIELD_RULE, BIRTH_DATE_RULE } from "./birth_date.ts";
import { STREET_NUMBER_RULE, STREET_PREFIX_RULE } from "./street_address.ts";

/** Dates of birth, addresses, names. */
export const PERSON_RULES: readonly Rule[] = [
  BIRTH_DATE_RULE,
  BIRTH_DATE_FIELD_RULE,
  STREET_NUMBER_RULE,
  STREET_PREFIX_RULE,
  POST_BOX_RULE,
  ADDRESS_NAMED_RULE,
  ADDRESS_FIELD_RULE,
];
