/**
 * Which heads of a log were signed: the one in the evidence, and the newest one of all, which the
 * private directory remembers. An evidence directory that was restored from a backup is consistent
 * in itself; only that memory shows that the log went backwards.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, readFile, replaceFile } from "../format/disk.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import type { LogHead } from "../format/sealing.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { parseCheckpoint, parseNote } from "../tlog/note.ts";
import type { Signer } from "./signer.ts";

/** File of the private directory that holds the newest signed note. */
export const SIGNED_HEAD_FILE = "signed-head";
const NOTE_BYTES_MAX = 131_072;

/** Where the heads of a log are. */
export interface HeadPlace {
  disk: Disk;
  suite: CryptoSuite;
  evidenceDir: string;
  privateDir: string;
  /** Origin of the log. */
  origin: string;
}

/**
 * Size of the log's checkpoint; 0 when there is none.
 *
 * @throws {OutbandError} CONFIG if none of these keys signed it.
 */
export function readSignedSize(options: HeadPlace, signers: readonly Signer[]): number {
  const { disk, suite, evidenceDir } = options;
  const path = `${evidenceDir}/${CHECKPOINT_FILE}`;
  const bytes = readFile(disk, path, { bytesMax: NOTE_BYTES_MAX });
  if (bytes === null) return 0;
  const note = parseNote(new TextDecoder().decode(bytes));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  const isSigned = note !== null && checkpoint?.origin === options.origin &&
    note.signatures.some(({ name, id, signature }) => {
      const key = signers.find(({ vkey }) => vkey.name === name && vkey.id === id);
      if (key === undefined) return false;
      const { publicKey } = key.vkey;
      return verifyStrict(suite, { publicKey, message: utf8(note.text), signature }) === true;
    });
  if (checkpoint === null || !isSigned) {
    throw new OutbandError(
      "CONFIG",
      `Cannot continue the log in ${evidenceDir}: ${path} is not signed by the signing key; ` +
        "restore both or choose another --evidence-dir",
    );
  }
  return checkpoint.size;
}

/**
 * The newest head that was signed for this log, whether its window was sealed or not; null when
 * nothing is remembered, or of another log.
 *
 * @throws {OutbandError} CONFIG if the file is damaged.
 */
export function readNewestSigned(place: Omit<HeadPlace, "suite" | "evidenceDir">): LogHead | null {
  const { disk, privateDir, origin } = place;
  const path = `${privateDir}/${SIGNED_HEAD_FILE}`;
  const bytes = readFile(disk, path, { bytesMax: NOTE_BYTES_MAX });
  if (bytes === null) return null;
  const note = parseNote(new TextDecoder().decode(bytes));
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (checkpoint === null) {
    // It is replaced in one step, so no crash leaves half of it.
    throw new OutbandError(
      "CONFIG",
      `Cannot continue the log ${origin}: ${path} is damaged, so nothing shows that the log did ` +
        "not go backwards; restore it or choose another --evidence-dir",
    );
  }
  if (checkpoint.origin !== origin) return null;
  return { size: checkpoint.size, root: checkpoint.root };
}

/** Makes a signed note the newest one, durably. */
export function rememberSigned(
  place: Omit<HeadPlace, "suite" | "evidenceDir" | "origin">,
  note: string,
): void {
  const { disk, privateDir } = place;
  const path = `${privateDir}/${SIGNED_HEAD_FILE}`;
  replaceFile(disk, path, { bytes: utf8(note), isPrivate: true });
  disk.syncDirectory(privateDir);
}
