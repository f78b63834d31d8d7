/**
 * Everything that a report says, as data: made from answers of the index, a verification of the same
 * bytes, and comparisons with other counts. `report.json` is this object.
 * @module
 */

import type { PeriodControl } from "../controls/period.ts";
import { PolicyBook } from "../controls/policy_book.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { type Counts, coveragePercent, noCounts } from "../format/counts.ts";
import { percentileUs, type SparseHistogram } from "../format/histogram.ts";
import { type Change, changesOf } from "./changes.ts";
import { type Ledger, ledgerOf } from "./continuity.ts";
import { exceptionsOf, type ListedException } from "./exceptions.ts";
import { type Inventory, inventoryOf } from "./inventory.ts";
import { answerContext, type Answers, answersOf, intervalsOf } from "./answers.ts";
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
  /** Declared policies; each counts for the windows that name its digest. */
  policies: readonly PolicyInForce[];
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
  /** The newest policy, and all that were handed over with the window parts that name them. */
  policy: { name: string; digest: string } | null;
  policies: { name: string; digest: string; parts: number }[];
  /** Policies by digest that windows name and that were not handed over. */
  unknownPolicies: readonly string[];
  /** Window parts that name no policy that is known here. */
  partsWithoutPolicy: number;
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
  exceptions: ListedException[];
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
  /** Keys of the frameworks that are stated; null for all. */
  frameworks: readonly string[] | null;
  rulesVersion: string;
}

/** Asks all questions. */
export function reportFacts(input: ReportInput): ReportFacts {
  const { ask, period, verification } = input;
  const ledger = ledgerOf(ask, period);
  const changes = changesOf(ask, period);
  const recon = input.recon.map(({ source, rows }) => ({ source, rows, days: reconDays(rows) }));
  const [mix, logs, counts] = [ask("mix"), ask("logs"), countsOf(ask("totals")[0])];
  const { book, ...judged } = policiesOf(input);
  const context = answerContext({ verification, policies: book, nowMs: input.generatedAtMs });
  const intervals = intervalsOf(logs, period, context);
  const rows = exceptionsOf({
    ...{ verification, policies: book, changes, intervals, recon, sha256: input.sha256 },
    windows: windowFacts(input.facts, verification),
    signals: ask("signals"),
    gaps: ledger.gaps,
  });
  const { listed, answers } = answersOf(rows, intervals, context);
  return {
    ...{ period, verification, ledger, changes, answers, recon, mix, logs, ...judged },
    exceptions: listed,
    program: input.program,
    generatedAtMs: input.generatedAtMs,
    totals: counts,
    coverage: coveragePercent(counts),
    ioErrors: numberOf(ask("totals")[0], "io_errors"),
    parts: numberOf(ask("totals")[0], "parts"),
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
    retentionDays: book.newest?.policy.retentionDays ?? null,
  };
}

/** The policies that windows name, as far as they were handed over. */
function policiesOf(
  { ask, policies }: ReportInput,
):
  & { book: PolicyBook }
  & Pick<
    ReportFacts,
    "policy" | "policies" | "unknownPolicies" | "partsWithoutPolicy"
  > {
  const named = ask("policies").map((row) => ({
    digest: row["policy"] === null ? null : textOf(row, "policy"),
    parts: numberOf(row, "parts"),
  }));
  const digests = named.flatMap(({ digest }) => digest === null ? [] : [digest]);
  const book = new PolicyBook(policies, digests);
  const { newest } = book;
  return {
    book,
    policy: newest === null ? null : { name: newest.policy.name, digest: newest.digest },
    policies: policies.map(({ policy: { name }, digest }) => ({
      ...{ name, digest },
      parts: named.find((row) => row.digest === digest)?.parts ?? 0,
    })),
    unknownPolicies: digests.filter((digest) => book.of(digest) === null),
    partsWithoutPolicy: named.filter(({ digest }) => book.of(digest) === null)
      .reduce((sum, { parts }) => sum + parts, 0),
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
