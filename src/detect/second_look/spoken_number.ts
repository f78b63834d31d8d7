/**
 * Numbers in words: digit by digit, `double five`, in pairs (`trente-deux quarante-sept`), in threes
 * (`siedemset osiem`), with spoken signs and with figures between them.
 *
 *     six  eighty-two  seventy  ninety-three        six  soixante-douze
 *     6    80 2        70       90 3                6    60 12
 *     6    82          70       93                  6    72
 *
 * Where a ten and a unit follow each other without a dash they may be one number or two, so both
 * ways to write them are tried.
 *
 * @module
 */

import { codeAt, isDigit, isSpace } from "../text/character.ts";
import type { Engine } from "../engine/engine.ts";
import { type SpokenWords, WORD } from "../engine/events.ts";
import { farCandidates } from "./far_label.ts";
import { numberOfKind } from "./number_words.ts";
import type { Span } from "../rule.ts";
import type { Candidate, Looked } from "./second_look.ts";
import {
  AHEAD_MAX,
  BEHIND_MAX,
  candidateOf,
  GAP_MAX,
  groupsOf,
  OTHER_GAPS,
  PARTS_MAX,
  type Piece,
  SIGNS,
} from "./spoken_pieces.ts";
import {
  AT_KIND,
  DIGIT_KIND_MAX,
  DOUBLE_KIND,
  HUNDRED_KIND,
  LETTER_KIND,
  PLUS_KIND,
  TRIPLE_KIND,
  UNDERSCORE_KIND,
} from "./spoken_words.ts";

/** Fewest digits of a spoken number. */
const DIGITS_MIN = 7;
/** Fewest of its words. */
export const WORDS_MIN = 3;
/** Fewest digits of an address with three dots. */
const ADDRESS_DIGITS_MIN = 6;
/** Longest gap with a word of its own in it. */
const WORD_GAP_MAX = 24;

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;

/** Words between numbers that are too common elsewhere to be events: what they stand for. */
const GAP_DIGITS: Readonly<Record<string, string>> = { to: "2", on: "10" };
/** The same between words of the north only: `et` joins numbers in French. */
const NORTHERN_ONE = "et";
const NORTHERN_REGEXP =
  /(?:^|[^\p{L}])(?:en|et|to|tre|fire|fem|seks|syv|sju|otte|\u00e5tte|ni|nul|null)$/iu;
/** Words between a ten and its unit. */
export const JOINTS: ReadonlySet<string> = new Set([
  "and",
  "et",
  "y",
  "e",
  "og",
  "och",
  "si",
  "\u0219i",
]);

/** Longest gap that is not looked at more closely before a number is read. */
const SURE_GAP_MAX = 11;
/** Longest word of {@linkcode JOINTS} and {@linkcode GAP_DIGITS}. */
const JOINT_CHARS_MAX = 3;
const WORD_GAP_REGEXP = /[^\p{L}\p{M}]+/u;

/** Longest beginning of a word before an apostrophe, with it. */
const STEM_CHARS_MAX = 4;
/** What stands before the apostrophe, and the nines of the fives. */
const STEMS = ["\u0434\u0435\u0432", "\u043f"];
export const NINE_OF: ReadonlyMap<number, number> = new Map([[5, 9], [15, 19], [50, 90], [
  500,
  900,
]]);

/** One number word, and what it may be joined with. */
export interface Token extends Piece {
  /** Its value, or -1 for a sign and for figures. */
  value: number;
  /** How it follows the one before: over a dash or a joining word, or over anything else. */
  isJoined: boolean;
}

/** A number in words. */
export interface SpokenNumber {
  end: number;
  tokens: Token[];
}

/** Whether a spoken word may begin a number. */
export function beginsNumber(kind: number): boolean {
  return kind <= DIGIT_KIND_MAX || kind === DOUBLE_KIND || kind === TRIPLE_KIND ||
    kind === PLUS_KIND || numberOfKind(kind) >= 0;
}

/** Whether too few spoken words and figures follow for a number: most of them stand alone. */
export function isLone(text: string, spoken: SpokenWords, at: number): boolean {
  let end = spoken.ends[at] as number;
  for (let next = at + 1; next < at + WORDS_MIN; next++) {
    const start = next < spoken.count ? spoken.starts[next] as number : -1;
    // A letter and an apostrophe may belong to the next word.
    const isNear = start >= 0 && start - end <= WORD_GAP_MAX + STEM_CHARS_MAX &&
      (start - end <= SURE_GAP_MAX || gapBetween(text, end, start) !== null);
    if (!isNear) return figuresBetween(text, end, start) === null;
    end = spoken.ends[next] as number;
  }
  return false;
}

