/**
 * The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): hashes, roots, proofs and their
 * checks. Pure; the hash function is passed in, and nothing is read or kept but hashes.
 *
 * ```text
 * leaf(line)  = SHA-256( 0x00 || line )
 * node(l, r)  = SHA-256( 0x01 || l || r )
 * root of 0   = SHA-256( "" )
 * root of n   = node( root of the first k, root of the rest ),  k = largest power of two < n
 * ```
 * @module
 */

import { equalBytes } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";

/** One-shot SHA-256; it must not keep a reference to its input. */
export type Sha256 = CryptoSuite["sha256"];

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;
/** Longer lines than this are hashed from a fresh copy; records are at most 16,384 bytes. */
const SCRATCH_LINE_BYTES = 16_384;

// The hash is synchronous and keeps nothing, so one input buffer of each kind serves every call
// (measured: 2 us less per 800-byte leaf than a fresh buffer).
const LEAF_SCRATCH = new Uint8Array(1 + SCRATCH_LINE_BYTES);
const NODE_SCRATCH = new Uint8Array(1 + 2 * HASH_BYTES);
const NOTHING = new Uint8Array(0);
LEAF_SCRATCH[0] = LEAF_PREFIX;
NODE_SCRATCH[0] = NODE_PREFIX;

/**
 * Leaf hash of one entry.
 *
 * @param hash SHA-256.
 * @param line The entry's bytes, without a line feed.
 */
export function leafHash(hash: Sha256, line: Uint8Array): Uint8Array {
  const length = 1 + line.length;
  const input = length <= LEAF_SCRATCH.length
    ? LEAF_SCRATCH.subarray(0, length)
    : new Uint8Array(length); // Zeroed, so the prefix is in place.
  input.set(line, 1);
  return hash(input);
}

/**
 * Hash of an inner node.
 *
 * @param hash SHA-256.
 * @param left 32 bytes.
 * @param right 32 bytes.
 * @throws {RangeError} If a length is wrong.
 */
export function nodeHash(hash: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new RangeError(`Node is over hashes of ${left.length} and ${right.length} bytes`);
  }
  NODE_SCRATCH.set(left, 1);
  NODE_SCRATCH.set(right, 1 + HASH_BYTES);
  return hash(NODE_SCRATCH);
}

/**
 * Root over leaf hashes; over none of them it is SHA-256 of nothing.
 *
 * @param hash SHA-256.
 * @param leaves Leaf hashes in order, 32 bytes each.
 */
export function rootOf(hash: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const frontier = new Frontier(hash);
  for (const leaf of leaves) frontier.add(leaf);
  return frontier.root();
}

/**
 * The right edge of a growing tree: all that is needed to add leaves and to know the root.
 *
 * ```text
 * size 11 = 8 + 2 + 1:   hashes = [ root of 0..7, root of 8..9, leaf 10 ]
 * ```
 */
export class Frontier {
  readonly #hash: Sha256;
  readonly #hashes: Uint8Array[];
  #size: number;

