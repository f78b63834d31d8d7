/**
 * Which ordinals are settled. Every accepted request has one, and each must be settled exactly
 * once, by a `call` record or a `gap`.
 *
 * ```text
 * settled:   0 ............ low        [40..42]   [50]         everything else is open
 *            all of them below low      ranges above it, as many as calls in flight at most
 * ```
 * @module
 */

import { type GapReason, gapsOf } from "../format/counts.ts";
import type { Gap } from "../format/counts.ts";

/** Ordinals `start` to `end - 1`. */
export interface OrdinalRange {
  start: number;
  end: number;
}

/** Ordinals gathered into gaps at once: bounds the list that `gapsOf` works on. */
const GATHERED_MAX = 65_536;

/** A set of ordinals, kept as ranges: memory grows with its holes, not with its size. */
export class OrdinalSet {
  readonly #ranges: OrdinalRange[] = [];

  /** True when nothing is in it. */
  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  /** The ranges, ascending, never touching each other; not to be changed. */
  get ranges(): readonly Readonly<OrdinalRange>[] {
    return this.#ranges;
  }

  /** True when the ordinal is in it. */
  has(ordinal: number): boolean {
    const range = this.#ranges[this.#firstEndingAfter(ordinal)];
    return range !== undefined && range.start <= ordinal;
  }

  /** Adds an ordinal; false when it was there. */
  add(ordinal: number): boolean {
    const at = this.#firstEndingAfter(ordinal);
    const right = this.#ranges[at];
    if (right !== undefined && right.start <= ordinal) return false;
    const left = this.#ranges[at - 1];
    const joinsLeft = left !== undefined && left.end === ordinal;
    const joinsRight = right !== undefined && right.start === ordinal + 1;
    if (joinsLeft && joinsRight) {
      left.end = right.end;
      this.#ranges.splice(at, 1);
    } else if (joinsLeft) left.end++;
    else if (joinsRight) right.start--;
    else this.#ranges.splice(at, 0, { start: ordinal, end: ordinal + 1 });
    return true;
  }

  /** Adds a range that lies above all others. */
  push(range: OrdinalRange): void {
    const last = this.#ranges.at(-1);
    if (last !== undefined && last.end === range.start) last.end = range.end;
    else this.#ranges.push({ ...range });
  }

  /** Takes out the first range; undefined when there is none. */
  shift(): OrdinalRange | undefined {
    return this.#ranges.shift();
  }

  #firstEndingAfter(ordinal: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle] as OrdinalRange).end > ordinal) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The ordinals of one log. */
export class Ordinals {
  readonly #above = new OrdinalSet();
  #low: number;

  /**
   * @param next All ordinals below are settled ...
   * @param open ... but for these ranges, ascending.
   */
  constructor(next = 0, open: readonly OrdinalRange[] = []) {
    this.#low = open[0]?.start ?? next;
    for (let k = 0; k < open.length; k++) {
      const start = (open[k] as OrdinalRange).end;
      const end = open[k + 1]?.start ?? next;
      if (start < end) this.#above.push({ start, end });
    }
  }

  /** One above the highest settled ordinal. */
  get end(): number {
    return this.#above.ranges.at(-1)?.end ?? this.#low;
  }

  /** True when the ordinal is settled. */
  has(ordinal: number): boolean {
    return ordinal < this.#low || this.#above.has(ordinal);
  }

  /** Settles an ordinal; false when it was settled before. */
  settle(ordinal: number): boolean {
    if (ordinal < this.#low) return false;
    if (ordinal > this.#low) return this.#above.add(ordinal);
    this.#low++;
    if (this.#above.ranges[0]?.start === this.#low) {
      this.#low = (this.#above.shift() as OrdinalRange).end;
    }
    return true;
  }

  /** The ranges below `next` that are not settled, ascending. */
  openBelow(next: number): OrdinalRange[] {
    const open: OrdinalRange[] = [];
    let start = this.#low;
    for (const settled of this.#above.ranges) {
      if (start >= next) break;
      open.push({ start, end: Math.min(settled.start, next) });
      start = settled.end;
    }
    if (start < next) open.push({ start, end: next });
    return open;
  }

  /** How many ordinals below `next` are not settled. */
  carried(next: number): number {
    return this.openBelow(next).reduce((sum, { start, end }) => sum + end - start, 0);
  }
}

/**
 * Gaps that hold exactly the ordinals of these ranges.
 *
 * @param ranges Ascending, never touching each other.
 */
export function gapsOfRanges(ranges: readonly OrdinalRange[], why: GapReason): Gap[] {
  const gaps: Gap[] = [];
  let gathered: number[] = [];
  for (const { start, end } of ranges) {
    if (gathered.length + end - start > GATHERED_MAX) {
      gaps.push(...gapsOf(gathered, why));
      gathered = [];
    }
    if (end - start > GATHERED_MAX) gaps.push({ ord: start, n: end - start, why });
    else for (let ordinal = start; ordinal < end; ordinal++) gathered.push(ordinal);
  }
  gaps.push(...gapsOf(gathered, why));
  return gaps;
}
