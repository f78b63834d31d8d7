/**
 * Follows one call through a log that is read line by line: its record, the lines beside it, its
 * window, and what later records say of it.
 * @module
 */

import { toHex } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import type { Counts } from "../format/counts.ts";
import type { CallBody, RecordHead } from "../format/record.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import { leafHash } from "../tlog/merkle.ts";
import type { LineSeen } from "./proof_files.ts";

/** Which call: by its index in the log, by its number among all calls, or the newest. */
export type WantedCall = { index: number } | { ord: number } | "last";

/** What was seen of it. */
export interface TracedCall {
  index: number;
  bytes: Uint8Array;
  record: RecordHead & CallBody;
  leaf: string;
  previousLeaf: string | null;
  nextPrev: string | null;
  window: {
    w: number;
    part: number;
    start: string;
    counts: Counts | null;
    closedAt: string | null;
  };
  config: string | null;
  detector: string | null;
}

/** Takes all lines of a log in their order. */
export class CallTrace {
  found: TracedCall | null = null;
  readonly #wanted: WantedCall;
  #window: TracedCall["window"] | null = null;
  #config: string | null = null;
  #detector: string | null = null;
  #last: { index: number; bytes: Uint8Array } | null = null;
  readonly #erased = new Map<number, string[]>();

  constructor(wanted: WantedCall) {
    this.#wanted = wanted;
  }

  see({ index, bytes, record }: LineSeen): void {
    if (record !== null) this.#follow(record, index);
    if (record?.kind === "call" && "us" in record && this.#isWanted(index, record.ord)) {
      this.#take({ index, bytes, record });
    } else if (this.found?.index === index - 1) {
      this.found.nextPrev = record?.prev ?? null;
    }
    this.#last = { index, bytes };
  }

  /** What later records declare erased of the call that was found. */
  erasedParts(): readonly string[] {
    return this.found === null ? [] : this.#erased.get(this.found.index) ?? [];
  }

  #isWanted(index: number, ord: number): boolean {
    if (this.#wanted === "last") return true;
    return "index" in this.#wanted ? this.#wanted.index === index : this.#wanted.ord === ord;
  }

  #follow(record: ParsedRecord["record"], index: number): void {
    if (record.kind === "window.open") {
      const part = "part" in record ? record.part : 0;
      const start = "start" in record ? record.start : record.t;
      this.#window = { w: record.w, part, start, counts: null, closedAt: null };
      this.#config = null;
      this.#detector = null;
    } else if (record.kind === "window.close" && this.#window !== null) {
      this.#window.closedAt = record.t;
      if ("counts" in record && "added_us" in record) this.#window.counts = record.counts;
    } else if (record.kind === "config" && "config" in record) this.#config = record.config;
    else if (record.kind === "detector" && "detector" in record) this.#detector = record.detector;
    else if (record.kind === "erase" && index > record.target) {
      const parts = this.#erased.get(record.target) ?? [];
      this.#erased.set(record.target, [...parts, ...record.parts]);
    }
  }

  #take(call: { index: number; bytes: Uint8Array; record: RecordHead & CallBody }): void {
    const { index, bytes } = call;
    const isNext = this.#last !== null && this.#last.index === index - 1;
    this.found = {
      ...call,
      leaf: hashed(bytes),
      previousLeaf: isNext && this.#last !== null ? hashed(this.#last.bytes) : null,
      nextPrev: null,
      window: this.#window ?? { w: 0, part: 0, start: call.record.t, counts: null, closedAt: null },
      config: this.#config,
      detector: this.#detector,
    };
  }
}

function hashed(line: Uint8Array): string {
  return toHex(leafHash(NODE_SUITE.sha256, line));
}
