/**
 * Whether a number or code in one of the printed forms is one of its own.
 * @module
 */

import { codeAt, isAlphanumeric, isDash, isDigit, isLetter, isListComma } from "./character.ts";
import type { Span } from "./rule.ts";

const PLUS = 0x2b;
const DOT = 0x2e;
const COMMA = 0x2c;
const PERCENT = 0x25;
/** Before a number they make it an amount: signs of dollar, pound, yen, euro, rupee. */
const AMOUNT_SIGNS = "$\u00a3\u00a5\u20ac\u20b9";

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
  const isGlueAfter = isDash(after) || after === DOT || after === COMMA;
  return !(isGlueAfter && isDigit(codeAt(text, end + 1)) && !isListComma(text, end));
}

/** `\n123` in text that was quoted twice: the letter belongs to the escape. */
function isEscape(text: string, at: number): boolean {
  return isLetter(codeAt(text, at - 1)) && "nrt".includes(text.charAt(at - 1)) &&
    text.charAt(at - 2) === "\\";
}
