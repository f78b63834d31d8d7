/**
 * A rewritten copy of a part of a text, and the way back from places in the copy to places in the
 * text.
 *
 *     text    SSN 1<ZWSP>23-45-678&#57; now
 *     parts   [kept "SSN 1"] [kept "23-45-678"] [put "9"] [kept " now"]
 *     copy    SSN 123-45-6789 now
 *
 * What is left out is in no part. Kept parts map character by character; a part that was put stands
 * for all of what it replaces.
 *
 * @module
 */

import { assert } from "../../base/assert.ts";
import { codeAt, isAlphanumeric } from "./character.ts";
import type { Span } from "../rule.ts";

/** Parts: place in the copy, place in the text, end in the text. */
const FIELDS = 3;

/** The copy. */
export class Copy {
  readonly #source: string;
  #text = "";
  /** Three numbers per part, then where a change is in the copy. */
  readonly #parts: number[] = [];
  readonly #changes: number[] = [];
  #isRewritten = false;
  /** Where the next part must not begin before. */
  #from: number;

  /**
   * @param source What is copied.
   * @param from Where the copy begins in it.
   */
  constructor(source: string, from: number) {
    this.#source = source;
    this.#from = from;
  }

  /** What was written so far. */
  get text(): string {
    return this.#text;
  }

  /** Whether the copy differs from the text. */
  get isChanged(): boolean {
    return this.#changes.length > 0;
  }

  /**
   * Whether the copy differs in more than its spaces, which typography sets; but not between
   * characters that stand alone.
   */
  get isRewritten(): boolean {
    return this.#isRewritten;
  }

  /** Copies up to `to` as it is. */
  keepTo(to: number): void {
    if (to <= this.#from) return;
    this.#parts.push(this.#text.length, this.#from, -1);
    this.#text += this.#source.slice(this.#from, to);
    this.#from = to;
  }

  /** Copies up to `from` as it is, then writes something else for what ends at `to`. */
  put(text: string, { start, end }: Span): void {
    assert(start >= this.#from && end >= start, "A copy is written in the order of the text");
    this.keepTo(start);
    this.#changes.push(this.#text.length);
    if (text !== " " || isBetweenSingles(this.#source, { start, end })) this.#isRewritten = true;
    this.#from = end;
    if (text === "") return;
    this.#parts.push(this.#text.length, start, end);
    this.#text += text;
  }

  /**
   * Copies up to parts that ascend, then these, with a sign in place of what stands between them.
   *
   * @returns Where they stand in the copy.
   */
  join(parts: readonly Span[], sign: string): Span {
    const [first] = parts;
    if (first !== undefined) this.keepTo(first.start);
    const start = this.#text.length;
    parts.forEach((part, k) => {
      if (k > 0) this.put(sign, { start: (parts[k - 1] as Span).end, end: part.start });
      this.keepTo(part.end);
    });
    return { start, end: this.#text.length };
  }

  /** Whether anything from `start` to `end` in the copy, or at these places, was changed. */
  touches({ start, end }: Span): boolean {
    const at = lowerBound(this.#changes, start, 1);
    return at < this.#changes.length && (this.#changes[at] as number) <= end;
  }

  /** Whether a change lies inside, not only at one end. */
  holds({ start, end }: Span): boolean {
    return this.touches({ start: start + 1, end: end - 1 }) ||
      this.isPut(start) || this.isPut(end - 1);
  }

  /** Whether a character of the copy stands for something else in the text. */
  isPut(at: number): boolean {
    return this.#parts[FIELDS * this.#partAt(at) + 2] !== -1;
  }

  /** The place in the text of a part of the copy that is not empty. */
  spanOf({ start, end }: Span): Span {
    return { start: this.#place(start, false), end: this.#place(end - 1, true) };
  }

  #place(at: number, isEnd: boolean): number {
    const part = FIELDS * this.#partAt(at);
    const source = this.#parts[part + 1] as number;
    const putEnd = this.#parts[part + 2] as number;
    if (putEnd !== -1) return isEnd ? putEnd : source;
    return source + at - (this.#parts[part] as number) + (isEnd ? 1 : 0);
  }

  #partAt(at: number): number {
    assert(at >= 0 && at < this.#text.length, "A place of a copy is in one of its parts");
    return lowerBound(this.#parts, at + 1, FIELDS) - 1;
  }
}

/** Whether one letter or digit stands alone on either side: `D E 8 9` with other spaces. */
function isBetweenSingles(text: string, { start, end }: Span): boolean {
  return isAlphanumeric(codeAt(text, start - 1)) && !isAlphanumeric(codeAt(text, start - 2)) &&
    isAlphanumeric(codeAt(text, end)) && !isAlphanumeric(codeAt(text, end + 1));
}

/** First entry that is at least `wanted`, of a list with `step` numbers per entry. */
function lowerBound(list: readonly number[], wanted: number, step: number): number {
  let low = 0;
  let high = list.length / step;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle * step] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
