/**
 * `outband inventory`: the vendors, models, endpoints and categories that the records show.
 * @module
 */

import { EXIT } from "../base/errors.ts";
import type { Table } from "../report/csv.ts";
import { type Inventory, inventoryOf } from "../report/inventory.ts";
import { QUERIES } from "../report/queries.ts";
import {
  alignedText,
  AUDITOR_USAGE,
  printResult,
  runAuditor,
  writeTables,
} from "./auditor_command.ts";
import type { Command, CommandIo } from "./command.ts";
import { isoPeriod } from "./period.ts";

const USAGE = `Usage: outband inventory PATH... [--from DAY] [--to DAY] [--json] [--out DIR]
                         [--index FILE] [--rebuild]

Lists what was called through the proxy: upstream hosts, vendors, models as requested and as served,
operations, and the categories of data that were found, each with first and last hour. Times are
those of the hour or day in which it was seen.

${AUDITOR_USAGE}
With --out it writes models.csv, endpoints.csv and categories.csv.

Example:
  outband inventory evidence --from 2026-07-01 --to 2026-09-30 --out inventory-q3
`;

/** `outband inventory`. */
export const INVENTORY_COMMAND: Command = {
  name: "inventory",
  summary: "list vendors, models, endpoints and categories seen",
  usage: USAGE,
  run: runInventory,
};

function runInventory(args: readonly string[], io: CommandIo): Promise<number> {
  return runAuditor({ name: "inventory", args }, (task) => {
    const inventory = inventoryOf(task.ask);
    const { models, endpoints, categories } = inventory;
    writeTables(task, [
      { file: "models.csv", title: QUERIES.mix.title, table: models, query: QUERIES.mix.sql },
      {
        file: "endpoints.csv",
        title: QUERIES.endpoints.title,
        table: endpoints,
        query: QUERIES.endpoints.sql,
      },
      {
        file: "categories.csv",
        title: QUERIES.findings.title,
        table: categories,
        query: QUERIES.findings.sql,
      },
    ]);
    printResult({ given: task.given, io }, {
      value: { ...isoPeriod(task.period), ...mapped(inventory) },
      text: () => Object.values(inventory).map(tableText).join("\n"),
    });
    return EXIT.OK;
  });
}

function mapped(inventory: Inventory): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inventory).map(([name, table]) => [name, objectsOf(table)]),
  );
}

/** Rows as objects. */
function objectsOf({ columns, rows }: Table): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, k) => [name, row[k] ?? null])));
}

function tableText({ columns, rows }: Table): string {
  return alignedText(columns, rows);
}
