/**
 * Takes the lines of erased records out of finished telemetry files. With the line goes the key of
 * what the record committed to, so nothing in the chain can be guessed from any more.
 * @module
 */

import { concatAll } from "../base/bytes.ts";
import { type Disk, type DiskFile, TEMPORARY_SUFFIX, writeAll } from "../format/disk.ts";
import { TELEMETRY_CURRENT } from "../format/layout.ts";

const LF = 0x0a;
const CHUNK_BYTES = 256 * 1024;
/** As the largest `--telemetry-max-line`, escaped. */
const LINE_BYTES_MAX = 1024 ** 3;
const FILE_REGEXP = /^outband-telemetry-.{1,200}\.jsonl(?:\.\d{1,9})?$/;
const OTHERS_BITS = 0o077;

/** Lines to be taken out. */
export interface ErasedLines {
  /** Origin of the log. */
  origin: string;
  /** Indexes of the records. */
  records: ReadonlySet<number>;
}

/**
 * Takes lines out of all finished files of a directory; the open file is not touched.
 *
 * @returns Indexes whose lines were found.
 * @throws What the disk reports; each file is as it was, or without the lines.
 */
export function eraseLines(disk: Disk, directory: string, erased: ErasedLines): Set<number> {
  const found = new Set<number>();
  for (const { name, isFile } of disk.list(directory) ?? []) {
    if (!isFile || !FILE_REGEXP.test(name) || name === TELEMETRY_CURRENT) continue;
    const path = `${directory}/${name}`;
    const inFile = indexesIn(disk, path, erased);
    if (inFile.size === 0) continue;
    rewrite(disk, path, erased);
    disk.syncDirectory(directory);
    for (const index of inFile) found.add(index);
  }
  return found;
}

function indexesIn(disk: Disk, path: string, erased: ErasedLines): Set<number> {
  const found = new Set<number>();
  const file = disk.openRead(path);
  if (file === null) return found;
  try {
    for (const line of linesOf(file)) {
      const index = erasedIndex(line, erased);
      if (index !== null) found.add(index);
    }
    return found;
  } finally {
    file.close();
  }
}

function rewrite(disk: Disk, path: string, erased: ErasedLines): void {
  const temporary = `${path}${TEMPORARY_SUFFIX}`;
  const isPrivate = ((disk.mode(path) ?? 0) & OTHERS_BITS) === 0;
  const from = disk.openRead(path);
  const to = disk.openWrite(temporary, { isPrivate });
  try {
    to.truncate(0);
    let at = 0;
    for (const line of from === null ? [] : linesOf(from)) {
      if (erasedIndex(line, erased) !== null) continue;
      writeAll(to, line, at);
      at += line.length;
    }
    to.sync();
  } finally {
    from?.close();
    to.close();
  }
  disk.rename(temporary, path);
}

/** Lines with their line feeds; the last one may have none. */
function* linesOf(file: DiskFile): Generator<Uint8Array> {
  const chunk = new Uint8Array(CHUNK_BYTES);
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let at = 0;
  for (let count = file.read(chunk, at); count > 0; count = file.read(chunk, at)) {
    at += count;
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0 && end < count; end = chunk.indexOf(LF, start)) {
      rest.push(chunk.slice(start, end + 1));
      yield concatAll(rest);
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    rest.push(chunk.slice(start, count));
    restBytes += count - start;
    if (restBytes > LINE_BYTES_MAX) throw new Error("A telemetry line has no end");
  }
  if (restBytes > 0) yield concatAll(rest);
}

/** Index of the record whose line this is, when it is to be erased. */
function erasedIndex(line: Uint8Array, { origin, records }: ErasedLines): number | null {
  const text = new TextDecoder().decode(line);
  // Parsing every line would cost minutes; this much of it says whether it can be one.
  const isMaybe = [...records].some((index) => text.includes(`"index":${index},`));
  if (!isMaybe) return null;
  try {
    const { type, log, index } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isOurs = type === "call" && log === origin && records.has(index as number);
    return isOurs ? index as number : null;
  } catch {
    return null; // A torn line: it holds no key that could be used, or it is not ours.
  }
}
