/**
 * Reads a log and computes its exceptions and the statuses of controls, for the commands that show
 * and answer them.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import {
  answerFacts,
  type Disposition,
  dispositionsOf,
  reviewExceptions,
  reviewIntervals,
} from "../controls/answers.ts";
import { type ExceptionRow, exceptionRow, windowExceptions } from "../controls/exceptions.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { signalRule } from "../format/declared_policy.ts";
import { noPeriodFacts, type PeriodFacts, type WindowFacts } from "../format/facts.ts";
import { verifyEvidence, type VerifyReport } from "../verify/mod.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { directorySource } from "./evidence_source.ts";
import { findParts } from "./log_parts.ts";
import { readPolicyFile } from "./policy_file.ts";
import { readPeriod } from "./range_arguments.ts";
import { goodEntries } from "./register.ts";
import { type ReadWindow, readWindows, type TimeRange } from "./window_reader.ts";

/** Flags that say which log, which time and whose rules. */
export const LIST_FLAGS: readonly string[] = ["policy", "key", "from", "to"];

/** The same in `--help`. */
export const LIST_USAGE =
  `  --policy FILE    the declared policy; it counts for the windows that name its hash
  --key VKEY       key of the log that you trust
  --from, --to     days or times (UTC): windows that begin from the one on, and before the end of
                   the other
`;

const HOUR_MS = 3_600_000;

/** An exception and how it stands. */
export interface ListedException extends ExceptionRow {
  disposition: Disposition;
}

/** Everything that was found. */
export interface ExceptionList {
  report: VerifyReport;
  rows: ListedException[];
  policy: PolicyInForce | null;
  /** Windows that name another policy, or none. */
  windowsWithout: number;
  /** Facts of the period, for the statuses of controls. */
  period: PeriodFacts;
}

/**
 * Verifies a log and computes its exceptions.
 *
 * @param path Evidence directory.
 * @param onWindow Told each window in range, in order.
 * @throws {OutbandError} IO when it cannot be read; CONFIG for policy, key or times.
 */
export async function listExceptions(
  path: string,
  given: Arguments,
  io: CommandIo,
  onWindow: (facts: WindowFacts, policy: PolicyInForce | null) => void = (): void => {},
): Promise<ExceptionList> {
  const file = given.value("policy");
  const policy = file === undefined ? null : await readPolicyFile(file, io);
  const range = readPeriod(given);
  const report = await verified(path, given.value("key"));
  const tally = new PeriodTally(policy);
  const files = await findParts(path, io);
  for await (const window of readWindows(files, { report, range, io })) {
    tally.add(window);
    onWindow(window.facts, policy);
  }
  const context = {
    entries: goodEntries(path, report),
    policy: policy?.policy ?? null,
    nowMs: SYSTEM_CLOCK.nowMs(),
  };
  const span = tally.span(range);
  const intervals = span === null ? [] : reviewIntervals(span, context);
  const origin = report.log?.origin ?? "";
  const rows = [...tally.rows, ...reviewExceptions(origin, intervals, NODE_SUITE.sha256)];
  const stands = dispositionsOf(rows, context);
  const listed = rows.map((row) => ({ ...row, disposition: stands.get(row.id) as Disposition }))
    .toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
  const period = {
    ...tally.period(span ?? { fromMs: 0, toMs: 0 }, report),
    ...answerFacts({ rows, intervals }, context),
  };
  return { report, rows: listed, policy, windowsWithout: tally.windowsWithout, period };
}

