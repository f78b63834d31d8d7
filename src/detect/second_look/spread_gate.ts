/**
 * Whether a spread value may begin at a group of letters and digits: a look at the characters behind
 * it, which refuses most groups before `spread.ts` reads rows.
 *
 * @module
 */

import { codeAt, hasDigits, isAlphanumeric, isDigit, isHex } from "../text/character.ts";
import { NO_SIGN, ODD_SIGN, RARE_SIGN, signKind } from "./gaps.ts";
import type { Span } from "../rule.ts";

/** Longest group of a value, and of a wallet. */
export const GROUP_CHARS_MAX = 12;
export const WALLET_GROUP_MAX = 8;
/** Signs that stand alone only in a password. */
export const PASSWORD_SIGNS = "!@#$%&*?+=";
/** How a wallet begins that is found without a word, and how one of Ethereum begins. */
export const WALLET = "bc1";
export const HEX = "0x";

const SPACE = 0x20;
const COMMA = 0x2c;
const DOT = 0x2e;
const BAR = 0x7c;

/** Whether a spread value may begin at a group: a cheap look at what stands behind it. */
export function mayBeSpread(text: string, start: number, end: number): boolean {
  const sign = codeAt(text, end);
  const kind = signKind(sign);
  if (kind === NO_SIGN || end - start > GROUP_CHARS_MAX) return false;
  const next = codeAt(text, end + 1);
  const size = end - start;
  if (sign === SPACE && text.startsWith(HEX, start) && isHex(next)) {
    return [1, 2, 3].every((far) => codeAt(text, end + far * (size - HEX.length + 1)) === SPACE);
  }
  // Most numbers stand before a word.
  const isLast = sign === SPACE && size > 1 && codeAt(text, end + size + 1) !== SPACE;
  if (isLast && signKind(next) !== ODD_SIGN && !isLongDash(next)) return false;
  if (kind === ODD_SIGN) {
    if (isAlphanumeric(next)) return true;
    // `"1","2"` is a list.
    return isQuote(sign) ? next === sign && isAlphanumeric(codeAt(text, end + 2)) : next > 0x20;
  }
  const isDoubled = next === sign || next === 0x28 || next === 0x5b;
  if (!isAlphanumeric(next) && !isDoubled) {
    // `NL75, RABO, 0317`
    if (sign === COMMA) return next === SPACE && size === 4 && isAccountStart(text, start);
    // `B4 _ FB _ E4`
    if (sign !== SPACE) return false;
    // `h u n t e r 2 !`
    if (size === 1 && PASSWORD_SIGNS.includes(String.fromCharCode(next))) {
      return codeAt(text, start - 1) === SPACE && codeAt(text, start - 3) === SPACE;
    }
    if (codeAt(text, end + 2) !== SPACE || isQuote(next)) return false;
    // Between bars are the cells of a table, unless quotes are around all of them.
    if (next === BAR) return isQuote(codeAt(text, start - 1));
    // `J . N . 4 . 8`
    if (size === 1 && next === DOT) return text.startsWith(". ", start - 2);
    return signKind(next) === ODD_SIGN || isLongDash(next);
  }
  if (kind === RARE_SIGN) return size > 1 && isDigit(codeAt(text, end - 1));
  if (size === 1) return isDoubled || codeAt(text, end + 2) === sign;
  // `49.72.04.51.83`, `45 39 78 20`
  if (isDoubled) return sign !== SPACE;
  const isCode = !isDigit(codeAt(text, start));
  if (text.startsWith(WALLET, start) || (sign === COMMA && isCode)) return true;
  // `1BB Xyp iLT 8yT`
  if (
    sign === SPACE && size <= WALLET_GROUP_MAX && !isCode && isWalletStart(text, { start, end })
  ) {
    return [1, 2, 3].every((far) => codeAt(text, end + far * (size + 1)) === SPACE);
  }
  // `3301 0619 9207 1548 26`, `1A1z P1eP 5QGe fi2D`
  if (size === 4) {
    return sign === SPACE && [5, 10].every((far) => codeAt(text, end + far) === sign) &&
      !isAlphanumeric(codeAt(text, end + 15));
  }
  if (sign === 0x2f || codeAt(text, end + size + 1) !== sign) return false;
  return isDigit(next) || (sign === 0x2d && isCode);
}

/** An en dash or an em dash. */
function isLongDash(code: number): boolean {
  return code === 0x2013 || code === 0x2014;
}

/** Two capitals and two digits, as an international account begins. */
function isAccountStart(text: string, at: number): boolean {
  return isCapital(codeAt(text, at)) && isCapital(codeAt(text, at + 1)) &&
    hasDigits(text, at + 2, 2);
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60;
}

/** Whether a group may be the first one of a wallet. */
export function isWalletStart(text: string, { start, end }: Span): boolean {
  if (text.startsWith(WALLET, start)) return true;
  if (text.startsWith(HEX, start)) return end - start > HEX.length + 1;
  return "13T".includes(text.charAt(start)) && /[A-Za-z]/.test(text.slice(start + 1, end));
}
