/**
 * What `outband scan` reads: files, directories with everything below them, and standard input, as
 * pieces of text. It reads in pieces of some kilobytes and never writes.
 * @module
 */

import type { CommandIo } from "./command.ts";
import { fileFault, readChunks, STDIN_NAME, unreadable } from "./input.ts";

/** Directories that are not entered: what is in them was made or fetched by programs. */
const UNENTERED = [".git", "node_modules"];
/** Deepest directory below one that was named. */
const DEPTH_MAX = 64;
/** Bytes of a file's beginning that tell whether it is text, as for `git diff`. */
const SNIFFED_BYTES = 8_000;

/** Why a file that is no text is skipped. */
export const BINARY = "binary";

/** A text to scan, or why there is none. */
export type ScanInput =
  & { name: string; isNamed: boolean }
  & (
    | { pieces: AsyncIterable<string> }
    | { skipped: string }
  );

/**
 * The texts that some names stand for, each opened when it is its turn; below a directory in the
 * order of names. Links below a directory are not followed.
 *
 * @throws {OutbandError} IO, when a name that was given cannot be read.
 */
export async function* scanInputs(
  names: readonly string[],
  io: CommandIo,
): AsyncGenerator<ScanInput> {
  for (const name of names) {
    if (name === STDIN_NAME) {
      yield { name, isNamed: true, pieces: decoded(readChunks(name, io), "utf-8") };
    } else if (await isDirectory(name)) yield* below(name, { io, depth: 0 });
    else yield* ofFile(name, { io, isNamed: true });
  }
}

async function isDirectory(name: string): Promise<boolean> {
  try {
    return (await Deno.stat(name)).isDirectory;
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function* below(
  directory: string,
  { io, depth }: { io: CommandIo; depth: number },
): AsyncGenerator<ScanInput> {
  if (depth > DEPTH_MAX) {
    yield { name: directory, isNamed: false, skipped: `deeper than ${DEPTH_MAX} directories` };
    return;
  }
  const entries: Deno.DirEntry[] = [];
  try {
    for await (const entry of Deno.readDir(directory)) entries.push(entry);
  } catch (error) {
    yield { name: directory, isNamed: false, skipped: fileFault(error) };
    return;
  }
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const name = `${directory.replace(/\/+$/, "")}/${entry.name}`;
    if (entry.isDirectory && !UNENTERED.includes(entry.name)) {
      yield* below(name, { io, depth: depth + 1 });
    } else if (entry.isFile) yield* ofFile(name, { io, isNamed: false });
  }
}

async function* ofFile(
  name: string,
  { io, isNamed }: { io: CommandIo; isNamed: boolean },
): AsyncGenerator<ScanInput> {
  const chunks = readChunks(name, io);
  let first: IteratorResult<Uint8Array, void>;
  try {
    first = await chunks.next();
  } catch (error) {
    if (isNamed) throw error;
    yield { name, isNamed, skipped: fileFault(error instanceof Error ? error.cause : error) };
    return;
  }
  const head = first.done === true ? new Uint8Array() : first.value;
  const encoding = encodingOf(head.subarray(0, SNIFFED_BYTES));
  if (encoding === null) {
    await chunks.return(undefined);
    yield { name, isNamed, skipped: BINARY };
    return;
  }
  yield { name, isNamed, pieces: decoded(joined(head, chunks), encoding) };
}

/** How a file's beginning is encoded; null for what is no text. */
function encodingOf(head: Uint8Array): string | null {
  if (!head.includes(0)) return "utf-8";
  const mark = (head[0] ?? 0) << 8 | (head[1] ?? 0);
  if (mark === 0xfffe) return "utf-16le";
  return mark === 0xfeff ? "utf-16be" : null;
}

async function* joined(
  head: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

/** Not strict: personal data beside a bad byte is still worth finding. */
async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
