/**
 * Audits the two bodies of one call: decodes, recognises, visits the text, and says how much of it
 * was understood. Pure and total: whatever the bytes are, the answer is a draft, never an error.
 * @module
 */

import { sha256 } from "../base/digest.ts";
import type { Detector } from "../detect/detector.ts";
import type { MarkerStyle } from "../detect/redaction.ts";
import type { BodyDraft, CaptureReason, ExchangeMeta, WireFacts } from "../format/draft.ts";
import { parseJson, parseJsonPrefix } from "../wire/json_prefix.ts";
import { recognise } from "../wire/registry.ts";
import { readEventStream } from "../wire/sse.ts";
import type { ResponseFacts, WireFormat } from "../wire/wire_format.ts";
import {
  callWireFacts,
  kindLabel,
  type RequestWireFacts,
  requestWireFacts,
} from "./audit_facts.ts";
import { FieldAudit } from "./audit_fields.ts";
import { declaredKind, kindOf, mediaTypeOf } from "./audit_media.ts";
import { decodeBody } from "./decode.ts";

/** What all audits of one worker share. */
export interface AuditContext {
  detector: Detector;
  markerStyle: MarkerStyle;
  /** Most bytes that one body is decoded to. */
  decodedBytesMax: number;
}

/** One direction of an exchange as it was captured. */
export interface CapturedBody {
  /** The original bytes that were captured, from the first on; may be a view. */
  bytes: Uint8Array;
  /** Bytes that passed on the wire. */
  total: number;
  /** `complete`, or why there is not all of it. */
  ended: "complete" | CaptureReason;
  /** False when no body began. */
  began: boolean;
}

/** The audited request, which the audit of the answer builds on. */
export interface RequestAudit {
  body: BodyDraft;
  /** The facts that the request alone decides. */
  facts: RequestWireFacts;
  /** The format of the call; null when it is opaque. */
  format: WireFormat | null;
}

/** A body that can be read, or what a record says of one that cannot. */
type OpenBody =
  | { kind: "json" | "events"; bytes: Uint8Array; reason: CaptureReason | null }
  | { kind: "opaque"; notInspected: string; reason: "opaque" | "malformed" };

const DECODER = new TextDecoder();
const UNKNOWN_FORMAT = "format:unknown";

/** Audits the request of a call. */
export function auditRequest(
  context: AuditContext,
  meta: ExchangeMeta,
  body: CapturedBody,
): RequestAudit {
  const call = {
    method: meta.method,
    path: meta.path,
    host: meta.host,
    contentType: meta.requestType,
  };
  const format = recognise({ ...call, body: undefined });
  const unread = {
    format,
    facts: requestWireFacts(context, { meta, format, facts: null }),
  };
  const closed = closedDraft(body);
  if (closed !== null) return { ...unread, body: closed };
  const declared = { type: meta.requestType, encoding: meta.requestEncoding, format };
  const opened = openBody(context, body, declared);
  if (opened.kind === "opaque") return { ...unread, body: opaqueDraft(context, body, opened) };

  const { value, whole, reason } = readJson(opened);
  const confirmed = whole ? recognise({ ...call, body: value }) : format;
  if (confirmed === null) {
    const facts = requestWireFacts(context, { meta, format: null, facts: null });
    return { format: null, facts, body: opaqueDraft(context, body) };
  }
  const fields = new FieldAudit({ detector: context.detector, style: context.markerStyle });
  const read = confirmed.request(value, fields);
  return {
    body: auditedDraft(context, body, { fields, reason }),
    facts: requestWireFacts(context, { meta, format: confirmed, facts: read }),
    format: confirmed,
  };
}

/**
 * What is left of a request whose audit was lost with its worker: its format by path, not its body.
 *
 * @param total Bytes that passed on the wire.
 */
export function lostRequest(
  context: AuditContext,
  meta: ExchangeMeta,
  total: number,
): RequestAudit {
  return auditRequest(context, meta, {
    bytes: new Uint8Array(0),
    total: Math.max(1, total),
    ended: "worker_lost",
    began: true,
  });
}

/** Audits the answer of a call whose request was audited. */
export function auditResponse(
  context: AuditContext,
  meta: ExchangeMeta,
  body: CapturedBody,
  request: RequestAudit,
): { body: BodyDraft; wire: WireFacts } {
  const { format } = request;
  let stream = declaredKind(meta.responseType) === "events";
  function answer(
    draft: BodyDraft,
    facts: ResponseFacts | null,
  ): { body: BodyDraft; wire: WireFacts } {
    return { body: draft, wire: callWireFacts(context, { request: request.facts, stream, facts }) };
  }
  const neverBegan = meta.status === 0 && body.total === 0;
  const closed = neverBegan
    ? emptyDraft(body, { capture: "none", reason: null })
    : closedDraft(body);
  if (closed !== null) return answer(closed, null);
  const declared = { type: meta.responseType, encoding: meta.responseEncoding, format };
  const opened = openBody(context, body, declared);
  if (opened.kind === "opaque") return answer(opaqueDraft(context, body, opened), null);
  if (format === null) return answer(opaqueDraft(context, body), null);

  stream = opened.kind === "events";
  const fields = new FieldAudit({ detector: context.detector, style: context.markerStyle });
  const read = stream ? readStream(opened, { format, fields }) : readJson(opened);
  const facts = format.response(read.value, fields);
  if (facts === null && read.whole) return answer(opaqueDraft(context, body), null);
  return answer(auditedDraft(context, body, { fields, reason: read.reason }), facts);
}

