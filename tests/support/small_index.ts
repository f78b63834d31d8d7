/**
 * An index of logs that were built in memory, for tests of what asks it.
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { IndexBuilder } from "../../src/index/builder.ts";
import { IndexDatabase } from "../../src/index/database.ts";
import { parseRecord } from "../../src/format/record_schema.ts";
import { type Ask, QUERIES } from "../../src/report/queries.ts";
import type { LogBuilder } from "./log_builder.ts";
import { TempDir } from "./temp_dir.ts";

/** An open index with the directory that it lies in. */
export class SmallIndex implements AsyncDisposable {
  readonly db: IndexDatabase;
  readonly #dir: TempDir;

  constructor(dir: TempDir, db: IndexDatabase) {
    this.#dir = dir;
    this.db = db;
  }

  /** Builds an index of the segments of some logs. */
  static async of(...logs: readonly LogBuilder[]): Promise<SmallIndex> {
    const dir = await TempDir.make();
    const path = dir.join("index.sqlite");
    const db = new DatabaseSync(path);
    const builder = new IndexBuilder(db);
    for (const log of logs) {
      builder.startLog({ origin: log.origin, place: log.origin });
      const segments = [...log.files.keys()].filter((name) => name.endsWith("segment.jsonl"));
      for (const segment of segments) {
        const dir = segment.slice(0, segment.lastIndexOf("/"));
        builder.startPart({ dir, hasCheckpoint: log.files.has(`${dir}/checkpoint`) });
        const text = new TextDecoder().decode(log.files.get(segment));
        for (const line of text.split("\n").filter((line) => line !== "")) {
          const parsed = parseRecord(JSON.parse(line));
          builder.line("record" in parsed ? parsed : null);
        }
        builder.endPart({ path: segment, sha256: "0".repeat(64) });
      }
      builder.endLog();
    }
    builder.finish("fingerprint");
    db.close();
    return new SmallIndex(dir, new IndexDatabase(path));
  }

  /** Asks the questions of a report about a period. */
  ask(period: { fromMs: number; toMs: number }): Ask {
    const params = { from: period.fromMs, to: period.toMs };
    return (name) => this.db.all(QUERIES[name].sql, params);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.db[Symbol.dispose]();
    await this.#dir[Symbol.asyncDispose]();
  }
}
