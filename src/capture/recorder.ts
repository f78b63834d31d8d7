/**
 * Main-thread side of the audit: gives out ordinals, copies bodies, hands finished directions to
 * the workers, and says which ordinals will never have a record.
 *
 * The hot path calls {@linkcode Recorder.accept} and the methods of {@linkcode Exchange}; none of
 * them waits or throws.
 *
 * @module
 */

import { EXCHANGES_MAX, FATE_TABLE_BYTES } from "../base/limits.ts";
import { BodyTap, END, type EndCode } from "./body_tap.ts";
import {
  type RequestTexts,
  type ResponseFacts,
  writeRequest,
  writeResponse,
} from "./descriptor.ts";
import { NO_DESCRIPTOR, SlotPool } from "./pool.ts";
import {
  ACCEPTED,
  CURRENT_JOB,
  FATES_SCANNED,
  FATES_WRITTEN,
  SCAN_BUSY_US,
  SCANNED_BYTES,
  type SharedViews,
  WAKE,
  WORKER_WORDS,
} from "./shared.ts";

/** Fate of an ordinal without record: no descriptor was free. */
export const FATE_TABLE_FULL = 1;

/** Free slots, as a share of the pool, below which a sleeping worker is woken at once. */
const WAKE_FREE_SHARE = 0.5;
/** Jobs waiting above which a sleeping worker is woken at once. */
const WAKE_JOBS = 256;

/** How much of new calls is recorded: everything, only metadata, nothing but a gap. */
export type AuditState = "full" | "metadata" | "gap";

/** What there is too little, or too much, of when the state is not `full`. */
export type Shortage = "slots" | "exchanges" | "backlog";

/**
 * When nothing more is copied: before a body would be cut in the middle, and before so much waits
 * for a worker that the table would fill up while it works that off. 2,400 calls of the dearest
 * kind take it about a second, in which ten thousand calls without bodies still find a place.
 */
const METADATA_AT = { slotsShare: 0.02, exchangesShare: 0.25, jobs: 4_800 };
/** When copies are made again; far from the former, so that the state rests. */
const FULL_AT = { slotsShare: 0.2, exchangesShare: 0.4, jobs: 1_200 };
/** Share of free descriptors from which records without bodies are made again after a gap. */
const GAP_ENDS_SHARE = 0.125;

/** Where a descriptor stands. */
const FREE = 0;
const OPEN = 1;
/** Both jobs are pushed; the worker will give it back. */
const HANDED_OVER = 2;
/** Open, but its worker died on the request: its ordinal is already in a gap. */
const LOST = 3;

/** Names of the two jobs of an exchange: `descriptor * 2 + direction`. */
export const REQUEST_JOB = 0;
export const RESPONSE_JOB = 1;

/** Counts for metrics; whole numbers since the start. */
export interface RecorderStats {
  accepted: number;
  open: number;
  openMax: number;
  dropped: number;
  slots: number;
  slotsFree: number;
  slotsFreeMin: number;
  /** Bodies of which not every byte could be copied, for lack of slots. */
  shortOfSlots: number;
  state: AuditState;
  /** Jobs that wait for workers now, and the most that waited for one of them at once. */
  jobs: number;
  jobsMax: number;
  /** Bytes of bodies that the workers have audited, and microseconds they were busy with it. */
  scannedBytes: number;
  scanBusyUs: number;
}

/** The audit got worse, or better. */
export interface StateChange {
  from: AuditState;
  to: AuditState;
  /** What is short; null when nothing is any more. */
  why: Shortage | null;
  /** First ordinal that it concerns. */
  ord: number;
}

/** One accepted request until its answer has ended. */
export interface Exchange {
  /** Position among all accepted requests. */
  readonly ord: number;
  /** Bytes that go up. */
  readonly request: BodyTap;
  /** Bytes that come down. */
  readonly response: BodyTap;
  /**
   * The request has ended; hands it to a worker. Called exactly once, before
   * {@linkcode Exchange.responseEnded}.
   */
  requestEnded(texts: RequestTexts, end: EndCode, began: boolean): void;
  /** The answer has ended, or will never come. Called exactly once. */
  responseEnded(facts: ResponseFacts, end: EndCode, began: boolean): void;
}

