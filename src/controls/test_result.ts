/**
 * Result of one test, and the two ways to come to one.
 * @module
 */

import type { Share } from "../format/facts.ts";
import type { TestName, Threshold } from "./catalogue.ts";

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

/** A test on a share; without a population it is absent. */
export function share(
  { n, N }: Share,
  rule: Threshold & { reasons: readonly string[] },
): TestResult {
  const threshold = rule.pass;
  if (N <= 0) return { state: "absent", value: null, n, N: 0, threshold, reasons: rule.reasons };
  const value = Math.floor((n * 10_000) / N) / 10_000;
  if (value >= threshold) return { state: "pass", value, n, N, threshold, reasons: [] };
  const state = value >= rule.partial ? "partial" : "fail";
  return { state, value, n, N, threshold, reasons: rule.reasons };
}

/** A test that compares no share. */
export function verdict(
  state: TestResult["state"],
  reasons: readonly string[],
  numbers: Share,
): TestResult {
  return { state, value: null, n: numbers.n, N: numbers.N, threshold: null, reasons };
}

/** The same result with another state, and more reasons. */
export function weakened(
  result: TestResult,
  state: TestResult["state"],
  reasons: readonly string[],
): TestResult {
  return { ...result, state, reasons: [...new Set([...result.reasons, ...reasons])] };
}
