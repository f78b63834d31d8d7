/**
 * A histogram of microseconds with a bounded relative error, as `window.close` carries it.
 *
 * Values below 16 have a bucket each; above, every power of two is cut into 16 buckets, so a
 * bucket is at most 6.25 % wide. On the wire it is a sparse list of `[lower bound, count]`.
 *
 * @module
 */

const STEPS = 16;
/** Values from here on share the last bucket: about 19 hours. */
const VALUE_MAX = 2 ** 36;

/** Sparse histogram: `[lower bound in microseconds, count]`, ascending, counts above 0. */
export type SparseHistogram = [number, number][];

/** Lower bound of the bucket that holds `value`. */
export function bucketOf(value: number): number {
  const whole = Math.min(Math.max(Math.floor(value), 0), VALUE_MAX);
  if (whole < STEPS) return whole;
  const width = 2 ** (Math.floor(Math.log2(whole)) - 4);
  return Math.floor(whole / width) * width;
}

/** Largest whole value in the bucket that starts at `lower`. */
export function bucketEnd(lower: number): number {
  return lower < STEPS ? lower : lower + 2 ** (Math.floor(Math.log2(lower)) - 4) - 1;
}

/** Counts values; see the module text for the buckets. */
export class Histogram {
  readonly #counts = new Map<number, number>();

  /** Adds one value in microseconds. */
  add(valueUs: number): void {
    const lower = bucketOf(valueUs);
    this.#counts.set(lower, (this.#counts.get(lower) ?? 0) + 1);
  }

  /** The wire form. */
  toSparse(): SparseHistogram {
    return [...this.#counts].sort((a, b) => a[0] - b[0]);
  }
}

/**
 * Nearest-rank percentile in microseconds: the upper end of its bucket, so it never understates.
 *
 * @param histogram Sparse histogram.
 * @param percent Above 0, at most 100.
 * @returns 0 for an empty histogram.
 */
export function percentileUs(histogram: SparseHistogram, percent: number): number {
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  const rank = Math.ceil((percent / 100) * total);
  let seen = 0;
  for (const [lower, count] of histogram) {
    seen += count;
    if (seen >= rank) return bucketEnd(lower);
  }
  return 0;
}

/** Microseconds as milliseconds with at most three decimals: the one formatter for `_ms` fields. */
export function usToMs(us: number): number {
  return Math.round(us) / 1000;
}
