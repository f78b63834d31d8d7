/**
 * What needs an explanation: deviations from what the operator declared, and events that no declared
 * rule speaks of. Each has a name that stays the same when it is computed again.
 * @module
 */

import { categoryRule, type DeclaredPolicy, isListed } from "../format/declared_policy.ts";
import type { Change } from "./changes.ts";
import type { GapRow } from "./continuity.ts";
import type { ReviewInterval } from "../controls/answers.ts";
import { numberOf, type Row, textOf } from "./queries.ts";
import type { ReconDay } from "./reconcile.ts";

/** One thing to explain. */
export interface ExceptionRow {
  /** `PII_FORWARDED:SSN:2026-08-20`: kind, what, and day. */
  id: string;
  kind: string;
  /** Against a declared rule, or an event. */
  weight: "deviation" | "event";
  fromMs: number;
  toMs: number;
  /** Calls or windows that it concerns; 0 where there is nothing to count. */
  n: number;
  /** In words. */
  what: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What exceptions are computed from. */
export interface ExceptionInput {
  policy: DeclaredPolicy | null;
  /** Rows of `findings` by day, host and category; `mix` by host and model. */
  foundByDay: readonly Row[];
  mix: readonly Row[];
  gaps: readonly GapRow[];
  changes: readonly Change[];
  intervals: readonly ReviewInterval[];
  recon: readonly { source: string; days: readonly ReconDay[] }[];
  /** Parts that do not verify, with their state. */
  badParts: readonly { log: string; dir: string; state: string; fromMs: number; toMs: number }[];
}

/** Everything to explain, in the order of time. */
export function exceptionsOf(input: ExceptionInput): ExceptionRow[] {
  const { policy } = input;
  const rows = [
    ...(policy === null ? [] : declaredExceptions(input, policy)),
    ...input.gaps.map(gapException),
    ...input.badParts.map((part): ExceptionRow => ({
      ...exception("INTEGRITY", part.dir, part),
      weight: "deviation",
      n: 1,
      what: `${part.log} ${part.dir}: ${part.state.replaceAll("_", " ")}`,
    })),
    ...input.changes.filter(({ reference }) => reference === null).map(changeException),
    ...input.recon.flatMap(({ source, days }) => reconExceptions(source, days)),
    ...input.intervals.filter(({ state }) => state === "missing" || state === "late")
      .map(reviewException),
  ];
  return rows.sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

function exception(
  kind: string,
  what: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Pick<ExceptionRow, "id" | "kind" | "fromMs" | "toMs"> {
  return { id: `${kind}:${what}:${dayOf(fromMs)}`, kind, fromMs, toMs };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function declaredExceptions(input: ExceptionInput, policy: DeclaredPolicy): ExceptionRow[] {
  const rows: ExceptionRow[] = [];
  for (const row of input.foundByDay) {
    const [category, host] = [textOf(row, "category"), textOf(row, "host")];
    if (categoryRule(policy, category) !== "deny") continue;
    const fromMs = numberOf(row, "day_ms");
    const n = numberOf(row, "calls");
    const what = `${category} in ${calls(n)} was forwarded to ${host}; the policy denies it`;
    const place = exception("PII_FORWARDED", `${category}:${host}`, {
      fromMs,
      toMs: fromMs + DAY_MS,
    });
    rows.push({ ...place, weight: "deviation", n, what });
  }
  for (const [name, kind, words] of UNAPPROVED) {
    const list = name === "host" ? policy.upstreams : policy.models;
    if (list === null) continue;
    for (const [value, all] of Map.groupBy(input.mix, (row) => textOf(row, name))) {
      if (value === "-" || isListed(list, value)) continue;
      const fromMs = Math.min(...all.map((row) => numberOf(row, "first_ms")));
      const toMs = Math.max(...all.map((row) => numberOf(row, "last_ms"))) + HOUR_MS;
      const n = all.reduce((sum, row) => sum + numberOf(row, "calls"), 0);
      const what = `${calls(n)} ${words} ${value}; it is not approved`;
      rows.push({ ...exception(kind, value, { fromMs, toMs }), weight: "deviation", n, what });
    }
  }
  return rows;
}

/** Columns that a policy lists what is approved of. */
const UNAPPROVED = [
  ["host", "UNAPPROVED_UPSTREAM", "went to"],
  ["served", "UNAPPROVED_MODEL", "answered by"],
] as const;

const GAP_WORDS: Readonly<Record<GapRow["kind"], string>> = {
  windows_missing: "windows are missing, and no record says why",
  windows_absent: "windows without a part: the program was not running",
  ends_early: "windows are missing at the end of the period",
  downtime: "the program was not running",
  calls_lost: "calls without a record",
  unsealed: "a window part without a checkpoint of its own",
};

function gapException(gap: GapRow): ExceptionRow {
  const isDeviation = ["windows_missing", "ends_early", "unsealed"].includes(gap.kind);
  const n = gap.calls + gap.windows;
  const count = n === 0 ? "" : `${n} `;
  const reason = gap.kind === "windows_absent" ? "" : ` (${gap.reason})`;
  return {
    ...exception(gap.kind.toUpperCase(), `${gap.log}:${gap.record ?? ""}`, gap),
    weight: isDeviation ? "deviation" : "event",
    n,
    what: `${gap.log}: ${count}${GAP_WORDS[gap.kind]}${reason}`,
  };
}

function changeException(change: Change): ExceptionRow {
  const span = { fromMs: change.atMs, toMs: change.atMs };
  const words = change.kind.replaceAll("_", " ");
  return {
    ...exception("CHANGE_WITHOUT_REF", `${change.log}:${change.record}:${change.kind}`, span),
    weight: "event",
    n: 1,
    what:
      `${change.log}: ${words} changed to ${change.to}, and no reference of a change was recorded`,
  };
}

function reconExceptions(source: string, days: readonly ReconDay[]): ExceptionRow[] {
  return days.filter(({ measure, independent, seen }) =>
    measure === "cost" ? independent > 0 && seen === 0 : independent > seen
  ).map((day) => {
    const delta = day.independent - day.seen;
    const unit = day.measure === "requests" ? "calls" : day.measure.replaceAll("_", " ");
    const maybe = day.unrecorded > 0 ? `; ${day.unrecorded} calls of that time have no record` : "";
    return {
      ...exception("POPULATION_DELTA", source, { fromMs: day.dayMs, toMs: day.dayMs + DAY_MS }),
      weight: "event" as const,
      n: day.measure === "requests" ? delta : 0,
      what: `${source} has ${delta} ${unit} more than the records${maybe}`,
    };
  });
}

function reviewException(interval: ReviewInterval): ExceptionRow {
  const isMissing = interval.state === "missing";
  return {
    ...exception(isMissing ? "REVIEW_ABSENT" : "REVIEW_LATE", "review", interval),
    weight: "deviation",
    n: 1,
    what: `${isMissing ? "No review" : "A late review"} of ${dayOf(interval.fromMs)} to ${
      dayOf(interval.toMs - 1)
    }`,
  };
}

function calls(n: number): string {
  return n === 1 ? "1 call" : `${n} calls`;
}
