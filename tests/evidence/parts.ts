/**
 * A log with closed parts that nobody sealed, and a sealer for it.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { type LogSealer, openSealer, type SealerOptions } from "../../src/evidence/sealer.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { LogState } from "../../src/journal/log_state.ts";
import type { ClosedPart, SealOutcome, SealStep } from "../../src/format/sealing.ts";
import { openingBodies } from "../journal/states.ts";
import { seededBytes } from "../support/drafts.ts";
import { FakeDisk } from "../support/fake_disk.ts";

export const EVIDENCE_DIR = "/evidence";
const HOUR_MS = 3_600_000;

/** What the sealers of these tests are made of. */
export function sealerOptions(disk: FakeDisk, changes: Partial<SealerOptions> = {}): SealerOptions {
  return {
    disk,
    suite: NODE_SUITE,
    evidenceDir: EVIDENCE_DIR,
    privateDir: "/private",
    origin: "localhost/outband-test",
    isNew: true,
    randomBytes: seededBytes(1),
    controls: () => [],
    ...changes,
  };
}

/** Makes directories and key, then parts of so many records each, written to the disk. */
export function logOf(
  counts: readonly number[],
): { disk: FakeDisk; sealer: LogSealer; parts: ClosedPart[] } {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  disk.makeDirectory(EVIDENCE_DIR);
  const sealer = openSealer(sealerOptions(disk));
  const state = new LogState(NODE_SUITE, { origin: "localhost/outband-test", vkey: sealer.vkey });
  const parts = counts.map((count) => writePart(disk, state, { count, vkey: sealer.vkey }));
  disk.restart("all");
  return { disk, sealer, parts };
}

function writePart(
  disk: FakeDisk,
  state: LogState,
  part: { count: number; vkey: string },
): ClosedPart {
  const lost: RecordBody = { kind: "telemetry_lost", n: 1, why: "disk" };
  const bodies = openingBodies(state)
    .map((body) => body.kind === "log.open" ? { ...body, vkey: part.vkey } : body);
  const startMs = bodies.reduce(
    (ms, body) => body.kind === "window.open" ? Date.parse(body.start) : ms,
    0,
  );
  const lines = [...bodies, ...Array.from({ length: part.count }, () => lost)]
    .map((body) => state.append(body, startMs));
  const end = { ord: 0, ioErrors: 0, uptimeS: 0, isPartial: false };
  lines.push(state.append(state.closeBody(end), startMs + HOUR_MS));
  const closed = state.takeClosed();
  const directory = `${EVIDENCE_DIR}/${closed.directory}`;
  disk.makeDirectory(directory);
  const text = lines.map((line) => `${new TextDecoder().decode(line)}\n`).join("");
  disk.put(`${directory}/segment.jsonl`, utf8(text));
  return closed;
}

/** Runs a seal to its end. */
export function finish(steps: Generator<SealStep, SealOutcome, void>): SealOutcome {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
