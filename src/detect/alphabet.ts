/**
 * Classes of UTF-16 code units, and how letters are folded so that words compare: lower case,
 * without accents. Tables only; nothing here looks at more than one unit.
 * @module
 */

/** Everything that ends a word and starts nothing. */
export const OTHER = 0;
/** A letter that begins no new part of a compound word: lower case, or without case. */
export const LOWER = 1;
/** A capital letter: after a lower-case one it begins a new part, as in `socialSecurity`. */
export const UPPER = 2;
/** An ASCII digit. */
export const DIGIT = 3;
/** A character that can be the middle of something: `@` `:` `-`. */
export const MARK = 4;
/** Joins the parts of a token but is no part of a word: `_`. */
export const JOINER = 5;
/** A letter of a script that writes no spaces between words, or glues particles to them. */
export const DENSE = 6;
/** A character that disguises text: invisible, or another form of an ASCII character. */
export const DISGUISE = 7;
/** May begin an escape: `\` `%` `&` `=`. */
export const ESCAPE = 8;

const UNITS = 0x1_0000;
/** First units of surrogate pairs for mathematical letters and digits, and for tags. */
const MATH_HIGH = 0xd835;
const TAG_HIGH = 0xdb40;

/** Class of every code unit. */
export const CLASS: Uint8Array = classes();

/** Folded form of the letters up to U+052F; 0 for combining marks, which are skipped. */
export const FOLD: Uint16Array = folds();

/** The folded form of one code unit. */
export function foldUnit(code: number): number {
  return code < FOLD.length ? FOLD[code] as number : code;
}

function classes(): Uint8Array {
  const table = new Uint8Array(UNITS);
  for (let code = 0; code < UNITS; code++) table[code] = classOf(code);
  for (const [text, kind] of [["@:-", MARK], ["_", JOINER], ["\\%&=", ESCAPE]] as const) {
    for (const char of text) table[char.charCodeAt(0)] = kind;
  }
  return table;
}

function classOf(code: number): number {
  if (isDisguise(code)) return DISGUISE;
  if (isDense(code)) return DENSE;
  const char = String.fromCharCode(code);
  if (/[0-9]/.test(char)) return DIGIT;
  if (/\p{Lu}|\p{Lt}/u.test(char)) return UPPER;
  return /\p{L}|\p{M}/u.test(char) ? LOWER : OTHER;
}

/** Scripts whose keywords are looked for at every letter: Thai to Myanmar, kana, Han, Hangul. */
function isDense(code: number): boolean {
  return (code >= 0x0e00 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff) ||
    (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff);
}

/**
 * Format characters, variation selectors, full-width forms, digits of other scripts, and the
 * first half of what is written in mathematical letters. Whether it disguises anything is for
 * `disguise.ts` to say; here it only costs a second look.
 */
function isDisguise(code: number): boolean {
  if (code < 0x80) return false;
  if (code === 0xad || code === 0x034f || code === 0x180e || code === 0xfeff) return true;
  if (code === MATH_HIGH || code === TAG_HIGH) return true;
  if (code >= 0xff01 && code <= 0xff5e) return true;
  if (code >= 0xfe00 && code <= 0xfe0f) return true;
  return /\p{Cf}|\p{Nd}/u.test(String.fromCharCode(code));
}

function folds(): Uint16Array {
  const table = new Uint16Array(0x0530);
  for (let code = 0; code < table.length; code++) {
    const bare = String.fromCharCode(code).normalize("NFD").charAt(0).toLowerCase();
    const folded = bare.length === 1 ? bare.charCodeAt(0) : code;
    table[code] = code >= 0x0300 && code <= 0x036f ? 0 : folded;
  }
  // Letters that do not decompose, and that people replace by their bare forms.
  for (const [from, to] of [["\u0142", "l"], ["\u0141", "l"], ["\u00f8", "o"], ["\u00d8", "o"]]) {
    table[(from as string).charCodeAt(0)] = (to as string).charCodeAt(0);
  }
  table[0x0131] = 0x69; // Dotless i.
  return table;
}
