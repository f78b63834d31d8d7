/**
 * Which header fields pass, in both directions, and the bytes of the upstream request head.
 * @module
 */

import { ATTRIBUTION_CUT, ATTRIBUTION_END, ATTRIBUTION_IS } from "../capture/descriptor.ts";
import type { Field } from "./engine_request.ts";
import { latin1 } from "./response_head.ts";

/** What is done with a request field besides. */
type FieldUse =
  | "forward"
  | "drop"
  | "connection"
  | "host"
  | "content-length"
  | "transfer-encoding"
  | "upgrade"
  | "content-type"
  | "content-encoding"
  | "traceparent"
  | "credential"
  | "attribution"
  | "baggage"
  | "retry";

/**
 * Fields that are not only forwarded. Those that concern one connection only (RFC 9110 section
 * 7.6.1) are not forwarded at all, nor the framing fields, which are rebuilt and never copied, nor
 * `host`, which becomes the upstream's.
 */
const USES: ReadonlyMap<string, FieldUse> = new Map([
  ["connection", "connection"],
  ["proxy-connection", "drop"],
  ["keep-alive", "drop"],
  ["proxy-authenticate", "drop"],
  ["proxy-authorization", "drop"],
  ["te", "drop"],
  ["trailer", "drop"],
  ["expect", "drop"],
  // Compressed messages could not be read on their way.
  ["sec-websocket-extensions", "drop"],
  ["transfer-encoding", "transfer-encoding"],
  ["upgrade", "upgrade"],
  ["host", "host"],
  ["content-length", "content-length"],
  ["content-type", "content-type"],
  ["content-encoding", "content-encoding"],
  ["traceparent", "traceparent"],
  ["baggage", "baggage"],
  // How often OpenAI's and Anthropic's SDKs have tried this call before.
  ["x-stainless-retry-count", "retry"],
  // Names that carry the caller's credential for a model API.
  ["authorization", "credential"],
  ["x-api-key", "credential"],
  ["api-key", "credential"],
  ["x-goog-api-key", "credential"],
]);

/** Uses of the spellings seen; filled up to a bound, because clients choose the names. */
const USES_SEEN = new Map<string, FieldUse>();
const SPELLINGS_MAX = 1_000;

