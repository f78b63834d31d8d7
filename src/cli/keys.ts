/**
 * `outband keys`: makes, shows, changes, revokes and exports keys. A private key is written to its
 * file and to nothing else; what is printed is public.
 * @module
 */

import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { listKeys, readSignerFile, SIGNER_SUFFIX } from "../evidence/key_ring.ts";
import type { PassphraseSource } from "../evidence/passphrase.ts";
import { openSigningKey } from "../evidence/signing_key.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { recoveryName } from "../tlog/key_names.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { fileFault } from "./input.ts";
import {
  checkRest,
  exists,
  keyIdHex,
  keyText,
  originOf,
  PASSPHRASE_FLAGS,
  passphraseOf,
  publishedKeys,
  usage,
} from "./key_text.ts";
import { exportKey } from "./keys_export.ts";
import { revokeKey } from "./keys_revoke.ts";
import { rotateKey } from "./keys_rotate.ts";

/** Name of the first signing key in the private directory. */
export const SIGNING_KEY_FILE = "log-1.key.pem";

/** Name of a key while its log's is not known; never printed. */
const NO_ORIGIN = "localhost/unnamed";

const USAGE = `Usage: outband keys init --key-file FILE [--origin NAME] [--recovery-key-file FILE]
       outband keys show --key-file FILE [--origin NAME]
       outband keys show --private-dir DIR [--origin NAME]
       outband keys show --evidence-dir DIR
       outband keys rotate --evidence-dir DIR [--private-dir DIR]
                           [--key-file exec:COMMAND --public-key-file FILE]
       outband keys revoke --recovery-key-file FILE --vkey VKEY --last-size N [--since TIME]
                           [--evidence-dir DIR | --output FILE]
       outband keys export --evidence-dir DIR [--number N] [--format FORMAT] [--output FILE]

init makes an Ed25519 signing key (PKCS#8 PEM, mode 0600); it never replaces a file. With
--recovery-key-file it also makes the key that may later revoke the log's keys: take it offline, and
start serve with the --recovery-vkey that is printed.

show prints the public key three times: as the vkey line that auditors pin (outband verify --key),
as PEM, and as the key id in statements, the SHA-256 of the key's SubjectPublicKeyInfo.

rotate prepares the next key of a log in its private directory, or names a command that signs.
SIGHUP to outband serve, or its next start, then changes to it: the log announces the new key with
a proof that it is held, and the next checkpoint is signed by both. Either key identifies the log.

revoke signs, with the recovery key, that a key is not to be believed for more than N records. The
statement goes to the log's published keys, to a file, or to standard output; give it to auditors
(outband verify --revocation), since who took the key may remove it from the evidence.

export prints a public key for other tools: pem (default), vkey, jwk, ssh, or policy (tlog-policy).

  --origin NAME                   name of the log, as in outband serve --origin; part of the vkey
  --key-passphrase-file FILE      passphrase of encrypted key files, mode 0600; new keys are encrypted
  --key-passphrase-command CMD    the same from a command; else from OUTBAND_KEY_PASSPHRASE
  --key-file exec:COMMAND         a key behind a command: message on standard input, signature, raw
                                  or base64, on standard output; --public-key-file is PEM or a vkey
`;

/** `outband keys`. */
export const KEYS_COMMAND: Command = {
  name: "keys",
  summary: "make, show, change, revoke or export keys",
  usage: USAGE,
  run: runKeys,
};

/** What `outband keys` can do, with the flags of each. */
const ACTIONS: Readonly<
  Record<string, { flags: readonly string[]; run(given: Arguments, io: CommandIo): unknown }>
> = {
  init: { flags: ["key-file", "recovery-key-file", "origin", ...PASSPHRASE_FLAGS], run: initKeys },
  show: {
    flags: ["key-file", "private-dir", "evidence-dir", "origin", ...PASSPHRASE_FLAGS],
    run: showKeys,
  },
  rotate: {
    flags: ["evidence-dir", "private-dir", "key-file", "public-key-file", ...PASSPHRASE_FLAGS],
    run: rotateKey,
  },
  revoke: {
    flags: [
      "recovery-key-file",
      "public-key-file",
      "vkey",
      "last-size",
      "since",
      "evidence-dir",
      "output",
      ...PASSPHRASE_FLAGS,
    ],
    run: revokeKey,
  },
  export: { flags: ["evidence-dir", "number", "format", "output"], run: exportKey },
};

