/**
 * A log whose oldest windows were deleted: whether it says so itself, under its own signature, and
 * whether what it says fits the records that are left.
 *
 * ```text
 * records 0 .. 4711 gone | 4712 ... 9000 | 9001 tombstone{end:4712} ... | signed checkpoint
 * ```
 *
 * @module
 */

import { fromHex, toBase64, toHex } from "../base/bytes.ts";
import type { TombstoneBody } from "../format/record.ts";
import { Frontier } from "../tlog/merkle.ts";
import type { Place } from "./findings.ts";
import type { LogState } from "./log_state.ts";

/** A tombstone of windows, and where it stands. */
export interface TombstoneClaim {
  body: TombstoneBody;
  /** Its index. */
  index: number;
  place: Place;
}

/** As many are remembered, the newest: each declares all that the ones before it did. */
export const TOMBSTONES_MAX = 10_000;

/** What is known of the log when all of it was read. */
export interface PrunedLog {
  /** Records that a checkpoint that holds covers. */
  signedSize: number;
  /** Roots at the starts of parts, base64 by size; empty where the tree is not known. */
  roots: ReadonlyMap<number, string>;
  /** Directory of the first part. */
  firstDir: string;
}

/**
 * Checks every tombstone of windows; and, where the log does not begin with its first record, that
 * one of them declares it.
 */
export function checkTombstones(log: LogState, pruned: PrunedLog): void {
  const { findings, first, tombstones } = log;
  const { signedSize, roots, firstDir } = pruned;
  for (const claim of tombstones) checkClaim(log, claim, roots);
  if (first === 0) return;
  const declared = tombstones.findLast(({ body: { end = 0 }, index }) =>
    end >= first && index < signedSize
  );
  if (declared === undefined) {
    const message = `Record 0 must come here, and this is record ${first}: ${first} missing, and ` +
      "no signed tombstone declares it";
    findings.add("INDEX_GAP", { where: firstDir, index: first }, message);
    return;
  }
  const { body: { from, to }, place } = declared;
  const message = `Records 0 to ${first - 1}, of windows up to ${to}, were deleted; the newest ` +
    `deletion begins with the window of ${from}`;
  findings.add("TOMBSTONE_DECLARED", place, message);
}

/** The edge of the tree gives the root, and it is the root that the records here grew from. */
function checkClaim(
  { findings, suite, first }: LogState,
  { body, place }: TombstoneClaim,
  roots: ReadonlyMap<number, string>,
): void {
  const { end = 0, root = "", frontier = [] } = body;
  const folded = foldedRoot(suite.sha256, end, frontier);
  if (folded !== root) {
    const message = `Its frontier gives the root ${folded ?? "of no tree"}, and it states ${root}`;
    findings.add("TOMBSTONE_MISMATCH", place, message);
    return;
  }
  const known = roots.get(end);
  const stated = toBase64(fromHex(root) ?? new Uint8Array(0));
  if (end < first || known === undefined || known === stated) return;
  const message = `It states the root ${stated} of ${end} records, and that is ${known}`;
  findings.add("TOMBSTONE_MISMATCH", place, message);
}

function foldedRoot(
  hash: LogState["suite"]["sha256"],
  size: number,
  frontier: readonly string[],
): string | null {
  const hashes = frontier.map((text) => fromHex(text));
  if (hashes.some((bytes) => bytes === null)) return null;
  try {
    return toHex(new Frontier(hash, { size, hashes: hashes as Uint8Array[] }).root());
  } catch {
    return null; // Not one hash for each set bit of the size.
  }
}
