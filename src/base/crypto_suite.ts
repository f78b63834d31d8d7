/**
 * What the pure rooms need of cryptography, as an interface: it is passed in, so that the same code
 * runs on the command line and in a page. `digest.ts` has the implementation for Deno and Node.
 * @module
 */

/** An incremental SHA-256. */
export interface Sha256Stream {
  /** Adds bytes. */
  update(data: Uint8Array): void;
  /** The 32-byte digest; the stream is used up. */
  digest(): Uint8Array;
}

/** What the pure rooms need of cryptography. Passed in, so that the same code runs in a page. */
export interface CryptoSuite {
  /** SHA-256, 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** A fresh incremental SHA-256. */
  sha256Stream(): Sha256Stream;
  /** HMAC-SHA-256, 32 bytes. */
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /**
   * The bare cofactorless Ed25519 equation, without the strict rules of `tlog/ed25519.ts`.
   *
   * @param publicKey 32 bytes.
   * @param message Any length.
   * @param signature 64 bytes.
   */
  ed25519Verify(
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
}
