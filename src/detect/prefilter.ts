/**
 * The first pass: one look at every character, which finds the few places that are worth a second.
 *
 *     text      My  s o c i a l _ s e c u r i t y _ number: 123-45-6789, mail jo@ex.org
 *     letters   --  hash........  hash............            ----  --  --
 *                   | bitmap: no  | bitmap: yes -> lexicon
 *     events                      WORD(SSN)        NUMBER NUMBER NUMBER      AT
 *
 * Letters are hashed as they pass, folded; at the end of a word one look into a bitmap of 64 KiB
 * says whether it can be a word of the lexicon, however many words that has. Digits, runs of
 * letters and digits, long tokens and a few marks become events without a look at what they are.
 * Prose has an event every hundred characters, and everything else is done at events only
 * (measured: 450 MB/s for this pass).
 *
 * @module
 */

import {
  CLASS,
  DENSE,
  DIGIT,
  DISGUISE,
  ESCAPE,
  FOLD,
  LOWER,
  MARK,
  OTHER,
  UPPER,
} from "./alphabet.ts";
import { AT, COLON, DASHES, type Events, MIXED, NUMBER, SCHEME, TOKEN, WORD } from "./events.ts";
import type { Lexicon } from "./lexicon.ts";

/** Shortest run that can be a secret. */
const TOKEN_CHARS_MIN = 16;
/** Most joiners in a row inside a token: base64url has two in a row about once in 1,000. */
const JOINERS_MAX = 3;

const AMPERSAND = 0x26;
const DASH = 0x2d;
const COLON_UNIT = 0x3a;
const AT_UNIT = 0x40;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const PERCENT = 0x25;
const HASH = 0x23;
const SMALL_U = 0x75;
const SMALL_X = 0x78;

/** First letter of the Greek and Cyrillic blocks, whose letters look like Latin ones. */
const FOREIGN_MIN = 0x0370;
const LATIN_REGEXP = /[A-Za-z]/;

/** What a text may need besides: a second look at a copy without disguises, or without escapes. */
export interface Suspicion {
  isDisguised: boolean;
  isEscaped: boolean;
}