async function verified(path: string, key: string | undefined): Promise<VerifyReport> {
  try {
    const keys = key === undefined ? [] : [key];
    return await verifyEvidence(directorySource(path), { suite: NODE_SUITE, keys });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OutbandError("CONFIG", `Flag --key cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

/** Adds up what is no fact of a single window. */
class PeriodTally {
  readonly rows: ExceptionRow[] = [];
  windowsWithout = 0;
  readonly #policy: PolicyInForce | null;
  #fromMs = Infinity;
  #toMs = -Infinity;
  #windows = 0;
  #missing = 0;
  #oldestMs: number | null = null;
  readonly #changes = { n: 0, N: 0 };
  #settings: string | null = null;
  readonly #selfTests: number[] = [];
  readonly #anchors: number[] = [];

  constructor(policy: PolicyInForce | null) {
    this.#policy = policy;
  }

  add(window: ReadWindow): void {
    const { facts, hits, drifts, missing } = window;
    // A gap before the first window of the range is none of it.
    if (this.#windows > 0 && missing.n > 0) this.#gap(window);
    this.#windows++;
    this.#fromMs = Math.min(this.#fromMs, facts.startMs);
    this.#toMs = Math.max(this.#toMs, facts.endMs);
    if (facts.integrity === "verified") this.#oldestMs ??= facts.startMs;
    this.#selfTests.push(...window.selfTests);
    this.#anchors.push(...window.anchors);
    for (const { hasReference } of drifts) {
      this.#changes.N++;
      if (hasReference) this.#changes.n++;
    }
    const settings = `${facts.config} ${facts.detector} ${facts.policy}`;
    if (this.#settings !== null && this.#settings !== settings) this.#changes.N++;
    this.#settings = settings;
    const policy = this.#policy;
    const inForce = policy !== null && facts.policy === policy.digest ? policy.policy : null;
    if (inForce === null) this.windowsWithout++;
    this.rows.push(
      ...windowExceptions(facts, { policy: inForce, sha256: NODE_SUITE.sha256 }),
      ...hits.filter(({ rule }) => signalRule(inForce, rule ?? "") === "exception"),
    );
  }

  #gap({ facts, missing: { n, declared, fromMs } }: ReadWindow): void {
    this.#missing += n;
    const how = declared > 0 ? "the program was not running, and says so" : "nothing says why";
    this.rows.push(exceptionRow(NODE_SUITE.sha256, {
      kind: "WINDOW_GAP",
      log: facts.log,
      fromMs,
      toMs: facts.startMs,
      n,
      what: `${n} windows are missing: ${how}`,
      subject: "",
    }));
  }

  /** Time that was asked for, or that the windows cover; null when there are none. */
  span(range: TimeRange): { fromMs: number; toMs: number } | null {
    const fromMs = range.fromMs ?? this.#fromMs;
    const toMs = range.toMs ?? this.#toMs;
    return Number.isFinite(fromMs) && Number.isFinite(toMs) ? { fromMs, toMs } : null;
  }

  period(span: { fromMs: number; toMs: number }, report: VerifyReport): PeriodFacts {
    const { witnessed, timestamped } = report.outside;
    const verified = [witnessed, timestamped].filter((seen) => seen !== null).length;
    const bad = ["COSIGNATURE_BAD", "TSA_IMPRINT_MISMATCH", "TSA_SIGNATURE_BAD"] as const;
    const contradicting = bad.reduce((sum, code) => sum + (report.finding_counts[code] ?? 0), 0);
    return {
      ...noPeriodFacts(span),
      windows: { n: this.#windows, N: this.#windows + this.#missing },
      selfTestHoursMax: this.#selfTests.length === 0
        ? null
        : longestHours(this.#selfTests, { fromMs: this.#fromMs, toMs: this.#toMs }),
      changes: this.#changes,
      retention: { oldestMs: this.#oldestMs, deletedWithoutTombstone: 0 },
      anchors: verified + contradicting === 0 ? null : {
        verified,
        contradicting,
        hoursMax: longestHours(this.#anchors, { fromMs: this.#fromMs, toMs: this.#toMs }),
      },
    };
  }
}

/** Longest time without one of these moments, in hours; moments are in order. */
function longestHours(
  moments: readonly number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number {
  let last = fromMs;
  let longest = 0;
  for (const moment of [...moments, toMs]) {
    longest = Math.max(longest, moment - last);
    last = moment;
  }
  return longest / HOUR_MS;
}
