/**
 * Reads a log directory at start: where the log stands, which closed parts still lack their
 * signature, and whether the last part was left open by a crash. It changes nothing.
 * @module
 */

import { decodeUtf8, equalBytes } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, lineBatches, type ListedPart, listParts, readFile } from "../format/disk.ts";
import { SEGMENT_FILE, windowDirectory, windowStartMs } from "../format/layout.ts";
import { formatVkey, parseVkey } from "../tlog/note.ts";
import type { LogName } from "./chain.ts";
import { HEAD_BYTES_MAX, type HeadFile, parseHead } from "./head_file.ts";
import { LogState, type ResumePoint } from "./log_state.ts";
import type { ClosedPart, LogHead } from "../format/sealing.ts";

/** A log directory and how to read it. */
export interface LogPlace {
  disk: Disk;
  suite: CryptoSuite;
  /** Directory of the log. */
  evidenceDir: string;
}

/** The last part, when it has no `window.close`. */
export interface UnclosedPart {
  /** Path of its segment. */
  path: string;
  /** Path of its directory. */
  directory: string;
  /** Bytes of its whole lines. */
  wholeBytes: number;
  /** What follows them. */
  tail: Uint8Array;
  /** It has its first records, up to `detector`; else nothing in it ever counted. */
  isOpened: boolean;
}

/** What was found. */
export interface LogScan {
  /** The log after its last whole record, without the records of a part that never opened. */
  state: LogState;
  /** Closed parts above the signed size, in order. */
  toSeal: ClosedPart[];
  unclosed: UnclosedPart | null;
}

/**
 * Longest tail that a crash can leave: one batch. More is damage, and is not cut off silently.
 * The writer's batches stay below a quarter of it.
 */
const TAIL_BYTES_MAX = 8 * 1024 * 1024;
const VKEY_BYTES_MAX = 1024;

/** What a directory says of its log. */
export interface FoundLog {
  origin: string;
  /** Its first key as text; null when the oldest parts have been taken away. */
  vkey: string | null;
  /** Key that may revoke its keys; null when its first record names none. */
  recoveryVkey: string | null;
  /** It has at least one record; else only a key was made for it. */
  hasRecords: boolean;
}

/** Looks whose log a directory holds; null when none ever began there. */
export function findLog(place: LogPlace): FoundLog | null {
  for (const part of listParts(place.disk, place.evidenceDir)) {
    const found = logOfSegment(place, part);
    if (found !== null) return found;
  }
  const head = readHead(place);
  if (head !== null) {
    return { origin: head.origin, vkey: null, recoveryVkey: null, hasRecords: true };
  }
  const bytes = readFile(place.disk, `${place.evidenceDir}/keys/log-1.vkey`, {
    bytesMax: VKEY_BYTES_MAX,
  });
  const vkey = bytes === null ? null : parseVkey(decodeUtf8(bytes).trimEnd());
  if (vkey === null) return null;
  return { origin: vkey.name, vkey: formatVkey(vkey), recoveryVkey: null, hasRecords: false };
}

function logOfSegment(place: LogPlace, part: ListedPart): FoundLog | null {
  const file = place.disk.openRead(`${place.evidenceDir}/${part.directory}/${SEGMENT_FILE}`);
  if (file === null) return null;
  try {
    for (const { lines } of lineBatches(file)) return logOfRecord(lines[0]);
    return null;
  } finally {
    file.close();
  }
}

function logOfRecord(line: Uint8Array | undefined): FoundLog | null {
  let record: unknown;
  try {
    record = JSON.parse(decodeUtf8(line ?? new Uint8Array(0)));
  } catch {
    return null; // No record: the scan says what is wrong with it.
  }
  if (typeof record !== "object" || record === null || !("log" in record)) return null;
  if (typeof record.log !== "string") return null;
  const { vkey, recovery_vkey: recovery } = record as Readonly<Record<string, unknown>>;
  return {
    origin: record.log,
    vkey: typeof vkey === "string" ? vkey : null,
    recoveryVkey: typeof recovery === "string" ? recovery : null,
    hasRecords: true,
  };
}

/**
 * Reads a log from the newest point that is known to be good.
 *
 * @param log Its name.
 * @param signed What was signed of it.
 * @throws {OutbandError} CONFIG if the records do not fit each other or a signed head: such a log
 *   must not be continued.
 */
export function scanLog(place: LogPlace, log: LogName, signed: SignedHeads): LogScan {
  const { signedSize, newestSigned: newest } = signed;
  const head = readHead(place);
  if (head !== null && head.origin !== log.origin) {
    throw damage(`${place.evidenceDir}/head.json`, "it is another log's");
  }
  const listed = listParts(place.disk, place.evidenceDir);
  const start = startOf(head, listed, signedSize);
  let state = new LogState(place.suite, log, start.from);
  checkHistory(place, state, newest);
  const toSeal: ClosedPart[] = [];
  let unclosed: UnclosedPart | null = null;
  for (const part of start.parts) {
    if (unclosed !== null) throw damage(unclosed.path, "it has no end, and other parts follow it");
    const before = state.resumePoint();
    const read = readSegment(place, part, { state, newest });
    const isOpened = hasOpening(state);
    if (state.part !== null && state.part.totals.close !== null) {
      const closed = state.takeClosed();
      checkClosed(part, { closed, read, head, path: read.path });
      if (closed.endIndex > signedSize) toSeal.push(closed);
      continue;
    }
    if (!isOpened) state = new LogState(place.suite, log, before);
    unclosed = {
      path: read.path,
      directory: `${place.evidenceDir}/${part.directory}`,
      wholeBytes: isOpened ? read.wholeBytes : 0,
      tail: tailOf(place, read, isOpened ? read.wholeBytes : 0),
      isOpened,
    };
  }
  const sizeMin = Math.max(signedSize, head?.after.size ?? 0, newest?.size ?? 0);
  if (state.chain.size < sizeMin) {
    const found = unclosed === null ? "" : `, and then ${unclosed.tail.length} bytes that are none`;
    throw new OutbandError(
      "CONFIG",
      `Cannot continue the log ${log.origin} in ${place.evidenceDir}: it went backwards, it has ` +
        `${state.chain.size} records${found}, but ${sizeMin} were signed; restore the missing ` +
        "ones, or begin another log with another --evidence-dir and --origin",
    );
  }
  return { state, toSeal, unclosed };
}

