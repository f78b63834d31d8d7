/**
 * Codes that are spelled: words for letters, as radio operators and officials say them, with digits
 * in words or figures between them.
 *
 *     Juliet Golf, four one, seven seven, two nine, Bravo     A wie Anton, B wie Berta, 1 2 3 ...
 *     J      G     4    1    7     7      2   9     B         A            B            1 2 3
 *
 * All these words are names of something else, so a word of the category must speak for a code with
 * few of them.
 *
 * @module
 */

import { codeAt, isAlphanumeric, isDigit } from "../text/character.ts";
import type { SpokenWords } from "../engine/events.ts";
import { foldWord } from "../engine/lexicon.ts";
import { numberOfKind } from "./number_words.ts";
import type { Candidate } from "./second_look.ts";
import { candidateOf, type Piece } from "./spoken_pieces.ts";
import { DIGIT_KIND_MAX, LETTER_KIND } from "./spoken_words.ts";

/** Most words of a code, fewest and most characters, and fewest digits. */
const WORDS_MAX = 40;
const CHARS_MIN = 6;
const CHARS_MAX = 40;
const DIGITS_MIN = 2;
/** Fewest words for letters of a code that needs no word of its category. */
const LETTERS_MIN = 3;
/** Longest gap between two words. */
const GAP_MAX = 24;
/** How far a letter or figures may stand before the first word and behind the last one. */
const EDGE_CHARS_MAX = 40;

/** What joins a letter to the word that stands for it. */
const FOR_REGEXP =
  /(?:^|[\s,.;-])[A-Za-z]\s(?:as in|for|like|wie|comme|come|de|como|som|van|jako)\s$/;
/** Signs between words, and words that join the last ones. */
const GAP_REGEXP = /^[\s,.;:/-]*$/;
const JOINTS_REGEXP = /(?<![A-Za-z])(?:and|und|et|y|e|then|dann|puis|poi|luego)(?![A-Za-z])/g;
const PART_REGEXP = /[A-Za-z0-9]+/g;
const LEAD_REGEXP = /(?<![A-Za-z0-9.])(?:(?:[A-Z]|\d{1,8})[\s,-]{1,2})+$/;
const TAIL_REGEXP = /^(?:[\s,-]{1,2}(?:[A-Z]|\d{1,8})(?![A-Za-z0-9]))+/;

/** Words for digits in one language that are words for letters in another. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["lima", "otto"]);

/** What the code of a word was made of. */
interface Spelled {
  pieces: Piece[];
  end: number;
  /** How many words stood for letters. */
  letters: number;
}

/** The codes that are spelled around a word for a letter; `end` is where the last word ends. */
export function* spelledCandidates(
  text: string,
  spoken: SpokenWords,
  at: number,
): Generator<Candidate, number> {
  let first = at;
  while (first > 0 && at - first < WORDS_MAX && isNext(text, spoken, first)) first--;
  const { pieces, end, letters } = piecesFrom(text, spoken, first);
  // Nobody spells what is no code.
  const isStrict = letters < LETTERS_MIN;
  const lead = leadOf(text, (pieces[0] as Piece).start);
  const tail = tailOf(text, end);
  const ways = [pieces];
  if (tail.length > 0) ways.unshift([...pieces, ...tail]);
  if (lead.length > 0) ways.unshift([...lead, ...pieces], [...lead, ...pieces, ...tail]);
  for (const way of ways) {
    const written = way.map((piece) => piece.text).join("");
    if (written.length < CHARS_MIN || written.length > CHARS_MAX) continue;
    if (written.replaceAll(/[^0-9]/g, "").length < DIGITS_MIN) continue;
    yield candidateOf(text, way, { isStrict, isBare: true });
    const other = way.map((piece) => asLetter(text, piece));
    if (other.some((piece, k) => piece !== way[k])) {
      yield candidateOf(text, other, { isStrict, isBare: true });
    }
  }
  return end;
}

/**
 * Whether another spoken word or a number is near one: most words for letters are names, and stand
 * alone.
 */
export function hasNeighbour(
  text: string,
  { starts, ends, count }: SpokenWords,
  at: number,
): boolean {
  const start = starts[at] as number;
  const end = ends[at] as number;
  return (at > 0 && start - (ends[at - 1] as number) <= GAP_MAX) ||
    (at + 1 < count && (starts[at + 1] as number) - end <= GAP_MAX) ||
    isDigit(codeAt(text, start - 2)) || isDigit(codeAt(text, end + 1));
}

