/**
 * Other forms of the characters that values are written with: full-width and mathematical letters,
 * digits of every script, dashes, dots and spaces of typography, characters that cannot be seen,
 * and letters of other scripts that look like Latin ones. Tables only; whether a form disguises
 * anything is for `second_look/disguise.ts` to say.
 * @module
 */

/** In {@linkcode PLAIN}: cannot be seen. */
export const UNSEEN = 1;

const UNITS = 0x1_0000;
const ZERO = 0x30;
const NINE = 0x39;

/** First code points of the digits 0 to 9 of the scripts below U+10000 (Unicode 16, class Nd). */
const ZEROS = [
  ...[0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6],
  ...[0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0],
  ...[0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0],
  ...[0xaa50, 0xabf0, 0xff10],
];

/** The same above: Adlam, outlined and segmented digits; mathematical ones are normalised. */
const HIGH_ZEROS = [0x1e950, 0x1ccf0, 0x1fbf0];

/** Digits 1 to 9 (and where there is one, 0) in circles, parentheses, with full stops. */
const NUMBERED: readonly (readonly [zero: number, one: number])[] = [
  ...[[0x24ea, 0x2460], [0, 0x2474], [0, 0x2488], [0x24ff, 0x2776], [0, 0x24f5]] as const,
  ...[[0, 0x2780], [0, 0x278a]] as const,
];

/** Format characters, fillers, selectors, from and to. */
const UNSEEN_RANGES = [
  ...[[0x00ad, 0x00ad], [0x034f, 0x034f], [0x061c, 0x061c], [0x115f, 0x1160], [0x17b4, 0x17b5]],
  ...[[0x180b, 0x180f], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0x3164, 0x3164]],
  ...[[0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xfff9, 0xfffb]],
] as const;

/** What stands for each sign. */
const SIGNS: Readonly<Record<string, string>> = {
  "-": "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796\u2e3a" +
    "\u2e3b\u301c\u3030\ufe31\ufe32\ufe58\ufe63\uff0d\u30fc\u2500\u02d7\u207b\u208b",
  " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f" +
    "\u205f\u2800\u3000",
  "\n": "\u0085\u2028\u2029",
  ".": "\u00b7\u2022\u2024\u2027\u2219\u22c5\u3002\u30fb\u06d4\ufe52\uff0e\uff61\uff65\u0701" +
    "\u201a\u0387\u02d9\u066b\u1427\u2e31\u2e33\ua78f\u25cf\u26ab\u2b24",
  ",": "\u060c\u3001\ufe50\uff0c\uff64",
  "@": "\ufe6b\uff20",
  ":": "\u02d0\u2236\ua789\ufe55\uff1a",
  "/": "\u2044\u2215\u29f8\uff0f",
  "\\": "\u2216\u29f5\ufe68\uff3c",
  "_": "\u203f\ufe4d\ufe4e\ufe4f\uff3f",
  "+": "\u207a\u208a\ufe62\uff0b",
  "(": "\u207d\u208d\ufe59\uff08",
  ")": "\u207e\u208e\ufe5a\uff09",
  "[": "\u3010\u3014\uff3b",
  "]": "\u3011\u3015\uff3d",
};

/** Letters that look alike, each followed by the Latin one. */
const ALIKE = "\u0430a\u0432b\u0435e\u043ao\u043co\u043do\u043eo\u0440p\u0441c\u0443y\u0445x" +
  "\u0455s\u0456i\u0458j\u04bbh\u04cfl\u0501d\u051bq\u051dw\u0475v\u04afy\u0433r\u043fn\u0442t" +
  "\u043ak\u043cm\u043dh" +
  "\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0423Y\u0425X\u0405S" +
  "\u0406I\u0408J\u04c0I\u050cG\u051aQ\u051cW\u0474V\u04aeY\u042cb" +
  "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y" +
  "\u03a7X\u03f9C\u037fJ\u03b1a\u03b3y\u03b5e\u03b7n\u03b9i\u03bak\u03bdv\u03bfo\u03c1p\u03c3o" +
  "\u03c4t\u03c5u\u03c7x\u03c9w\u03f2c\u03f3j" +
  "\u0585o\u0578n\u057du\u0570h\u0581g\u0566q\u0575j\u0555O\u054fS\u053cL\u054dU" +
  "\u13aaA\u13f4B\u13dfC\u13a0D\u13acE\u13c0G\u13bbH\u13abJ\u13e6K\u13deL\u13b7M\u13e2P\u13d2R" +
  "\u13daS\u13a2T\u13d9V\u13b3W\u13a9Y\u13c3Z" +
  "\u0251a\u0261g\u026ai\u0269i\u0262g\u0274n\u0280r\u028fy\u0299b\u029ch\u029fl" +
  "\u1d00a\u1d04c\u1d05d\u1d07e\u1d0aj\u1d0bk\u1d0dm\u1d0fo\u1d18p\u1d1bt\u1d1cu\u1d20v\u1d21w" +
  "\u1d22z";

