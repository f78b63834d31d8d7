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

import { announcedCandidates } from "./announced.ts";
import { CLASS, COMBINING, DENSE, DIGIT, INFO, LOWER, UPPER } from "../text/alphabet.ts";
import { codeAt, isAlphanumeric, isDigit, isSpace } from "../text/character.ts";
import { Dictations } from "./dictated.ts";
import type { Engine } from "../engine/engine.ts";
import type { SpokenWords } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import { hasNextPiece, pieceCandidates } from "./pieces.ts";
import { removedCandidates } from "./removed.ts";
import { TOP_LEVEL_NAMES } from "../text/top_level_names.ts";
import type { Candidate, Looked } from "./second_look.ts";
import { caseCandidates, hasLetterBeside } from "./spelled_case.ts";
import { hasNeighbour, spelledCandidates } from "./spelled.ts";
import { beginsNumber, isLone, numberAt, numberCandidates, WORDS_MIN } from "./spoken_number.ts";
import { pauseEnd, pauseStart } from "./spoken_pauses.ts";
import { octetCandidates } from "./spoken_octets.ts";
import { candidateOf, GAP_MAX, PARTS_MAX, type Piece, SIGNS } from "./spoken_pieces.ts";
import { LEADS, LED, SIGN_NAME_REGEXP, TAILED, TAILS } from "./spoken_signs.ts";
import {
  AT_KIND,
  CASE_KIND,
  COLON_KIND,
  DIGIT_KIND_MAX,
  DOT_KIND,
  LEFT_KIND,
  LETTER_KIND,
  NAME_KIND,
  PIECE_KIND,
  REMOVAL_KIND,
  REVERSED_KIND,
  ROTATED_KIND,
  SLASH_KIND,
  TURN_KIND,
  WEAK_DOT_KIND,
} from "./spoken_words.ts";

/** Spoken words behind a sign that are looked at for another one. */
const NEXT_MAX = 3;
/** Fewest pieces of a number that figures or words for letters may go on with. */
const DICTATED_MIN = 2;
/** Longest operand. */
const OPERAND_CHARS_MAX = 64;

const SPACE = 0x20;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const AT = 0x40;
const UNDERSCORE = 0x5f;

/** What may stand before a sign, and behind it. */
const OPENING = "([{<*\u3010\u300c\uff08";
const CLOSING = ")]}>*\u3011\u300d\uff09";

/** Three dots between numbers. */
const IS_NETWORK_REGEXP = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** Words before a bare `at` that are no mailbox: `look at example dot com`. */
const NO_MAILBOX: ReadonlySet<string> = new Set(
  ("look looking available meet meeting hosted live lives is are was be it us me find found see " +
    "visit join here there out only online page site website sign up register arrive arrived " +
    "aim point pointed start starts started stop stops stopped not and or day").split(" "),
);

/** Words for an `@` that are too common in other languages to be looked for by themselves. */
const WEAK_SIGN_REGEXP = /^(?: eta? |(?: |_|-)?[[({<*]\s?eta?\s?[\])}>*](?: |_|-)?)/i;
const WEAK_SIGN_END_REGEXP = /(?: eta? |(?: |_|-)?[[({<*]\s?eta?\s?[\])}>*](?: |_|-)?)$/i;
const WEAK_REGEXP = /[ [({<*]eta?[ \])}>*]/i;
const WEAK_CHARS_MAX = 9;
/** Top-level names behind a spoken `point` that are no English words. */
const PLAIN_NAMES: ReadonlySet<string> = new Set(
  "com net org edu gov info io eu fr be ch lu ca mc re uk de nl es pt eh ma tn sn ci".split(" "),
);

/** The spoken addresses and numbers of a text. */
export function* spokenCandidates(looked: Looked, engine: Engine): Generator<Candidate> {
  const { events: { spoken }, text } = looked;
  const dictations = new Dictations(looked, engine);
  let from = 0;
  /** Where the last code in words for letters ended: those may be names in an address as well. */
  let spelledTo = 0;
  let pieceTo = 0;
  let casesTo = 0;
  for (let at = 0; at < spoken.count; at++) {
    const start = spoken.starts[at] as number;
    const kind = spoken.kinds[at] as number;
    if (kind === DOT_KIND || kind === WEAK_DOT_KIND) yield* octetCandidates(text, spoken, at);
    if (start < from) continue;
    if (beginsNumber(kind)) {
      from = spoken.ends[at] as number;
      if (isLone(text, spoken, at)) continue;
      const number = numberAt(text, spoken, at);
      from = number.end;
      if (number.tokens.length >= WORDS_MIN) yield* numberCandidates(looked, engine, number);
      if (number.tokens.length >= DICTATED_MIN) yield* dictations.around({ start, end: from });
    } else if (kind === LETTER_KIND) {
      if (start < spelledTo || !hasNeighbour(text, spoken, at)) continue;
      spelledTo = yield* spelledCandidates(text, spoken, at);
      yield* dictations.around({ start, end: spelledTo });
    } else if (kind === PIECE_KIND) {
      if (start < pieceTo || !hasNextPiece(spoken, at)) continue;
      pieceTo = yield* pieceCandidates(looked, engine, at);
    } else if (kind === REMOVAL_KIND) {
      yield* removedCandidates(looked, engine, at);
    } else if (
      kind === ROTATED_KIND || kind === REVERSED_KIND || kind === LEFT_KIND || kind === TURN_KIND
    ) {
      yield* announcedCandidates(looked, engine, at);
    } else if (kind === CASE_KIND) {
      const end = spoken.ends[at] as number;
      if (start < casesTo || !hasLetterBeside(text, start, end)) continue;
      casesTo = yield* caseCandidates(looked, engine, { start, end });
    } else if (kind === NAME_KIND) {
      yield* dictations.around({ start, end: spoken.ends[at] as number });
    } else {
      if (kind !== AT_KIND) {
        yield* dictations.aroundSign({ start, end: spoken.ends[at] as number }, kind);
      }
      if (kind === COLON_KIND || kind === SLASH_KIND) continue;
      from = yield* chainCandidates(looked, { at, from });
    }
  }
}

