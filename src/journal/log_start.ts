/**
 * The start of a log: which one it is, whose key signs it, where it goes on, and what an earlier
 * run left undone.
 * @module
 */

import { toHex } from "../base/bytes.ts";
import type { Clock } from "../base/clock.ts";
import { OutbandError } from "../base/errors.ts";
import type { RecoverBody } from "../format/record.ts";
import { isStrictPublicKey } from "../tlog/ed25519.ts";
import { recoveryName } from "../tlog/key_names.ts";
import { isOrigin, KEY_TYPE_ED25519, keyIdOf, parseVkey } from "../tlog/note.ts";

import type { LogName } from "./chain.ts";
import type { EventLog } from "./fault_log.ts";
import type { Lease } from "./lease.ts";
import { findLog, type FoundLog, type LogPlace, scanLog } from "./log_scan.ts";
import type { LogState } from "./log_state.ts";
import { closeCrashedPart, cutTail } from "./recovery.ts";
import type { ClosedPart, Sealer } from "../format/sealing.ts";
import type { RandomBytes } from "./secrets.ts";
import type { TelemetryOutput } from "./telemetry_file.ts";

/** What a start needs to know. */
export interface StartOptions extends LogPlace {
  /** Directory of keys, secrets, lease and quarantine; never inside `evidenceDir`. */
  privateDir: string;
  /** Origin asked for; the log's own, or a random one on localhost, when absent. */
  origin?: string;
  /** Key that may revoke the log's keys, as vkey; told in the first record of a new log. */
  recoveryVkey?: string;
  clock: Clock;
  randomBytes: RandomBytes;
  /**
   * Makes the signer of a log; `isNew` allows it to make a key.
   *
   * @throws {OutbandError} If there is no usable key.
   */
  openSealer: (log: { origin: string; isNew: boolean }) => Sealer;
  /** Takes events for the operational log. */
  log: EventLog;
}

/** Where a log goes on. */
export interface LogStart {
  state: LogState;
  /** Closed parts that wait for their signature, in order. */
  toSeal: ClosedPart[];
  /** A torn tail of a part that never opened, for the next part to tell. */
  recover: RecoverBody | null;
  /** First ordinal that was not leased. */
  leaseEnd: number;
}

const ORIGIN_RANDOM_BYTES = 4;

/**
 * Finds the log of a directory and its signer.
 *
 * @throws {OutbandError} CONFIG if origin, log and key do not belong together.
 */
export function openSealer(options: StartOptions): { sealer: Sealer; name: LogName } {
  const found = findLog(options);
  const origin = chooseOrigin(options, found);
  const isNew = found === null || !found.hasRecords;
  const sealer = options.openSealer({ origin, isNew });
  checkRecovery(options, found, origin);
  // Which keys are in force is known once the records are read; the first one names the log.
  return { sealer, name: { origin, vkey: (isNew ? null : found.vkey) ?? sealer.vkey } };
}

/** Whoever may revoke the keys of a log is named in its first record, and never changes. */
function checkRecovery(options: StartOptions, found: FoundLog | null, origin: string): void {
  const { recoveryVkey, evidenceDir, suite } = options;
  if (recoveryVkey === undefined) return;
  const key = parseVkey(recoveryVkey);
  const name = recoveryName(origin);
  const isSound = key !== null && key.type === KEY_TYPE_ED25519 &&
    key.id === keyIdOf(suite.sha256, key.name, key.type, key.publicKey) &&
    isStrictPublicKey(key.publicKey);
  let problem: string | null = null;
  if (!isSound) problem = "it is not the vkey of a sound Ed25519 key";
  else if (key.name !== name) problem = `it is named ${key.name}, and must be named ${name}`;
  else if (isRooted(found) && found?.recoveryVkey !== recoveryVkey) {
    problem = `the log in ${evidenceDir} was begun with ${found?.recoveryVkey ?? "none"}`;
  }
  if (problem === null) return;
  throw new OutbandError("CONFIG", `Cannot use the recovery key ${recoveryVkey}: ${problem}`);
}

/** Its first record is there: after old windows were deleted nothing names the recovery key. */
function isRooted(found: FoundLog | null): boolean {
  return found !== null && found.hasRecords && found.vkey !== null;
}

function chooseOrigin(options: StartOptions, found: FoundLog | null): string {
  const { origin, evidenceDir, randomBytes } = options;
  if (origin !== undefined && !isOrigin(origin)) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use the origin ${JSON.stringify(origin)}: it must be a lower-case host name, maybe ` +
        "with a path, of at most 120 bytes",
    );
  }
  if (found === null) {
    return origin ?? `localhost/outband-${toHex(randomBytes(ORIGIN_RANDOM_BYTES))}`;
  }
  if (origin !== undefined && origin !== found.origin) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use the origin ${origin}: ${evidenceDir} holds the log ${found.origin}; choose ` +
        "another --evidence-dir",
    );
  }
  return found.origin;
}

/**
 * Reads where the log stands and ends what a crash left open.
 *
 * @throws {OutbandError} CONFIG if the log must not be continued.
 */
export function resumeLog(
  options: StartOptions,
  log: { name: LogName; sealer: Sealer; lease: Lease; telemetry: TelemetryOutput },
): LogStart {
  const { lease, telemetry, sealer } = log;
  const { state, toSeal, unclosed } = scanLog(options, log.name, sealer);
  sealer.adopt(state.keys);
  const leaseEnd = readLease(options, state, lease);
  let recover: RecoverBody | null = null;
  if (unclosed !== null) {
    const nowMs = options.clock.nowMs();
    const { privateDir } = options;
    recover = cutTail(options, state, { part: unclosed, privateDir, nowMs });
    if (recover !== null && unclosed.isOpened) {
      const facts = { recover, leaseEnd, linesLost: countLost(state, telemetry), nowMs };
      toSeal.push(closeCrashedPart(options, state, { part: unclosed, facts }));
      recover = null;
    }
    options.log("journal.recovered", { path: unclosed.path, lost_bytes: unclosed.tail.length });
  }
  if (state.window !== null) telemetry.finishPart(state.window);
  return { state, toSeal, recover, leaseEnd };
}

/** Telemetry lines of durable calls that a crash kept from being written. */
function countLost(state: LogState, telemetry: TelemetryOutput): number {
  const lines = telemetry.countLines();
  if (state.part === null || lines === null) return 0;
  return Math.max(state.part.calls - lines - state.part.totals.telemetryLinesLost, 0);
}

function readLease(options: StartOptions, state: LogState, lease: Lease): number {
  if (state.chain.size === 0) {
    lease.set(0); // No ordinal of this log was ever given out.
    options.disk.syncDirectory(options.privateDir);
    return 0;
  }
  if (lease.end !== null) return lease.end;
  throw new OutbandError(
    "CONFIG",
    `Cannot continue the log: ${options.privateDir}/ordinals is missing or damaged; restore it or ` +
      "choose another --evidence-dir",
  );
}
