/**
 * The verdict in plain sentences: for people who never saw a Merkle tree.
 * @module
 */

import type { Counts } from "../format/counts.ts";
import {
  type FindingCode,
  findingRule,
  type FindingWeight,
  type ResultName,
} from "../format/finding_codes.ts";
import { type Confirmation, timeText } from "./anchor_check.ts";
import type { LogFacts } from "./log_facts.ts";
import type { Finding, ResultStatus } from "./report.ts";

/** What sentences are made of. */
export interface WordingInput {
  log: LogFacts | null;
  list: readonly Finding[];
  totals: Counts;
  results: Record<ResultName, ResultStatus>;
}

/** One sentence for each result. */
export function reasonsOf(input: WordingInput): Record<ResultName, string> {
  return {
    integrity: reasonOf(input, "integrity"),
    identity: reasonOf(input, "identity"),
    continuity: reasonOf(input, "continuity"),
    time: reasonOf(input, "time"),
    independence: reasonOf(input, "independence"),
    content: reasonOf(input, "content"),
    completeness: reasonOf(input, "completeness"),
  };
}

/** What this verification cannot know, one sentence each. */
export function notProven({ log, list, totals, results }: WordingInput): string[] {
  const has = (code: FindingCode): boolean => list.some((finding) => finding.code === code);
  const sentences = [
    "Calls that bypassed the proxy are not in the log; compare the counts with the provider's " +
    "usage report or the egress firewall's.",
    "The log proves what was recorded, not that the program that recorded it was unchanged.",
  ];
  if (log === null) return sentences;
  if (results.independence === "pass" && log.confirmed === 0) {
    sentences.push(
      "Newer windows could have been removed together with what witnesses and time-stamps said of " +
        "them: no head that was kept elsewhere was compared.",
    );
  } else if (results.independence !== "pass") {
    sentences.push(
      "Newer windows could have been removed, or all of it rewritten by whoever holds the key: " +
        "no head that was kept elsewhere confirms this one.",
    );
  }
  if (has("KEY_NOT_PINNED")) {
    sentences.push("Who signed this is not known: the keys beside the evidence prove nothing.");
  }
  if (has("RANGE_NOT_COVERED")) {
    sentences.push(`Nothing is said about the ${records(log.log.first)} before these.`);
  }
  if (has("TOMBSTONE_DECLARED")) {
    sentences.push(
      `The ${records(log.log.first)} before these were deleted, as the log itself declares: what ` +
        "they said is not known any more.",
    );
  }
  if (has("WINDOW_UNSIGNED")) {
    const unsigned = log.log.next - Math.max(log.signedSize, log.log.first);
    sentences.push(`The newest ${records(unsigned)} can still be changed: they are not signed.`);
  }
  sentences.push(timeSentence(log));
  if (results.content === "not_checked") {
    sentences.push("What the calls said was not looked at; give their telemetry to check it.");
  }
  if (log.sample !== null && !log.sample.nonce_confirmed) {
    sentences.push(
      "That the sample was drawn with your nonce: compare it, or give yours with --nonce.",
    );
  }
  if (totals.unknown_at_crash > 0) {
    const n = totals.unknown_at_crash;
    sentences.push(`Up to ${count(n, "call")} may have been lost unseen in a crash.`);
  }
  return sentences;
}

function reasonOf(input: WordingInput, name: ResultName): string {
  const status = input.results[name];
  if (status === "fail") return sentenceOf(input, name, "contradiction");
  const open = input.list.find(({ result, weight }) =>
    result === name && (weight === "unreadable" || weight === "unproven")
  );
  if (open?.code === "WINDOW_UNSIGNED" && input.log !== null) return unsignedReason(input.log);
  if (open !== undefined) return sentenceOf(input, name, open.weight);
  if (input.log === null) return "There was nothing to check.";
  if (input.log.isCut) return "A segment could not be read, so the rest was not looked at.";
  return goodReason(input, input.log, name);
}

/** The first finding of a weight, and how many more there are. */
function sentenceOf({ list }: WordingInput, name: ResultName, weight: FindingWeight): string {
  const found = list.filter((finding) => finding.result === name && finding.weight === weight);
  const [first] = found;
  if (first === undefined) return "";
  const meaning = findingRule(first.code).meaning;
  const more = found.length - 1;
  return more === 0 ? meaning : `${meaning} (${count(more, "more finding")} of this weight.)`;
}

function goodReason(input: WordingInput, log: LogFacts, name: ResultName): string {
  switch (name) {
    case "integrity":
      return integrityReason(log);
    case "identity":
      return identityReason(log);
    case "continuity":
      return continuityReason(input, log);
    case "time":
      return timeReason(log);
    case "independence":
      return independenceReason(log);
    case "content":
      return contentReason(log);
    case "completeness":
      return completenessReason(input.totals, log);
  }
}

