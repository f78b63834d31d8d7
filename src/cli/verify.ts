/**
 * `outband verify`: checks evidence offline and says what it proves. Reads files, writes a report,
 * and contacts nobody.
 * @module
 */

import { decodeUtf8, fromBase64 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import {
  type HeadText,
  keyProblem,
  RESULT_NAMES,
  type ResultName,
  type TelemetryFile,
  verifyEvidence,
} from "../verify/mod.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { directorySource } from "./evidence_source.ts";
import { fileFault, inputLabel, readChunks, readWhole } from "./input.ts";
import { reportText } from "./verify_text.ts";

const USAGE = `Usage: outband verify PATH [--key VKEY|FILE]... [--known-head FILE]...
                      [--revocation FILE]... [--telemetry FILE]... [--require LIST] [--json]

Checks evidence offline and says, in plain words, what it proves and what it does not. PATH is an
evidence directory, a directory that holds one, or the directory of a single window.

  --key VKEY|FILE    key of the log, received by another way than the evidence: the text itself,
                     or a file that holds it (repeat for several)
  --known-head FILE  a checkpoint of this log that was kept elsewhere, as a signed note or as the
                     lines that serve printed: shows that nothing was removed or rewritten
  --revocation FILE  a revocation of one of the log's keys that came by another way than the evidence,
                     as outband keys revoke writes it
  --telemetry FILE   telemetry lines, as written or as a log collector kept them: compares the
                     content with what the records committed to; =- is standard input
  --require LIST     results that must hold beyond integrity, identity and completeness:
                     continuity, time, independence, content (commas between)
  --json             the whole report as one JSON object

Exit codes: 0 everything required is proven; 4 the evidence contradicts itself; 5 it could not be
checked; 6 nothing contradicts, but something required is not proven (always so without --key);
2 the command line cannot be read; 3 a key or result name is malformed.
`;

const KEY_FILE_BYTES_MAX = 4_096;
/** A year of hourly heads as serve prints them, ten times over. */
const HEADS_BYTES_MAX = 64 * 1024 * 1024;
const HEADS_MAX = 100_000;

/** `outband verify`. */
export const VERIFY_COMMAND: Command = {
  name: "verify",
  summary: "check evidence offline and say what it proves",
  usage: USAGE,
  run: runVerify,
};

async function runVerify(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("verify", args, {
    switches: ["json"],
    lists: ["key", "known-head", "revocation", "telemetry", "require"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one path to verify; see outband verify --help");
  }
  await checkDirectory(path);
  const telemetry = given.list("telemetry").map((name) => telemetryFile(name, io));
  const report = await verifyEvidence(directorySource(path), {
    suite: NODE_SUITE,
    keys: await readKeys(given.list("key"), io),
    knownHeads: await readHeads(given.list("known-head"), io),
    revocations: await readRevocations(given.list("revocation"), io),
    require: readRequired(given.list("require")),
    ...(telemetry.length === 0 ? {} : { telemetry }),
  });
  const text = given.has("json")
    ? `${JSON.stringify(report, null, 2)}\n`
    : reportText(report, { path, hasColour: io.isTerminal });
  io.out(text);
  return EXIT_OF[report.exit];
}

const EXIT_OF: Readonly<Record<0 | 4 | 5 | 6, number>> = {
  0: EXIT.OK,
  4: EXIT.REJECTED,
  5: EXIT.IO,
  6: EXIT.INCOMPLETE,
};

/** So that a mistyped path is one line, not a report on nothing. */
async function checkDirectory(path: string): Promise<void> {
  let reason = "it is not a directory";
  try {
    if ((await Deno.stat(path)).isDirectory) return;
  } catch (error) {
    reason = fileFault(error);
  }
  throw new OutbandError("IO", `Cannot verify ${path}: ${reason}`);
}

/** A key is given as itself, which always has two plus signs, or by the name of a file. */
async function readKeys(values: readonly string[], io: CommandIo): Promise<string[]> {
  const keys: string[] = [];
  for (const value of values) {
    const isText = value.split("+").length >= 3;
    const text = isText ? value : await readKeyFile(value, io);
    const problem = keyProblem(NODE_SUITE, text);
    if (problem !== null) {
      const where = isText ? value : `in ${inputLabel(value)}`;
      throw new OutbandError("CONFIG", `Cannot trust the key ${where}: ${problem}`);
    }
    keys.push(text);
  }
  return keys;
}

async function readKeyFile(name: string, io: CommandIo): Promise<string> {
  const bytes = await readWhole(name, io, { bytesMax: KEY_FILE_BYTES_MAX });
  return textOf(bytes, name).trim();
}

async function readHeads(names: readonly string[], io: CommandIo): Promise<HeadText[]> {
  const heads: HeadText[] = [];
  for (const name of names) {
    const bytes = await readWhole(name, io, { bytesMax: HEADS_BYTES_MAX });
    heads.push(...headsIn(textOf(bytes, name), inputLabel(name)));
  }
  if (heads.length <= HEADS_MAX) return heads;
  throw new OutbandError("IO", `Cannot compare ${heads.length} known heads, at most ${HEADS_MAX}`);
}

async function readRevocations(names: readonly string[], io: CommandIo): Promise<HeadText[]> {
  const notes: HeadText[] = [];
  for (const name of names) {
    const bytes = await readWhole(name, io, { bytesMax: KEY_FILE_BYTES_MAX });
    notes.push({ name: inputLabel(name), text: textOf(bytes, name) });
  }
  return notes;
}

/** One signed note, or the `checkpoint` lines among the JSON lines of a log collector. */
function headsIn(text: string, name: string): HeadText[] {
  if (!text.startsWith("{")) return [{ name, text }];
  const heads: HeadText[] = [];
  for (const [k, line] of text.split("\n").entries()) {
    const note = noteOf(line);
    if (note !== null) heads.push({ name: `${name} line ${k + 1}`, text: note });
  }
  if (heads.length > 0) return heads;
  throw new OutbandError("IO", `Cannot find a checkpoint line in ${name}`);
}

function noteOf(line: string): string | null {
  if (!line.includes('"checkpoint"')) return null;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("note" in value)) return null;
    const bytes = typeof value.note === "string" ? fromBase64(value.note) : null;
    return bytes === null ? null : decodeUtf8(bytes);
  } catch {
    return null; // Some other program's line.
  }
}

function readRequired(values: readonly string[]): ResultName[] {
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
  return names.map((name) => {
    const known = RESULT_NAMES.find((result) => result === name);
    if (known !== undefined) return known;
    throw new OutbandError(
      "CONFIG",
      `Flag --require has "${name}" and must be of ${RESULT_NAMES.join(", ")}`,
    );
  });
}

function telemetryFile(name: string, io: CommandIo): TelemetryFile {
  return { name: inputLabel(name), stream: () => readChunks(name, io) };
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    const message = `Cannot read ${inputLabel(name)}: it is not UTF-8`;
    throw new OutbandError("IO", message, { cause: error });
  }
}
