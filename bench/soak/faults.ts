/**
 * Faults of a soak: when they come, and how they are made.
 * @module
 */

import { killAuditWorker } from "../../tests/support/inspector.ts";
import type { ServeProcess } from "../../tests/support/program.ts";
import { pause } from "./bounded.ts";
import { page } from "./samples.ts";
import type { SmallDisk } from "./small_disk.ts";

/** What happens to the program. */
export type FaultKind = "kill_worker" | "reopen" | "fill_disk" | "free_disk";

/** One fault to come. */
export interface PlannedFault {
  kind: FaultKind;
  /** Milliseconds since the load began. */
  atMs: number;
}

/** When the load begins, and what there is to disturb. */
export interface FaultTimes {
  /** Wall clock at the beginning of the load. */
  startMs: number;
  durationMs: number;
  /** Length of a window, whose ends lie on a UTC grid. */
  windowMs: number;
  hasDisk: boolean;
}

/** Shares of the run at which a worker dies, and at which files are opened anew. */
const KILLS_AT = [0.15, 0.28, 0.7, 0.78];
const REOPEN_AT = 0.5;
/** The disk fills up shortly before the first end of a window after this share of the run. */
const DISK_AT = 0.3;
/** How long the disk stays full, half of it before the end of the window. */
const DISK_FULL_MS = 16_000;
/** Distance in time between the full disk and opening files anew. */
const RECOVERY_MS = 5_000;

/**
 * All faults in order of time. The disk is full while a window ends, and a worker dies meanwhile.
 */
export function planFaults(times: FaultTimes): PlannedFault[] {
  const { startMs, durationMs, windowMs, hasDisk } = times;
  const faults: PlannedFault[] = KILLS_AT.map((share) => ({
    kind: "kill_worker",
    atMs: share * durationMs,
  }));
  let reopenMs = REOPEN_AT * durationMs;
  if (hasDisk) {
    const earliestMs = startMs + DISK_AT * durationMs + DISK_FULL_MS / 2;
    const boundaryMs = Math.ceil(earliestMs / windowMs) * windowMs - startMs;
    faults.push({ kind: "fill_disk", atMs: boundaryMs - DISK_FULL_MS / 2 });
    faults.push({ kind: "kill_worker", atMs: boundaryMs + DISK_FULL_MS / 4 });
    faults.push({ kind: "free_disk", atMs: boundaryMs + DISK_FULL_MS / 2 });
    // A new file begins with the next line, which a full disk holds back.
    const isFull = Math.abs(reopenMs - boundaryMs) <= DISK_FULL_MS / 2 + RECOVERY_MS;
    if (isFull) reopenMs = boundaryMs + DISK_FULL_MS / 2 + RECOVERY_MS;
  }
  faults.push({ kind: "reopen", atMs: reopenMs });
  return faults.sort((a, b) => a.atMs - b.atMs);
}

/** One fault that was made. */
export interface FaultReport extends PlannedFault {
  /** Milliseconds from making it until the program had dealt with it. */
  tookMs: number;
  /** What went wrong, or null. */
  error: string | null;
}

/** What the faults are made to. */
export interface FaultTarget {
  serve: ServeProcess;
  metricsPort: number;
  /** Address of the inspector. */
  inspector: string;
  telemetryFile: string;
  workers: number;
  disk: SmallDisk | null;
}

/** Longest wait for the program to deal with a fault. */
const RECOVERY_MS_MAX = 60_000;
const POLL_MS = 100;

/** Makes the faults of a plan. */
export class FaultMaker {
  readonly reports: FaultReport[] = [];
  readonly #target: FaultTarget;
  #kills = 0;
  #isStopped = false;

  constructor(target: FaultTarget) {
    this.#target = target;
  }

  /** Workers killed so far. */
  get kills(): number {
    return this.#kills;
  }

  /** Makes the faults at their times, one after the other. Never throws. */
  async run(plan: readonly PlannedFault[]): Promise<void> {
    const startMs = performance.now();
    for (const fault of plan) {
      while (performance.now() - startMs < fault.atMs) {
        if (this.#isStopped) return;
        await pause(POLL_MS);
      }
      const madeMs = performance.now();
      const error = await this.#make(fault.kind).then(() => null, (reason: unknown) => reason);
      this.reports.push({
        ...fault,
        tookMs: Math.round(performance.now() - madeMs),
        error: error === null ? null : `${error}`,
      });
    }
  }

  /** Makes no more faults. */
  stop(): void {
    this.#isStopped = true;
  }

  #make(kind: FaultKind): Promise<void> {
    switch (kind) {
      case "kill_worker":
        return this.#killWorker();
      case "reopen":
        return this.#reopen();
      case "fill_disk":
        return this.#fillDisk();
      case "free_disk":
        return this.#freeDisk();
    }
  }

  async #killWorker(): Promise<void> {
    const { serve, inspector, workers } = this.#target;
    await killAuditWorker(inspector);
    this.#kills++;
    const wanted = workers + this.#kills;
    await serve.waitForLog("worker.ready", () => countLog(serve, "worker.ready") >= wanted);
  }

  /** As a log rotation does: renames the file, then tells the program. */
  async #reopen(): Promise<void> {
    const { serve, telemetryFile } = this.#target;
    await Deno.rename(telemetryFile, telemetryFile.replace("current", "rotated"));
    Deno.kill(serve.pid, "SIGHUP");
    await serve.waitForLog("telemetry.reopened");
    await until(() => Deno.stat(telemetryFile).then(() => true, () => false));
  }

  /** Fills the disk and waits until the program says that it cannot write. */
  async #fillDisk(): Promise<void> {
    await this.#target.disk?.fill();
    await until(async () => (await this.#ready()).includes("degraded"));
  }

  async #freeDisk(): Promise<void> {
    await this.#target.disk?.free();
    // Free space is looked at once a minute only.
    await until(async () => ["ok\n", "ok\ndegraded: disk_low\n"].includes(await this.#ready()));
  }

  async #ready(): Promise<string> {
    return (await page(this.#target.metricsPort, "/readyz")).text;
  }
}

/** Log lines of this event so far. */
function countLog(serve: ServeProcess, event: string): number {
  return serve.stderrLines.filter((line) => line.includes(`"event":"${event}"`)).length;
}

/**
 * Asks until the answer is yes.
 *
 * @throws {Error} If it is not within {@linkcode RECOVERY_MS_MAX}.
 */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const startMs = performance.now();
  while (!await isTrue()) {
    if (performance.now() - startMs > RECOVERY_MS_MAX) {
      throw new Error(`The program has not dealt with it within ${RECOVERY_MS_MAX} ms`);
    }
    await pause(POLL_MS);
  }
}
