/**
 * Telephone numbers of the United States and the rest of the North American Numbering Plan in a
 * form that says so: separated groups, an area code in parentheses, or `+1`. Bare digits and codes
 * that are not assigned are for `phone_national.ts`, which asks for a word.
 * @module
 */

import {
  codeAt,
  continuesNumber,
  hasDigits,
  isDash,
  isDigit,
  isSpace,
} from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { digitsEnd } from "../digit_run.ts";
import { AREA_CODES } from "./nanp_area_codes.ts";
import { extensionEnd } from "./phone_extension.ts";
import {
  isNameTail,
  mayEndPhone,
  phoneDigitsStart,
  phoneGoesOn,
  phoneNaming,
} from "./phone_text.ts";
import { PHONE_WORDS } from "./phone_words.ts";

const PLUS = 0x2b;
const OPEN = 0x28;
const CLOSE = 0x29;
const DOT = 0x2e;
const SLASH = 0x2f;
const ONE = 0x31;
const NO_PHONE = -1;
const EXAMPLE_REGEXP = /^123\)?[\s.-]?456[\s.-]?7890/;
const EXAMPLE_CHARS_MAX = 14;
/** As for numbers with a calling code. */
const RANK = 6;

function isSeparator(code: number): boolean {
  return isDash(code) || isSpace(code) || code === DOT;
}

function matchPhone(text: string, run: Readonly<Span>): Hit | null {
  const start = phoneDigitsStart(text, run);
  if (start < 0) return null;
  const span = spanAt(text, start, digitsEnd(text, start, 12)) ?? slashedAt(text, start);
  if (span === null) return null;
  const naming = phoneNaming(text, span.start);
  if (naming === "other" || (naming === "nothing" && isNameTail(text, span.start))) return null;
  return { start: span.start, end: extensionEnd(text, span.end), need: "none", rank: RANK };
}

