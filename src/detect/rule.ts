/**
 * What a row of the detection table is. Three sorts of rows share the engine's one pass: numbers
 * with a check, codes of letters and digits with a check, and rules with a matcher of their own.
 * @module
 */

import type { Scan } from "./context/scan.ts";

/** Ranks of hits, the better the higher. */
export const RANK = { SURE: 9, CHECKED: 7, DEFAULT: 5, WEAK: 3 } as const;

/** A half-open range of UTF-16 offsets. */
export interface Span {
  /** First code unit. */
  start: number;
  /** One past the last code unit. */
  end: number;
}

/**
 * What a hit needs beside its form and check.
 *
 * - `none`: nothing; the form alone says what it is.
 * - `soft`: nothing, unless a word next to it says that it is something else (`order`, `version`).
 * - `context`: a word of its category next to it.
 */
export type Need = "none" | "soft" | "context";

/** One printed form. */
export interface Form {
  /**
   * `9` a digit, `A` a letter, `X` either, anything else a separator: ` ` any space, `-` any dash,
   * `~` one space, dash or dot, the same everywhere. At most 40 characters.
   */
  pattern: string;
  need: Need;
}

/** What every row has. */
interface Row {
  /** Name in markers, counts and records. */
  readonly category: string;
  /** What it finds, for the reader of a report. */
  readonly finds: string;
  /** Rises with every change of what it finds; part of the digest that records name. */
  readonly revision: number;
  /** Words that say that a thing next to them is of this category, folded, any language. */
  readonly words: readonly string[];
  /** Texts that hold exactly one hit, and the hit. */
  readonly hits: readonly (readonly [text: string, found: string])[];
  /** Texts that look alike and hold no hit of this category. */
  readonly misses: readonly string[];
}

/** A number of fixed length. */
export interface NumberRule extends Row {
  readonly anchor: "number";
  /** Patterns of `9` and separators only. */
  readonly forms: readonly Form[];
  /**
   * Checksum, ranges, known prefixes.
   *
   * @param digits Values 0 to 9; only the first `count` are of this number.
   */
  valid(digits: Uint8Array, count: number): boolean;
  /** Whether what stands right before it says that it is another number; asked of `soft` forms. */
  isOther?(scan: Scan, at: number): boolean;
}

/** A code of letters and digits, of fixed length. */
export interface CodeRule extends Row {
  readonly anchor: "code";
  readonly forms: readonly Form[];
  /** @param code Letters in upper case and digits, without separators. */
  valid(code: string): boolean;
}

/**
 * What a rule with a matcher of its own is called at; see `engine/events.ts`. A `field` is a whole text
 * whose label ends in one of the rule's triggers, or a cell of a table whose heading does.
 */
export type Anchor =
  | "number"
  | "mixed"
  | "token"
  | "at"
  | "scheme"
  | "colon"
  | "dashes"
  | "word"
  | "field";

/** What a matcher found. */
export interface Hit extends Span {
  need: Need;
  /** Other than the rule's own; for matchers that tell several apart. */
  category?: string;
  /** Of two hits that overlap, the one with the higher rank stays; 5 when absent. */
  rank?: number;
}

/**
 * Where a matcher is called: how long the group of letters and digits is, and what may stand right
 * before and right behind it: ` ` a space, `-` a dash, `.`, `/`, and `*` for anything else. Before a
 * group of digits alone, what stands behind another digit has signs of its own: `_` for the space,
 * `9` for the dash and the dot, `|` for the slash.
 */
export type GroupPlace = readonly [min: number, max: number, before: string, behind: string];

/** Looks for one hit at an anchor; see {@linkcode MatcherRule.match}. */
export type Match = (this: void, scan: Scan, anchor: Readonly<Span>) => Hit | null;

/** A rule with a matcher of its own. */
export interface MatcherRule extends Row {
  readonly anchor: "matcher";
  readonly at: readonly Anchor[];
  /** Fewest and most characters of an anchor at which it is called, from 1 on; any when absent. */
  readonly anchorChars?: readonly [min: number, max: number];
  /** At which anchors `number` and `mixed` it is called; at all when absent. */
  readonly groups?: readonly GroupPlace[];
  /**
   * Fewest letters and digits in the groups that begin at an anchor `number` or `mixed`, over gaps
   * of up to eight characters; it is not called where there are fewer. Any when absent.
   */
  readonly groupedMin?: number;
  /**
   * Fewest digits from an anchor `number` or `mixed` on over signs only, of which up to eight may
   * stand between two groups: for numbers that are written with digits alone. Any when absent.
   */
  readonly joinedMin?: number;
  /** The character right behind an anchor `number` or `mixed` at which it is called; any when absent. */
  readonly followedBy?: string;
  /**
   * Whether it is called, at other anchors than `word`, only behind a word or trigger of its
   * category: anywhere before in the text, or in the label.
   */
  readonly needsMention?: boolean;
  /**
   * Words, folded, whose places the first pass notes: `Scan.watchedAhead` says where the next
   * one is, so that the rule need not read on where none does.
   */
  readonly watches?: readonly string[];
  /** Lexicon words at which it is called, for the anchor `word` or `field`; folded. */
  readonly triggers?: readonly string[];
  /**
   * Looks for one hit at an anchor. Must read a bounded number of characters around it (some
   * hundreds, or to the end of one token); that bound keeps the scan linear.
   *
   * @returns The hit, or null.
   */
  readonly match: Match;
}

/** A row of the table. */
export type Rule = NumberRule | CodeRule | MatcherRule;
