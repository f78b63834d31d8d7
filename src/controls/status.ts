/**
 * Computed status of each control: tests, then rules, then a sentence.
 *
 * Pure. It never says more than its numbers: whether a control is met is for the auditor. A part's
 * summary cannot vouch for its own signature, so INTEGRITY is `pending` in it and no status there
 * is better than `partial`.
 *
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { ControlEvidence } from "../format/summary.ts";
import { recordedCalls, windowFactsOf } from "../format/window_facts.ts";
import type { WindowTotals } from "../format/window_totals.ts";
import {
  type Control,
  frameworkOf,
  GATES,
  RULES_VERSION,
  SUMMARY_CONTROLS,
  type TestName,
} from "./catalogue.ts";
import { FactsSum } from "./facts_sum.ts";
import type { TestResult, TestResults } from "./test_result.ts";
import { NO_CONTEXT, testsOf } from "./tests.ts";

/** Status of a control. */
export type ControlStatus = ControlEvidence["status"];

/** A status, and the codes that say why it is no better. */
export interface StatusWithReasons {
  status: ControlStatus;
  /** Sorted; empty only when `supported`. */
  reasons: string[];
}

/** Calls and time that a sentence speaks of. */
export interface Scope {
  /** Milliseconds since 1970; null when not known. */
  fromMs: number | null;
  toMs: number | null;
  /** Calls recorded, of those seen. */
  n: number;
  N: number;
}

const RANK: readonly ControlStatus[] = ["not_evidenced", "partial", "supported"];

/** The worse of two statuses without declarations and deviations. */
export function worseOf(a: ControlStatus, b: ControlStatus): ControlStatus {
  return RANK.indexOf(a) < RANK.indexOf(b) ? a : b;
}

/** A policy and its digest. */
export interface PolicyInForce {
  policy: DeclaredPolicy;
  /** SHA-256 of its content, hex, as records name it. */
  digest: string;
}

/**
 * The `control_evidence` of a part's summary, in the order of the catalogue.
 *
 * @param known The policy that is known here; it counts only for a part that names it.
 */
export function computeControls(
  totals: WindowTotals,
  known: PolicyInForce | null = null,
): ControlEvidence[] {
  const facts = windowFactsOf(totals, {
    log: "",
    firstIndex: 0,
    endIndex: 0,
    integrity: "pending",
  });
  const sum = new FactsSum();
  const inForce = known !== null && facts.policy === known.digest ? known.policy : null;
  sum.add(facts, { policy: inForce, selfTest: facts.selfTest });
  const tests = testsOf(sum, { ...NO_CONTEXT, policy: inForce });
  const isOpen = totals.open === null;
  const scope = {
    fromMs: isOpen ? null : facts.startMs,
    toMs: isOpen ? null : facts.endMs,
    n: recordedCalls(totals),
    N: totals.counts.processed,
  };
  return SUMMARY_CONTROLS.map((control) => {
    const found = statusFromTests(control, tests, scope.N);
    return evidenceOf(control, { tests, scope, ...applied(control, found, inForce) });
  });
}

/**
 * Status of one control from its tests.
 *
 * @param control Row of the catalogue.
 * @param tests Results of all tests.
 * @param calls Calls seen; without any, nothing is evidenced.
 */
export function statusFromTests(
  control: Control,
  tests: TestResults,
  calls: number,
): StatusWithReasons {
  const integrity = tests.INTEGRITY;
  if (!["pass", "pending", "partial"].includes(integrity.state)) {
    return { status: "not_evidenced", reasons: [...integrity.reasons] };
  }
  if (calls === 0) return { status: "not_evidenced", reasons: ["NO_POPULATION"] };
  if (control.required.length === 0) {
    return { status: "not_evidenced", reasons: ["OUT_OF_REACH"] };
  }

  const required = control.required.map((name) => tests[name]);
  const reasons = new Set(required.flatMap((test) => test.reasons));
  let status = ruleStatus(control, tests);
  if (integrity.state !== "pass" && status === "supported") {
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

/** What the operator declared not applicable, with the reason; deviations are shown all the same. */
export function applied(
  control: Control,
  found: StatusWithReasons,
  policy: DeclaredPolicy | null,
): StatusWithReasons & { declared: string | null } {
  const row = policy?.notApplicable.find((candidate) => candidate.control === control.id);
  if (row === undefined || found.status === "exception") return { ...found, declared: null };
  return { status: "not_applicable", reasons: ["DECLARED_BY_OPERATOR"], declared: row.reason };
}

/** Status, numbers and sentence of one control. */
export function evidenceOf(
  control: Control,
  parts: StatusWithReasons & { tests: TestResults; scope: Scope; declared: string | null },
): ControlEvidence {
  const { status, reasons, tests, scope, declared } = parts;
  return {
    control: control.id,
    title: control.title,
    status,
    reasons,
    tests: shownTests([...control.required, ...control.supporting], tests),
    cap: control.cap,
    not_proven: control.notProven,
    wording: sentence(control, { status, scope, declared }),
    rules_version: RULES_VERSION,
  };
}

function shownTests(
  names: readonly TestName[],
  tests: TestResults,
): ControlEvidence["tests"] {
  const shown: ControlEvidence["tests"] = {};
  for (const name of names) {
    const { state, value, n, N, threshold }: TestResult = tests[name];
    shown[name] = { state, value, n, N, threshold };
  }
  return shown;
}

function sentence(
  control: Control,
  said: { status: ControlStatus; scope: Scope; declared: string | null },
): string {
  const { status, scope: { fromMs, toMs, n, N }, declared } = said;
  const name = `${control.id.slice(control.id.indexOf(":") + 1)} (${control.title})`;
  const period = fromMs === null || toMs === null
    ? ""
    : ` for ${formatTime(fromMs)} to ${formatTime(toMs)}`;
  const scope = `${period}, ${n} of ${N} calls recorded`;
  const { verb } = frameworkOf(control);
  const claim = statement({ name, scope, evidence: control.evidence, verb, declared }, status);
  return `${claim} Not proven: ${control.notProven}. Whether the control is met is for the auditor.`;
}

function statement(
  words: { name: string; scope: string; evidence: string; verb: string; declared: string | null },
  status: ControlStatus,
): string {
  const { name, scope, evidence, verb, declared } = words;
  switch (status) {
    case "supported":
      return `${verb} ${name}: ${evidence}${scope}.`;
    case "partial":
      return `${verb} part of ${name}: ${evidence}${scope}.`;
    case "exception":
      return `Shows a deviation under ${name}: ${evidence}${scope}.`;
    case "not_evidenced":
      return `${name} is not evidenced${scope}. What traffic can add: ${evidence}.`;
    case "not_applicable":
      return `${name} was declared not applicable by the operator: ${declared ?? ""}.`;
  }
}
