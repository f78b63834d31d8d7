/**
 * `outband keys`: makes a signing key, and prints the public half of one as auditors need it. A
 * private key is written to its file and to nothing else.
 * @module
 */

import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { concat } from "../base/bytes.ts";
import { NODE_SUITE, sha256, sha256Hex, SPKI_ED25519_PREFIX } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { publicPem } from "../evidence/log_keys.ts";
import { openSigningKey } from "../evidence/signing_key.ts";
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
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { fileFault, readWhole, unreadable } from "./input.ts";

/** Name of the signing key in the private directory. */
export const SIGNING_KEY_FILE = "log-1.key.pem";

const PUBLIC_KEY_REGEXP = /^log-\d+\.vkey$/;
const VKEY_BYTES_MAX = 1_024;
/** Name of a key while its log's is not known; never printed. */
const NO_ORIGIN = "localhost/unnamed";

const USAGE = `Usage: outband keys init --key-file FILE [--origin NAME]
       outband keys show --key-file FILE [--origin NAME]
       outband keys show --private-dir DIR [--origin NAME]
       outband keys show --evidence-dir DIR

init makes an Ed25519 signing key (PKCS#8 PEM, mode 0600); it never replaces a file. show prints the
public key three times: as the vkey line that auditors pin (outband verify --key), as PEM, and as
the key id in statements, the SHA-256 of the key's SubjectPublicKeyInfo.

  --origin NAME  name of the log, as in outband serve --origin; part of the vkey
`;

/** `outband keys`. */
export const KEYS_COMMAND: Command = {
  name: "keys",
  summary: "make a signing key, or show its public half",
  usage: USAGE,
  run: runKeys,
};

async function runKeys(args: readonly string[], io: CommandIo): Promise<number> {
  const [action, ...rest] = args;
  if (action === "init") {
    initKey(readArguments("keys", rest, { values: ["key-file", "origin"] }), io);
  } else if (action === "show") {
    const values = ["key-file", "private-dir", "evidence-dir", "origin"];
    await showKeys(readArguments("keys", rest, { values }), io);
  } else {
    throw usage("Say outband keys init or outband keys show");
  }
  return EXIT.OK;
}

function initKey(given: Arguments, io: CommandIo): void {
  checkRest(given);
  const file = given.value("key-file");
  if (file === undefined) throw usage("Flag --key-file is required");
  const origin = originOf(given);
  const path = resolve(file);
  if (exists(path)) {
    throw new OutbandError("CONFIG", `Cannot make a key in ${file}: it exists, and is kept`);
  }
  const publicKey = makeKey(path);
  // A new key has no log yet, so a name can be made for it; `serve` must then be given the same.
  const name = origin ?? `localhost/outband-${keyIdHex(publicKey).slice(0, 8)}`;
  io.out(keyText(publicKey, name));
  io.out(`\nStart with: outband serve --key-file ${file} --origin ${name} --target URL\n`);
}

function makeKey(path: string): Uint8Array {
  try {
    return publicKeyIn(path, (count) => Uint8Array.from(randomBytes(count)));
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "its directory does not exist"
      : fileFault(error);
    throw new OutbandError("IO", `Cannot make a key in ${path}: ${reason}`, { cause: error });
  }
}

async function showKeys(given: Arguments, io: CommandIo): Promise<void> {
  checkRest(given);
  const origin = originOf(given);
  const sources = ["key-file", "private-dir", "evidence-dir"].filter((name) =>
    given.value(name) !== undefined
  );
  const [source] = sources;
  if (source === undefined || sources.length > 1) {
    throw usage("Name one of --key-file, --private-dir and --evidence-dir");
  }
  const place = given.value(source) as string;
  if (source === "evidence-dir") {
    const texts = await publishedKeys(place, io, origin);
    io.out(texts.join("\n"));
    return;
  }
  const path = resolve(source === "private-dir" ? `${place}/${SIGNING_KEY_FILE}` : place);
  if (!exists(path)) throw new OutbandError("IO", `Cannot read ${path}: it does not exist`);
  io.out(keyText(publicKeyIn(path), origin));
}

function publicKeyIn(path: string, random?: (count: number) => Uint8Array): Uint8Array {
  const place = { disk: SYSTEM_DISK, suite: NODE_SUITE, origin: NO_ORIGIN, path };
  const key = openSigningKey(random === undefined ? place : { ...place, randomBytes: random });
  return key.vkey.publicKey;
}

/** The keys of a log in its evidence directory, oldest first. */
async function publishedKeys(
  evidenceDir: string,
  io: CommandIo,
  origin: string | null,
): Promise<string[]> {
  const directory = `${evidenceDir}/keys`;
  const names = fileNames(directory).filter((name) => PUBLIC_KEY_REGEXP.test(name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (names.length === 0) {
    throw new OutbandError("IO", `Cannot find a key in ${directory}: there is no log-1.vkey`);
  }
  const texts: string[] = [];
  for (const name of names) {
    const path = `${directory}/${name}`;
    const bytes = await readWhole(path, io, { bytesMax: VKEY_BYTES_MAX });
    const vkey = publishedKey(new TextDecoder().decode(bytes));
    if (vkey === null) throw new OutbandError("IO", `Cannot use ${path}: it is not a log's vkey`);
    if (origin !== null && origin !== vkey.name) {
      throw new OutbandError("CONFIG", `Flag --origin is ${origin} and the log is ${vkey.name}`);
    }
    texts.push(keyText(vkey.publicKey, vkey.name));
  }
  return texts;
}

function publishedKey(text: string): Vkey | null {
  const vkey = text.endsWith("\n") ? parseVkey(text.slice(0, -1)) : null;
  if (vkey === null || vkey.type !== KEY_TYPE_ED25519) return null;
  return vkey.id === keyIdOf(sha256, vkey.name, vkey.type, vkey.publicKey) ? vkey : null;
}

/** The public half of a key; without a name there is no vkey to show. */
function keyText(publicKey: Uint8Array, origin: string | null): string {
  const vkey = origin === null
    ? "needs --origin, the name of the log"
    : formatVkey(vkeyOf(sha256, origin, publicKey));
  return `origin  ${origin ?? "not given"}\n` +
    `vkey    ${vkey}\n` +
    `key id  ${keyIdHex(publicKey)}\n` +
    publicPem(spkiOf(publicKey));
}

function spkiOf(publicKey: Uint8Array): Uint8Array {
  return concat(SPKI_ED25519_PREFIX, publicKey);
}

function keyIdHex(publicKey: Uint8Array): string {
  return sha256Hex(spkiOf(publicKey));
}

function originOf(given: Arguments): string | null {
  const origin = given.value("origin");
  if (origin === undefined) return null;
  if (isOrigin(origin)) return origin;
  throw new OutbandError(
    "CONFIG",
    `Flag --origin is ${JSON.stringify(origin)} and must be like example.com/prod/gw-0`,
  );
}

function checkRest(given: Arguments): void {
  const [stray] = given.rest;
  if (stray !== undefined) throw usage(`Unknown argument ${JSON.stringify(stray)}`);
}

function usage(problem: string): OutbandError {
  return new OutbandError("USAGE", `${problem}; see outband keys --help`);
}

function fileNames(directory: string): string[] {
  try {
    return [...Deno.readDirSync(directory)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    throw unreadable(directory, error);
  }
}

/** Also true for a link that leads nowhere: it must not be followed either. */
function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw unreadable(path, error);
  }
}
