/**
 * Whether a character that could disguise something stands where it can: asked by the first pass at
 * each such character, and answered with a look at its neighbours. Typography, emoji, text in other
 * scripts and code are full of such characters, and are refused here.
 * @module
 */

import {
  CAPITAL,
  COMBINING,
  DENSE,
  DISGUISE,
  ESCAPE,
  INFO,
  LATIN,
  LETTER,
} from "../text/alphabet.ts";
import { atSignAt, bracketedSize, isEnvelope } from "../text/at_signs.ts";
import { codeAt, isHex } from "../text/character.ts";
import { escapeAt, hexValue, namedEntity } from "../text/escapes.ts";
import { ALIKE_LETTER, plainUnit, UNSEEN } from "../text/forms.ts";
import { emphasisEnd, hasTagInValue } from "../text/markup.ts";
import type { Span } from "../rule.ts";
import { continuationEnd, isColourInValue } from "../text/terminal.ts";
import { unseenText } from "../text/unseen_text.ts";

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const RETURN = 0x0d;
const HASH = 0x23;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const ZERO = 0x30;
const SEVEN = 0x37;
const SPACE = 0x20;
const STAR = 0x2a;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const AT = 0x40;
const BACKSLASH = 0x5c;
const UNDERSCORE = 0x5f;
const TICK = 0x60;
const SMALL_U = 0x75;
const SMALL_X = 0x78;

/** Signs that stand inside values, beside letters and digits. */
const VALUE_SIGNS = "@.-_+:/()[]=*";

/** Signs that are worth a look when an escape stands for them inside a value. */
const INNER_SIGNS = ".-_+()\t!#$*";
/** The same where a program quotes few signs; addresses are full of these. */
const QUOTED_SIGNS = "=,?";

/** How far from an escaped letter the end of its string is looked for, or an `@`, and its start. */
const NEAR_AHEAD = 32;
const NEAR_BEHIND = 24;
/** How far behind it a number begins, and of how many digits. */
const NEAR_DIGITS = 20;
const NEAR_DIGITS_MIN = 4;

/** Longest name on either side of an `@` with one space. */
const HALF_CHARS_MAX = 48;
/** Spaces and unseen characters in a row that are looked over. */
const UNSEEN_MAX = 4;
/** How far around letters that look like Latin ones the digits of their code are counted. */
const CODE_CHARS_MAX = 12;
const CODE_DIGITS_MIN = 5;
/** Longest group of letters that is a part of a code. */
export const CODE_LETTERS_MAX = 3;

const IS_VALUE: Uint8Array = valueUnits();

function valueUnits(): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let code = 0; code < table.length; code++) {
    const char = String.fromCharCode(code);
    table[code] = /[0-9A-Za-z]/.test(char) || VALUE_SIGNS.includes(char) ? 1 : 0;
  }
  return table;
}

/**
 * Whether the character at `at` can disguise a value.
 *
 * @param kind {@linkcode DISGUISE} or {@linkcode ESCAPE}.
 */
export function mayDisguise(text: string, at: number, kind: number): boolean {
  if (kind === ESCAPE) return mayEscape(text, at, text.charCodeAt(at));
  const plain = plainUnit(text, at);
  if (plain === 0) return isEnvelope(text, at) && atSignAt(text, at) !== null;
  if (plain !== UNSEEN && (isAlphanumeric(plain) || plain === 0x40)) {
    return isValueBefore(text, at) || isValueAfter(text, at) || isSpacedOut(text, at) ||
      atSignAt(text, at) !== null;
  }
  // What separates or hides stands between two parts of a value.
  if (isValueBefore(text, at) && isValueAfter(text, at)) return !isOfKana(text, at);
  if (plain !== UNSEEN) return false;
  if (unseenText(text, at) !== "") return true;
  // Reads backwards what follows.
  if (text.charCodeAt(at) === 0x202e) return isAlphanumeric(codeAt(text, at + 1));
  return isUnseenInValue(text, at);
}

/** The long vowel and the middle dot between letters of kana: there they are part of the word. */
export function isOfKana(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 0x30fc || code === 0x30fb) && INFO[codeAt(text, at - 1)] === DENSE;
}

