/**
 * The signing key of a log: an Ed25519 key in a PKCS#8 PEM file (RFC 8410) that its owner alone can
 * read. It is loaded, or made once, and never leaves this module; every signature is checked before
 * it is handed out.
 * @module
 */

import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { concat, fromHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import { PAE_BYTES_MAX } from "../format/statement.ts";
import { isStrictPublicKey } from "../tlog/ed25519.ts";
import { formatVkey, type Vkey, vkeyOf } from "../tlog/note.ts";

/** Signs for one log. */
export interface Signer {
  /** Public key with its name, the log's origin. */
  readonly vkey: Vkey;
  /** The same as text. */
  readonly vkeyText: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /**
   * Signs at most 4,096 bytes; 64 bytes, already checked against the public key.
   *
   * @throws {OutbandError} IO if the signature does not verify.
   */
  sign(message: Uint8Array): Uint8Array;
}

/** Where a key is, and what may be done about it. */
export interface KeyPlace {
  disk: Disk;
  suite: CryptoSuite;
  /** Origin of the log: the name of the key. */
  origin: string;
  /** Path of the PEM file. */
  path: string;
  /** Source of a new key when there is no file; without it a missing file is an error. */
  randomBytes?: (count: number) => Uint8Array;
}

const PEM_BYTES_MAX = 16_384;
const SEED_BYTES = 32;
const SIGNATURE_BYTES = 64;
const OTHERS_BITS = 0o077;
/** DER prefix of an Ed25519 PKCS#8 key (RFC 8410 section 7); the 32-byte seed follows. */
const PKCS8_PREFIX_HEX = "302e020100300506032b657004220420";

/**
 * Loads the key, or makes one where that is allowed.
 *
 * @throws {OutbandError} CONFIG if there is no key, others may read it, or it is not an Ed25519
 *   key that every verifier takes.
 */
export function openSigningKey(place: KeyPlace): Signer {
  const { disk, path, randomBytes } = place;
  if (disk.mode(path) === null && readFile(disk, path, { bytesMax: PEM_BYTES_MAX }) === null) {
    if (randomBytes === undefined) {
      throw keyError(path, "it is missing; restore it or choose another --evidence-dir");
    }
    makeKey(disk, path, randomBytes(SEED_BYTES));
  }
  const mode = disk.mode(path);
  if (mode !== null && (mode & OTHERS_BITS) !== 0) {
    throw keyError(path, `others may read it (mode ${mode.toString(8)}); run chmod 600`);
  }
  return signerOf(place, parseKey(place));
}

function makeKey(disk: Disk, path: string, seed: Uint8Array): void {
  const der = concat(fromHex(PKCS8_PREFIX_HEX) as Uint8Array, seed);
  const key = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
  const pem = key.export({ type: "pkcs8", format: "pem" }) as string;
  replaceFile(disk, path, { bytes: utf8(pem), isPrivate: true });
  disk.syncDirectory(path.slice(0, Math.max(path.lastIndexOf("/"), 1)));
}

function parseKey(place: KeyPlace): KeyObject {
  const pem = readFile(place.disk, place.path, { bytesMax: PEM_BYTES_MAX });
  let key: KeyObject;
  try {
    key = createPrivateKey(new TextDecoder().decode(pem ?? new Uint8Array(0)));
  } catch {
    throw keyError(place.path, "it is not an unencrypted PKCS#8 PEM file");
  }
  if (key.asymmetricKeyType !== "ed25519") throw keyError(place.path, "it is not an Ed25519 key");
  return key;
}

function signerOf(place: KeyPlace, key: KeyObject): Signer {
  const { suite, origin, path } = place;
  const spki = Uint8Array.from(createPublicKey(key).export({ type: "spki", format: "der" }));
  const publicKey = spki.slice(SPKI_ED25519_PREFIX.length);
  if (!isStrictPublicKey(publicKey)) throw keyError(path, "its public key is not a sound one");
  const vkey = vkeyOf(suite.sha256, origin, publicKey);
  const signer = {
    vkey,
    vkeyText: formatVkey(vkey),
    spki,
    sign(message: Uint8Array): Uint8Array {
      if (message.length > PAE_BYTES_MAX) {
        throw new RangeError(`Cannot sign ${message.length} bytes`);
      }
      const signature = Uint8Array.from(sign(null, message, key));
      const isSound = signature.length === SIGNATURE_BYTES &&
        suite.ed25519Verify(publicKey, message, signature) === true;
      if (!isSound) throw new OutbandError("IO", `Cannot sign with ${path}: it does not verify`);
      return signature;
    },
  };
  signer.sign(utf8("outband/probe/v1\n")); // A key that cannot sign must stop the start.
  return signer;
}

function keyError(path: string, what: string): OutbandError {
  return new OutbandError("CONFIG", `Cannot use the signing key ${path}: ${what}`);
}
