/**
 * Signing keys made from one byte, for logs in tests. Never use them for anything else.
 * @module
 */

import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { concat, fromHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { formatNote, formatVkey, type Vkey, vkeyOf } from "../../src/tlog/note.ts";

/** Name of the built logs. */
export const ORIGIN = "test.example/gw-0";

/** PKCS #8 of an Ed25519 key without its last 32 bytes, the seed (RFC 8410 section 7). */
const PKCS8_PREFIX = "302e020100300506032b657004220420";

/** A signing key made from one byte. */
export interface TestKey {
  privateKey: KeyObject;
  vkey: Vkey;
  /** As text. */
  text: string;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
}

/** The same key for the same number. */
export function testKey(seed: number, name = ORIGIN): TestKey {
  const der = concat(fromHex(PKCS8_PREFIX) as Uint8Array, new Uint8Array(32).fill(seed));
  const privateKey = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
  const spki = new Uint8Array(
    createPublicKey(privateKey).export({ format: "der", type: "spki" }),
  );
  const vkey = vkeyOf(NODE_SUITE.sha256, name, spki.slice(-32));
  return { privateKey, vkey, text: formatVkey(vkey), spki };
}

/** Signs like the log does. */
export function signWith(key: TestKey, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, key.privateKey));
}

/** A signed note over a checkpoint. */
export function signedNote(text: string, keys: readonly TestKey[]): string {
  return formatNote({
    text,
    signatures: keys.map((key) => ({
      name: key.vkey.name,
      id: key.vkey.id,
      signature: signWith(key, utf8(text)),
    })),
  });
}
