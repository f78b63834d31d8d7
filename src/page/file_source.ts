/**
 * Evidence among files that a page was given: a folder, or one archive. Nothing is read before it
 * is needed, and no file is ever held whole but small ones; what a compressed tar holds is kept in a
 * blob, which the browser puts on its disk when it is large.
 * @module
 */

import {
  ArchiveError,
  archiveKind,
  archiveSource,
  type ByteFile,
  type EvidenceSource,
  inflateTar,
  refusedArchive,
  type TelemetryFile,
} from "../verify/mod.ts";

/** A file that the page was given. */
export interface GivenFile {
  /** Path as the browser tells it: below a dropped folder, or just the name. */
  path: string;
  blob: Blob;
}

/** Bytes read at once; between two reads the page can show how far it is. */
const PIECE_BYTES = 256 * 1024;
/** Unpacked bytes that are gathered before they are handed to the browser. */
const BLOB_BYTES = 4 * 1024 * 1024;
const ARCHIVE_REGEXP = /\.(?:zip|tar|tgz|tar\.gz|gz)$/i;
const SEGMENT_REGEXP = /(?:^|\/)segment\.jsonl$/;

/**
 * The evidence in what was given. A single file is opened as an archive when it is one by its first
 * bytes; what is wrong inside it is told by the source.
 *
 * @throws {Error} If there is nothing, an archive of another kind, or two files of one path.
 */
export async function evidenceOf(given: readonly GivenFile[]): Promise<EvidenceSource> {
  const [only] = given;
  if (only === undefined) throw new Error("Nothing was given that could be verified");
  if (given.length > 1) return fileSource(given);
  const file = blobFile(only.blob);
  const kind = await archiveKind(file);
  if (kind === null) {
    if (!ARCHIVE_REGEXP.test(only.path)) return fileSource(given);
    throw new Error(`${only.path} is no zip, tar or tar.gz archive, whatever its name says`);
  }
  if (kind !== "gzip") return archiveSource(file);
  try {
    return archiveSource(blobFile(await unpacked(file)));
  } catch (error) {
    if (error instanceof ArchiveError) return refusedArchive(error);
    throw error;
  }
}

/** A blob as the readers of archives want it. */
function blobFile(blob: Blob): ByteFile {
  return {
    size: blob.size,
    async read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
      return new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
    },
  };
}

/** The tar in a compressed one, out of the script's own memory. */
async function unpacked(packed: ByteFile): Promise<Blob> {
  const blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const move = (): void => {
    blobs.push(new Blob(pieces));
    pieces = [];
    bytes = 0;
  };
  for await (const piece of inflateTar(packed)) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= BLOB_BYTES) move();
  }
  move();
  return new Blob(blobs);
}

/** The files as a source, without the name of the folder that holds them all. */
export function fileSource(given: readonly GivenFile[]): EvidenceSource {
  const strip = commonFolder(given.map(({ path }) => path)).length;
  const files = new Map<string, Blob>();
  for (const { path, blob } of given) {
    const name = path.slice(strip);
    if (files.has(name)) throw new Error(`Two of the files are named ${name}; give one folder`);
    files.set(name, blob);
  }
  function blobOf(path: string): Blob {
    const blob = files.get(path);
    if (blob === undefined) throw new Error(`No file ${path}`);
    return blob;
  }
  return {
    list: () => [...files.keys()],
    size: (path) => blobOf(path).size,
    async read(path: string): Promise<Uint8Array> {
      return new Uint8Array(await blobOf(path).arrayBuffer());
    },
    stream: (path) => piecesOf(blobOf(path)),
  };
}

/** A telemetry file. */
export function telemetryOf({ path, blob }: GivenFile): TelemetryFile {
  return { name: path, stream: () => piecesOf(blob) };
}

/** Bytes of all segments: what a verification has to read; 0 when they cannot be listed. */
export async function segmentBytes(source: EvidenceSource): Promise<number> {
  let bytes = 0;
  try {
    for (const path of await source.list()) {
      if (SEGMENT_REGEXP.test(path)) bytes += await source.size(path);
    }
  } catch {
    return 0; // The verification says why.
  }
  return bytes;
}

async function* piecesOf(blob: Blob): AsyncIterable<Uint8Array> {
  for (let at = 0; at < blob.size; at += PIECE_BYTES) {
    yield new Uint8Array(await blob.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}

/** The first folder of all paths with its slash, when it is the same for all. */
function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  const folder = first.slice(0, first.indexOf("/") + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : "";
}
