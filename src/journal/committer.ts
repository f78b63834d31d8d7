/**
 * Commitments without garbage: the same values as `tlog/commitment.ts`, for the thread that makes
 * five of them per call.
 *
 * HMAC-SHA-256 is two hashes over blocks that are put together in one buffer kept for the purpose;
 * text is encoded straight into it. Against `createHmac` over concatenated copies this takes
 * a third of the time (measured: 12 against 4 us for 1 KB).
 *
 * @module
 */

import { assert } from "../base/assert.ts";
import { sha256Hex } from "../base/digest.ts";
import { COMMIT_LABEL, ORIGINAL_KEY_LABEL } from "../tlog/commitment.ts";

const BLOCK_BYTES = 64;
const KEY_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
const BUFFER_BYTES = 64 * 1024;
/** A larger buffer is not kept. */
const BUFFER_BYTES_KEPT = 1024 * 1024;

const ENCODER = new TextEncoder();

/** Makes the commitments of one log. */
export class Committer {
  readonly #origin: string;
  readonly #outer = new Uint8Array(BLOCK_BYTES + 32);
  #buffer = new Uint8Array(BUFFER_BYTES);

  constructor(origin: string) {
    this.#origin = origin;
  }

  /**
   * Commitment to a part, 64 hex characters.
   *
   * @param place.key 32 bytes.
   * @param data Bytes, or well-formed text whose UTF-8 encoding is meant.
   */
  commit(
    place: { key: Uint8Array; index: number; part: string },
    data: string | Uint8Array,
  ): string {
    return this.#hmac(place.key, this.#head(COMMIT_LABEL, place), data);
  }

  /** Key of the commitment to an original, 32 bytes. */
  originalKey(place: { secret: Uint8Array; index: number; part: string }): Uint8Array {
    const hex = this.#hmac(place.secret, this.#head(ORIGINAL_KEY_LABEL, place), "");
    return bytesOf(hex, new Uint8Array(KEY_BYTES), 0);
  }

  #head(label: string, place: { index: number; part: string }): string {
    return `${label}\n${this.#origin}\n${place.index}\n${place.part}\n`;
  }

  #hmac(key: Uint8Array, head: string, data: string | Uint8Array): string {
    assert(key.length === KEY_BYTES, "A commitment key has 32 bytes");
    // A UTF-16 code unit is at most three bytes of UTF-8.
    const dataBytesMax = typeof data === "string" ? 3 * data.length : data.length;
    const buffer = this.#bufferOf(BLOCK_BYTES + 3 * head.length + dataBytesMax);
    const outer = this.#outer;
    buffer.fill(INNER_PAD, KEY_BYTES, BLOCK_BYTES);
    outer.fill(OUTER_PAD, KEY_BYTES, BLOCK_BYTES);
    for (let k = 0; k < KEY_BYTES; k++) {
      const byte = key[k] as number;
      buffer[k] = byte ^ INNER_PAD;
      outer[k] = byte ^ OUTER_PAD;
    }
    let end = BLOCK_BYTES;
    end += ENCODER.encodeInto(head, buffer.subarray(end)).written;
    if (typeof data === "string") end += ENCODER.encodeInto(data, buffer.subarray(end)).written;
    else {
      buffer.set(data, end);
      end += data.length;
    }
    bytesOf(sha256Hex(buffer.subarray(0, end)), outer, BLOCK_BYTES);
    return sha256Hex(outer);
  }

  #bufferOf(bytes: number): Uint8Array<ArrayBuffer> {
    if (bytes <= this.#buffer.length) return this.#buffer;
    const buffer = new Uint8Array(2 ** Math.ceil(Math.log2(bytes)));
    if (buffer.length <= BUFFER_BYTES_KEPT) this.#buffer = buffer;
    return buffer;
  }
}

/** Writes the bytes of a hex text to `into` from `at`. */
function bytesOf<T extends Uint8Array>(hex: string, into: T, at: number): T {
  for (let k = 0; k < hex.length; k += 2) {
    into[at + k / 2] = digit(hex.charCodeAt(k)) * 16 + digit(hex.charCodeAt(k + 1));
  }
  return into;
}

function digit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
