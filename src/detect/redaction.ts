/**
 * Writes markers over findings. Knows nothing of how they were found.
 * @module
 */

import { assert } from "../base/assert.ts";
import type { Detector, Finding } from "./detector.ts";
import { markerOf, type MarkerStyle } from "./marker.ts";

export { MARKER_STYLES, type MarkerStyle } from "./marker.ts";

/**
 * The text with every finding replaced by its marker.
 *
 * @param text The text that was scanned.
 * @param findings Ascending, not overlapping, inside the text.
 */
export function redact(text: string, findings: readonly Finding[], style: MarkerStyle): string {
  let redacted = "";
  let from = 0;
  for (const { start, end, category } of findings) {
    assert(from <= start && start < end && end <= text.length, "Findings ascend inside the text");
    redacted += text.slice(from, start) + markerOf(category, end - start, style);
    from = end;
  }
  return from === 0 ? text : redacted + text.slice(from);
}

/** Most rounds of {@linkcode redactUntilClean}; two are nearly always enough. */
const ROUNDS_MAX = 4;

/** How {@linkcode redactUntilClean} redacts. */
export interface UntilClean {
  detector: Detector;
  style: MarkerStyle;
  /** As for {@linkcode Detector.scan}. */
  label?: string;
  /** Receives the findings of each round, at their places in what that round read. */
  found?: (findings: readonly Finding[]) => void;
}

/**
 * Redacts a text again and again until nothing more is found in it: a value can come to light when
 * what it was glued to is gone. Costs at least a second scan when anything is found at all.
 */
export function redactUntilClean(
  text: string,
  { detector, style, label = "", found }: UntilClean,
): string {
  let redacted = text;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const findings = detector.scan(redacted, label);
    if (findings.length === 0) break;
    found?.(findings);
    redacted = redact(redacted, findings, style);
  }
  return redacted;
}
