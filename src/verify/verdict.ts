/**
 * From findings to a verdict: the seven results, one sentence on each, what stays unproven, and
 * the exit code.
 * @module
 */

import { toBase64 } from "../base/bytes.ts";
import type { Counts } from "../format/counts.ts";
import { RESULT_NAMES, type ResultName } from "../format/finding_codes.ts";
import type { RegisterEntry } from "../format/register.ts";
import { sumCounts } from "../format/window_totals.ts";
import { parseVkey } from "../tlog/note.ts";
import { type Confirmation, timeText } from "./anchor_check.ts";
import type { Findings } from "./findings.ts";
import type { LogFacts } from "./log_facts.ts";
import type {
  Finding,
  FirstBad,
  LogReport,
  OutsideReport,
  RegisterReport,
  ResultStatus,
  VerifyReport,
  WindowReport,
} from "./report.ts";
import { notProven, number, reasonsOf } from "./wording.ts";

/** Results that must be `pass`; `content` only when there was content to check. */
const ALWAYS_REQUIRED: readonly ResultName[] = ["integrity", "identity", "content", "completeness"];

/** What a report is made of. */
export interface ReportInput {
  findings: Findings;
  pinned: readonly string[];
  require: readonly ResultName[];
  log: LogFacts | null;
  others: string[];
}

/** Makes the report. */
export function makeReport(input: ReportInput): VerifyReport {
  const { findings, log, others } = input;
  const windows = log?.windows ?? [];
  const totals = sumCounts(windows.map(({ counts }) => counts));
  if (log !== null && !log.isCut) {
    addIdentity(input, log);
    addTrafficNotes(findings, { log, totals });
  }
  const results = resultsOf(findings, log);
  const required = RESULT_NAMES.filter((name) =>
    input.require.includes(name) ||
    (ALWAYS_REQUIRED.includes(name) && (name !== "content" || results.content !== "not_checked"))
  );
  const list = findings.list();
  const firstBad = firstBadOf(list, windows);
  return {
    exit: exitOf(findings, { results, required }),
    results,
    reasons: reasonsOf({ log, list, totals, results }),
    required,
    findings: list,
    finding_counts: findings.counts(),
    log: log === null ? null : logReport(log),
    windows,
    totals,
    outside: {
      witnessed: outsideReport(log?.anchors.witnessed),
      timestamped: outsideReport(log?.anchors.timestamped),
    },
    telemetry: log?.telemetry ?? null,
    ...(log === null || log.register === null
      ? {}
      : { register: log.register.map(registerReport) }),
    ...(log === null || log.sample === null ? {} : { sample: log.sample }),
    not_proven: notProven({ log, list, totals, results }),
    ...(firstBad === null ? {} : { first_bad: firstBad }),
    others,
  };
}

function registerReport({ n, t, by, vkey, kind }: RegisterEntry): RegisterReport {
  return { n, t, by, vkey, kind };
}

function outsideReport(confirmed: Confirmation | null | undefined): OutsideReport | null {
  return confirmed ? { size: confirmed.size, time: timeText(confirmed.timeMs) } : null;
}

function logReport({ log, newest }: LogFacts): LogReport {
  const keys = log.keys.keys.map(({ text }) => text);
  return {
    origin: log.origin,
    vkey: keys.at(-1) ?? null,
    keys,
    records: log.records,
    size: newest?.checkpoint.size ?? null,
    root: newest === null ? null : toBase64(newest.checkpoint.root),
  };
}

/** Did a pinned key sign this log? Any key of its proven chain will do. */
function addIdentity({ findings, pinned }: ReportInput, { log, hasHead }: LogFacts): void {
  const place = { where: "" };
  const { keys } = log.keys;
  if (pinned.length === 0) {
    findings.add("KEY_NOT_PINNED", place, "Give the key that you got by another way with --key");
    return;
  }
  const mine = keys.filter(({ text }) => pinned.includes(text));
  if (mine.some(({ hasSigned }) => hasSigned)) return;
  const isOtherLog = pinned.every((text) => parseVkey(text)?.name !== log.origin);
  const isSigned = keys.some(({ hasSigned }) => hasSigned);
  if (isSigned || isOtherLog || (mine.length === 0 && (hasHead || keys.length > 0))) {
    const names = keys.map(({ text }) => text).join(", ") || "not known";
    findings.add("KEY_UNKNOWN", place, `The keys of ${log.origin} are ${names}`);
  } else {
    findings.add("NOTE_UNSIGNED", place, "The key that you gave has signed nothing here");
  }
}

