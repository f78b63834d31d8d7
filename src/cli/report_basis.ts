/**
 * Verified evidence, an index of the very bytes that were verified, and the figures of a report made
 * of both: for `report`, for the lists of exceptions and controls, and to compute a report again.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import { RULES_VERSION } from "../controls/catalogue.ts";
import type { PolicyInForce } from "../controls/status.ts";
import type { WindowFacts } from "../format/facts.ts";
import { type Report, type ReportFacts, reportFacts } from "../report/data.ts";
import { QUERIES } from "../report/queries.ts";
import { statusesOf, windowFacts } from "../report/statuses.ts";
import type { Arguments } from "./arguments.ts";
import { type AuditorTask, taskOf } from "./auditor_command.ts";
import type { CommandIo } from "./command.ts";
import { INDEX_USAGE, type IndexedEvidence, openIndexed } from "./evidence_index.ts";
import { findLogs, type FoundLog } from "./evidence_logs.ts";
import { type VerifiedLog, verifyLog } from "./log_verification.ts";
import { partSpans } from "./part_spans.ts";
import { readPolicyFile } from "./policy_file.ts";
import { type Period, periodOf, RANGE_USAGE } from "./range_arguments.ts";
import { reconcileFiles, USAGE_FILES_FLAGS, USAGE_FILES_USAGE } from "./usage_files.ts";
import type { CheckedRange } from "../verify/mod.ts";
import { readTrust, type Trust, TRUST_FLAGS, TRUST_USAGE } from "./verify_trust.ts";

/** Flags of every command that makes figures of verified evidence. */
export const BASIS_FLAGS = {
  switches: ["rebuild"],
  values: [
    "from",
    "to",
    "index",
    "witness-policy",
    ...TRUST_FLAGS.values,
    ...USAGE_FILES_FLAGS.values,
  ],
  lists: ["policy", ...TRUST_FLAGS.lists, ...USAGE_FILES_FLAGS.lists],
} as const;

/** The same in `--help`. */
export const BASIS_USAGE =
  `  --key VKEY|FILE    key of a log, received by another way than the evidence (repeat for several);
                     windows of a log without one count as signed by nobody known
  --policy FILE      a declared policy, as outband serve has it; it counts for the windows that
                     carry its digest (repeat for those before it)
${TRUST_USAGE}  --witness-policy FILE
                     keys of witnesses that you trust (c2sp.org/tlog-policy)
  --tsa-ca FILE      certificates, PEM, of time-stamp authorities (RFC 3161) that you trust
${RANGE_USAGE}${USAGE_FILES_USAGE}${INDEX_USAGE}`;

/** What figures are made of. */
export interface BasisOrder {
  paths: readonly string[];
  given: Arguments;
  io: CommandIo;
  /** For error texts: `report on`. */
  action: string;
  /** Where the index goes; as `--index` says when left out. */
  indexFile?: string;
  /** What is cut off from the front of places, so that a report does not name this machine. */
  hidden?: string;
  /** Time at which what is due is judged, milliseconds since 1970. */
  nowMs: number | ((about: Found) => number);
  /** Period that was asked for; null where nothing was. */
  wanted: { fromMs: number | null; toMs: number | null };
  policies: readonly PolicyInForce[];
  trust: Trust;
}

/** Evidence that was verified, and the index of the same bytes. */
interface Found {
  evidence: IndexedEvidence;
  verified: readonly VerifiedLog[];
}

/** Figures, and what they came from. */
export interface Basis {
  task: AuditorTask;
  facts: ReportFacts;
  /** Facts of the windows of the period, each with the state that the verification gave it. */
  windows(): Iterable<WindowFacts>;
}

/** Reads the policies and the trust of a command line; nothing of the evidence is read yet. */
export async function readJudges(
  given: Arguments,
  io: CommandIo,
): Promise<{ policies: PolicyInForce[]; trust: Trust }> {
  const policies: PolicyInForce[] = [];
  for (const file of given.list("policy")) policies.push(await readPolicyFile(file, io));
  if (given.list("telemetry").includes("-")) {
    throw new OutbandError("USAGE", "Flag --telemetry must name a file: it is read for each log");
  }
  return { policies, trust: await readTrust(given, { io, witnessFlag: "witness-policy" }) };
}

