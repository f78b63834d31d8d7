/**
 * The one list of what somebody has to look at: of windows, of what is missing between them, of
 * changes, of signals from traffic, of reviews, and of counts that differ. Each row has the id that
 * `outband ack` takes, and is computed anew from the evidence, so that everybody gets the same list.
 *
 * What rests on a declared policy is judged by the policy that was in force in the window.
 *
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { type Disposition, reviewExceptions, type ReviewInterval } from "../controls/answers.ts";
import {
  type ExceptionRow,
  exceptionRow,
  type Sha256,
  windowExceptions,
} from "../controls/exceptions.ts";
import type { PolicyBook } from "../controls/policy_book.ts";
import { signalRule } from "../format/declared_policy.ts";
import type { WindowFacts } from "../format/facts.ts";
import type { Change } from "./changes.ts";
import type { GapRow } from "./continuity.ts";
import type { Cell } from "./csv.ts";
import { numberOf, type Row, textOf } from "./queries.ts";
import type { ReconDay } from "./reconcile.ts";
import type { LogVerification } from "./verification.ts";

const DAY_MS = 86_400_000;
/** Characters of what something changed to. */
const CHANGE_CHARS_MAX = 40;
/** Questions behind the list, by name. */
export const EXCEPTION_QUERIES = [
  ...(["facts", "signals", "windows", "events", "settings", "seen"] as const),
] as const;

/** An exception and how it stands. */
export interface ListedException extends ExceptionRow {
  disposition: Disposition;
}

/** What exceptions are computed from. */
export interface ExceptionInput {
  /** Facts of windows with the state that the verification gave them. */
  windows: Iterable<WindowFacts>;
  verification: readonly LogVerification[];
  policies: PolicyBook;
  /** Rows of `signals`. */
  signals: readonly Row[];
  gaps: readonly GapRow[];
  changes: readonly Change[];
  intervals: readonly ReviewInterval[];
  recon: readonly { source: string; days: readonly ReconDay[] }[];
  sha256: Sha256;
}

