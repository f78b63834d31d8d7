/**
 * Signing for the tests, with the published secret keys of RFC 8032 section 7.1 only: whatever they
 * sign is worth nothing. Ed25519 is deterministic, so expected signatures can be written down.
 * @module
 */

import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { SPKI_ED25519_PREFIX } from "../../src/base/digest.ts";

/** PKCS#8 of an Ed25519 key (RFC 8410 section 7); 32 secret bytes follow. */
const PKCS8_PREFIX_HEX = "302e020100300506032b657004220420";

/** Secret keys of the tests named 1, 2 and 3 in RFC 8032 section 7.1. */
export const SECRETS = {
  first: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
  second: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
  third: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
} as const;

/** A key that signs. */
export interface TestKey {
  /** 32 bytes. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** SubjectPublicKeyInfo in DER, whose digest is a DSSE key id. */
  spki: Uint8Array<ArrayBuffer>;
  /** Pure Ed25519, 64 bytes. */
  sign(message: Uint8Array): Uint8Array<ArrayBuffer>;
}

/**
 * The key of a secret.
 *
 * @param secretHex 32 bytes in hex.
 */
export function testKey(secretHex: string): TestKey {
  const key: KeyObject = createPrivateKey({
    key: Buffer.from(PKCS8_PREFIX_HEX + secretHex, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const spki = Uint8Array.from(createPublicKey(key).export({ format: "der", type: "spki" }));
  return {
    publicKey: spki.slice(SPKI_ED25519_PREFIX.length),
    spki,
    sign(message: Uint8Array): Uint8Array<ArrayBuffer> {
      return Uint8Array.from(sign(null, message, key));
    },
  };
}
