/**
 * Values of which the text says how they are disguised: where they are near the word that says so,
 * and the places at which they are tried without the disguise.
 *
 *     the card, typed backwards so that no bot eats it: 6630 3821 ...
 *         ^..^        word                              value
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { AT, type Events, MIXED, NUMBER, TOKEN } from "../engine/events.ts";
import { wordsFar } from "./far_label.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isNamed } from "./spoken_number.ts";
import { contextStart } from "./windows.ts";

/** How far from the word a value may stand. */
const REACH = 80;
/** Most events that are looked at, and values that are tried. */
const EVENTS_MAX = 24;
/** Shortest and longest value. */
const CHARS_MIN = 7;
const CHARS_MAX = 64;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;
/** How far before a value the name of it may stand, and how many names are tried. */
const NAME_CHARS_MAX = 240;
const NAMES_MAX = 3;
/** How far before it the clause of a word may begin. */
const CLAUSE_CHARS_MAX = 40;

const SPACE = 0x20;
/** What may end a sentence or a quotation behind a value, and begin one before it. */
const EDGES = ".,;:!?()[]{}<>\"'`*\u3002\uff0c";

/** A value, what says how it is disguised, and how it reads without. */
export interface Stated {
  value: Span;
  word: Span;
  plain: string;
  /** Whether a word of the category must speak for it. */
  isStrict: boolean;
  /** Whether a name far away may speak for anything: nothing but a value is written so. */
  isSure?: boolean;
}

/** Whether so many characters of numbers and codes, or an address, are near a word: a cheap look. */
export function hasValueNear(events: Events, word: Span, charsMin: number): boolean {
  const { kinds, starts, ends, count } = events;
  let chars = 0;
  for (let k = events.firstFrom(word.start - REACH); k < count; k++) {
    const start = starts[k] as number;
    if (start > word.end + REACH) return false;
    const kind = kinds[k] as number;
    if (kind === AT) return true;
    if (kind !== NUMBER && kind !== MIXED) continue;
    chars += (ends[k] as number) - start;
    if (chars >= charsMin) return true;
  }
  return false;
}

/** Words with digits or an `@` around a place, and groups of digits over single spaces. */
export function* valuesNear(text: string, events: Events, word: Span): Generator<Span> {
  const { kinds, starts, ends, count } = events;
  let k = events.firstFrom(word.start - REACH);
  let from = 0;
  for (let seen = 0; k < count && seen < EVENTS_MAX; k++) {
    const start = starts[k] as number;
    const kind = kinds[k] as number;
    if (start > word.end + REACH) return;
    if (kind !== NUMBER && kind !== MIXED && kind !== TOKEN && kind !== AT) continue;
    seen++;
    if (start < from) continue;
    const value = valueAround(text, { start, end: ends[k] as number });
    from = value.end;
    const size = value.end - value.start;
    if (size >= CHARS_MIN && size <= CHARS_MAX) yield value;
  }
}

function valueAround(text: string, event: Span): Span {
  let { start, end } = event;
  while (event.start - start < CHARS_MAX && isInside(text, start - 1)) start--;
  while (end - event.end < CHARS_MAX && isInside(text, end)) end++;
  while (start < event.start && EDGES.includes(text.charAt(start))) start++;
  while (end > event.end && EDGES.includes(text.charAt(end - 1))) end--;
  return { start, end };
}

/** Whether a character is part of a word, or the one space between two groups of digits. */
function isInside(text: string, at: number): boolean {
  const code = codeAt(text, at);
  if (code > SPACE) return code < 0x7f;
  return code === SPACE && isDigit(codeAt(text, at - 1)) && isDigit(codeAt(text, at + 1));
}

/** The ways in which a value may read: where it stands, or right behind the name of it. */
export function* statedCandidates(
  looked: Looked,
  engine: Engine,
  stated: Stated,
): Generator<Candidate> {
  const { text } = looked;
  const { value, word, isStrict } = stated;
  const near = { start: value.start - NAME_CHARS_MAX, end: value.end + AHEAD_MAX };
  const isSpoken = (looked.label !== "" && engine.labelSpeaks(looked.label)) ||
    isNamed(looked, engine, near);
  if (isStrict && !isSpoken) return;
  yield candidateOf(text, stated);
  if (!isStrict) return;
  if (word.end <= value.start) {
    // The name of the value stands right before what is said of it.
    for (const from of [clauseStart(text, word.start), word.start]) {
      if (from < 0 || isNamed(looked, engine, { start: from, end: value.start })) continue;
      yield candidateOf(text, stated, { start: from, end: value.start });
    }
  }
  let names = 0;
  for (const name of wordsFar(looked, engine, value.start)) {
    if (names++ === NAMES_MAX) return;
    const isFar = stated.isSure !== true;
    yield { ...candidateOf(text, stated, { start: name.end, end: value.start }), isFar };
  }
}

/** Where the clause of a word begins, with the sign before it; -1 when it begins too far away. */
function clauseStart(text: string, place: number): number {
  for (let at = place - 1; at >= 0 && place - at <= CLAUSE_CHARS_MAX; at--) {
    if (",;.(\n-\u2013\u2014\uff08\uff0c\u3001".includes(text.charAt(at))) return at;
  }
  return -1;
}

/** @param cut What is left out before the value. */
function candidateOf(text: string, { value, plain, isStrict }: Stated, cut?: Span): Candidate {
  const place = cut?.start ?? value.start;
  const from = contextStart(text, { place, chars: BEHIND_MAX });
  const copy = new Copy(text, from);
  if (cut !== undefined) {
    copy.keepTo(cut.start);
    copy.put(": ", cut);
  }
  copy.keepTo(value.start);
  const start = copy.text.length;
  copy.put(plain, value);
  const inner = { start, end: copy.text.length };
  const most = Math.min(text.length, value.end + AHEAD_MAX);
  if (isAlphanumeric(codeAt(text, value.end))) copy.put(" ", { start: value.end, end: value.end });
  copy.keepTo(most);
  return { copy, inner, isStrict, isWhole: true, span: value, disguise: "words" };
}
