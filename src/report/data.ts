/**
 * Everything that a report says, as data: made from answers of the index, a verification of the same
 * bytes, and comparisons with other counts. `report.json` is this object.
 * @module
 */

import type { PeriodControl } from "../controls/period.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { type Counts, coveragePercent, noCounts } from "../format/counts.ts";
import { percentileUs, type SparseHistogram } from "../format/histogram.ts";
import { type Change, changesOf } from "./changes.ts";
import { type Ledger, ledgerOf } from "./continuity.ts";
import { type ExceptionRow, exceptionsOf } from "./exceptions.ts";
import { type Inventory, inventoryOf } from "./inventory.ts";
import { type Answers, answersOf } from "./answers.ts";
import type { Sha256 } from "../controls/exceptions.ts";
import { selfTestsOf } from "./selftests.ts";
import { windowFacts } from "./statuses.ts";
import { type Ask, numberOf, type Row, textOf } from "./queries.ts";
import { type ReconDay, reconDays, type ReconRow } from "./reconcile.ts";
import type { LogVerification } from "./verification.ts";

/** What a report is made from. */
export interface ReportInput {
  ask: Ask;
  /** Rows of the question `facts`, read once and one by one: they are long, and a year has many. */
  facts: Iterable<Row>;
  period: { fromMs: number; toMs: number };
  verification: readonly LogVerification[];
  recon: readonly { source: string; rows: readonly ReconRow[] }[];
  policy: PolicyInForce | null;
  /** Policies by digest that windows name and that are not here. */
  unknownPolicies: readonly string[];
  program: string;
  generatedAtMs: number;
  sha256: Sha256;
}

/** One percentile row. */
export interface LatencyRow {
  what: "added" | "ttfb" | "total";
  provider: string;
  calls: number;
  /** Microseconds. */
  p50: number;
  p95: number;
  p99: number;
}

/** One day of the timeline. */
export interface DayRow {
  dayMs: number;
  counts: Counts;
  coverage: number | null;
}

/** A report without statuses, which need the facts of all windows. */
export interface ReportFacts {
  period: { fromMs: number; toMs: number };
  program: string;
  generatedAtMs: number;
  policy: { name: string; digest: string } | null;
  unknownPolicies: readonly string[];
  verification: readonly LogVerification[];
  logs: readonly Row[];
  totals: Counts;
  coverage: number | null;
  ioErrors: number;
  parts: number;
  days: DayRow[];
  ledger: Ledger;
  drops: readonly Row[];
  captures: readonly Row[];
  recon: { source: string; days: ReconDay[]; rows: readonly ReconRow[] }[];
  exceptions: ExceptionRow[];
  selfTests: ReturnType<typeof selfTestsOf>;
  changes: Change[];
  inventory: Inventory;
  mix: readonly Row[];
  findings: readonly Row[];
  latency: LatencyRow[];
  statuses: readonly Row[];
  answers: Answers;
  /** Records of deletions of windows. */
  tombstones: readonly Row[];
  retentionDays: number | null;
}

/** The whole report. */
export interface Report extends ReportFacts {
  controls: readonly PeriodControl[];
  rulesVersion: string;
}

/** Asks all questions. */
export function reportFacts(input: ReportInput): ReportFacts {
  const { ask, period, policy, verification } = input;
  const ledger = ledgerOf(ask, period);
  const changes = changesOf(ask, period);
  const answers = answersOf(
    { ...input, nowMs: input.generatedAtMs },
    windowFacts(input.facts, verification),
  );
  const recon = input.recon.map(({ source, rows }) => ({ source, rows, days: reconDays(rows) }));
  const [mix, totals] = [ask("mix"), ask("totals")[0]];
  const counts = countsOf(totals);
  const exceptions = exceptionsOf({
    ...{ policy: policy?.policy ?? null, mix, changes, recon },
    intervals: answers.intervals,
    foundByDay: ask("foundByDay"),
    gaps: ledger.gaps,
    badParts: badParts(ask("windows"), ask("logs"), verification),
  });
  return {
    ...{ period, verification, ledger, changes, answers, recon, mix, exceptions },
    program: input.program,
    generatedAtMs: input.generatedAtMs,
    policy: policy === null ? null : { name: policy.policy.name, digest: policy.digest },
    unknownPolicies: input.unknownPolicies,
    logs: ask("logs"),
    totals: counts,
    coverage: coveragePercent(counts),
    ioErrors: numberOf(totals, "io_errors"),
    parts: numberOf(totals, "parts"),
    days: ask("days").map((row) => {
      const dayCounts = countsOf(row);
      const coverage = coveragePercent(dayCounts);
      return { dayMs: numberOf(row, "day_ms"), counts: dayCounts, coverage };
    }),
    drops: ask("drops"),
    captures: ask("captures"),
    selfTests: selfTestsOf(ask, { toMs: period.toMs, gaps: ledger.gaps }),
    inventory: inventoryOf(ask),
    findings: ask("findings"),
    latency: latencyOf(ask("latency")),
    statuses: ask("statuses"),
    tombstones: ask("tombstones"),
    retentionDays: policy?.policy.retentionDays ?? null,
  };
}

/** Counts of a row that has their names. */
function countsOf(row: Row | undefined): Counts {
  const counts = noCounts();
  for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] = numberOf(row, name);
  return counts;
}

function latencyOf(rows: readonly Row[]): LatencyRow[] {
  const groups = Map.groupBy(rows, (row) => `${textOf(row, "what")} ${textOf(row, "provider")}`);
  return [...groups.values()].map((group) => {
    const histogram: SparseHistogram = group.map((
      row,
    ) => [numberOf(row, "bucket_us"), numberOf(row, "calls")]);
    return {
      what: textOf(group[0], "what") as LatencyRow["what"],
      provider: textOf(group[0], "provider"),
      calls: histogram.reduce((sum, [, calls]) => sum + calls, 0),
      p50: percentileUs(histogram, 50),
      p95: percentileUs(histogram, 95),
      p99: percentileUs(histogram, 99),
    };
  });
}

/** Parts of the period that do not verify; an unpinned key alone is said once, of all of them. */
function badParts(
  windows: readonly Row[],
  logs: readonly Row[],
  verification: readonly LogVerification[],
): { log: string; dir: string; state: string; fromMs: number; toMs: number }[] {
  const origins = new Map(logs.map((row) => [numberOf(row, "id"), textOf(row, "origin")]));
  const states = new Map(verification.map(({ origin, parts }) => [origin, parts]));
  return windows.flatMap((row) => {
    const log = origins.get(numberOf(row, "log")) ?? "";
    const dir = textOf(row, "dir");
    const state = states.get(log)?.get(dir) ?? "failed";
    if (state === "verified" || state === "untrusted") return [];
    return [{ log, dir, state, fromMs: numberOf(row, "start_ms"), toMs: numberOf(row, "end_ms") }];
  });
}
