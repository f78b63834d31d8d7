/**
 * The tests on calls: what was captured, where it went, what was in it, who asked.
 * @module
 */

import type { TestName, Threshold } from "./catalogue.ts";
import { type FactsSum, sumOf } from "./facts_sum.ts";
import { share, type TestResult, verdict, weakened } from "./test_result.ts";

/** Thresholds in force. */
export type ThresholdOf = (name: TestName) => Threshold;

/** COVERAGE: calls captured whole and scanned, of those seen. */
export function coverage(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const { counts } = sum;
  const lost = counts.dropped + counts.unknown_at_crash;
  const reasons: string[] = [];
  if (lost > 0) reasons.push("DROPS_ABOVE_THRESHOLD");
  if (counts.audited_partial + counts.metadata_only > 0) reasons.push("PARTIAL_CAPTURES");
  const numbers = { n: counts.audited_full, N: counts.processed - counts.excluded };
  const result = share(numbers, { ...thresholdOf("COVERAGE"), reasons });
  if (sumOf(sum.dropsByReason) >= lost + counts.excluded) return result;
  const state = result.state === "pass" ? "partial" : result.state;
  return weakened(result, state, ["DROP_REASON_UNKNOWN"]);
}

/** RESP_SCAN: answers captured whole and scanned. */
export function responsesScanned(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  return share(sum.responses, {
    ...thresholdOf("RESP_SCAN"),
    reasons: ["RESPONSES_NOT_SCANNED"],
  });
}

/** DETECTOR: the self-tests in force; every category must be found often enough. */
export function detectorTested(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const { selfTests } = sum;
  if (selfTests.length === 0) return verdict("absent", ["SELFTEST_ABSENT"], { n: 0, N: 0 });
  let n = 0;
  let N = 0;
  const below = new Set<string>();
  const { pass } = thresholdOf("DETECTOR");
  for (const { cases, recallByCategory } of selfTests) {
    n += cases.n;
    N += cases.N;
    for (const [category, recall] of Object.entries(recallByCategory)) {
      if (recall < pass) below.add(category);
    }
  }
  if (selfTests.some(({ isOfRulesInForce }) => !isOfRulesInForce)) {
    return verdict("fail", ["SELFTEST_OF_OTHER_RULES"], { n, N });
  }
  if (below.size > 0) {
    return verdict(below.size === 1 ? "partial" : "fail", ["RECALL_BELOW_THRESHOLD"], { n, N });
  }
  return selfTests.every(({ passed }) => passed)
    ? verdict("pass", [], { n, N })
    : verdict("fail", ["SELFTEST_FAILED"], { n, N });
}

/** EGRESS_PII: what was in requests, by the categories of the policy in force. */
export function egressPii({ judged, windows }: FactsSum): TestResult {
  const denied = sumOf(judged.denied);
  const numbers = { n: judged.instances - denied, N: judged.instances };
  if (denied > 0) return verdict("exception", ["PII_FORWARDED"], numbers);
  return underPolicy(verdict("pass", [], numbers), {
    judged: judged.withCategories,
    windows: windows.n,
  });
}

/** EGRESS_DEST: hosts and models that were called, by the lists of the policy in force. */
export function egressDestination({ judged, windows, counts }: FactsSum): TestResult {
  const byHost = sumOf(judged.unapprovedHosts);
  const byModel = sumOf(judged.unapprovedModels);
  const N = judged.withDestinations > 0 ? judged.calls : recordedOf(counts);
  const numbers = { n: Math.max(0, judged.calls - Math.max(byHost, byModel)), N };
  if (byHost + byModel > 0) {
    const hosts = byHost > 0 ? ["UNAPPROVED_UPSTREAM"] : [];
    const models = byModel > 0 ? ["UNAPPROVED_MODEL"] : [];
    return verdict("exception", [...hosts, ...models], numbers);
  }
  const result = underPolicy(verdict("pass", [], numbers), {
    judged: judged.withDestinations,
    windows: windows.n,
  });
  return judged.unnamed === 0 ? result : weakened(result, "partial", ["NAMES_NOT_LISTED"]);
}

/** PURPOSE: calls whose purpose the policy in force registers. */
export function purpose(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const { judged, purposes, windows } = sum;
  if (judged.withPurposes === 0) {
    const reasons = purposes.n === 0 ? ["PURPOSE_ABSENT", "NO_POLICY"] : ["NO_POLICY"];
    return verdict("absent", reasons, { n: 0, N: purposes.N });
  }
  const reasons = purposes.n > judged.purposes.n ? ["PURPOSE_UNREGISTERED"] : ["PURPOSE_ABSENT"];
  const result = share(judged.purposes, { ...thresholdOf("PURPOSE"), reasons });
  const isAbsent = result.state === "fail";
  return underPolicy(isAbsent ? weakened(result, "absent", []) : result, {
    judged: judged.withPurposes,
    windows: windows.n,
  });
}

/** A result that needs a policy: weaker where none was in force. */
function underPolicy(
  result: TestResult,
  { judged, windows }: { judged: number; windows: number },
): TestResult {
  if (judged === 0) return weakened(result, "partial", ["NO_POLICY"]);
  if (judged >= windows || result.state !== "pass") return result;
  return weakened(result, "partial", ["POLICY_NOT_IN_FORCE"]);
}

/** TLS: calls over connections whose certificate was checked. */
export function tls(sum: FactsSum): TestResult {
  const { tls: numbers, tlsUnknown } = sum;
  if (numbers.n < numbers.N) return verdict("exception", ["TLS_NOT_VALIDATED"], numbers);
  if (numbers.N === 0 || tlsUnknown > 0) {
    const N = Math.max(numbers.N, recordedOf(sum.counts));
    return verdict(numbers.N === 0 ? "absent" : "partial", ["TLS_UNKNOWN"], { n: numbers.n, N });
  }
  return verdict("pass", [], numbers);
}

/** ATTRIB: calls that name an actor, as the application says. */
export function attribution(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const result = share(sum.actors, { ...thresholdOf("ATTRIB"), reasons: ["ATTRIBUTION_ABSENT"] });
  return result.state === "fail" ? weakened(result, "absent", []) : result;
}

/** MODEL_ID: calls with a requested and a served model. */
export function modelId(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  return share(sum.models, { ...thresholdOf("MODEL_ID"), reasons: ["MODEL_UNKNOWN"] });
}

/** PERF: calls with latency, status and provider. */
export function performance(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const reasons = ["PERF_ABSENT"];
  const result = share(sum.measured, { ...thresholdOf("PERF"), reasons });
  return sum.measured.n === 0 ? { ...result, state: "absent", reasons } : result;
}

/** GUARD, HUMAN, LINEAGE: what the application said of the calls that it concerns. */
export function said(
  numbers: { n: number; N: number },
  rule: Threshold & { reason: string },
): TestResult {
  const result = share(numbers, { ...rule, reasons: [rule.reason] });
  return result.state === "fail" ? weakened(result, "absent", []) : result;
}

/** Calls that have a record. */
function recordedOf(counts: FactsSum["counts"]): number {
  return counts.audited_full + counts.audited_partial + counts.metadata_only;
}
