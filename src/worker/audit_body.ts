/**
 * Audits the two bodies of one call: decodes, recognises, visits the text, and says how much of it
 * was understood. Pure and total: whatever the bytes are, the answer is a draft, never an error.
 * @module
 */

import { sha256 } from "../base/digest.ts";
import type { Detector } from "../detect/detector.ts";
import type { MarkerStyle } from "../detect/redaction.ts";
import type { BodyDraft, CaptureReason, ExchangeMeta, WireFacts } from "../format/draft.ts";
import { BodySignals, type Canary } from "../signals/body_signals.ts";
import { recognise } from "../wire/registry.ts";
import type { CallShape, ResponseFacts, WireFormat } from "../wire/wire_format.ts";
import {
  callWireFacts,
  kindLabel,
  type RequestWireFacts,
  requestWireFacts,
} from "./audit_facts.ts";
import { FieldAudit } from "./audit_fields.ts";
import { declaredKind, kindOf, mediaTypeOf } from "./audit_media.ts";
import { decodeBody } from "./decode.ts";
import { inUtf8, type OpenBody, readBody } from "./read_body.ts";

/** What all audits of one worker share. */
export interface AuditContext {
  detector: Detector;
  markerStyle: MarkerStyle;
  /** Most bytes that one body is decoded to. */
  decodedBytesMax: number;
  /** Markers that belong to one tenant each; none when absent. */
  canaries?: readonly Canary[];
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
  /** What the call was recognised by, without its body. */
  call: CallShape;
  /** Signals of the request, with which those of the answer are compared. */
  signals: BodySignals;
}

/** A body that can be read, or what a record says of one that cannot. */
type Opened = OpenBody | { kind: "opaque"; notInspected: string; reason: "opaque" | "malformed" };

const UNKNOWN_FORMAT = "format:unknown";

/** Audits the request of a call. */
export function auditRequest(
  context: AuditContext,
  meta: ExchangeMeta,
  body: CapturedBody,
): RequestAudit {
  const call = callOf(meta, undefined);
  const format = recognise(call);
  const facts = requestWireFacts(context, { meta, format, facts: null });
  const signals = newSignals(context, meta);
  const unread = { format, facts, call, signals };
  const closed = closedDraft(body);
  if (closed !== null) return { ...unread, body: closed };
  const declared = { type: meta.requestType, encoding: meta.requestEncoding };
  const opened = openBody(context, body, declared);
  if (opened.kind === "opaque") return { ...unread, body: opaqueDraft(context, body, opened) };

  const fields = fieldsOf(context, signals);
  const { value, whole, reason } = readBody(opened, {
    sink: fields,
    reader: null,
    isAnswer: false,
  });
  const confirmed = whole ? recognise({ ...call, body: value }) : format;
  if (confirmed === null) {
    const opaque = requestWireFacts(context, { meta, format: null, facts: null });
    const draft = withSignals(unknownDraft(context, body, fields), signals);
    return { format: null, facts: opaque, call, signals, body: draft };
  }
  const read = confirmed.request(value, call);
  for (const what of read.notInspected ?? []) fields.notInspected(what);
  const audited = auditedDraft(context, body, { fields, reason });
  if (read.systemPrompt !== null) signals.withoutSystemPrompt(read.systemPrompt);
  signals.toolResults((read.toolResults ?? []).map(({ text }) => text));
  return {
    body: withSignals(audited, signals),
    facts: requestWireFacts(context, { meta, format: confirmed, facts: read }),
    format: confirmed,
    call,
    signals,
  };
}

function newSignals({ canaries = [] }: AuditContext, { tenant = null }: ExchangeMeta): BodySignals {
  return new BodySignals({ canaries, tenant });
}

function fieldsOf(context: AuditContext, signals: BodySignals): FieldAudit {
  return new FieldAudit({ detector: context.detector, style: context.markerStyle, signals });
}

function withSignals(draft: BodyDraft, { hits }: BodySignals): BodyDraft {
  return { ...draft, signals: hits };
}

function callOf(meta: ExchangeMeta, body: unknown): CallShape {
  return {
    method: meta.method,
    path: meta.path,
    host: meta.host,
    contentType: meta.requestType,
    body,
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
  const signals = newSignals(context, meta);
  function answer(
    draft: BodyDraft,
    facts: ResponseFacts | null,
  ): { body: BodyDraft; wire: WireFacts } {
    const wire = callWireFacts(context, { request: request.facts, stream, facts });
    // What was not read of the request may well have been in it.
    if (request.body.capture === "full") signals.comparedWith(request.signals);
    signals.toolResults((facts?.toolResults ?? []).map(({ text }) => text));
    signals.events([...facts?.safetyEvents ?? [], ...facts?.finishReasons ?? []]);
    return { body: withSignals(draft, signals), wire };
  }
  const neverBegan = meta.status === 0 && body.total === 0;
  const closed = neverBegan
    ? emptyDraft(body, { capture: "none", reason: null })
    : closedDraft(body);
  if (closed !== null) return answer(closed, null);
  const declared = { type: meta.responseType, encoding: meta.responseEncoding };
  const opened = openBody(context, body, declared);
  if (opened.kind === "opaque") return answer(opaqueDraft(context, body, opened), null);

  const fields = fieldsOf(context, signals);
  const reader = format?.stream?.() ?? null;
  const read = readBody(opened, { sink: fields, reader, isAnswer: true });
  ({ stream } = read);
  if (format === null) return answer(unknownDraft(context, body, fields), null);
  const facts = format.response(read.value, request.call);
  if (facts === null && read.whole) return answer(unknownDraft(context, body, fields), null);
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
    signals: {},
    fieldsScanned: 0,
    fieldsUnvisited: 0,
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

/** A body of no known format: whatever is text in it was read all the same, but not understood. */
function unknownDraft(context: AuditContext, body: CapturedBody, fields: FieldAudit): BodyDraft {
  return { ...opaqueDraft(context, body), ...fields.results() };
}

function openBody(
  context: AuditContext,
  body: CapturedBody,
  declared: { type: string; encoding: string },
): Opened {
  const bytesMax = context.decodedBytesMax;
  const decoded = decodeBody(body.bytes, declared.encoding, { bytesMax });
  if ("notInspected" in decoded) return { kind: "opaque", ...decoded };
  const bytes = inUtf8(decoded.bytes, declared.type);
  const kind = kindOf(bytes, declaredKind(declared.type));
  if (kind === "binary") {
    const notInspected = `media_type:${mediaTypeOf(declared.type) || "none"}`;
    return { kind: "opaque", notInspected, reason: "opaque" };
  }
  return { kind, bytes, type: declared.type, reason: endReason(body, decoded.limited) };
}

function endReason(body: CapturedBody, limited: boolean): CaptureReason | null {
  if (body.ended !== "complete") return body.ended;
  return limited || body.bytes.length < body.total ? "limit" : null;
}
