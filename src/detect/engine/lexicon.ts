/**
 * Words that say what a number next to them is, in many languages, compiled for lookup: a table of
 * hashes that a word must be in, then a map to the phrases that end in it.
 *
 * Words compare folded: lower case, without accents. A phrase matches across spaces, dashes,
 * underscores and the humps of compound names: `social security`, `social_security_number`,
 * `socialSecurity`. `=SIN` matches only as written, because the word means something else in
 * another language. A phrase in a script without spaces matches anywhere.
 *
 * @module
 */

import { assert } from "../../base/assert.ts";
import { CLASS, DENSE, foldUnit, LOWER, UPPER } from "../text/alphabet.ts";
import type { Span } from "../rule.ts";

/** Slots of {@linkcode WordSlots}; some thousand words leave most of them empty. */
const SLOTS = 1 << 16;
/** What may stand between the words of a phrase; at most this many characters. */
const GAP_MAX = 3;
const IS_GAP: Uint8Array = unitsOf(" _-./'\u2019\u00a0\\");
/** Longest phrase in characters. */
export const PHRASE_CHARS_MAX = 48;

/** In `Lexicon.firsts`: a phrase may begin with the character. */
export const PHRASE = 1;
/** In `Lexicon.firsts`: the character spells a digit or a sign by itself. */
export const NUMERAL = 2;

/** The topic of words that say what a number is not; `NEGATIVE` in `context/scan.ts`. */
const SILENCED = 0;

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

/** Entries that end in the same word, as their numbers; of each list the longest comes first. */
interface Ending {
  all: number[];
  /** Those of one word. */
  single: number[];
  /** The others, by the hash of their last word but one. */
  bySecond: Map<number, number[]>;
  /** Last letters of those words, as bits: most words of a text end in another one. */
  lastLetters: number;
}

/**
 * Hashes of words, open addressing: at the place of a hash, or soon after it, stands the whole
 * hash, so that a word of a text is refused by one look at an empty slot and hardly ever taken for
 * another.
 */
class WordSlots {
  /** 0 is empty. */
  readonly hashes: Int32Array = new Int32Array(SLOTS);
  #count = 0;

  /** Slot of a hash, which is added when it is new. */
  add(hash: number): number {
    assert(hash !== 0, "The hash of a word is not that of no word");
    const known = this.find(hash);
    if (known >= 0) return known;
    assert(++this.#count < SLOTS / 2, "At least every other slot is empty");
    let at = slotOf(hash);
    while (this.hashes[at] !== 0) at = (at + 1) & (SLOTS - 1);
    this.hashes[at] = hash;
    return at;
  }

  /** Slot of a hash, or -1. */
  find(hash: number): number {
    let at = slotOf(hash);
    for (;;) {
      const held = this.hashes[at] as number;
      if (held === hash) return at;
      if (held === 0) return -1;
      at = (at + 1) & (SLOTS - 1);
    }
  }
}

/** First slot to look at for a hash. */
export function slotOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}

/** One step of the hash of a folded word. */
export function stepHash(hash: number, folded: number): number {
  return (Math.imul(hash, 0x0100_0193) + folded) | 0;
}

/** A compiled lexicon. */
export class Lexicon {
  readonly entries: LexiconEntry[] = [];
  readonly #slots = new WordSlots();
  /** Entries that end in the word of a slot. */
  readonly #bySlot = new Map<number, Ending>();
  /** For slots of words that spell a sign or a digit: which; else 0. */
  readonly #spoken = new Uint8Array(SLOTS);
  /** The same for characters that spell one alone. */
  readonly #numerals = new Map<number, number>();
  /** The same for phrases of scripts without spaces. */
  readonly #spokenDense = new Map<string, number>();
  /** 1 at the slots of words that rules watch for. */
  readonly #watched = new Uint8Array(SLOTS);
  /** {@linkcode PHRASE} where one of a script without spaces may begin, {@linkcode NUMERAL}, or both. */
  readonly firsts = new Uint8Array(0x1_0000);
  readonly #dense = new Map<number, { text: string; entry: number }[]>();

