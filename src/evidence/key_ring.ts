/**
 * The signing keys of one log: that of `--key-file`, and those in the private directory, by number.
 *
 * ```text
 * log-1.key.pem        the first key, made at the first start unless --key-file names one
 * log-2.key.pem        its successor in a file, as `outband keys rotate` makes it
 * log-3.signer         a successor behind a command: {"command":"...","vkey":"..."} and a line feed
 * log-1.attest.pem     signs the statements of a log whose key is behind a command
 * ```
 *
 * A key with a number above the newest that the log's records announce is the one to be announced.
 *
 * @module
 */

import { decodeUtf8, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import { KEY_TYPE_ED25519, parseVkey } from "../tlog/note.ts";
import { EXEC_PREFIX, execSigner } from "./exec_signer.ts";
import { checkOwnerOnly } from "./owner_only.ts";
import type { PassphraseSource } from "./passphrase.ts";
import { readPublicKey } from "./public_key.ts";
import type { Signer } from "./signer.ts";
import { openSigningKey } from "./signing_key.ts";

/** Where the keys of a log are. */
export interface KeyRingPlace {
  disk: Disk;
  suite: CryptoSuite;
  privateDir: string;
  /** Origin of the log. */
  origin: string;
  /** A key of the user's own: a path, or `exec:` and a command. */
  keyFile?: string;
  /** Public key of a command, PEM or vkey, in a file. */
  publicKeyFile?: string;
  passphrase?: PassphraseSource;
}

/** A key of the private directory. */
export interface NumberedKey {
  n: number;
  /** Path of its file. */
  path: string;
}

const KEY_FILE_REGEXP = /^log-([1-9]\d{0,5})\.(?:key\.pem|signer)$/;
/** How the file of a key behind a command ends. */
export const SIGNER_SUFFIX = ".signer";
const SIGNER_BYTES_MAX = 16_384;
const PUBLIC_KEY_BYTES_MAX = 4_096;
/** As many as can be in force, and the next one. */
const KEYS_OPENED_MAX = 3;

/** Path of the file of a log's key in its private directory. */
export function keyPath(privateDir: string, n: number): string {
  return `${privateDir}/log-${n}.key.pem`;
}

/** Path of the file that names the command of a log's key. */
export function signerPath(privateDir: string, n: number): string {
  return `${privateDir}/log-${n}${SIGNER_SUFFIX}`;
}

/** The keys of a private directory by number; none when there is no directory. */
export function listKeys(disk: Disk, privateDir: string): NumberedKey[] {
  const keys: NumberedKey[] = [];
  for (const { name, isFile } of disk.list(privateDir) ?? []) {
    const n = KEY_FILE_REGEXP.exec(name)?.[1];
    if (isFile && n !== undefined) keys.push({ n: Number(n), path: `${privateDir}/${name}` });
  }
  keys.sort((a, b) => a.n - b.n);
  const twice = keys.find(({ n }, k) => keys[k + 1]?.n === n);
  if (twice === undefined) return keys;
  throw new OutbandError(
    "CONFIG",
    `Cannot choose a key in ${privateDir}: two files are number ${twice.n}; remove one`,
  );
}

/** Opens the key of `--key-file`. */
export function openOwnKey(place: KeyRingPlace & { keyFile: string }): Signer {
  const { disk, suite, origin, keyFile, publicKeyFile } = place;
  if (!keyFile.startsWith(EXEC_PREFIX)) return openFile(place, keyFile);
  if (publicKeyFile === undefined) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use --key-file=${EXEC_PREFIX} a command needs its public key; give --public-key-file`,
    );
  }
  const bytes = readFile(disk, publicKeyFile, { bytesMax: PUBLIC_KEY_BYTES_MAX });
  const publicKey = bytes === null ? null : readPublicKey(suite, new TextDecoder().decode(bytes));
  if (publicKey === null) {
    const what = bytes === null ? "it is missing" : "it is no Ed25519 public key, PEM or vkey";
    throw new OutbandError("CONFIG", `Cannot use --public-key-file=${publicKeyFile}: ${what}`);
  }
  const command = keyFile.slice(EXEC_PREFIX.length);
  return execSigner({ suite, name: origin, command, publicKey });
}

/** Opens a key of the private directory. */
export function openNumbered(place: KeyRingPlace, { path }: NumberedKey): Signer {
  if (!path.endsWith(SIGNER_SUFFIX)) return openFile(place, path);
  const { disk, suite, origin } = place;
  // Whoever may write it may run commands as us.
  checkOwnerOnly(disk, path, "signer file");
  const found = readSignerFile(disk, path);
  if (found.name !== origin) {
    throw new OutbandError(
      "CONFIG",
      `Cannot use the signer file ${path}: its key is named ${found.name}, and the log ${origin}`,
    );
  }
  return execSigner({ suite, ...found });
}

/** Opens the newest keys of the private directory, oldest first. */
export function openNewest(place: KeyRingPlace): { n: number; signer: Signer }[] {
  return listKeys(place.disk, place.privateDir).slice(-KEYS_OPENED_MAX)
    .map((key) => ({ n: key.n, signer: openNumbered(place, key) }));
}

function openFile(place: KeyRingPlace, path: string): Signer {
  const { disk, suite, origin, passphrase } = place;
  return openSigningKey({
    disk,
    suite,
    origin,
    path,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

/** Writes the file of a key behind a command. */
export function writeSigner(
  disk: Disk,
  path: string,
  signer: { command: string; vkey: string },
): void {
  const { command, vkey } = signer;
  replaceFile(disk, path, {
    bytes: utf8(`${canonicalJson({ command, vkey })}\n`),
    isPrivate: true,
  });
  disk.syncDirectory(path.slice(0, Math.max(path.lastIndexOf("/"), 1)));
}

/**
 * Reads the file of a key behind a command.
 *
 * @throws {OutbandError} CONFIG if {@linkcode writeSigner} did not write it.
 */
export function readSignerFile(
  disk: Disk,
  path: string,
): { command: string; name: string; publicKey: Uint8Array } {
  const found = readSigner(readFile(disk, path, { bytesMax: SIGNER_BYTES_MAX }));
  if (found !== null) return found;
  throw new OutbandError("CONFIG", `Cannot use the signer file ${path}: it is malformed`);
}

function readSigner(
  bytes: Uint8Array | null,
): { command: string; name: string; publicKey: Uint8Array } | null {
  let value: unknown;
  let text: string;
  try {
    text = decodeUtf8(bytes ?? new Uint8Array(0));
    value = JSON.parse(text);
  } catch {
    return null; // Not UTF-8, or not JSON.
  }
  if (typeof value !== "object" || value === null) return null;
  const { command, vkey } = value as Readonly<Record<string, unknown>>;
  if (typeof command !== "string" || typeof vkey !== "string") return null;
  const key = parseVkey(vkey);
  const isExact = text === `${canonicalJson({ command, vkey })}\n`;
  if (!isExact || key === null || key.type !== KEY_TYPE_ED25519) return null;
  return { command, name: key.name, publicKey: key.publicKey };
}
