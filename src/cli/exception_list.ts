/**
 * The list of exceptions of some evidence, for the commands that show and answer them.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import type { PolicyInForce } from "../controls/status.ts";
import { EXIT } from "../base/errors.ts";
import type { ReportFacts } from "../report/data.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { type Basis, BASIS_FLAGS, BASIS_USAGE, readJudges, withBasis } from "./report_basis.ts";
import { readPeriod } from "./range_arguments.ts";

/** Flags that say which log, which time and whose rules. `--csv` is a form of output here. */
export const LIST_FLAGS = {
  ...BASIS_FLAGS,
  lists: [...BASIS_FLAGS.lists.filter((name) => name !== "csv"), "gateway-csv"],
};

/** The same in `--help`. */
export const LIST_USAGE = BASIS_USAGE.replace(
  "--csv FILE ",
  "--gateway-csv FILE\n                      ",
);

/** Computes figures with their exceptions, judged now, and hands them to `body`. */
export async function withList<T>(
  paths: readonly string[],
  { given, io, action }: { given: Arguments; io: CommandIo; action: string },
  body: (basis: Basis & { policies: readonly PolicyInForce[] }) => T | Promise<T>,
): Promise<T> {
  const wanted = readPeriod(given);
  const judges = await readJudges(given, io);
  const files: Arguments = {
    ...given,
    list: (name) => given.list(name === "csv" ? "gateway-csv" : name),
  };
  const order = { ...judges, paths, given: files, io, action, wanted, nowMs: SYSTEM_CLOCK.nowMs() };
  return await withBasis(order, (basis) => body({ ...basis, policies: judges.policies }));
}

/** The worst exit code of the verifications: rejected, unreadable, unproven, good. */
export function worstExit({ verification }: Pick<ReportFacts, "verification">): number {
  return [EXIT.REJECTED, EXIT.IO, EXIT.INCOMPLETE].find((exit) =>
    verification.some((log) => log.exit === exit)
  ) ?? EXIT.OK;
}
