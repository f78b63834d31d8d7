/**
 * Makes frames of `application/vnd.amazon.eventstream`.
 * @module
 */

import { crc32 } from "node:zlib";
import { concat, utf8 } from "../../src/base/bytes.ts";

/**
 * One frame.
 *
 * @param type Its `:event-type`.
 * @param payload JSON text.
 * @param headers Texts that take the place of the usual headers.
 */
export function frameBytes(
  type: string,
  payload: string,
  headers: Record<string, string> = {
    ":message-type": "event",
    ":event-type": type,
    ":content-type": "application/json",
  },
): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(headers).flatMap(([name, value]) => {
    const text = utf8(value);
    const key = utf8(name);
    return [Uint8Array.of(key.length), key, Uint8Array.of(7, text.length >> 8, text.length), text];
  });
  const head = concat(...parts);
  const body = utf8(payload);
  const prelude = new DataView(new ArrayBuffer(12));
  prelude.setUint32(0, 16 + head.length + body.length);
  prelude.setUint32(4, head.length);
  prelude.setUint32(8, crc32(new Uint8Array(prelude.buffer, 0, 8)));
  const frame = concat(new Uint8Array(prelude.buffer), head, body);
  const check = new DataView(new ArrayBuffer(4));
  check.setUint32(0, crc32(frame));
  return concat(frame, new Uint8Array(check.buffer));
}
