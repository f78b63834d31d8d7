/**
 * Where evidence comes from. The verifier only ever sees this interface: a directory on the command
 * line, files that a page was given, a map in a test.
 * @module
 */

import { concatAll, decodeUtf8 } from "../base/bytes.ts";
import type { Findings } from "./findings.ts";

/** Read access to a tree of files. */
export interface EvidenceSource {
  /**
   * All files below the root: relative paths, `/` between names, no `.` or `..`, no links.
   *
   * @throws {Error} If the tree cannot be listed or is not safe to read.
   */
  list(): Promise<string[]> | string[];
  /** Size of a file in bytes. */
  size(path: string): Promise<number> | number;
  /** The whole file. */
  read(path: string): Promise<Uint8Array>;
  /** The file in pieces; a piece is not read again after the next one was asked for. */
  stream(path: string): AsyncIterable<Uint8Array>;
}

/** A source over files in memory. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): EvidenceSource {
  function bytesOf(path: string): Uint8Array {
    const bytes = files.get(path);
    if (bytes === undefined) throw new Error(`No file ${path}`);
    return bytes;
  }
  return {
    list(): string[] {
      return [...files.keys()];
    },
    size(path: string): number {
      return bytesOf(path).length;
    },
    read(path: string): Promise<Uint8Array> {
      return Promise.resolve(bytesOf(path));
    },
    async *stream(path: string): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(bytesOf(path));
    },
  };
}

/** How {@linkcode readWhole} reads. */
export interface WholeFile {
  /** Path of the file. */
  path: string;
  /** Most bytes that it may have. */
  bytesMax: number;
}

/** The bytes of a small file, or null after a finding says why not. */
export async function readWhole(
  source: EvidenceSource,
  findings: Pick<Findings, "add">,
  { path, bytesMax }: WholeFile,
): Promise<Uint8Array | null> {
  try {
    const size = await source.size(path);
    if (size > bytesMax) {
      findings.add("LIMIT_EXCEEDED", { where: path }, `It has ${size} bytes, at most ${bytesMax}`);
      return null;
    }
    return await source.read(path);
  } catch (error) {
    findings.add("FILE_UNREADABLE", { where: path }, reasonOf(error));
    return null;
  }
}

/** All pieces of a stream in one array. */
export async function joinPieces(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  const [only] = pieces;
  return only !== undefined && pieces.length === 1 ? only : concatAll(pieces);
}

/** Text of bytes, or null when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch {
    return null; // Malformed UTF-8; the caller's format rule says so.
  }
}

/** One line on why something could not be read. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