/** Response fields that concern one connection only. `content-length` is kept. */
const NOT_RETURNED: ReadonlySet<string> = new Set([
  "connection",
  "proxy-connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What the application says of the call to Outband, and to nobody else. */
const ATTRIBUTION_PREFIX = "x-outband-";
/** Members of a `baggage` field that say the same. */
const BAGGAGE_PREFIX = "outband.";
/** Characters of all that is said; beyond them nothing more is noted, and the record says so. */
const ATTRIBUTION_CHARS_MAX = 1_024;

/** How vendors name the id of a call: OpenAI, Anthropic, AWS, Azure, Google. */
const REQUEST_ID_FIELDS: ReadonlySet<string> = new Set([
  ...["x-request-id", "request-id", "x-amzn-requestid", "apim-request-id", "x-goog-request-id"],
]);

const NON_ASCII_REGEXP = /[\x80-\uffff]/;
const ENCODER = new TextEncoder();

/** The header fields of a request, sorted out in one pass. */
export interface RequestFields {
  /** The fields that are forwarded, each with CRLF. */
  text: string;
  /** Characters of all fields as they came: names, values, and four for each. */
  size: number;
  /** Null when there is none, as in HTTP/2, where `:authority` says it. */
  host: string | null;
  contentLength: string | null;
  transferEncoding: string | null;
  upgrade: string | null;
  /** What the audit wants to see. */
  contentType: string;
  contentEncoding: string;
  traceparent: string;
  credential: string;
  /** Names and values of what the application says, as `capture/descriptor.ts` describes them. */
  attribution: string;
  retry: string;
}

/** Names listed in a `connection` field, in lower case, together with those of earlier fields. */
function connectionNames(
  value: string | null,
  earlier: ReadonlySet<string> | null = null,
): ReadonlySet<string> | null {
  if (value === null) return earlier;
  const lower = value.toLowerCase();
  if (lower === "keep-alive" || lower === "close") return earlier;
  return new Set([...earlier ?? [], ...lower.split(",").map((name) => name.trim())]);
}

/**
 * A target as it goes on the wire, one character per byte. The server has decoded it as UTF-8, and
 * cut to bytes its characters could become a line end.
 */
function targetBytes(target: string): string {
  return NON_ASCII_REGEXP.test(target) ? latin1(ENCODER.encode(target)) : target;
}

/**
 * The head of an upstream request, without its framing field and empty line.
 *
 * @param request.target Path and query as they go on the request line.
 * @param request.host Value of the `host` field.
 */
export function requestHead(
  request: { method: string; target: string; host: string; fields: RequestFields },
): string {
  const { method, target, host, fields } = request;
  return `${method} ${targetBytes(target)} HTTP/1.1\r\nhost: ${host}\r\n${fields.text}`;
}

/** Sorts out the header fields of a request. */
export function requestFields(list: readonly Field[]): RequestFields {
  const fields: RequestFields = {
    text: "",
    size: 0,
    host: null,
    contentLength: null,
    transferEncoding: null,
    upgrade: null,
    contentType: "",
    contentEncoding: "",
    traceparent: "",
    credential: "",
    attribution: "",
    retry: "",
  };
  let named: ReadonlySet<string> | null = null;
  for (const [name, value] of list) {
    fields.size += name.length + value.length + 4;
    const use = useOf(name);
    if (isForwarded(use)) fields.text += fieldLine(use, name, value);
    if (use === "connection") named = connectionNames(value, named);
    else if (use === "attribution") noteAttribution(fields, name.toLowerCase(), value);
    else if (use === "baggage") noteBaggage(fields, value);
    else if (use !== "forward" && use !== "drop") note(fields, use, value);
  }
  if (named !== null) fields.text = textWithout(list, named);
  return fields;
}

function useOf(name: string): FieldUse {
  const seen = USES_SEEN.get(name);
  if (seen !== undefined) return seen;
  const lower = name.toLowerCase();
  const use = lower.startsWith(ATTRIBUTION_PREFIX) ? "attribution" : USES.get(lower) ?? "forward";
  if (USES_SEEN.size < SPELLINGS_MAX) USES_SEEN.set(name, use);
  return use;
}

function isForwarded(use: FieldUse): boolean {
  return use === "forward" || use === "content-type" || use === "content-encoding" ||
    use === "traceparent" || use === "credential" || use === "baggage" || use === "retry";
}

/** A field as it is forwarded; empty for baggage of which nothing is left. */
function fieldLine(use: FieldUse, name: string, value: string): string {
  if (use !== "baggage" || !value.includes(BAGGAGE_PREFIX)) return `${name}: ${value}\r\n`;
  const kept = value.split(",").filter((member) => !isOurs(member)).join(",").trim();
  return kept === "" ? "" : `${name}: ${kept}\r\n`;
}

function isOurs(member: string): boolean {
  return member.trimStart().startsWith(BAGGAGE_PREFIX);
}

/** Notes one thing that the application says; the characters between cannot be in a field. */
function noteAttribution(fields: RequestFields, name: string, value: string): void {
  if (fields.attribution.length + name.length + value.length > ATTRIBUTION_CHARS_MAX) {
    if (!fields.attribution.endsWith(ATTRIBUTION_CUT)) fields.attribution += ATTRIBUTION_CUT;
    return;
  }
  fields.attribution += `${name}${ATTRIBUTION_IS}${value}${ATTRIBUTION_END}`;
}

function noteBaggage(fields: RequestFields, value: string): void {
  if (!value.includes(BAGGAGE_PREFIX)) return;
  for (const member of value.split(",").filter(isOurs)) {
    const [pair = ""] = member.split(";");
    const at = pair.indexOf("=");
    if (at > 0) noteAttribution(fields, pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
}

/** Notes a value that says how to forward, or that the audit wants to see. */
function note(fields: RequestFields, use: FieldUse, value: string): void {
  if (use === "content-type") fields.contentType = value;
  else if (use === "content-encoding") {
    fields.contentEncoding = joined(fields.contentEncoding, value);
  } else if (use === "traceparent") fields.traceparent = value;
  else if (use === "credential") fields.credential = value;
  else if (use === "retry") fields.retry = value;
  else if (use === "host") fields.host ??= value;
  else if (use === "content-length") {
    fields.contentLength = value; // The server refuses two that differ.
  } else if (use === "transfer-encoding") {
    fields.transferEncoding = joined(fields.transferEncoding ?? "", value);
  } else if (use === "upgrade") fields.upgrade = joined(fields.upgrade ?? "", value);
}

/** Values of a repeated field as one (RFC 9110 section 5.3). */
function joined(earlier: string, value: string): string {
  return earlier === "" ? value : `${earlier}, ${value}`;
}

/** The forwarded fields without those that `connection` names. */
function textWithout(list: readonly Field[], named: ReadonlySet<string>): string {
  return list.filter(([name]) => isForwarded(useOf(name)) && !named.has(name.toLowerCase()))
    .map(([name, value]) => fieldLine(useOf(name), name, value)).join("");
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Response fields for `new Response`, and those that the audit wants to see. */
export interface ReturnedHeaders {
  headers: Record<string, string> | [string, string][];
  contentType: string;
  contentEncoding: string;
  requestId: string;
  /** What the upstream says of its limits, `x-ratelimit-remaining-requests: 59`, one to a line. */
  rateLimits: string;
}

/**
 * Filters the fields of an upstream answer.
 *
 * A plain record is cheaper for the server than pairs, by 10 us (measured), so pairs are used only
 * where a name repeats, or is a number, which a record would put first.
 */
export function returnedHeaders(fields: readonly [string, string][]): ReturnedHeaders {
  const seen: ReturnedHeaders = {
    headers: {},
    contentType: "",
    contentEncoding: "",
    requestId: "",
    rateLimits: "",
  };
  const record: Record<string, string> = Object.create(null);
  let named: ReadonlySet<string> | null = null;
  let needsPairs = false;
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    if (lower === "connection") named = connectionNames(value, named);
    else if (lower === "content-type") seen.contentType = value;
    else if (lower === "content-encoding") seen.contentEncoding = value;
    else if (REQUEST_ID_FIELDS.has(lower)) seen.requestId = value;
    else if (lower.includes("ratelimit") || lower === "retry-after") {
      seen.rateLimits += `${lower}${ATTRIBUTION_IS}${value}${ATTRIBUTION_END}`;
    }
    if (NOT_RETURNED.has(lower)) continue;
    if (name in record || isDigit(name.charCodeAt(0))) needsPairs = true;
    record[name] = value;
  }
  if (!needsPairs && named === null) {
    seen.headers = record;
    return seen;
  }
  seen.headers = fields.filter(([name]) => {
    const lower = name.toLowerCase();
    return !NOT_RETURNED.has(lower) && named?.has(lower) !== true;
  }) as [string, string][];
  return seen;
}
