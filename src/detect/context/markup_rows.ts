/**
 * Rows of tables in HTML whose first row names the columns:
 *
 *     <tr><th>Name</th><th>SSN</th></tr>
 *     <tr><td>Ann</td><td>123456789</td></tr>
 *
 * A row of both, `<tr><th>Name</th><td>Ann</td></tr>`, says for itself what it holds. A text is read
 * once, from its beginning to its end.
 *
 * @module
 */

import type { RowSet } from "./row_sets.ts";
import type { Span } from "../rule.ts";

/** The word that stands in any text with such rows. */
export const MARKUP_ROW_WORD = "th";

/** Most columns, and most tables that are looked at. */
const COLUMNS_MAX = 128;
const TABLES_MAX = 256;
/** Longest cell, and longest name of a column. */
const CELL_CHARS_MAX = 512;
const NAME_CHARS_MAX = 64;

const MAY_HOLD_REGEXP = /<th(?:ead)?[\s>\\]/i;
const TAG_REGEXP = /<(\\?\/)?(table|thead|tbody|tr|th|td)(?=[\s>\\/])[^<>]{0,400}>/gi;
/** Elements and space around what a cell says. */
const BEFORE_REGEXP = /^(?:\s|&nbsp;|\\[nrt]|<(?!!)[^<>]{1,200}>){1,12}/;
const BEHIND_REGEXP = /(?:\s|&nbsp;|\\[nrt]|<\\?\/?[^<>]{1,200}>){1,12}$/;
const ELEMENT_REGEXP = /<[^<>]{1,200}>/g;

/** One row that is being read. */
interface Row {
  start: number;
  cells: Span[];
  /** Cells that are headings. */
  headings: number;
}

/** All rows of a text below such a heading, table by table. */
export function markupRowsOf(text: string): RowSet[] {
  if (!MAY_HOLD_REGEXP.test(text)) return [];
  const reader = new MarkupReader(text);
  for (const { 0: tag, 1: slash, 2: name = "", index } of text.matchAll(TAG_REGEXP)) {
    reader.tag(name.toLowerCase(), {
      span: { start: index, end: index + tag.length },
      isClosing: slash !== undefined,
    });
    if (reader.isFull) break;
  }
  return reader.end();
}

class MarkupReader {
  readonly #text: string;
  readonly #sets: RowSet[] = [];
  #set: RowSet | null = null;
  #row: Row | null = null;
  /** Where the open cell begins, or -1. */
  #cell = -1;
  #isHead = false;

  constructor(text: string) {
    this.#text = text;
  }

  get isFull(): boolean {
    return this.#sets.length >= TABLES_MAX;
  }

  tag(name: string, { span, isClosing }: { span: Span; isClosing: boolean }): void {
    this.#endCell(span.start);
    if (name === "th" || name === "td") {
      if (isClosing) return;
      this.#row ??= { start: span.start, cells: [], headings: 0 };
      if (name === "th" || this.#isHead) this.#row.headings++;
      this.#cell = span.end;
      return;
    }
    this.#endRow(isClosing ? span.end : span.start);
    if (name === "table") this.#set = null;
    if (name === "tr" && !isClosing) this.#row = { start: span.start, cells: [], headings: 0 };
    if (name === "thead") this.#isHead = !isClosing;
    if (name === "tbody" || name === "table") this.#isHead = false;
  }

  end(): RowSet[] {
    this.#endCell(this.#text.length);
    this.#endRow(this.#text.length);
    return this.#sets.filter(({ cells }) => cells.length > 0);
  }

  #endCell(at: number): void {
    if (this.#cell >= 0) this.#row?.cells.push({ start: this.#cell, end: at });
    this.#cell = -1;
  }

  #endRow(end: number): void {
    const row = this.#row;
    this.#row = null;
    if (row === null || row.cells.length === 0 || row.cells.length > COLUMNS_MAX) return;
    if (row.headings === row.cells.length) return this.#name(row, end);
    const set = this.#set;
    if (set === null || row.cells.length !== set.names.length) return;
    set.rows.push(row.start);
    row.cells.forEach((cell, column) => {
      if (cell.end - cell.start > CELL_CHARS_MAX) return;
      const { start, end } = this.#said(cell);
      if (end > start) set.cells.push({ start, end, column });
    });
    set.body.end = end;
  }

  /** The row above the others. */
  #name(row: Row, end: number): void {
    const first = row.cells[0] as Span;
    const last = row.cells.at(-1) as Span;
    const names = row.cells.map((cell) =>
      this.#text.slice(cell.start, Math.min(cell.end, cell.start + CELL_CHARS_MAX))
        .replaceAll(ELEMENT_REGEXP, " ").trim().slice(0, NAME_CHARS_MAX)
    );
    this.#set = {
      ...{ names, separator: null, isMarkup: true, rows: [], cells: [] },
      head: { start: first.start, end: last.end },
      body: { start: end, end },
    };
    this.#sets.push(this.#set);
  }

  /** A cell without the elements around what it says. */
  #said({ start, end }: Readonly<Span>): Span {
    const cell = this.#text.slice(start, end);
    const before = BEFORE_REGEXP.exec(cell)?.[0].length ?? 0;
    const behind = BEHIND_REGEXP.exec(cell.slice(before))?.[0].length ?? 0;
    return { start: start + before, end: end - behind };
  }
}
