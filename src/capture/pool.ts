/**
 * Main-thread side of the pool: which slots and which descriptors are free.
 *
 * Free numbers lie on a plain stack of this thread. Workers give numbers back on their free rings,
 * which are drained when the stack runs low or the owner asks for the fill.
 *
 * @module
 */

import { EXCHANGES_MAX } from "../base/limits.ts";
import { RING_EMPTY } from "./ring.ts";
import { DESCRIPTOR_TAG, NO_SLOT, type SharedViews } from "./shared.ts";

/** What acquiring a descriptor returns when none is free. */
export const NO_DESCRIPTOR = -1;

/** Hands out slots and descriptors; never waits, never throws. */
export class SlotPool {
  readonly #views: SharedViews;
  readonly #slots: Int32Array;
  readonly #descriptors: Int32Array;
  readonly #onDescriptor: (descriptor: number) => void;
  #slotsFree: number;
  #descriptorsFree: number;
  /** Fewest free slots seen. */
  slotsFreeMin: number;
  /** Fewest free descriptors seen. */
  descriptorsFreeMin = EXCHANGES_MAX;

  /** @param onDescriptor Told each descriptor that a worker gave back. */
  constructor(views: SharedViews, onDescriptor: (descriptor: number) => void) {
    this.#views = views;
    this.#onDescriptor = onDescriptor;
    this.#slots = Int32Array.from({ length: views.slotCount }, (_, k) => views.slotCount - 1 - k);
    this.#descriptors = Int32Array.from({ length: EXCHANGES_MAX }, (_, k) => EXCHANGES_MAX - 1 - k);
    this.#slotsFree = views.slotCount;
    this.#descriptorsFree = EXCHANGES_MAX;
    this.slotsFreeMin = views.slotCount;
  }

  /** Slots free at this moment, as far as the rings have been drained. */
  get slotsFree(): number {
    return this.#slotsFree;
  }

  /** Descriptors free at this moment, as far as the rings have been drained. */
  get descriptorsFree(): number {
    return this.#descriptorsFree;
  }

  /**
   * Takes a slot, or returns {@linkcode NO_SLOT}.
   *
   * Exhaustion is normal under load: the client's bytes still flow, and the record says so.
   */
  acquireSlot(): number {
    if (this.#slotsFree === 0) this.drain();
    if (this.#slotsFree === 0) {
      this.slotsFreeMin = 0;
      return NO_SLOT;
    }
    this.#slotsFree--;
    if (this.#slotsFree < this.slotsFreeMin) this.slotsFreeMin = this.#slotsFree;
    const slot = this.#slots[this.#slotsFree] as number;
    this.#views.slotNext[slot] = NO_SLOT;
    this.#views.slotUsed[slot] = 0;
    return slot;
  }

  /** Takes a descriptor, or returns {@linkcode NO_DESCRIPTOR}. */
  acquireDescriptor(): number {
    if (this.#descriptorsFree === 0) this.drain();
    if (this.#descriptorsFree === 0) {
      this.descriptorsFreeMin = 0;
      return NO_DESCRIPTOR;
    }
    this.#descriptorsFree--;
    if (this.#descriptorsFree < this.descriptorsFreeMin) {
      this.descriptorsFreeMin = this.#descriptorsFree;
    }
    return this.#descriptors[this.#descriptorsFree] as number;
  }

  /** Gives back a chain of slots that never reached a worker. */
  releaseChain(first: number): void {
    for (let slot = first; slot !== NO_SLOT;) {
      const next = this.#views.slotNext[slot] as number;
      this.#releaseSlot(slot);
      slot = next;
    }
  }

  /** Gives back a descriptor that no worker holds. */
  releaseDescriptor(descriptor: number): void {
    this.#descriptors[this.#descriptorsFree++] = descriptor;
  }

  /** Takes back what the workers have released. */
  drain(): void {
    for (const ring of this.#views.frees) {
      for (let value = ring.pop(); value !== RING_EMPTY; value = ring.pop()) {
        if (value < DESCRIPTOR_TAG) {
          this.#releaseSlot(value);
          continue;
        }
        this.releaseDescriptor(value - DESCRIPTOR_TAG);
        this.#onDescriptor(value - DESCRIPTOR_TAG);
      }
    }
  }

  #releaseSlot(slot: number): void {
    this.#slots[this.#slotsFree++] = slot;
  }
}
