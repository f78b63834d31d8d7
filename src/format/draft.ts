/**
 * What an audit worker hands to the journal for one call. Plain data that structured cloning can
 * carry; it never outlives the process, so it has no schema.
 * @module
 */

/** How much of one direction was audited; worst last. */
export type CaptureClass = "full" | "none" | "partial" | "metadata";

/**
 * Why a direction is not `full`.
 *
 * - `pool`: no free slot while the bytes passed; the rest, or all, was not copied.
 * - `limit`: longer than the capture limit; the prefix was audited.
 * - `client_gone`, `upstream_broken`, `cut`: the body never ended properly; what came was audited.
 * - `opaque`: the format, media type or encoding is not understood; only sizes and commitments.
 * - `malformed`: claims a known format but cannot be parsed to the end.
 * - `too_deep`: nested deeper than the parser follows.
 * - `worker_lost`: the worker that had audited it died before the call was complete.
 */
export type CaptureReason =
  | "pool"
  | "limit"
  | "client_gone"
  | "upstream_broken"
  | "cut"
  | "opaque"
  | "malformed"
  | "too_deep"
  | "worker_lost";

/** What the main thread knows of one exchange, decoded from its descriptor. */
export interface ExchangeMeta {
  /** Position among all requests accepted by this log, from 0. */
  ord: number;
  /** When the request was accepted, milliseconds since 1970. */
  acceptedAtMs: number;
  /** Copies were switched off when it was accepted, for lack of memory or workers. */
  isDegraded: boolean;
  /** Request method, as sent. */
  method: string;
  /** Path without query, as sent; at most 1,024 bytes, then cut. */
  path: string;
  /** Upstream host name, with a port when it is not the scheme's default. */
  host: string;
  /** Status sent to the client; 0 when no head was sent. */
  status: number;
  /** `content-type` of the request, empty when absent. */
  requestType: string;
  /** `content-encoding` of the request, empty when absent. */
  requestEncoding: string;
  /** `content-type` of the response, empty when absent. */
  responseType: string;
  /** `content-encoding` of the response, empty when absent. */
  responseEncoding: string;
  /** Request id that the upstream named, empty when none. */
  upstreamRequestId: string;
  /** Trace id of a `traceparent` request header, 32 hex characters, empty when none. */
  traceId: string;
  /** Address of the client, without port. */
  clientAddress: string;
  /** Tenant that the application names; absent or null when it does not. Never recorded as it is. */
  tenant?: string | null;
  /** Why the exchange failed before or without an answer: `connect`, `timeout`, ...; else empty. */
  errorType: string;
  /** Microseconds from acceptance to the upstream write, plus from upstream's answer to ours. */
  addedUs: number;
  /** Microseconds from acceptance to the first byte of the answer's head. */
  ttfbUs: number;
  /** Microseconds from acceptance to the last byte. */
  totalUs: number;
}

/** One direction of one call after the audit. */
export interface BodyDraft {
  /** How much was audited. */
  capture: CaptureClass;
  /** Why not all; null when `full` or `none`. */
  reason: CaptureReason | null;
  /** Body bytes that passed on the wire. */
  bytes: number;
  /** SHA-256 of the captured original bytes, 32 bytes; null when none were captured. */
  sha256: Uint8Array | null;
  /** Canonical JSON of `{path: redacted text}`; `"{}"` when nothing was extracted. */
  redacted: string;
  /** Findings by category: instances, and in how many fields. */
  found: Record<string, { count: number; fields: number }>;
  /** Hits of signals by rule id. */
  signals: Record<string, number>;
  /** Text fields that were scanned. */
  fieldsScanned: number;
  /** Strings that were not scanned: encoded content, nesting and numbers beyond the limits. */
  fieldsUnvisited: number;
  /** What was not inspected (`media_type:image/png`, `encoding:zstd`, ...); null when all was. */
  notInspected: string | null;
}

/** Token usage as the vendor reported it; null where it did not. */
export interface TokenUsage {
  /** Input tokens, all kinds. */
  input: number | null;
  /** Output tokens, all kinds. */
  output: number | null;
  /** Input tokens served from a cache. */
  cached: number | null;
  /** Output tokens spent on reasoning. */
  reasoning: number | null;
}

/** A tool call that the model asked for, or a tool's result that it was given. */
export interface ToolUse {
  /** Tool name, or the id of the call that it answers; redacted, at most 128 characters. */
  name: string;
  /** Length of the arguments or the result as text, UTF-16 code units. */
  length: number;
  /** SHA-256 of that text, 32 bytes. The journal keys it before it is kept. */
  sha256: Uint8Array;
}

/** What the wire formats say about a call. */
export interface WireFacts {
  /** Wire format and parser version, `openai.chat/2`; `opaque` when not recognised. */
  format: string;
  /** The reference program's name for the extractor: `openai`, `anthropic` or `unknown`. */
  extractor: string;
  /** Provider name as OpenTelemetry spells it: `openai`, `anthropic`, ...; `unknown`. */
  provider: string;
  /** OpenTelemetry operation name: `chat`, `embeddings`, ...; `unknown`. */
  operation: string;
  /** Model named in the request, at most 128 characters; null when none. */
  modelRequested: string | null;
  /** Model named in the answer; null when none. */
  modelServed: string | null;
  /** The answer was a stream. */
  stream: boolean;
  /** Reported token usage. */
  usage: TokenUsage;
  /** Finish reasons in order of choice, at most 8, each at most 64 characters. */
  finishReasons: string[];
  /** Tool calls asked for, at most 16. */
  toolCalls: ToolUse[];
  /** Tool calls beyond those listed. */
  toolCallsMore: number;
  /** Results of tools that the request carries, at most 16. */
  toolResults: ToolUse[];
  /** Results beyond those listed. */
  toolResultsMore: number;
  /** SHA-256 of the canonical definitions of the tools; null when none. The journal keys it. */
  toolsSha256: Uint8Array | null;
  /** What the vendor calls the configuration that answered, at most 128 characters. */
  fingerprint: string | null;
  /** What belongs to the call and did not pass here, `previous_response_id`: at most 8 names. */
  contextExternal: string[];
  /** Error type that the vendor named, in the body or in the stream; null when none. */
  errorType: string | null;
  /** `refusal`, `content_filter`, ...: at most 8 names. */
  safetyEvents: string[];
  /** SHA-256 of the system prompt's text; null when none. The journal keys it before it is kept. */
  systemPromptSha256: Uint8Array | null;
  /** Sampling parameters that were present: temperature, top_p, max_tokens, seed, ... */
  params: Record<string, number | string | boolean>;
}

/** What the application said of a call. */
export interface AttributionDraft {
  /** In order; `value` is redacted, and null for what names a person. The journal keys the hash. */
  asserted: { name: string; value: string | null; sha256: Uint8Array }[];
  /** What was said and is not known, too long, or not in its form. */
  invalid: number;
}

/** One audited call. */
export interface CallDraft {
  meta: ExchangeMeta;
  req: BodyDraft;
  res: BodyDraft;
  wire: WireFacts;
  attribution: AttributionDraft;
  /** What the upstream said of its limits, by the name of the field; redacted. */
  rateLimits: Record<string, string>;
  /** Tries before this one, as the client counts them; null when it does not. */
  retry: number | null;
  /** SHA-256 of the request's credential; null when none. The journal keys it before it is kept. */
  credentialSha256: Uint8Array | null;
}