  /**
   * Starts an empty tree, or goes on from a state.
   *
   * @param hash SHA-256.
   * @param state Where to go on: leaves so far and {@linkcode Frontier.hashes} at that size. Empty
   *   when left out. The arrays are kept, so they must not change afterwards.
   * @throws {RangeError} If there is not exactly one 32-byte hash for each set bit of the size.
   */
  constructor(hash: Sha256, state?: { size: number; hashes: readonly Uint8Array[] }) {
    this.#hash = hash;
    this.#size = state?.size ?? 0;
    this.#hashes = [...state?.hashes ?? []];
    checkSize(this.#size);
    const complete = this.#hashes.every((item) => item.length === HASH_BYTES);
    if (!complete || this.#hashes.length !== setBits(this.#size)) {
      throw new RangeError(`Frontier of size ${this.#size} needs one hash for each set bit`);
    }
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /**
   * Appends one leaf; on average one node is hashed.
   *
   * @param leaf Leaf hash, 32 bytes; kept, so it must not change afterwards.
   */
  add(leaf: Uint8Array): void {
    if (leaf.length !== HASH_BYTES) throw new RangeError(`Leaf hash has ${leaf.length} bytes`);
    let top = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      top = nodeHash(this.#hash, this.#hashes.pop() as Uint8Array, top);
    }
    this.#hashes.push(top);
    this.#size++;
  }

  /** Root of the tree at this size. */
  root(): Uint8Array {
    let root = this.#hashes.at(-1);
    if (root === undefined) return this.#hash(NOTHING);
    for (let k = this.#hashes.length - 2; k >= 0; k--) {
      root = nodeHash(this.#hash, this.#hashes[k] as Uint8Array, root);
    }
    return root;
  }

  /** Roots of the complete subtrees, left to right, one per set bit of the size. */
  hashes(): Uint8Array[] {
    return [...this.#hashes];
  }
}

/** What {@linkcode verifyInclusion} decides. */
export interface InclusionClaim {
  /** Position of the leaf, from 0. */
  index: number;
  /** Leaves in the tree. */
  size: number;
  /** Leaf hash, 32 bytes. */
  leaf: Uint8Array;
  /** Root of the tree, 32 bytes. */
  root: Uint8Array;
  /** Hashes from the leaf's sibling up to the root's child. */
  proof: readonly Uint8Array[];
}

/**
 * Checks an inclusion proof (RFC 9162 section 2.1.3.2).
 *
 * @returns Whether the tree has that leaf there. Anything out of range or of the wrong length is
 *   false, never an exception.
 */
export function verifyInclusion(hash: Sha256, claim: InclusionClaim): boolean {
  const { index, size, leaf, root, proof } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!areHashes([leaf, ...proof])) return false;
  let at = index; // Position of `top` on its level, and of that level's last node.
  let last = size - 1;
  let top = leaf;
  for (const item of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      top = nodeHash(hash, item, top);
      // A last node without a right neighbour rises unhashed.
      for (; at % 2 === 0 && at !== 0; at /= 2) last = half(last);
    } else {
      top = nodeHash(hash, top, item);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(top, root);
}

/** What {@linkcode verifyConsistency} decides. */
export interface ConsistencyClaim {
  /** Leaves in the old tree. */
  oldSize: number;
  /** Leaves in the new tree, not below `oldSize`. */
  newSize: number;
  /** Root of the old tree, 32 bytes. */
  oldRoot: Uint8Array;
  /** Root of the new tree, 32 bytes. */
  newRoot: Uint8Array;
  /** Hashes in the order of RFC 9162; none for equal sizes. */
  proof: readonly Uint8Array[];
}

/**
 * Checks a consistency proof (RFC 9162 section 2.1.4.2).
 *
 * The empty tree is a prefix of every tree: with `oldSize` 0 the proof must be empty and the old
 * root SHA-256 of nothing, as tlog-witness has it; about the new root that says nothing.
 *
 * @returns Whether the old tree is a prefix of the new one. Anything out of range or of the wrong
 *   length is false, never an exception.
 */
export function verifyConsistency(hash: Sha256, claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (oldSize === 0 && !equalBytes(oldRoot, hash(NOTHING))) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0;
  return areHashes([oldRoot, newRoot, ...proof]) && walkConsistency(hash, claim);
}

/** The loop of RFC 9162 section 2.1.4.2, for 0 < oldSize < newSize. */
function walkConsistency(hash: Sha256, claim: ConsistencyClaim): boolean {
  let at = claim.oldSize - 1;
  let last = claim.newSize - 1;
  for (; at % 2 === 1; at = half(at)) last = half(last);
  // When the old tree is one complete subtree, its root is where the walk starts.
  const [start, ...items] = at === 0 ? [claim.oldRoot, ...claim.proof] : claim.proof;
  if (start === undefined) return false;
  let oldTop = start;
  let newTop = start;
  for (const item of items) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldTop = nodeHash(hash, item, oldTop);
      newTop = nodeHash(hash, item, newTop);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = half(last);
    } else {
      newTop = nodeHash(hash, newTop, item);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(oldTop, claim.oldRoot) && equalBytes(newTop, claim.newRoot);
}

/** Where the proofs take their hashes from: memory, tiles, a file. */
export interface HashSource {
  /** SHA-256, for the nodes above the complete subtrees. */
  readonly hash: Sha256;
  /**
   * Root of the complete subtree over leaves `index * 2^level` to `(index + 1) * 2^level - 1`.
   *
   * @param level 0 is a leaf.
   * @param index Position on that level, from 0.
   */
  node(level: number, index: number): Uint8Array;
}

/**
 * A source over leaf hashes in memory. Inner nodes are hashed when first asked for and then kept,
 * so that many proofs over one tree cost one pass. The list may grow meanwhile, never change.
 *
 * @param hash SHA-256.
 * @param leaves Leaf hashes in order.
 */
export function leavesSource(hash: Sha256, leaves: readonly Uint8Array[]): HashSource {
  const kept: Uint8Array[][] = [];
  function node(level: number, index: number): Uint8Array {
    if (level === 0) {
      const leaf = leaves[index];
      if (leaf === undefined) throw new RangeError(`Leaf ${index} is not among ${leaves.length}`);
      return leaf;
    }
    const row = kept[level] ??= [];
    return row[index] ??= nodeHash(
      hash,
      node(level - 1, 2 * index),
      node(level - 1, 2 * index + 1),
    );
  }
  return { hash, node };
}

/**
 * Root of the first `size` leaves.
 *
 * @throws {RangeError} If the source has fewer leaves.
 */
export function rootAt(source: HashSource, size: number): Uint8Array {
  checkSize(size);
  return size === 0 ? source.hash(NOTHING) : rangeRoot(source, { start: 0, end: size });
}

/**
 * Inclusion proof of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1).
 *
 * @returns Hashes from the leaf's sibling up to the root's child.
 * @throws {RangeError} Unless 0 <= index < size.
 */
export function inclusionProof(source: HashSource, index: number, size: number): Uint8Array[] {
  checkSize(size);
  if (!isSize(index) || index >= size) {
    throw new RangeError(`Index ${index} is not in a tree of ${size}`);
  }
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      proof.push(rangeRoot(source, { start: middle, end }));
      end = middle;
    } else {
      proof.push(rangeRoot(source, { start, end: middle }));
      start = middle;
    }
  }
  return proof.reverse();
}

/**
 * Proof that the tree of `oldSize` leaves is a prefix of the one of `newSize` (RFC 6962 section
 * 2.1.2); empty when the sizes are equal or the old tree is empty.
 *
 * @throws {RangeError} Unless 0 <= oldSize <= newSize.
 */
export function consistencyProof(
  source: HashSource,
  oldSize: number,
  newSize: number,
): Uint8Array[] {
  checkSize(oldSize);
  checkSize(newSize);
  if (oldSize > newSize) throw new RangeError(`Old size ${oldSize} is above ${newSize}`);
  if (oldSize === 0) return [];
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      proof.push(rangeRoot(source, { start: middle, end }));
      end = middle;
    } else {
      proof.push(rangeRoot(source, { start, end: middle }));
      start = middle;
    }
  }
  // The verifier knows the old root, so a subtree that is the whole old tree is left out.
  if (start > 0) proof.push(rangeRoot(source, { start, end }));
  return proof.reverse();
}

/** Root over leaves start..end-1; start must be a multiple of the range's largest subtree. */
function rangeRoot(source: HashSource, range: { start: number; end: number }): Uint8Array {
  let level = 0;
  let width = 1;
  for (; 2 * width <= range.end - range.start; width *= 2) level++;
  const left = source.node(level, range.start / width);
  const middle = range.start + width;
  if (middle === range.end) return left;
  return nodeHash(source.hash, left, rangeRoot(source, { start: middle, end: range.end }));
}

/** Largest power of two below `width`, which is at least 2. */
function splitOf(width: number): number {
  let split = 1;
  while (2 * split < width) split *= 2;
  return split;
}

function half(position: number): number {
  return Math.floor(position / 2);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function checkSize(size: number): void {
  if (!isSize(size)) throw new RangeError(`Tree size ${size} is not a whole number below 2^53`);
}

function areHashes(items: readonly Uint8Array[]): boolean {
  return items.every((item) => item.length === HASH_BYTES);
}

function setBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = half(rest)) bits += rest % 2;
  return bits;
}
