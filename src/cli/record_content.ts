/**
 * Finds what a record committed to: its telemetry line in the files of a directory or of a log
 * collector.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import { LineSplitter } from "../verify/line_splitter.ts";
import { textOf } from "../verify/source.ts";
import { TelemetryLines } from "../verify/telemetry_lines.ts";
import type { CommandIo } from "./command.ts";
import { readChunks, unreadable } from "./input.ts";

/** A mebibyte, escaped once more by a collector. */
const LINE_BYTES_MAX = 8 * 1024 * 1024;
const FILE_REGEXP = /\.jsonl(?:\.\d{1,9})?$/;

/** Fields of a telemetry line. */
export type LineFields = Readonly<Record<string, unknown>>;

/** What is searched for. */
export interface WantedLines {
  origin: string;
  records: ReadonlySet<number>;
}

/**
 * Telemetry lines by index of their record.
 *
 * @param names Files, `-` for standard input, or directories with files of JSON lines.
 */
export async function findLines(
  names: readonly string[],
  io: CommandIo,
  wanted: WantedLines,
): Promise<Map<number, LineFields>> {
  const found = new Map<number, LineFields>();
  await visitLines(names, io, {
    origin: wanted.origin,
    take: (index, line): void => void (wanted.records.has(index) && found.set(index, line)),
  });
  return found;
}

/**
 * All telemetry lines of one log, in the order of the files.
 *
 * @param names As of {@linkcode findLines}.
 * @param visit.take Told the index of the line's record, and the line.
 */
export async function visitLines(
  names: readonly string[],
  io: CommandIo,
  visit: { origin: string; take(index: number, line: LineFields): void },
): Promise<void> {
  for (const name of names.flatMap(filesAt)) await searchFile(name, io, visit);
}

/** Files that a name stands for: those of JSON lines in a directory, else the file itself. */
export function filesAt(name: string): string[] {
  if (name === "-") return [name];
  try {
    if (!Deno.statSync(name).isDirectory) return [name];
    return [...Deno.readDirSync(name)]
      .filter((entry) => entry.isFile && FILE_REGEXP.test(entry.name))
      .map((entry) => `${name}/${entry.name}`).sort();
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function searchFile(
  name: string,
  io: CommandIo,
  visit: { origin: string; take(index: number, line: LineFields): void },
): Promise<void> {
  const lines = new TelemetryLines();
  const take = (bytes: Uint8Array): void => {
    const text = textOf(bytes);
    for (const value of text === null ? [] : lines.all(text)) {
      const index = value["index"];
      const isOurs = value["type"] === "call" && value["log"] === visit.origin;
      if (isOurs && typeof index === "number") visit.take(index, value);
    }
  };
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line: take,
    tooLong: (): void => {
      throw new OutbandError("IO", `Cannot read ${name}: it has a line above ${LINE_BYTES_MAX}`);
    },
  });
  for await (const piece of readChunks(name, io)) splitter.push(piece);
  take(splitter.end());
}