/** Gives out exchanges; one per process. */
export class Recorder {
  readonly #views: SharedViews;
  readonly #pool: SlotPool;
  readonly #captureMax: number;
  readonly #nowMs: () => number;
  readonly #wakeFree: number;
  readonly #onState: (change: StateChange) => void;
  #state: AuditState = "full";
  #jobsMax = 0;
  #nextOrdinal: number;
  /** First ordinal whose fate byte could not be written yet, or -1. */
  #fatesLateFrom = -1;
  #open = 0;
  #openMax = 0;
  #dropped = 0;
  #shortOfSlots = 0;
  readonly #firstOrdinal: number;
  readonly #stateOf = new Uint8Array(EXCHANGES_MAX);
  readonly #ordOf = new Float64Array(EXCHANGES_MAX);

  /**
   * @param options.firstOrdinal Where the journal says to continue.
   * @param options.captureBytesMax Longest prefix of a body that is copied.
   * @param options.onState Told when the state changes; must not throw.
   */
  constructor(
    views: SharedViews,
    options: {
      firstOrdinal: number;
      captureBytesMax: number;
      nowMs: () => number;
      onState?: (change: StateChange) => void;
    },
  ) {
    this.#views = views;
    this.#pool = new SlotPool(views, (descriptor) => {
      this.#stateOf[descriptor] = FREE;
    });
    this.#captureMax = options.captureBytesMax;
    this.#nowMs = options.nowMs;
    this.#onState = options.onState ?? ((): void => {});
    this.#nextOrdinal = options.firstOrdinal;
    this.#firstOrdinal = options.firstOrdinal;
    this.#wakeFree = Math.floor(views.slotCount * WAKE_FREE_SHARE);
    for (const counter of [ACCEPTED, FATES_WRITTEN, FATES_SCANNED]) {
      Atomics.store(views.counters, counter, BigInt(options.firstOrdinal));
    }
  }

  /**
   * Gives the next ordinal to a request.
   *
   * @returns The exchange, or null when the audit has no room for it: traffic flows, and the
   * ordinal becomes part of a gap.
   */
  accept(): Exchange | null {
    if (this.#state === "full") this.#degradeIfShort();
    const ord = this.#nextOrdinal++;
    const isLate = this.#fatesLateFrom >= 0 && !this.#writeLateFates(ord);
    const descriptor = isLate ? NO_DESCRIPTOR : this.#pool.acquireDescriptor();
    if (descriptor === NO_DESCRIPTOR) {
      if (this.#state !== "gap") this.#change("gap", { why: "exchanges", ord });
      this.#dropped++;
      this.#writeFate(ord);
      return null;
    }
    Atomics.store(this.#views.counters, ACCEPTED, BigInt(ord + 1));
    Atomics.store(this.#views.counters, FATES_WRITTEN, BigInt(ord + 1));
    this.#stateOf[descriptor] = OPEN;
    this.#ordOf[descriptor] = ord;
    this.#open++;
    if (this.#open > this.#openMax) this.#openMax = this.#open;
    const isDegraded = this.#state !== "full";
    return new OpenExchange(this, { ord, descriptor, acceptedAtMs: this.#nowMs(), isDegraded });
  }

  /** A tap over this recorder's pool. */
  newTap(isOff: boolean): BodyTap {
    return new BodyTap(this.#views, this.#pool, { limit: this.#captureMax, isOff });
  }

  /** Shared memory views, for the exchanges. */
  get views(): SharedViews {
    return this.#views;
  }

  /** Hands one direction to the worker of its exchange. */
  push(exchange: { ord: number; descriptor: number }, direction: number, tap: BodyTap): void {
    if (tap.shortage === END.POOL) this.#shortOfSlots++;
    const worker = exchange.ord % this.#views.jobs.length;
    const jobs = this.#views.jobs[worker];
    if (jobs === undefined) return;
    if (direction === RESPONSE_JOB) {
      this.#open--;
      if (this.#stateOf[exchange.descriptor] === LOST) {
        this.#stateOf[exchange.descriptor] = FREE;
        this.#pool.releaseChain(tap.first);
        this.#pool.releaseDescriptor(exchange.descriptor);
        return;
      }
      this.#stateOf[exchange.descriptor] = HANDED_OVER;
    }
    jobs.push(exchange.descriptor * 2 + direction);
    const { size } = jobs;
    if (size > this.#jobsMax) this.#jobsMax = size;
    if (size > WAKE_JOBS || this.#pool.slotsFree < this.#wakeFree) this.wake(worker);
  }

  /** Wakes one worker if it sleeps. */
  wake(worker: number): void {
    const word = worker * WORKER_WORDS + WAKE;
    Atomics.add(this.#views.workerWords, word, 1);
    Atomics.notify(this.#views.workerWords, word);
  }

  /** Wakes all workers. */
  wakeAll(): void {
    for (let worker = 0; worker < this.#views.jobs.length; worker++) this.wake(worker);
  }

  /**
   * A worker has died; its rings stay and go to its successor.
   *
   * What waits on its ring is not lost. What it held is: the job in hand, and every exchange that
   * was handed over, is no longer on the ring and has not come back.
   *
   * @returns The ordinals that will have no record, ascending. Some may have reached the journal
   * just before; it keeps whichever it saw first.
   */
  loseWorker(worker: number): number[] {
    const { jobs, workerWords } = this.#views;
    this.#pool.drain();
    const word = worker * WORKER_WORDS + CURRENT_JOB;
    const current = Atomics.exchange(workerWords, word, 0) - 1;
    const waiting = new Set(jobs[worker]?.waiting());
    const lost: number[] = [];
    for (let descriptor = 0; descriptor < EXCHANGES_MAX; descriptor++) {
      const ord = this.#ordOf[descriptor] as number;
      if (this.#stateOf[descriptor] === FREE || ord % jobs.length !== worker) continue;
      const isHandedOver = this.#stateOf[descriptor] === HANDED_OVER;
      if (isHandedOver && !waiting.has(descriptor * 2 + RESPONSE_JOB)) {
        this.#stateOf[descriptor] = FREE;
        this.#pool.releaseDescriptor(descriptor);
        lost.push(ord);
      } else if (!isHandedOver && current === descriptor * 2 + REQUEST_JOB) {
        this.#stateOf[descriptor] = LOST;
        lost.push(ord);
      }
    }
    this.#dropped += lost.length;
    return lost.sort((a, b) => a - b);
  }

  /** Collects what the workers released, and writes fates that were late. For a slow timer. */
  maintain(): void {
    this.#pool.drain();
    if (this.#fatesLateFrom >= 0) this.#writeLateFates(this.#nextOrdinal);
    if (this.#state !== "full") this.#recoverIfPossible();
  }

  /** What is recorded of new calls. */
  get state(): AuditState {
    return this.#state;
  }

  /** Figures for metrics. */
  stats(): RecorderStats {
    return {
      accepted: this.#nextOrdinal - this.#firstOrdinal,
      open: this.#open,
      openMax: this.#openMax,
      dropped: this.#dropped,
      slots: this.#views.slotCount,
      slotsFree: this.#pool.slotsFree,
      slotsFreeMin: this.#pool.slotsFreeMin,
      shortOfSlots: this.#shortOfSlots,
      state: this.#state,
      jobs: this.#views.jobs.reduce((sum, { size }) => sum + size, 0),
      jobsMax: this.#jobsMax,
      scannedBytes: Number(Atomics.load(this.#views.counters, SCANNED_BYTES)),
      scanBusyUs: Number(Atomics.load(this.#views.counters, SCAN_BUSY_US)),
    };
  }

  #degradeIfShort(): void {
    if (this.#shortage(METADATA_AT) === null) return;
    this.#pool.drain();
    const shortage = this.#shortage(METADATA_AT);
    if (shortage !== null) this.#change("metadata", { why: shortage });
  }

  #recoverIfPossible(): void {
    const shortage = this.#shortage(FULL_AT);
    if (shortage === null) this.#change("full", { why: null });
    else if (this.#state === "gap" && this.#fatesLateFrom < 0) {
      const isRoom = this.#pool.descriptorsFree > EXCHANGES_MAX * GAP_ENDS_SHARE;
      if (isRoom) this.#change("metadata", { why: shortage });
    }
  }

  #shortage(at: typeof METADATA_AT): Shortage | null {
    if (this.#pool.slotsFree < this.#views.slotCount * at.slotsShare) return "slots";
    if (this.#pool.descriptorsFree < EXCHANGES_MAX * at.exchangesShare) return "exchanges";
    return this.#views.jobs.some((jobs) => jobs.size > at.jobs) ? "backlog" : null;
  }

  #change(to: AuditState, cause: { why: Shortage | null; ord?: number }): void {
    const from = this.#state;
    this.#state = to;
    this.#onState({ from, to, why: cause.why, ord: cause.ord ?? this.#nextOrdinal });
  }

  #writeFate(ord: number): void {
    const { counters, fates } = this.#views;
    const scanned = Number(Atomics.load(counters, FATES_SCANNED));
    if (this.#fatesLateFrom < 0 && ord - scanned < FATE_TABLE_BYTES) {
      fates[ord % FATE_TABLE_BYTES] = FATE_TABLE_FULL;
      Atomics.store(counters, FATES_WRITTEN, BigInt(ord + 1));
    } else if (this.#fatesLateFrom < 0) {
      // The journal is a whole table behind. Until it moves, every further ordinal is dropped, so
      // the unwritten fates are one run that needs no memory.
      this.#fatesLateFrom = ord;
    }
    Atomics.store(counters, ACCEPTED, BigInt(ord + 1));
  }

  /** Writes the late run up to `end`; false while the journal has not made room for all of it. */
  #writeLateFates(end: number): boolean {
    const { counters, fates } = this.#views;
    const room = Number(Atomics.load(counters, FATES_SCANNED)) + FATE_TABLE_BYTES;
    const to = Math.min(end, room);
    for (let ord = this.#fatesLateFrom; ord < to; ord++) {
      fates[ord % FATE_TABLE_BYTES] = FATE_TABLE_FULL;
    }
    if (to > this.#fatesLateFrom) Atomics.store(counters, FATES_WRITTEN, BigInt(to));
    this.#fatesLateFrom = to >= end ? -1 : Math.max(to, this.#fatesLateFrom);
    return this.#fatesLateFrom < 0;
  }
}

class OpenExchange implements Exchange {
  readonly ord: number;
  readonly request: BodyTap;
  readonly response: BodyTap;
  readonly #recorder: Recorder;
  readonly #descriptor: number;
  readonly #acceptedAtMs: number;
  readonly #isDegraded: boolean;

  constructor(
    recorder: Recorder,
    options: { ord: number; descriptor: number; acceptedAtMs: number; isDegraded: boolean },
  ) {
    this.#recorder = recorder;
    this.ord = options.ord;
    this.#descriptor = options.descriptor;
    this.#acceptedAtMs = options.acceptedAtMs;
    this.#isDegraded = options.isDegraded;
    this.request = recorder.newTap(options.isDegraded);
    this.response = recorder.newTap(options.isDegraded);
  }

  requestEnded(texts: RequestTexts, end: EndCode, began: boolean): void {
    writeRequest(this.#recorder.views, this.#descriptor, {
      ord: this.ord,
      acceptedAtMs: this.#acceptedAtMs,
      texts,
      body: this.request,
      end: endOf(this.request, end),
      began,
      isDegraded: this.#isDegraded,
    });
    this.#recorder.push(
      { ord: this.ord, descriptor: this.#descriptor },
      REQUEST_JOB,
      this.request,
    );
  }

  responseEnded(facts: ResponseFacts, end: EndCode, began: boolean): void {
    writeResponse(this.#recorder.views, this.#descriptor, {
      facts,
      body: this.response,
      end: endOf(this.response, end),
      began,
    });
    this.#recorder.push(
      { ord: this.ord, descriptor: this.#descriptor },
      RESPONSE_JOB,
      this.response,
    );
  }
}

/** A shortage of slots or the limit explains the record better than how the rest ended. */
function endOf(tap: BodyTap, end: EndCode): EndCode {
  return tap.shortage !== END.COMPLETE ? tap.shortage : end;
}
