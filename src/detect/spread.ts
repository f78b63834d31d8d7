/**
 * Numbers and codes whose parts nobody's form joins: one character at a time, with odd signs between
 * the groups, in groups of an unusual length, or with letters in place of the digits that they look
 * like. Many things look like that, so a word of the category must speak for them.
 *
 *     NI number J G 5 2 8 1 0 6 B      card 4485|1270|3691|5848      ssn 4l7-5O-28O6
 *               ^...............^           ^.................^          ^.........^
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "./character.ts";
import { Copy } from "./copy.ts";
import type { Engine } from "./engine.ts";
import { gapOf, NO_SIGN, ODD_SIGN, RARE_SIGN, signKind } from "./gaps.ts";
import type { Span } from "./rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** Fewest and most letters and digits of a value. */
const CHARS_MIN = 7;
const CHARS_MAX = 36;
/** Longest group, and most of them. */
const GROUP_CHARS_MAX = 12;
const GROUPS_MAX = 36;
/** Longest group of letters alone. */
const LETTERS_MAX = 6;
/** Fewest digits among characters that stand alone. */
const SINGLE_DIGITS_MIN = 3;
/** Fewest digits of a number whose groups may have any length: those have a check digit. */
const LONG_DIGITS_MIN = 13;
const CARD_DIGITS = 16;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

/** Groups with the same gap between each two. */
interface Row {
  groups: Span[];
  /** What is between them; empty when there is one group. */
  gap: string;
  chars: number;
  digits: number;
}

/**
 * The spread values of a text that a word speaks for.
 *
 * @param places Events at which {@linkcode mayBeSpread} says that one may begin.
 */
export function* spreadCandidates(
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
    const row = rowAt(text, group, from);
    from = row.groups.at(-1)?.end ?? group.end;
    if (!isOdd(text, row)) continue;
    let last = at;
    while (last + 1 < events.count && (events.starts[last + 1] as number) < from) last++;
    const isStrict = !isLikeCard(row);
    const isSpoken = hasLabel || !isStrict || isSpokenFor(events, engine, { first: at, last });
    if (isSpoken) yield* candidatesOf(text, row, isStrict);
  }
}

/** Whether a spread value may begin at a group: a cheap look at what stands behind it. */
export function mayBeSpread(text: string, start: number, end: number): boolean {
  const sign = codeAt(text, end);
  const kind = signKind(sign);
  if (kind === NO_SIGN || end - start > GROUP_CHARS_MAX) return false;
  const next = codeAt(text, end + 1);
  if (kind === ODD_SIGN) {
    if (isAlphanumeric(next)) return true;
    // `"1","2"` is a list.
    return isQuote(sign) ? next === sign && isAlphanumeric(codeAt(text, end + 2)) : next > 0x20;
  }
  const size = end - start;
  const isDoubled = next === sign || next === 0x28 || next === 0x5b;
  if (!isAlphanumeric(next) && !isDoubled) return false;
  if (kind === RARE_SIGN) return size > 1 && isDigit(codeAt(text, end - 1));
  if (size === 1) return isDoubled || !isAlphanumeric(codeAt(text, end + 2));
  // `49.72.04.51.83`, `45 39 78 20`
  return sign !== 0x2f && size !== 4 && codeAt(text, end + size + 1) === sign && isDigit(next);
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60;
}

/** The groups around one, as far as the same gap goes on. */
function rowAt(text: string, group: Span, least: number): Row {
  const gap = gapOf(text, group.end) || gapOf(text, group.start, -1);
  const row: Row = { groups: [group], gap, chars: 0, digits: 0 };
  if (gap !== "") {
    const isSingle = isSingleAt(text, group, gap);
    extendBack(text, row, { least, isSingle });
    extend(text, row, isSingle);
  }
  for (const { start, end } of row.groups) {
    row.chars += end - start;
    for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) row.digits++;
  }
  return row;
}

/** Whether a group and the one beside it are of one character each. */
function isSingleAt(text: string, { start, end }: Span, gap: string): boolean {
  if (end - start > 1) return false;
  const next = end + gap.length;
  if (text.startsWith(gap, end)) return groupEnd(text, next) === next + 1;
  return !isAlphanumeric(codeAt(text, start - gap.length - 2));
}

function extend(text: string, { groups, gap }: Row, isSingle: boolean): void {
  while (groups.length < GROUPS_MAX) {
    const { end } = groups.at(-1) as Span;
    if (!text.startsWith(gap, end)) return;
    const start = end + gap.length;
    const most = groupEnd(text, start);
    if (!isGroup(text, { start, end: most }, isSingle)) return;
    groups.push({ start, end: most });
  }
}

