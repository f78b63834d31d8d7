/**
 * `outband find`: from the vendor's id of a request to the record, for an auditor who samples from
 * somebody else's log.
 * @module
 */

import { decodeUtf8 } from "../base/bytes.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { TELEMETRY_LINE_BYTES_MAX } from "../base/limits.ts";
import { printable } from "../base/printable.ts";
import { PROGRAM } from "../base/version.ts";
import type { IndexDatabase } from "../index/database.ts";
import { RECORD_BITS } from "../index/schema.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { INDEX_USAGE, openIndexed } from "./evidence_index.ts";
import { readLines } from "./input.ts";

const USAGE =
  `Usage: outband find PATH... (--provider-request-id ID | --request-id N) [--telemetry FILE]...
                    [--json] [--index FILE] [--rebuild]

Finds the record of one call: by the id that the vendor gave it (request-id, x-request-id), which only
telemetry lines hold, or by its number in the log. It says where the record lies; outband open and
outband sample prove it.

  --provider-request-id ID
                       id as the vendor's answer had it; needs --telemetry
  --request-id N       number of the call in its log, as telemetry lines have it
  --telemetry FILE     telemetry lines, as written; =- is standard input (repeat for several)
  --json               one JSON object per call
${INDEX_USAGE}
Exit code 10 when there is no such call. Whether a telemetry line is the one that the record commits
to is for outband verify --telemetry.
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

/** Which calls. */
type Wanted = { log: string; record: number } | { ord: number };

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
    const calls = wanted.flatMap((call) => lookUp(evidence.db, call));
    const places = new Map(evidence.logs.map(({ origin, place }) => [origin, place]));
    for (const call of calls) {
      const place = { ...call, segment: `${places.get(String(call["log"]))}/${call["window"]}` };
      io.out(given.has("json") ? `${JSON.stringify(place)}\n` : callText(place));
    }
    if (calls.length > 0) return EXIT.OK;
    io.err("No record of such a call is here\n");
    return EXIT.FINDINGS;
  } finally {
    evidence.close();
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
  const files = given.list("telemetry");
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
  for await (const batch of readLines(file, io, { lineBytesMax: LINE_BYTES_MAX })) {
    for (const bytes of batch) {
      const line = lineOf(bytes);
      if (line?.["upstream_request_id"] !== id) continue;
      const { log, index } = line;
      if (typeof log === "string" && Number.isSafeInteger(index)) {
        found.push({ log, record: index as number });
      }
    }
  }
  return found;
}

function lineOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes));
    return typeof value === "object" ? value as Record<string, unknown> | null : null;
  } catch {
    return null; // Not one of ours: collectors mix lines.
  }
}

function lookUp(
  db: IndexDatabase,
  call: Wanted,
): Readonly<Record<string, string | number | null>>[] {
  if ("ord" in call) {
    return db.all("SELECT * FROM calls WHERE request_id = :ord", { ord: call.ord });
  }
  const [log] = db.all("SELECT id FROM log WHERE origin = :origin", { origin: call.log });
  if (log === undefined) return [];
  const id = Number(log["id"]) * 2 ** RECORD_BITS + call.record;
  return db.all("SELECT * FROM calls WHERE id = :id", { id });
}

function callText(call: Readonly<Record<string, string | number | null>>): string {
  const lines = Object.entries(call).filter(([name, value]) => value !== null && name !== "id")
    .map(([name, value]) => `${name.padEnd(11)}${printable(String(value))}\n`);
  return `${lines.join("")}\n`;
}
