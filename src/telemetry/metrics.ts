/**
 * The metrics of the program, from plain numbers. It holds no counters of its own and starts no
 * server. The first seven metrics keep the names and meaning of the reference program.
 *
 * @module
 */

import { counter, type Family, familyText, gauge, histogram, labelled } from "./exposition.ts";
import { keepingFamilies, type KeepingFigures } from "./keeping.ts";
import { type CallFigures, LAG_BOUNDS_SECONDS, OVERHEAD_BOUNDS_SECONDS } from "./call_figures.ts";

export type { KeepingFigures } from "./keeping.ts";

const CAPTURE_STATES: readonly string[] = ["full", "metadata", "gap"];

/** Everything that is exposed; counts since the program started unless said otherwise. */
export interface MetricsSnapshot {
  /** Requests accepted. */
  requests: number;
  /** What is counted of audited calls. */
  calls: CallFigures;
  /** Calls without a record. */
  dropped: number;
  /** Requests being forwarded now. */
  inFlight: number;
  /** Failed writes and syncs. */
  flushErrors: number;
  /** Window parts sealed. */
  evidenceReports: number;
  /** Slots of the capture pool now, and the most that were in use at once. */
  poolSlots: { free: number; used: number; usedMax: number };
  /** Exchanges open or waiting for their audit now, and the most at once. */
  exchangesOpen: { now: number; max: number };
  /** Exchanges handed to the audit and not yet durable, now. */
  auditBacklog: number;
  /** Jobs that wait for workers now, and the most that waited for one of them at once. */
  jobsWaiting: { now: number; max: number };
  /** Audit workers: how many run, and how many should. */
  workers: { running: number; wanted: number };
  /** What they have audited: bytes of bodies, and the time they were busy with them. */
  scan: { bytes: number; busySeconds: number };
  /** Records and bytes written to segments. */
  written: { records: number; bytes: number };
  /** Windows that are closed and not yet signed. */
  windowsUnsealed: number;
  /** Records of the log, those of earlier starts, too, and how many are under a signed head. */
  log: { records: number; signed: number };
  /** Disk, retention and hold; null before they were looked at. */
  keeping: KeepingFigures | null;
  /** Messages to the webhook; null without one. */
  webhook: { waiting: number; delivered: number; failures: number; dropped: number } | null;
  /** Lines of the program's own log that nobody read in time. */
  logLinesLost: number;
  /** Spans exported and lost, and failed exports; null when nothing is exported. */
  otel: { spansExported: number; spansLost: number; failures: number } | null;
  /** Bodies of which not every byte could be copied, because the pool was full. */
  poolShort: number;
  /** What is recorded of new calls: `full`, `metadata` or `gap`. */
  captureState: string;
  /** Client connections open now, and those refused or closed by a limit. */
  clientConnections: { open: number; refused: number; timedOut: number };
  /** Audit workers that were replaced. */
  workerRestarts: number;
  /** Connections opened to upstreams. */
  upstreamConnections: number;
  /** Telemetry lines lost after their records were durable. */
  telemetryLinesLost: number;
  /** 1 for each reason why the audit is degraded now, 0 for those that ended. */
  degraded: Readonly<Record<string, number>>;
  /** Number of the open window. */
  windowNumber: number;
  /** Seconds since it was opened, and its length. */
  window: { ageSeconds: number; lengthSeconds: number };
  /** The last self-test of the detector; null before the first. */
  selfTest: { passed: boolean; recall: number } | null;
  /** Version of the program. */
  version: string;
}

/**
 * The whole exposition; a family without samples is left out.
 *
 * @param snapshot Numbers as they are now.
 * @returns Text that ends with a line feed.
 */
export function renderMetrics(snapshot: MetricsSnapshot): string {
  const families = [
    ...referenceFamilies(snapshot),
    ...callFamilies(snapshot),
    ...lossFamilies(snapshot),
    ...resourceFamilies(snapshot),
    ...stateFamilies(snapshot),
    ...keepingFamilies(snapshot.keeping),
  ];
  return families.map(familyText).join("");
}

