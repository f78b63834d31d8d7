/**
 * Fields: what a name says that is no part of the value's own text. A whole text has the label that
 * it came with; a cell of a table in plain text has the heading of its column.
 * @module
 */

import { CLASS, LOWER, UPPER } from "../text/alphabet.ts";
import { spelledOut } from "./heading_words.ts";
import { type Lexicon, PHRASE_CHARS_MAX } from "../engine/lexicon.ts";
import type { Span } from "../rule.ts";
import { type Heading, headingAt, isRuler, labelledRowAt, rowAt } from "./columns.ts";
import type { Scan } from "./scan.ts";

/** A named value. */
export interface Field {
  name: string;
  value: Span;
}

/** What follows the name proper: `name[0]`, `name_2`, `Name *`, `Born (dd.mm.yyyy)`. */
const TAIL_REGEXP = /[\s*:._\d[\]#-]+$|\s?\([^()]{0,24}\)$/;

/** The lexicon's entry for the phrase in which a name ends, or -1. */
export function entryOfName(name: string, lexicon: Lexicon): number {
  let end = name.length;
  for (let k = 0; k < 3; k++) {
    const tail = TAIL_REGEXP.exec(name.slice(Math.max(0, end - PHRASE_CHARS_MAX), end));
    if (tail === null) break;
    end -= tail[0].length;
  }
  for (let at = Math.max(0, end - PHRASE_CHARS_MAX); at < end; at++) {
    const dense = lexicon.findDense(name, at);
    if (dense?.end === end) return dense.entry;
  }
  let start = end;
  while (start > 0 && CLASS[name.charCodeAt(start - 1)] === LOWER) start--;
  while (start > 0 && CLASS[name.charCodeAt(start - 1)] === UPPER) start--;
  return start === end ? -1 : lexicon.find(name, start, end)?.entry ?? -1;
}

/** A table in plain text, and which of its columns are wanted. */
export interface Table {
  fields: Field[];
  /** Where the table ends. */
  end: number;
}

/**
 * The cells of the columns that are wanted, when the heading of a table holds a keyword; else null.
 * Reads to the end of the table: callers must not ask again for a place before that.
 */
export function tableAt(
  text: string,
  key: Readonly<Span>,
  isWanted: (name: string) => boolean,
): Table | null {
  const labelled = labelledRow(text, key, isWanted);
  if (labelled !== null) return labelled;
  const heading = headingAt(text, key);
  if (heading === null) return null;
  const { delimiter } = heading;
  const names = spelledOut(heading.names);
  const wanted = names.map(isWanted);
  const fields: Field[] = [];
  if (isLabelled(text, { ...heading, key }, { wanted, isWanted })) return null;
  const table = { delimiter, cells: names.length, next: heading.next };
  let end = table.next;
  while (table.next < text.length) {
    const row = rowAt(text, table);
    if (row === null) break;
    end = table.next;
    row.forEach((value, k) => {
      if (wanted[k] && value.end > value.start) fields.push({ name: names[k] as string, value });
    });
  }
  return { fields, end };
}

/** The cells behind a label, in a table that lies on its side; null when it is none. */
function labelledRow(
  text: string,
  key: Readonly<Span>,
  isWanted: (name: string) => boolean,
): Table | null {
  const row = labelledRowAt(text, key);
  if (row === null || !isWanted(row.label)) return null;
  // `tenant 1` is no heading of names.
  if (row.above.some((cell) => isWanted(cell) && !/\d/.test(cell))) return null;
  const values = row.values.filter(({ start, end }) => end > start);
  if (values.some(({ start, end }) => isWanted(text.slice(start, end)))) return null;
  return { fields: values.map((value) => ({ name: row.label, value })), end: row.next };
}

/** Longest line that is looked at above or below. */
const LINE_CHARS_MAX = 512;

/**
 * Whether a line is a label and its value, and no heading: `| Name | Jane Doe |` with lines above,
 * or with another label below.
 */
function isLabelled(
  text: string,
  { delimiter, names, next, key }: Heading & { key: Readonly<Span> },
  { wanted, isWanted }: { wanted: readonly boolean[]; isWanted: (name: string) => boolean },
): boolean {
  const [label = 0, value = 0, ...others] = names.flatMap((name, k) => name === "" ? [] : [k]);
  if (others.length > 0 || !wanted[label] || wanted[value]) return false;
  const table = { delimiter, cells: names.length, next };
  const below = text.slice(next, next + LINE_CHARS_MAX);
  const isRuled = isRuler(/^.*/.exec(below)?.[0] ?? "");
  if (delimiter === "|" && !isRuled) {
    const above = text.slice(Math.max(0, key.start - 2 * LINE_CHARS_MAX), key.start).split("\n");
    if (above.at(-2)?.includes(delimiter) === true) return true;
  }
  const cell = rowAt(text, table)?.[label];
  return cell !== undefined && isWanted(text.slice(cell.start, cell.end));
}

/** What may follow a name in a list of columns. */
const AFTER_NAME = ",)\"'`] \t\r\n\\_-<*:.";

/** The same when a list names the columns: `INSERT INTO t (name, ssn) VALUES (...)`. */
export function listedAt(
  scan: Scan,
  key: Readonly<Span>,
  isWanted: (name: string) => boolean,
): Table | null {
  if (!AFTER_NAME.includes(scan.text.charAt(key.end))) return null;
  const set = scan.rowSets.find(({ head }) => head.start <= key.start && key.end <= head.end);
  if (set === undefined) return null;
  const names = spelledOut(set.names);
  const wanted = names.map(isWanted);
  const fields = set.cells.filter(({ column }) => wanted[column])
    .map(({ start, end, column }) => ({
      name: names[column] as string,
      value: { start, end },
    }));
  return { fields, end: set.head.end };
}
