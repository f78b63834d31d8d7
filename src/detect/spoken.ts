/**
 * Values in words: `jane dot doe at example dot com`, `jane [at] example (dot) com`, `one two three
 * dash four five dash ...`. A chain of operands (names, numbers) and spoken signs is written with
 * the signs themselves, and the rules run over that.
 *
 *     write to  jane  dot  doe  at  example  dot  com  please
 *               name  sign name sign name    sign name
 *
 * Both words are common, so an address needs a known top-level name, and at least one more sign of
 * being one; a number needs a word of its category next to it.
 *
 * @module
 */

import { CLASS, COMBINING, DIGIT, INFO, LOWER, UPPER } from "./alphabet.ts";
import { codeAt, isDigit, isSpace } from "./character.ts";
import { Copy } from "./copy.ts";
import type { Engine } from "./engine.ts";
import { type SpokenWords, WORD } from "./events.ts";
import type { Span } from "./rule.ts";
import { TOP_LEVEL_NAMES } from "./rules/top_level_names.ts";
import type { Candidate, Looked } from "./second_look.ts";
import {
  AT_KIND,
  DASH_KIND,
  DIGIT_KIND_MAX,
  DOT_KIND,
  DOUBLE_KIND,
  PLUS_KIND,
  TRIPLE_KIND,
  UNDERSCORE_KIND,
} from "./spoken_words.ts";
import { contextStart } from "./windows.ts";

/** Longest operand, and what may stand between it and a sign. */
const OPERAND_CHARS_MAX = 64;
const GAP_MAX = 5;
/** Most parts of a chain. */
const PARTS_MAX = 48;
/** Fewest digits of a spoken number, and fewest of them as words. */
const DIGITS_MIN = 7;
const DIGIT_WORDS_MIN = 3;
const BEHIND_MAX = 96;
const AHEAD_MAX = 40;

const LINE_FEED = 0x0a;
const PLUS = 0x2b;
const COMMA = 0x2c;
const DASH = 0x2d;
const DOT = 0x2e;
const AT = 0x40;
const UNDERSCORE = 0x5f;

/** What may stand before a sign, and behind it. */
const OPENING = "([{<*";
const CLOSING = ")]}>*";

const SIGNS: ReadonlyMap<number, string> = new Map([
  [AT_KIND, "@"],
  [DOT_KIND, "."],
  [DASH_KIND, "-"],
  [UNDERSCORE_KIND, "_"],
  [PLUS_KIND, "+"],
]);

/** Words before a bare `at` that are no mailbox: `look at example dot com`. */
const NO_MAILBOX: ReadonlySet<string> = new Set(
  ("look looking available meet meeting hosted live lives is are was be it us me find found see " +
    "visit join here there out only online page site website sign up register arrive arrived " +
    "aim point pointed start starts started stop stops stopped not and or day").split(" "),
);

/** Top-level names behind a spoken `point` that are no English words. */
const PLAIN_NAMES: ReadonlySet<string> = new Set(
  "com net org edu gov info io eu fr be ch lu ca mc re uk de nl es pt eh ma tn sn ci".split(" "),
);

/** A piece of a chain: a sign, or an operand. */
interface Piece extends Span {
  text: string;
  isSign: boolean;
}

/** A number in words. */
interface SpokenNumber extends Span {
  pieces: Piece[];
  digits: number;
}

/** The spoken addresses and numbers of a text. */
export function* spokenCandidates(looked: Looked, engine: Engine): Generator<Candidate> {
  const { events: { spoken }, text } = looked;
  let from = 0;
  for (let at = 0; at < spoken.count; at++) {
    if ((spoken.starts[at] as number) < from) continue;
    const kind = spoken.kinds[at] as number;
    const isDigits = kind <= DIGIT_KIND_MAX || kind === DOUBLE_KIND || kind === TRIPLE_KIND ||
      kind === PLUS_KIND;
    if (isDigits) {
      from = spoken.ends[at] as number;
      if (isLone(text, spoken, at)) continue;
      const number = numberAt(text, spoken, at);
      from = number.end;
      if (!isWhole(number) || !isNearWord(looked, engine, number)) continue;
      yield candidateOf(text, number.pieces, { isStrict: true, isBare: false });
      yield candidateOf(text, number.pieces, { isStrict: true, isBare: true });
      continue;
    }
    if (!mayBeChain(text, spoken, at)) continue;
    const chain = chainAt(text, spoken, { at, from });
    if (chain === null) continue;
    // The last operand may be the first of another chain.
    from = (chain.at(-1) as Piece).start;
    const kindOfChain = judge(text, chain);
    if (kindOfChain === "nothing") continue;
    from = Math.max(from, (chain.at(-1) as Piece).end);
    yield candidateOf(text, chain, { isStrict: kindOfChain === "strict", isBare: false });
  }
}

