/**
 * Numbers and codes in which letters stand for the digits that they look like: typed on purpose, or
 * read so from paper. Letters and digits are mixed everywhere, so a word of the category must speak
 * for what is found, and most of it must be digits.
 *
 *     ssn 4l7-5O-28O6      MBI 3EGO-HN7-MK48
 *         417-50-2806          3EG0-HN7-MK48
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter, isSpace } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { isAnnounced, wordsFar } from "./far_label.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** Letters and the digits that they look like: those of a number, and those of a code. */
const OF_NUMBER = "O0o0Q0l1I1i1|1S5B8Z2";
const OF_CODE = "O0o0l1I1";

/** Fewest and most letters and digits of a value, and fewest digits. */
const CHARS_MIN = 6;
const CHARS_MAX = 40;
const DIGITS_MIN = 4;
/** Fewest of a number most of which may be letters: it has a check digit. */
const CARD_CHARS_MIN = 11;
/** Longest group. */
const GROUP_CHARS_MAX = 24;
/** Groups to either side of the first one that is found. */
const GROUPS_MAX = 12;
/** Fewest letters and digits of a value whose word stands far away. */
const FAR_CHARS_MIN = 8;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const SIGNS = " -./()_";

/** Digit of each letter, else 0. */
const NUMBER_DIGITS: Uint8Array = digitsOf(OF_NUMBER);
const CODE_DIGITS: Uint8Array = digitsOf(OF_CODE);

function digitsOf(pairs: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let k = 0; k < pairs.length; k += 2) table[pairs.charCodeAt(k)] = pairs.charCodeAt(k + 1);
  return table;
}

/**
 * The numbers and codes of a text that may hold such letters, and that a word speaks for.
 *
 * @param places Events at which {@linkcode hasLookAlike} is true.
 */
export function* lookAlikeCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, label, events } = looked;
  const hasLabel = label !== "" && engine.labelSpeaks(label);
  let from = 0;
  for (const at of places) {
    const group = { start: events.starts[at] as number, end: events.ends[at] as number };
    if (group.start < from) continue;
    const row = rowAround(text, group, from);
    from = row.end;
    if (isOfName(text, row)) continue;
    const { chars, digits } = countsOf(text, row);
    if (chars < CHARS_MIN || chars > CHARS_MAX || digits < DIGITS_MIN) continue;
    const last = events.lastBefore(at, from);
    const isNumber = digits * 2 >= chars || (digits * 4 >= chars && isAllAlike(text, row));
    const tables = isNumber ? [NUMBER_DIGITS, CODE_DIGITS] : [CODE_DIGITS];
    if (hasLabel || isSpokenFor(events, engine, { first: at, last })) {
      for (const table of tables) yield candidateOf(text, row, { table });
    }
    // `the card, with O for zero since your form eats it: ...`
    if (chars < FAR_CHARS_MIN || !isAnnounced(text, row.start)) continue;
    for (const name of wordsFar(looked, engine, row.start)) {
      for (const table of tables) yield candidateOf(text, row, { table, name });
    }
  }
}

/** Whether a group of letters and digits is short and has a letter that looks like a digit. */
export function hasLookAlike(text: string, start: number, end: number): boolean {
  if (end - start > GROUP_CHARS_MAX) return false;
  let alike = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code < 0x80 && NUMBER_DIGITS[code] !== 0) alike++;
    else if (code >= 0x61) return false;
  }
  return alike > 0 && digits > 0;
}

/** Whether a row is part of a name with dashes: `gpt-4o-2024-08-06`. */
function isOfName(text: string, { start, end }: Span): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  return (isJoiner(before) && isLetter(codeAt(text, start - 2))) ||
    (isJoiner(after) && isLetter(codeAt(text, end + 1)));
}

function isJoiner(code: number): boolean {
  return code === 0x2d || code === 0x5f || code === 0x2f;
}

/** The row of groups around one, over single signs. */
function rowAround(text: string, { start, end }: Span, least: number): Span {
  let first = start;
  for (let k = 0; k < GROUPS_MAX; k++) {
    const next = groupBefore(text, first, least);
    if (next === first) break;
    first = next;
  }
  let last = end;
  for (let k = 0; k < GROUPS_MAX; k++) {
    const next = groupAfter(text, last);
    if (next === last) break;
    last = next;
  }
  return { start: first, end: last };
}

