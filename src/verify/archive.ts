/**
 * Evidence in an archive: zip, or tar. Nothing is unpacked to disk; names, sizes and kinds are
 * judged before a byte of content is read, and whatever two programs could read differently is
 * refused: links, devices, names that leave the archive or occur twice, data that overlaps.
 * @module
 */

import { type EvidenceSource, joinPieces } from "./source.ts";
import { isTar, readTar } from "./tar_archive.ts";
import { isZip, readZip } from "./zip_archive.ts";
import {
  ArchiveError,
  type ArchiveFile,
  type ArchiveLimits,
  type ByteFile,
  DEFAULT_LIMITS,
  readExactly,
} from "./archive_file.ts";

/** Bytes that tell the kinds apart: the first block of a tar. */
const HEAD_BYTES = 512;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Kinds of archives, by their first bytes. */
export type ArchiveKind = "zip" | "tar" | "gzip";

/** What a file is by its first bytes; null when it is none of these. */
export async function archiveKind(file: ByteFile): Promise<ArchiveKind | null> {
  const head = await readExactly(file, 0, Math.min(HEAD_BYTES, file.size));
  if (isZip(head)) return "zip";
  if (GZIP_MAGIC.every((byte, k) => head[k] === byte)) return "gzip";
  return isTar(head) ? "tar" : null;
}

/**
 * The files of a zip or of a tar that is not compressed. What is wrong with the archive as a whole
 * is thrown by `list`, so that it becomes a finding.
 *
 * @param file The archive; it is read at many places.
 */
export function archiveSource(
  file: ByteFile,
  limits: ArchiveLimits = DEFAULT_LIMITS,
): EvidenceSource {
  let opened: Promise<ReadonlyMap<string, ArchiveFile>> | null = null;
  const files = (): Promise<ReadonlyMap<string, ArchiveFile>> => opened ??= openFiles(file, limits);
  const fileAt = async (path: string): Promise<ArchiveFile> => {
    const found = (await files()).get(path);
    if (found === undefined) throw new Error(`No file ${path}`);
    return found;
  };
  return {
    async list(): Promise<string[]> {
      return [...(await files()).keys()];
    },
    async size(path: string): Promise<number> {
      return (await fileAt(path)).size;
    },
    async read(path: string): Promise<Uint8Array> {
      return await joinPieces((await fileAt(path)).stream());
    },
    async *stream(path: string): AsyncIterable<Uint8Array> {
      yield* (await fileAt(path)).stream();
    },
  };
}

/** A source that only says why an archive is not read. */
export function refusedArchive(error: ArchiveError): EvidenceSource {
  const fail = (): never => {
    throw error;
  };
  return { list: fail, size: fail, read: fail, stream: fail };
}

async function openFiles(
  file: ByteFile,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, ArchiveFile>> {
  const kind = await archiveKind(file);
  if (kind === null || kind === "gzip") {
    throw new ArchiveError("FILE_UNREADABLE", "It is neither a zip nor a tar archive");
  }
  return kind === "zip" ? await readZip(file, limits) : await readTar(file, limits);
}
