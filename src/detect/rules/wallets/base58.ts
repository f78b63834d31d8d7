/**
 * Base58 with the checksum of Bitcoin (Base58Check), in the alphabets of Bitcoin and of Ripple.
 * @module
 */

import { sha256 } from "../../../base/digest.ts";

/** Bitcoin's alphabet: no 0, O, I, l. */
export const BITCOIN_CHARS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Ripple's: the same characters in another order. */
export const RIPPLE_CHARS = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/** Longest text that is decoded; extended keys have 111 characters. */
const CHARS_MAX = 128;
const CHECK_BYTES = 4;

/** The bytes of base58 text, or null when a character is not of the alphabet. */
export function decodeBase58(text: string, chars: string = BITCOIN_CHARS): Uint8Array | null {
  if (text === "" || text.length > CHARS_MAX) return null;
  let value = 0n;
  for (const char of text) {
    const digit = chars.indexOf(char);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; value > 0n; value >>= 8n) bytes.push(Number(value & 0xffn));
  // Each leading zero digit is a zero byte.
  for (let k = 0; k < text.length && text.charAt(k) === chars.charAt(0); k++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

/** The bytes of Base58Check text without their checksum, or null when it is wrong. */
export function decodeBase58Check(text: string, chars: string = BITCOIN_CHARS): Uint8Array | null {
  const bytes = decodeBase58(text, chars);
  if (bytes === null || bytes.length <= CHECK_BYTES) return null;
  const body = bytes.subarray(0, -CHECK_BYTES);
  const check = sha256(sha256(body)).subarray(0, CHECK_BYTES);
  return check.every((byte, k) => byte === bytes[body.length + k]) ? body : null;
}
