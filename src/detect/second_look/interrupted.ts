/**
 * Numbers and codes between whose groups something stands that is no part of them: a remark in
 * brackets, a picture, a backslash, or the end of a message of a chat and the head of the next one.
 * A word of the category must speak for them.
 *
 *     ITIN 9 4 2 (then) 7 8 (and the last four) 5 1 0 6      phone 651 \u2728 308 \u2728 274
 *
 *     [09:12] guest: my card is 4791 2183
 *     [09:12] guest: 6402 9572
 *
 * @module
 */

import { codeAt, isAlphanumeric } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { farCandidates } from "./far_label.ts";
import { digitsOf, GROUP_CHARS_MAX, groupEnd, groupStart, hasDigit, isGroup } from "./groups.ts";
import { gapAfter, isBreakAt, isSaidBy, mayInterrupt, MESSAGE, PLAIN } from "./interruptions.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { contextStart } from "./windows.ts";

/** Most groups, and length of all of it. */
const GROUPS_MAX = 24;
const SPAN_CHARS_MAX = 400;
/** How far before the first digits the letters of a code may end. */
const LEAD_CHARS_MAX = 40;
/** Fewest and most characters of a value, and fewest digits. */
const CHARS_MIN = 7;
const CHARS_MAX = 36;
const DIGITS_MIN = 4;
/** Fewest characters of a value that was found and that nothing goes on behind. */
const WHOLE_CHARS_MIN = 9;
/** Most digits of a telephone number, and of one of its parts: two may stand in a row. */
const PHONE_DIGITS_MAX = 13;
const PHONE_PART_MAX = 8;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const SPACE = 0x20;
const BACKSLASH = 0x5c;
/** Behind the last part of a value that messages cut nothing else is said. */
const MESSAGE_END_REGEXP = /^[ .,!?)\u3002]{0,4}(?:\r?\n|\\n|["']|$)/;

/** Groups of a value, and what stands between them. */
interface Row {
  groups: Span[];
  /** By group but the last: what stands behind it, as `interruptions.ts` says. */
  gaps: number[];
}

/** Whether what stands behind a group may interrupt a value: a cheap look. */
export function mayBeInterrupted(text: string, start: number, end: number): boolean {
  return end - start <= GROUP_CHARS_MAX && mayInterrupt(text, end);
}

/**
 * The values of a text that are interrupted, and that a word speaks for.
 *
 * @param places Events at which {@linkcode mayBeInterrupted} is true.
 */
export function* interruptedCandidates(
  looked: Looked,
  engine: Engine,
  places: readonly number[],
): Generator<Candidate> {
  const { text, label, events, hits } = looked;
  const hasLabel = label !== "" && engine.labelSpeaks(label);
  const foundEnds = new Set(hits.map(({ end }) => end));
  let from = 0;
  for (const at of places) {
    const group = { start: events.starts[at] as number, end: events.ends[at] as number };
    if (group.start < from) continue;
    const isNear = hasLabel || isSpokenFor(events, engine, { first: at, last: at });
    // Lines end in numbers everywhere: only those are read that a word stands near.
    if (!isNear && mayEndLine(text, group.end)) continue;
    const row = rowAround(text, group, from);
    from = row.groups.at(-1)?.end ?? group.end;
    const last = events.lastBefore(at, from);
    const isSpoken = isNear || isSpokenFor(events, engine, { first: at, last });
    for (const part of partsOf(text, row)) {
      const partMax = longestPart(part, foundEnds);
      if (partMax < 0) continue;
      const { groups } = part;
      if (isSpoken) {
        yield candidateOf(text, groups, { sign: "", partMax });
        const isSingle = groups.every(({ start, end }) => end - start === 1);
        if (!isSingle) yield candidateOf(text, groups, { sign: "-", partMax });
      }
      yield* farCandidates(looked, engine, { groups, first: at });
    }
  }
}

function mayEndLine(text: string, end: number): boolean {
  return isBreakAt(text, end) || isBreakAt(text, end + 1) || text.startsWith("..", end);
}

/** The groups around one: to the left over plain signs only, since this is the first interruption. */
function rowAround(text: string, group: Span, least: number): Row {
  const row: Row = { groups: [group], gaps: [] };
  while (row.groups.length < GROUPS_MAX) {
    const { start } = row.groups[0] as Span;
    const end = start - 1;
    if (end <= least || !isPlainSign(codeAt(text, end))) break;
    const first = groupStart(text, end, least);
    if (!isGroup(text, { start: first, end })) break;
    row.groups.unshift({ start: first, end });
    row.gaps.push(PLAIN);
  }
  const lead = leadOf(text, (row.groups[0] as Span).start, least);
  if (lead !== null) {
    row.groups.unshift(lead.group);
    row.gaps.unshift(lead.kind);
  }
  while (row.groups.length < GROUPS_MAX) {
    const gap = gapAfter(text, (row.groups.at(-1) as Span).end);
    if (gap === null || gap.end - group.start > SPAN_CHARS_MAX) break;
    const end = groupEnd(text, gap.end);
    if (!isGroup(text, { start: gap.end, end })) break;
    if (gap.kind === MESSAGE && !isSaidBy(text, group.start, gap.speaker ?? "")) break;
    row.groups.push({ start: gap.end, end });
    row.gaps.push(gap.kind);
  }
  return row;
}

/** The capitals that a code begins with, over an interruption: `AB (then) 12`. */
function leadOf(text: string, place: number, least: number): { group: Span; kind: number } | null {
  for (let end = place - 1; end > least && place - end < LEAD_CHARS_MAX; end--) {
    if (!isCapital(codeAt(text, end - 1)) || isAlphanumeric(codeAt(text, end))) continue;
    const group = { start: groupStart(text, end, least), end };
    const gap = gapAfter(text, end);
    if (gap?.end !== place || gap.kind === MESSAGE || !isGroup(text, group)) continue;
    return { group, kind: gap.kind };
  }
  return null;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isPlainSign(code: number): boolean {
  return code === SPACE || code === 0x2d || code === 0x2e;
}

/** The whole row, and the row without what may be of the sentence around it. */
function* partsOf(text: string, { groups, gaps }: Row): Generator<Row> {
  // Backslashes part the folders of a path.
  if (isInPath(text, (groups[0] as Span).start)) return;
  const lastMessage = gaps.lastIndexOf(MESSAGE);
  const first = groups.findIndex((group) => hasDigit(text, group));
  for (let from = 0; from <= first; from++) {
    for (const to of [groups.length, groups.length - 1]) {
      const part = { groups: groups.slice(from, to), gaps: gaps.slice(from, to - 1) };
      if (to <= lastMessage + 1 || part.gaps.every((kind) => kind === PLAIN)) continue;
      const end = part.groups.at(-1)?.end ?? 0;
      if (lastMessage >= 0 && !MESSAGE_END_REGEXP.test(text.slice(end, end + 8))) continue;
      const chars = part.groups.reduce((sum, group) => sum + group.end - group.start, 0);
      if (chars < CHARS_MIN || chars > CHARS_MAX) continue;
      if (digitsOf(text, part.groups) >= DIGITS_MIN) yield part;
    }
  }
}

/** `C:\2024\05\1234`, `\\share\12\34` */
function isInPath(text: string, start: number): boolean {
  return codeAt(text, start - 1) === BACKSLASH;
}

/**
 * Characters of the longest part between two interruptions; -1 when one was found by itself that
 * others follow: those are of another thing.
 */
function longestPart({ groups, gaps }: Row, foundEnds: ReadonlySet<number>): number {
  let longest = 0;
  let chars = 0;
  for (const [k, { start, end }] of groups.entries()) {
    chars += end - start;
    longest = Math.max(longest, chars);
    const isBroken = k < gaps.length && gaps[k] !== PLAIN;
    if (isBroken && chars >= WHOLE_CHARS_MIN && foundEnds.has(end)) return -1;
    if (isBroken) chars = 0;
  }
  return longest;
}

function candidateOf(
  text: string,
  groups: readonly Span[],
  { sign, partMax }: { sign: string; partMax: number },
): Candidate {
  const { start } = groups[0] as Span;
  const { end } = groups.at(-1) as Span;
  const copy = new Copy(text, contextStart(text, { place: start, chars: BEHIND_MAX }));
  const joined = copy.join(groups, sign);
  // The plus of a telephone number.
  const isLed = codeAt(text, start - 1) === 0x2b;
  const inner = { start: joined.start - (isLed ? 1 : 0), end: joined.end };
  const digits = joined.end - joined.start - (groups.length - 1) * sign.length;
  copy.put(" ", { start: end, end });
  // The head of the next message, and a bracket, say nothing of this value.
  if ((gapAfter(text, end)?.kind ?? PLAIN) === PLAIN) {
    copy.keepTo(Math.min(text.length, end + AHEAD_MAX));
  }
  const isPhone = digits <= PHONE_DIGITS_MAX && partMax <= PHONE_PART_MAX;
  const maySpeak = (category: string): boolean => isPhone || category !== "PHONE";
  return { copy, inner, isStrict: true, isWhole: true, maySpeak, disguise: "spacing" };
}
