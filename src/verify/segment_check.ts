/**
 * Reads one segment line by line: form of the line, place in the chain, rules of the record, and
 * then every rule that spans records. Never stops at the first fault.
 * @module
 */

import { decodeUtf8, toHex } from "../base/bytes.ts";
import type { Sha256Stream } from "../base/crypto_suite.ts";
import { LINE_BYTES_MAX, SEGMENT_FILE } from "../format/layout.ts";
import { type ParsedRecord, parseRecord } from "../format/record_schema.ts";
import { genesisPrev } from "../tlog/commitment.ts";
import { leafHash } from "../tlog/merkle.ts";
import { ANCHORS_MAX } from "./anchor_check.ts";
import { isCanonical } from "./canonical_line.ts";
import type { Place } from "./findings.ts";
import { LineSplitter } from "./line_splitter.ts";
import type { LogState } from "./log_state.ts";
import { PartTally } from "./part_tally.ts";
import { type EvidenceSource, reasonOf } from "./source.ts";
import { type RegisterClaim, REGISTERS_MAX } from "./register_check.ts";
import { TOMBSTONES_MAX } from "./tombstone_check.ts";
import type { RecordHead, TombstoneBody } from "../format/record.ts";

const CR = 0x0d;

/** What a segment turned out to be. */
export interface SegmentResult {
  /** SHA-256 of the whole file, hex. */
  sha256: string;
  /** Index of its first record, and index after its last. */
  first: number;
  end: number;
  /** What its records add up to. */
  tally: PartTally;
}

/** How a segment is read. */
export interface SegmentOptions {
  /** Its directory with a final `/`. */
  dir: string;
  /** It is the newest and not sealed, so it may end anywhere. */
  isOpenEnd: boolean;
  /** Told after each piece. */
  onPiece(bytes: number): void;
}

/**
 * Reads one segment.
 *
 * @returns null when it could not be read to its end; what follows can then not be judged either.
 */
export async function checkSegment(
  source: EvidenceSource,
  log: LogState,
  options: SegmentOptions,
): Promise<SegmentResult | null> {
  const path = `${options.dir}${SEGMENT_FILE}`;
  const reader = new SegmentReader(log, path, options.isOpenEnd);
  const sha256 = log.suite.sha256Stream();
  try {
    await readPieces({ source, log, path, reader, sha256, onPiece: options.onPiece });
  } catch (error) {
    log.findings.add("FILE_UNREADABLE", { where: path }, reasonOf(error));
    return null;
  }
  return { sha256: toHex(sha256.digest()), ...reader.end() };
}

async function readPieces(
  { source, log, path, reader, sha256, onPiece }: {
    source: EvidenceSource;
    log: LogState;
    path: string;
    reader: SegmentReader;
    sha256: Sha256Stream;
    onPiece(bytes: number): void;
  },
): Promise<void> {
  for await (const piece of source.stream(path)) {
    sha256.update(piece);
    reader.push(piece);
    await log.tiles.flush();
    onPiece(piece.length);
  }
}

class SegmentReader {
  readonly #log: LogState;
  readonly #isOpenEnd: boolean;
  readonly #splitter: LineSplitter;
  readonly #tally = new PartTally();
  readonly #place: { where: string; line: number; index: number };
  #first: number;
  /** What a crash left begins here; nothing after it counts. */
  #isTorn = false;

