/**
 * Values that are dictated half in words: words for digits and figures mixed, signs and letters by
 * name, words between the pieces. The row of pieces around a spoken word is written as one value.
 *
 *     six one four 2 8 eight 93 four one      equis, seis uno nueve dos siete cuatro cero, J
 *     6   1   4    2 8 8     93 4    1        X      6    1   9     2   7     4      0     J
 *
 * Numbers and words stand beside each other everywhere, so a word of a category must speak for what
 * is found, and some of it must be words.
 *
 * @module
 */

import { CLASS, COMBINING, DIGIT, INFO, LOWER, UPPER } from "../text/alphabet.ts";
import { codeAt, isAlphanumeric, isDigit, isHex, isSpace } from "../text/character.ts";
import { denseJointAt, denseJointBefore, isPoints, saidBy } from "./dictated_words.ts";
import type { Engine } from "../engine/engine.ts";
import { foldWord } from "../engine/lexicon.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import {
  compose,
  isAddress,
  isCount,
  isNamed,
  isNearWord,
  JOINTS,
  NINE_OF,
  type Token,
  valueOf,
  withFigures,
} from "./spoken_number.ts";
import { candidateOf, groupsOf, OTHER_GAPS, PARTS_MAX, SIGNS } from "./spoken_pieces.ts";
import {
  AT_KIND,
  DIGIT_KIND_MAX,
  DOUBLE_KIND,
  HUNDRED_KIND,
  LETTER_KIND,
  TRIPLE_KIND,
} from "./spoken_words.ts";

/** Fewest and most characters of a value, and fewest digits. */
const CHARS_MIN = 7;
const CHARS_MAX = 40;
const DIGITS_MIN = 4;
/** Longest gap of signs and spaces, most words in it, and the longest word. */
const GAP_MAX = 5;
const FILLERS_MAX = 3;
const WORD_CHARS_MAX = 32;
/** Longest letter with what joins it to its word. */
const FOR_CHARS_MAX = 16;
/** Longest group of letters and digits. */
const GROUP_CHARS_MAX = 12;
/** Fewest words for digits where no sign and no letter is a word. */
const WORDS_MIN = 2;
const SPACE = 0x20;
const COMMA = 0x2c;
/** Scripts without spaces begin here. */
const DENSE_MIN = 0x2e80;
/** Most pieces of a value in front of its first word. */
const LEAD_MAX = 12;

