/**
 * One flipped bit at every byte of a log of three windows with a change of key, made by the real
 * journal and sealer: whatever file of the evidence it is in, the verifier must not accept it.
 *
 * Every file of the evidence directory but two is among them. `head.json` and `lock` are the
 * program's own state: they prove nothing, and the verifier does not read them.
 *
 * @module
 */

import { HEARTBEAT_MS } from "../../src/journal/heartbeat.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { keyPath } from "../../src/evidence/key_ring.ts";
import { EVIDENCE_DIR, newBench, ORIGIN, PRIVATE_DIR } from "../journal/harness.ts";
import { sampleDrafts, seededBytes } from "./drafts.ts";
import { type Files, rememberingSuite, verifyFiles } from "./verify_rig.ts";

const HOUR_MS = 3_600_000;
const NEXT_KEY = 2;

/** Files of the evidence directory that the verifier does not read. */
const LOCAL_FILES: readonly string[] = ["head.json", "lock"];

/** A log as an auditor gets it. */
export interface FlipLog {
  files: Files;
  /** Its first key. */
  vkey: string;
}

/** Three windows: calls, gaps and a heartbeat; then a change of key; then calls with the new key. */
export function rotatedLog(): FlipLog {
  const bench = newBench();
  const journal = bench.open();
  const { vkey } = journal;
  journal.acceptedNow(4);
  journal.append(sampleDrafts(0, 2));
  journal.settleDropped([2], "queue_full");
  bench.clock.pass(HEARTBEAT_MS);
  journal.tick();
  bench.clock.pass(HOUR_MS);
  journal.append(sampleDrafts(3, 1));
  openSigningKey({
    ...bench.options(),
    origin: ORIGIN,
    path: keyPath(PRIVATE_DIR, NEXT_KEY),
    randomBytes: seededBytes(100),
  });
  journal.rotate();
  bench.clock.pass(HOUR_MS);
  journal.acceptedNow(5);
  journal.append(sampleDrafts(4, 1));
  journal.close();
  const files: Files = new Map();
  for (const path of bench.disk.paths()) {
    const name = path.startsWith(`${EVIDENCE_DIR}/`) ? path.slice(EVIDENCE_DIR.length + 1) : "";
    if (name !== "" && !LOCAL_FILES.includes(name)) files.set(name, bench.disk.bytes(path));
  }
  return { files, vkey };
}

/** Bytes of all files. */
export function bytesOf({ files }: FlipLog): number {
  return [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
}

/** What came of the flips. */
export interface FlipResult {
  flips: number;
  /** `path byte N bit B` of those that were accepted: must stay empty. */
  accepted: string[];
  /** How often each exit code came. */
  exits: Record<number, number>;
}

/** Exit code of an untouched log; 0 or nothing below means anything. */
export async function exitOf({ files, vkey }: FlipLog): Promise<number> {
  return (await verifyFiles(files, { suite: rememberingSuite(), keys: [vkey] })).exit;
}

/**
 * Flips one bit of every `step`th byte, counted over all files, from the `first` on.
 *
 * @throws What the verifier throws: it must never crash.
 */
export async function flipEach(
  { files, vkey }: FlipLog,
  { first, step }: { first: number; step: number },
): Promise<FlipResult> {
  const options = { suite: rememberingSuite(), keys: [vkey] };
  const result: FlipResult = { flips: 0, accepted: [], exits: {} };
  let skip = first;
  for (const path of [...files.keys()]) {
    const bytes = Uint8Array.from(files.get(path) as Uint8Array);
    files.set(path, bytes);
    for (; skip < bytes.length; skip += step) {
      const bit = (skip * 5 + 3) % 8;
      bytes[skip] = (bytes[skip] as number) ^ (1 << bit);
      const { exit } = await verifyFiles(files, options);
      bytes[skip] = (bytes[skip] as number) ^ (1 << bit);
      result.flips++;
      result.exits[exit] = (result.exits[exit] ?? 0) + 1;
      if (exit === 0) result.accepted.push(`${path} byte ${skip} bit ${bit}`);
    }
    skip -= bytes.length;
  }
  return result;
}