  constructor(log: LogState, path: string, isOpenEnd: boolean) {
    this.#log = log;
    this.#isOpenEnd = isOpenEnd;
    this.#first = log.next;
    this.#place = { where: path, line: 0, index: log.next };
    this.#splitter = new LineSplitter({
      bytesMax: LINE_BYTES_MAX,
      line: (bytes) => this.#line(bytes),
      tooLong: () => this.#tooLong(),
    });
    log.windows.startPart();
    log.times.startPart();
  }

  push(piece: Uint8Array): void {
    this.#splitter.push(piece);
  }

  end(): { first: number; end: number; tally: PartTally } {
    const { findings, windows, next } = this.#log;
    const tail = this.#splitter.end();
    if (tail.length > 0 && !this.#isTorn) this.#tornTail(tail);
    windows.endPart({ isOpenEnd: this.#isOpenEnd }, this.#place);
    if (this.#place.line === 0 && !this.#isOpenEnd) {
      findings.add("INDEX_GAP", { where: this.#place.where }, "The segment holds no record");
    }
    this.#tally.software = windows.software;
    return { first: Math.min(this.#first, next), end: next, tally: this.#tally };
  }

  #tornTail(tail: Uint8Array): void {
    this.#place.line++;
    const code = this.#isOpenEnd ? "SEGMENT_TAIL_OPEN" : "SEGMENT_TORN_TAIL";
    this.#add(code, `The last ${tail.length} bytes have no line feed`);
  }

  #line(bytes: Uint8Array): void {
    const log = this.#log;
    if (this.#isTorn) return;
    this.#place.line++;
    this.#place.index = log.next;
    const value = this.#parse(bytes);
    if (value === undefined) return;
    const leaf = leafHash(log.suite.sha256, bytes);
    this.#link(value);
    const index = log.next;
    if (log.hasTree) log.tiles.line(index, bytes);
    log.addLeaf(leaf);
    log.leaf = toHex(leaf);
    log.next++;
    log.records++;
    this.#record(value);
    log.lastLine = this.#place.line;
    log.lastPath = this.#place.where;
  }

  #parse(bytes: Uint8Array): unknown {
    if (bytes.length === 0) return this.#unreadable("LINE_ENDING", "The line is empty");
    let text: string;
    try {
      // Each line by itself: the engine's strings may be views of the text that they were parsed
      // from, and a report keeps some of them (measured: decoding pieces kept every piece alive).
      text = decodeUtf8(bytes);
    } catch {
      return this.#unreadable("LINE_NOT_UTF8", "Its bytes are not UTF-8");
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // What the engine says of it differs from one engine to the next; a report must not.
      return this.#unreadable("LINE_PARSE", "Its text is not JSON");
    }
    if (bytes[bytes.length - 1] === CR) this.#add("LINE_ENDING", "It ends in a carriage return");
    else if (!isCanonical(text, value)) {
      this.#add("LINE_NOT_CANONICAL", "It is not the canonical JSON of what it says");
    }
    return value ?? null;
  }

  #tooLong(): void {
    if (this.#isTorn) return;
    this.#place.line++;
    this.#place.index = this.#log.next;
    this.#unreadable("LINE_TOO_LONG", `It has more than ${LINE_BYTES_MAX} bytes`);
  }

  /** A line without an index of its own; in an open segment it is what a crash left. */
  #unreadable(
    code: "LINE_ENDING" | "LINE_NOT_UTF8" | "LINE_PARSE" | "LINE_TOO_LONG",
    message: string,
  ): undefined {
    this.#isTorn = this.#isOpenEnd;
    this.#add(this.#isTorn ? "SEGMENT_TAIL_OPEN" : code, message);
    if (!this.#isTorn) this.#skip();
  }

  /** Goes on behind a line that is no record, as if it had been one. */
  #skip(): void {
    this.#log.breakTree();
    this.#log.leaf = null;
    this.#log.next++;
  }

  /** Checks log, index and link of a line, and resumes at the index that it names. */
  #link(value: unknown): void {
    const log = this.#log;
    const { i, prev, log: name } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (name !== log.origin) {
      this.#add("LOG_ID_MISMATCH", `log is ${JSON.stringify(name)}, and must be "${log.origin}"`);
    }
    if (!Number.isSafeInteger(i)) return; // The record's own rules say so.
    const index = i as number;
    if (index !== log.next) {
      const missing = index - log.next;
      this.#add(
        "INDEX_GAP",
        missing > 0
          ? `Record ${log.next} must come here, and this is record ${index}: ${missing} missing`
          : `Record ${log.next} must come here, and this is record ${index} again`,
      );
      log.breakTree();
      log.leaf = null;
      log.next = index;
      this.#place.index = index;
      if (this.#place.line === 1) this.#first = index;
    } else if (log.leaf !== null && prev !== log.leaf) {
      const { lastPath: where, lastLine: line } = log;
      log.findings.add(
        "CHAIN_BROKEN",
        // The record before the first one here is known by its hash alone.
        { where, index: index - 1, ...(line === 0 ? {} : { line }) },
        `Its hash is ${log.leaf}, and record ${index} was chained to ${String(prev)}`,
      );
    }
  }

  #record(value: unknown): void {
    const parsed = parseRecord(value);
    if ("problem" in parsed) {
      const code = parsed.isUnknownKind ? "RECORD_KIND_UNKNOWN" : "RECORD_SCHEMA";
      this.#add(code, parsed.problem);
      return;
    }
    const { windows, times } = this.#log;
    this.#genesis(parsed);
    this.#tally.add(parsed);
    // The span is asked for on both sides: window.open begins it, window.close still lies in it.
    windows.record(parsed, this.#place);
    times.record(parsed, windows.span, this.#place);
    this.#log.pulse.record(parsed, this.#place);
    this.#count(parsed);
  }

  #genesis({ record }: ParsedRecord): void {
    const { suite, origin, keys } = this.#log;
    if ((record.kind === "log.open") !== (record.i === 0)) {
      this.#add("GENESIS_MISMATCH", `Record ${record.i} is ${record.kind}`);
    } else if (record.kind === "log.open") {
      keys.begin(record.vkey, { ...this.#place }, record.recovery_vkey);
      const prev = record.vkey.includes("\n")
        ? "none"
        : genesisPrev(suite, { origin, vkey: record.vkey });
      if (record.prev === prev) return;
      this.#add(
        "GENESIS_MISMATCH",
        `prev is ${record.prev}, and of this log and key it is ${prev}`,
      );
    }
  }

  #count(parsed: ParsedRecord): void {
    const { ordinals, keys, findings, onCall, anchors } = this.#log;
    const { record } = parsed;
    const place = this.#place;
    switch (record.kind) {
      case "call":
        ordinals.call(record.ord, place);
        onCall?.(record);
        return;
      case "gap":
        return ordinals.gap(record, place);
      case "heartbeat":
        return ordinals.heartbeat({
          ord: record.ord,
          inFlight: "in_flight" in record ? record.in_flight : null,
        }, place);
      case "window.open":
        if ("carried_in" in record) ordinals.open(record, place);
        return;
      case "window.close":
        return this.#close(parsed);
      case "key.next":
        return keys.next(record, record.i, place);
      case "attest.key":
        return keys.attest(record.vkey, place);
      case "telemetry_lost":
        findings.add("TELEMETRY_LOST", place, `${record.n} lines: ${record.why}`);
        return;
      case "erase":
        return this.#erase(record, place);
      case "tombstone":
        return this.#tombstone(record);
      case "register":
        return this.#register({ n: record.n, head: record.head, place: { ...place } });
      case "anchor":
        if (anchors.length < ANCHORS_MAX) anchors.push({ body: record, place: { ...place } });
    }
  }

  #close({ record }: ParsedRecord): void {
    if (record.kind !== "window.close") return;
    const { ordinals } = this.#log;
    const tally = this.#tally;
    if (!("accepted" in record)) return ordinals.closeBasic(record, tally.basic, this.#place);
    ordinals.close(record, tally.counts, this.#place);
    const added = JSON.stringify(tally.added);
    if (JSON.stringify(record.added_us) === added) return;
    this.#add("COUNT_MISMATCH", "added_us is not the histogram of the calls' added latency");
  }

  #tombstone(record: RecordHead & TombstoneBody): void {
    const { tombstones } = this.#log;
    if (record.what !== "evidence") return;
    if (tombstones.length >= TOMBSTONES_MAX) tombstones.shift();
    tombstones.push({ body: record, index: record.i, place: { ...this.#place } });
  }

  #register(claim: RegisterClaim): void {
    const { registers } = this.#log;
    // The newest claims cover the older ones, because the register is a chain.
    if (registers.length >= REGISTERS_MAX) registers.shift();
    registers.push(claim);
  }

  #erase(body: { target: number; parts: string[]; why: string }, place: Place): void {
    const { findings, erased, next } = this.#log;
    if (body.target >= next - 1) {
      findings.add(
        "ERASE_TARGET_INVALID",
        place,
        `target is ${body.target}, not an earlier record`,
      );
      return;
    }
    erased.add(body.target);
    const parts = body.parts.join(", ");
    findings.add("ERASED_DECLARED", place, `${parts} of record ${body.target}: ${body.why}`);
  }

  #add(code: Parameters<LogState["findings"]["add"]>[0], message: string): void {
    this.#log.findings.add(code, this.#place, message);
  }
}