/** One letter more than a word may have. */
const WORD_REGEXP = /[\p{L}\p{M}\p{N}]{1,33}(?:['\u2019\u02bc]\p{L}{1,33})?/uy;
const PART_REGEXP = /\d+|[\p{L}\p{M}]+/gu;
const CODE_REGEXP = /^(?=.*\d)[A-Z0-9]+$/;
/** What joins a letter to a word that begins with it. */
const FOR_REGEXP =
  /[ ](?:as in|for|like|wie in|wie|comme dans|comme|come|de|como en|como|som i|som|van|als in|als|jako|jak|\u043a\u0430\u043a)[ ](\p{L}{2,16})/uy;
const LETTER_REGEXP =
  /(?<![\p{L}\d])\p{L} (?:as in|for|like|wie in|wie|comme dans|comme|come|de|como en|como|som i|som|van|als in|als|jako|jak|\u043a\u0430\u043a) $/u;

/** Letters and the digits that they look like, Latin and Cyrillic. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ..."O0o0\u041e0\u043e0l1I1|1\u04061Z2\u04173\u04373S5\u04055B8\u04128".matchAll(/(.)(\d)/gu),
].map(([, letter, digit]) => [letter as string, digit as string]));

/** What a piece is: a word for digits, one for a sign, one for a letter, or written as it is. */
type Manner = "number" | "sign" | "letter" | "written";

interface Dictated extends Token {
  manner: Manner;
}

/** What stands at a place: pieces, a word between them, or how often the next digit is meant. */
interface Unit {
  end: number;
  tokens: Dictated[];
  times?: number;
  /** A word that joins a ten and its unit. */
  isJoint?: boolean;
}

/** Looks for dictated values around the spoken words of a text, in their order. */
export class Dictations {
  readonly #looked: Looked;
  readonly #engine: Engine;
  /** Where the last row of pieces ended. */
  #end = 0;

  constructor(looked: Looked, engine: Engine) {
    this.#looked = looked;
    this.#engine = engine;
  }

  /** The values around a number or the name of a letter, when it is not all there is of them. */
  *around(word: Span): Generator<Candidate> {
    if (word.start < this.#end || !isNearWord(this.#looked, this.#engine, [word])) return;
    if (!mayGoOn(this.#looked.text, word)) return;
    this.#end = yield* this.#candidates(word, false);
  }

  /** The values around the name of a sign. */
  *aroundSign(word: Span, kind: number): Generator<Candidate> {
    if (word.start < this.#end || !isBetweenGroups(this.#looked.text, word)) return;
    this.#end = yield* this.#candidates(word, SIGNS.get(kind) === ".");
  }

  *#candidates(word: Span, isDot: boolean): Generator<Candidate, number> {
    return yield* dictatedCandidates(this.#looked, this.#engine, { word, least: this.#end, isDot });
  }
}

/** The values dictated around a spoken word; returns where the last piece ends. */
function* dictatedCandidates(
  looked: Looked,
  engine: Engine,
  { word, least, isDot }: { word: Span; least: number; isDot: boolean },
): Generator<Candidate, number> {
  const isNear = isNearWord(looked, engine, [word]);
  if (!isNear && !isDot) return word.end;
  const { text } = looked;
  const tokens = tokensFrom(text, startBefore(text, word.start, least));
  const end = Math.max(word.end, tokens.at(-1)?.end ?? 0);
  if (!isDictation(tokens)) return end;
  if (isDot && isAddress(tokens)) {
    yield candidateOf(text, compose(tokens, false), { isStrict: false, isBare: false });
  }
  if (!isNear) return end;
  const speaks = (part: Span) => isNamed(looked, engine, part);
  for (const way of waysOf(tokens)) yield* candidatesOf(text, way, speaks);
  return end;
}

/** The ways to write some pieces. */
function* candidatesOf(
  text: string,
  way: readonly Dictated[],
  speaks: (part: Span) => boolean,
): Generator<Candidate> {
  const chars = way.reduce((sum, { isSign, text: one }) => sum + (isSign ? 0 : one.length), 0);
  const digits = way.reduce((sum, one) => sum + one.text.replaceAll(/[^0-9]/g, "").length, 0);
  if (isCount(way) || chars < CHARS_MIN || chars > CHARS_MAX || digits < DIGITS_MIN) return;
  // A sign by name alone disguises little.
  const isStrict = way.some(({ manner }) => manner === "number" || manner === "letter");
  for (const isLoose of [false, true]) {
    const pieces = compose(isLoose ? withFigures(way) : way, isLoose);
    if (isLoose && pieces.length === compose(way, false).length) break;
    yield candidateOf(text, pieces, { isStrict, isBare: true, speaks });
    const groups = groupsOf(text, pieces);
    if (groups !== null) yield candidateOf(text, groups, { isStrict, isBare: false, speaks });
    if (pieces.some(({ isSign }) => isSign)) {
      yield candidateOf(text, pieces, { isStrict, isBare: false, speaks });
    }
  }
}

/** Whether a dictation may go on behind a place, or begin before one: a cheap look. */
function mayGoOn(text: string, { start, end }: Span): boolean {
  const after = gapEnd(text, end);
  if (isDigit(codeAt(text, after)) || denseJointAt(text, after) > 0) return true;
  const isDense = codeAt(text, after) > DENSE_MIN;
  if (after > end && !isDense && isPiece(wordAt(text, after))) return true;
  const before = gapStart(text, start, 0);
  return isDigit(codeAt(text, before - 1)) ||
    (before < start && isPiece(wordBefore(text, before, 0)));
}

/** Whether a sign by name stands between figures or letters of a code: `48.273.916 dash K`. */
function isBetweenGroups(text: string, { start, end }: Span): boolean {
  const after = codeAt(text, end);
  if (!isSpace(codeAt(text, start - 1)) || !(isSpace(after) || after === COMMA)) return false;
  if (isDigit(codeAt(text, start - (codeAt(text, start - 2) === COMMA ? 3 : 2)))) return true;
  return isPair(text, start - 3) && isPair(text, end + 1);
}

/** Two hexadecimal digits by themselves. */
function isPair(text: string, at: number): boolean {
  return isHex(codeAt(text, at)) && isHex(codeAt(text, at + 1)) &&
    !isAlphanumeric(codeAt(text, at - 1)) && !isAlphanumeric(codeAt(text, at + 2));
}

/** A digit, a letter alone, or a word that says one. */
function isPiece(word: string): boolean {
  if (word === "") return false;
  if (/^[A-Z0-9]$/.test(word)) return true;
  const said = saidBy(word);
  return said !== null && (said.is !== "kind" || said.kind !== AT_KIND);
}

/** Some words, and not words alone with what always stands between numbers. */
function isDictation(tokens: readonly Dictated[]): boolean {
  const count = (manner: Manner) => tokens.filter((one) => one.manner === manner).length;
  const signs = tokens.filter((one, k) => one.manner === "sign" && k > 0).length;
  if (tokens.length < 2 || tokens.length >= PARTS_MAX) return false;
  return count("number") >= WORDS_MIN || signs > 0 || count("letter") > 0;
}

/** All pieces, and those from the first word for a digit to the last one, with one beside them. */
function waysOf(tokens: readonly Dictated[]): Dictated[][] {
  const first = tokens.findIndex(({ manner }) => manner === "number");
  const last = tokens.findLastIndex(({ manner }) => manner === "number");
  const starts = first < 0 ? [0] : [0, first - 1, first];
  const ends = first < 0 ? [tokens.length] : [tokens.length, last + 2, last + 1];
  const seen = new Set<number>();
  const ways: Dictated[][] = [];
  for (const start of starts) {
    for (const end of ends) {
      const key = start * (PARTS_MAX + 2) + end;
      if (start < 0 || end > tokens.length || seen.has(key)) continue;
      seen.add(key);
      ways.push(trimmed(tokens.slice(start, end)));
    }
  }
  return ways;
}

/** Without the signs at both ends; a plus may begin a number. */
function trimmed(tokens: Dictated[]): Dictated[] {
  while (tokens.at(-1)?.isSign) tokens.pop();
  while (tokens[0]?.isSign && tokens[0].text !== "+") tokens.shift();
  return tokens;
}

/** Where the row of pieces begins that a word belongs to. */
function startBefore(text: string, place: number, least: number): number {
  let start = place;
  for (let k = 0; k < LEAD_MAX; k++) {
    start = letterBefore(text, start, least);
    const end = gapStart(text, start, least);
    const word = wordBefore(text, end, least);
    if (word === "") break;
    if (codeAt(text, end - 1) > DENSE_MIN) {
      const size = saidBy(text.charAt(end - 1)) === null ? denseJointBefore(text, end) : 1;
      if (size === 0) break;
      start = end - size;
      continue;
    }
    const span = { start: end - word.length, end };
    const isNext = end < start && (unitOf(word, span) !== null ||
      letterBefore(text, span.start, least) < span.start);
    if (!isNext) break;
    start = span.start;
  }
  return start;
}

/** The letter that a word at a place is said for, `D for Delta`; else the place. */
function letterBefore(text: string, place: number, least: number): number {
  if (codeAt(text, place - 1) !== SPACE) return place;
  const from = Math.max(least, place - FOR_CHARS_MAX);
  const found = LETTER_REGEXP.exec(text.slice(from, place));
  if (found === null || !isInitial(found[0].charAt(0), text.charAt(place))) return place;
  return from + found.index;
}

function tokensFrom(text: string, from: number): Dictated[] {
  const tokens: Dictated[] = [];
  let at = from;
  let times = 1;
  let fillers = 0;
  let isJoined = false;
  while (tokens.length < PARTS_MAX) {
    const unit = unitAt(text, gapEnd(text, at), tokens);
    if (unit === null) break;
    if (unit.tokens.length === 0) {
      if (++fillers > FILLERS_MAX) break;
      times = unit.times ?? times;
      isJoined = unit.isJoint ?? false;
      at = unit.end;
      continue;
    }
    const first = unit.tokens[0] as Dictated;
    if (times > 1) {
      if (!/^\d$/.test(first.text)) break;
      first.text = first.text.repeat(times);
      first.value = -1;
    }
    first.isJoined = isJoined || text.slice(at, first.start) === "-";
    tokens.push(...unit.tokens);
    ({ end: at } = unit);
    times = 1;
    fillers = 0;
    isJoined = false;
  }
  return tokens;
}

/** What stands at a place, or null when it is no part of a dictation. */
function unitAt(text: string, place: number, tokens: readonly Dictated[]): Unit | null {
  if (codeAt(text, place) > DENSE_MIN) return denseAt(text, place, tokens);
  const word = wordAt(text, place);
  if (word === "" || word.length > WORD_CHARS_MAX) return null;
  const end = place + word.length;
  if (word.length === 1) {
    FOR_REGEXP.lastIndex = end;
    const spelled = FOR_REGEXP.exec(text);
    if (spelled !== null && isInitial(word, spelled[1] as string)) {
      const span = { start: place, end: FOR_REGEXP.lastIndex };
      return unitWith(span, [{ text: word.toUpperCase(), manner: "letter" }]);
    }
  }
  const unit = unitOf(word, { start: place, end });
  // `deux points`
  if (unit?.tokens[0]?.value === 2 && codeAt(text, end) === SPACE) {
    const next = wordAt(text, end + 1);
    if (isPoints(next)) {
      return unitWith({ start: place, end: end + 1 + next.length }, [{
        text: ":",
        manner: "sign",
      }]);
    }
  }
  const last = tokens.at(-1);
  if (word.length === 2 && last?.isSign && isHex(codeAt(word, 0)) && isHex(codeAt(word, 1))) {
    return unitWith({ start: place, end }, [{ text: word, manner: "written" }]);
  }
  return unit;
}

/** A numeral of a script without spaces, or what joins two groups of them. */
function denseAt(text: string, place: number, tokens: readonly Dictated[]): Unit | null {
  const said = saidBy(text.charAt(place));
  if (said?.is === "kind" && said.kind <= DIGIT_KIND_MAX) {
    const span = { start: place, end: place + 1 };
    return unitWith(span, [{ text: String(said.kind - 1), manner: "number" }]);
  }
  const joint = tokens.length > 0 ? denseJointAt(text, place) : 0;
  return joint === 0 ? null : { end: place + joint, tokens: [] };
}

/** What a word says, or writes. */
function unitOf(word: string, span: Span): Unit | null {
  if (/^\d+$/.test(word)) {
    return word.length > CHARS_MAX ? null : unitWith(span, [{ text: word, manner: "written" }]);
  }
  if (/^[A-Z]$/.test(word)) return unitWith(span, [{ text: word, manner: "written" }]);
  const said = saidBy(word.slice(word.search(/[^'\u2019\u02bc]*$/)));
  if (said?.is === "kind") return unitOfKind(said.kind, word, span);
  if (said?.is === "letter") return unitWith(span, [{ text: said.letter, manner: "letter" }]);
  const isJoint = JOINTS.has(word.toLowerCase());
  if (said?.is === "filler" || isJoint) return { end: span.end, tokens: [], isJoint };
  return word.length > GROUP_CHARS_MAX && !/\d/.test(word) ? null : unitOfGroup(word, span);
}

function unitOfKind(kind: number, word: string, span: Span): Unit | null {
  if (kind === DOUBLE_KIND || kind === TRIPLE_KIND) {
    return { end: span.end, tokens: [], times: kind === DOUBLE_KIND ? 2 : 3 };
  }
  if (kind === LETTER_KIND) {
    return unitWith(span, [{ text: foldWord(word.charAt(0)).toUpperCase(), manner: "letter" }]);
  }
  const sign = SIGNS.get(kind);
  if (sign !== undefined) {
    return kind === AT_KIND ? null : unitWith(span, [{ text: sign, manner: "sign" }]);
  }
  if (kind > LETTER_KIND) return null;
  const value = kind === HUNDRED_KIND ? -1 : valueOf(kind);
  if (value < 0) return unitWith(span, [{ text: "00", manner: "number" }]);
  const isNine = /^\u0434\u0435\u0432['\u2019\u02bc]/iu.test(word);
  const meant = isNine ? NINE_OF.get(value) ?? value : value;
  return unitWith(span, [{ text: String(meant), manner: "number" }]);
}

/** Figures and words without spaces, figures with letters that look like them, part of a code. */
function unitOfGroup(word: string, span: Span): Unit | null {
  if (!/\d/.test(word)) return null;
  const parts: { text: string; manner: Manner }[] = [];
  for (const [part] of word.matchAll(PART_REGEXP)) {
    const said = /^\d/.test(part) ? null : saidBy(part);
    if (/^\d/.test(part)) parts.push({ text: part, manner: "written" });
    else if (said?.is === "kind" && said.kind <= DIGIT_KIND_MAX) {
      parts.push({ text: String(said.kind - 1), manner: "number" });
    } else return unitOfCode(word, span);
  }
  return unitWith(span, parts);
}

function unitOfCode(word: string, span: Span): Unit | null {
  if (word.length > GROUP_CHARS_MAX) return null;
  const digits = [...word].map((char) => /\d/.test(char) ? char : ALIKE.get(char) ?? "");
  if (digits.every((digit) => digit !== "")) {
    return unitWith(span, [{ text: digits.join(""), manner: "written" }]);
  }
  const isCode = CODE_REGEXP.test(word) || /^[0-9a-f]{2}$/.test(word);
  return isCode ? unitWith(span, [{ text: word, manner: "written" }]) : null;
}

function unitWith(
  span: Span,
  parts: readonly { text: string; manner: Manner }[],
): Unit {
  const tokens = parts.map(({ text, manner }) => ({
    ...span,
    text,
    manner,
    isSign: manner === "sign",
    isJoined: false,
    value: manner === "number" && text !== "00" ? Number(text) : -1,
  }));
  // Pieces of one group end with it, so that each of them is in its place.
  return { end: span.end, tokens };
}

function isInitial(letter: string, word: string): boolean {
  return foldWord(letter) === foldWord(word.charAt(0));
}

function wordAt(text: string, place: number): string {
  WORD_REGEXP.lastIndex = place;
  return WORD_REGEXP.exec(text)?.[0] ?? "";
}

function wordBefore(text: string, place: number, least: number): string {
  let start = place;
  while (start > least && place - start < WORD_CHARS_MAX && isInWord(text, start - 1)) start--;
  return text.slice(start, place);
}

/** A letter, a digit or a mark on one; an apostrophe behind one, as Ukrainian has it in numbers. */
function isInWord(text: string, at: number): boolean {
  const code = codeAt(text, at);
  const isMark = code === 0x27 || code === 0x2019 || code === 0x2bc;
  return isWordUnit(isMark ? codeAt(text, at - 1) : code);
}

function isWordUnit(code: number): boolean {
  return CLASS[code] === LOWER || CLASS[code] === UPPER || CLASS[code] === DIGIT ||
    code > DENSE_MIN || INFO[code] === COMBINING;
}

function gapEnd(text: string, place: number): number {
  let at = place;
  while (at - place < GAP_MAX && isBetween(codeAt(text, at))) at++;
  return at;
}

function gapStart(text: string, place: number, least: number): number {
  let at = place;
  while (at > least && place - at < GAP_MAX && isBetween(codeAt(text, at - 1))) at--;
  return at;
}

/** A space, or a sign between groups. */
function isBetween(code: number): boolean {
  return isSpace(code) || code === 0x0a || code === COMMA || (code >= 0x2d && code <= 0x2f) ||
    OTHER_GAPS.includes(String.fromCharCode(code));
}
