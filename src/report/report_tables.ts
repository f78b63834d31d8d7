/**
 * The tables of a report that are written as CSV.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { CHANGE_COLUMNS, changeCells } from "./changes.ts";
import { GAP_COLUMNS, gapCells } from "./continuity.ts";
import type { Cell, Table } from "./csv.ts";
import type { Report } from "./data.ts";
import { EXCEPTION_COLUMNS, EXCEPTION_QUERIES, exceptionCells } from "./exceptions.ts";
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
  const query = EXCEPTION_QUERIES.map((name) => QUERIES[name].sql).join("; ");
  return {
    file: "exceptions.csv",
    title: "What somebody has to look at, and who answered it",
    table: { columns: EXCEPTION_COLUMNS, rows: exceptions.map(exceptionCells) },
    query,
  };
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
