/**
 * Writes the log: opens window parts on the grid, appends what is handed in, closes them. Batches
 * become durable before anything of them is shown; while the disk fails, everything waits in
 * memory and is tried again at the next call. It never throws for the disk, and signs nothing.
 *
 * ```text
 * drafts, lost ordinals  ->  lines  ->  write, sync  ->  telemetry lines, credits
 *        waiting              pending                       durable
 * ```
 * @module
 */

import { InvariantError } from "../base/assert.ts";
import { concat } from "../base/bytes.ts";
import { type Clock, formatTime } from "../base/clock.ts";
import type { GapReason } from "../format/counts.ts";
import type { CallDraft } from "../format/draft.ts";
import { makeBelow, syncPath } from "../format/disk.ts";
import { SEGMENT_FILE, windowDirectory, windowEndMs, type WindowPart } from "../format/layout.ts";
import type { KeyNextBody, RecordBody } from "../format/record.ts";
import type { CallContext } from "./call_context.ts";
import { callLines, type RecordedCall } from "./call_record.ts";
import { Pulse } from "./heartbeat.ts";
import type { LogPlace } from "./log_scan.ts";
import type { LogState } from "./log_state.ts";
import { type BootFacts, openingBodies, type RunFacts } from "./opening.ts";
import { gapsOfRanges, OrdinalSet } from "./ordinals.ts";
import type { ClosedPart, LogHead } from "../format/sealing.ts";
import type { RandomBytes, Secrets } from "./secrets.ts";
import { isEmpty, SegmentFile } from "./segment_file.ts";
import type { TelemetryOutput } from "./telemetry_file.ts";
import { nextPart } from "./window_grid.ts";

/** Calls in one batch. */
const BATCH_CALLS_MAX = 512;
/** Bytes of records and telemetry after which a batch takes no further call. */
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** The clock may be this far behind the last record without a `clock` record (EVIDENCE 4.8). */
const CLOCK_BEHIND_MS_MAX = 2_000;
const KEY_BYTES = 32;
/** Records that belong to no call and may wait for the disk. */
const NOTES_MAX = 1_024;
const LF = Uint8Array.of(0x0a);

/** What a writer is made of. */
export interface WriterOptions extends LogPlace, RunFacts {
  state: LogState;
  clock: Clock;
  randomBytes: RandomBytes;
  secrets: Secrets;
  /** Key of statements, where it is another than the log's. */
  attestVkey: () => string | null;
  /** Records under the newest signed head. */
  signedSize: () => number;
  /** What calls are made with, but for the part's own fields. */
  calls: Omit<CallContext, "secret" | "window">;
  telemetry: TelemetryOutput;
  /** Failed calls of disk and key since the start, for `window.close`. */
  ioErrors: () => number;
  report: WriterReport;
}

/** Told what happens. */
export interface WriterReport {
  /** A write, sync or rename failed; it will be repeated. */
  failed(error: unknown): void;
  /** The disk took a batch. */
  worked(): void;
  /** A part is closed and durable. */
  closed(part: ClosedPart): void;
  /** A heartbeat and all before it are durable. */
  beaten(head: LogHead): void;
  /** The record that announces the next key is durable at that index. */
  rotated(index: number): void;
  /** The record that announces the next key could not be made. */
  notRotated(error: unknown): void;
  /** That many drafts need no memory any more. */
  settled(drafts: number): void;
  /** These calls are durable. */
  recorded?(calls: RecordedCall[]): void;
  /** A call could not be written down and became a gap. */
  unwritable(ord: number, error: unknown): void;
}

/** Counts since the start. */
export interface WriterStats {
  /** Durable records and their bytes. */
  records: number;
  bytes: number;
  /** Drafts of ordinals that were settled or queued before. */
  duplicates: number;
  /** Telemetry lines that were not delivered. */
  linesLost: number;
}

interface PendingBatch {
  lines: Uint8Array[];
  telemetry: string[];
  drafts: number;
  recorded?: RecordedCall[];
  /** Index of the record in it that announces the next key. */
  rotation?: number;
  /** A heartbeat is in it. */
  isBeat?: boolean;
}

