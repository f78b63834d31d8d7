/**
 * The first pass: one look at every character, which finds the few places that are worth a second.
 *
 *     text      My  s o c i a l _ s e c u r i t y _ number: 123-45-6789, mail jo@ex.org
 *     letters   --  hash........  hash............            ----  --  --
 *                   | slots: no   | slots: yes -> lexicon
 *     events                      WORD(SSN)        NUMBER NUMBER NUMBER      AT
 *
 * Letters are hashed as they pass, folded; at the end of a word one look into a table of hashes
 * says whether it can be a word of the lexicon, however many words that has. Digits, runs of
 * letters and digits, long tokens and a few marks become events without a look at what they are.
 * Prose has an event every hundred characters, and everything else is done at events only.
 *
 * On the way the pass notes where the text may be disguised: characters that are invisible or look
 * like others, escapes, words with letters of two scripts, and words that spell a sign (`dot`).
 * `second_look/second_look.ts` decides what becomes of those places.
 *
 * @module
 */

import { atSignAt, bracketedSize } from "../text/at_signs.ts";
import { isHex } from "../text/character.ts";
import {
  BRACKET,
  CAPITAL,
  COMBINING,
  DASH,
  DENSE,
  DIGIT,
  ESCAPE,
  FOLDED,
  FOREIGN,
  INFO,
  JOINER,
  LATIN,
  LETTER,
  MARK,
  OTHER,
} from "../text/alphabet.ts";
import {
  AT,
  COLON,
  DASHES,
  type Events,
  MARKER,
  MIXED,
  NUMBER,
  SCHEME,
  TOKEN,
  WORD,
} from "./events.ts";
import { isInLabel, labelAt, mayBeInFigures } from "../context/labels.ts";
import { type Lexicon, NUMERAL, PHRASE, slotOf, stepHash } from "./lexicon.ts";
import { markerEnd } from "../marker.ts";
import type { Span } from "../rule.ts";
import { BACKWARD_KIND, DIGIT_KIND_MAX } from "../second_look/spoken_words.ts";
import {
  CODE_LETTERS_MAX,
  defangedAt,
  isCodePart,
  mayDisguise,
  mayHideAt,
  spacedAt,
} from "./suspicion.ts";

/** Shortest run that can be a secret. */
const TOKEN_CHARS_MIN = 16;
/** Shortest word that is looked up when digits came before it. */
const WORD_CHARS_MIN = 3;
/** Most joiners in a row inside a token: base64url has two in a row about once in 1,000. */
const JOINERS_MAX = 3;

const SPACE = 0x20;
const DOLLAR = 0x24;
const CLOSING = 0x29;
const DASH_UNIT = 0x2d;
const COLON_UNIT = 0x3a;
const AT_UNIT = 0x40;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const UNDERSCORE = 0x5f;

/** Places of the digits of a time of day, and the highest that stands there. */
const TIME_DIGITS: readonly (readonly [place: number, most: number])[] = [
  ...[[0, 0x32], [1, 0x39], [3, 0x35], [4, 0x39], [6, 0x36], [7, 0x39]] as const,
];

const ANY_LETTER = LETTER | CAPITAL;

