/**
 * Reads `application/vnd.amazon.eventstream`: frames of headers and a payload, each with two
 * checksums (AWS SDK, "Amazon event stream encoding").
 *
 *     u32 total | u32 headers | u32 CRC of the 8 before | headers | payload | u32 CRC of all before
 *
 * @module
 */

import { crc32 } from "../base/crc32.ts";
import { parseJson } from "./json_prefix.ts";
import type { StreamEvent } from "./stream_event.ts";

/** Largest frame: AWS allows payloads of 16 MiB and headers of 128 KiB. */
const FRAME_BYTES_MAX = 16 * 1024 * 1024 + 128 * 1024 + 16;
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;
/** Type of a header whose value is a text: the only one that names anything here. */
const TEXT_HEADER = 7;
/** Bytes of the values of the header types 0 to 9; those of 6 and 7 say their length. */
const VALUE_BYTES: readonly number[] = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16];

const DECODER = new TextDecoder();

/**
 * Calls `onEvent` for each frame: its name is the `:event-type` or `:exception-type`, its data the
 * payload.
 *
 * @returns False when a frame is not sound; what came before it was handed over. A frame that the
 * end cuts is handed over as incomplete, as far as it came.
 */
export function readFrames(bytes: Uint8Array, onEvent: (event: StreamEvent) => void): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < PRELUDE_BYTES) return true; // Cut: the stream has no end then.
    const total = view.getUint32(at);
    const headers = view.getUint32(at + 4);
    const isSound = total <= FRAME_BYTES_MAX &&
      PRELUDE_BYTES + headers + CHECKSUM_BYTES <= total &&
      crc32(bytes.subarray(at, at + 8)) === view.getUint32(at + 8);
    if (!isSound) return false;
    const end = at + total;
    const payloadAt = at + PRELUDE_BYTES + headers;
    const isWhole = end <= bytes.length;
    if (isWhole && crc32(bytes.subarray(at, end - CHECKSUM_BYTES)) !== view.getUint32(end - 4)) {
      return false;
    }
    const named = headersOf(bytes.subarray(at + PRELUDE_BYTES, Math.min(payloadAt, bytes.length)));
    const payload = bytes.subarray(payloadAt, Math.min(end - CHECKSUM_BYTES, bytes.length));
    onEvent(frameEvent(named, { payload, isWhole }));
    at = end;
  }
  return true;
}

function frameEvent(
  headers: ReadonlyMap<string, string>,
  { payload, isWhole }: { payload: Uint8Array; isWhole: boolean },
): StreamEvent {
  const data = DECODER.decode(payload);
  const parsed = parseJson(data);
  const isEmpty = data.trim() === "";
  return {
    name: headers.get(":exception-type") ?? headers.get(":event-type") ??
      headers.get(":error-code") ?? "",
    data,
    value: isEmpty ? {} : parsed.value,
    complete: isWhole,
    valid: isEmpty || parsed.complete,
    tooDeep: parsed.tooDeep,
    rest: data.slice(parsed.end).trim(),
  };
}

/** The headers that are texts; stops at the first that is not sound. */
function headersOf(bytes: Uint8Array): Map<string, string> {
  const headers = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + (bytes[at] as number);
    const type = bytes[nameEnd];
    let length = VALUE_BYTES[type ?? -1];
    if (length === undefined) break;
    let valueAt = nameEnd + 1;
    if (length < 0) {
      length = ((bytes[valueAt] ?? 0) << 8) | (bytes[valueAt + 1] ?? 0);
      valueAt += 2;
    }
    if (valueAt + length > bytes.length) break;
    if (type === TEXT_HEADER) {
      const name = DECODER.decode(bytes.subarray(at + 1, nameEnd));
      headers.set(name, DECODER.decode(bytes.subarray(valueAt, valueAt + length)));
    }
    at = valueAt + length;
  }
  return headers;
}
