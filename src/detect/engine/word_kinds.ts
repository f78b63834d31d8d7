/**
 * Which of some words a part of a text is, without a copy of it: the words of a text are hashed
 * where they stand, and compared only when the hash is that of a known word.
 * @module
 */

import { foldWord, hashAt, isWord } from "./lexicon.ts";

/** Slots for each word, so that the first one decides nearly always. */
const SPARSE = 8;
/** What words are that are none of them. */
export const NO_KIND = 0;

/** Words with a kind each. */
export class WordKinds {
  readonly #words: string[] = [];
  readonly #kinds: number[] = [];
  /** At the slot of a hash, or soon after it, the number of its word, from 1 on; 0 is empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param words Folded words of one part each; of the same word twice, the first counts. */
  constructor(words: Iterable<readonly [word: string, kind: number]>) {
    const byWord = new Map<string, number>();
    for (const [word, kind] of words) {
      const folded = foldWord(word);
      if (!byWord.has(folded)) byWord.set(folded, kind);
    }
    const size = 1 << Math.ceil(Math.log2(SPARSE * (byWord.size + 1)));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    for (const [word, kind] of byWord) {
      this.#kinds.push(kind);
      let at = this.#slot(hashAt(word, 0, word.length));
      while (this.#slots[at] !== 0) at = (at + 1) & this.#mask;
      this.#slots[at] = this.#words.push(word);
    }
  }

  /** Kind of the word from `start` to `end`, or {@linkcode NO_KIND}. */
  kindAt(text: string, start: number, end: number): number {
    let at = this.#slot(hashAt(text, start, end));
    for (;;) {
      const number = this.#slots[at] as number;
      if (number === 0) return NO_KIND;
      if (isWord(text, { start, end }, this.#words[number - 1] as string)) {
        return this.#kinds[number - 1] as number;
      }
      at = (at + 1) & this.#mask;
    }
  }

  #slot(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#mask;
  }
}