/** Collects the events of a text. */
export class Prefilter {
  readonly #lexicon: Lexicon;
  readonly #hashes: Int32Array;
  readonly #firsts: Uint8Array;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#hashes = lexicon.hashes;
    this.#firsts = lexicon.firsts;
  }

  /** Appends what `text` holds to `events`. */
  scan(text: string, events: Events): void {
    const length = text.length;
    /** Where the run of letters, digits, dashes and underscores began that may be a token. */
    let token = 0;
    let at = 0;
    while (at < length) {
      const info = INFO[text.charCodeAt(at)] as number;
      if ((info & ANY_LETTER) !== 0) {
        at = this.#letters(text, at, events);
      } else if (info === OTHER) {
        if (at - token >= TOKEN_CHARS_MIN) addToken(text, token, at, events);
        token = ++at;
      } else if (info === DIGIT) {
        at = this.#run(text, { start: token, end: at }, events);
        if (at < 0) token = at = ~at;
      } else if (info === DASH || info === JOINER) {
        const end = joinersEnd(text, at);
        const mayHide = end - at > 1 || (end < length && text.charCodeAt(end) === SPACE);
        if (mayHide && isInNumber(text, at, end)) events.suspects.add(at);
        if (end - at > JOINERS_MAX) {
          if (at - token >= TOKEN_CHARS_MIN) addToken(text, token, at, events);
          addDashes(text, at, end, events);
          token = end;
        }
        at = end;
      } else if (info === COMBINING) {
        this.#combining(text, at++, events);
      } else {
        if (at - token >= TOKEN_CHARS_MIN) addToken(text, token, at, events);
        at = this.#mark(text, at, info, events);
        token = at;
      }
    }
    if (at - token >= TOKEN_CHARS_MIN) addToken(text, token, at, events);
  }

  /** One word: capitals, then small letters; returns where it ends. */
  #letters(text: string, from: number, events: Events): number {
    const length = text.length;
    let at = from;
    let info = INFO[text.charCodeAt(at)] as number;
    let hash = 0;
    let bits = 0;
    while ((info & CAPITAL) !== 0) {
      hash = stepHash(hash, info & FOLDED);
      bits |= info;
      if (++at === length) break;
      info = INFO[text.charCodeAt(at)] as number;
    }
    for (;;) {
      while ((info & LETTER) !== 0) {
        hash = stepHash(hash, info & FOLDED);
        bits |= info;
        if (++at === length) break;
        info = INFO[text.charCodeAt(at)] as number;
      }
      if (info !== COMBINING || at === length) break;
      this.#combining(text, at, events);
      if (++at === length) break;
      info = INFO[text.charCodeAt(at)] as number;
    }
    if (at - from <= 2) this.#short(text, { start: from, end: at }, events);
    if (this.#hashes[slotOf(hash)] !== 0) this.#word(text, { start: from, end: at }, hash, events);
    if ((bits & FOREIGN) !== 0) addForeign(text, { start: from, end: at }, bits, events);
    return at;
  }

  /** A short part of a word, or a letter alone: perhaps a label that is written so, or a sign. */
  #short(text: string, { start, end }: Span, events: Events): void {
    if (end + 2 >= text.length) return;
    const code = text.charCodeAt(end);
    const far = text.charCodeAt(end + 2);
    const mayBe = code === far
      ? end - start === 1
      : ((INFO[code] as number) & CAPITAL) !== 0 && ((INFO[far] as number) & CAPITAL) !== 0;
    // Out of line: what is inlined here must stay small, or everything becomes slow (measured).
    if (mayBe || code === DOLLAR || code === CLOSING) addShort(text, start, end, events);
  }

  /**
   * One run of letters and digits, from its first digit, at the end of `before`, which holds the
   * letters before it; returns where it ends, or the complement of where a time of day ends.
   */
  #run(text: string, before: Span, events: Events): number {
    const length = text.length;
    const from = before.end;
    let bits = 0;
    let at = from;
    let letters = -1;
    while (at < length) {
      const info = INFO[text.charCodeAt(at)] as number;
      if (info === DIGIT) {
        // Most letters between digits are those of a hash: too few for a word.
        if (letters >= 0 && at - letters >= WORD_CHARS_MIN) this.#words(text, letters, at, events);
        letters = -1;
      } else if ((info & ANY_LETTER) !== 0) {
        bits |= info;
        if (letters < 0) letters = at;
      } else if (info === COMBINING) this.#combining(text, at, events);
      else break;
      at++;
    }
    if (letters >= 0 && at - letters >= WORD_CHARS_MIN) this.#words(text, letters, at, events);
    if (at - from === 5 && isHourOfDay(text, from)) {
      // `2026-01-31T10:20:30.405Z`: what follows the day is no number that anybody looks for.
      if (runStart(text, before) === from) {
        events.add(NUMBER, from, from + 2, 0);
        return ~timeEnd(text, from + 3);
      }
    } else if (at - from === 2 && text.charCodeAt(at) === COLON_UNIT) {
      const end = timeEnd(text, from);
      if (end > at) return ~end;
    }
    const start = runStart(text, before);
    for (let k = start; k < from; k++) bits |= INFO[text.charCodeAt(k)] as number;
    events.add((bits & ANY_LETTER) === 0 ? NUMBER : MIXED, start, at, 0);
    if ((bits & ANY_LETTER) !== 0 && mayBeInFigures(text, { start, end: at })) {
      events.addLabel(at - 1);
    }
    // Look-alikes can stand for the letters of a code, and for digits.
    if ((bits & FOREIGN) !== 0) events.suspects.add(at - 1);
    else if (at < length && isOpening(text.charCodeAt(at)) && defangedAt(text, at) !== null) {
      events.suspects.add(at);
    } else if (at - start === 2 && bits !== 0 && text.charCodeAt(at) === CLOSING) {
      // `j4ne(4t)example.com`
      addShort(text, start, at, events);
    }
    return at;
  }

  #words(text: string, from: number, to: number, events: Events): void {
    for (let at = from; at < to;) at = this.#letters(text, at, events);
  }

  #word(text: string, { start, end }: Span, hash: number, events: Events): void {
    const slot = this.#lexicon.slotOfWord(hash);
    if (slot < 0) return;
    const spoken = this.#lexicon.spokenKind(slot);
    if (spoken === BACKWARD_KIND) events.addLabel(end - 1);
    else if (spoken !== 0) events.spoken.add(spoken, start, end);
    if (this.#lexicon.isWatched(slot)) events.watched.add(start);
    const hit = this.#lexicon.findAt(text, { start, end }, slot);
    if (hit !== null) events.add(WORD, hit.start, end, hit.entry);
  }

  /** Accents belong to words; on a digit or sign, or on every letter, they disguise. */
  #combining(text: string, at: number, events: Events): void {
    const before = at === 0 ? OTHER : INFO[text.charCodeAt(at - 1)] as number;
    if (before === COMBINING) return;
    const isOnLetter = (before & ANY_LETTER) !== 0;
    if (!isOnLetter || (at > 1 && INFO[text.charCodeAt(at - 2)] === COMBINING)) {
      events.suspects.add(at);
    }
  }

  #dense(text: string, at: number, events: Events): number {
    const first = this.#firsts[text.charCodeAt(at)] as number;
    if (first === 0) return at + 1;
    const hit = (first & PHRASE) === 0 ? null : this.#lexicon.findDense(text, at);
    if (hit === null) {
      if ((first & NUMERAL) !== 0) this.#numeral(text, at, events);
      return at + 1;
    }
    const spoken = this.#lexicon.spokenKindOf(hit.entry);
    if (spoken !== 0) events.spoken.add(spoken, at, hit.end);
    else events.add(WORD, at, hit.end, hit.entry);
    return hit.end;
  }

  /** A numeral beside another one, or a sign beside a name; alone both are parts of words. */
  #numeral(text: string, at: number, events: Events): void {
    const kind = this.#lexicon.spokenKindAt(text.charCodeAt(at));
    const isBeside = kind <= DIGIT_KIND_MAX
      ? this.#isNumeral(text, at - 1) || this.#isNumeral(text, at + 1)
      : at + 1 < text.length && isNameBeside(text, at);
    if (isBeside) events.spoken.add(kind, at, at + 1);
  }

  #isNumeral(text: string, at: number): boolean {
    return at >= 0 && at < text.length &&
      ((this.#firsts[text.charCodeAt(at)] as number) & NUMERAL) !== 0;
  }

  /** Everything that is neither a letter, a digit nor a joiner; returns where to go on. */
  #mark(text: string, at: number, info: number, events: Events): number {
    if (info === DENSE) return this.#dense(text, at, events);
    if (info === MARK) markEvent(text, at, events);
    else if (info === BRACKET) {
      const end = markerEnd(text, at);
      if (end < 0) {
        if (mayHideAt(text, at)) events.suspects.add(at);
        return at + 1;
      }
      events.add(MARKER, at, end, 0);
      return end;
    } else if (mayDisguise(text, at, info)) events.suspects.add(at);
    return info === ESCAPE && isLineEscape(text, at) ? at + 2 : at + 1;
  }
}

