/**
 * Logs for attacks on them, made by the real journal and the real sealer on a disk in memory, with
 * a fixed key, a clock that only the script moves, and seeded randomness: the same bytes each time.
 * @module
 */

import { toHex } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import type { RecordBody } from "../../src/format/record.ts";
import type { Journal } from "../../src/journal/journal.ts";
import { leafHash } from "../../src/tlog/merkle.ts";
import { EVIDENCE_DIR, LOG_DIR, newBench } from "../journal/harness.ts";
import { sampleDraft, seededBytes } from "./drafts.ts";
import { type Files, fileText } from "./verify_rig.ts";

const HOUR_MS = 3_600_000;
/** When the calls of a window come: before its first heartbeat, so that its lines are theirs. */
const CALLS_AFTER_MS = 30_000;
const HASH_BYTES = 32;
/** State of the program, which auditors do not get. */
const LOCAL_REGEXP = /^(?:head\.json|lock)$/;

/** A log as an auditor gets it. */
export interface AttackLog {
  files: Files;
  /** Lines of its telemetry. */
  telemetry: string;
  /** The key that the auditor got by another way. */
  vkey: string;
  /** The newest checkpoint, as it left the machine. */
  head: string;
}

/** What happens to a log in one of its windows. */
export interface Hour {
  /** Calls that were audited. */
  calls: number;
  /** Their status. */
  status?: number;
  /** Calls that were dropped after them. */
  dropped?: number;
  /** Further records. */
  notes?: readonly RecordBody[];
  /** The program was stopped before, and starts again. */
  isRestart?: boolean;
  /** The system clock is set by so much before the calls. */
  clockStepMs?: number;
}

/** How a log is made. */
export interface AttackLogOptions {
  /** Seed of everything random, the key first. */
  seed?: number;
  /** Start, instead of the usual time. */
  startMs?: number;
}

/** Three windows: 4 calls, 3 calls and 2 drops, 2 calls. */
export const HONEST: readonly Hour[] = [{ calls: 4 }, { calls: 3, dropped: 2 }, { calls: 2 }];

/** Makes a log hour by hour. */
export function attackLog(hours: readonly Hour[], options: AttackLogOptions = {}): AttackLog {
  const bench = newBench();
  const { seed = 1, startMs } = options;
  if (startMs !== undefined) bench.clock.set(startMs);
  const randomBytes = seededBytes(seed);
  const open = (): Journal => bench.open({ randomBytes, openSealer: sealerOf(bench, randomBytes) });
  let journal = open();
  const { vkey } = journal;
  let ord = 0;
  for (const hour of hours) {
    if (hour.isRestart === true) {
      journal.close();
      journal = open();
    }
    bench.clock.pass(CALLS_AFTER_MS);
    if (hour.clockStepMs !== undefined) bench.clock.set(bench.clock.nowMs() + hour.clockStepMs);
    ord = play(journal, hour, ord);
    bench.clock.pass(HOUR_MS);
    journal.tick();
  }
  journal.close();
  const files: Files = new Map();
  const prefix = `${EVIDENCE_DIR}/`;
  for (const path of bench.disk.paths()) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    if (name !== null && !LOCAL_REGEXP.test(name)) files.set(name, bench.disk.bytes(path));
  }
  const telemetry = bench.disk.paths().filter((path) => path.startsWith(`${LOG_DIR}/`))
    .map((path) => bench.disk.text(path)).join("");
  return { files, telemetry, vkey, head: fileText(files, "checkpoint") };
}

function sealerOf(
  bench: ReturnType<typeof newBench>,
  randomBytes: (count: number) => Uint8Array,
): ReturnType<typeof bench.options>["openSealer"] {
  const place = bench.options();
  return (log) => openSealer({ ...place, ...log, randomBytes, controls: () => [] });
}

function play(journal: Journal, hour: Hour, first: number): number {
  const { calls, dropped = 0, notes = [], status = 200 } = hour;
  const end = first + calls + dropped;
  journal.acceptedNow(end);
  for (let ord = first; ord < first + calls; ord++) {
    journal.append([sampleDraft(ord, { meta: { status } })]);
  }
  if (dropped > 0) {
    const ordinals = Array.from({ length: dropped }, (_, k) => first + calls + k);
    journal.settleDropped(ordinals, "table_full");
  }
  for (const note of notes) journal.note(note);
  journal.tick();
  return end;
}

/** Directories of the windows, oldest first, without a final slash. */
export function windowsOf(files: Files): string[] {
  return [...files.keys()].filter((path) => path.endsWith("/segment.jsonl"))
    .map((path) => path.slice(0, -"/segment.jsonl".length)).sort();
}

/** Changes the lines of a segment; nothing else is made to fit. */
export function editLines(
  files: Files,
  directory: string,
  edit: (lines: string[]) => string[],
): void {
  const path = `${directory}/segment.jsonl`;
  const lines = fileText(files, path).trimEnd().split("\n");
  const text = edit(lines).map((line) => `${line}\n`).join("");
  files.set(path, new TextEncoder().encode(text));
}

/** Chains all lines of a log anew, as somebody without the key can. */
export function rechain(files: Files): void {
  let prev: string | null = null;
  let i = 0;
  for (const directory of windowsOf(files)) {
    editLines(files, directory, (lines) =>
      lines.map((line) => {
        const hash = prev;
        const chained = line.replace(/"i":\d+/, `"i":${i}`)
          .replace(/"prev":"([0-9a-f]{64})"/, (same) => hash === null ? same : `"prev":"${hash}"`);
        prev = toHex(leafHash(NODE_SUITE.sha256, new TextEncoder().encode(chained)));
        i++;
        return chained;
      }));
  }
}

/** Takes windows away with everything that speaks of them, as a thief of the disk would. */
export function dropNewest(files: Files): void {
  const windows = windowsOf(files);
  const [last = "", before = ""] = [windows.at(-1), windows.at(-2)];
  for (const path of [...files.keys()]) if (path.startsWith(`${last}/`)) files.delete(path);
  const note = files.get(`${before}/checkpoint`);
  if (note !== undefined) files.set("checkpoint", note);
  const size = Number(fileText(files, "checkpoint").split("\n")[1]);
  const tile = [...files.keys()].find((path) => path.startsWith("tile/0/000.p/")) ?? "";
  const hashes = files.get(tile) ?? new Uint8Array(0);
  for (const path of [...files.keys()]) if (path.startsWith("tile/")) files.delete(path);
  files.set(`tile/0/000.p/${size}`, hashes.slice(0, size * HASH_BYTES));
}
