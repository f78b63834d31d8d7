/**
 * Writes a part of a text as it would read without its disguise: other forms of characters become
 * the plain ones, what cannot be seen is left out, escapes are resolved (one level), letters that
 * look like Latin ones become them inside words that mix both, and markup inside a value goes.
 *
 * The copy is only ever searched, so it may fold more than one would dare to write down.
 *
 * @module
 */

import {
  BRACKET,
  CAPITAL,
  COMBINING,
  DIGIT,
  DISGUISE,
  ESCAPE,
  FOREIGN,
  INFO,
  JOINER,
  LETTER,
  MARK,
  OTHER,
} from "../text/alphabet.ts";
import { atSignAt, isLikeAt, leetDotAt } from "../text/at_signs.ts";
import { codeAt, isAlphanumeric, isDigit, isHex, isLetter } from "../text/character.ts";
import type { Copy } from "../text/copy.ts";
import { escapeAt } from "../text/escapes.ts";
import { ALIKE_DIGIT, ALIKE_LETTER, ORNAMENTAL, plainUnit, UNSEEN } from "../text/forms.ts";
import { labelAt } from "../context/labels.ts";
import { emphasisEnd, hasTagInValue, tagsEnd } from "../text/markup.ts";
import type { Places } from "../engine/events.ts";
import type { Span } from "../rule.ts";
import {
  defangedAt,
  isCodePart,
  isFormSpace,
  isOfKana,
  mayDisguise,
  spacedAt,
} from "../engine/suspicion.ts";
import { coloursEnd, continuationEnd } from "../text/terminal.ts";
import { unseenText } from "../text/unseen_text.ts";

/** How far around a letter the other letters of its word are looked at. */
const WORD_CHARS_MAX = 64;

/** How far from one escape of quoted-printable another one shows that it is one. */
const QUOTED_CHARS_MAX = 14;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const AMPERSAND = 0x26;
/** Begins a colour of a terminal, and the same as it is shown. */
const TERMINAL_ESCAPE = 0x1b;
const CARET = 0x5e;
const ESCAPE_PICTURE = 0x241b;
const PARENTHESIS = 0x28;
const PLUS = 0x2b;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const SMALL_X = 0x78;
const BRACE = 0x7b;
const LESS = 0x3c;
/** Overrides the direction to right to left, and what ends it. */
const OVERRIDE = 0x202e;
const POP = 0x202c;
const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const TICK = 0x60;
const STAR = 0x2a;
const PERCENT = 0x25;

/** What is remembered of the word whose letters are being replaced. */
interface Word extends Span {
  /** Whether its look-alikes stand for digits, for letters, or for themselves. */
  as: "digits" | "letters" | "themselves";
}

/** How far from a label that was sought others are read that are too short to be. */
const LABEL_NEAR = 48;

/**
 * Copies the text from `start` to `end`, without disguise.
 *
 * @param labels Places in labels in disguise.
 */
export function undisguise(
  text: string,
  { start, end }: Span,
  { copy, labels }: { copy: Copy; labels: Places },
): void {
  let word: Word | null = null;
  let isWordStart = true;
  let near = 0;
  for (let at = start; at < end;) {
    const info = INFO[text.charCodeAt(at)] as number;
    let next = at + 1;
    // Far from a label nothing is read as one, or a text would say what another part of it means.
    while (near < labels.count && (labels.at[near] as number) < at - LABEL_NEAR) near++;
    if (near < labels.count && (labels.at[near] as number) < at + LABEL_NEAR) {
      const isWord = info === DIGIT || (info & (LETTER | CAPITAL)) !== 0;
      const labelEnd = isWord && isWordStart ? putLabel(text, at, { copy, end }) : at;
      isWordStart = !isWord;
      if (labelEnd > at) {
        at = labelEnd;
        continue;
      }
    }
    if ((info & FOREIGN) !== 0) {
      if (word === null || at >= word.end) word = wordAt(text, at, { start, end });
      putAlike(text, at, { copy, word });
    } else if (info === DISGUISE) next = putPlain(text, at, copy);
    else if (info === COMBINING) putCombining(text, at, copy);
    else if (info === ESCAPE) next = putEscape(text, at, copy);
    else if (info === BRACKET) next = putDefanged(text, at, copy);
    else if (info === MARK) next = putSpaced(text, at, copy);
    else if (info === JOINER) putUnderscore(text, at, copy);
    else if (info === OTHER && mayHide(text.charCodeAt(at))) next = putOther(text, at, copy);
    at = next;
  }
  copy.keepTo(end);
}

