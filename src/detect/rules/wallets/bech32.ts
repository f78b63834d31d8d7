/**
 * The checksums of Bech32 (BIP 173) and Bech32m (BIP 350).
 * @module
 */

const CHARS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: readonly number[] = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;
/** Six characters of checksum, and at least one of data. */
const DATA_MIN = 8;
/** Longest address; those of Cardano have 103 characters. */
const CHARS_MAX = 160;

/** Whether a text of one case, `prefix1data`, has a valid checksum of either sort. */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  if (text.length > CHARS_MAX || (lower !== text && text.toUpperCase() !== text)) return false;
  const separator = lower.lastIndexOf("1");
  if (separator < 1 || lower.length - separator - 1 < DATA_MIN) return false;
  let sum = 1;
  for (let k = 0; k < separator; k++) sum = step(sum, lower.charCodeAt(k) >> 5);
  sum = step(sum, 0);
  for (let k = 0; k < separator; k++) sum = step(sum, lower.charCodeAt(k) & 31);
  for (let k = separator + 1; k < lower.length; k++) {
    const value = CHARS.indexOf(lower.charAt(k));
    if (value < 0) return false;
    sum = step(sum, value);
  }
  return sum === BECH32 || sum === BECH32M;
}

function step(sum: number, value: number): number {
  const top = sum >>> 25;
  let next = ((sum & 0x1ffffff) << 5) ^ value;
  for (let bit = 0; bit < 5; bit++) {
    if (((top >>> bit) & 1) === 1) next ^= GENERATOR[bit] as number;
  }
  return next;
}
