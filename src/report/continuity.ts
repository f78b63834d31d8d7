/**
 * The continuity ledger: which windows a period should have, which are there, and where something is
 * missing, with the reason that the log declares for it.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { type Ask, bodyOf, numberOf, type Row, textOf } from "./queries.ts";

/** A `recover` record stands this near to the `boot` record of the same start. */
const RECOVERY_RECORDS_MAX = 100;
const RECOVERY_MS_MAX = 60_000;
/** A restart that took less is no downtime. */
const DOWNTIME_MS_MIN = 1_000;

/** Kinds of gaps. */
export type GapKind =
  /** Windows without a part, and no record says why. */
  | "windows_missing"
  /** Windows without a part; the log declares that the program was not running. */
  | "windows_absent"
  /** Older windows that were deleted; the log declares it. */
  | "windows_deleted"
  /** The log's newest window ends before the period does. */
  | "ends_early"
  /** The program was not running, from its last record to its next start. */
  | "downtime"
  /** Calls without a record. */
  | "calls_lost"
  /** A part that no checkpoint of its own covers. */
  | "unsealed";

/** One gap. */
export interface GapRow {
  log: string;
  kind: GapKind;
  fromMs: number;
  toMs: number;
  /** Windows without any part. */
  windows: number;
  /** Calls without a record; at most so many where the reason says so. */
  calls: number;
  reason: string;
  /** Index of the record that tells it; null when none does. */
  record: number | null;
}

/** One log in the ledger. */
export interface LedgerRow {
  log: string;
  firstMs: number;
  lastMs: number;
  /** Windows from the first to the end of the period, and those that have a part. */
  expected: number;
  present: number;
  parts: number;
  records: number;
  /** Begins after the period does. */
  startsLate: boolean;
}

/** The ledger of a period. */
export interface Ledger {
  logs: LedgerRow[];
  gaps: GapRow[];
}

/** A window part as the query hands it over. */
interface Part {
  w: number;
  period: number;
  startMs: number;
  endMs: number;
  openedMs: number;
  closedMs: number | null;
  isSealed: boolean;
  dir: string;
  firstIndex: number;
}

/** Computes the ledger. */
export function ledgerOf(ask: Ask, period: { fromMs: number; toMs: number }): Ledger {
  const gaps: GapRow[] = [];
  const logs: LedgerRow[] = [];
  const windows = Map.groupBy(ask("windows"), (row) => numberOf(row, "log"));
  const events = Map.groupBy(ask("events"), (row) => numberOf(row, "log_id"));
  for (const row of ask("logs")) {
    const id = numberOf(row, "id");
    const parts = (windows.get(id) ?? []).map(partOf);
    const log = textOf(row, "origin");
    const grid = gridGaps(log, parts, { events: events.get(id) ?? [], toMs: period.toMs });
    gaps.push(...deletions(row, { parts, tombstones: ask("tombstones"), period }));
    gaps.push(...grid.gaps, ...downtimes(log, parts, events.get(id) ?? []));
    gaps.push(...parts.filter(({ isSealed }) => !isSealed).map((part) => unsealed(log, part)));
    logs.push({
      log,
      firstMs: parts[0]?.startMs ?? period.fromMs,
      lastMs: parts.at(-1)?.endMs ?? period.fromMs,
      expected: grid.present + grid.missing,
      present: grid.present,
      parts: parts.length,
      records: numberOf(row, "records"),
      startsLate: startsLate(parts[0], period.fromMs),
    });
  }
  gaps.push(...ask("gaps").map(lostCalls));
  gaps.sort((a, b) => a.fromMs - b.fromMs || (a.log < b.log ? -1 : 1));
  return { logs, gaps };
}

/** A whole window is missing at the start; a period that begins inside a window misses none. */
function startsLate(first: Part | undefined, fromMs: number): boolean {
  return first !== undefined && first.startMs - fromMs >= first.period * 1000;
}

/** What is gone before the log's first record here: declared by a tombstone, or by nothing. */
function deletions(
  row: Row,
  { parts, tombstones, period }: {
    parts: readonly Part[];
    tombstones: readonly Row[];
    period: { fromMs: number; toMs: number };
  },
): GapRow[] {
  const [log, logFirst] = [textOf(row, "origin"), numberOf(row, "log_first")];
  const first = parts[0];
  if (first === undefined || logFirst === 0 || first.firstIndex !== logFirst) return [];
  const declared = tombstones.filter((tombstone) => textOf(tombstone, "log") === log)
    .find((tombstone) => Number(bodyOf(tombstone)["end"] ?? 0) >= logFirst);
  const oldest = declared === undefined ? period.fromMs : Date.parse(
    String(bodyOf(declared)["from"]),
  );
  const fromMs = Math.max(period.fromMs, Math.min(oldest, first.startMs));
  const windows = Math.floor((first.startMs - fromMs) / (first.period * 1000));
  if (declared !== undefined && windows === 0) return [];
  return [{
    log,
    kind: declared === undefined ? "windows_missing" : "windows_deleted",
    ...{ fromMs, toMs: first.startMs, windows, calls: 0 },
    reason: declared === undefined
      ? `the log begins at record ${logFirst}, and no record says why`
      : "deleted when their time was over, as the log declares",
    record: declared === undefined ? null : numberOf(declared, "i"),
  }];
}

