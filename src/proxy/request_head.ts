/**
 * Which header fields pass, in both directions, and the bytes of the upstream request head.
 * @module
 */

import { latin1 } from "./response_head.ts";

/**
 * Fields that concern one connection only (RFC 9110 section 7.6.1), the framing fields, which are
 * rebuilt and never copied, and `host`, which becomes the upstream's.
 */
const NOT_FORWARDED: ReadonlySet<string> = new Set([
  "connection",
  "proxy-connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "host",
  "content-length",
]);

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

const NON_ASCII_REGEXP = /[\x80-\uffff]/;
const ENCODER = new TextEncoder();

/** The header fields of a request, sorted out in one pass. */
export interface RequestFields {
  /** The fields that are forwarded, each with CRLF. */
  text: string;
  /** Characters of all fields as they came: names, values, and four for each. */
  size: number;
  host: string;
  contentLength: string | null;
  transferEncoding: string | null;
  upgrade: string | null;
  /** What the audit wants to see. */
  contentType: string;
  contentEncoding: string;
  traceparent: string;
  credential: string;
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
export function requestFields(headers: Headers): RequestFields {
  const named = connectionNames(headers.get("connection"));
  const fields: RequestFields = {
    text: "",
    size: 0,
    host: "",
    contentLength: null,
    transferEncoding: null,
    upgrade: null,
    contentType: "",
    contentEncoding: "",
    traceparent: "",
    credential: "",
  };
  headers.forEach((value, name) => {
    fields.size += name.length + value.length + 4;
    if (NOT_FORWARDED.has(name)) return keepHopField(fields, { name, value });
    if (named?.has(name) === true) return;
    fields.text += `${name}: ${value}\r\n`;
    if (name === "content-type") fields.contentType = value;
    else if (name === "content-encoding") fields.contentEncoding = value;
    else if (name === "traceparent") fields.traceparent = value;
    else if (isCredential(name)) fields.credential = value;
  });
  return fields;
}

/** Fields that are not forwarded but say how to. */
function keepHopField(fields: RequestFields, field: { name: string; value: string }): void {
  const { name, value } = field;
  if (name === "host") fields.host = value;
  else if (name === "content-length") fields.contentLength = value;
  else if (name === "transfer-encoding") fields.transferEncoding = value;
  else if (name === "upgrade") fields.upgrade = value;
}

/** Header names that carry the caller's credential for a model API. */
function isCredential(name: string): boolean {
  return name === "authorization" || name === "x-api-key" || name === "api-key" ||
    name === "x-goog-api-key";
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
  };
  const record: Record<string, string> = Object.create(null);
  let named: ReadonlySet<string> | null = null;
  let needsPairs = false;
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    if (lower === "connection") named = connectionNames(value, named);
    else if (lower === "content-type") seen.contentType = value;
    else if (lower === "content-encoding") seen.contentEncoding = value;
    else if (lower === "x-request-id" || lower === "request-id") seen.requestId = value;
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
