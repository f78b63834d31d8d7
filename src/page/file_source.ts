/**
 * Evidence among files that a page was given. Nothing is read before it is needed, and no file is
 * ever held whole but small ones.
 * @module
 */

import type { EvidenceSource, TelemetryFile } from "../verify/mod.ts";

/** A file that the page was given. */
export interface GivenFile {
  /** Path as the browser tells it: below a dropped folder, or just the name. */
  path: string;
  blob: Blob;
}

/** Bytes read at once; between two reads the page can show how far it is. */
const PIECE_BYTES = 256 * 1024;
/** Names of archives; opening them is not part of the page yet, see {@linkcode evidenceOf}. */
const ARCHIVE_REGEXP = /\.(?:zip|tar|tgz|tar\.gz|gz)$/i;
const SEGMENT_REGEXP = /(?:^|\/)segment\.jsonl$/;

/**
 * The evidence in what was given. This is the one place where a single archive would be opened.
 *
 * @throws {Error} If there is nothing, an archive, or two files of one path.
 */
export function evidenceOf(given: readonly GivenFile[]): EvidenceSource {
  if (given.length === 0) throw new Error("Nothing was given that could be verified");
  const [only] = given;
  if (given.length === 1 && only !== undefined && ARCHIVE_REGEXP.test(only.path)) {
    throw new Error(
      `${only.path} is an archive, which this page does not open: unpack it and give the folder, ` +
        "or run outband verify",
    );
  }
  return fileSource(given);
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

/** Bytes of all segments: what a verification has to read. */
export function segmentBytes(given: readonly GivenFile[]): number {
  return given.filter(({ path }) => SEGMENT_REGEXP.test(path))
    .reduce((sum, { blob }) => sum + blob.size, 0);
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
