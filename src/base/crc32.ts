/**
 * CRC-32 (ISO 3309, polynomial 0xedb88320 reflected), the check sum of gzip and zip: it shows
 * damage, and protects nothing.
 * @module
 */

const POLYNOMIAL = 0xedb88320;
const TABLE: Uint32Array = makeTable();

function makeTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) {
      rest = (rest & 1) === 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
    }
    table[byte] = rest;
  }
  return table;
}

/** A running check sum. */
export class Crc32 {
  #state = 0xffffffff;

  /** Adds bytes. */
  update(bytes: Uint8Array): void {
    let state = this.#state;
    for (let k = 0; k < bytes.length; k++) {
      state = (state >>> 8) ^ (TABLE[(state ^ (bytes[k] as number)) & 0xff] as number);
    }
    this.#state = state;
  }

  /** The sum so far, 32 bits without sign. */
  get value(): number {
    return (this.#state ^ 0xffffffff) >>> 0;
  }
}

/** The check sum of some bytes, 32 bits without sign. */
export function crc32(bytes: Uint8Array): number {
  const sum = new Crc32();
  sum.update(bytes);
  return sum.value;
}