/** Letters of two scripts in one word, or capitals of another one in a code. */
function addForeign(text: string, word: Span, bits: number, events: Events): void {
  const isLatin = (bits & LATIN) !== 0;
  if (!isLatin && ((bits & CAPITAL) === 0 || word.end - word.start > CODE_LETTERS_MAX)) return;
  if (isLatin && labelAt(text, word.start) !== null) events.addLabel(word.end - 1);
  else if (isLatin || isCodePart(text, word)) events.suspects.add(word.end - 1);
}

/** Whether a Latin letter or digit follows a character, over a space or a bracket perhaps. */
function isNameBeside(text: string, at: number): boolean {
  for (let next = at + 1; next < at + 4 && next < text.length; next++) {
    const info = INFO[text.charCodeAt(next)] as number;
    if (info === DIGIT || (info & LATIN) !== 0) return true;
  }
  return false;
}

/** A label that is written so, or the sign in `jane(a)example.com`. */
function addShort(text: string, start: number, end: number, events: Events): void {
  if (text.charCodeAt(end) !== CLOSING) {
    if (labelAt(text, start) !== null) events.addLabel(end - 1);
  } else if (bracketedSize(text, start - 1) > 0 && atSignAt(text, start - 1) !== null) {
    events.suspects.add(start);
  }
}

/** `(` or `{`, behind which a dot may be hidden. */
function isOpening(code: number): boolean {
  return code === 0x28 || code === 0x7b;
}

/** `31T10` before a colon: the day and the hour of a time stamp. */
function isHourOfDay(text: string, at: number): boolean {
  return text.charCodeAt(at + 2) === 0x54 && text.charCodeAt(at + 5) === COLON_UNIT &&
    timeEnd(text, at + 3) > at + 5;
}

