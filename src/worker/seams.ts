/**
 * Where one text ends and the next of its kind begins: a value may be split between two parts or
 * messages, and a question may say what the number in the answer is.
 *
 *     "My SSN is 123-45-" | "6789"        one finding, in both texts
 *     "Your SSN, please?" | "123456789"   a finding of the second, by the words of the first
 *
 * @module
 */

import type { Detector, Finding } from "../detect/detector.ts";

/** A text with what was found in it. */
export interface HeldText {
  path: string;
  text: string;
  label: string;
  /** Ascending, not overlapping. */
  findings: Finding[];
  /** Findings that the text before counts. */
  continued: number;
}

/** Characters looked at on either side: a card number with separators has 23. */
const SEAM_CHARS = 96;

/** Characters in which a value that is split has a digit or an at sign. */
const NEAR_CHARS = 24;
/** Characters in which an answer has its number; a longer text says itself what its numbers are. */
const ANSWER_CHARS = 40;
const SIGN_REGEXP = /[0-9@]/;

/** Characters that a value can have at a split. */
const VALUE_REGEXP = /^[\p{L}\p{N}@._+/():= -]{2}$/u;
const DIGIT_REGEXP = /[0-9]/;

/** Adds to both texts what only the two together show. */
export function joinSeam(detector: Detector, first: HeldText, second: HeldText): void {
  const tail = first.text.slice(-SEAM_CHARS);
  const head = second.text.slice(0, SEAM_CHARS);
  if (mayGoOn(first, second)) {
    for (const finding of detector.scan(tail + head)) {
      if (finding.start < tail.length && finding.end > tail.length) {
        split(finding, { first, second, cut: tail.length });
      }
    }
  }
  if (!DIGIT_REGEXP.test(head.slice(0, ANSWER_CHARS))) return;
  const from = tail.length + 1;
  for (const { start, end, category } of detector.scan(`${tail}\n${head}`)) {
    const isWhole = end < from + head.length || second.text.length === head.length;
    if (start < from || !isWhole) continue;
    const span = { start: start - from, end: end - from, category };
    if (!second.findings.some((other) => overlap(other, span))) insert(second.findings, span);
  }
}

/** Whether a value can lie across the end of the one and the beginning of the other. */
function mayGoOn(first: HeldText, second: HeldText): boolean {
  // Two values that are whole by themselves are two.
  if (first.findings.at(-1)?.end === first.text.length && second.findings[0]?.start === 0) {
    return false;
  }
  const near = first.text.slice(-NEAR_CHARS) + second.text.slice(0, NEAR_CHARS);
  return SIGN_REGEXP.test(near) && VALUE_REGEXP.test(first.text.slice(-1) + second.text.charAt(0));
}

function split(
  { start, end, category }: Finding,
  { first, second, cut }: { first: HeldText; second: HeldText; cut: number },
): void {
  const base = first.text.length - cut;
  const ahead = { start: base + start, end: first.text.length, category };
  const behind = { start: 0, end: end - cut, category };
  // What either half looked like by itself is a part of the whole.
  const isNew = !first.findings.some((other) => covers(other, ahead));
  if (isNew) replace(first.findings, ahead);
  if (second.findings.some((other) => covers(other, behind))) return;
  replace(second.findings, behind);
  if (isNew) second.continued++;
}

function replace(findings: Finding[], span: Finding): void {
  const kept = findings.filter((other) => !overlap(other, span));
  findings.splice(0, findings.length, ...kept);
  insert(findings, span);
}

function insert(findings: Finding[], span: Finding): void {
  const at = findings.findIndex((other) => other.start > span.start);
  findings.splice(at < 0 ? findings.length : at, 0, span);
}

function overlap(one: Finding, other: Finding): boolean {
  return one.start < other.end && other.start < one.end;
}

function covers(one: Finding, other: Finding): boolean {
  return one.start <= other.start && one.end >= other.end;
}
