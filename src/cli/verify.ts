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
  parsePolicy,
  POLICY_BYTES_MAX,
  type Requirement,
  RESULT_NAMES,
  type TelemetryFile,
  verifyEvidence,
  type VerifyOptions,
} from "../verify/mod.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { directorySource } from "./evidence_source.ts";
import { fileFault, inputLabel, readChunks, readText } from "./input.ts";
import { readKeyArgument } from "./key_argument.ts";
import { reportText } from "./verify_text.ts";

const USAGE = `Usage: outband verify PATH [--key VKEY|FILE]... [--known-head FILE]...
                      [--policy FILE] [--tsa-ca FILE] [--telemetry FILE]... [--require LIST]
                      [--json]

Checks evidence offline and says, in plain words, what it proves and what it does not. PATH is an
evidence directory, a directory that holds one, or the directory of a single window.

  --key VKEY|FILE    key of the log, received by another way than the evidence: the text itself,
                     or a file that holds it (repeat for several)
  --known-head FILE  a checkpoint of this log that was kept elsewhere, as a signed note or as the
                     lines that serve printed: shows that nothing was removed or rewritten
  --policy FILE      keys of log and witnesses, and which witnesses must have cosigned the newest
                     checkpoint (c2sp.org/tlog-policy); its log keys count as given with --key
  --tsa-ca FILE      certificates, PEM, of time-stamp authorities (RFC 3161) that you trust
  --telemetry FILE   telemetry lines, as written or as a log collector kept them: compares the
                     content with what the records committed to; =- is standard input
  --require LIST     what must hold beyond integrity, identity and completeness (commas between):
                     continuous   no window is missing without a declared reason
                     independent  a known head, a witness or a time-stamp confirms the log
                     witnessed    the newest checkpoint has the witnesses that --policy asks for
                     timestamped  the newest checkpoint has a time-stamp by an authority of --tsa-ca
                     or the name of a result: continuity, time, independence, content
  --json             the whole report as one JSON object

Exit codes: 0 everything required is proven; 4 the evidence contradicts itself; 5 it could not be
checked; 6 nothing contradicts, but something required is not proven (always so without --key);
2 the command line cannot be read; 3 a key, policy, certificate or --require is malformed.
`;

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
    values: ["policy", "tsa-ca"],
    lists: ["key", "known-head", "telemetry", "require"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one path to verify; see outband verify --help");
  }
  await checkDirectory(path);
  const telemetry = given.list("telemetry").map((name) => telemetryFile(name, io));
  const outside = await readOutside(given, io);
  const report = await verifyEvidence(directorySource(path), {
    suite: NODE_SUITE,
    keys: [...await readKeys(given.list("key"), io), ...outside.policy?.logs ?? []],
    ...outside,
    knownHeads: await readHeads(given.list("known-head"), io),
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

async function readKeys(values: readonly string[], io: CommandIo): Promise<string[]> {
  const keys: string[] = [];
  for (const value of values) keys.push(await readKeyArgument(value, io));
  return keys;
}

async function readHeads(names: readonly string[], io: CommandIo): Promise<HeadText[]> {
  const heads: HeadText[] = [];
  for (const name of names) {
    const text = await readText(name, io, { bytesMax: HEADS_BYTES_MAX });
    heads.push(...headsIn(text, inputLabel(name)));
  }
  if (heads.length <= HEADS_MAX) return heads;
  throw new OutbandError("IO", `Cannot compare ${heads.length} known heads, at most ${HEADS_MAX}`);
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

/** Whom the auditor trusts beside the log's key: witnesses and time-stamp authorities. */
async function readOutside(
  given: Arguments,
  io: CommandIo,
): Promise<Pick<VerifyOptions, "policy" | "timestamps">> {
  const [policyFile, caFile] = [given.value("policy"), given.value("tsa-ca")];
  const outside: Pick<VerifyOptions, "policy" | "timestamps"> = {};
  if (policyFile !== undefined) {
    const text = await readText(policyFile, io, { bytesMax: POLICY_BYTES_MAX });
    const policy = parsePolicy(NODE_SUITE.sha256, text);
    if (typeof policy === "string") {
      throw new OutbandError(
        "CONFIG",
        `Cannot use the policy ${inputLabel(policyFile)}: ${policy}`,
      );
    }
    outside.policy = policy;
  }
  if (caFile !== undefined) {
    // Loaded only here: the certificate library is large, and most verifications need none.
    const { CA_BYTES_MAX, readCertificates, timestampJudge } = await import(
      "../anchor/timestamp_judge.ts"
    );
    const trusted = readCertificates(await readText(caFile, io, { bytesMax: CA_BYTES_MAX }));
    if (typeof trusted === "string") {
      throw new OutbandError("CONFIG", `Cannot use --tsa-ca ${inputLabel(caFile)}: ${trusted}`);
    }
    outside.timestamps = timestampJudge(NODE_SUITE.sha256, trusted);
  }
  return outside;
}

/** Names that say what is asked for, beside the names of results. */
const REQUIRED_NAMES: Readonly<Record<string, Requirement>> = {
  continuous: "continuity",
  independent: "independence",
  witnessed: "witnessed",
  timestamped: "timestamped",
};

function readRequired(values: readonly string[]): Requirement[] {
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
  return names.map((name) => {
    const known = Object.hasOwn(REQUIRED_NAMES, name)
      ? REQUIRED_NAMES[name]
      : RESULT_NAMES.find((result) => result === name);
    if (known !== undefined) return known;
    const all = [...Object.keys(REQUIRED_NAMES), ...RESULT_NAMES].join(", ");
    throw new OutbandError("CONFIG", `Flag --require has "${name}" and must be of ${all}`);
  });
}

function telemetryFile(name: string, io: CommandIo): TelemetryFile {
  return { name: inputLabel(name), stream: () => readChunks(name, io) };
}
