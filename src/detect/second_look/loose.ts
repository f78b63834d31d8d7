/**
 * Numbers and codes whose groups stand in brackets of any sort, or between stars, underscores and
 * middle dots that change from gap to gap. A word of the category must speak for them.
 *
 *     SSN (5)(2)(8)-{6}{1}-[0][9][3][7]      tel. **512** _*_ **048** _*_ **797**
 *          ^..........................^             ^..........................^
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { farCandidates } from "./far_label.ts";
import { digitsOf, GROUP_CHARS_MAX, groupEnd, groupStart, hasDigit, isGroup } from "./groups.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** Signs that forms have, brackets, and marks that no form has. */
const PLAIN_SIGNS = " -./\u2013\u2014";
const OPENING = "([{<\u00ab\u3010\u3014\u300c\u2039";
const CLOSING = ")]}>\u00bb\u3011\u3015\u300d\u203a";
const MARKS = "_*`~\u00b7\u2022";

const PLAIN = 1;
const OPEN = 2;
const CLOSE = 3;
const MARK = 4;

/** Longest gap, most groups, and length of all of it. */
const GAP_MAX = 10;
const GROUPS_MAX = 36;
const SPAN_CHARS_MAX = 160;
/** Fewest and most characters of a value, and fewest digits. */
const CHARS_MIN = 7;
const CHARS_MAX = 36;
const DIGITS_MIN = 4;
/** Fewest groups, and gaps that no form has; one is enough in a long row. */
const GROUPS_MIN = 3;
const ODD_MIN = 2;
const LONG_GROUPS_MIN = 5;
const LONG_CHARS_MIN = 13;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const SPACE = 0x20;
const ROUND_OPENING = 0x28;
const ROUND_CLOSING = 0x29;
const UNDERSCORE = 0x5f;

const SIGNS: Uint8Array = signs();

function signs(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (
    const [chars, kind] of [
      [PLAIN_SIGNS, PLAIN],
      [OPENING, OPEN],
      [CLOSING, CLOSE],
      [MARKS, MARK],
    ] as const
  ) for (const char of chars) table[char.charCodeAt(0)] = kind;
  return table;
}

/** Whether a character may stand right behind a group, over a space perhaps. */
export function isLooseSign(code: number): boolean {
  return (SIGNS[code] as number) >= CLOSE;
}

/** Whether a row of groups with brackets or marks may hold this one: a cheap look behind it. */
export function mayBeLoose(text: string, start: number, end: number): boolean {
  const kind = SIGNS[codeAt(text, end)] as number;
  if (kind < CLOSE) {
    // `529 \u00b7\u00b7 982`
    if (codeAt(text, end) !== SPACE || SIGNS[codeAt(text, end + 1)] !== MARK) return false;
  }
  if (end - start > GROUP_CHARS_MAX) return false;
  if (kind === CLOSE && SIGNS[codeAt(text, start - 1)] !== OPEN) return false;
  const next = gapEnd(text, end);
  if (next < 0) return false;
  // `(212) 867`: forms have one bracket.
  if (kind === CLOSE && next - end < 3 && SIGNS[codeAt(text, next - 1)] === PLAIN) {
    return SIGNS[codeAt(text, start - 1)] === OPEN && SIGNS[codeAt(text, start - 2)] === CLOSE;
  }
  const code = codeAt(text, next);
  return isDigit(code) || (code < 0x5b && kind === CLOSE);
}

/** Where a gap ends before a letter or digit; -1 when something else stands there. */
function gapEnd(text: string, from: number): number {
  let at = from;
  while (at - from < GAP_MAX && SIGNS[codeAt(text, at)] !== 0) at++;
  return at > from && isAlphanumeric(codeAt(text, at)) ? at : -1;
}

function gapStart(text: string, from: number): number {
  let at = from;
  while (from - at < GAP_MAX && SIGNS[codeAt(text, at - 1)] !== 0) at--;
  return at < from && isAlphanumeric(codeAt(text, at - 1)) ? at : -1;
}

/**
 * The values of a text in such rows that a word speaks for.
 *
 * @param places Events at which {@linkcode mayBeLoose} is true.
 */
export function* looseCandidates(
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
    from = row.at(-1)?.end ?? group.end;
    if (!isOdd(text, row)) continue;
    const last = events.lastBefore(at, from);
    const isSpoken = hasLabel || isSpokenFor(events, engine, { first: at, last });
    for (const groups of partsOf(text, row)) {
      if (isSpoken) yield* candidatesOf(text, groups);
      yield* farCandidates(looked, engine, { groups, first: at });
    }
  }
}