/** `p4ssw0rd`, `drowssap`, at their first character; returns where it ends, or `at`. */
function putLabel(text: string, at: number, { copy, end }: { copy: Copy; end: number }): number {
  const label = labelAt(text, at);
  if (label === null || label.end > end) return at;
  copy.put(label.text, label);
  return label.end;
}

function putPlain(text: string, at: number, copy: Copy): number {
  const first = text.charCodeAt(at);
  const next = first >= 0xd800 && first <= 0xdbff ? at + 2 : at + 1;
  if (first === OVERRIDE) {
    const last = overrideEnd(text, at);
    if (last > 0) {
      const shown = [...text.slice(at + 1, last)].reverse().join("");
      copy.put(shown, { start: at, end: last + 1 });
      return last + 1;
    }
  }
  const sign = atSignAt(text, at);
  if (sign !== null) {
    copy.put("@", sign);
    return sign.end;
  }
  const unseen = unseenText(text, at);
  if (unseen !== "") {
    copy.put(unseen, { start: at, end: next });
    return next;
  }
  const plain = plainUnit(text, at);
  if (plain === DOT && isSpacedDot(text, at)) {
    copy.put(".", { start: at - 1, end: next + 1 });
    return next + 1;
  }
  if (plain === 0 || isOrnament(text, at) || isOfKana(text, at)) return next;
  copy.put(plain === UNSEEN ? "" : String.fromCharCode(plain), { start: at, end: next });
  return next;
}

/** Where the characters end that an override shows from right to left; -1 when it does not end. */
function overrideEnd(text: string, at: number): number {
  const most = Math.min(text.length, at + WORD_CHARS_MAX);
  for (let end = at + 1; end < most; end++) {
    const code = text.charCodeAt(end);
    if (code === POP) return end;
    if (code === LINE_FEED) return -1;
  }
  return -1;
}

/** A digit in a circle, or raised, that stands alone: it numbers something. */
function isOrnament(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (ORNAMENTAL[unit] !== 1) return false;
  for (const step of [-1, 1]) {
    const beside = codeAt(text, at + step);
    const isSeparator = beside === SPACE || (beside !== 0 && !isAlphanumeric(beside));
    if (ORNAMENTAL[beside] === 1) return false;
    if (isSeparator && ORNAMENTAL[codeAt(text, at + 2 * step)] === 1) return false;
  }
  return true;
}

/** Accents stay on letters that are no Latin ones: there they are part of the script. */
function putCombining(text: string, at: number, copy: Copy): void {
  let base = at - 1;
  while (base > at - 8 && INFO[codeAt(text, base)] === COMBINING) base--;
  const unit = codeAt(text, base);
  if (unit < 0x80 || INFO[unit] === DISGUISE) copy.put("", { start: at, end: at + 1 });
}

function putEscape(text: string, at: number, copy: Copy): number {
  const code = text.charCodeAt(at);
  if (code === LESS) {
    const end = tagsEnd(text, at);
    // Attributes hold values themselves; only tags inside a value are surely none of it.
    const isBare = !text.slice(at, end).includes(" ");
    if (end < 0 || !(isBare || hasTagInValue(text, at))) return at + 1;
    copy.put("", { start: at, end });
    return end;
  }
  if (code === PLUS) {
    if (isFormSpace(text, at)) copy.put(" ", { start: at, end: at + 1 });
    return at + 1;
  }
  if (code === STAR || code === TICK) {
    const end = emphasisEnd(text, at);
    if (end < 0) return at + 1;
    copy.put("", { start: at, end });
    return end;
  }
  if (code === BACKSLASH) {
    const end = Math.max(coloursEnd(text, at), continuationEnd(text, at));
    if (end > 0) {
      copy.put("", { start: at, end });
      return end;
    }
  }
  const escape = isEscape(text, at) ? escapeAt(text, at) : null;
  if (escape === null) return at + 1;
  copy.put(escape.text, { start: at, end: escape.end });
  // `%2B1+212+867+5309`: where signs are escaped, a plus is a space.
  const isSpace = code === PERCENT && codeAt(text, escape.end + 1) === PLUS &&
    isDigit(codeAt(text, escape.end)) && isDigit(codeAt(text, escape.end + 2));
  return isSpace ? putPluses(text, escape.end, copy) : escape.end;
}

