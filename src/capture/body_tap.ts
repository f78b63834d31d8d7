/**
 * Copies the bytes of one body into a chain of pool slots, up to the capture limit.
 *
 * The bytes were handed on before; whatever happens here, traffic has passed. Nothing waits,
 * nothing throws: a shortage is remembered and ends up in the record.
 *
 * @module
 */

import type { SlotPool } from "./pool.ts";
import { NO_SLOT, type SharedViews } from "./shared.ts";

/** How a body ended, as a small number for the descriptor. */
export const END = {
  COMPLETE: 0,
  POOL: 1,
  LIMIT: 2,
  CLIENT_GONE: 3,
  UPSTREAM_BROKEN: 4,
  CUT: 5,
} as const;

/** One of {@linkcode END}. */
export type EndCode = typeof END[keyof typeof END];

/** The copy of one body while it passes. */
export class BodyTap {
  readonly #views: SharedViews;
  readonly #pool: SlotPool;
  readonly #limit: number;
  /** Nothing is copied, as if no slot were free. */
  readonly #isOff: boolean;
  /** First slot of the chain. */
  first: number = NO_SLOT;
  #last: number = NO_SLOT;
  /** Bytes copied. */
  captured = 0;
  /** Bytes that passed. */
  total = 0;
  /** Why not every byte was copied, or {@linkcode END.COMPLETE}. */
  shortage: EndCode = END.COMPLETE;

  /**
   * @param options.limit Most bytes to copy.
   * @param options.isOff Copies nothing, as if no slot were free.
   */
  constructor(views: SharedViews, pool: SlotPool, options: { limit: number; isOff: boolean }) {
    this.#views = views;
    this.#pool = pool;
    this.#limit = options.limit;
    this.#isOff = options.isOff;
  }

  /** Copies what has just been handed on. */
  copy(chunk: Uint8Array): void {
    this.total += chunk.length;
    if (this.shortage !== END.COMPLETE) return;
    if (this.#isOff) {
      if (chunk.length > 0) this.shortage = END.POOL;
      return;
    }
    let from = 0;
    let to = chunk.length;
    if (this.captured + to > this.#limit) {
      to = this.#limit - this.captured;
      this.shortage = END.LIMIT;
    }
    const { slots, slotBytes, slotUsed, slotNext } = this.#views;
    while (from < to) {
      let used = this.#last === NO_SLOT ? slotBytes : slotUsed[this.#last] as number;
      if (used === slotBytes) {
        const slot = this.#pool.acquireSlot();
        if (slot === NO_SLOT) {
          this.shortage = END.POOL;
          return;
        }
        if (this.#last === NO_SLOT) this.first = slot;
        else slotNext[this.#last] = slot;
        this.#last = slot;
        used = 0;
      }
      const take = Math.min(slotBytes - used, to - from);
      const isWhole = from === 0 && take === chunk.length;
      slots.set(isWhole ? chunk : chunk.subarray(from, from + take), this.#last * slotBytes + used);
      slotUsed[this.#last] = used + take;
      this.captured += take;
      from += take;
    }
  }
}