/** A cheap look at what surrounds a sign: both words are common. */
function mayBeChain(text: string, spoken: SpokenWords, at: number): boolean {
  const start = spoken.starts[at] as number;
  const end = spoken.ends[at] as number;
  if (isBracketed(text, { start, end })) return true;
  const isAt = spoken.kinds[at] === AT_KIND;
  const next = at + 1 < spoken.count ? spoken.starts[at + 1] as number : Infinity;
  const isNear = next - end <= OPERAND_CHARS_MAX + GAP_MAX;
  if (isNear && spoken.kinds[at + 1] as number > DIGIT_KIND_MAX) return true;
  if (isAt) return hasInnerDot(text, gapEnd(text, end));
  // `212 dash 867 dash 5309`, `jane@example dot com`
  const before = codeAt(text, start - 2);
  return isDigit(before) || isDigit(codeAt(text, end + 1)) ||
    hasSignBefore(text, start);
}

function hasSignBefore(text: string, place: number): boolean {
  for (let at = place - 1; at >= 0 && at > place - OPERAND_CHARS_MAX; at--) {
    if (text.charCodeAt(at) === AT) return true;
  }
  return false;
}

function hasInnerDot(text: string, from: number): boolean {
  for (let at = from; at < from + OPERAND_CHARS_MAX; at++) {
    const code = codeAt(text, at);
    if (code === DOT) return isNameUnit(codeAt(text, at + 1)) && !isDigit(codeAt(text, at + 1));
    if (!isOperandUnit(code)) return false;
  }
  return false;
}

/** A chain whose first sign is a spoken word: what is before it, and what follows by turns. */
function chainAt(
  text: string,
  spoken: SpokenWords,
  place: { at: number; from: number },
): Piece[] | null {
  let { at } = place;
  const left = operandBefore(text, spoken.starts[at] as number, place.from);
  if (left === null) return null;
  const chain: Piece[] = [left];
  while (chain.length < PARTS_MAX) {
    const sign = SIGNS.get(spoken.kinds[at] as number);
    if (sign === undefined) break;
    const start = spoken.starts[at] as number;
    const next = at + 1 < spoken.count ? spoken.starts[at + 1] as number : text.length;
    // `jane_at_example_dot_com`: the sign ends the operand before it.
    const isGlued = isGlue(codeAt(text, start - 1));
    const most = isGlued && isGlue(codeAt(text, next - 1)) ? next - 1 : text.length;
    const right = operandAfter(text, spoken.ends[at] as number, most);
    if (right === null) break;
    chain.push({ start, end: spoken.ends[at] as number, text: sign, isSign: true }, right);
    // Operands may be words that spell something themselves: `one at example dot com`.
    while (at < spoken.count && (spoken.starts[at] as number) < right.end) at++;
    if (at === spoken.count || gapEnd(text, right.end, OPENING) < (spoken.starts[at] as number)) {
      break;
    }
  }
  return chain.length < 3 ? null : chain;
}

function operandBefore(text: string, place: number, least: number): Piece | null {
  let end = place;
  while (place - end < GAP_MAX && end > least && isGap(codeAt(text, end - 1), OPENING)) end--;
  let start = end;
  const most = Math.max(least, end - OPERAND_CHARS_MAX);
  while (start > most && isOperandUnit(codeAt(text, start - 1))) start--;
  while (start < end && !isNameUnit(codeAt(text, start))) start++;
  return start === end ? null : { start, end, text: text.slice(start, end), isSign: false };
}

