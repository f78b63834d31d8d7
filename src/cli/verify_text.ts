/**
 * The report of a verification in words, for an auditor at a terminal. Pure; no character of the
 * evidence reaches the terminal as a command to it.
 * @module
 */

import type { Counts } from "../format/counts.ts";
import { coveragePercent } from "../format/counts.ts";
import {
  type Finding,
  type FindingCode,
  findingRule,
  type FindingWeight,
  RESULT_NAMES,
  type ResultName,
  type ResultStatus,
  type VerifyReport,
  type WindowReport,
} from "../verify/mod.ts";
import { printable } from "./window_text.ts";

/** How a report is shown. */
export interface ReportFrame {
  /** What was verified, as the user named it. */
  path: string;
  /** The terminal understands colours. */
  hasColour: boolean;
}

const WIDTH = 100;
/** Rows of the window table that are shown at each end. */
const ROWS_SHOWN_MAX = 12;
/** Places that are shown of one code. */
const PLACES_SHOWN_MAX = 4;
const LABEL_WIDTH = 9;
const RESULT_WIDTH = 14;
const STATUS_WIDTH = 13;

const STATUS_WORDS: Readonly<Record<ResultStatus, string>> = {
  pass: "PASS",
  fail: "FAIL",
  unproven: "UNPROVEN",
  not_checked: "NOT CHECKED",
};

const WEIGHT_TITLES: Readonly<Record<FindingWeight, string>> = {
  contradiction: "Contradictions: these make the evidence bad",
  unreadable: "Could not be checked",
  unproven: "Unproven",
  note: "Notes: facts to know, which change no verdict",
};

/** Codes of Select Graphic Rendition (ECMA-48 section 8.3.117). */
const COLOURS = { bold: 1, red: 31, green: 32, yellow: 33, grey: 90 } as const;

type Colour = keyof typeof COLOURS;

/** The whole report, with a final line feed. */
export function reportText(report: VerifyReport, frame: ReportFrame): string {
  const paint = painter(frame.hasColour);
  const sections = [
    [paint("bold", `Verification of ${printable(frame.path)}`)],
    logSection(report),
    windowSection(report, paint),
    resultSection(report, paint),
    ...findingSections(report, paint),
    totalSection(report),
    sampleSection(report),
    listSection(paint("bold", "Not proven by this"), report.not_proven),
    othersSection(report),
    verdictSection(report, paint),
  ];
  const lines = sections.filter((section) => section.length > 0)
    .flatMap((section) => [...section, ""]);
  return lines.slice(0, -1).map((line) => `${line}\n`).join("");
}

type Painter = (colour: Colour, text: string) => string;

function painter(hasColour: boolean): Painter {
  return (colour, text) => hasColour ? `\x1b[${COLOURS[colour]}m${text}\x1b[0m` : text;
}

function logSection({ log, windows }: VerifyReport): string[] {
  if (log === null) return [];
  const first = windows[0];
  const last = windows.at(-1);
  const lines = [row("Log", log.origin), row("Key", keyWords(log.keys))];
  if (first !== undefined && last !== undefined && log.records > 0) {
    const head = log.size === null
      ? "no checkpoint that holds"
      : `signed checkpoint ${number(log.size)}`;
    lines.push(
      row("Records", `${number(log.records)}, index ${first.first} to ${last.end - 1}; ${head}`),
      row("Period", `${dayTime(first.from)} to ${dayTime(last.to)} UTC`),
    );
  }
  if (log.root !== null) lines.push(row("Root", log.root));
  return lines;
}

function keyWords(keys: readonly string[]): string {
  if (keys.length === 0) return "not known";
  const newest = keys.at(-1) as string;
  return keys.length === 1 ? newest : `${newest} (number ${keys.length} of this log)`;
}

function row(label: string, words: string): string {
  return `${label.padEnd(LABEL_WIDTH)}${printable(words)}`;
}

function windowSection({ windows }: VerifyReport, paint: Painter): string[] {
  if (windows.length === 0) return [];
  const table = windows.map(windowCells);
  const title = ["window", "from (UTC)", "to", "records", "calls", "audited", "dropped", "sealed"];
  const isLong = table.length > 2 * ROWS_SHOWN_MAX + 1;
  const rows = isLong
    ? [...table.slice(0, ROWS_SHOWN_MAX), ...table.slice(-ROWS_SHOWN_MAX)]
    : table;
  const widths = title.map((name, k) =>
    Math.max(name.length, ...rows.map((cells) => cells[k]?.length ?? 0))
  );
  const lines = [title, ...rows].map((cells) =>
    `  ${cells.map((cell, k) => aligned(cell, k, widths[k] ?? 0)).join("  ")}`.trimEnd()
  );
  if (isLong) {
    const hidden = table.length - 2 * ROWS_SHOWN_MAX;
    lines.splice(1 + ROWS_SHOWN_MAX, 0, `  ... ${number(hidden)} more windows ...`);
  }
  return [paint("bold", `Windows (${number(windows.length)})`), ...lines];
}

/** Names and times stand left, numbers right. */
function aligned(cell: string, column: number, width: number): string {
  return column < 3 || column === 7 ? cell.padEnd(width) : cell.padStart(width);
}

