/**
 * `outband keys rotate`: prepares the next key of a log. The running program changes to it, because
 * only it may write the log.
 * @module
 */

import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { EXEC_PREFIX } from "../evidence/exec_signer.ts";
import { keyPath, listKeys, openOwnKey, signerPath, writeSigner } from "../evidence/key_ring.ts";
import { PROBE, type Signer } from "../evidence/signer.ts";
import { openSigningKey } from "../evidence/signing_key.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { exists, keyText, passphraseOf, publishedKeys, usage } from "./key_text.ts";

/** Runs it. */
export async function rotateKey(given: Arguments, io: CommandIo): Promise<void> {
  const evidenceDir = given.value("evidence-dir")?.replace(/\/+$/, "");
  if (evidenceDir === undefined) throw usage("Flag --evidence-dir is required");
  const privateDir = resolve(given.value("private-dir") ?? `${evidenceDir}.private`);
  const newest = (await publishedKeys(evidenceDir, io, null)).at(-1);
  if (newest === undefined) throw usage("Flag --evidence-dir names no log");
  if (!exists(privateDir)) {
    throw new OutbandError(
      "IO",
      `Cannot read ${privateDir}: it does not exist; give --private-dir`,
    );
  }
  const { n: current, vkey: { name: origin } } = newest;
  const waiting = listKeys(SYSTEM_DISK, privateDir).findLast(({ n }) => n > current);
  if (waiting !== undefined) {
    throw new OutbandError(
      "CONFIG",
      `Cannot prepare a key: ${waiting.path} waits to be the next; send SIGHUP to outband serve, ` +
        "start it, or remove that file",
    );
  }
  const signer = prepare(given, { privateDir, origin, n: current + 1 });
  io.out(keyText(signer.vkey.publicKey, origin));
  io.out(
    `\nKey ${current + 1} of the log is prepared in ${privateDir}. Send SIGHUP to outband serve, ` +
      "or start it: it then changes to this key, and both sign the next checkpoint.\n",
  );
}

function prepare(
  given: Arguments,
  log: { privateDir: string; origin: string; n: number },
): Signer {
  const { privateDir, origin, n } = log;
  const keyFile = given.value("key-file");
  const publicKeyFile = given.value("public-key-file");
  const place = { disk: SYSTEM_DISK, suite: NODE_SUITE, origin };
  if (keyFile === undefined) {
    return openSigningKey({
      ...place,
      path: keyPath(privateDir, n),
      passphrase: passphraseOf(given),
      randomBytes: (count) => Uint8Array.from(randomBytes(count)),
    });
  }
  if (!keyFile.startsWith(EXEC_PREFIX)) {
    throw usage("Flag --key-file takes exec:COMMAND here; a key file is made in --private-dir");
  }
  const own = publicKeyFile === undefined ? {} : { publicKeyFile };
  const signer = openOwnKey({ ...place, privateDir, keyFile, ...own });
  signer.sign(PROBE); // A command that cannot sign must not become the log's.
  const command = keyFile.slice(EXEC_PREFIX.length);
  writeSigner(SYSTEM_DISK, signerPath(privateDir, n), { command, vkey: signer.vkeyText });
  return signer;
}
