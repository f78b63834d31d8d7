/**
 * Escapes in which a character can be written: of JSON and JavaScript, of URLs, of HTML, and of
 * quoted-printable mail. Each is read at its first character, and at most a dozen characters far.
 * @module
 */

import { codeAt } from "./character.ts";

/** What an escape stands for, and where it ends. */
export interface Escape {
  text: string;
  end: number;
}

/** Most backslashes before an escape that was quoted again and again. */
const BACKSLASHES_MAX = 8;
/** Longest name of an entity with its semicolon. */
const NAME_CHARS_MAX = 10;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const HASH = 0x23;
const PERCENT = 0x25;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const SMALL_X = 0x78;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Entities that stand for what values are written with (HTML, section 13.5). */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  ast: "*",
  bsol: "\\",
  colon: ":",
  comma: ",",
  commat: "@",
  dash: "-",
  emsp: " ",
  ensp: " ",
  dollar: "$",
  equals: "=",
  excl: "!",
  gt: ">",
  hyphen: "-",
  lt: "<",
  lbrack: "[",
  lowbar: "_",
  lpar: "(",
  lsqb: "[",
  mdash: "-",
  minus: "-",
  nbsp: " ",
  ndash: "-",
  newline: "\n",
  num: "#",
  quest: "?",
  quot: '"',
  numsp: " ",
  percnt: "%",
  period: ".",
  plus: "+",
  rbrack: "]",
  rpar: ")",
  semi: ";",
  rsqb: "]",
  shy: "",
  sol: "/",
  tab: "\t",
  thinsp: " ",
  underbar: "_",
  zwj: "",
  zwnj: "",
};

/** Names of accents in entities, and the marks that they put on a letter. */
const ACCENTS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  breve: "\u0306",
  caron: "\u030c",
  cedil: "\u0327",
  circ: "\u0302",
  grave: "\u0300",
  macr: "\u0304",
  ogon: "\u0328",
  ring: "\u030a",
  tilde: "\u0303",
  uml: "\u0308",
};
/** Entities of letters that are no letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  aelig: "\u00e6",
  eth: "\u00f0",
  inodot: "\u0131",
  lstrok: "\u0142",
  oelig: "\u0153",
  oslash: "\u00f8",
  szlig: "\u00df",
  thorn: "\u00fe",
};

/** Signs that Markdown and shells put a backslash before. */
const QUOTABLE = "-@_.*+()/";

/** The escape at `at`, or null. */
export function escapeAt(text: string, at: number): Escape | null {
  const code = text.charCodeAt(at);
  if (code === BACKSLASH) return backslashed(text, at);
  if (code === PERCENT) return percented(text, at);
  if (code === EQUALS) return quoted(text, at);
  return entity(text, at);
}

function backslashed(text: string, at: number): Escape | null {
  let letter = at + 1;
  while (letter - at < BACKSLASHES_MAX && text.charCodeAt(letter) === BACKSLASH) letter++;
  const code = text.charCodeAt(letter);
  if (code === SMALL_U && text.charCodeAt(letter + 1) === OPENING) return braced(text, letter + 2);
  if (code === SMALL_U) return ofHex(text, letter + 1, 4);
  if (code === SMALL_X) return ofHex(text, letter + 1, 2);
  if (code >= 0x30 && code <= 0x33) return octal(text, letter);
  if (letter === at + 1 && QUOTABLE.includes(text.charAt(letter)) && letter < text.length) {
    return { text: text.charAt(letter), end: letter + 1 };
  }
  return null;
}

/** `\u{1f600}`, after the brace. */
function braced(text: string, from: number): Escape | null {
  let end = from;
  while (end - from < 6 && hexValue(codeAt(text, end)) >= 0) end++;
  if (end === from || codeAt(text, end) !== CLOSING) return null;
  return ofPoint(Number.parseInt(text.slice(from, end), 16), end + 1);
}

function ofHex(text: string, from: number, count: number): Escape | null {
  const value = hexNumber(text, from, count);
  return value < 0 ? null : { text: String.fromCharCode(value), end: from + count };
}

function octal(text: string, from: number): Escape | null {
  let value = 0;
  for (let at = from; at < from + 3; at++) {
    const code = codeAt(text, at);
    if (code < 0x30 || code > 0x37) return null;
    value = value * 8 + code - 0x30;
  }
  return value < 0x20 ? null : { text: String.fromCharCode(value), end: from + 3 };
}

function percented(text: string, at: number): Escape | null {
  if (text.charCodeAt(at + 1) === SMALL_U) return ofHex(text, at + 2, 4);
  return encodedPoint(text, at);
}

function quoted(text: string, at: number): Escape | null {
  const next = codeAt(text, at + 1);
  if (next === LINE_FEED) return { text: "", end: at + 2 };
  if (next === RETURN && codeAt(text, at + 2) === LINE_FEED) return { text: "", end: at + 3 };
  return encodedPoint(text, at);
}

/** One character of UTF-8, each byte as a sign and two hexadecimal digits. */
function encodedPoint(text: string, at: number): Escape | null {
  const sign = text.charCodeAt(at);
  const first = hexNumber(text, at + 1, 2);
  if (first < 0) return null;
  if (first < 0x80) return { text: String.fromCharCode(first), end: at + 3 };
  const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return null;
  let point = first & (0xff >> (count + 1));
  for (let k = 1; k < count; k++) {
    const byte = codeAt(text, at + 3 * k) === sign ? hexNumber(text, at + 3 * k + 1, 2) : -1;
    if (byte < 0x80 || byte > 0xbf) return null;
    point = (point << 6) | (byte & 0x3f);
  }
  return ofPoint(point, at + 3 * count);
}

function entity(text: string, at: number): Escape | null {
  if (text.charCodeAt(at + 1) !== HASH) return namedEntity(text, at);
  const isHex = (codeAt(text, at + 2) | 0x20) === SMALL_X;
  const from = at + (isHex ? 3 : 2);
  let end = from;
  let point = 0;
  while (end - from < 7) {
    const value = hexValue(codeAt(text, end));
    if (value < 0 || (!isHex && value > 9)) break;
    point = point * (isHex ? 16 : 10) + value;
    end++;
  }
  if (end === from) return null;
  return ofPoint(point, codeAt(text, end) === SEMICOLON ? end + 1 : end);
}

/** An entity with a name: `&commat;`. */
export function namedEntity(text: string, at: number): Escape | null {
  const least = at + 3;
  for (let end = at + 1; end <= at + NAME_CHARS_MAX; end++) {
    const code = codeAt(text, end);
    if (code === SEMICOLON) {
      if (end < least) return null;
      const name = text.slice(at + 1, end);
      const sign = ENTITIES[name.toLowerCase()] ?? letterOf(name);
      return sign === undefined ? null : { text: sign, end: end + 1 };
    }
    const lower = code | 0x20;
    if (lower < 0x61 || lower > 0x7a) return null;
  }
  return null;
}

/** `eacute`, `Uuml`, `szlig` */
function letterOf(name: string): string | undefined {
  const known = LETTERS[name.toLowerCase()];
  if (known !== undefined) return known;
  const accent = ACCENTS[name.slice(1).toLowerCase()];
  return accent === undefined ? undefined : (name.charAt(0) + accent).normalize("NFC");
}

function ofPoint(point: number, end: number): Escape | null {
  return point > 0x10ffff ? null : { text: String.fromCodePoint(point), end };
}

function hexNumber(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at++) {
    const value = hexValue(codeAt(text, at));
    if (value < 0) return -1;
    number = number * 16 + value;
  }
  return number;
}

/** Value of a hexadecimal digit, or -1. */
export function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
