/**
 * Whether a number can be that of a house at all: a look at the characters and words beside it,
 * which refuses most numbers before `street_address.ts` compares patterns. Nothing that those could
 * find is refused here.
 *
 * @module
 */

import { CLASS, DISGUISE, UPPER } from "../../text/alphabet.ts";
import { codeAt, isDigit } from "../../text/character.ts";
import type { Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { STREET_ENDINGS } from "./street_words.ts";

/** How much is read on from a house number. */
export const HEAD_CHARS_MAX = 96;
/** Most words of a street's name. */
export const NAME_WORDS_MAX = 6;
/** Most words of a name that begins with a small letter. */
const SMALL_WORDS_MAX = 4;
/** Longest range of house numbers, or letter behind one. */
const RANGE_CHARS_MAX = 12;
/** How far behind a number a word for street can stand. */
const SOON_CHARS_MAX = HEAD_CHARS_MAX + 16;
/** 1 for the last three letters, or all of them, of a word that ends like a street. */
const STREET_ENDS: Uint8Array = streetEnds();

/** The hour before its minutes: `14 h 07, ...`, and both in one word. */
const HOUR_REGEXP = /(?:^|\D)\d{1,2}(?: ?h ?|:)$/;
const CLOCK_REGEXP = /^\d{1,2}h\d\d$/;
/** Whether a number is the minutes of a time, or a time. */
export function isTime(text: string, { start, end }: Readonly<Span>): boolean {
  return HOUR_REGEXP.test(text.slice(Math.max(0, start - 6), start)) ||
    CLOCK_REGEXP.test(text.slice(start, end));
}

/** A word after the number, or a range or a comma before it: most numbers are refused here. */
export function isStreetAhead(text: string, end: number, after: number): boolean {
  if (after === 0x2c) return codeAt(text, end + 1) === 0x20 && codeAt(text, end + 2) > 0x40;
  if (after === 0x2d) return isDigit(codeAt(text, end + 1));
  const next = codeAt(text, end + 1);
  return (after === 0x20 || after === 0xa0) && (next > 0x40 || isDigit(next));
}

/** A word for street soon, or a name right behind the number: `12 items of` has neither. */
export function isWordAhead(scan: Scan, end: number): boolean {
  const street = scan.watchedAhead(end, end + SOON_CHARS_MAX);
  if (street >= 0 && isNameBetween(scan.text, end, street)) return true;
  for (let at = end; at < end + RANGE_CHARS_MAX; at++) {
    const code = codeAt(scan.text, at + 1);
    if (codeAt(scan.text, at) === 0x20 && (isUpper(code) || CLASS[code] === DISGUISE)) return true;
  }
  return false;
}

/** Whether nothing that ends a name stands between a number and a word, and few small words. */
function isNameBetween(text: string, from: number, to: number): boolean {
  let words = isSmallWord(text, from + 1) ? SMALL_WORDS_MAX : NAME_WORDS_MAX;
  // What may be a range is left out.
  for (let at = from + RANGE_CHARS_MAX; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 && words-- === 0) return false;
    if (code < 0x30 && code !== 0x20 && code !== 0x27 && code !== 0x2d && code !== 0x2e) {
      // `#` and `&` are of names.
      if (code !== 0x23 && code !== 0x26) return false;
    }
    if (code >= 0x3a && code <= 0x3f) return false;
  }
  return true;
}

/** A word in small letters that is none of `SMALL_WORDS`, which are short. */
function isSmallWord(text: string, at: number): boolean {
  for (let k = at; k < at + 4; k++) if (!isSmallLetter(codeAt(text, k))) return false;
  return true;
}

/** A word before the number, or a sign for numbers and a word before that. */
export function isStreetBehind(text: string, start: number, before: number): boolean {
  const last = codeAt(text, start - 2);
  if (before === 0x20 || before === 0xa0) {
    return last > 0x40 || ((last === 0x2e || last === 0x2c || last === 0x3a) &&
      codeAt(text, start - 3) > 0x40);
  }
  return (before === 0x3a || before === 0x2e) && last > 0x40;
}

/** Whether the last letter before a number, or before its dot or space, is one of a number sign. */
export function mayEndInSign(text: string, start: number): boolean {
  let at = start - 1;
  while (start - at < 4 && isSignTail(codeAt(text, at))) at--;
  const code = codeAt(text, at);
  // `no`, `nr`, `N`, `num`; what is outside of ASCII is another sign.
  return code === 0x6f || code === 0x72 || code === 0x4e || code === 0x6d || code > 0x7f;
}

function isSignTail(code: number): boolean {
  return code === 0x20 || code === 0x2e || code === 0x3a;
}

/** Whether a word for street, or one that ends like it, may end at a place. */
export function mayEndStreet(text: string, end: number): boolean {
  const dot = codeAt(text, end - 1) === 0x2e ? 1 : 0;
  const last = codeAt(text, end - dot - 1);
  const middle = codeAt(text, end - dot - 2);
  const first = codeAt(text, end - dot - 3);
  if (isAccented(last) || isAccented(middle) || isAccented(first)) return true;
  return STREET_ENDS[slotOfEnd(first | 0x20, middle | 0x20, last | 0x20)] === 1 ||
    STREET_ENDS[slotOfEnd(0, middle | 0x20, last | 0x20)] === 1 ||
    STREET_ENDS[slotOfEnd(0, 0, last | 0x20)] === 1;
}

/** A Latin letter outside of ASCII. */
function isAccented(code: number): boolean {
  return code > 0x7f && code < 0x300;
}

function slotOfEnd(first: number, middle: number, last: number): number {
  return ((first & 31) << 10) | ((middle & 31) << 5) | (last & 31);
}

function streetEnds(): Uint8Array {
  const table = new Uint8Array(1 << 15);
  for (const ending of STREET_ENDINGS) {
    const [last = 0, middle = 0, first = 0] = [...ending].reverse().map((char) => codeAt(char, 0));
    table[slotOfEnd(first, middle, last)] = 1;
  }
  return table;
}

/** Whether a comma or the end of the line comes soon, as before a postcode. */
export function isBreakAhead(text: string, from: number): boolean {
  for (let at = from; at < from + 9; at++) {
    const code = codeAt(text, at);
    if (code === 0x2c || code === 0x0a) return true;
  }
  return false;
}

/** Of ASCII. */
export function isSmallLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** A capital letter. */
export function isUpper(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && CLASS[code] === UPPER);
}
