/**
 * The names of OpenTelemetry's GenAI conventions that are used, in one table of one version. The
 * conventions are still in development: when names change, a new version of this table replaces it,
 * and `OTEL_NAMES.version` says which one a span was made with.
 *
 * Source: github.com/open-telemetry/semantic-conventions-genai, schema 1.42.0. What the conventions
 * have no name for begins with `outband.`.
 *
 * @module
 */

/** Names of attributes, instruments and units. */
export const OTEL_NAMES = {
  version: 1,
  schemaUrl: "https://opentelemetry.io/schemas/gen-ai/1.42.0",
  /** Attributes of spans; metrics have only those of {@linkcode METRIC_ATTRIBUTES}. */
  attributes: {
    operation: "gen_ai.operation.name",
    provider: "gen_ai.provider.name",
    modelRequested: "gen_ai.request.model",
    modelServed: "gen_ai.response.model",
    stream: "gen_ai.request.stream",
    finishReasons: "gen_ai.response.finish_reasons",
    inputTokens: "gen_ai.usage.input_tokens",
    outputTokens: "gen_ai.usage.output_tokens",
    cachedTokens: "gen_ai.usage.cache_read.input_tokens",
    reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
    tokenType: "gen_ai.token.type",
    serverAddress: "server.address",
    serverPort: "server.port",
    errorType: "error.type",
    status: "http.response.status_code",
    /** Where the evidence of the call is: log, record, and the commitment to its content. */
    log: "outband.log.origin",
    record: "outband.record.index",
    commitment: "outband.record.commitment",
    request: "outband.request.id",
    captureClass: "outband.capture.class",
    format: "outband.format",
    addedSeconds: "outband.latency.added",
    headSeconds: "outband.latency.time_to_head",
    findingCategories: "outband.finding.categories",
    findingCategory: "outband.finding.category",
    namesVersion: "outband.otel.names_version",
  },
  /** Sampling parameters as the program calls them, and as the conventions do. */
  params: {
    max_tokens: "gen_ai.request.max_tokens",
    temperature: "gen_ai.request.temperature",
    top_p: "gen_ai.request.top_p",
    top_k: "gen_ai.request.top_k",
    seed: "gen_ai.request.seed",
    frequency_penalty: "gen_ai.request.frequency_penalty",
    presence_penalty: "gen_ai.request.presence_penalty",
  } as Readonly<Record<string, string>>,
  instruments: {
    /** Histogram, seconds: from the request to the last byte of the answer. */
    duration: { name: "gen_ai.client.operation.duration", unit: "s" },
    /** Histogram of tokens by type. */
    tokens: { name: "gen_ai.client.token.usage", unit: "{token}" },
    /** Counter of audited calls by capture class. */
    calls: { name: "outband.calls", unit: "{call}" },
    /** Counter of findings by category. */
    findings: { name: "outband.findings", unit: "{finding}" },
  },
} as const;

/** Bucket bounds that the conventions give: 0.01 s doubled up to 81.92 s. */
export const DURATION_BOUNDS: readonly number[] = Array.from(
  { length: 14 },
  (_, k) => 2 ** k / 100,
);

/** Bucket bounds that the conventions give: powers of four up to 4^13. */
export const TOKEN_BOUNDS: readonly number[] = Array.from({ length: 14 }, (_, k) => 4 ** k);
