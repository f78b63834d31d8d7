/**
 * A spread value that is announced, and whose word stands further away, with an excuse between them:
 * the word is put right before the value, and what has a check is found there.
 *
 *     the card, spaced out because your form eats it otherwise, so here you go: 4 5 3 9 ...
 *         ^..^                                            card: 4539...
 *
 * @module
 */

import { codeAt, isDigit, isSpace } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { WORD } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";

/** How far before a value a word may stand, how many events are looked at, and how many words. */
const REACH = 240;
const EVENTS_MAX = 48;
const WORDS_MAX = 6;
/** A word so near that says that the value is something else has the last say. */
const NEAR_CHARS = 56;
/** Most spaces before a value. */
const GAP_MAX = 3;
/** Fewest letters and digits, and of them digits: what has fewer proves nothing. */
const CHARS_MIN = 8;
const DIGITS_MIN = 3;

/** Categories without a check that a number would have to pass: their word must be near. */
const NEAR_ONLY_REGEXP =
  /^(?:PHONE|PASSWORD|API_KEY|US_BANK_ACCOUNT|US_EIN|DATE_OF_BIRTH|PERSON_NAME|STREET_ADDRESS|IP_ADDRESS|\w+_(?:PASSPORT|LICENSE|LICENCE|VOTER))$/;

/** A part of a value, and what it stands for when it is words. */
export interface Group extends Span {
  text?: string;
}

/** What stands before a value that was announced. */
const ANNOUNCING = ":=>\uff1a\n\"'`\u201c\u201e\u00ab(";

/** Whether a word far away may speak for a category. */
export function maySpeakFar(category: string): boolean {
  return !NEAR_ONLY_REGEXP.test(category);
}

/**
 * A value behind each of the words far before it.
 *
 * @param groups Its parts, which are joined.
 * @param first The first event that belongs to it.
 */
export function* farCandidates(
  looked: Looked,
  engine: Engine,
  { groups, first }: { groups: readonly Group[]; first: number },
): Generator<Candidate> {
  const { text } = looked;
  const { start } = groups[0] as Span;
  if (!isAnnounced(text, start) || !isLong(text, groups)) return;
  for (const word of wordsBefore(looked, engine, { first, start })) {
    yield candidateOf(text, word, groups);
  }
}

/** The words far before a place that may name what stands there, the nearest first. */
export function wordsFar(looked: Looked, engine: Engine, place: number): Generator<Span> {
  return wordsBefore(looked, engine, { first: looked.events.firstFrom(place), start: place });
}

/** @param first The first event that is none of them. */
function* wordsBefore(
  { events }: Looked,
  engine: Engine,
  { first, start }: { first: number; start: number },
): Generator<Span> {
  const known = new Set<number>();
  for (let k = first - 1; k >= 0 && k >= first - EVENTS_MAX; k--) {
    if (events.kinds[k] !== WORD) continue;
    const word = { start: events.starts[k] as number, end: events.ends[k] as number };
    if (word.end > start) continue;
    if (word.start < start - REACH || known.size === WORDS_MAX) return;
    const entry = events.values[k] as number;
    if (!engine.speaks(entry)) {
      if (known.size === 0 && word.end > start - NEAR_CHARS) return;
      continue;
    }
    if (known.has(entry)) continue;
    known.add(entry);
    yield word;
  }
}

/** Whether a colon, a quote or the like stands before a value, over spaces. */
export function isAnnounced(text: string, start: number): boolean {
  let at = start - 1;
  while (at > start - GAP_MAX && isSpace(codeAt(text, at))) at--;
  return at >= 0 && ANNOUNCING.includes(text.charAt(at));
}

function isLong(text: string, groups: readonly Group[]): boolean {
  let chars = 0;
  let digits = 0;
  for (const group of groups) {
    const written = group.text ?? text.slice(group.start, group.end);
    chars += written.length;
    for (let at = 0; at < written.length; at++) if (isDigit(codeAt(written, at))) digits++;
  }
  return chars >= CHARS_MIN && digits >= DIGITS_MIN;
}

function candidateOf(text: string, word: Span, groups: readonly Group[]): Candidate {
  const [first] = groups as [Group];
  const copy = new Copy(text, word.start);
  copy.put(": ", { start: word.end, end: first.start });
  const start = copy.text.length;
  groups.forEach((group, k) => {
    const from = k === 0 ? group.start : (groups[k - 1] as Group).end;
    if (group.text !== undefined) return copy.put(group.text, { start: from, end: group.end });
    copy.put("", { start: from, end: group.start });
    copy.keepTo(group.end);
  });
  const inner = { start, end: copy.text.length };
  const disguise = first.text === undefined ? "spacing" : "words";
  return { copy, inner, isStrict: true, isWhole: true, isFar: true, disguise };
}
