/**
 * Turns what an application said of a call, and what an upstream said of its limits, into what a
 * record may carry.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { sha256 } from "../base/digest.ts";
import { ATTRIBUTION_CUT, ATTRIBUTION_END, ATTRIBUTION_IS } from "../capture/descriptor.ts";
import { redact } from "../detect/redaction.ts";
import { readAttributes } from "../format/attribution.ts";
import type { AttributionDraft } from "../format/draft.ts";
import type { Cleaner } from "./audit_facts.ts";

/** Limits of one answer: OpenAI sends six, Anthropic twelve. */
const RATE_LIMITS_MAX = 24;
const VALUE_CHARS_MAX = 64;

/** @param text As `capture/descriptor.ts` writes it. */
export function attributionOf(cleaner: Cleaner, text: string): AttributionDraft {
  const wasCut = text.endsWith(ATTRIBUTION_CUT);
  const { asserted, invalid } = readAttributes(pairsOf(text));
  return {
    asserted: asserted.map(({ name, value, isPersonal }) => ({
      name,
      value: isPersonal ? null : redact(value, cleaner.detector.scan(value), cleaner.markerStyle),
      sha256: sha256(utf8(value)),
    })),
    invalid: invalid + (wasCut ? 1 : 0),
  };
}

/** The tenant as it was named, to compare with; null when none was. */
export function tenantIn(text: string): string | null {
  const { asserted } = readAttributes(pairsOf(text));
  return asserted.find(({ name }) => name === "tenant")?.value ?? null;
}

/** Limits by the name of their field. */
export function rateLimitsOf(cleaner: Cleaner, text: string): Record<string, string> {
  const limits: Record<string, string> = {};
  for (const [name, value] of pairsOf(text).slice(0, RATE_LIMITS_MAX)) {
    const short = value.slice(0, VALUE_CHARS_MAX);
    limits[name] = redact(short, cleaner.detector.scan(short), cleaner.markerStyle).toWellFormed();
  }
  return limits;
}

/** Tries before this one; null when the client does not say. */
export function retryOf(text: string): number | null {
  return /^[0-9]{1,4}$/.test(text) ? Number(text) : null;
}

function pairsOf(text: string): [name: string, value: string][] {
  return text.replace(ATTRIBUTION_CUT, "").split(ATTRIBUTION_END).flatMap((pair) => {
    const at = pair.indexOf(ATTRIBUTION_IS);
    // The last pair may be cut where the room ended; without its sign it says nothing.
    return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as [string, string]];
  });
}
