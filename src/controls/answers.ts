/**
 * What people answered: which exceptions were disposed of in time, which intervals reviewed, which
 * incidents have their pack. From the entries of the register that verify; whose keys count, the
 * declared policy says.
 * @module
 */

import { formatTime, parseTime } from "../base/clock.ts";
import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { PeriodFacts } from "../format/facts.ts";
import type { AckEntry, RegisterEntry, RegisterHead, ReviewEntry } from "../format/register.ts";
import { type ExceptionRow, exceptionRow, type Sha256 } from "./exceptions.ts";

const DAY_MS = 86_400_000;
/** Monday, 5 January 1970: intervals lie on one grid, whatever period is looked at. */
const GRID_START_MS = 4 * DAY_MS;
/** Most intervals of one period. */
const INTERVALS_MAX = 10_000;

/** How an exception stands. */
export interface Disposition {
  state: "open" | "in_time" | "late" | "not_due";
  /** Until when it is to be answered, milliseconds since 1970; null when that is not declared. */
  dueMs: number | null;
  /** The entry that answers it; null when none does. */
  ack: (RegisterHead & AckEntry) | null;
}

/** One interval that somebody has to review. */
export interface ReviewInterval {
  /** Origin of the log whose register was read. */
  log: string;
  fromMs: number;
  toMs: number;
  state: "in_time" | "late" | "missing" | "not_due";
  /** The first review that covers it; null when none does. */
  review: (RegisterHead & ReviewEntry) | null;
}

/** What the answers are read with. */
export interface AnswerContext {
  /** Entries that verify, in their order. */
  entries: readonly RegisterEntry[];
  policy: DeclaredPolicy | null;
  nowMs: number;
}

/**
 * Entries whose signer counts: any when the policy names nobody; reviews never by an operator.
 */
export function countedEntries({ entries, policy }: AnswerContext): RegisterEntry[] {
  const reviewers = policy?.reviewers ?? [];
  if (reviewers.length === 0) return [...entries];
  return entries.filter((entry) => {
    const person = reviewers.find(({ vkey }) => vkey === entry.vkey);
    return person !== undefined && (entry.kind !== "review" || person.role !== "operator");
  });
}

/**
 * How each exception stands, by its id. The first answer in the register of its own log counts; what
 * is of no single log can be answered in any.
 */
export function dispositionsOf(
  rows: readonly ExceptionRow[],
  context: AnswerContext,
): Map<string, Disposition> {
  const acks = new Map<string, RegisterHead & AckEntry>();
  for (const entry of countedEntries(context)) {
    if (entry.kind !== "ack") continue;
    for (const key of [`${entry.log} ${entry.exception}`, ` ${entry.exception}`]) {
      if (!acks.has(key)) acks.set(key, entry);
    }
  }
  const days = context.policy?.dispositionDays ?? null;
  return new Map(rows.map((row) => {
    const dueMs = days === null ? null : row.toMs + days * DAY_MS;
    const ack = acks.get(`${row.log} ${row.id}`) ?? null;
    return [row.id, { state: stateOf({ ack, dueMs, nowMs: context.nowMs }), dueMs, ack }];
  }));
}

function stateOf(
  { ack, dueMs, nowMs }: { ack: RegisterHead | null; dueMs: number | null; nowMs: number },
): Disposition["state"] {
  if (ack !== null) return dueMs === null || timeOf(ack.t) <= dueMs ? "in_time" : "late";
  return dueMs !== null && nowMs <= dueMs ? "not_due" : "open";
}

/**
 * The intervals of the grid that lie in a period of a log, and whether somebody reviewed them: a
 * review counts for the log in whose register it stands.
 */
