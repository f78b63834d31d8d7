/**
 * Finds the window parts of a log on disk and reads their records one by one. It judges nothing:
 * a line that is no record is handed on as a problem, and only `verify` says what that means.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { CHECKPOINT_FILE, LINE_BYTES_MAX, SEGMENT_FILE } from "../format/layout.ts";
import { type ParsedRecord, parseRecord } from "../format/record_schema.ts";
import type { CommandIo } from "./command.ts";
import { readLines, unreadable } from "./input.ts";

/** Directories below the named one that are searched: `windows/<day>/<part>` and one more. */
const DEPTH_MAX = 4;
/** Most parts that are listed: a year of minutes. */
const PARTS_MAX = 527_040;
/** `log.open` may stand before `window.open`; nothing else does. */
const HEAD_LINES_MAX = 2;

/** One window part on disk. */
export interface PartFile {
  /** The segment. */
  path: string;
  /** Origin of the log. */
  log: string;
  /** Index of its first record. */
  first: number;
  /** Window number; null when the first lines do not say it. */
  w: number | null;
  part: number;
  /** A checkpoint lies beside the segment. */
  isSealed: boolean;
}

/** One line of a segment. */
export interface SegmentLine {
  /** From 1. */
  number: number;
  /** Without the line feed. */
  bytes: Uint8Array;
  /** The record, or why it is none. */
  parsed: ParsedRecord | { problem: string };
}

/** Lines of a segment in order. */
export async function* readSegment(path: string, io: CommandIo): AsyncGenerator<SegmentLine> {
  let number = 0;
  for await (const batch of readLines(path, io, { lineBytesMax: LINE_BYTES_MAX })) {
    for (const bytes of batch) yield { number: ++number, bytes, parsed: parseLine(bytes) };
  }
}

function parseLine(bytes: Uint8Array): SegmentLine["parsed"] {
  try {
    return parseRecord(JSON.parse(decodeUtf8(bytes)));
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/**
 * The parts that a path names: a segment, one part's directory, or a log above them.
 *
 * @returns In the order of the log; at least one, all of one log.
 * @throws {OutbandError} IO when there is none; USAGE when there are several logs.
 */
export async function findParts(path: string, io: CommandIo): Promise<PartFile[]> {
  const segments = isFile(path) ? [path] : segmentsBelow(path, 0);
  const parts: PartFile[] = [];
  for (const segment of segments) {
    const part = await readHead(segment, io);
    if (part !== null) parts.push(part);
  }
  if (parts.length === 0) {
    throw new OutbandError(
      "IO",
      `Cannot inspect ${path}: there is no ${SEGMENT_FILE} with records`,
    );
  }
  const logs = [...new Set(parts.map((part) => part.log))].sort();
  if (logs.length > 1) {
    throw new OutbandError(
      "USAGE",
      `Cannot inspect ${path}: it holds ${logs.length} logs (${logs.join(", ")}); name one of them`,
    );
  }
  return parts.sort((a, b) => a.first - b.first);
}

async function readHead(path: string, io: CommandIo): Promise<PartFile | null> {
  let part: PartFile | null = null;
  for await (const { number, parsed } of readSegment(path, io)) {
    if ("problem" in parsed) break;
    const { record } = parsed;
    part ??= {
      path,
      log: record.log,
      first: record.i,
      w: null,
      part: 0,
      isSealed: isFile(path.replace(/[^/]*$/, CHECKPOINT_FILE)),
    };
    if (record.kind === "window.open") {
      part.w = record.w;
      part.part = "part" in record ? record.part : 0;
      break;
    }
    if (number === HEAD_LINES_MAX) break;
  }
  return part;
}

function segmentsBelow(path: string, depth: number): string[] {
  const segments: string[] = [];
  for (const entry of listed(path)) {
    const below = `${path}/${entry.name}`;
    if (entry.isFile && entry.name === SEGMENT_FILE) segments.push(below);
    // Links are not followed: evidence holds none.
    else if (entry.isDirectory && depth < DEPTH_MAX) {
      segments.push(...segmentsBelow(below, depth + 1));
    }
    if (segments.length > PARTS_MAX) {
      throw new OutbandError("IO", `Cannot inspect ${path}: it holds more than ${PARTS_MAX} parts`);
    }
  }
  return segments;
}

function listed(path: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(path)];
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw unreadable(path, error);
  }
}