function operandAfter(text: string, place: number, most: number): Piece | null {
  const start = gapEnd(text, place);
  if (start === place) return null;
  let end = start;
  const least = Math.min(most, start + OPERAND_CHARS_MAX);
  while (end < least && isOperandUnit(codeAt(text, end))) end++;
  while (end > start && !isNameUnit(codeAt(text, end - 1))) end--;
  return start === end ? null : { start, end, text: text.slice(start, end), isSign: false };
}

function gapEnd(text: string, place: number, brackets = CLOSING): number {
  let at = place;
  while (at - place < GAP_MAX && isGap(codeAt(text, at), brackets)) at++;
  return at;
}

function isGlue(code: number): boolean {
  return code === DASH || code === UNDERSCORE;
}

/** Space, a bracket of the right side; dashes, underscores and stars, as in `jane-at-example`. */
function isGap(code: number, brackets: string): boolean {
  return isSpace(code) || isGlue(code) || brackets.includes(String.fromCharCode(code));
}

function isOperandUnit(code: number): boolean {
  return isNameUnit(code) || code === DOT || code === DASH || code === UNDERSCORE ||
    code === PLUS || code === AT || INFO[code] === COMBINING;
}

function isNameUnit(code: number): boolean {
  const kind = CLASS[code] as number;
  return kind === LOWER || kind === UPPER || kind === DIGIT;
}

/** What a chain is: an address, one if a word says so, or nothing. */
function judge(text: string, chain: Piece[]): "sure" | "strict" | "nothing" {
  const written = chain.map((piece) => piece.text).join("");
  if (/^[\d.+-]+$/.test(written)) return isNumber(chain) ? "strict" : "nothing";
  cutTail(chain);
  cutHead(chain);
  const at = chain.findIndex((piece) => piece.text.includes("@"));
  if (at < 1 && !(chain[0] as Piece).text.includes("@")) return "nothing";
  const sign = chain[at] as Piece;
  if (!sign.isSign) return "sure";
  if (isBracketed(text, sign)) return "sure";
  const mailbox = chain[at - 1] as Piece;
  if (NO_MAILBOX.has(mailbox.text.toLowerCase()) && at === 1) return "nothing";
  if (isFigureOfSpeech(text, chain)) return "nothing";
  const hasSpokenDot = chain.some((piece, k) => k > at && piece.isSign && piece.text === ".");
  return hasSpokenDot ? "sure" : "strict";
}

/** `at some point in`: the last dot is an English word, and so may be what follows it. */
function isFigureOfSpeech(text: string, chain: readonly Piece[]): boolean {
  const dot = chain.at(-2) as Piece;
  const word = text.slice(dot.start, dot.end).toLowerCase();
  if (word !== "point" && word !== "period") return false;
  return !PLAIN_NAMES.has((chain.at(-1) as Piece).text.toLowerCase());
}

/** Four numbers and three dots are a network address; else digits with signs. */
function isNumber(chain: readonly Piece[]): boolean {
  return chain.reduce((sum, { isSign, text }) => sum + (isSign ? 0 : text.length), 0) >= 4;
}

/** Takes away what follows the last known top-level name. */
function cutTail(chain: Piece[]): void {
  for (let k = chain.length - 1; k > 0; k -= 2) {
    const last = chain[k] as Piece;
    const label = last.text.slice(last.text.lastIndexOf(".") + 1).toLowerCase();
    const isDotted = (chain[k - 1] as Piece).text === "." || last.text.includes(".");
    if (isDotted && TOP_LEVEL_NAMES.has(label)) break;
    chain.length = k - 1;
  }
}

/** Takes away what is before the mailbox of the last `at`: `look at jane at example dot com`. */
function cutHead(chain: Piece[]): void {
  let first = chain.findLastIndex((piece) => piece.text.includes("@"));
  if (first < 1) return;
  first -= (chain[first] as Piece).isSign ? 1 : 0;
  while (first > 0 && !(chain[first - 1] as Piece).text.includes("@")) first -= 2;
  chain.splice(0, Math.max(0, first));
}

function isBracketed(text: string, { start, end }: Span): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  return before !== "" && after !== "" && "([{<-_*".includes(before) && ")]}>-_*".includes(after);
}

