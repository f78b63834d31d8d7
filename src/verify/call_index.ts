/**
 * Which records of a log are calls, and which of those belong to a stratum: one bit for each
 * record, so that a sample can be drawn again.
 * @module
 */

import { isInStratum, type Stratum, type StratumFields } from "../format/sample.ts";
import type { Sha256 } from "../tlog/merkle.ts";
import { drawSample } from "../tlog/sampler.ts";

/** Calls of a log up to a size. */
export class CallIndex {
  /** Records that are looked at: those below. */
  readonly size: number;
  readonly #stratum: Stratum | undefined;
  #bits = new Uint8Array(1024);
  #count = 0;

  /** @param size Size of the checkpoint that the sample is drawn under. */
  constructor(size: number, stratum: Stratum | undefined) {
    this.size = size;
    this.#stratum = stratum;
  }

  /** Calls that count. */
  get count(): number {
    return this.#count;
  }

  /** Adds a call. @param record Its fields, in either form of records. */
  add(index: number, record: object): void {
    if (index >= this.size || !isInStratum(this.#stratum, record as StratumFields)) return;
    const byte = Math.floor(index / 8);
    while (byte >= this.#bits.length) {
      const larger = new Uint8Array(2 * this.#bits.length);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    if (this.has(index)) return;
    this.#bits[byte] = (this.#bits[byte] as number) | (1 << index % 8);
    this.#count++;
  }

  /** Whether a record is a call that counts. */
  has(index: number): boolean {
    return ((this.#bits[Math.floor(index / 8)] ?? 0) & (1 << index % 8)) !== 0;
  }

  /**
   * Indexes of a sample. From all records when there is no stratum, so that the draw is bound to
   * the size of the checkpoint alone; else from the list of calls in the stratum.
   */
  draw(hash: Sha256, sample: { seed: string; count: number }): number[] {
    if (this.#stratum === undefined) {
      return drawSample(hash, sample, {
        size: this.size,
        members: this.#count,
        isMember: (place) => this.has(place),
      });
    }
    const places: number[] = [];
    for (let index = 0; index < this.size; index++) if (this.has(index)) places.push(index);
    const drawn = drawSample(hash, sample, {
      size: places.length,
      members: places.length,
      isMember: () => true,
    });
    return drawn.map((place) => places[place] as number);
  }
}
