/**
 * `outband exceptions`: what somebody has to look at, and what came of it.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { printable } from "../base/printable.ts";
import { type Cell, csvText } from "../report/csv.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import {
  type ExceptionList,
  LIST_FLAGS,
  LIST_USAGE,
  type ListedException,
  listExceptions,
} from "./exception_list.ts";

const USAGE = `Usage: outband exceptions DIR [--policy FILE] [--key VKEY] [--from T] [--to T]
                          [--open] [--json | --csv] [--fail]

Verifies a log and lists what somebody has to look at: windows that are missing or do not verify,
calls without a record, deviations from the declared policy, intervals that nobody reviewed, and
signals from traffic. Each has an id; outband ack answers it. The list is computed from the records
each time, so everybody who has the evidence gets the same.

${LIST_USAGE}  --open           only those that nobody answered
  --json, --csv    for programs; one JSON object, or comma-separated values with a header
  --fail           exit with 10 when one is open

A signal is a hint by a rule. It may mean nothing, and what no rule describes is not listed.
`;

/** Columns of the CSV. */
const COLUMNS = [
  "id",
  "kind",
  "rule",
  "log",
  "from",
  "to",
  "n",
  "what",
  "state",
  "due",
  "disposition",
  "by",
  "answered",
  "ticket",
] as const;

const KIND_WIDTH = 16;
const STATE_WORDS = {
  open: "open",
  in_time: "answered",
  late: "answered late",
  not_due: "waiting",
};

/** `outband exceptions`. */
export const EXCEPTIONS_COMMAND: Command = {
  name: "exceptions",
  summary: "list what somebody has to look at",
  usage: USAGE,
  run: runExceptions,
};

async function runExceptions(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("exceptions", args, {
    switches: ["open", "json", "csv", "fail"],
    values: LIST_FLAGS,
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one evidence directory; see outband exceptions --help");
  }
  const list = await listExceptions(path, given, io);
  const isUnanswered = ({ disposition: { state } }: ListedException): boolean =>
    state === "open" || state === "not_due";
  const rows = given.has("open") ? list.rows.filter(isUnanswered) : list.rows;
  if (given.has("json")) io.out(`${JSON.stringify(jsonOf(list, rows))}\n`);
  else if (given.has("csv")) {
    const cells = rows.map((row) => cellsOf(row).map(([, value]) => value));
    io.out(csvText({ columns: COLUMNS, rows: cells }));
  } else io.out(listText(list, rows));
  const isOpen = list.rows.some(({ disposition }) => disposition.state === "open");
  return given.has("fail") && isOpen ? EXIT.FINDINGS : EXIT.OK;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function jsonOf(list: ExceptionList, rows: readonly ListedException[]): unknown {
  const { report, policy, windowsWithout } = list;
  return {
    log: report.log?.origin ?? null,
    verified: report.exit,
    policy: policy?.digest ?? null,
    windows_without_policy: windowsWithout,
    exceptions: rows.map((row) => Object.fromEntries(cellsOf(row))),
  };
}

function cellsOf(row: ListedException): [name: string, value: Cell][] {
  const { disposition: { state, dueMs, ack } } = row;
  const values = [
    row.id,
    row.kind,
    row.rule,
    row.log,
    formatTime(row.fromMs),
    formatTime(row.toMs),
    row.n,
    row.what,
    state,
    dueMs === null ? null : formatTime(dueMs),
    ack?.disposition ?? null,
    ack?.by ?? null,
    ack?.t ?? null,
    ack?.ticket ?? null,
  ];
  return COLUMNS.map((name, k) => [name, values[k] ?? null]);
}

function listText(list: ExceptionList, rows: readonly ListedException[]): string {
  const { report, policy, windowsWithout } = list;
  const lines = rows.map((row) => {
    const { disposition: { state, ack } } = row;
    const by = ack === null ? "" : ` (${ack.disposition}, ${ack.by})`;
    return `${row.id}  ${formatTime(row.fromMs)}  ${row.kind.padEnd(KIND_WIDTH)}` +
      `${printable(row.rule === null ? row.what : `${row.rule}: ${row.what}`)}\n` +
      `${" ".repeat(18)}${STATE_WORDS[state]}${printable(by)}\n`;
  });
  const open = list.rows.filter(({ disposition }) => disposition.state === "open").length;
  const total = `${counted(list.rows.length, "exception")} in ` +
    `${counted(report.windows.length, "window")} of ${report.log?.origin ?? "no log"}, ` +
    `${open} open\n`;
  const judged = policy === null
    ? "No policy was given: nothing was judged by one.\n"
    : windowsWithout > 0
    ? `${windowsWithout} windows do not name this policy: nothing in them was judged by it.\n`
    : "";
  const verdict = report.exit === 0
    ? ""
    : `The verification ended with ${report.exit}; outband verify says why.\n`;
  return `${lines.join("")}${total}${judged}${verdict}`;
}
