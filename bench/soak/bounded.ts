/**
 * Small things that keep the driver of a soak bounded.
 * @module
 */

/** Keeps the first entries and counts the others. */
export class BoundedList<T> {
  readonly #max: number;
  readonly #entries: T[] = [];
  #count = 0;

  /** @param max Entries kept. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Entries added, kept or not. */
  get count(): number {
    return this.#count;
  }

  /** Entries kept. */
  get entries(): readonly T[] {
    return this.#entries;
  }

  /** Adds an entry. */
  add(entry: T): void {
    this.#count++;
    if (this.#entries.length < this.#max) this.#entries.push(entry);
  }

  /** For a report. */
  toJSON(): { count: number; first: readonly T[] } {
    return { count: this.#count, first: this.#entries };
  }
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
