/**
 * `summary.json` of a window part: what a person or a dashboard reads first. Everything in it is
 * computed from the records of the segment, so the verifier can compute it again.
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import { coveragePercent } from "./counts.ts";
import { percentileUs, type SparseHistogram, usToMs } from "./histogram.ts";
import { windowEndMs, windowStartMs } from "./layout.ts";
import type { Limits } from "./record.ts";
import type { Tally, WindowTotals } from "./window_totals.ts";
import { formatTime } from "../base/clock.ts";

/** Version of the summary, as the reference program names it. */
export const SUMMARY_SCHEMA = "1.0.0";

/**
 * Computed status of one control; see `controls/`.
 *
 * @internal
 */
export interface ControlEvidence {
  /** `soc2:CC7.2`. */
  control: string;
  title: string;
  status: "supported" | "partial" | "exception" | "not_evidenced" | "not_applicable";
  /** Reason codes, sorted; empty only when supported. */
  reasons: string[];
  /** State and numbers of each test that the status rests on. */
  tests: Record<
    string,
    {
      state: "pass" | "partial" | "fail" | "absent" | "exception" | "pending";
      value: number | null;
      n: number;
      N: number;
      threshold: number | null;
    }
  >;
  /** Best status that this kind of evidence can ever reach. */
  cap: "supported" | "partial" | "not_evidenced";
  not_proven: string;
  wording: string;
  rules_version: string;
}

/** The summary; fields of the first group keep the reference program's names and meaning. */
export interface WindowSummary {
  window_start: string;
  window_end: string;
  total_requests_processed: number;
  total_requests_audited: number;
  total_requests_dropped: number;
  /** Fully audited calls of those processed; floored to two decimals; null when there were none. */
  audit_coverage_percent: number | null;
  /** Categories per call, added up, both directions. */
  total_pii_detected: number;
  redaction_events_by_category: Tally;
  redaction_level: string;
  pii_categories_not_covered: string[];
  system_uptime_seconds: number;
  proxy_p50_latency_ms: number;
  proxy_p95_latency_ms: number;
  proxy_p99_latency_ms: number;
  io_errors: number;
  partial_window: boolean;
  schema_version: string;
  sidecar_version: string;
  total_responses_audited: number;
  response_redaction_events_by_category: Tally;
  soc2_controls_satisfied: string[];
  iso42001_controls_satisfied: string[];

  log: string;
  window: {
    w: number;
    part: number;
    period_seconds: number;
    first_index: number;
    end_index: number;
  };
  audited_full: number;
  audited_partial: number;
  metadata_only: number;
  excluded: number;
  unknown_at_crash: number;
  carried_in: number;
  accepted: number;
  carried_out: number;
  drops_by_reason: Tally;
  capture: { request: Tally; response: Tally };
  capture_reasons: { request: Tally; response: Tally };
  not_inspected: { request: Tally; response: Tally };
  findings_by_category: { request: Tally; response: Tally };
  by_provider: Tally;
  by_host: Tally;
  by_format: Tally;
  by_model_requested: Tally;
  by_model_served: Tally;
  by_status: Tally;
  tokens_reported: Tally;
  added_latency_us: SparseHistogram;
  telemetry_lines_lost: number;
  limits: Limits;
  config_digest: string;
  detector_digest: string;
  commitment: string;
  workers_sandboxed: boolean;
  /** SHA-256 of the declared policy in force; absent without one. */
  policy_digest?: string;
  /** Hits of signals by rule and direction; absent when there were none. */
  signals?: { request: Tally; response: Tally };
  control_evidence: ControlEvidence[];
  /** What a reader must know before using the numbers. */
  notes: string[];
}

/** What a summary needs beside the totals. */
export interface SummaryFrame {
  log: string;
  version: string;
  firstIndex: number;
  endIndex: number;
  controls: ControlEvidence[];
}

/**
 * Computes the summary of a closed part.
 *
 * @param totals Totals of its records; must hold `window.open` and `window.close`.
 * @returns null when the part has no open or no close record.
 */