/** Whether neither a spoken word nor figures follow: most digits in words stand alone. */
function isLone(text: string, spoken: SpokenWords, at: number): boolean {
  const end = spoken.ends[at] as number;
  const next = at + 1 < spoken.count ? spoken.starts[at + 1] as number : -1;
  return (next < 0 || next - end > GAP_MAX) && figuresBetween(text, end, next) === null;
}

/** Digits in words that follow each other, with signs and figures between them. */
function numberAt(text: string, spoken: SpokenWords, first: number): SpokenNumber {
  const start = spoken.starts[first] as number;
  const number: SpokenNumber = { start, end: spoken.ends[first] as number, pieces: [], digits: 0 };
  let times = 1;
  let end = start;
  for (let at = first;; at++) {
    const next = at < spoken.count ? spoken.starts[at] as number : -1;
    const figures = figuresBetween(text, end, next);
    if (figures !== null) {
      addPiece(number, figures);
      end = figures.end;
    }
    if (next < 0 || !isNumberGap(text, end, next)) break;
    const kind = spoken.kinds[at] as number;
    if (kind === AT_KIND || kind === UNDERSCORE_KIND) break;
    const sign = SIGNS.get(kind);
    const isTimes = kind === DOUBLE_KIND || kind === TRIPLE_KIND;
    // A digit follows all of these, else each of them would be read again from the next one on.
    if (times > 1 && (isTimes || sign !== undefined)) break;
    if (sign !== undefined && number.pieces.at(-1)?.isSign) break;
    end = spoken.ends[at] as number;
    if (isTimes) {
      times = kind === DOUBLE_KIND ? 2 : 3;
      continue;
    }
    const written = sign ?? String(kind - 1).repeat(times);
    addPiece(number, { start: next, end, text: written, isSign: sign !== undefined });
    if (sign === undefined) times = 1;
  }
  while (number.pieces.at(-1)?.isSign) number.pieces.pop();
  return number;
}

function addPiece(number: SpokenNumber, piece: Piece): void {
  if (number.pieces.length <= PARTS_MAX) number.pieces.push(piece);
  if (piece.isSign) return;
  number.digits += piece.text.length;
  number.end = piece.end;
}

/** Whether it has as many digits as a number that is looked for; what is longer counts. */
function isWhole({ pieces, digits }: SpokenNumber): boolean {
  const words = pieces.filter(({ isSign, text }) => !isSign && text.length === 1).length;
  return digits >= DIGITS_MIN && words >= DIGIT_WORDS_MIN && pieces.length < PARTS_MAX;
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

function isNumberGap(text: string, from: number, to: number): boolean {
  if (to - from > GAP_MAX) return false;
  for (let at = from; at < to; at++) if (!isBetween(codeAt(text, at))) return false;
  return true;
}

function isBetween(code: number): boolean {
  return isSpace(code) || code === COMMA || code === DASH || code === DOT || code === LINE_FEED;
}

function isNearWord({ events, label }: Looked, engine: Engine, { start, end }: Span): boolean {
  if (label !== "" && engine.labelSpeaks(label)) return true;
  let low = 0;
  let high = events.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events.starts[middle] as number) < start - BEHIND_MAX) low = middle + 1;
    else high = middle;
  }
  for (let k = low; k < events.count; k++) {
    if ((events.starts[k] as number) > end + AHEAD_MAX) break;
    if (events.kinds[k] === WORD && engine.speaks(events.values[k] as number)) return true;
  }
  return false;
}

/** The chain written with signs, between its surroundings. */
function candidateOf(
  text: string,
  chain: readonly Piece[],
  { isStrict, isBare }: { isStrict: boolean; isBare: boolean },
): Candidate {
  const first = chain[0] as Piece;
  const last = chain.at(-1) as Piece;
  const copy = new Copy(text, contextStart(text, { place: first.start, chars: BEHIND_MAX }));
  copy.keepTo(first.start);
  const start = copy.text.length;
  let from = first.start;
  for (const piece of chain) {
    const written = isBare && piece.isSign && piece.text !== "+" ? "" : piece.text;
    copy.put(written, { start: from, end: piece.end });
    from = piece.end;
  }
  const inner = { start, end: copy.text.length };
  copy.keepTo(Math.min(text.length, last.end + AHEAD_MAX));
  return { copy, inner, isStrict, isWhole: isBare, disguise: "words" };
}
