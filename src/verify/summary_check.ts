/**
 * Computes `summary.json` again from the records.
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import {
  type ControlEvidence,
  summarise,
  SUMMARY_SCHEMA,
  type WindowSummary,
} from "../format/summary.ts";
import type { Findings } from "./findings.ts";
import { checkStatuses, type StatusesOf } from "./recompute_check.ts";
import type { PartTally } from "./part_tally.ts";
import { textOf } from "./source.ts";

/** Fields that rest on judgement, not on counting: compared only when the rules are handed in. */
const NOT_COMPUTED: ReadonlySet<string> = new Set([
  "control_evidence",
  "soc2_controls_satisfied",
  "iso42001_controls_satisfied",
]);

/** What a summary is compared with. */
export interface SummaryFacts {
  /** Path of the file. */
  path: string;
  /** Name of the log. */
  origin: string;
  first: number;
  end: number;
  tally: PartTally;
  /** Computes the statuses again; null when nobody asked for it. */
  statuses: StatusesOf | null;
}

/** Checks the bytes of one summary. */
export function checkSummary(findings: Findings, bytes: Uint8Array, facts: SummaryFacts): void {
  const place = { where: facts.path };
  const text = textOf(bytes) ?? "";
  const actual = readSummary(text);
  const isOwn = actual?.["schema_version"] === SUMMARY_SCHEMA;
  // Other writers end the file without a line feed.
  if (actual === null || (isOwn && !text.endsWith("\n"))) {
    findings.add("SUMMARY_MISMATCH", place, "It is not canonical JSON with a final line feed");
    return;
  }
  const expected = isOwn ? computed(facts, actual) : null;
  if (expected === null) {
    const reason = `Only summaries of version ${SUMMARY_SCHEMA} can be computed from records`;
    findings.add("SUMMARY_NOT_RECOMPUTED", place, reason);
    return;
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (NOT_COMPUTED.has(name)) continue;
    const should = shown(expected[name]);
    const is = shown(actual[name]);
    if (is === should) continue;
    findings.add("SUMMARY_MISMATCH", place, `${name} is ${is}, and the records make it ${should}`);
  }
  const judged = facts.statuses?.(facts.tally.totals) ?? null;
  if (judged === null) return;
  if ("problem" in judged) return findings.add("STATUS_NOT_RECOMPUTED", place, judged.problem);
  const full = summaryOf(facts, actual, judged.controls);
  if (full !== null) checkStatuses(findings, place, { actual, computed: full });
}

function readSummary(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    const isExact = isObject && canonicalJson(value) === text.replace(/\n$/, "");
    return isExact ? value as Readonly<Record<string, unknown>> : null;
  } catch {
    return null; // Not JSON, or JSON without a canonical form.
  }
}

/** The summary as the records have it; the program's version is known from its `boot` record. */
function computed(
  facts: SummaryFacts,
  actual: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  const summary = summaryOf(facts, actual, []);
  return summary === null ? null : { ...summary };
}

function summaryOf(
  facts: SummaryFacts,
  actual: Readonly<Record<string, unknown>>,
  controls: readonly ControlEvidence[],
): WindowSummary | null {
  const { tally, origin, first, end } = facts;
  const version = tally.software?.version ?? actual["sidecar_version"];
  return summarise(tally.totals, {
    log: origin,
    version: typeof version === "string" ? version : "",
    firstIndex: first,
    endIndex: end,
    controls: [...controls],
  });
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : canonicalJson(value);
}
