/**
 * `outband exceptions`: what somebody has to look at, and what came of it.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { printable } from "../base/printable.ts";
import { csvText } from "../report/csv.ts";
import type { ReportFacts } from "../report/data.ts";
import { EXCEPTION_COLUMNS, exceptionCells, type ListedException } from "../report/exceptions.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { LIST_FLAGS, LIST_USAGE, withList, worstExit } from "./exception_list.ts";

const USAGE = `Usage: outband exceptions PATH... [--policy FILE]... [--key VKEY]... [--from DAY]
                          [--to DAY] [--open] [--json | --csv] [--fail]

Verifies the logs below PATH and lists what somebody has to look at: windows that are missing or do
not verify, calls without a record, deviations from the declared policy, changes without a reference,
intervals that nobody reviewed, signals from traffic, and counts that differ. Each has an id; outband
ack answers it. The list is computed from the records each time, so everybody who has the evidence
gets the same, and outband report shows the same.

${LIST_USAGE}  --open               only those that nobody answered
  --json, --csv        for programs; one JSON object, or comma-separated values with a header
  --fail               exit with 10 when one is open

A signal is a hint by a rule. It may mean nothing, and what no rule describes is not listed.

Example:
  outband exceptions evidence --policy policy.jsonc --key "$(cat log.vkey)" --open --fail
`;

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
    switches: ["open", "json", "csv", "fail", ...LIST_FLAGS.switches],
    values: LIST_FLAGS.values,
    lists: LIST_FLAGS.lists,
  });
  if (given.rest.length === 0) {
    throw new OutbandError("USAGE", "Name an evidence directory; see outband exceptions --help");
  }
  return await withList(given.rest, { given, io, action: "list exceptions of" }, ({ facts }) => {
    const { exceptions: all } = facts;
    const rows = given.has("open") ? all.filter(isUnanswered) : all;
    if (given.has("json")) io.out(`${JSON.stringify(jsonOf(facts, rows))}\n`);
    else if (given.has("csv")) {
      io.out(csvText({ columns: EXCEPTION_COLUMNS, rows: rows.map(exceptionCells) }));
    } else io.out(listText(facts, rows));
    const isOpen = all.some(({ disposition }) => disposition.state === "open");
    return given.has("fail") && isOpen ? EXIT.FINDINGS : EXIT.OK;
  });
}

function isUnanswered({ disposition: { state } }: ListedException): boolean {
  return state === "open" || state === "not_due";
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function jsonOf(facts: ReportFacts, rows: readonly ListedException[]): unknown {
  return {
    logs: facts.verification.map(({ origin }) => origin),
    verified: worstExit(facts),
    policies: facts.policies.map(({ digest }) => digest),
    windows_without_policy: facts.partsWithoutPolicy,
    exceptions: rows.map((row) => {
      const cells = exceptionCells(row);
      return Object.fromEntries(EXCEPTION_COLUMNS.map((name, k) => [name, cells[k] ?? null]));
    }),
  };
}

function listText(facts: ReportFacts, rows: readonly ListedException[]): string {
  const { exceptions: all, verification } = facts;
  const lines = rows.map((row) => {
    const { disposition: { state, ack } } = row;
    const by = ack === null ? "" : ` (${ack.disposition}, ${ack.by})`;
    return `${row.id}  ${formatTime(row.fromMs)}  ${row.kind.padEnd(KIND_WIDTH)}` +
      `${printable(row.rule === null ? row.what : `${row.rule}: ${row.what}`)}\n` +
      `${" ".repeat(18)}${STATE_WORDS[state]}${printable(by)}\n`;
  });
  const open = all.filter(({ disposition }) => disposition.state === "open").length;
  const logs = verification.map(({ origin }) => origin).join(", ");
  const total = `${counted(all.length, "exception")} in ` +
    `${counted(facts.parts, "window part")} of ${logs}, ${open} open\n`;
  const judged = facts.policies.length === 0
    ? "No policy was given: nothing was judged by one.\n"
    : facts.partsWithoutPolicy > 0
    ? `${facts.partsWithoutPolicy} window parts name no policy that was given: nothing in them was ` +
      "judged by one.\n"
    : "";
  const exit = worstExit(facts);
  const verdict = exit === EXIT.OK
    ? ""
    : `The verification ended with ${exit}; outband verify says why.\n`;
  return `${lines.join("")}${total}${judged}${verdict}`;
}