/** The ways to write a number of spoken words, if it is as long as one that is looked for. */
export function* numberCandidates(
  looked: Looked,
  engine: Engine,
  { tokens }: SpokenNumber,
): Generator<Candidate> {
  // Before anything is made of them: three words in a row are most often no number.
  const chars = tokens.reduce((sum, { isSign, text }) => sum + (isSign ? 0 : text.length), 0);
  if (chars < ADDRESS_DIGITS_MIN) return;
  if (tokens.length >= PARTS_MAX || tokens.filter(({ isSign }) => !isSign).length < WORDS_MIN) {
    return;
  }
  if (tokens.some(({ value, isSign }) => value < 0 && !isSign) && isCount(tokens)) return;
  const ways = [compose(tokens, false)];
  const loose = withFigures(tokens);
  const isJoint = loose.some(({ value, isJoined }, k) =>
    k > 0 && !isJoined && value > 0 && value < 100 && (loose[k - 1] as Token).value >= 4
  );
  if (isJoint) ways.push(compose(loose, true));
  if (loose.some(({ text }) => text === "00")) ways.push(compose(withHundreds(loose), true));
  const speaks = (part: Span) => isNamed(looked, engine, part);
  let isNear: boolean | null = null;
  // Nobody says ten digits one by one, with pauses in the places of a number, for another reason.
  if (tokens.every(({ text, isSign }) => isSign || /^(\d)\1{0,2}$/.test(text))) {
    const groups = groupsOf(looked.text, ways[0] ?? []);
    const options = { isStrict: false, isBare: false, speaks };
    if (groups !== null) yield candidateOf(looked.text, groups, options);
  }
  for (const pieces of ways) {
    if (isAddress(pieces)) {
      if (isListed(looked.text, pieces)) continue;
      yield candidateOf(looked.text, pieces, { isStrict: false, isBare: false });
      continue;
    }
    const digits = pieces.reduce((sum, { isSign, text }) => sum + (isSign ? 0 : text.length), 0);
    if (digits < DIGITS_MIN) continue;
    yield* farAway(looked, engine, pieces);
    if (!(isNear ??= isNearWord(looked, engine, tokens))) continue;
    yield candidateOf(looked.text, pieces, { isStrict: true, isBare: false, speaks });
    yield candidateOf(looked.text, pieces, { isStrict: true, isBare: true, speaks });
  }
}

/** The number behind a word that stands further away, with an excuse between them. */
function* farAway(
  looked: Looked,
  engine: Engine,
  pieces: readonly Piece[],
): Generator<Candidate> {
  const groups = pieces.filter(({ isSign }) => !isSign);
  const first = looked.events.firstFrom((groups[0] as Piece).start);
  yield* farCandidates(looked, engine, { groups, first });
}

/** Whether commas part some numbers of an address, and no numbers from its dots: several numbers. */
function isListed(text: string, pieces: readonly Piece[]): boolean {
  let isInside = false;
  for (let k = 1; k < pieces.length; k++) {
    const [before, piece] = [pieces[k - 1] as Piece, pieces[k] as Piece];
    if (!/[,;\n]/.test(text.slice(before.end, piece.start))) continue;
    if (before.isSign || piece.isSign) return false;
    isInside = true;
  }
  return isInside;
}

/** `six cent trente-deux`: hundreds with the rest of their number behind them. */
function withHundreds(tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    const isHundreds = token.text === "00" && last !== undefined && last.value > 0 &&
      last.value < 10;
    if (!isHundreds) merged.push({ ...token });
    else Object.assign(last, { text: `${last.text}00`, value: 100 * last.value, end: token.end });
  }
  return merged;
}

/** `one, 2, three, 4, five, 6, seven`: each is one more than the one before, or one less. */
export function isCount(tokens: readonly Piece[]): boolean {
  const numbers = tokens.filter(({ isSign }) => !isSign).map(({ text }) => Number(text));
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  return Math.abs(step) === 1 &&
    numbers.every((number, k) => k === 0 || number - (numbers[k - 1] as number) === step);
}

