/**
 * The shared memory between the main thread, the audit workers and the journal: one pool of slots,
 * one table of exchange descriptors, rings of numbers, and a few control words.
 *
 *     main --jobs ring--> worker k --message port--> journal
 *     main <-free ring--- worker k
 *     main --fates, counters-----------------------> journal
 *
 * All of it is allocated once at start. A slot or a descriptor belongs to the main thread until its
 * number is pushed to a jobs ring, then to that worker until it comes back on the worker's free
 * ring. Nobody else touches it in between.
 *
 * @module
 */

import { assert } from "../base/assert.ts";
import { EXCHANGES_MAX, FATE_TABLE_BYTES } from "../base/limits.ts";
import { Ring, ringBytes } from "./ring.ts";

/** End of a chain of slots. */
export const NO_SLOT = -1;

/** Bytes of one exchange descriptor; see `descriptor.ts`. */
export const DESCRIPTOR_BYTES = 4_096;

/** On a free ring, numbers from here on are descriptors, below it slots. */
export const DESCRIPTOR_TAG = 0x4000_0000;

/** Control words of one worker, from `worker * WORKER_WORDS`. */
export const WORKER_WORDS = 8;
/** Counts wake-ups; the worker sleeps on it. */
export const WAKE = 0;
/** 1 asks the worker to finish its ring and leave. */
export const STOP = 1;
/** Drafts posted to the journal and not yet durable. */
export const DRAFTS_AHEAD = 2;
/** Payload bytes of those drafts, in KiB. */
export const DRAFT_KIB_AHEAD = 3;
/** The job in hand plus one, 0 for none: what a dead worker took with it. */
export const CURRENT_JOB = 4;

/** Jobs done, counting up and wrapping: a worker with a job in hand that does not move is stuck. */
export const JOBS_DONE = 5;

/** 64-bit counters. */
export const ACCEPTED = 0;
/** Every ordinal below this has its fate byte, if it needs one. */
export const FATES_WRITTEN = 1;
/** The journal has taken over all fate bytes below this. */
export const FATES_SCANNED = 2;
/** Bytes of bodies that the workers have audited. */
export const SCANNED_BYTES = 3;
/** Microseconds that they were busy with it. */
export const SCAN_BUSY_US = 4;
const COUNTERS = 8;

/** The buffers, as they are sent to a worker. */
export interface SharedBuffers {
  slotBytes: number;
  slots: SharedArrayBuffer;
  /** Per slot: number of the next slot of its chain. */
  slotNext: SharedArrayBuffer;
  /** Per slot: bytes used. */
  slotUsed: SharedArrayBuffer;
  descriptors: SharedArrayBuffer;
  /** Per worker. */
  jobs: SharedArrayBuffer[];
  /** Per worker. */
  frees: SharedArrayBuffer[];
  workerWords: SharedArrayBuffer;
  counters: SharedArrayBuffer;
  fates: SharedArrayBuffer;
}

/** Typed views over {@linkcode SharedBuffers}. */
export interface SharedViews {
  slotBytes: number;
  slotCount: number;
  slots: Uint8Array<SharedArrayBuffer>;
  slotNext: Int32Array<SharedArrayBuffer>;
  slotUsed: Int32Array<SharedArrayBuffer>;
  descriptorBytes: Uint8Array<SharedArrayBuffer>;
  descriptorNumbers: Float64Array<SharedArrayBuffer>;
  jobs: Ring[];
  frees: Ring[];
  workerWords: Int32Array<SharedArrayBuffer>;
  counters: BigInt64Array<SharedArrayBuffer>;
  fates: Uint8Array<SharedArrayBuffer>;
}

/**
 * Reserves everything. The system gives a page when it is first written to, and slots that were
 * given back are taken again first, so only what the traffic needs at once becomes real memory.
 *
 * @param options.poolBytes Size of the pool; rounded down to whole slots, at least one.
 * @param options.slotBytes Size of a slot, a multiple of 8.
 * @param options.workers Audit workers, at least 1.
 */
export function allocateShared(
  options: { poolBytes: number; slotBytes: number; workers: number },
): SharedBuffers {
  const { poolBytes, slotBytes, workers } = options;
  assert(workers >= 1, "There is at least one audit worker");
  const slotCount = Math.max(1, Math.floor(poolBytes / slotBytes));
  const slots = new SharedArrayBuffer(slotCount * slotBytes);
  // Each exchange has two jobs, so a jobs ring of twice the table can never be full; a free ring
  // takes every slot and every descriptor.
  const jobsCapacity = powerOfTwo(2 * EXCHANGES_MAX);
  const freesCapacity = powerOfTwo(slotCount + EXCHANGES_MAX);
  const rings = (capacity: number): SharedArrayBuffer[] =>
    Array.from({ length: workers }, () => new SharedArrayBuffer(ringBytes(capacity)));
  return {
    slotBytes,
    slots,
    slotNext: new SharedArrayBuffer(slotCount * 4),
    slotUsed: new SharedArrayBuffer(slotCount * 4),
    descriptors: new SharedArrayBuffer(EXCHANGES_MAX * DESCRIPTOR_BYTES),
    jobs: rings(jobsCapacity),
    frees: rings(freesCapacity),
    workerWords: new SharedArrayBuffer(workers * WORKER_WORDS * 4),
    counters: new SharedArrayBuffer(COUNTERS * BigInt64Array.BYTES_PER_ELEMENT),
    fates: new SharedArrayBuffer(FATE_TABLE_BYTES),
  };
}

/** Views over the buffers; each thread makes its own. */
export function viewShared(buffers: SharedBuffers): SharedViews {
  return {
    slotBytes: buffers.slotBytes,
    slotCount: buffers.slots.byteLength / buffers.slotBytes,
    slots: new Uint8Array(buffers.slots),
    slotNext: new Int32Array(buffers.slotNext),
    slotUsed: new Int32Array(buffers.slotUsed),
    descriptorBytes: new Uint8Array(buffers.descriptors),
    descriptorNumbers: new Float64Array(buffers.descriptors),
    jobs: buffers.jobs.map((words) => new Ring(new Int32Array(words))),
    frees: buffers.frees.map((words) => new Ring(new Int32Array(words))),
    workerWords: new Int32Array(buffers.workerWords),
    counters: new BigInt64Array(buffers.counters),
    fates: new Uint8Array(buffers.fates),
  };
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}