/**
 * Verifies the evidence, indexes the same bytes, and hands figures to `body`.
 *
 * @throws {OutbandError} IO if the evidence cannot be read, or changed meanwhile.
 */
export async function withBasis<T>(
  order: BasisOrder,
  body: (basis: Basis) => T | Promise<T>,
): Promise<T> {
  const { given, io } = order;
  const { evidence, verified } = await verifiedEvidence(order);
  try {
    const period = periodOf(evidence.db, order.wanted);
    const { nowMs: now } = order;
    const nowMs = typeof now === "number" ? now : now({ evidence, verified });
    const task = taskOf(given, { evidence, period, nowMs });
    const facts = await factsOf(task, { ...order, nowMs, io, verified });
    const params = { from: period.fromMs, to: period.toMs };
    const windows = (): Iterable<WindowFacts> =>
      windowFacts(evidence.db.rows(QUERIES.facts.sql, params), facts.verification);
    return await body({ task, facts, windows });
  } finally {
    evidence.close();
  }
}

async function factsOf(
  { ask, period, evidence, given }: AuditorTask & { period: Period },
  { io, policies, nowMs, verified }: BasisOrder & {
    nowMs: number;
    verified: readonly VerifiedLog[];
  },
): Promise<ReportFacts> {
  const params = { from: period.fromMs, to: period.toMs };
  return reportFacts({
    ...{ ask, period, policies, facts: evidence.db.rows(QUERIES.facts.sql, params) },
    verification: verified.map(({ verification }) => verification),
    recon: await reconcileFiles(given, { io, db: evidence.db, period }),
    program: `${PROGRAM} ${VERSION}`,
    generatedAtMs: nowMs,
    sha256: NODE_SUITE.sha256,
  });
}

/** Verifies, and opens an index of the very bytes that were verified. */
async function verifiedEvidence(
  { paths, given, action, trust, hidden = "", indexFile = given.value("index") }: BasisOrder,
): Promise<Found> {
  const found = await findLogs(paths, action, { hidden });
  const verified: VerifiedLog[] = [];
  try {
    checkHeads(trust, found.logs.map(({ origin }) => origin));
    for (const log of found.logs) {
      verified.push(await verifyLog(log, { ...trust, ...await rangeOfSlice(log) }));
    }
  } finally {
    found.close();
  }
  const order = { paths, action, hidden, indexFile };
  for (const mustBuild of [given.has("rebuild"), true]) {
    const evidence = await openIndexed({ ...order, mustBuild });
    if (isOfSameBytes(evidence, verified)) return { evidence, verified };
    evidence.close();
    if (evidence.isFresh) break;
  }
  throw new OutbandError(
    "IO",
    `Cannot ${action} ${paths.join(", ")}: the evidence changed while it was read; run it again`,
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

/** A head or a revocation of no log here was meant for something: silence would hide that. */
function checkHeads(trust: Trust, origins: readonly string[]): void {
  for (const { name, text } of [...trust.knownHeads ?? [], ...trust.revocations ?? []]) {
    if (text.split("\n", 2).some((line) => origins.includes(line))) continue;
    throw new OutbandError("CONFIG", `Cannot use ${name}: it is of none of ${origins.join(", ")}`);
  }
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

/**
 * The whole report.
 *
 * @param options.frameworks Keys of the catalogue; those of the newest policy, or all, when null.
 */
export function reportOf(
  { facts, windows }: Basis,
  { policies, frameworks }: {
    policies: readonly PolicyInForce[];
    frameworks: readonly string[] | null;
  },
): Report {
  const newest = policies.find(({ digest }) => digest === facts.policy?.digest);
  const stated = frameworks ?? newest?.policy.frameworks ?? null;
  const controls = statusesOf(facts, windows(), { policies, frameworks: stated });
  return { ...facts, controls, frameworks: stated, rulesVersion: RULES_VERSION };
}
