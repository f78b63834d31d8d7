/**
 * Rows of the table that are made from users' rules.
 * @module
 */

import { PHRASE_CHARS_MAX } from "../engine/lexicon.ts";
import type { Anchor, Hit, MatcherRule, Need, Span } from "../rule.ts";
import type { Scan } from "../context/scan.ts";
import { compileUserPattern, PatternError, type UserPattern } from "./user_pattern.ts";

/** What users wrote is meant: it outranks forms, and yields to a check next to its word. */
const USER_RANK = 8;
const NUMBER_ANCHORS: readonly Anchor[] = ["number", "mixed"];
/** A term that the lexicon can find by itself: words with spaces, dashes or underscores. */
const WORDS_ALONE_REGEXP = /^[\p{L}\p{M}]+(?:[ _-][\p{L}\p{M}]+)*$/u;

/** A category of a user. */
export interface UserCategory {
  name: string;
  finds: string;
  /** Words that speak for it. */
  words: readonly string[];
}

function rowOf({ name, finds, words }: UserCategory): Omit<MatcherRule, "at" | "match"> {
  return { anchor: "matcher", category: name, finds, revision: 1, words, hits: [], misses: [] };
}

/** A row for a pattern, which has an anchor. */
export function patternRule(category: UserCategory, pattern: UserPattern, need: Need): MatcherRule {
  const { word, leadChars } = pattern.anchor ?? { word: null, leadChars: 0 };
  return {
    ...rowOf(category),
    ...(word === null ? { at: NUMBER_ANCHORS } : { at: ["word"], triggers: [word.toLowerCase()] }),
    match({ text }: Scan, anchor: Readonly<Span>): Hit | null {
      const start = Math.max(0, anchor.start - leadChars);
      const found = pattern.match(text, { start, end: anchor.start });
      if (found === null || found.end <= anchor.start) return null;
      return { ...found, need, rank: USER_RANK };
    },
  };
}

/**
 * Rows for the terms of a dictionary, whose case does not count. Words alone are found by the
 * lexicon, however many there are; each other term becomes a pattern.
 */
export function dictionaryRules(
  category: UserCategory,
  terms: readonly string[],
): { rules: MatcherRule[]; patternCount: number; faults: { index: number; problem: string }[] } {
  const rules: MatcherRule[] = [];
  const faults: { index: number; problem: string }[] = [];
  const triggers: string[] = [];
  for (const [index, term] of terms.entries()) {
    if (WORDS_ALONE_REGEXP.test(term) && term.length <= PHRASE_CHARS_MAX) {
      triggers.push(term.toLowerCase());
      continue;
    }
    try {
      for (const pattern of compileUserPattern(term, { ignoreCase: true, isLiteral: true })) {
        if (pattern.anchor === null) throw new PatternError("has neither a digit nor a word");
        rules.push(patternRule(category, pattern, "none"));
      }
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      faults.push({ index, problem: error.message });
    }
  }
  const patternCount = rules.length;
  if (triggers.length > 0) {
    rules.push({
      ...rowOf(category),
      at: ["word"],
      triggers,
      match: (_scan, { start, end }): Hit => ({ start, end, need: "none", rank: USER_RANK }),
    });
  }
  return { rules, patternCount, faults };
}

/** A row that finds nothing and brings words to a category of the table. */
export function wordsRule(category: string, words: readonly string[]): MatcherRule {
  const row = rowOf({ name: category, finds: "nothing by itself: more words", words });
  return { ...row, at: [], match: () => null };
}
