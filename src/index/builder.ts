/**
 * Fills an index from records, one at a time, in the order of the log. It holds one window's totals
 * and one day's sums, never a whole log. It judges nothing: `verify` does.
 * @module
 */

import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { gapSize } from "../format/counts.ts";
import type { CallBody, GapBody, OutbandRecord, RecordBody } from "../format/record.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import { windowEndMs, windowStartMs } from "../format/layout.ts";
import { windowFactsOf } from "../format/window_facts.ts";
import { WindowTotals } from "../format/window_totals.ts";
import { SeriesSignals } from "../signals/series.ts";
import { Names } from "./names.ts";
import { Rollup } from "./rollup.ts";
import { INDEX_VERSION, RECORD_BITS, SCHEMA_SQL } from "./schema.ts";
import { SeenLedger } from "./seen.ts";

/** Rows between two commits. */
const ROWS_PER_COMMIT = 200_000;
const CLASSES = ["full", "partial", "metadata"];
const CAPTURES = ["full", "none", "partial", "metadata"];

/** Columns of the tables that rows are put into. */
const COLUMNS = {
  log: 5,
  segment: 3,
  name: 2,
  window: 26,
  call: 20,
  finding: 4,
  gap: 9,
  event: 6,
  signal: 7,
  hourly: 14,
  latency: 7,
  found: 8,
  seen: 8,
} as const;
type Table = keyof typeof COLUMNS;

/** A window part that is being read. */
interface OpenPart {
  id: number;
  dir: string;
  hasCheckpoint: boolean;
  firstIndex: number;
  firstMs: number;
  totals: WindowTotals;
  closedMs: number | null;
}

/** Builds one index. */
export class IndexBuilder {
  readonly #db: DatabaseSync;
  readonly #put = new Map<Table, StatementSync>();
  readonly #names: Names;
  #rollup: Rollup = new Rollup(this.#sink());
  #seen = new SeenLedger();
  #series = new SeriesSignals();
  #log = { id: 0, origin: "", place: "", next: 0, unread: 0 };
  #windows = 0;
  #part: OpenPart | null = null;
  #rows = 0;

  /** @param db An empty database. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    // A cache: when the machine stops while it is made, it is made again.
    db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768");
    db.exec(SCHEMA_SQL);
    for (const [table, columns] of Object.entries(COLUMNS) as [Table, number][]) {
      const places = Array.from({ length: columns }, () => "?").join();
      this.#put.set(table, db.prepare(`INSERT INTO ${table} VALUES (${places})`));
    }
    this.#names = new Names((id, text) => this.#insert("name", [id, text]));
    db.exec("BEGIN");
  }

  /** A log begins. */
  startLog({ origin, place }: { origin: string; place: string }): void {
    this.#log = { id: this.#log.id + 1, origin, place, next: 0, unread: 0 };
    this.#rollup = new Rollup(this.#sink());
    this.#seen = new SeenLedger();
    this.#series = new SeriesSignals();
  }

  /** A part of the log begins. */
  startPart({ dir, hasCheckpoint }: { dir: string; hasCheckpoint: boolean }): void {
    const id = ++this.#windows;
    const [firstIndex, firstMs] = [this.#log.next, -1];
    const totals = new WindowTotals();
    this.#part = { id, dir, hasCheckpoint, firstIndex, firstMs, totals, closedMs: null };
  }

  /** Takes the next line of the part: the record, or null for a line that is none. */
  line(parsed: ParsedRecord | null): void {
    const part = this.#part;
    if (part === null) return;
    if (parsed === null || parsed.form !== "outband") this.#log.unread++;
    if (parsed !== null) this.#record(parsed, part);
    this.#log.next = parsed === null ? this.#log.next + 1 : parsed.record.i + 1;
  }

  /** The part ends. @param segment Its path and the SHA-256 of all of it, hex. */
  endPart(segment: { path: string; sha256: string }): void {
    const part = this.#part;
    if (part === null) return;
    // Sums never reach over two parts, so that a period of windows can be summed up exactly.
    this.#rollup.end();
    this.#part = null;
    this.#insert("segment", [this.#log.id, segment.path, segment.sha256]);
    const { totals } = part;
    const { open, close, counts } = totals;
    if (open === null) return; // Not a window of this program; counted as unread.
    const frame = { log: this.#log.origin, firstIndex: part.firstIndex, endIndex: this.#log.next };
    const facts = windowFactsOf(totals, { ...frame, integrity: "pending" });
    this.#insert("window", [
      ...[part.id, this.#log.id, open.w, open.part, open.period],
      ...[windowStartMs(open), windowEndMs(open), part.firstMs, part.closedMs, part.dir],
      ...[part.firstIndex, this.#log.next, Number(part.hasCheckpoint)],
      ...[Number(close?.partial === true), open.carried_in],
      ...[close?.accepted ?? 0, close?.carried_out ?? 0],
      ...[counts.processed, counts.audited_full, counts.audited_partial, counts.metadata_only],
      ...[counts.dropped, counts.excluded, counts.unknown_at_crash, close?.io_errors ?? 0],
      JSON.stringify(facts),
    ]);
  }

  /** The log ends. */
  endLog(): void {
    const { id, origin, place, next, unread } = this.#log;
    for (const row of this.#seen.rows()) {
      const { what, value, firstMs, firstIndex, lastMs, lastIndex, times } = row;
      this.#insert("seen", [id, what, value, firstMs, firstIndex, lastMs, lastIndex, times]);
    }
    this.#insert("log", [id, origin, place, next, unread]);
  }

  /** All logs are in. @param fingerprint Of the files, to see later whether they changed. */
  finish(fingerprint: string): void {
    const meta = { version: INDEX_VERSION, fingerprint };
    for (const [key, value] of Object.entries(meta)) {
      this.#db.prepare("INSERT INTO meta VALUES (?, ?)").run(key, value);
    }
    this.#db.exec("COMMIT");
    this.#db.exec(
      "CREATE INDEX event_kind ON event (kind, t_ms); CREATE INDEX call_time ON hourly (hour_ms);" +
        "CREATE INDEX finding_call ON finding (call);" +
        "CREATE INDEX call_class ON call (class) WHERE class > 0; ANALYZE",
    );
  }

  #record({ record, timeMs }: ParsedRecord, part: OpenPart): void {
    if (part.firstMs < 0) {
      part.firstMs = timeMs;
      part.firstIndex = record.i; // Not 0 where older windows were deleted.
    }
    if (record.kind === "call") {
      if ("class" in record) this.#call(record, timeMs);
      return;
    }
    if (record.kind === "window.close") part.closedMs = timeMs;
    if ("format" in record || isOurs(record)) part.totals.add(record as RecordBody);
    if (record.kind === "gap") return this.#gap(record, timeMs);
    this.#sight(record as OutbandRecord, timeMs);
    const { v: _v, log: _log, i, prev: _prev, t: _t, ...body } = record;
    this.#insert("event", [this.#log.id, i, part.id, timeMs, record.kind, JSON.stringify(body)]);
  }

