/**
 * Values of which the text itself says how they are disguised: that they are written backwards, or
 * with each letter thirteen places further on.
 *
 *     my SSN backwards is 0918-25-463     ROT13: wnar@rknzcyr.bet
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit, isLetter } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { AT, type Events, MIXED, NUMBER, TOKEN } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isNamed } from "./spoken_number.ts";
import { LEFT_KIND, ROTATED_KIND } from "./spoken_words.ts";
import { contextStart } from "./windows.ts";

/** How far from the word a value may stand. */
const REACH = 80;
/** Most events that are looked at, and values that are tried. */
const EVENTS_MAX = 24;
const VALUES_MAX = 6;
/** Shortest and longest value. */
const CHARS_MIN = 7;
const CHARS_MAX = 64;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

/** How far before it the clause of a word may begin, and `right` before `left`. */
const CLAUSE_CHARS_MAX = 40;
const FROM_CHARS_MAX = 24;

const SPACE = 0x20;
const FROM_RIGHT_REGEXP =
  /(?:right|rechts|droite|derecha|destra|direita|prawej|zprava|h\u00f6ger|h\u00f8yre|h\u00f8jre|jobbr\u00f3l|oikealta|sa\u011fdan|dreapta|\u0441\u043f\u0440\u0430\u0432\u0430|\u043f\u0440\u0430\u0432\u043e\u0433\u043e)[^\n.,;:]{1,12}$/iu;
const ROTATION_REGEXP = /^[ -]?(?:13|xiii)(?![0-9A-Za-z])/i;
/** What may end a sentence or a quotation behind a value, and begin one before it. */
const EDGES = ".,;:!?()[]{}<>\"'`*\u3002\uff0c";

/** The values near a word that announces them, as they would read without it. */
export function* announcedCandidates(
  looked: Looked,
  engine: Engine,
  at: number,
): Generator<Candidate> {
  const { text, events } = looked;
  const { kinds, starts, ends } = events.spoken;
  const word = { start: starts[at] as number, end: ends[at] as number };
  const isRotated = kinds[at] === ROTATED_KIND;
  if (isRotated && !ROTATION_REGEXP.test(text.slice(word.end, word.end + 6))) return;
  if (kinds[at] === LEFT_KIND && !isFromRight(text, word.start)) return;
  let from = 0;
  let count = 0;
  for (const value of valuesNear(text, events, word)) {
    if (value.start < from || count === VALUES_MAX) continue;
    from = value.end;
    const written = text.slice(value.start, value.end);
    const isAddress = written.includes("@");
    // Only an address shows that it was rotated right.
    if (isRotated && !isAddress) continue;
    count++;
    const plain = isRotated ? rotated(written) : [...written].reverse().join("");
    const parts = { plain, isStrict: !isAddress };
    yield candidateOf(text, value, parts);
    if (isAddress || word.end > value.start) continue;
    const clause = clauseStart(text, word.start);
    // The name of the value stands right before what is said of it.
    if (clause < 0 || isNamed(looked, engine, { start: clause, end: value.start })) continue;
    yield candidateOf(text, value, { ...parts, clause });
  }
}

/** `right to left` */
function isFromRight(text: string, place: number): boolean {
  return FROM_RIGHT_REGEXP.test(text.slice(Math.max(0, place - FROM_CHARS_MAX), place));
}

/** Where the clause of a word begins, with the sign before it; -1 when it begins too far away. */
function clauseStart(text: string, place: number): number {
  for (let at = place - 1; at >= 0 && place - at <= CLAUSE_CHARS_MAX; at--) {
    if (",;.(\n-\u2013\u2014".includes(text.charAt(at))) return at;
  }
  return -1;
}

/** Words with digits or an `@` around a place, and groups of digits over single spaces. */
function* valuesNear(text: string, events: Events, word: Span): Generator<Span> {
  const { kinds, starts, ends, count } = events;
  let k = events.firstFrom(word.start - REACH);
  for (let seen = 0; k < count && seen < EVENTS_MAX; k++) {
    const start = starts[k] as number;
    const kind = kinds[k] as number;
    if (start > word.end + REACH) return;
    if (kind !== NUMBER && kind !== MIXED && kind !== TOKEN && kind !== AT) continue;
    seen++;
    const value = valueAround(text, { start, end: ends[k] as number });
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

function rotated(text: string): string {
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const first = code & 0x20 ? 0x61 : 0x41;
    plain += String.fromCharCode(isLetter(code) ? first + (code - first + 13) % 26 : code);
  }
  return plain;
}

function candidateOf(
  text: string,
  value: Span,
  { plain, isStrict, clause }: { plain: string; isStrict: boolean; clause?: number },
): Candidate {
  const place = clause ?? value.start;
  const from = contextStart(text, { place, chars: BEHIND_MAX });
  const copy = new Copy(text, from);
  if (clause !== undefined) {
    copy.keepTo(clause);
    copy.put(": ", { start: clause, end: value.start });
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
