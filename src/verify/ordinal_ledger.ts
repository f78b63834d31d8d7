/**
 * Which ordinals have been settled, as few intervals: calls finish out of order, but not by much.
 *
 *     settled 0 1 2 3, 5, 8 9:   [0, 4) [5, 6) [8, 10)
 *
 * @module
 */

/** Most intervals that are held: far more calls than can be in flight at once. */
const INTERVALS_MAX = 1_000_000;

/** A set of whole numbers as sorted, disjoint intervals that do not touch. */
export class OrdinalLedger {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #size = 0;

  /** How many ordinals are settled. */
  get size(): number {
    return this.#size;
  }

  /** One above the highest that is settled; 0 when none is. */
  get end(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** True when the calls in flight are too many to be told apart; nothing more is added then. */
  get isFull(): boolean {
    return this.#starts.length >= INTERVALS_MAX;
  }

  /**
   * Settles `n` ordinals from `from` on.
   *
   * @returns null, or the first of them that was settled before; then none is added.
   */
  add(from: number, n: number): number | null {
    const to = from + n;
    const last = this.#ends.length - 1;
    if (last >= 0 && from === this.#ends[last]) this.#ends[last] = to;
    else if (last < 0 || from > this.end) this.#insert(last + 1, from, to);
    else {
      const duplicate = this.#addInside(from, to);
      if (duplicate !== null) return duplicate;
    }
    this.#size += n;
    return null;
  }

  /** The first ordinal from `floor` on that is below `limit` and not settled, or null. */
  firstMissing({ floor, limit }: { floor: number; limit: number }): number | null {
    let missing = floor;
    for (let k = this.#after(floor) - 1; k < this.#starts.length; k++) {
      if (k < 0) continue;
      if ((this.#starts[k] as number) > missing) break;
      missing = Math.max(missing, this.#ends[k] as number);
    }
    return missing < limit ? missing : null;
  }

  #addInside(from: number, to: number): number | null {
    const k = this.#after(from);
    const endBefore = this.#ends[k - 1] ?? -1;
    const startAfter = this.#starts[k] ?? Infinity;
    if (endBefore > from) return from;
    if (startAfter < to) return startAfter;
    const touchesBefore = endBefore === from;
    const touchesAfter = startAfter === to;
    if (touchesBefore && touchesAfter) {
      this.#ends[k - 1] = this.#ends[k] as number;
      this.#starts.splice(k, 1);
      this.#ends.splice(k, 1);
    } else if (touchesBefore) this.#ends[k - 1] = to;
    else if (touchesAfter) this.#starts[k] = from;
    else this.#insert(k, from, to);
    return null;
  }

  #insert(k: number, from: number, to: number): void {
    this.#starts.splice(k, 0, from);
    this.#ends.splice(k, 0, to);
  }

  /** Position of the first interval that starts above `ordinal`. */
  #after(ordinal: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) > ordinal) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
