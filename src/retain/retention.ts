/**
 * Keeps files as long as the settings say, and no longer. Nothing goes silently:
 *
 * ```text
 * time is over -> tombstone record -> its window is sealed -> files are removed
 *                 (declared)          (signed)                (done, and logged)
 * ```
 *
 * A crash in between leaves files that are declared as deleted; the next start declares and
 * removes them again. While a hold is in force, nothing is declared and nothing is removed.
 *
 * @module
 */

import { decodeUtf8, toHex, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { formatTime, parseTime } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { LogEvent } from "../base/log.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import type { RecordBody, TombstoneBody } from "../format/record.ts";
import type { Sha256 } from "../tlog/merkle.ts";
import type { RetentionSettings } from "./frameworks.ts";
import { oldTelemetry, oldWindows, readCheckpoint } from "./plan.ts";
import { removeTelemetry, removeWindows } from "./removal.ts";
import { readFrontier } from "./tree_edge.ts";

/** Where the files are, how long they stay, and who is told. */
export interface RetentionOptions extends RetentionSettings {
  disk: Disk;
  hash: Sha256;
  evidenceDir: string;
  privateDir: string;
  /** Null when telemetry goes to standard output. */
  logDir: string | null;
  /** Length of a window. */
  periodMs: number;
  /** Reason of a hold by the settings; null for none. */
  hold: string | null;
  /** Appends a record; false when it was not taken. */
  note(body: RecordBody): boolean;
  log(event: LogEvent, fields: Readonly<Record<string, unknown>>): void;
}

/** File in the private directory that puts a log on hold while it is there: the reason. */
const HOLD_FILE = "hold";
/** What was last in force, for the next start. */
const HOLD_STATE_FILE = "hold.json";
const HOLD_BYTES_MAX = 4_096;
const HOLD_CHARACTERS_MAX = 200;

/** How often files are looked at; more often when they stay for minutes only. */
const LOOK_MS_MAX = 60_000;
const LOOK_MS_MIN = 250;

/** Tombstones written and things deleted since the start, by what they are. */
export interface RetentionStats {
  tombstones: { evidence: number; telemetry: number };
  /** Window parts, and telemetry files. */
  deleted: { evidence: number; telemetry: number };
}

/** The retention of one log. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #lookMs: number;
  #nextMs = -Infinity;
  /** Declared and not signed yet. */
  #declared: TombstoneBody[] = [];
  /** Hold in force as the log has it; undefined until the first look. */
  #hold: string | null | undefined;
  #isFailing = false;
  readonly #stats: RetentionStats = {
    tombstones: { evidence: 0, telemetry: 0 },
    deleted: { evidence: 0, telemetry: 0 },
  };

  constructor(options: RetentionOptions) {
    this.#options = options;
    const kept = [options.retainEvidenceMs, options.retainTelemetryMs].filter((ms) => ms > 0);
    const quarter = Math.min(...kept, 4 * LOOK_MS_MAX) / 4;
    this.#lookMs = Math.max(quarter, LOOK_MS_MIN);
  }

  /** True while the last look failed. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Reason of the hold in force; null for none. */
  get hold(): string | null {
    return this.#hold ?? null;
  }

  /** Counts since the start. */
  get stats(): Readonly<RetentionStats> {
    return this.#stats;
  }

  /** Looks whether anything is past its time, now and then. */
  tick(nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + this.#lookMs;
    this.#guarded(() => {
      this.#lookAtHold();
      if (this.#hold !== null || this.#declared.length > 0) return;
      this.#declareWindows(nowMs);
      this.#declareTelemetry(nowMs);
    });
  }

  /** A part with these tombstones is signed: what they name goes now. */
  sealed(tombstones: readonly TombstoneBody[]): void {
    if (tombstones.length === 0) return;
    this.#declared = [];
    this.#guarded(() => {
      this.#lookAtHold();
      for (const tombstone of tombstones) this.#remove(tombstone);
    });
  }

  #guarded(call: () => void): void {
    try {
      call();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#options.log("retention.failed", { reason: messageOf(error) });
      this.#isFailing = true;
    }
  }

  #declareWindows(nowMs: number): void {
    const { disk, hash, evidenceDir: root, retainEvidenceMs } = this.#options;
    if (retainEvidenceMs === 0) return;
    const old = oldWindows(disk, root, nowMs - retainEvidenceMs);
    if (old === null) return;
    const { size, root: signedRoot } = old.checkpoint;
    const diskSize = readCheckpoint(disk, `${root}/${CHECKPOINT_FILE}`)?.size ?? 0;
    const frontier = diskSize < size
      ? null
      : readFrontier({ disk, hash, root }, { diskSize, size, signedRoot });
    if (frontier === null) {
      throw new Error("the tiles do not give the signed root, so no tombstone can be written");
    }
    this.#declare({
      kind: "tombstone",
      what: "evidence",
      from: formatTime(old.fromMs),
      to: formatTime(old.toMs),
      n: old.parts.length,
      end: size,
      root: toHex(signedRoot),
      frontier: frontier.map(toHex),
    });
  }

  #declareTelemetry(nowMs: number): void {
    const { disk, logDir, retainTelemetryMs, periodMs } = this.#options;
    if (retainTelemetryMs === 0 || logDir === null) return;
    const old = oldTelemetry(disk, logDir, { cutoffMs: nowMs - retainTelemetryMs, periodMs });
    if (old === null) return;
    this.#declare({
      kind: "tombstone",
      what: "telemetry",
      from: formatTime(old.fromMs),
      to: formatTime(old.toMs),
      n: old.files.length,
    });
  }

  #declare(tombstone: TombstoneBody): void {
    const { what, from, to, n } = tombstone;
    if (!this.#options.note(tombstone)) return; // The disk is full: the next look tries again.
    this.#declared.push(tombstone);
    this.#stats.tombstones[what]++;
    this.#options.log("retention.declared", { what, from, to, n });
  }

  #remove({ what, from, to, end }: TombstoneBody): void {
    const { disk, logDir, log } = this.#options;
    if (this.#hold !== null) {
      log("retention.held", { what, from, to, why: this.#hold });
      return;
    }
    if (what === "evidence") {
      const windows = removeWindows(this.#options, end ?? 0);
      this.#stats.deleted.evidence += windows;
      log("retention.deleted", { what, from, to, windows });
    } else if (logDir !== null) {
      const span = { fromMs: parseTime(from) ?? 0, toMs: parseTime(to) ?? 0 };
      const files = removeTelemetry(disk, logDir, span);
      this.#stats.deleted.telemetry += files;
      log("retention.deleted", { what, from, to, files });
    }
  }

  /** A hold, or its end, is a record of its own. */
  #lookAtHold(): void {
    const { disk, privateDir, log } = this.#options;
    if (this.#hold === undefined) this.#hold = readHoldState(disk, privateDir);
    const why = this.#options.hold ?? readHoldFile(disk, privateDir);
    if (why === this.#hold) return;
    const state = why === null ? "off" : "on";
    // A hold counts from now on, whether or not its record can be written yet.
    const told = { kind: "hold", state, why: why ?? this.#hold ?? "" } as const;
    this.#hold = why;
    if (!this.#options.note(told)) {
      this.#hold = undefined;
      throw new Error("the disk does not take the record of a hold");
    }
    replaceFile(disk, `${privateDir}/${HOLD_STATE_FILE}`, {
      bytes: utf8(`${canonicalJson({ hold: why })}\n`),
      isPrivate: true,
    });
    disk.syncDirectory(privateDir);
    log("retention.hold", { state, why: told.why });
  }
}

/** The reason in the hold file, its first line; null when there is no file. */
export function readHoldFile(disk: Disk, privateDir: string): string | null {
  const bytes = readFile(disk, `${privateDir}/${HOLD_FILE}`, { bytesMax: HOLD_BYTES_MAX });
  if (bytes === null) return null;
  const [line = ""] = new TextDecoder().decode(bytes).split("\n", 1);
  // deno-lint-ignore no-control-regex
  const text = line.replaceAll(/[\x00-\x1f\x7f]/g, " ").trim().slice(0, HOLD_CHARACTERS_MAX);
  return text.toWellFormed() || "no reason given";
}

/**
 * The hold that was last in force; null for none.
 *
 * @throws If the file is damaged: then nobody knows whether something may be deleted.
 */
export function readHoldState(disk: Disk, privateDir: string): string | null {
  const path = `${privateDir}/${HOLD_STATE_FILE}`;
  const bytes = readFile(disk, path, { bytesMax: HOLD_BYTES_MAX });
  if (bytes === null) return null;
  const value: unknown = JSON.parse(decodeUtf8(bytes));
  const hold = typeof value === "object" && value !== null && "hold" in value ? value.hold : 0;
  if (hold === null || typeof hold === "string") return hold;
  throw new Error(`${path} is damaged; remove it when nothing is on hold`);
}
