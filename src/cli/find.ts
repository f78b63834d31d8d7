/**
 * `outband find`: from the vendor's id of a request to the record, for an auditor who samples from
 * somebody else's log.
 * @module
 */

import { decodeUtf8, utf8 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { TELEMETRY_LINE_BYTES_MAX } from "../base/limits.ts";
import { printable } from "../base/printable.ts";
import { PROGRAM } from "../base/version.ts";
import { SEGMENT_FILE } from "../format/layout.ts";
import { type ParsedRecord, parseRecord } from "../format/record_schema.ts";
import type { IndexDatabase } from "../index/database.ts";
import { RECORD_BITS } from "../index/schema.ts";
import { Findings } from "../verify/findings.ts";
import { LineSplitter } from "../verify/line_splitter.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import { textOf } from "../verify/source.ts";
import { CallCommitments, checkTelemetry } from "../verify/telemetry_check.ts";
import { TelemetryLines } from "../verify/telemetry_lines.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { INDEX_USAGE, openIndexed } from "./evidence_index.ts";
import type { FoundLog } from "./evidence_logs.ts";
import { readLines } from "./input.ts";
import { filesAt, type LineFields } from "./record_content.ts";

const USAGE =
  `Usage: outband find PATH... (--provider-request-id ID | --request-id N) [--telemetry PATH]...
                    [--json] [--index FILE] [--rebuild]

Finds the record of one call: by the id that the vendor gave it (request-id, x-request-id), which only
telemetry lines hold, or by its number in the log. It says where the record lies; outband open and
outband sample prove it.

  --provider-request-id ID
                       id as the vendor's answer had it; needs --telemetry
  --request-id N       number of the call in its log, as telemetry lines have it
  --telemetry PATH     telemetry lines, as written or as a collector kept them: a file, a directory
                       of them, or =- for standard input (repeat for several)
  --json               one JSON object per call
${INDEX_USAGE}
A telemetry line is checked against the record that it names: "fits", or "mismatch", which is exit
code 4. Exit code 10 when there is no such call.
`;

const NUMBER_REGEXP = /^(?:0|[1-9]\d{0,15})$/;
/** Lines of a collector may carry what it added. */
const LINE_BYTES_MAX = 2 * TELEMETRY_LINE_BYTES_MAX;
const FOUND_MAX = 1_000;

/** `outband find`. */
export const FIND_COMMAND: Command = {
  name: "find",
  summary: "find the record of a call by the vendor's id",
  usage: USAGE,
  run: runFind,
};

/** Which calls; a call that a telemetry line named comes with the line. */
type Wanted = { log: string; record: number; line: LineFields } | { ord: number };

/** A row of the index about a call. */
type CallRow = Readonly<Record<string, string | number | null>>;

async function runFind(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("find", args, {
    switches: ["json", "rebuild"],
    values: ["provider-request-id", "request-id", "index"],
    lists: ["telemetry"],
  });
  const wanted = await wantedCalls(given, io);
  const evidence = await openIndexed({
    paths: given.rest,
    action: "find",
    indexFile: given.value("index"),
    mustBuild: given.has("rebuild"),
  });
  try {
    let found = 0;
    let isForged = false;
    for (const call of wanted) {
      for (const row of lookUp(evidence.db, call)) {
        found++;
        const log = evidence.logs.find(({ origin }) => origin === row["log"]);
        const line = "line" in call && log !== undefined
          ? { line: await lineVerdict(log, row, call.line) }
          : {};
        if (line.line === "mismatch") isForged = true;
        const place = { ...row, ...line, segment: `${log?.place}/${row["window"]}` };
        io.out(given.has("json") ? `${JSON.stringify(place)}\n` : callText(place));
      }
    }
    if (isForged) io.err("A telemetry line is not the one that its record commits to\n");
    if (isForged) return EXIT.REJECTED;
    if (found > 0) return EXIT.OK;
    io.err("No record of such a call is here\n");
    return EXIT.FINDINGS;
  } finally {
    evidence.close();
  }
}

/** Opens the commitments of the record with the line, as verify does. */
async function lineVerdict(
  { origin, source }: FoundLog,
  row: CallRow,
  line: LineFields,
): Promise<"fits" | "mismatch"> {
  const index = Number(row["record"]);
  const dir = String(row["window"]);
  const path = `${dir === "" ? "" : `${dir}/`}${SEGMENT_FILE}`;
  const calls = new CallCommitments();
  for await (const record of recordsOf(source, path)) {
    if (record.kind !== "call" || record.i !== index) continue;
    calls.add(index, record.parts);
    break;
  }
  const file = {
    name: "line",
    async *stream(): AsyncGenerator<Uint8Array> {
      yield utf8(`${JSON.stringify(line)}\n`);
    },
  };
  const facts = { suite: NODE_SUITE, findings: new Findings(), origin, calls };
  const span = { first: index, end: index + 1, erased: new Set<number>() };
  return await checkTelemetry({ ...facts, ...span }, [file]) === 1 ? "fits" : "mismatch";
}

async function* recordsOf(
  source: EvidenceSource,
  path: string,
): AsyncGenerator<ParsedRecord["record"]> {
  let records: ParsedRecord["record"][] = [];
  const splitter = new LineSplitter({
    bytesMax: LINE_BYTES_MAX,
    line: (bytes): void => {
      const parsed = lineOf(bytes);
      const read = parsed === null ? null : parseRecord(parsed);
      if (read !== null && "record" in read) records.push(read.record);
    },
    tooLong: (): void => {}, // No record: verify says so.
  });
  for await (const piece of source.stream(path)) {
    splitter.push(piece);
    yield* records;
    records = [];
  }
}

async function wantedCalls(given: Arguments, io: CommandIo): Promise<Wanted[]> {
  const [id, number] = [given.value("provider-request-id"), given.value("request-id")];
  if (given.rest.length === 0 || (id === undefined) === (number === undefined)) {
    throw new OutbandError(
      "USAGE",
      `Name a path, and one of --provider-request-id and --request-id; see ${PROGRAM} find --help`,
    );
  }
  if (number !== undefined) {
    if (NUMBER_REGEXP.test(number)) return [{ ord: Number(number) }];
    throw new OutbandError("CONFIG", `Flag --request-id is "${number}" and must be a whole number`);
  }
  const files = given.list("telemetry").flatMap(filesAt);
  if (files.length === 0) {
    throw new OutbandError(
      "USAGE",
      "Flag --provider-request-id needs --telemetry: records do not hold the vendor's id",
    );
  }
  const found: Wanted[] = [];
  for (const file of files) found.push(...await linesWith(file, id as string, io));
  return found.slice(0, FOUND_MAX);
}

async function linesWith(file: string, id: string, io: CommandIo): Promise<Wanted[]> {
  const found: Wanted[] = [];
  const lines = new TelemetryLines();
  for await (const batch of readLines(file, io, { lineBytesMax: LINE_BYTES_MAX })) {
    for (const bytes of batch) {
      const text = textOf(bytes);
      for (const line of text === null ? [] : lines.all(text)) {
        if (line["upstream_request_id"] !== id) continue;
        const { log, index } = line;
        if (typeof log === "string" && Number.isSafeInteger(index)) {
          found.push({ log, record: index as number, line });
        }
      }
    }
  }
  return found;
}

function lineOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch {
    return null; // No record: verify says so.
  }
}

function lookUp(
  db: IndexDatabase,
  call: Wanted,
): CallRow[] {
  if ("ord" in call) {
    return db.all("SELECT * FROM calls WHERE request_id = :ord", { ord: call.ord });
  }
  const [log] = db.all("SELECT id FROM log WHERE origin = :origin", { origin: call.log });
  if (log === undefined) return [];
  const id = Number(log["id"]) * 2 ** RECORD_BITS + call.record;
  return db.all("SELECT * FROM calls WHERE id = :id", { id });
}

function callText(call: CallRow): string {
  const lines = Object.entries(call).filter(([name, value]) => value !== null && name !== "id")
    .map(([name, value]) => `${name.padEnd(11)}${printable(String(value))}\n`);
  return `${lines.join("")}\n`;
}
