/**
 * `outband report`: one page for an auditor, its data, and its tables, from verified records.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { formatTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE, sha256Hex } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { CATALOGUE_NAMES } from "../controls/catalogue.ts";
import type { Report } from "../report/data.ts";
import { reportJson } from "../report/report_json.ts";
import { reportTables } from "../report/report_tables.ts";
import { reportPage } from "../report/sections_end.ts";
import { readArguments } from "./arguments.ts";
import { type AuditorTask, exportsOf } from "./auditor_command.ts";
import type { Command, CommandIo } from "./command.ts";
import { worstExit } from "./exception_list.ts";
import { makeOutDirectory, writeOut } from "./proof_files.ts";
import { readPeriod } from "./range_arguments.ts";
import {
  BASIS_FLAGS,
  BASIS_USAGE,
  type BasisOrder,
  readJudges,
  reportOf,
  withBasis,
} from "./report_basis.ts";
import { RECON_SQL } from "./usage_files.ts";

const USAGE = `Usage: outband report PATH... --out DIR [--from DAY] [--to DAY] [--key VKEY|FILE]...
                      [--policy FILE]... [--framework LIST] [--telemetry PATH]...
                      [--known-head FILE]... [--witness-policy FILE] [--tsa-ca FILE]
                      [--openai-usage FILE]... [--anthropic-usage FILE]...
                      [--csv FILE --map LIST] [--fail] [--index FILE]

Verifies the evidence of all logs below PATH and writes a report about a period: report.html, one page
that needs no network and prints well; report.json, its data; and a CSV file with an IPE sheet for each
table. It says what the evidence shows and what it does not; whether a control is met is for the auditor.
outband verify --recompute --report report.json computes it again and compares.

  --out DIR          directory to make
  --framework LIST   frameworks to state, with commas: ${CATALOGUE_NAMES.frameworks.join(", ")}
                     [those of the policy, or all]
${BASIS_USAGE}  --fail             exit 10 when there is a deviation from what was declared

Exit codes: 0 the report was written and nothing contradicts; 4 it was written, and the evidence
contradicts itself; 5 it could not be written; 6 it was written, and keys are missing or windows are
unsigned.
`;

/** `outband report`. */
export const REPORT_COMMAND: Command = {
  name: "report",
  summary: "write an auditor's report about a period",
  usage: USAGE,
  run: runReport,
};

async function runReport(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("report", args, {
    switches: ["fail", ...BASIS_FLAGS.switches],
    values: ["out", "framework", ...BASIS_FLAGS.values],
    lists: BASIS_FLAGS.lists,
  });
  const out = given.value("out");
  if (given.rest.length === 0 || out === undefined) {
    throw new OutbandError("USAGE", "Name a path and --out; see outband report --help");
  }
  const wanted = readPeriod(given);
  const frameworks = readFrameworks(given.value("framework"));
  const judges = await readJudges(given, io);
  makeOutDirectory(out);
  const order = { ...judges, given, io, wanted, paths: given.rest, action: "report on" };
  const report = await reportInto(out, {
    ...{ ...order, frameworks },
    nowMs: SYSTEM_CLOCK.nowMs(),
  });
  io.out(resultText(report, out));
  return exitOf(report, given.has("fail"));
}

/** Makes a report, and writes its files into a directory that exists. */
export async function reportInto(
  out: string,
  order: BasisOrder & { frameworks: readonly string[] | null },
): Promise<Report> {
  const { policies, frameworks } = order;
  return await withBasis(order, (basis) => {
    const report = reportOf(basis, { policies, frameworks });
    writeReport(basis.task, report, out);
    return report;
  });
}

/** Frameworks of a flag; null without it. @throws {OutbandError} CONFIG for one that is not known. */
export function readFrameworks(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !CATALOGUE_NAMES.frameworks.includes(name));
  if (unknown === undefined) return names;
  throw new OutbandError(
    "CONFIG",
    `Flag --framework has "${unknown}" and must be of ${CATALOGUE_NAMES.frameworks.join(", ")}`,
  );
}

function writeReport(task: AuditorTask, report: Report, out: string): void {
  const files = exportsOf(task, reportTables(report));
  for (const { name, csv, sheet } of files) {
    writeOut(`${out}/${name}`, csv);
    writeOut(`${out}/${name}.ipe.json`, `${JSON.stringify(sheet, null, 2)}\n`);
  }
  const json = reportJson(report);
  writeOut(`${out}/report.json`, json);
  writeOut(
    `${out}/report.html`,
    reportPage(report, {
      sheets: files.map(({ sheet }) => sheet),
      reconSql: RECON_SQL,
      dataSha256: sha256Hex(utf8(json)),
      sha256: NODE_SUITE.sha256,
    }),
  );
}

/** Exit code for what a report says of its evidence. */
export function exitOf(report: Report, mustFail: boolean): number {
  const worst = worstExit(report);
  if (worst !== EXIT.OK) return worst;
  const hasDeviation = report.exceptions.some(({ weight }) => weight === "deviation");
  return hasDeviation && mustFail ? EXIT.FINDINGS : EXIT.OK;
}

function resultText(report: Report, out: string): string {
  const { totals, coverage, exceptions, verification } = report;
  const deviations = exceptions.filter(({ weight }) => weight === "deviation").length;
  const statuses = Map.groupBy(report.controls, ({ status }) => status);
  const counts = [...statuses].map(([status, list]) => `${list.length} ${status}`).join(", ");
  const open = verification.filter(({ exit }) => exit !== EXIT.OK)
    .map(({ origin, exit }) => `${origin} (verify: exit ${exit})`);
  return [
    `Period      ${formatTime(report.period.fromMs)} to ${formatTime(report.period.toMs)}\n`,
    `Calls       ${totals.processed}, coverage ${coverage === null ? "-" : `${coverage} %`}\n`,
    `To explain  ${deviations} deviations, ${exceptions.length - deviations} events\n`,
    `Controls    ${counts}\n`,
    open.length === 0 ? "" : `Not proven  ${open.join(", ")}\n`,
    `Written     ${out}/report.html\n`,
  ].join("");
}