/**
 * Whether letters of another script, alone, are a part of a code: capitals that all look like Latin
 * ones, beside a group of digits that more digits stand near to.
 */
export function isCodePart(text: string, { start, end }: Span): boolean {
  if (end - start > CODE_LETTERS_MAX) return false;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (ALIKE_LETTER[unit] === 0 || ((INFO[unit] as number) & CAPITAL) === 0) return false;
  }
  const isBefore = isCodeSign(codeAt(text, start - 1)) && isDigit(codeAt(text, start - 2));
  const isBehind = isCodeSign(codeAt(text, end)) && isDigit(codeAt(text, end + 1));
  if (!isBefore && !isBehind) return false;
  let digits = 0;
  for (let k = 1; isBefore && k <= CODE_CHARS_MAX; k++) {
    if (isDigit(codeAt(text, start - k))) digits++;
  }
  for (let k = 0; isBehind && k < CODE_CHARS_MAX; k++) {
    if (isDigit(codeAt(text, end + k))) digits++;
  }
  return digits >= CODE_DIGITS_MIN;
}

function isCodeSign(code: number): boolean {
  return code === SPACE || code === DASH || code === DOT;
}

/** A digit in another form, a space, and another one. */
function isSpacedOut(text: string, at: number): boolean {
  if (codeAt(text, at + 1) !== SPACE || at + 2 >= text.length) return false;
  return isDigit(plainUnit(text, at)) && isDigit(plainUnit(text, at + 2));
}

function isValueBefore(text: string, at: number): boolean {
  const code = at === 0 ? 0 : text.charCodeAt(at - 1);
  if (code < 0x80) return IS_VALUE[code] === 1;
  if (code >= 0xdc00 && code <= 0xdfff) return at > 1 && plainUnit(text, at - 2) !== 0;
  return INFO[code] === DISGUISE || INFO[code] === COMBINING;
}

function isValueAfter(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  const next = first >= 0xd800 && first <= 0xdbff ? at + 2 : at + 1;
  if (next >= text.length) return false;
  const code = text.charCodeAt(next);
  if (code < 0x80) return IS_VALUE[code] === 1 || code === BACKSLASH || code === AMPERSAND;
  if (code >= 0xd800 && code <= 0xdbff) return plainUnit(text, next) !== 0;
  return INFO[code] === DISGUISE || INFO[code] === COMBINING;
}

/** `0044<ZWSP> 0532`, `0044 <ZWSP>0532`, `519<ZWSP> - 38` */
function isUnseenInValue(text: string, at: number): boolean {
  let before = at - 1;
  while (at - before < UNSEEN_MAX && isBlank(text, before)) before--;
  let after = at + 1;
  while (after - at < UNSEEN_MAX && isBlank(text, after)) after++;
  const first = codeAt(text, before);
  const last = codeAt(text, after);
  if (first >= 0x80 || last >= 0x80 || IS_VALUE[first] !== 1 || IS_VALUE[last] !== 1) return false;
  return isDigit(first) || isDigit(last) || (isBroken(text, { start: before + 1, end: after }));
}

/** Whether a line break stands in a gap, and digits before it: a key in a narrow column. */
function isBroken(text: string, { start, end }: Span): boolean {
  if (codeAt(text, end - 1) !== LINE_FEED) return false;
  let digits = 0;
  for (let at = start - 1; at >= 0 && start - at < CODE_CHARS_MAX; at--) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) break;
    if (isDigit(code)) digits++;
  }
  return digits > 0;
}

function isBlank(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code === SPACE || code === LINE_FEED || (code >= 0x80 && plainUnit(text, at) === UNSEEN);
}

/** Whether an escape of JSON, a URL, HTML or quoted-printable begins here, or markup. */
function mayEscape(text: string, at: number, code: number): boolean {
  if (code === PLUS) return isFormSpace(text, at);
  if (code === EQUALS) return mayBeQuoted(text, at, codeAt(text, at + 1));
  if (code === LESS) return hasTagInValue(text, at);
  if (code === STAR || code === TICK) return emphasisEnd(text, at) > 0;
  const next = codeAt(text, at + 1);
  if (code === BACKSLASH) return mayBeBackslashed(text, at, next);
  if (code === AMPERSAND && next !== HASH) return isLetter(next) && mayBeEntity(text, at);
  if (code === PERCENT && next !== SMALL_U && !isHex(next)) return false;
  const escape = escapeAt(text, at);
  return escape !== null && mayStandFor(text, { start: at, end: escape.end }, escape.text);
}

