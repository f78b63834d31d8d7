/**
 * One frame of `outband top`: figures as lines of text that fit 80 x 24. Pure.
 * @module
 */

import { type MetricsText, quantileBetween } from "../telemetry/metrics_text.ts";
import { wrapped } from "./check_result.ts";
import type { TerminalStyle } from "./terminal.ts";

/** The metrics at a moment. */
export interface Look {
  metrics: MetricsText;
  /** Milliseconds, monotonic. */
  atMs: number;
}

/** What a frame is made of. */
export interface FrameInput {
  /** Where the metrics are. */
  address: string;
  /** Wall clock, `2026-11-26 02:45:10`. */
  time: string;
  /** The look before, for what happens per second. */
  before: Look;
  now: Look;
}

const LABEL_WIDTH = 16;
const COLUMN_WIDTH = 18;
const BAR_WIDTH = 20;
const FINDING_LINES_MAX = 4;
const COLOUR = { good: "32", bad: "31;1", look: "33", dim: "2", bold: "1" };
const OVERHEAD = "outband_proxy_overhead_seconds";

/** The lines of a frame, none wider than the terminal, as many as fit. */
export function frameLines(input: FrameInput, style: TerminalStyle): string[] {
  const { metrics } = input.now;
  const blank = "";
  const lines = [
    headLine(input, style),
    ...stateLines(metrics, style),
    blank,
    ...callLines(input, style),
    blank,
    ...latencyLines(input, style),
    blank,
    ...auditLines(metrics, style),
    blank,
    ...findingLines(metrics, style),
  ];
  return lines.slice(0, style.height);
}

function paint(text: string, colour: keyof typeof COLOUR, { hasColour }: TerminalStyle): string {
  return hasColour ? `\x1b[${COLOUR[colour]}m${text}\x1b[0m` : text;
}

/** A label and columns; what is too wide for the terminal is cut. */
function row(label: string, columns: readonly string[], style: TerminalStyle): string {
  const cells = columns.map((text) => text.padEnd(COLUMN_WIDTH)).join("");
  const text = cells.trimEnd().slice(0, style.width - LABEL_WIDTH);
  return `${paint(label.padEnd(LABEL_WIDTH), "dim", style)}${text}`;
}

function headLine({ address, time }: FrameInput, style: TerminalStyle): string {
  const left = `outband top  ${address}`;
  const gap = Math.max(style.width - left.length - time.length, 1);
  return paint(`${left}${" ".repeat(gap)}${time}`.slice(0, style.width), "bold", style);
}

function stateLines(metrics: MetricsText, style: TerminalStyle): string[] {
  const reasons = [...metrics.byLabel("outband_degraded", "reason")]
    .filter(([, value]) => value > 0).map(([reason]) => reason);
  if (reasons.length === 0) {
    const label = paint("Audit".padEnd(LABEL_WIDTH), "dim", style);
    return [`${label}${paint("at its best", "good", style)}`];
  }
  const text = `degraded: ${reasons.join(", ")}`.slice(0, style.width - LABEL_WIDTH);
  return [`${paint("Audit".padEnd(LABEL_WIDTH), "dim", style)}${paint(text, "bad", style)}`];
}

function callLines({ before, now }: FrameInput, style: TerminalStyle): string[] {
  const { metrics } = now;
  const calls = metrics.value("outband_requests_total");
  const seconds = Math.max((now.atMs - before.atMs) / 1000, 0.001);
  const rate = Math.max(calls - before.metrics.value("outband_requests_total"), 0) / seconds;
  const refused = metrics.value("outband_client_connections_refused_total");
  return [
    row("Calls", [
      `${rate.toFixed(1)} /s`,
      `${whole(calls)} in all`,
      `${whole(metrics.value("outband_requests_in_flight"))} running`,
    ], style),
    row("Connections", [
      `${whole(metrics.value("outband_client_connections"))} open`,
      `${whole(refused)} refused`,
    ], style),
  ];
}

