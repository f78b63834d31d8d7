/**
 * Reads all records of one log from wherever its evidence lies, for the commands that prove single
 * records. It judges nothing but what it needs; only `verify` says whether the evidence is good.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { LINE_BYTES_MAX, SEGMENT_FILE } from "../format/layout.ts";
import { type ParsedRecord, parseRecord } from "../format/record_schema.ts";
import { leafHash } from "../tlog/merkle.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import { type LogFiles, takeInventory } from "../verify/inventory.ts";
import { LineSplitter } from "../verify/line_splitter.ts";
import { reasonOf, textOf } from "../verify/source.ts";
import { Findings } from "../verify/findings.ts";
import { TileCheck } from "../verify/tile_check.ts";

/** One record of a log. */
export interface LogLine {
  index: number;
  /** Without the line feed; valid until the next one is asked for. */
  bytes: Uint8Array;
  /** RFC 6962 leaf hash. */
  leaf: Uint8Array;
  /** The record; null when it breaks the rules of its kind. */
  parsed: ParsedRecord | null;
}

/**
 * The one log of a source, whole, or without old windows that were deleted.
 *
 * @param name What the user called it, for error texts.
 * @throws {OutbandError} IO when there is none, several, or one without its first records.
 */
export async function findWholeLog(source: EvidenceSource, name: string): Promise<LogFiles> {
  const fail = (reason: string): OutbandError =>
    new OutbandError("IO", `Cannot read the log in ${name}: ${reason}`);
  let logs: LogFiles[];
  try {
    logs = await takeInventory(source, (await source.list()).toSorted());
  } catch (error) {
    throw fail(reasonOf(error));
  }
  const [log, other] = logs;
  if (log === undefined) throw fail(`there is no ${SEGMENT_FILE}`);
  if (other !== undefined) {
    throw fail(`it holds ${logs.length} logs (${logs.map(({ origin }) => origin).join(", ")})`);
  }
  const first = log.parts[0]?.first ?? null;
  // In a log's own directory old windows may have been deleted; whether rightly, verify says.
  if (first === null || (first > 0 && !log.isWhole)) throw fail("its first records are not here");
  return log;
}

/**
 * Leaf hashes of the records before the first one that is here, from the tiles.
 *
 * @throws {OutbandError} IO when they are not all here.
 */
export async function leavesBefore(source: EvidenceSource, log: LogFiles): Promise<Uint8Array[]> {
  const first = log.parts[0]?.first ?? 0;
  if (first === 0) return [];
  const leaves = await new TileCheck(source, new Findings(), log).leaves(first);
  if (leaves !== null) return leaves;
  throw broken(`${log.root}tile`, `hashes of the ${first} deleted records are missing`);
}

/**
 * All records of a log in order.
 *
 * @throws {OutbandError} IO when a segment cannot be read, or an index is not the next one.
 */
export async function* logLines(source: EvidenceSource, log: LogFiles): AsyncGenerator<LogLine> {
  let next = log.parts[0]?.first ?? 0;
  for (const { dir } of log.parts) {
    const path = `${dir}${SEGMENT_FILE}`;
    for await (const bytes of segmentLines(source, path)) {
      const parsed = parsedLine(bytes);
      if (parsed !== null && parsed.record.i !== next) {
        throw broken(path, `record ${next} is not where it must be`);
      }
      yield { index: next, bytes, leaf: leafHash(NODE_SUITE.sha256, bytes), parsed };
      next++;
    }
  }
}

/** Whole lines of a segment; what a crash left behind the last one is no record. */
async function* segmentLines(source: EvidenceSource, path: string): AsyncGenerator<Uint8Array> {
  let lines: Uint8Array[] = [];
  let isTooLong = false;
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line: (bytes): void => void lines.push(bytes.slice()),
    tooLong: (): void => void (isTooLong = true),
  });
  try {
    for await (const piece of source.stream(path)) {
      splitter.push(piece);
      if (isTooLong) throw new Error("it has a line that is too long for a record");
      yield* lines;
      lines = [];
    }
  } catch (error) {
    throw broken(path, reasonOf(error));
  }
}

function parsedLine(bytes: Uint8Array): ParsedRecord | null {
  try {
    const parsed = parseRecord(JSON.parse(textOf(bytes) ?? ""));
    return "record" in parsed ? parsed : null;
  } catch {
    return null; // No JSON: verify says so.
  }
}

function broken(path: string, reason: string): OutbandError {
  return new OutbandError("IO", `Cannot read ${path}: ${reason}; see outband verify`);
}
