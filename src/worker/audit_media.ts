/**
 * Decides how a captured body is to be read: by its first bytes where they leave no doubt, else by
 * its declared media type. Parses nothing.
 * @module
 */

import { isText } from "../wire/encoded_value.ts";

/**
 * How a body is read.
 *
 * - `json`, `lines`: one JSON value, or one on each line.
 * - `events`: server-sent events. `frames`: `application/vnd.amazon.eventstream`.
 * - `form`: `multipart/*`. `pairs`: `application/x-www-form-urlencoded`.
 * - `text`: anything that a person can read.
 * - `binary`: it is not read.
 */
export type MediaKind =
  | "json"
  | "lines"
  | "events"
  | "frames"
  | "form"
  | "pairs"
  | "text"
  | "binary";

/** Declared types that say little: what the body looks like decides. */
const VAGUE_TYPES: ReadonlySet<string> = new Set([
  "",
  "text/plain",
  "application/octet-stream",
  "binary/octet-stream",
]);
const LINES_TYPES: ReadonlySet<string> = new Set([
  ...["application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines"],
  ...["application/x-jsonlines", "application/x-jsonl", "application/json-seq", "text/jsonl"],
]);
const TEXT_TYPE_REGEXP =
  /^text\/|xml$|^application\/(?:javascript|yaml|x-yaml|toml|x-subrip|sql|sdp)$/;
/** Beginnings of an event stream. */
const EVENT_STARTS: readonly string[] = ["data:", "event:", "id:", "retry:", ":"];
const START_LENGTH = 64;
/** Bytes that decide whether something is text. */
const SAMPLE_BYTES = 4_096;

/** The media type of a `content-type` field: lower case, without parameters. */
export function mediaTypeOf(contentType: string): string {
  const semicolon = contentType.indexOf(";");
  return (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
}

/** What a declared type promises; null when it promises nothing. */
export function declaredKind(contentType: string): MediaKind | null {
  const type = mediaTypeOf(contentType);
  if (type === "text/event-stream") return "events";
  if (type === "application/json" || type === "text/json" || type.endsWith("+json")) return "json";
  if (LINES_TYPES.has(type)) return "lines";
  if (type === "application/vnd.amazon.eventstream") return "frames";
  if (type.startsWith("multipart/")) return "form";
  // Also what curl declares when nobody tells it otherwise.
  if (type === "application/x-www-form-urlencoded") return "pairs";
  if (VAGUE_TYPES.has(type)) return null;
  return TEXT_TYPE_REGEXP.test(type) ? "text" : "binary";
}

/**
 * How to read a decoded body.
 *
 * @param bytes Decoded body, or its beginning.
 * @param declared What {@linkcode declaredKind} returned.
 */
export function kindOf(bytes: Uint8Array, declared: MediaKind | null): MediaKind {
  if (declared === "lines" || declared === "frames") return declared;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (isSpace(bytes[at])) at++;
  const start = String.fromCharCode(...bytes.subarray(at, at + START_LENGTH));
  if (start.startsWith("{") || start.startsWith("[")) return "json";
  if (declared === "form" && start.startsWith("--")) return "form";
  if (declared === "form") return "binary";
  if (declared === "binary" || declared === "pairs" || declared === "text") return declared;
  if (EVENT_STARTS.some((field) => start.startsWith(field))) return "events";
  if (declared !== null) return declared;
  return isText(bytes.subarray(0, SAMPLE_BYTES)) ? "text" : "binary";
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
