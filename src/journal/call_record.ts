/**
 * What is kept of one audited call: the record for the chain and the telemetry line, tied to each
 * other by commitments. Pure; the index, the keys and the time are passed in.
 *
 * ```text
 * record  parts: orig.req orig.res   over the SHA-256 of the original, key from the part's secret
 *                req res             over the redacted payload as the line has it, key of the record
 *                line                over the line without its key, key of the record
 * line    everything else, and the key of the record: deleting the line erases it for good
 * ```
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import { formatTime } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { classOf } from "../format/counts.ts";
import type { BodyDraft, CallDraft } from "../format/draft.ts";
import { type CallBody, type RecordHead, sizeBucket } from "../format/record.ts";
import { type TelemetryLine, writtenLine } from "../format/telemetry.ts";
import type { Committer } from "./committer.ts";
import { orderedJson } from "./ordered_json.ts";
import { fitPayloads } from "./payload_cut.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** What all calls of one part share. */
export interface CallContext {
  suite: CryptoSuite;
  /** Makes the commitments of the log. */
  committer: Committer;
  /** Origin of the log. */
  origin: string;
  /** The part's secret, 32 bytes. */
  secret: Uint8Array;
  pseudonyms: Pseudonyms;
  /** What the hash fields of the line are; the record's parts are keyed in both modes. */
  commitment: "hmac" | "sha256";
  /** Name of the redaction level. */
  level: string;
  /** Version of the program. */
  version: string;
  /** Window and part as the line names them, `498686` or `498686.2`. */
  window: string;
  /** Longest telemetry line in bytes. */
  lineBytesMax: number;
}

/** A call with places for the head among its keys, which the chain fills. */
export type PlacedCall = RecordHead & CallBody;

/** Both halves of a call. */
export interface CallLines {
  /** The record, its head still blank. */
  body: PlacedCall;
  /** The telemetry line as it is written, without line feed. */
  line: string;
}

/** Longest name from outside in a record, UTF-16 code units; a line stays far below 16 KiB. */
const NAME_CHARS_MAX = 256;
/** Most categories per direction in a record. */
const CATEGORIES_MAX = 64;
const FINISH_MAX = 8;

/**
 * Makes the record and the line of one call.
 *
 * @param draft The call.
 * @param at Index of the record, and 32 random bytes of its own.
 * @throws {TypeError} If a field of the draft has no canonical JSON form.
 */
export function callLines(
  context: CallContext,
  draft: CallDraft,
  at: { index: number; key: Uint8Array },
): CallLines {
  const frame = lineFrame(context, draft, at.index);
  const parts = partsOf(context, draft, { ...at, frame });
  fillHashes(context, draft, { frame, parts });
  const committed = orderedJson(frame); // As committedText() in format/telemetry.ts.
  parts["line"] = context.committer.commit({ ...at, part: "line" }, committed);
  return { body: callBody(draft, parts), line: writtenLine(committed, toHex(at.key)) };
}

type Parts = Record<string, string>;

function partsOf(
  context: CallContext,
  draft: CallDraft,
  call: { index: number; key: Uint8Array; frame: TelemetryLine },
): Parts {
  const { index, key, frame } = call;
  const parts: Parts = {};
  const { committer, secret } = context;
  for (const direction of ["req", "res"] as const) {
    const original = draft[direction].sha256;
    if (original === null) continue;
    const part = `orig.${direction}`;
    const originKey = committer.originalKey({ secret, index, part });
    parts[part] = committer.commit({ index, key: originKey, part }, original);
  }
  parts["req"] = committer.commit({ index, key, part: "req" }, frame.redacted_payload);
  parts["res"] = committer.commit({ index, key, part: "res" }, frame.response_redacted_payload);
  return parts;
}

/** Sets the four hash fields, which are as long in either mode as {@linkcode lineFrame} assumed. */
function fillHashes(
  context: CallContext,
  draft: CallDraft,
  call: { frame: TelemetryLine; parts: Parts },
): void {
  const { frame, parts } = call;
  if (context.commitment === "hmac") {
    frame.original_hash = parts["orig.req"] ?? "";
    frame.redacted_hash = parts["req"] ?? "";
    frame.response_hash = parts["orig.res"] ?? "";
    frame.response_redacted_hash = parts["res"] ?? "";
    return;
  }
  const { sha256 } = context.suite;
  const redacted = (text: string): string => toHex(sha256(utf8(text + frame.timestamp)));
  frame.original_hash = draft.req.sha256 === null ? "" : toHex(draft.req.sha256);
  frame.redacted_hash = redacted(frame.redacted_payload);
  frame.response_hash = draft.res.sha256 === null ? "" : toHex(draft.res.sha256);
  frame.response_redacted_hash = redacted(frame.response_redacted_payload);
}