function windowCells({ w, part, from, to, first, end, counts, sealed }: WindowReport): string[] {
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

function dayTime(time: string): string {
  return time === "" ? "?" : printable(time.slice(0, 19).replace("T", " "));
}

function resultSection(report: VerifyReport, paint: Painter): string[] {
  const lines = [paint("bold", "Results")];
  for (const name of RESULT_NAMES) {
    const status = report.results[name];
    const word = STATUS_WORDS[status].padEnd(STATUS_WIDTH);
    const colour = colourOf(report, name);
    const label = `  ${name.padEnd(RESULT_WIDTH)}`;
    const indent = label.length + STATUS_WIDTH;
    const [first = "", ...rest] = wrapped(report.reasons[name], indent);
    lines.push(`${label}${paint(colour, word)}${first}`, ...rest);
  }
  return lines;
}

function colourOf({ results, required }: VerifyReport, name: ResultName): Colour {
  const status = results[name];
  if (status === "pass") return "green";
  if (status === "fail") return "red";
  return status === "unproven" && required.includes(name) ? "yellow" : "grey";
}

function findingSections(report: VerifyReport, paint: Painter): string[][] {
  const weights: readonly FindingWeight[] = ["contradiction", "unreadable", "unproven", "note"];
  return weights.map((weight) => {
    const findings = report.findings.filter((finding) => finding.weight === weight);
    if (findings.length === 0) return [];
    const lines = [paint("bold", WEIGHT_TITLES[weight])];
    if (weight === "contradiction") lines.push(...firstBadLines(report, paint));
    const codes = new Set(findings.map(({ code }) => code));
    for (const code of codes) {
      lines.push(...codeLines(report, code, findings.filter((f) => f.code === code)));
    }
    return lines;
  });
}

function firstBadLines({ first_bad: bad }: VerifyReport, paint: Painter): string[] {
  if (bad === undefined) return [];
  const where = `record ${bad.index}, ${printable(bad.path)} line ${bad.line}`;
  return [paint("red", `  First bad record: ${where}`)];
}

function codeLines(
  report: VerifyReport,
  code: FindingCode,
  findings: readonly Finding[],
): string[] {
  const total = report.finding_counts[code] ?? findings.length;
  const times = total > 1 ? ` (${number(total)} times)` : "";
  const title = `${code}${times}: ${findingRule(code).meaning}`;
  const [only] = findings;
  if (total === 1 && only?.where === "") return indented(`${title} ${only.message}.`, 2);
  const lines = indented(title, 2);
  for (const finding of findings.slice(0, PLACES_SHOWN_MAX)) {
    const place = placeWords(finding);
    lines.push(...indented(`${place}${finding.message}`, 6));
  }
  const more = total - Math.min(findings.length, PLACES_SHOWN_MAX);
  if (more > 0) lines.push(`      and ${number(more)} more`);
  return lines;
}

function placeWords({ where, line, index }: Finding): string {
  const parts = [
    ...(where === "" ? [] : [line === undefined ? where : `${where} line ${line}`]),
    ...(index === undefined ? [] : [`record ${index}`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")}: `;
}

function totalSection({ totals, windows, log }: VerifyReport): string[] {
  if (log === null || windows.length === 0) return [];
  return indented(totalWords(totals), 0);
}

function sampleSection({ sample }: VerifyReport): string[] {
  if (sample === undefined) return [];
  const { drawn, calls, size, nonce, proven, opened, erased } = sample;
  const words =
    `Sample: ${number(drawn)} of ${number(calls)} calls, drawn under the checkpoint of ` +
    `${number(size)} records with the nonce ${nonce}; ${number(proven)} proven, ` +
    `${number(opened)} opened, ${number(erased)} erased.`;
  return indented(words, 0);
}

function totalWords(counts: Counts): string {
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

function listSection(title: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  return [title, ...sentences.flatMap((sentence) => bullet(sentence))];
}

function bullet(sentence: string): string[] {
  const [first = "", ...rest] = wrapped(sentence, 4);
  return [`  - ${first}`, ...rest];
}

function othersSection({ others }: VerifyReport): string[] {
  return listSection("Other logs here, which were NOT checked (name one, or its key)", others);
}

function verdictSection(report: VerifyReport, paint: Painter): string[] {
  const { exit } = report;
  const word = { 0: "ACCEPTED", 4: "REJECTED", 5: "NOT CHECKED", 6: "INCOMPLETE" }[exit];
  const colour: Colour = exit === 0 ? "green" : exit === 4 ? "red" : "yellow";
  const label = `${word} (exit ${exit}): `;
  const [first = "", ...rest] = indented(label + verdictWords(report), 0);
  const painted = `${paint(colour, label.slice(0, -2))}: ${first.slice(label.length)}`;
  return [painted, ...rest];
}

function verdictWords({ exit, results, required }: VerifyReport): string {
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

/** Text broken at spaces; all lines but the first are indented. */
function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of printable(text).split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part, k) => k === 0 ? part : `${" ".repeat(indent)}${part}`);
}

function indented(text: string, indent: number): string[] {
  const [first = "", ...rest] = wrapped(text, indent);
  return [`${" ".repeat(indent)}${first}`, ...rest];
}

function number(n: number): string {
  return n.toLocaleString("en-US");
}