/** Number words that follow each other, with signs and figures between them. */
export function numberAt(text: string, spoken: SpokenWords, first: number): SpokenNumber {
  const tokens: Token[] = [];
  let times = 1;
  let end = spoken.starts[first] as number;
  let last = end;
  for (let at = first; tokens.length <= PARTS_MAX; at++) {
    const word = at < spoken.count ? spoken.starts[at] as number : -1;
    const lead = word < 0 ? "" : leadOf(text, word);
    const next = word - lead.length;
    const figures = figuresBetween(text, end, next);
    if (figures !== null) {
      tokens.push({ ...figures, value: -1, isJoined: false });
      last = end = figures.end;
    }
    const gap = next < 0 ? null : gapBetween(text, end, next);
    if (gap === null || (tokens.length >= DIGITS_MIN && endsAt(text, tokens, next))) break;
    const kind = spoken.kinds[at] as number;
    if (kind === AT_KIND || kind === UNDERSCORE_KIND || kind >= LETTER_KIND) break;
    const sign = SIGNS.get(kind);
    const isTimes = kind === DOUBLE_KIND || kind === TRIPLE_KIND;
    // A digit follows all of these, else each of them would be read again from the next one on.
    if (times > 1 && (isTimes || sign !== undefined)) break;
    if (sign !== undefined && tokens.at(-1)?.isSign) break;
    for (const digit of tokens.length > 0 ? gap.digits : []) {
      tokens.push(tokenOf(digit, { start: end, end: next }));
    }
    end = spoken.ends[at] as number;
    if (isTimes) {
      times = kind === DOUBLE_KIND ? 2 : 3;
      continue;
    }
    const value = lead.length > 2 ? NINE_OF.get(valueOf(kind)) ?? valueOf(kind) : valueOf(kind);
    const written = sign ?? (value < 0 ? "00" : String(value).repeat(value < 10 ? times : 1));
    const span = { start: next, end };
    tokens.push({
      ...tokenOf(written, span),
      value: sign === undefined && times === 1 ? value : -1,
      isSign: sign !== undefined,
      isJoined: gap.isJoined,
    });
    if (sign === undefined) {
      times = 1;
      last = end;
    }
  }
  while (tokens.at(-1)?.isSign) tokens.pop();
  return { end: Math.max(last, spoken.ends[first] as number), tokens };
}

/** Whether a semicolon ends a number that is whole: none stood between its words before. */
function endsAt(text: string, tokens: readonly Token[], next: number): boolean {
  const [first, last] = [tokens[0] as Token, tokens.at(-1) as Token];
  return /[;|\n]/.test(text.slice(last.end, next)) &&
    !/[;|\n]/.test(text.slice(first.start, last.end));
}

function tokenOf(text: string, span: { start: number; end: number }): Token {
  return { ...span, text, value: Number(text), isSign: false, isJoined: false };
}

/** What belongs to a number word before its apostrophe: Ukrainian for five and nine end alike. */
function leadOf(text: string, start: number): string {
  const mark = text.charAt(start - 1);
  if (mark !== "'" && mark !== "\u2019" && mark !== "\u02bc") return "";
  const before = text.slice(Math.max(0, start - 4), start - 1).toLowerCase();
  const stem = STEMS.find((one) => before.endsWith(one));
  return stem === undefined ? "" : stem + mark;
}

/** Value of a number word; -1 for a word that makes hundreds of the digit before it. */
export function valueOf(kind: number): number {
  if (kind <= DIGIT_KIND_MAX) return kind - 1;
  return kind === HUNDRED_KIND ? -1 : numberOfKind(kind);
}

/** Figures as the unit of the ten, or the rest of the hundred, that a word before them says. */
export function withFigures<T extends Token>(tokens: readonly T[]): T[] {
  return tokens.map((token, k) => {
    const isRest = !token.isSign && token.value < 0 && /^[1-9]\d?$/.test(token.text) &&
      (tokens[k - 1]?.value ?? 0) >= 20;
    return isRest ? { ...token, value: Number(token.text) } : token;
  });
}

/** Tens and units as one number: where they are joined, or wherever they follow each other. */
export function compose(tokens: readonly Token[], isLoose: boolean): Piece[] {
  const pieces: Piece[] = [];
  let open: Token | null = null;
  for (const token of tokens) {
    const sum = open !== null && (isLoose || token.isJoined || open.value >= 100)
      ? sumOf(open.value, token.value)
      : -1;
    if (sum < 0) {
      pieces.push({ ...token });
      open = token.value >= 4 ? token : null;
      continue;
    }
    const last = pieces.at(-1) as Piece;
    last.text = String(sum);
    last.end = token.end;
    open = { ...token, value: sum };
  }
  return pieces;
}

