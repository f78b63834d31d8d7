/**
 * Computed status of each control of the catalogue: tests, then rules, then a sentence.
 *
 * Pure. It never says more than its numbers: whether a control is met is for the auditor. A part's
 * summary cannot vouch for its own signature, so INTEGRITY is `pending` in it and no status there
 * is better than `partial`.
 *
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { windowEndMs, windowStartMs } from "../format/layout.ts";
import type { ControlEvidence } from "../format/summary.ts";
import type { Tally, WindowTotals } from "../format/window_totals.ts";
import {
  type Control,
  CONTROLS,
  GATES,
  RULES_VERSION,
  type TestName,
  type Threshold,
  THRESHOLDS,
} from "./catalogue.ts";

/** Status of a control. */
export type ControlStatus = ControlEvidence["status"];

/** State and numbers of one test, with the codes that say why it did not pass. */
export interface TestResult {
  /** `pending`: cannot be known yet; `absent`: nothing to compute it from. */
  state: "pass" | "partial" | "fail" | "absent" | "exception" | "pending";
  /** Share of `n` in `N`, floored to four decimals; null when there is none. */
  value: number | null;
  n: number;
  N: number;
  /** From where the test passes; null when it is no share. */
  threshold: number | null;
  /** Reason codes; empty when passed. */
  reasons: readonly string[];
}

/** A result for every test. */
export type TestResults = Readonly<Record<TestName, TestResult>>;

/** Result of INTEGRITY inside a summary. */
export const INTEGRITY_PENDING: TestResult = {
  state: "pending",
  value: null,
  n: 0,
  N: 1,
  threshold: 1,
  reasons: ["INTEGRITY_PENDING"],
};

const RANK: readonly ControlStatus[] = ["not_evidenced", "partial", "supported"];

/** The `control_evidence` of a part's summary, in the order of the catalogue. */
export function computeControls(totals: WindowTotals): ControlEvidence[] {
  const tests = testsOf(totals, INTEGRITY_PENDING);
  return CONTROLS.map((control) => evidenceOf(control, tests, totals));
}

/**
 * Status of one control from its tests.
 *
 * @param control Row of the catalogue.
 * @param tests Results of all tests.
 * @param calls Calls seen; without any, nothing is evidenced.
 * @returns Status, and its reason codes, sorted; empty only when `supported`.
 */
export function statusFromTests(
  control: Control,
  tests: TestResults,
  calls: number,
): { status: ControlStatus; reasons: string[] } {
  const integrity = tests.INTEGRITY;
  if (integrity.state !== "pass" && integrity.state !== "pending") {
    return { status: "not_evidenced", reasons: [...integrity.reasons] };
  }
  if (calls === 0) return { status: "not_evidenced", reasons: ["NO_POPULATION"] };

  const required = control.required.map((name) => tests[name]);
  const reasons = new Set(required.flatMap((test) => test.reasons));
  let status = ruleStatus(control, tests);
  if (integrity.state === "pending" && status === "supported") {
    status = "partial";
    for (const reason of integrity.reasons) reasons.add(reason);
  }
  // A deviation is never hidden behind the cap.
  if (status !== "exception" && RANK.indexOf(status) > RANK.indexOf(control.cap)) {
    status = control.cap;
    reasons.add("CONTROL_CAP");
  }
  return { status, reasons: [...reasons].sort() };
}

function ruleStatus(control: Control, tests: TestResults): ControlStatus {
  if (control.required.some((name) => tests[name].state === "exception")) return "exception";
  // Pending integrity is handled by the caller; any other test has to be known.
  const decided = control.required.filter((name) => name !== "INTEGRITY");
  if (decided.every((name) => tests[name].state === "pass")) return "supported";
  const earning = control.required.filter((name) => !GATES.includes(name));
  const names = earning.length > 0 ? earning : control.required;
  const hasEarned = names.some((name) => ["pass", "partial"].includes(tests[name].state));
  return hasEarned ? "partial" : "not_evidenced";
}

function evidenceOf(control: Control, tests: TestResults, totals: WindowTotals): ControlEvidence {
  const { status, reasons } = statusFromTests(control, tests, totals.counts.processed);
  const shown: ControlEvidence["tests"] = {};
  for (const name of [...control.required, ...control.supporting]) {
    const { state, value, n, N, threshold } = tests[name];
    shown[name] = { state, value, n, N, threshold };
  }
  return {
    control: control.id,
    title: control.title,
    status,
    reasons,
    tests: shown,
    cap: control.cap,
    not_proven: control.notProven,
    wording: sentence(control, status, totals),
    rules_version: RULES_VERSION,
  };
}

function sentence(control: Control, status: ControlStatus, totals: WindowTotals): string {
  const { open, counts } = totals;
  const name = `${control.id.slice(control.id.indexOf(":") + 1)} (${control.title})`;
  const period = open === null
    ? ""
    : ` for ${formatTime(windowStartMs(open))} to ${formatTime(windowEndMs(open))}`;
  const scope = `${period}, ${recordedCalls(totals)} of ${counts.processed} calls recorded`;
  return `${statement({ name, scope, evidence: control.evidence }, status)} ` +
    `Not proven: ${control.notProven}. Whether the control is met is for the auditor.`;
}

function statement(
  { name, scope, evidence }: { name: string; scope: string; evidence: string },
  status: ControlStatus,
): string {
  switch (status) {
    case "supported":
      return `Supports ${name}: ${evidence}${scope}.`;
    case "partial":
      return `Supports part of ${name}: ${evidence}${scope}.`;
    case "exception":
      return `Shows a deviation under ${name}: ${evidence}${scope}.`;
    case "not_evidenced":
      return `${name} is not evidenced${scope}. What traffic can add: ${evidence}.`;
    case "not_applicable":
      return `${name} was declared not applicable by the operator.`;
  }
}

