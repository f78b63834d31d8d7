/**
 * Compares judgements with those that are computed again: the statuses in a summary, and the figures
 * of a report. The computation is handed in, so that the verifier itself stays free of policies.
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import type { ControlEvidence, WindowSummary } from "../format/summary.ts";
import type { WindowTotals } from "../format/window_totals.ts";
import type { Findings, Place } from "./findings.ts";

/** Most figures of a report that are named one by one. */
const DIFFERENCES_MAX = 100;
/** Longest text of a value in a message. */
const SHOWN_CHARS_MAX = 120;

/** Statuses of one part from its totals, or why they cannot be known here. */
export type StatusesOf = (
  totals: WindowTotals,
) => { controls: readonly ControlEvidence[] } | { problem: string };

/** One figure that differs. */
export interface FigureDifference {
  /** Where it stands in the report: `totals.processed`. */
  figure: string;
  /** What the report says. */
  is: unknown;
  /** What the records make it. */
  should: unknown;
}

/** What came of computing a report again. */
export interface ReportComparison {
  /** Name of the file. */
  name: string;
  /** Figures that differ. */
  differences: readonly FigureDifference[];
  /** What was not compared, and why, one sentence each. */
  skipped: readonly string[];
}

/** What a verification computes again. */
export interface Recomputation {
  /** Statuses of one part. */
  statuses: StatusesOf;
  /** Computes a report again; absent when none was handed over. */
  report?: () => Promise<ReportComparison>;
}

/** Fields of a summary that rest on rules and a policy. */
const JUDGED = [
  "control_evidence",
  "soc2_controls_satisfied",
  "iso42001_controls_satisfied",
] as const satisfies readonly (keyof WindowSummary)[];

/**
 * Compares the statuses of a summary.
 *
 * @param parts.actual The summary as it was read, `computed` as it must be.
 */
export function checkStatuses(
  findings: Findings,
  place: Place,
  parts: { actual: Readonly<Record<string, unknown>>; computed: WindowSummary },
): void {
  const { actual, computed } = parts;
  const [theirs, ours] = [versionOf(actual), versionOf({ ...computed })];
  if (theirs !== null && ours !== null && theirs !== ours) {
    const message = `Its statuses are of the rules ${theirs}, and these are of ${ours}`;
    findings.add("STATUS_NOT_RECOMPUTED", place, message);
    return;
  }
  for (const name of JUDGED) {
    for (const { figure, is, should } of differencesOf(actual[name], computed[name], name)) {
      const message = `${figure} is ${shown(is)}, and the records make it ${shown(should)}`;
      findings.add("STATUS_MISMATCH", place, message);
    }
  }
}

/** Version of the rules; null for a summary without statuses. */
function versionOf(summary: Readonly<Record<string, unknown>>): string | null {
  const rows = summary["control_evidence"];
  const [first] = Array.isArray(rows) ? rows as unknown[] : [];
  return typeof first === "object" && first !== null && "rules_version" in first
    ? String(first.rules_version)
    : null;
}

/** Adds what came of computing a report again. */
export function checkComparison(
  findings: Findings,
  { name, differences, skipped }: ReportComparison,
): void {
  const place = { where: name };
  for (const { figure, is, should } of differences.slice(0, DIFFERENCES_MAX)) {
    const message = `${figure} is ${shown(is)}, and the records make it ${shown(should)}`;
    findings.add("REPORT_MISMATCH", place, message);
  }
  if (differences.length > DIFFERENCES_MAX) {
    const message = `${differences.length - DIFFERENCES_MAX} more figures differ`;
    findings.add("REPORT_MISMATCH", place, message);
  }
  for (const reason of skipped) findings.add("REPORT_NOT_RECOMPUTED", place, reason);
}

/** All values in which two JSON values differ, by their paths. */
export function differencesOf(is: unknown, should: unknown, figure: string): FigureDifference[] {
  if (Array.isArray(is) && Array.isArray(should) && is.length === should.length) {
    return is.flatMap((one, k) => differencesOf(one, should[k], `${figure}[${k}]`));
  }
  if (isObject(is) && isObject(should)) {
    const names = new Set([...Object.keys(should), ...Object.keys(is)]);
    return [...names].flatMap((name) =>
      differencesOf(is[name], should[name], figure === "" ? name : `${figure}.${name}`)
    );
  }
  return textOf(is) === textOf(should) ? [] : [{ figure, is, should }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === undefined ? "missing" : canonicalJson(value);
}

function shown(value: unknown): string {
  const text = textOf(value);
  return text.length <= SHOWN_CHARS_MAX ? text : `${text.slice(0, SHOWN_CHARS_MAX - 3)}...`;
}
