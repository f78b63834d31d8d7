/**
 * The journal of one log as its thread sees it: open it, hand it calls and lost ordinals, tick it,
 * close it. After it has been opened it never throws for the disk; what fails is retried and
 * shown by {@linkcode Journal.degraded}.
 * @module
 */

import { assert, InvariantError } from "../base/assert.ts";
import { toBase64, toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { LEASE_ORDINALS } from "../base/limits.ts";
import type { GapReason } from "../format/counts.ts";
import type { Disk, DiskLock } from "../format/disk.ts";
import type { CallDraft } from "../format/draft.ts";
import type { ConfigBody, DetectorBody, RecordBody, Software } from "../format/record.ts";
import type { RecordedCall } from "./call_record.ts";
import { Committer } from "./committer.ts";
import { FaultLog } from "./fault_log.ts";
import { Lease } from "./lease.ts";
import type { LogState } from "./log_state.ts";
import { FirstSeen } from "./first_seen.ts";
import { Pseudonyms } from "./pseudonyms.ts";
import { SealQueue } from "./seal_queue.ts";
import type { LogName } from "./chain.ts";
import { type ClosedPart, type Sealer, SignerError } from "../format/sealing.ts";
import { Secrets } from "./secrets.ts";
import { type LogStart, openSealer, resumeLog, type StartOptions } from "./log_start.ts";
import { TelemetryFile, type TelemetryOutput, TelemetryStream } from "./telemetry_file.ts";
import { JournalWriter } from "./writer.ts";

/** Time for sealing after each batch. */
const SEAL_SLICE_MS = 5;
/** Time for sealing in each tick. */
const SEAL_TICK_MS = 50;

/** What a journal is made of; its directories are made when missing. */
export interface JournalOptions extends StartOptions {
  /** Directory of telemetry files; null sends the lines to `sink`. */
  logDir: string | null;
  /** Seconds of a window; may differ from one start to the next. */
  periodSeconds: number;
  software: Software;
  config: Omit<ConfigBody, "kind">;
  detector: Omit<DetectorBody, "kind">;
  /** What the hash fields of telemetry lines are. */
  commitment: "hmac" | "sha256";
  /** Longest telemetry line in bytes. */
  telemetryLineMax: number;
  /** Ids of purposes that the declared policy registers; none when absent. */
  purposes?: readonly string[];
  /** Takes whole lines without line feeds: checkpoints, and calls when `logDir` is null. */
  sink: { line(text: string): void };
  /** Called once, when requests may be accepted from that ordinal on. */
  firstOrdinalReady: (nextOrd: number) => void;
  /** Called when a part was sealed, with its checkpoint as signed. */
  sealed?: (part: ClosedPart, note: string) => void;
  /** Called with a count of drafts whose memory is free again. */
  settled?: (drafts: number) => void;
  /** Called with calls whose records are durable. */
  recorded?: (calls: RecordedCall[]) => void;
}

/** Numbers since the start. */
export interface JournalStats {
  /** Failed calls of disk and key. */
  ioErrors: number;
  recordsWritten: number;
  bytesWritten: number;
  windowsSealed: number;
  /** Drafts that are not durable. */
  backlog: number;
  /** Closed parts that are not signed. */
  unsealed: number;
  /** Number of the open window, on the grid of `periodSeconds`; null before the first. */
  windowNumber: number | null;
  /** Records of the log, and how many of them are under its newest signed head. */
  size: number;
  signedSize: number;
  /** Drafts of ordinals that were settled before; they are dropped. */
  duplicates: number;
  /** Telemetry lines that disk or sink did not take. */
  telemetryLinesLost: number;
}

/** An open journal. */
export interface Journal {
  /** Origin of the log. */
  readonly origin: string;
  /** Key in force, as text. */
  readonly vkey: string;
  /** First ordinal to be given out. */
  readonly nextOrdinal: number;
  /** First ordinal that is not covered by the lease. */
  readonly leaseEnd: number;
  readonly stats: JournalStats;
  /** Takes calls; each ordinal counts once. */
  append(drafts: readonly CallDraft[]): void;
  /**
   * Takes ordinals that will have no call.
   *
   * @returns How many of them were new; a call or a gap that came first stands.
   */
  settleDropped(ordinals: readonly number[], why: GapReason): number;
  /** Takes the count of telemetry lines that the sink could not deliver. */
  telemetryLost(lines: number, why: string): void;
  /**
   * Takes a record that belongs to no call; it is written when the disk takes it.
   *
   * @returns False when too many wait for the disk already: then it is not taken.
   */
  note(body: RecordBody): boolean;
  /** Opens telemetry files anew, which something else may have renamed. */
  reopen(): void;
  /** Changes to the key that was prepared to be the next, if there is one. */
  rotate(): void;
  /** Takes main's counter: all ordinals below `ord` were given out. Call it before the others. */
  acceptedNow(ord: number): void;
  /** Retries, turns windows, seals. Several times a second, more often while `unsealed` is not 0. */
  tick(): void;
  /** Names of what is failing: `disk directory seal signer telemetry lease integrity`. */
  degraded(): string[];
  /** Closes and seals the open part; `clean` when everything is durable and signed. */
  close(): { clean: boolean };
}

/**
 * Opens a log: takes its lock, reads where it stands, repairs what a crash left, opens a part.
 *
 * @throws {OutbandError} IO if the directory is locked or the disk fails, CONFIG if the log must
 *   not be continued.
 */
export function openJournal(options: JournalOptions): Journal {
  const { disk, evidenceDir, privateDir } = options;
  if (`${privateDir}/`.startsWith(`${evidenceDir}/`)) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use ${privateDir}: private files must not lie in the evidence directory`,
    );
  }
  return attempt(`Cannot open evidence directory ${evidenceDir}`, () => {
    disk.makeDirectory(evidenceDir);
    disk.makeDirectory(privateDir, { isPrivate: true });
    const lock = takeLock(disk, { what: "evidence", dir: evidenceDir });
    let privateLock: DiskLock | null = null;
    try {
      // Its lease, keys and newest signed head are of one log, whatever evidence lies beside them.
      privateLock = takeLock(disk, { what: "private", dir: privateDir });
      return new LogJournal(options, { lock, privateLock });
    } catch (error) {
      privateLock?.release();
      lock.release();
      throw error;
    }
  });
}

function takeLock(
  disk: Disk,
  { what, dir }: { what: "evidence" | "private"; dir: string },
): DiskLock {
  const lock = disk.lock(`${dir}/lock`);
  if (lock !== null) return lock;
  throw new OutbandError(
    "IO",
    `Cannot open ${what} directory ${dir}: another outband process holds its lock; stop it or ` +
      `choose another --${what}-dir`,
  );
}

/** Turns what the disk throws into an operating error. */
function attempt<T>(action: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const isOurs = [OutbandError, InvariantError, TypeError, RangeError].some((kind) =>
      error instanceof kind
    );
    if (isOurs) throw error;
    throw new OutbandError("IO", `${action}: ${messageOf(error)}`, { cause: error });
  }
}

class LogJournal implements Journal {
  readonly origin: string;
  readonly nextOrdinal: number;
  readonly #sealer: Sealer;
  readonly #name: LogName;
  readonly #options: JournalOptions;
  readonly #locks: { lock: DiskLock; privateLock: DiskLock };
  readonly #faults: FaultLog;
  readonly #lease: Lease;
  readonly #telemetry: TelemetryOutput;
  readonly #writer: JournalWriter;
  readonly #seals: SealQueue;
  #windowsSealed = 0;
  #isRefused = false;
  #isClosed = false;

  constructor(options: JournalOptions, locks: { lock: DiskLock; privateLock: DiskLock }) {
    this.#options = options;
    this.#locks = locks;
    this.#faults = new FaultLog(options.log);
    const { sealer, name } = openSealer(options);
    this.#sealer = sealer;
    this.#name = name;
    this.origin = name.origin;
    this.#lease = new Lease(options.disk, `${options.privateDir}/ordinals`, options.suite.sha256);
    const telemetry = this.#openTelemetry();
    this.#telemetry = telemetry;
    const start = resumeLog(options, { name, sealer, lease: this.#lease, telemetry });
    this.#seals = new SealQueue(sealer, options.clock, {
      sealed: (part, note): void => this.#reportSealed(part, note),
      headSigned: (note): void => this.#reportHead(note),
      failed: (error): void =>
        this.#faults.failed(error instanceof SignerError ? "signer" : "seal", error),
      proven: (): void => this.#faults.worked("signer"),
      leftUnsigned: (part): void => this.#reportUnsigned(part),
      refused: (part, problem): void => this.#reportRefused(part, problem),
    });
    for (const part of start.toSeal) this.#seals.add(part);
    this.#writer = this.#makeWriter(start.state, telemetry);
    this.#boot(start);
    this.nextOrdinal = this.#writer.accepted;
    this.rotate();
    options.firstOrdinalReady(this.nextOrdinal);
  }

  /** Opens the first part; a disk that fails now ends the start. */
  #boot(start: LogStart): void {
    if (!this.#writer.boot(start)) throw this.#faults.lastError;
    this.#lease.set(this.#writer.accepted + LEASE_ORDINALS);
    this.#options.log("journal.opened", {
      log: this.origin,
      size: start.state.chain.size,
      boot: start.state.boot,
      next_ordinal: this.#writer.accepted,
    });
  }

  get vkey(): string {
    return this.#sealer.vkey;
  }

  get leaseEnd(): number {
    return this.#lease.end ?? 0;
  }

  get stats(): JournalStats {
    const { records, bytes, duplicates, linesLost } = this.#writer.stats;
    return {
      ioErrors: this.#faults.total,
      recordsWritten: records,
      bytesWritten: bytes,
      windowsSealed: this.#windowsSealed,
      backlog: this.#writer.backlog,
      unsealed: this.#seals.length,
      windowNumber: this.#writer.windowNumber,
      size: this.#writer.size,
      signedSize: this.#signedSize(),
      duplicates,
      telemetryLinesLost: linesLost,
    };
  }

  append(drafts: readonly CallDraft[]): void {
    this.#assertOpen();
    this.#writer.queueCalls(drafts);
    this.#work(SEAL_SLICE_MS);
  }

  settleDropped(ordinals: readonly number[], why: GapReason): number {
    this.#assertOpen();
    const count = this.#writer.queueGap(ordinals, why);
    this.#work(0);
    return count;
  }

  telemetryLost(lines: number, why: string): void {
    this.#writer.queueLinesLost(lines, why);
  }

  note(body: RecordBody): boolean {
    this.#assertOpen();
    return this.#writer.queueNote(body);
  }

  reopen(): void {
    this.#assertOpen();
    this.#telemetry.reopen();
  }

  rotate(): void {
    this.#assertOpen();
    try {
      const makeRecord = this.#sealer.prepareNext();
      if (makeRecord === null) return;
      this.#writer.rotate(makeRecord);
      this.#work(0);
    } catch (error) {
      if (error instanceof InvariantError) throw error;
      this.#options.log("key.rotation_failed", { message: messageOf(error) });
    }
  }

  acceptedNow(ord: number): void {
    this.#writer.accept(ord);
    if (this.#lease.isShort(ord)) this.#setLease(ord + LEASE_ORDINALS);
  }

  tick(): void {
    this.#assertOpen();
    this.#work(SEAL_TICK_MS);
  }

  /** Writes and seals what it can; nothing while the directory is away. */
  #work(sealMs: number): void {
    if (!this.#isThere()) return;
    this.#writer.pump();
    if (sealMs > 0) this.#seals.advance(sealMs);
  }

  /** A directory that was moved or unmounted may come back, and must not be made anew meanwhile. */
  #isThere(): boolean {
    if (this.#locks.lock.isThere()) {
      this.#faults.worked("directory");
      return true;
    }
    if (this.#faults.names.includes("directory")) return false;
    const what = "was moved or removed; put it back, or restart to begin another log";
    this.#faults.failed("directory", new Error(`${this.#options.evidenceDir} ${what}`));
    return false;
  }

  degraded(): string[] {
    const names = this.#faults.names;
    if (this.#isRefused) names.push("integrity");
    const isBeyondLease = this.#writer.accepted > this.leaseEnd;
    if (isBeyondLease && !names.includes("lease")) names.push("lease");
    return names;
  }

  close(): { clean: boolean } {
    this.#assertOpen();
    this.#isClosed = true;
    const isThere = this.#isThere();
    const isWritten = isThere && this.#writer.finish();
    // Every accepted call is settled, so nothing is left that a crash could lose.
    const isReturned = isWritten && this.#setLease(this.#writer.accepted);
    const clean = isThere && this.#seals.finish() && isReturned;
    this.#locks.lock.release();
    this.#locks.privateLock.release();
    this.#options.log("journal.closed", { clean });
    return { clean };
  }

  /** After the lock was given back another process may write. */
  #assertOpen(): void {
    assert(!this.#isClosed, "A journal is used before it is closed");
  }

  #openTelemetry(): TelemetryOutput {
    const { disk, logDir, sink } = this.#options;
    if (logDir === null) return new TelemetryStream(sink);
    return new TelemetryFile(disk, logDir, {
      failed: (error): void => this.#faults.failed("telemetry", error),
      worked: (): void => this.#faults.worked("telemetry"),
    });
  }

  #signedSize(): number {
    return this.#sealer.newestSigned?.size ?? this.#sealer.signedSize;
  }

  #makeWriter(state: LogState, telemetry: TelemetryOutput): JournalWriter {
    const options = this.#options;
    const secrets = new Secrets(options.disk, options.privateDir, options.randomBytes);
    return new JournalWriter({
      ...options,
      state,
      secrets,
      telemetry,
      vkey: this.#name.vkey,
      attestVkey: () => this.#sealer.attestVkey,
      signedSize: () => this.#signedSize(),
      calls: {
        suite: options.suite,
        committer: new Committer(this.origin),
        origin: this.origin,
        pseudonyms: new Pseudonyms(options.suite, secrets.pseudonymKey()),
        purposes: new Set(options.purposes ?? []),
        firstSeen: new FirstSeen(),
        commitment: options.commitment,
        level: options.detector.level,
        version: options.software.version,
        lineBytesMax: options.telemetryLineMax,
      },
      ioErrors: (): number => this.#faults.total,
      report: {
        failed: (error): void => this.#faults.failed("disk", error),
        worked: (): void => this.#faults.worked("disk"),
        closed: (part): void => this.#seals.add(part),
        beaten: (head): void => this.#seals.offer(head),
        rotated: (index): void => this.#reportRotated(index),
        notRotated: (error): void => {
          options.log("key.rotation_failed", { message: messageOf(error) });
        },
        settled: (drafts): void => options.settled?.(drafts),
        recorded: (calls): void => options.recorded?.(calls),
        unwritable: (ord, error): void => {
          options.log("journal.error", { ord, message: messageOf(error) });
        },
      },
    });
  }

  #setLease(end: number): boolean {
    try {
      this.#lease.set(end);
    } catch (error) {
      this.#faults.failed("lease", error);
      return false;
    }
    this.#faults.worked("lease");
    return true;
  }

  #reportSealed(part: ClosedPart, note: string): void {
    this.#windowsSealed++;
    this.#showHead(note, {});
    this.#options.sealed?.(part, note);
    this.#options.log("window.sealed", {
      directory: part.directory,
      size: part.endIndex,
      root: toHex(part.root),
      processed: part.totals.counts.processed,
    });
  }

  /** The head of the open part: whoever collects standard output holds it from now on. */
  #reportHead(note: string): void {
    this.#showHead(note, { interim: true });
  }

  #showHead(note: string, fields: { interim?: true }): void {
    this.#faults.worked("seal");
    this.#faults.worked("signer");
    const line = {
      type: "checkpoint",
      outband: "checkpoint",
      note: toBase64(utf8(note)),
      ...fields,
    };
    this.#options.sink.line(canonicalJson(line));
  }

  #reportRotated(index: number): void {
    const old = this.#sealer.vkey;
    try {
      this.#sealer.announced(index);
    } catch (error) {
      // The key is in force; only its public half is not on disk, and the next start writes it.
      this.#faults.failed("seal", error);
    }
    this.#options.log("key.rotated", { index, old, vkey: this.#sealer.vkey });
  }

  #reportUnsigned({ directory, endIndex }: ClosedPart): void {
    const effect = "it stays unsigned; the next checkpoint covers it";
    this.#options.log("window.left_unsigned", { directory, size: endIndex, effect });
  }

  #reportRefused(part: ClosedPart, problem: string): void {
    this.#isRefused = true;
    this.#options.log("window.seal_failed", { directory: part.directory, problem });
  }
}
