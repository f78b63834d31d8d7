/**
 * Reading what the user names: a file or standard input, whole or line by line, always bounded.
 * It never writes.
 * @module
 */

import { concatAll, decodeUtf8 } from "../base/bytes.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import type { CommandIo } from "./command.ts";

const LINE_FEED = 0x0a;

/** The name that stands for standard input. */
export const STDIN_NAME = "-";

/** How an input is called in messages. */
export function inputLabel(name: string): string {
  return name === STDIN_NAME ? "standard input" : name;
}

/**
 * Bytes of a file, or of standard input for `-`.
 *
 * @throws {OutbandError} IO, naming the file and why it cannot be read.
 */
export async function* readChunks(name: string, io: CommandIo): AsyncGenerator<Uint8Array> {
  try {
    if (name === STDIN_NAME) return yield* io.stdin();
    const file = await Deno.open(name, { read: true });
    yield* file.readable;
  } catch (error) {
    throw unreadable(name, error);
  }
}

/**
 * A whole input as bytes.
 *
 * @param bytesMax Longest input that is taken.
 * @throws {OutbandError} IO, when it cannot be read or is longer.
 */
export async function readWhole(
  name: string,
  io: CommandIo,
  { bytesMax }: { bytesMax: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readChunks(name, io)) {
    length += chunk.length;
    if (length > bytesMax) {
      throw new OutbandError(
        "IO",
        `Cannot read ${inputLabel(name)}: it is longer than ${bytesMax} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return concatAll(chunks);
}

/**
 * A whole input as text.
 *
 * @param bytesMax Longest input that is taken.
 * @throws {OutbandError} IO, when it cannot be read, is longer, or is not UTF-8.
 */
export async function readText(
  name: string,
  io: CommandIo,
  bound: { bytesMax: number },
): Promise<string> {
  const bytes = await readWhole(name, io, bound);
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    const message = `Cannot read ${inputLabel(name)}: it is not UTF-8`;
    throw new OutbandError("IO", message, { cause: error });
  }
}

/**
 * The lines of an input, without their line feeds, in batches: what became complete with each
 * piece that arrived, so that answers can be written while the sender waits for them. A last line
 * without a line feed is a line, too.
 *
 * @param lineBytesMax Longest line that is taken.
 * @throws {OutbandError} IO, when it cannot be read or a line is longer.
 */
export async function* readLines(
  name: string,
  io: CommandIo,
  { lineBytesMax }: { lineBytesMax: number },
): AsyncGenerator<Uint8Array[]> {
  let open: Uint8Array[] = [];
  let openBytes = 0;
  let lineCount = 0;
  const checkLength = (bytes: number): void => {
    if (bytes <= lineBytesMax) return;
    const where = `${inputLabel(name)} line ${lineCount + 1}`;
    throw new OutbandError("IO", `Cannot read ${where}: it is longer than ${lineBytesMax} bytes`);
  };
  for await (const chunk of readChunks(name, io)) {
    const batch: Uint8Array[] = [];
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      checkLength(openBytes + to - from);
      const end = chunk.subarray(from, to);
      batch.push(open.length === 0 ? end : concatAll([...open, end]));
      open = [];
      openBytes = 0;
      lineCount++;
      from = to + 1;
    }
    openBytes += chunk.length - from;
    checkLength(openBytes);
    if (from < chunk.length) open.push(chunk.subarray(from));
    if (batch.length > 0) yield batch;
  }
  if (openBytes > 0) yield [concatAll(open)];
}

/** What to tell the user about an input that cannot be read. */
export function unreadable(name: string, error: unknown): OutbandError {
  const message = `Cannot read ${inputLabel(name)}: ${fileFault(error)}`;
  return new OutbandError("IO", message, { cause: error });
}

/** What a failed file call means, in words. */
export function fileFault(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "it does not exist";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.IsADirectory) return "it is a directory";
  return messageOf(error);
}
