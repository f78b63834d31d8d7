/**
 * Warns long before a disk is full, or a budget used up. It never deletes anything.
 * @module
 */

import type { LogEvent } from "../base/log.ts";
import { type Disk, listParts } from "../format/disk.ts";
import { listTelemetry } from "./plan.ts";

/** Space of a file system, bytes. */
export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

/** What lies on the disk, and what is left of it; null where it is not known. */
export interface DiskFigures {
  /** Bytes that evidence and telemetry take; null before the first look. */
  used: DiskBytes | null;
  /** Space of the file systems that hold them; null where it cannot be asked for. */
  space: { evidence: DiskSpace | null; telemetry: DiskSpace | null };
}

/** Bytes by what they are for. */
export interface DiskBytes {
  evidence: number;
  /** 0 when telemetry goes elsewhere. */
  telemetry: number;
}

/** What is watched. */
export interface DiskWatchOptions {
  disk: Disk;
  evidenceDir: string;
  /** Null when telemetry goes elsewhere. */
  logDir: string | null;
  /** Bytes that evidence and telemetry may take; 0 for no budget. */
  budgetBytes: number;
  /** Null where it cannot be asked for. */
  space(path: string): DiskSpace | null;
  log(event: LogEvent, fields: Readonly<Record<string, unknown>>): void;
}

const LOOK_MS = 60_000;
/** How often bytes are counted when there is no budget: for the metrics alone. */
const COUNT_MS = 10 * LOOK_MS;
/** Less free than both of these warns: a share alone is too much on a large disk. */
const FREE_SHARE_MIN = 0.1;
const FREE_BYTES_ENOUGH = 20 * 1024 ** 3;
/** Less than this warns on any disk. */
const FREE_BYTES_MIN = 1024 ** 3;
/** Of the budget, in percent. */
const BUDGET_PERCENT_WARN = 70;
/** A warning ends this far below, so that it does not flutter. */
const BUDGET_PERCENT_CALM = 65;

type Reason = "disk_low" | "disk_budget";

/** Bytes in evidence and telemetry; parts that are sealed are counted once and remembered. */
export class DiskUse {
  readonly #options: Pick<DiskWatchOptions, "disk" | "evidenceDir" | "logDir">;
  readonly #sealed = new Map<string, number>();

  /** @param options Where the files are. */
  constructor(options: Pick<DiskWatchOptions, "disk" | "evidenceDir" | "logDir">) {
    this.#options = options;
  }

  /** Bytes now. */
  measure(): DiskBytes {
    const { disk, evidenceDir, logDir } = this.#options;
    const parts = listParts(disk, evidenceDir);
    const known = new Set(parts.map(({ directory }) => directory));
    for (const directory of this.#sealed.keys()) {
      if (!known.has(directory)) this.#sealed.delete(directory);
    }
    let sum = bytesBelow(disk, `${evidenceDir}/tile`, 0);
    const newest = parts.at(-1)?.directory;
    for (const { directory } of parts) {
      const bytes = this.#sealed.get(directory) ??
        bytesBelow(disk, `${evidenceDir}/${directory}`, 0);
      if (directory !== newest) this.#sealed.set(directory, bytes);
      sum += bytes;
    }
    if (logDir === null) return { evidence: sum, telemetry: 0 };
    let telemetry = bytesOf(disk, `${logDir}/${CURRENT}`);
    for (const { name } of listTelemetry(disk, logDir)) {
      telemetry += bytesOf(disk, `${logDir}/${name}`);
    }
    return { evidence: sum, telemetry };
  }
}

const CURRENT = "outband-telemetry-current.jsonl";
const DEPTH_MAX = 8;

function bytesBelow(disk: Disk, directory: string, depth: number): number {
  let sum = 0;
  for (const { name, isDirectory, isFile } of disk.list(directory) ?? []) {
    const path = `${directory}/${name}`;
    if (isFile) sum += bytesOf(disk, path);
    else if (isDirectory && depth < DEPTH_MAX) sum += bytesBelow(disk, path, depth + 1);
  }
  return sum;
}

/** Size of a file; 0 when there is none. */
export function bytesOf(disk: Disk, path: string): number {
  const file = disk.openRead(path);
  if (file === null) return 0;
  try {
    return file.size();
  } finally {
    file.close();
  }
}

/** Watches the disk of one log. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  readonly #use: DiskUse;
  readonly #reasons = new Set<Reason>();
  #nextMs = -Infinity;
  #countMs = -Infinity;
  #figures: DiskFigures = { used: null, space: { evidence: null, telemetry: null } };

  /** @param options What is watched, and who is told. */
  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#use = new DiskUse(options);
  }

  /** What is short now, for `/readyz` and the metrics. */
  get reasons(): string[] {
    return [...this.#reasons];
  }

  /** What the last look found. */
  get figures(): DiskFigures {
    return this.#figures;
  }

  /** Looks at the disk once a minute. */
  tick(nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + LOOK_MS;
    this.#lookAtSpace();
    if (this.#options.budgetBytes === 0 && nowMs < this.#countMs) return;
    this.#countMs = nowMs + COUNT_MS;
    this.#lookAtUse();
  }

  #lookAtSpace(): void {
    const { evidenceDir, logDir, space } = this.#options;
    const evidence = space(evidenceDir);
    const telemetry = logDir === null ? null : space(logDir);
    this.#figures = { ...this.#figures, space: { evidence, telemetry } };
    const seen = [
      { path: evidenceDir, found: evidence },
      ...(logDir === null ? [] : [{ path: logDir, found: telemetry }]),
    ];
    const short = seen.find(({ found }) => found !== null && isShort(found));
    this.#turn("disk_low", short !== undefined, {
      path: short?.path ?? evidenceDir,
      free_bytes: short?.found?.freeBytes ?? seen[0]?.found?.freeBytes ?? null,
    });
  }

  #lookAtUse(): void {
    const { budgetBytes } = this.#options;
    let used: number;
    try {
      const bytes = this.#use.measure();
      this.#figures = { ...this.#figures, used: bytes };
      used = bytes.evidence + bytes.telemetry;
    } catch {
      return; // A disk that cannot be read shows in the journal's own faults.
    }
    if (budgetBytes === 0) return;
    const percent = Math.floor(100 * used / budgetBytes);
    const limit = this.#reasons.has("disk_budget") ? BUDGET_PERCENT_CALM : BUDGET_PERCENT_WARN;
    this.#turn("disk_budget", percent >= limit, {
      used_bytes: used,
      budget_bytes: budgetBytes,
      percent,
    });
  }

  /** Told when it begins and when it ends. */
  #turn(reason: Reason, isOn: boolean, fields: Readonly<Record<string, unknown>>): void {
    if (isOn === this.#reasons.has(reason)) return;
    if (isOn) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    this.#options.log(isOn ? "disk.low" : "disk.recovered", { reason, ...fields });
  }
}

function isShort({ freeBytes, totalBytes }: DiskSpace): boolean {
  if (freeBytes < FREE_BYTES_MIN) return true;
  return freeBytes < FREE_SHARE_MIN * totalBytes && freeBytes < FREE_BYTES_ENOUGH;
}
