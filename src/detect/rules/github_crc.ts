/**
 * The checksum in tokens of GitHub and npm: the last six characters are the CRC-32 of the thirty
 * before, in base 62 (GitHub's engineering blog, "Behind GitHub's new authentication token
 * formats", 2021). It only ever speaks for a token: people make tokens up without it.
 * @module
 */

const POLYNOMIAL = 0xedb88320;
const BODY_CHARS = 30;
const CHECK_CHARS = 6;
const BASE62_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX_REGEXP = /^(?:gh[pousr]|npm)_(?=[A-Za-z0-9]{36}$)/;

const TABLE: Uint32Array = crcTable();

function crcTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value & 1) === 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    }
    table[byte] = value >>> 0;
  }
  return table;
}

/** CRC-32 (ISO 3309) of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffff_ffff;
  for (let k = 0; k < text.length; k++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(k)) & 0xff] as number);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

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
  return base62(crc32(body)) === token.slice(prefix.length + BODY_CHARS);
}
