/**
 * From the runs of all rounds to one figure with its range: what is added is counted within a
 * round, and only then the median is taken over the rounds.
 * @module
 */

import type { ClassCounts } from "../proxy_metrics.ts";
import { type Spread, spreadOf } from "../statistics.ts";
import { type Buckets, Histogram } from "./histogram.ts";
import type { RunOutcome } from "./results.ts";
import { SUBJECT_IDS, type SubjectId } from "./settings.ts";

/** What is measured of a run; times in microseconds. */
export type FigureName =
  | "p50"
  | "p95"
  | "p99"
  | "max"
  | "added_p50"
  | "added_p95"
  | "added_p99"
  | "exchanges_per_s"
  | "unanswered"
  | "first_byte"
  | "added_first_byte"
  | "chunk_p50"
  | "chunk_p99"
  | "gap_p99"
  | "gap_max"
  | "cpu_us"
  | "cpu_to_relay"
  | "settle_ms";

/** Figures of one subject in one workload. */
export interface SubjectSummary {
  subject: SubjectId;
  /** Rounds that gave figures. */
  rounds: number;
  /** Why a round gave none, or null. */
  error: string | null;
  figures: Partial<Record<FigureName, Spread>>;
  /** What became of the calls of all rounds. */
  classes: ClassCounts | null;
  /** Latencies of all rounds: exchanges of an open loop, or chunks. */
  latency_histogram: Buckets;
  /** Gaps between chunks of all rounds. */
  gap_histogram: Buckets;
}

/** One workload with all subjects. */
export interface WorkloadSummary {
  workload: string;
  subjects: SubjectSummary[];
}

type Figures = Partial<Record<FigureName, number>>;

/** Sums up all runs; workloads in the order in which they first come, subjects in that of tables. */
export function summarize(runs: readonly RunOutcome[]): WorkloadSummary[] {
  const workloads = [...new Set(runs.map(({ workload }) => workload))];
  return workloads.map((workload) => {
    const ours = runs.filter((run) => run.workload === workload);
    const subjects = SUBJECT_IDS.filter((id) => ours.some(({ subject }) => subject === id));
    return { workload, subjects: subjects.map((subject) => summaryOf(subject, ours)) };
  });
}

/** Figures of one run; those that compare it need the others of its round. */
function figuresOf(
  run: RunOutcome,
  round: { direct: RunOutcome | undefined; relay: RunOutcome | undefined },
): Figures {
  const figures: Figures = {};
  const { load, stream } = run;
  if (load !== null) {
    figures.p50 = load.p50_us;
    figures.p95 = load.p95_us;
    figures.p99 = load.p99_us;
    figures.max = load.max_us;
    figures.exchanges_per_s = load.exchanges_per_s;
    figures.unanswered = load.unanswered;
  }
  if (stream !== null) {
    figures.first_byte = stream.first_byte.p50_us;
    figures.chunk_p50 = stream.chunk.p50_us;
    figures.chunk_p99 = stream.chunk.p99_us;
    figures.gap_p99 = stream.gap.p99_us;
    figures.gap_max = stream.gap.max_us;
  }
  if (run.cpu_us !== null) figures.cpu_us = run.cpu_us;
  if (run.settle_ms !== null) figures.settle_ms = run.settle_ms;
  return { ...figures, ...comparisons(run, round) };
}

function comparisons(
  run: RunOutcome,
  round: { direct: RunOutcome | undefined; relay: RunOutcome | undefined },
): Figures {
  const figures: Figures = {};
  const { direct, relay } = round;
  if (direct !== undefined && run.subject !== "direct") {
    if (run.load !== null && direct.load !== null) {
      figures.added_p50 = run.load.p50_us - direct.load.p50_us;
      figures.added_p95 = run.load.p95_us - direct.load.p95_us;
      figures.added_p99 = run.load.p99_us - direct.load.p99_us;
    }
    if (run.stream !== null && direct.stream !== null) {
      figures.added_first_byte = run.stream.first_byte.p50_us - direct.stream.first_byte.p50_us;
    }
  }
  // A run may be shorter than a tick of the CPU clock; no ratio can be made of that.
  if (run.cpu_us !== null && relay !== undefined && (relay.cpu_us ?? 0) > 0) {
    figures.cpu_to_relay = run.cpu_us / (relay.cpu_us ?? NaN);
  }
  return figures;
}

function summaryOf(subject: SubjectId, runs: readonly RunOutcome[]): SubjectSummary {
  const ours = runs.filter((run) => run.subject === subject);
  const good = ours.filter(({ error }) => error === null);
  const inRound = (round: number, id: SubjectId): RunOutcome | undefined =>
    runs.find((run) => run.round === round && run.subject === id && run.error === null);
  const figures = good.map((run) =>
    figuresOf(run, { direct: inRound(run.round, "direct"), relay: inRound(run.round, "relay") })
  );
  return {
    subject,
    rounds: good.length,
    error: ours.find(({ error }) => error !== null)?.error ?? null,
    figures: spreadsOf(figures),
    classes: classesOf(good),
    latency_histogram: merged(
      good.map(({ load, stream }) => load?.histogram ?? stream?.chunk_histogram ?? []),
    ),
    gap_histogram: merged(good.map(({ stream }) => stream?.gap_histogram ?? [])),
  };
}

function spreadsOf(rounds: readonly Figures[]): Partial<Record<FigureName, Spread>> {
  const spreads: Partial<Record<FigureName, Spread>> = {};
  const names = new Set(rounds.flatMap((round) => Object.keys(round) as FigureName[]));
  for (const name of names) {
    const values = rounds.flatMap((round) => round[name] ?? []);
    const spread = spreadOf(values);
    if (spread !== null) spreads[name] = spread;
  }
  return spreads;
}

function classesOf(runs: readonly RunOutcome[]): ClassCounts | null {
  const counts = runs.flatMap(({ classes }) => classes ?? []);
  if (counts.length === 0) return null;
  const sum = (field: keyof ClassCounts): number =>
    counts.reduce((total, count) => total + count[field], 0);
  return {
    accepted: sum("accepted"),
    audited_full: sum("audited_full"),
    audited_partial: sum("audited_partial"),
    metadata_only: sum("metadata_only"),
    dropped: sum("dropped"),
  };
}

function merged(histograms: readonly Buckets[]): Buckets {
  const sum = new Histogram();
  for (const buckets of histograms) sum.addBuckets(buckets);
  return sum.buckets();
}