const SLASHED_REGEXP = /\d{3}\/[2-9]\d{2}-\d{4}(?![\d/%-]| of )/y;
/** What leads to a number that may be a fraction or an item: `mail a@b.org or 937/...`. */
const TO_SLASHED_REGEXP = /(?:^|[\s(])(?:or|at|on|via|phone|call|dial)[ :]$/i;

/** `937/228-6450` with an area code that is assigned, where a word leads to it; or null. */
function slashedAt(text: string, start: number): Span | null {
  if (codeAt(text, start + 3) !== SLASH) return null;
  SLASHED_REGEXP.lastIndex = start;
  const found = SLASHED_REGEXP.exec(text)?.[0];
  if (found === undefined || AREA_CODES[Number(found.slice(0, 3))] !== 1) return null;
  const isLed = TO_SLASHED_REGEXP.test(text.slice(Math.max(0, start - 8), start));
  return isLed ? { start, end: start + found.length } : null;
}

function spanAt(text: string, start: number, end: number): Span | null {
  const before = codeAt(text, start - 1);
  if (end - start !== 3) return withCountryCode(text, start, end);
  if (before === PLUS) return null; // Another country's number.
  const isParenthesised = before === OPEN && codeAt(text, end) === CLOSE;
  if (!isParenthesised && !mayStart(text, start)) return null;
  const from = isParenthesised ? start - 1 : start;
  const to = nationalEnd(text, from, false);
  return to === NO_PHONE ? null : { start: from, end: to };
}

function withCountryCode(text: string, start: number, end: number): Span | null {
  if (codeAt(text, start) !== ONE) return null;
  const hasPlus = codeAt(text, start - 1) === PLUS;
  const isBare = end - start > 1;
  if (!hasPlus && (isBare || !mayStart(text, start))) return null;
  const next = start + 1;
  const isSeparated = isSeparator(codeAt(text, next));
  if (!hasPlus && !isSeparated && codeAt(text, next) !== OPEN) return null;
  const to = nationalEnd(text, isSeparated ? next + 1 : next, hasPlus);
  return to === NO_PHONE ? null : { start: hasPlus ? start - 1 : start, end: to };
}

/** Not glued to a number, and not the rest of a longer one with the same separator. */
function mayStart(text: string, at: number): boolean {
  if (continuesNumber(text, at)) return false;
  const isSpaced = isSpace(codeAt(text, at - 1)) && isDigit(codeAt(text, at - 2));
  return !(isSpaced && isSpace(codeAt(text, at + 3)));
}

/**
 * End of area code, exchange and line number from `at`, or {@linkcode NO_PHONE}.
 *
 * @param isMarked `+1` came before; like parentheses, it makes separators optional.
 */
function nationalEnd(text: string, at: number, isMarked: boolean): number {
  const isParenthesised = codeAt(text, at) === OPEN;
  const area = isParenthesised ? at + 1 : at;
  const isSure = isMarked || isParenthesised;
  if (!hasDigits(text, area, 3) || !isAreaCode(text, area)) return NO_PHONE;
  let next = area + 3;
  if (isParenthesised && codeAt(text, next++) !== CLOSE) return NO_PHONE;
  const exchange = behindSeparator(text, next, isSure);
  if (exchange === next && !isSure) return NO_PHONE;
  if (!hasDigits(text, exchange, 3) || !(isSure || isExchange(text, { area, exchange }))) {
    return NO_PHONE;
  }
  next = exchange + 3;
  const line = behindSeparator(text, next, isSure);
  if (line === next && !isSure) return NO_PHONE;
  if (!hasDigits(text, line, 4)) return NO_PHONE;
  // `252.227-7013` is a clause.
  const isMixed = (codeAt(text, exchange - 1) === DOT) !== (codeAt(text, next) === DOT);
  if (isMixed && !isSure) return NO_PHONE;
  const end = line + 4;
  // Behind a slash stands another number.
  const goesOn = codeAt(text, end) !== SLASH && phoneGoesOn(text, end);
  if (!mayEndPhone(text, end) || goesOn) return NO_PHONE;
  const isSpaced = isSpace(codeAt(text, area + 3)) && isSpace(codeAt(text, next));
  return isSure || !isSpaced || isNoTable(text, { area, exchange, end }) ? end : NO_PHONE;
}

/** Behind one separator; behind a dash with spaces as well where the rest makes it sure. */
function behindSeparator(text: string, at: number, isSure: boolean): number {
  if (!isSeparator(codeAt(text, at))) return at;
  const isWide = isSure && isSpace(codeAt(text, at)) && isDash(codeAt(text, at + 1));
  if (isWide) return isSpace(codeAt(text, at + 2)) ? at + 3 : at + 2;
  return at + 1;
}

/** Three of a row of numbers are no telephone, nor multiples, nor those with a code of nobody. */
function isNoTable(text: string, at: { area: number; exchange: number; end: number }): boolean {
  const { area, exchange, end } = at;
  const code = Number(text.slice(area, area + 3));
  if (AREA_CODES[code] !== 1) return false;
  const factor = Number(text.slice(exchange, exchange + 3)) / code;
  if (factor > 1 && Number.isInteger(factor)) return false;
  return !(isSpace(codeAt(text, end)) && isDigit(codeAt(text, end + 1)));
}

/**
 * First digit 2 to 9, and not N11 (NANPA: easily recognisable codes); or the 123 of `123-456-7890`,
 * which is nobody's and everybody's example.
 */
function isAreaCode(text: string, at: number): boolean {
  if (codeAt(text, at) >= 0x32) return !text.startsWith("11", at + 1);
  return text.startsWith("123", at) && EXAMPLE_REGEXP.test(text.slice(at, at + EXAMPLE_CHARS_MAX));
}

/** First digit 2 to 9. Area code 555 marks made-up numbers, which people write with any exchange. */
function isExchange(text: string, at: { area: number; exchange: number }): boolean {
  return codeAt(text, at.exchange) >= 0x32 || text.startsWith("555", at.area);
}

/** The rule for `PHONE` in North America. */
export const PHONE_NANP_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PHONE",
  finds: "US and NANP telephone number with separators, parentheses or +1",
  at: ["number", "mixed"],
  joinedMin: 10,
  groups: [[1, 99, "* -./_|", "* -./"]],
  words: PHONE_WORDS,
  revision: 2,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchPhone(scan.text, anchor),
  hits: [
    ["call (555) 867-5309 now", "(555) 867-5309"],
    ["555-123-4567", "555-123-4567"],
    ["555.123.4567", "555.123.4567"],
    ["+1 555 123 4567", "+1 555 123 4567"],
    ["+1-555-123-4567", "+1-555-123-4567"],
    ["+15551234567", "+15551234567"],
    ["+1 (212) 555-0100", "+1 (212) 555-0100"],
    ["1-800-555-0199", "1-800-555-0199"],
    ["1 (800) 555-0199", "1 (800) 555-0199"],
    ["(555)8675309", "(555)8675309"],
    ["212 867 5309", "212 867 5309"],
    ["2 212-867-5309", "212-867-5309"],
    ["212-867-5309x12", "212-867-5309x12"],
    ["tel:+1-212-867-5309;ext=2", "+1-212-867-5309;ext=2"],
    ["\\n212-867-5309", "212-867-5309"],
    ["(212) 123-4567", "(212) 123-4567"],
    ["(212-867-5309)", "212-867-5309"],
    ["(212) - 867 - 5309", "(212) - 867 - 5309"],
    ['{"mobile":"212.867.5309"}', "212.867.5309"],
    ["name,phone\nAnn,212-867-5309", "212-867-5309"],
    ["\u7535\u8bdd212-867-5309\u3002", "212-867-5309"],
    ["phone-212-867-5309", "212-867-5309"],
    ["write to ann@a.example or 212/867-5309.", "212/867-5309"],
    ["(123) 456-7890", "(123) 456-7890"],
    ["212-867-5309, ext. 7.", "212-867-5309, ext. 7"],
  ],
  misses: [
    "5551234567",
    "155-123-4567",
    "123-456-7891",
    "012-345-6789",
    "911-555-1234",
    "212-123-4567",
    "212-867-53090",
    "212-867-5309-1",
    "9-212-867-5309",
    "A212-867-5309",
    "212-867-5309b",
    "build +44 212 867 5309",
    "212--867-5309",
    "v1 212",
    "15551234567",
    "256 512 1024",
    "212 867 5309 400",
    "300 400 5000",
    "order 212-867-5309",
    "ratio 212/867-5309",
    "part or 212/867-5309 of the total",
    "at 211/867-5309",
    "INV-212-867-5309",
    "252.227-7013",
    "212 - 867 - 5309",
  ],
};
