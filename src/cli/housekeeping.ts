/**
 * What the journal's thread does beside writing: retention, an eye on the disk, and on
 * what people signed.
 * @module
 */

import { sha256 } from "../base/digest.ts";
import type { LogEvent } from "../base/log.ts";
import type { RecordBody, TombstoneBody } from "../format/record.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type DiskFigures, DiskWatch } from "../retain/disk_watch.ts";
import { RegisterWatch } from "../retain/register_watch.ts";
import { Retention, type RetentionStats } from "../retain/retention.ts";
import { diskSpace } from "./disk_space.ts";

/** Settings of it, as the main thread sends them. */
export interface HousekeepingSettings {
  retainEvidenceMs: number;
  retainTelemetryMs: number;
  hold: string | null;
  diskBudget: number;
}

/** Where the files are, and who is told. */
export interface HousekeepingParts {
  settings: HousekeepingSettings;
  evidenceDir: string;
  privateDir: string;
  logDir: string | null;
  periodSeconds: number;
  note(body: RecordBody): boolean;
  log(event: LogEvent, fields: Readonly<Record<string, unknown>>): void;
}

/** What the metrics show of it. */
export interface HousekeepingStats {
  disk: DiskFigures;
  /** 0 for none. */
  budgetBytes: number;
  retention: RetentionStats;
  isOnHold: boolean;
}

/** The housekeeping of one log. */
export class Housekeeping {
  readonly #retention: Retention;
  readonly #watch: DiskWatch;
  readonly #budgetBytes: number;
  readonly #register: RegisterWatch;

  /** @param parts Settings and surroundings. */
  constructor(parts: HousekeepingParts) {
    const { settings, periodSeconds, ...place } = parts;
    const { diskBudget, ...keeping } = settings;
    const common = { ...place, disk: SYSTEM_DISK };
    this.#budgetBytes = diskBudget;
    this.#retention = new Retention({
      ...common,
      ...keeping,
      hash: sha256,
      periodMs: periodSeconds * 1000,
    });
    this.#register = new RegisterWatch({ ...common, hash: sha256 });
    this.#watch = new DiskWatch({ ...common, budgetBytes: diskBudget, space: diskSpace });
  }

  /** Does what is due. */
  tick(nowMs: number): void {
    this.#retention.tick(nowMs);
    this.#watch.tick(nowMs);
    this.#register.tick(nowMs);
  }

  /** A part with these tombstones is signed. */
  sealed(tombstones: readonly TombstoneBody[]): void {
    this.#retention.sealed(tombstones);
  }

  /** Figures for the metrics. */
  stats(): HousekeepingStats {
    return {
      disk: this.#watch.figures,
      budgetBytes: this.#budgetBytes,
      retention: this.#retention.stats,
      isOnHold: this.#retention.hold !== null,
    };
  }

  /** What is not as it should be, for `/readyz` and the metrics. */
  reasons(): string[] {
    return [...this.#watch.reasons, ...(this.#retention.isFailing ? ["retention"] : [])];
  }
}
