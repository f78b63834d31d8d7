/**
 * What a verification hands back: data only, ready for `JSON.stringify`.
 * @module
 */

import type { Counts } from "../format/counts.ts";
import type { FindingCode, FindingWeight, ResultName } from "../format/finding_codes.ts";
import type { SampleReport } from "./sample_check.ts";

/** Answer to one of the seven questions. */
export type ResultStatus = "pass" | "fail" | "unproven" | "not_checked";

/** One thing that the verifier found. */
export interface Finding {
  /** Stable name; `format/finding_codes.ts` says what it means. */
  code: FindingCode;
  /** What it does to the verdict. */
  weight: FindingWeight;
  /** The question that it belongs to. */
  result: ResultName;
  /** Path below the verified directory, `/` between names; empty for the log as a whole. */
  where: string;
  /** Line in that file, from 1. */
  line?: number;
  /** Index of the record, from 0. */
  index?: number;
  /** What was seen and what was expected, in one line. */
  message: string;
}

/** One part of one window, as its records tell it. */
export interface WindowReport {
  /** Window number; null when the part does not say. */
  w: number | null;
  /** Part of the window, from 0. */
  part: number;
  /** Directory. */
  path: string;
  /** Index of its first record. */
  first: number;
  /** Index after its last record. */
  end: number;
  /** Time of its first record, RFC 3339; empty when it has none. */
  from: string;
  /** Time of its last record, RFC 3339; empty when it has none. */
  to: string;
  /** It has a checkpoint of its own whose signature and root hold. */
  sealed: boolean;
  /** Calls settled in it, counted from its records. */
  counts: Counts;
  /** Fully audited calls in percent, floored to two decimals; null when there were no calls. */
  coverage: number | null;
}

/** The log that was verified. */
export interface LogReport {
  /** Its name. */
  origin: string;
  /** The key in force at the end, as vkey; null when it is not known. */
  vkey: string | null;
  /** All keys of the log in order, as vkeys. */
  keys: string[];
  /** Records read. */
  records: number;
  /** Size of the newest checkpoint that holds; null when none does. */
  size: number | null;
  /** Root of that checkpoint in base64; null when there is none. */
  root: string | null;
}

/** The record where the first contradiction was seen. */
export interface FirstBad {
  /** Path of the file. */
  path: string;
  /** Index of the record. */
  index: number;
  /** Line in the file, from 1. */
  line: number;
}

/** A checkpoint that somebody outside confirmed. */
export interface OutsideReport {
  /** Its records. */
  size: number;
  /** When it was confirmed, RFC 3339. */
  time: string;
}

/** One line of the register. */
export interface RegisterReport {
  /** Its number, from 0. */
  n: number;
  /** When it was signed, as its signer says, RFC 3339. */
  t: string;
  /** Key name of whoever signed it. */
  by: string;
  /** The key, as vkey. */
  vkey: string;
  /** `ack`, `review`, `incident.open`, ... */
  kind: string;
}

/** Everything that a verification found out. */
export interface VerifyReport {
  /** 0 proven, 4 contradicted, 5 could not check, 6 something required is unproven. */
  exit: 0 | 4 | 5 | 6;
  /** Answers to the seven questions. */
  results: Record<ResultName, ResultStatus>;
  /** Why each answer is what it is, in one sentence. */
  reasons: Record<ResultName, string>;
  /** The questions that had to be answered with `pass`. */
  required: ResultName[];
  /** All findings, at most 200 of each code. */
  findings: Finding[];
  /** How often each code was found. */
  finding_counts: Partial<Record<FindingCode, number>>;
  /** The verified log; null when none was found. */
  log: LogReport | null;
  /** Its window parts in order. */
  windows: WindowReport[];
  /** Sum over all parts. */
  totals: Counts;
  /**
   * The newest checkpoint that witnesses, and the newest that a time-stamp confirms: its records,
   * and when it was confirmed, RFC 3339; null without one that could be checked.
   */
  outside: { witnessed: OutsideReport | null; timestamped: OutsideReport | null };
  /** Telemetry lines whose commitments hold; null when no telemetry was given. */
  telemetry: { matched: number; calls: number } | null;
  /**
   * What people signed of the log: entries whose form, chain and signature hold. Absent when there
   * is no register. Whose keys count is for the declared policy.
   */
  register?: RegisterReport[];
  /** What came of a sample; absent when none was given. */
  sample?: SampleReport;
  /** What this verification cannot know, one sentence each. */
  not_proven: string[];
  /** The first bad record, when a contradiction can be pinned to one. */
  first_bad?: FirstBad;
  /** Other logs that were found here and not checked: `origin (directory)`. */
  others: string[];
}
