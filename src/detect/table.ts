/**
 * Everything the engine looks for, and what it does not look for. A category exists because it has
 * a row here; nothing else names one.
 * @module
 */

import { CARD_RULE } from "./card.ts";
import { EMAIL_RULE } from "./email.ts";
import { IP_RULE } from "./ip_address.ts";
import { PHONE_RULE } from "./phone.ts";
import type { Rule } from "./rule.ts";
import { SSN_RULE } from "./ssn.ts";

/** The rules; of two that hit at the same anchor, the first wins. */
export const RULES: readonly Rule[] = [SSN_RULE, CARD_RULE, PHONE_RULE, IP_RULE, EMAIL_RULE];

/** The categories that can be found, sorted. */
export const CATEGORIES: readonly string[] = [...new Set(RULES.map((rule) => rule.category))]
  .sort();

/** What nothing here looks for. A report that names no finding says nothing about these. */
export const NOT_COVERED: readonly string[] = [
  "BANK_ACCOUNT",
  "CRYPTO_WALLET",
  "DATE_OF_BIRTH",
  "DRIVER_LICENSE",
  "ENCODED_OR_DISGUISED",
  "IMAGE_AUDIO_FILE",
  "IPV6_MAC",
  "MEDICAL",
  "NAME",
  "NON_US_ID",
  "NON_US_PHONE",
  "PASSPORT",
  "SECRETS",
  "STREET_ADDRESS",
  "UNFORMATTED_SSN_PHONE",
];