/** The writer of one log. */
export class JournalWriter {
  readonly #options: WriterOptions;
  readonly #state: LogState;
  readonly #startedAtMs: number;
  readonly #pulse: Pulse;
  readonly #dropped = new Map<GapReason, OrdinalSet>();
  readonly #linesLost = new Map<string, number>();
  readonly #notes: RecordBody[] = [];
  #waiting: CallDraft[] = [];
  readonly #waitingOrdinals = new Set<number>();
  #pending: PendingBatch | null = null;
  /** Makes the record that announces the next key, given its index. */
  #rotation: ((index: number) => KeyNextBody) | null = null;
  /** The part ends with the change of key, so that both keys sign it at once. */
  #mustClose = false;
  #segment: SegmentFile | null = null;
  #calls: CallContext | null = null;
  #isPumping = false;
  /** Failed calls when the part was opened. */
  #ioErrorsBefore = 0;
  /** System time of the last declared step back; null while the clock is right. */
  #declaredMs: number | null = null;
  /** Next ordinal to be accepted, as far as the journal was told. */
  #accepted = 0;
  /** Since the start. */
  readonly #stats: WriterStats = { records: 0, bytes: 0, duplicates: 0, linesLost: 0 };

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#state = options.state;
    this.#startedAtMs = options.clock.monotonicMs();
    this.#pulse = new Pulse(options.clock);
    this.#accepted = options.state.ord;
  }

  /** Next ordinal to be accepted. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Drafts that are not durable. */
  get backlog(): number {
    return this.#waiting.length + (this.#pending?.drafts ?? 0);
  }

  /** True while a batch waits for the disk. */
  get isStalled(): boolean {
    return this.#pending !== null;
  }

  /** Number of the window that is open, or that was the last to be; null before the first. */
  get windowNumber(): number | null {
    return this.#state.window?.w ?? null;
  }

  /** Records that were numbered, those of all starts. */
  get size(): number {
    return this.#state.chain.size;
  }

  /** Counts since the start. */
  get stats(): Readonly<WriterStats> {
    return this.#stats;
  }

  /** Opens the first part after a start; false when the disk failed. */
  boot(facts: BootFacts): boolean {
    this.#openPart(this.#nowMs(), facts);
    return this.#flush();
  }

  /** Notes that all ordinals below `ord` were accepted. */
  accept(ord: number): void {
    this.#accepted = Math.max(this.#accepted, ord);
  }

  /** Queues calls; those whose ordinal was settled or queued before will be dropped. */
  queueCalls(drafts: readonly CallDraft[]): void {
    for (const draft of drafts) {
      this.#waiting.push(draft);
      this.#waitingOrdinals.add(draft.meta.ord);
    }
  }

  /**
   * Queues ordinals that will have no call, but for those that were settled or queued before.
   *
   * @returns How many were queued.
   */
  queueGap(ordinals: readonly number[], why: GapReason): number {
    let queued = this.#dropped.get(why);
    if (queued === undefined) this.#dropped.set(why, queued = new OrdinalSet());
    let count = 0;
    for (const ordinal of ordinals) {
      if (!this.#isNew(ordinal) || this.#waitingOrdinals.has(ordinal)) continue;
      queued.add(ordinal);
      count++;
    }
    return count;
  }

  /** True for an ordinal that is neither settled nor queued as part of a gap. */
  #isNew(ordinal: number): boolean {
    if (!Number.isSafeInteger(ordinal) || ordinal < 0) return false;
    if (this.#state.ordinals.has(ordinal)) return false;
    for (const queued of this.#dropped.values()) if (queued.has(ordinal)) return false;
    return true;
  }

  /** Queues a record that belongs to no call; of very many, the latest are not written. */
  queueNote(body: RecordBody): boolean {
    if (this.#notes.length >= NOTES_MAX) return false;
    this.#notes.push(body);
    return true;
  }

  /** Announces the next key, and ends the part. */
  rotate(makeRecord: (index: number) => KeyNextBody): void {
    this.#rotation = makeRecord;
  }

  /** Queues the news that telemetry lines of durable calls were lost. */
  queueLinesLost(count: number, why: string): void {
    if (count === 0) return;
    this.#linesLost.set(why, (this.#linesLost.get(why) ?? 0) + count);
    this.#stats.linesLost += count;
  }

  /** Writes what can be written, and turns to the next window when its time has come. */
  pump(): void {
    if (this.#isPumping) return; // A callback called back; the loop below sees what it queued.
    this.#isPumping = true;
    try {
      this.#pumpAll();
    } finally {
      this.#isPumping = false;
    }
  }

  #pumpAll(): void {
    while (this.#flush()) {
      const nowMs = this.#nowMs();
      const window = this.#state.window;
      if (this.#state.part === null || window === null) this.#openPart(nowMs);
      else if (nowMs >= windowEndMs(window)) this.#closePart(windowEndMs(window));
      else if (this.#mustClose) this.#closePart(nowMs);
      else if (!this.#buildBatch(nowMs)) return;
    }
  }

  /**
   * Closes the open part for good. Calls that nobody settled become a gap.
   *
   * @returns Whether everything is durable.
   */
  finish(): boolean {
    this.pump();
    if (this.#pending !== null) return false;
    for (const { start, end } of this.#state.ordinals.openBelow(this.#accepted)) {
      this.queueGap(Array.from({ length: end - start }, (_, k) => start + k), "worker_lost");
    }
    this.pump();
    if (this.#pending !== null) return false;
    this.#closePart(this.#nowMs());
    return this.#flush();
  }

  /** The time of the next record: the clock's, never before the last record's. */
  #nowMs(): number {
    return Math.max(this.#options.clock.nowMs(), this.#state.chain.lastMs);
  }

  #openPart(nowMs: number, boot?: BootFacts): void {
    const state = this.#state;
    const { window, absent } = nextPart(nowMs, this.#options.periodSeconds, state.window);
    const attestVkey = this.#options.attestVkey();
    const bodies = openingBodies(state, this.#options, { window, absent, attestVkey, boot });
    if (boot !== undefined) this.accept(boot.leaseEnd);
    this.#pulse.restart();
    const path = `${this.#options.evidenceDir}/${windowDirectory(window)}/${SEGMENT_FILE}`;
    this.#segment = new SegmentFile(this.#options.disk, path, { length: 0 });
    this.#calls = null;
    this.#ioErrorsBefore = this.#options.ioErrors();
    const lines = bodies.map((body) => state.append(body, nowMs));
    this.#pending = { lines, telemetry: [], drafts: 0 };
  }

  #closePart(atMs: number): void {
    this.#mustClose = false;
    const state = this.#state;
    this.#options.telemetry.sync();
    const nowMs = Math.max(atMs, state.chain.lastMs);
    const uptimeMs = this.#options.clock.monotonicMs() - this.#startedAtMs;
    const close = state.closeBody({
      ord: Math.max(this.#accepted, state.ordinals.end),
      ioErrors: this.#options.ioErrors() - this.#ioErrorsBefore,
      uptimeS: Math.floor(uptimeMs / 1000),
      isPartial: nowMs < windowEndMs(state.window as WindowPart),
    });
    this.#pending = { lines: [state.append(close, nowMs)], telemetry: [], drafts: 0 };
  }

  /** Makes lines of what is queued; false when nothing is. */
  #buildBatch(nowMs: number): boolean {
    const batch: PendingBatch = { lines: [], telemetry: [], drafts: 0 };
    this.#declareClock(batch, nowMs);
    this.#takeCalls(batch, nowMs);
    for (const [why, queued] of this.#dropped) {
      for (const gap of gapsOfRanges(queued.ranges, why)) {
        this.#add(batch, { kind: "gap", ...gap }, nowMs);
      }
    }
    this.#dropped.clear();
    for (const body of this.#notes.splice(0)) this.#add(batch, body, nowMs);
    for (const [why, n] of this.#linesLost) {
      this.#add(batch, { kind: "telemetry_lost", n, why }, nowMs);
    }
    this.#linesLost.clear();
    this.#addHeartbeat(batch, nowMs);
    this.#addRotation(batch, nowMs);
    if (batch.lines.length === 0) {
      if (batch.drafts > 0) this.#options.report.settled(batch.drafts);
      return batch.drafts > 0;
    }
    this.#pending = batch;
    return true;
  }

  #add(batch: PendingBatch, body: RecordBody, nowMs: number): void {
    batch.lines.push(this.#state.append(body, nowMs));
  }

  #addHeartbeat(batch: PendingBatch, nowMs: number): void {
    if (!this.#pulse.isDue) return;
    this.#pulse.restart();
    const { ordinals } = this.#state;
    const ord = Math.max(this.#accepted, ordinals.end);
    const signed = this.#options.signedSize();
    this.#add(batch, { kind: "heartbeat", ord, in_flight: ordinals.carried(ord), signed }, nowMs);
    batch.isBeat = true;
  }

  /** The last record of its batch; without the key's signature there is no change. */
  #addRotation(batch: PendingBatch, nowMs: number): void {
    const makeRecord = this.#rotation;
    if (makeRecord === null) return;
    this.#rotation = null;
    const index = this.#state.chain.size;
    try {
      this.#add(batch, makeRecord(index), nowMs);
      batch.rotation = index;
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#options.report.notRotated(error);
    }
  }

  /** One `clock` record for each step back of more than two seconds. */
  #declareClock(batch: PendingBatch, nowMs: number): void {
    const systemMs = this.#options.clock.nowMs();
    if (nowMs - systemMs <= CLOCK_BEHIND_MS_MAX) {
      this.#declaredMs = null;
      return;
    }
    const declaredMs = this.#declaredMs;
    if (declaredMs !== null && systemMs >= declaredMs - CLOCK_BEHIND_MS_MAX) {
      this.#declaredMs = Math.max(declaredMs, systemMs);
      return;
    }
    this.#declaredMs = systemMs;
    const step = { old: formatTime(nowMs), new: formatTime(systemMs), source: "system" };
    this.#add(batch, { kind: "clock", ...step }, nowMs);
  }

  #takeCalls(batch: PendingBatch, nowMs: number): void {
    const keys = this.#options.randomBytes(
      KEY_BYTES * Math.min(this.#waiting.length, BATCH_CALLS_MAX),
    );
    let bytes = 0;
    let taken = 0;
    while (taken * KEY_BYTES < keys.length && bytes < BATCH_BYTES_MAX) {
      const draft = this.#waiting[taken] as CallDraft;
      const key = keys.subarray(taken * KEY_BYTES, (taken + 1) * KEY_BYTES);
      taken++;
      this.#waitingOrdinals.delete(draft.meta.ord);
      if (!this.#isNew(draft.meta.ord)) {
        this.#stats.duplicates++;
        continue;
      }
      bytes += this.#addCall(batch, draft, { key, nowMs });
    }
    this.#waiting = this.#waiting.slice(taken);
    batch.drafts = taken;
  }

  /**
   * Adds a call; one that cannot be written down, whatever the reason, is a gap.
   *
   * @returns About how many bytes it takes.
   */
  #addCall(batch: PendingBatch, draft: CallDraft, at: { key: Uint8Array; nowMs: number }): number {
    const { key, nowMs } = at;
    const ord = draft.meta.ord;
    let why: GapReason = "parse";
    try {
      const index = this.#state.chain.size;
      const { body, line } = callLines(this.#calls as CallContext, draft, { index, key });
      why = "too_large";
      this.#add(batch, body, nowMs);
      batch.telemetry.push(line);
      (batch.recorded ??= []).push({ draft, index, commitment: body.parts["line"] ?? "" });
      return line.length + (batch.lines.at(-1)?.length ?? 0);
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#options.report.unwritable(ord, error);
      this.#add(batch, { kind: "gap", ord, n: 1, why }, nowMs);
      return 0;
    }
  }

  /** Makes the pending batch durable; true when none is left. */
  #flush(): boolean {
    const batch = this.#pending;
    const segment = this.#segment;
    if (batch === null || segment === null) return true;
    try {
      if (this.#calls === null) this.#prepare(segment);
      segment.append(concat(...batch.lines.flatMap((line) => [line, LF])));
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#options.report.failed(error);
      return false;
    }
    this.#pending = null;
    this.#stats.records += batch.lines.length;
    this.#afterFlush(batch, segment);
    return true;
  }

  /** Directory, secret and an empty segment, all durable before the first record. */
  #prepare(segment: SegmentFile): void {
    const { disk, evidenceDir, secrets, calls } = this.#options;
    const window = this.#state.window as WindowPart;
    const directory = windowDirectory(window);
    makeBelow(disk, { root: evidenceDir, below: directory });
    const secret = secrets.ofPart(window);
    if (!isEmpty(disk, segment.path)) throw new Error(`Segment ${segment.path} has records`);
    segment.append(new Uint8Array(0));
    syncPath(disk, { root: evidenceDir, below: directory });
    const name = window.part === 0 ? `${window.w}` : `${window.w}.${window.part}`;
    this.#calls = { ...calls, secret, window: name };
  }

  #afterFlush(batch: PendingBatch, segment: SegmentFile): void {
    const { telemetry, report } = this.#options;
    this.#stats.bytes += batch.lines.reduce((sum, line) => sum + line.length + 1, 0);
    report.worked();
    this.queueLinesLost(telemetry.write(batch.telemetry), "disk");
    if (batch.recorded !== undefined) report.recorded?.(batch.recorded);
    if (batch.drafts > 0) report.settled(batch.drafts);
    if (batch.rotation !== undefined) {
      this.#mustClose = true;
      report.rotated(batch.rotation);
    }
    if (batch.isBeat === true) {
      const { size } = this.#state.chain;
      report.beaten({ size, root: this.#state.chain.root() });
    }
    if (this.#state.part?.totals.close === null) return;
    segment.close();
    this.#segment = null;
    telemetry.finishPart(this.#state.window as WindowPart);
    report.closed(this.#state.takeClosed());
  }
}
