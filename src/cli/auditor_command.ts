/**
 * What the commands about a period have in common: paths, period, index, and where tables go.
 * @module
 */

import { formatTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { sha256Hex } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { printable } from "../base/printable.ts";
import { PROGRAM, VERSION } from "../base/version.ts";
import type { Cell, Table } from "../report/csv.ts";
import { type Exported, exportTable, type IpeFrame } from "../report/ipe.ts";
import { type Ask, QUERIES } from "../report/queries.ts";
import { type Arguments, type FlagNames, readArguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { INDEX_USAGE, type IndexedEvidence, openIndexed } from "./evidence_index.ts";
import { makeOutDirectory, writeOut } from "./proof_files.ts";
import { type Period, periodOf, RANGE_USAGE, readPeriod } from "./range_arguments.ts";

/** Text for `--help`: flags of every such command. */
export const AUDITOR_USAGE =
  `${RANGE_USAGE}  --json               one JSON object on standard output
  --out DIR            directory to make: CSV files, and beside each its IPE sheet (*.ipe.json) with
                       query, parameters, row count, hash total and SHA-256
${INDEX_USAGE}`;

/** Flags of every such command. */
const AUDITOR_FLAGS = {
  switches: ["json", "rebuild"],
  values: ["from", "to", "out", "index"],
} as const;

/** What a command works on. */
export interface AuditorTask {
  given: Arguments;
  evidence: IndexedEvidence;
  period: Period;
  ask: Ask;
  /** What the sheets of its tables say. */
  frame(query: string, parameters?: Readonly<Record<string, string>>): IpeFrame;
}

/**
 * Runs a command about a period.
 *
 * @param name Of the command.
 * @param flags Beside {@linkcode AUDITOR_FLAGS}.
 */
export async function runAuditor(
  { name, args, flags = {} }: { name: string; args: readonly string[]; flags?: FlagNames },
  body: (task: AuditorTask) => number | Promise<number>,
): Promise<number> {
  const given = readArguments(name, args, {
    switches: [...AUDITOR_FLAGS.switches, ...flags.switches ?? []],
    values: [...AUDITOR_FLAGS.values, ...flags.values ?? []],
    lists: flags.lists ?? [],
  });
  if (given.rest.length === 0) {
    throw new OutbandError("USAGE", `Name at least one path; see ${PROGRAM} ${name} --help`);
  }
  const wanted = readPeriod(given);
  const evidence = await openIndexed({
    paths: given.rest,
    action: name,
    indexFile: given.value("index"),
    mustBuild: given.has("rebuild"),
  });
  try {
    return await body(taskOf(given, { evidence, period: periodOf(evidence.db, wanted) }));
  } finally {
    evidence.close();
  }
}

/** The task of one command line. */
export function taskOf(
  given: Arguments,
  { evidence, period, nowMs = SYSTEM_CLOCK.nowMs() }: {
    evidence: IndexedEvidence;
    period: Period;
    /** When its tables are made, milliseconds since 1970; now when left out. */
    nowMs?: number;
  },
): AuditorTask {
  const params = { from: period.fromMs, to: period.toMs };
  const source = evidence.db.all("SELECT origin, records FROM log ORDER BY id")
    .map((row) => `${row["origin"]}: ${row["records"]} records`);
  return {
    given,
    evidence,
    period,
    ask: (name) => evidence.db.all(QUERIES[name].sql, params),
    frame: (query, parameters = {}) => ({
      query,
      parameters: {
        from: formatTime(period.fromMs),
        to: formatTime(period.toMs),
        ...parameters,
      },
      source,
      program: `${PROGRAM} ${VERSION}`,
      generatedAt: formatTime(nowMs),
    }),
  };
}

/** A table to be written. */
export interface NamedTable {
  file: string;
  title: string;
  table: Table;
  /** Question that made it. */
  query: string;
  parameters?: Readonly<Record<string, string>>;
}

/** The files of some tables. */
export function exportsOf(task: AuditorTask, tables: readonly NamedTable[]): Exported[] {
  return tables.map(({ file, title, table, query, parameters }) =>
    exportTable(table, { file, title }, { frame: task.frame(query, parameters), sha256Hex })
  );
}

/** Writes tables and sheets into a new directory, when one was asked for. */
export function writeTables(task: AuditorTask, tables: readonly NamedTable[]): void {
  const directory = task.given.value("out");
  if (directory === undefined) return;
  makeOutDirectory(directory);
  for (const { name, csv, sheet } of exportsOf(task, tables)) {
    writeOut(`${directory}/${name}`, csv);
    writeOut(`${directory}/${name}.ipe.json`, `${JSON.stringify(sheet, null, 2)}\n`);
  }
}

/** Lines with columns that line up. */
export function alignedText(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  const lines = [columns, ...rows].map((cells) =>
    cells.map((cell) => printable(String(cell ?? "")))
  );
  const widths = columns.map((_, k) => Math.max(...lines.map((line) => line[k]?.length ?? 0)));
  return lines.map((line) =>
    `${line.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join("  ").trimEnd()}\n`
  ).join("");
}

/** Prints JSON, or text. */
export function printResult(
  { given, io }: { given: Arguments; io: CommandIo },
  { value, text }: { value: unknown; text: () => string },
): void {
  io.out(given.has("json") ? `${JSON.stringify(value, null, 2)}\n` : text());
}
