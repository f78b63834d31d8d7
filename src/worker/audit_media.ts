/**
 * Decides how a captured body is to be read: by its first bytes where they leave no doubt, else by
 * its declared media type. Parses nothing.
 * @module
 */

/** How a body is read; `other` is not read at all. */
export type MediaKind = "json" | "events" | "other";

/** Declared types that say little: what the body looks like decides. */
const VAGUE_TYPES: ReadonlySet<string> = new Set([
  "",
  "text/plain",
  "application/octet-stream",
  "binary/octet-stream",
  "application/x-www-form-urlencoded", // What curl declares when nobody tells it otherwise.
]);
/** Beginnings of an event stream. */
const EVENT_STARTS: readonly string[] = ["data:", "event:", "id:", "retry:", ":"];
const START_LENGTH = 64;

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
  return VAGUE_TYPES.has(type) ? null : "other";
}

/**
 * How to read a decoded body whose declared type is not `other`.
 *
 * @param bytes Decoded body, or its beginning.
 * @param declared What {@linkcode declaredKind} returned.
 */
export function kindOf(bytes: Uint8Array, declared: MediaKind | null): MediaKind {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (isSpace(bytes[at])) at++;
  const start = String.fromCharCode(...bytes.subarray(at, at + START_LENGTH));
  if (start.startsWith("{") || start.startsWith("[")) return "json";
  if (EVENT_STARTS.some((field) => start.startsWith(field))) return "events";
  return declared ?? "other";
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
