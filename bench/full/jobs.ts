/**
 * What the load process is asked, one JSON line each, and what it answers.
 * @module
 */

import type { StreamKind } from "./bodies.ts";
import type { Buckets } from "./histogram.ts";

/** Common to all jobs. */
interface JobBase {
  /** Port of 127.0.0.1. */
  port: number;
  /** Further header lines of every request, each with its line end. */
  fields: string;
  connections: number;
}

/** Each connection sends when its last answer is complete. */
export interface ClosedJob extends JobBase {
  kind: "closed";
  request_bytes: number;
  answer: "small" | "large";
  /** Milliseconds of load before measuring begins. */
  warmup_ms: number;
  /** Milliseconds measured. */
  ms: number;
}

/** Requests fall due at a fixed rate, whatever became of the earlier ones. */
export interface OpenJob extends JobBase {
  kind: "open";
  request_bytes: number;
  answer: "small" | "large";
  rate_per_s: number;
  warmup_ms: number;
  ms: number;
}

/** Each connection asks for streamed answers, one after the other. */
export interface StreamJob extends JobBase {
  kind: "stream";
  request_bytes: number;
  answer: StreamKind;
  /** Streams per connection before measuring begins. */
  warmup_streams: number;
  /** Streams per connection measured. */
  streams: number;
}

/** One run against one subject. */
export type Job = ClosedJob | OpenJob | StreamJob;

/** Percentiles in microseconds. */
export interface Latencies {
  p50_us: number;
  p95_us: number;
  p99_us: number;
  max_us: number;
}

/** Result of a closed or open loop. */
export interface LoadFigures extends Latencies {
  /** Requests sent, warm-up included. */
  sent: number;
  /** Exchanges measured. */
  exchanges: number;
  exchanges_per_s: number;
  /** Open loop: requests that fell due in the measured time and had no answer in the end. */
  unanswered: number;
  histogram: Buckets;
}

/** Result of streams. */
export interface StreamFigures {
  sent: number;
  /** Streams measured. */
  streams: number;
  /** Chunks received, warm-up included: what CPU time is divided by. */
  chunks: number;
  /** From before the request was written to the first byte of the answer. */
  first_byte: Latencies;
  /** From before a chunk was written by the upstream until it was read. */
  chunk: Latencies;
  /** Between the arrival of two chunks of one stream. */
  gap: Latencies;
  chunk_histogram: Buckets;
  gap_histogram: Buckets;
}

/** A run that failed; the load process can run others afterwards. */
export interface JobFault {
  error: string;
  /** Requests sent before it failed. */
  sent: number;
}

/** What became of a job. */
export type JobAnswer = LoadFigures | StreamFigures | JobFault;

/** Nearest-rank percentiles; sorts the samples. */
export function latenciesOf(samplesUs: Float64Array): Latencies {
  const sorted = samplesUs.sort();
  const at = (percent: number): number =>
    sorted[Math.ceil(sorted.length * percent / 100) - 1] ?? NaN;
  return { p50_us: at(50), p95_us: at(95), p99_us: at(99), max_us: sorted.at(-1) ?? NaN };
}
