/**
 * Keccak-256 as Ethereum and Monero use it: the sponge of FIPS 202 with the padding of the first
 * submission (0x01 instead of 0x06). For a few short inputs; speed is no concern here.
 * @module
 */

const RATE_BYTES = 136;
const DIGEST_BYTES = 32;
const ROUNDS = 24;
const MASK = (1n << 64n) - 1n;

/** FIPS 202 section 3.2.2, offsets of rho by lane x + 5y. */
const ROTATIONS: readonly number[] = [
  ...[0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56],
  14,
];

/** FIPS 202 section 3.2.5, the constants of iota, from its linear feedback shift register. */
const CONSTANTS: readonly bigint[] = roundConstants();

function roundConstants(): bigint[] {
  const constants: bigint[] = [];
  let register = 1;
  for (let round = 0; round < ROUNDS; round++) {
    let constant = 0n;
    for (let j = 0; j <= 6; j++) {
      register = ((register << 1) ^ ((register >> 7) * 0x71)) & 0xff;
      if ((register & 2) !== 0) constant |= 1n << ((1n << BigInt(j)) - 1n);
    }
    constants.push(constant);
  }
  return constants;
}

function rotate(lane: bigint, bits: number): bigint {
  const by = BigInt(bits);
  return ((lane << by) | (lane >> (64n - by))) & MASK;
}

function lane(state: readonly bigint[], at: number): bigint {
  return state[at] as bigint;
}

/** The permutation, in place. */
function permute(state: bigint[]): void {
  for (const constant of CONSTANTS) {
    const columns = [0, 1, 2, 3, 4].map((x) =>
      [5, 10, 15, 20].reduce((sum, y) => sum ^ lane(state, x + y), lane(state, x))
    );
    const moved: bigint[] = new Array<bigint>(25).fill(0n);
    for (let x = 0; x < 5; x++) {
      const mixed = lane(columns, (x + 4) % 5) ^ rotate(lane(columns, (x + 1) % 5), 1);
      for (let y = 0; y < 5; y++) {
        const at = x + 5 * y;
        moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(
          lane(state, at) ^ mixed,
          ROTATIONS[at] as number,
        );
      }
    }
    for (let y = 0; y < 25; y += 5) {
      for (let x = 0; x < 5; x++) {
        const others = ~lane(moved, y + (x + 1) % 5) & lane(moved, y + (x + 2) % 5) & MASK;
        state[x + y] = lane(moved, x + y) ^ others;
      }
    }
    state[0] = lane(state, 0) ^ constant;
  }
}

/** Keccak-256 of some bytes. */
export function keccak256(data: Uint8Array): Uint8Array {
  const blocks = Math.floor(data.length / RATE_BYTES) + 1;
  const padded = new Uint8Array(blocks * RATE_BYTES);
  padded.set(data);
  padded[data.length] = 0x01;
  padded[padded.length - 1] = (padded[padded.length - 1] as number) | 0x80;
  const view = new DataView(padded.buffer);
  const state: bigint[] = new Array<bigint>(25).fill(0n);
  for (let block = 0; block < padded.length; block += RATE_BYTES) {
    for (let at = 0; at < RATE_BYTES; at += 8) {
      state[at / 8] = lane(state, at / 8) ^ view.getBigUint64(block + at, true);
    }
    permute(state);
  }
  const digest = new Uint8Array(DIGEST_BYTES);
  const out = new DataView(digest.buffer);
  for (let at = 0; at < DIGEST_BYTES; at += 8) out.setBigUint64(at, lane(state, at / 8), true);
  return digest;
}
