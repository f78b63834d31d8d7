/**
 * Rows whose columns are named in one list before them, as SQL writes them:
 *
 *     INSERT INTO person (name, ssn) VALUES ('O''Hara, Ann', '123456789'), (NULL, '...')
 *     COPY person (name, ssn) FROM stdin;          the same with tabs, to the line of `\.`
 *     execute("INSERT INTO person (name, ssn) VALUES (?, ?)", ["Ann", "123456789"])
 *
 * The rows of tables in HTML (`markup_rows.ts`) are among them. Each cell is known by its column. A text is read once, from its beginning to its end.
 *
 * @module
 */

import { codeAt } from "../text/character.ts";
import { MARKUP_ROW_WORD, markupRowsOf } from "./markup_rows.ts";
import type { Span } from "../rule.ts";

/** Words one of which stands in any text that holds such rows; the second behind `\\n`. */
export const ROW_WORDS: readonly string[] = ["values", "nvalues", "stdin", MARKUP_ROW_WORD];

/** Longest list of names, and most names. */
const LIST_CHARS_MAX = 4_096;
const COLUMNS_MAX = 128;
/** What is read before the word for values, to where the list ends. */
const GAP_CHARS_MAX = 32;
/** How far before the list the name of the table may begin. */
const TABLE_CHARS_MAX = 160;
/** How far behind a row of placeholders the values may begin. */
const VALUES_GAP_MAX = 80;
/** Lists inside a cell. */
const DEPTH_MAX = 8;
/** Longest row; and how often a row may fail to end before no more are looked for. */
const ROW_CHARS_MAX = 8_192;
const FAILURES_MAX = 64;

