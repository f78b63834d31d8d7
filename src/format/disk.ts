/**
 * The file calls that the journal and the evidence need, as an interface, and what is built from
 * them: whole files, lines, the list of window parts. It opens nothing itself; `journal/disk.ts`
 * has the calls of the system, the tests have a disk that fails and crashes on demand.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import { LINE_BYTES_MAX, SEGMENT_FILE } from "./layout.ts";

/** An open file with positioned reads and writes. */
export interface DiskFile {
  /** Bytes in the file. */
  size(): number;
  /** Reads at a byte position; returns the count, 0 at the end, maybe less than asked for. */
  read(into: Uint8Array, at: number): number;
  /** Writes at a byte position; returns the count, maybe less than given. */
  write(bytes: Uint8Array, at: number): number;
  /** Cuts the file, or extends it with zeros. */
  truncate(length: number): void;
  /** Makes content and length durable (fdatasync). */
  sync(): void;
  /**
   * What has become of the name that the file was opened by: it is still there, it names another
   * file or none, or the file has no name at all any more.
   */
  whereabouts(path: string): "here" | "moved" | "removed";
  /** Closes the file; the object must not be used afterwards. */
  close(): void;
}

/** A held lock. */
export interface DiskLock {
  /** False while the locked file is not at its path: its directory was moved or removed. */
  isThere(): boolean;
  /** Gives the lock back. */
  release(): void;
}

/** Files and directories; every method is synchronous and throws what the system reports. */
export interface Disk {
  /** Opens for reading; null when there is no such file. */
  openRead(path: string): DiskFile | null;
  /**
   * Opens for reading and writing; creates it, for its owner only when `isPrivate`, or throws when
   * it is missing and `mustExist`.
   */
  openWrite(path: string, options?: { isPrivate?: boolean; mustExist?: boolean }): DiskFile;
  /** Entries of a directory in no order; null when there is none. Links are neither kind. */
  list(path: string): { name: string; isFile: boolean; isDirectory: boolean }[] | null;
  /**
   * Creates a directory and its parents, for its owner only when `isPrivate`; one may be there.
   * Parents that are missing are an error when `isLastOnly`.
   */
  makeDirectory(path: string, options?: { isPrivate?: boolean; isLastOnly?: boolean }): void;
  /** Renames; replaces the target in one step. */
  rename(from: string, to: string): void;
  /** Removes a file or an empty directory; one that is not there is fine. */
  remove(path: string): void;
  /** Makes the entries of a directory durable. */
  syncDirectory(path: string): void;
  /** Permission bits of a file; null when it is missing or the system has none. */
  mode(path: string): number | null;
  /** Takes an exclusive lock on a file, creating it; null when another process holds it. */
  lock(path: string): DiskLock | null;
}

/** Suffix of files that are written and then renamed into place. */
export const TEMPORARY_SUFFIX = ".tmp";

/** Bytes read at once when a file is walked through. */
const CHUNK_BYTES = 256 * 1024;
const LF = 0x0a;

/**
 * Writes all bytes, however short the single writes are.
 *
 * @throws What the disk reports, or an Error when it takes no byte and reports nothing.
 */
export function writeAll(file: DiskFile, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = file.write(done === 0 ? bytes : bytes.subarray(done), at + done);
    if (count <= 0) throw new Error("Disk took no byte of a write");
    done += count;
  }
}

/**
 * Puts a whole file in place: temporary file, sync, rename. The directory is the caller's to sync.
 *
 * @param file `isPrivate` for a file that its owner alone may read.
 */
export function replaceFile(
  disk: Disk,
  path: string,
  file: { bytes: Uint8Array; isPrivate?: boolean },
): void {
  const temporary = `${path}${TEMPORARY_SUFFIX}`;
  const target = disk.openWrite(temporary, { isPrivate: file.isPrivate === true });
  try {
    target.truncate(0);
    writeAll(target, file.bytes, 0);
    target.sync();
  } finally {
    target.close();
  }
  disk.rename(temporary, path);
}

/**
 * A whole small file, or null when there is none.
 *
 * @throws {OutbandError} IO if it is longer than `bytesMax` bytes.
 */
