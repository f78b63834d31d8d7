/**
 * Columns of a table in plain text whose heading asks for a secret. The values below need not look
 * like anything, so that no event of the first pass leads to them: whatever event comes next after
 * the heading is taken as the occasion to look at the next row.
 *
 *     user,password,city        the heading is noted at its keyword
 *     bob,hunter2,Ulm           each event in the rows below yields the cell of one row
 *
 * @module
 */

import { columnNamed } from "./row_sets.ts";
import type { Span } from "../rule.ts";
import type { Scan } from "./scan.ts";

/** Longest heading or row. */
const LINE_CHARS_MAX = 512;
const CELLS_MAX = 64;
/** How far before a cell that a list names an event may stand that yields it. */
const LISTED_CHARS_MAX = 64;
const DELIMITERS = ",;\t|^~\u00a6\uff0c\uff1b";
/** Letters of any script, digits and joiners, no more than a name is long. */
const HEADING_REGEXP =
  /^[\p{L}_#*\u2116][\p{L}\p{M}\p{N} _./()#*\u00b0\u00ba\u2116'\u2019%&+-]{0,40}$/u;
/** What follows a keyword that ends a heading: quotes, emphasis, space, and a delimiter. */
const AFTER_HEADING_REGEXP = /^(?:[.)]?["*_ \t]{0,5}[,;\t|\r\n^~\u00a6\uff0c\uff1b]| {2})/;
/** The same for a label at the start of its line. */
const DELIMITED_REGEXP = /^[:.*"]{0,3}[ \t]{0,5}([,;\t|^~\u00a6\uff0c\uff1b])/;
/** Longest text before the keyword of a label. */
const NAME_CHARS_MAX = 40;
/** The delimiter of tables whose columns are as wide as their widest cell. */
const SPACES = "  ";
const NEXT = '"*_\t,;|\r\n.)^~\u00a6\uff0c\uff1b';
const RULER_REGEXP = /^[\s|:+-]*$/;

interface Column {
  delimiter: string;
  index: number;
  cells: number;
  /** Where the next row begins. */
  next: number;
}

/** The first line of a table. */
export interface Heading {
  delimiter: string;
  /** What stands over each column, without quotes. */
  names: readonly string[];
  /** Column whose name ends in the keyword. */
  index: number;
  /** Where the first row begins. */
  next: number;
}

/** The heading of a table whose one cell ends in a keyword, or null. */
export function headingAt(text: string, key: Readonly<Span>): Heading | null {
  // Most words are followed by another one: refused without a look at a slice.
  const next = text.charAt(key.end);
  const isLast = next === " " ? /[^A-Za-z]/.test(text.charAt(key.end + 1)) : NEXT.includes(next);
  if (!isLast || !AFTER_HEADING_REGEXP.test(text.slice(key.end, key.end + 8))) return null;
  const before = text.slice(Math.max(0, key.start - LINE_CHARS_MAX), key.start);
  const after = text.slice(key.end, key.end + LINE_CHARS_MAX);
  const newline = after.indexOf("\n");
  // A longer line is no heading, and looking for its ends would not be linear.
  const isWhole = before.includes("\n") || key.start === before.length;
  if (newline < 0 || !isWhole) return null;
  const start = key.start - before.length + before.lastIndexOf("\n") + 1;
  const end = key.end + newline;
  const line = text.slice(start, end);
  const delimiter = delimiterOf(line);
  if (delimiter === "") return null;
  const cells = cellsOf(line, delimiter);
  if (cells.length < 2 || cells.length > CELLS_MAX) return null;
  const names = cells.map((cell) => line.slice(cell.start, cell.end));
  // The bars of a table may stand outside, too; a comma at the end is a list in code.
  const inner = delimiter === "|" ? names.filter((name) => name !== "") : names;
  if (inner.length < 2 || /^\s/.test(line)) return null;
  if (!inner.every((name) => HEADING_REGEXP.test(name))) return null;
  const index = cells.findIndex((cell) =>
    start + cell.start <= key.start && start + cell.end >= key.end
  );
  const own = cells[index];
  // The keyword ends the heading: `user_password`, and not `password hint`.
  if (own === undefined || !/^[.)]?[\s"'*]*$/.test(text.slice(key.end, start + own.end))) {
    return null;
  }
  return { delimiter, names, index, next: end + 1 };
}

/** A line whose first cell names what the others are: a table lies on its side. */
export interface LabelledRow {
  label: string;
  values: Span[];
  /** The cells of the line above, without the first. */
  above: readonly string[];
  /** Where the next line begins. */
  next: number;
}

/**
 * The line whose first cell a keyword ends, when the line above has as many cells, at least three;
 * else null. `name;Ann;Bob` below `field;tenant 1;tenant 2`.
 */
export function labelledRowAt(text: string, key: Readonly<Span>): LabelledRow | null {
  const delimiter = DELIMITED_REGEXP.exec(text.slice(key.end, key.end + 8))?.[1];
  if (delimiter === undefined) return null;
  const head = text.slice(Math.max(0, key.start - NAME_CHARS_MAX), key.start);
  const newline = head.lastIndexOf("\n");
  if (newline < 0) return null;
  const start = key.start - head.length + newline + 1;
  const line = lineFrom(text, start);
  const cells = innerCells(line, delimiter);
  const [label, ...values] = cells;
  if (label === undefined || values.length < 2) return null;
  // The keyword ends the label: `full name`, and not `name of the file`.
  if (
    start + label.start > key.start || !/^[:.*"]{0,3}$/.test(line.slice(key.end - start, label.end))
  ) {
    return null;
  }
  const above = lineAbove(text.slice(Math.max(0, start - 2 * LINE_CHARS_MAX), start), delimiter);
  if (above === null || above.length !== cells.length) return null;
  return {
    label: line.slice(label.start, label.end),
    values: values.map((cell) => ({ start: start + cell.start, end: start + cell.end })),
    above: above.slice(1),
    next: start + line.length + 1,
  };
}

/** The cells of the line above, over a line of dashes if there is one; null when none is whole. */
function lineAbove(before: string, delimiter: string): string[] | null {
  const lines = before.split("\n").slice(0, -1);
  if (lines.length > 1 && isRuler(lines.at(-1) ?? "")) lines.pop();
  // The first one may have lost its beginning.
  const line = lines.length > 1 || before.length < 2 * LINE_CHARS_MAX ? lines.at(-1) : undefined;
  if (line === undefined) return null;
  return innerCells(line, delimiter).map(({ start, end }) => line.slice(start, end));
}

function innerCells(line: string, delimiter: string): Span[] {
  const cells = cellsOf(line, delimiter);
  // The bars of a table may stand outside, too.
  return delimiter === "|" ? cells.filter(({ start, end }) => end > start) : cells;
}

/** The line of dashes below the heading. */
export function isRuler(line: string): boolean {
  return RULER_REGEXP.test(line) && line.includes("-");
}

/** The column of the text that is being scanned. */
export class SecretColumns {
  /** Texts are scanned one after the other, so that one column is remembered. */
  #scan: Scan | null = null;
  #column: Column | null = null;
  /** Cells of a column that a list names, the next one last. */
  #listed: Span[] = [];

  /** Notes the column whose heading a keyword is, if it is one. */
  note(scan: Scan, key: Readonly<Span>): void {
    const heading = headingAt(scan.text, key);
    if (heading === null) return this.#noteListed(scan, key);
    const { delimiter, names, index, next } = heading;
    this.#scan = scan;
    this.#column = { delimiter, index, cells: names.length, next };
    this.#listed = [];
  }

  /** The same for `INSERT INTO t (id, password) VALUES ...` and tables in HTML. */
  #noteListed(scan: Scan, key: Readonly<Span>): void {
    const { text, rowSets } = scan;
    const set = rowSets.find(({ head }) => head.start <= key.start && key.end <= head.end);
    if (set === undefined) return;
    const index = columnNamed(text, set, key.start);
    const name = (set.names[index] ?? "").replace(/[\s:*.]+$/, "");
    if (!name.endsWith(text.slice(key.start, key.end))) return;
    this.#scan = scan;
    this.#column = null;
    this.#listed = set.cells.filter(({ column }) => column === index).reverse();
  }

  /** The cell of the next row that begins before `at`, or null. */
  next(scan: Scan, at: number): Span | null {
    const column = this.#column;
    if (scan !== this.#scan) return null;
    if (column === null) return this.#nextListed(at);
    if (at < column.next) return null;
    const cells = rowAt(scan.text, column);
    if (cells === null) this.#column = null;
    return cells?.[column.index] ?? null;
  }

  /** The next of them; the words around a cell may be all that is noted, so any before it will do. */
  #nextListed(at: number): Span | null {
    const first = this.#listed.at(-1);
    if (first === undefined || at + LISTED_CHARS_MAX < first.start) return null;
    return this.#listed.pop() ?? null;
  }
}

/** The cells of the next row of a table, or null when it is over; moves on behind the row. */
export function rowAt(
  text: string,
  table: { delimiter: string; cells: number; next: number },
): Span[] | null {
  let { line, start } = lineAt(text, table);
  if (isRuler(line)) ({ line, start } = lineAt(text, table));
  const cells = cellsOf(line, table.delimiter);
  // Another number of cells: the table is over.
  if (cells.length !== table.cells) return null;
  return cells.map((cell) => ({ start: start + cell.start, end: start + cell.end }));
}

/** The next line of a table; moves on behind it. */
function lineAt(text: string, table: { next: number }): { line: string; start: number } {
  const start = table.next;
  table.next = lineEnd(text, start) + 1;
  return { line: lineFrom(text, start), start };
}

/** What is read of the line that begins at a place. */
function lineFrom(text: string, start: number): string {
  return text.slice(start, Math.min(lineEnd(text, start), start + LINE_CHARS_MAX));
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}

/** The character that separates the most cells, or "". */
function delimiterOf(line: string): string {
  let best = "";
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = line.split(delimiter).length - 1;
    if (count > most) {
      most = count;
      best = delimiter;
    }
  }
  return best === "" && line.trim().includes(SPACES) ? SPACES : best;
}

/** Cells of a line, without the space and the quotes around them. */
function cellsOf(line: string, delimiter: string): Span[] {
  if (delimiter === SPACES) {
    return [...line.matchAll(/\S+(?: \S+)*/g)].slice(0, CELLS_MAX + 1)
      .map(({ 0: cell, index }) => ({ start: index, end: index + cell.length }));
  }
  const cells: Span[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length && cells.length <= CELLS_MAX; at++) {
    const char = line.charAt(at);
    if (char === '"') isQuoted = !isQuoted;
    if (at < line.length && (char !== delimiter || isQuoted)) continue;
    cells.push(trimmed(line, { start, end: at }));
    start = at + 1;
  }
  return cells;
}

function trimmed(line: string, cell: Span): Span {
  let { start, end } = cell;
  while (start < end && " \t\r`".includes(line.charAt(start))) start++;
  while (end > start && " \t\r`".includes(line.charAt(end - 1))) end--;
  const quote = line.charAt(start);
  const isQuoted = end - start >= 2 && quote === '"' && line.charAt(end - 1) === quote;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
