/**
 * The index of some evidence: opened when it is there and fits, else built from the records.
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { decodeUtf8, toHex } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { LINE_BYTES_MAX, SEGMENT_FILE } from "../format/layout.ts";
import { type ParsedRecord, parseRecord } from "../format/record_schema.ts";
import { IndexBuilder } from "../index/builder.ts";
import { IndexDatabase } from "../index/database.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import { LineSplitter } from "../verify/line_splitter.ts";
import { reasonOf } from "../verify/source.ts";
import { findLogs, type FoundLog } from "./evidence_logs.ts";

/** Text for `--help` of the commands that use an index. */
export const INDEX_USAGE =
  `  --index FILE         where the index is kept [PATH.index.sqlite]; a cache: delete it at will, it
                       is built again when it is missing or the evidence changed
  --rebuild            build it again in any case
`;

/** Evidence with its index. */
export interface IndexedEvidence {
  db: IndexDatabase;
  logs: FoundLog[];
  /** The index was built just now. */
  isFresh: boolean;
  close(): void;
}

/** What to open. */
export interface IndexOrder {
  paths: readonly string[];
  /** For error texts: `report on`. */
  action: string;
  indexFile: string | undefined;
  mustBuild: boolean;
  /** As {@linkcode findLogs} has it. */
  hidden?: string;
  /** Told that an index is built, and of the records so far. */
  onProgress?: (records: number) => void;
}

/**
 * Opens the index of some evidence, and builds it first when there is none that fits.
 *
 * @throws {OutbandError} IO if evidence or index cannot be read or written.
 */
export async function openIndexed(order: IndexOrder): Promise<IndexedEvidence> {
  const { logs, fingerprint, close } = await findLogs(order.paths, order.action, {
    hidden: order.hidden ?? "",
  });
  const file = order.indexFile ?? `${order.paths[0]?.replace(/\/+$/, "")}.index.sqlite`;
  try {
    const old = order.mustBuild ? null : openOld(file, fingerprint);
    if (old !== null) return { db: old, logs, isFresh: false, close: () => closeAll(old, close) };
    await buildInto(file, { logs, fingerprint, onProgress: order.onProgress });
    const db = new IndexDatabase(file);
    return { db, logs, isFresh: true, close: () => closeAll(db, close) };
  } catch (error) {
    close();
    throw error;
  }
}

function closeAll(db: IndexDatabase, close: () => void): void {
  db[Symbol.dispose]();
  close();
}

function openOld(file: string, fingerprint: string): IndexDatabase | null {
  if (!isFile(file)) return null;
  let db: IndexDatabase | null = null;
  try {
    db = new IndexDatabase(file);
    if (db.fingerprint() === fingerprint) return db;
  } catch {
    // No database, or a broken one: a cache is simply made again.
  }
  db?.[Symbol.dispose]();
  return null;
}

/** Builds beside the place and renames, so that nobody meets half an index. */
async function buildInto(
  file: string,
  job: {
    logs: readonly FoundLog[];
    fingerprint: string;
    onProgress: ((records: number) => void) | undefined;
  },
): Promise<void> {
  if (isFile(file) && !isIndex(file)) {
    throw new OutbandError(
      "CONFIG",
      `Cannot build the index ${file}: another kind of file is there; give --index`,
    );
  }
  const half = `${file}.tmp`;
  let db: DatabaseSync | null = null;
  try {
    remove(half);
    db = new DatabaseSync(half);
    const builder = new IndexBuilder(db);
    let records = 0;
    for (const log of job.logs) {
      records = await indexLog(builder, log, { records, onProgress: job.onProgress });
    }
    builder.finish(job.fingerprint);
    db.close();
    db = null;
    await Deno.rename(half, file);
  } catch (error) {
    db?.close();
    remove(half);
    if (error instanceof OutbandError) throw error;
    const hint = "give --index with a place that can be written";
    throw new OutbandError("IO", `Cannot build the index ${file}: ${messageOf(error)}; ${hint}`);
  }
}

/** A database of this program: the first bytes of any SQLite file, and nothing else. */
function isIndex(file: string): boolean {
  const head = new Uint8Array(16);
  using open = Deno.openSync(file, { read: true });
  open.readSync(head);
  return new TextDecoder().decode(head).startsWith("SQLite format 3");
}

/** Reads one log into an index. @returns Records so far. */
async function indexLog(
  builder: IndexBuilder,
  log: FoundLog,
  progress: { records: number; onProgress: ((records: number) => void) | undefined },
): Promise<number> {
  const root = log.files.root;
  let { records } = progress;
  builder.startLog(log);
  for (const { dir, names } of log.files.parts) {
    const inLog = dir.slice(root.length);
    builder.startPart({ dir: inLog.replace(/\/$/, ""), hasCheckpoint: names.has("checkpoint") });
    const path = `${inLog}${SEGMENT_FILE}`;
    const read = await readSegment(log.source, path, (parsed) => builder.line(parsed));
    builder.endPart({ path, sha256: read.sha256 });
    records += read.lines;
    progress.onProgress?.(records);
  }
  builder.endLog();
  return records;
}

/** Lines of a segment as records; null for what is none. */
async function readSegment(
  source: EvidenceSource,
  path: string,
  take: (parsed: ParsedRecord | null) => void,
): Promise<{ lines: number; sha256: string }> {
  const digest = NODE_SUITE.sha256Stream();
  let lines = 0;
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line: (bytes): void => {
      lines++;
      take(parsedLine(bytes));
    },
    tooLong: (): void => take(null),
  });
  try {
    for await (const piece of source.stream(path)) {
      digest.update(piece);
      splitter.push(piece);
    }
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot read ${path}: ${reasonOf(error)}`);
  }
  return { lines, sha256: toHex(digest.digest()) };
}

function parsedLine(bytes: Uint8Array): ParsedRecord | null {
  try {
    const parsed = parseRecord(JSON.parse(decodeUtf8(bytes)));
    return "record" in parsed ? parsed : null;
  } catch {
    return null; // No JSON, or no UTF-8: verify says so.
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw new OutbandError("IO", `Cannot read the index ${path}: ${messageOf(error)}`);
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
