/**
 * Lists of phrases, written as text, and how phrases compare.
 * @module
 */

import { foldWord } from "../engine/lexicon.ts";

/** The phrases of some lines; `|` stands between two. */
export function phrases(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split("|"));
}

/** A phrase as phrases compare: `birth_date`, `birthDate` and `Birth Date` are one. */
export function compact(phrase: string): string {
  return foldWord(phrase).replace(/[\s_.'\u2019/\\=-]+/g, "");
}
