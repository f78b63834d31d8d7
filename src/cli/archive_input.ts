/**
 * Evidence at a path of this machine: a directory, or an archive. A compressed tar can only be read
 * from its start, so it is decompressed into a temporary file that nobody else sees; the rest is
 * read where it lies.
 * @module
 */

import { messageOf, OutbandError } from "../base/errors.ts";
import {
  ArchiveError,
  archiveKind,
  archiveSource,
  type ByteFile,
  type EvidenceSource,
  inflateTar,
  refusedArchive,
} from "../verify/mod.ts";
import { directorySource } from "./evidence_source.ts";
import { fileFault } from "./input.ts";

/** Evidence that was opened. */
export interface OpenedEvidence {
  source: EvidenceSource;
  /** Gives file handles and temporary files back. */
  close(): void;
}

/**
 * Opens what the user named.
 *
 * @param action For the error text: `verify`.
 * @throws {OutbandError} IO if there is nothing, or neither a directory nor an archive. What is
 *   wrong inside an archive is told by the source.
 */
export async function openEvidence(path: string, action: string): Promise<OpenedEvidence> {
  const refuse = (reason: string): OutbandError =>
    new OutbandError("IO", `Cannot ${action} ${path}: ${reason}`);
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (error) {
    throw refuse(fileFault(error));
  }
  if (info.isDirectory) return { source: directorySource(path), close(): void {} };
  if (!info.isFile) throw refuse("it is neither a directory nor a file");
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path, { read: true });
  } catch (error) {
    throw refuse(fileFault(error));
  }
  const opened = new OpenFile(file, info.size);
  try {
    const kind = await archiveKind(opened);
    if (kind === null) throw refuse("it is not a directory, and no zip, tar or tar.gz archive");
    if (kind !== "gzip") return { source: archiveSource(opened), close: () => file.close() };
    const unpacked = await unpack(opened, refuse);
    file.close();
    return unpacked;
  } catch (error) {
    file.close();
    if (error instanceof ArchiveError) return { source: refusedArchive(error), close(): void {} };
    throw error;
  }
}

/** An open file as the readers of archives want it. */
class OpenFile implements ByteFile {
  readonly size: number;
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** Synchronous, so that no other read comes between seek and read. */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    let done = 0;
    this.#file.seekSync(at, Deno.SeekMode.Start);
    while (done < length) {
      const count = this.#file.readSync(bytes.subarray(done));
      if (count === null) break;
      done += count;
    }
    return Promise.resolve(bytes.subarray(0, done));
  }
}

/** Decompresses into a temporary file, which loses its name at once where the system allows it. */
async function unpack(
  packed: ByteFile,
  refuse: (reason: string) => OutbandError,
): Promise<OpenedEvidence> {
  let file: Deno.FsFile;
  let path: string | null;
  try {
    path = await Deno.makeTempFile({ prefix: "outband-", suffix: ".tar" });
    file = await Deno.open(path, { read: true, write: true });
  } catch (error) {
    throw refuse(`no temporary file for its content (${fileFault(error)}); unpack it, or use zip`);
  }
  if (removed(path)) path = null;
  const close = (): void => {
    file.close();
    if (path !== null) removed(path);
  };
  try {
    const size = await copyInflated(packed, file);
    return { source: archiveSource(new OpenFile(file, size)), close };
  } catch (error) {
    close();
    if (error instanceof ArchiveError) throw error;
    throw refuse(`its content cannot be kept: ${messageOf(error)}`);
  }
}

async function copyInflated(packed: ByteFile, to: Deno.FsFile): Promise<number> {
  let size = 0;
  for await (const piece of inflateTar(packed)) {
    size += piece.length;
    for (let done = 0; done < piece.length;) done += to.writeSync(piece.subarray(done));
  }
  return size;
}

function removed(path: string): boolean {
  try {
    Deno.removeSync(path);
    return true;
  } catch {
    return false; // Still open, and the system does not allow it then; close() tries again.
  }
}
