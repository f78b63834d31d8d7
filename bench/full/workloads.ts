/**
 * What is measured: the workloads of the full benchmark as data.
 * @module
 */

import type { StreamKind } from "./bodies.ts";
import type { ClosedJob, OpenJob, StreamJob } from "./jobs.ts";

type Plan<J> = Omit<J, "port" | "fields">;

/** A job without the subject that it goes to. */
export type JobPlan = Plan<ClosedJob> | Plan<OpenJob> | Plan<StreamJob>;

/** What a workload belongs to: one chapter of the report each. */
export type Chapter = "closed" | "saturation" | "open" | "stream" | "tls";

/** One workload. */
export interface Workload {
  /** As `1k-small-8`. */
  id: string;
  chapter: Chapter;
  /** What is sent, for people: `1 KB up, 1.6 KB down`. */
  traffic: string;
  plan: JobPlan;
}

/** How long things last. */
export interface Lengths {
  roundMs: number;
  streams: number;
}

/** Connections of the closed loops. */
export const CONNECTIONS: readonly number[] = [1, 8, 32];
/** Connections of the saturation run. */
const SATURATION_CONNECTIONS = 32;
/**
 * Streams at once, and how fast they come: no more chunks per second than two cores can pass on. 32
 * streams take eight times as long, so there are fewer of them.
 */
const STREAMS: readonly {
  id: string;
  connections: number;
  answer: StreamKind;
  share: number;
  text: string;
}[] = [
  { id: "stream-1", connections: 1, answer: "stream", share: 1, text: "1 ms apart" },
  { id: "stream", connections: 4, answer: "stream", share: 1, text: "1 ms apart" },
  { id: "stream-32", connections: 32, answer: "slow_stream", share: 0.5, text: "8 ms apart" },
];
/** Arrival rates of the open loops, per second. */
const RATES_PER_S: readonly number[] = [200, 1000];

/** Load before each measured run, as a share of it. */
const WARMUP_SHARE = 0.2;
/** A saturation run lasts so many times as long as others. */
const SATURATION_FACTOR = 3;
/** As many requests of an open loop can be under way at once; others wait, and their time counts. */
const OPEN_CONNECTIONS = 64;
const KIB = 1024;

/** Sizes of request bodies, and the answers to them. */
const TRAFFIC: readonly {
  id: string;
  requestBytes: number;
  answer: "small" | "large";
  text: string;
}[] = [
  { id: "1k-small", requestBytes: KIB, answer: "small", text: "1 KB up, 1.6 KB down" },
  { id: "20k-small", requestBytes: 20 * KIB, answer: "small", text: "20 KB up, 1.6 KB down" },
  { id: "100k-small", requestBytes: 100 * KIB, answer: "small", text: "100 KB up, 1.6 KB down" },
  { id: "300k-small", requestBytes: 300 * KIB, answer: "small", text: "300 KB up, 1.6 KB down" },
  { id: "1k-large", requestBytes: KIB, answer: "large", text: "1 KB up, 20 KB down" },
];

/** Workloads over plain HTTP, in the order in which a round runs them. */
export function plainWorkloads(lengths: Lengths): Workload[] {
  const { roundMs, streams } = lengths;
  const closed = TRAFFIC.flatMap((traffic) =>
    CONNECTIONS.map((connections): Workload => ({
      id: `${traffic.id}-${connections}`,
      chapter: "closed",
      traffic: traffic.text,
      plan: { kind: "closed", connections, ...body(traffic), ...times(roundMs) },
    }))
  );
  const open = RATES_PER_S.map((ratePerS): Workload => ({
    id: `open-${ratePerS}`,
    chapter: "open",
    traffic: "1 KB up, 1.6 KB down",
    plan: {
      kind: "open",
      connections: OPEN_CONNECTIONS,
      rate_per_s: ratePerS,
      request_bytes: KIB,
      answer: "small",
      ...times(roundMs * 2),
    },
  }));
  return [...closed, ...open, ...streamWorkloads(streams), {
    id: "saturation",
    chapter: "saturation",
    traffic: "1 KB up, 1.6 KB down",
    plan: {
      kind: "closed",
      connections: SATURATION_CONNECTIONS,
      request_bytes: KIB,
      answer: "small",
      ...times(roundMs * SATURATION_FACTOR),
    },
  }];
}

/** Workloads over TLS to the upstream. */
export function tlsWorkloads({ roundMs }: Lengths): Workload[] {
  return [1, 8].map((connections) => ({
    id: `tls-${connections}`,
    chapter: "tls",
    traffic: "1 KB up, 1.6 KB down",
    plan: {
      kind: "closed",
      connections,
      request_bytes: KIB,
      answer: "small",
      ...times(roundMs),
    },
  }));
}

/** Loads of the cold round, which lets every process compile its code and is forgotten. */
export function coldWorkloads(lengths: Lengths): Workload[] {
  const ids = ["1k-small-8", "100k-small-8", "1k-large-8", "stream"];
  return plainWorkloads(lengths).filter(({ id }) => ids.includes(id));
}

function streamWorkloads(streams: number): Workload[] {
  return STREAMS.map(({ id, connections, answer, share, text }) => ({
    id,
    chapter: "stream",
    traffic: `1 KB up, 200 chunks down, ${text}`,
    plan: {
      kind: "stream",
      connections,
      request_bytes: KIB,
      answer,
      warmup_streams: 1,
      streams: Math.ceil(streams * share),
    },
  }));
}

function body(
  traffic: { requestBytes: number; answer: "small" | "large" },
): { request_bytes: number; answer: "small" | "large" } {
  return { request_bytes: traffic.requestBytes, answer: traffic.answer };
}

function times(ms: number): { warmup_ms: number; ms: number } {
  return { warmup_ms: Math.round(ms * WARMUP_SHARE), ms };
}
