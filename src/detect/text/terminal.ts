/**
 * What terminals and line ends put inside a value: colours of ECMA-48, as the characters themselves
 * or as the escapes that programs and logs write for them, and lines that go on behind a backslash.
 *
 *     4532<ESC>[0m<ESC>[32m0151     4532\u001b[0m0151     db7.core\
 *                                                           .example.com
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "./character.ts";

/** Most colours one behind the other, longest list of their numbers, and longest escape. */
const COLOURS_MAX = 6;
const NUMBERS_CHARS_MAX = 16;
const ESCAPE_CHARS_MAX = 14;
/** How far behind a colour a digit or an `@` makes a word worth a look. */
const WORD_CHARS_MAX = 40;
/** Longest indentation of a line that goes on. */
const INDENT_MAX = 24;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const ESCAPE = 0x1b;
const SPACE = 0x20;
const AT = 0x40;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const SMALL_N = 0x6e;
/** The picture of an escape. */
const PICTURE = 0x241b;

/** An escape character in the writings of JSON, C, shells and `cat -v`; then its bracket. */
const WRITTEN_REGEXP = /^\\{1,8}(?:u001b|u\{1b\}|x1b|033|e)\[/i;
/** Where the colours end that begin at a place, with an escape in any writing; -1 when none do. */
export function coloursEnd(text: string, at: number): number {
  let end = -1;
  let from = at;
  for (let k = 0; k < COLOURS_MAX; k++) {
    const next = colourEnd(text, from);
    if (next < 0) break;
    end = next;
    from = next;
  }
  return end;
}

function colourEnd(text: string, at: number): number {
  const bracket = bracketAt(text, at);
  if (bracket < 0) return -1;
  let end = bracket + 1;
  while (end - bracket <= NUMBERS_CHARS_MAX && isNumberUnit(codeAt(text, end))) end++;
  const last = codeAt(text, end) | 0x20;
  // Colours, and what erases the rest of a line.
  return last === 0x6d || last === 0x6b ? end + 1 : -1;
}

/** The bracket behind an escape that begins at a place, or -1. */
function bracketAt(text: string, at: number): number {
  const code = codeAt(text, at);
  if (code === ESCAPE || code === PICTURE || code === CARET) {
    const bracket = code === CARET && codeAt(text, at + 1) === BRACKET ? at + 2 : at + 1;
    const isOne = codeAt(text, bracket) === BRACKET && (code !== CARET || bracket === at + 2);
    return isOne ? bracket : -1;
  }
  if (code !== BACKSLASH) return -1;
  const written = WRITTEN_REGEXP.exec(text.slice(at, at + ESCAPE_CHARS_MAX));
  return written === null ? -1 : at + written[0].length - 1;
}

function isNumberUnit(code: number): boolean {
  return isDigit(code) || code === 0x3b || code === 0x3a;
}

/**
 * Whether a colour whose bracket is at a place stands inside a value, or before one: logs are full
 * of those before other words.
 */
export function isColourInValue(text: string, bracket: number): boolean {
  const before = codeAt(text, bracket - 1);
  if (!mayEndEscape(text, bracket - 1, before)) return false;
  // `^[[31m`: the first bracket is part of the escape.
  const start = before === CARET ? bracket - 1 : escapeStart(text, bracket);
  const end = start < 0 ? -1 : coloursEnd(text, start);
  if (end < 0) return false;
  const after = codeAt(text, end);
  if (isDigit(after) || after === 0x2b || after === 0x28) return true;
  if (!isValueUnit(after)) return false;
  return isValueUnit(codeAt(text, start - 1)) || isLikeValue(text, end);
}

/** Whether an escape may end in the character before a bracket: a cheap look. */
function mayEndEscape(text: string, at: number, code: number): boolean {
  switch (code) {
    case ESCAPE:
    case CARET:
    case PICTURE:
      return true;
    case 0x42:
    case 0x62:
      return codeAt(text, at - 1) === 0x31;
    case 0x33:
      return codeAt(text, at - 1) === 0x33 && codeAt(text, at - 2) === 0x30;
    case 0x45:
    case 0x65:
      return codeAt(text, at - 1) === BACKSLASH;
    case 0x7d:
      return (codeAt(text, at - 1) | 0x20) === 0x62;
    default:
      return false;
  }
}

/** Where the escape before a bracket begins, or -1. */
function escapeStart(text: string, bracket: number): number {
  const least = Math.max(0, bracket - ESCAPE_CHARS_MAX + 1);
  for (let at = bracket - 1; at >= least; at--) {
    if (bracketAt(text, at) !== bracket) continue;
    let start = at;
    while (start > least && codeAt(text, start - 1) === BACKSLASH) start--;
    return start;
  }
  return -1;
}

/** Whether the word at a place has a digit or an `@`. */
function isLikeValue(text: string, from: number): boolean {
  for (let at = from; at < from + WORD_CHARS_MAX; at++) {
    const code = codeAt(text, at);
    if (isDigit(code) || code === AT) return true;
    if (code <= SPACE || code === BACKSLASH) return false;
  }
  return false;
}

function isValueUnit(code: number): boolean {
  return isAlphanumeric(code) || code === AT || code === 0x2e || code === 0x2d || code === 0x5f ||
    code === 0x2b;
}

/**
 * Where a line goes on, when the backslash at a place is the last character of one and a value may
 * stand on both sides; else -1. Before that of a command stands a space.
 */
export function continuationEnd(text: string, at: number): number {
  if (!isJoinable(codeAt(text, at - 1))) return -1;
  let end = at + 1;
  if (codeAt(text, end) === RETURN) end++;
  if (codeAt(text, end) === LINE_FEED) end++;
  else {
    // The same inside a string of JSON.
    end = at + 1;
    if (codeAt(text, end) !== BACKSLASH || codeAt(text, end + 1) !== BACKSLASH) return -1;
    if (codeAt(text, end + 2) !== SMALL_N) return -1;
    end += 3;
  }
  const line = end;
  while (end - line < INDENT_MAX && isIndent(codeAt(text, end))) end++;
  return isJoinable(codeAt(text, end)) ? end : -1;
}

function isIndent(code: number): boolean {
  return code === SPACE || code === TAB;
}

function isJoinable(code: number): boolean {
  return isValueUnit(code) || code === 0x2f || code === 0x3a || code === 0x3d;
}
