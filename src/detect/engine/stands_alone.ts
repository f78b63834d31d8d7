/**
 * Whether a number or code in one of the printed forms is one of its own.
 * @module
 */

import {
  codeAt,
  isAlphanumeric,
  isDash,
  isDigit,
  isLetter,
  isListComma,
} from "../text/character.ts";
import type { Span } from "../rule.ts";

const PLUS = 0x2b;
const DOT = 0x2e;
const COMMA = 0x2c;
const PERCENT = 0x25;
/** Before a number they make it an amount: signs of dollar, pound, yen, euro, rupee. */
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9";

/** Digits of a character's number in a table. */
const HEX_GROUP = 4;
/** Groups looked at on either side of a place. */
const HEX_GROUPS_MAX = 6;

/** Not part of something longer: a word, a decimal number, an amount, a longer number. */
export function standsAlone(text: string, { start, end }: Span): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  if (isAlphanumeric(before) && !isEscape(text, start)) return false;
  if (isAlphanumeric(after)) return false;
  // A telephone number with its country; not `a+b`, which is a space in an address.
  if (before === PLUS && !isAlphanumeric(codeAt(text, start - 2))) return false;
  if (after === PERCENT || (start > 0 && AMOUNT_SIGNS.includes(text.charAt(start - 1)))) {
    return false;
  }
  const isGlueBefore = isDash(before) || before === DOT;
  if (isGlueBefore && isDigit(codeAt(text, start - 2))) return false;
  // `204-31-5567-A` is the number of a part.
  const isPart = isDash(after) && isLetter(codeAt(text, end + 1)) &&
    !isAlphanumeric(codeAt(text, end + 2));
  if (isPart) return false;
  if (isInHexTable(text, { start, end })) return false;
  const isGlueAfter = isDash(after) || after === DOT || after === COMMA;
  return !(isGlueAfter && isDigit(codeAt(text, end + 1)) && !isListComma(text, end));
}

/** Whether hexadecimal groups of four stand beside a place: `52BE 5352 5354 5353 5351 53A6`. */
export function isInHexTable(text: string, { start, end }: Span): boolean {
  return isHexSide(text, end + 1, HEX_GROUP + 1) ||
    isHexSide(text, start - 1 - HEX_GROUP, -HEX_GROUP - 1);
}

/** Whether one of a few groups on one side has letters, over groups of digits alone. */
function isHexSide(text: string, first: number, step: number): boolean {
  // Steps are added: `0 * -5` is no small integer, and would make all places doubles.
  let at = first;
  for (let k = 0; k < HEX_GROUPS_MAX; k++, at += step) {
    const gap = codeAt(text, step > 0 ? at - 1 : at + HEX_GROUP);
    const letters = gap === 0x20 || gap === 0x0a ? lettersOf(text, at) : -1;
    if (letters !== 0) return letters > 0;
  }
  return false;
}

/** Capitals up to F in a group of four of them and digits, or -1 when it is none. */
function lettersOf(text: string, at: number): number {
  let letters = 0;
  for (let k = at; k < at + HEX_GROUP; k++) {
    const code = codeAt(text, k);
    if (code >= 0x41 && code <= 0x46) letters++;
    else if (!isDigit(code)) return -1;
  }
  const isAlone = !isAlphanumeric(codeAt(text, at - 1)) &&
    !isAlphanumeric(codeAt(text, at + HEX_GROUP));
  return isAlone && letters < HEX_GROUP ? letters : -1;
}

/** `\n123` in text that was quoted twice: the letter belongs to the escape. */
function isEscape(text: string, at: number): boolean {
  return isLetter(codeAt(text, at - 1)) && "nrt".includes(text.charAt(at - 1)) &&
    text.charAt(at - 2) === "\\";
}
