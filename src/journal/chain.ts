/**
 * Turns record bodies into the lines of one log, each linked to the one before, and checks lines
 * that were written earlier. Pure: it reads no clock and writes nothing.
 *
 * ```text
 * line i = canonical JSON of { v, log, i, prev, t, ...body }
 * prev   = leaf hash of line i - 1, for the first line the hash of origin and key
 * ```
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { formatTime, parseTime } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { LINE_BYTES_MAX } from "../format/layout.ts";
import type { OutbandRecord, RecordBody, RecordHead } from "../format/record.ts";
import { genesisPrev, prevOf } from "../tlog/commitment.ts";
import { Frontier, leafHash } from "../tlog/merkle.ts";
import { orderedJson } from "./ordered_json.ts";

/** Where a chain goes on: everything that the next line depends on. */
export interface ChainState {
  /** Lines so far. */
  size: number;
  /** `prev` of the next line, 64 hex characters. */
  prev: string;
  /** `t` of the last line, milliseconds since 1970; 0 before the first. */
  lastMs: number;
  /** Frontier of the Merkle tree at `size`. */
  frontier: readonly Uint8Array[];
}

/** What a log is known by. */
export interface LogName {
  /** Its origin. */
  origin: string;
  /** Its first key, as text. */
  vkey: string;
}

/** The growing end of a log. */
export class Chain {
  /** Origin of the log. */
  readonly origin: string;
  readonly #suite: CryptoSuite;
  readonly #frontier: Frontier;
  #prev: string;
  #lastMs: number;
  #timeText = "";

  /** @param state Where to go on; a new log when left out. */
  constructor(suite: CryptoSuite, log: LogName, state?: ChainState) {
    this.origin = log.origin;
    this.#suite = suite;
    this.#prev = state?.prev ?? genesisPrev(suite, log);
    this.#lastMs = state?.lastMs ?? 0;
    this.#frontier = state === undefined
      ? new Frontier(suite.sha256)
      : new Frontier(suite.sha256, { size: state.size, hashes: state.frontier });
  }

  /** Lines so far; the index of the next one. */
  get size(): number {
    return this.#frontier.size;
  }

  /** `t` of the last line, milliseconds since 1970. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Merkle root over all lines so far. */
  root(): Uint8Array {
    return this.#frontier.root();
  }

  /** A copy of the state. */
  state(): ChainState {
    return {
      size: this.size,
      prev: this.#prev,
      lastMs: this.#lastMs,
      frontier: this.#frontier.hashes(),
    };
  }

  /**
   * Appends a record.
   *
   * @param body What happened.
   * @param nowMs Milliseconds since 1970; an earlier time than the last line's counts as that.
   * @returns The line without its line feed.
   * @throws {RangeError} If the line is longer than 16,384 bytes; nothing is appended then.
   * @throws {TypeError} If the body has no canonical form; nothing is appended then.
   */
  next(body: RecordBody, nowMs: number): Uint8Array {
    if (nowMs > this.#lastMs || this.#timeText === "") {
      this.#lastMs = Math.max(nowMs, this.#lastMs);
      this.#timeText = formatTime(this.#lastMs);
    }
    const head: RecordHead = {
      i: this.size,
      log: this.origin,
      prev: this.#prev,
      t: this.#timeText,
      v: 1,
    };
    // A body that has places for the head keeps its order of keys: see ordered_json.ts.
    const line = utf8(orderedJson({ ...body, ...head }));
    if (line.length > LINE_BYTES_MAX) throw new RangeError(`Record has ${line.length} bytes`);
    this.#link(line);
    return line;
  }

  /**
   * Takes a line that was written earlier.
   *
   * @returns Its record, or in words why it cannot be the next line; nothing is taken then.
   */
  accept(line: Uint8Array): { record: OutbandRecord } | { problem: string } {
    const record = parseLine(line);
    if (record === null) return { problem: "it is not a JSON object" };
    if (record.v !== 1 || record.log !== this.origin) {
      return { problem: "it is not a record of this log" };
    }
    if (record.i !== this.size) return { problem: `its index is not ${this.size}` };
    if (record.prev !== this.#prev) return { problem: "it does not follow the line before it" };
    const timeMs = typeof record.t === "string" ? parseTime(record.t) : null;
    if (timeMs === null || timeMs < this.#lastMs) return { problem: "its time is not in order" };
    this.#lastMs = timeMs;
    this.#timeText = "";
    this.#link(line);
    return { record };
  }

  #link(line: Uint8Array): void {
    const leaf = leafHash(this.#suite.sha256, line);
    this.#prev = prevOf(leaf);
    this.#frontier.add(leaf);
  }
}

function parseLine(line: Uint8Array): OutbandRecord | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(line));
    // Only lines that this program wrote can follow each other's hashes, so the head is enough.
    return typeof value === "object" && value !== null ? value as OutbandRecord : null;
  } catch {
    return null; // A torn line.
  }
}