/** Whether what an escape stands for can be part of a value that stands around it. */
function mayStandFor(text: string, { start, end }: Span, sign: string): boolean {
  const code = codeAt(sign, 0);
  // Another escape inside this one.
  if (isAlphanumeric(code) || code === AT || code === PERCENT || code === BACKSLASH) return true;
  if (code === AMPERSAND) return codeAt(text, end) === HASH || isLetter(codeAt(text, end));
  const info = INFO[code] as number;
  const isBeside = isEscaped(text, start) || IS_VALUE[codeAt(text, start - 1)] === 1;
  // Text whose letters are escaped: what it says is said in them.
  if ((info & LATIN) !== 0) return isNearValue(text, { start, end });
  if ((info & (LETTER | CAPITAL)) !== 0 || info === DENSE) return true;
  if (code === SPACE) return isDigit(codeAt(text, start - 1)) || isDigit(codeAt(text, end));
  if (code < 0x80) return isBesideValue(text, { start, end }, sign);
  if (info !== DISGUISE && info !== COMBINING) return false;
  const plain = plainUnit(sign, 0);
  return isAlphanumeric(plain) || plain === AT || code >= 0xd800 ||
    (isBeside && mayFollow(text, end));
}

/**
 * Whether a letter with an accent, which is common in prose, stands where it matters: in a key or
 * another short string, in an address, or right before a number.
 */
function isNearValue(text: string, { start, end }: Span): boolean {
  let digits = 0;
  for (let at = end; at < end + NEAR_AHEAD && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH || code === PERCENT) at += 5;
    else if (code === AT) return true;
    else if (code === QUOTE) return codeAt(text, at + 1) === COLON || isShort(text, start);
    else if (isDigit(code) && ++digits === NEAR_DIGITS_MIN) return true;
    else if (code === SEMICOLON || code === 0x2c || at - end > NEAR_DIGITS && digits === 0) {
      return false;
    }
  }
  return false;
}

/** Whether a string begins not far before a place. */
function isShort(text: string, place: number): boolean {
  for (let at = place - 1; at >= 0 && at > place - NEAR_BEHIND; at--) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === AT) return true;
  }
  return false;
}

/** Whether an escaped sign stands inside a value, or before the digits with which one begins. */
function isBesideValue(text: string, { start, end }: Span, sign: string): boolean {
  const after = codeAt(text, end);
  if (isDigit(after) && "+(\"'>".includes(sign)) return true;
  // `%28%2B49`
  if ((sign === "+" || sign === "(") && after === text.charCodeAt(start)) return true;
  const isBeside = isEscaped(text, start) || IS_VALUE[codeAt(text, start - 1)] === 1;
  if (!isBeside || !mayFollow(text, end)) return false;
  if (sign === "/") return codeAt(text, start - 1) === COLON;
  if (sign === ":") {
    return escapeAt(text, end)?.text === "/" || isBetweenPairs(text, { start, end });
  }
  return INNER_SIGNS.includes(sign) ||
    (text.charCodeAt(start) !== PERCENT && QUOTED_SIGNS.includes(sign));
}

/** `3c%3A84%3A6a` */
function isBetweenPairs(text: string, { start, end }: Span): boolean {
  return [start - 2, start - 1, end, end + 1].every((at) => isHex(codeAt(text, at))) &&
    !isAlphanumeric(codeAt(text, end + 2));
}

/** Whether an escape of four digits ends before a place. */
function isEscaped(text: string, at: number): boolean {
  const lead = codeAt(text, at - 5);
  return codeAt(text, at - 3) === PERCENT || codeAt(text, at - 1) === SEMICOLON ||
    (lead === SMALL_U && codeAt(text, at - 6) === BACKSLASH);
}

