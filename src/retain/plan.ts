/**
 * Which windows and telemetry files are past their time. It reads, and changes nothing.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { type Disk, type ListedPart, listParts, readFile } from "../format/disk.ts";
import { CHECKPOINT_FILE, TELEMETRY_CURRENT } from "../format/layout.ts";
import { type Checkpoint, parseCheckpoint, parseNote } from "../tlog/note.ts";
import { DAY_MS } from "./frameworks.ts";

const NOTE_BYTES_MAX = 131_072;
const TELEMETRY_REGEXP =
  /^outband-telemetry-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:\.[1-9]\d{0,8})?\.jsonl$/;

/** Windows whose time is over: the oldest of the log, without a gap. */
export interface OldWindows {
  parts: ListedPart[];
  /** Start of the first and end of the last, milliseconds since 1970. */
  fromMs: number;
  toMs: number;
  /** Checkpoint of the last part. */
  checkpoint: Checkpoint;
}

/** A checkpoint file; null when there is none, or it is none. Its signature is not checked. */
export function readCheckpoint(disk: Disk, path: string): Checkpoint | null {
  const bytes = readFile(disk, path, { bytesMax: NOTE_BYTES_MAX });
  if (bytes === null) return null;
  const note = parseNote(decodeUtf8(bytes));
  return note === null ? null : parseCheckpoint(note.text);
}

/** End of the window of a part. A part's number is that of its period: w = start / period. */
function partEndMs({ w, startMs }: ListedPart): number {
  return w === 0 ? startMs : startMs + Math.round(startMs / w);
}

/**
 * The oldest windows that ended at or before a moment; null when there are none.
 *
 * The newest sealed part always stays: the log goes on from it. What a part without a checkpoint of
 * its own holds goes only together with the next one that has one.
 */
export function oldWindows(disk: Disk, root: string, cutoffMs: number): OldWindows | null {
  const parts = listParts(disk, root);
  const checkpoints = new Map<ListedPart, Checkpoint>();
  let found: OldWindows | null = null;
  for (const [k, part] of parts.entries()) {
    if (partEndMs(part) > cutoffMs) break;
    const checkpoint = readCheckpoint(disk, `${root}/${part.directory}/${CHECKPOINT_FILE}`);
    if (checkpoint === null) continue;
    checkpoints.set(part, checkpoint);
    if (!hasNewerSeal(disk, root, parts.slice(k + 1))) break;
    found = {
      parts: parts.slice(0, k + 1),
      fromMs: parts[0]?.startMs ?? 0,
      toMs: partEndMs(part),
      checkpoint,
    };
  }
  return found;
}

function hasNewerSeal(disk: Disk, root: string, parts: readonly ListedPart[]): boolean {
  return parts.some(({ directory }) =>
    readCheckpoint(disk, `${root}/${directory}/${CHECKPOINT_FILE}`) !== null
  );
}

/** A finished telemetry file. */
export interface TelemetryEntry {
  name: string;
  startMs: number;
}

/** Telemetry files by the start of their windows; the one that is being written is none. */
export function listTelemetry(disk: Disk, logDir: string): TelemetryEntry[] {
  const entries: TelemetryEntry[] = [];
  for (const { name, isFile } of disk.list(logDir) ?? []) {
    const match = TELEMETRY_REGEXP.exec(name);
    if (!isFile || match === null || name === TELEMETRY_CURRENT) continue;
    const [year, month, day, hour, minute, second] = match.slice(1);
    const startMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (!Number.isNaN(startMs)) entries.push({ name, startMs });
  }
  return entries.sort((a, b) => a.startMs - b.startMs || (a.name < b.name ? -1 : 1));
}

/** Telemetry files whose windows ended at or before a moment. */
export interface OldTelemetry {
  files: TelemetryEntry[];
  fromMs: number;
  toMs: number;
}

/** @param periodMs Length of a window now; a file's window lasts at least so long. */
export function oldTelemetry(
  disk: Disk,
  logDir: string,
  { cutoffMs, periodMs }: { cutoffMs: number; periodMs: number },
): OldTelemetry | null {
  const entries = listTelemetry(disk, logDir);
  const endOf = ({ startMs }: TelemetryEntry, k: number): number => {
    // With longer windows earlier, the next file tells where this one ended.
    const next = entries.slice(k + 1).find((other) => other.startMs > startMs)?.startMs ?? startMs;
    return Math.max(startMs + periodMs, Math.min(next, startMs + DAY_MS));
  };
  const files = entries.filter((entry, k) => endOf(entry, k) <= cutoffMs);
  const last = files.at(-1);
  if (files[0] === undefined || last === undefined) return null;
  return { files, fromMs: files[0].startMs, toMs: endOf(last, entries.indexOf(last)) };
}
