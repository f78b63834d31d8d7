/**
 * Words of a report that the terminal and the page share, so that both say the same.
 * @module
 */

import { type Counts, coveragePercent } from "../format/counts.ts";
import type { FindingWeight } from "../format/finding_codes.ts";
import type { Finding, ResultStatus, VerifyReport, WindowReport } from "./report.ts";
import { number } from "./wording.ts";

/** The answers, as they are printed. */
export const STATUS_WORDS: Readonly<Record<ResultStatus, string>> = {
  pass: "PASS",
  fail: "FAIL",
  unproven: "UNPROVEN",
  not_checked: "NOT CHECKED",
};

/** Heads of the lists of findings. */
export const WEIGHT_TITLES: Readonly<Record<FindingWeight, string>> = {
  contradiction: "Contradictions: these make the evidence bad",
  unreadable: "Could not be checked",
  unproven: "Unproven",
  note: "Notes: facts to know, which change no verdict",
};

/** The verdict in a word, by exit code. */
export const VERDICT_WORDS: Readonly<Record<VerifyReport["exit"], string>> = {
  0: "ACCEPTED",
  4: "REJECTED",
  5: "NOT CHECKED",
  6: "INCOMPLETE",
};

/** Heads of the columns of {@linkcode windowCells}. */
export const WINDOW_COLUMNS: readonly string[] = [
  ...["window", "from (UTC)", "to", "records", "calls", "audited", "dropped", "sealed"],
];

/** What the verdict means, as the end of a sentence. */
export function verdictWords({ exit, results, required }: VerifyReport): string {
  const names = (statuses: readonly ResultStatus[]): string =>
    required.filter((name) => statuses.includes(results[name])).join(", ");
  switch (exit) {
    case 0:
      return `everything required is proven (${names(["pass"])}).`;
    case 4:
      return "a contradiction is proven; this evidence must not be relied on.";
    case 5:
      return "something could not be read, so there is no verdict on the evidence.";
    case 6:
      return `nothing contradicts, but not everything required is proven: ${
        names(["unproven", "not_checked"])
      }.`;
  }
}

/** One sentence on all calls. */
export function totalWords(counts: Counts): string {
  if (counts.processed === 0) return "In total no call was settled in these windows.";
  const classes: readonly [number, string][] = [
    [counts.audited_full, "audited whole"],
    [counts.audited_partial, "audited in part"],
    [counts.metadata_only, "recorded without their content"],
    [counts.dropped, "dropped by the audit, though they passed"],
    [counts.excluded, "left out by a declared rule"],
  ];
  const words = classes.filter(([n]) => n > 0).map(([n, what]) => `${number(n)} ${what}`);
  const unknown = counts.unknown_at_crash;
  if (unknown > 0) words.push(`at most ${number(unknown)} lost in a crash`);
  const coverage = coveragePercent(counts);
  const sum =
    `In total ${number(counts.processed)} ${counts.processed === 1 ? "call" : "calls"}: ` +
    `${words.join(", ")}.`;
  return coverage === null ? sum : `${sum} Coverage ${coverage.toFixed(2)} %.`;
}

/** One window as cells of a table. */
export function windowCells(window: WindowReport): string[] {
  const { w, part, from, to, first, end, counts, sealed } = window;
  const name = w === null ? "?" : part === 0 ? String(w) : `${w}.${part}`;
  const dropped = counts.dropped + counts.excluded + counts.unknown_at_crash;
  return [
    name,
    dayTime(from),
    dayTime(to),
    number(end - first),
    number(counts.processed),
    number(counts.audited_full),
    number(dropped),
    sealed ? "yes" : "no",
  ];
}

/** `2026-11-21 14:00:00` of a time. */
export function dayTime(time: string): string {
  return time === "" ? "?" : time.slice(0, 19).replace("T", " ");
}

/** Where a finding is: `FILE line 3, record 7: `; empty for the log as a whole. */
export function placeWords({ where, line, index }: Finding): string {
  const parts = [
    ...(where === "" ? [] : [line === undefined ? where : `${where} line ${line}`]),
    ...(index === undefined ? [] : [`record ${index}`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")}: `;
}