function mayFollow(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code < 0x80 && (IS_VALUE[code] === 1 || code === BACKSLASH || code === PERCENT ||
    code === AMPERSAND);
}

function mayBeBackslashed(text: string, at: number, next: number): boolean {
  if (next === SMALL_U || next === SMALL_X || (next >= ZERO && next <= SEVEN)) {
    const escape = escapeAt(text, at);
    return escape !== null && mayStandFor(text, { start: at, end: escape.end }, escape.text);
  }
  if (next === LINE_FEED || next === RETURN) return continuationEnd(text, at) > 0;
  // `\\u0031` was quoted twice; `\\\\` in a path was not.
  if (next === BACKSLASH) return isUnicodeEscape(text, at + 2) || continuationEnd(text, at) > 0;
  const before = codeAt(text, at - 1);
  if (next === SLASH) return before === COLON;
  if (next === 0x28) return isDigit(codeAt(text, at + 2));
  if (next === 0x29) return isDigit(before);
  if (next !== DASH && next !== AT && next !== UNDERSCORE && next !== DOT) return false;
  const after = codeAt(text, at + 2);
  // In code, `\.` is part of a pattern.
  if (next === DOT) return isDigit(before) && isDigit(after);
  return isAlphanumeric(before) && isAlphanumeric(after);
}

function isUnicodeEscape(text: string, from: number): boolean {
  let at = from;
  while (at - from < 6 && codeAt(text, at) === BACKSLASH) at++;
  const code = codeAt(text, at);
  return (code === SMALL_U || code === SMALL_X) && isHex(codeAt(text, at + 1));
}

/** An entity inside a value, or an escaped ampersand before another entity. */
function mayBeEntity(text: string, at: number): boolean {
  const entity = namedEntity(text, at);
  if (entity === null) return false;
  const after = codeAt(text, entity.end);
  if (entity.text === "&") return after === HASH || isLetter(after);
  const isLead = entity.text === "+" || entity.text === "(";
  if (isLead && (isDigit(after) || after === AMPERSAND)) return true;
  return isValueBefore(text, at) && (IS_VALUE[after] === 1 || after === AMPERSAND);
}

