/**
 * What the full benchmark found out: `report.json` is one {@linkcode FullReport}.
 * @module
 */

import type { EvidenceCounts } from "../evidence_counts.ts";
import type { Machine } from "../machine.ts";
import type { ClassCounts } from "../proxy_metrics.ts";
import type { LoadFigures, StreamFigures } from "./jobs.ts";
import type { FullSettings, SubjectId } from "./settings.ts";
import type { WorkloadSummary } from "./summary.ts";
import type { Chapter } from "./workloads.ts";

/** One run: one workload through one subject in one round. */
export interface RunOutcome {
  /** From 1. */
  round: number;
  workload: string;
  subject: SubjectId;
  /** Why there are no figures, or null. */
  error: string | null;
  load: LoadFigures | null;
  stream: StreamFigures | null;
  /** CPU time of all processes of the proxy per exchange, or per streamed chunk, microseconds. */
  cpu_us: number | null;
  /** How long the proxy was still busy after the run. */
  settle_ms: number | null;
  /** What became of the calls of this run, by the proxy's own metrics. */
  classes: ClassCounts | null;
}

/** A subject of the report. */
export interface SubjectInfo {
  id: SubjectId;
  /** What it is, with its version; why it took no part when `took_part` is false. */
  what: string;
  took_part: boolean;
}

/** Whether every call through a proxy is in its record. */
export interface AuditAccount {
  subject: string;
  /** Requests that the load client sent to it. */
  sent: number;
  counts: EvidenceCounts;
  /** What is wrong with the counts, or null. */
  fault: string | null;
  /** From SIGTERM until the last window was sealed and the process had ended. */
  stop_ms: number;
}

/** Resident memory over time. */
export interface RssSeries {
  subject: SubjectId;
  /** Seconds since the start, and MiB. */
  points: [seconds: number, mib: number][];
}

/** A workload as the report names it. */
export interface WorkloadInfo {
  id: string;
  chapter: Chapter;
  traffic: string;
  connections: number;
  /** Open loop only. */
  rate_per_s: number | null;
}

/** The whole report. */
export interface FullReport {
  /** When it began, UTC. */
  date: string;
  command: string;
  machine: Machine;
  /** Version of the proxy with its commit, and of every program that took part. */
  versions: string[];
  settings: FullSettings;
  seconds: number;
  subjects: SubjectInfo[];
  tls_subjects: SubjectInfo[];
  workloads: WorkloadInfo[];
  summaries: WorkloadSummary[];
  audit: AuditAccount[];
  rss: { series: RssSeries[]; rounds_at_s: number[] };
  runs: RunOutcome[];
}
