/**
 * Numbers of persons, firms and accounts outside the first rows: all rows of the files by region.
 * The order matters where a shared word fits several categories whose forms and checks all hold:
 * the first stands, so that numbers with the best checks come first and those without come last.
 * @module
 */

import type { Rule } from "../../rule.ts";
import { AFRICA_ID_RULES } from "./africa_ids.ts";
import { ASIA_ID_RULES } from "./asia_ids.ts";
import { BANK_ACCOUNT_RULES } from "../payments/bank_account.ts";
import { HEALTH_ID_RULES } from "./health_ids.ts";
import { INDIA_REGISTER_ID_RULES } from "./india_register_ids.ts";
import { LATIN_ID_RULES } from "./latin_ids.ts";
import { NEAR_EAST_ID_RULES } from "./near_east_ids.ts";
import { NORDIC_ID_RULES } from "./nordic_ids.ts";
import { OCEANIA_ID_RULES } from "./oceania_ids.ts";
import { WEST_EUROPE_ID_RULES } from "./west_europe_ids.ts";

/** The rows. */
export const WORLD_ID_RULES: readonly Rule[] = [
  ...NORDIC_ID_RULES,
  ...WEST_EUROPE_ID_RULES,
  ...ASIA_ID_RULES,
  ...INDIA_REGISTER_ID_RULES,
  ...NEAR_EAST_ID_RULES,
  ...LATIN_ID_RULES,
  ...HEALTH_ID_RULES,
  ...OCEANIA_ID_RULES,
  ...AFRICA_ID_RULES,
  ...BANK_ACCOUNT_RULES,
];
