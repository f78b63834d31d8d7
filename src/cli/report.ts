/**
 * `outband report`: one page for an auditor, its data, and its tables, from verified records.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { formatTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE, sha256Hex } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import { CATALOGUE_NAMES, RULES_VERSION } from "../controls/catalogue.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { type Report, reportFacts } from "../report/data.ts";
import { QUERIES } from "../report/queries.ts";
import { reportJson } from "../report/report_json.ts";
import { reportTables } from "../report/report_tables.ts";
import { reportPage } from "../report/sections_end.ts";
import { statusesOf, windowFacts } from "../report/statuses.ts";
import type { CheckedRange } from "../verify/mod.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { type AuditorTask, exportsOf, taskOf } from "./auditor_command.ts";
import type { Command, CommandIo } from "./command.ts";
import { INDEX_USAGE, type IndexedEvidence, openIndexed } from "./evidence_index.ts";
import { findLogs, type FoundLog } from "./evidence_logs.ts";
import { readKeyArgument } from "./key_argument.ts";
import { type VerifiedLog, verifyLog } from "./log_verification.ts";
import { readPolicyFile } from "./policy_file.ts";
import { partSpans } from "./part_spans.ts";
import { makeOutDirectory, writeOut } from "./proof_files.ts";
import { periodOf, RANGE_USAGE, readPeriod } from "./range_arguments.ts";
import { RECON_SQL, reconcileFiles, USAGE_FILES_FLAGS, USAGE_FILES_USAGE } from "./usage_files.ts";

const USAGE = `Usage: outband report PATH... --out DIR [--from DAY] [--to DAY] [--key VKEY|FILE]...
                      [--policy FILE] [--framework LIST] [--openai-usage FILE]...
                      [--anthropic-usage FILE]... [--csv FILE --map LIST] [--fail] [--index FILE]

Verifies the evidence of all logs below PATH and writes a report about a period: report.html, one page
that needs no network and prints well; report.json, its data; and a CSV file with an IPE sheet for each
table. It says what the evidence shows and what it does not; whether a control is met is for the auditor.

  --out DIR            directory to make
  --key VKEY|FILE      key of a log, received by another way than the evidence (repeat for several);
                       windows of a log without one count as signed by nobody known
  --policy FILE        the declared policy, as outband serve has it; it counts for the windows that
                       carry its digest
  --framework LIST     frameworks to state, with commas: ${CATALOGUE_NAMES.frameworks.join(", ")}
                       [those of the policy, or all]
${RANGE_USAGE}${USAGE_FILES_USAGE}
  --fail               exit 10 when there is a deviation from what was declared
${INDEX_USAGE}
Exit codes: 0 the report was written and nothing contradicts; 4 it was written, and the evidence
contradicts itself; 5 it could not be written; 6 it was written, and keys are missing or windows are
unsigned.
`;

/** `outband report`. */
export const REPORT_COMMAND: Command = {
  name: "report",
  summary: "write an auditor's report about a period",
  usage: USAGE,
  run: runReport,
};

async function runReport(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("report", args, {
    switches: ["fail", "rebuild"],
    values: ["from", "to", "out", "index", "policy", "framework", ...USAGE_FILES_FLAGS.values],
    lists: ["key", ...USAGE_FILES_FLAGS.lists],
  });
  const out = given.value("out");
  if (given.rest.length === 0 || out === undefined) {
    throw new OutbandError("USAGE", "Name a path and --out; see outband report --help");
  }
  const wanted = readPeriod(given);
  const policyFile = given.value("policy");
  const policy = policyFile === undefined ? null : await readPolicyFile(policyFile, io);
  const frameworks = readFrameworks(given.value("framework")) ?? policy?.policy.frameworks ?? null;
  const keys: string[] = [];
  for (const key of given.list("key")) keys.push(await readKeyArgument(key, io));
  makeOutDirectory(out);
  const order = { given, paths: given.rest, keys, policy, frameworks, wanted, io };
  const report = await reportInto(out, { ...order, nowMs: () => SYSTEM_CLOCK.nowMs() });
  io.out(resultText(report, out));
  return exitOf(report, given.has("fail"));
}