/** How far a value of a form is read to either side of a plus. */
const FORM_CHARS_MAX = 64;
const FORM_HEAD_REGEXP = /(^|[&?\s"'])[\w.[\]-]{1,40}=[\w+%.,*()/:-]*$/;
const FORM_TAIL_REGEXP = /^[\w+%.,*()/:-]*&[\w.[\]-]{1,40}=/;

/** A plus in a value of a form that is sent to a server: `a=1&phone=030+901820`. */
export function isFormSpace(text: string, at: number): boolean {
  if (!isFormUnit(codeAt(text, at - 1)) || !isFormUnit(codeAt(text, at + 1))) return false;
  const head = FORM_HEAD_REGEXP.exec(text.slice(Math.max(0, at - FORM_CHARS_MAX), at));
  if (head === null) return false;
  const isMember = head[1] === "&" || head[1] === "?";
  return isMember || FORM_TAIL_REGEXP.test(text.slice(at, at + FORM_CHARS_MAX));
}

function isFormUnit(code: number): boolean {
  return isAlphanumeric(code) || code === EQUALS || code === DOT || code === 0x2c || code === 0x29;
}

/** What closes each bracket that may hide a sign. */
const CLOSING_OF: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", "<": ">" };

/** `[.]`, `(.)`, `{@}` between two words, with a space on either side perhaps; else null. */
export function defangedAt(text: string, at: number): Span | null {
  const code = codeAt(text, at + 1);
  if (code !== DOT && code !== AT && code !== COLON) return null;
  if (text.charAt(at + 2) !== CLOSING_OF[text.charAt(at)]) return null;
  const end = at + 3;
  if (codeAt(text, at - 1) === SPACE && codeAt(text, end) === SPACE) {
    const isBetween = isAlphanumeric(codeAt(text, at - 2)) &&
      isAlphanumeric(codeAt(text, end + 1));
    return isBetween ? { start: at - 1, end: end + 1 } : null;
  }
  const isInside = isValueBefore(text, at) && IS_VALUE[codeAt(text, end)] === 1;
  return isInside ? { start: at, end } : null;
}

/** Whether the bracket at a place is one of `[.]`, of `[a]`, or of a colour inside a value. */
export function mayHideAt(text: string, at: number): boolean {
  return defangedAt(text, at) !== null || isColourInValue(text, at) ||
    (bracketedSize(text, at) > 0 && atSignAt(text, at) !== null);
}

/** An `@` with spaces or brackets on both sides, between two words; else null. */
export function spacedAt(text: string, at: number): Span | null {
  if (text.charCodeAt(at) !== AT) return null;
  const before = codeAt(text, at - 1);
  const after = codeAt(text, at + 1);
  const isBracketed = "([{<".includes(text.charAt(at - 1)) && before !== 0 &&
    ")]}>".includes(text.charAt(at + 1)) && after !== 0;
  if (!isBracketed && before !== SPACE && after !== SPACE) return null;
  if (!isBracketed && before !== after && !isHalfSpaced(text, at)) return null;
  let start = isBracketed ? at - 1 : at;
  let end = isBracketed ? at + 2 : at + 1;
  if (codeAt(text, start - 1) === SPACE) start--;
  if (codeAt(text, end) === SPACE) end++;
  if (!isWordUnit(codeAt(text, start - 1)) || !isWordUnit(codeAt(text, end))) return null;
  return { start, end };
}

/** `jane.doe @example.org`, `jane@ example.org`: one space, a mailbox, and a host. */
function isHalfSpaced(text: string, at: number): boolean {
  const isBefore = codeAt(text, at - 1) === SPACE;
  let start = isBefore ? at - 1 : at;
  let signs = 0;
  const least = Math.max(0, start - HALF_CHARS_MAX);
  while (start > least && isMailboxUnit(codeAt(text, start - 1))) {
    if (!isLetter(codeAt(text, --start))) signs++;
  }
  const size = (isBefore ? at - 1 : at) - start;
  // Before a space any word may end: `write to us @example.org`.
  if (size < 3 || (isBefore && signs === 0)) return false;
  let end = isBefore ? at + 1 : at + 2;
  const most = end + HALF_CHARS_MAX;
  let dots = 0;
  for (; end < most && isMailboxUnit(codeAt(text, end)); end++) {
    if (codeAt(text, end) === DOT && isLetter(codeAt(text, end + 1))) dots++;
  }
  return dots > 0;
}

function isMailboxUnit(code: number): boolean {
  return isAlphanumeric(code) || code === DOT || code === DASH || code === UNDERSCORE;
}

function isWordUnit(code: number): boolean {
  return isAlphanumeric(code) || code > 0xbf;
}

/** Escapes of signs that numbers and addresses are written with; others are assignments. */
function mayBeQuoted(text: string, at: number, next: number): boolean {
  const before = codeAt(text, at - 1);
  if (next === LINE_FEED || next === RETURN) {
    if (before !== SPACE) return isValueBefore(text, at);
    const line = next === LINE_FEED ? at + 2 : at + 3;
    return isDigit(codeAt(text, at - 2)) && isDigit(codeAt(text, line));
  }
  const low = codeAt(text, at + 2);
  if (!isHex(next) || !isHex(low)) return false;
  const after = codeAt(text, at + 3);
  const isRun = after === EQUALS ||
    (codeAt(text, at - 3) === EQUALS && isHex(codeAt(text, at - 2)) && isHex(before));
  if (isRun) return true;
  // A letter of the code is a capital, and before what begins with a sign stands no name.
  if (low >= 0x61) return false;
  const isFirst = !isAlphanumeric(before) && before !== UNDERSCORE;
  switch (hexValue(next) * 16 + hexValue(low)) {
    // `page=40`, `bytes=4096`
    case AT:
      return isLetter(after) && isValueBefore(text, at);
    case DOT:
    case DASH:
    case UNDERSCORE:
      return isAlphanumeric(after);
    case PLUS:
    case 0x28:
      return isFirst && isDigit(after);
    // `5=2010` is no equation that anybody writes.
    case SPACE:
    case 0x29:
      return isDigit(before) && (isAlphanumeric(after) || after === SPACE);
    default:
      return false;
  }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || isLetter(code);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
