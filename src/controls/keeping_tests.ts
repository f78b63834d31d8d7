/**
 * The tests on how evidence is kept and used: windows, keys, clocks, reviews, retention.
 * @module
 */

import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { PeriodFacts } from "../format/facts.ts";
import type { FactsSum } from "./facts_sum.ts";
import { share, type TestResult, verdict, weakened } from "./test_result.ts";
import type { ThresholdOf } from "./traffic_tests.ts";

const DAY_MS = 86_400_000;
/** Longest time between self-tests, and between anchors, hours. */
const HOURS_MAX = 24;

const INTEGRITY_REASONS: Readonly<Record<string, string>> = {
  unsigned: "UNSIGNED",
  untrusted: "KEY_UNTRUSTED",
  summary_mismatch: "SUMMARY_MISMATCH",
};

/** INTEGRITY: windows that verify. It is a gate: failed ones add nothing to other tests. */
export function integrity(sum: FactsSum): TestResult {
  const { windows, byIntegrity } = sum;
  if (windows.N === 0) return verdict("absent", ["NO_POPULATION"], { n: 0, N: 0 });
  if (sum.isPending) {
    const reasons = ["INTEGRITY_PENDING"];
    return { state: "pending", value: null, n: 0, N: windows.N, threshold: 1, reasons };
  }
  const bad = Object.keys(byIntegrity).filter((state) => state !== "verified");
  const reasons = bad.map((state) => INTEGRITY_REASONS[state] ?? "INTEGRITY_FAILED").sort();
  const result = share(windows, { pass: 1, partial: 1, reasons });
  // Other windows still stand; they are the scope.
  return windows.n > 0 && windows.n < windows.N ? { ...result, state: "partial" } : result;
}

/** CONTINUITY: windows that are there and verify, of those expected. */
export function continuity(
  sum: FactsSum,
  parts: { period: PeriodFacts | null; thresholdOf: ThresholdOf },
): TestResult {
  const { period, thresholdOf } = parts;
  const failed = sum.windows.N - sum.windows.n;
  const numbers = period === null || period.windows.N === 0
    ? sum.windows
    : { n: Math.max(0, period.windows.n - failed), N: period.windows.N };
  const result = share(numbers, { ...thresholdOf("CONTINUITY"), reasons: ["WINDOW_GAP"] });
  if ((period?.instancesMissing.length ?? 0) > 0) {
    return weakened(result, "fail", ["INSTANCE_MISSING"]);
  }
  if (sum.uncleanWindows === 0) return result;
  const state = result.state === "pass" ? "partial" : result.state;
  return weakened(result, state, ["UNCLEAN_SHUTDOWN"]);
}

/** RECON: how far our count is from counts of others; the largest difference decides. */
export function reconciliation(period: PeriodFacts | null, thresholdOf: ThresholdOf): TestResult {
  const recon = (period?.recon ?? []).filter(({ independent }) => independent > 0);
  if (recon.length === 0) {
    return verdict("partial", ["NO_INDEPENDENT_POPULATION"], { n: 0, N: 0 });
  }
  const { pass, partial } = thresholdOf("RECON");
  const [worst] = recon.map(({ independent, seen }) => ({
    n: seen,
    N: independent,
    delta: Math.abs(independent - seen) / independent,
  })).toSorted((a, b) => b.delta - a.delta);
  const { n, N, delta } = worst ?? { n: 0, N: 0, delta: 1 };
  const state = delta <= pass ? "pass" : delta <= partial ? "partial" : "fail";
  const value = Math.ceil(delta * 10_000) / 10_000;
  const reasons = state === "pass" ? [] : ["POPULATION_DELTA"];
  return { state, value, n, N, threshold: pass, reasons };
}

/** DETECTOR, seen over a period: a test that is too old is none. */
export function testedOften(result: TestResult, period: PeriodFacts | null): TestResult {
  const hours = period?.selfTestHoursMax ?? null;
  if (result.state !== "pass" || hours === null || hours <= HOURS_MAX) return result;
  return weakened(result, "partial", ["SELFTEST_LATE"]);
}

/** ENFORCE: nothing is blocked or masked before it is forwarded. */
export function enforcement(sum: FactsSum): TestResult {
  return verdict("partial", ["DETECT_ONLY_MODE"], { n: 0, N: sum.windows.n });
}

/** CHANGE: changes that carry a reference. */
export function changes(period: PeriodFacts | null, thresholdOf: ThresholdOf): TestResult {
  const numbers = period?.changes ?? null;
  if (numbers === null) return verdict("absent", ["CHANGES_NOT_COUNTED"], { n: 0, N: 0 });
  if (numbers.N === 0) return verdict("pass", [], numbers);
  return share(numbers, { ...thresholdOf("CHANGE"), reasons: ["CHANGE_WITHOUT_REF"] });
}

