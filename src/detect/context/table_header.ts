/**
 * Tables in plain text: the heading of a column speaks for the values below it.
 *
 *     name,ssn,phone           a block of lines; the first is its heading
 *     Ann,123456789,5551234567
 *
 *     NAME    SSN          PHONE        the same with spaces: what is in a column begins,
 *     Ann     123456789    5551234567   or ends, where the heading does
 *
 * Rows that name their columns in a list (`row_sets.ts`) are asked first.
 *
 * @module
 */

import { CLASS, DIGIT, LOWER, UPPER } from "../text/alphabet.ts";
import { spelledOut } from "./heading_words.ts";
import type { Lexicon } from "../engine/lexicon.ts";
import { cellAt, type RowSet, rowSetsOf } from "./row_sets.ts";
import type { Span } from "../rule.ts";

/** Longest heading, and longest line in which columns are counted. */
const LINE_CHARS_MAX = 2_048;
const COLUMNS_MAX = 128;
const DELIMITERS = ",;\t|^~\u00a6\uff0c\uff1b";
const QUOTE = 0x22;
/** How many lines from the first of a block on may be the heading: titles and remarks stand above. */
const LINES_MAX = 4;
/** A cell of such a heading. */
const LOWER_CELL_REGEXP = /^[^.!?:;=(){}]{0,40}\.?[ \t\r]*$/;
/** Headings that spaces separate: short, and no sentences. */
const SPACED_HEADING_REGEXP = /^ {0,8}[\p{L}#][^.!?:;="'(){}<>]{0,40}$/u;
/** The line drawn below a heading. */
const RULER_REGEXP = /^[ \t]{0,8}\+[-=+: \t]{2,}\r?$/;
/** `Ann: `: lines that somebody says are no rows. */
const SPEAKER_REGEXP = /^[ \t]{0,4}[\p{L}][\p{L}\p{M}\d ._'-]{0,31}: [^|;\t]/u;
const SPEAKER_CHARS_MAX = 40;
const SPACED_CELL_REGEXP = /\S+(?: \S+)*/g;
/** Longest cell of such a table. */
const CELL_CHARS_MAX = 64;
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
  /** Start of the line that is the block's heading. */
  #heading = 0;
  /** What stands over the block's columns. */
  #names: readonly string[] = [];
  /** Topics of the block's columns; null when its first line is no heading. */
  #columns: (readonly number[])[][] | null = null;
  #delimiter = 0;
  /** Where the headings stand in their line, when spaces separate them. */
  #places: Span[] | null = null;
  #isRead = false;
  /** Line whose cells were counted last, and whether it has as many as the heading. */
  #cellsLine = -1;
  #isRow = false;
  /** Line in which the delimiter was looked for last, and whether it is there. */
  #delimitedLine = -1;
  #hasDelimiter = false;
  /** How far the columns of the line were counted, their number there, and whether in quotes. */
  #counted = 0;
  #column = 0;
  #isQuoted = false;
  /** Rows whose columns a list names, and the topics of their names; null before they are read. */
  #sets: readonly RowSet[] | null = null;
  readonly #setTopics = new Map<RowSet, (readonly (readonly number[])[])[]>();

  /** @param mayHoldRows Whether it may hold rows whose columns a list names. */
  constructor(
    text: string,
    { lexicon, mayHoldRows }: { lexicon: Lexicon; mayHoldRows: boolean },
  ) {
    this.#text = text;
    this.#lexicon = lexicon;
    if (!mayHoldRows) this.#sets = [];
  }

  /** Topics of the words in the heading above a place, the last word first; empty without one. */
  topicsAt(place: number): readonly (readonly number[])[] {
    const listed = this.#listedAt(place);
    if (listed !== null) return listed;
    if (place < this.#line) return NOTHING;
    this.#advance(place);
    if (this.#line === this.#block) return NOTHING;
    if (!this.#isRead) this.#readHeading();
    if (this.#columns === null || place - this.#line > LINE_CHARS_MAX) return NOTHING;
    if (this.#line <= this.#heading) return NOTHING;
    return this.#columns[this.#columnAt(place)] ?? NOTHING;
  }

  /** What stands over the column of a place, and over all columns; null without a heading. */
  namesAt(place: number): { name: string; names: readonly string[] } | null {
    const at = cellAt(this.rowSets, place);
    if (at !== null) return { name: at.set.names[at.cell.column] ?? "", names: at.set.names };
    // Topics of the heading are read first; without one there are no columns.
    this.topicsAt(place);
    if (this.#columns === null || place < this.#line || this.#line <= this.#heading) return null;
    if (place - this.#line > LINE_CHARS_MAX) return null;
    const name = this.#names[this.#columnAt(place)];
    return name === undefined ? null : { name, names: this.#names };
  }

  /** Number of the column of a place, or -1. */
  #columnAt(place: number): number {
    if (this.#places !== null) return this.#columnBelow(place);
    const column = this.#columnOf(place);
    // A line of prose with a comma is no heading of a line without one.
    return column === 0 && !this.#isDelimited() ? -1 : column;
  }

  /** Whether what separates the cells of the heading stands in the line, too. */
  #isDelimited(): boolean {
    if (this.#delimitedLine !== this.#line) {
      this.#delimitedLine = this.#line;
      const end = Math.min(lineEndAt(this.#text, this.#line), this.#line + LINE_CHARS_MAX);
      const line = this.#text.slice(this.#line, end);
      this.#hasDelimiter = line.includes(String.fromCharCode(this.#delimiter));
    }
    return this.#hasDelimiter;
  }

  /**
   * Whether a place is in a row that has as many cells as the heading above, which has words, too.
   * To be asked after {@linkcode topicsAt} for the same place.
   */
  isCell(place: number): boolean {
    if (this.#listedAt(place) !== null) return true;
    const line = this.#line;
    if (this.#columns === null || place < line || line <= this.#heading) return false;
    if (this.#cellsLine !== line) {
      this.#cellsLine = line;
      const end = lineEndAt(this.#text, line);
      this.#isRow = this.#places === null && end - line <= LINE_CHARS_MAX &&
        this.#columnOf(end) + 1 === this.#columns.length &&
        !SPEAKER_REGEXP.test(this.#text.slice(line, line + SPEAKER_CHARS_MAX));
    }
    return this.#isRow;
  }

  /** Whether a list names the column of a place. */
  isListed(place: number): boolean {
    return this.rowSets.length > 0 && cellAt(this.rowSets, place) !== null;
  }

  /** The rows of the text whose columns a list names. */
  get rowSets(): readonly RowSet[] {
    return this.#sets ??= rowSetsOf(this.#text);
  }

  /** Topics of the name that a list gives to the column of a place; null when there is none. */
  #listedAt(place: number): readonly (readonly number[])[] | null {
    if (this.rowSets.length === 0) return null;
    const at = cellAt(this.rowSets, place);
    if (at === null) return null;
    const { set, cell } = at;
    let topics = this.#setTopics.get(set);
    if (topics === undefined) {
      topics = spelledOut(set.names).map((name) => topicsOf(name, this.#lexicon));
      this.#setTopics.set(set, topics);
    }
    return topics[cell.column] ?? NOTHING;
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
      this.#heading = this.#line;
      this.#isRead = false;
      this.#columns = null;
    }
  }

  #readHeading(): void {
    this.#isRead = true;
    let from = this.#block;
    for (let line = 0; line < LINES_MAX; line++) {
      const end = this.#text.indexOf("\n", from);
      if (end < 0 || end - from > LINE_CHARS_MAX) return;
      if ((line === 0 || this.#isBelow(from, end)) && this.#readLine(from, end)) return;
      from = end + 1;
    }
  }

  /** Whether a line below the first of its block is like a heading, and the next one like its row. */
  #isBelow(from: number, end: number): boolean {
    const heading = this.#text.slice(from, end);
    const delimiter = delimiterOf(heading);
    if (delimiter === 0) return false;
    const char = String.fromCharCode(delimiter);
    const cells = heading.split(char);
    if (!cells.every((cell) => LOWER_CELL_REGEXP.test(cell))) return false;
    let next = this.#text.slice(end + 1, end + 1 + LINE_CHARS_MAX);
    let newline = next.indexOf("\n");
    if (RULER_REGEXP.test(newline < 0 ? next : next.slice(0, newline))) {
      next = this.#text.slice(end + newline + 2, end + newline + 2 + LINE_CHARS_MAX);
      newline = next.indexOf("\n");
    }
    return countOf(newline < 0 ? next : next.slice(0, newline), char) === cells.length - 1;
  }

  /** Takes a line for the heading, if there are columns that are known. */
  #readLine(from: number, end: number): boolean {
    const heading = this.#text.slice(from, end);
    this.#delimiter = delimiterOf(heading);
    this.#places = this.#delimiter === 0 ? placesOf(heading) : null;
    const cells = this.#places?.map((cell) => heading.slice(cell.start, cell.end)) ??
      (this.#delimiter === 0 ? [] : heading.split(String.fromCharCode(this.#delimiter)));
    if (cells.length > COLUMNS_MAX) return false;
    const columns = spelledOut(cells).map((cell) => topicsOf(cell, this.#lexicon));
    if (!columns.some((topics) => topics.length > 0)) return false;
    this.#columns = columns;
    this.#names = cells;
    this.#heading = from;
    return true;
  }

  /** Number of the heading that stands over what begins at a place, or -1. */
  #columnBelow(place: number): number {
    const text = this.#text;
    const start = place - this.#line;
    let end = place;
    const most = Math.min(this.#lineEnd, place + CELL_CHARS_MAX);
    while (end < most && !text.startsWith("  ", end)) end++;
    // With a quote or sign before it.
    const isBegun = text.charCodeAt(place - 1) > 0x20;
    return (this.#places ?? []).findIndex((cell) =>
      cell.start === start || cell.end === end - this.#line || (isBegun && cell.start + 1 === start)
    );
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

/** Where the headings of a line stand that two spaces or more separate; null when it is none. */
function placesOf(heading: string): Span[] | null {
  if (!heading.trim().includes("  ")) return null;
  const cells = [...heading.matchAll(SPACED_CELL_REGEXP)];
  if (cells.length < 2 || cells.length > COLUMNS_MAX) return null;
  if (!cells.every(([cell]) => SPACED_HEADING_REGEXP.test(cell))) return null;
  return cells.map(({ 0: cell, index }) => ({ start: index, end: index + cell.length }));
}

/** The lines one of which would be the heading of a table at `place`; empty when none can be. */
export function blockHeading(text: string, place: number): string {
  let block = 0;
  for (let line = 0; line < place;) {
    const end = lineEndAt(text, line);
    if (isBlankLine(text, line, end)) block = end + 1;
    line = end + 1;
  }
  let heading = "";
  let from = block;
  for (let line = 0; line < LINES_MAX && from < place; line++) {
    const end = lineEndAt(text, from);
    if (end >= place || end - from > LINE_CHARS_MAX) break;
    // What stands below the last line with cells is not needed.
    if (delimiterOf(text.slice(from, end)) !== 0) heading = text.slice(block, end);
    from = end + 1;
  }
  return heading;
}

function isBlankLine(text: string, line: number, end: number): boolean {
  for (let at = line; at < end && at < line + 2; at++) {
    if (!isBlank(text.charCodeAt(at))) return false;
  }
  return true;
}

function isBlank(code: number): boolean {
  if (code > 0x20 && code < 0x80) return false;
  return String.fromCharCode(code).trim() === "";
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
    const count = countOf(heading, DELIMITERS.charAt(k));
    if (count > most) {
      most = count;
      best = DELIMITERS.charCodeAt(k);
    }
  }
  if (most === 0) return 0;
  let digits = 0;
  for (let k = 0; k < heading.length; k++) {
    if (CLASS[heading.charCodeAt(k)] === DIGIT) digits++;
  }
  return most >= 1 && digits <= 2 + most ? best : 0;
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count++;
  return count;
}

/** Topics of the phrases of a short text, the last one first. */
export function topicsOf(text: string, lexicon: Lexicon): (readonly number[])[] {
  const found: (readonly number[])[] = [];
  let at = 0;
  while (at < text.length) {
    const dense = text.charCodeAt(at) < 0x80 ? null : lexicon.findDense(text, at);
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
