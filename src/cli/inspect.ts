/**
 * `outband inspect`: a window or one record of a log, readably. It computes everything from the
 * records themselves and verifies nothing.
 * @module
 */

import { toHex } from "../base/bytes.ts";
import { sha256 } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { TELEMETRY_LINE_BYTES_MAX } from "../base/limits.ts";
import { computeControls } from "../controls/status.ts";
import { summarise } from "../format/summary.ts";
import { WindowTotals } from "../format/window_totals.ts";
import { leafHash } from "../tlog/merkle.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readLines } from "./input.ts";
import { findParts, type PartFile, readSegment } from "./log_parts.ts";
import { recordText, windowText } from "./window_text.ts";

const USAGE = `Usage: outband inspect PATH [--window W] [--json]
       outband inspect PATH --record I [--telemetry FILE] [--json]

Shows a window or one record of a log. PATH is an evidence directory, the directory of one window,
or a segment file. Nothing is verified: that is what outband verify is for.

  --window W        window number, or W.P for one part; default: the newest
  --record I        index of a record, or last for the newest call
  --telemetry FILE  telemetry file that may hold the record's line; - is standard input
  --json            one JSON object per part, or one for the record
`;

/** What stands for the index of the newest call. */
const LAST = "last";
const INDEX_REGEXP = /^\d{1,15}$/;
const WINDOW_REGEXP = /^(\d{1,15})(?:\.(\d{1,6}))?$/;
/** Kinds that a sum needs in the form that this program writes. */
const SUMMED_KINDS: readonly string[] = ["window.open", "window.close", "call"];
/** A line grows by its key, and `--telemetry-max-line` can be raised. */
const TELEMETRY_BYTES_MAX = 16 * TELEMETRY_LINE_BYTES_MAX;

/** `outband inspect`. */
export const INSPECT_COMMAND: Command = {
  name: "inspect",
  summary: "show a window or a record of a log",
  usage: USAGE,
  run: runInspect,
};

