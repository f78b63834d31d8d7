/**
 * Labels that are disguised themselves: in figures (`p4ssw0rd`, `k0ntr4se\u00f1a`), backwards
 * (`drowssap`), in alternating case (`PaSsWoRd`), one letter at a time (`p a s s w o r d`, `s.3.n.h.4`).
 * Only words that name a value are read so, and they only speak for what stands beside them.
 * @module
 */

import { CAPITAL, DIGIT, FOREIGN, INFO, LATIN, LETTER } from "../text/alphabet.ts";
import { codeAt, isDigit } from "../text/character.ts";
import { foldWord, stepHash } from "../engine/lexicon.ts";
import type { Span } from "../rule.ts";
import { BACKWARDS, LABEL_PHRASES, LABEL_WORDS, SHORT_WORDS } from "./label_words.ts";

/** Shortest and longest label. */
const CHARS_MIN = 3;
const CHARS_MAX = 16;
/** Most words that are read backwards together, and that are parted. */
const WORDS_MAX = 4;
/** How far before a sign the label begins that it may stand in. */
const BEFORE_MAX = 10;

const SPACE = 0x20;
const BACKSLASH = 0x5c;
const DOLLAR = 0x24;
const AT = 0x40;
const SHARP_S = 0xdf;
const SMALL_S = 0x73;
const ANY_LETTER = LETTER | CAPITAL;
/** In one word, letters of another script stand for Latin ones, or the other way round. */
const TWO_SCRIPTS = LATIN | FOREIGN;

/** Signs between the letters of a label. */
const GAPS = " -._*/|~+\u00b7";
/** Fewest letters of a label whose letters are parted, some of them figures; and of one before more. */
const FIGURED_MIN = 4;
const LED_MIN = 5;

const SPACED: ReadonlySet<string> = new Set([
  ...[...LABEL_WORDS, ...SHORT_WORDS, ...LABEL_PHRASES].map(foldWord),
]);
const PLAIN_OF: ReadonlyMap<string, string> = new Map(
  BACKWARDS.map((word) => [[...word].reverse().join(""), word]),
);

/** Words written backwards, for the lexicon. */
export const BACKWARD_WORDS: readonly string[] = [...PLAIN_OF.keys()];

/**
 * Letters and figures that stand for each other, each group by its first one. Letters of other
 * scripts are among them: what matters is that a label and its disguise become the same.
 */
const ALIKE = [
  ...[
    "o0\u043e\u03bf",
    "il1\u0456\u03b9",
    "e3\u0435\u03b5",
    "a4@\u0430\u03b1",
    "s5$",
    "t7\u0442\u03c4",
  ],
  ...[
    "b8",
    "p\u0440\u03c1",
    "c\u0441",
    "x\u0445\u03c7",
    "y\u0443",
    "k\u043a\u03ba",
    "m\u043c",
    "n\u03b7",
  ],
];
const ALIKE_CHARS = 0x2000;

/** What each character is in a skeleton; see {@linkcode ALIKE}. */
const BONE_OF: Uint16Array = bones();
/** Labels by their skeletons, and the hashes of these. */
const BY_SKELETON: ReadonlyMap<string, string> = new Map(
  LABEL_WORDS.map((word) => [skeletonOf(word), word]),
);
const SKELETON_HASHES: ReadonlySet<number> = new Set([...BY_SKELETON.keys()].map(skeletonHash));
const PARTED_HASHES: ReadonlySet<number> = new Set([...SPACED].map(skeletonHash));
const LABELS: ReadonlySet<string> = new Set(LABEL_WORDS.map(foldWord));

/** A label, and the words that it stands for. */
export interface Label extends Span {
  text: string;
}

