/**
 * `outband reconcile`: compares counts of vendors and gateways with the calls that were seen.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { RECON_COLUMNS, reconCells, reconDays } from "../report/reconcile.ts";
import {
  alignedText,
  AUDITOR_USAGE,
  printResult,
  runAuditor,
  writeTables,
} from "./auditor_command.ts";
import type { Command, CommandIo } from "./command.ts";
import { isoPeriod } from "./period.ts";
import {
  RECON_SQL,
  reconcileFiles,
  type ReconSource,
  USAGE_FILES_FLAGS,
  USAGE_FILES_USAGE,
} from "./usage_files.ts";

const USAGE = `Usage: outband reconcile PATH... [--openai-usage FILE]... [--anthropic-usage FILE]...
                         [--csv FILE --map LIST [--provider NAME]] [--from DAY] [--to DAY]
                         [--json] [--out DIR] [--fail] [--index FILE] [--rebuild]

Compares what a vendor or a gateway counted with the calls that the records show, and says what is in
the one and not in the other. It is the only check that finds calls which went around the proxy. Only
calls with a status of 200 to 299 are compared: vendors do not bill the others.

${USAGE_FILES_USAGE}
${AUDITOR_USAGE}  --fail               exit 10 when the source has more than the records, on any day

A call belongs to the hour in which it was recorded, and to the vendor in the hour in which it began,
so some calls near the turn of an hour stand in another bucket; the sums of days show what is left.
Calls without a record have no vendor: "unrecorded" counts those of all vendors in that time.
With --out it writes reconcile.csv.

Example:
  outband reconcile evidence --openai-usage usage.json --from 2026-09-01 --to 2026-09-30 --fail
`;

/** Rows of differences that are printed. */
const ROWS_SHOWN_MAX = 40;

/** `outband reconcile`. */
export const RECONCILE_COMMAND: Command = {
  name: "reconcile",
  summary: "compare a vendor's or gateway's counts with calls seen",
  usage: USAGE,
  run: runReconcile,
};

function runReconcile(args: readonly string[], io: CommandIo): Promise<number> {
  const flags = {
    switches: ["fail"],
    values: USAGE_FILES_FLAGS.values,
    lists: USAGE_FILES_FLAGS.lists,
  };
  return runAuditor({ name: "reconcile", args, flags }, async (task) => {
    const { given, period, evidence } = task;
    const sources = await reconcileFiles(given, { io, db: evidence.db, period });
    if (sources.length === 0) {
      throw new OutbandError(
        "USAGE",
        "Name a file with counts: --openai-usage, --anthropic-usage or --csv; " +
          "see outband reconcile --help",
      );
    }
    writeTables(task, [{
      file: "reconcile.csv",
      title: "Counts of others beside calls seen",
      table: { columns: RECON_COLUMNS, rows: sources.flatMap(({ rows }) => rows.map(reconCells)) },
      query: RECON_SQL,
      parameters: { sources: sources.map(({ source }) => source).join(", ") },
    }]);
    printResult({ given, io }, {
      value: { ...isoPeriod(period), sources },
      text: () => sources.map(sourceText).join("\n"),
    });
    const isMoreThere = sources.some(({ rows }) =>
      reconDays(rows).some(({ measure, independent, seen }) =>
        measure === "cost" ? seen === 0 && independent > 0 : independent > seen
      )
    );
    return isMoreThere && given.has("fail") ? EXIT.FINDINGS : EXIT.OK;
  });
}

function sourceText({ source, rows }: ReconSource): string {
  const days = reconDays(rows);
  const differing = rows.filter(({ verdict }) => verdict !== "same");
  const sum = (name: "independent" | "seen"): number =>
    days.reduce((total, day) => total + day[name], 0);
  const dayRows = days.filter((day) => day.measure === "cost" || day.independent !== day.seen)
    .map((day) => [
      ...[formatTime(day.dayMs).slice(0, 10), day.measure, day.independent, day.seen],
      ...[day.measure === "cost" ? 0 : day.independent - day.seen, day.unrecorded],
    ]);
  const heads = ["day", "measure", "there", "seen", "delta", "unrecorded"];
  const more = differing.length - ROWS_SHOWN_MAX;
  return [
    `${source}: ${days.length} days, there ${sum("independent")}, seen ${sum("seen")}\n`,
    dayRows.length === 0 ? "All days agree.\n" : alignedText(heads, dayRows),
    differing.length === 0
      ? ""
      : `\n${alignedText(RECON_COLUMNS, differing.slice(0, ROWS_SHOWN_MAX).map(reconCells))}`,
    more > 0 ? `${more} more rows; --out writes them all\n` : "",
  ].join("");
}
