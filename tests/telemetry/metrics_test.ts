import {
  type CallFigures,
  LAG_BOUNDS_SECONDS,
  noFigures,
  OVERHEAD_BOUNDS_SECONDS,
} from "../../src/telemetry/call_figures.ts";
import { METRICS_CONTENT_TYPE } from "../../src/telemetry/exposition.ts";
import { type MetricsSnapshot, renderMetrics } from "../../src/telemetry/metrics.ts";
import { canRun } from "../support/peers.ts";
import { assert, assertEquals, assertFalse, assertMatch } from "../support/std.ts";

const FIGURES: CallFigures = {
  ...noFigures(),
  counts: { ...noFigures().counts, audited_full: 90, audited_partial: 4, metadata_only: 3 },
  piiDetected: { SSN: 7, EMAIL: 1 },
  overheadCounts: [10, 20, 30, 0, 0, 0, 0, 0, 1, 2],
  overheadSumUs: 1_234_567,
  lagCounts: [5, 0, 1],
  lagSumMs: 250,
  lagMaxMs: 120,
  calls: [{ provider: "openai", model: "gpt-5", status: "200", n: 90 }],
  tokens: [{ provider: "openai", model: "gpt-5", type: "input", n: 1_000 }],
  droppedBy: { table_full: 3 },
  incomplete: [{ direction: "response", reason: "cut", n: 4 }],
};

const SNAPSHOT: MetricsSnapshot = {
  requests: 100,
  calls: FIGURES,
  dropped: 3,
  inFlight: 2,
  flushErrors: 1,
  evidenceReports: 5,
  poolSlots: { free: 3_190, used: 10, usedMax: 44 },
  exchangesOpen: { now: 2, max: 17 },
  auditBacklog: 6,
  jobsWaiting: { now: 4, max: 9 },
  workers: { running: 1, wanted: 2 },
  scan: { bytes: 5_000_000, busySeconds: 0.5 },
  written: { records: 120, bytes: 64_000 },
  windowsUnsealed: 1,
  logLinesLost: 8,
  log: { records: 130, signed: 121 },
  keeping: null,
  webhook: { waiting: 2, delivered: 9, failures: 4, dropped: 1 },
  otel: { spansExported: 80, spansLost: 2, failures: 1 },
  poolShort: 1,
  captureState: "metadata",
  clientConnections: { open: 12, refused: 2, timedOut: 3 },
  workerRestarts: 0,
  upstreamConnections: 8,
  telemetryLinesLost: 0,
  degraded: { journal: 0, pool: 1 },
  windowNumber: 498_686,
  window: { ageSeconds: 12.5, lengthSeconds: 3_600 },
  selfTest: { passed: true, recall: 0.995 },
  version: "0.1.0",
};

function linesOf(snapshot: MetricsSnapshot): string[] {
  return renderMetrics(snapshot).split("\n");
}

Deno.test("renderMetrics() gives every number under its name", () => {
  const samples = linesOf(SNAPSHOT).filter((line) => !line.startsWith("#") && line !== "");
  assertEquals(samples, [
    "outband_requests_total 100",
    "outband_requests_audited_total 90",
    "outband_requests_dropped_total 3",
    'outband_pii_detected_total{category="EMAIL"} 1',
    'outband_pii_detected_total{category="SSN"} 7',
    "outband_flush_errors_total 1",
    'outband_proxy_overhead_seconds_bucket{le="0.0001"} 10',
    'outband_proxy_overhead_seconds_bucket{le="0.0005"} 30',
    'outband_proxy_overhead_seconds_bucket{le="0.001"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.002"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.005"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.01"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.025"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.05"} 60',
    'outband_proxy_overhead_seconds_bucket{le="0.1"} 61',
    'outband_proxy_overhead_seconds_bucket{le="+Inf"} 63',
    "outband_proxy_overhead_seconds_sum 1.234567",
    "outband_proxy_overhead_seconds_count 63",
    "outband_evidence_reports_generated_total 5",
    "outband_requests_partial_total 4",
    "outband_requests_metadata_only_total 3",
    "outband_requests_in_flight 2",
    "outband_client_connections 12",
    "outband_client_connections_refused_total 2",
    "outband_client_connections_timed_out_total 3",
    "outband_upstream_connections_opened_total 8",
    'outband_calls_total{provider="openai",model="gpt-5",status="200"} 90',
    'outband_tokens_total{provider="openai",model="gpt-5",type="input"} 1000',
    'outband_gap_calls_total{reason="table_full"} 3',
    'outband_capture_incomplete_total{direction="response",reason="cut"} 4',
    "outband_pool_short_total 1",
    "outband_telemetry_lines_lost_total 0",
    "outband_log_lines_lost_total 8",
    "outband_worker_restarts_total 0",
    "outband_otel_spans_exported_total 80",
    "outband_otel_spans_lost_total 2",
    "outband_otel_export_failures_total 1",
    "outband_webhook_waiting 2",
    "outband_webhook_delivered_total 9",
    "outband_webhook_failures_total 4",
    "outband_webhook_dropped_total 1",
    'outband_pool_slots{state="free"} 3190',
    'outband_pool_slots{state="used"} 10',
    "outband_pool_slots_used_max 44",
    "outband_exchanges_open 2",
    "outband_exchanges_open_max 17",
    "outband_audit_backlog 6",
    "outband_jobs_waiting 4",
    "outband_jobs_waiting_max 9",
    'outband_workers{state="running"} 1',
    'outband_workers{state="wanted"} 2',
    ...[0.05, 0.1].map((le) => `outband_audit_lag_seconds_bucket{le="${le}"} 5`),
    ...[0.25, 0.5, 1, 2.5, 5, 10, 30, 60, "+Inf"].map((le) =>
      `outband_audit_lag_seconds_bucket{le="${le}"} 6`
    ),
    "outband_audit_lag_seconds_sum 0.25",
    "outband_audit_lag_seconds_count 6",
    "outband_audit_lag_max_seconds 0.12",
    "outband_scanned_bytes_total 5000000",
    "outband_scan_seconds_total 0.5",
    "outband_scan_bytes_per_second 10000000",
    "outband_records_written_total 120",
    "outband_record_bytes_written_total 64000",
    'outband_degraded{reason="journal"} 0',
    'outband_degraded{reason="pool"} 1',
    'outband_capture_state{state="full"} 0',
    'outband_capture_state{state="gap"} 0',
    'outband_capture_state{state="metadata"} 1',
    "outband_selftest_ok 1",
    "outband_selftest_recall 0.995",
    "outband_window_number 498686",
    "outband_window_age_seconds 12.5",
    "outband_window_length_seconds 3600",
    "outband_windows_unsealed 1",
    "outband_log_records 130",
    "outband_log_signed_records 121",
    'outband_build_info{version="0.1.0"} 1',
  ]);
});

