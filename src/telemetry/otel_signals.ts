/**
 * Spans and metrics of recorded calls, made by OpenTelemetry's own SDK and encoded as OTLP JSON. It
 * registers nothing globally, reads no environment, and sends nothing.
 * @module
 */

import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { JsonMetricsSerializer, JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { AggregationTemporality, MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import {
  AlwaysOnSampler,
  ParentBasedSampler,
  type ReadableSpan,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { PROGRAM } from "../base/version.ts";
import type { OtelCall } from "./otel_call.ts";
import { DURATION_BOUNDS, OTEL_NAMES, TOKEN_BOUNDS } from "./otel_names.ts";

/** Spans that wait for their export; further ones are lost. */
const SPANS_MAX = 4_096;

const { attributes: NAMES, instruments: INSTRUMENTS, params: PARAMS } = OTEL_NAMES;
const PORT_REGEXP = /:(\d{1,5})$/;
const SAMPLED = 1;

/** Collects when it is asked to, and exports nothing by itself. */
class PulledReader extends MetricReader {
  constructor() {
    super({ aggregationTemporalitySelector: () => AggregationTemporality.CUMULATIVE });
  }

  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
}

/** Makes spans and metrics. */
export class OtelSignals {
  readonly #spans: ReadableSpan[] = [];
  readonly #reader = new PulledReader();
  readonly #origin: string;
  readonly #tracer;
  readonly #duration;
  readonly #tokens;
  readonly #calls;
  readonly #findings;
  #lost = 0;

  /**
   * @param of.origin Name of the log, which is also the name of this instance.
   * @param of.version Version of the program.
   */
  constructor({ origin, version }: { origin: string; version: string }) {
    this.#origin = origin;
    const resource = resourceFromAttributes({
      "service.name": PROGRAM,
      "service.version": version,
      "service.instance.id": origin,
    });
    const scope = { schemaUrl: OTEL_NAMES.schemaUrl };
    const spans = { onStart: (): void => {}, onEnd: (span: ReadableSpan) => this.#keep(span) };
    const none = (): Promise<void> => Promise.resolve();
    const tracers = new TracerProvider({
      resource,
      // A caller that does not sample its trace gets no span here either; metrics count the call.
      sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
      spanProcessors: [{ ...spans, forceFlush: none, shutdown: none }],
    });
    this.#tracer = tracers.getTracer(PROGRAM, version, scope);
    const meter = new MeterProvider({ resource, readers: [this.#reader] })
      .getMeter(PROGRAM, version, scope);
    const { duration, tokens, calls, findings } = INSTRUMENTS;
    const bounds = (list: readonly number[]): { explicitBucketBoundaries: number[] } => ({
      explicitBucketBoundaries: [...list],
    });
    this.#duration = meter.createHistogram(duration.name, {
      unit: duration.unit,
      description: "Time from the request to the last byte of the answer",
      advice: bounds(DURATION_BOUNDS),
    });
    this.#tokens = meter.createHistogram(tokens.name, {
      unit: tokens.unit,
      description: "Tokens that the provider reported",
      advice: bounds(TOKEN_BOUNDS),
    });
    this.#calls = meter.createCounter(calls.name, { unit: calls.unit });
    this.#findings = meter.createCounter(findings.name, { unit: findings.unit });
  }

  /** Spans that wait. */
  get waiting(): number {
    return this.#spans.length;
  }

  /** Spans lost because too many waited. */
  get lost(): number {
    return this.#lost;
  }

  /** Makes the span of a call, and counts it. */
  record(call: OtelCall): void {
    this.#measure(call);
    const { operation, modelRequested, modelServed } = call;
    const model = modelRequested ?? modelServed;
    const span = this.#tracer.startSpan(
      model === null ? operation : `${operation} ${model}`,
      {
        kind: SpanKind.CLIENT,
        startTime: call.startMs,
        attributes: this.#attributesOf(call),
      },
      contextOf(call),
    );
    if (call.error !== null) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(call.startMs + call.totalUs / 1_000);
  }

  /**
   * Takes spans that wait.
   *
   * @returns An `ExportTraceServiceRequest` as JSON and its number of spans; null when none wait.
   */
  takeSpans(countMax: number): { body: Uint8Array<ArrayBuffer>; spans: number } | null {
    const spans = this.#spans.splice(0, countMax);
    if (spans.length === 0) return null;
    const body = JsonTraceSerializer.serializeRequest(spans);
    return body === undefined ? null : { body: new Uint8Array(body), spans: spans.length };
  }

  /** All metrics since the start, an `ExportMetricsServiceRequest` as JSON; null when none. */
  async metrics(): Promise<Uint8Array<ArrayBuffer> | null> {
    const { resourceMetrics } = await this.#reader.collect();
    if (resourceMetrics.scopeMetrics.length === 0) return null;
    const body = JsonMetricsSerializer.serializeRequest(resourceMetrics);
    return body === undefined ? null : new Uint8Array(body);
  }

  #keep(span: ReadableSpan): void {
    if (this.#spans.length < SPANS_MAX) this.#spans.push(span);
    else this.#lost++;
  }

  #measure(call: OtelCall): void {
    const labels = labelsOf(call);
    const failed = call.error === null ? {} : { [NAMES.errorType]: call.error };
    this.#duration.record(call.totalUs / 1e6, { ...labels, ...failed });
    for (const type of ["input", "output"] as const) {
      const tokens = call.usage[type];
      if (tokens !== null) this.#tokens.record(tokens, { ...labels, [NAMES.tokenType]: type });
    }
    this.#calls.add(1, { [NAMES.captureClass]: call.captureClass });
    for (const [category, count] of Object.entries(call.found)) {
      this.#findings.add(count, { [NAMES.findingCategory]: category });
    }
  }

  #attributesOf(call: OtelCall): Attributes {
    const { usage, error } = call;
    return present({
      ...labelsOf(call),
      ...paramsOf(call),
      [NAMES.stream]: call.stream,
      [NAMES.finishReasons]: call.finishReasons.length === 0 ? null : [...call.finishReasons],
      [NAMES.inputTokens]: usage.input,
      [NAMES.outputTokens]: usage.output,
      [NAMES.cachedTokens]: usage.cached,
      [NAMES.reasoningTokens]: usage.reasoning,
      [NAMES.status]: call.status === 0 ? null : call.status,
      [NAMES.errorType]: error,
      [NAMES.log]: this.#origin,
      [NAMES.record]: call.index,
      [NAMES.commitment]: call.commitment,
      [NAMES.request]: call.ord,
      [NAMES.captureClass]: call.captureClass,
      [NAMES.format]: call.format,
      [NAMES.addedSeconds]: call.addedUs / 1e6,
      [NAMES.headSeconds]: call.ttfbUs / 1e6,
      [NAMES.findingCategories]: Object.keys(call.found).sort(),
      [NAMES.namesVersion]: OTEL_NAMES.version,
    });
  }
}

