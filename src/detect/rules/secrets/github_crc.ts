/**
 * The checksum in tokens of GitHub and npm: the last six characters are the CRC-32 of the thirty
 * before, in base 62 (GitHub's engineering blog, "Behind GitHub's new authentication token
 * formats", 2021). It only ever speaks for a token: people make tokens up without it.
 * @module
 */

import { utf8 } from "../../../base/bytes.ts";
import { crc32 } from "../../../base/crc32.ts";

const BODY_CHARS = 30;
const CHECK_CHARS = 6;
const BASE62_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX_REGEXP = /^(?:gh[pousr]|npm)_(?=[A-Za-z0-9]{36}$)/;

/** Six base-62 digits of a number, zeros in front. */
export function base62(value: number): string {
  let digits = "";
  for (let rest = value; digits.length < CHECK_CHARS; rest = Math.floor(rest / 62)) {
    digits = BASE62_CHARS.charAt(rest % 62) + digits;
  }
  return digits;
}

/** Whether a token has a checksum and it is right. */
export function hasTokenChecksum(token: string): boolean {
  const prefix = PREFIX_REGEXP.exec(token)?.[0];
  if (prefix === undefined) return false;
  const body = token.slice(prefix.length, prefix.length + BODY_CHARS);
  return base62(crc32(utf8(body))) === token.slice(prefix.length + BODY_CHARS);
}