function extendBack(
  text: string,
  { groups, gap }: Row,
  { least, isSingle }: { least: number; isSingle: boolean },
): void {
  while (groups.length < GROUPS_MAX) {
    const { start } = groups[0] as Span;
    const end = start - gap.length;
    if (end <= least || !text.startsWith(gap, end)) return;
    let first = end;
    while (
      end - first <= GROUP_CHARS_MAX && first > least && isAlphanumeric(codeAt(text, first - 1))
    ) {
      first--;
    }
    if (!isGroup(text, { start: first, end }, isSingle)) return;
    groups.unshift({ start: first, end });
  }
}

function groupEnd(text: string, from: number): number {
  let end = from;
  while (end - from <= GROUP_CHARS_MAX && isAlphanumeric(codeAt(text, end))) end++;
  return end;
}

/** Whether a group can be part of a value: letters alone are few, and capitals. */
function isGroup(text: string, { start, end }: Span, isSingle: boolean): boolean {
  const size = end - start;
  if (size === 0 || size > GROUP_CHARS_MAX || (isSingle && size > 1)) return false;
  if (size === 1) return true;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code >= 0x61 && digits === 0) return false;
  }
  return digits > 0 || size <= LETTERS_MAX;
}

/** Whether no form of a value is written so. */
function isOdd(text: string, { groups, gap, chars, digits }: Row): boolean {
  if (groups.length < 2 || chars < CHARS_MIN || chars > CHARS_MAX) return false;
  const first = gap.charCodeAt(0);
  const isSingle = groups.every(({ start, end }) => end - start === 1);
  if (isSingle && signKind(first) !== RARE_SIGN) return digits >= SINGLE_DIGITS_MIN;
  if (signKind(first) === ODD_SIGN || (gap.length > 1 && signKind(first) !== RARE_SIGN)) {
    // Names of files and columns go on with the same sign.
    const before = codeAt(text, (groups[0] as Span).start - 1);
    return before !== 0x5f && before !== 0x2d;
  }
  return digits === chars && digits >= LONG_DIGITS_MIN;
}

/** Groups of the same length, with dots or dashes, that make as many digits as a card has. */
function isLikeCard({ groups, gap, chars, digits }: Row): boolean {
  const { start, end } = groups[0] as Span;
  return (gap === "." || gap === "-") && digits === chars && digits === CARD_DIGITS &&
    groups.length * (end - start) === digits;
}

/** The value as one word and with dashes; letters at its ends may be words of the sentence. */
function* candidatesOf(
  text: string,
  { groups, gap }: Row,
  isStrict: boolean,
): Generator<Candidate> {
  const rows: Span[][] = [groups];
  const first = groups.findIndex(({ start, end }) => hasDigit(text, start, end));
  const last = groups.findLastIndex(({ start, end }) => hasDigit(text, start, end));
  if (last < groups.length - 1) rows.push(groups.slice(0, last + 1));
  if (first > 0) rows.push(groups.slice(first));
  if (first > 0 && last < groups.length - 1) rows.push(groups.slice(first, last + 1));
  const isSingle = groups.every(({ start, end }) => end - start === 1);
  // Columns with words beside those of a value.
  const word = groups.findIndex(({ start, end }) => !hasDigit(text, start, end));
  if (!isSingle && word > 1 && word < last) rows.push(groups.slice(0, word));
  for (const row of rows) {
    yield candidateOf(text, row, { gap, sign: "", isStrict });
    if (!isSingle) yield candidateOf(text, row, { gap, sign: "-", isStrict: true });
  }
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

function candidateOf(
  text: string,
  groups: readonly Span[],
  { gap, sign, isStrict }: { gap: string; sign: string; isStrict: boolean },
): Candidate {
  const start = (groups[0] as Span).start;
  const end = (groups.at(-1) as Span).end;
  const isLed = codeAt(text, start - 1) === 0x2b;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  copy.keepTo(start);
  const from = copy.text.length - (isLed ? 1 : 0);
  for (const group of groups) {
    if (group.start > start) copy.put(sign, { start: group.start - gap.length, end: group.start });
    copy.keepTo(group.end);
  }
  const inner = { start: from, end: copy.text.length };
  // What goes on with the same sign would go on in the copy.
  const after = codeAt(text, end);
  if (!isAlphanumeric(after)) copy.put(isLetter(after) ? "" : " ", { start: end, end });
  copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: true, disguise: "spacing" };
}