/** What was signed of a log. */
export interface SignedHeads {
  /** Size of its newest signed head that is complete in the evidence, 0 when there is none. */
  signedSize: number;
  /** Newest head that was ever signed, as the private directory remembers it. */
  newestSigned: LogHead | null;
}

/** At the size of the newest signed head the log must be the one that was signed. */
function checkHistory(place: LogPlace, { chain }: LogState, newest: LogHead | null): void {
  if (newest === null || chain.size !== newest.size) return;
  if (equalBytes(chain.root(), newest.root)) return;
  throw new OutbandError(
    "CONFIG",
    `Cannot continue the log ${chain.origin} in ${place.evidenceDir}: its first ${newest.size} ` +
      "records are not those that were signed; restore them, or begin another log with another " +
      "--evidence-dir and --origin",
  );
}

/** The first records of a part are one batch; without its last one nothing in it ever counted. */
function hasOpening(state: LogState): boolean {
  const totals = state.part?.totals;
  return totals !== undefined && totals.open !== null && totals.detector !== null;
}

function readHead(place: LogPlace): HeadFile | null {
  const path = `${place.evidenceDir}/head.json`;
  const bytes = readFile(place.disk, path, { bytesMax: HEAD_BYTES_MAX });
  if (bytes === null) return null;
  // It is local state: without it everything is read again, and the signed head still counts.
  return parseHead(new TextDecoder().decode(bytes));
}

/** Where to begin, and the parts from there on. */
function startOf(
  head: HeadFile | null,
  listed: readonly ListedPart[],
  signedSize: number,
): { from: ResumePoint | undefined; parts: readonly ListedPart[] } {
  if (head === null || signedSize < head.before.size) return { from: undefined, parts: listed };
  const isSealed = signedSize >= head.after.size;
  const headMs = windowStartMs(head.window);
  const parts = listed.filter((part) => {
    const order = part.startMs - headMs || part.part - head.window.part;
    return isSealed ? order > 0 : order >= 0;
  });
  return { from: isSealed ? head.after : head.before, parts };
}

/** A segment as far as its lines follow the log. */
interface SegmentReading {
  path: string;
  size: number;
  wholeBytes: number;
  /** Why the line after them does not, null when there is none. */
  problem: string | null;
}

function readSegment(
  place: LogPlace,
  part: ListedPart,
  { state, newest }: { state: LogState; newest: LogHead | null },
): SegmentReading {
  const path = `${place.evidenceDir}/${part.directory}/${SEGMENT_FILE}`;
  const file = place.disk.openRead(path);
  if (file === null) throw damage(path, "it has gone");
  const reading: SegmentReading = { path, size: 0, wholeBytes: 0, problem: null };
  try {
    reading.size = file.size();
    for (const { lines } of lineBatches(file)) {
      for (const line of lines) {
        reading.problem = state.replay(line);
        if (reading.problem !== null) return reading;
        reading.wholeBytes += line.length + 1;
        checkHistory(place, state, newest);
      }
    }
    return reading;
  } finally {
    file.close();
  }
}

function checkClosed(
  part: ListedPart,
  found: { closed: ClosedPart; read: SegmentReading; head: HeadFile | null; path: string },
): void {
  const { closed, read, head, path } = found;
  if (read.wholeBytes < read.size) throw damage(path, "something follows its window.close");
  if (windowDirectory(closed.window) !== part.directory) {
    throw damage(path, `it belongs in ${windowDirectory(closed.window)}`);
  }
  if (head?.after.size === closed.endIndex && !equalBytes(head.root, closed.root)) {
    throw damage(path, "its records are not those that were signed");
  }
}

function tailOf(place: LogPlace, read: SegmentReading, from: number): Uint8Array {
  const length = read.size - from;
  if (length > TAIL_BYTES_MAX) {
    const reason = read.problem ?? "its last line has no end";
    throw damage(read.path, `byte ${read.wholeBytes} begins a line that is no record: ${reason}`);
  }
  const tail = new Uint8Array(length);
  const file = place.disk.openRead(read.path);
  try {
    for (let done = 0; done < length;) {
      const count = file?.read(tail.subarray(done), from + done) ?? 0;
      if (count === 0) throw damage(read.path, "it shrinks while it is read");
      done += count;
    }
  } finally {
    file?.close();
  }
  return tail;
}

function damage(path: string, what: string): OutbandError {
  return new OutbandError(
    "CONFIG",
    `Cannot continue the log: ${path} is damaged, ${what}; restore it or choose another ` +
      "--evidence-dir",
  );
}
