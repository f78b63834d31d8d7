/**
 * The sheet that goes with each exported table ("information produced by the entity"): where it
 * comes from, how it was asked for, and the totals by which somebody else finds that it is whole.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { Cell, Table } from "./csv.ts";
import { csvText } from "./csv.ts";

/** One sheet. */
export interface IpeSheet {
  /** File that it describes. */
  file: string;
  title: string;
  /** Rows without the line of names. */
  rows: number;
  /** Sum over one column: a total that has no meaning but changes when a row does. */
  hash_total: { column: string; sum: number } | null;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** Question and parameters that made the rows. */
  query: string;
  parameters: Readonly<Record<string, string>>;
  /** Logs that were read: name, records, and newest signed size and root when they verified. */
  source: readonly string[];
  time_zone: "UTC";
  program: string;
  generated_at: string;
}

/** What a sheet says beside the table itself. */
export interface IpeFrame {
  query: string;
  parameters: Readonly<Record<string, string>>;
  source: readonly string[];
  program: string;
  generatedAt: string;
}

/** A table as a file with its sheet. */
export interface Exported {
  name: string;
  csv: string;
  sheet: IpeSheet;
}

/**
 * Makes the file and the sheet of one table.
 *
 * @param named File name and title.
 * @param sha256Hex Hash of bytes as hex.
 */
export function exportTable(
  table: Table,
  named: { file: string; title: string },
  { frame, sha256Hex }: { frame: IpeFrame; sha256Hex: (bytes: Uint8Array) => string },
): Exported {
  const csv = csvText(table);
  return {
    name: named.file,
    csv,
    sheet: {
      ...named,
      rows: table.rows.length,
      hash_total: hashTotal(table),
      sha256: sha256Hex(utf8(csv)),
      query: frame.query,
      parameters: frame.parameters,
      source: frame.source,
      time_zone: "UTC",
      program: frame.program,
      generated_at: frame.generatedAt,
    },
  };
}

/** Sum over the first column that holds whole numbers only; null when there is none. */
export function hashTotal({ columns, rows }: Table): IpeSheet["hash_total"] {
  const at = columns.findIndex((_, k) => rows.length > 0 && rows.every((row) => isWhole(row[k])));
  if (at < 0) return null;
  const sum = rows.reduce((total, row) => (total + (row[at] as number)) % 2 ** 48, 0);
  return { column: columns[at] as string, sum };
}

function isWhole(cell: Cell | undefined): boolean {
  return Number.isSafeInteger(cell) && (cell as number) >= 0;
}
