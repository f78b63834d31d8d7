/**
 * Values as lists of the numbers of their characters, as programs hide them from filters:
 *
 *     [106,97,110,101,64,101,120,46,111,114,103]     0x6a, 0x61, 0x6e, 0x65, 0x40, ...
 *     41 4b 49 41 ...     chr(52) + chr(49) + ...     00110100 00110001 ...
 *
 * All numbers of a list must be those of characters that can be seen. Digits alone may be anything,
 * so a word of the category must speak for them where nothing says that the list is a text.
 *
 * @module
 */

import { codeAt, isAlphanumeric, isHex } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { contextStart } from "./windows.ts";

/** Fewest characters of an address, of another value, and most of a list. */
const ADDRESS_CHARS_MIN = 6;
const CHARS_MIN = 8;
const CHARS_MAX = 1_024;
/** Characters on both sides that may say what is in a list. */
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;
/** How far from a list its decoder is named. */
const DECODER_CHARS_MAX = 32;
const FIRST = 0x20;
const LAST = 0x7e;

const OPENING = 0x28;
const CLOSING = 0x29;
const SPACE = 0x20;

/** One number: with a prefix, as two characters, of three digits, as eight bits. */
const ITEM_REGEXP = /(?:0x([0-9a-f]{2})|(0[01]{7})|([0-9a-f]{2}|1[0-2]\d))(?![0-9a-z_])/iy;
/** What may stand between two: signs and spaces, or what joins characters in a program. */
const GAP_REGEXP =
  /["']?[ ,;:|\t\r\n-]{1,20}["']?|\)?\s{0,16}(?:\+|\.{1,2}|&|\|\||,)\s{0,16}(?:(?:[A-Za-z.]{2,20})\(|[([]char[)\]]\s?)/iy;
/** The call around the first number of a list of calls. */
const CALL_REGEXP = /[A-Za-z.]{2,20}\($|[([]char[)\]]\s?$/i;
/** Names a text as what a list is made into. */
const DECODER_REGEXP = /char|chr|bytes?\b|buffer|decode|ascii|hex|toString|utf-?8|text|str/i;
/** What opens a list, and what is called with it. */
const HEAD_REGEXP =
  /\[\d{0,4}\]\s?=\s?\{\s?$|(?:[A-Za-z][A-Za-z0-9_.:<>]{0,28})?[([{<]{1,3}\s{0,12}["']?$|["']$/;
const ADDRESS_REGEXP = /^[^@]+@[^@]+\.[^@]+$/;

/** What a list is when its numbers are read as hexadecimal, decimal or binary ones. */
interface Reading {
  radix: 2 | 10 | 16;
  text: string;
}

interface List extends Span {
  readings: Reading[];
}

/**
 * The values of a text that are lists of numbers.
 *
 * @param places Events at which {@linkcode mayBeCodePoint} is true.
 */
export function* codePointCandidates(
  { text, events }: Looked,
  _engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  let from = 0;
  for (const at of places) {
    const start = events.starts[at] as number;
    if (start < from) continue;
    const list = listAt(text, start);
    from = Math.max(from, list.end);
    for (const reading of list.readings) {
      const { length } = reading.text;
      const isAddress = length >= ADDRESS_CHARS_MIN && ADDRESS_REGEXP.test(reading.text);
      if (isAddress || length >= CHARS_MIN) yield candidateOf(text, list, reading);
    }
  }
}

/** Whether a number may be the first of a list: a cheap look at what follows it. */
export function mayBeCodePoint(text: string, start: number, end: number): boolean {
  const size = end - start;
  if (size === 1 || (size === 4 && text.charCodeAt(start + 1) !== 0x78)) return false;
  if (size === 8 && (text.charCodeAt(start) !== 0x30 || text.charCodeAt(start + 1) > 0x31)) {
    return false;
  }
  const after = codeAt(text, end);
  if (after === CLOSING) return codeAt(text, start - 1) === OPENING;
  let next = end;
  while (next - end < 4 && isSeparator(codeAt(text, next))) next++;
  if (next === end) return isCharBefore(text, start);
  return isHex(codeAt(text, next)) && isAlphanumeric(codeAt(text, next + 1)) &&
    (size > 3 || !isAlphanumeric(codeAt(text, next + 2)) ||
      !isAlphanumeric(codeAt(text, next + 3)));
}

/** `(char)52`, `[char]52` */
function isCharBefore(text: string, start: number): boolean {
  const before = codeAt(text, start - 1);
  return (before === CLOSING || before === 0x5d) && (codeAt(text, start - 2) | SPACE) === 0x72;
}

function isSeparator(code: number): boolean {
  return code === SPACE || code === 0x2c || code === 0x3b || code === 0x3a || code === 0x0a ||
    code === 0x22 || code === 0x27 || code === 0x7c || code === 0x2d;
}

/** The list whose first number begins at a place; it has no readings when it is none. */
function listAt(text: string, start: number): List {
  let readings: Reading[] = [];
  let at = start;
  let end = start + 1;
  let isCall = false;
  for (let count = 0; count < CHARS_MAX; count++) {
    ITEM_REGEXP.lastIndex = at;
    const item = ITEM_REGEXP.exec(text);
    if (item === null) break;
    const next = readingsOf(item);
    const kept = count === 0
      ? next
      : readings.flatMap(({ radix, text: before }) =>
        next.filter((one) => one.radix === radix).map((one) => ({
          radix,
          text: before + one.text,
        }))
      );
    if (kept.length === 0) break;
    readings = kept;
    end = ITEM_REGEXP.lastIndex;
    GAP_REGEXP.lastIndex = end;
    const gap = GAP_REGEXP.exec(text);
    if (gap === null) break;
    isCall ||= /[(\]]\s?$/.test(gap[0]) || /\)\s?$/.test(gap[0]);
    at = GAP_REGEXP.lastIndex;
  }
  return isCall ? withCalls(text, { start, end, readings }) : { start, end, readings };
}

function readingsOf([, prefixed, bits, plain = ""]: RegExpExecArray): Reading[] {
  if (prefixed !== undefined) return readingOf(prefixed, 16);
  if (bits !== undefined) return readingOf(bits, 2);
  const decimal = /^\d+$/.test(plain) ? readingOf(plain, 10) : [];
  return plain.length === 2 ? [...readingOf(plain, 16), ...decimal] : decimal;
}

function readingOf(digits: string, radix: 2 | 10 | 16): Reading[] {
  const code = parseInt(digits, radix);
  return code < FIRST || code > LAST ? [] : [{ radix, text: String.fromCharCode(code) }];
}

/** A list of calls with the name of the first one, and the bracket of the last one. */
function withCalls(text: string, { start, end, readings }: List): List {
  const call = CALL_REGEXP.exec(text.slice(Math.max(0, start - DECODER_CHARS_MAX), start));
  return {
    start: start - (call?.[0].length ?? 0),
    end: codeAt(text, end) === CLOSING && call?.[0].endsWith("(") ? end + 1 : end,
    readings,
  };
}

function candidateOf(text: string, list: Span, { text: written }: Reading): Candidate {
  const { start, end } = list;
  const around = text.slice(Math.max(0, start - DECODER_CHARS_MAX), start) + " " +
    text.slice(end, end + DECODER_CHARS_MAX);
  const isStrict = !/[^0-9]/.test(written) && !DECODER_REGEXP.test(around) &&
    !DECODER_REGEXP.test(text.slice(start, start + DECODER_CHARS_MAX));
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  // `password = bytes([75, 101, ...])` reads as `password = "Ke..."`.
  const head = HEAD_REGEXP.exec(text.slice(Math.max(0, start - DECODER_CHARS_MAX), start));
  const quote = head === null ? " " : '"';
  const sign = head?.[0].includes("=") === true ? " = " : "";
  const headStart = start - (head?.[0].length ?? 0);
  copy.keepTo(headStart);
  const from = copy.text.length;
  copy.put(sign + quote + written + quote, { start: headStart, end });
  const inner = { start: from, end: copy.text.length };
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: false, span: list, disguise: "encoded" };
}
