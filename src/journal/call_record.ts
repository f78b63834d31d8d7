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
import { classOf } from "../format/counts.ts";
import type { BodyDraft, CallDraft } from "../format/draft.ts";
import { type CallBody, type RecordHead, sizeBucket } from "../format/record.ts";
import { type TelemetryLine, writtenLine } from "../format/telemetry.ts";
import type { CallContext } from "./call_context.ts";
import { byName, type CallNames, errorOf, lineFrame } from "./line_frame.ts";
import { orderedJson } from "./ordered_json.ts";
import { whole } from "./whole.ts";

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
  const names = namesOf(context, draft);
  const frame = lineFrame(context, draft, { index: at.index, names });
  const parts = partsOf(context, draft, { ...at, frame });
  fillHashes(context, draft, { frame, parts });
  const committed = orderedJson(frame); // As committedText() in format/telemetry.ts.
  parts["line"] = context.committer.commit({ ...at, part: "line" }, committed);
  const body = callBody(draft, {
    parts,
    names,
    said: saidBy(context, draft),
    plain: plainOf(context, draft),
  });
  return { body, line: writtenLine(committed, toHex(at.key)) };
}

function namesOf({ pseudonyms, firstSeen }: CallContext, { wire }: CallDraft): CallNames {
  const systemPrompt = pseudonyms.ofSystemPrompt(wire.systemPromptSha256);
  const tools = pseudonyms.ofTools(wire.toolsSha256);
  const isNew = [
    firstSeen.isNew("system_prompt", systemPrompt) ? ["system_prompt"] : [],
    firstSeen.isNew("tools", tools) ? ["tools"] : [],
  ];
  return { systemPrompt, tools, firstSeen: isNew.flat() };
}

/** What the application said of the call, each value as its pseudonym; null when nothing. */
function saidBy({ pseudonyms }: CallContext, draft: CallDraft): Record<string, string> | null {
  const { asserted } = draft.attribution;
  if (asserted.length === 0) return null;
  return Object.fromEntries(
    byName(asserted).map(({ name, sha256 }) => [name, pseudonyms.ofAttribute(sha256)]),
  );
}

/** Values that name nobody: of closed lists, and purposes that the declared policy registers. */
function plainOf({ purposes }: CallContext, draft: CallDraft): Record<string, string> | null {
  const plain: Record<string, string> = {};
  for (const { name, value } of byName(draft.attribution.asserted)) {
    if (value === null) continue;
    if (name === "oversight") plain[name] = value;
    else if (name === "purpose" && purposes.has(value)) plain[name] = value;
    else if (name === "rag") plain[name] = /\brefs=/.test(value) ? "refs" : "none";
  }
  return Object.keys(plain).length === 0 ? null : plain;
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

function callBody(
  draft: CallDraft,
  known: {
    parts: Parts;
    names: CallNames;
    said: Record<string, string> | null;
    plain: Record<string, string> | null;
  },
): PlacedCall {
  const { meta, req, res, wire } = draft;
  const { parts, names, said, plain } = known;
  const invalid = whole(draft.attribution.invalid);
  const context = wire.contextExternal.map(name);
  const unvisited = pair(countOrNull(req.fieldsUnvisited), countOrNull(res.fieldsUnvisited));
  const capture = { req: req.capture, res: res.capture };
  const error = errorOf(draft);
  const finish = wire.finishReasons.slice(0, FINISH_MAX).map(name);
  const found = pair(foundOf(req), foundOf(res));
  const notInspected = pair(nameOrNull(req.notInspected), nameOrNull(res.notInspected));
  const tools = whole(wire.toolCalls.length + wire.toolCallsMore);
  const usage = usageOf(draft);
  const why = pair(req.reason, res.reason);
  const signals = pair(signalsOf(req), signalsOf(res));
  return {
    ...(said === null ? {} : { attribution: said }),
    ...(invalid === 0 ? {} : { attribution_invalid: invalid }),
    capture,
    class: classOf(capture),
    ...(context.length === 0 ? {} : { context_external: context }),
    ...(meta.isDegraded ? { degraded: true } : {}),
    ...(error === null ? {} : { error: name(error) }),
    fields: { req: whole(req.fieldsScanned), res: whole(res.fieldsScanned) },
    ...(wire.fingerprint === null ? {} : { fingerprint: name(wire.fingerprint) }),
    ...(finish.length === 0 ? {} : { finish }),
    ...(names.firstSeen.length === 0 ? {} : { first_seen: names.firstSeen }),
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
    ...(plain === null ? {} : { plain }),
    prev: "",
    provider: name(wire.provider),
    ...(wire.modelServed === null ? {} : { served: name(wire.modelServed) }),
    ...(signals === null ? {} : { signals }),
    size: { req: sizeBucket(whole(req.bytes)), res: sizeBucket(whole(res.bytes)) },
    status: whole(meta.status),
    stream: wire.stream,
    ...(names.systemPrompt === null ? {} : { system_prompt: names.systemPrompt }),
    t: "",
    ...(names.tools === null ? {} : { tool_schema: names.tools }),
    ...(tools === 0 ? {} : { tools }),
    ...(unvisited === null ? {} : { unvisited }),
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

function signalsOf({ signals }: BodyDraft): Record<string, number> | null {
  const rules = Object.keys(signals).sort();
  if (rules.length === 0) return null;
  return Object.fromEntries(rules.map((rule) => [rule, whole(signals[rule] ?? 0)]));
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

function countOrNull(value: number): number | null {
  return whole(value) === 0 ? null : whole(value);
}

function nameOrNull(text: string | null): string | null {
  return text === null ? null : name(text);
}
