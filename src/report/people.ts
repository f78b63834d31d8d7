/**
 * What people and tests left in the log: reviews, dispositions, holds, self-tests. Whether a
 * person's signature on a statement is good is for the one who reads it with that person's key.
 * @module
 */

import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { GapRow } from "./continuity.ts";
import { type Ask, bodyOf, numberOf, type Row, textOf } from "./queries.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** One review interval of the period. */
export interface ReviewInterval {
  fromMs: number;
  toMs: number;
  state: "in_time" | "late" | "missing" | "not_due";
  /** Who, and when; empty when nobody did. */
  by: string;
  atMs: number | null;
}

/** Reviews as the records have them: those that name a span of time. */
export interface ReviewStatement {
  fromMs: number;
  toMs: number;
  by: string;
  note: string;
  atMs: number;
  log: string;
  record: number;
}

/** All reviews that name a span. */
export function reviewsOf(rows: readonly Row[]): ReviewStatement[] {
  return rows.filter(({ kind }) => kind === "review").flatMap((row): ReviewStatement[] => {
    const body = bodyOf(row);
    const [fromMs, toMs] = [Date.parse(String(body["from"])), Date.parse(String(body["to"]))];
    if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return [];
    const place = {
      log: textOf(row, "log"),
      record: numberOf(row, "i"),
      atMs: numberOf(row, "t_ms"),
    };
    const [by, note] = [String(body["by"] ?? ""), String(body["note"] ?? "")];
    return [{ fromMs, toMs, by, note, ...place }];
  });
}

/**
 * The intervals of a period that are over, and whether somebody reviewed each. They follow the
 * reviews' own grid: weeks begin on Mondays, other intervals at the start of the period.
 */
export function reviewIntervals(
  reviews: readonly ReviewStatement[],
  { policy, period }: {
    policy: DeclaredPolicy;
    period: { fromMs: number; toMs: number };
  },
): ReviewInterval[] {
  if (policy.review === null) return [];
  const { everyDays, graceDays } = policy.review;
  const intervals: ReviewInterval[] = [];
  const lengthMs = everyDays * DAY_MS;
  for (
    let fromMs = firstStart(period.fromMs, everyDays);
    fromMs < period.toMs;
    fromMs += lengthMs
  ) {
    const toMs = fromMs + lengthMs;
    const review = reviews.find((one) => one.fromMs <= fromMs && one.toMs >= toMs);
    const isDue = toMs + graceDays * DAY_MS <= period.toMs;
    const state = review === undefined
      ? isDue ? "missing" : "not_due"
      : review.atMs <= toMs + graceDays * DAY_MS
      ? "in_time"
      : "late";
    intervals.push({ fromMs, toMs, state, by: review?.by ?? "", atMs: review?.atMs ?? null });
  }
  return intervals;
}

function firstStart(fromMs: number, everyDays: number): number {
  if (everyDays % 7 !== 0) return fromMs;
  const dayMs = Math.ceil(fromMs / DAY_MS) * DAY_MS;
  const weekday = new Date(dayMs).getUTCDay();
  return dayMs + ((8 - weekday) % 7) * DAY_MS;
}

/** The self-tests of one rule set in one log. */
export interface SelfTestRow {
  log: string;
  detector: string;
  tests: number;
  failed: number;
  firstMs: number;
  lastMs: number;
  /** Longest time between two, or to the end, in which the program ran; hours. */
  hoursMax: number;
}

/** Self-tests by log and rule set, and the newest result of each category. */
export function selfTestsOf(
  ask: Ask,
  { toMs, gaps }: { toMs: number; gaps: readonly GapRow[] },
): { rows: SelfTestRow[]; categories: { category: string; cases: number; found: number }[] } {
  const rows: SelfTestRow[] = [];
  const newest = new Map<string, [number, number]>();
  for (const row of ask("selftests")) {
    const body = bodyOf(row);
    const [log, atMs] = [textOf(row, "log"), numberOf(row, "t_ms")];
    const detector = String(body["detector"]).slice(0, 16);
    let last = rows.at(-1);
    if (last?.log !== log || last.detector !== detector) {
      const times = { firstMs: atMs, lastMs: atMs, hoursMax: 0 };
      rows.push(last = { log, detector, tests: 0, failed: 0, ...times });
    }
    last.tests++;
    if (body["passed"] !== true) last.failed++;
    last.hoursMax = Math.max(
      last.hoursMax,
      hoursUp({ log, fromMs: last.lastMs, toMs: atMs }, gaps),
    );
    last.lastMs = atMs;
    for (const [category, [cases, found]] of categoriesOf(body)) {
      newest.set(category, [cases, found]);
    }
  }
  for (const row of rows) {
    const next = rows.find(({ log, firstMs }) => log === row.log && firstMs > row.lastMs);
    const rest = { log: row.log, fromMs: row.lastMs, toMs: next?.firstMs ?? toMs };
    row.hoursMax = Math.round(Math.max(row.hoursMax, hoursUp(rest, gaps)) * 10) / 10;
  }
  const categories = [...newest].map(([category, [cases, found]]) => ({ category, cases, found }));
  return { rows, categories };
}

/** Hours of a span in which the program ran. */
function hoursUp(
  span: { log: string; fromMs: number; toMs: number },
  gaps: readonly GapRow[],
): number {
  const down = gaps.filter(({ kind, log }) => kind === "downtime" && log === span.log)
    .map((gap) => Math.min(gap.toMs, span.toMs) - Math.max(gap.fromMs, span.fromMs))
    .filter((ms) => ms > 0);
  return (span.toMs - span.fromMs - down.reduce((sum, ms) => sum + ms, 0)) / HOUR_MS;
}

function categoriesOf(body: Readonly<Record<string, unknown>>): [string, [number, number]][] {
  return Object.entries(body["categories"] as Record<string, number[]>).map(
    ([category, [cases = 0, found = 0]]) => [category, [cases, found]],
  );
}
