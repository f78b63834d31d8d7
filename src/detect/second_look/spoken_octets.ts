/**
 * Network addresses in words: four numbers up to 255, as people say them, with the word for a dot
 * between them.
 *
 *     quatre-vingt-onze point cent trente-quatre point deux cent sept point dix-huit
 *     91               .     134                .     207           .     18
 *
 * @module
 */

import { foldWord } from "../engine/lexicon.ts";
import type { SpokenWords } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import { saidBy } from "./dictated_words.ts";
import type { Candidate } from "./second_look.ts";
import { sumOf, valueOf } from "./spoken_number.ts";
import { candidateOf, type Piece } from "./spoken_pieces.ts";
import { DOT_KIND, HUNDRED_KIND, WEAK_DOT_KIND } from "./spoken_words.ts";

/** Longest number with its words, and most words of one. */
const OCTET_CHARS_MAX = 72;
const WORDS_MAX = 8;
const OCTET_MAX = 255;
/** Fewest digits of an address: `one point two point three point four` is a section. */
const DIGITS_MIN = 6;

/** Fewest letters of a word beside a number that makes it a larger one. */
const MORE_CHARS_MIN = 3;

const WORD_REGEXP = /[\p{L}\p{M}]+(?:['\u2019\u02bc]\p{L}+)?|\d+/gu;
/** What may stand between the words of one number. */
const GAP_REGEXP = /^[\s\u00a0-]{1,3}$/;
/** What may stand between a number and its dot. */
const EDGE_REGEXP = /^[\s,"'\u00ab\u00bb()[\]-]{0,3}$/;

/** Words that join the parts of a number. */
const JOINTS: ReadonlySet<string> = new Set(
  "and und et y e en og och ja si o va ve i \u03ba\u03b1\u03b9 \u0438 \u0456".split(" ").map(
    foldWord,
  ),
);
/** Hundreds, by folded word; those that are events as well are in `number_words.ts`. */
const HUNDREDS: ReadonlyMap<string, number> = new Map(
  ([
    [
      100,
      "hundred hundert einhundert honderd eenhonderd cent cents cien ciento cento cem hundra " +
      "etthundra ethundra hundre ethundre hundrede ethundrede sata sto stotinu szaz egyszaz yuz " +
      "seratus suta sute sti tram seratus stovky \u0441\u0442\u043e \u03b5\u03ba\u03b1\u03c4\u03cc\u03bd " +
      "\u03b5\u03ba\u03b1\u03c4\u03cc \u0645\u0626\u0629 \u0645\u0627\u0626\u0629 \u05de\u05d0\u05d4 \u0938\u094c",
    ],
    [
      200,
      "zweihundert tweehonderd doscientos dosciento duecento duzentos tvahundra tohundre " +
      "tohundrede kaksisataa dvesto dwiescie ketszaz kettoszaz ikiyuz dvjesto " +
      "\u0434\u0432\u0435\u0441\u0442\u0438 \u0434\u0432\u0456\u0441\u0442\u0456 \u0434\u0432\u0435\u0441\u0442\u0430 " +
      "\u03b4\u03b9\u03b1\u03ba\u03cc\u03c3\u03b9\u03b1 \u0645\u0626\u062a\u0627\u0646 \u0645\u0626\u062a\u064a\u0646 " +
      "\u05de\u05d0\u05ea\u05d9\u05d9\u05dd",
    ],
  ] as const).flatMap(([value, words]) =>
    words.split(" ").map((word) => [foldWord(word), value] as const)
  ),
);
/** What makes tens of a digit, and teens: Indonesian, Malay and Vietnamese. */
const TENS: ReadonlySet<string> = new Set(["puluh", "muoi"]);
const TEENS: ReadonlySet<string> = new Set(["belas"]);

/** Where in a text the words of a number are, and what it is. */
interface Octet extends Span {
  value: number;
}

/** The address whose first dot is a spoken word, if it is one. */
export function* octetCandidates(
  text: string,
  spoken: SpokenWords,
  at: number,
): Generator<Candidate> {
  const dots = dotsFrom(spoken, at);
  if (dots.length < 3) return;
  const [first, second, third] = dots as [Span, Span, Span];
  const octets = [
    lastOctet(text, { start: Math.max(0, first.start - OCTET_CHARS_MAX), end: first.start }),
    wholeOctet(text, { start: first.end, end: second.start }),
    wholeOctet(text, { start: second.end, end: third.start }),
    firstOctet(text, {
      start: third.end,
      end: Math.min(text.length, third.end + OCTET_CHARS_MAX),
    }),
  ];
  const pieces: Piece[] = [];
  let digits = 0;
  for (let k = 0; k < octets.length; k++) {
    const octet = octets[k];
    if (octet === null || octet === undefined) return;
    digits += String(octet.value).length;
    pieces.push({ start: octet.start, end: octet.end, text: String(octet.value), isSign: false });
    const dot = dots[k];
    if (dot !== undefined && k < 3) pieces.push({ ...dot, text: ".", isSign: true });
  }
  if (digits >= DIGITS_MIN) yield candidateOf(text, pieces, { isStrict: false, isBare: false });
}

/** Three words for dots, one behind the other, with not too much between them. */
function dotsFrom({ kinds, starts, ends, count }: SpokenWords, at: number): Span[] {
  const dots: Span[] = [];
  for (let k = at; k < count && k < at + 3 * WORDS_MAX && dots.length < 3; k++) {
    const last = dots.at(-1);
    const start = starts[k] as number;
    if (last !== undefined && start - last.end > OCTET_CHARS_MAX) break;
    if (kinds[k] !== DOT_KIND && kinds[k] !== WEAK_DOT_KIND) continue;
    dots.push({ start, end: ends[k] as number });
  }
  return dots;
}

/** The words of a part of a text. */
function wordsOf(text: string, { start, end }: Span): (Span & { text: string })[] {
  return Array.from(text.slice(start, end).matchAll(WORD_REGEXP), ({ 0: word, index }) => ({
    start: start + index,
    end: start + index + word.length,
    text: word,
  }));
}

/** The number that all words between two dots say. */
function wholeOctet(text: string, part: Span): Octet | null {
  const words = wordsOf(text, part);
  if (words.length === 0 || words.length > WORDS_MAX) return null;
  const octet = octetOf(text, words);
  if (octet === null || !EDGE_REGEXP.test(text.slice(part.start, octet.start))) return null;
  return EDGE_REGEXP.test(text.slice(octet.end, part.end)) ? octet : null;
}

/** The number that as many words as possible say that stand before the first dot. */
function lastOctet(text: string, part: Span): Octet | null {
  const words = wordsOf(text, part).slice(-WORDS_MAX);
  const last = words.at(-1);
  if (last === undefined || !EDGE_REGEXP.test(text.slice(last.end, part.end))) return null;
  for (let k = 0; k < words.length; k++) {
    const octet = octetOf(text, words.slice(k));
    if (octet !== null) return saysMore(text, words[k - 1], octet) ? null : octet;
  }
  return null;
}

/** The same behind the last dot. */
function firstOctet(text: string, part: Span): Octet | null {
  const words = wordsOf(text, part).slice(0, WORDS_MAX);
  const first = words[0];
  if (first === undefined || !EDGE_REGEXP.test(text.slice(part.start, first.start))) return null;
  for (let k = words.length; k > 0; k--) {
    const octet = octetOf(text, words.slice(0, k));
    if (octet !== null) return saysMore(text, words[k], octet) ? null : octet;
  }
  return null;
}

/** Whether a word beside a number is one too: then the number is a larger one. */
function saysMore(text: string, word: Span & { text: string } | undefined, octet: Span): boolean {
  // `on`, `to`, `en`: digits in one language, and common words in others.
  if (word === undefined || word.text.length < MORE_CHARS_MIN) return false;
  const gap = word.end <= octet.start
    ? text.slice(word.end, octet.start)
    : text.slice(octet.end, word.start);
  return GAP_REGEXP.test(gap) && addTo([], foldWord(word.text));
}

/** What some words say together; a joining word is neither first nor last. */
function octetOf(text: string, words: readonly (Span & { text: string })[]): Octet | null {
  const numbers: number[] = [];
  for (let k = 0; k < words.length; k++) {
    const { start, text: word } = words[k] as Span & { text: string };
    if (k > 0 && !GAP_REGEXP.test(text.slice((words[k - 1] as Span).end, start))) return null;
    const folded = foldWord(word);
    const isLast = k === words.length - 1;
    if (JOINTS.has(folded) && !isLast && (k > 0 || folded === "o")) continue;
    if (!addTo(numbers, folded)) return null;
  }
  const written = numbers.join("");
  const value = Number(written);
  if (written === "" || value > OCTET_MAX || String(value) !== written) return null;
  return { start: (words[0] as Span).start, end: (words.at(-1) as Span).end, value };
}

/** Adds a word to the numbers before it; false when it says none. */
function addTo(numbers: number[], word: string): boolean {
  const last = numbers.at(-1) ?? 0;
  const isDigit = numbers.length > 0 && last > 0 && last < 10;
  const hundreds = HUNDREDS.get(word);
  if (hundreds === 100 || isHundred(word)) {
    if (isDigit) numbers[numbers.length - 1] = 100 * last;
    else numbers.push(100);
    return true;
  }
  const rest = last % 100;
  const isUnit = rest > 0 && rest < 10;
  if ((TENS.has(word) || TEENS.has(word)) && isUnit) {
    numbers[numbers.length - 1] = last - rest + (TENS.has(word) ? 10 * rest : 10 + rest);
    return true;
  }
  const value = hundreds ?? valueOfWord(word);
  if (value < 0) return false;
  // `on iki`
  const isTeen = rest === 10 && value > 0 && value < 10;
  const sum = isTeen ? last + value : numbers.length > 0 ? sumOf(last, value) : -1;
  if (sum < 0) numbers.push(value);
  else numbers[numbers.length - 1] = sum;
  return true;
}

function isHundred(word: string): boolean {
  const said = saidBy(word);
  return said?.is === "kind" && said.kind === HUNDRED_KIND;
}

/** The number of a word, also one of hundreds and the rest in one word; -1 when it says none. */
function valueOfWord(word: string): number {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const said = saidBy(word);
  const value = said?.is === "kind" ? valueOf(said.kind) : -1;
  if (value >= 0) return value;
  for (const [hundred, hundreds] of HUNDREDS) {
    if (!word.startsWith(hundred) || word.length < hundred.length + 2) continue;
    const rest = word.slice(hundred.length);
    for (const one of [rest, rest.replace(/^(?:und|en|og|e)(?=.{2})/, "")]) {
      const inner = saidBy(one);
      const added = inner?.is === "kind" ? valueOf(inner.kind) : -1;
      if (added > 0 && added < 100) return hundreds + added;
    }
  }
  return -1;
}
