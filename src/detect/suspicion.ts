/**
 * Whether a character that could disguise something stands where it can: asked by the first pass at
 * each such character, and answered with a look at its neighbours. Typography, emoji, text in other
 * scripts and code are full of such characters, and are refused here.
 * @module
 */

import { COMBINING, DISGUISE, ESCAPE, INFO } from "./alphabet.ts";
import { plainUnit, UNSEEN } from "./forms.ts";

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const HASH = 0x23;
const AMPERSAND = 0x26;
const ZERO = 0x30;
const SEVEN = 0x37;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const SMALL_X = 0x78;

/** Signs that stand inside values, beside letters and digits. */
const VALUE_SIGNS = "@.-_+:/()[]=*";

const IS_VALUE: Uint8Array = valueUnits();

function valueUnits(): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let code = 0; code < table.length; code++) {
    const char = String.fromCharCode(code);
    table[code] = /[0-9A-Za-z]/.test(char) || VALUE_SIGNS.includes(char) ? 1 : 0;
  }
  return table;
}

/**
 * Whether the character at `at` can disguise a value.
 *
 * @param kind {@linkcode DISGUISE} or {@linkcode ESCAPE}.
 */
export function mayDisguise(text: string, at: number, kind: number): boolean {
  if (kind === ESCAPE) return mayEscape(text, at, text.charCodeAt(at));
  const plain = plainUnit(text, at);
  if (plain === 0) return false;
  if (plain !== UNSEEN && (isAlphanumeric(plain) || plain === 0x40)) {
    return isValueBefore(text, at) || isValueAfter(text, at);
  }
  // What separates or hides stands between two parts of a value.
  return isValueBefore(text, at) && isValueAfter(text, at);
}

function isValueBefore(text: string, at: number): boolean {
  const code = at === 0 ? 0 : text.charCodeAt(at - 1);
  if (code < 0x80) return IS_VALUE[code] === 1;
  if (code >= 0xdc00 && code <= 0xdfff) return at > 1 && plainUnit(text, at - 2) !== 0;
  return INFO[code] === DISGUISE || INFO[code] === COMBINING;
}

function isValueAfter(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  const next = first >= 0xd800 && first <= 0xdbff ? at + 2 : at + 1;
  if (next >= text.length) return false;
  const code = text.charCodeAt(next);
  if (code < 0x80) return IS_VALUE[code] === 1 || code === BACKSLASH || code === AMPERSAND;
  if (code >= 0xd800 && code <= 0xdbff) return plainUnit(text, next) !== 0;
  return INFO[code] === DISGUISE || INFO[code] === COMBINING;
}

/** Whether an escape of JSON, a URL, HTML or quoted-printable begins here. */
function mayEscape(text: string, at: number, code: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (code === BACKSLASH) {
    return next === SMALL_U || next === SMALL_X || (next >= ZERO && next <= SEVEN);
  }
  if (code === AMPERSAND) return next === HASH || isLetter(next);
  if (code === EQUALS) return mayBeQuoted(text, at, next);
  return (isHex(next) && isHex(text.charCodeAt(at + 2))) || next === SMALL_U;
}

/** `=40`, `=2E`, `=2D`, two in a row, or a soft line break; everything else is an assignment. */
function mayBeQuoted(text: string, at: number, next: number): boolean {
  if (next === LINE_FEED || next === RETURN) return isValueBefore(text, at);
  if (!isHex(next) || !isHex(text.charCodeAt(at + 2))) return false;
  const second = text.charCodeAt(at + 3);
  return second === EQUALS || text.startsWith("40", at + 1) || text.startsWith("2E", at + 1) ||
    text.startsWith("2D", at + 1);
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || isLetter(code);
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isHex(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66;
}
