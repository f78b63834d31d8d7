/**
 * Words that say what a number next to them is, in many languages, compiled for lookup: a bitmap
 * of hashes that a word must pass, then a map to the phrases that end in it.
 *
 * Words compare folded: lower case, without accents. A phrase matches across spaces, dashes,
 * underscores and the humps of compound names: `social security`, `social_security_number`,
 * `socialSecurity`. `=SIN` matches only as written, because the word means something else in
 * another language. A phrase in a script without spaces matches anywhere.
 *
 * @module
 */

import { assert } from "../base/assert.ts";
import { CLASS, DENSE, foldUnit, LOWER, UPPER } from "./alphabet.ts";

const BITMAP_SIZE = 1 << 16;
/** What may stand between the words of a phrase; at most this many characters. */
const GAP_MAX = 3;
const GAP = " _-./'\u2019\u00a0\\";
/** Longest phrase in characters. */
export const PHRASE_CHARS_MAX = 48;

/** One phrase and what it stands for. */
export interface LexiconEntry {
  /** Folded words, the last one first. */
  words: readonly string[];
  /** The exact spelling that is wanted, or null. */
  exact: string | null;
  /** Topics, as numbers from 0. */
  topics: readonly number[];
}

/** A phrase that was found. */
export interface LexiconHit {
  start: number;
  entry: number;
}

/** A compiled lexicon. */
export class Lexicon {
  readonly entries: LexiconEntry[] = [];
  /** 1 where a word with this hash may be the last of a phrase. */
  readonly bitmap = new Uint8Array(BITMAP_SIZE);
  /** 1 where a phrase of a script without spaces may begin. */
  readonly firsts = new Uint8Array(0x1_0000);
  readonly #byLastWord = new Map<string, number[]>();
  readonly #dense = new Map<number, { text: string; entry: number }[]>();

  /**
   * Adds a phrase for a topic; the same phrase may stand for several.
   *
   * @param phrase At most {@linkcode PHRASE_CHARS_MAX} characters.
   */
  add(phrase: string, topic: number): void {
    assert(phrase.length > 0 && phrase.length <= PHRASE_CHARS_MAX, "A phrase has a bounded length");
    const exact = phrase.startsWith("=") ? phrase.slice(1) : null;
    const text = exact ?? phrase;
    if (CLASS[text.charCodeAt(0)] === DENSE) return this.#addDense(text, topic);
    const words = text.split(/[ _-]+/).map(foldWord).reverse();
    const last = words[0] as string;
    this.bitmap[hashOf(last)] = 1;
    const same = this.#byLastWord.get(last) ?? [];
    this.#byLastWord.set(last, same);
    const key = words.join(" ");
    const known = same.find((at) => {
      const entry = this.entries[at] as LexiconEntry;
      return entry.words.join(" ") === key && entry.exact === exact;
    });
    if (known !== undefined) return this.#addTopic(known, topic);
    same.push(this.entries.push({ words, exact, topics: [topic] }) - 1);
    // The longest phrase is looked at first.
    same.sort((a, b) => this.#lengthOf(b) - this.#lengthOf(a));
  }

  /** The longest phrase that ends in the word from `start` to `end`, or null. */
  find(text: string, start: number, end: number): LexiconHit | null {
    const candidates = this.#byLastWord.get(foldWord(text.slice(start, end)));
    if (candidates === undefined) return null;
    for (const entry of candidates) {
      const from = this.#phraseStart(text, this.entries[entry] as LexiconEntry, { start, end });
      if (from >= 0) return { start: from, entry };
    }
    return null;
  }

  /** The longest phrase without spaces that begins at `at`, or null; `end` is where it ends. */
  findDense(text: string, at: number): { end: number; entry: number } | null {
    for (const { text: phrase, entry } of this.#dense.get(text.charCodeAt(at)) ?? []) {
      if (text.startsWith(phrase, at)) return { end: at + phrase.length, entry };
    }
    return null;
  }

  #addDense(text: string, topic: number): void {
    const first = text.charCodeAt(0);
    this.firsts[first] = 1;
    const list = this.#dense.get(first) ?? [];
    this.#dense.set(first, list);
    const known = list.find((item) => item.text === text);
    if (known !== undefined) return this.#addTopic(known.entry, topic);
    list.push({ text, entry: this.entries.length });
    list.sort((a, b) => b.text.length - a.text.length);
    this.entries.push({ words: [text], exact: null, topics: [topic] });
  }

  #addTopic(at: number, topic: number): void {
    const entry = this.entries[at] as LexiconEntry;
    if (!entry.topics.includes(topic)) entry.topics = [...entry.topics, topic];
  }

  #lengthOf(at: number): number {
    return (this.entries[at] as LexiconEntry).words.join(" ").length;
  }

  #phraseStart(text: string, entry: LexiconEntry, last: { start: number; end: number }): number {
    let from = last.start;
    for (let k = 1; k < entry.words.length; k++) {
      let end = from;
      while (from - end < GAP_MAX && end > 0 && GAP.includes(text.charAt(end - 1))) end--;
      from = wordStart(text, end, (entry.words[k] as string).length);
      if (from < 0 || foldWord(text.slice(from, end)) !== entry.words[k]) return -1;
    }
    if (entry.exact !== null && text.slice(from, last.end) !== entry.exact) return -1;
    return from;
  }
}

/** Start of the word of about `length` letters that ends at `end`, or -1. */
function wordStart(text: string, end: number, length: number): number {
  let start = end;
  let letters = 0;
  while (start > 0 && letters < length) {
    const code = text.charCodeAt(start - 1);
    if (foldUnit(code) !== 0) letters++;
    start--;
  }
  if (letters < length) return -1;
  const before = start > 0 ? CLASS[text.charCodeAt(start - 1)] : 0;
  const isHump = CLASS[text.charCodeAt(start)] === UPPER && before === LOWER;
  return (before === LOWER || before === UPPER) && !isHump ? -1 : start;
}

/** A word in the form in which words compare. */
export function foldWord(word: string): string {
  let folded = "";
  for (let k = 0; k < word.length; k++) {
    const code = foldUnit(word.charCodeAt(k));
    if (code !== 0) folded += String.fromCharCode(code);
  }
  return folded;
}

/** Hash of a folded word, as `prefilter.ts` computes it on the way. */
export function hashOf(folded: string): number {
  let hash = 0;
  for (let k = 0; k < folded.length; k++) hash = stepHash(hash, folded.charCodeAt(k));
  return endHash(hash);
}

/** One step of the hash. */
export function stepHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** Place in the bitmap. */
export function endHash(hash: number): number {
  return (hash ^ (hash >>> 16)) & (BITMAP_SIZE - 1);
}
