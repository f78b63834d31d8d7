/**
 * Adds signed entries to the register of a log, for the commands with which people answer for it.
 * @module
 */

import { toBase64, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical_json.ts";
import { type Clock, formatTime, parseTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { openSigningKey } from "../evidence/signing_key.ts";
import { readFile, replaceFile } from "../format/disk.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import {
  parseRegisterLine,
  REGISTER_BYTES_MAX,
  REGISTER_FILE,
  type RegisterBody,
  type RegisterEntry,
  registerGenesis,
  registerLink,
  registerMessage,
} from "../format/register.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { isOrigin, parseCheckpoint, parseNote } from "../tlog/note.ts";
import type { VerifyReport } from "../verify/mod.ts";
import type { Arguments } from "./arguments.ts";
import { PASSPHRASE_FLAGS, passphraseOf } from "./key_text.ts";

/** Flags that say who signs. */
export const SIGNER_FLAGS: readonly string[] = ["key-file", "by", ...PASSPHRASE_FLAGS];

/** The same in `--help`. */
export const SIGNER_USAGE =
  `  --key-file FILE  your own Ed25519 key, not the log's; outband keys init makes one
  --by NAME        name of that key, such as example.com/people/ann
  --key-passphrase-file FILE, --key-passphrase-command CMD
                   passphrase of the key; else from OUTBAND_KEY_PASSPHRASE
`;

const NOTE_BYTES_MAX = 131_072;

/**
 * Adds an entry to the register of a log.
 *
 * @param evidenceDir Directory of the log; only its newest checkpoint is read.
 * @param given Arguments with {@linkcode SIGNER_FLAGS}.
 * @returns The entry as it was written.
 * @throws {OutbandError} USAGE or CONFIG for the signer, IO for the files.
 */
export function addToRegister(
  evidenceDir: string,
  given: Arguments,
  body: RegisterBody,
  clock: Clock = SYSTEM_CLOCK,
): RegisterEntry {
  const keyFile = given.value("key-file");
  const by = given.value("by");
  if (keyFile === undefined || by === undefined) {
    throw new OutbandError("USAGE", "Flags --key-file and --by are required: who signs");
  }
  if (!isOrigin(by)) {
    throw new OutbandError(
      "CONFIG",
      `Flag --by is "${by}" and must be like example.com/people/ann`,
    );
  }
  const signer = openSigningKey({
    disk: SYSTEM_DISK,
    suite: NODE_SUITE,
    origin: by,
    path: keyFile,
    passphrase: passphraseOf(given),
  });
  const lock = attempt(evidenceDir, () => SYSTEM_DISK.lock(`${evidenceDir}/${REGISTER_FILE}.lock`));
  if (lock === null) {
    throw new OutbandError(
      "IO",
      `Cannot write ${evidenceDir}: somebody else is signing; try again`,
    );
  }
  try {
    return attempt(evidenceDir, () => {
      const head = headOf(evidenceDir);
      const before = readText(evidenceDir);
      const { n, prev, lastTime } = endOf(before, head.log);
      const t = formatTime(Math.max(clock.nowMs(), lastTime));
      const { vkeyText: vkey } = signer;
      const unsigned = { v: 1 as const, ...head, n, prev, t, by, vkey, ...body };
      const sig = toBase64(signer.sign(registerMessage(unsigned)));
      const entry: RegisterEntry = { ...unsigned, sig };
      const line = canonicalJson(entry);
      const read = parseRegisterLine(line);
      if (typeof read === "string") throw new OutbandError("CONFIG", `Cannot sign: ${read}`);
      const bytes = utf8(`${before}${line}\n`);
      replaceFile(SYSTEM_DISK, `${evidenceDir}/${REGISTER_FILE}`, { bytes });
      SYSTEM_DISK.syncDirectory(evidenceDir);
      return entry;
    });
  } finally {
    lock.release();
  }
}

/** Entries of a register, unchecked; lines that are none are an error. */
export function readEntries(evidenceDir: string): RegisterEntry[] {
  const lines = attempt(evidenceDir, () => readText(evidenceDir)).split("\n").slice(0, -1);
  return lines.map((line, k) => {
    const entry = parseRegisterLine(line);
    if (typeof entry !== "string") return entry;
    throw new OutbandError("IO", `Cannot read ${REGISTER_FILE} line ${k + 1}: ${entry}`);
  });
}

/** The entries that a verification found good; others are in its findings. */
export function goodEntries(evidenceDir: string, report: VerifyReport): RegisterEntry[] {
  const good = new Set(report.register?.map(({ n }) => n));
  if (good.size === 0) return [];
  const lines = attempt(evidenceDir, () => readText(evidenceDir)).split("\n");
  return lines.flatMap((line, k) => {
    const entry = good.has(k) ? parseRegisterLine(line) : "";
    return typeof entry === "string" ? [] : [entry];
  });
}

function attempt<T>(evidenceDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("IO", `Cannot use ${evidenceDir}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** The newest head of the log: what whoever signs has before them. */
function headOf(evidenceDir: string): Pick<RegisterEntry, "log" | "head"> {
  const path = `${evidenceDir}/${CHECKPOINT_FILE}`;
  const bytes = readFile(SYSTEM_DISK, path, { bytesMax: NOTE_BYTES_MAX });
  const note = bytes === null ? null : parseNote(new TextDecoder().decode(bytes));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (checkpoint === null) {
    const reason = bytes === null ? "it does not exist" : "it is not a signed checkpoint";
    throw new OutbandError("IO", `Cannot read ${path}: ${reason}; name the directory of a log`);
  }
  const { origin: log, size, root } = checkpoint;
  return { log, head: { size, root: toBase64(root) } };
}

function readText(evidenceDir: string): string {
  const path = `${evidenceDir}/${REGISTER_FILE}`;
  const bytes = readFile(SYSTEM_DISK, path, { bytesMax: REGISTER_BYTES_MAX });
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes ?? new Uint8Array(0));
}

/** Where the next line goes; a broken end is never continued. */
function endOf(text: string, log: string): { n: number; prev: string; lastTime: number } {
  const lines = text.split("\n");
  const rest = lines.pop();
  const last = lines.at(-1);
  const sha256 = NODE_SUITE.sha256;
  if (last === undefined && rest === "") {
    return { n: 0, prev: registerGenesis(sha256, log), lastTime: 0 };
  }
  const entry = rest === "" && last !== undefined ? parseRegisterLine(last) : "it is cut";
  if (typeof entry === "string" || entry.n !== lines.length - 1 || entry.log !== log) {
    const reason = typeof entry === "string" ? entry : "its lines are not numbered";
    throw new OutbandError("IO", `Cannot continue ${REGISTER_FILE}: ${reason}; run outband verify`);
  }
  const prev = registerLink(sha256, last ?? "");
  return { n: lines.length, prev, lastTime: parseTime(entry.t) ?? 0 };
}
