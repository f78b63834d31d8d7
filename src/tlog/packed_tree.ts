/**
 * A Merkle tree over leaf hashes that lie in one array: 64 bytes a leaf and no objects, for proofs
 * over logs of millions of records.
 * @module
 */

import { HASH_BYTES, type HashSource, nodeHash, type Sha256 } from "./merkle.ts";

/** Leaf hashes that are added one by one. */
export class PackedLeaves {
  #bytes = new Uint8Array(1024 * HASH_BYTES);
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds one. @param leaf 32 bytes; copied. */
  add(leaf: Uint8Array): void {
    const at = this.#size * HASH_BYTES;
    if (at === this.#bytes.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(leaf, at);
    this.#size++;
  }

  /** The tree over them, for proofs. Each row is made when it is first asked for, then kept. */
  source(hash: Sha256): HashSource {
    const rows: Uint8Array[] = [this.#bytes.subarray(0, this.#size * HASH_BYTES)];
    function rowOf(level: number): Uint8Array {
      for (let k = rows.length; k <= level; k++) rows.push(rowAbove(hash, rows[k - 1]));
      return rows[level] as Uint8Array;
    }
    return {
      hash,
      node(level: number, index: number): Uint8Array {
        const row = rowOf(level);
        const at = index * HASH_BYTES;
        if (at + HASH_BYTES > row.length) {
          throw new RangeError(`Node ${index} of level ${level} is not complete`);
        }
        return row.subarray(at, at + HASH_BYTES);
      },
    };
  }
}

function rowAbove(hash: Sha256, row: Uint8Array | undefined): Uint8Array {
  const nodes = Math.floor((row?.length ?? 0) / (2 * HASH_BYTES));
  const above = new Uint8Array(nodes * HASH_BYTES);
  for (let k = 0; k < nodes && row !== undefined; k++) {
    const at = 2 * k * HASH_BYTES;
    const left = row.subarray(at, at + HASH_BYTES);
    const right = row.subarray(at + HASH_BYTES, at + 2 * HASH_BYTES);
    above.set(nodeHash(hash, left, right), k * HASH_BYTES);
  }
  return above;
}
