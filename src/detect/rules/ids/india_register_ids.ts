/**
 * Numbers of taxpayers and voters in India, beside those that every resident has.
 * @module
 */

import type { CodeRule, Rule } from "../../rule.ts";
import { GSTIN_WORDS, VOTER_WORDS } from "./india_register_words.ts";
import { TAX_ID_WORDS } from "./tax_id_words.ts";
import { digitsOf, isRepeated, numberAt } from "./world_check_digits.ts";

const VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Codes of states and territories; 96, 97 and 99 are abroad, others and the centre. */
const STATE_MAX = 38;
const OTHER_STATES = [96, 97, 99];

/** State, permanent account number, entity, a letter, and a check of modulo 36. */
function isGstin(code: string): boolean {
  const state = numberAt(digitsOf(code.slice(0, 2)), 0, 2);
  if ((state < 1 || state > STATE_MAX) && !OTHER_STATES.includes(state)) return false;
  if (code.charAt(12) === "0") return false;
  let sum = 0;
  for (let k = 0; k < 14; k++) {
    const value = VALUES.indexOf(code.charAt(k)) * (k % 2 === 0 ? 1 : 2);
    sum += Math.floor(value / 36) + value % 36;
  }
  return VALUES.charAt((36 - sum % 36) % 36) === code.charAt(14);
}

const GSTIN_RULE: CodeRule = {
  anchor: "code",
  category: "IN_GSTIN",
  finds: "Indian goods and services tax number with a valid state and check character",
  revision: 1,
  words: [...GSTIN_WORDS, ...TAX_ID_WORDS],
  forms: [
    { pattern: "99AAAAA9999AXAX", need: "none" },
    { pattern: "99~AAAAA9999A~XAX", need: "none" },
    { pattern: "99 AAAAA 9999 A XAX", need: "none" },
    { pattern: "99 AAAAA 9999 A X A X", need: "none" },
  ],
  valid: isGstin,
  hits: [
    ["Our GSTIN is 27AAPFU0939F1ZV.", "27AAPFU0939F1ZV"],
    ["29ABCDE1234F2ZV", "29ABCDE1234F2ZV"],
    ["gstin: 07aaact2727q1zy", "07aaact2727q1zy"],
    ['{"gstin":"33AAGCM1234H1ZV"}', "33AAGCM1234H1ZV"],
    ["firm,gstin\nLotus,27AAPFU0939F1ZV", "27AAPFU0939F1ZV"],
    ["INFO vendor gst=27AAPFU0939F1ZV ok", "27AAPFU0939F1ZV"],
    ["invoice 12 of 27AAPFU0939F1ZV", "27AAPFU0939F1ZV"],
    ["GSTIN 27-AAPFU0939F-1ZV", "27-AAPFU0939F-1ZV"],
    ["\u091c\u0940\u090f\u0938\u091f\u0940 27AAPFU0939F1ZV", "27AAPFU0939F1ZV"],
  ],
  misses: [
    "27AAPFU0939F1ZW",
    "47AAPFU0939F1ZV",
    "27AAPFU0939F0ZV",
    "27AAPF10939F1ZV",
    "27AAPFU0939F1ZV1",
    "X27AAPFU0939F1ZV",
    "GSTIN 27AAPFU0939F",
    "00AAPFU0939F1ZV",
  ],
};

/** Election Commission: three letters of the roll, seven digits; older: state, roll, part, number. */
function isVoter(code: string): boolean {
  return !isRepeated(digitsOf(code.slice(-6)), 6);
}

const VOTER_RULE: CodeRule = {
  anchor: "code",
  category: "IN_VOTER",
  finds: "Number of an Indian elector's photo identity card, beside a word for it",
  revision: 1,
  words: VOTER_WORDS,
  forms: [
    { pattern: "AAA9999999", need: "context" },
    { pattern: "AAA~9999999", need: "context" },
    { pattern: "AA/99/999/999999", need: "context" },
    { pattern: "AA/99/999/9999999", need: "context" },
  ],
  valid: isVoter,
  hits: [
    ["My voter ID is ABC1234567.", "ABC1234567"],
    ["EPIC No. XGZ7654321 was issued in Pune", "XGZ7654321"],
    ["epic_no: wbr2345678", "wbr2345678"],
    ['{"voterId":"ABC1234567"}', "ABC1234567"],
    ['{"epicNumber":"NVH 3456789"}', "NVH 3456789"],
    ["name,voter_id\nAsha,KLM2345671", "KLM2345671"],
    ["INFO kyc voter_id=ABC1234567 ok", "ABC1234567"],
    [
      "\u092e\u0924\u0926\u093e\u0924\u093e \u092a\u0939\u091a\u093e\u0928 \u092a\u0924\u094d\u0930 ABC1234567",
      "ABC1234567",
    ],
    ["voter card WB/12/345/678901", "WB/12/345/678901"],
  ],
  misses: [
    "ABC1234567",
    "voter id ABCD123456",
    "voter id ABC12345678",
    "order ABC1234567",
    "voter id XABC1234567",
    "part number ABC1234567",
    "voters 1234567",
    "voter id ABC0000000",
    "JIRA ABC-1234567",
  ],
};

/** The rows of this file. */
export const INDIA_REGISTER_ID_RULES: readonly Rule[] = [GSTIN_RULE, VOTER_RULE];
