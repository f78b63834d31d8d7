/**
 * Medians over rounds, and the latency that a proxy adds.
 * @module
 */

import type { LoadResult } from "./load_client.ts";

/** Percentiles of latency in microseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Added latency in microseconds: medians over the rounds, and how far the rounds lay apart. */
export interface AddedLatency extends Percentiles {
  /** Smallest and largest added p50 of a round. */
  p50_range: [min: number, max: number];
}

/** Middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Percentiles of one run. */
export function percentilesOf(result: LoadResult): Percentiles {
  return { p50: result.p50_us, p95: result.p95_us, p99: result.p99_us };
}

/** Median of each percentile over the rounds. */
export function medianPercentiles(rounds: readonly Percentiles[]): Percentiles {
  return {
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    p99: median(rounds.map(({ p99 }) => p99)),
  };
}

/**
 * Latency added by a proxy: in each round the percentile through the proxy less the same percentile
 * of the direct run of that round, then the median over the rounds.
 *
 * @param proxied One entry per round.
 * @param direct The same rounds, in the same order.
 */
export function addedLatency(
  proxied: readonly Percentiles[],
  direct: readonly Percentiles[],
): AddedLatency {
  const added = proxied.map(({ p50, p95, p99 }, round) => ({
    p50: p50 - (direct[round]?.p50 ?? NaN),
    p95: p95 - (direct[round]?.p95 ?? NaN),
    p99: p99 - (direct[round]?.p99 ?? NaN),
  }));
  const p50s = added.map(({ p50 }) => p50);
  return { ...medianPercentiles(added), p50_range: [Math.min(...p50s), Math.max(...p50s)] };
}

/** One figure over the rounds. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Median and range; null of no values. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
