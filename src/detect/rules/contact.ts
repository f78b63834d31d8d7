/**
 * The rows for what reaches a person, a payment or a machine: cards, telephones, addresses of the
 * Internet and of mail, network interfaces, bank accounts.
 * @module
 */

import type { Rule } from "../rule.ts";
import { CARD_RULE } from "./payments/card.ts";
import { EMAIL_RULE } from "./network/email.ts";
import { IBAN_RULE } from "./payments/iban.ts";
import { IP_V4_RULE } from "./network/ip_v4.ts";
import { IP_V4_FORMS_RULE, IP_V4_HEX_RULE, IP_V4_NUMBER_RULE } from "./network/ip_v4_forms.ts";
import { IP_V6_RULE } from "./network/ip_v6.ts";
import { MAC_RULE } from "./network/mac_address.ts";
import { PHONE_RULES } from "./phones/phone.ts";

/** The rows. */
export const CONTACT_RULES: readonly Rule[] = [
  CARD_RULE,
  ...PHONE_RULES,
  IP_V4_RULE,
  IP_V4_FORMS_RULE,
  IP_V4_HEX_RULE,
  IP_V4_NUMBER_RULE,
  IP_V6_RULE,
  EMAIL_RULE,
  MAC_RULE,
  IBAN_RULE,
];