/** End of the time of day that begins at `at`, `10:20:30` with or without decimals; else `at`. */
function timeEnd(text: string, at: number): number {
  if (isDigitAt(text, at + 8) || text.charCodeAt(at + 8) === COLON_UNIT) return at;
  for (const [place, most] of TIME_DIGITS) {
    const code = text.charCodeAt(at + place);
    if (code < 0x30 || code > most) return at;
  }
  if (text.charCodeAt(at + 2) !== COLON_UNIT || text.charCodeAt(at + 5) !== COLON_UNIT) return at;
  if (at > 0 && text.charCodeAt(at - 1) === COLON_UNIT && isHex(text.charCodeAt(at - 2))) return at;
  let end = at + 8;
  const mark = text.charCodeAt(end);
  if ((mark === 0x2e || mark === 0x2c) && isDigitAt(text, end + 1)) {
    end++;
    while (end < at + 18 && isDigitAt(text, end)) end++;
    if (isDigitAt(text, end)) return at;
  }
  const after = end < text.length ? INFO[text.charCodeAt(end)] as number : OTHER;
  if (text.charCodeAt(end) === 0x5a) return end;
  return after === DIGIT || (after & ANY_LETTER) !== 0 ? at : end;
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && INFO[text.charCodeAt(at)] === DIGIT;
}

/** `\n`, `\r` or `\t` in text that was quoted: the letter belongs to no word. */
function isLineEscape(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== BACKSLASH) return false;
  const code = text.charCodeAt(at + 1);
  return code === 0x6e || code === 0x72 || code === 0x74;
}

function markEvent(text: string, at: number, events: Events): void {
  const code = text.charCodeAt(at);
  if (code === AT_UNIT) {
    events.add(AT, at, at + 1, 0);
    if (isInLabel(text, at)) events.addLabel(at);
    else if (spacedAt(text, at) !== null) events.suspects.add(at);
  } else if (code === COLON_UNIT) {
    const next = text.charCodeAt(at + 1);
    if (next === SLASH && text.charCodeAt(at + 2) === SLASH) events.add(SCHEME, at, at + 3, 0);
    else if (isHex(next) || next === COLON_UNIT) {
      const before = at === 0 ? 0 : text.charCodeAt(at - 1);
      if (isHex(before) || next === COLON_UNIT) events.add(COLON, at, at + 1, 0);
    }
  }
}

/** Letters, digits and the joiners between them; those at the ends are no part of it. */
function addToken(text: string, from: number, to: number, events: Events): void {
  let start = from;
  let end = to;
  while (start < end && isJoiner(text.charCodeAt(start))) start++;
  while (end > start && isJoiner(text.charCodeAt(end - 1))) end--;
  if (end - start >= TOKEN_CHARS_MIN && isMixed(text, start, end)) events.add(TOKEN, start, end, 0);
}

/** Neither a word nor a name in small letters or in capitals: those are no secrets. */
function isMixed(text: string, from: number, to: number): boolean {
  let bits = 0;
  for (let at = from; at < to; at++) {
    const info = INFO[text.charCodeAt(at)] as number;
    if (info === DIGIT) return true;
    bits |= info;
  }
  return (bits & ANY_LETTER) === ANY_LETTER;
}

function addDashes(text: string, from: number, to: number, events: Events): void {
  for (let at = from; at + 5 <= to; at += 5) {
    if (text.startsWith("-----", at)) events.add(DASHES, at, at + 5, 0);
  }
}

function joinersEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isJoiner(text.charCodeAt(end))) end++;
  return end;
}

/** Joiners with an underscore between digits: `_123_-45-6789`, `_4111_ _1111_`. */
function isInNumber(text: string, at: number, end: number): boolean {
  if (end - at > JOINERS_MAX || at === 0 || end >= text.length) return false;
  if (INFO[text.charCodeAt(at - 1)] !== DIGIT) return false;
  const after = text.charCodeAt(end);
  if (end - at === 1) {
    return after === SPACE && text.charCodeAt(at) === UNDERSCORE && isDigitAt(text, end + 2) &&
      text.charCodeAt(end + 1) === UNDERSCORE;
  }
  if (INFO[after] !== DIGIT) return false;
  return text.charCodeAt(at) === UNDERSCORE || text.charCodeAt(end - 1) === UNDERSCORE;
}

function isJoiner(code: number): boolean {
  return code === UNDERSCORE || code === DASH_UNIT;
}

/** Start of the run of letters and digits that goes on at the end of `before`. */
function runStart(text: string, before: Span): number {
  let start = before.end;
  while (start > before.start) {
    const info = INFO[text.charCodeAt(start - 1)] as number;
    if (info !== DIGIT && info !== COMBINING && (info & ANY_LETTER) === 0) break;
    start--;
  }
  return start;
}