async function runKeys(args: readonly string[], io: CommandIo): Promise<number> {
  const [name = "", ...rest] = args;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw usage(`Say outband keys ${Object.keys(ACTIONS).join(", ")}: one of these`);
  }
  const given = readArguments("keys", rest, { values: action.flags });
  checkRest(given);
  await action.run(given, io);
  return EXIT.OK;
}

function initKeys(given: Arguments, io: CommandIo): void {
  const file = given.value("key-file");
  const recoveryFile = given.value("recovery-key-file");
  if (file === undefined && recoveryFile === undefined) {
    throw usage("Flag --key-file or --recovery-key-file is required");
  }
  const origin = originOf(given);
  if (recoveryFile !== undefined && origin === null) {
    throw usage("Flag --recovery-key-file needs --origin, the name of the log");
  }
  for (const path of [file, recoveryFile]) {
    if (path === undefined || !exists(resolve(path))) continue;
    throw new OutbandError("CONFIG", `Cannot make a key in ${path}: it exists, and is kept`);
  }
  const passphrase = passphraseOf(given);
  let name = origin;
  if (file !== undefined) {
    const publicKey = makeKey(resolve(file), passphrase);
    // A new key has no log yet, so a name can be made for it; `serve` must then be given the same.
    name ??= `localhost/outband-${keyIdHex(publicKey).slice(0, 8)}`;
    io.out(keyText(publicKey, name));
  }
  let flags = file === undefined ? "" : ` --key-file ${file}`;
  flags += ` --origin ${name}`;
  if (recoveryFile !== undefined && name !== null) {
    const publicKey = makeKey(resolve(recoveryFile), passphrase);
    const text = keyText(publicKey, recoveryName(name));
    if (file !== undefined) io.out("\n");
    io.out(text);
    flags += ` --recovery-vkey ${/^vkey +(.*)$/m.exec(text)?.[1]}`;
    io.out(
      `\nTake ${recoveryFile} offline: it revokes the log's keys and is needed for nothing else.`,
    );
  }
  io.out(`\nStart with: outband serve${flags} --target URL\n`);
}

function makeKey(path: string, passphrase: PassphraseSource): Uint8Array {
  try {
    const random = (count: number): Uint8Array => Uint8Array.from(randomBytes(count));
    return publicKeyIn(path, { passphrase, random });
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "its directory does not exist"
      : fileFault(error);
    throw new OutbandError("IO", `Cannot make a key in ${path}: ${reason}`, { cause: error });
  }
}

async function showKeys(given: Arguments, io: CommandIo): Promise<void> {
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
    const keys = await publishedKeys(place, io, origin);
    io.out(keys.map(({ vkey }) => keyText(vkey.publicKey, vkey.name)).join("\n"));
    return;
  }
  const passphrase = passphraseOf(given);
  if (source === "private-dir") {
    io.out(privateKeys(place, { passphrase, origin }).join("\n"));
    return;
  }
  const path = resolve(place);
  if (!exists(path)) throw new OutbandError("IO", `Cannot read ${path}: it does not exist`);
  io.out(keyText(publicKeyIn(path, { passphrase }), origin));
}

/** The keys of a private directory as text, oldest first. */
function privateKeys(
  place: string,
  options: { passphrase: PassphraseSource; origin: string | null },
): string[] {
  const directory = resolve(place);
  const keys = listKeys(SYSTEM_DISK, directory);
  if (keys.length === 0) {
    const path = `${directory}/${SIGNING_KEY_FILE}`;
    throw new OutbandError("IO", `Cannot read ${path}: it does not exist`);
  }
  return keys.map(({ path }) => {
    if (!path.endsWith(SIGNER_SUFFIX)) return keyText(publicKeyIn(path, options), options.origin);
    const { name, publicKey } = readSignerFile(SYSTEM_DISK, path);
    return keyText(publicKey, name);
  });
}

function publicKeyIn(
  path: string,
  options: { passphrase: PassphraseSource; random?: (count: number) => Uint8Array },
): Uint8Array {
  const { passphrase, random } = options;
  const place = { disk: SYSTEM_DISK, suite: NODE_SUITE, origin: NO_ORIGIN, path, passphrase };
  const key = openSigningKey(random === undefined ? place : { ...place, randomBytes: random });
  return key.vkey.publicKey;
}