function integrityReason({ log, newest, signedSize }: LogFacts): string {
  const signed = records(signedSize - log.first);
  if (signedSize <= log.first) return "No record is covered by a signature that could be checked.";
  return log.hasTree
    ? `All ${signed} are, byte for byte, those under the signed root of checkpoint ${
      number(signedSize)
    }.`
    : `All ${signed} are, byte for byte, those that signed statements vouch for` +
      `${newest === null ? "" : ` up to checkpoint ${newest.checkpoint.size}`}.`;
}

function unsignedReason({ log, signedSize }: LogFacts): string {
  const signed = Math.max(signedSize - log.first, 0);
  const open = log.next - log.first - signed;
  return `${records(signed)} ${isAre(signed)} covered by a signature that holds; the newest ` +
    `${number(open)} ${isAre(open)} not signed yet.`;
}

function identityReason({ log }: LogFacts): string {
  const { keys } = log.keys;
  return keys.length < 2
    ? "The key that you gave signed this log."
    : `A key that you gave signed this log; it had ${keys.length} keys, and each change was ` +
      "signed by both.";
}

function continuityReason({ list }: WordingInput, { windows }: LogFacts): string {
  const downtimes = list.filter(({ code }) => code === "DOWNTIME_DECLARED").length;
  const crashes = list.filter(({ code }) => code === "RECOVERED_AFTER_CRASH").length;
  const first = windows.at(0)?.w ?? null;
  const last = windows.at(-1)?.w ?? null;
  const range = first === last ? `Window ${first} is` : `Windows ${first} to ${last} are`;
  const declared = [
    ...(downtimes > 0 ? [count(downtimes, "downtime")] : []),
    ...(crashes > 0 ? [crashes === 1 ? "1 crash" : `${number(crashes)} crashes`] : []),
  ].join(" and ");
  return declared === ""
    ? `${range} here without a gap.`
    : `${range} here without a gap but for ${declared}, which the log declares.`;
}

function independenceReason({ confirmed, anchors }: LogFacts): string {
  const kept = `${count(confirmed, "head")} kept elsewhere ${isAre(confirmed)}`;
  const parts = [
    ...(confirmed > 0 ? [`${kept} part of this history.`] : []),
    ...(anchors.witnessed === null
      ? []
      : [`Witnesses confirm the first ${number(anchors.witnessed.size)} records.`]),
    ...(anchors.timestamped === null
      ? []
      : [`A time-stamp confirms the first ${number(anchors.timestamped.size)} records.`]),
  ];
  return parts.length > 0
    ? parts.join(" ")
    : "No head from elsewhere was given, so newer windows could have been removed.";
}

/** The strongest confirmation by an outside clock; null without any. */
function outsideClock({ anchors: { witnessed, timestamped } }: LogFacts): Confirmation | null {
  const [newest] = [timestamped, witnessed].filter((found) => found !== null)
    .toSorted((a, b) => b.size - a.size);
  return newest ?? null;
}

function timeReason(log: LogFacts): string {
  const clock = outsideClock(log);
  return clock === null
    ? "Times rise and lie in their windows; only the proxy's own clock vouches for them."
    : `Times rise and lie in their windows; the first ${number(clock.size)} records existed at ` +
      `${timeText(clock.timeMs)}, as an outside clock has it.`;
}

function timeSentence(log: LogFacts): string {
  const clock = outsideClock(log);
  if (clock === null) {
    return "The times are those of the proxy's own clock; no time-stamp was checked.";
  }
  return "Between what outside clocks confirmed, the times are those of the proxy's own clock.";
}

function contentReason({ telemetry, sample }: LogFacts): string {
  if (telemetry === null) {
    if (sample === null) return "No telemetry was given.";
    return sample.opened === 0
      ? "No telemetry was given, and no record of the sample was opened."
      : `${number(sample.opened)} of ${
        count(sample.drawn, "sampled call")
      } were opened, and each ` +
        "opened part is what was committed to.";
  }
  const { matched, calls } = telemetry;
  return matched === calls
    ? `All ${count(calls, "call")} have their telemetry line, and each is what was committed to.`
    : `${matched} of ${count(calls, "call")} have their telemetry line, and each is what was ` +
      "committed to.";
}

function completenessReason(totals: Counts, { hasClose }: LogFacts): string {
  const { processed, unknown_at_crash: unknown } = totals;
  if (!hasClose) return "No window was closed yet, so no totals can be compared.";
  if (processed === 0) return "No call was settled, and the totals of each window say so.";
  const all = processed === 1
    ? "The 1 settled call is accounted for"
    : `All ${number(processed)} settled calls are accounted for`;
  const crash = unknown === 0 ? "" : `; at most ${number(unknown)} of them were lost in a crash`;
  return `${all}, each exactly once, in each window and in total${crash}.`;
}

function records(n: number): string {
  return count(n, "record");
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${number(n)} ${noun}s`;
}

function isAre(n: number): string {
  return n === 1 ? "is" : "are";
}

/** A number as people read it: `4,096`. */
export function number(n: number): string {
  return n.toLocaleString("en-US");
}
