/**
 * `outband period`: the continuity ledger of a period, and everything that is missing in it.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { EXIT } from "../base/errors.ts";
import { GAP_COLUMNS, gapCells, type Ledger, ledgerOf } from "../report/continuity.ts";
import { QUERIES } from "../report/queries.ts";
import {
  alignedText,
  AUDITOR_USAGE,
  printResult,
  runAuditor,
  writeTables,
} from "./auditor_command.ts";
import type { Command, CommandIo } from "./command.ts";
import type { Period } from "./range_arguments.ts";

const USAGE = `Usage: outband period PATH... [--from DAY] [--to DAY] [--json] [--out DIR] [--fail]
                      [--index FILE] [--rebuild]

Says whether the windows of all logs below PATH cover a period without a hole: windows expected and
present, times when the program was not running, calls without a record and why.

${AUDITOR_USAGE}  --fail               exit 10 when a window is missing without a declared reason

With --out it writes period.csv and gaps.csv. It counts what the records say; that they are whole and
signed is for outband verify, which outband report runs first.

Example:
  outband period evidence --from 2026-07-01 --to 2026-09-30 --out period-q3
`;

/** `outband period`. */
export const PERIOD_COMMAND: Command = {
  name: "period",
  summary: "say what is missing in a period, and why",
  usage: USAGE,
  run: runPeriod,
};

const LEDGER_COLUMNS = [
  "log",
  "first",
  "last",
  "expected",
  "present",
  "parts",
  "records",
  "starts",
];

function runPeriod(args: readonly string[], io: CommandIo): Promise<number> {
  return runAuditor({ name: "period", args, flags: { switches: ["fail"] } }, (task) => {
    const { given, period } = task;
    const ledger = ledgerOf(task.ask, period);
    writeTables(task, [
      {
        file: "period.csv",
        title: "Continuity ledger",
        table: { columns: LEDGER_COLUMNS, rows: ledgerCells(ledger) },
        query: QUERIES.windows.sql,
      },
      {
        file: "gaps.csv",
        title: "What is missing, and why",
        table: { columns: GAP_COLUMNS, rows: ledger.gaps.map(gapCells) },
        query: `${QUERIES.windows.sql}; ${QUERIES.gaps.sql}; ${QUERIES.events.sql}`,
      },
    ]);
    printResult({ given, io }, {
      value: { ...isoPeriod(period), ...ledger },
      text: () => periodText(ledger, period),
    });
    const isHoled = ledger.gaps.some(({ kind }) =>
      kind === "windows_missing" || kind === "ends_early"
    );
    return isHoled && given.has("fail") ? EXIT.FINDINGS : EXIT.OK;
  });
}

/** A period as JSON has it. */
export function isoPeriod({ fromMs, toMs }: Period): { from: string; to: string } {
  return { from: formatTime(fromMs), to: formatTime(toMs) };
}

function ledgerCells({ logs }: Ledger): (string | number)[][] {
  return logs.map((row) => [
    ...[row.log, formatTime(row.firstMs), formatTime(row.lastMs), row.expected, row.present],
    ...[row.parts, row.records, row.startsLate ? "after the period begins" : "in time"],
  ]);
}

function periodText(ledger: Ledger, period: Period): string {
  const { from, to } = isoPeriod(period);
  const gaps = ledger.gaps.length === 0
    ? "Nothing is missing.\n"
    : alignedText(GAP_COLUMNS, ledger.gaps.map(gapCells));
  return `Period ${from} to ${to}\n\n${
    alignedText(LEDGER_COLUMNS, ledgerCells(ledger))
  }\n${gaps}\nTraffic that bypassed the proxy is not in this: outband reconcile compares counts.\n`;
}
