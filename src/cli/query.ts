/**
 * `outband query`: questions in SQL about some evidence. It reads an index, and never writes.
 * @module
 */

import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { printable } from "../base/printable.ts";
import type { IndexDatabase, Row } from "../index/database.ts";
import { csvLine } from "../report/csv.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { INDEX_USAGE, type IndexedEvidence, openIndexed } from "./evidence_index.ts";

const USAGE = `Usage: outband query PATH... "SQL" [--json | --csv] [--index FILE] [--rebuild]

Answers a question in SQL (SQLite) about the records below PATH: evidence directories or archives.
It reads an index of them, which it builds when there is none, and changes nothing.

  --json               one JSON object per row
  --csv                CSV with a line of names; texts that a spreadsheet would run are escaped
${INDEX_USAGE}
Tables to begin with; SELECT sql FROM sqlite_schema shows all:
  calls                each audited call: log, record, request_id, t, window, class, why, host,
                       provider, operation, model, served, status, error, added_us, ttfb_us,
                       total_us, input, output (tokens)
  findings             log, record, direction, category, instances
  hours                calls by hour, host, provider, operation, model, status and class
  window, gap, event   window parts, calls without a record, every other record as JSON
  seen                 first and last time of hosts, models, prompts, tools, rules, configurations

The index is a cache and proves nothing. Check the evidence itself with outband verify.

Example: outband query evidence "SELECT host, count(*) AS calls FROM calls GROUP BY host"
`;

const CELL_CHARS_MAX = 60;
/** Rows that are read to find the widths of a table; further ones may not line up. */
const ROWS_ALIGNED_MAX = 1_000;

/** `outband query`. */
export const QUERY_COMMAND: Command = {
  name: "query",
  summary: "ask questions in SQL about the records",
  usage: USAGE,
  run: runQuery,
};

async function runQuery(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("query", args, {
    switches: ["json", "csv", "rebuild"],
    values: ["index"],
  });
  const [paths, sql] = [given.rest.slice(0, -1), given.rest.at(-1)];
  if (paths.length === 0 || sql === undefined || (given.has("json") && given.has("csv"))) {
    throw new OutbandError("USAGE", "Name a path and then a question; see outband query --help");
  }
  const evidence = await openIndexed({
    paths,
    action: "query",
    indexFile: given.value("index"),
    mustBuild: given.has("rebuild"),
  });
  try {
    answer(evidence, sql, { io, form: given.has("json") ? "json" : given.has("csv") ? "csv" : "" });
    return EXIT.OK;
  } finally {
    evidence.close();
  }
}

function answer(
  { db }: IndexedEvidence,
  sql: string,
  { io, form }: { io: CommandIo; form: "json" | "csv" | "" },
): void {
  try {
    const columns = db.columns(sql);
    if (form === "csv") io.out(csvLine(columns));
    if (form === "") return io.out(tableText(columns, db, sql));
    for (const row of db.rows(sql)) {
      io.out(
        form === "json"
          ? `${JSON.stringify(row)}\n`
          : csvLine(columns.map((name) => row[name] ?? null)),
      );
    }
  } catch (error) {
    throw new OutbandError("CONFIG", `Cannot answer the question: ${messageOf(error)}`);
  }
}

function tableText(columns: readonly string[], db: IndexDatabase, sql: string): string {
  const lines: string[][] = [[...columns]];
  for (const row of db.rows(sql)) lines.push(columns.map((name) => cellText(row, name)));
  const widths = columns.map((_, k) =>
    Math.max(...lines.slice(0, ROWS_ALIGNED_MAX).map((line) => (line[k] ?? "").length))
  );
  const text = lines.map((line) =>
    `${line.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join("  ").trimEnd()}\n`
  );
  return text.join("");
}

function cellText(row: Row, name: string): string {
  const text = printable(String(row[name] ?? "-"));
  return text.length <= CELL_CHARS_MAX ? text : `${text.slice(0, CELL_CHARS_MAX - 3)}...`;
}
