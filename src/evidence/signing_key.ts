/**
 * A signing key in a file: Ed25519, PKCS#8 PEM (RFC 8410), maybe encrypted, which its owner alone
 * can read. It is loaded, or made once, and never leaves this module; every signature is checked
 * before it is handed out.
 * @module
 */

import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { concat, fromHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import { isStrictPublicKey } from "../tlog/ed25519.ts";
import { formatVkey, vkeyOf } from "../tlog/note.ts";
import { checkOwnerOnly } from "./owner_only.ts";
import type { PassphraseSource } from "./passphrase.ts";
import { encryptPkcs8 } from "./pkcs8.ts";
import { checkLength, PROBE, type Signer } from "./signer.ts";

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
  /** Opens an encrypted key, and encrypts a new one; no passphrase when absent. */
  passphrase?: PassphraseSource;
}

const PEM_BYTES_MAX = 16_384;
const SEED_BYTES = 32;
const SIGNATURE_BYTES = 64;
const ENCRYPTED_LABEL = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
/** DER prefix of an Ed25519 PKCS#8 key (RFC 8410 section 7); the 32-byte seed follows. */
const PKCS8_PREFIX_HEX = "302e020100300506032b657004220420";

/**
 * Loads the key, or makes one where that is allowed.
 *
 * @throws {OutbandError} CONFIG if there is no key, others may read it, or it is not an Ed25519
 *   key that every verifier takes.
 */
export function openSigningKey(place: KeyPlace): Signer {
  const { disk, path, randomBytes, passphrase } = place;
  if (disk.mode(path) === null && readFile(disk, path, { bytesMax: PEM_BYTES_MAX }) === null) {
    if (randomBytes === undefined) {
      throw keyError(path, "it is missing; restore it or choose another --evidence-dir");
    }
    makeKey(place, { randomBytes, passphrase: passphrase?.() ?? null });
  }
  checkOwnerOnly(disk, path, "signing key");
  return signerOf(place, parseKey(place));
}

function makeKey(
  { disk, path }: KeyPlace,
  made: { randomBytes: (count: number) => Uint8Array; passphrase: string | null },
): void {
  const { randomBytes, passphrase } = made;
  const der = concat(fromHex(PKCS8_PREFIX_HEX) as Uint8Array, randomBytes(SEED_BYTES));
  const key = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
  const pem = passphrase === null
    ? key.export({ type: "pkcs8", format: "pem" }) as string
    : encryptPkcs8(der, { passphrase, randomBytes });
  replaceFile(disk, path, { bytes: utf8(pem), isPrivate: true });
  disk.syncDirectory(path.slice(0, Math.max(path.lastIndexOf("/"), 1)));
}

function parseKey(place: KeyPlace): KeyObject {
  const bytes = readFile(place.disk, place.path, { bytesMax: PEM_BYTES_MAX });
  const pem = new TextDecoder().decode(bytes ?? new Uint8Array(0));
  const isEncrypted = pem.includes(ENCRYPTED_LABEL);
  const passphrase = isEncrypted ? place.passphrase?.() ?? null : null;
  if (isEncrypted && passphrase === null) {
    throw keyError(
      place.path,
      "it is encrypted; give --key-passphrase-file, --key-passphrase-command or " +
        "OUTBAND_KEY_PASSPHRASE",
    );
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(passphrase === null ? pem : { key: pem, passphrase });
  } catch {
    throw keyError(
      place.path,
      isEncrypted ? "the passphrase does not open it" : "it is not a PKCS#8 PEM file",
    );
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
  const signer: Signer = {
    vkey,
    vkeyText: formatVkey(vkey),
    spki,
    isRemote: false,
    sign(message: Uint8Array): Uint8Array {
      checkLength(message);
      const signature = Uint8Array.from(sign(null, message, key));
      const isSound = signature.length === SIGNATURE_BYTES &&
        suite.ed25519Verify(publicKey, message, signature) === true;
      if (!isSound) throw new OutbandError("IO", `Cannot sign with ${path}: it does not verify`);
      return signature;
    },
    begin(message: Uint8Array): { poll(): Uint8Array; cancel(): void } {
      const signature = signer.sign(message);
      return { poll: () => signature, cancel: (): void => {} };
    },
  };
  signer.sign(PROBE); // A key that cannot sign must stop the start.
  return signer;
}

function keyError(path: string, what: string): OutbandError {
  return new OutbandError("CONFIG", `Cannot use the signing key ${path}: ${what}`);
}
