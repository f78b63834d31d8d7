/**
 * Numbers of persons and firms in Australia.
 * @module
 */

import type { NumberRule, Rule } from "../../rule.ts";
import { MBI_WORDS } from "./health_words.ts";
import { ABN_WORDS, ACN_WORDS, MEDICARE_WORDS } from "./oceania_words.ts";
import { TAX_ID_WORDS } from "./tax_id_words.ts";
import { isRepeated, weightedSum } from "./world_check_digits.ts";

const MEDICARE_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9];

/** Services Australia: the first digit is 2 to 6, the ninth a check, the tenth the card's issue. */
function isMedicare(digits: Uint8Array, count: number): boolean {
  const first = digits[0] as number;
  if (first < 2 || first > 6 || digits[9] === 0 || (count === 11 && digits[10] === 0)) return false;
  return weightedSum(digits, MEDICARE_WEIGHTS) % 10 === digits[8];
}

const MEDICARE_RULE: NumberRule = {
  anchor: "number",
  category: "AU_MEDICARE",
  finds: "Australian Medicare number with a valid check digit, beside a word for it",
  revision: 1,
  words: [...MEDICARE_WORDS, ...MBI_WORDS],
  forms: [
    { pattern: "9999 99999 9", need: "context" },
    { pattern: "9999~99999~9", need: "context" },
    { pattern: "9999~99999~9~9", need: "context" },
    { pattern: "9999999999", need: "context" },
    { pattern: "99999999999", need: "context" },
    { pattern: "9999 99999 9 9", need: "context" },
    { pattern: "9999 99999 9/9", need: "context" },
    { pattern: "9999 99999 9-9", need: "context" },
    { pattern: "9999999999/9", need: "context" },
    { pattern: "9999999999-9", need: "context" },
    { pattern: "999999999-9", need: "context" },
  ],
  valid: isMedicare,
  hits: [
    ["My Medicare number is 2123 45670 1.", "2123 45670 1"],
    ["Medicare card 3456-78908-2 expires soon", "3456-78908-2"],
    ["medicare: 5987654371", "5987654371"],
    ['{"medicareNumber":"2234567891"}', "2234567891"],
    ['{"medicare_no": 2123456701}', "2123456701"],
    ["name,medicare\nJack,2123 45670 1", "2123 45670 1"],
    ["INFO patient medicare=2123456701 ok", "2123456701"],
    ["Medicare 2123 45670 1/2", "2123 45670 1/2"],
    ["num\u00e9ro Medicare australien 21234567011", "21234567011"],
  ],
  misses: [
    "2123 45670 1",
    "medicare 2123 45671 1",
    "medicare 7123 45670 1",
    "medicare 2123456700",
    "medicare 212345670112",
    "order 2123456701",
    "medicare levy of 2123 dollars",
    "epoch 2123456701",
    "medicare 1732000000",
  ],
};

const ABN_WEIGHTS = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

/** Australian Business Register: the first digit less one, the weighted sum modulo 89. */
function isAbn(digits: Uint8Array): boolean {
  return digits[0] !== 0 && (weightedSum(digits, ABN_WEIGHTS) - 10) % 89 === 0;
}

const ABN_RULE: NumberRule = {
  anchor: "number",
  category: "AU_ABN",
  finds: "Australian business number with valid check digits, beside a word for it",
  revision: 1,
  words: [...ABN_WORDS, ...TAX_ID_WORDS],
  forms: [
    { pattern: "99 999 999 999", need: "context" },
    { pattern: "99~999~999~999", need: "context" },
    { pattern: "99999999999", need: "context" },
  ],
  valid: isAbn,
  hits: [
    ["Our ABN is 51 824 753 556.", "51 824 753 556"],
    ["A.B.N. 53 004 085 616", "53 004 085 616"],
    ["abn: 51824753556", "51824753556"],
    ['{"abn":"18123456789"}', "18123456789"],
    ['{"abn": 53004085616}', "53004085616"],
    ["company,abn\nKoala Pty Ltd,80987654321", "80987654321"],
    ["INFO supplier abn=51824753556 ok", "51824753556"],
    ["Australian business number 51-824-753-556", "51-824-753-556"],
    ["num\u00e9ro fiscal australien : 51824753556", "51824753556"],
  ],
  misses: [
    "51 824 753 556",
    "ABN 51 824 753 557",
    "ABN 518247535561",
    "ABN 01 824 753 556",
    "order 51824753556",
    "Total: 51 824 753 556",
    "ABN x51824753556",
    "ABN 5182475355",
    "51824753556 bytes",
  ],
};

const ACN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 1];

/** ASIC: ten less the weighted sum modulo 10. */
function isAcn(digits: Uint8Array): boolean {
  return !isRepeated(digits, 9) &&
    digits[8] === (10 - weightedSum(digits, ACN_WEIGHTS) % 10) % 10;
}

const ACN_RULE: NumberRule = {
  anchor: "number",
  category: "AU_ACN",
  finds: "Australian company number with a valid check digit, beside a word for it",
  revision: 1,
  words: ACN_WORDS,
  forms: [
    { pattern: "999 999 999", need: "context" },
    { pattern: "999~999~999", need: "context" },
    { pattern: "999999999", need: "context" },
  ],
  valid: isAcn,
  hits: [
    ["Koala Pty Ltd, ACN 004 085 616.", "004 085 616"],
    ["A.C.N. 123 456 780", "123 456 780"],
    ["acn: 619876541", "619876541"],
    ['{"acn":"004085616"}', "004085616"],
    ['{"acn": 619876541}', "619876541"],
    ["company,acn\nKoala,123456780", "123456780"],
    ["INFO supplier acn=619876541 ok", "619876541"],
    ["Australian company number 619-876-541", "619-876-541"],
    ["Firmennummer (ACN): 004.085.616", "004.085.616"],
  ],
  misses: [
    "004 085 616",
    "ACN 004 085 617",
    "ACN 0040856161",
    "order 004085616",
    "ACN 000 000 000",
    "123456780",
    "ACN v004085616",
    "Total 123 456 780",
    "company number 4",
  ],
};

/** The rows of this file. */
export const OCEANIA_ID_RULES: readonly Rule[] = [MEDICARE_RULE, ABN_RULE, ACN_RULE];
