/**
 * The report as Markdown.
 * @module
 */

import { countsLine } from "../evidence_counts.ts";
import { machineLine } from "../machine.ts";
import { type ClassCounts, waitingOf } from "../proxy_metrics.ts";
import type { Spread } from "../statistics.ts";
import { LIES } from "./lies.ts";
import { type PlotFile, SUBJECT_NAMES } from "./plots.ts";
import type { FullReport, SubjectInfo, WorkloadInfo } from "./results.ts";
import { grouped } from "./scales.ts";
import type { SubjectId } from "./settings.ts";
import type { FigureName, SubjectSummary } from "./summary.ts";
import type { Chapter } from "./workloads.ts";

/** A column of figures. */
interface Column {
  head: string;
  figure: FigureName;
}

const CLOSED_COLUMNS: readonly Column[] = [
  { head: "added p50 us", figure: "added_p50" },
  { head: "added p95 us", figure: "added_p95" },
  { head: "added p99 us", figure: "added_p99" },
  { head: "p50 us", figure: "p50" },
  { head: "exchanges/s", figure: "exchanges_per_s" },
  { head: "CPU us per exchange", figure: "cpu_us" },
];
const OPEN_COLUMNS: readonly Column[] = [
  { head: "p50 us", figure: "p50" },
  { head: "p95 us", figure: "p95" },
  { head: "p99 us", figure: "p99" },
  { head: "max us", figure: "max" },
  { head: "answered/s", figure: "exchanges_per_s" },
  { head: "unanswered", figure: "unanswered" },
];
const STREAM_COLUMNS: readonly Column[] = [
  { head: "first byte us", figure: "first_byte" },
  { head: "added to first byte us", figure: "added_first_byte" },
  { head: "chunk p50 us", figure: "chunk_p50" },
  { head: "chunk p99 us", figure: "chunk_p99" },
  { head: "largest gap us", figure: "gap_max" },
  { head: "CPU us per chunk", figure: "cpu_us" },
  { head: "CPU relay = 1", figure: "cpu_to_relay" },
];
const SATURATION_COLUMNS: readonly Column[] = [
  { head: "exchanges/s", figure: "exchanges_per_s" },
  { head: "p50 us", figure: "p50" },
  { head: "p99 us", figure: "p99" },
  { head: "CPU us per exchange", figure: "cpu_us" },
  { head: "busy afterwards ms", figure: "settle_ms" },
];
const TLS_COLUMNS: readonly Column[] = CLOSED_COLUMNS;

/** The whole report; the plots lie beside it. */
export function reportText(report: FullReport, plots: readonly PlotFile[]): string {
  const plot = (name: string): string[] => {
    const file = plots.find((one) => one.name === name);
    return file === undefined ? [] : [`![${file.title}](${file.name})`, ""];
  };
  return [
    ...opening(report),
    ...shortPart(report),
    ...subjectsPart(report.subjects),
    "## Calls one after the other",
    "",
    "Each connection sends its next request when the last answer is complete. _Added_: in each " +
    "round the percentile through the subject less the same percentile of the direct run.",
    "",
    ...["added_latency.svg", "body_sizes.svg", "throughput.svg", "cpu.svg"].flatMap(plot),
    ...closedTables(report),
    "## Fixed arrival rate",
    "",
    "Requests of 1 KB fall due at even distances, whatever became of the earlier ones, and each " +
    "latency counts from when its request was due: a stall counts for every request behind it.",
    "",
    ...["open_200.svg", "open_1000.svg"].flatMap(plot),
    ...chapterTable(report, { chapter: "open", columns: OPEN_COLUMNS }),
    "## Streaming",
    "",
    "Each connection asks for one streamed answer after the other: 200 chunks of about 150 bytes, " +
    "1 ms apart (8 ms with 32 connections), each with the time of its writing on the clock that " +
    "all processes share. _Chunk_: from that write to the client's read. Streams of one run begin " +
    "and end together, so with several connections the first byte of one waits for the others'.",
    "",
    ...["stream_latency.svg", "stream_gaps.svg", "stream_cpu.svg"].flatMap(plot),
    ...chapterTable(report, { chapter: "stream", columns: STREAM_COLUMNS }),
    "## As fast as it goes",
    "",
    "32 connections flat out, 1 KB.",
    "",
    ...chapterTable(report, { chapter: "saturation", columns: SATURATION_COLUMNS }),
    ...auditPart(report),
    ...tlsPart(report, plot("tls.svg")),
    "## Memory",
    "",
    ...plot("rss.svg"),
    ...memoryTable(report),
    "## What would make these figures lie",
    "",
    ...LIES.map((lie) => `- ${lie}`),
    "",
  ].join("\n");
}