/** The draft of a body of which there is nothing to read, or null. */
function closedDraft(body: CapturedBody): BodyDraft | null {
  const { bytes, total, ended, began } = body;
  if (bytes.length > 0) return null;
  if (total === 0 && ended === "complete") {
    return emptyDraft(body, { capture: "full", reason: null });
  }
  if (total === 0 && !began) return emptyDraft(body, { capture: "none", reason: null });
  return emptyDraft(body, { capture: "metadata", reason: ended === "complete" ? "pool" : ended });
}

function emptyDraft(
  body: CapturedBody,
  state: Pick<BodyDraft, "capture" | "reason">,
): BodyDraft {
  const known = body.bytes.length > 0 || state.capture === "full";
  return {
    ...state,
    bytes: body.total,
    sha256: known ? sha256(body.bytes) : null,
    redacted: "{}",
    found: {},
    fieldsScanned: 0,
    notInspected: null,
  };
}

function opaqueDraft(
  context: AuditContext,
  body: CapturedBody,
  why: { notInspected: string; reason: "opaque" | "malformed" } = {
    notInspected: UNKNOWN_FORMAT,
    reason: "opaque",
  },
): BodyDraft {
  return {
    ...emptyDraft(body, { capture: "metadata", reason: why.reason }),
    notInspected: kindLabel(context.detector, why.notInspected),
  };
}

function auditedDraft(
  context: AuditContext,
  body: CapturedBody,
  { fields, reason }: { fields: FieldAudit; reason: CaptureReason | null },
): BodyDraft {
  const { uninspected } = fields;
  const why = reason ?? fields.reason ?? (uninspected === null ? null : "opaque");
  return {
    ...emptyDraft(body, { capture: why === null ? "full" : "partial", reason: why }),
    ...fields.results(),
    notInspected: uninspected === null ? null : kindLabel(context.detector, uninspected),
  };
}

function openBody(
  context: AuditContext,
  body: CapturedBody,
  declared: { type: string; encoding: string; format: WireFormat | null },
): OpenBody {
  const kind = declaredKind(declared.type);
  const mediaType = `media_type:${mediaTypeOf(declared.type) || "none"}`;
  if (kind === "other") return { kind: "opaque", notInspected: mediaType, reason: "opaque" };
  if (declared.format === null) {
    return { kind: "opaque", notInspected: UNKNOWN_FORMAT, reason: "opaque" };
  }
  const bytesMax = context.decodedBytesMax;
  const decoded = decodeBody(body.bytes, declared.encoding, { bytesMax });
  if ("notInspected" in decoded) return { kind: "opaque", ...decoded };
  const found = kindOf(decoded.bytes, kind);
  if (found === "other") return { kind: "opaque", notInspected: mediaType, reason: "opaque" };
  return { kind: found, bytes: decoded.bytes, reason: endReason(body, decoded.limited) };
}

function endReason(body: CapturedBody, limited: boolean): CaptureReason | null {
  if (body.ended !== "complete") return body.ended;
  return limited || body.bytes.length < body.total ? "limit" : null;
}

/** A body as a value: what could be read, whether that is all, and if not, why. */
interface ReadBody {
  value: unknown;
  whole: boolean;
  reason: CaptureReason | null;
}

function readJson(
  { bytes, reason }: { bytes: Uint8Array; reason: CaptureReason | null },
): ReadBody {
  const text = DECODER.decode(bytes);
  const parsed = reason === null ? parseJson(text) : parseJsonPrefix(text);
  const fault = parsed.tooDeep ? "too_deep" : parsed.complete ? null : "malformed";
  return { value: parsed.value, whole: parsed.complete, reason: reason ?? fault };
}

function readStream(
  { bytes, reason }: { bytes: Uint8Array; reason: CaptureReason | null },
  { format, fields }: { format: WireFormat; fields: FieldAudit },
): ReadBody {
  const reader = format.stream();
  readEventStream(bytes, (event) => reader.event(event));
  const { body, ended, malformed, notInspected } = reader.finish();
  if (notInspected !== null) fields.notInspected(notInspected);
  const fault = malformed ? "malformed" : ended ? null : "cut";
  return { value: body, whole: ended && !malformed, reason: reason ?? fault };
}
