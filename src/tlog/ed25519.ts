/**
 * Ed25519 under one strict rule, so that every verifier reaches the same verdict. Libraries differ
 * on odd keys and signatures; this refuses all of those before it asks one.
 *
 * The rule: key 32 bytes, signature 64; S below the group order; key and R encoded canonically and
 * not of low order; the key in the prime-order subgroup; then the cofactorless equation of RFC 8032
 * section 5.1.7. Refusing a genuine signature needs a cheat who made an odd key.
 * @module
 */

import { ed25519 } from "@noble/curves/ed25519.js";
import { fromHex, toHex } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";

const POINT_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** Public keys whose verdict is remembered; a log has one, a rotation two. */
const REMEMBERED_KEYS_MAX = 16;

/** Field prime 2^255 - 19, little-endian (RFC 8032 section 5.1). */
const PRIME = littleEndian(
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
);
/** Group order L = 2^252 + 27742317777372353535851937790883648493, little-endian (the same). */
const ORDER = littleEndian(
  "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
);
/**
 * y of the eight points of low order, sign bit clear, in hex: orders 1, 2, 4 and twice 8. With y
 * below the prime these cover all 14 encodings; the tests derive them from the curve.
 */
const LOW_ORDER_Y: ReadonlySet<string> = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]);

/** Verdicts on keys in hex; all are forgotten when it is full. */
const REMEMBERED_KEYS = new Map<string, boolean>();

/** What {@linkcode verifyStrict} checks. */
export interface SignedMessage {
  /** Public key, 32 bytes. */
  publicKey: Uint8Array;
  /** What was signed, any length. */
  message: Uint8Array;
  /** R and S, 64 bytes. */
  signature: Uint8Array;
}

/**
 * True for a public key that the strict rule takes: canonical, on the curve, not of low order, in
 * the prime-order subgroup. Costs a scalar multiplication the first time, then a look-up.
 */
export function isStrictPublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== POINT_BYTES) return false;
  const name = toHex(publicKey);
  const remembered = REMEMBERED_KEYS.get(name);
  if (remembered !== undefined) return remembered;
  const verdict = isStrictEncoding(publicKey) && isInSubgroup(publicKey);
  if (REMEMBERED_KEYS.size === REMEMBERED_KEYS_MAX) REMEMBERED_KEYS.clear();
  REMEMBERED_KEYS.set(name, verdict);
  return verdict;
}

/**
 * Checks a signature under the strict rule.
 *
 * @param suite Its `ed25519Verify` must be the cofactorless equation; a library that only has the
 *   cofactored one must itself require R to be in the prime-order subgroup.
 * @returns Whether it verifies; a promise only when the suite's check is one.
 */
export function verifyStrict(
  suite: CryptoSuite,
  signed: SignedMessage,
): boolean | Promise<boolean> {
  const { publicKey, message, signature } = signed;
  if (signature.length !== SIGNATURE_BYTES) return false;
  if (!isBelow(signature.subarray(POINT_BYTES), ORDER)) return false;
  if (!isStrictEncoding(signature.subarray(0, POINT_BYTES))) return false;
  if (!isStrictPublicKey(publicKey)) return false;
  return suite.ed25519Verify(publicKey, message, signature);
}

/** Canonical (y below the prime) and none of the encodings of low-order points. */
function isStrictEncoding(point: Uint8Array): boolean {
  const y = Uint8Array.from(point);
  y[POINT_BYTES - 1] = (y[POINT_BYTES - 1] as number) & 0x7f; // The top bit is the sign of x.
  return isBelow(y, PRIME) && !LOW_ORDER_Y.has(toHex(y));
}

function isInSubgroup(publicKey: Uint8Array): boolean {
  try {
    return ed25519.Point.fromBytes(publicKey, false).isTorsionFree();
  } catch {
    return false; // Thrown for bytes that are no point of the curve.
  }
}

/** a < b, both little-endian and of one length. */
function isBelow(a: Uint8Array, b: Uint8Array): boolean {
  for (let k = b.length - 1; k >= 0; k--) {
    const difference = (a[k] as number) - (b[k] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function littleEndian(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new TypeError("Constant is not hexadecimal");
  return bytes;
}
