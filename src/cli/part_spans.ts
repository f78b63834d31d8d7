/**
 * Which time each window part of a log covers, read from its first lines.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import {
  CHECKPOINT_FILE,
  LINE_BYTES_MAX,
  SEGMENT_FILE,
  windowEndMs,
  windowStartMs,
} from "../format/layout.ts";
import { parseRecord } from "../format/record_schema.ts";
import { LineSplitter } from "../verify/line_splitter.ts";
import { reasonOf } from "../verify/source.ts";
import { OutbandError } from "../base/errors.ts";
import type { FoundLog } from "./evidence_logs.ts";

/** `log.open` may stand before `window.open`; nothing else does. */
const HEAD_LINES_MAX = 2;

/** One part. */
export interface PartSpan {
  /** Directory below the log's, with a final `/`. */
  dir: string;
  /** Names of the files directly in it. */
  names: ReadonlySet<string>;
  /** Index of its first record. */
  first: number;
  /** Window; null when its first lines do not say it. */
  w: number | null;
  /** Milliseconds since 1970, the end exclusive; null as `w`. */
  startMs: number | null;
  endMs: number | null;
  /** A checkpoint lies beside the segment. */
  isSealed: boolean;
}

/**
 * Parts in the order of the log.
 *
 * @param partsMax How many from the first on; all when left out.
 * @throws {OutbandError} IO when a segment cannot be read.
 */
export async function partSpans(log: FoundLog, partsMax = Infinity): Promise<PartSpan[]> {
  const spans: PartSpan[] = [];
  for (const { dir, names, first } of log.files.parts.slice(0, partsMax)) {
    const below = dir.slice(log.files.root.length);
    spans.push({
      dir: below,
      names,
      first: first ?? 0,
      ...await windowOf(log, `${below}${SEGMENT_FILE}`),
      isSealed: names.has(CHECKPOINT_FILE),
    });
  }
  return spans;
}

async function windowOf(
  { source, place }: FoundLog,
  path: string,
): Promise<Pick<PartSpan, "w" | "startMs" | "endMs">> {
  let lines = 0;
  let found: Pick<PartSpan, "w" | "startMs" | "endMs"> | null = null;
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line(bytes): void {
      if (++lines <= HEAD_LINES_MAX) found ??= spanOf(bytes);
    },
    tooLong(): void {
      lines++;
    },
  });
  try {
    for await (const piece of source.stream(path)) {
      splitter.push(piece);
      if (lines >= HEAD_LINES_MAX) break;
    }
  } catch (error) {
    throw new OutbandError("IO", `Cannot read ${place}/${path}: ${reasonOf(error)}`);
  }
  return found ?? { w: null, startMs: null, endMs: null };
}

function spanOf(bytes: Uint8Array): Pick<PartSpan, "w" | "startMs" | "endMs"> | null {
  try {
    const parsed = parseRecord(JSON.parse(decodeUtf8(bytes)));
    if ("problem" in parsed || parsed.form !== "outband") return null;
    const { record } = parsed;
    if (record.kind !== "window.open") return null;
    return { w: record.w, startMs: windowStartMs(record), endMs: windowEndMs(record) };
  } catch {
    return null; // No JSON: verify says so.
  }
}
