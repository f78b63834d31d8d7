/**
 * Lists of phrases, written as text.
 * @module
 */

/** The phrases of some lines; `|` stands between two. */
export function phrases(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split("|"));
}