/** Bucket bounds, so at most that much; the mean is exact. */
function latencyLines({ before, now }: FrameInput, style: TerminalStyle): string[] {
  const [earlier, later] = [before.metrics.buckets(OVERHEAD), now.metrics.buckets(OVERHEAD)];
  const within = (share: number, from: typeof earlier): string => {
    const bound = quantileBetween(from, later, share);
    if (bound === null) return "-";
    if (bound === Infinity) return `> ${ms(later.at(-2)?.bound ?? 0)}`;
    return `<= ${ms(bound)}`;
  };
  const columns = (from: typeof earlier, since: MetricsText | null): string[] => [
    `p50 ${within(0.5, from)}`,
    `p99 ${within(0.99, from)}`,
    `mean ${meanOf(now.metrics, since)}`,
  ];
  return [
    row("Added, now", columns(earlier, before.metrics), style),
    row("Added, in all", columns([], null), style),
  ];
}

function meanOf(metrics: MetricsText, since: MetricsText | null): string {
  const grown = (suffix: string): number =>
    metrics.value(`${OVERHEAD}${suffix}`) - (since?.value(`${OVERHEAD}${suffix}`) ?? 0);
  const count = grown("_count");
  return count > 0 ? ms(grown("_sum") / count) : "-";
}

function auditLines(metrics: MetricsText, style: TerminalStyle): string[] {
  const value = (name: string): number => metrics.value(`outband_${name}`);
  const [full, part, bare] = [
    value("requests_audited_total"),
    value("requests_partial_total"),
    value("requests_metadata_only_total"),
  ];
  const dropped = value("requests_dropped_total");
  const settled = full + part + bare + dropped;
  // Floored, so that it never reads 100 % when something is missing.
  const share = settled === 0 ? "-" : `${(Math.floor(10_000 * full / settled) / 100).toFixed(2)} %`;
  const drops = row("Dropped", [
    `${whole(dropped)}`,
    `${whole(part)} in part`,
    `${whole(bare)} bare`,
  ], style);
  return [
    row("Audited whole", [share, `${whole(full)} calls`], style),
    dropped > 0 ? paint(plain(drops), "bad", style) : drops,
    row("Lag", [`${whole(value("audit_backlog"))} calls`, ...lagColumns(metrics)], style),
    row("Pool", poolColumns(metrics), style),
    row("Window", [
      `${value("window_number")}`,
      ...(metrics.has("outband_window_age_seconds")
        ? [`${whole(Math.floor(value("window_age_seconds")))} s old`]
        : []),
      `${whole(value("evidence_reports_generated_total"))} sealed`,
    ], style),
    row("Faults", [
      `${whole(value("flush_errors_total"))} disk`,
      `${whole(value("worker_restarts_total"))} workers`,
      `${whole(value("telemetry_lines_lost_total"))} lines lost`,
    ], style),
  ];
}

/** How long records came after the ends of their calls, since the start. */
function lagColumns(metrics: MetricsText): string[] {
  const bound = quantileBetween([], metrics.buckets("outband_audit_lag_seconds"), 0.99);
  if (bound === null) return [];
  const most = `${Number(metrics.value("outband_audit_lag_max_seconds").toPrecision(3))} s at most`;
  return [bound === Infinity ? "p99 > 60 s" : `p99 <= ${bound} s`, most];
}

function poolColumns(metrics: MetricsText): string[] {
  const slots = metrics.byLabel("outband_pool_slots", "state");
  const [free, used] = [slots.get("free") ?? 0, slots.get("used") ?? 0];
  const total = free + used;
  if (total === 0) return ["-"];
  const share = used / total;
  const filled = Math.ceil(share * BAR_WIDTH);
  const most = Math.ceil(100 * metrics.value("outband_pool_slots_used_max") / total);
  const bar = `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}]`;
  return [`${bar} ${Math.ceil(100 * share)} % used, ${most} % at most`];
}

function findingLines(metrics: MetricsText, style: TerminalStyle): string[] {
  const found = [...metrics.byLabel("outband_pii_detected_total", "category")]
    .filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (found.length === 0) return [row("Findings", ["none"], style)];
  const text = found.map(([name, count]) => `${name} ${whole(count)}`).join(",  ");
  const lines = wrapped(text, style.width - LABEL_WIDTH);
  return lines.slice(0, FINDING_LINES_MAX)
    .map((line, k) => row(k === 0 ? "Calls with" : "", [line], style));
}

/** `1,234`. */
function whole(value: number): string {
  return value.toLocaleString("en-US");
}

/** Seconds as milliseconds with up to three digits. */
function ms(seconds: number): string {
  return `${Number((seconds * 1000).toPrecision(3))} ms`;
}

function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/\x1b\[[0-9;]*m/g, "");
}
