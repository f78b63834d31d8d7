/**
 * What a detection rule is. The engine in `detector.ts` finds anchors; a rule looks at one anchor
 * and says whether a hit lies there.
 * @module
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  /** First code unit. */
  start: number;
  /** One past the last code unit. */
  end: number;
}

/**
 * Looks for one hit at an anchor.
 *
 * Must read a bounded number of characters (at most a few hundred) around the anchor: that bound
 * times the number of anchors is what keeps a scan linear.
 *
 * @param text The whole text.
 * @param anchor A maximal run of digits, or one `@`. The engine reuses the object.
 * @returns The range of the hit, a new object, or null.
 */
export type Match = (text: string, anchor: Readonly<Span>) => Span | null;

/**
 * What the engine stops at.
 *
 * - `digits`: a maximal run of ASCII digits.
 * - `at`: a commercial at.
 */
export type Anchor = "digits" | "at";

/** Longest digit run that can start a hit; longer runs are passed over. */
export const RUN_DIGITS_MAX = 19;

/** One detector. */
export interface Rule {
  /** Name in markers, counts and records. */
  readonly category: string;
  /** What it finds, for the reader of a report. */
  readonly finds: string;
  /** What the engine stops at. */
  readonly anchor: Anchor;
  /** Lengths of a digit run that can start a hit, 1 to 19; empty for other anchors. */
  readonly runLengths: readonly number[];
  /** Rises with every change of `match`; part of the digest that records name. */
  readonly revision: number;
  /** The rule itself. */
  readonly match: Match;
  /** Texts that hold exactly one hit, and the hit. */
  readonly hits: readonly (readonly [text: string, found: string])[];
  /** Texts that look alike and hold no hit of this category. */
  readonly misses: readonly string[];
}
