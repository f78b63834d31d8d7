/**
 * Hashes and signatures in plain JavaScript, for the page: the same verdicts as the platform's own,
 * whatever browser it is. Never for signing.
 * @module
 */

import { ed25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { CryptoSuite, Sha256Stream } from "../base/crypto_suite.ts";

const POINT_BYTES = 32;

/** {@linkcode CryptoSuite} that needs nothing of its platform. */
export const NOBLE_SUITE: CryptoSuite = {
  sha256,
  sha256Stream(): Sha256Stream {
    const inner = sha256.create();
    return {
      update(data: Uint8Array): void {
        inner.update(data);
      },
      digest: () => inner.digest(),
    };
  },
  hmacSha256: (key, data) => hmac(sha256, key, data),
  /** The library's equation is the cofactored one, hence the subgroup check on R. */
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    try {
      const r = ed25519.Point.fromBytes(signature.slice(0, POINT_BYTES), false);
      return r.isTorsionFree() && ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false; // Thrown for encodings that it does not take: it does not verify.
    }
  },
};