/** Everything to look at, in the order of time. */
export function exceptionsOf(input: ExceptionInput): ExceptionRow[] {
  const { policies, sha256 } = input;
  const unpinned = new Set(
    input.verification.filter(({ trusted }) => trusted.length === 0).map(({ origin }) => origin),
  );
  const rows: ExceptionRow[] = [];
  for (const facts of input.windows) {
    // That no key was pinned is said once, of all windows; what the records say is listed.
    const isUnpinned = facts.integrity === "untrusted" && unpinned.has(facts.log);
    const seen: WindowFacts = isUnpinned ? { ...facts, integrity: "pending" } : facts;
    rows.push(...windowExceptions(seen, { policy: policies.of(facts.policy), sha256 }));
  }
  const signals = input.signals.flatMap((row) => signalException(row, input));
  rows.push(
    ...signals.map(({ row }) => row),
    ...input.gaps.flatMap((gap) => gapException(gap, input)),
    ...changeExceptions(input, new Set(signals.map(({ place }) => place))),
    ...input.recon.flatMap((source) => reconExceptions(source, sha256)),
    ...reviewExceptions(input.intervals, sha256),
  );
  return rows.sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

/** A signal that the policy of its window asks to look at, and which record shows it. */
function signalException(
  row: Row,
  { policies, sha256 }: ExceptionInput,
): { row: ExceptionRow; place: string }[] {
  const [log, rule, index] = [textOf(row, "log"), textOf(row, "rule"), numberOf(row, "i")];
  const digest = row["policy"];
  const policy = policies.of(typeof digest === "string" ? digest : null);
  if (signalRule(policy, rule) !== "exception") return [];
  const reference = numberOf(row, "has_reference") === 1 ? ", and the call names a change" : "";
  const atMs = numberOf(row, "t_ms");
  const exception = exceptionRow(sha256, {
    ...{ kind: "SIGNAL", log, fromMs: atMs, toMs: atMs, n: 1, rule, subject: String(index) },
    what: `record ${index}: ${textOf(row, "what")}${reference}`,
  });
  return [{ row: exception, place: `${log} ${index}` }];
}

/** Holes of the grid, and times without the program that no hole shows. */
function gapException(gap: GapRow, { gaps, sha256 }: ExceptionInput): ExceptionRow[] {
  const { log, fromMs, toMs, windows: n, kind } = gap;
  const hole = { kind: "WINDOW_GAP" as const, log, fromMs, toMs, n };
  switch (kind) {
    case "windows_missing":
      return [exceptionRow(sha256, {
        ...{ ...hole, subject: "" },
        what: n === 0 ? gap.reason : `${n} windows are missing: nothing says why`,
      })];
    case "windows_absent": {
      const what = `${n} windows are missing: the program was not running, and says so`;
      return [exceptionRow(sha256, { ...hole, what, subject: "", weight: "event" })];
    }
    case "ends_early": {
      const what = `${n} windows are missing at the end of the period`;
      return [exceptionRow(sha256, { ...hole, what, subject: "end" })];
    }
    case "downtime": {
      const isInHole = gaps.some((other) =>
        other.kind === "windows_absent" && other.log === log && other.fromMs < toMs &&
        other.toMs > fromMs
      );
      if (isInHole) return [];
      const minutes = Math.ceil((toMs - fromMs) / 60_000);
      const what = `the program was not running for ${minutes} minutes: ${gap.reason}`;
      return [
        exceptionRow(sha256, { ...hole, kind: "DOWNTIME", n: 1, what, subject: "" }),
      ];
    }
    default: // Lost calls stand with their windows, as do windows that do not verify.
      return [];
  }
}

/** Changes without a reference, once for each log; what a signal shows is not told again. */
function changeExceptions(
  { changes, sha256 }: ExceptionInput,
  told: ReadonlySet<string>,
): ExceptionRow[] {
  return changes.filter(({ reference }) => reference === null).flatMap((change) =>
    change.seen.filter(({ log, record }) =>
      !told.has(`${log} ${record}`) || !["served_model", "system_prompt"].includes(change.kind)
    ).map(({ log, atMs, record }) => {
      const others = change.seen.filter((sight) => sight.log !== log).map((sight) => sight.log);
      const same = others.length === 0 ? "" : `; the same change in ${others.join(", ")}`;
      const words = change.kind.replaceAll("_", " ");
      return exceptionRow(sha256, {
        ...{ kind: "CHANGE", log, fromMs: atMs, toMs: atMs, n: 1 },
        what: `${words} changed to ${short(change.to)} without a reference${same}`,
        subject: `${change.kind} ${record}`,
      });
    })
  );
}

/** Keys and hashes are long; the list of changes has them whole. */
function short(value: string): string {
  return value.length <= CHANGE_CHARS_MAX ? value : `${value.slice(0, CHANGE_CHARS_MAX)}...`;
}

function reconExceptions(
  { source, days }: ExceptionInput["recon"][number],
  sha256: Sha256,
): ExceptionRow[] {
  return days.filter(({ measure, independent, seen }) =>
    measure === "cost" ? independent > 0 && seen === 0 : independent > seen
  ).map(({ dayMs, measure, independent, seen, unrecorded }) => {
    const delta = independent - seen;
    const unit = measure === "requests" ? "calls" : measure.replaceAll("_", " ");
    const maybe = unrecorded > 0 ? `; ${unrecorded} calls of that time have no record` : "";
    return exceptionRow(sha256, {
      ...{ kind: "POPULATION", log: "", fromMs: dayMs, toMs: dayMs + DAY_MS },
      n: measure === "requests" ? delta : 0,
      what: `${source} has ${delta} ${unit} more than the records${maybe}`,
      subject: `${source} ${measure}`,
    });
  });
}

/** Columns of the list as CSV, and names of its fields as JSON. */
export const EXCEPTION_COLUMNS = [
  ...["id", "kind", "weight", "rule", "log", "from", "to", "n", "what", "state", "due"],
  ...["disposition", "by", "answered", "ticket", "reason"],
] as const;

/** An exception as a row of that list. */
export function exceptionCells(row: ListedException): Cell[] {
  const { disposition: { state, dueMs, ack } } = row;
  return [
    ...[row.id, row.kind, row.weight, row.rule, row.log],
    ...[formatTime(row.fromMs), formatTime(row.toMs), row.n, row.what, state],
    dueMs === null ? null : formatTime(dueMs),
    ...[ack?.disposition ?? null, ack?.by ?? null, ack?.t ?? null, ack?.ticket ?? null],
    ack?.reason ?? null,
  ];
}
