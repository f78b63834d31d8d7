/**
 * The detector's self-test: fixed texts with known values, scanned by the detector that is in force.
 * It shows that the rules work here and now, with a user's rules and switches; it does not measure
 * how well they do on anybody's traffic.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { sha256Hex } from "../base/digest.ts";
import type { Detector } from "./detector.ts";
import { SELFTEST_CASES, SELFTEST_CLEAN } from "./selftest_cases.ts";

/** Least recall of each category, and least precision of all together. */
export const SELFTEST_SHARE_MIN = 0.98;

/** One category of a self-test. */
export interface SelfTestCategory {
  category: string;
  /** Cases, and how many of them were found. */
  cases: number;
  found: number;
  /** Findings of the category where there is nothing of it. */
  false: number;
}

/** What a self-test found. */
export interface SelfTestResult {
  /** Digest of the rules that were tested, and of the cases: 64 hex characters each. */
  detector: string;
  corpus: string;
  /** Whether every category and all together reach {@linkcode SELFTEST_SHARE_MIN}. */
  passed: boolean;
  /** Shares, 0 to 1. */
  recall: number;
  precision: number;
  /** Of each category that the detector covers and there are cases of, sorted. */
  categories: SelfTestCategory[];
  /** Texts without anything to find, and findings in them. */
  clean: { texts: number; findings: number };
  /** Categories that the detector covers and there are no cases of. */
  untested: string[];
  /** Cases that failed, by category and number from 1, `SSN#2`, or `clean#3`. */
  failed: string[];
}

/** Cases of a self-test; the tests of the self-test have their own. */
export interface SelfTestCorpus {
  /** Texts by category, each with `<<` and `>>` around one value. */
  cases: Readonly<Record<string, readonly string[]>>;
  clean: readonly string[];
}

const CORPUS: SelfTestCorpus = { cases: SELFTEST_CASES, clean: SELFTEST_CLEAN };

/** Scans every case of the categories that a detector covers. Some milliseconds. */
export function runSelfTest(
  detector: Detector,
  { cases, clean }: SelfTestCorpus = CORPUS,
): SelfTestResult {
  const tested = detector.categories.filter((category) => Object.hasOwn(cases, category));
  const rows = new Map(
    tested.map((category) => [category, { category, cases: 0, found: 0, false: 0 }]),
  );
  const failed: string[] = [];
  let right = 0;
  let wrong = 0;
  const miscounted = (category: string): void => {
    wrong++;
    const row = rows.get(category);
    if (row !== undefined) row.false++;
  };
  for (const [category, row] of rows) {
    for (const [k, text] of (cases[category] ?? []).entries()) {
      const { start, end, plain } = parseCase(text);
      row.cases++;
      let isFound = false;
      let isWrong = false;
      for (const finding of detector.scan(plain)) {
        const isOverlap = finding.start < end && start < finding.end;
        if (isOverlap && finding.category === category) isFound = true;
        else {
          isWrong = true;
          miscounted(finding.category);
        }
      }
      if (!isFound || isWrong) failed.push(`${category}#${k + 1}`);
      if (isFound) right++;
      row.found += isFound ? 1 : 0;
    }
  }
  let findings = 0;
  for (const [k, text] of clean.entries()) {
    const found = detector.scan(text);
    for (const { category } of found) miscounted(category);
    findings += found.length;
    if (found.length > 0) failed.push(`clean#${k + 1}`);
  }
  const categories = [...rows.values()];
  const total = categories.reduce((sum, row) => sum + row.cases, 0);
  const precision = share(right, right + wrong);
  return {
    detector: detector.digest,
    corpus: sha256Hex(utf8(canonicalJson({ cases, clean }))),
    passed: categories.length > 0 && precision >= SELFTEST_SHARE_MIN &&
      categories.every((row) => share(row.found, row.cases) >= SELFTEST_SHARE_MIN),
    recall: share(right, total),
    precision,
    categories,
    clean: { texts: clean.length, findings },
    untested: detector.categories.filter((category) => !rows.has(category)),
    failed,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** A case without its marks. */
function parseCase(marked: string): { plain: string; start: number; end: number } {
  const text = marked.replaceAll("~", "");
  const start = text.indexOf("<<");
  const close = text.indexOf(">>");
  return {
    plain: text.slice(0, start) + text.slice(start + 2, close) + text.slice(close + 2),
    start,
    end: close - 2,
  };
}

/** Why a self-test was run. */
export type SelfTestCause = "start" | "daily";

/** Most failed cases that are named in a record. */
const FAILED_MAX = 64;

/** As `SelfTestBody` of the format: counts only, so that the shares can be computed again. */
export interface SelfTestRecord {
  kind: "selftest";
  cause: SelfTestCause;
  detector: string;
  corpus: string;
  passed: boolean;
  /** Of each category: cases, found, false. */
  categories: Record<string, [cases: number, found: number, wrong: number]>;
  clean: { texts: number; findings: number };
  untested: string[];
  failed: string[];
  /** Failed cases that are not named. */
  more?: number;
}

/** The record of a self-test. */
export function selfTestBody(result: SelfTestResult, cause: SelfTestCause): SelfTestRecord {
  const { detector, corpus, passed, clean, untested } = result;
  const categories: SelfTestRecord["categories"] = {};
  for (const row of result.categories) {
    categories[row.category] = [row.cases, row.found, row.false];
  }
  const more = result.failed.length - FAILED_MAX;
  return {
    kind: "selftest",
    cause,
    detector,
    corpus,
    passed,
    categories,
    clean,
    untested,
    failed: result.failed.slice(0, FAILED_MAX),
    ...(more > 0 ? { more } : {}),
  };
}