export function reviewIntervals(
  { log, fromMs, toMs }: { log: string; fromMs: number; toMs: number },
  context: AnswerContext,
): ReviewInterval[] {
  const review = context.policy?.review ?? null;
  if (review === null) return [];
  const stepMs = review.everyDays * DAY_MS;
  const reviews = countedEntries(context).filter((entry) => entry.kind === "review")
    .filter((entry) => entry.log === log);
  const intervals: ReviewInterval[] = [];
  let startMs = GRID_START_MS + Math.ceil((fromMs - GRID_START_MS) / stepMs) * stepMs;
  for (; startMs + stepMs <= toMs && intervals.length < INTERVALS_MAX; startMs += stepMs) {
    const endMs = startMs + stepMs;
    const dueMs = endMs + review.graceDays * DAY_MS;
    const found = reviews.find(({ from, to, t }) =>
      timeOf(from) <= startMs && timeOf(to) >= endMs && timeOf(t) >= endMs
    ) ?? null;
    const state = found !== null
      ? timeOf(found.t) <= dueMs ? "in_time" : "late"
      : context.nowMs <= dueMs
      ? "not_due"
      : "missing";
    intervals.push({ log, fromMs: startMs, toMs: endMs, state, review: found });
  }
  return intervals;
}

/** Intervals that nobody reviewed in time, as exceptions. */
export function reviewExceptions(
  intervals: readonly ReviewInterval[],
  sha256: Sha256,
): ExceptionRow[] {
  return intervals.filter(({ state }) => state === "missing" || state === "late")
    .map(({ log, fromMs, toMs, state }) => {
      const how = state === "late" ? "was reviewed late" : "was not reviewed";
      const what = `${formatTime(fromMs).slice(0, 10)} to ${
        formatTime(toMs - 1).slice(0, 10)
      } ${how}`;
      return exceptionRow(sha256, { kind: "REVIEW", log, fromMs, toMs, n: 1, what, subject: "" });
    });
}

/** Facts of a period that rest on answers; null where there is nothing to answer. */
export function answerFacts(
  parts: { rows: readonly ExceptionRow[]; intervals: readonly ReviewInterval[] },
  context: AnswerContext,
): Pick<PeriodFacts, "reviews" | "dispositions" | "incidents" | "custody"> {
  const due = parts.intervals.filter(({ state }) => state !== "not_due");
  const states = [...dispositionsOf(parts.rows, context).values()].map(({ state }) => state)
    .filter((state) => state !== "not_due");
  const custody = countedEntries(context).filter(({ kind }) => kind === "custody").length;
  return {
    reviews: due.length === 0 ? null : {
      n: due.filter(({ state }) => state === "in_time").length,
      N: due.length,
      late: due.filter(({ state }) => state === "late").length,
    },
    dispositions: {
      n: states.filter((state) => state === "in_time").length,
      N: states.length,
      open: states.filter((state) => state === "open").length,
    },
    incidents: incidentFacts(context),
    custody: custody === 0 ? null : { n: custody, N: custody },
  };
}

/** Packs and clocks of the incidents that were declared. */
function incidentFacts(context: AnswerContext): PeriodFacts["incidents"] {
  const entries = countedEntries(context);
  const opened = entries.filter((entry) => entry.kind === "incident.open");
  if (opened.length === 0) return null;
  let complete = 0;
  let clocksMissed = 0;
  for (const { incident, due } of opened) {
    const hasPack = entries.some((entry) =>
      entry.kind === "incident.pack" && entry.incident === incident
    );
    const closed = entries.find((entry) =>
      entry.kind === "incident.close" && entry.incident === incident
    );
    if (hasPack && closed !== undefined) complete++;
    const dueMs = timeOf(due);
    const told = closed?.kind === "incident.close" ? closed.notified : [];
    const isLate = told.length > 0
      ? told.some(({ at }) => timeOf(at) > dueMs)
      : timeOf(closed?.t ?? formatTime(context.nowMs)) > dueMs;
    if (isLate) clocksMissed++;
  }
  return { n: complete, N: opened.length, clocksMissed };
}

function timeOf(text: string): number {
  return parseTime(text) ?? Infinity;
}
