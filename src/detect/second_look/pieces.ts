/**
 * Values that a text gives piece by piece, and says so:
 *
 *     IBAN, part 1 "DE8937040044" and part 2 "0532013000"     card_part1=45320151&card_part2=12830366
 *     "phone_area": "212", "phone_prefix": "867", "phone_line": "5309"
 *
 * The pieces are put together in their order, a word of the category must speak for the whole, and
 * each piece is a finding by itself.
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import { Copy } from "../text/copy.ts";
import type { Engine } from "../engine/engine.ts";
import { type Events, MIXED, NUMBER, type SpokenWords, TOKEN } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { isSpokenFor } from "./spaced.ts";
import { PIECE_KIND } from "./spoken_words.ts";
import { contextStart } from "./windows.ts";

/** How far from its word a piece may stand, and the next word from a piece. */
const REACH = 24;
/** Longest piece, most pieces, fewest and most characters of a value. */
const PIECE_CHARS_MAX = 24;
const PIECES_MAX = 6;
const CHARS_MIN = 7;
const CHARS_MAX = 40;
const DIGITS_MIN = 6;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const SPACE = 0x20;
/** Begins no value: lines are numbered everywhere. */
const LINE = "line";

/** A piece, and the event that it begins at. */
interface Piece extends Span {
  at: number;
}

/** Whether another word for a piece is near one: a cheap look. */
export function hasNextPiece({ kinds, starts, ends, count }: SpokenWords, at: number): boolean {
  const most = (ends[at] as number) + PIECE_CHARS_MAX + 2 * REACH;
  for (let next = at + 1; next < count && (starts[next] as number) <= most; next++) {
    if (kinds[next] === PIECE_KIND) return true;
  }
  return false;
}

/** The value whose first piece is named by a spoken word; `end` is where the last piece ends. */
export function* pieceCandidates(
  { text, label, events }: Looked,
  engine: Engine,
  at: number,
): Generator<Candidate, number> {
  const pieces = piecesFrom(text, events, at);
  const end = pieces.at(-1)?.end ?? 0;
  if (pieces.length < 2) return end;
  const written = pieces.map(({ start, end }) => text.slice(start, end).replaceAll(" ", ""));
  const whole = written.join("");
  if (whole.length < CHARS_MIN || whole.length > CHARS_MAX) return end;
  if (whole.replaceAll(/[^0-9]/g, "").length < DIGITS_MIN) return end;
  const first = (pieces[0] as Piece).at;
  const last = (pieces.at(-1) as Piece).at;
  const hasWord = (label !== "" && engine.labelSpeaks(label)) ||
    isSpokenFor(events, engine, { first, last });
  if (!hasWord) return end;
  const word = events.spoken.starts[at] as number;
  for (const piece of pieces) yield candidateOf(text, { word, pieces, written, piece });
  return end;
}

/** The pieces that follow each other, each behind its word. */
function piecesFrom(text: string, events: Events, first: number): Piece[] {
  const { spoken } = events;
  const pieces: Piece[] = [];
  const word = text.slice(spoken.starts[first], spoken.ends[first]).toLowerCase();
  if (word === LINE) return pieces;
  let event = events.firstFrom(spoken.ends[first] as number);
  for (let at = first; at < spoken.count && pieces.length < PIECES_MAX; at++) {
    if (spoken.kinds[at] !== PIECE_KIND) continue;
    const start = spoken.starts[at] as number;
    const end = spoken.ends[at] as number;
    const before = pieces.at(-1);
    if (before !== undefined && (start < before.end || start - before.end > REACH)) break;
    const most = nextWord(events, at);
    while (event < events.count && (events.starts[event] as number) < end) event++;
    const piece = pieceBehind(text, events, { event, from: end, most });
    if (piece === null) break;
    pieces.push(piece);
    event = piece.at + 1;
  }
  return pieces;
}

/** Where the next word for a piece begins. */
function nextWord({ spoken }: Events, at: number): number {
  for (let next = at + 1; next < spoken.count && next <= at + PIECES_MAX; next++) {
    if (spoken.kinds[next] === PIECE_KIND) return spoken.starts[next] as number;
  }
  return Infinity;
}

/** The first group behind a word that is not the number of the piece, with those that follow it. */
function pieceBehind(
  text: string,
  { kinds, starts, ends, count }: Events,
  { event, from, most }: { event: number; from: number; most: number },
): Piece | null {
  for (let at = event; at < count; at++) {
    const start = starts[at] as number;
    if (start >= most || start - from > REACH) return null;
    const kind = kinds[at];
    if (kind !== NUMBER && kind !== MIXED && kind !== TOKEN) continue;
    let end = ends[at] as number;
    if (end - start < 2) continue;
    let last = at;
    while (
      end - start < PIECE_CHARS_MAX && codeAt(text, end) === SPACE && last + 1 < count &&
      kinds[last + 1] === NUMBER && starts[last + 1] === end + 1 && isDigit(codeAt(text, end - 1))
    ) end = ends[++last] as number;
    if (end > most || end - start > PIECE_CHARS_MAX || isAlphanumeric(codeAt(text, end))) {
      return null;
    }
    return { start, end, at: last };
  }
  return null;
}

/** The pieces as one value, right behind what stands before the word for the first one. */
function candidateOf(
  text: string,
  { word, pieces, written, piece }: {
    word: number;
    pieces: readonly Piece[];
    written: readonly string[];
    piece: Span;
  },
): Candidate {
  const first = pieces[0] as Piece;
  const last = pieces.at(-1) as Piece;
  const copy = new Copy(text, contextStart(text, { place: word, chars: BEHIND_MAX }));
  copy.keepTo(word);
  copy.put(" ", { start: word, end: first.start });
  const start = copy.text.length;
  let from = first.start;
  pieces.forEach(({ end }, k) => {
    copy.put(written[k] ?? "", { start: from, end });
    from = end;
  });
  const inner = { start, end: copy.text.length };
  copy.keepTo(Math.min(text.length, last.end + AHEAD_MAX));
  const span = { start: piece.start, end: piece.end };
  return { copy, inner, isStrict: true, isWhole: true, span, disguise: "spacing" };
}