/** What a report is about. */
export interface ReportOrder {
  given: Arguments;
  paths: readonly string[];
  /** Where the index goes; as `--index` says when left out. */
  indexFile?: string;
  /** What is cut off from the front of places, so that a report does not name this machine. */
  hidden?: string;
  /** Trusted keys of logs, checked. */
  keys: readonly string[];
  policy: PolicyInForce | null;
  /** Keys of the catalogue; all when null. */
  frameworks: readonly string[] | null;
  wanted: { fromMs: number | null; toMs: number | null };
  io: CommandIo;
  /** The moment as of which the report is made, milliseconds since 1970. */
  nowMs(about: { db: IndexedEvidence["db"]; verified: readonly VerifiedLog[] }): number;
}

/**
 * Makes a report and, given a directory, writes its files there.
 *
 * @param out Directory that exists; null for the report alone.
 */
export async function reportInto(out: string | null, order: ReportOrder): Promise<Report> {
  const { given, io, policy, frameworks, wanted } = order;
  const { evidence, verified } = await verifiedEvidence(order);
  try {
    const nowMs = order.nowMs({ db: evidence.db, verified });
    const task = taskOf(given, { evidence, period: periodOf(evidence.db, wanted), nowMs });
    const report = await makeReport(task, { io, policy, frameworks, verified, nowMs });
    if (out !== null) writeReport(task, report, out);
    return report;
  } finally {
    evidence.close();
  }
}

/** Frameworks of a flag; null without it. @throws {OutbandError} CONFIG for one that is not known. */
export function readFrameworks(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !CATALOGUE_NAMES.frameworks.includes(name));
  if (unknown === undefined) return names;
  throw new OutbandError(
    "CONFIG",
    `Flag --framework has "${unknown}" and must be of ${CATALOGUE_NAMES.frameworks.join(", ")}`,
  );
}

/**
 * Verifies, and opens an index of the very bytes that were verified.
 *
 * @throws {OutbandError} IO if the evidence changed while it was read.
 */
async function verifiedEvidence(
  { given, paths, hidden = "", keys, indexFile = given.value("index") }: ReportOrder,
): Promise<{ evidence: IndexedEvidence; verified: VerifiedLog[] }> {
  const found = await findLogs(paths, "report on", { hidden });
  const verified: VerifiedLog[] = [];
  try {
    for (const log of found.logs) {
      verified.push(await verifyLog(log, { keys, ...await rangeOfSlice(log) }));
    }
  } finally {
    found.close();
  }
  const order = { paths, hidden, action: "report on", indexFile };
  for (const mustBuild of [given.has("rebuild"), true]) {
    const evidence = await openIndexed({ ...order, mustBuild });
    if (isOfSameBytes(evidence, verified)) return { evidence, verified };
    evidence.close();
    if (evidence.isFresh) break;
  }
  throw new OutbandError(
    "IO",
    `Cannot report on ${paths.join(", ")}: the evidence changed while it was read; run it again`,
  );
}

/**
 * Windows from the middle of a log, as an export has them, are asked for from their first one on:
 * nobody claims that the log begins there.
 */
export async function rangeOfSlice(log: FoundLog): Promise<{ range?: CheckedRange }> {
  if (log.files.isWhole || (log.files.parts[0]?.first ?? 0) === 0) return {};
  const [first] = await partSpans(log, 1);
  return first === undefined || first.w === null ? {} : { range: { from: { w: first.w } } };
}

/** The index was made of the segments that were verified, and of nothing else. */
function isOfSameBytes({ db }: IndexedEvidence, verified: readonly VerifiedLog[]): boolean {
  const rows = db.all(
    "SELECT log.origin, segment.path, segment.sha256 FROM segment JOIN log ON log.id = segment.log",
  );
  const digests = new Map(
    verified.flatMap(({ verification: { origin }, segments }) =>
      [...segments].map(([path, sha256]) => [`${origin}\n${path}`, sha256] as const)
    ),
  );
  return rows.length === digests.size &&
    rows.every((row) => digests.get(`${row["origin"]}\n${row["path"]}`) === row["sha256"]);
}

