/**
 * Tables in plain text: the heading of a column speaks for the values below it.
 *
 *     name,ssn,phone           a block of lines; the first is its heading
 *     Ann,123456789,5551234567
 *
 * @module
 */

import { CLASS, DIGIT, LOWER, UPPER } from "./alphabet.ts";
import type { Lexicon } from "./lexicon.ts";

/** Longest heading, and longest line in which columns are counted. */
const LINE_CHARS_MAX = 2_048;
const COLUMNS_MAX = 128;
const DELIMITERS = ",;\t|";
const QUOTE = 0x22;
const NOTHING: readonly (readonly number[])[] = [];

/** Finds the column of a place. Places must come in ascending order; others get no answer. */
export class TableHeader {
  readonly #text: string;
  readonly #lexicon: Lexicon;
  /** Start of the line that the last place was on, and of its block. */
  #line = 0;
  #block = 0;
  /** End of that line, or -1 before it was looked for: long lines are read once, not per place. */
  #lineEnd = -1;
  /** Topics of the block's columns; null when its first line is no heading. */
  #columns: (readonly number[])[][] | null = null;
  #delimiter = 0;
  #isRead = false;
  /** Line whose cells were counted last, and whether it has as many as the heading. */
  #cellsLine = -1;
  #isRow = false;
  /** How far the columns of the line were counted, their number there, and whether in quotes. */
  #counted = 0;
  #column = 0;
  #isQuoted = false;

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text;
    this.#lexicon = lexicon;
  }

  /** Topics of the words in the heading above a place, the last word first; empty without one. */
  topicsAt(place: number): readonly (readonly number[])[] {
    if (place < this.#line) return NOTHING;
    this.#advance(place);
    if (this.#line === this.#block) return NOTHING;
    if (!this.#isRead) this.#readHeading();
    if (this.#columns === null || place - this.#line > LINE_CHARS_MAX) return NOTHING;
    return this.#columns[this.#columnOf(place)] ?? NOTHING;
  }

  /**
   * Whether a place is in a row that has as many cells as the heading above, which has words, too.
   * To be asked after {@linkcode topicsAt} for the same place.
   */
  isCell(place: number): boolean {
    const line = this.#line;
    if (this.#columns === null || place < line || line === this.#block) return false;
    if (this.#cellsLine !== line) {
      this.#cellsLine = line;
      const end = lineEndAt(this.#text, line);
      this.#isRow = end - line <= LINE_CHARS_MAX &&
        this.#columnOf(end) + 1 === this.#columns.length;
    }
    return this.#isRow;
  }

  #advance(place: number): void {
    const text = this.#text;
    for (;;) {
      if (this.#lineEnd < 0) this.#lineEnd = lineEndAt(text, this.#line);
      const end = this.#lineEnd;
      if (end >= place) return;
      const isBlank = isBlankLine(text, this.#line, end);
      this.#line = end + 1;
      this.#lineEnd = -1;
      if (!isBlank) continue;
      this.#block = this.#line;
      this.#isRead = false;
      this.#columns = null;
    }
  }

  #readHeading(): void {
    this.#isRead = true;
    const end = this.#text.indexOf("\n", this.#block);
    if (end < 0 || end - this.#block > LINE_CHARS_MAX) return;
    const heading = this.#text.slice(this.#block, end);
    this.#delimiter = delimiterOf(heading);
    if (this.#delimiter === 0) return;
    const cells = heading.split(String.fromCharCode(this.#delimiter));
    if (cells.length > COLUMNS_MAX) return;
    const columns = cells.map((cell) => topicsOf(cell, this.#lexicon));
    if (columns.some((topics) => topics.length > 0)) this.#columns = columns;
  }

  /** Column of a place in the line; each character is counted once. */
  #columnOf(place: number): number {
    if (this.#counted < this.#line || place < this.#counted) {
      this.#counted = this.#line;
      this.#column = 0;
      this.#isQuoted = false;
    }
    for (; this.#counted < place; this.#counted++) {
      const code = this.#text.charCodeAt(this.#counted);
      if (code === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (code === this.#delimiter && !this.#isQuoted) this.#column++;
    }
    return this.#column;
  }
}

/** The line that would be the heading of a table at `place`; empty when none can be. */
export function blockHeading(text: string, place: number): string {
  let block = 0;
  for (let line = 0; line < place;) {
    const end = lineEndAt(text, line);
    if (isBlankLine(text, line, end)) block = end + 1;
    line = end + 1;
  }
  if (block >= place) return "";
  const end = lineEndAt(text, block);
  if (end >= place || end - block > LINE_CHARS_MAX) return "";
  const heading = text.slice(block, end);
  return delimiterOf(heading) === 0 ? "" : heading;
}

function isBlankLine(text: string, line: number, end: number): boolean {
  return text.slice(line, Math.min(end, line + 2)).trim() === "";
}

/** Where the line that begins at `at` ends: at its line feed, or at the end of the text. */
function lineEndAt(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The character that separates the cells of a heading, or 0: a heading holds no numbers. */
function delimiterOf(heading: string): number {
  let best = 0;
  let most = 0;
  for (let k = 0; k < DELIMITERS.length; k++) {
    const count = heading.split(DELIMITERS.charAt(k)).length - 1;
    if (count > most) {
      most = count;
      best = DELIMITERS.charCodeAt(k);
    }
  }
  let digits = 0;
  for (let k = 0; k < heading.length; k++) {
    if (CLASS[heading.charCodeAt(k)] === DIGIT) digits++;
  }
  return most >= 1 && digits <= 2 + most ? best : 0;
}

/** Topics of the phrases of a short text, the last one first. */
export function topicsOf(text: string, lexicon: Lexicon): (readonly number[])[] {
  const found: (readonly number[])[] = [];
  let at = 0;
  while (at < text.length) {
    const dense = lexicon.findDense(text, at);
    if (dense !== null) {
      found.push(lexicon.entries[dense.entry]?.topics ?? []);
      at = dense.end;
      continue;
    }
    const start = at;
    let previous = UPPER;
    while (at < text.length) {
      const kind = CLASS[text.charCodeAt(at)] as number;
      if (kind !== LOWER && !(kind === UPPER && previous === UPPER)) break;
      previous = kind;
      at++;
    }
    if (at === start) {
      at++;
      continue;
    }
    const hit = lexicon.find(text, start, at);
    if (hit !== null) found.push(lexicon.entries[hit.entry]?.topics ?? []);
  }
  return found.reverse();
}
