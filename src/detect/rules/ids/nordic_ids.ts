/**
 * Personal numbers of Sweden, Finland, Norway and Denmark: a birth date and a serial number, in
 * all but Denmark with check digits.
 * @module
 */

import { codeAt, hasDigits, isAlphanumeric, isDigit } from "../../text/character.ts";
import type { CodeRule, Hit, MatcherRule, NumberRule, Rule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { NATIONAL_ID_WORDS } from "./national_id_words.ts";
import { DANISH_WORDS, FINNISH_WORDS, NORWEGIAN_WORDS, SWEDISH_WORDS } from "./nordic_words.ts";
import { SOCIAL_WORDS } from "./tax_id_words.ts";
import {
  digitsOf,
  isBirthDate,
  isLuhn,
  isShortDate,
  numberAt,
  weightedSum,
} from "./world_check_digits.ts";

const PLUS = 0x2b;
/** What is added to the day of those who are no citizens: Sweden's coordination numbers. */
const COORDINATION_DAYS = 60;
/** The same in Norway's D-numbers. */
const D_NUMBER_DAYS = 40;
/** What is added to the month of numbers that Norwegian registers make up for tests. */
const SYNTHETIC_MONTHS = [0, 40, 65, 80];
/** Births up to this year are those of grown-ups; codes with later dates in them are often others. */
const ADULT_SHORT_YEAR_MIN = 30;

/** Skatteverket, SKV 704: YYMMDD-NNNC, Luhn over ten digits; with the century before it, twelve. */
function isSwedish(digits: Uint8Array, count: number): boolean {
  const at = count - 10;
  const month = numberAt(digits, at + 2, 2);
  const shown = numberAt(digits, at + 4, 2);
  const day = shown > COORDINATION_DAYS ? shown - COORDINATION_DAYS : shown;
  const isDate = count === 12
    ? isBirthDate(numberAt(digits, 0, 4), month, day)
    : isShortDate(numberAt(digits, 0, 2), month, day);
  return isDate && isLuhn(digits, at, count) && numberAt(digits, at + 6, 3) !== 0;
}

function isSwedishAdult(digits: Uint8Array, count: number): boolean {
  if (count === 12 && digits[0] !== 1) return false;
  return numberAt(digits, count - 10, 2) >= ADULT_SHORT_YEAR_MIN && isSwedish(digits, count);
}

const SWEDISH = {
  category: "SE_PERSONNUMMER",
  finds: "Swedish personal identity or coordination number with a valid date and check digit",
  revision: 1,
  words: [...SWEDISH_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
} as const;

const SWEDISH_PLAIN_RULE: NumberRule = {
  ...SWEDISH,
  anchor: "number",
  forms: [
    { pattern: "99999999-9999", need: "soft" },
    { pattern: "999999-9999", need: "soft" },
  ],
  valid: isSwedishAdult,
  hits: [
    ["Mitt personnummer \u00e4r 850612-1238.", "850612-1238"],
    ["Hon heter Eva och har 19850612-1238 som nummer", "19850612-1238"],
    ["personnummer: 19720229-4562", "19720229-4562"],
    ['{"personnummer":"850612-1238"}', "850612-1238"],
    ["namn;personnummer;ort\nEva;850612-1238;Lund", "850612-1238"],
    ["2026-11-25T10:00:00Z INFO lookup personnummer=850612-1238 ok", "850612-1238"],
    ["samordningsnummer 850672-1235", "850672-1235"],
    ["Sein schwedischer Ausweis: 720229-4562", "720229-4562"],
    ["Her Swedish personal identity number is 19720229\u20134562.", "19720229\u20134562"],
  ],
  misses: [
    "850612-1235",
    "851312-1234",
    "850632-1237",
    "order 850612-1238",
    "850612-12385",
    "A850612-1238",
    "1850612-1238",
    "v850612-1238-2",
    "20260115-1230",
    "850612-0000",
    "0000-850612-1238",
  ],
};

const SWEDISH_CONTEXT_RULE: NumberRule = {
  ...SWEDISH,
  anchor: "number",
  forms: [
    { pattern: "99999999~9999", need: "context" },
    { pattern: "999999~9999", need: "context" },
    { pattern: "999999999999", need: "context" },
    { pattern: "9999999999", need: "context" },
  ],
  valid: isSwedish,
  hits: [
    ["personnummer 8506121238", "8506121238"],
    ["Sin p\u00e5 personnumret 198506121238 fick hon svar", "198506121238"],
    ['{"personal_identity_number": 198506121238}', "198506121238"],
    ["pnr: 850612 1238", "850612 1238"],
    ["name,personnummer\nEva,198506121238", "198506121238"],
    ["Swedish personal number: 20031105-0074", "20031105-0074"],
    ["num\u00e9ro d'identit\u00e9 : 031105-0074", "031105-0074"],
    ["\u8eab\u4efd\u8bc1\u53f7\uff1a850612-1238", "850612-1238"],
    ['lookup({"personnummer":"8506121238"})', "8506121238"],
  ],
  misses: [
    "8506121238",
    "198506121238",
    "personnummer 8506121235",
    "personnummer 198513121234",
    "order number 8506121238",
    "timestamp 202401011234",
    "personnummer 18506121238",
    "invoice 20240101-1234",
  ],
};

/** Control character of Finland's codes (DVV): birth date and number modulo 31. */
const FINNISH_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
/** Signs of the centuries that are letters (decree 1038/2022); `+` and `-` are separators. */
const FINNISH_SIGNS = "ABCDEFUVWXY";

/** DDMMYYSNNNC; number 002 to 899, in practice also 900 to 999 for temporary codes. */
function isFinnish(code: string): boolean {
  const hasSign = code.length === 11;
  if (hasSign && !FINNISH_SIGNS.includes(code.charAt(6))) return false;
  const plain = hasSign ? code.slice(0, 6) + code.slice(7) : code;
  const digits = digitsOf(plain.slice(0, 9));
  const [day, month, year] = [0, 2, 4].map((at) => numberAt(digits, at, 2)) as [
    number,
    number,
    number,
  ];
  if (!isShortDate(year, month, day) || numberAt(digits, 6, 3) < 2) return false;
  return FINNISH_CHECKS.charAt(numberAt(digits, 0, 9) % 31) === plain.charAt(9);
}

const FINNISH = {
  category: "FI_HETU",
  finds: "Finnish personal identity code with a valid date and control character",
  revision: 1,
  words: [...FINNISH_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
} as const;

const FINNISH_RULE: CodeRule = {
  ...FINNISH,
  anchor: "code",
  forms: [
    { pattern: "999999-999X", need: "none" },
    { pattern: "999999A999X", need: "none" },
    { pattern: "999999 999X", need: "context" },
  ],
  valid: isFinnish,
  hits: [
    ["Henkil\u00f6tunnukseni on 120385-234M.", "120385-234M"],
    ["010190A345T", "010190A345T"],
    ["hetu: 050604b7775", "050604b7775"],
    ['{"hetu":"230778Y456A"}', "230778Y456A"],
    ["nimi,hetu\nAino,131052-308T", "131052-308T"],
    ["10:00:01 INFO asiakas=131052-308T tila=ok", "131052-308T"],
    ["Her Finnish code, 120385\u2013234M, is in the file", "120385\u2013234M"],
    ["sosiaaliturvatunnus 120385 234M", "120385 234M"],
    ['{"tool":"find","arguments":{"id":"120385-234m"}}', "120385-234m"],
  ],
  misses: [
    "120385-234N",
    "320385-234M",
    "121385-234M",
    "010190G345T",
    "120385-234M5",
    "1120385-234M",
    "120385-2341",
    "7-120385-234M",
    "version 120385-2",
    "order 120385 234M",
  ],
};

/** Skatteetaten: both check digits modulo 11 are part of these sums. */
const NORWEGIAN_WEIGHTS_1 = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const NORWEGIAN_WEIGHTS_2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

function isNorwegianWith(digits: Uint8Array, months: readonly number[]): boolean {
  const shownDay = numberAt(digits, 0, 2);
  const day = shownDay > D_NUMBER_DAYS ? shownDay - D_NUMBER_DAYS : shownDay;
  const shownMonth = numberAt(digits, 2, 2);
  const year = numberAt(digits, 4, 2);
  return months.some((added) => isShortDate(year, shownMonth - added, day)) &&
    weightedSum(digits, NORWEGIAN_WEIGHTS_1) % 11 === 0 &&
    weightedSum(digits, NORWEGIAN_WEIGHTS_2) % 11 === 0;
}

const NORWEGIAN = {
  category: "NO_FNR",
  revision: 1,
  words: [...NORWEGIAN_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
} as const;

const NORWEGIAN_RULE: NumberRule = {
  ...NORWEGIAN,
  finds: "Norwegian birth or D-number with a valid date and both check digits",
  anchor: "number",
  forms: [
    { pattern: "99999999999", need: "soft" },
    { pattern: "999999 99999", need: "soft" },
    { pattern: "999999~99999", need: "context" },
  ],
  valid: (digits) => isNorwegianWith(digits, [0]),
  hits: [
    ["F\u00f8dselsnummeret mitt er 12038530028.", "12038530028"],
    ["Hun oppga 120385 30028 ved innsjekking", "120385 30028"],
    ["fnr: 01019030071", "01019030071"],
    ['{"fodselsnummer":"12038530028"}', "12038530028"],
    ['{"nationalId": 12038530028}', "12038530028"],
    ["navn;f\u00f8dselsnummer\nKari;12038530028", "12038530028"],
    ["10:00:01 INFO user fnr=12038530028 ok", "12038530028"],
    ["D-nummer 52038530011", "52038530011"],
    ["Norwegian national identity number 120385-30028", "120385-30028"],
    [
      "\u043b\u0438\u0447\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 12038530028",
      "12038530028",
    ],
  ],
  misses: [
    "12038530029",
    "32038530028",
    "12138530028",
    "order number 12038530028",
    "120385300281",
    "0.12038530028",
    "f12038530028",
    "120385-30028",
    "tracking 12038530028",
    "12038530028.5",
  ],
};

const NORWEGIAN_SYNTHETIC_RULE: NumberRule = {
  ...NORWEGIAN,
  finds: "Norwegian number of a register's test data, with a raised month and both check digits",
  anchor: "number",
  forms: [
    { pattern: "99999999999", need: "context" },
    { pattern: "999999~99999", need: "context" },
  ],
  valid: (digits) => isNorwegianWith(digits, SYNTHETIC_MONTHS),
  hits: [
    ["Testperson med f\u00f8dselsnummer 12838530093", "12838530093"],
    ["fnr 12438530000", "12438530000"],
    ['{"foedselsnummer":"12838530093"}', "12838530093"],
    ["fnr=12838530093", "12838530093"],
    ["navn,fnr\nKari,12838530093", "12838530093"],
    ["personnummer: 128385 30093", "128385 30093"],
    ["Norwegian national id 12838530093", "12838530093"],
    ["Kari (f\u00f8dselsnr. 12838530093)", "12838530093"],
  ],
  misses: [
    "12838530093",
    "12438530000",
    "fnr 12838530094",
    "fnr 12938530093",
    "order 12838530093",
    "fnr 128385300930",
    "fnr v12838530093",
    "invoice 12438530000",
  ],
};

/** DDMMYY-NNNN. Without a check: since 2007 numbers are given out that fail the old modulo 11. */
function isDanish(digits: Uint8Array): boolean {
  return isShortDate(numberAt(digits, 4, 2), numberAt(digits, 2, 2), numberAt(digits, 0, 2)) &&
    numberAt(digits, 6, 4) !== 0;
}

const DANISH_RULE: NumberRule = {
  anchor: "number",
  category: "DK_CPR",
  finds: "Danish personal number with a valid date, beside a word for it",
  revision: 1,
  words: [...DANISH_WORDS, ...NATIONAL_ID_WORDS, ...SOCIAL_WORDS],
  forms: [
    { pattern: "999999-9999", need: "context" },
    { pattern: "999999~9999", need: "context" },
    { pattern: "9999999999", need: "context" },
  ],
  valid: isDanish,
  hits: [
    ["Mit CPR-nummer er 120385-1237.", "120385-1237"],
    ["cpr: 1203851237", "1203851237"],
    ["Personnummeret 120385 1237 st\u00e5r i journalen", "120385 1237"],
    ['{"cprNumber":"120385-1237"}', "120385-1237"],
    ['{"cpr":1203851237}', "1203851237"],
    ["navn;cpr\nIda;120385-1237", "120385-1237"],
    ["INFO borger cpr=120385-1237 fundet", "120385-1237"],
    ["My Danish civil registration number is 310199-4321", "310199-4321"],
    ["\u4e39\u9ea6\u8eab\u4efd\u8bc1\u53f7 120385-1237", "120385-1237"],
  ],
  misses: [
    "120385-1237",
    "cpr 321385-1237",
    "cpr 121385-1237",
    "CPR training on 12-03",
    "order 120385-1237",
    "cpr 120385-12371",
    "cpr 300285-1237",
    "epoch 1203851237",
    "120385-0000 cpr",
    "cpr 120385-1237-4",
  ],
};

/** Before 1900 a plus stands where others have a dash: `120385+1234`, `311299+012L`. */
function plusEnd(text: string, run: Readonly<Span>, tail: number): number {
  const end = run.end + 1 + tail;
  if (codeAt(text, run.end) !== PLUS || isAlphanumeric(codeAt(text, end))) return -1;
  const before = codeAt(text, run.start - 1);
  const isPart = before === PLUS || before === 0x2d || before === 0x2e;
  return isPart && isDigit(codeAt(text, run.start - 2)) ? -1 : end;
}

const SWEDISH_PLUS_RULE: MatcherRule = {
  ...SWEDISH,
  anchor: "matcher",
  at: ["number"],
  anchorChars: [6, 8],
  followedBy: "+",
  match({ text }: Scan, run: Readonly<Span>): Hit | null {
    const end = plusEnd(text, run, 4);
    if (run.end - run.start === 7 || end < 0 || !hasDigits(text, run.end + 1, 4)) return null;
    const digits = digitsOf(text.slice(run.start, run.end) + text.slice(run.end + 1, end));
    if (!isSwedish(digits, digits.length)) return null;
    return { start: run.start, end, need: "soft", rank: 7 };
  },
  hits: [
    ["Farmor, personnummer 180210+9882, fyller 100", "180210+9882"],
    ["pnr: 19180210+9882", "19180210+9882"],
    ['{"personnummer":"180210+9882"}', "180210+9882"],
  ],
  misses: ["180210+9883", "181310+9882", "180210+98821", "7180210+9882", "order 180210+9882"],
};

const FINNISH_PLUS_RULE: MatcherRule = {
  ...FINNISH,
  anchor: "matcher",
  at: ["number"],
  anchorChars: [6, 6],
  followedBy: "+",
  match({ text }: Scan, run: Readonly<Span>): Hit | null {
    const end = plusEnd(text, run, 4);
    if (end < 0 || !hasDigits(text, run.end + 1, 3)) return null;
    const code = text.slice(run.start, run.end) + text.slice(run.end + 1, end);
    return isFinnish(code.toUpperCase()) ? { start: run.start, end, need: "none", rank: 7 } : null;
  },
  hits: [
    ["Mummon henkil\u00f6tunnus oli 311299+012L.", "311299+012L"],
    ["hetu=311299+012l", "311299+012l"],
    ['{"hetu":"311299+012L"}', "311299+012L"],
  ],
  misses: ["311299+012M", "321299+012L", "311299+012L1", "2+311299+012L", "311299+0121"],
};

/** The rows of this file. */
export const NORDIC_ID_RULES: readonly Rule[] = [
  ...[SWEDISH_PLAIN_RULE, SWEDISH_CONTEXT_RULE, SWEDISH_PLUS_RULE, FINNISH_RULE, FINNISH_PLUS_RULE],
  ...[NORWEGIAN_RULE, NORWEGIAN_SYNTHETIC_RULE, DANISH_RULE],
];
