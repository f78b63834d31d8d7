/**
 * Ed25519 public keys as other tools name and store them: SubjectPublicKeyInfo (RFC 8410).
 * @module
 */

import { concat, toBase64, toHex } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";

/** DER of an Ed25519 SubjectPublicKeyInfo without its last 32 bytes, the key (RFC 8410 section 4). */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

/** Key id of statements: hex SHA-256 of the DER. */
export function spkiKeyId(suite: CryptoSuite, publicKey: Uint8Array): string {
  return toHex(suite.sha256(concat(SPKI_PREFIX, publicKey)));
}

/** PEM with a final line feed, as `openssl pkey -pubout` writes it. */
export function spkiPem(publicKey: Uint8Array): string {
  const der = toBase64(concat(SPKI_PREFIX, publicKey));
  return `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`;
}