/** Whether an escape is resolved: also one that alone would hide nothing, where others do. */
function isEscape(text: string, at: number): boolean {
  if (mayDisguise(text, at, ESCAPE)) return true;
  const code = text.charCodeAt(at);
  const next = codeAt(text, at + 1);
  if (code === BACKSLASH) {
    return next === SMALL_U || next === SMALL_X || next === BACKSLASH || next === SLASH ||
      (next === DOT && isInHost(text, at));
  }
  if (code === AMPERSAND) return next === HASH || isLetter(next);
  if (code === PERCENT) return isHex(next);
  return code === EQUALS && isHex(next) && isHex(codeAt(text, at + 2)) && isNearQuoted(text, at);
}

/** Whether another escape of quoted-printable is near one. */
function isNearQuoted(text: string, at: number): boolean {
  const most = Math.min(text.length, at + QUOTED_CHARS_MAX);
  for (let k = Math.max(0, at - QUOTED_CHARS_MAX); k < most; k++) {
    if (k === at || text.charCodeAt(k) !== EQUALS) continue;
    if (codeAt(text, k + 1) === LINE_FEED || mayDisguise(text, k, ESCAPE)) return true;
  }
  return false;
}

function putPluses(text: string, from: number, copy: Copy): number {
  let at = from;
  while (isDigit(codeAt(text, at))) {
    at++;
    if (codeAt(text, at) !== PLUS || !isDigit(codeAt(text, at + 1))) continue;
    copy.put(" ", { start: at, end: at + 1 });
    at++;
  }
  return at;
}

/** `example[.]com`, `jane[@]example`, `jane[a]example.com`, and `(d0t)c0m` of a host */
function putDefanged(text: string, at: number, copy: Copy): number {
  const leet = leetDotAt(text, at);
  if (leet !== null && isInHost(text, at)) {
    copy.put(leet.text, leet);
    return leet.end;
  }
  const span = defangedAt(text, at);
  const sign = span === null ? atSignAt(text, at) : null;
  const put = span ?? sign;
  if (put === null) return at + 1;
  copy.put(sign === null ? text.charAt(at + 1) : "@", put);
  return put.end;
}

/** A dot, a bracket that may be around one, or what begins a colour of a terminal. */
function mayHide(code: number): boolean {
  return code === DOT || code === PARENTHESIS || code === BRACE || isTerminalEscape(code);
}

function isTerminalEscape(code: number): boolean {
  return code === TERMINAL_ESCAPE || code === CARET || code === ESCAPE_PICTURE;
}

/** `example(.)com`, and the dots of `jane @ example . com`. */
function putOther(text: string, at: number, copy: Copy): number {
  const code = text.charCodeAt(at);
  if (code === PARENTHESIS || code === BRACE) return putDefanged(text, at, copy);
  if (isTerminalEscape(code)) {
    const end = coloursEnd(text, at);
    if (end > 0) copy.put("", { start: at, end });
    return Math.max(end, at + 1);
  }
  if (code !== DOT || !isSpacedDot(text, at)) return at + 1;
  copy.put(".", { start: at - 1, end: at + 2 });
  return at + 2;
}

/** A dot with spaces around it in the host behind an `@`. */
function isSpacedDot(text: string, at: number): boolean {
  if (codeAt(text, at - 1) !== SPACE || codeAt(text, at + 1) !== SPACE) return false;
  if (!isAlphanumeric(codeAt(text, at - 2)) || !isLetter(codeAt(text, at + 2))) return false;
  return isInHost(text, at);
}

