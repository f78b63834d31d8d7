/**
 * Keys of `key: value` and `key=value`, in prose, settings and JSON.
 * @module
 */

import { codeAt, isSpace } from "../text/character.ts";
import { unitTable } from "./group_counts.ts";

/** Longest key before a colon or equals sign. */
const KEY_CHARS_MAX = 48;
/** Most spaces in a key; what has more is a sentence: `..., so I write it like this: 1 2 3`. */
const KEY_SPACES_MAX = 2;
/** How far behind a word its colon may stand, and how far before a value. */
const COLON_CHARS_MAX = 12;
const QUOTES_MAX = 3;

const SPACE = 0x20;
const COLON = 0x3a;
const EQUALS = 0x3d;
/** What may stand between a key's colon and the value. */
const IS_QUOTE: Uint8Array = unitTable("\"'`([ \t\\");
/** What ends the reach of a key backwards. */
const IS_KEY_END: Uint8Array = unitTable(",;{}&?|<\n\r");
/** What may stand between a word and its colon beside letters and spaces. */
const IS_BESIDE: Uint8Array = unitTable("\"'_");

/** Where the key of `key: value` or `key=value` begins, if the place is the value; else -1. */
export function keyStart(text: string, start: number): number {
  let at = start;
  while (at > 0 && start - at <= QUOTES_MAX && IS_QUOTE[text.charCodeAt(at - 1)] === 1) at--;
  const code = codeAt(text, at - 1);
  if (code !== COLON && code !== EQUALS) return -1;
  const least = Math.max(0, at - KEY_CHARS_MAX);
  let spaces = 0;
  while (at > least && IS_KEY_END[text.charCodeAt(at - 1)] !== 1) {
    if (text.charCodeAt(--at) === SPACE && ++spaces > KEY_SPACES_MAX) return -1;
  }
  return at;
}

/** Whether a word that ends at a place is, or begins, a key. */
export function isKey(text: string, end: number): boolean {
  for (let at = end; at - end < COLON_CHARS_MAX; at++) {
    const code = codeAt(text, at);
    if (code === COLON || code === EQUALS) return true;
    if (!isSpace(code) && IS_BESIDE[code] !== 1 && !isWordUnit(code)) return false;
  }
  return false;
}

function isWordUnit(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code > 0xbf;
}
