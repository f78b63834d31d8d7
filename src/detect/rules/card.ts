/**
 * Payment card numbers: 13 to 19 digits, bare or in the groups that are printed on cards, with an
 * issuer's prefix and length and a valid Luhn check digit.
 * @module
 */

import { codeAt, continuesNumber, isDash, isDigit, isSpace, startsWord } from "../character.ts";
import type { Hit, MatcherRule, Span } from "../rule.ts";
import type { Scan } from "../scan.ts";

/** Fewest and most digits of a card number (ISO/IEC 7812-1). */
const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
/** Digits of the prefix that the table below decides on. */
const PREFIX_DIGITS = 6;

/** Bit k set: a separator may stand after digit k. Groups of four, and 4-6-5 and 4-6-4. */
const GROUPS_OF_FOUR = (1 << 4) | (1 << 8) | (1 << 12) | (1 << 16);
const GROUPS_4_6 = (1 << 4) | (1 << 10);

type Scheme = readonly [low: number, high: number, lengths: readonly number[]];

/** Issuer prefixes, first six digits, with the lengths in use (issuers' public BIN ranges). */
const SCHEMES: readonly Scheme[] = [
  [220000, 220499, [16, 17, 18, 19]], // Mir
  [222100, 272099, [16]], // Mastercard
  [300000, 305999, [14, 16]], // Diners Club
  [309500, 309599, [14, 16]], // Diners Club
  [340000, 349999, [15]], // American Express
  [352800, 358999, [16, 17, 18, 19]], // JCB
  [360000, 369999, [14, 16]], // Diners Club
  [370000, 379999, [15]], // American Express
  [380000, 399999, [14, 16]], // Diners Club
  [400000, 499999, [13, 16, 19]], // Visa
  [501800, 501899, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [502000, 502099, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [503800, 503899, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [506099, 506198, [16, 18, 19]], // Verve
  [508000, 508999, [16]], // RuPay
  [510000, 559999, [16]], // Mastercard
  [589300, 589399, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [600000, 609999, [16]], // RuPay
  [601100, 601199, [16, 17, 18, 19]], // Discover
  [620000, 629999, [16, 17, 18, 19]], // UnionPay
  [630400, 630499, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [644000, 659999, [16, 17, 18, 19]], // Discover
  [675900, 675999, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [676100, 676399, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [810000, 829999, [16]], // RuPay
  [979200, 979299, [16]], // Troy
];

function isIssued(prefix: number, length: number): boolean {
  for (const [low, high, lengths] of SCHEMES) {
    if (prefix >= low && prefix <= high && lengths.includes(length)) return true;
  }
  return false;
}

/** 2 for a doubled digit, digits of the product added: 0 2 4 6 8 1 3 5 7 9. */
function doubled(digit: number): number {
  return digit > 4 ? 2 * digit - 9 : 2 * digit;
}

function matchCard(text: string, run: Readonly<Span>): Span | null {
  const start = run.start;
  if (!startsWord(text, start) || continuesNumber(text, start)) return null;
  let count = 0;
  let prefix = 0;
  let separators = 0;
  // Which digits Luhn doubles depends on the length, so both sums are carried along.
  let sumEvenDoubled = 0;
  let sumOddDoubled = 0;
  let end = -1;
  for (let at = start;; at++) {
    const code = codeAt(text, at);
    if (isDigit(code)) {
      if (count === DIGITS_MAX) break;
      const digit = code - 0x30;
      sumEvenDoubled += count % 2 === 0 ? doubled(digit) : digit;
      sumOddDoubled += count % 2 === 0 ? digit : doubled(digit);
      if (count < PREFIX_DIGITS) prefix = prefix * 10 + digit;
      count++;
      continue;
    }
    const sum = count % 2 === 0 ? sumEvenDoubled : sumOddDoubled;
    const whole = count >= DIGITS_MIN && sum % 10 === 0 && mayEnd(text, at);
    // The longest number that checks wins: what follows a card may be its last digits.
    if (whole && isPrintedSo(separators, count) && isIssued(prefix, count)) end = at;
    if (!(isSpace(code) || isDash(code)) || !isDigit(codeAt(text, at + 1))) break;
    separators |= 1 << count;
    if (!isPrintedSo(separators, count)) break;
  }
  return end < 0 ? null : { start, end };
}

function isPrintedSo(separators: number, count: number): boolean {
  if ((separators & ~GROUPS_OF_FOUR) === 0) return true;
  return (separators & ~GROUPS_4_6) === 0 && count <= 15;
}

/** Not a decimal number and not hexadecimal; other letters may be glued on (`...0366USD`). */
function mayEnd(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code === 0x2e) return !isDigit(codeAt(text, at + 1));
  const lower = code | 0x20;
  return !(lower >= 0x61 && lower <= 0x66);
}

/** The rule for `CC_NUMBER`. */
export const CARD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CC_NUMBER",
  finds: "payment card number, 13 to 19 digits, with issuer prefix, length and Luhn check digit",
  at: ["number", "mixed"],
  anchorChars: [4, Infinity],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchCard(scan.text, anchor);
    return span === null ? null : { ...span, need: "none" };
  },
  hits: [
    ["Card number 4532015112830366", "4532015112830366"],
    ["4532-0151-1283-0366 exp 12/27", "4532-0151-1283-0366"],
    ["(4532 0151 1283 0366)", "4532 0151 1283 0366"],
    ["378282246310005", "378282246310005"],
    ["3782-822463-10005", "3782-822463-10005"],
    ["2223003122003222", "2223003122003222"],
    ["6011111111111117", "6011111111111117"],
    ["3530111333300000", "3530111333300000"],
    ["30569309025904", "30569309025904"],
    ["4222222222222", "4222222222222"],
    ["6200000000000005", "6200000000000005"],
    ["4532015112830366USD", "4532015112830366"],
    ["2 4532 0151 1283 0366 123", "4532 0151 1283 0366"],
    ['{"pan":4532015112830366}', "4532015112830366"],
  ],
  misses: [
    "4532015112830367",
    "1732000000000",
    "45320151128303660000",
    "0.4532015112830366",
    "4532015112830366.5",
    "ab4532015112830366",
    "4532015112830366ff",
    "4532  0151  1283  0366",
    "453 201 511 283 0366",
    "353011133330000",
    "123-4532-0151-1283-0366",
  ],
};
