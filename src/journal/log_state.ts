/**
 * Everything that follows from the records of one log so far: chain, settled ordinals, boots, and
 * the totals of the part that is open. The same code runs when a record is written and when a
 * segment is read back, so both always agree. Pure.
 * @module
 */

import { assert } from "../base/assert.ts";
import { formatTime } from "../base/clock.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { gapOrdinals, settledSum } from "../format/counts.ts";
import { Histogram } from "../format/histogram.ts";
import { windowDirectory, type WindowPart } from "../format/layout.ts";
import type { GapBody, RecordBody, Software, WindowCloseBody } from "../format/record.ts";
import { WindowTotals } from "../format/window_totals.ts";
import { Chain, type ChainState, type LogName } from "./chain.ts";
import { headText } from "./head_file.ts";
import { type OrdinalRange, Ordinals } from "./ordinals.ts";
import type { AnnouncedKey, ClosedPart } from "../format/sealing.ts";

/** All that is needed to go on with a log between two parts. */
export interface ResumePoint extends ChainState {
  /** Next ordinal to be accepted, as the last `window.close` has it. */
  ord: number;
  /** Ordinals below `ord` that are not settled. */
  open: readonly OrdinalRange[];
  /** Number of the last boot, 0 before the first. */
  boot: number;
  /** What ran at that boot. */
  software: Software | null;
  /** The last part, null before the first. */
  window: WindowPart | null;
  /** The newest keys that were announced, at most two: more never sign one checkpoint. */
  keys: readonly AnnouncedKey[];
}

/** The part that is being written or read. */
export interface PartProgress {
  /** Where the log stood before its first record. */
  before: ResumePoint;
  /** Totals of its records. */
  totals: WindowTotals;
  /** Added latency of its calls. */
  addedUs: Histogram;
  /** Its `call` records. */
  calls: number;
  /** `t` of its `window.open`. */
  openedAt: string;
}

/** Keys that can be in force at once, while a rotation waits for its checkpoint. */
const KEYS_IN_FORCE_MAX = 2;

/** The state of one log. */
export class LogState {
  readonly #chain: Chain;
  readonly #ordinals: Ordinals;
  #ord: number;
  #boot: number;
  #software: Software | null;
  #window: WindowPart | null;
  #keys: readonly AnnouncedKey[];
  #part: PartProgress | null = null;

  /** @param from Where to go on; a new log when left out. */
  constructor(suite: CryptoSuite, log: LogName, from?: ResumePoint) {
    this.#chain = new Chain(suite, log, from);
    this.#ordinals = new Ordinals(from?.ord, from?.open);
    this.#ord = from?.ord ?? 0;
    this.#boot = from?.boot ?? 0;
    this.#software = from?.software ?? null;
    this.#window = from?.window ?? null;
    this.#keys = from?.keys ?? [];
  }

  /** The chain, for its size, root and last time. */
  get chain(): Pick<Chain, "origin" | "size" | "lastMs" | "root"> {
    return this.#chain;
  }

  /** The settled ordinals, to look at. */
  get ordinals(): Pick<Ordinals, "has" | "end" | "openBelow" | "carried"> {
    return this.#ordinals;
  }

  /** Next ordinal as the last window record has it. */
  get ord(): number {
    return this.#ord;
  }

  /** Number of the last boot, 0 before the first. */
  get boot(): number {
    return this.#boot;
  }

  /** The newest keys that the records announce, oldest first, at most two. */
  get keys(): readonly AnnouncedKey[] {
    return this.#keys;
  }

  /** The newest part, open or closed. */
  get window(): WindowPart | null {
    return this.#window;
  }

  /** The part in hand: open, or closed and not yet taken. */
  get part(): PartProgress | null {
    return this.#part;
  }

