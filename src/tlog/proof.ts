/**
 * Proof files (c2sp.org/tlog-proof): one entry's place in a log, checkable offline. Text only; the
 * hashes and signatures are for `merkle.ts` and the keys to judge.
 *
 * ```text
 * c2sp.org/tlog-proof@v1
 * index 2
 * Mb33f03VlDpe...            inclusion proof, leaf's sibling first, none in a tree of one
 *
 * example.com/log            the checkpoint, a signed note, to the end
 * ...
 * ```
 * @module
 */

import { fromBase64, toBase64 } from "../base/bytes.ts";
import { HASH_BYTES } from "./merkle.ts";
import { parseCheckpoint, parseNote } from "./note.ts";

const HEADER = "c2sp.org/tlog-proof@v1\n";
const INDEX_REGEXP = /^index (0|[1-9]\d{0,15})$/;
/** A tree has at most 63 levels above its leaves (signed 64-bit sizes). */
const HASHES_MAX = 63;
/** A note of the largest size plus the lines above it. */
const PROOF_CHARS_MAX = 136_192;

/** A proof file. */
export interface Proof {
  /** Position of the entry, from 0. */
  index: number;
  /** Inclusion proof in the tree of the checkpoint, leaf's sibling first, 32 bytes each. */
  proof: readonly Uint8Array[];
  /** Checkpoint as a signed note, with its final line feed. */
  checkpoint: string;
}

/**
 * Text of a proof file, with its final line feed.
 *
 * @throws {RangeError} If the index is not a whole number from 0 below 2^53 or a hash not 32 bytes.
 */
export function formatProof(proof: Proof): string {
  if (!Number.isSafeInteger(proof.index) || proof.index < 0) {
    throw new RangeError(`Index is ${proof.index}`);
  }
  let text = `${HEADER}index ${proof.index}\n`;
  for (const hash of proof.proof) {
    if (hash.length !== HASH_BYTES) throw new RangeError(`Hash has ${hash.length} bytes`);
    text += `${toBase64(hash)}\n`;
  }
  return `${text}\n${proof.checkpoint}`;
}

/**
 * Reads a proof file.
 *
 * @returns null unless {@linkcode formatProof} writes exactly this text around a checkpoint. The
 *   optional `extra` line is refused: nothing authenticates it.
 */
export function parseProof(text: string): Proof | null {
  if (text.length > PROOF_CHARS_MAX || !text.startsWith(HEADER)) return null;
  const blank = text.indexOf("\n\n");
  if (blank < 0) return null;
  const [first = "", ...lines] = text.slice(HEADER.length, blank).split("\n");
  const index = Number(INDEX_REGEXP.exec(first)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(index) || lines.length > HASHES_MAX) return null;
  const proof: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash === null || hash.length !== HASH_BYTES) return null;
    proof.push(hash);
  }
  const checkpoint = text.slice(blank + 2);
  const note = parseNote(checkpoint);
  if (note === null || parseCheckpoint(note.text) === null) return null;
  return { index, proof, checkpoint };
}