/** Two number words as one number, or -1: 30 and 2, 60 and 12, 4 and 20, 10 and 7, 700 and 8. */
export function sumOf(first: number, second: number): number {
  if (second < 1) return -1;
  if (first === 4 && second === 20) return 80;
  if (first === 10) return second >= 7 && second <= 9 ? 10 + second : -1;
  if (first >= 100) {
    const rest = first % 100;
    if (rest === 0) return second < 100 ? first + second : -1;
    const sum = sumOf(rest, second);
    return sum < 0 ? -1 : first - rest + sum;
  }
  if (first < 20 || first % 10 !== 0) return sumOfTeen(first, second);
  if (second < 10) return first + second;
  return second < 20 && (first === 60 || first === 80) ? first + second : -1;
}

/** `soixante-dix-sept`, `quatre-vingt-dix-sept`: the ten of the teens was added already. */
function sumOfTeen(first: number, second: number): number {
  return (first === 70 || first === 90) && second >= 7 && second <= 9 ? first + second : -1;
}

/** Four numbers and three dots are a network address. */
export function isAddress(pieces: readonly Piece[]): boolean {
  let dots = 0;
  let digits = 0;
  for (const { text, isSign } of pieces) {
    if (!isSign) digits += text.length;
    else if (text !== ".") return false;
    else dots++;
  }
  return dots === 3 && digits >= ADDRESS_DIGITS_MIN;
}

/** Figures between two spoken words: `one two 34 five`. */
function figuresBetween(text: string, from: number, to: number): Piece | null {
  let start = from;
  while (start - from < GAP_MAX && isBetween(codeAt(text, start))) start++;
  let end = start;
  while (end - start < DIGITS_MIN && isDigit(codeAt(text, end))) end++;
  if (end === start || start === from || (to >= 0 && end > to)) return null;
  return { start, end, text: text.slice(start, end), isSign: false };
}

/** What stands between two number words, or null when something else does. */
function gapBetween(
  text: string,
  from: number,
  to: number,
): { digits: readonly string[]; isJoined: boolean } | null {
  if (to - from > WORD_GAP_MAX) return null;
  let first = from;
  while (first < to && isBetween(codeAt(text, first))) first++;
  const isJoined = to - from === 1 && codeAt(text, from) === DASH;
  if (first === to) return to - from > GAP_MAX ? null : { digits: [], isJoined };
  let last = to;
  while (last > first && isBetween(codeAt(text, last - 1))) last--;
  if (first === from || last === to || first - from > GAP_MAX || to - last > GAP_MAX) return null;
  // Most words are longer than any that joins numbers.
  let wordEnd = first;
  while (wordEnd < last && !isBetween(codeAt(text, wordEnd))) wordEnd++;
  if (wordEnd - first > JOINT_CHARS_MAX) return null;
  const words = text.slice(first, last).toLowerCase().split(WORD_GAP_REGEXP);
  if (words.length === 1 && isJoint(text, from, words[0] as string)) {
    return { digits: [], isJoined: true };
  }
  const digits = words.map((word) =>
    word === NORTHERN_ONE && !isJoint(text, from, word)
      ? "1"
      : Object.hasOwn(GAP_DIGITS, word)
      ? GAP_DIGITS[word] as string
      : ""
  );
  return digits.includes("") ? null : { digits, isJoined: false };
}

/** Whether a word joins a ten and its unit; `et` is a digit behind digits of the north. */
function isJoint(text: string, from: number, word: string): boolean {
  if (!JOINTS.has(word)) return false;
  return word !== NORTHERN_ONE || !NORTHERN_REGEXP.test(text.slice(Math.max(0, from - 6), from));
}

function isBetween(code: number): boolean {
  return isSpace(code) || code === COMMA || code === DASH || code === DOT ||
    code === SLASH || code === LINE_FEED || OTHER_GAPS.includes(String.fromCharCode(code));
}

/** Whether a word near some tokens speaks for a category that is looked for. */
export function isNearWord(looked: Looked, engine: Engine, tokens: readonly Span[]): boolean {
  if (looked.label !== "" && engine.labelSpeaks(looked.label)) return true;
  const start = (tokens[0] as Span).start;
  const end = (tokens.at(-1) as Span).end;
  return isNamed(looked, engine, { start: start - BEHIND_MAX, end: end + AHEAD_MAX });
}

/** Whether a word that begins in a part of the text speaks for a category. */
export function isNamed(looked: Looked, engine: Engine, part: Span): boolean {
  const { events } = looked;
  for (let k = events.firstFrom(part.start); k < events.count; k++) {
    if ((events.starts[k] as number) > part.end) break;
    if (events.kinds[k] === WORD && engine.speaks(events.values[k] as number)) return true;
  }
  return false;
}
