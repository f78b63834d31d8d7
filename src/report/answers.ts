/**
 * What people answered, of all logs of a report: reviews, dispositions, incidents and custody. A
 * review, and an answer to an exception, count for the log in whose register they stand.
 * @module
 */

import {
  type AnswerContext,
  answerFacts,
  countedEntries,
  type Disposition,
  dispositionsOf,
  type ReviewInterval,
  reviewIntervals,
} from "../controls/answers.ts";
import type { ExceptionRow } from "../controls/exceptions.ts";
import type { PolicyBook } from "../controls/policy_book.ts";
import type { PeriodFacts } from "../format/facts.ts";
import type { RegisterEntry } from "../format/register.ts";
import type { ListedException } from "./exceptions.ts";
import { numberOf, type Row, textOf } from "./queries.ts";
import type { LogVerification } from "./verification.ts";

/** All answers. */
export interface Answers {
  intervals: readonly ReviewInterval[];
  /** Entries whose signer counts. */
  entries: RegisterEntry[];
  /** What statuses take from them. */
  facts: Pick<PeriodFacts, "reviews" | "dispositions" | "incidents" | "custody">;
}

/** Who answers, and by what time it is asked. */
export function answerContext(
  { verification, policies, nowMs }: {
    verification: readonly LogVerification[];
    policies: PolicyBook;
    nowMs: number;
  },
): AnswerContext {
  const entries = verification.flatMap(({ register }) => register);
  return { entries, policy: policies.newest?.policy ?? null, nowMs };
}

/**
 * The intervals that each log had to be reviewed for: those of the period between its first and
 * its newest window.
 *
 * @param logs Rows of `logs`.
 */
export function intervalsOf(
  logs: readonly Row[],
  period: { fromMs: number; toMs: number },
  context: AnswerContext,
): ReviewInterval[] {
  return logs.filter((row) => numberOf(row, "parts") > 0).flatMap((row) =>
    reviewIntervals({
      log: textOf(row, "origin"),
      fromMs: Math.max(period.fromMs, numberOf(row, "log_first_ms")),
      toMs: Math.min(period.toMs, numberOf(row, "log_last_ms")),
    }, context)
  );
}

/** Ties the answers to the exceptions. */
export function answersOf(
  rows: readonly ExceptionRow[],
  intervals: readonly ReviewInterval[],
  context: AnswerContext,
): { listed: ListedException[]; answers: Answers } {
  const stands = dispositionsOf(rows, context);
  return {
    listed: rows.map((row) => ({ ...row, disposition: stands.get(row.id) as Disposition })),
    answers: {
      intervals,
      entries: countedEntries(context),
      facts: answerFacts({ rows, intervals }, context),
    },
  };
}
