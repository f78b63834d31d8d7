/**
 * What a stream builds at several places at once: blocks, parts, calls, each by its position.
 * @module
 */

import { asCount } from "./json_value.ts";

/** Places of one stream; far above what any API produces. */
const SLOTS_MAX = 1_024;

/** Things under construction by their place, and never more than {@linkcode SLOTS_MAX}. */
export class Slots<T> {
  readonly #slots = new Map<number | string, T>();
  readonly #create: () => T;

  /** @param create Makes what a new place begins with. */
  constructor(create: () => T) {
    this.#create = create;
  }

  /** What is at a place, new when nothing was; null when there is no room for it. */
  at(place: number | string): T | null {
    const known = this.#slots.get(place);
    if (known !== undefined) return known;
    if (this.#slots.size >= SLOTS_MAX) return null;
    const slot = this.#create();
    this.#slots.set(place, slot);
    return slot;
  }

  /** As {@linkcode Slots.at}, for a position that an event names; 0 when it names none. */
  atIndex(index: unknown): T | null {
    return this.at(asCount(index) ?? 0);
  }

  /** Everything by position; what has a name instead in order of appearance, at the end. */
  values(): T[] {
    return [...this.#slots.entries()].sort(([a], [b]) => orderOf(a) - orderOf(b))
      .map(([, slot]) => slot);
  }
}

function orderOf(place: number | string): number {
  return typeof place === "number" ? place : Number.MAX_SAFE_INTEGER;
}