  /** Not 0 at the slot of a hash, and then perhaps at the next ones, when the word may be known. */
  get hashes(): Int32Array {
    return this.#slots.hashes;
  }

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
    const slot = this.#slots.add(hashOf(last));
    const ending = this.#bySlot.get(slot) ??
      { all: [], single: [], bySecond: new Map(), lastLetters: 0 };
    this.#bySlot.set(slot, ending);
    const key = words.join(" ");
    const known = ending.all.find((at) => {
      const entry = this.entries[at] as LexiconEntry;
      return entry.words.join(" ") === key && entry.exact === exact;
    });
    if (known !== undefined) return this.#addTopic(known, topic);
    this.#addEntry(ending, this.entries.push({ words, exact, topics: [topic] }) - 1);
  }

  /**
   * Lets each phrase speak for what the shorter phrases that it ends in speak for, since it hides
   * them: `card number` in `bank card number`. Phrases that say what a number is not stay so.
   */
  inherit(): void {
    for (const { all: same } of this.#bySlot.values()) {
      // The longest comes first, so each is asked before those that it ends in.
      same.forEach((at, k) => {
        const entry = this.entries[at] as LexiconEntry;
        if (entry.topics.includes(SILENCED)) return;
        for (const shorter of same.slice(k + 1)) {
          const { words, exact, topics } = this.entries[shorter] as LexiconEntry;
          if (exact !== null || words.length >= entry.words.length) continue;
          if (!words.every((word, place) => word === entry.words[place])) continue;
          for (const topic of topics) if (topic !== SILENCED) this.#addTopic(at, topic);
        }
      });
    }
  }

  /** Adds a word that spells a sign or a digit (`dot`), with its kind, 1 to 255. */
  addSpoken(word: string, kind: number): void {
    const first = word.charCodeAt(0);
    if (CLASS[first] === DENSE) {
      if (word.length === 1) {
        this.firsts[first] = (this.firsts[first] as number) | NUMERAL;
        return void this.#numerals.set(first, kind);
      }
      this.#addDense(word, null);
      return void this.#spokenDense.set(word, kind);
    }
    const slot = this.#slots.add(hashOf(foldWord(word)));
    if (this.#spoken[slot] === 0) this.#spoken[slot] = kind;
  }

  /** Adds a word whose places are noted. */
  addWatched(word: string): void {
    this.#watched[this.#slots.add(hashOf(foldWord(word)))] = 1;
  }

  /** Whether the places of the word of a slot are noted. */
  isWatched(slot: number): boolean {
    return this.#watched[slot] === 1;
  }

  /** Slot of the word with this hash, or -1. */
  slotOfWord(hash: number): number {
    return this.#slots.find(hash);
  }

  /** Which sign or digit the word of a slot spells, or 0. */
  spokenKind(slot: number): number {
    return this.#spoken[slot] as number;
  }

  /** Which digit or sign a character of a script without spaces spells, or 0. */
  spokenKindAt(code: number): number {
    return this.#numerals.get(code) ?? 0;
  }

  /** Which sign or digit the phrase of an entry without spaces spells, or 0. */
  spokenKindOf(entry: number): number {
    const { words, topics } = this.entries[entry] as LexiconEntry;
    return topics.length > 0 ? 0 : this.#spokenDense.get(words[0] as string) ?? 0;
  }

  /** The longest phrase that ends in the word from `start` to `end`, or null. */
  find(text: string, start: number, end: number): LexiconHit | null {
    const slot = this.#slots.find(hashAt(text, start, end));
    return slot < 0 ? null : this.findAt(text, { start, end }, slot);
  }

  /** The same for a word whose slot is known. */
  findAt(text: string, word: Span, slot: number): LexiconHit | null {
    const ending = this.#bySlot.get(slot);
    if (ending === undefined) return null;
    if (ending.lastLetters !== 0) {
      const before = gapStart(text, word.start);
      if (mayEndIn(text, before, ending.lastLetters)) {
        const longer = ending.bySecond.get(hashBefore(text, before));
        const hit = longer === undefined ? null : this.#firstOf(text, word, longer);
        if (hit !== null) return hit;
      }
    }
    return this.#firstOf(text, word, ending.single);
  }

  #firstOf(text: string, word: Span, entries: readonly number[]): LexiconHit | null {
    let last = "";
    for (let k = 0; k < entries.length; k++) {
      const at = entries[k] as number;
      const entry = this.entries[at] as LexiconEntry;
      if (entry.words[0] !== last) {
        last = entry.words[0] as string;
        if (!isWord(text, word, last)) {
          last = "";
          continue;
        }
      }
      const start = this.#phraseStart(text, entry, word);
      if (start >= 0) return { start, entry: at };
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

  #addEntry(ending: Ending, at: number): void {
    const second = (this.entries[at] as LexiconEntry).words[1];
    let list = ending.single;
    if (second !== undefined) {
      const hash = hashOf(second);
      list = ending.bySecond.get(hash) ?? [];
      ending.bySecond.set(hash, list);
      ending.lastLetters |= 1 << (second.charCodeAt(second.length - 1) & 31);
    }
    // The longest phrase is looked at first.
    for (const into of [ending.all, list]) {
      into.push(at);
      into.sort((a, b) => this.#lengthOf(b) - this.#lengthOf(a));
    }
  }

  #addDense(text: string, topic: number | null): void {
    const first = text.charCodeAt(0);
    this.firsts[first] = (this.firsts[first] as number) | PHRASE;
    const list = this.#dense.get(first) ?? [];
    this.#dense.set(first, list);
    const known = list.find((item) => item.text === text);
    if (known !== undefined) return topic === null ? undefined : this.#addTopic(known.entry, topic);
    list.push({ text, entry: this.entries.length });
    list.sort((a, b) => b.text.length - a.text.length);
    this.entries.push({ words: [text], exact: null, topics: topic === null ? [] : [topic] });
  }

  #addTopic(at: number, topic: number): void {
    const entry = this.entries[at] as LexiconEntry;
    if (!entry.topics.includes(topic)) entry.topics = [...entry.topics, topic];
  }

  #lengthOf(at: number): number {
    return (this.entries[at] as LexiconEntry).words.join(" ").length;
  }

  #phraseStart(text: string, entry: LexiconEntry, last: Span): number {
    let from = last.start;
    for (let k = 1; k < entry.words.length; k++) {
      const end = gapStart(text, from);
      from = wordStart(text, end, (entry.words[k] as string).length);
      if (from < 0 || !isWord(text, { start: from, end }, entry.words[k] as string)) return -1;
    }
    if (entry.exact !== null && text.slice(from, last.end) !== entry.exact) return -1;
    return from;
  }
}