function groupAfter(text: string, from: number): number {
  const start = from + signsAt(text, from, 1);
  if (start === from) return from;
  let end = start;
  while (end - start <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, end))) end++;
  const isBound = !isSpace(codeAt(text, from));
  return isGroup(text, { start, end }, isBound) ? end : from;
}

function groupBefore(text: string, from: number, least: number): number {
  const end = from - signsAt(text, from, -1);
  if (end === from) return from;
  let start = end;
  while (
    start > least && end - start <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, start - 1))
  ) {
    start--;
  }
  const isBound = !isSpace(codeAt(text, from - 1));
  return isGroup(text, { start, end }, isBound) ? start : from;
}

/** One sign, a bracket and one, or one between two spaces. */
function signsAt(text: string, at: number, step: 1 | -1): number {
  let size = 0;
  while (size < 4 && isSign(text, step === 1 ? at + size : at - 1 - size)) size++;
  if (size === 3) {
    const first = step === 1 ? at : at - 3;
    return isSpace(codeAt(text, first)) && isSpace(codeAt(text, first + 2)) ? size : 0;
  }
  return size > 2 ? 0 : size;
}

function isSign(text: string, at: number): boolean {
  return at >= 0 && at < text.length &&
    (SIGNS.includes(text.charAt(at)) || isSpace(text.charCodeAt(at)));
}

/** Digits and letters that look like them; letters alone only where no space parts them. */
function isGroup(text: string, { start, end }: Span, isBound: boolean): boolean {
  if (end === start || end - start > GROUP_CHARS_MAX) return false;
  let digits = 0;
  let alike = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code >= 0x61 && (code > 0x7a || NUMBER_DIGITS[code] === 0)) return false;
    else if (NUMBER_DIGITS[code] !== 0) alike++;
  }
  if (digits > 0) return true;
  return alike === end - start && (isBound ? alike <= 2 : alike === 2 || alike === 3);
}

/** Whether a row is as long as a card, and has nothing but digits and what looks like them. */
function isAllAlike(text: string, { start, end }: Span): boolean {
  let chars = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) continue;
    if (!isDigit(code) && NUMBER_DIGITS[code] === 0) return false;
    chars++;
  }
  return chars >= CARD_CHARS_MIN;
}

/** Letters and digits of a row, and digits alone. */
function countsOf(text: string, { start, end }: Span): { chars: number; digits: number } {
  let chars = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    if (isAlphanumeric(code)) chars++;
  }
  return { chars, digits };
}

/**
 * The row with digits in place of letters: in all its groups, or in those that hold a digit.
 *
 * @param name A word far before it, behind which it is put.
 */
function candidateOf(
  text: string,
  { start, end }: Span,
  { table, name }: { table: Uint8Array; name?: Span },
): Candidate {
  const place = name?.start ?? start;
  const behind = name === undefined ? BEHIND_MAX : 0;
  const copy = new Copy(text, contextStart(text, { place, chars: behind }));
  if (name !== undefined) copy.put(": ", { start: name.end, end: start });
  copy.keepTo(start);
  const first = copy.text.length;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // `217 / 6O`: no form has a sign between two spaces.
    if (isSpace(code) && isSpace(codeAt(text, at + 2)) && isSign(text, at + 1)) {
      copy.put(" ", { start: at, end: at + 3 });
      at += 2;
      continue;
    }
    const digit = code < 0x80 ? table[code] as number : 0;
    if (digit === 0 || (table === NUMBER_DIGITS && !isOfNumber(text, at, { start, end }))) continue;
    copy.put(String.fromCharCode(digit), { start: at, end: at + 1 });
  }
  copy.keepTo(end);
  const chars = copy.text.length;
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  const isFar = name !== undefined;
  // The letters of a code may stand apart before it.
  const beside = isFar ? 0 : GROUP_CHARS_MAX;
  const inner = { start: Math.max(0, first - beside), end: chars + beside };
  return { copy, inner, isStrict: true, isWhole: isFar, isFar, disguise: "characters" };
}

/** Whether the group around a letter has nothing but digits and letters that look like them. */
function isOfNumber(text: string, at: number, row: Span): boolean {
  for (const step of [-1, 1]) {
    for (let k = at + step; k >= row.start && k < row.end; k += step) {
      const code = text.charCodeAt(k);
      if (!isAlphanumeric(code)) break;
      if (!isDigit(code) && NUMBER_DIGITS[code] === 0) return false;
    }
  }
  return true;
}
