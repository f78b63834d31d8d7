/**
 * Reads an Ed25519 public key as the tools of keys write it: SubjectPublicKeyInfo in PEM, as
 * OpenSSL, `pkcs11-tool --read-object` and key services do, or a vkey.
 * @module
 */

import { fromBase64 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { isStrictPublicKey } from "../tlog/ed25519.ts";
import { KEY_TYPE_ED25519, keyIdOf, parseVkey } from "../tlog/note.ts";

const PEM_REGEXP =
  /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]{1,200})-----END PUBLIC KEY-----\s*$/;
const PUBLIC_KEY_BYTES = 32;

/** The 32 bytes of a public key; null when the text is none, or not a sound one. */
export function readPublicKey(suite: CryptoSuite, text: string): Uint8Array | null {
  const publicKey = text.startsWith("-----") ? ofPem(text) : ofVkey(suite, text.trim());
  return publicKey !== null && isStrictPublicKey(publicKey) ? publicKey : null;
}

function ofPem(text: string): Uint8Array | null {
  const der = fromBase64((PEM_REGEXP.exec(text)?.[1] ?? "").replaceAll(/\s+/g, ""));
  if (der === null || der.length !== SPKI_ED25519_PREFIX.length + PUBLIC_KEY_BYTES) return null;
  const isEd25519 = SPKI_ED25519_PREFIX.every((byte, k) => der[k] === byte);
  return isEd25519 ? der.slice(SPKI_ED25519_PREFIX.length) : null;
}

function ofVkey(suite: CryptoSuite, text: string): Uint8Array | null {
  const vkey = parseVkey(text);
  if (vkey === null || vkey.type !== KEY_TYPE_ED25519) return null;
  const id = keyIdOf(suite.sha256, vkey.name, vkey.type, vkey.publicKey);
  return id === vkey.id ? vkey.publicKey : null;
}
