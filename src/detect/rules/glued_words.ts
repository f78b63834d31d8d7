/**
 * Words as Arabic and Hebrew write them behind "and", "to", "by", "so" and the article.
 * @module
 */

const ARABIC_REGEXP = /^[\u0621-\u064a\u0671-\u06d3]+(?: |$)/;
const HEBREW_REGEXP = /^[\u05d0-\u05ea]+(?: |$)/;
const ARABIC_PREFIXES: readonly string[] = ["\u0648", "\u0628", "\u0644", "\u0641"];
const HEBREW_PREFIXES: readonly string[] = [
  ...["\u05d5", "\u05d1", "\u05dc", "\u05d4", "\u05de", "\u05e9", "\u05d5\u05d4"],
];
/** Shorter words would become others. */
const CHARS_MIN = 3;

/** A word or phrase with all that may be glued to its first letter; none in other scripts. */
export function gluedForms(word: string): string[] {
  if (word.length < CHARS_MIN) return [];
  const prefixes = ARABIC_REGEXP.test(word)
    ? ARABIC_PREFIXES
    : HEBREW_REGEXP.test(word)
    ? HEBREW_PREFIXES
    : [];
  return prefixes.map((prefix) => prefix + word);
}