/** The disguised label whose first character is at `at`, or null. */
export function labelAt(text: string, at: number): Label | null {
  if (isLetterOrDigit(codeAt(text, at - 1))) return null;
  let end = at;
  let figures = 0;
  let changes = 0;
  let before = 0;
  let scripts = 0;
  let hash = 0;
  while (end - at <= CHARS_MAX && isLabelUnit(codeAt(text, end))) {
    const info = INFO[text.charCodeAt(end)] as number;
    const letter = info & ANY_LETTER;
    scripts |= info & TWO_SCRIPTS;
    hash = stepBone(hash, text.charCodeAt(end));
    if (letter === 0) figures++;
    else {
      if (before !== 0 && letter !== before) changes++;
      before = letter;
    }
    end++;
  }
  const size = end - at;
  if (size > CHARS_MAX) return null;
  if (size === 1) return spacedLabel(text, at);
  if (figures === 0 && changes < 2 && scripts !== TWO_SCRIPTS) {
    return size < CHARS_MIN ? null : backwardLabel(text, { start: at, end });
  }
  // Most words are refused by their hash; a word in changing case has the one of its letters.
  const plain = size < CHARS_MIN
    ? little(text, at)
    : !SKELETON_HASHES.has(hash)
    ? null
    : figures === 0 && scripts !== TWO_SCRIPTS
    ? known(foldWord(text.slice(at, end)))
    : inFigures(text.slice(at, end));
  return plain === null ? null : { start: at, end, text: plain };
}

/** Whether a run of letters and digits may be a label in figures: a cheap look. */
export function mayBeInFigures(text: string, { start, end }: Span): boolean {
  // `p4$$w0rd`
  if (codeAt(text, end) === DOLLAR) return labelAt(text, start) !== null;
  const isLed = isSign(codeAt(text, start - 1));
  if (end - start > CHARS_MAX || (end - start < CHARS_MIN && !isLed)) return false;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // 2, 6 and 9 stand for no letter.
    if (!isDigit(code)) letters++;
    else if (code === 0x32 || code === 0x36 || code === 0x39) return false;
  }
  if (isLed) return isInLabel(text, start - 1);
  return letters > 1 && labelAt(text, start) !== null;
}

/** Whether a sign, at `at`, stands for a letter of a label: `p@ssword`. */
export function isInLabel(text: string, at: number): boolean {
  const least = Math.max(0, at - BEFORE_MAX);
  let start = at;
  while (start > least && isLabelUnit(text.charCodeAt(start - 1))) start--;
  return start < at && labelAt(text, start) !== null;
}

function isLetterOrDigit(code: number): boolean {
  const info = INFO[code] as number;
  return info === DIGIT || (info & ANY_LETTER) !== 0;
}

function isSign(code: number): boolean {
  return code === AT || code === DOLLAR;
}

function isLabelUnit(code: number): boolean {
  return isLetterOrDigit(code) || isSign(code);
}

/** `n0`, `d3`: too short to be sought, but read beside others. */
function little(text: string, at: number): string | null {
  // `\\n0` is the end of a line, and a figure.
  if (codeAt(text, at - 1) === BACKSLASH) return null;
  const word = text.slice(at, at + 2).toLowerCase();
  return word === "n0" ? "no" : word === "d3" ? "de" : null;
}

/** The label that a word in figures stands for; most words are refused by their hash. */
function inFigures(word: string): string | null {
  if (!SKELETON_HASHES.has(skeletonHash(word))) return null;
  return BY_SKELETON.get(skeletonOf(word)) ?? null;
}

function skeletonHash(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = stepBone(hash, word.charCodeAt(at));
  return hash;
}

function stepBone(hash: number, code: number): number {
  const next = stepHash(hash, boneOf(code));
  return code === SHARP_S ? stepHash(next, SMALL_S) : next;
}

function skeletonOf(word: string): string {
  let skeleton = "";
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    skeleton += String.fromCharCode(boneOf(code));
    if (code === SHARP_S) skeleton += "s";
  }
  return skeleton;
}

function boneOf(code: number): number {
  return code < ALIKE_CHARS ? BONE_OF[code] as number : code;
}

function bones(): Uint16Array {
  const table = new Uint16Array(ALIKE_CHARS);
  const alike = new Map<string, string>();
  for (const group of ALIKE) for (const char of group) alike.set(char, group.charAt(0));
  for (let code = 0; code < ALIKE_CHARS; code++) {
    const bare = String.fromCharCode(code).normalize("NFD").charAt(0);
    const char = foldWord(bare) || bare;
    table[code] = (alike.get(char) ?? char).charCodeAt(0);
  }
  table[SHARP_S] = SMALL_S;
  return table;
}

