/**
 * The passphrase of encrypted key files: from a file that its owner alone can read, from a command,
 * or from the environment. It is asked for once, when a key needs it, and written nowhere.
 * @module
 */

import { spawnSync } from "node:child_process";
import { messageOf, OutbandError } from "../base/errors.ts";
import { type Disk, readFile } from "../format/disk.ts";
import { SHELL } from "./exec_signer.ts";
import { checkOwnerOnly } from "./owner_only.ts";

/** Variable that holds a passphrase. */
export const PASSPHRASE_VARIABLE = "OUTBAND_KEY_PASSPHRASE";

/** Asks for the passphrase; null when there is none. */
export type PassphraseSource = () => string | null;

/** Where a passphrase may come from. */
export interface PassphrasePlaces {
  disk: Disk;
  /** `--key-passphrase-file`. */
  file: string | null;
  /** `--key-passphrase-command`. */
  command: string | null;
  /** Value of {@linkcode PASSPHRASE_VARIABLE}, when it is set. */
  variable: () => string | undefined | null;
}

const PASSPHRASE_BYTES_MAX = 4_096;
const COMMAND_MS_MAX = 30_000;

/**
 * A source that reads its place once, at the first question.
 *
 * @throws {OutbandError} CONFIG, now, if more than one place is given.
 */
export function passphraseSource(places: PassphrasePlaces): PassphraseSource {
  const { file, command, variable } = places;
  if (file !== null && command !== null) {
    throw new OutbandError(
      "CONFIG",
      "Cannot choose a passphrase: give --key-passphrase-file or --key-passphrase-command, not both",
    );
  }
  let known: string | null | undefined;
  return (): string | null => {
    if (known === undefined) {
      if (file !== null) known = fromFile(places.disk, file);
      else if (command !== null) known = fromCommand(command);
      else known = variable() ?? null;
      if (known === "") throw passphraseError("it is empty");
    }
    return known;
  };
}

function fromFile(disk: Disk, path: string): string {
  const bytes = readFile(disk, path, { bytesMax: PASSPHRASE_BYTES_MAX });
  if (bytes === null) throw passphraseError(`${path} is missing`);
  checkOwnerOnly(disk, path, "passphrase file");
  return firstLine(bytes);
}

function fromCommand(command: string): string {
  const { status, stdout, error } = spawnSync(SHELL, ["-c", command], {
    timeout: COMMAND_MS_MAX,
    killSignal: "SIGKILL",
    maxBuffer: PASSPHRASE_BYTES_MAX,
  });
  if (error !== undefined) throw passphraseError(`its command failed: ${messageOf(error)}`);
  if (status !== 0) throw passphraseError(`its command ended with ${status}`);
  return firstLine(Uint8Array.from(stdout));
}

/** One line, without its end; what follows would be forgotten silently, so it is refused. */
function firstLine(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r?\n$/, "");
  } catch {
    throw passphraseError("it is not UTF-8");
  }
  if (/[\r\n]/.test(text)) throw passphraseError("it has more than one line");
  return text;
}

function passphraseError(what: string): OutbandError {
  return new OutbandError("CONFIG", `Cannot use the passphrase of the key: ${what}`);
}
