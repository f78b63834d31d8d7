/**
 * Prometheus text exposition, format 0.0.4, from plain numbers. It holds no counters of its own and
 * starts no server.
 *
 * ```text
 * # HELP outband_requests_total Requests accepted by the proxy.
 * # TYPE outband_requests_total counter
 * outband_requests_total 12847
 * ```
 *
 * The first seven metrics keep the names and meaning of the reference program.
 *
 * @module
 */

/** Value of `content-type` for the exposition. */
export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Upper bounds in seconds of `outband_proxy_overhead_seconds`; the reference program's. */
export const OVERHEAD_BOUNDS_SECONDS: readonly number[] = [
  0.0001,
  0.0005,
  0.001,
  0.002,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
];

const CAPTURE_STATES: readonly string[] = ["full", "metadata", "gap"];

/** Everything that is exposed; counts since the program started unless said otherwise. */
export interface MetricsSnapshot {
  /** Requests accepted. */
  requests: number;
  /** Calls audited whole. */
  audited: number;
  /** Calls audited in part. */
  partial: number;
  /** Calls of which only metadata was recorded. */
  metadataOnly: number;
  /** Calls without a record. */
  dropped: number;
  /** Requests being forwarded now. */
  inFlight: number;
  /** Calls with a finding, by category: once per category and call. */
  piiDetected: Readonly<Record<string, number>>;
  /** Failed writes and syncs. */
  flushErrors: number;
  /**
   * Calls by added latency: one count per bound of {@linkcode OVERHEAD_BOUNDS_SECONDS}, not
   * cumulative, and one more for everything above.
   */
  overheadCounts: readonly number[];
  /** Added latency of all calls, microseconds. */
  overheadSumUs: number;
  /** Window parts sealed. */
  evidenceReports: number;
  /** Slots of the capture pool now, and the most that were in use at once. */
  poolSlots: { free: number; used: number; usedMax: number };
  /** Exchanges open or waiting for their audit now, and the most at once. */
  exchangesOpen: { now: number; max: number };
  /** Exchanges handed to the audit and not yet durable, now. */
  auditBacklog: number;
  /** Most jobs that waited for one worker at once. */
  jobsWaitingMax: number;
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
  /** The last self-test of the detector; null before the first. */
  selfTest: { passed: boolean; recall: number } | null;
  /** Version of the program. */
  version: string;
}

/** One sample line of a family. */
interface Sample {
  /** `_bucket`, `_sum`, `_count` for histograms. */
  suffix?: string;
  label?: { name: string; value: string };
  value: number;
}

/** One metric with its help line. */
interface Family {
  name: string;
  type: "counter" | "gauge" | "histogram";
  help: string;
  samples: readonly Sample[];
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
    ...resourceFamilies(snapshot),
    ...stateFamilies(snapshot),
  ];
  return families.map(familyText).join("");
}

function referenceFamilies(now: MetricsSnapshot): Family[] {
  return [
    counter("outband_requests_total", "Requests accepted by the proxy.", now.requests),
    counter("outband_requests_audited_total", "Calls captured whole and scanned.", now.audited),
    counter("outband_requests_dropped_total", "Calls that have no audit record.", now.dropped),
    {
      name: "outband_pii_detected_total",
      type: "counter",
      help: "Calls with a finding of the category, once per category and call.",
      samples: labelled("category", now.piiDetected),
    },
    counter("outband_flush_errors_total", "Failed writes and syncs of evidence.", now.flushErrors),
    {
      name: "outband_proxy_overhead_seconds",
      type: "histogram",
      help: "Latency that the proxy added to a call.",
      samples: histogramSamples(now),
    },
    counter(
      "outband_evidence_reports_generated_total",
      "Window parts that were sealed.",
      now.evidenceReports,
    ),
  ];
}

function callFamilies(now: MetricsSnapshot): Family[] {
  const clients = now.clientConnections;
  return [
    counter("outband_requests_partial_total", "Calls audited in part.", now.partial),
    counter(
      "outband_requests_metadata_only_total",
      "Calls of which only metadata was recorded.",
      now.metadataOnly,
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
    counter(
      "outband_telemetry_lines_lost_total",
      "Telemetry lines lost after their records were durable.",
      now.telemetryLinesLost,
    ),
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
    gauge(
      "outband_jobs_waiting_max",
      "Most jobs that waited for one worker at once.",
      now.jobsWaitingMax,
    ),
    counter(
      "outband_pool_short_total",
      "Bodies of which not every byte could be copied, because the pool was full.",
      now.poolShort,
    ),
    counter("outband_worker_restarts_total", "Audit workers replaced.", now.workerRestarts),
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
    {
      name: "outband_build_info",
      type: "gauge",
      help: "Always 1; the label names the version.",
      samples: labelled("version", { [now.version]: 1 }),
    },
  ];
}

function counter(name: string, help: string, value: number): Family {
  return { name, type: "counter", help, samples: [{ value }] };
}

function gauge(name: string, help: string, value: number): Family {
  return { name, type: "gauge", help, samples: [{ value }] };
}

function labelled(name: string, values: Readonly<Record<string, number>>): Sample[] {
  return Object.keys(values).sort().map((value) => ({
    label: { name, value },
    value: values[value] ?? 0,
  }));
}

function histogramSamples(now: MetricsSnapshot): Sample[] {
  const bounds = [...OVERHEAD_BOUNDS_SECONDS.map(numberText), "+Inf"];
  let total = 0;
  const buckets = bounds.map((bound, k): Sample => {
    total += now.overheadCounts[k] ?? 0;
    return { suffix: "_bucket", label: { name: "le", value: bound }, value: total };
  });
  return [
    ...buckets,
    { suffix: "_sum", value: now.overheadSumUs / 1e6 },
    { suffix: "_count", value: total },
  ];
}

function familyText({ name, type, help, samples }: Family): string {
  if (samples.length === 0) return "";
  const lines = samples.map(({ suffix = "", label, value }) => {
    const labels = label === undefined ? "" : `{${label.name}="${escapeLabel(label.value)}"}`;
    return `${name}${suffix}${labels} ${numberText(value)}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

/** Backslash, quote and line feed are the three characters that the format escapes. */
function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** A number as Go's ParseFloat reads it; ECMAScript spells only the infinities differently. */
function numberText(value: number): string {
  if (value === Infinity) return "+Inf";
  return value === -Infinity ? "-Inf" : String(value);
}