const MAY_HOLD_REGEXP = /values(?:\s|\\[nrt]){0,12}\(|from\s{1,8}stdin/i;
const VALUES_REGEXP = /(?:\\[nrt]|\b)values(?:\s|\\[nrt]){0,12}\(/gi;
const COPY_REGEXP =
  /\bcopy\s[^()\n;]{1,80}\(([^()]{1,4096})\)\s{1,8}from\s{1,8}stdin\b([^\n]*)\n/gi;
const INTO_REGEXP = /\binto\s[^()=;]{1,120}$/i;
const NAME_REGEXP = /^[\p{L}_#@][\p{L}\p{M}\p{N}_ .$#/-]{0,63}$/u;
const QUOTES_REGEXP = /^[\s\\"'`[]+|[\s\\"'`\]]+$/g;
const PLACEHOLDER_REGEXP = /^(?:\?\d{0,3}|%s|\$\d{1,3}|[:@]\w{1,40}|%\(\w{1,40}\)s|\{\w{0,40}\})$/;
/** What stands before the quote of a literal: `N'...'`, `DATE '...'`, `TO_DATE('...'`, `CAST('...'`. */
const LITERAL_REGEXP = /^(?:[A-Za-z_]{1,24}(?:\s?\(|\s)?\s?)?(\\?["'])/;

const BACKSLASH = 0x5c;
const SINGLE = 0x27;
const DOUBLE = 0x22;
const TICK = 0x60;
const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;
const SQUARE = 0x5b;
const SQUARE_END = 0x5d;
const LINE_FEED = 0x0a;
const TAB = 0x09;

/** A value and the number of its column. */
export interface Cell extends Span {
  column: number;
}

/** Rows under one list of names. */
export interface RowSet {
  names: readonly string[];
  /** The list of the names. */
  head: Span;
  /** Where the rows begin, and where they end. */
  body: Span;
  /** What separates the cells of `COPY`; null for lists in brackets. */
  separator: number | null;
  /** Whether the rows are those of a table in HTML. */
  isMarkup?: true;
  /** Where each row begins. */
  rows: number[];
  /** In the order of the text. */
  cells: Cell[];
}

/** All rows of a text that have such a list, in the order of the text. */
export function rowSetsOf(text: string): RowSet[] {
  const sets = markupRowsOf(text);
  if (!MAY_HOLD_REGEXP.test(text)) return sets;
  let from = 0;
  let failures = 0;
  for (const { 0: whole, index } of text.matchAll(VALUES_REGEXP)) {
    if (index < from) continue;
    const head = headBefore(text, index);
    if (head === null) continue;
    const set = insertRows(text, { head, at: index + whole.length - 1 });
    if (set === null) {
      if (++failures > FAILURES_MAX) break;
      continue;
    }
    sets.push(set);
    from = set.body.end;
  }
  for (const match of text.matchAll(COPY_REGEXP)) {
    const { 0: whole, 1: list = "", 2: options = "", index } = match;
    const start = index + whole.indexOf("(") + 1;
    const names = namesOf(list);
    if (names === null) continue;
    const at = index + whole.length;
    const head = { start, end: start + list.length };
    sets.push(copyRows(text, { names, head, at, separator: /csv/i.test(options) ? COMMA : TAB }));
  }
  return sets.sort((a, b) => a.head.start - b.head.start);
}

/** The cell that a place is in, with the rows it belongs to, or null. */
export function cellAt(sets: readonly RowSet[], place: number): { set: RowSet; cell: Cell } | null {
  for (const set of sets) {
    if (place < set.body.start || place > set.body.end) continue;
    const cell = set.cells[lastBefore(set.cells, place)];
    return cell === undefined || place >= cell.end ? null : { set, cell };
  }
  return null;
}

/** Number of the column whose name holds a place in the list of names, or -1. */
export function columnNamed(
  text: string,
  { head, names, isMarkup }: RowSet,
  place: number,
): number {
  const before = text.slice(head.start, place);
  const column = before.split(isMarkup === true ? /<t[hd][\s>]/i : ",").length - 1;
  return column < names.length ? column : -1;
}

/** Number of the last cell that begins at a place or before it, or -1. */
function lastBefore(cells: readonly Cell[], place: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] as Cell).start <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * What has to be kept of a text that is cut inside such rows: what names their columns, and the
 * place of the row that is cut. Null when the cut is elsewhere.
 */
export function rowLead(text: string, place: number): { lead: string; start: number } | null {
  for (const { names, body, rows, separator, isMarkup } of rowSetsOf(text)) {
    if (place <= body.start || place >= body.end) continue;
    let start = body.start;
    for (const row of rows) if (row <= place) start = row;
    if (place - start > LIST_CHARS_MAX) return null;
    if (isMarkup === true) {
      return { lead: `<tr>${names.map((name) => `<th>${name}</th>`).join("")}</tr>`, start };
    }
    const list = names.map((name) => `"${name}"`).join(", ");
    const options = separator === COMMA ? " CSV" : "";
    const lead = separator === null
      ? `INSERT INTO t (${list}) VALUES `
      : `COPY t (${list}) FROM stdin${options};\n`;
    return { lead, start };
  }
  return null;
}

/** The list of names that ends right before a place: `INSERT INTO t (...) `. */
function headBefore(text: string, place: number): { names: string[]; span: Span } | null {
  const before = text.slice(Math.max(0, place - GAP_CHARS_MAX), place);
  const closed = before.replace(/(?:\s|\\[nrt]){1,12}$/, "");
  if (!closed.endsWith(")")) return null;
  const end = place - before.length + closed.length - 1;
  // Not far: the rows before begin with one, too.
  const open = text.lastIndexOf("(", end);
  if (open < 0 || open < place - LIST_CHARS_MAX) return null;
  const into = text.slice(Math.max(0, open - TABLE_CHARS_MAX), open);
  if (!INTO_REGEXP.test(into)) return null;
  const span = { start: open + 1, end };
  const names = namesOf(text.slice(span.start, span.end));
  return names === null ? null : { names, span };
}

function namesOf(list: string): string[] | null {
  const names = list.replaceAll(/\\[nrt]/g, " ").split(",")
    .map((name) => name.replaceAll(QUOTES_REGEXP, ""));
  if (names.length > COLUMNS_MAX || !names.every((name) => NAME_REGEXP.test(name))) return null;
  return names;
}

function insertRows(
  text: string,
  { head, at }: { head: { names: string[]; span: Span }; at: number },
): RowSet | null {
  const { names, span } = head;
  const set: RowSet = {
    names,
    head: span,
    body: { start: at, end: at },
    separator: null,
    rows: [],
    cells: [],
  };
  let place = at;
  for (;;) {
    const row = rowFrom(text, place);
    if (row === null) break;
    place = row.end;
    if (isMadeOfPlaceholders(text, row.cells)) {
      const values = valuesFor(text, row.end);
      if (values !== null && values.cells.length === names.length) addRow(text, set, values);
    } else if (row.cells.length === names.length) {
      addRow(text, set, row);
    }
    const next = nextRow(text, place);
    if (next < 0) break;
    place = next;
  }
  set.body.end = Math.max(place, set.body.end);
  return set.cells.length === 0 ? null : set;
}

interface Row extends Span {
  cells: Span[];
}

function addRow(text: string, set: RowSet, row: Row): void {
  set.rows.push(row.start);
  row.cells.forEach((span, column) => {
    const { start, end } = literalIn(text, span);
    if (end > start) set.cells.push({ start, end, column });
  });
  set.body.end = row.end;
}

/** The row whose bracket opens at a place, or null when it is not closed. */
function rowFrom(text: string, open: number): Row | null {
  const closing = codeAt(text, open) === SQUARE ? SQUARE_END : CLOSE;
  const cells: Span[] = [];
  let start = open + 1;
  let depth = 0;
  const last = Math.min(text.length, open + ROW_CHARS_MAX);
  for (let at = open + 1; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code === SINGLE || code === DOUBLE || code === TICK) {
      at = quoteEnd(text, at, last);
      if (at < 0) return null;
    } else if (depth === 0 && (code === COMMA || code === closing)) {
      cells.push({ start, end: at });
      if (code === closing) return { start: open, end: at + 1, cells };
      if (cells.length > COLUMNS_MAX) return null;
      start = at + 1;
    } else if (code === OPEN || code === SQUARE) {
      if (++depth > DEPTH_MAX) return null;
    } else if (code === CLOSE || code === SQUARE_END) {
      if (--depth < 0) return null;
    } else if (code === LINE_FEED && isBlankNext(text, at + 1)) return null;
  }
  return null;
}

function isBlankNext(text: string, at: number): boolean {
  return codeAt(text, at) === LINE_FEED;
}

/** Where the quote ends that opens at a place, `''` and `\'` inside it; -1 without an end. */
function quoteEnd(text: string, open: number, last: number): number {
  const quote = text.charCodeAt(open);
  // In text that is itself in quotes, both quotes have a sign before them.
  const isEscaped = open > 0 && codeAt(text, open - 1) === BACKSLASH;
  for (let at = open + 1; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && !(isEscaped && codeAt(text, at + 1) === quote)) at++;
    else if (code === quote) {
      if (codeAt(text, at + 1) !== quote || isEscaped) return at;
      at++;
    }
  }
  return -1;
}

/** Where the next row opens behind one, or -1. */
function nextRow(text: string, from: number): number {
  let at = from;
  let hasComma = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN) return hasComma ? at : -1;
    if (code === COMMA) hasComma = true;
    else if (code === BACKSLASH) at++;
    else if (code === 0x2d && codeAt(text, at + 1) === 0x2d) {
      at = text.indexOf("\n", at);
      if (at < 0) return -1;
    } else if (code > 0x20) return -1;
  }
  return -1;
}

function isMadeOfPlaceholders(text: string, cells: readonly Span[]): boolean {
  return cells.every(({ start, end }) =>
    end - start < 64 && PLACEHOLDER_REGEXP.test(text.slice(start, end).trim())
  );
}

/** The values for a row of placeholders: the next list, if one begins soon. */
function valuesFor(text: string, from: number): Row | null {
  const gap = text.slice(from, from + VALUES_GAP_MAX).search(/[[(]/);
  return gap < 0 ? null : rowFrom(text, from + gap);
}

/** What a cell says: without quotes, and without what turns a text into a date. */
function literalIn(text: string, { start, end }: Readonly<Span>): Span {
  let from = start;
  let to = end;
  while (from < to && isBlankAt(text, from)) from += codeAt(text, from) === BACKSLASH ? 2 : 1;
  while (to > from && codeAt(text, to - 1) <= 0x20) to--;
  const literal = LITERAL_REGEXP.exec(text.slice(from, Math.min(to, from + 32)));
  if (literal === null) {
    return /^(?:null|default)$/i.test(text.slice(from, to))
      ? { start: to, end: to }
      : { start: from, end: to };
  }
  const [whole, sign = ""] = literal;
  const close = quoteEnd(text, from + whole.length - 1, to);
  if (close < 0) return { start: from, end: to };
  return { start: from + whole.length, end: close - (sign.length - 1) };
}

function isBlankAt(text: string, at: number): boolean {
  const code = codeAt(text, at);
  return code <= 0x20 || (code === BACKSLASH && /[nrt]/.test(text.charAt(at + 1)));
}

function copyRows(
  text: string,
  { names, head, at, separator }: { names: string[]; head: Span; at: number; separator: number },
): RowSet {
  const set: RowSet = { names, head, body: { start: at, end: at }, separator, rows: [], cells: [] };
  for (let line = at; line < text.length;) {
    const newline = text.indexOf("\n", line);
    const end = newline < 0 ? text.length : newline;
    if (end === line || text.startsWith("\\.", line)) break;
    set.rows.push(line);
    let column = 0;
    let start = line;
    for (let k = line; k <= end; k++) {
      if (k < end && text.charCodeAt(k) !== separator) continue;
      if (k > start && column < names.length) set.cells.push({ start, end: k, column });
      column++;
      start = k + 1;
    }
    line = end + 1;
    set.body.end = end;
  }
  return set;
}
