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
import type { CryptoSuite } from "../base/digest.ts";
import { classOf } from "../format/counts.ts";
import type { BodyDraft, CallDraft } from "../format/draft.ts";
import { type CallBody, sizeBucket } from "../format/record.ts";
import { committedText, type TelemetryLine, writtenLine } from "../format/telemetry.ts";
import { commitment, originalKey } from "../tlog/commitment.ts";
import { fitPayloads } from "./payload_cut.ts";

/** What all calls of one part share. */
export interface CallContext {
  suite: CryptoSuite;
  /** Origin of the log. */
  origin: string;
  /** The part's secret, 32 bytes. */
  secret: Uint8Array;
  /** Key of pseudonyms, 32 bytes. */
  pseudonymKey: Uint8Array;
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

/** Both halves of a call. */
export interface CallLines {
  body: CallBody;
  /** The telemetry line as it is written, without line feed. */
  line: string;
}

/** Longest name from outside in a record, UTF-16 code units; a line stays far below 16 KiB. */
const NAME_CHARS_MAX = 256;
/** Most categories per direction in a record. */
const CATEGORIES_MAX = 64;
const FINISH_MAX = 8;
const CREDENTIAL_LABEL = "outband/credential/v1\n";
const CREDENTIAL_CHARS = 16;
const PROMPT_LABEL = "outband/system-prompt/v1\n";
const PROMPT_CHARS = 32;

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
  const committed = committedText(frame);
  parts["line"] = commit(context, { ...at, part: "line", data: utf8(committed) });
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
  for (const direction of ["req", "res"] as const) {
    const original = draft[direction].sha256;
    if (original === null) continue;
    const part = `orig.${direction}`;
    const { suite, origin, secret } = context;
    const originKey = originalKey(suite, { secret, origin, index, part });
    parts[part] = commit(context, { index, key: originKey, part, data: original });
  }
  parts["req"] = commit(context, { index, key, part: "req", data: utf8(frame.redacted_payload) });
  parts["res"] = commit(context, {
    index,
    key,
    part: "res",
    data: utf8(frame.response_redacted_payload),
  });
  return parts;
}

function commit(
  context: CallContext,
  content: { index: number; key: Uint8Array; part: string; data: Uint8Array },
): string {
  return toHex(commitment(context.suite, { origin: context.origin, ...content }));
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
  const frame: TelemetryLine = {
    request_id: meta.ord,
    timestamp: formatTime(meta.acceptedAtMs),
    version: context.version,
    original_hash: "",
    redacted_payload: req.redacted.toWellFormed(),
    redacted_hash: "",
    redaction_level: context.level,
    pii_categories_found: Object.keys(req.found).sort(),
    extractor_used: wire.extractor,
    fields_scanned: req.fieldsScanned,
    capture_complete: req.capture === "full",
    response_hash: "",
    response_redacted_payload: res.redacted.toWellFormed(),
    response_redacted_hash: "",
    response_pii_categories: Object.keys(res.found).sort(),
    response_capture_complete: res.capture === "full",
    type: "call",
    log: context.origin,
    index,
    window: context.window,
    direction: "outbound",
    method: meta.method.toWellFormed(),
    path: meta.path.toWellFormed(),
    host: meta.host.toWellFormed(),
    format: wire.format,
    provider: wire.provider,
    operation: wire.operation,
    model_requested: wellFormed(wire.modelRequested),
    model_served: wellFormed(wire.modelServed),
    status: meta.status,
    error_type: wellFormed(errorOf(draft)),
    stream: wire.stream,
    usage: { ...wire.usage },
    finish_reasons: wire.finishReasons.map((reason) => reason.toWellFormed()),
    tool_calls: wire.toolCalls.map((tool) => ({ ...tool, name: tool.name.toWellFormed() })),
    findings: [...findingsOf("request", req), ...findingsOf("response", res)],
    safety_events: [...wire.safetyEvents],
    system_prompt_hash: pseudonym(context, wire.systemPromptSha256, {
      label: PROMPT_LABEL,
      chars: PROMPT_CHARS,
    }),
    params: { ...wire.params },
    latency_us: { added: meta.addedUs, ttfb: meta.ttfbUs, total: meta.totalUs },
    bytes: { request: req.bytes, response: res.bytes },
    capture_reason: { request: req.reason, response: res.reason },
    client: {
      address: meta.clientAddress,
      credential_fingerprint: pseudonym(context, draft.credentialSha256, {
        label: CREDENTIAL_LABEL,
        chars: CREDENTIAL_CHARS,
      }),
    },
    attribution: {},
    trace_id: meta.traceId === "" ? null : meta.traceId.toWellFormed(),
    upstream_request_id: meta.upstreamRequestId === ""
      ? null
      : meta.upstreamRequestId.toWellFormed(),
    hash_alg: context.commitment === "hmac" ? "hmac-sha256" : "sha256",
  };
  fitPayloads(frame, context.lineBytesMax);
  return frame;
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
    direction,
    category,
    count: body.found[category]?.count ?? 0,
    fields: body.found[category]?.fields ?? 0,
  }));
}