/** Whether an `@` stands before a place, or what is written for one. */
function isInHost(text: string, at: number): boolean {
  const least = Math.max(0, at - WORD_CHARS_MAX);
  for (let k = at - 2; k > least; k--) if (isLikeAt(text, k)) return true;
  return false;
}

/** `jane @ example.com`, `jane (@) example` */
function putSpaced(text: string, at: number, copy: Copy): number {
  const spaced = spacedAt(text, at);
  if (spaced === null || isAmongSingles(text, at)) return at + 1;
  copy.put(text.charAt(at), spaced);
  return spaced.end;
}

/** `n g A @ 8 0`: a sign of a password that is given one character at a time. */
function isAmongSingles(text: string, at: number): boolean {
  const isDigitNear = isDigit(codeAt(text, at - 2)) || isDigit(codeAt(text, at + 2));
  return isDigitNear && [-5, -3, -1, 1, 3].every((step) => codeAt(text, at + step) === SPACE);
}

/** `_123_-45-6789`, `_4111_ _1111_` */
function putUnderscore(text: string, at: number, copy: Copy): void {
  const before = codeAt(text, at - 1);
  const after = codeAt(text, at + 1);
  const isSpaced = (isDigit(before) && after === SPACE && isMarked(text, at + 2)) ||
    (isDigit(after) && before === SPACE && isMarked(text, at - 2));
  const isBeside = before === UNDERSCORE || after === UNDERSCORE || before === 0x2d ||
    after === 0x2d;
  const isInNumber = isBeside && (isDigit(before) || isDigit(after));
  if (isSpaced || isInNumber) copy.put("", { start: at, end: at + 1 });
}

function isMarked(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code === UNDERSCORE || code === STAR || code === TICK || isDigit(code);
}

function putAlike(text: string, at: number, parts: { copy: Copy; word: Word }): void {
  const unit = text.charCodeAt(at);
  if (parts.word.as === "themselves") return;
  const digit = ALIKE_DIGIT[unit] as number;
  const isBetweenDigits = digit !== 0 && isDigit(codeAt(text, at - 1)) &&
    isDigit(codeAt(text, at + 1));
  const plain = parts.word.as === "digits" || isBetweenDigits
    ? digit
    : ALIKE_LETTER[unit] as number;
  if (plain !== 0) parts.copy.put(String.fromCharCode(plain), { start: at, end: at + 1 });
}

/** The word, or address, around a look-alike. */
function wordAt(text: string, at: number, within: Span): Word {
  let start = at;
  const least = Math.max(within.start, at - WORD_CHARS_MAX);
  while (start > least && isWordUnit(text.charCodeAt(start - 1))) start--;
  let end = at;
  const most = Math.min(within.end, at + WORD_CHARS_MAX);
  let digits = 0;
  let latin = 0;
  let unlike = 0;
  let letters = 0;
  for (end = start; end < most && isWordUnit(text.charCodeAt(end)); end++) {
    const unit = text.charCodeAt(end);
    if (isDigit(unit)) digits++;
    else if (isLetter(unit)) latin++;
    else if (((INFO[unit] as number) & FOREIGN) === 0) continue;
    else if (ALIKE_LETTER[unit] === 0 && ALIKE_DIGIT[unit] === 0) unlike++;
    else if (ALIKE_DIGIT[unit] === 0) letters++;
  }
  const word = { start, end: Math.max(end, at + 1) };
  if (digits + latin + unlike === 0 && isCodePart(text, word)) return { ...word, as: "letters" };
  if (unlike > 0 || digits + latin === 0) return { ...word, as: "themselves" };
  return { ...word, as: latin === 0 && letters === 0 ? "digits" : "letters" };
}

function isWordUnit(unit: number): boolean {
  return unit > SPACE && unit !== 0x22 && unit !== 0x27 && unit !== 0x28 && unit !== LESS &&
    unit !== 0x2c && unit !== 0x3a && unit !== 0x3b && unit !== 0x3d;
}