/** The span belongs to the caller's trace when there is one. */
function contextOf({ traceId, parentSpanId, traceFlags }: OtelCall): typeof ROOT_CONTEXT {
  if (traceId === "" || parentSpanId === "") return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId: parentSpanId,
    traceFlags: Number.parseInt(traceFlags, 16) & SAMPLED,
    isRemote: true,
  });
}

/** Attributes that spans and metrics share: few values each. */
function labelsOf(call: OtelCall): Attributes {
  const { host, operation, provider, modelRequested, modelServed } = call;
  const port = PORT_REGEXP.exec(host)?.[1];
  return present({
    [NAMES.operation]: operation,
    [NAMES.provider]: provider,
    [NAMES.modelRequested]: modelRequested,
    [NAMES.modelServed]: modelServed,
    [NAMES.serverAddress]: host === "" ? null : host.replace(PORT_REGEXP, ""),
    [NAMES.serverPort]: port === undefined ? null : Number(port),
  });
}

function paramsOf({ params }: OtelCall): Attributes {
  const known = Object.entries(params).filter(([name, value]) =>
    Object.hasOwn(PARAMS, name) && typeof value === "number"
  );
  return Object.fromEntries(known.map(([name, value]) => [PARAMS[name] ?? name, value]));
}

/** Without what is null. */
function present(all: Record<string, Attributes[string] | null>): Attributes {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null),
  ) as Attributes;
}