/** Keyed and cut: equal inputs of one log have equal values, nothing else can be learned. */
function pseudonym(
  context: CallContext,
  sha256: Uint8Array | null,
  kind: { label: string; chars: number },
): string | null {
  if (sha256 === null) return null;
  const message = utf8(kind.label + toHex(sha256));
  return toHex(context.suite.hmacSha256(context.pseudonymKey, message)).slice(0, kind.chars);
}

function callBody(draft: CallDraft, parts: Parts): CallBody {
  const { meta, req, res, wire } = draft;
  const capture = { req: req.capture, res: res.capture };
  const error = errorOf(draft);
  const body: CallBody = {
    kind: "call",
    ord: meta.ord,
    class: classOf(capture),
    capture,
    format: name(wire.format),
    provider: name(wire.provider),
    operation: name(wire.operation),
    host: name(meta.host),
    status: whole(meta.status),
    stream: wire.stream,
    us: { added: whole(meta.addedUs), ttfb: whole(meta.ttfbUs), total: whole(meta.totalUs) },
    size: { req: sizeBucket(whole(req.bytes)), res: sizeBucket(whole(res.bytes)) },
    fields: { req: whole(req.fieldsScanned), res: whole(res.fieldsScanned) },
    parts,
  };
  const why = pair(req.reason, res.reason);
  if (why !== null) body.why = why;
  const notInspected = pair(nameOrNull(req.notInspected), nameOrNull(res.notInspected));
  if (notInspected !== null) body.not_inspected = notInspected;
  const found = pair(foundOf(req), foundOf(res));
  if (found !== null) body.found = found;
  if (wire.modelRequested !== null) body.model = name(wire.modelRequested);
  if (wire.modelServed !== null) body.served = name(wire.modelServed);
  if (error !== null) body.error = name(error);
  if (wire.finishReasons.length > 0) {
    body.finish = wire.finishReasons.slice(0, FINISH_MAX).map(name);
  }
  const usage = usageOf(draft);
  if (usage !== null) body.usage = usage;
  const tools = wire.toolCalls.length + wire.toolCallsMore;
  if (tools > 0) body.tools = whole(tools);
  return body;
}

/** Both directions without those that have nothing to say; null when neither has. */
function pair<T>(req: T | null, res: T | null): { req?: T; res?: T } | null {
  if (req === null && res === null) return null;
  return { ...(req === null ? {} : { req }), ...(res === null ? {} : { res }) };
}

function foundOf(body: BodyDraft): Record<string, number> | null {
  const categories = Object.keys(body.found).slice(0, CATEGORIES_MAX);
  if (categories.length === 0) return null;
  const found: Record<string, number> = {};
  for (const category of categories) found[category] = whole(body.found[category]?.count ?? 0);
  return found;
}

function usageOf(draft: CallDraft): NonNullable<CallBody["usage"]> | null {
  const usage: NonNullable<CallBody["usage"]> = {};
  for (const kind of ["input", "output", "cached", "reasoning"] as const) {
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