/** The address or number around a sign, from a place on; returns where the next may begin. */
function* chainCandidates(
  { text, events: { spoken } }: Looked,
  { at, from }: { at: number; from: number },
): Generator<Candidate, number> {
  if (!mayBeChain(text, spoken, at)) return from;
  const chain = chainAt(text, spoken, { at, from });
  if (chain === null) return from;
  // The last operand may be the first of another chain; `it is at 192 dot 168 dot 4 dot twenty`.
  const isOfFigures = spoken.kinds[at] === AT_KIND &&
    isDigit(codeAt(text, (chain[2] as Piece).start));
  const next = isOfFigures ? (chain[1] as Piece).end : (chain.at(-1) as Piece).start;
  const kind = judge(text, chain);
  if (kind === "nothing") return next;
  yield candidateOf(text, chain, { isStrict: kind === "strict", isBare: false });
  return Math.max(next, (chain.at(-1) as Piece).end);
}

/** A cheap look at what surrounds a sign: both words are common. */
function mayBeChain(text: string, spoken: SpokenWords, at: number): boolean {
  const start = spoken.starts[at] as number;
  const end = spoken.ends[at] as number;
  if (isBracketed(text, { start, end })) return true;
  const kind = spoken.kinds[at];
  const isAt = kind === AT_KIND;
  // `coad\u0103 de maimu\u021b\u0103` begins with a word that says `backwards` elsewhere.
  const first = spoken.kinds[at + 1] === TURN_KIND ? at + 2 : at + 1;
  for (let next = first; next < spoken.count && next <= at + NEXT_MAX; next++) {
    const sign = spoken.starts[next] as number;
    if (sign - end > OPERAND_CHARS_MAX + GAP_MAX) break;
    const other = spoken.kinds[next] as number;
    if (other <= DIGIT_KIND_MAX || other >= LETTER_KIND) continue;
    // A name may hold words for numbers: `at hostel-nine dot in`.
    if (next === first || !text.slice(end, sign).trim().includes(" ")) return true;
  }
  if (kind === WEAK_DOT_KIND && hasWeakBefore(text, start)) return true;
  if (isAt) return hasInnerDot(text, gapEnd(text, end));
  // `212 dash 867 dash 5309`, `jane@example dot com`
  const before = codeAt(text, start - 2);
  return isDigit(before) || isDigit(codeAt(text, end + 1)) ||
    hasSignBefore(text, start);
}

function hasWeakBefore(text: string, place: number): boolean {
  return WEAK_REGEXP.test(text.slice(Math.max(0, place - OPERAND_CHARS_MAX), place));
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
  const first = signOf(text, spoken, at);
  const left = first === null ? null : operandBefore(text, beforeSign(text, first), place.from);
  if (left === null) return null;
  // Turkish, Indonesian and others say `et` for it.
  const isWeak = spoken.kinds[at] === WEAK_DOT_KIND;
  const chain = isWeak ? weakHead(text, left, place.from) : [left];
  let sign = first;
  while (chain.length < PARTS_MAX && sign !== null) {
    const next = at + 1 < spoken.count ? spoken.starts[at + 1] as number : text.length;
    // `jane_at_example_dot_com`: the sign ends the operand before it.
    const isGlued = isGlue(codeAt(text, sign.start - 1));
    const most = isGlued && isGlue(codeAt(text, next - 1)) ? next - 1 : text.length;
    const right = operandAfter(text, sign.end, most);
    if (right === null) break;
    chain.push(sign, right);
    // Operands may be words that spell something themselves: `one at example dot com`.
    while (at < spoken.count && (spoken.starts[at] as number) < right.end) at++;
    if (spoken.kinds[at] === TURN_KIND && at + 1 < spoken.count) at++;
    sign = literalSign(text, right.end) ?? (isWeak ? weakSign(text, right.end) : null);
    if (sign !== null) {
      at--;
      continue;
    }
    if (at === spoken.count) break;
    const spelled = signOf(text, spoken, at);
    const start = spelled === null ? -1 : beforeSign(text, spelled);
    if (spelled === null || gapEnd(text, right.end, OPENING) < start) break;
    sign = spelled;
  }
  return chain.length < 3 ? null : chain;
}

