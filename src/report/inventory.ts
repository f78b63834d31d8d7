/**
 * What was called in a period: vendors, models, endpoints, and the categories that were found. As
 * observed; a list of what is allowed is the operator's.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { Cell, Table } from "./csv.ts";
import { type Ask, numberOf, type Row, textOf } from "./queries.ts";

/** The inventory as three tables. */
export interface Inventory {
  models: Table;
  endpoints: Table;
  categories: Table;
}

/** Makes it. */
export function inventoryOf(ask: Ask): Inventory {
  return {
    models: table(
      ["provider", "host", "model", "served", "calls", "errors", "input", "output"],
      { rows: ask("mix"), tail: "logs" },
    ),
    endpoints: table(["host", "provider", "operation", "calls"], {
      rows: ask("endpoints"),
      tail: "logs",
    }),
    categories: table(["category", "direction", "host", "calls", "instances"], {
      rows: ask("findings"),
      tail: null,
    }),
  };
}

function table(
  columns: readonly string[],
  { rows, tail }: { rows: readonly Row[]; tail: string | null },
): Table {
  const more = tail === null ? [] : [tail];
  return {
    columns: [...columns, "first", "last", ...more],
    rows: rows.map((row): Cell[] => [
      ...columns.map((name) => row[name] ?? null),
      ...[formatTime(numberOf(row, "first_ms")), formatTime(numberOf(row, "last_ms"))],
      ...more.map((name) => row[name] ?? null),
    ]),
  };
}

/** Calls by the value of one column, most first. */
export function callsBy(rows: readonly Row[], column: string): { name: string; calls: number }[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = textOf(row, column);
    sums.set(name, (sums.get(name) ?? 0) + numberOf(row, "calls"));
  }
  return [...sums].map(([name, calls]) => ({ name, calls })).sort((a, b) => b.calls - a.calls);
}