async function makeReport(
  task: AuditorTask,
  { io, policy, frameworks, verified, nowMs }: {
    io: CommandIo;
    policy: PolicyInForce | null;
    frameworks: readonly string[] | null;
    verified: readonly VerifiedLog[];
    nowMs: number;
  },
): Promise<Report> {
  const { ask, period, evidence, given } = task;
  const { db } = evidence;
  const named = ask("settings").filter(({ kind }) => kind === "config")
    .map(({ body }) => JSON.parse(String(body))["policy"] as string | undefined);
  const unknown = new Set(named.filter((digest) => digest !== undefined));
  if (policy !== null) unknown.delete(policy.digest);
  const params = { from: period.fromMs, to: period.toMs };
  const facts = reportFacts({
    ...{ ask, period, policy, facts: db.rows(QUERIES.facts.sql, params) },
    verification: verified.map(({ verification }) => verification),
    recon: await reconcileFiles(given, { io, db, period }),
    unknownPolicies: [...unknown].filter((digest) => digest !== undefined),
    program: `${PROGRAM} ${VERSION}`,
    generatedAtMs: nowMs,
    sha256: NODE_SUITE.sha256,
  });
  const windows = db.rows(QUERIES.facts.sql, params);
  const marked = windowFacts(windows, facts.verification);
  const controls = statusesOf(facts, marked, { policy, frameworks });
  return { ...facts, controls, rulesVersion: RULES_VERSION };
}

function writeReport(task: AuditorTask, report: Report, out: string): void {
  const files = exportsOf(task, reportTables(report));
  for (const { name, csv, sheet } of files) {
    writeOut(`${out}/${name}`, csv);
    writeOut(`${out}/${name}.ipe.json`, `${JSON.stringify(sheet, null, 2)}\n`);
  }
  const json = reportJson(report);
  writeOut(`${out}/report.json`, json);
  writeOut(
    `${out}/report.html`,
    reportPage(report, {
      sheets: files.map(({ sheet }) => sheet),
      reconSql: RECON_SQL,
      dataSha256: sha256Hex(utf8(json)),
      sha256: NODE_SUITE.sha256,
    }),
  );
}

/** Exit code for what a report says of its evidence. */
export function exitOf({ verification, exceptions }: Report, mustFail: boolean): number {
  const worst = [EXIT.REJECTED, EXIT.IO, EXIT.INCOMPLETE].find((exit) =>
    verification.some((log) => log.exit === exit)
  );
  if (worst !== undefined) return worst;
  const hasDeviation = exceptions.some(({ weight }) => weight === "deviation");
  return hasDeviation && mustFail ? EXIT.FINDINGS : EXIT.OK;
}

function resultText(report: Report, out: string): string {
  const { totals, coverage, exceptions, verification } = report;
  const deviations = exceptions.filter(({ weight }) => weight === "deviation").length;
  const statuses = Map.groupBy(report.controls, ({ status }) => status);
  const counts = [...statuses].map(([status, list]) => `${list.length} ${status}`).join(", ");
  const open = verification.filter(({ exit }) => exit !== EXIT.OK)
    .map(({ origin, exit }) => `${origin} (verify: exit ${exit})`);
  return [
    `Period      ${formatTime(report.period.fromMs)} to ${formatTime(report.period.toMs)}\n`,
    `Calls       ${totals.processed}, coverage ${coverage === null ? "-" : `${coverage} %`}\n`,
    `To explain  ${deviations} deviations, ${exceptions.length - deviations} events\n`,
    `Controls    ${counts}\n`,
    open.length === 0 ? "" : `Not proven  ${open.join(", ")}\n`,
    `Written     ${out}/report.html\n`,
  ].join("");
}
