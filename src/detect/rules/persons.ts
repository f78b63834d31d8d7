/**
 * The rows for what only its surroundings give away: names of people, dates of birth, addresses.
 * @module
 */

import type { Rule } from "../rule.ts";
import {
  ADDRESS_FIELD_RULE,
  ADDRESS_NAMED_RULE,
  POST_BOX_RULE,
} from "./addresses/address_field.ts";
import { ASKED_NAME_RULE } from "./names/asked_name.ts";
import { BIRTH_DATE_RULE } from "./births/birth_date.ts";
import { BIRTH_DATE_FIELD_RULE } from "./births/birth_field.ts";
import { CASELESS_CLOSING_RULE, CASELESS_OPENING_RULE } from "./names/caseless_letter.ts";
import { BIRTH_SIGN_RULE } from "./births/birth_sign.ts";
import { DENSE_NAME_RULE } from "./names/dense_name.ts";
import { NAME_FIELD_RULE, NAME_NAMED_RULE } from "./names/name_field.ts";
import {
  CLOSING_NAME_RULE,
  MAILBOX_NAME_RULE,
  SALUTATION_NAME_RULE,
  SIGNED_NAME_RULE,
} from "./names/letter_name.ts";
import {
  CASELESS_NAME_RULE,
  INTRODUCED_NAME_RULE,
  SELF_NAME_RULE,
  TITLED_NAME_RULE,
} from "./names/person_name.ts";
import { HOUSE_NAME_RULE, POST_ROUTE_RULE } from "./addresses/house_name.ts";
import {
  ARABIC_ADDRESS_RULE,
  FLAT_ADDRESS_RULE,
  HINDI_ADDRESS_RULE,
  PLACE_ADDRESS_RULE,
} from "./addresses/spread_address.ts";
import { STREET_NUMBER_RULE } from "./addresses/street_address.ts";
import { STREET_PREFIX_RULE } from "./addresses/street_prefix.ts";

/** Dates of birth, addresses, names. */
export const PERSON_RULES: readonly Rule[] = [
  BIRTH_DATE_RULE,
  BIRTH_DATE_FIELD_RULE,
  BIRTH_SIGN_RULE,
  STREET_NUMBER_RULE,
  STREET_PREFIX_RULE,
  ARABIC_ADDRESS_RULE,
  HINDI_ADDRESS_RULE,
  FLAT_ADDRESS_RULE,
  PLACE_ADDRESS_RULE,
  POST_BOX_RULE,
  POST_ROUTE_RULE,
  HOUSE_NAME_RULE,
  ADDRESS_NAMED_RULE,
  ADDRESS_FIELD_RULE,
  TITLED_NAME_RULE,
  CASELESS_NAME_RULE,
  INTRODUCED_NAME_RULE,
  SELF_NAME_RULE,
  SALUTATION_NAME_RULE,
  CLOSING_NAME_RULE,
  SIGNED_NAME_RULE,
  ASKED_NAME_RULE,
  CASELESS_CLOSING_RULE,
  CASELESS_OPENING_RULE,
  MAILBOX_NAME_RULE,
  DENSE_NAME_RULE,
  NAME_NAMED_RULE,
  NAME_FIELD_RULE,
];