function known(word: string): string | null {
  return LABELS.has(word) ? word : null;
}

/** `p a s s w o r d`, `s.s.n`, `h - e - s - l - o`, `m.o.t d.e p.a.s.s.e` */
function spacedLabel(text: string, at: number): Label | null {
  // Most letters that stand alone have a sign or a word behind them.
  if (
    isLabelUnit(codeAt(text, at + 2)) ? isLabelUnit(codeAt(text, at + 3)) : !isSingle(text, at + 4)
  ) {
    return null;
  }
  const gap = gapBehind(text, at);
  if (gap === "") return null;
  let word = text.charAt(at);
  let hash = stepBone(0, text.charCodeAt(at));
  let words = 1;
  let end = at + 1;
  let found: Label | null = null;
  while (word.length <= 2 * CHARS_MAX) {
    let next = end + gap.length;
    if (!text.startsWith(gap, end) || !isSingle(text, next)) {
      next = wordBehind(text, end, gap);
      if (next < 0 || ++words > WORDS_MAX) break;
      word += " ";
      hash = stepHash(hash, SPACE);
    }
    word += text.charAt(next);
    hash = stepBone(hash, text.charCodeAt(next));
    end = next + 1;
    const plain = PARTED_HASHES.has(hash) ? partedLabel(word) : null;
    if (plain !== null) found = { start: at, end, text: plain };
  }
  if (found === null || (found.end !== end && found.text.length < LED_MIN)) return null;
  // `p.i.n.: 4711`
  const isClosed = found.end === end && gap !== " " && text.startsWith(gap, end) &&
    !isLabelUnit(codeAt(text, end + gap.length));
  return isClosed ? { ...found, end: end + gap.length } : found;
}

function partedLabel(word: string): string | null {
  const small = foldWord(word.normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
  if (SPACED.has(small)) return small;
  return word.length >= FIGURED_MIN && /[\d@$]/.test(word) ? inFigures(word) : null;
}

/** What stands behind a letter before the next one: a sign, with a space on either side perhaps. */
function gapBehind(text: string, at: number): string {
  const isSpaced = codeAt(text, at + 1) === SPACE && codeAt(text, at + 3) === SPACE;
  const size = isSpaced && codeAt(text, at + 2) !== SPACE && GAPS.includes(text.charAt(at + 2))
    ? 3
    : 1;
  const gap = text.slice(at + 1, at + 1 + size);
  return size === 1 && !GAPS.includes(gap) ? "" : gap;
}

/** A letter, or what stands for one, with none behind it. */
function isSingle(text: string, at: number): boolean {
  return isLabelUnit(codeAt(text, at)) && !isLabelUnit(codeAt(text, at + 1));
}

/** Where the next word of a phrase begins whose letters are parted too, or -1. */
function wordBehind(text: string, end: number, gap: string): number {
  if (codeAt(text, end) !== SPACE) return -1;
  let next = end + 1;
  if (gap === " ") { while (next < end + CHARS_MIN && codeAt(text, next) === SPACE) next++; }
  if (gap === " " && next === end + 1) return -1;
  return isSingle(text, next) && text.startsWith(gap, next + 1) ? next : -1;
}

/** `rebmun ytiruces laicos`, all of it in its order. */
function backwardLabel(text: string, first: Span): Label | null {
  const words: string[] = [];
  let { end } = first;
  let word = PLAIN_OF.get(foldWord(text.slice(first.start, end)));
  while (word !== undefined) {
    words.unshift(word);
    const start = end + 1;
    if (words.length === WORDS_MAX || codeAt(text, end) !== SPACE) break;
    let next = start;
    while (next - start <= CHARS_MAX && isLetterOrDigit(codeAt(text, next))) next++;
    word = PLAIN_OF.get(foldWord(text.slice(start, next)));
    if (word !== undefined) end = next;
  }
  return words.length === 0 ? null : { start: first.start, end, text: words.join(" ") };
}
