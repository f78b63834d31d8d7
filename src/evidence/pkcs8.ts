/**
 * Writes an Ed25519 key as encrypted PKCS#8 (RFC 5958 with PBES2 of RFC 8018): PBKDF2 with
 * HMAC-SHA-256, then AES-256-CBC, as `openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 600000` does. The
 * runtime's own export stops at 2,048 rounds, which a passphrase does not survive for long; reading
 * is the runtime's, which takes any number of rounds, and scrypt.
 *
 * ```text
 * SEQUENCE { SEQUENCE { PBES2,
 *                       SEQUENCE { SEQUENCE { PBKDF2, SEQUENCE { salt, rounds, hmacWithSHA256 } },
 *                                  SEQUENCE { aes256-CBC, iv } } },
 *            OCTET STRING }
 * ```
 * @module
 */

import { createCipheriv, pbkdf2Sync } from "node:crypto";
import { concat, fromHex, toBase64, utf8 } from "../base/bytes.ts";

/** Rounds of PBKDF2; OWASP's figure for HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const PBKDF2_ROUNDS = 600_000;

const SALT_BYTES = 16;
const IV_BYTES = 16;
const AES_KEY_BYTES = 32;
const PEM_LINE_CHARS = 64;

const TAG_INTEGER = 0x02;
const TAG_OCTETS = 0x04;
const TAG_SEQUENCE = 0x30;
/** Object identifiers with tag and length, and NULL (RFC 8018 appendix C, NIST AES arc). */
const PBES2 = hex("06092a864886f70d01050d");
const PBKDF2 = hex("06092a864886f70d01050c");
const HMAC_SHA256 = hex("06082a864886f70d0209");
const AES_256_CBC = hex("060960864801650304012a");
const NULL = hex("0500");

/** What a key is encrypted with. */
export interface Encryption {
  passphrase: string;
  randomBytes: (count: number) => Uint8Array;
  /** Rounds of PBKDF2, fewer in tests only. */
  rounds?: number;
}

/**
 * PEM text of an encrypted private key.
 *
 * @param der The PKCS#8 bytes, not encrypted.
 */
export function encryptPkcs8(der: Uint8Array, encryption: Encryption): string {
  const { passphrase, randomBytes, rounds = PBKDF2_ROUNDS } = encryption;
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const key = pbkdf2Sync(utf8(passphrase), salt, rounds, AES_KEY_BYTES, "sha256");
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const encrypted = concat(cipher.update(der), cipher.final());
  const derivation = sequence(
    PBKDF2,
    sequence(element(TAG_OCTETS, salt), integer(rounds), sequence(HMAC_SHA256, NULL)),
  );
  const scheme = sequence(AES_256_CBC, element(TAG_OCTETS, iv));
  const algorithm = sequence(PBES2, sequence(derivation, scheme));
  return pem(sequence(algorithm, element(TAG_OCTETS, encrypted)));
}

function pem(der: Uint8Array): string {
  const lines = toBase64(der).match(new RegExp(`.{1,${PEM_LINE_CHARS}}`, "g")) ?? [];
  const label = "ENCRYPTED PRIVATE KEY";
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(TAG_SEQUENCE, concat(...parts));
}

function integer(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if ((bytes[0] ?? 0) >= 0x80) bytes.unshift(0); // Else it would be negative.
  return element(TAG_INTEGER, Uint8Array.from(bytes));
}

/** Tag, length in the shortest form, content (X.690 section 8.1); content below 64 KiB. */
function element(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const lengthBytes = length < 0x80
    ? [length]
    : length < 0x100
    ? [0x81, length]
    : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.of(tag, ...lengthBytes), content);
}

function hex(text: string): Uint8Array {
  return fromHex(text) as Uint8Array;
}
