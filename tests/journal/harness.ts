/**
 * A journal on a fake disk with a fake clock and a real sealer, for the tests of this folder.
 * @module
 */

import { NODE_SUITE } from "../../src/base/digest.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import type { Disk } from "../../src/format/disk.ts";
import { type Journal, type JournalOptions, openJournal } from "../../src/journal/journal.ts";
import { seededBytes } from "../support/drafts.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeDisk } from "../support/fake_disk.ts";

export const EVIDENCE_DIR = "/evidence";
export const PRIVATE_DIR = "/private";
export const LOG_DIR = "/telemetry";
export const ORIGIN = "localhost/outband-test";

/** One machine: disk and clock outlive the journals that are opened on it. */
export class Bench<D extends Disk = FakeDisk> {
  readonly disk: D;
  readonly clock: FakeClock = new FakeClock();
  /** Lines on the sink. */
  readonly lines: string[] = [];
  /** Events with their fields. */
  readonly events: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
  /** Drafts whose memory was given back. */
  settled = 0;
  #seed = 1;

  constructor(disk: D) {
    this.disk = disk;
  }

  /** Opens the journal of the machine. */
  open(changes: Partial<JournalOptions> = {}): Journal {
    return openJournal({ ...this.options(), ...changes });
  }

  /** What {@linkcode Bench.open} opens it with. */
  options(): JournalOptions {
    const { disk, clock } = this;
    const randomBytes = seededBytes(this.#seed++);
    const place = { disk, suite: NODE_SUITE, evidenceDir: EVIDENCE_DIR, privateDir: PRIVATE_DIR };
    return {
      ...place,
      logDir: LOG_DIR,
      origin: ORIGIN,
      periodSeconds: 3600,
      clock,
      randomBytes,
      software: { name: "outband", version: "0.1.0" },
      config: {
        config: "c".repeat(64),
        upstreams: ["api.openai.com"],
        tls: true,
        limits: { pool_bytes: 1 },
        commitment: "hmac",
        sandbox: false,
        on_audit_failure: "pass",
      },
      detector: {
        detector: "d".repeat(64),
        level: "pattern-based",
        categories: ["SSN"],
        not_covered: ["NAME"],
      },
      commitment: "hmac",
      telemetryLineMax: 1024 * 1024,
      sink: { line: (text): void => void this.lines.push(text) },
      openSealer: (log) => openSealer({ ...place, ...log, randomBytes, controls: () => [] }),
      log: (event, fields): void => void this.events.push({ event, fields }),
      firstOrdinalReady: (): void => {},
      settled: (drafts): void => void (this.settled += drafts),
    };
  }
}

/** A machine with nothing on it. */
export function newBench(): Bench {
  return new Bench(new FakeDisk());
}
