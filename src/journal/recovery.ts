/**
 * Puts a log in order after a crash: moves a torn tail out of the way and ends the part that was
 * open, with every call that may be missing declared. Whole lines are never touched.
 * @module
 */

import { concat, toHex, utf8 } from "../base/bytes.ts";
import { formatTime } from "../base/clock.ts";
import { type Disk, replaceFile, syncPath } from "../format/disk.ts";
import { windowEndMs } from "../format/layout.ts";
import type { RecordBody, RecoverBody } from "../format/record.ts";
import type { LogPlace, UnclosedPart } from "./log_scan.ts";
import type { LogState } from "./log_state.ts";
import { gapsOfRanges } from "./ordinals.ts";
import type { ClosedPart } from "../format/sealing.ts";
import { SegmentFile } from "./segment_file.ts";

/**
 * Moves the tail of an unclosed part into quarantine.
 *
 * @returns What the log must say of it: for a part that goes on always, for one that never opened
 *   only when bytes were lost after earlier records.
 * @throws What the disk reports; it can be tried again.
 */
export function cutTail(
  place: LogPlace,
  state: LogState,
  cut: { part: UnclosedPart; privateDir: string; nowMs: number },
): RecoverBody | null {
  const { disk } = place;
  const { part } = cut;
  if (part.tail.length > 0) {
    const name = `${state.chain.size}-${part.wholeBytes}-${cut.nowMs}.torn`;
    disk.makeDirectory(`${cut.privateDir}/quarantine`, { isPrivate: true });
    replaceFile(disk, `${cut.privateDir}/quarantine/${name}`, {
      bytes: part.tail,
      isPrivate: true,
    });
    syncPath(disk, { root: cut.privateDir, below: "quarantine" });
  }
  if (part.isOpened) truncate(disk, part);
  else disk.remove(part.path);
  disk.syncDirectory(part.directory);
  const isSilent = !part.isOpened && (part.tail.length === 0 || state.chain.size === 0);
  return isSilent ? null : {
    kind: "recover",
    lost_bytes: part.tail.length,
    sha256: toHex(place.suite.sha256(part.tail)),
    prev_t: formatTime(state.chain.lastMs),
  };
}

function truncate(disk: Disk, part: UnclosedPart): void {
  const file = disk.openWrite(part.path);
  try {
    file.truncate(part.wholeBytes);
    file.sync();
  } finally {
    file.close();
  }
}

/** What only the surroundings of a crashed part know. */
export interface CrashFacts {
  recover: RecoverBody;
  /** First ordinal that was not leased. */
  leaseEnd: number;
  /** Telemetry lines of durable calls that were never written. */
  linesLost: number;
  nowMs: number;
}

/**
 * The records that declare what a crash may have lost.
 *
 * Below the highest settled ordinal every missing one was accepted: exact gaps. From there to the
 * end of the lease nobody knows: one gap as an upper bound.
 */
export function crashGaps(state: LogState, leaseEnd: number): RecordBody[] {
  const known = Math.max(state.ordinals.end, state.ord);
  const bodies: RecordBody[] = gapsOfRanges(state.ordinals.openBelow(known), "crash")
    .map((gap) => ({ kind: "gap", ...gap }));
  const unknown = leaseEnd - known;
  if (unknown > 0) {
    bodies.push({ kind: "gap", ord: known, n: unknown, why: "crash", upper_bound: true });
  }
  return bodies;
}

/**
 * Ends a part that a crash left open, durably.
 *
 * @throws What the disk reports; the start has failed then, and the next one begins here again.
 */
export function closeCrashedPart(
  place: LogPlace,
  state: LogState,
  crash: { part: UnclosedPart; facts: CrashFacts },
): ClosedPart {
  const { recover, leaseEnd, linesLost, nowMs } = crash.facts;
  const bodies: RecordBody[] = [recover, ...crashGaps(state, leaseEnd)];
  if (linesLost > 0) bodies.push({ kind: "telemetry_lost", n: linesLost, why: "crash" });
  const lines = bodies.map((body) => state.append(body, nowMs));
  const endMs = state.window === null ? 0 : windowEndMs(state.window);
  const close = state.closeBody({
    ord: Math.max(state.ordinals.end, state.ord),
    ioErrors: 0,
    uptimeS: 0,
    isPartial: Math.max(nowMs, state.chain.lastMs) < endMs,
  });
  lines.push(state.append(close, nowMs));
  const segment = new SegmentFile(place.disk, crash.part.path, { length: crash.part.wholeBytes });
  segment.append(concat(...lines.map((line) => concat(line, utf8("\n")))));
  segment.close();
  return state.takeClosed();
}