/** The figures that are read first, as lines for a terminal. */
export function shortLines(report: FullReport): string[] {
  const rows = shortRows(report);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  );
  return rows.map((row) =>
    row.map((cell, k) => k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))
      .join("  ")
  );
}

function opening(report: FullReport): string[] {
  const { settings } = report;
  return [
    "# Benchmark report",
    "",
    ...(settings.isQuick
      ? ["**A quick run: it shows that everything works. Quote no figure of it.**", ""]
      : []),
    `- Date: ${report.date}, ${Math.round(report.seconds)} s`,
    `- Command: \`${report.command}\``,
    `- Machine: ${machineLine(report.machine)}`,
    ...report.versions.map((version) => `- ${version}`),
    `- Rounds: ${settings.rounds}; runs of ${settings.roundMs} ms after a warm-up; in each round ` +
    "every workload goes through all subjects in turn",
    "",
    "Figures are the median over the rounds, with the lowest and highest round in brackets. What " +
    "each one means is in `bench/README.md`.",
    "",
  ];
}

function shortPart(report: FullReport): string[] {
  return ["## In short", "", ...table(shortRows(report)), ""];
}

function shortRows(report: FullReport): string[][] {
  const figure = (at: { workload: string; subject: SubjectId; name: FigureName }): string =>
    cell(
      subjectIn(report, at)?.figures[at.name],
      at.name === "cpu_to_relay" ? 2 : undefined,
    );
  const head = [
    "1 KB calls and streams",
    "added p50 us",
    "added p99 us",
    "exchanges/s, 32 conn.",
    "CPU us/exchange",
    "first byte us, 1 conn.",
    "chunk p99 us",
    "CPU/chunk, relay = 1",
  ];
  const running = report.subjects.filter(({ took_part }) => took_part);
  return [
    head,
    ...running.map(({ id: subject }) => [
      SUBJECT_NAMES[subject],
      figure({ workload: "1k-small-1", subject, name: "added_p50" }),
      figure({ workload: "1k-small-1", subject, name: "added_p99" }),
      figure({ workload: "saturation", subject, name: "exchanges_per_s" }),
      figure({ workload: "1k-small-8", subject, name: "cpu_us" }),
      figure({ workload: "stream-1", subject, name: "first_byte" }),
      figure({ workload: "stream", subject, name: "chunk_p99" }),
      figure({ workload: "stream", subject, name: "cpu_to_relay" }),
    ]),
  ];
}

function subjectsPart(subjects: readonly SubjectInfo[]): string[] {
  return [
    "## Subjects",
    "",
    ...table([["subject", "what it is"], ...subjects.map(subjectRow)]),
    "",
  ];
}

function subjectRow({ id, what, took_part }: SubjectInfo): string[] {
  return [SUBJECT_NAMES[id], took_part ? what : `_took no part:_ ${what}`];
}

/** One table per size; the rows are the numbers of connections. */
function closedTables(report: FullReport): string[] {
  const closed = report.workloads.filter(({ chapter }) => chapter === "closed");
  const traffics = [...new Set(closed.map(({ traffic }) => traffic))];
  return traffics.flatMap((traffic) => {
    const workloads = closed.filter((workload) => workload.traffic === traffic);
    return [`### ${traffic}`, "", ...figureTable(report, { workloads, columns: CLOSED_COLUMNS })];
  });
}

function chapterTable(
  report: FullReport,
  options: { chapter: Chapter; columns: readonly Column[] },
): string[] {
  const workloads = report.workloads.filter(({ chapter }) => chapter === options.chapter);
  return figureTable(report, { workloads, columns: options.columns });
}

