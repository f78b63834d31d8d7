/**
 * `outband scan --explain`: what each finding is, what it rests on, and what spoke for it.
 * @module
 */

import type { Consideration } from "../detect/detector.ts";

const NEED_TEXTS = {
  none: "form and check are enough",
  soft: "form and check are enough unless a word speaks against it",
  context: "a word has to speak for it",
} as const;

/** The reason in words, without the value. */
export function reasonOf({ finds, need, isHit, spokenFor }: Consideration): string {
  const parts = [finds, NEED_TEXTS[need]];
  if (spokenFor !== "") parts.push(`"${spokenFor}" spoke ${isHit ? "for it" : "about it"}`);
  return `${isHit ? "found" : "not taken"}: ${parts.join("; ")}`;
}
