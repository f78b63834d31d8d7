/**
 * Compares what somebody else counted with the calls that were seen: what is in the one and not in
 * the other. It is the only check that finds traffic which went around the proxy.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { ReconFacts } from "../format/facts.ts";
import type { Measure, UsageRow } from "./usage_export.ts";

/** One model in one bucket. */
export interface ReconRow {
  source: string;
  fromMs: number;
  toMs: number;
  /** `*` when the source adds all models up. */
  model: string;
  measure: Measure;
  /** What the source counted; 0 when it has nothing. */
  independent: number;
  /** What the records show, failed calls left out. */
  seen: number;
  /** Calls of all vendors in that time that have no record, and so no model. */
  unrecorded: number;
  verdict: "same" | "more_there" | "more_here" | "only_there" | "only_here";
}

/** Counts of one hour and model, as the records show them. */
export interface SeenHour {
  hourMs: number;
  model: string;
  served: string;
  calls: number;
  output: number;
}

/** What to compare. */
export interface ReconInput {
  source: string;
  usage: readonly UsageRow[];
  seen: readonly SeenHour[];
  /** Calls without a record by the window that they belong to. */
  unrecorded: readonly { fromMs: number; toMs: number; calls: number }[];
  period: { fromMs: number; toMs: number };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Compares bucket by bucket, in the order of time. */
export function reconcile(input: ReconInput): ReconRow[] {
  const { fromMs, toMs } = input.period;
  const usage = input.usage.filter((row) => row.fromMs >= fromMs && row.toMs <= toMs);
  const measures = [...new Set(usage.map(({ measure }) => measure))];
  return measures.flatMap((measure) =>
    compareMeasure(input, { measure, usage: usage.filter((row) => row.measure === measure) })
  ).sort((a, b) => a.fromMs - b.fromMs || (a.model < b.model ? -1 : 1));
}

function compareMeasure(
  input: ReconInput,
  { measure, usage }: { measure: Measure; usage: readonly UsageRow[] },
): ReconRow[] {
  const spanMs = Math.max(HOUR_MS, ...usage.map((row) => row.toMs - row.fromMs));
  const isByModel = measure !== "cost" && usage.some(({ model }) => model !== null);
  const nameOf = modelNames(usage);
  const rows = new Map<string, ReconRow>();
  const rowAt = (ms: number, model: string): ReconRow => {
    const fromMs = ms - ms % spanMs;
    const key = `${fromMs} ${model}`;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const span = { source: input.source, fromMs, toMs: fromMs + spanMs, model, measure };
    const row: ReconRow = { ...span, independent: 0, seen: 0, unrecorded: 0, verdict: "same" };
    rows.set(key, row);
    return row;
  };
  for (const row of usage) {
    rowAt(row.fromMs, isByModel ? row.model ?? "*" : "*").independent += row.n;
  }
  for (const hour of input.seen) {
    if (hour.hourMs < input.period.fromMs || hour.hourMs >= input.period.toMs) continue;
    const row = rowAt(hour.hourMs, isByModel ? nameOf(hour) : "*");
    row.seen += measure === "output_tokens" ? hour.output : hour.calls;
  }
  for (const row of rows.values()) finish(row, input);
  return [...rows.values()];
}

/** The name under which the source knows a model: as served, or as requested. */
function modelNames(usage: readonly UsageRow[]): (hour: SeenHour) => string {
  const known = new Set(usage.map(({ model }) => model));
  return ({ model, served }) => known.has(served) || !known.has(model) ? served || model : model;
}

function finish(row: ReconRow, { unrecorded }: ReconInput): void {
  row.unrecorded = unrecorded
    .filter(({ fromMs, toMs }) => fromMs < row.toMs && toMs > row.fromMs)
    .reduce((sum, { calls }) => sum + calls, 0);
  row.verdict = verdictOf(row);
}

function verdictOf({ measure, independent, seen }: ReconRow): ReconRow["verdict"] {
  if (independent > 0 && seen === 0) return "only_there";
  if (independent === 0 && seen > 0) return "only_here";
  // Money and calls cannot be compared, only that both are there.
  if (measure === "cost" || independent === seen) return "same";
  return independent > seen ? "more_there" : "more_here";
}

/** Both sides of a source in one day. */
export interface ReconDay {
  dayMs: number;
  measure: Measure;
  independent: number;
  seen: number;
  unrecorded: number;
}

/** Sums by day. */
export function reconDays(rows: readonly ReconRow[]): ReconDay[] {
  const days = new Map<string, ReconDay>();
  for (const row of rows) {
    const dayMs = row.fromMs - row.fromMs % DAY_MS;
    const key = `${row.measure} ${dayMs}`;
    const day = days.get(key) ??
      { dayMs, measure: row.measure, independent: 0, seen: 0, unrecorded: 0 };
    day.independent += row.independent;
    day.seen += row.seen;
    day.unrecorded = Math.max(day.unrecorded, row.unrecorded);
    days.set(key, day);
  }
  return [...days.values()].sort((a, b) => a.dayMs - b.dayMs);
}

/** The comparisons as the statuses take them: one for each day with a count; money has none. */
export function reconFacts(source: string, rows: readonly ReconRow[]): ReconFacts[] {
  return reconDays(rows).filter(({ measure }) => measure !== "cost").map((day) => ({
    source: `${source} ${formatTime(day.dayMs).slice(0, 10)} ${day.measure}`,
    independent: day.independent,
    seen: day.seen,
  }));
}

/** Columns of `reconcile.csv`. */
export const RECON_COLUMNS = [
  ...["source", "from", "to", "model", "measure", "independent", "seen", "delta", "unrecorded"],
  "verdict",
];

/** A comparison as a row of `reconcile.csv`. */
export function reconCells(row: ReconRow): (string | number)[] {
  const { source, fromMs, toMs, model, measure, independent, seen, unrecorded, verdict } = row;
  const delta = measure === "cost" ? 0 : independent - seen;
  return [
    ...[source, formatTime(fromMs), formatTime(toMs), model, measure, independent, seen, delta],
    ...[unrecorded, verdict],
  ];
}
