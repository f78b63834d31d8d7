/**
 * Undoes the content encodings of a captured body, bounded: a few bytes can stand for gigabytes.
 * Works on the audit copy only and never on what is forwarded.
 * @module
 */

import { Buffer } from "node:buffer";
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";

/** Content encodings that may be stacked on one body. */
const LAYERS_MAX = 2;
/** Times the input is halved until its output fits: 2 ** 14 exceeds the ratio of gzip, 1032. */
const HALVINGS_MAX = 14;

/** A decoded body, or why there is none. */
export type Decoded =
  | {
    /** Decoded bytes; of a cut body the beginning. */
    bytes: Uint8Array;
    /** There would have been more than the limit. */
    limited: boolean;
  }
  | {
    /** `encoding:<name>`, for the record. */
    notInspected: string;
    /** The encoding is not known, or the bytes are not in it. */
    reason: "opaque" | "malformed";
  };

interface Limits {
  maxOutputLength: number;
}
type Codec = (bytes: Uint8Array, limits: Limits) => Uint8Array;

// A flush instead of a finish makes the decoder give what it has when its input ends early.
const ZLIB_FLUSH = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI_FLUSH = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const ZSTD_FLUSH = { finishFlush: constants.ZSTD_e_flush };

const CODECS: Readonly<Record<string, Codec>> = {
  gzip: (bytes, limits) => gunzipSync(bytes, { ...ZLIB_FLUSH, ...limits }),
  "x-gzip": (bytes, limits) => gunzipSync(bytes, { ...ZLIB_FLUSH, ...limits }),
  deflate: inflate,
  br: (bytes, limits) => brotliDecompressSync(bytes, { ...BROTLI_FLUSH, ...limits }),
  zstd: (bytes, limits) => zstdDecompressSync(bytes, { ...ZSTD_FLUSH, ...limits }),
};

/** RFC 9110 section 8.4.1.2 means zlib; some senders leave its header and checksum away. */
function inflate(bytes: Uint8Array, limits: Limits): Uint8Array {
  const options = { ...ZLIB_FLUSH, ...limits };
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  const isZlib = (first & 15) === 8 && (first * 256 + second) % 31 === 0; // RFC 1950 section 2.2.
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/**
 * Decodes a captured body; never throws.
 *
 * @param bytes The body or its beginning, as it was on the wire.
 * @param encoding The `content-encoding` field, empty when absent.
 * @param options.bytesMax Most bytes to decode to, above 0.
 */
export function decodeBody(
  bytes: Uint8Array,
  encoding: string,
  options: { bytesMax: number },
): Decoded {
  const names = encoding.toLowerCase().split(",").map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const unknown = names.find((name) => !Object.hasOwn(CODECS, name));
  if (unknown !== undefined || names.length > LAYERS_MAX) {
    return { notInspected: `encoding:${unknown ?? "stacked"}`, reason: "opaque" };
  }
  const whole = bytes.subarray(0, options.bytesMax);
  let decoded = { bytes: names.length === 0 ? whole : bytes, limited: false };
  if (names.length === 0) decoded.limited = whole.length < bytes.length;
  for (const name of names.reverse()) {
    const codec = CODECS[name] as Codec;
    const next = decodeLayer(decoded.bytes, { codec, bytesMax: options.bytesMax });
    if (next === null) return { notInspected: `encoding:${name}`, reason: "malformed" };
    decoded = { bytes: next.bytes, limited: decoded.limited || next.limited };
  }
  return decoded;
}

/** Decodes one layer; of what would not fit, a beginning. Null when it is not in the encoding. */
function decodeLayer(
  bytes: Uint8Array,
  { codec, bytesMax }: { codec: Codec; bytesMax: number },
): { bytes: Uint8Array; limited: boolean } | null {
  let length = bytes.length;
  for (let attempt = 0; attempt <= HALVINGS_MAX; attempt++) {
    try {
      const decoded = codec(bytes.subarray(0, length), { maxOutputLength: bytesMax });
      return { bytes: decoded, limited: attempt > 0 };
    } catch (error) {
      // The synchronous decoders give nothing of what does not fit, so less is tried.
      if (!isTooLarge(error)) return null;
      length >>= 1;
    }
  }
  return { bytes: Buffer.alloc(0), limited: true };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
