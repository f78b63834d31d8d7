/**
 * What the canonical benchmark found out, and how it is printed.
 * @module
 */

import { countsLine, type EvidenceCounts } from "./evidence_counts.ts";
import { type Machine, machineLine } from "./machine.ts";
import type { AddedLatency, Percentiles } from "./statistics.ts";
import { ANSWER_BYTES, REQUEST_BYTES } from "./workload.ts";

/** Connections of the throughput runs. */
export const CONNECTIONS = 8;

/** What one way to the upstream measured, medians over the rounds. */
export interface Subject {
  name: string;
  /** With one connection. */
  latency_us: Percentiles;
  /** Against direct, round by round; null for direct itself. */
  added_us: AddedLatency | null;
  /** With {@linkcode CONNECTIONS} connections. */
  exchanges_per_s: number;
}

/** Whether the audit kept up. */
export interface AuditReport {
  /** Exchanges that the load client had through the proxy. */
  sent: number;
  counts: EvidenceCounts;
  /** What is wrong with the counts, or null. */
  fault: string | null;
  /** CPU time of the proxy with its audit per exchange; null where it cannot be read. */
  cpu_us_per_exchange: number | null;
  /** Longest time after a run until the proxy was idle: audit that it had left for later. */
  settle_ms_max: number;
  /** From SIGTERM until the last window was sealed and the process had ended. */
  stop_ms: number;
}

/** Everything a run found out. */
export interface CanonicalReport {
  command: string;
  machine: Machine;
  /** Version of nginx, or null when it is not installed. */
  nginx: string | null;
  rounds: number;
  round_ms: number;
  outband: Subject;
  /** Direct, and nginx when it is installed. */
  others: Subject[];
  audit: AuditReport;
}

const LIES = [
  "the machine does other work: compare the load above, and look at the range of the rounds",
  "upstream, client and proxies share these cores: with few of them every figure is too high",
  "the client is a Deno program and costs more than the wire: read added figures, not absolute ones",
  "loopback has no distance, and the upstream answers at once: a real model takes a thousand times " +
  "longer, and what is added does not grow with it",
  "a percentile difference is not the percentile of differences: p99 is mostly pauses and noise",
  "no TLS, no streaming, one body size: other traffic costs something else",
];

/** The report as text; after the title come the two numbers. */
export function reportText(report: CanonicalReport): string {
  const { outband, others, audit, rounds, round_ms } = report;
  const added = outband.added_us;
  const [min, max] = added?.p50_range ?? [NaN, NaN];
  return [
    `Canonical workload: ${REQUEST_BYTES} B JSON POST -> ${ANSWER_BYTES} B JSON, audit on`,
    `added p50 ${whole(added?.p50)} us (p95 ${whole(added?.p95)} us, p99 ${
      whole(added?.p99)
    } us; ` +
    `1 connection, p50 of the rounds ${whole(min)} to ${whole(max)} us)`,
    `exchanges/s ${whole(outband.exchanges_per_s)} (${CONNECTIONS} connections)`,
    "",
    ...auditLines(audit),
    "",
    ...tableLines([...others, outband]),
    "",
    `Medians of ${rounds} rounds of ${round_ms} ms, all subjects in turn.`,
    `Machine: ${machineLine(report.machine)}`,
    `Compared with: ${report.nginx ?? "no nginx, it is not installed"}`,
    `Command: ${report.command}`,
    "These figures lie when:",
    ...LIES.map((lie) => `- ${lie}`),
    "",
  ].join("\n");
}

function auditLines(audit: AuditReport): string[] {
  const { counts, fault } = audit;
  const verdict = counts.audited_full === audit.sent
    ? "The audit kept up"
    : "The audit FELL BEHIND";
  const cpu = audit.cpu_us_per_exchange;
  return [
    fault === null ? `${verdict}: ${countsLine(counts)}` : `The counts are WRONG: ${fault}`,
    `Audit left for after a run: ${whole(audit.settle_ms_max)} ms at most. ` +
    `Sealed ${whole(audit.stop_ms)} ms after SIGTERM. ` +
    `CPU of the proxy with its audit: ${cpu === null ? "unknown" : whole(cpu)} us per exchange.`,
  ];
}

function tableLines(subjects: readonly Subject[]): string[] {
  const rows = subjects.map(({ name, latency_us, added_us, exchanges_per_s }) => [
    name,
    ...percentileCells(latency_us),
    ...(added_us === null ? ["-", "-", "-"] : percentileCells(added_us)),
    whole(exchanges_per_s),
  ]);
  const head = ["us", "p50", "p95", "p99", "added p50", "p95", "p99", "exchanges/s"];
  return [head, ...rows].map(([name = "", ...cells]) =>
    name.padEnd(10) + cells.map((cell) => cell.padStart(12)).join("")
  );
}

function percentileCells({ p50, p95, p99 }: Percentiles): string[] {
  return [p50, p95, p99].map(whole);
}

function whole(value: number | undefined): string {
  return value === undefined ? "-" : value.toFixed(0);
}