/** Whether a spoken word belongs to the code of the one before it. */
function isNext(text: string, spoken: SpokenWords, at: number): boolean {
  return writtenOf(text, spoken, at - 1) !== "" && gapPieces(text, {
        start: spoken.ends[at - 1] as number,
        end: spoken.starts[at] as number,
        isLetter: spoken.kinds[at] === LETTER_KIND,
      }) !== null;
}

function piecesFrom(text: string, spoken: SpokenWords, first: number): Spelled {
  const pieces: Piece[] = [];
  let end = spoken.starts[first] as number;
  let ten = 0;
  let letters = 0;
  for (let at = first; at < spoken.count && at - first < 2 * WORDS_MAX; at++) {
    const written = writtenOf(text, spoken, at);
    if (written === "") break;
    const start = spoken.starts[at] as number;
    const isLetter = isLetterAt(text, spoken, at);
    const between = at === first ? [] : gapPieces(text, { start: end, end: start, isLetter });
    if (between === null) break;
    pieces.push(...between);
    if (spoken.kinds[at] === LETTER_KIND) letters++;
    end = spoken.ends[at] as number;
    const isUnit = ten > 0 && between.length === 0 && /^[1-9]$/.test(written);
    if (isUnit) {
      const last = pieces.at(-1) as Piece;
      last.text = String(ten + Number(written));
      last.end = end;
    } else pieces.push({ start, end, text: written, isSign: false });
    ten = !isUnit && !isLetter && /^[2-9]0$/.test(written) ? Number(written) : 0;
  }
  return { pieces, end, letters };
}

/** Whether a spoken word may stand for a letter. */
function isLetterAt(text: string, { kinds, starts, ends }: SpokenWords, at: number): boolean {
  return kinds[at] === LETTER_KIND ||
    AMBIGUOUS.has(text.slice(starts[at], ends[at]).toLowerCase());
}

/** What a spoken word writes: a letter, digits, or nothing. */
function writtenOf(text: string, spoken: SpokenWords, at: number): string {
  const kind = spoken.kinds[at] as number;
  if (kind === LETTER_KIND) {
    return foldWord(text.charAt(spoken.starts[at] as number)).toUpperCase();
  }
  if (kind <= DIGIT_KIND_MAX) return String(kind - 1);
  const value = numberOfKind(kind);
  return value > 0 && value < 100 ? String(value) : "";
}

/** Letters and figures between two words; null when other words stand there. */
function gapPieces(
  text: string,
  { start, end, isLetter }: { start: number; end: number; isLetter: boolean },
): Piece[] | null {
  if (end - start > GAP_MAX || end <= start) return null;
  let gap = text.slice(start, end);
  if (GAP_REGEXP.test(gap)) return [];
  if (isLetter) gap = gap.replace(FOR_REGEXP, (found) => " ".repeat(found.length));
  gap = gap.replaceAll(JOINTS_REGEXP, (found) => " ".repeat(found.length));
  if (!/^[\s,.;:/A-Za-z0-9-]*$/.test(gap)) return null;
  return partsOf(gap, start);
}

/** Single letters and figures of a text, or null when it holds longer words. */
function partsOf(gap: string, start: number): Piece[] | null {
  const pieces: Piece[] = [];
  for (const { 0: part, index } of gap.matchAll(PART_REGEXP)) {
    if (part.length > 1 && !/^\d{1,8}$/.test(part)) return null;
    const from = start + index;
    pieces.push({ start: from, end: from + part.length, text: part.toUpperCase(), isSign: false });
  }
  return pieces;
}

function leadOf(text: string, place: number): Piece[] {
  const from = Math.max(0, place - EDGE_CHARS_MAX);
  const before = text.slice(from, place);
  const found = LEAD_REGEXP.exec(before);
  if (found === null || (found.index === 0 && isAlphanumeric(codeAt(text, from - 1)))) return [];
  return partsOf(found[0], from + found.index) ?? [];
}

function tailOf(text: string, place: number): Piece[] {
  const found = TAIL_REGEXP.exec(text.slice(place, place + EDGE_CHARS_MAX));
  return found === null ? [] : partsOf(found[0], place) ?? [];
}

function asLetter(text: string, piece: Piece): Piece {
  const word = text.slice(piece.start, piece.end).toLowerCase();
  return AMBIGUOUS.has(word) ? { ...piece, text: word.charAt(0).toUpperCase() } : piece;
}