/**
 * Every test on the totals of one part.
 *
 * There is no declared policy, no independent count and no attribution in the records yet, so the tests on them say just that.
 *
 * @param totals Totals of the part.
 * @param integrity Whether the part verified, which its own records cannot say.
 */
export function testsOf(totals: WindowTotals, integrity: TestResult): TestResults {
  const recorded = recordedCalls(totals);
  return {
    INTEGRITY: integrity,
    CONTINUITY: continuity(totals),
    COVERAGE: coverage(totals),
    RECON: verdict("partial", ["NO_INDEPENDENT_POPULATION"], { n: 0, N: 0 }),
    DETECTOR: detectorTested(totals),
    RESP_SCAN: responsesScanned(totals),
    EGRESS_DEST: verdict("partial", ["NO_POLICY"], {
      n: 0,
      N: Object.keys(totals.byHost).length,
    }),
    TLS: tls(totals, recorded),
    ATTRIB: {
      ...share(0, recorded, { ...THRESHOLDS.ATTRIB, reasons: ["ATTRIBUTION_ABSENT"] }),
      state: "absent",
    },
    MODEL_ID: share(totals.withBothModels, recorded, {
      ...THRESHOLDS.MODEL_ID,
      reasons: ["MODEL_UNKNOWN"],
    }),
    PERF: performance(totals, recorded),
  };
}

function continuity(totals: WindowTotals): TestResult {
  const isUnclean = Object.keys(totals.dropsByReason).some((why) => why.startsWith("crash"));
  const whole = share(1, 1, { ...THRESHOLDS.CONTINUITY, reasons: [] });
  return isUnclean ? { ...whole, state: "partial", reasons: ["UNCLEAN_SHUTDOWN"] } : whole;
}

function coverage(totals: WindowTotals): TestResult {
  const { counts } = totals;
  const lost = counts.dropped + counts.unknown_at_crash;
  const reasons: string[] = [];
  if (lost > 0) reasons.push("DROPS_ABOVE_THRESHOLD");
  if (counts.audited_partial + counts.metadata_only > 0) reasons.push("PARTIAL_CAPTURES");
  const result = share(counts.audited_full, counts.processed - counts.excluded, {
    ...THRESHOLDS.COVERAGE,
    reasons,
  });
  if (sumOf(totals.dropsByReason) >= lost + counts.excluded) return result;
  return {
    ...result,
    state: result.state === "pass" ? "partial" : result.state,
    reasons: [...result.reasons, "DROP_REASON_UNKNOWN"],
  };
}

/** The self-test that was recorded in this part, of the rules that were in force in it. */
function detectorTested({ selfTest, detector }: WindowTotals): TestResult {
  if (selfTest === null) return verdict("absent", ["SELFTEST_ABSENT"], { n: 0, N: 0 });
  let n = 0;
  let N = 0;
  for (const [cases, found] of Object.values(selfTest.categories)) {
    n += found;
    N += cases;
  }
  if (selfTest.detector !== detector?.detector) {
    return verdict("fail", ["SELFTEST_OF_OTHER_RULES"], { n, N });
  }
  return selfTest.passed
    ? verdict("pass", [], { n, N })
    : verdict("fail", ["SELFTEST_FAILED"], { n, N });
}

function responsesScanned(totals: WindowTotals): TestResult {
  const { counts, res } = totals;
  // An answer that never began was not seen; that of a dropped call may have been, so it counts.
  const seen = counts.processed - counts.excluded - res.capture.none;
  return share(res.capture.full, seen, {
    ...THRESHOLDS.RESP_SCAN,
    reasons: ["RESPONSES_NOT_SCANNED"],
  });
}

function tls(totals: WindowTotals, recorded: number): TestResult {
  if (totals.config === null) return verdict("absent", ["TLS_UNKNOWN"], { n: 0, N: recorded });
  if (totals.config.tls) return verdict("pass", [], { n: recorded, N: recorded });
  return verdict("exception", ["TLS_NOT_VALIDATED"], { n: 0, N: recorded });
}

function performance(totals: WindowTotals, recorded: number): TestResult {
  const timed = totals.close?.added_us.reduce((sum, [, count]) => sum + count, 0) ?? 0;
  const measured = Math.min(timed, sumOf(totals.byStatus), sumOf(totals.byProvider));
  const result = share(measured, recorded, { ...THRESHOLDS.PERF, reasons: ["PERF_ABSENT"] });
  return measured === 0 ? { ...result, state: "absent", reasons: ["PERF_ABSENT"] } : result;
}

/** A test on a share; without a population it is absent. */
function share(
  n: number,
  N: number,
  rule: Threshold & { reasons: readonly string[] },
): TestResult {
  const threshold = rule.pass;
  if (N <= 0) return { state: "absent", value: null, n, N: 0, threshold, reasons: rule.reasons };
  const value = Math.floor((n * 10_000) / N) / 10_000;
  if (value >= threshold) return { state: "pass", value, n, N, threshold, reasons: [] };
  const state = value >= rule.partial ? "partial" : "fail";
  return { state, value, n, N, threshold, reasons: rule.reasons };
}

/** A test that is no comparison of a share. */
function verdict(
  state: TestResult["state"],
  reasons: readonly string[],
  numbers: { n: number; N: number },
): TestResult {
  return { state, value: null, ...numbers, threshold: null, reasons };
}

function recordedCalls(totals: WindowTotals): number {
  const { counts } = totals;
  return counts.audited_full + counts.audited_partial + counts.metadata_only;
}

function sumOf(counts: Tally): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}