/** The line with its payloads cut to the limit and its hashes still to come. */
function lineFrame(context: CallContext, draft: CallDraft, index: number): TelemetryLine {
  const { meta, req, res, wire } = draft;
  // Keys in canonical order, here and in callBody: see ordered_json.ts.
  const frame: TelemetryLine = {
    attribution: {},
    bytes: { request: whole(req.bytes), response: whole(res.bytes) },
    capture_complete: req.capture === "full",
    capture_reason: { request: req.reason, response: res.reason },
    client: {
      address: meta.clientAddress,
      credential_fingerprint: context.pseudonyms.ofCredential(draft.credentialSha256),
    },
    degraded: meta.isDegraded,
    direction: "outbound",
    error_type: wellFormed(errorOf(draft)),
    extractor_used: wire.extractor,
    fields_scanned: whole(req.fieldsScanned),
    findings: [...findingsOf("request", req), ...findingsOf("response", res)],
    finish_reasons: wire.finishReasons.map((reason) => reason.toWellFormed()),
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
    original_hash: "",
    params: paramsOf(draft),
    path: meta.path.toWellFormed(),
    pii_categories_found: Object.keys(req.found).sort(),
    provider: wire.provider,
    redacted_hash: "",
    redacted_payload: req.redacted.toWellFormed(),
    redaction_level: context.level,
    request_id: meta.ord,
    response_capture_complete: res.capture === "full",
    response_hash: "",
    response_pii_categories: Object.keys(res.found).sort(),
    response_redacted_hash: "",
    response_redacted_payload: res.redacted.toWellFormed(),
    safety_events: wire.safetyEvents.map((event) => event.toWellFormed()),
    status: whole(meta.status),
    stream: wire.stream,
    system_prompt_hash: context.pseudonyms.ofSystemPrompt(wire.systemPromptSha256),
    timestamp: formatTime(meta.acceptedAtMs),
    tool_calls: toolCallsOf(draft),
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
  fitPayloads(frame, context.lineBytesMax);
  return frame;
}

function nonEmpty(text: string): string | null {
  return text === "" ? null : text;
}

function wellFormed(text: string | null): string | null {
  return text === null ? null : text.toWellFormed();
}

/** What failed first: the exchange itself, else what the vendor named. */
function errorOf(draft: CallDraft): string | null {
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

function toolCallsOf(draft: CallDraft): TelemetryLine["tool_calls"] {
  return draft.wire.toolCalls.map(({ length, name }) => ({
    argumentsLength: length,
    name: name.toWellFormed(),
  }));
}

function finite(value: number | null): number | null {
  return Number.isFinite(value) ? value : null;
}

function callBody(draft: CallDraft, parts: Parts): PlacedCall {
  const { meta, req, res, wire } = draft;
  const capture = { req: req.capture, res: res.capture };
  const error = errorOf(draft);
  const finish = wire.finishReasons.slice(0, FINISH_MAX).map(name);
  const found = pair(foundOf(req), foundOf(res));
  const notInspected = pair(nameOrNull(req.notInspected), nameOrNull(res.notInspected));
  const tools = whole(wire.toolCalls.length + wire.toolCallsMore);
  const usage = usageOf(draft);
  const why = pair(req.reason, res.reason);
  return {
    capture,
    class: classOf(capture),
    ...(meta.isDegraded ? { degraded: true } : {}),
    ...(error === null ? {} : { error: name(error) }),
    fields: { req: whole(req.fieldsScanned), res: whole(res.fieldsScanned) },
    ...(finish.length === 0 ? {} : { finish }),
    format: name(wire.format),
    ...(found === null ? {} : { found }),
    host: name(meta.host),
    i: 0,
    kind: "call",
    log: "",
    ...(wire.modelRequested === null ? {} : { model: name(wire.modelRequested) }),
    ...(notInspected === null ? {} : { not_inspected: notInspected }),
    operation: name(wire.operation),
    ord: meta.ord,
    parts,
    prev: "",
    provider: name(wire.provider),
    ...(wire.modelServed === null ? {} : { served: name(wire.modelServed) }),
    size: { req: sizeBucket(whole(req.bytes)), res: sizeBucket(whole(res.bytes)) },
    status: whole(meta.status),
    stream: wire.stream,
    t: "",
    ...(tools === 0 ? {} : { tools }),
    us: { added: whole(meta.addedUs), total: whole(meta.totalUs), ttfb: whole(meta.ttfbUs) },
    ...(usage === null ? {} : { usage }),
    v: 1,
    ...(why === null ? {} : { why }),
  };
}

/** Both directions without those that have nothing to say; null when neither has. */
function pair<T>(req: T | null, res: T | null): { req?: T; res?: T } | null {
  if (req === null && res === null) return null;
  return { ...(req === null ? {} : { req }), ...(res === null ? {} : { res }) };
}

function foundOf(body: BodyDraft): Record<string, number> | null {
  const categories = Object.keys(body.found).sort().slice(0, CATEGORIES_MAX);
  if (categories.length === 0) return null;
  const found: Record<string, number> = {};
  for (const category of categories) found[category] = whole(body.found[category]?.count ?? 0);
  return found;
}

function usageOf(draft: CallDraft): NonNullable<CallBody["usage"]> | null {
  const usage: NonNullable<CallBody["usage"]> = {};
  for (const kind of ["cached", "input", "output", "reasoning"] as const) {
    const tokens = draft.wire.usage[kind];
    if (tokens !== null && Number.isSafeInteger(tokens) && tokens >= 0) usage[kind] = tokens;
  }
  return Object.keys(usage).length === 0 ? null : usage;
}

function name(text: string): string {
  return text.slice(0, NAME_CHARS_MAX).toWellFormed();
}

function nameOrNull(text: string | null): string | null {
  return text === null ? null : name(text);
}

/** Records hold whole numbers from 0 to 2^53 - 1 only. */
function whole(value: number): number {
  if (!(value > 0)) return 0; // Also NaN.
  return Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER);
}
