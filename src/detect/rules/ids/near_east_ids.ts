/**
 * Numbers of persons in Turkey and Israel.
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isDigit } from "../../text/character.ts";
import type { Hit, MatcherRule, NumberRule, Rule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { ISRAELI_WORDS, TURKISH_WORDS } from "./near_east_words.ts";
import { SOCIAL_WORDS, TAX_ID_WORDS } from "./tax_id_words.ts";
import { digitsOf, isLuhn, isRepeated, numberAt } from "./world_check_digits.ts";

/** Tenth digit from the digits in odd and even places, eleventh from the sum of all before. */
function isTurkish(digits: Uint8Array): boolean {
  if (digits[0] === 0 || isRepeated(digits, 9)) return false;
  let odd = 0;
  let even = 0;
  for (let k = 0; k < 9; k++) {
    if (k % 2 === 0) odd += digits[k] as number;
    else even += digits[k] as number;
  }
  const tenth = (7 * odd - even + 100) % 10;
  return digits[9] === tenth && digits[10] === (odd + even + tenth) % 10;
}

const TURKISH_RULE: NumberRule = {
  anchor: "number",
  category: "TR_TCKN",
  finds: "Turkish identity number with both check digits, beside a word for it",
  revision: 1,
  words: [...TURKISH_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "99999999999", need: "context" },
    { pattern: "999~999~999~99", need: "context" },
    { pattern: "999~9999~9999", need: "context" },
    { pattern: "999~99~999~999", need: "context" },
  ],
  valid: isTurkish,
  hits: [
    ["T.C. kimlik numaram 12345678950.", "12345678950"],
    ["TC Kimlik No: 45678901280", "45678901280"],
    ["tckn=98765432150", "98765432150"],
    [
      "\u0634\u0645\u0627\u0631\u0647 \u06a9\u06cc\u0645\u0644\u06cc\u06a9 12345678950",
      "12345678950",
    ],
    ['{"tcKimlikNo":"10203040550"}', "10203040550"],
    ['{"tckn": 12345678950}', "12345678950"],
    ["ad;tckn\nAli;98765432150", "98765432150"],
    ["INFO kullanici tckn=12345678950 girdi", "12345678950"],
    ["Turkish national ID 123 456 789 50", "123 456 789 50"],
    ["\u0631\u0642\u0645 \u0627\u0644\u0647\u0648\u064a\u0629 12345678950", "12345678950"],
  ],
  misses: [
    "12345678950",
    "tckn 12345678951",
    "tckn 02345678950",
    "tckn 123456789501",
    "sipari\u015f 12345678950",
    "order number 12345678950",
    "tckn 11111111110",
    "tckn: +12345678950",
    "tckn 1.12345678950",
  ],
};

/** Ministry of the Interior: Luhn over nine digits, zeros before shorter ones. */
function isIsraeli(digits: Uint8Array): boolean {
  return isLuhn(digits, 0, 9) && !isRepeated(digits, 8) && numberAt(digits, 0, 4) !== 0;
}

const ISRAELI = {
  category: "IL_ID",
  revision: 1,
  words: [...ISRAELI_WORDS, ...NATIONAL_ID_WORDS],
} as const;

const ISRAELI_RULE: NumberRule = {
  ...ISRAELI,
  finds: "Israeli identity number with a valid check digit, beside a word for it",
  anchor: "number",
  forms: [
    { pattern: "999999999", need: "context" },
    { pattern: "99999999-9", need: "context" },
    { pattern: "9-9999999-9", need: "context" },
    { pattern: "9 9999999 9", need: "context" },
    { pattern: "999~999~999", need: "context" },
  ],
  valid: isIsraeli,
  hits: [
    ["\u05de\u05e1\u05e4\u05e8 \u05d6\u05d4\u05d5\u05ea 123456782", "123456782"],
    ["\u05ea\u05e2\u05d5\u05d3\u05ea \u05d6\u05d4\u05d5\u05ea: 304567894", "304567894"],
    ["\u05ea.\u05d6. 054321096", "054321096"],
    ["Teudat zehut 30456789-4", "30456789-4"],
    ['{"teudatZehut":"203154760"}', "203154760"],
    ['{"israeli_id": 304567894}', "304567894"],
    ["name,id_number\nNoa,203154760", "203154760"],
    ["INFO user national_id=304567894 ok", "304567894"],
    ["Israeli ID number 3-0456789-4", "3-0456789-4"],
    ["T.Z. 30456789-4", "30456789-4"],
  ],
  misses: [
    "123456782",
    "teudat zehut 123456783",
    "teudat zehut 1234567820",
    "order number 123456782",
    "teudat zehut 000000018",
    "teudat zehut x123456782",
    "request id 123456782",
    "304567894 items",
    "12345678-2",
  ],
};

/** `\u05ea"\u05d6`, the usual short form, has a quotation mark in it, and so is no word. */
const HEBREW_SHORT_REGEXP = /\u05ea["\u05f4\u201d'\u2019]{1,2}\u05d6[\s:."'#-]{0,6}$/u;
const HEBREW_BEHIND_REGEXP = /^[\s(\[,-]{0,3}\u05ea["\u05f4\u201d'\u2019]{1,2}\u05d6/u;
const LATIN_SHORT_REGEXP = /(?:^|[^A-Za-z])[Tt]["'\u2019]{1,2}[Zz][\s:."'#-]{0,6}$/;
const SHORT_REACH = 16;

const ISRAELI_SHORT_RULE: MatcherRule = {
  ...ISRAELI,
  finds: "Israeli identity number behind the short form of its name",
  anchor: "matcher",
  at: ["number"],
  anchorChars: [8, 9],
  match({ text }: Scan, run: Readonly<Span>): Hit | null {
    const before = text.slice(Math.max(0, run.start - SHORT_REACH), run.start);
    const isShort = run.end - run.start === 8;
    const end = isShort ? run.end + 2 : run.end;
    const isNamed = HEBREW_SHORT_REGEXP.test(before) || LATIN_SHORT_REGEXP.test(before) ||
      HEBREW_BEHIND_REGEXP.test(text.slice(end, end + 8));
    if (!isNamed) return null;
    if (isShort && (!isDash(codeAt(text, run.end)) || !isDigit(codeAt(text, end - 1)))) return null;
    if (isAlphanumeric(codeAt(text, end))) return null;
    const digits = digitsOf(text.slice(run.start, run.end) + text.slice(end - 1, end));
    return isIsraeli(digits) ? { start: run.start, end, need: "none", rank: 7 } : null;
  },
  hits: [
    ['\u05ea"\u05d6 123456782', "123456782"],
    ["\u05ea\u05f4\u05d6: 304567894", "304567894"],
    ["\u05de\u05e1' \u05ea\"\u05d6 30456789-4 \u05e9\u05dc \u05e0\u05d5\u05e2\u05d4", "30456789-4"],
    ["\u05d1\u05e2\u05dc\u05ea \u05ea''\u05d6 203154760", "203154760"],
    ['203154760 (\u05ea"\u05d6)', "203154760"],
    ['her t"z: 304567894', "304567894"],
  ],
  misses: [
    '\u05ea"\u05d6 123456783',
    '\u05ea"\u05d6 1234567820',
    '\u05ea"\u05d0 123456782',
    "\u05d4\u05d6\u05de\u05e0\u05d4 123456782",
    '\u05ea"\u05d6 30456789-45',
  ],
};

/** The rows of this file. */
export const NEAR_EAST_ID_RULES: readonly Rule[] = [
  ...[TURKISH_RULE, ISRAELI_RULE, ISRAELI_SHORT_RULE],
];
