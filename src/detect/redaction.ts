/**
 * Writes markers over findings. Knows nothing of how they were found.
 * @module
 */

import { assert } from "../base/assert.ts";
import type { Finding } from "./detector.ts";

/**
 * How a marker is spelled.
 *
 * - `plain`: `[REDACTED:SSN]`.
 * - `reference`: `[REDACTED:SSN:CC6.1]`, as the reference program writes it.
 */
export type MarkerStyle = "plain" | "reference";

/**
 * The text with every finding replaced by its marker.
 *
 * @param text The text that was scanned.
 * @param findings Ascending, not overlapping, inside the text.
 */
export function redact(text: string, findings: readonly Finding[], style: MarkerStyle): string {
  const tail = style === "reference" ? ":CC6.1]" : "]";
  let redacted = "";
  let from = 0;
  for (const { start, end, category } of findings) {
    assert(from <= start && start < end && end <= text.length, "Findings ascend inside the text");
    redacted += `${text.slice(from, start)}[REDACTED:${category}${tail}`;
    from = end;
  }
  return from === 0 ? text : redacted + text.slice(from);
}
