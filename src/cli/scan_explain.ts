/**
 * `outband scan --explain`: what each finding is, what it rests on, and what spoke for it.
 * @module
 */

import type { Detector } from "../detect/detector.ts";
import type { Rule } from "../detect/rule.ts";

/** Something that a rule fits, and why it is a finding or none. */
export interface Consideration {
  /** Place, UTF-16 offsets, the end exclusive. */
  start: number;
  end: number;
  category: string;
  /** What the rule finds. */
  finds: string;
  /** What it needs beside form and check; absent when the engine does not say. */
  need?: "none" | "soft" | "context";
  isHit: boolean;
  /** The word that spoke for it or against it; empty when none did or the engine does not say. */
  spokenFor: string;
}

/** A detector that can say what it considered. */
interface Explaining {
  explain(text: string): Consideration[];
}

/** What a detector considered; of one that does not say, its findings and what its rules find. */
export function considerationsOf(
  detector: Detector,
  rules: readonly Rule[],
  text: string,
): Consideration[] {
  if ("explain" in detector) return (detector as Explaining).explain(text);
  return detector.scan(text).map(({ start, end, category }) => {
    const finds = rules.filter((rule) => rule.category === category).map((rule) => rule.finds);
    return { start, end, category, finds: finds.join("; or "), isHit: true, spokenFor: "" };
  });
}

const NEED_TEXTS = {
  none: "form and check are enough",
  soft: "form and check are enough unless a word speaks against it",
  context: "a word has to speak for it",
} as const;

/** The reason in words, without the value. */
export function reasonOf({ finds, need, isHit, spokenFor }: Consideration): string {
  const parts = [finds];
  if (need !== undefined) parts.push(NEED_TEXTS[need]);
  if (spokenFor !== "") parts.push(`"${spokenFor}" spoke ${isHit ? "for it" : "about it"}`);
  return `${isHit ? "found" : "not taken"}: ${parts.join("; ")}`;
}
