/**
 * `outband changes`: what changed in a period, as the records show it.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { EXIT } from "../base/errors.ts";
import { CHANGE_COLUMNS, changeCells, changesOf } from "../report/changes.ts";
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

const USAGE = `Usage: outband changes PATH... [--from DAY] [--to DAY] [--json] [--out DIR]
                       [--index FILE] [--rebuild]

Lists what changed: the program's version, its configuration and declared policy, detection rules,
keys of the log; and what was first seen in calls: hosts, models, models served, system prompts, sets
of tools. Prompts and tools are keyed hashes: equal within a log, and they say nothing else. What a
log shows on its first day counts as what it began with.

A change has a reference when the application sent an annotation of kind "change" about the same log
within a day of it; that is what the application said, and no approval.

${AUDITOR_USAGE}
With --out it writes changes.csv.

Example:
  outband changes evidence --from 2026-07-01 --to 2026-09-30
`;

/** `outband changes`. */
export const CHANGES_COMMAND: Command = {
  name: "changes",
  summary: "list changes of program, rules, models and prompts",
  usage: USAGE,
  run: runChanges,
};

function runChanges(args: readonly string[], io: CommandIo): Promise<number> {
  return runAuditor({ name: "changes", args }, (task) => {
    const changes = changesOf(task.ask, task.period);
    const rows = changes.map(changeCells);
    writeTables(task, [{
      file: "changes.csv",
      title: "What changed",
      table: { columns: CHANGE_COLUMNS, rows },
      query: `${QUERIES.settings.sql}; ${QUERIES.seen.sql}; ${QUERIES.references.sql}`,
    }]);
    const value = changes.map(({ atMs, ...change }) => ({ at: formatTime(atMs), ...change }));
    printResult({ given: task.given, io }, {
      value: { ...isoPeriod(task.period), changes: value },
      text: () => rows.length === 0 ? "No change was seen.\n" : alignedText(CHANGE_COLUMNS, rows),
    });
    return EXIT.OK;
  });
}
