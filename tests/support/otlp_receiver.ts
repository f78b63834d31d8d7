/**
 * A small OpenTelemetry receiver: takes OTLP over HTTP as JSON and keeps what came. It refuses what
 * is not in the JSON form of the protocol, so that a test that gets a span got a valid one.
 * @module
 */

/** A value of an attribute. */
export type OtlpValue = string | number | boolean | OtlpValue[];

/** One span. */
export interface OtlpSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  startMs: number;
  endMs: number;
  statusCode: number;
  attributes: Record<string, OtlpValue>;
}

/** One metric with its points as they came. */
export interface OtlpMetric {
  name: string;
  unit: string;
  kind: "histogram" | "sum" | "gauge";
  points: { attributes: Record<string, OtlpValue>; point: Record<string, unknown> }[];
}

/** What one request brought. */
export interface OtlpRequest {
  path: string;
  headers: Headers;
  text: string;
}

type Json = Record<string, unknown>;

const ID_REGEXP = /^[0-9a-f]+$/;
const NANO_REGEXP = /^[0-9]{19}$/;

/** A running receiver. */
export class OtlpReceiver implements AsyncDisposable {
  readonly requests: OtlpRequest[] = [];
  readonly spans: OtlpSpan[] = [];
  /** The newest state of each metric. */
  readonly metrics = new Map<string, OtlpMetric>();
  readonly schemaUrls = new Set<string>();
  readonly resources: Record<string, OtlpValue>[] = [];
  /** What was not in the form of the protocol. */
  readonly faults: string[] = [];
  /** Answers instead of the usual one, each used once. */
  readonly answers: Response[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (req) => this.#take(req),
    );
  }

  /** Base address. */
  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  async #take(req: Request): Promise<Response> {
    const path = new URL(req.url).pathname;
    const text = await req.text();
    this.requests.push({ path, headers: new Headers(req.headers), text });
    const planned = this.answers.shift();
    if (planned !== undefined) return planned;
    if (req.method !== "POST" || req.headers.get("content-type") !== "application/json") {
      return new Response(null, { status: 415 });
    }
    try {
      if (path === "/v1/traces") this.#takeTraces(JSON.parse(text));
      else if (path === "/v1/metrics") this.#takeMetrics(JSON.parse(text));
      else return new Response(null, { status: 404 });
    } catch (error) {
      this.faults.push(String(error));
      return new Response(null, { status: 400 });
    }
    return Response.json({});
  }

  #takeTraces(body: Json): void {
    for (const resource of listOf(body, "resourceSpans")) {
      this.#takeResource(resource);
      for (const scope of listOf(resource, "scopeSpans")) {
        this.schemaUrls.add(String(scope["schemaUrl"]));
        for (const span of listOf(scope, "spans")) this.spans.push(spanOf(span));
      }
    }
  }

  #takeMetrics(body: Json): void {
    for (const resource of listOf(body, "resourceMetrics")) {
      this.#takeResource(resource);
      for (const scope of listOf(resource, "scopeMetrics")) {
        this.schemaUrls.add(String(scope["schemaUrl"]));
        for (const metric of listOf(scope, "metrics").map(metricOf)) {
          this.metrics.set(metric.name, metric);
        }
      }
    }
  }

  #takeResource(holder: Json): void {
    this.resources.push(attributesOf(holder["resource"] as Json));
  }
}

function listOf(holder: Json, name: string): Json[] {
  const list = holder[name];
  if (!Array.isArray(list)) throw new Error(`${name} is no list`);
  return list;
}

function spanOf(span: Json): OtlpSpan {
  const parent = span["parentSpanId"];
  return {
    name: String(span["name"]),
    kind: Number(span["kind"]),
    traceId: idOf(span["traceId"], 32),
    spanId: idOf(span["spanId"], 16),
    parentSpanId: parent === undefined || parent === "" ? null : idOf(parent, 16),
    startMs: msOf(span["startTimeUnixNano"]),
    endMs: msOf(span["endTimeUnixNano"]),
    statusCode: Number((span["status"] as Json)["code"]),
    attributes: attributesOf(span),
  };
}

function metricOf(metric: Json): OtlpMetric {
  const kind = (["histogram", "sum", "gauge"] as const).find((name) => name in metric);
  if (kind === undefined) throw new Error(`${metric["name"]} has no known kind`);
  return {
    name: String(metric["name"]),
    unit: String(metric["unit"]),
    kind,
    points: listOf(metric[kind] as Json, "dataPoints").map((point) => {
      msOf(point["timeUnixNano"]);
      return { attributes: attributesOf(point), point };
    }),
  };
}

function attributesOf(holder: Json): Record<string, OtlpValue> {
  return Object.fromEntries(
    listOf(holder, "attributes").map((pair) => [String(pair["key"]), valueOf(pair["value"])]),
  );
}

function valueOf(value: unknown): OtlpValue {
  const { stringValue, intValue, doubleValue, boolValue, arrayValue } = value as Json;
  if (typeof stringValue === "string") return stringValue;
  if (typeof boolValue === "boolean") return boolValue;
  if (intValue !== undefined) return Number(intValue);
  if (typeof doubleValue === "number") return doubleValue;
  if (arrayValue !== undefined) return listOf(arrayValue as Json, "values").map(valueOf);
  throw new Error(`An attribute has no known value: ${JSON.stringify(value)}`);
}

function idOf(id: unknown, length: number): string {
  if (typeof id === "string" && id.length === length && ID_REGEXP.test(id)) return id;
  throw new Error(`An id is ${JSON.stringify(id)}`);
}

/** Nanoseconds are decimal text: they are too large for a JSON number. */
function msOf(nano: unknown): number {
  if (typeof nano !== "string" || !NANO_REGEXP.test(nano)) {
    throw new Error(`A time is ${JSON.stringify(nano)}`);
  }
  return Number(nano) / 1e6;
}