/** Collects the events of a text. */
export class Prefilter {
  readonly #lexicon: Lexicon;
  readonly #bitmap: Uint8Array;
  readonly #firsts: Uint8Array;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#bitmap = lexicon.bitmap;
    this.#firsts = lexicon.firsts;
  }

  /** Appends the events of `text` to `events`. */
  scan(text: string, events: Events): Suspicion {
    const suspicion: Suspicion = { isDisguised: false, isEscaped: false };
    const length = text.length;
    /** Where the run of letters, digits, dashes and underscores began that may be a token. */
    let token = 0;
    let tokenEnd = -1;
    let at = 0;
    while (at < length) {
      const code = text.charCodeAt(at);
      const kind = CLASS[code] as number;
      if (kind === OTHER) {
        at++;
      } else if (kind <= DIGIT) {
        if (at !== tokenEnd) token = at;
        at = this.#run(text, at, events, suspicion);
        // Joiners between two runs of one token; the last run decides how long it is.
        tokenEnd = pastJoiners(text, at);
        if (tokenEnd === at && at - token >= TOKEN_CHARS_MIN) events.add(TOKEN, token, at, 0);
      } else if (kind === MARK) {
        at = this.#mark(text, at, events);
      } else if (kind === DENSE) {
        at = this.#dense(text, at, events);
      } else {
        if (kind === DISGUISE) suspicion.isDisguised = true;
        else if (kind === ESCAPE && !suspicion.isEscaped) {
          suspicion.isEscaped = mayEscape(text, at, code);
        }
        at++;
      }
    }
    return suspicion;
  }

  /** One run of letters and digits; returns where it ends. */
  #run(text: string, from: number, events: Events, suspicion: Suspicion): number {
    const length = text.length;
    const bitmap = this.#bitmap;
    const classes = CLASS;
    const folds = FOLD;
    let at = from;
    let code = text.charCodeAt(at);
    let kind = classes[code] as number;
    let hasLetters = false;
    let hasDigits = false;
    let isForeign = false;
    do {
      if (kind === DIGIT) {
        hasDigits = true;
        do {
          at++;
          if (at === length) break;
          code = text.charCodeAt(at);
        } while (code <= 0x39 && code >= 0x30);
        kind = at === length ? OTHER : classes[code] as number;
        continue;
      }
      // A word: capitals, then small letters. A capital after a small one begins the next word.
      hasLetters = true;
      const word = at;
      let hash = 0;
      while (kind === UPPER) {
        hash = (Math.imul(hash, 31) + (code < 0x80 ? code | 0x20 : foldOf(folds, code))) | 0;
        at++;
        if (at === length) break;
        code = text.charCodeAt(at);
        kind = classes[code] as number;
      }
      while (kind === LOWER && at < length) {
        if (code < 0x80) hash = (Math.imul(hash, 31) + code) | 0;
        else {
          const folded = foldOf(folds, code);
          if (folded !== 0) hash = (Math.imul(hash, 31) + folded) | 0;
          if (code >= FOREIGN_MIN) isForeign = true;
        }
        at++;
        if (at === length) break;
        code = text.charCodeAt(at);
        kind = classes[code] as number;
      }
      if (at === length) kind = OTHER;
      if (bitmap[(hash ^ (hash >>> 16)) & 0xffff] === 1) this.#word(text, word, at, events);
    } while (kind !== OTHER && kind <= DIGIT);
    if (hasDigits) events.add(hasLetters ? MIXED : NUMBER, from, at, 0);
    if (isForeign && LATIN_REGEXP.test(text.slice(from, at))) suspicion.isDisguised = true;
    return at;
  }

  #word(text: string, start: number, end: number, events: Events): void {
    const hit = this.#lexicon.find(text, start, end);
    if (hit !== null) events.add(WORD, hit.start, end, hit.entry);
  }

  #dense(text: string, at: number, events: Events): number {
    if (this.#firsts[text.charCodeAt(at)] === 0) return at + 1;
    const hit = this.#lexicon.findDense(text, at);
    if (hit === null) return at + 1;
    events.add(WORD, at, hit.end, hit.entry);
    return hit.end;
  }

  #mark(text: string, at: number, events: Events): number {
    const code = text.charCodeAt(at);
    if (code === AT_UNIT) {
      events.add(AT, at, at + 1, 0);
    } else if (code === COLON_UNIT) {
      const next = text.charCodeAt(at + 1);
      if (next === SLASH && text.charCodeAt(at + 2) === SLASH) events.add(SCHEME, at, at + 3, 0);
      else if (isHex(next) || next === COLON_UNIT) {
        const before = at === 0 ? 0 : text.charCodeAt(at - 1);
        if (isHex(before) || next === COLON_UNIT) events.add(COLON, at, at + 1, 0);
      }
    } else if (text.startsWith("-----", at)) {
      events.add(DASHES, at, at + 5, 0);
      return at + 5;
    }
    return at + 1;
  }
}

/** Where the next run of a token begins, if joiners and then letters or digits follow; else `at`. */
function pastJoiners(text: string, at: number): number {
  let next = at;
  while (next - at < JOINERS_MAX && isJoiner(text.charCodeAt(next))) next++;
  const kind = next > at && next < text.length ? CLASS[text.charCodeAt(next)] as number : OTHER;
  return kind !== OTHER && kind <= DIGIT ? next : at;
}

function isJoiner(code: number): boolean {
  return code === UNDERSCORE || code === DASH;
}

/** Whether an escape of JSON, a URL, HTML or quoted-printable may begin here. */
function mayEscape(text: string, at: number, code: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (code === BACKSLASH) return next === SMALL_U || next === SMALL_X;
  if (code === AMPERSAND) return next === HASH || isLetter(next);
  if (!isHex(next) || !isHex(text.charCodeAt(at + 2))) return false;
  // An equals sign before two hexadecimal digits is nearly always an assignment.
  return code === PERCENT || text.startsWith("40", at + 1) || text.startsWith("2E", at + 1);
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isHex(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66;
}

function foldOf(folds: Uint16Array, code: number): number {
  return code < folds.length ? folds[code] as number : code;
}
