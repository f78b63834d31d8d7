/**
 * The rows of the secrets family.
 * @module
 */

import type { Rule } from "../../rule.ts";
import { CALL_PASSWORD_RULE } from "./call_password.ts";
import { COMMAND_LINE_RULE } from "./command_line.ts";
import {
  CONNECTION_ADDRESS_RULE,
  CONNECTION_DRIVER_RULE,
  CONNECTION_LIST_RULE,
} from "./connection_string.ts";
import { KEY_PLACE_RULE, KEY_ROW_RULE, NAMED_KEY_RULE } from "./generic_key.ts";
import { BASIC_AUTH_RULE, HTTP_AUTH_RULE } from "./http_auth.ts";
import { JWT_RULE } from "./jwt.ts";
import { PAIRED_KEY_RULE } from "./paired_key.ts";
import {
  PASSWORD_HINT_RULE,
  PASSWORD_PAIR_RULE,
  PASSWORD_PLACE_RULE,
  PASSWORD_ROW_RULE,
  PASSWORD_RULE,
} from "./password.ts";
import { PASSWORD_SHAPE_RULE } from "./password_shape.ts";
import {
  PRIVATE_KEY_BLOCK_RULE,
  PRIVATE_KEY_NAMED_RULE,
  PRIVATE_KEY_TOKEN_RULE,
} from "./private_key.ts";
import { SEED_PHRASE_RULE } from "../wallets/seed_phrase.ts";
import { AWS_SECRET_RULE, ENTRA_SECRET_RULE, VENDOR_KEY_RULE } from "./vendor_key.ts";
import { WALLET_RULE } from "../wallets/wallet.ts";
import { WEBHOOK_RULE } from "./webhook.ts";

/** API keys, passwords, connection strings, tokens, private keys, wallets. */
export const SECRET_RULES: readonly Rule[] = [
  VENDOR_KEY_RULE,
  ENTRA_SECRET_RULE,
  AWS_SECRET_RULE,
  WEBHOOK_RULE,
  NAMED_KEY_RULE,
  KEY_PLACE_RULE,
  KEY_ROW_RULE,
  PAIRED_KEY_RULE,
  HTTP_AUTH_RULE,
  BASIC_AUTH_RULE,
  PASSWORD_RULE,
  PASSWORD_HINT_RULE,
  PASSWORD_PAIR_RULE,
  PASSWORD_PLACE_RULE,
  PASSWORD_ROW_RULE,
  PASSWORD_SHAPE_RULE,
  COMMAND_LINE_RULE,
  CALL_PASSWORD_RULE,
  CONNECTION_ADDRESS_RULE,
  CONNECTION_LIST_RULE,
  CONNECTION_DRIVER_RULE,
  JWT_RULE,
  PRIVATE_KEY_BLOCK_RULE,
  PRIVATE_KEY_TOKEN_RULE,
  PRIVATE_KEY_NAMED_RULE,
  WALLET_RULE,
  SEED_PHRASE_RULE,
];