async function runInspect(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("inspect", args, {
    switches: ["json"],
    values: ["window", "record", "telemetry"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one path to inspect; see outband inspect --help");
  }
  const index = given.value("record");
  const telemetry = given.value("telemetry");
  const isJson = given.has("json");
  if (index === undefined) {
    if (telemetry !== undefined) {
      throw new OutbandError(
        "USAGE",
        "Flag --telemetry needs --record; see outband inspect --help",
      );
    }
    const parts = chosenParts(await findParts(path, io), given.value("window"));
    for (const part of parts) await showPart(part, io, isJson);
    return EXIT.OK;
  }
  if (index !== LAST && !INDEX_REGEXP.test(index)) {
    throw new OutbandError(
      "CONFIG",
      `Flag --record is "${index}" and must be an index from 0, or ${LAST}`,
    );
  }
  const parts = chosenParts(await findParts(path, io), given.value("window") ?? "all");
  const chosen = index === LAST ? await newestCall(parts, io) : Number(index);
  await showRecord(parts, io, { index: chosen, telemetry, isJson });
  return EXIT.OK;
}

/** Index of the newest call. */
async function newestCall(parts: readonly PartFile[], io: CommandIo): Promise<number> {
  for (const part of parts.toReversed()) {
    let newest: number | null = null;
    for await (const { parsed } of readSegment(part.path, io)) {
      if (!("problem" in parsed) && parsed.record.kind === "call") newest = parsed.record.i;
    }
    if (newest !== null) return newest;
  }
  throw new OutbandError("IO", "Cannot show the newest call: the log has none yet");
}

function chosenParts(parts: readonly PartFile[], window: string | undefined): PartFile[] {
  if (window === undefined) return parts.slice(-1);
  if (window === "all") return [...parts];
  const [, w, part] = WINDOW_REGEXP.exec(window) ?? [];
  if (w === undefined) {
    throw new OutbandError(
      "CONFIG",
      `Flag --window is "${window}" and must be a number, or number.part`,
    );
  }
  const chosen = parts.filter((candidate) =>
    candidate.w === Number(w) && (part === undefined || candidate.part === Number(part))
  );
  if (chosen.length > 0) return chosen;
  const known = `${windowName(parts[0])} to ${windowName(parts.at(-1))}`;
  throw new OutbandError("IO", `Cannot show window ${window}: the log holds ${known}`);
}

function windowName(part: PartFile | undefined): string {
  return part === undefined || part.w === null ? "none" : `${part.w}.${part.part}`;
}

async function showPart(part: PartFile, io: CommandIo, isJson: boolean): Promise<void> {
  const totals = new WindowTotals();
  let last = part.first;
  let badLines = 0;
  let version = "unknown"; // Only a part that begins with a start of the program names it.
  for await (const { parsed } of readSegment(part.path, io)) {
    if ("problem" in parsed) {
      badLines++;
      continue;
    }
    last = parsed.record.i;
    if (parsed.form === "basic") {
      if (SUMMED_KINDS.includes(parsed.record.kind)) throw basicForm(part);
      continue;
    }
    if (parsed.record.kind === "boot") version = parsed.record.software.version;
    totals.add(parsed.record);
  }
  const controls = computeControls(totals);
  const { path, log, first, isSealed } = part;
  if (!isJson) {
    io.out(windowText(totals, { path, log, first, last, isSealed, controls, badLines }));
    return;
  }
  const summary = summarise(totals, {
    log,
    version,
    firstIndex: first,
    endIndex: last + 1,
    controls,
  });
  const soFar = summary === null ? { counts: totals.counts } : { summary };
  io.out(`${JSON.stringify({ path, log, sealed: isSealed, bad_lines: badLines, ...soFar })}\n`);
}

function basicForm(part: PartFile): OutbandError {
  return new OutbandError(
    "IO",
    `Cannot sum up ${part.path}: its records are in the basic form of another program; ` +
      "show single ones with --record",
  );
}

async function showRecord(
  parts: readonly PartFile[],
  io: CommandIo,
  options: { index: number; telemetry: string | undefined; isJson: boolean },
): Promise<void> {
  const { index, isJson } = options;
  const part = parts.findLast((candidate) => candidate.first <= index);
  const found = part === undefined ? null : await findRecord(part, io, index);
  if (part === undefined || found === null) {
    const from = `the records here begin with index ${parts[0]?.first ?? 0}`;
    throw new OutbandError("IO", `Cannot show record ${index}: it was not found; ${from}`);
  }
  const { record, line, bytes } = found;
  const telemetry = options.telemetry === undefined
    ? undefined
    : await findTelemetry(options.telemetry, io, { log: part.log, index });
  const leaf = toHex(leafHash(sha256, bytes));
  const frame = { path: part.path, line, leaf, record, telemetry };
  io.out(isJson ? `${JSON.stringify(frame)}\n` : recordText(frame));
}

interface FoundRecord {
  record: Readonly<Record<string, unknown>>;
  line: number;
  bytes: Uint8Array;
}

async function findRecord(
  part: PartFile,
  io: CommandIo,
  index: number,
): Promise<FoundRecord | null> {
  for await (const { number, bytes, parsed } of readSegment(part.path, io)) {
    if ("problem" in parsed || parsed.record.i !== index) continue;
    return { record: { ...parsed.record }, line: number, bytes };
  }
  return null;
}

async function findTelemetry(
  name: string,
  io: CommandIo,
  { log, index }: { log: string; index: number },
): Promise<Readonly<Record<string, unknown>> | null> {
  for await (const batch of readLines(name, io, { lineBytesMax: TELEMETRY_BYTES_MAX })) {
    for (const bytes of batch) {
      const line = parseTelemetry(bytes);
      if (line?.["log"] === log && line["index"] === index) return line;
    }
  }
  return null;
}

/** A line of a telemetry file; other programs' lines in the same file are passed over. */
function parseTelemetry(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const line: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof line === "object" && line !== null ? { ...line } : null;
  } catch {
    return null;
  }
}