function referenceFamilies(now: MetricsSnapshot): Family[] {
  return [
    counter("outband_requests_total", "Requests accepted by the proxy.", now.requests),
    counter(
      "outband_requests_audited_total",
      "Calls captured whole and scanned.",
      now.calls.counts.audited_full,
    ),
    counter("outband_requests_dropped_total", "Calls that have no audit record.", now.dropped),
    {
      name: "outband_pii_detected_total",
      type: "counter",
      help: "Calls with a finding of the category, once per category and call.",
      samples: labelled("category", now.calls.piiDetected),
    },
    counter("outband_flush_errors_total", "Failed writes and syncs of evidence.", now.flushErrors),
    histogram(
      {
        name: "outband_proxy_overhead_seconds",
        help: "Latency that the proxy added to a call.",
      },
      {
        bounds: OVERHEAD_BOUNDS_SECONDS,
        counts: now.calls.overheadCounts,
        sum: now.calls.overheadSumUs / 1e6,
      },
    ),
    counter(
      "outband_evidence_reports_generated_total",
      "Window parts that were sealed.",
      now.evidenceReports,
    ),
  ];
}

function callFamilies(now: MetricsSnapshot): Family[] {
  const clients = now.clientConnections;
  const { audited_partial: partial, metadata_only: metadataOnly } = now.calls.counts;
  return [
    counter("outband_requests_partial_total", "Calls audited in part.", partial),
    counter(
      "outband_requests_metadata_only_total",
      "Calls of which only metadata was recorded.",
      metadataOnly,
    ),
    gauge("outband_requests_in_flight", "Requests being forwarded now.", now.inFlight),
    gauge("outband_client_connections", "Client connections open now.", clients.open),
    counter(
      "outband_client_connections_refused_total",
      "Client connections refused because too many were open.",
      clients.refused,
    ),
    counter(
      "outband_client_connections_timed_out_total",
      "Client connections closed because no request came in time.",
      clients.timedOut,
    ),
    counter(
      "outband_upstream_connections_opened_total",
      "Connections opened to upstreams.",
      now.upstreamConnections,
    ),
    {
      name: "outband_calls_total",
      type: "counter",
      help: "Audited calls by provider, model and status; beyond a bound they are other.",
      samples: now.calls.calls.map(({ n, ...labels }) => ({ labels, value: n })),
    },
    {
      name: "outband_tokens_total",
      type: "counter",
      help: "Tokens that providers reported, by type; beyond a bound models are other.",
      samples: now.calls.tokens.map(({ n, ...labels }) => ({ labels, value: n })),
    },
  ];
}

/** Everything that was lost, and where. */
function lossFamilies(now: MetricsSnapshot): Family[] {
  return [
    {
      name: "outband_gap_calls_total",
      type: "counter",
      help: "Calls without a record, by reason.",
      samples: labelled("reason", now.calls.droppedBy),
    },
    {
      name: "outband_capture_incomplete_total",
      type: "counter",
      help: "Directions of calls that were not audited whole, by reason.",
      samples: now.calls.incomplete.map(({ n, ...labels }) => ({ labels, value: n })),
    },
    counter(
      "outband_pool_short_total",
      "Bodies of which not every byte could be copied, because the pool was full.",
      now.poolShort,
    ),
    counter(
      "outband_telemetry_lines_lost_total",
      "Telemetry lines lost after their records were durable.",
      now.telemetryLinesLost,
    ),
    counter(
      "outband_log_lines_lost_total",
      "Lines of the program's own log that nobody read in time.",
      now.logLinesLost,
    ),
    counter("outband_worker_restarts_total", "Audit workers replaced.", now.workerRestarts),
    ...otelFamilies(now),
    ...webhookFamilies(now),
  ];
}

function webhookFamilies({ webhook }: MetricsSnapshot): Family[] {
  if (webhook === null) return [];
  const { waiting, delivered, failures, dropped } = webhook;
  return [
    gauge("outband_webhook_waiting", "Messages to the webhook that wait on disk.", waiting),
    counter("outband_webhook_delivered_total", "Messages that the receiver took.", delivered),
    counter("outband_webhook_failures_total", "Attempts that failed; made again.", failures),
    counter("outband_webhook_dropped_total", "Messages that were not delivered.", dropped),
  ];
}

function otelFamilies({ otel }: MetricsSnapshot): Family[] {
  if (otel === null) return [];
  const { spansExported, spansLost, failures } = otel;
  return [
    counter("outband_otel_spans_exported_total", "Spans that the receiver took.", spansExported),
    counter("outband_otel_spans_lost_total", "Spans that were not exported.", spansLost),
    counter("outband_otel_export_failures_total", "Exports that failed.", failures),
  ];
}

