/**
 * What is said between the parts of an address that somebody reads aloud.
 *
 *     j dot kettering, then the at sign, then brackenfold, dot, co, dot, uk
 *                    ^........^        ^.....^            ^    ^   ^    ^
 *
 * @module
 */

/** Longest pause. */
const PAUSE_CHARS_MAX = 32;

const ARTICLES =
  "the|an|a|das|ein|der|le|la|l'|un|une|el|una|il|lo|uno|o|um|uma|het|een|sign|symbol|zeichen|signe|symbole|signo|s\u00edmbolo|segno|simbolo|sinal|teken|znak|\u0437\u043d\u0430\u043a";
const THEN =
  "then|next|followed by|and then|and|dann|danach|gefolgt von|und|puis|ensuite|suivi de|et|luego|despu\u00e9s|seguido de|y|poi|seguito da|e|depois|a seguir|daarna|gevolgd door|en|sedan|d\u00e4refter|s\u00e5|derefter|s\u00e5|potem|nast\u0119pnie|pak|potom|sitten|sonra|majd|apoi|\u043f\u043e\u0442\u043e\u043c|\u0437\u0430\u0442\u0435\u043c|\u0434\u0430\u043b\u0435\u0435|\u043f\u043e\u0442\u0456\u043c";
const WORDS = `(?:(?:${THEN}|${ARTICLES})[ ,]{1,2}){0,3}`;
/** A comma, or a word that says that more follows; and words that belong to what follows. */
const PAUSE_REGEXP = new RegExp(`(?: ?,[ \\n]?|[ ](?:${THEN})[ ,]{1,2})${WORDS}`, "iuy");
const PAUSE_BEFORE_REGEXP = new RegExp(
  `(?: ?,[ \\n]?|[ ](?:${THEN})[ ,]{1,2}|[ ](?:${ARTICLES})[ ])${WORDS}$`,
  "iu",
);

/** Where a pause ends that begins at a place; the place when none does. */
export function pauseEnd(text: string, place: number): number {
  PAUSE_REGEXP.lastIndex = place;
  const found = PAUSE_REGEXP.exec(text);
  return found === null || found[0].length > PAUSE_CHARS_MAX ? place : PAUSE_REGEXP.lastIndex;
}

/** Where a pause begins that ends before a sign; the place when none does. */
export function pauseStart(text: string, place: number): number {
  const from = Math.max(0, place - PAUSE_CHARS_MAX);
  const found = PAUSE_BEFORE_REGEXP.exec(text.slice(from, place));
  return found === null ? place : from + found.index;
}
