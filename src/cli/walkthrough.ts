/**
 * `outband walkthrough`: one call from end to end, as one page. It reads evidence and what was opened
 * of the call, checks each step again, and writes one file.
 * @module
 */

import { decodeUtf8, toBase64 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import { SEGMENT_FILE } from "../format/layout.ts";
import { type Opening, OPENINGS_BYTES_MAX, parseOpenings } from "../format/sample.ts";
import { type OpenedPart, walkthroughPage } from "../report/walkthrough.ts";
import { inclusionProof, verifyInclusion } from "../tlog/merkle.ts";
import { takeInventory } from "../verify/inventory.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { findLogs, type FoundLog } from "./evidence_logs.ts";
import { readText } from "./input.ts";
import { readKeyArgument } from "./key_argument.ts";
import { type VerifiedLog, verifyLog } from "./log_verification.ts";
import { fitsCommitment, openingsOfLine } from "./open.ts";
import { partSpans } from "./part_spans.ts";
import { newestProofHead, type ProvableLog, readProvable, writeOut } from "./proof_files.ts";
import { findLines } from "./record_content.ts";
import { rangeOfSlice } from "./report_basis.ts";
import { CallTrace, type TracedCall, type WantedCall } from "./walkthrough_trace.ts";

const USAGE = `Usage: outband walkthrough PATH ID --out FILE [--log ORIGIN] [--key VKEY|FILE]...
                          [--openings DIR|FILE] [--telemetry FILE|DIR]...

Follows one call from end to end and writes one HTML page about it: when it was accepted, where it
went, what was found and redacted, how it was hashed, chained, sealed and signed, which proof covers
it, and at each step what the reader can do again. The page needs no network and runs no program.
PATH is an evidence directory, or an archive such as outband export writes.

  ID                 index of the record, as in outband inspect and in a sample; last for the newest
                     call; or ord:N for the call with that number (request_id)
  --out FILE         page to write; it must not exist
  --log ORIGIN       which log, where PATH holds several
  --key VKEY|FILE    key of the log, received by another way than the evidence
  --openings NAME    what was opened of the call: the directory of a sample, or its openings file
  --telemetry NAME   telemetry file or directory that may hold the call's line

The page shows redacted text only where it was opened and is what the record committed to. Exit codes
are those of outband verify: 0, 4 a contradiction, 5 not checked, 6 something is open, such as the key.
`;

const INDEX_REGEXP = /^(?:0|[1-9]\d{0,15})$/;

/** `outband walkthrough`. */
export const WALKTHROUGH_COMMAND: Command = {
  name: "walkthrough",
  summary: "follow one call from end to end, as one page",
  usage: USAGE,
  run: runWalkthrough,
};

async function runWalkthrough(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("walkthrough", args, {
    values: ["out", "log", "openings"],
    lists: ["key", "telemetry"],
  });
  const [path, id, extra] = given.rest;
  const out = given.value("out");
  if (path === undefined || id === undefined || extra !== undefined || out === undefined) {
    throw new OutbandError(
      "USAGE",
      "Name a path, a call, and --out; see outband walkthrough --help",
    );
  }
  const wanted = readWanted(id);
  checkNew(out);
  const keys: string[] = [];
  for (const key of given.list("key")) keys.push(await readKeyArgument(key, io));
  const found = await findLogs([path], "walk through", { hidden: `${path.replace(/\/+$/, "")}/` });
  try {
    const log = oneLog(found.logs, given.value("log"));
    const verified = await verifyLog(log, { keys, ...await rangeOfSlice(log) });
    const { call, provable, erased } = await traceCall(log, { wanted, id });
    const { opened, telemetry } = await readOpened(given, io, { log, call });
    const page = await pageOf(log, { verified, call, provable, erased, opened, telemetry });
    writeOut(out, page);
    const open = opened.filter(({ isSame }) => isSame).map(({ part }) => part);
    const parts = open.length === 0 ? "nothing opened" : `opened: ${open.join(", ")}`;
    io.out(
      `Record ${call.index} of ${log.origin}, call ${call.record.ord}; ${parts}\nWritten ${out}\n`,
    );
    return opened.some(({ isSame, isKeyOnly }) => !isSame && !isKeyOnly)
      ? EXIT.REJECTED
      : verified.verification.exit;
  } finally {
    found.close();
  }
}

function readWanted(id: string): WantedCall {
  if (id === "last") return "last";
  const number = id.startsWith("ord:") ? id.slice("ord:".length) : id;
  if (INDEX_REGEXP.test(number)) {
    return id === number ? { index: Number(number) } : { ord: Number(number) };
  }
  throw new OutbandError("CONFIG", `The call is "${id}" and must be an index, ord:N, or last`);
}

function checkNew(out: string): void {
  try {
    Deno.lstatSync(out);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  throw new OutbandError("CONFIG", `Cannot write ${out}: it exists, and is kept`);
}

function oneLog(logs: readonly FoundLog[], origin: string | undefined): FoundLog {
  const [only, other] = origin === undefined
    ? logs
    : logs.filter((candidate) => candidate.origin === origin);
  if (only !== undefined && other === undefined) return only;
  const all = logs.map((log) => log.origin).join(", ");
  throw new OutbandError("CONFIG", `Name one of these logs with --log: ${all}`);
}

async function traceCall(
  log: FoundLog,
  { wanted, id }: { wanted: WantedCall; id: string },
): Promise<{ call: TracedCall; provable: ProvableLog; erased: readonly string[] }> {
  const [files] = await takeInventory(log.source, (await log.source.list()).toSorted());
  if (files === undefined) {
    throw new OutbandError("IO", `Cannot read ${log.place}: it holds no log`);
  }
  const head = await newestProofHead(log.source, files);
  const trace = new CallTrace(wanted);
  const provable = await readProvable(log.source, files, {
    head,
    onLine: (line): void => trace.see(line),
  });
  if (trace.found !== null) return { call: trace.found, provable, erased: trace.erasedParts() };
  throw new OutbandError(
    "IO",
    `Cannot find the call ${id}: no call with it is among the ${head.checkpoint.size} signed records`,
  );
}

/** What somebody opened of the call, each part compared with the record. */
async function readOpened(
  given: Arguments,
  io: CommandIo,
  { log, call }: { log: FoundLog; call: TracedCall },
): Promise<{ opened: OpenedPart[]; telemetry: Readonly<Record<string, unknown>> | null }> {
  const openings = [
    ...await readOpenings(given.value("openings"), { io, index: call.index }),
    ...await readLine(given.list("telemetry"), io, { log, call }),
  ];
  const opened = new Map<string, OpenedPart>();
  let telemetry: Readonly<Record<string, unknown>> | null = null;
  for (const opening of openings) {
    const committed = call.record.parts[opening.part];
    if (committed === undefined || opening.i !== call.index) continue;
    const fits = fitsCommitment(opening, { origin: log.origin, committed });
    const { part, data = null } = opening;
    opened.set(part, { part, isSame: fits === true, text: data, isKeyOnly: fits === null });
    if (part === "line" && fits === true) telemetry = JSON.parse(data ?? "{}");
  }
  return { opened: [...opened.values()], telemetry };
}

async function readOpenings(
  name: string | undefined,
  { io, index }: { io: CommandIo; index: number },
): Promise<Opening[]> {
  if (name === undefined) return [];
  let isDirectory = false;
  try {
    isDirectory = (await Deno.stat(name)).isDirectory;
  } catch {
    // Reading it says what is wrong.
  }
  const file = isDirectory ? `${name.replace(/\/+$/, "")}/${index}.openings.jsonl` : name;
  const openings = parseOpenings(await readText(file, io, { bytesMax: OPENINGS_BYTES_MAX }));
  if (openings !== null) return openings;
  throw new OutbandError("IO", `Cannot use ${file}: it is no file of openings`);
}

async function readLine(
  names: readonly string[],
  io: CommandIo,
  { log, call }: { log: FoundLog; call: TracedCall },
): Promise<Opening[]> {
  if (names.length === 0) return [];
  const wanted = { origin: log.origin, records: new Set([call.index]) };
  const line = (await findLines(names, io, wanted)).get(call.index);
  return line === undefined ? [] : openingsOfLine(call.index, line);
}

async function pageOf(
  log: FoundLog,
  facts: {
    verified: VerifiedLog;
    call: TracedCall;
    provable: ProvableLog;
    erased: readonly string[];
    opened: readonly OpenedPart[];
    telemetry: Readonly<Record<string, unknown>> | null;
  },
): Promise<string> {
  const { verified, call, provable, erased, opened, telemetry } = facts;
  const { checkpoint, note } = provable.head;
  const tree = provable.leaves.source(NODE_SUITE.sha256);
  const hashes = inclusionProof(tree, call.index, checkpoint.size);
  const holds = verifyInclusion(NODE_SUITE.sha256, {
    index: call.index,
    size: checkpoint.size,
    leaf: tree.node(0, call.index),
    proof: hashes,
    root: checkpoint.root,
  });
  const part = (await partSpans(log)).findLast(({ first }) => first <= call.index);
  const { record, leaf, previousLeaf, nextPrev, window, config, detector } = call;
  return walkthroughPage({
    ...{ record, leaf, previousLeaf, nextPrev, window, config, detector },
    line: decodeUtf8(call.bytes),
    segment: `${log.files.root}${part?.dir ?? ""}${SEGMENT_FILE}`,
    lineNumber: call.index - (part?.first ?? 0) + 1,
    files: [...part?.names ?? []].sort(),
    head: { note, size: checkpoint.size, root: toBase64(checkpoint.root) },
    proof: { hashes: hashes.map(toBase64), holds },
    ...{ opened, erased, telemetry },
    verification: verified.verification,
    program: `${PROGRAM} ${VERSION}`,
    sha256: NODE_SUITE.sha256,
  });
}
