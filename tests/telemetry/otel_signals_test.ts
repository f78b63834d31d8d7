import { otelCallOf } from "../../src/telemetry/otel_call.ts";
import { DURATION_BOUNDS, OTEL_NAMES, TOKEN_BOUNDS } from "../../src/telemetry/otel_names.ts";
import { OtelSignals } from "../../src/telemetry/otel_signals.ts";
import { type DraftChanges, SAMPLE_TIME_MS, sampleDraft } from "../support/drafts.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

const ORIGIN = "example.com/prod/gw-0";

function signals(): OtelSignals {
  return new OtelSignals({ origin: ORIGIN, version: "1.2.3" });
}

function record(into: OtelSignals, changes: DraftChanges = {}, ord = 7): void {
  into.record(
    otelCallOf({ draft: sampleDraft(ord, changes), index: 42, commitment: "c".repeat(64) }),
  );
}

// deno-lint-ignore no-explicit-any -- what a receiver gets
function spansOf(from: OtelSignals): any[] {
  const taken = from.takeSpans(1_000);
  if (taken === null) return [];
  const { resourceSpans: [resource] } = JSON.parse(new TextDecoder().decode(taken.body));
  const [scope] = resource.scopeSpans;
  assertEquals(scope.schemaUrl, OTEL_NAMES.schemaUrl);
  return scope.spans;
}

// deno-lint-ignore no-explicit-any -- what a receiver gets
function valuesOf(span: any): Record<string, unknown> {
  return Object.fromEntries(
    // deno-lint-ignore no-explicit-any -- what a receiver gets
    span.attributes.map(({ key, value }: any) => [key, Object.values(value)[0]]),
  );
}

const CHANGES: DraftChanges = {
  meta: { host: "127.0.0.1:8081", totalUs: 1_500_000, ttfbUs: 250_000, addedUs: 100, status: 200 },
  wire: {
    provider: "openai",
    operation: "chat",
    modelRequested: "gpt-5",
    modelServed: "gpt-5-2026",
    stream: true,
    usage: { input: 10, output: 20, cached: 3, reasoning: null },
    finishReasons: ["stop"],
    params: { max_tokens: 100, user_label: "somebody", temperature: 0.5 },
  },
};

Deno.test("OtelSignals.record() makes a client span to the last byte, with the published names", () => {
  const made = signals();
  record(made, CHANGES);
  const [span] = spansOf(made);
  assertEquals([span.name, span.kind, span.status.code], ["chat gpt-5", 3, 0]);
  const startMs = SAMPLE_TIME_MS + 7;
  assertEquals(span.startTimeUnixNano, `${startMs}000000`);
  assertEquals(span.endTimeUnixNano, `${startMs + 1_500}000000`);
  const { "outband.finding.categories": categories, ...values } = valuesOf(span);
  assertEquals(categories, { values: [{ stringValue: "SSN" }] });
  assertEquals(values, {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.model": "gpt-5-2026",
    "server.address": "127.0.0.1",
    "server.port": 8081,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.request.stream": true,
    "gen_ai.response.finish_reasons": { values: [{ stringValue: "stop" }] },
    "gen_ai.usage.input_tokens": 10,
    "gen_ai.usage.output_tokens": 20,
    "gen_ai.usage.cache_read.input_tokens": 3,
    "http.response.status_code": 200,
    "outband.log.origin": ORIGIN,
    "outband.record.index": 42,
    "outband.record.commitment": "c".repeat(64),
    "outband.request.id": 7,
    "outband.capture.class": "full",
    "outband.format": sampleDraft(7, CHANGES).wire.format,
    "outband.latency.added": 0.0001,
    "outband.latency.time_to_head": 0.25,
    "outband.otel.names_version": 1,
  });
});

Deno.test("OtelSignals.record() has nothing of content, path or client", () => {
  const made = signals();
  const changes = { ...CHANGES, meta: { ...CHANGES.meta, clientAddress: "203.0.113.9" } };
  record(made, changes);
  const text = JSON.stringify(spansOf(made));
  const { meta, req, res } = sampleDraft(7, changes);
  for (const secret of [meta.path, meta.clientAddress, req.redacted, res.redacted, "somebody"]) {
    assertFalse(text.includes(secret), secret);
  }
  assertFalse(text.includes("Noted"));
});