export function summarise(totals: WindowTotals, frame: SummaryFrame): WindowSummary | null {
  const { open, close, counts } = totals;
  if (open === null || close === null) return null;
  const supported = (prefix: string): string[] =>
    frame.controls.filter((c) => c.status === "supported" && c.control.startsWith(prefix))
      .map((c) => c.control.slice(prefix.length));
  const perCall = mergeTallies(totals.req.calls, totals.res.calls);
  return {
    window_start: formatTime(windowStartMs(open)),
    window_end: formatTime(windowEndMs(open)),
    total_requests_processed: counts.processed,
    total_requests_audited: counts.audited_full,
    total_requests_dropped: counts.dropped,
    audit_coverage_percent: coveragePercent(counts),
    total_pii_detected: Object.values(perCall).reduce((sum, n) => sum + n, 0),
    redaction_events_by_category: totals.req.calls,
    redaction_level: totals.detector?.level ?? "none",
    pii_categories_not_covered: totals.detector?.not_covered ?? [],
    system_uptime_seconds: close.uptime_s,
    proxy_p50_latency_ms: usToMs(percentileUs(close.added_us, 50)),
    proxy_p95_latency_ms: usToMs(percentileUs(close.added_us, 95)),
    proxy_p99_latency_ms: usToMs(percentileUs(close.added_us, 99)),
    io_errors: close.io_errors,
    partial_window: close.partial === true,
    schema_version: SUMMARY_SCHEMA,
    sidecar_version: frame.version,
    total_responses_audited: totals.res.capture.full,
    response_redaction_events_by_category: totals.res.calls,
    soc2_controls_satisfied: supported("soc2:"),
    iso42001_controls_satisfied: supported("iso42001:"),

    log: frame.log,
    window: {
      w: open.w,
      part: open.part,
      period_seconds: open.period,
      first_index: frame.firstIndex,
      end_index: frame.endIndex,
    },
    ...countFields(totals),
    ...mixFields(totals),
    added_latency_us: close.added_us,
    telemetry_lines_lost: totals.telemetryLinesLost,
    limits: totals.config?.limits ?? {},
    config_digest: totals.config?.config ?? "",
    detector_digest: totals.detector?.detector ?? "",
    commitment: totals.config?.commitment ?? "",
    workers_sandboxed: totals.config?.sandbox ?? false,
    ...declaredFields(totals),
    control_evidence: frame.controls,
    notes: notesOf(totals),
  };
}

type CountFields = Pick<
  WindowSummary,
  | "audited_full"
  | "audited_partial"
  | "metadata_only"
  | "excluded"
  | "unknown_at_crash"
  | "carried_in"
  | "accepted"
  | "carried_out"
  | "drops_by_reason"
>;

function countFields(totals: WindowTotals): CountFields {
  return {
    audited_full: totals.counts.audited_full,
    audited_partial: totals.counts.audited_partial,
    metadata_only: totals.counts.metadata_only,
    excluded: totals.counts.excluded,
    unknown_at_crash: totals.counts.unknown_at_crash,
    carried_in: totals.close?.carried_in ?? 0,
    accepted: totals.close?.accepted ?? 0,
    carried_out: totals.close?.carried_out ?? 0,
    drops_by_reason: totals.dropsByReason,
  };
}

type MixFields = Pick<
  WindowSummary,
  | "capture"
  | "capture_reasons"
  | "not_inspected"
  | "findings_by_category"
  | "by_provider"
  | "by_host"
  | "by_format"
  | "by_model_requested"
  | "by_model_served"
  | "by_status"
  | "tokens_reported"
>;

function mixFields(totals: WindowTotals): MixFields {
  const { req, res } = totals;
  return {
    capture: { request: { ...req.capture }, response: { ...res.capture } },
    capture_reasons: { request: req.why, response: res.why },
    not_inspected: { request: req.not_inspected, response: res.not_inspected },
    findings_by_category: { request: req.instances, response: res.instances },
    by_provider: totals.byProvider,
    by_host: totals.byHost,
    by_format: totals.byFormat,
    by_model_requested: totals.byModel,
    by_model_served: totals.byServedModel,
    by_status: totals.byStatus,
    tokens_reported: { ...totals.tokens },
  };
}

/** Fields that summaries had not from the start, so they are absent when they say nothing. */
function declaredFields(
  { config, req, res }: WindowTotals,
): Pick<WindowSummary, "policy_digest" | "signals"> {
  const hasSignals = Object.keys(req.signals).length + Object.keys(res.signals).length > 0;
  return {
    ...(config?.policy === undefined ? {} : { policy_digest: config.policy }),
    ...(hasSignals ? { signals: { request: req.signals, response: res.signals } } : {}),
  };
}

function notesOf(totals: WindowTotals): string[] {
  const notes = [
    "Counts cover calls that reached the proxy; traffic that bypassed it is not in them.",
    "Redaction applies to the audit copy; the upstream received the original bytes.",
    "The signature of this window cannot vouch for itself here: INTEGRITY is pending.",
  ];
  if (totals.config?.commitment === "sha256") {
    notes.push(
      "Plain SHA-256 beside redacted text lets short values be guessed; use --commitment=hmac.",
    );
  }
  return notes;
}

function mergeTallies(a: Tally, b: Tally): Tally {
  const sum: Tally = { ...a };
  for (const [name, n] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

/** The bytes of `summary.json`: canonical JSON and a line feed. */
export function summaryText(summary: WindowSummary): string {
  return `${canonicalJson(summary)}\n`;
}
