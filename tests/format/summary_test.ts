import { canonicalJson } from "../../src/base/canonical_json.ts";
import { noCounts } from "../../src/format/counts.ts";
import type { RecordBody } from "../../src/format/record.ts";
import {
  type ControlEvidence,
  summarise,
  SUMMARY_SCHEMA,
  summaryText,
  type WindowSummary,
} from "../../src/format/summary.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import { callFields } from "../support/log_builder.ts";
import { assert, assertEquals } from "../support/std.ts";

const OPEN: RecordBody = {
  kind: "window.open",
  w: 498_686,
  part: 1,
  period: 3_600,
  start: "2026-11-21T14:00:00.000Z",
  ord: 10,
  carried_in: 1,
};
const CLOSE: RecordBody = {
  kind: "window.close",
  w: 498_686,
  part: 1,
  ord: 14,
  carried_in: 1,
  accepted: 4,
  carried_out: 0,
  counts: noCounts(),
  added_us: [[96, 3], [1_024, 1]],
  io_errors: 2,
  uptime_s: 77,
  partial: true,
};
const DETECTOR: RecordBody = {
  kind: "detector",
  detector: "d",
  level: "standard",
  categories: ["SSN"],
  not_covered: ["NAME"],
};

function control(name: string, status: ControlEvidence["status"]): ControlEvidence {
  return {
    control: name,
    title: "",
    status,
    reasons: [],
    tests: {},
    cap: "supported",
    not_proven: "",
    wording: "",
    rules_version: "1",
  };
}

function summaryOf(
  records: readonly RecordBody[],
  controls: ControlEvidence[] = [],
): WindowSummary {
  const totals = new WindowTotals();
  for (const record of records) totals.add(record);
  const frame = { log: "a.example/x", version: "0.1.0", firstIndex: 7, endIndex: 20, controls };
  const summary = summarise(totals, frame);
  if (summary === null) throw new Error("The part has no open or no close");
  return summary;
}

function call(fields: Record<string, unknown> = {}): RecordBody {
  return { ...callFields(10), parts: {}, ...fields } as unknown as RecordBody;
}

Deno.test("summarise() keeps the reference's fields and meanings", () => {
  const partial = { class: "partial", capture: { req: "partial", res: "full" } };
  const twice = { found: { req: { SSN: 5 }, res: { SSN: 1, EMAIL: 2 } } };
  const gap: RecordBody = { kind: "gap", ord: 12, n: 2, why: "table_full" };
  const summary = summaryOf([OPEN, DETECTOR, call(), call({ ...partial, ...twice }), gap, CLOSE]);
  assertEquals(summary.window_start, "2026-11-21T14:00:00.000Z");
  assertEquals(summary.window_end, "2026-11-21T15:00:00.000Z");
  assertEquals(summary.total_requests_processed, 4);
  assertEquals(summary.total_requests_audited, 1);
  assertEquals(summary.total_requests_dropped, 2);
  assertEquals(summary.audit_coverage_percent, 25);
  // Once per call, category and direction: SSN of two requests, SSN and EMAIL of one answer.
  assertEquals(summary.total_pii_detected, 4);
  assertEquals(summary.redaction_events_by_category, { SSN: 2 });
  assertEquals(summary.response_redaction_events_by_category, { SSN: 1, EMAIL: 1 });
  assertEquals(summary.findings_by_category.request, { SSN: 6 });
  assertEquals(summary.total_responses_audited, 2);
  assertEquals(summary.redaction_level, "standard");
  assertEquals(summary.pii_categories_not_covered, ["NAME"]);
  assertEquals(summary.proxy_p50_latency_ms, 0.099);
  assertEquals(summary.proxy_p99_latency_ms, 1.087);
  assertEquals(summary.system_uptime_seconds, 77);
  assertEquals(summary.io_errors, 2);
  assertEquals(summary.partial_window, true);
  assertEquals(summary.schema_version, SUMMARY_SCHEMA);
  assertEquals(summary.sidecar_version, "0.1.0");
});

Deno.test("summarise() says what was accepted and carried, and where the records are", () => {
  const summary = summaryOf([OPEN, CLOSE]);
  assertEquals([summary.carried_in, summary.accepted, summary.carried_out], [1, 4, 0]);
  assertEquals(summary.window, {
    w: 498_686,
    part: 1,
    period_seconds: 3_600,
    first_index: 7,
    end_index: 20,
  });
  assertEquals(summary.audit_coverage_percent, null);
  assertEquals(summary.redaction_level, "none");
});

Deno.test("summarise() lists as satisfied only what is supported", () => {
  const summary = summaryOf([OPEN, CLOSE], [
    control("soc2:CC7.2", "supported"),
    control("soc2:CC7.3", "partial"),
    control("iso42001:A.6", "supported"),
    control("iso42001:A.7", "not_evidenced"),
  ]);
  assertEquals(summary.soc2_controls_satisfied, ["CC7.2"]);
  assertEquals(summary.iso42001_controls_satisfied, ["A.6"]);
  assertEquals(summary.control_evidence.length, 4);
});

Deno.test("summarise() warns of plain hashes, and always of what it cannot know", () => {
  const config: RecordBody = {
    kind: "config",
    config: "c",
    upstreams: [],
    tls: true,
    limits: { pool_bytes: 1 },
    commitment: "sha256",
    sandbox: true,
    on_audit_failure: "pass",
  };
  const plain = summaryOf([OPEN, config, CLOSE]);
  assert(plain.notes.some((note) => note.includes("Plain SHA-256")));
  assertEquals(plain.limits, { pool_bytes: 1 });
  const keyed = summaryOf([OPEN, { ...config, commitment: "hmac" }, CLOSE]);
  assertEquals(keyed.notes.length, plain.notes.length - 1);
  assert(keyed.notes[0]?.includes("bypassed") === true);
});

Deno.test("summarise() needs window.open and window.close", () => {
  const frame = { log: "a", version: "1", firstIndex: 0, endIndex: 0, controls: [] };
  const totals = new WindowTotals();
  assertEquals(summarise(totals, frame), null);
  totals.add(OPEN);
  assertEquals(summarise(totals, frame), null);
  totals.add(CLOSE);
  assert(summarise(totals, frame) !== null);
});

Deno.test("summaryText() is canonical JSON and a line feed", () => {
  const summary = summaryOf([OPEN, call(), CLOSE]);
  assertEquals(summaryText(summary), `${canonicalJson(summary)}\n`);
  assertEquals(JSON.parse(summaryText(summary)), summary);
});