function rowAround(text: string, group: Span, least: number): Span[] {
  const row = [group];
  while (row.length < GROUPS_MAX) {
    const start = gapEnd(text, (row.at(-1) as Span).end);
    if (start < 0 || start - group.start > SPAN_CHARS_MAX) break;
    const end = groupEnd(text, start);
    if (!isGroup(text, { start, end })) break;
    row.push({ start, end });
  }
  while (row.length < GROUPS_MAX) {
    const end = gapStart(text, (row[0] as Span).start);
    if (end <= least || group.start - end > SPAN_CHARS_MAX) break;
    const start = groupStart(text, end, least);
    if (!isGroup(text, { start, end })) break;
    row.unshift({ start, end });
  }
  return row;
}

/** Whether no form of a value is written so, and nothing else is. */
function isOdd(text: string, row: readonly Span[]): boolean {
  if (row.length < GROUPS_MIN) return false;
  let odd = 0;
  let chars = 0;
  row.forEach((group, k) => {
    chars += group.end - group.start;
    const next = row[k + 1];
    if (next !== undefined && isOddGap(text, group.end, next.start)) odd++;
  });
  const isLong = row.length >= LONG_GROUPS_MIN && chars >= LONG_CHARS_MIN;
  if (odd < (isLong ? 1 : ODD_MIN) || isCount(text, row)) return false;
  return !isIndexed(text, (row[0] as Span).start);
}

/** Marks, brackets that are not round, or one that closes and one that opens. */
function isOddGap(text: string, start: number, end: number): boolean {
  let hasClosing = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = SIGNS[code];
    if (kind === MARK) return true;
    if (kind === CLOSE && code !== ROUND_CLOSING) return true;
    if (kind === OPEN && (code !== ROUND_OPENING || hasClosing)) return true;
    if (kind === CLOSE) hasClosing = true;
  }
  return false;
}

/** `[1][2][3]`: each is one more than the one before. */
function isCount(text: string, row: readonly Span[]): boolean {
  let before = NaN;
  for (const { start, end } of row) {
    const number = Number(text.slice(start, end));
    if (!Number.isNaN(before) && number !== before + 1) return false;
    before = number;
  }
  return true;
}

/** `list[4][5][3]`, `name_12_34`: what stands right before a row goes on in it. */
function isIndexed(text: string, start: number): boolean {
  let at = start;
  while (start - at < 4 && SIGNS[codeAt(text, at - 1)] !== 0 && codeAt(text, at - 1) !== SPACE) {
    at--;
  }
  const before = codeAt(text, at - 1);
  return at < start && (isAlphanumeric(before) || before === UNDERSCORE);
}

/** The groups; letters at the ends may be words of the sentence. */
function partsOf(text: string, row: readonly Span[]): Span[][] {
  const parts: Span[][] = [];
  const first = row.findIndex((group) => hasDigit(text, group));
  const last = row.findLastIndex((group) => hasDigit(text, group));
  for (let from = 0; from <= first; from++) {
    for (const to of last < row.length - 1 ? [row.length, last + 1] : [row.length]) {
      const part = row.slice(from, to);
      const chars = part.reduce((sum, { start, end }) => sum + end - start, 0);
      if (chars >= CHARS_MIN && chars <= CHARS_MAX && digitsOf(text, part) >= DIGITS_MIN) {
        parts.push(part);
      }
    }
  }
  return parts;
}

/** The value as one word and, where its groups are longer, with dashes. */
function* candidatesOf(text: string, groups: readonly Span[]): Generator<Candidate> {
  yield candidateOf(text, groups, "");
  const isSingle = groups.every(({ start, end }) => end - start === 1);
  if (!isSingle) yield candidateOf(text, groups, "-");
}

function candidateOf(text: string, groups: readonly Span[], sign: string): Candidate {
  const { start } = groups[0] as Span;
  const { end } = groups.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  let open = start;
  while (start - open < GAP_MAX && (SIGNS[codeAt(text, open - 1)] as number) > PLAIN) open--;
  if (open < start) copy.put("", { start: open, end: start });
  const inner = copy.join(groups, sign);
  let close = end;
  while (close - end < GAP_MAX && (SIGNS[codeAt(text, close)] as number) > PLAIN) close++;
  copy.put(" ", { start: end, end: close });
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict: true, isWhole: true, disguise: "spacing" };
}
