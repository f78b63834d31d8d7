/**
 * Numbers of persons in Singapore, Korea, China, Japan and Thailand.
 * @module
 */

import type { CodeRule, MatcherRule, NumberRule, Rule } from "../../rule.ts";
import {
  CHINESE_WORDS,
  JAPANESE_WORDS,
  KOREAN_WORDS,
  SINGAPORE_WORDS,
  THAI_WORDS,
} from "./asia_words.ts";
import { PrintedId } from "./printed_id.ts";
import { NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { SOCIAL_WORDS, TAX_ID_WORDS } from "./tax_id_words.ts";
import {
  digitsOf,
  hasBirthDate,
  hasShortDate,
  isRepeated,
  numberAt,
  weightedSum,
} from "./world_check_digits.ts";

const SINGAPORE_WEIGHTS = [2, 7, 6, 5, 4, 3, 2];
/** By first letter: what is added to the sum, and the check letters by the rest modulo 11. */
const SINGAPORE_SERIES: Readonly<Record<string, readonly [added: number, letters: string]>> = {
  S: [0, "JZIHGFEDCBA"],
  T: [4, "JZIHGFEDCBA"],
  F: [0, "XWUTRQPNMLK"],
  G: [4, "XWUTRQPNMLK"],
  M: [3, "XWUTRQPNJLK"],
};

function isSingaporean(code: string): boolean {
  const series = SINGAPORE_SERIES[code.charAt(0)];
  if (series === undefined) return false;
  const digits = digitsOf(code.slice(1, 8));
  const [added, letters] = series;
  return letters.charAt((weightedSum(digits, SINGAPORE_WEIGHTS) + added) % 11) === code.charAt(8);
}

const SINGAPORE_RULE: CodeRule = {
  anchor: "code",
  category: "SG_NRIC",
  finds: "Singapore identity card or foreign identification number with a valid check letter",
  revision: 1,
  words: [...SINGAPORE_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS],
  forms: [
    { pattern: "A9999999A", need: "soft" },
    { pattern: "A9999999~A", need: "context" },
    { pattern: "A~9999999~A", need: "context" },
  ],
  valid: isSingaporean,
  hits: [
    ["My NRIC is S1234567D.", "S1234567D"],
    ["S8765432Z came in yesterday", "S8765432Z"],
    ["nric: t0123456g", "t0123456g"],
    ['{"nric":"S1234567D"}', "S1234567D"],
    ['{"fin":"F7654321Q"}', "F7654321Q"],
    ["name,nric\nWei,G5551234K", "G5551234K"],
    ["INFO visitor fin=M1234567K admitted", "M1234567K"],
    ["\u8eab\u4efd\u8bc1\u53f7\u7801 S1234567D", "S1234567D"],
    ["NRIC no. S1234567-D", "S1234567-D"],
  ],
  misses: [
    "S1234567E",
    "A1234567D",
    "T1234567D",
    "S12345678D",
    "order S1234567D",
    "XS1234567D",
    "S1234567DX",
    "sku S1234567D",
    "S1234567-D",
    "https://example.org/S1234567A",
  ],
};

const KOREAN_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
/** Since October 2020 the last six digits are drawn by lot, and there is no check digit. */
const KOREAN_LOT_FROM = 2010;
/** Births in this century. */
const SHORT_YEAR_MAX = 40;

/** YYMMDD-GNNNNNC: 1, 2 born in the 1900s, 3, 4 in the 2000s; 5 to 8 the same for foreigners. */
function hasKoreanForm(digits: Uint8Array): boolean {
  const sex = digits[6] as number;
  if (sex < 1 || sex > 8 || (isOfThisCentury(sex) && numberAt(digits, 0, 2) > SHORT_YEAR_MAX)) {
    return false;
  }
  return hasShortDate(digits, 0) && numberAt(digits, 7, 6) !== 0;
}

function isOfThisCentury(sex: number): boolean {
  return (sex - 1) % 4 >= 2;
}

function hasKoreanCheck(digits: Uint8Array): boolean {
  const expected = (11 - weightedSum(digits, KOREAN_WEIGHTS) % 11) % 10;
  const isForeign = (digits[6] as number) >= 5;
  return digits[12] === (isForeign ? (expected + 2) % 10 : expected) || digits[12] === expected;
}

function isKorean(digits: Uint8Array): boolean {
  return hasKoreanForm(digits) && hasKoreanCheck(digits);
}

/** With a check digit, or of somebody who was born after these were given up. */
function isKoreanNow(digits: Uint8Array): boolean {
  if (!hasKoreanForm(digits)) return false;
  const isRecent = numberAt(digits, 0, 4) >= KOREAN_LOT_FROM;
  return hasKoreanCheck(digits) || (isRecent && isOfThisCentury(digits[6] as number));
}

const KOREAN = {
  category: "KR_RRN",
  anchor: "number",
  revision: 1,
  words: [...KOREAN_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
} as const;

const KOREAN_RULE: NumberRule = {
  ...KOREAN,
  finds: "Korean resident registration number with a valid date and check digit",
  forms: [{ pattern: "999999-9999999", need: "soft" }],
  valid: isKorean,
  hits: [
    [
      "\uc81c \uc8fc\ubbfc\ub4f1\ub85d\ubc88\ud638\ub294 850612-1234561\uc785\ub2c8\ub2e4.",
      "850612-1234561",
    ],
    ["900101-2234561 \ud64d\uae38\ub3d9", "900101-2234561"],
    ["rrn: 031105-3123453", "031105-3123453"],
    ['{"resident_registration_number":"850612-1234561"}', "850612-1234561"],
    ["name,rrn\nKim,850612-1234561", "850612-1234561"],
    ["INFO user=850612-1234561 ok", "850612-1234561"],
    ["foreigner registration 880909-5678903", "880909-5678903"],
    ["Korean RRN 850612\u20131234561", "850612\u20131234561"],
  ],
  misses: [
    "850612-1234562",
    "851312-1234561",
    "850632-1234561",
    "850612-9234561",
    "order 850612-1234561",
    "850612-12345612",
    "1850612-1234561",
    "850612-0234561",
    "850612-1000000",
  ],
};

const KOREAN_LOT_RULE: NumberRule = {
  ...KOREAN,
  finds: "Korean resident registration number without a check digit, beside a word for it",
  forms: [
    { pattern: "999999-9999999", need: "context" },
    { pattern: "999999~9999999", need: "context" },
  ],
  valid: hasKoreanForm,
  hits: [
    ["\uc8fc\ubbfc\ub4f1\ub85d\ubc88\ud638: 900101-1234567", "900101-1234567"],
    ["\uc8fc\ubbfc\ubc88\ud638 210315-3456789\ub97c \uc785\ub825", "210315-3456789"],
    ["resident registration number 900101-1234567", "900101-1234567"],
    ['{"rrn":"210315-4123456"}', "210315-4123456"],
    ["name,rrn\nKim,900101-1234567", "900101-1234567"],
    ["INFO rrn=900101-1234567 ok", "900101-1234567"],
    ["\uc678\uad6d\uc778\ub4f1\ub85d\ubc88\ud638 880909 5678901", "880909 5678901"],
    [
      "\u97d3\u56fd\u306e\u4f4f\u6c11\u767b\u9332\u756a\u53f7\u306f900101-1234567\u3067\u3059",
      "900101-1234567",
    ],
  ],
  misses: [
    "900101-1234567",
    "rrn 901301-1234567",
    "rrn 900101-9234567",
    "rrn 900132-1234567",
    "order 900101-1234567",
    "rrn 900101-12345678",
    "rrn 900101-1234567-8",
    "tracking 900101 1234567",
  ],
};

const KOREAN_BARE_RULE: NumberRule = {
  ...KOREAN,
  finds: "Korean resident registration number without its dash, beside a word for it",
  forms: [{ pattern: "9999999999999", need: "context" }],
  valid: isKoreanNow,
  hits: [
    ["\uc8fc\ubbfc\ub4f1\ub85d\ubc88\ud638 8506121234561", "8506121234561"],
    ["\uc8fc\ubbfc\ubc88\ud638\ub294 9001012234561\uc774\uace0", "9001012234561"],
    ["rrn=0311053123453", "0311053123453"],
    ['{"resident_registration_number": 8506121234561}', "8506121234561"],
    ["name,rrn\nKim,2103154123456", "2103154123456"],
    ["Korean resident number: 8506121234561", "8506121234561"],
    ["RRN 8506121234561", "8506121234561"],
    ["\u8eab\u5206\u8a3c\u756a\u53f7 8506121234561", "8506121234561"],
  ],
  misses: [
    "8506121234561",
    "rrn 8506121234562",
    "rrn 8513121234561",
    "timestamp 1701011234567",
    "1701011234567",
    "rrn 85061212345612",
    "order 8506121234561",
    "rrn 8506129234561",
  ],
};

/** First two digits of the places of registration (GB/T 2260). */
const CHINESE_REGIONS: ReadonlySet<number> = new Set([
  ...[11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46],
  ...[50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91],
]);
const CHINESE_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHINESE_CHECKS = "10X98765432";

/** GB 11643-1999: region, birth date, serial number, check of ISO 7064 MOD 11-2. */
function isChinese(code: string): boolean {
  const digits = digitsOf(code);
  if (!CHINESE_REGIONS.has(numberAt(digits, 0, 2))) return false;
  // The first generation, until 2000: 15 digits, the year has two, no check.
  if (code.length === 15) return hasShortDate(digits, 6) && numberAt(digits, 12, 3) !== 0;
  if (!hasBirthDate(digits, 6)) return false;
  return CHINESE_CHECKS.charAt(weightedSum(digits, CHINESE_WEIGHTS) % 11) === code.charAt(17);
}

const CHINESE_RULE: CodeRule = {
  anchor: "code",
  category: "CN_RIC",
  finds: "Chinese resident identity number with a valid region, date and check character",
  revision: 1,
  words: [...CHINESE_WORDS, ...NATIONAL_ID_WORDS],
  forms: [
    { pattern: "999999999999999999", need: "soft" },
    { pattern: "99999999999999999A", need: "none" },
    { pattern: "999999~99999999~999X", need: "soft" },
    { pattern: "999999 9999 9999 999X", need: "soft" },
    { pattern: "999999 999999 99999X", need: "context" },
    { pattern: "999999999999999", need: "context" },
  ],
  valid: isChinese,
  hits: [
    [
      "\u6211\u7684\u8eab\u4efd\u8bc1\u53f7\u7801\u662f11010519491231002X\u3002",
      "11010519491231002X",
    ],
    ["310115199003071239", "310115199003071239"],
    ["\u8eab\u4efd\u8bc1\uff1a440306198506129876", "440306198506129876"],
    ['{"idCard":"320500200102154325"}', "320500200102154325"],
    ['{"id_number": 110101199003077512}', "110101199003077512"],
    [
      "\u59d3\u540d,\u8eab\u4efd\u8bc1\u53f7\n\u738b\u4f1f,310115199003071239",
      "310115199003071239",
    ],
    ["INFO user=11010519491231002x ok", "11010519491231002x"],
    ["Her Chinese ID is 310115 19900307 1239", "310115 19900307 1239"],
    ["\u8eab\u4efd\u8bc1 310115900307123", "310115900307123"],
  ],
  misses: [
    "310115199003071238",
    "110105194912310021",
    "110105194913310021",
    "990115199003071239",
    "order 310115199003071239",
    "3101151990030712391",
    "snowflake 175928847299117063",
    "310115900307123",
    "0x310115199003071239",
    "11010519491231002XA",
  ],
};

/** Ordinance 85 of 2014, article 5: weights 2 to 7, then 2 to 6, from the right. */
const JAPANESE_WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

function isJapanese(digits: Uint8Array): boolean {
  const rest = weightedSum(digits, JAPANESE_WEIGHTS) % 11;
  return digits[11] === (rest < 2 ? 0 : 11 - rest) && !isRepeated(digits, 11);
}

const JAPANESE = new PrintedId([
  { pattern: "999999999999", need: "context" },
  { pattern: "9999~9999~9999", need: "context" },
], (code) => isJapanese(Uint8Array.from(code, Number)));
/** A last group behind it: twelve digits of a longer number. */
const ONE_MORE_REGEXP = /^ \d{1,4}(?![\d-])/;

const JAPANESE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "JP_MYNUMBER",
  finds: "Japanese individual number with a valid check digit, beside a word for it",
  revision: 1,
  words: [...JAPANESE_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS, ...SOCIAL_WORDS],
  at: ["number"],
  groups: JAPANESE.groups,
  joinedMin: 12,
  match: (scan, anchor) => {
    if (!scan.mayBeNear("JP_MYNUMBER")) return null;
    const { text } = scan;
    const hit = JAPANESE.match(text, anchor);
    if (hit === null || ONE_MORE_REGEXP.test(text.slice(hit.end, hit.end + 6))) return null;
    return hit;
  },
  hits: [
    [
      "\u79c1\u306e\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\u306f123456789018\u3067\u3059",
      "123456789018",
    ],
    ["\u500b\u4eba\u756a\u53f7\uff1a1234 5678 9018", "1234 5678 9018"],
    ["my number 9876-5432-1093", "9876-5432-1093"],
    ['{"myNumber":"222333444553"}', "222333444553"],
    ['{"my_number": 222333444553}', "222333444553"],
    [
      "\u6c0f\u540d,\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\n\u4f50\u85e4,987654321093",
      "987654321093",
    ],
    ["INFO mynumber=123456789018 ok", "123456789018"],
    ["Japanese My Number: 100200300402", "100200300402"],
    ["\u65e5\u672c\u4e2a\u4eba\u7f16\u53f7 123456789018", "123456789018"],
  ],
  misses: [
    "123456789018",
    "my number 123456789019",
    "my number 12345678901",
    "my number 1234567890181",
    "order number 123456789018",
    "1234-5678-9018",
    "tracking no 123456789018",
    "\u6ce8\u6587\u756a\u53f7 123456789018",
    "my number 1234 5678 9018 22",
    "\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\u3001\u9001\u308a\u72b6\u756a\u53f7 123456789018",
    "my number 000000000000",
  ],
};

const THAI_WEIGHTS = [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

/** Department of Provincial Administration: kind of person 1 to 8, modulo 11. */
function isThai(digits: Uint8Array): boolean {
  const kind = digits[0] as number;
  if (kind < 1 || kind > 8 || isRepeated(digits, 12)) return false;
  return digits[12] === (11 - weightedSum(digits, THAI_WEIGHTS) % 11) % 10;
}

const THAI_RULE: NumberRule = {
  anchor: "number",
  category: "TH_PIN",
  finds: "Thai personal identification number with a valid check digit",
  revision: 1,
  words: [...THAI_WORDS, ...NATIONAL_ID_WORDS, ...TAX_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "9-9999-99999-99-9", need: "none" },
    { pattern: "9 9999 99999 99 9", need: "soft" },
    { pattern: "9.9999.99999.99.9", need: "soft" },
    { pattern: "9999999999999", need: "context" },
  ],
  valid: isThai,
  hits: [
    [
      "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19 1-1017-00123-45-6",
      "1-1017-00123-45-6",
    ],
    ["1-1017-00123-45-6", "1-1017-00123-45-6"],
    [
      "\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e191101700123456",
      "1101700123456",
    ],
    ['{"citizen_id":"3100502345679"}', "3100502345679"],
    ['{"thai_id": 5240987654321}', "5240987654321"],
    ["name,national_id\nSomchai,3100502345679", "3100502345679"],
    ["INFO pid=3-1005-02345-67-9 ok", "3-1005-02345-67-9"],
    ["Thai ID card 1 1017 00123 45 6", "1 1017 00123 45 6"],
    ["nationale ID: 1101700123456", "1101700123456"],
  ],
  misses: [
    "1-1017-00123-45-7",
    "9-1017-00123-45-6",
    "1101700123456",
    "1732000000000",
    "order 1 1017 00123 45 6",
    "1-1017-00123-45-67",
    "timestamp 1101700123456",
    "1-1017-00123-456",
    "11-1017-00123-45-6",
  ],
};

/** The rows of this file. */
export const ASIA_ID_RULES: readonly Rule[] = [
  ...[SINGAPORE_RULE, KOREAN_RULE, KOREAN_LOT_RULE, KOREAN_BARE_RULE, CHINESE_RULE],
  ...[JAPANESE_RULE, THAI_RULE],
];
