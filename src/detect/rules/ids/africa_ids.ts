/**
 * Numbers of persons in South Africa and Nigeria.
 * @module
 */

import type { NumberRule, Rule } from "../../rule.ts";
import { NIGERIAN_WORDS, SOUTH_AFRICAN_WORDS } from "./africa_words.ts";
import { NATION_WORDS, NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { hasShortDate, isLuhn, isRepeated, numberAt } from "./world_check_digits.ts";

/** Citizen, permanent resident, refugee. */
const CITIZENSHIP_MAX = 2;
/** Times in milliseconds from 2014 to 2033 begin with these, and can look like a date of birth. */
const CLOCK_YEAR_MIN = 14;
const CLOCK_YEAR_MAX = 20;

/** Identification Act 68 of 1997: YYMMDD SSSS C A Z, Luhn. */
function isSouthAfrican(digits: Uint8Array): boolean {
  return hasShortDate(digits, 0) && (digits[10] as number) <= CITIZENSHIP_MAX &&
    isLuhn(digits, 0, 13) && numberAt(digits, 6, 4) !== 0;
}

/** The digit before the last was that of a race; since 1986 it is 8 or 9. */
function isPlainlySouthAfrican(digits: Uint8Array): boolean {
  const year = numberAt(digits, 0, 2);
  const isClock = year >= CLOCK_YEAR_MIN && year <= CLOCK_YEAR_MAX;
  return !isClock && (digits[11] as number) >= 8 && isSouthAfrican(digits);
}

const SOUTH_AFRICAN = {
  category: "ZA_ID",
  anchor: "number",
  revision: 1,
  words: [...SOUTH_AFRICAN_WORDS, ...NATIONAL_ID_WORDS],
} as const;

const SOUTH_AFRICAN_RULE: NumberRule = {
  ...SOUTH_AFRICAN,
  finds: "South African identity number with a valid date, citizenship and check digit",
  forms: [
    { pattern: "9999999999999", need: "soft" },
    { pattern: "999999 9999 999", need: "soft" },
    { pattern: "999999 9999 99 9", need: "soft" },
  ],
  valid: isPlainlySouthAfrican,
  hits: [
    ["My ID number is 8506125123081.", "8506125123081"],
    ["9001010090180 was on the form", "9001010090180"],
    ["said: 7202294800086", "7202294800086"],
    ['{"idNumber":"8506125123081"}', "8506125123081"],
    ['{"sa_id": 9001010090180}', "9001010090180"],
    ["name,id_number\nSipho,7202294800086", "7202294800086"],
    ["INFO applicant id=8506125123081 ok", "8506125123081"],
    ["South African ID 850612 5123 08 1", "850612 5123 08 1"],
    ["ID-nommer 850612 5123 081", "850612 5123 081"],
  ],
  misses: [
    "8506125123082",
    "8513125123081",
    "8506325123081",
    "order 8506125123081",
    "1703051234084",
    "85061251230811",
    "8506125123381",
    "1732000000000",
    "isbn 9001010090180",
  ],
};

const SOUTH_AFRICAN_CONTEXT_RULE: NumberRule = {
  ...SOUTH_AFRICAN,
  finds: "South African identity number of a child or of before 1986, beside a word for it",
  forms: [
    { pattern: "9999999999999", need: "context" },
    { pattern: "999999~9999~999", need: "context" },
    { pattern: "999999~9999~99~9", need: "context" },
  ],
  valid: isSouthAfrican,
  hits: [
    ["South African ID 1703051234084", "1703051234084"],
    ["rsa id: 1703051234084", "1703051234084"],
    ['{"sa_id_number":"1703051234084"}', "1703051234084"],
    ["identity number 850612-5123-081", "850612-5123-081"],
    ["name,identity_number\nThandi,1703051234084", "1703051234084"],
    ["INFO said=1703051234084 ok", "1703051234084"],
    ["inombolo kamazisi 1703051234084", "1703051234084"],
    ["identiteitsnommer 850612-5123-08-1", "850612-5123-08-1"],
  ],
  misses: [
    "1703051234084",
    "identity number 1703051234085",
    "identity number 1713051234084",
    "timestamp 1703051234084",
    "identity number 17030512340841",
    "order 1703051234084",
    "identity number 8506125123381",
    "850612-5123-081",
  ],
};

/** Eleven digits drawn by lot; those with a leading zero are telephone numbers. */
function isNigerian(digits: Uint8Array): boolean {
  return digits[0] !== 0 && !isRepeated(digits, 11);
}

const NIGERIAN_RULE: NumberRule = {
  anchor: "number",
  category: "NG_NIN",
  finds: "Nigerian national identification number: eleven digits beside a word for it",
  revision: 1,
  words: [...NIGERIAN_WORDS, ...NATION_WORDS],
  forms: [
    { pattern: "99999999999", need: "context" },
    { pattern: "9999~999~9999", need: "context" },
    { pattern: "9999~9999~999", need: "context" },
    { pattern: "999~9999~9999", need: "context" },
    { pattern: "999~999~99999", need: "context" },
  ],
  valid: isNigerian,
  hits: [
    ["My NIN is 23456789012.", "23456789012"],
    ["National Identification Number: 34567890123", "34567890123"],
    ["nin=45678901234", "45678901234"],
    ['{"nin":"56789012345"}', "56789012345"],
    ['{"nationalId": 67890123456}', "67890123456"],
    ["name,nin\nAda,78901234567", "78901234567"],
    ["INFO verify nin=23456789012 ok", "23456789012"],
    ["NIMC record 2345-678-9012", "2345-678-9012"],
    ["num\u00e9ro d'identification national 23456789012", "23456789012"],
  ],
  misses: [
    "23456789012",
    "nin 08031234567",
    "nin 234567890123",
    "nin 2345678901",
    "order number 23456789012",
    "nin 11111111111",
    "nin 234567.89012",
    "nin a23456789012",
    "nin: +23456789012",
    "tracking 23456789012",
  ],
};

/** The rows of this file; the last has no check, and so comes behind all others of its length. */
export const AFRICA_ID_RULES: readonly Rule[] = [
  ...[SOUTH_AFRICAN_RULE, SOUTH_AFRICAN_CONTEXT_RULE, NIGERIAN_RULE],
];
