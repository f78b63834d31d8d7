/**
 * `outband keys revoke`: signs, with the offline recovery key, that a log's key is not to be
 * believed for more than a number of records.
 * @module
 */

import { resolve } from "node:path";
import { utf8 } from "../base/bytes.ts";
import { formatTime, parseTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { openOwnKey } from "../evidence/key_ring.ts";
import { replaceFile } from "../format/disk.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { recoveryName } from "../tlog/key_names.ts";
import { formatNote, parseVkey } from "../tlog/note.ts";
import { formatRevocation } from "../tlog/revocation.ts";
import { keyProblem } from "../verify/mod.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { fileFault } from "./input.ts";
import { exists, fileNames, passphraseOf, publishedKeys, usage } from "./key_text.ts";

const SIZE_REGEXP = /^\d{1,15}$/;
const REVOCATION_REGEXP = /^revoked-(\d{1,6})\.note$/;

/** Runs it. */
export async function revokeKey(given: Arguments, io: CommandIo): Promise<void> {
  const keyFile = required(given, "recovery-key-file");
  const vkey = required(given, "vkey");
  const size = required(given, "last-size");
  const problem = keyProblem(NODE_SUITE, vkey);
  if (problem !== null) {
    throw new OutbandError("CONFIG", `Cannot revoke ${JSON.stringify(vkey)}: ${problem}`);
  }
  if (!SIZE_REGEXP.test(size)) throw usage("Flag --last-size must be a whole number");
  const origin = parseVkey(vkey)?.name ?? "";
  const since = given.value("since");
  const sinceMs = since === undefined ? SYSTEM_CLOCK.nowMs() : parseTime(since);
  if (sinceMs === null) {
    throw usage(`Flag --since must be a time such as ${formatTime(SYSTEM_CLOCK.nowMs())}`);
  }
  const path = await outputPath(given, { origin, vkey, io });
  const text = formatRevocation({ origin, vkey, lastGoodSize: Number(size), sinceMs });
  const note = signed(given, { text, origin, keyFile });
  if (path === null) {
    io.out(note);
    return;
  }
  try {
    replaceFile(SYSTEM_DISK, path, { bytes: utf8(note) });
  } catch (error) {
    throw new OutbandError("IO", `Cannot write ${path}: ${fileFault(error)}`, { cause: error });
  }
  io.out(`Key revoked for more than ${size} records: ${path}\n`);
}

function required(given: Arguments, name: string): string {
  const value = given.value(name);
  if (value === undefined) throw usage(`Flag --${name} is required`);
  return value;
}

function signed(
  given: Arguments,
  note: { text: string; origin: string; keyFile: string },
): string {
  const { text, origin, keyFile } = note;
  const publicKeyFile = given.value("public-key-file");
  const { vkey: { name, id }, sign } = openOwnKey({
    disk: SYSTEM_DISK,
    suite: NODE_SUITE,
    privateDir: "",
    origin: recoveryName(origin),
    keyFile,
    ...(publicKeyFile === undefined ? {} : { publicKeyFile }),
    passphrase: passphraseOf(given),
  });
  return formatNote({ text, signatures: [{ name, id, signature: sign(utf8(text)) }] });
}

/** Where the note goes; null for standard output. Nothing is ever replaced. */
async function outputPath(
  given: Arguments,
  revoked: { origin: string; vkey: string; io: CommandIo },
): Promise<string | null> {
  const { origin, vkey, io } = revoked;
  const output = given.value("output");
  const evidenceDir = given.value("evidence-dir");
  if (output !== undefined && evidenceDir !== undefined) {
    throw usage("Name one of --evidence-dir and --output");
  }
  if (output !== undefined) {
    if (!exists(resolve(output))) return resolve(output);
    throw new OutbandError("CONFIG", `Cannot write ${output}: it exists, and is kept`);
  }
  if (evidenceDir === undefined) return null;
  const keys = await publishedKeys(evidenceDir, io, origin);
  if (!keys.some(({ vkey: key }) => key.id === parseVkey(vkey)?.id)) {
    throw new OutbandError("CONFIG", `Cannot revoke ${vkey}: ${evidenceDir} has no such key`);
  }
  const directory = resolve(`${evidenceDir}/keys`);
  const numbers = fileNames(directory).map((name) =>
    Number(REVOCATION_REGEXP.exec(name)?.[1] ?? 0)
  );
  return `${directory}/revoked-${Math.max(...numbers) + 1}.note`;
}
