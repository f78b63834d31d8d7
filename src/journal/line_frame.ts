/**
 * The telemetry line of one call, as far as it does not depend on commitments.
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { formatTime } from "../base/clock.ts";
import type { BodyDraft, CallDraft, ToolUse } from "../format/draft.ts";
import type { TelemetryLine, ToolLine } from "../format/telemetry.ts";
import type { CallContext } from "./call_context.ts";
import { fitPayloads } from "./payload_cut.ts";
import { whole } from "./whole.ts";

/** The fields of {@linkcode lineFrame} that come first. */
type FirstFields = Pick<
  TelemetryLine,
  | "attribution"
  | "attribution_invalid"
  | "bytes"
  | "capture_complete"
  | "capture_reason"
  | "client"
  | "context_external"
  | "degraded"
  | "direction"
  | "error_type"
  | "extractor_used"
  | "fields_scanned"
  | "fields_unvisited"
  | "findings"
  | "finish_reasons"
  | "first_seen"
  | "format"
  | "hash_alg"
  | "host"
  | "index"
  | "latency_us"
  | "log"
  | "method"
  | "model_requested"
  | "model_served"
  | "operation"
>;

/** Names in a line that also the record has. */
export interface CallNames {
  systemPrompt: string | null;
  tools: string | null;
  /** Those of them that were not seen before: `system_prompt`, `tools`. */
  firstSeen: string[];
}

/**
 * The line with its payloads cut to the limit and its hashes still to come.
 *
 * Keys are in canonical order in each half, and all keys of the first come before the second's: see
 * `ordered_json.ts`.
 */
export function lineFrame(
  context: CallContext,
  draft: CallDraft,
  call: { index: number; names: CallNames },
): TelemetryLine {
  const frame = { ...firstFields(context, draft, call), ...lastFields(context, draft, call.names) };
  fitPayloads(frame, context.lineBytesMax);
  return frame;
}

function firstFields(
  context: CallContext,
  draft: CallDraft,
  { index, names }: { index: number; names: CallNames },
): FirstFields {
  const { meta, req, res, wire } = draft;
  return {
    attribution: attributionOf(context, draft),
    attribution_invalid: whole(draft.attribution.invalid),
    bytes: { request: whole(req.bytes), response: whole(res.bytes) },
    capture_complete: req.capture === "full",
    capture_reason: { request: req.reason, response: res.reason },
    client: {
      address: meta.clientAddress,
      credential_fingerprint: context.pseudonyms.ofCredential(draft.credentialSha256),
    },
    context_external: wire.contextExternal.map((name) => name.toWellFormed()),
    degraded: meta.isDegraded,
    direction: "outbound",
    error_type: wellFormed(errorOf(draft)),
    extractor_used: wire.extractor,
    fields_scanned: whole(req.fieldsScanned),
    fields_unvisited: whole(req.fieldsUnvisited + res.fieldsUnvisited),
    findings: [...findingsOf("request", req), ...findingsOf("response", res)],
    finish_reasons: wire.finishReasons.map((reason) => reason.toWellFormed()),
    first_seen: names.firstSeen,
    format: wire.format,
    hash_alg: context.commitment === "hmac" ? "hmac-sha256" : "sha256",
    host: meta.host.toWellFormed(),
    index,
    latency_us: {
      added: whole(meta.addedUs),
      total: whole(meta.totalUs),
      ttfb: whole(meta.ttfbUs),
    },
    log: context.origin,
    method: meta.method.toWellFormed(),
    model_requested: wellFormed(wire.modelRequested),
    model_served: wellFormed(wire.modelServed),
    operation: wire.operation,
  };
}

function lastFields(
  context: CallContext,
  draft: CallDraft,
  names: CallNames,
): Omit<TelemetryLine, keyof FirstFields> {
  const { meta, req, res, wire } = draft;
  const params = paramsOf(draft);
  return {
    original_hash: "",
    params,
    params_hash: toHex(context.suite.sha256(utf8(canonicalJson(params)))),
    path: meta.path.toWellFormed(),
    pii_categories_found: Object.keys(req.found).sort(),
    provider: wire.provider,
    rate_limits: sorted(draft.rateLimits),
    redacted_hash: "",
    redacted_payload: req.redacted.toWellFormed(),
    redaction_level: context.level,
    request_id: meta.ord,
    response_capture_complete: res.capture === "full",
    response_hash: "",
    response_pii_categories: Object.keys(res.found).sort(),
    response_redacted_hash: "",
    response_redacted_payload: res.redacted.toWellFormed(),
    retry: finite(draft.retry),
    safety_events: wire.safetyEvents.map((event) => event.toWellFormed()),
    status: whole(meta.status),
    stream: wire.stream,
    system_fingerprint: wellFormed(wire.fingerprint),
    system_prompt_hash: names.systemPrompt,
    timestamp: formatTime(meta.acceptedAtMs),
    tool_calls: toolLines(context, wire.toolCalls),
    tool_results: toolLines(context, wire.toolResults),
    tool_schema_hash: names.tools,
    trace_id: wellFormed(nonEmpty(meta.traceId)),
    type: "call",
    upstream_request_id: wellFormed(nonEmpty(meta.upstreamRequestId)),
    usage: {
      cached: finite(wire.usage.cached),
      input: finite(wire.usage.input),
      output: finite(wire.usage.output),
      reasoning: finite(wire.usage.reasoning),
    },
    version: context.version,
    window: context.window,
  };
}

function nonEmpty(text: string): string | null {
  return text === "" ? null : text;
}

function wellFormed(text: string | null): string | null {
  return text === null ? null : text.toWellFormed();
}

/** What failed first: the exchange itself, else what the vendor named. */
export function errorOf(draft: CallDraft): string | null {
  return draft.meta.errorType === "" ? draft.wire.errorType : draft.meta.errorType;
}

function findingsOf(
  direction: "request" | "response",
  body: BodyDraft,
): TelemetryLine["findings"] {
  return Object.keys(body.found).sort().map((category) => ({
    category,
    count: whole(body.found[category]?.count ?? 0),
    direction,
    fields: whole(body.found[category]?.fields ?? 0),
  }));
}

/** Sampling parameters in order of their names, without numbers that JSON cannot hold. */
function paramsOf(draft: CallDraft): TelemetryLine["params"] {
  const params: TelemetryLine["params"] = {};
  for (const key of Object.keys(draft.wire.params).sort()) {
    const value = draft.wire.params[key];
    if (typeof value === "string") params[key.toWellFormed()] = value.toWellFormed();
    else if (typeof value === "boolean" || Number.isFinite(value)) {
      params[key.toWellFormed()] = value as boolean | number;
    }
  }
  return params;
}

function toolLines(context: CallContext, tools: readonly ToolUse[]): ToolLine[] {
  return tools.map(({ length, name, sha256 }) => ({
    argumentsLength: length,
    hash: context.pseudonyms.ofToolText(sha256),
    name: name.toWellFormed(),
  }));
}

/** What the application said; of persons the pseudonym. */
function attributionOf(context: CallContext, draft: CallDraft): TelemetryLine["attribution"] {
  const said: TelemetryLine["attribution"] = {};
  for (const { name, value, sha256 } of byName(draft.attribution.asserted)) {
    const kept = value ?? context.pseudonyms.ofAttribute(sha256);
    said[name] = { source: "asserted", value: kept.toWellFormed() };
  }
  return said;
}

/** In the order of canonical keys. */
export function byName<T extends { name: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sorted(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function finite(value: number | null): number | null {
  return Number.isFinite(value) ? value : null;
}
