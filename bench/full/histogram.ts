/**
 * Counts values on a logarithmic scale, so that the distributions of many runs can be added up: a
 * bucket is 5 percent wide.
 * @module
 */

const BASE = Math.log(1.05);
/** Values below are counted in the first bucket, microseconds. */
const FLOOR = 0.1;

/** Buckets that are not empty: number and count, by rising number. */
export type Buckets = [bucket: number, count: number][];

/** Distribution of microseconds. */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #total = 0;

  /** Counts one value. */
  add(value: number): void {
    const bucket = bucketOf(value);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.#total++;
  }

  /** Adds what another one counted. */
  addBuckets(buckets: Buckets): void {
    for (const [bucket, count] of buckets) {
      this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
      this.#total += count;
    }
  }

  /** Values counted. */
  get total(): number {
    return this.#total;
  }

  /** What was counted, for a message. */
  buckets(): Buckets {
    return [...this.#counts].sort(([a], [b]) => a - b);
  }

  /**
   * Smallest value that `percent` of all values do not exceed, to within the width of a bucket;
   * NaN when there are none.
   */
  percentile(percent: number): number {
    const rank = Math.ceil(this.#total * percent / 100);
    let seen = 0;
    for (const [bucket, count] of this.buckets()) {
      seen += count;
      if (seen >= rank) return valueOf(bucket);
    }
    return NaN;
  }
}

function bucketOf(value: number): number {
  return value <= FLOOR ? 0 : Math.ceil(Math.log(value / FLOOR) / BASE);
}

/** Upper end of a bucket. */
function valueOf(bucket: number): number {
  return FLOOR * Math.exp(bucket * BASE);
}
