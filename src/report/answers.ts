/**
 * What people answered, of all logs of a report: reviews, dispositions, incidents and custody. A
 * review in the register of any of the logs counts for all of them; an answer to an exception counts
 * where it was given.
 * @module
 */

import {
  answerFacts,
  countedEntries,
  type Disposition,
  dispositionsOf,
  type ReviewInterval,
  reviewIntervals,
} from "../controls/answers.ts";
import { type ExceptionRow, type Sha256, windowExceptions } from "../controls/exceptions.ts";
import type { PolicyInForce } from "../controls/status.ts";
import type { PeriodFacts, WindowFacts } from "../format/facts.ts";
import type { RegisterEntry } from "../format/register.ts";
import type { LogVerification } from "./verification.ts";

/** An exception of one window, under the id that `outband ack` takes. */
export interface AnsweredException extends ExceptionRow {
  disposition: Disposition;
}

/** All answers. */
export interface Answers {
  intervals: ReviewInterval[];
  exceptions: AnsweredException[];
  /** Entries whose signer counts. */
  entries: RegisterEntry[];
  /** What statuses take from them. */
  facts: Pick<PeriodFacts, "reviews" | "dispositions" | "incidents" | "custody">;
}

/** What answers are read with. */
export interface AnswersInput {
  period: { fromMs: number; toMs: number };
  verification: readonly LogVerification[];
  policy: PolicyInForce | null;
  nowMs: number;
  sha256: Sha256;
}

/**
 * Reads the answers.
 *
 * @param windows Facts of the windows with the state that the verification gave them.
 */
export function answersOf(input: AnswersInput, windows: Iterable<WindowFacts>): Answers {
  const { period, policy, verification, nowMs, sha256 } = input;
  const entries = verification.flatMap(({ register }) => register);
  const context = { entries, policy: policy?.policy ?? null, nowMs };
  const rows: ExceptionRow[] = [];
  for (const facts of windows) {
    const isInForce = policy !== null && facts.policy === policy.digest;
    rows.push(...windowExceptions(facts, { policy: isInForce ? policy.policy : null, sha256 }));
  }
  const intervals = reviewIntervals(period, context);
  const stands = dispositionsOf(rows, context);
  return {
    intervals,
    exceptions: rows.map((row) => ({ ...row, disposition: stands.get(row.id) as Disposition })),
    entries: countedEntries(context),
    facts: answerFacts({ rows, intervals }, context),
  };
}
