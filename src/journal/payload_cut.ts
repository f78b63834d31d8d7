/**
 * Cuts the payloads of a telemetry line so that the line stays within its limit. Everything else in
 * a line is bounded by where it comes from. Pure.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { committedText, REDACTED_KEY, type TelemetryLine } from "../format/telemetry.ts";

/** `,"redacted_key":"<64 hex>"` */
const KEY_FIELD_BYTES: number = REDACTED_KEY.length + 70;
/** Four hashes of 64 characters, which the line has not got yet. */
const HASHES_BYTES = 256;
/** `,"truncated":["redacted_payload","response_redacted_payload"]` */
const TRUNCATED_FIELD_BYTES = 64;
/** No UTF-16 code unit takes more bytes in a JSON text (an escape such as backslash u 0000). */
const BYTES_PER_UNIT_MAX = 6;
/** More than a line without payloads and hashes ever has; only a short cut rests on it. */
const FRAME_BYTES_USUAL_MAX = 32_768;

/**
 * Cuts `redacted_payload` and `response_redacted_payload` of a line whose hashes are still empty,
 * and names those it cut in `truncated`.
 *
 * Each has half of the room, and what the other leaves of its half.
 *
 * @param line Changed in place.
 * @param bytesMax Longest line as written, in bytes without the line feed.
 */
export function fitPayloads(line: TelemetryLine, bytesMax: number): void {
  const request = line.redacted_payload;
  const response = line.response_redacted_payload;
  const bound = (request.length + response.length) * BYTES_PER_UNIT_MAX + FRAME_BYTES_USUAL_MAX;
  if (bound <= bytesMax) return;
  const frame = utf8(committedText({
    ...line,
    redacted_payload: "",
    response_redacted_payload: "",
  })).length;
  const requestBytes = jsonBytes(request);
  const responseBytes = jsonBytes(response);
  const whole = frame + HASHES_BYTES + KEY_FIELD_BYTES + requestBytes + responseBytes;
  if (whole <= bytesMax) return;
  const room = bytesMax - frame - HASHES_BYTES - KEY_FIELD_BYTES - TRUNCATED_FIELD_BYTES;
  const half = Math.max(Math.floor(room / 2), 0);
  line.redacted_payload = cut(request, Math.max(half, room - responseBytes));
  line.response_redacted_payload = cut(response, Math.max(half, room - requestBytes));
  const truncated: string[] = [];
  if (line.redacted_payload !== request) truncated.push("redacted_payload");
  if (line.response_redacted_payload !== response) truncated.push("response_redacted_payload");
  if (truncated.length > 0) line.truncated = truncated;
}

/** Bytes of a text inside JSON quotes. */
function jsonBytes(text: string): number {
  return utf8(JSON.stringify(text)).length - 2;
}

/** The longest prefix of whole code points that takes at most `bytesMax` bytes inside quotes. */
function cut(text: string, bytesMax: number): string {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (jsonBytes(prefix(text, middle)) <= bytesMax) low = middle;
    else high = middle - 1;
  }
  return prefix(text, low);
}

/** The first `units` code units, one less rather than half of a surrogate pair. */
function prefix(text: string, units: number): string {
  const last = text.charCodeAt(units - 1);
  const splitsPair = units < text.length && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? units - 1 : units);
}
