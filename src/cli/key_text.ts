/**
 * What the actions of `outband keys` share: public keys as text, where they are published, and what
 * is wrong with a command line.
 * @module
 */

import { concat } from "../base/bytes.ts";
import { sha256, sha256Hex, SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { publicPem } from "../evidence/log_keys.ts";
import {
  PASSPHRASE_VARIABLE,
  type PassphraseSource,
  passphraseSource,
} from "../evidence/passphrase.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import {
  formatVkey,
  isOrigin,
  KEY_TYPE_ED25519,
  keyIdOf,
  parseVkey,
  type Vkey,
  vkeyOf,
} from "../tlog/note.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { permittedEnvironment } from "./environment.ts";
import { readWhole, unreadable } from "./input.ts";

/** Flags that say where a passphrase is. */
export const PASSPHRASE_FLAGS: readonly string[] = [
  "key-passphrase-file",
  "key-passphrase-command",
];

const PUBLIC_KEY_REGEXP = /^log-(\d+)\.vkey$/;
const VKEY_BYTES_MAX = 1_024;

/** Where the passphrase of a command's keys is. */
export function passphraseOf(given: Arguments): PassphraseSource {
  return passphraseSource({
    disk: SYSTEM_DISK,
    file: given.value("key-passphrase-file") ?? null,
    command: given.value("key-passphrase-command") ?? null,
    variable: () => permittedEnvironment(PASSPHRASE_VARIABLE),
  });
}

/** A key that a log's directory publishes. */
export interface PublishedKey {
  n: number;
  vkey: Vkey;
}

/**
 * The keys of a log in its evidence directory, oldest first.
 *
 * @param origin Name that the log must have; null for any.
 * @throws {OutbandError} IO if there is none, or one is no key.
 */
export async function publishedKeys(
  evidenceDir: string,
  io: CommandIo,
  origin: string | null,
): Promise<PublishedKey[]> {
  const directory = `${evidenceDir}/keys`;
  const keys: PublishedKey[] = [];
  for (const name of fileNames(directory)) {
    const n = PUBLIC_KEY_REGEXP.exec(name)?.[1];
    if (n === undefined) continue;
    const path = `${directory}/${name}`;
    const bytes = await readWhole(path, io, { bytesMax: VKEY_BYTES_MAX });
    const vkey = publishedKey(new TextDecoder().decode(bytes));
    if (vkey === null) throw new OutbandError("IO", `Cannot use ${path}: it is not a log's vkey`);
    if (origin !== null && origin !== vkey.name) {
      throw new OutbandError("CONFIG", `Flag --origin is ${origin} and the log is ${vkey.name}`);
    }
    keys.push({ n: Number(n), vkey });
  }
  if (keys.length > 0) return keys.sort((x, y) => x.n - y.n);
  throw new OutbandError("IO", `Cannot find a key in ${directory}: there is no log-1.vkey`);
}

function publishedKey(text: string): Vkey | null {
  const vkey = text.endsWith("\n") ? parseVkey(text.slice(0, -1)) : null;
  if (vkey === null || vkey.type !== KEY_TYPE_ED25519) return null;
  return vkey.id === keyIdOf(sha256, vkey.name, vkey.type, vkey.publicKey) ? vkey : null;
}

/** The public half of a key; without a name there is no vkey to show. */
export function keyText(publicKey: Uint8Array, origin: string | null): string {
  const vkey = origin === null
    ? "needs --origin, the name of the log"
    : formatVkey(vkeyOf(sha256, origin, publicKey));
  return `origin  ${origin ?? "not given"}\n` +
    `vkey    ${vkey}\n` +
    `key id  ${keyIdHex(publicKey)}\n` +
    publicPem(spkiOf(publicKey));
}

/** SubjectPublicKeyInfo, DER. */
export function spkiOf(publicKey: Uint8Array): Uint8Array {
  return concat(SPKI_ED25519_PREFIX, publicKey);
}

/** Key id in statements. */
export function keyIdHex(publicKey: Uint8Array): string {
  return sha256Hex(spkiOf(publicKey));
}

/** The log that is named, checked; null when none is. */
export function originOf(given: Arguments): string | null {
  const origin = given.value("origin");
  if (origin === undefined) return null;
  if (isOrigin(origin)) return origin;
  throw new OutbandError(
    "CONFIG",
    `Flag --origin is ${JSON.stringify(origin)} and must be like example.com/prod/gw-0`,
  );
}

/** These commands take nothing but flags. */
export function checkRest(given: Arguments): void {
  const [stray] = given.rest;
  if (stray !== undefined) throw usage(`Unknown argument ${JSON.stringify(stray)}`);
}

/** An error about the command line. */
export function usage(problem: string): OutbandError {
  return new OutbandError("USAGE", `${problem}; see outband keys --help`);
}

/** Names of the files of a directory. */
export function fileNames(directory: string): string[] {
  try {
    return [...Deno.readDirSync(directory)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    throw unreadable(directory, error);
  }
}

/** Also true for a link that leads nowhere: it must not be followed either. */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw unreadable(path, error);
  }
}