  /**
   * Appends a record.
   *
   * @returns Its line without the line feed.
   * @throws {RangeError} If the line would be too long; nothing has happened then.
   * @throws {TypeError} If the body has no canonical form; nothing has happened then.
   */
  append(body: RecordBody, nowMs: number): Uint8Array {
    this.#part ??= this.#begin();
    assert(this.#part.totals.close === null, "Nothing follows window.close in its part");
    const line = this.#chain.next(body, nowMs);
    this.#apply(this.#part, body);
    return line;
  }

  /**
   * Takes a line that was written earlier.
   *
   * @returns In words why it cannot be the next line, else null; nothing has happened then.
   */
  replay(line: Uint8Array): string | null {
    this.#part ??= this.#begin();
    if (this.#part.totals.close !== null) return "it follows window.close";
    const taken = this.#chain.accept(line);
    if ("problem" in taken) return taken.problem;
    this.#apply(this.#part, taken.record);
    return null;
  }

  /**
   * The record that would close the open part now.
   *
   * @param end Next ordinal, and what only the running program knows.
   */
  closeBody(
    end: { ord: number; ioErrors: number; uptimeS: number; isPartial: boolean },
  ): WindowCloseBody {
    const open = this.#part?.totals.open;
    assert(open !== undefined && open !== null, "Only an open part is closed");
    const counts = { ...this.#part?.totals.counts as WindowCloseBody["counts"] };
    const carriedOut = this.#ordinals.carried(end.ord);
    const accepted = end.ord - open.ord;
    assert(end.ord >= this.#ordinals.end, "Settled ordinals were accepted");
    assert(
      open.carried_in + accepted === counts.processed + carriedOut &&
        counts.processed === settledSum(counts),
      "Every accepted call is settled or carried on",
    );
    return {
      kind: "window.close",
      w: open.w,
      part: open.part,
      ord: end.ord,
      carried_in: open.carried_in,
      accepted,
      carried_out: carriedOut,
      counts,
      added_us: this.#part?.addedUs.toSparse() ?? [],
      io_errors: end.ioErrors,
      uptime_s: end.uptimeS,
      ...(end.isPartial ? { partial: true as const } : {}),
    };
  }

  /** Hands out the part that was closed; the next record begins a new one. */
  takeClosed(): ClosedPart {
    const part = this.#part;
    assert(part !== null && part.totals.close !== null, "Only a closed part is taken");
    assert(this.#window !== null && this.#software !== null, "A closed part was opened and booted");
    this.#part = null;
    const after = this.resumePoint();
    const root = this.#chain.root();
    return {
      window: this.#window,
      directory: windowDirectory(this.#window),
      before: { size: part.before.size, frontier: part.before.frontier },
      endIndex: after.size,
      root,
      openedAt: part.openedAt,
      closedAt: formatTime(after.lastMs),
      totals: part.totals,
      software: this.#software,
      headText: headText({
        origin: this.#chain.origin,
        root,
        window: this.#window,
        before: part.before,
        after,
      }),
    };
  }

  /** Where the log stands. */
  resumePoint(): ResumePoint {
    return {
      ...this.#chain.state(),
      ord: this.#ord,
      open: this.#ordinals.openBelow(this.#ord),
      boot: this.#boot,
      software: this.#software,
      window: this.#window,
      keys: this.#keys,
    };
  }

  #begin(): PartProgress {
    return {
      before: this.resumePoint(),
      totals: new WindowTotals(),
      addedUs: new Histogram(),
      calls: 0,
      openedAt: "",
    };
  }

  #apply(part: PartProgress, body: RecordBody): void {
    part.totals.add(body);
    switch (body.kind) {
      case "call":
        this.#ordinals.settle(body.ord);
        part.addedUs.add(body.us.added);
        part.calls++;
        return;
      case "gap":
        return this.#settleGap(body);
      case "boot":
        this.#boot = body.boot;
        this.#software = body.software;
        return;
      case "log.open":
        return this.#addKey(body.vkey);
      case "key.next":
        return this.#addKey(body.new);
      case "window.open":
        this.#ord = body.ord;
        this.#window = { w: body.w, part: body.part, period: body.period };
        part.openedAt = formatTime(this.#chain.lastMs);
        return;
      case "window.close":
        this.#ord = body.ord;
    }
  }

  #addKey(vkey: string): void {
    const key = { n: (this.#keys.at(-1)?.n ?? 0) + 1, vkey, index: this.#chain.size - 1 };
    this.#keys = [...this.#keys, key].slice(-KEYS_IN_FORCE_MAX);
  }

  #settleGap(gap: GapBody): void {
    if (gap.bits !== undefined) {
      for (const ordinal of gapOrdinals(gap) ?? []) this.#ordinals.settle(ordinal);
      return;
    }
    for (let ordinal = gap.ord; ordinal < gap.ord + gap.n; ordinal++) {
      this.#ordinals.settle(ordinal);
    }
  }
}
