/**
 * Tables as CSV (RFC 4180) that a spreadsheet opens without running anything: a text that would
 * begin a formula gets an apostrophe in front.
 * @module
 */

/** A value of a cell. */
export type Cell = string | number | null;

/** A table in memory. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"). */
const FORMULA_REGEXP = /^[=+\-@\t\r]/;
const QUOTED_REGEXP = /[",\r\n]/;

/** One cell. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA_REGEXP.test(value) ? `'${value}` : value;
  return QUOTED_REGEXP.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A whole table: one line of names, then the rows. */
export function csvText({ columns, rows }: Table): string {
  return [columns, ...rows].map(csvLine).join("");
}

/** Longest text that is read as CSV, and most rows. */
export const CSV_BYTES_MAX = 256 * 1024 * 1024;
const CSV_ROWS_MAX = 5_000_000;

/**
 * Reads CSV (RFC 4180; line feeds alone are fine, too).
 *
 * @returns Rows of texts, or what is wrong with it and in which line.
 */
export function parseCsv(text: string): string[][] | { problem: string } {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const cell = readCell(text, at);
      if (cell === null) {
        return { problem: `row ${rows.length + 1} has a quote that is not closed` };
      }
      row.push(cell.value);
      at = cell.end;
      if (text[at] !== ",") break;
      at++;
    }
    if (text[at] === "\r") at++;
    if (at < text.length && text[at] !== "\n") {
      return { problem: `row ${rows.length + 1} goes on after a closed quote` };
    }
    at++;
    rows.push(row);
    if (rows.length > CSV_ROWS_MAX) return { problem: `it has more than ${CSV_ROWS_MAX} rows` };
  }
  return rows;
}

function readCell(text: string, from: number): { value: string; end: number } | null {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== "," && text[end] !== "\n") end++;
    const isReturn = text[end - 1] === "\r" && end > from && text[end] !== ",";
    const stop = isReturn ? end - 1 : end;
    return { value: text.slice(from, stop), end: stop };
  }
  let value = "";
  for (let at = from + 1;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