Deno.test("OtelSignals.record() puts the span below the caller's, and obeys its sampling", () => {
  const made = signals();
  const traced = { traceId: "a".repeat(32), parentSpanId: "b".repeat(16), traceFlags: "01" };
  record(made, { meta: traced });
  record(made, { meta: {} });
  record(made, { meta: { ...traced, traceFlags: "00" } });
  assertEquals(made.waiting, 2, "a trace that is not sampled gets no span");
  const [child, root] = spansOf(made);
  assertEquals([child.traceId, child.parentSpanId], [traced.traceId, traced.parentSpanId]);
  assert(root.traceId !== traced.traceId);
  assertEquals(root.parentSpanId, undefined);
});

Deno.test("OtelSignals.record() marks failed calls with error.type", () => {
  const made = signals();
  record(made, { meta: { status: 502, errorType: "upstream_closed" } });
  record(made, { meta: { status: 429, errorType: "" }, wire: { errorType: null } });
  record(made, { meta: { status: 0, errorType: "client_gone" } });
  const spans = spansOf(made);
  assertEquals(spans.map((span) => span.status.code), [2, 2, 2]);
  assertEquals(spans.map((span) => valuesOf(span)["error.type"]), [
    "upstream_closed",
    "429",
    "client_gone",
  ]);
  assertFalse("http.response.status_code" in valuesOf(spans[2]));
});

Deno.test("OtelSignals.record() keeps a bounded number of spans, and counts the others as lost", () => {
  const made = signals();
  for (let k = 0; k < 4_100; k++) record(made, {}, k);
  assertEquals([made.waiting, made.lost], [4_096, 4]);
  assertEquals(made.takeSpans(512)?.spans, 512);
  assertEquals(made.waiting, 3_584);
});

Deno.test("OtelSignals.metrics() has the published instruments with their buckets", async () => {
  const made = signals();
  assertEquals(await made.metrics(), null);
  record(made, CHANGES);
  record(made, CHANGES);
  const body = JSON.parse(new TextDecoder().decode(await made.metrics() ?? new Uint8Array()));
  const [scope] = body.resourceMetrics[0].scopeMetrics;
  assertEquals(scope.schemaUrl, OTEL_NAMES.schemaUrl);
  // deno-lint-ignore no-explicit-any -- what a receiver gets
  const metrics = new Map<string, any>(scope.metrics.map((metric: any) => [metric.name, metric]));
  assertEquals([...metrics.keys()].sort(), [
    "gen_ai.client.operation.duration",
    "gen_ai.client.token.usage",
    "outband.calls",
    "outband.findings",
  ]);
  const duration = metrics.get("gen_ai.client.operation.duration");
  assertEquals(duration.unit, "s");
  const [point] = duration.histogram.dataPoints;
  assertEquals([point.count, point.sum, point.explicitBounds], [2, 3, [...DURATION_BOUNDS]]);
  const tokens = metrics.get("gen_ai.client.token.usage");
  assertEquals(tokens.unit, "{token}");
  const sums = tokens.histogram.dataPoints.map((
    one: Record<string, unknown>,
  ) => [valuesOf(one)["gen_ai.token.type"], one["sum"]]);
  assertEquals(sums, [["input", 20], ["output", 40]]);
  assertEquals(tokens.histogram.dataPoints[0].explicitBounds, [...TOKEN_BOUNDS]);
  assertEquals(metrics.get("outband.findings").sum.dataPoints[0].asDouble, 2);
});

Deno.test("the bounds are those of the conventions", () => {
  assertEquals([DURATION_BOUNDS[0], DURATION_BOUNDS[1], DURATION_BOUNDS.at(-1)], [
    0.01,
    0.02,
    81.92,
  ]);
  assertEquals([TOKEN_BOUNDS[0], TOKEN_BOUNDS[2], TOKEN_BOUNDS.at(-1)], [1, 16, 67_108_864]);
});
