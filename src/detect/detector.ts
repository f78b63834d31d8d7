/**
 * The detection engine: one pass over the text for digit runs, one native search for `@`, and the
 * rules of `table.ts` at those anchors. Linear in the text, whatever the text is: an anchor is
 * visited once and a rule reads a bounded distance around it. It does no I/O and keeps no text.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { sha256Hex } from "../base/digest.ts";
import { isDigit } from "./character.ts";
import { type Rule, RUN_DIGITS_MAX, type Span } from "./rule.ts";
import { CATEGORIES, NOT_COVERED, RULES } from "./table.ts";

/** Rises with every change of anchors or of {@linkcode settle}. */
const ENGINE_VERSION = 1;

/** One finding. */
export interface Finding {
  /** First UTF-16 code unit. */
  start: number;
  /** One past the last. */
  end: number;
  /** Category of the rule. */
  category: string;
}

/** Finds personal data in text. */
export interface Detector {
  /** SHA-256 over the canonical rule table and the engine's version, 64 hex characters. */
  readonly digest: string;
  /** What it can find, sorted. */
  readonly categories: readonly string[];
  /** What it does not look for. */
  readonly notCovered: readonly string[];
  /**
   * Findings in ascending order, never overlapping.
   *
   * @param label What the text is the value of, `customer.ssn`. Empty when there is none.
   */
  scan(text: string, label?: string): Finding[];
}

/** Rules by length of the digit run that can start a hit; index 0 is unused. */
const DIGIT_RULES: readonly (readonly Rule[])[] = Array.from(
  { length: RUN_DIGITS_MAX + 1 },
  (_, length) => rulesAt("digits").filter((rule) => rule.runLengths.includes(length)),
);
const AT_RULES: readonly Rule[] = rulesAt("at");

function rulesAt(anchor: Rule["anchor"]): Rule[] {
  return RULES.filter((rule) => rule.anchor === anchor);
}

/** A detector over the rules of `table.ts`; cheap to make, holds no state between scans. */
export function createDetector(): Detector {
  return {
    digest: tableDigest(),
    categories: CATEGORIES,
    notCovered: NOT_COVERED,
    scan,
  };
}

function tableDigest(): string {
  const rows = RULES.map(({ match: _, ...row }) => row);
  const table = { engine: ENGINE_VERSION, rules: rows, not_covered: NOT_COVERED };
  return sha256Hex(utf8(canonicalJson(table)));
}

function scan(text: string): Finding[] {
  const findings: Finding[] = [];
  scanDigits(text, findings);
  const digitFindings = findings.length;
  scanAts(text, findings);
  const mixed = digitFindings > 0 && findings.length > digitFindings;
  return mixed ? settle(findings) : findings;
}

function scanDigits(text: string, findings: Finding[]): void {
  const run: Span = { start: 0, end: 0 };
  const length = text.length;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x39 || code < 0x30) continue;
    run.start = at;
    do at++; while (at < length && isDigit(text.charCodeAt(at)));
    run.end = at;
    // The character at `at` is no digit, so the loop may step over it.
    const digits = run.end - run.start;
    if (digits > RUN_DIGITS_MAX) continue;
    const finding = firstHit(text, { anchor: run, rules: DIGIT_RULES[digits] as readonly Rule[] });
    if (finding === null) continue;
    findings.push(finding);
    at = finding.end - 1;
  }
}

function scanAts(text: string, findings: Finding[]): void {
  const anchor: Span = { start: 0, end: 0 };
  let consumedUntil = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    anchor.start = at;
    anchor.end = at + 1;
    const finding = firstHit(text, { anchor, rules: AT_RULES });
    if (finding === null) continue;
    finding.start = Math.max(finding.start, consumedUntil);
    consumedUntil = finding.end;
    findings.push(finding);
  }
}

function firstHit(
  text: string,
  place: { anchor: Readonly<Span>; rules: readonly Rule[] },
): Finding | null {
  for (const { match, category } of place.rules) {
    const hit = match(text, place.anchor);
    if (hit !== null) return { start: hit.start, end: hit.end, category };
  }
  return null;
}

/**
 * Makes findings of several anchors ascend without overlap. Of two that overlap, the one that
 * starts first stays, the longer one if both do; what the other covers beyond it stays its own,
 * so no character that any rule found is left bare.
 */
function settle(findings: Finding[]): Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: Finding[] = [];
  let coveredUntil = 0;
  for (const finding of findings) {
    if (finding.end <= coveredUntil) continue;
    finding.start = Math.max(finding.start, coveredUntil);
    coveredUntil = finding.end;
    settled.push(finding);
  }
  return settled;
}