  /** What is seen for the first time is a change. */
  #sight(record: OutbandRecord, ms: number): void {
    const at = { ms, index: record.i };
    switch (record.kind) {
      case "boot": {
        const { name, version, runtime } = record.software;
        return this.#seen.add("software", [name, version, runtime].join(" ").trim(), at);
      }
      case "config":
        this.#seen.add("config", record.config, at);
        return this.#seen.add("policy", record.policy, at);
      case "detector":
        this.#seen.add("rules", record.rules, at);
        return this.#seen.add("detector", record.detector, at);
      case "log.open":
        return this.#seen.add("key", record.vkey, at);
      case "key.next":
        return this.#seen.add("key", record.new, at);
    }
  }

  #call(call: CallBody & { i: number }, ms: number): void {
    const part = this.#part as OpenPart;
    part.totals.add(call);
    const names = this.#names;
    const row = {
      ms,
      host: names.of(call.host),
      provider: names.of(call.provider),
      operation: names.of(call.operation),
      model: names.orNull(call.model),
      served: names.orNull(call.served),
      status: call.status,
      class: CLASSES.indexOf(call.class),
      us: call.us,
      input: call.usage?.input ?? 0,
      output: call.usage?.output ?? 0,
      cached: call.usage?.cached ?? 0,
    };
    this.#rollup.add(row);
    const id = this.#log.id * 2 ** RECORD_BITS + call.i;
    const why = call.why?.req ?? call.why?.res;
    this.#insert("call", [
      ...[id, part.id, call.ord, ms, row.class],
      ...[CAPTURES.indexOf(call.capture.req), CAPTURES.indexOf(call.capture.res)],
      ...[names.orNull(why), row.host, row.provider, row.operation, row.model, row.served],
      ...[call.status, names.orNull(call.error), call.us.added, call.us.ttfb, call.us.total],
      ...[call.usage?.input ?? null, call.usage?.output ?? null],
    ]);
    for (const direction of ["req", "res"] as const) {
      for (const [category, instances] of Object.entries(call.found?.[direction] ?? {})) {
        const found = { direction, category: names.of(category), instances };
        this.#rollup.addFound(row, found);
        this.#insert("finding", [id, direction, found.category, instances]);
      }
    }
    this.#sightCall(call, ms);
    for (const hit of this.#series.add(call, { index: call.i, timeMs: ms })) {
      const { rule, what, hasReference } = hit;
      this.#insert("signal", [
        ...[this.#log.id, call.i, part.id, ms, rule, what, Number(hasReference)],
      ]);
    }
  }

  #sightCall(call: CallBody & { i: number }, ms: number): void {
    const at = { ms, index: call.i };
    this.#seen.add("host", call.host, at);
    this.#seen.add("provider", call.provider, at);
    this.#seen.add("operation", `${call.provider} ${call.operation}`, at);
    this.#seen.add("model", call.model, at);
    if (call.served !== undefined) {
      this.#seen.add("served", `${call.model ?? "?"} as ${call.served}`, at);
    }
    this.#seen.add("fingerprint", call.fingerprint, at);
    this.#seen.add("system_prompt", call.system_prompt, at);
    this.#seen.add("tool_schema", call.tool_schema, at);
    for (const category of Object.keys(call.found?.req ?? {})) {
      this.#seen.add("category", category, at);
    }
  }

  #gap(gap: GapBody & { i: number }, ms: number): void {
    const { id } = this.#part as OpenPart;
    this.#insert("gap", [
      ...[this.#log.id, gap.i, id, ms, gap.ord, gap.n, gapSize(gap), gap.why],
      Number(gap.upper_bound === true),
    ]);
  }

  #insert(table: Table, row: readonly SQLInputValue[]): void {
    this.#put.get(table)?.run(...row);
    if (++this.#rows % ROWS_PER_COMMIT === 0) this.#db.exec("COMMIT; BEGIN");
  }

  #sink(): ConstructorParameters<typeof Rollup>[0] {
    const put = (table: Table, row: readonly SQLInputValue[]): void =>
      this.#insert(table, [this.#log.id, this.#part?.id ?? 0, ...row]);
    return {
      hourly: (row): void => put("hourly", row),
      latency: (row): void => put("latency", row),
      found: (row): void => put("found", row),
    };
  }
}

/** A record in the form that totals are made of. */
function isOurs(record: ParsedRecord["record"]): boolean {
  return record.kind !== "window.open" && record.kind !== "window.close" || "part" in record;
}
