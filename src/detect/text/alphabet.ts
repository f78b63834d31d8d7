/**
 * Classes of UTF-16 code units, and how letters are folded so that words compare: lower case,
 * without accents. Tables only; nothing here looks at more than one unit.
 * @module
 */

import { PLAIN } from "./forms.ts";

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
/** May begin an escape or markup: `\` `%` `&` `=` `<` `*` and a backtick. */
export const ESCAPE = 8;
/** A mark that sits on the character before it. */
export const COMBINING = 9;
/** `-`, which joins and, five in a row, fences. */
export const DASH = 10;
/** `[`, with which a redaction marker may begin. */
export const BRACKET = 11;

/** In {@linkcode INFO}: a letter that continues a word. The low 16 bits hold its folded form. */
export const LETTER = 0x1_0000;
/** In {@linkcode INFO}: a letter that begins a part of a compound word. */
export const CAPITAL = 0x2_0000;
/** In {@linkcode INFO}: the letter folds to one of ASCII. */
export const LATIN = 0x4_0000;
/** In {@linkcode INFO}: a letter of a script that has look-alikes of Latin letters. */
export const FOREIGN = 0x8_0000;
/** Folded form in {@linkcode INFO}. */
export const FOLDED = 0xffff;

const UNITS = 0x1_0000;
/** First halves of the pairs that `plainOfPair` knows: mathematical, boxed, digits, tags; envelopes. */
const HIGH_HALVES = [0xd835, 0xd83c, 0xd83a, 0xd833, 0xd83e, 0xdb40, 0xd83d];
const ENVELOPE = 0x2709;
const TATWEEL = 0x0640;

/** Class of every code unit. */
export const CLASS: Uint8Array = classes();

/**
 * Folded form of the letters up to U+06FF; 0 for combining marks, which are skipped, and for the
 * stroke that makes Arabic words longer.
 */
const FOLD: Uint16Array = folds();

/**
 * What the first pass needs to know of a code unit, in one number: for letters their bits and their
 * folded form, for everything else the class.
 */
export const INFO: Int32Array = infos();

/** The folded form of one code unit. */
export function foldUnit(code: number): number {
  return code < FOLD.length ? FOLD[code] as number : code;
}

function classes(): Uint8Array {
  const table = new Uint8Array(UNITS);
  for (let code = 0; code < UNITS; code++) table[code] = classOf(code);
  for (const [text, kind] of [["@:-", MARK], ["_", JOINER], ["\\%&=<*`+", ESCAPE]] as const) {
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

function infos(): Int32Array {
  const table = new Int32Array(UNITS);
  for (let code = 0; code < UNITS; code++) {
    const kind = CLASS[code] as number;
    table[code] = kind === LOWER || kind === UPPER ? letterInfo(code, kind) : kind;
  }
  table["-".charCodeAt(0)] = DASH;
  table["[".charCodeAt(0)] = BRACKET;
  return table;
}

function letterInfo(code: number, kind: number): number {
  const folded = foldUnit(code);
  if (folded === 0 || isOverlay(code)) return COMBINING;
  let info = folded | (kind === LOWER ? LETTER : CAPITAL);
  if (folded >= 0x61 && folded <= 0x7a) info |= LATIN;
  else if (isLookAlikeScript(code)) info |= FOREIGN;
  return info;
}

/** Blocks of combining marks that belong to no script: no word is written with them. */
function isOverlay(code: number): boolean {
  return (code >= 0x0483 && code <= 0x0489) || (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) || (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f);
}

/** Greek, Cyrillic, Armenian; Cherokee, Lisu, Coptic; phonetic letters and small capitals. */
function isLookAlikeScript(code: number): boolean {
  return (code >= 0x0370 && code <= 0x058f) || (code >= 0x0250 && code <= 0x02af) ||
    (code >= 0x13a0 && code <= 0x13ff) || (code >= 0x1c80 && code <= 0x1c8f) ||
    (code >= 0x1d00 && code <= 0x1d2b) || (code >= 0x1f00 && code <= 0x1fff) ||
    (code >= 0x2c80 && code <= 0x2cff) || (code >= 0xa4d0 && code <= 0xa4ff) ||
    (code >= 0xa640 && code <= 0xa69f);
}

/** Scripts whose keywords are looked for at every letter: Thai to Myanmar, kana, Han, Hangul. */
function isDense(code: number): boolean {
  return (code >= 0x0e00 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff) ||
    code === 0x3007 || (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff);
}

/**
 * Another form of an ASCII character, a character that cannot be seen, or the first half of what is
 * written in mathematical or boxed letters. Whether it disguises anything is for `second_look/disguise.ts` to
 * say; here it only costs a second look.
 */
function isDisguise(code: number): boolean {
  return PLAIN[code] !== 0 || HIGH_HALVES.includes(code) || code === ENVELOPE;
}

function folds(): Uint16Array {
  const table = new Uint16Array(0x0700);
  for (let code = 0; code < table.length; code++) {
    const bare = String.fromCharCode(code).normalize("NFD").charAt(0).toLowerCase();
    const folded = bare.length === 1 ? bare.charCodeAt(0) : code;
    const isSkipped = code >= 0x0530 ? /\p{M}/u.test(bare) : code >= 0x0300 && code <= 0x036f;
    table[code] = isSkipped || code === TATWEEL ? 0 : folded;
  }
  // Letters that do not decompose, and that people replace by their bare forms.
  for (const [from, to] of [["\u0142", "l"], ["\u0141", "l"], ["\u00f8", "o"], ["\u00d8", "o"]]) {
    table[(from as string).charCodeAt(0)] = (to as string).charCodeAt(0);
  }
  table[0x0131] = 0x69; // Dotless i.
  return table;
}
