/**
 * Writes markers over findings. Knows nothing of how they were found.
 * @module
 */

import { assert } from "../base/assert.ts";
import type { Finding } from "./detector.ts";
import { markerOf, type MarkerStyle } from "./marker.ts";

export type { MarkerStyle } from "./marker.ts";

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
