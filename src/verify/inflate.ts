/**
 * Decompression by the platform's own `DecompressionStream`, fed in small pieces: a bomb can make
 * each of them a thousand times larger, and not more is ever held.
 * @module
 */

import { ArchiveError, type ByteFile, damaged, readExactly } from "./archive_file.ts";

/** Compressed bytes handed over at once; inflated they are at most 8 MiB. */
const PIECE_BYTES = 8 * 1024;

/** Most bytes that a compressed tar may grow to, and how often its own length. */
const UNPACKED_BYTES_MAX = 64 * 1024 ** 3;
const RATIO_MAX = 200;
const RATIO_FREE_BYTES = 64 * 1024 * 1024;

/** What is decompressed: a range of a file. */
export interface Compressed {
  /** The file. */
  file: ByteFile;
  /** Where it begins. */
  at: number;
  /** Compressed bytes. */
  length: number;
  /** `deflate-raw` inside a zip. */
  format: "gzip" | "deflate-raw";
}

/**
 * The decompressed bytes in pieces. The caller stops when they are too many.
 *
 * @throws {ArchiveError} If the data is damaged, or goes on behind its end.
 */
export async function* inflate({ file, at, length, format }: Compressed): AsyncGenerator<
  Uint8Array<ArrayBuffer>
> {
  let done = 0;
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller): Promise<void> {
      if (done === length) return controller.close();
      const piece = await readExactly(file, at + done, Math.min(PIECE_BYTES, length - done));
      done += piece.length;
      controller.enqueue(piece);
    },
  }, { highWaterMark: 0 });
  const reader = compressed.pipeThrough(new DecompressionStream(format)).getReader();
  try {
    for (;;) {
      const { value } = await reader.read().catch(() => {
        throw damaged("its compressed data cannot be read");
      });
      if (value === undefined) return;
      yield value;
    }
  } finally {
    // Nobody waits for more; the error was reported above.
    await reader.cancel().catch(() => {});
  }
}

/**
 * The tar inside a tar.gz in pieces. It can only be read from its start, so whoever opens one keeps
 * the pieces: in a temporary file, in a `Blob`.
 *
 * @throws {ArchiveError} If the data is damaged, or grows to more than evidence can.
 */
export async function* inflateTar(packed: ByteFile): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ratioBytesMax = Math.max(RATIO_FREE_BYTES, RATIO_MAX * packed.size);
  const bytesMax = Math.min(UNPACKED_BYTES_MAX, ratioBytesMax);
  let size = 0;
  for await (const piece of inflate({ file: packed, at: 0, length: packed.size, format: "gzip" })) {
    size += piece.length;
    if (size > bytesMax) {
      throw new ArchiveError("LIMIT_EXCEEDED", `Unpacked it has more than ${bytesMax} bytes`);
    }
    yield piece;
  }
}