function addTrafficNotes(
  findings: Findings,
  { log, totals }: { log: LogFacts; totals: Counts },
): void {
  const place = { where: "" };
  const notes = [
    ["REQUESTS_DROPPED", totals.dropped],
    ["REQUESTS_EXCLUDED", totals.excluded],
    ["REQUESTS_UNKNOWN", totals.unknown_at_crash],
    ["CAPTURE_PARTIAL", totals.audited_partial + totals.metadata_only],
    ["CALLS_IN_FLIGHT", log.log.ordinals.inFlight],
  ] as const;
  for (const [code, n] of notes) {
    if (n > 0) findings.add(code, place, `${number(n)} of ${number(totals.processed)} calls`);
  }
  if (!log.log.windows.isLogClosed) {
    findings.add("LOG_NOT_CLOSED", place, `It may go on after record ${log.log.next - 1}`);
  }
  if (log.confirmed === 0 && !isAnchored(log) && findings.count("HEAD_UNREADABLE") === 0) {
    findings.add("HEAD_NONE_KNOWN", place, "Give a checkpoint that you kept with --known-head");
  }
}

/** A witness or a time-stamp confirms a checkpoint. */
function isAnchored({ anchors: { witnessed, timestamped } }: LogFacts): boolean {
  return witnessed !== null || timestamped !== null;
}

/** Results that hold when nothing was found against them. */
function baseResult(name: ResultName, log: LogFacts): ResultStatus {
  switch (name) {
    case "integrity":
      return log.signedSize > log.log.first ? "pass" : "unproven";
    case "completeness":
      return log.hasClose ? "pass" : "unproven";
    case "time": // Only who is outside can vouch for the proxy's clock.
      return isAnchored(log) ? "pass" : "unproven";
    case "independence":
      return log.confirmed > 0 || isAnchored(log) ? "pass" : "unproven";
    case "content":
      return log.telemetry === null && (log.sample?.opened ?? 0) === 0 ? "not_checked" : "pass";
    case "identity":
    case "continuity":
      return "pass";
  }
}

function resultsOf(findings: Findings, log: LogFacts | null): Record<ResultName, ResultStatus> {
  const list = findings.list();
  const status = (name: ResultName): ResultStatus => {
    const weights = new Set(list.filter((f) => f.result === name).map(({ weight }) => weight));
    if (weights.has("contradiction")) return "fail";
    if (log === null) return "not_checked";
    if (weights.has("unreadable") || weights.has("unproven")) return "unproven";
    return log.isCut ? "unproven" : baseResult(name, log);
  };
  return {
    integrity: status("integrity"),
    identity: status("identity"),
    continuity: status("continuity"),
    time: status("time"),
    independence: status("independence"),
    content: status("content"),
    completeness: status("completeness"),
  };
}

function exitOf(
  findings: Findings,
  { results, required }: { results: Record<ResultName, ResultStatus>; required: ResultName[] },
): VerifyReport["exit"] {
  if (findings.hasWeight("contradiction")) return 4;
  if (findings.hasWeight("unreadable")) return 5;
  return required.every((name) => results[name] === "pass") ? 0 : 6;
}

/** The earliest record that a contradiction names; tiles tell exactly which of two linked ones. */
function firstBadOf(list: readonly Finding[], windows: readonly WindowReport[]): FirstBad | null {
  const placed = list.filter((f) => f.weight === "contradiction" && f.index !== undefined);
  const tile = placed.find(({ code }) => code === "TILE_MISMATCH");
  const indexes = placed
    .filter(({ code, index = 0 }) => {
      const isLink = code === "CHAIN_BROKEN" && tile?.index !== undefined;
      return !isLink || index >= (tile.index as number);
    })
    .map(({ index = 0 }) => index);
  if (indexes.length === 0) return null;
  const index = Math.min(...indexes);
  const exact = placed.find((f) => f.index === index && f.line !== undefined);
  if (exact?.line !== undefined) return { path: exact.where, index, line: exact.line };
  const window = windows.find(({ first, end }) => first <= index && index < end);
  if (window === undefined) return null;
  const dir = window.path === "." ? "" : `${window.path}/`;
  return { path: `${dir}segment.jsonl`, index, line: index - window.first + 1 };
}
