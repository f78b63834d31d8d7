/**
 * An index that is there: read-only questions in SQL.
 * @module
 */

import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { INDEX_VERSION } from "./schema.ts";

/** One row by column name. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Longest text of a question. */
const SQL_CHARS_MAX = 100_000;

/** An open index. */
export class IndexDatabase implements Disposable {
  readonly #db: DatabaseSync;

  /** @throws {Error} If the file is no database. */
  constructor(path: string) {
    this.#db = new DatabaseSync(path, { readOnly: true });
    this.#db.exec("PRAGMA query_only = ON; PRAGMA cache_size = -32768");
  }

  /** What the builder noted, or null when this is not an index of this version. */
  fingerprint(): string | null {
    try {
      const meta = new Map(
        this.all("SELECT key, value FROM meta").map((row) => [row["key"], row["value"]]),
      );
      return meta.get("version") === INDEX_VERSION ? String(meta.get("fingerprint")) : null;
    } catch {
      return null; // Another program's, or only half made.
    }
  }

  /** All rows of a question. */
  all(sql: string, params: Readonly<Record<string, SQLInputValue>> = {}): Row[] {
    return [...this.rows(sql, params)];
  }

  /**
   * Rows one by one.
   *
   * @param params Values of `:name` in the text; names that it does not use are left out.
   * @throws {Error} What SQLite says of the text, or that it is no question: only answers with
   *   columns are questions, and the file is open for reading only.
   */
  *rows(sql: string, params: Readonly<Record<string, SQLInputValue>> = {}): Generator<Row> {
    if (sql.length > SQL_CHARS_MAX) {
      throw new Error(`It is longer than ${SQL_CHARS_MAX} characters`);
    }
    const statement = this.#db.prepare(sql);
    if (statement.columns().length === 0) throw new Error("It asks for no columns");
    const used = Object.entries(params).filter(([name]) => new RegExp(`:${name}\\b`).test(sql));
    for (const row of statement.iterate(Object.fromEntries(used))) yield plain(row);
  }

  /** Names of the columns of a question, in order. */
  columns(sql: string): string[] {
    return this.#db.prepare(sql).columns().map(({ name }) => name);
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

function plain(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "string" || value === null
        ? value
        : value instanceof Uint8Array
        ? value.toHex()
        : String(value),
    ]),
  );
}