/** Start of what may stand between two words of a phrase. */
function gapStart(text: string, at: number): number {
  let start = at;
  while (at - start < GAP_MAX && start > 0 && IS_GAP[text.charCodeAt(start - 1)] === 1) start--;
  return start;
}

/** Whether the word that ends at `end` may be one with such a last letter. */
function mayEndIn(text: string, end: number, lastLetters: number): boolean {
  if (end === 0) return false;
  const folded = foldUnit(text.charCodeAt(end - 1));
  return folded === 0 || ((1 << (folded & 31)) & lastLetters) !== 0;
}

/** Hash of the word that ends at `end`: capitals, then small letters. */
function hashBefore(text: string, end: number): number {
  const least = Math.max(0, end - PHRASE_CHARS_MAX);
  let start = end;
  while (start > least && CLASS[text.charCodeAt(start - 1)] === LOWER) start--;
  while (start > least && CLASS[text.charCodeAt(start - 1)] === UPPER) start--;
  return hashAt(text, start, end);
}

/** Hash of a part of a text, folded. */
export function hashAt(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) {
    const folded = foldUnit(text.charCodeAt(at));
    if (folded !== 0) hash = stepHash(hash, folded);
  }
  return hash;
}

/** Whether a part of a text is a folded word. */
export function isWord(text: string, { start, end }: Span, word: string): boolean {
  let k = 0;
  for (let at = start; at < end; at++) {
    const folded = foldUnit(text.charCodeAt(at));
    if (folded === 0) continue;
    if (folded !== word.charCodeAt(k)) return false;
    k++;
  }
  return k === word.length;
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

function unitsOf(chars: string): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (let k = 0; k < chars.length; k++) table[chars.charCodeAt(k)] = 1;
  return table;
}

function isAscii(word: string): boolean {
  for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) >= 0x80) return false;
  return true;
}

/** A word in the form in which words compare. */
export function foldWord(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  let folded = "";
  for (let k = 0; k < word.length; k++) {
    const code = foldUnit(word.charCodeAt(k));
    if (code !== 0) folded += String.fromCharCode(code);
  }
  return folded;
}

/** Hash of a folded word, as `prefilter.ts` computes it on the way; not 0 for any word. */
function hashOf(folded: string): number {
  let hash = 0;
  for (let k = 0; k < folded.length; k++) hash = stepHash(hash, folded.charCodeAt(k));
  return hash;
}