function partOf(row: Row): Part {
  const closed = row["closed_ms"];
  return {
    w: numberOf(row, "w"),
    period: numberOf(row, "period"),
    startMs: numberOf(row, "start_ms"),
    endMs: numberOf(row, "end_ms"),
    openedMs: numberOf(row, "opened_ms"),
    closedMs: typeof closed === "number" ? closed : null,
    isSealed: numberOf(row, "has_checkpoint") === 1,
    dir: textOf(row, "dir"),
    firstIndex: numberOf(row, "first_index"),
  };
}

/** What is missing between the windows, and after the last one. */
function gridGaps(
  log: string,
  parts: readonly Part[],
  { events, toMs }: { events: readonly Row[]; toMs: number },
): { present: number; missing: number; gaps: GapRow[] } {
  const gaps: GapRow[] = [];
  let present = 0;
  let missing = 0;
  let last: Part | null = null;
  for (const part of parts) {
    if (last === null || part.startMs !== last.startMs) present++;
    const hole = last === null ? 0 : part.startMs - last.endMs;
    if (last !== null && hole > 0) {
      const windows = Math.ceil(hole / (part.period * 1000));
      const declared = events.find((row) => isAbsence(row, part.w));
      missing += windows;
      gaps.push({
        log,
        kind: declared === undefined ? "windows_missing" : "windows_absent",
        ...{ fromMs: last.endMs, toMs: part.startMs, windows, calls: 0 },
        reason: declared === undefined ? "no record says why" : "the program was not running",
        record: declared === undefined ? null : numberOf(declared, "i"),
      });
    }
    last = part;
  }
  if (last !== null && last.endMs < toMs) {
    const windows = Math.floor((toMs - last.endMs) / (last.period * 1000));
    missing += windows;
    // The record that declares it may come after the period, when the program ran again.
    const begin = last.w + 1;
    const declared = events.find((row) =>
      row["kind"] === "absent" && Number(bodyOf(row)["from_w"]) === begin
    );
    const place = { log, fromMs: last.endMs, toMs, windows, calls: 0 };
    if (windows > 0) {
      gaps.push({
        ...place,
        kind: declared === undefined ? "ends_early" : "windows_absent",
        reason: declared === undefined
          ? "no newer window in the period: the log ended, is still written, or windows were removed"
          : "the program was not running",
        record: declared === undefined ? null : numberOf(declared, "i"),
      });
    }
  }
  return { present, missing, gaps };
}

/** The record that declares the windows before window `w` absent. */
function isAbsence(row: Row, w: number): boolean {
  return row["kind"] === "absent" && Number(bodyOf(row)["to_w"]) === w - 1;
}

/** From the last sign of life before each start to the start. */
function downtimes(log: string, parts: readonly Part[], events: readonly Row[]): GapRow[] {
  return events.filter(({ kind }) => kind === "boot").flatMap((boot): GapRow[] => {
    const [bootMs, index] = [numberOf(boot, "t_ms"), numberOf(boot, "i")];
    const before = parts.findLast(({ firstIndex, openedMs }) =>
      firstIndex < index - 1 && openedMs <= bootMs && firstIndex < index
    );
    // The part that a crash left open is closed right before the start, at the time of the start.
    const recovered = events.find((row) =>
      row["kind"] === "recover" && Math.abs(numberOf(row, "i") - index) < RECOVERY_RECORDS_MAX &&
      Math.abs(numberOf(row, "t_ms") - bootMs) < RECOVERY_MS_MAX
    );
    const lastSign = recovered === undefined
      ? before?.closedMs ?? null
      : Date.parse(String(bodyOf(recovered)["prev_t"]));
    if (lastSign === null || bootMs - lastSign < DOWNTIME_MS_MIN) return [];
    const reason = recovered === undefined ? "stopped and started again" : "crash";
    const place = { fromMs: lastSign, toMs: bootMs, windows: 0, calls: 0 };
    return [{ log, kind: "downtime", ...place, reason, record: index }];
  });
}

function unsealed(log: string, { startMs, endMs, dir, firstIndex }: Part): GapRow {
  const reason = `${dir} has no checkpoint of its own`;
  const place = { fromMs: startMs, toMs: endMs, windows: 0, calls: 0 };
  return { log, kind: "unsealed", ...place, reason, record: firstIndex };
}

function lostCalls(row: Row): GapRow {
  const isUpperBound = numberOf(row, "is_upper_bound") === 1;
  return {
    log: textOf(row, "log"),
    kind: "calls_lost",
    fromMs: numberOf(row, "start_ms"),
    toMs: numberOf(row, "end_ms"),
    windows: 0,
    calls: numberOf(row, "calls"),
    reason: `${textOf(row, "why")}${isUpperBound ? ", at most so many" : ""}`,
    record: numberOf(row, "record"),
  };
}

/** Columns of `gaps.csv`. */
export const GAP_COLUMNS = [
  ...["log", "kind", "from", "to", "seconds", "windows", "calls", "reason", "record"],
];

/** A gap as a row of `gaps.csv`. */
export function gapCells(gap: GapRow): (string | number | null)[] {
  return [
    ...[gap.log, gap.kind, formatTime(gap.fromMs), formatTime(gap.toMs)],
    ...[Math.round((gap.toMs - gap.fromMs) / 1000), gap.windows, gap.calls, gap.reason, gap.record],
  ];
}