/** The same for digits: the letter in a number that looks like one. */
const ALIKE_DIGITS = "\u041e0\u043e0\u039f0\u03bf0\u05550\u05850\u04173\u04373\u04116\u04316";

/** Blocks whose compatibility forms are single ASCII characters. */
const COMPATIBLE_BLOCKS = [
  ...[[0x1d2c, 0x1d6a], [0x2070, 0x2094], [0x2100, 0x214f], [0x2160, 0x217f]],
  ...[[0x249c, 0x24e9], [0xff01, 0xff5e]],
] as const;

/**
 * What each code unit stands for: an ASCII character, {@linkcode UNSEEN}, or 0 when it stands for
 * itself. Halves of surrogate pairs have none; see {@linkcode plainOfPair}.
 */
export const PLAIN: Uint16Array = plainForms();

/** The Latin letter that a letter looks like, else 0. */
export const ALIKE_LETTER: Uint16Array = pairs(ALIKE);

/** The digit that a letter looks like, else 0. */
export const ALIKE_DIGIT: Uint16Array = pairs(ALIKE_DIGITS);

/** 1 where {@linkcode PLAIN} holds a digit of a kind that also numbers things: circled, raised. */
export const ORNAMENTAL: Uint8Array = ornaments();

function plainForms(): Uint16Array {
  const table = new Uint16Array(UNITS);
  for (const [from, to] of COMPATIBLE_BLOCKS) {
    for (let code = from; code <= to; code++) {
      const form = String.fromCharCode(code).normalize("NFKC").replace(/^\((\w)\)$/, "$1");
      if (form.length === 1 && form.charCodeAt(0) < 0x80) table[code] = form.charCodeAt(0);
    }
  }
  for (const [from, to] of UNSEEN_RANGES) table.fill(UNSEEN, from, to + 1);
  for (const [sign, others] of Object.entries(SIGNS)) {
    for (const other of others) table[other.charCodeAt(0)] = sign.charCodeAt(0);
  }
  for (const zero of ZEROS) for (let k = 0; k < 10; k++) table[zero + k] = ZERO + k;
  for (const [code, digit] of [[0xb2, 2], [0xb3, 3], [0xb9, 1]] as const) {
    table[code] = ZERO + digit;
  }
  for (const [zero, one] of NUMBERED) {
    if (zero !== 0) table[zero] = ZERO;
    for (let k = 0; k < 9; k++) table[one + k] = ZERO + 1 + k;
  }
  return table;
}

function pairs(list: string): Uint16Array {
  const table = new Uint16Array(UNITS);
  for (let k = 0; k < list.length; k += 2) table[list.charCodeAt(k)] = list.charCodeAt(k + 1);
  return table;
}

function ornaments(): Uint8Array {
  const table = new Uint8Array(UNITS);
  for (let code = 0x80; code < 0x2800; code++) {
    const isRaised = code < 0x100 || (code >= 0x2070 && code <= 0x2089);
    table[code] = isDigit(PLAIN[code] as number) && (isRaised || code >= 0x2460) ? 1 : 0;
  }
  return table;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** What a character above U+FFFF stands for, as in {@linkcode PLAIN}. */
export function plainOfPair(point: number): number {
  if (point >= 0x1d400 && point <= 0x1d7ff) return asciiOf(String.fromCodePoint(point));
  if (point >= 0xe0000 && point <= 0xe0fff) return UNSEEN;
  if (point >= 0x1f110 && point <= 0x1f189) return boxed(point);
  for (const zero of HIGH_ZEROS) {
    if (point >= zero && point < zero + 10) return ZERO + point - zero;
  }
  return 0;
}

/** What the character at `at` stands for, whether it is one code unit or two. */
export function plainUnit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdbff) return PLAIN[code] as number;
  return plainOfPair(text.codePointAt(at) as number);
}

function asciiOf(char: string): number {
  const code = char.normalize("NFKC").charCodeAt(0);
  return code < 0x80 ? code : 0;
}

/** Letters in parentheses, squares and circles: four alphabets with gaps between them. */
function boxed(point: number): number {
  for (const first of [0x1f110, 0x1f130, 0x1f150, 0x1f170]) {
    if (point >= first && point < first + 26) return 0x41 + point - first;
  }
  return 0;
}
