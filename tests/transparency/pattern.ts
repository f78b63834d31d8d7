/**
 * Bodies of any size without holding them: byte n of the pattern is always the same, so each end
 * can make and check its piece alone. The period is a prime, so that a lost, doubled or moved block
 * of any usual size shows.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { utf8 } from "../../src/base/bytes.ts";
import { patternBytes } from "../support/proxy_rig.ts";

const PERIOD_BYTES = 65_521;
/** Pieces up to this are compared with one look. */
const TILE_BYTES = 4 * PERIOD_BYTES;

const TILE = tile();

function tile(): Uint8Array<ArrayBuffer> {
  const period = patternBytes(PERIOD_BYTES, 7);
  const bytes = new Uint8Array(TILE_BYTES);
  for (let at = 0; at < TILE_BYTES; at += PERIOD_BYTES) bytes.set(period, at);
  return bytes;
}

/** Bytes `from` to `to` of the pattern. */
export function patternSlice(from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(to - from);
  fill(bytes, from);
  return bytes;
}

function fill(bytes: Uint8Array, from: number): void {
  for (let at = 0; at < bytes.length;) {
    const start = (from + at) % PERIOD_BYTES;
    const count = Math.min(TILE_BYTES - start, bytes.length - at);
    bytes.set(TILE.subarray(start, start + count), at);
    at += count;
  }
}

/** Checks pieces of the pattern as they come, and keeps none. */
export class PatternCheck {
  /** Bytes seen. */
  bytes = 0;

  /** @throws {Error} If the piece does not go on where the last one ended. */
  take(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      const start = this.bytes % PERIOD_BYTES;
      const count = Math.min(TILE_BYTES - start, piece.length - at);
      if (!areEqual(piece.subarray(at, at + count), TILE.subarray(start, start + count))) {
        throw new Error(`The body differs from the pattern in the ${count} bytes at ${this.bytes}`);
      }
      at += count;
      this.bytes += count;
    }
  }
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** Wire bytes of the first `sizeBytes` of the pattern in HTTP chunks of `chunkBytes`. */
export function patternInChunks(sizeBytes: number, chunkBytes: number): Uint8Array<ArrayBuffer> {
  const chunks = Math.ceil(sizeBytes / chunkBytes);
  const wire = new Uint8Array(sizeBytes + chunks * 12 + 5);
  let length = 0;
  for (let at = 0; at < sizeBytes; at += chunkBytes) {
    const count = Math.min(chunkBytes, sizeBytes - at);
    length += new TextEncoder().encodeInto(`${count.toString(16)}\r\n`, wire.subarray(length))
      .written;
    fill(wire.subarray(length, length + count), at);
    length += count;
    wire[length++] = 13;
    wire[length++] = 10;
  }
  const end = utf8("0\r\n\r\n");
  wire.set(end, length);
  return wire.subarray(0, length + end.length);
}