/** Where a sign begins with the words before it: `, then the at sign`. */
function beforeSign(text: string, { start }: Span): number {
  const before = codeAt(text, start - 1);
  return before === SPACE ? pauseStart(text, start) : start;
}

/** The sign that a spoken word stands for, with the words that belong to it; null for a number. */
function signOf(text: string, spoken: SpokenWords, at: number): Piece | null {
  let start = spoken.starts[at] as number;
  let end = spoken.ends[at] as number;
  let sign = SIGNS.get(spoken.kinds[at] as number);
  if (sign === undefined) return null;
  const word = text.slice(start, end).toLowerCase();
  let isWhole = !LED.has(word) && !TAILED.has(word);
  for (const [head, tail, written] of TAILS) {
    if (word !== head || !isText(text, end, tail)) continue;
    end += tail.length;
    sign = written;
    isWhole = true;
    break;
  }
  for (const [tail, lead, written] of LEADS) {
    if (word !== tail || !isText(text, start - lead.length, lead)) continue;
    start -= lead.length;
    sign = written;
    isWhole = true;
    break;
  }
  if (!isWhole) return null;
  return { start, end, text: sign, isSign: true };
}

/** `et` between operands, where the dots are spoken in a language in which it is an `@`. */
function weakSign(text: string, from: number): Piece | null {
  const size = WEAK_SIGN_REGEXP.exec(text.slice(from, from + WEAK_CHARS_MAX))?.[0].length;
  return size === undefined ? null : { start: from, end: from + size, text: "@", isSign: true };
}

/** The first operand of a chain, and what an `et` joins it to. */
function weakHead(text: string, left: Piece, least: number): Piece[] {
  const head = text.slice(Math.max(0, left.start - WEAK_CHARS_MAX), left.start);
  const size = WEAK_SIGN_END_REGEXP.exec(head)?.[0].length;
  if (size === undefined) return [left];
  const start = left.start - size;
  const before = operandBefore(text, start, least);
  if (before === null) return [left];
  return [before, { start, end: left.start, text: "@", isSign: true }, left];
}

function isText(text: string, from: number, wanted: string): boolean {
  return from >= 0 && text.slice(from, from + wanted.length).toLowerCase() === wanted;
}

/** `[.]`, ` . ` and ` @ ` between operands whose other signs are spoken. */
function literalSign(text: string, from: number): Piece | null {
  let at = from;
  if (codeAt(text, at) === SPACE) at++;
  const isOpen = OPENING.includes(text.charAt(at)) && at < text.length;
  if (isOpen) at++;
  const code = codeAt(text, at);
  if (code !== DOT && code !== AT) return null;
  at++;
  if (isOpen && CLOSING.includes(text.charAt(at)) && at < text.length) at++;
  else {
    const named = code === AT ? SIGN_NAME_REGEXP.exec(text.slice(at, at + GAP_MAX + 4)) : null;
    at += named?.[0].length ?? 0;
    if (isOpen || codeAt(text, from) !== SPACE || codeAt(text, at) !== SPACE) return null;
  }
  if (codeAt(text, at) === SPACE) at++;
  if (!isAlphanumeric(codeAt(text, at))) return null;
  return { start: from, end: at, text: String.fromCharCode(code), isSign: true };
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
  const pause = pauseEnd(text, place);
  const start = pause > place ? pause : gapEnd(text, place);
  if (start === place && !mayTouch(text, place)) return null;
  let end = start;
  const least = Math.min(most, start + OPERAND_CHARS_MAX);
  while (end < least && isOperandUnit(codeAt(text, end))) end++;
  while (end > start && !isNameUnit(codeAt(text, end - 1))) end--;
  return start === end ? null : { start, end, text: text.slice(start, end), isSign: false };
}

/** Whether a name may follow without a gap: a script without spaces, or a sign in brackets. */
function mayTouch(text: string, place: number): boolean {
  const before = codeAt(text, place - 1);
  return INFO[before] === DENSE || before === SPACE || !isAlphanumeric(before) && before < 0x80;
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
  if (IS_NETWORK_REGEXP.test(written)) return "sure";
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
  const pauses = chain.filter((piece, k) => k > 0 && isPaused(text, chain[k - 1] as Piece, piece));
  if (pauses.length > 0) {
    // `sent, then at noon, the dot com`
    const isPlain = at === 1 && isText(text, sign.start, "at") && sign.end - sign.start === 2;
    return isPlain && pauses.length < chain.length - 1 ? "nothing" : "strict";
  }
  const hasSpokenDot = chain.some((piece, k) => k > at && piece.isSign && piece.text === ".");
  return hasSpokenDot ? "sure" : "strict";
}

/** Whether a comma or a word stands between two pieces. */
function isPaused(text: string, before: Piece, { start }: Piece): boolean {
  return start - before.end > 1 && /[,\p{L}]/u.test(text.slice(before.end, start));
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
