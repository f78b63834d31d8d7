/**
 * A single-producer single-consumer ring of 32-bit numbers in shared memory.
 *
 *     words:  [ head | tail | value 0 | value 1 | ... | value capacity-1 ]
 *               ^ next to read (consumer)
 *                      ^ next to write (producer)
 *
 * Head and tail count up and wrap at 2^32; their difference is the fill. The value is written
 * before the tail is published, and read before the head is, so no side sees half a step.
 *
 * @module
 */

import { assert } from "../base/assert.ts";

const HEAD = 0;
const TAIL = 1;
const VALUES = 2;

/** What {@linkcode Ring.pop} returns when there is nothing. */
export const RING_EMPTY = -1;

/** Bytes of shared memory that a ring of this capacity needs. */
export function ringBytes(capacity: number): number {
  return (VALUES + capacity) * Int32Array.BYTES_PER_ELEMENT;
}

/** One end of a ring; both ends are made over the same memory. */
export class Ring {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mask: number;

  /** @param words Shared words, {@linkcode ringBytes} of a power of two. */
  constructor(words: Int32Array<SharedArrayBuffer>) {
    const capacity = words.length - VALUES;
    assert(capacity > 0 && (capacity & (capacity - 1)) === 0, "Ring capacity is a power of two");
    this.#words = words;
    this.#mask = capacity - 1;
  }

  /** Values waiting. */
  get size(): number {
    return (Atomics.load(this.#words, TAIL) - Atomics.load(this.#words, HEAD)) | 0;
  }

  /**
   * Appends a value; producer side only.
   *
   * @param value 0 or more.
   * @returns false when the ring is full; nothing was written.
   */
  push(value: number): boolean {
    const tail = Atomics.load(this.#words, TAIL);
    if (((tail - Atomics.load(this.#words, HEAD)) | 0) > this.#mask) return false;
    this.#words[VALUES + (tail & this.#mask)] = value;
    Atomics.store(this.#words, TAIL, (tail + 1) | 0);
    return true;
  }

  /** Takes the oldest value, or {@linkcode RING_EMPTY}; consumer side only. */
  pop(): number {
    const head = Atomics.load(this.#words, HEAD);
    if (head === Atomics.load(this.#words, TAIL)) return RING_EMPTY;
    const value = this.#words[VALUES + (head & this.#mask)] as number;
    Atomics.store(this.#words, HEAD, (head + 1) | 0);
    return value;
  }

  /** The values waiting, oldest first; only while the consumer is not running. */
  waiting(): number[] {
    const head = Atomics.load(this.#words, HEAD);
    return Array.from(
      { length: this.size },
      (_, k) => this.#words[VALUES + ((head + k) & this.#mask)] as number,
    );
  }
}
