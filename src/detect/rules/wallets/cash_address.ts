/**
 * The checksum of CashAddr: addresses of Bitcoin Cash and of chains that write theirs alike.
 * @module
 */

const CHARS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/** Generator of the code, 40 bits (the address format of Bitcoin Cash, "Checksum"). */
const GENERATOR: readonly bigint[] = [
  ...[0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n],
];
/** Prefixes of chains; they are of the checksum even when they are left out. */
const PREFIXES: readonly string[] = ["bitcoincash", "bchtest", "ecash", "kaspa", "simpleledger"];
const BODY_REGEXP = /^[qpz][02-9ac-hj-np-z]{41,66}$/;

/** The prefix with which a body of one case, without prefix and colon, is an address; or null. */
export function cashPrefix(body: string): string | null {
  if (!"qpzQPZ".includes(body.charAt(0))) return null;
  const lower = body.toLowerCase();
  if ((lower !== body && body.toUpperCase() !== body) || !BODY_REGEXP.test(lower)) return null;
  return PREFIXES.find((prefix) => isValid(prefix, lower)) ?? null;
}

function isValid(prefix: string, body: string): boolean {
  let sum = 1n;
  for (const char of prefix) sum = step(sum, char.charCodeAt(0) & 31);
  sum = step(sum, 0);
  for (const char of body) sum = step(sum, CHARS.indexOf(char));
  return sum === 1n;
}

function step(sum: bigint, value: number): bigint {
  const top = Number(sum >> 35n);
  let next = ((sum & 0x07_ffff_ffffn) << 5n) ^ BigInt(value);
  for (let bit = 0; bit < 5; bit++) {
    if (((top >>> bit) & 1) === 1) next ^= GENERATOR[bit] as bigint;
  }
  return next;
}
