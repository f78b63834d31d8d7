/**
 * The tables of a report that are written as CSV.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { CHANGE_COLUMNS, changeCells } from "./changes.ts";
import { GAP_COLUMNS, gapCells } from "./continuity.ts";
import type { Cell, Table } from "./csv.ts";
import type { Report } from "./data.ts";
import { QUERIES } from "./queries.ts";
import { RECON_COLUMNS, reconCells } from "./reconcile.ts";

/** A table with its file and question. */
export interface ReportTable {
  file: string;
  title: string;
  table: Table;
  query: string;
}

/** All tables, those without rows, too: zero is an answer. */
export function reportTables(report: Report): ReportTable[] {
  const { ledger, changes, inventory, recon } = report;
  return [
    controlsTable(report),
    exceptionsTable(report),
    dispositionsTable(report),
    {
      file: "gaps.csv",
      title: "What is missing, and why",
      table: { columns: GAP_COLUMNS, rows: ledger.gaps.map(gapCells) },
      query: `${QUERIES.windows.sql}; ${QUERIES.gaps.sql}; ${QUERIES.events.sql}`,
    },
    daysTable(report),
    {
      file: "changes.csv",
      title: "What changed",
      table: { columns: CHANGE_COLUMNS, rows: changes.map(changeCells) },
      query: `${QUERIES.settings.sql}; ${QUERIES.seen.sql}; ${QUERIES.references.sql}`,
    },
    {
      file: "models.csv",
      title: QUERIES.mix.title,
      table: inventory.models,
      query: QUERIES.mix.sql,
    },
    {
      file: "endpoints.csv",
      title: QUERIES.endpoints.title,
      table: inventory.endpoints,
      query: QUERIES.endpoints.sql,
    },
    {
      file: "categories.csv",
      title: QUERIES.findings.title,
      table: inventory.categories,
      query: QUERIES.findings.sql,
    },
    ...recon.length === 0 ? [] : [{
      file: "reconcile.csv",
      title: "Counts of others beside calls seen",
      table: { columns: RECON_COLUMNS, rows: recon.flatMap(({ rows }) => rows.map(reconCells)) },
      query: "recon",
    }],
  ];
}

function controlsTable({ controls }: Report): ReportTable {
  const columns = [
    "control",
    "title",
    "status",
    "cap",
    "reasons",
    "tests",
    "not_proven",
    "wording",
  ];
  const rows = controls.map((row): Cell[] => {
    const tests = Object.entries(row.tests).map(([name, { state, n, N, value, threshold }]) =>
      `${name} ${state} n=${n} N=${N} value=${value ?? "-"} threshold=${threshold ?? "-"}`
    );
    const state = [row.control, row.title, row.status, row.cap];
    return [...state, row.reasons.join(" "), tests.join("; "), row.not_proven, row.wording];
  });
  const query = QUERIES.facts.sql;
  return { file: "controls.csv", title: "Status per control", table: { columns, rows }, query };
}

function exceptionsTable({ exceptions }: Report): ReportTable {
  const rows = exceptions.map((row): Cell[] => [
    ...[row.id, row.kind, row.weight, formatTime(row.fromMs), formatTime(row.toMs)],
    ...[row.n, row.what],
  ]);
  const columns = ["key", "kind", "weight", "from", "to", "n", "what"];
  const names = ["foundByDay", "mix", "windows", "gaps", "events", "settings", "seen"] as const;
  const query = names.map((name) => QUERIES[name].sql).join("; ");
  return {
    file: "exceptions.csv",
    title: "What needs an explanation",
    table: { columns, rows },
    query,
  };
}

function dispositionsTable({ answers }: Report): ReportTable {
  const columns = [
    "id",
    "kind",
    "log",
    "from",
    "to",
    "n",
    "what",
    "state",
    "due",
    "by",
    "signed",
    "as",
  ];
  const rows = answers.exceptions.map((row): Cell[] => {
    const { state, dueMs, ack } = row.disposition;
    const place = [row.id, row.kind, row.log, formatTime(row.fromMs), formatTime(row.toMs)];
    const due = dueMs === null ? null : formatTime(dueMs);
    const answer = [ack?.by ?? null, ack?.t ?? null, ack?.disposition ?? null];
    return [...place, row.n, row.what, state, due, ...answer];
  });
  const title = "Exceptions of windows, and who answered them";
  return { file: "dispositions.csv", title, table: { columns, rows }, query: QUERIES.facts.sql };
}

function daysTable({ days }: Report): ReportTable {
  const names = [
    ...["processed", "audited_full", "audited_partial", "metadata_only", "dropped"],
    ...["excluded", "unknown_at_crash"],
  ] as const;
  const rows = days.map(({ dayMs, counts, coverage }): Cell[] => [
    formatTime(dayMs).slice(0, 10),
    ...Object.values(counts),
    coverage,
  ]);
  const columns = ["day", ...names, "coverage_percent"];
  const query = QUERIES.days.sql;
  return { file: "days.csv", title: QUERIES.days.title, table: { columns, rows }, query };
}