function resourceFamilies(now: MetricsSnapshot): Family[] {
  const { free, used, usedMax } = now.poolSlots;
  return [
    {
      name: "outband_pool_slots",
      type: "gauge",
      help: "Slots of the capture pool by state.",
      samples: labelled("state", { free, used }),
    },
    gauge("outband_pool_slots_used_max", "Most slots in use at once.", usedMax),
    gauge(
      "outband_exchanges_open",
      "Exchanges open or waiting for their audit.",
      now.exchangesOpen.now,
    ),
    gauge(
      "outband_exchanges_open_max",
      "Most exchanges open or waiting at once.",
      now.exchangesOpen.max,
    ),
    gauge(
      "outband_audit_backlog",
      "Exchanges handed to the audit and not yet durable.",
      now.auditBacklog,
    ),
    gauge("outband_jobs_waiting", "Jobs that wait for audit workers.", now.jobsWaiting.now),
    gauge(
      "outband_jobs_waiting_max",
      "Most jobs that waited for one worker at once.",
      now.jobsWaiting.max,
    ),
    {
      name: "outband_workers",
      type: "gauge",
      help: "Audit workers that run, and that should.",
      samples: labelled("state", now.workers),
    },
    ...speedFamilies(now),
  ];
}

function speedFamilies({ calls, scan, written }: MetricsSnapshot): Family[] {
  const speed = scan.busySeconds === 0 ? 0 : scan.bytes / scan.busySeconds;
  return [
    histogram(
      {
        name: "outband_audit_lag_seconds",
        help: "Time from the end of a call until its record is written.",
      },
      { bounds: LAG_BOUNDS_SECONDS, counts: calls.lagCounts, sum: calls.lagSumMs / 1e3 },
    ),
    gauge("outband_audit_lag_max_seconds", "Longest such time.", calls.lagMaxMs / 1e3),
    counter("outband_scanned_bytes_total", "Bytes of bodies audited.", scan.bytes),
    counter("outband_scan_seconds_total", "Time that audit workers were busy.", scan.busySeconds),
    gauge("outband_scan_bytes_per_second", "Bytes audited in a second of one worker.", speed),
    counter("outband_records_written_total", "Records written to the log.", written.records),
    counter("outband_record_bytes_written_total", "Bytes of these records.", written.bytes),
  ];
}

function stateFamilies(now: MetricsSnapshot): Family[] {
  return [
    {
      name: "outband_degraded",
      type: "gauge",
      help: "1 while the audit is degraded for the reason.",
      samples: labelled("reason", now.degraded),
    },
    {
      name: "outband_capture_state",
      type: "gauge",
      help: "1 for what is recorded of new calls now: full, metadata (no bodies), gap (nothing).",
      samples: labelled(
        "state",
        Object.fromEntries(
          CAPTURE_STATES.map((state) => [state, state === now.captureState ? 1 : 0]),
        ),
      ),
    },
    {
      ...gauge("outband_selftest_ok", "1 if the last self-test of the detector passed.", 0),
      samples: now.selfTest === null ? [] : [{ value: now.selfTest.passed ? 1 : 0 }],
    },
    {
      ...gauge("outband_selftest_recall", "Share of its cases that the last self-test found.", 0),
      samples: now.selfTest === null ? [] : [{ value: now.selfTest.recall }],
    },
    gauge("outband_window_number", "Number of the open window.", now.windowNumber),
    gauge("outband_window_age_seconds", "Age of the open window.", now.window.ageSeconds),
    gauge("outband_window_length_seconds", "Length of a window.", now.window.lengthSeconds),
    gauge("outband_windows_unsealed", "Closed windows without signature.", now.windowsUnsealed),
    gauge("outband_log_records", "Records of the log, of all starts.", now.log.records),
    gauge(
      "outband_log_signed_records",
      "How many of them are under the newest signed head; heartbeats sign one each minute.",
      now.log.signed,
    ),
    {
      name: "outband_build_info",
      type: "gauge",
      help: "Always 1; the label names the version.",
      samples: labelled("version", { [now.version]: 1 }),
    },
  ];
}