/** RETAIN: how long records are kept, against what the policy says and a framework asks for. */
export function retention(
  parts: { period: PeriodFacts | null; policy: DeclaredPolicy | null; floorDays: number },
): TestResult {
  const { period, policy, floorDays } = parts;
  const kept = period?.retention ?? null;
  const declared = policy?.retentionDays ?? null;
  const target = Math.max(floorDays, floorDays === 0 ? declared ?? 0 : 0);
  if (kept === null || kept.oldestMs === null || period === null) {
    return verdict("absent", ["RETENTION_UNDECLARED"], { n: 0, N: target });
  }
  const ageDays = Math.max(0, Math.floor((period.toMs - kept.oldestMs) / DAY_MS));
  const numbers = { n: Math.min(ageDays, target), N: target };
  if (kept.deletedWithoutTombstone > 0) {
    return verdict("fail", ["DELETED_WITHOUT_TOMBSTONE"], numbers);
  }
  if (declared === null) return verdict("fail", ["RETENTION_UNDECLARED"], numbers);
  if (declared < floorDays) return verdict("fail", ["RETENTION_SHORT"], numbers);
  return ageDays >= target
    ? verdict("pass", [], numbers)
    : verdict("partial", ["RETENTION_ACCRUING"], numbers);
}

/** CLOCK: offset from a named time source. */
export function clock(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const { clock: numbers } = sum;
  if (numbers.N === 0) {
    return verdict("partial", ["CLOCK_UNVERIFIED"], { n: 0, N: sum.windows.n });
  }
  const of = { n: numbers.n, N: sum.windows.n };
  const result = share(of, { ...thresholdOf("CLOCK"), reasons: ["CLOCK_DRIFT"] });
  return result.state === "partial" ? { ...result, state: "fail" } : result;
}

/** KEYS: who can use the signing key. Records cannot show it: the policy declares it. */
export function keys(period: PeriodFacts | null, policy: DeclaredPolicy | null): TestResult {
  const known = period?.keyCustody ?? "unknown";
  switch (known === "unknown" ? policy?.keyCustody ?? "unknown" : known) {
    case "separate":
      return verdict("pass", [], { n: 1, N: 1 });
    case "file":
      return verdict("partial", ["KEY_IN_WORKLOAD"], { n: 0, N: 1 });
    case "shared":
      return verdict("fail", ["NO_SEGREGATION"], { n: 0, N: 1 });
    default:
      return verdict("fail", ["CUSTODY_UNKNOWN"], { n: 0, N: 1 });
  }
}

/** ANCHOR: confirmations from outside, at least once a day. */
export function anchors(period: PeriodFacts | null): TestResult {
  const found = period?.anchors ?? null;
  if (found === null || found.verified + found.contradicting === 0) {
    return verdict("partial", ["NO_EXTERNAL_ANCHOR"], { n: 0, N: 0 });
  }
  const numbers = { n: found.verified, N: found.verified + found.contradicting };
  if (found.contradicting > 0) return verdict("fail", ["ANCHOR_CONTRADICTS"], numbers);
  return found.hoursMax <= HOURS_MAX
    ? verdict("pass", [], numbers)
    : verdict("partial", ["ANCHOR_LATE"], numbers);
}

/** REVIEW: intervals that a person signed in time. */
export function reviews(period: PeriodFacts | null, thresholdOf: ThresholdOf): TestResult {
  const found = period?.reviews ?? null;
  if (found === null) return verdict("absent", ["REVIEW_ABSENT"], { n: 0, N: 0 });
  const missing = found.N - found.n - found.late;
  const late = found.late > 0 ? ["REVIEW_LATE"] : [];
  const reasons = missing > 0 ? ["REVIEW_ABSENT", ...late] : late;
  const result = share(found, { ...thresholdOf("REVIEW"), reasons });
  return result.state === "fail" ? weakened(result, "absent", []) : result;
}

/** DISPOSITION: exceptions that a person disposed of in time. Without any there is none to show. */
export function dispositions(period: PeriodFacts | null, thresholdOf: ThresholdOf): TestResult {
  const found = period?.dispositions ?? null;
  if (found === null) return verdict("absent", ["OPEN_EXCEPTIONS"], { n: 0, N: 0 });
  if (found.N === 0) return verdict("absent", ["NO_POPULATION"], { n: 0, N: 0 });
  const result = share(found, { ...thresholdOf("DISPOSITION"), reasons: ["OPEN_EXCEPTIONS"] });
  return result.state === "fail" ? weakened(result, "absent", []) : result;
}

/** INCIDENT: packs of the incidents that were declared. */
export function incidents(period: PeriodFacts | null): TestResult {
  const found = period?.incidents ?? null;
  if (found === null || found.N === 0) {
    return verdict("absent", ["NO_POPULATION"], { n: 0, N: 0 });
  }
  const state = found.n === 0 ? "fail" : found.n < found.N ? "partial" : "pass";
  const missed = found.clocksMissed > 0 ? ["CLOCK_MISSED"] : [];
  const result = verdict(state, state === "pass" ? [] : ["PACKS_INCOMPLETE"], found);
  return missed.length === 0 ? result : weakened(result, "partial", missed);
}

/** LIMITS: windows that declare what is not detected. */
export function limits(sum: FactsSum, thresholdOf: ThresholdOf): TestResult {
  const reasons = ["LIMITS_UNDECLARED"];
  const numbers = { n: sum.withLimits, N: sum.windows.n };
  const result = share(numbers, { ...thresholdOf("LIMITS"), reasons });
  return result.state === "fail" ? weakened(result, "absent", []) : result;
}

/** CUSTODY: exports, openings and deletions that the signed log names. */
export function custody(period: PeriodFacts | null, thresholdOf: ThresholdOf): TestResult {
  const found = period?.custody ?? null;
  if (found === null || found.N === 0) {
    return verdict("absent", ["CUSTODY_ABSENT"], { n: 0, N: 0 });
  }
  return share(found, { ...thresholdOf("CUSTODY"), reasons: ["CUSTODY_ABSENT"] });
}
