/**
 * Addresses whose check is a CRC-16 (XMODEM): those of Stellar (SEP-23, strkey) in base32 and those
 * of TON in base64url.
 * @module
 */

import { decodeBase64 } from "../secrets/secret_text.ts";

const BASE32_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Account, seed and muxed account: version byte, 32 or 40 bytes, two of check. */
const STELLAR_REGEXP = /^(?:[GS][A-Z2-7]{55}|M[A-Z2-7]{68})$/;
const STELLAR_VERSIONS: Readonly<Record<string, number>> = { G: 6 << 3, S: 18 << 3, M: 12 << 3 };
/** A byte of flags, one for the chain, 32 of the account, two of check. */
const TON_REGEXP = /^[EUk0]Q[\w-]{46}$/;
const TON_BYTES = 36;
const POLYNOMIAL = 0x1021;

/** Whether a text is an account, or the seed of one, of Stellar. */
export function isStellar(text: string): boolean {
  if (!STELLAR_REGEXP.test(text)) return false;
  const bytes = base32(text);
  if (bytes[0] !== STELLAR_VERSIONS[text.charAt(0)]) return false;
  const check = crc16(bytes.slice(0, -2));
  return bytes.at(-2) === (check & 0xff) && bytes.at(-1) === check >> 8;
}

/** Whether a text is an address of TON in its readable form. */
export function isTon(text: string): boolean {
  if (!TON_REGEXP.test(text)) return false;
  const decoded = decodeBase64(text);
  if (decoded === null || decoded.length !== TON_BYTES) return false;
  const bytes = Array.from(decoded, (char) => char.charCodeAt(0));
  const check = crc16(bytes.slice(0, -2));
  return bytes.at(-2) === check >> 8 && bytes.at(-1) === (check & 0xff);
}

function base32(text: string): number[] {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const char of text) {
    held = ((held << 5) | BASE32_CHARS.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return bytes;
}

function crc16(bytes: readonly number[]): number {
  let check = 0;
  for (const byte of bytes) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      check = ((check << 1) ^ ((check & 0x8000) === 0 ? 0 : POLYNOMIAL)) & 0xffff;
    }
  }
  return check;
}