export function readFile(
  disk: Disk,
  path: string,
  options: { bytesMax: number },
): Uint8Array<ArrayBuffer> | null {
  const file = disk.openRead(path);
  if (file === null) return null;
  try {
    const size = file.size();
    if (size > options.bytesMax) {
      throw new OutbandError("IO", `Cannot read ${path}: it has ${size} bytes`);
    }
    const bytes = new Uint8Array(size);
    return bytes.slice(0, readFully(file, bytes, 0));
  } finally {
    file.close();
  }
}

function readFully(file: DiskFile, into: Uint8Array, at: number): number {
  let done = 0;
  while (done < into.length) {
    const count = file.read(into.subarray(done), at + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** Some whole lines of a file. */
export interface LineBatch {
  /** Lines without their line feeds; views that stay valid. */
  lines: Uint8Array[];
  /** The bytes of those lines with their line feeds. */
  bytes: Uint8Array;
}

/**
 * Walks through the lines of a file from its start, some hundred at a time.
 *
 * It stops at the end, or at a line longer than a record may be; what is left without a line feed
 * is never handed out, so that the sum of `bytes.length` tells where it begins.
 */
export function* lineBatches(file: DiskFile): Generator<LineBatch, void, void> {
  let at = 0;
  let rest: Uint8Array = new Uint8Array(0);
  while (rest.length <= LINE_BYTES_MAX) {
    const length = Math.min(CHUNK_BYTES, file.size() - at);
    const buffer = new Uint8Array(rest.length + Math.max(length, 0));
    buffer.set(rest);
    const count = readFully(file, buffer.subarray(rest.length), at);
    if (count === 0) return;
    at += count;
    const filled = buffer.subarray(0, rest.length + count);
    const end = filled.lastIndexOf(LF) + 1;
    const bytes = filled.subarray(0, end);
    if (end > 0) yield { lines: splitLines(bytes), bytes };
    rest = filled.subarray(end);
  }
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/**
 * Creates the directories below `root`, which must be there: one that was moved away while it is
 * written to must not be made anew, or it could not be put back.
 */
export function makeBelow(disk: Disk, path: { root: string; below: string }): void {
  let at = path.root;
  for (const name of path.below === "" ? [] : path.below.split("/")) {
    at += `/${name}`;
    disk.makeDirectory(at, { isLastOnly: true });
  }
}

/** Makes the entries of a directory and of all above it durable, up to and with `root`. */
export function syncPath(disk: Disk, path: { root: string; below: string }): void {
  const names = path.below === "" ? [] : path.below.split("/");
  for (let k = names.length; k >= 0; k--) {
    disk.syncDirectory([path.root, ...names.slice(0, k)].join("/"));
  }
}

/** A window part as its directory names it. */
export interface ListedPart {
  /** Path below the log's directory. */
  directory: string;
  /** Start of the window, milliseconds since 1970. */
  startMs: number;
  w: number;
  part: number;
}

const DAY_REGEXP = /^\d{4}-\d{2}-\d{2}$/;
const PART_REGEXP = /^(\d{2})(\d{2})(\d{2})Z-(\d{1,15})(?:\.([1-9]\d{0,8}))?$/;

/** The window parts of a log that hold a segment, by start and part; other entries are ignored. */
export function listParts(disk: Disk, root: string): ListedPart[] {
  const parts: ListedPart[] = [];
  for (const day of disk.list(`${root}/windows`) ?? []) {
    if (!day.isDirectory || !DAY_REGEXP.test(day.name)) continue;
    for (const entry of disk.list(`${root}/windows/${day.name}`) ?? []) {
      const part = entry.isDirectory ? partOf(day.name, entry.name) : null;
      const files = part === null ? null : disk.list(`${root}/${part.directory}`);
      const hasSegment = files?.some((file) => file.isFile && file.name === SEGMENT_FILE);
      if (part !== null && hasSegment === true) parts.push(part);
    }
  }
  return parts.sort((a, b) => a.startMs - b.startMs || a.part - b.part || a.w - b.w);
}

function partOf(day: string, name: string): ListedPart | null {
  const match = PART_REGEXP.exec(name);
  if (match === null) return null;
  const startMs = Date.parse(`${day}T${match[1]}:${match[2]}:${match[3]}.000Z`);
  if (Number.isNaN(startMs)) return null;
  return {
    directory: `windows/${day}/${name}`,
    startMs,
    w: Number(match[4]),
    part: Number(match[5] ?? 0),
  };
}
