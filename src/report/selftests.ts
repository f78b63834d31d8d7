/**
 * The detector's tests of itself, as the logs have them.
 * @module
 */

import type { GapRow } from "./continuity.ts";
import { type Ask, bodyOf, numberOf, textOf } from "./queries.ts";

const HOUR_MS = 3_600_000;

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