Deno.test("renderMetrics() puts HELP and TYPE once before the samples of each family", () => {
  const seen = new Set<string>();
  let family = "";
  for (const line of linesOf(SNAPSHOT)) {
    if (line === "") continue;
    const help = /^# HELP ([a-z_]+) .+$/.exec(line)?.[1];
    if (help !== undefined) {
      assertFalse(seen.has(help), line);
      seen.add(help);
      family = help;
    } else if (line.startsWith("#")) {
      assertMatch(line, new RegExp(`^# TYPE ${family} (counter|gauge|histogram)$`));
    } else {
      const name = /^[a-z_]+/.exec(line)?.[0] ?? "";
      assert([family, `${family}_bucket`, `${family}_sum`, `${family}_count`].includes(name), line);
    }
  }
  assertEquals(seen.size, 55);
});

Deno.test("renderMetrics() shows no self-test before the first, and 0 for one that failed", () => {
  const none = renderMetrics({ ...SNAPSHOT, selfTest: null });
  assertFalse(none.includes("outband_selftest"));
  const failed = renderMetrics({ ...SNAPSHOT, selfTest: { passed: false, recall: 0.5 } });
  assert(failed.includes("\noutband_selftest_ok 0\n"), failed);
});

Deno.test("renderMetrics() ends counters, and only counters, with _total", () => {
  for (const line of linesOf(SNAPSHOT)) {
    const [, name = "", type = ""] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (name !== "") assertEquals(name.endsWith("_total"), type === "counter", name);
  }
});

Deno.test("renderMetrics() leaves a family without samples out", () => {
  const text = renderMetrics({
    ...SNAPSHOT,
    calls: noFigures(),
    degraded: {},
    otel: null,
    webhook: null,
  });
  assertFalse(text.includes("outband_pii_detected_total"));
  assertFalse(text.includes("outband_degraded"));
  assertFalse(text.includes("outband_calls_total"));
  assertFalse(text.includes("outband_otel"));
  assertFalse(text.includes("outband_webhook"));
  assertFalse(text.includes("outband_disk"));
});

Deno.test("renderMetrics() escapes backslash, quote and line feed in labels", () => {
  const text = renderMetrics({ ...SNAPSHOT, degraded: { 'a\\b"c\nd': 1 } });
  assert(text.includes('outband_degraded{reason="a\\\\b\\"c\\nd"} 1\n'));
});

Deno.test("renderMetrics() writes numbers that are not finite as the format spells them", () => {
  const text = renderMetrics({ ...SNAPSHOT, requests: Infinity, poolShort: NaN, dropped: 1e21 });
  assert(text.includes("outband_requests_total +Inf\n"));
  assert(text.includes("outband_pool_short_total NaN\n"));
  assert(text.includes("outband_requests_dropped_total 1e+21\n"));
});

Deno.test("renderMetrics() counts missing buckets as empty", () => {
  const text = renderMetrics({
    ...SNAPSHOT,
    calls: { ...FIGURES, overheadCounts: [] },
  });
  assert(text.includes('outband_proxy_overhead_seconds_bucket{le="+Inf"} 0\n'));
});

Deno.test("OVERHEAD_BOUNDS_SECONDS and LAG_BOUNDS_SECONDS rise, and the content type names the format", () => {
  assertEquals(OVERHEAD_BOUNDS_SECONDS, OVERHEAD_BOUNDS_SECONDS.toSorted((a, b) => a - b));
  assertEquals(LAG_BOUNDS_SECONDS, LAG_BOUNDS_SECONDS.toSorted((a, b) => a - b));
  assertMatch(METRICS_CONTENT_TYPE, /^text\/plain; version=0\.0\.4;/);
});

const HAS_PROMTOOL = canRun("promtool", ["--version"]);

Deno.test({
  name: `renderMetrics() passes promtool${
    HAS_PROMTOOL ? "" : " (skipped: promtool not installed)"
  }`,
  ignore: !HAS_PROMTOOL,
  async fn(): Promise<void> {
    const command = new Deno.Command("promtool", {
      args: ["check", "metrics"],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    });
    const child = command.spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(renderMetrics(SNAPSHOT)));
    await writer.close();
    const { code, stderr } = await child.output();
    assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  },
});
