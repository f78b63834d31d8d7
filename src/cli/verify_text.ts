/**
 * The report of a verification in words, for an auditor at a terminal. Pure; no character of the
 * evidence reaches the terminal as a command to it.
 * @module
 */

import { printable } from "../base/printable.ts";
import {
  type Finding,
  type FindingCode,
  findingRule,
  type FindingWeight,
  RESULT_NAMES,
  type ResultName,
  type VerifyReport,
} from "../verify/mod.ts";
import {
  dayTime,
  placeWords,
  STATUS_WORDS,
  totalWords,
  VERDICT_WORDS,
  verdictWords,
  WEIGHT_TITLES,
  WINDOW_COLUMNS,
  windowCells,
} from "../verify/report_words.ts";

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
  const table = windows.map((window) => windowCells(window).map(printable));
  const title = WINDOW_COLUMNS;
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
  const word = VERDICT_WORDS[exit];
  const colour: Colour = exit === 0 ? "green" : exit === 4 ? "red" : "yellow";
  const label = `${word} (exit ${exit}): `;
  const [first = "", ...rest] = indented(label + verdictWords(report), 0);
  const painted = `${paint(colour, label.slice(0, -2))}: ${first.slice(label.length)}`;
  return [painted, ...rest];
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
