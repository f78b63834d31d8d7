/**
 * Draws a sample that neither the operator nor the auditor can steer: the auditor names a signed
 * checkpoint first and a nonce afterwards. The draw is the SHA-256 counter sampler of Rivest and
 * Stark, counted from 0, so that public tools draw the same.
 *
 * ```text
 * seed     hex SHA-256( "outband/sample/v1" LF text of the checkpoint's note, nonce )
 * draw k   SHA-256( seed "," k ) as a big-endian number, modulo the size of the population
 * ```
 * @module
 */

import { concat, toHex, utf8 } from "../base/bytes.ts";
import type { Sha256 } from "./merkle.ts";

const SEED_LABEL = "outband/sample/v1";
/** Twenty decimal digits hold 66 bits; ten-sided dice give them (EVIDENCE 4.10). */
const NONCE_REGEXP = /^[0-9]{20,200}$/;
/** More is a mistake: one in a hundred thousand at a risk of one in a thousand. */
const SAMPLE_SIZE_MAX = 1_000_000;

/** True for a nonce that leaves nobody a choice: 20 to 200 decimal digits. */
export function isNonce(text: string): boolean {
  return NONCE_REGEXP.test(text);
}

/**
 * The seed, 64 hex characters.
 *
 * @param hash SHA-256.
 * @param drawn `text`: the three lines of the checkpoint that are signed, each with its line feed.
 */
export function sampleSeed(hash: Sha256, drawn: { text: string; nonce: string }): string {
  return toHex(hash(concat(utf8(`${SEED_LABEL}\n`), utf8(drawn.text), utf8(drawn.nonce))));
}

/** Draws places in a population, with replacement. */
export class Sampler {
  readonly #hash: Sha256;
  readonly #seed: string;
  readonly #size: bigint;
  #drawn = 0;

  /**
   * @param hash SHA-256.
   * @param draw `seed` as text; `size` of the population, from 1.
   * @throws {RangeError} If the population is empty.
   */
  constructor(hash: Sha256, draw: { seed: string; size: number }) {
    if (!Number.isSafeInteger(draw.size) || draw.size < 1) {
      throw new RangeError(`Population has ${draw.size} members`);
    }
    this.#hash = hash;
    this.#seed = draw.seed;
    this.#size = BigInt(draw.size);
  }

  /** The next place, from 0. */
  next(): number {
    this.#drawn++;
    const digest = this.#hash(utf8(`${this.#seed},${this.#drawn}`));
    return Number(BigInt(`0x${toHex(digest)}`) % this.#size);
  }
}

/** What a sample is drawn from. */
export interface Population {
  /** Places that are drawn from. */
  size: number;
  /** Members that count, among those places. */
  members: number;
  /** Whether a place is a member. */
  isMember: (place: number) => boolean;
}

/**
 * Places of a sample without replacement, in the order of drawing; repeats and places that are no
 * members are passed over. All members, in order, when there are not more than were asked for.
 */
export function drawSample(
  hash: Sha256,
  draw: { seed: string; count: number },
  population: Population,
): number[] {
  const { size, members, isMember } = population;
  if (members <= draw.count) {
    const all: number[] = [];
    for (let place = 0; place < size; place++) if (isMember(place)) all.push(place);
    return all;
  }
  const sampler = new Sampler(hash, { seed: draw.seed, size });
  const found = new Set<number>();
  while (found.size < draw.count) {
    const place = sampler.next();
    if (isMember(place)) found.add(place);
  }
  return [...found];
}

/**
 * Smallest sample that bounds the rate of deviations: if more than `tolerable` of all deviated,
 * so few deviations would be seen with a probability of at most `risk` (binomial).
 *
 * @param plan Shares between 0 and 1, exclusive; `deviations` that are expected to be seen.
 * @returns null when it would be above a million.
 */
export function sampleSize(
  plan: { risk: number; tolerable: number; deviations: number },
): number | null {
  let low = plan.deviations;
  let high = SAMPLE_SIZE_MAX;
  if (tail(high, plan) > plan.risk) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tail(middle, plan) <= plan.risk) high = middle;
    else low = middle;
  }
  return high;
}

/** Probability of at most `deviations` among `n`. */
function tail(n: number, plan: { tolerable: number; deviations: number }): number {
  const { tolerable, deviations } = plan;
  let logTerm = n * Math.log1p(-tolerable); // Logarithms: (1 - p)^n is 0 for large n.
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= Math.min(deviations, n); k++) {
    logTerm += Math.log(n - k + 1) - Math.log(k) + Math.log(tolerable) - Math.log1p(-tolerable);
    sum += Math.exp(logTerm);
  }
  return sum;
}
