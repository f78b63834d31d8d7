/**
 * Every test of the catalogue on sums of facts. Pure: what is not in the facts is absent.
 * @module
 */

import type { DeclaredPolicy } from "../format/declared_policy.ts";
import type { PeriodFacts } from "../format/facts.ts";
import { type TestName, type Threshold, THRESHOLDS } from "./catalogue.ts";
import type { FactsSum } from "./facts_sum.ts";
import {
  anchors,
  changes,
  clock,
  continuity,
  custody,
  dispositions,
  enforcement,
  incidents,
  integrity,
  keys,
  limits,
  reconciliation,
  retention,
  reviews,
  testedOften,
} from "./keeping_tests.ts";
import type { TestResult, TestResults } from "./test_result.ts";
import {
  attribution,
  coverage,
  detectorTested,
  egressDestination,
  egressPii,
  modelId,
  performance,
  purpose,
  responsesScanned,
  said,
  type ThresholdOf,
  tls,
} from "./traffic_tests.ts";

/** What tests need beside the sums of windows. */
export interface TestContext {
  /** Facts of the period; null for a window by itself. */
  period: PeriodFacts | null;
  /** The newest policy in force, for thresholds and declarations; null for none. */
  policy: DeclaredPolicy | null;
  /** Days that the framework asks records to be kept. */
  floorDays: number;
}

/** No policy, no period, no framework. */
export const NO_CONTEXT: TestContext = { period: null, policy: null, floorDays: 0 };

/** Results of all tests. */
export function testsOf(sum: FactsSum, context: TestContext): TestResults {
  const { period, policy } = context;
  const thresholdOf = thresholdsOf(policy);
  return {
    INTEGRITY: integrity(sum),
    CONTINUITY: continuity(sum, { period, thresholdOf }),
    COVERAGE: coverage(sum, thresholdOf),
    RECON: reconciliation(period, thresholdOf),
    DETECTOR: testedOften(detectorTested(sum, thresholdOf), period),
    RESP_SCAN: responsesScanned(sum, thresholdOf),
    EGRESS_PII: egressPii(sum),
    EGRESS_DEST: egressDestination(sum),
    TLS: tls(sum),
    ENFORCE: enforcement(sum),
    CHANGE: changes(period, thresholdOf),
    ATTRIB: attribution(sum, thresholdOf),
    MODEL_ID: modelId(sum, thresholdOf),
    PURPOSE: purpose(sum, thresholdOf),
    RETAIN: retainTest(context),
    CLOCK: clock(sum, thresholdOf),
    KEYS: keys(period, policy),
    ANCHOR: anchors(period),
    REVIEW: reviews(period, thresholdOf),
    DISPOSITION: dispositions(period, thresholdOf),
    INCIDENT: incidents(period),
    PERF: performance(sum, thresholdOf),
    GUARD: said(sum.guarded, { ...thresholdOf("GUARD"), reason: "GUARDRAIL_ABSENT" }),
    HUMAN: said(sum.oversight, { ...thresholdOf("HUMAN"), reason: "OVERSIGHT_ABSENT" }),
    LINEAGE: said(sum.lineage, { ...thresholdOf("LINEAGE"), reason: "LINEAGE_ABSENT" }),
    LIMITS: limits(sum, thresholdOf),
    CUSTODY: custody(period, thresholdOf),
  };
}

/** The test that differs between frameworks. */
export function retainTest({ period, policy, floorDays }: TestContext): TestResult {
  return retention({ period, policy, floorDays });
}

/** Thresholds of a policy, the catalogue's where it sets none. */
export function thresholdsOf(policy: DeclaredPolicy | null): ThresholdOf {
  const own = policy?.thresholds ?? {};
  function thresholdOf(name: TestName): Threshold {
    const threshold = Object.hasOwn(own, name) ? own[name] : THRESHOLDS.get(name);
    if (threshold === undefined) throw new RangeError(`Test ${name} has no threshold`);
    return threshold;
  }
  return thresholdOf;
}
