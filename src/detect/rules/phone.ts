/**
 * United States and other North American telephone numbers in a form that says so: separated
 * groups, an area code in parentheses, or `+1`. Ten bare digits are not taken.
 * @module
 */

import {
  codeAt,
  continuesNumber,
  hasDigits,
  isDash,
  isDigit,
  isLetter,
  isSpace,
  numberGoesOn,
  startsWord,
} from "../character.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";

const PLUS = 0x2b;
const OPEN = 0x28;
const CLOSE = 0x29;
const DOT = 0x2e;
const ONE = 0x31;
const NO_PHONE = -1;

function isSeparator(code: number): boolean {
  return isDash(code) || isSpace(code) || code === DOT;
}

function matchPhone(text: string, run: Readonly<Span>): Span | null {
  const before = codeAt(text, run.start - 1);
  if (run.end - run.start !== 3) return matchWithCountryCode(text, run);
  if (before === PLUS) return null; // Another country's number.
  const parenthesised = before === OPEN && codeAt(text, run.end) === CLOSE;
  if (!parenthesised && !mayStart(text, run.start)) return null;
  const start = parenthesised ? run.start - 1 : run.start;
  const end = nationalEnd(text, start, false);
  return end === NO_PHONE ? null : { start, end };
}

function matchWithCountryCode(text: string, run: Readonly<Span>): Span | null {
  if (codeAt(text, run.start) !== ONE) return null;
  const plus = codeAt(text, run.start - 1) === PLUS;
  const bare = run.end - run.start > 1;
  if (!plus && (bare || !mayStart(text, run.start))) return null;
  const next = run.start + 1;
  const separated = isSeparator(codeAt(text, next));
  if (!plus && !separated && codeAt(text, next) !== OPEN) return null;
  const end = nationalEnd(text, separated ? next + 1 : next, plus);
  return end === NO_PHONE ? null : { start: plus ? run.start - 1 : run.start, end };
}

/** Not glued to a word, and not the rest of a longer number with the same separator. */
function mayStart(text: string, at: number): boolean {
  if (!startsWord(text, at) || continuesNumber(text, at)) return false;
  const spaced = isSpace(codeAt(text, at - 1)) && isDigit(codeAt(text, at - 2));
  return !(spaced && isSpace(codeAt(text, at + 3)));
}

/**
 * End of area code, exchange and line number from `at`, or {@linkcode NO_PHONE}.
 *
 * @param marked `+1` came before; like parentheses, it makes separators optional.
 */
function nationalEnd(text: string, at: number, marked: boolean): number {
  const parenthesised = codeAt(text, at) === OPEN;
  const area = parenthesised ? at + 1 : at;
  const sure = marked || parenthesised;
  if (!hasDigits(text, area, 3) || !isAreaCode(text, area)) return NO_PHONE;
  let next = area + 3;
  if (parenthesised && codeAt(text, next++) !== CLOSE) return NO_PHONE;
  if (isSeparator(codeAt(text, next))) next++;
  else if (!sure) return NO_PHONE;
  if (!hasDigits(text, next, 3) || !(sure || isExchange(text, { area, exchange: next }))) {
    return NO_PHONE;
  }
  next += 3;
  if (isSeparator(codeAt(text, next))) next++;
  else if (!sure) return NO_PHONE;
  if (!hasDigits(text, next, 4)) return NO_PHONE;
  return mayEnd(text, next + 4) ? next + 4 : NO_PHONE;
}

/** First digit 2 to 9, and not N11 (NANPA: easily recognisable codes). */
function isAreaCode(text: string, at: number): boolean {
  return codeAt(text, at) >= 0x32 && !text.startsWith("11", at + 1);
}

/** First digit 2 to 9. Area code 555 marks made-up numbers, which people write with any exchange. */
function isExchange(text: string, at: { area: number; exchange: number }): boolean {
  return codeAt(text, at.exchange) >= 0x32 || text.startsWith("555", at.area);
}

/** No digit, no longer number, and no letter but an extension's (`x12`, `ext. 12`). */
function mayEnd(text: string, at: number): boolean {
  const next = codeAt(text, at);
  if (isDigit(next) || numberGoesOn(text, at)) return false;
  if (!isLetter(next)) return true;
  const extension = (next | 0x20) === 0x78 && isDigit(codeAt(text, at + 1));
  return extension || text.startsWith("ext", at);
}

/** The rule for `PHONE`. */
export const PHONE_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PHONE",
  finds: "US and NANP telephone number with separators, parentheses or +1",
  at: ["number", "mixed"],
  groupedMin: 7,
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchPhone(scan.text, anchor);
    return span === null ? null : { ...span, need: "none" };
  },
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
    ["212-867-5309x12", "212-867-5309"],
    ["tel:+1-212-867-5309;ext=2", "+1-212-867-5309"],
    ["\\n212-867-5309", "212-867-5309"],
    ["(212) 123-4567", "(212) 123-4567"],
    ["(212-867-5309)", "212-867-5309"],
  ],
  misses: [
    "5551234567",
    "155-123-4567",
    "012-345-6789",
    "911-555-1234",
    "212-123-4567",
    "212-867-53090",
    "212-867-5309-1",
    "9-212-867-5309",
    "A212-867-5309",
    "212-867-5309b",
    "+44 212 867 5309",
    "+212 867 5309 11",
    "212--867-5309",
    "v1 212",
    "15551234567",
  ],
};
