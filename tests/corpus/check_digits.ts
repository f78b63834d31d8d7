/**
 * Check digits, written for the corpus alone from the published rules, so that a mistake in a rule
 * of the detector is not repeated by what tests it. Plain and slow.
 * @module
 */

/** Digits of a text as numbers. */
export function digitsOf(text: string): number[] {
  return [...text].map(Number);
}

/** Sum of digits times weights. */
export function weigh(text: string, weights: readonly number[]): number {
  return digitsOf(text).reduce((sum, digit, k) => sum + digit * (weights[k] as number), 0);
}

/** Check digit of ISO/IEC 7812-1 annex B. */
export function luhnDigit(body: string): string {
  let sum = 0;
  const reversed = digitsOf(body).reverse();
  for (const [k, digit] of reversed.entries()) {
    const doubled = k % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((1000 - sum) % 10);
}

/** Check digits of ISO 13616: country, two digits, the rest. */
export function ibanOf(country: string, rest: string): string {
  const digits = [...`${rest}${country}00`]
    .map((char) => /\d/.test(char) ? char : String(char.charCodeAt(0) - 55)).join("");
  const check = 98n - BigInt(digits) % 97n;
  return `${country}${String(check).padStart(2, "0")}${rest}`;
}

/** Check digit of ISO 7064 MOD 11,10. */
export function mod1110Digit(body: string): string {
  let product = 10;
  for (const digit of digitsOf(body)) {
    let sum = (digit + product) % 10;
    if (sum === 0) sum = 10;
    product = sum * 2 % 11;
  }
  return String((11 - product) % 10);
}

/** Check character of ISO 7064 MOD 11-2, `X` for ten. */
export function mod112Char(body: string): string {
  let remainder = 0;
  for (const digit of digitsOf(body)) remainder = (remainder + digit) * 2 % 11;
  const check = (12 - remainder) % 11;
  return check === 10 ? "X" : String(check);
}

const DIHEDRAL: readonly string[] = [
  ...["0123456789", "1234067895", "2340178956", "3401289567", "4012395678"],
  ...["5987604321", "6598710432", "7659821043", "8765932104", "9876543210"],
];
const PERMUTED: readonly string[] = [
  ...["0123456789", "1576283094", "5803796142", "8916043527"],
  ...["9453126870", "4286573901", "2793806415", "7046913258"],
];

/** Check digit of Verhoeff's scheme. */
export function verhoeffDigit(body: string): string {
  let state = 0;
  for (const [k, digit] of digitsOf(body).reverse().entries()) {
    const permuted = Number(PERMUTED[(k + 1) % 8]?.charAt(digit));
    state = Number(DIHEDRAL[state]?.charAt(permuted));
  }
  return String(DIHEDRAL.findIndex((_row, k) => DIHEDRAL[state]?.charAt(k) === "0"));
}

/** Sum of the digits of each product with the weights 1 or 2, as insurers count. */
export function crossSum(text: string, weights: readonly number[]): number {
  return digitsOf(text).reduce((sum, digit, k) => {
    const product = digit * (weights[k] as number);
    return sum + Math.floor(product / 10) + product % 10;
  }, 0);
}

/** Check digit of machine-readable documents, ICAO 9303: weights 7, 3, 1; A is 10. */
export function icaoDigit(body: string): string {
  const sum = [...body].reduce((total, char, k) => {
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 55;
    return total + value * ([7, 3, 1][k % 3] as number);
  }, 0);
  return String(sum % 10);
}

/** CRC-32 of ISO 3309. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const char of text) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A number to the base 62, padded with zeros. */
export function base62(value: number, length: number): string {
  let text = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) {
    text = BASE62.charAt(rest % 62) + text;
  }
  return text.padStart(length, "0");
}

const CODICE_ODD: Readonly<Record<string, number>> = Object.fromEntries(
  [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((char, k) => [
    char,
    [
      ...[1, 0, 5, 7, 9, 13, 15, 17, 19, 21],
      ...[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22],
      ...[25, 24, 23],
    ][k] as number,
  ]),
);

/** Check letter of the Italian tax code (D.M. 23/12/1976). */
export function codiceLetter(body: string): string {
  const sum = [...body].reduce((total, char, k) => {
    if (k % 2 === 0) return total + (CODICE_ODD[char] as number);
    return total + (/\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65);
  }, 0);
  return String.fromCharCode(65 + sum % 26);
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Bytes to the base 58, leading zeros as `1`. */
export function base58(bytes: readonly number[]): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = "";
  for (; value > 0n; value /= 58n) text = BASE58.charAt(Number(value % 58n)) + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** A segregated witness address of version 0 (BIP 173), or of version 1 (BIP 350). */
export function segwit(version: 0 | 1, values: readonly number[]): string {
  const data = [version, ...values];
  const prefix = [3, 3, 0, 2, 3]; // "bc" expanded
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let state = 1;
  for (const value of [...prefix, ...data, 0, 0, 0, 0, 0, 0]) {
    const top = state >>> 25;
    state = ((state & 0x1ffffff) << 5) ^ value;
    for (const [k, generator] of generators.entries()) {
      if ((top >>> k) & 1) state ^= generator;
    }
  }
  const check = (state ^ (version === 0 ? 1 : 0x2bc830a3)) >>> 0;
  const tail = [25, 20, 15, 10, 5, 0].map((shift) => (check >>> shift) & 31);
  return `bc1${[...data, ...tail].map((value) => BECH32.charAt(value)).join("")}`;
}