/** Rows: workload by workload, all subjects; the last column tells how the audit fared. */
function figureTable(
  report: FullReport,
  options: { workloads: readonly WorkloadInfo[]; columns: readonly Column[] },
): string[] {
  const { workloads, columns } = options;
  const rows = workloads.flatMap((workload) => {
    const summary = report.summaries.find((one) => one.workload === workload.id);
    return (summary?.subjects ?? []).map((subject) => [
      loadOf(workload),
      SUBJECT_NAMES[subject.subject],
      ...(subject.rounds === 0
        ? [`failed: ${subject.error}`, ...columns.slice(1).map(() => "")]
        : columns.map(({ figure }) => cell(subject.figures[figure], decimalsOf(figure)))),
      wholeCell(subject),
    ]);
  });
  if (rows.length === 0) return [];
  const head = ["load", "subject", ...columns.map((column) => column.head), "audited whole"];
  return [...table([head, ...rows]), ""];
}

function loadOf({ connections, rate_per_s }: WorkloadInfo): string {
  return rate_per_s === null ? `${connections} conn.` : `${grouped(rate_per_s)}/s`;
}

/** Share of the calls that were audited whole; empty for subjects without audit. */
function wholeCell({ classes, rounds, error }: SubjectSummary): string {
  const fault = error === null || rounds === 0 ? "" : ` (a round failed: ${error})`;
  if (classes === null) return fault;
  return `${grouped(classes.audited_full)} of ${grouped(classes.accepted)}${fault}`;
}

function auditPart(report: FullReport): string[] {
  const saturation = subjectIn(report, { workload: "saturation", subject: "outband" });
  const lines = report.audit.map(({ subject, counts, fault, sent, stop_ms }) =>
    `- ${subject}, all runs: ${grouped(sent)} calls sent; ` +
    (fault === null ? countsLine(counts) : `the counts are WRONG: ${fault}`) +
    `; sealed ${grouped(stop_ms)} ms after SIGTERM`
  );
  const classes = saturation?.classes ?? null;
  return [
    "### Is every call in the record?",
    "",
    ...(classes === null ? [] : [`- ${keptUpLine(classes)}`]),
    ...lines,
    "",
  ];
}

function keptUpLine(classes: ClassCounts): string {
  const { accepted, audited_full, audited_partial, metadata_only, dropped } = classes;
  const verdict = audited_full === accepted ? "The audit kept up" : "The audit fell behind";
  return `${verdict} at saturation: of ${grouped(accepted)} calls ${grouped(audited_full)} ` +
    `audited whole, ${grouped(audited_partial)} in part, ${grouped(metadata_only)} metadata ` +
    `only, ${grouped(dropped)} dropped, ${grouped(waitingOf(classes))} without a record`;
}

function tlsPart(report: FullReport, plot: readonly string[]): string[] {
  return [
    "## TLS to the upstream",
    "",
    "1 KB; the client talks to the proxies in clear. These runs have another client and another " +
    "upstream than all others: compare them with one another only.",
    "",
    ...plot,
    ...chapterTable(report, { chapter: "tls", columns: TLS_COLUMNS }),
    ...table([["subject", "what it is"], ...report.tls_subjects.map(subjectRow)]),
    "",
  ];
}

function memoryTable(report: FullReport): string[] {
  const rows = report.rss.series.map(({ subject, points }) => {
    const mibs = points.map(([, mib]) => mib);
    const at = (mib: number | undefined): string => mib === undefined ? "" : mib.toFixed(0);
    return [SUBJECT_NAMES[subject], at(mibs[0]), at(Math.max(...mibs)), at(mibs.at(-1))];
  });
  return [...table([["MiB", "first", "highest", "last"], ...rows]), ""];
}

function subjectIn(
  report: FullReport,
  at: { workload: string; subject: SubjectId },
): SubjectSummary | undefined {
  return report.summaries.find(({ workload }) => workload === at.workload)
    ?.subjects.find(({ subject }) => subject === at.subject);
}

/** `141 (90 to 143)`; empty when there is no figure. */
export function cell(spread: Spread | undefined, decimals: number = 0): string {
  if (spread === undefined) return "";
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) =>
    decimals === 0 ? grouped(value) : value.toFixed(decimals)
  );
  return min === max ? `${median}` : `${median} (${min} to ${max})`;
}

function decimalsOf(figure: FigureName): number {
  return figure === "cpu_to_relay" ? 2 : 0;
}

/** A Markdown table; the first row is its head. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(head.map(() => "---")), ...rest.map(line)];
}
