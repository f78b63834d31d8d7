/**
 * Applies revocations of a log's keys: statements by the recovery key that the log's first record
 * names. They lie beside the published keys, where a thief could remove them, so an auditor can
 * give one that came by another way.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { formatTime } from "../base/clock.ts";
import type { FindingCode } from "../format/finding_codes.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { parseNote } from "../tlog/note.ts";
import { parseRevocation, type Revocation } from "../tlog/revocation.ts";
import type { HeadText } from "./head_check.ts";
import { NOTE_BYTES_MAX } from "./inventory.ts";
import { REVOCATION_REGEXP } from "./key_file_check.ts";
import type { LogState } from "./log_state.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";

/** Where revocations are. */
export interface RevocationPlaces {
  /** Directory of the log with a final `/`. */
  root: string;
  /** Paths below its `keys/`. */
  paths: readonly string[];
  /** Those that the auditor has. */
  given: readonly HeadText[];
}

/** Checks all revocations, after all heads: no revoked key may have signed more than it may. */
export async function checkRevocations(
  source: EvidenceSource,
  log: LogState,
  { root, paths, given }: RevocationPlaces,
): Promise<void> {
  const { findings } = log;
  for (const path of paths) {
    if (!REVOCATION_REGEXP.test(path.slice(`${root}keys/`.length))) continue;
    const bytes = await readWhole(source, findings, { path, bytesMax: NOTE_BYTES_MAX });
    if (bytes === null) continue;
    if (log.first > 0) {
      const message = "The log's first record, which names the recovery key, is not here";
      findings.add("FILE_NOT_CHECKED", { where: path }, message);
    } else await apply(log, { name: path, text: textOf(bytes) ?? "" }, "KEY_FILE_MISMATCH");
  }
  for (const note of given) await apply(log, note, "FILE_UNREADABLE");
}

/** @param badCode What a text is that is no revocation of a key of this log. */
async function apply(log: LogState, { name, text }: HeadText, badCode: FindingCode): Promise<void> {
  const { findings, keys } = log;
  const revocation = await readRevocation(log, text);
  if (typeof revocation === "string") {
    findings.add(badCode, { where: name }, revocation);
    return;
  }
  const { vkey, lastGoodSize, sinceMs } = revocation;
  const key = keys.keys.find((known) => known.text === vkey);
  if (key === undefined) {
    findings.add(badCode, { where: name }, `It revokes ${vkey}, which is no key of this log`);
  } else if (key.largest.size > lastGoodSize) {
    const message = `${vkey} signed ${key.largest.size} records, and is revoked since ` +
      `${formatTime(sinceMs)} for more than ${lastGoodSize}`;
    findings.add("KEY_REVOKED", { where: key.largest.where }, message);
  }
}

/** A revocation by the log's recovery key, or why it is none. */
async function readRevocation(log: LogState, text: string): Promise<Revocation | string> {
  const { suite, origin, keys: { recovery } } = log;
  const note = parseNote(text);
  const revocation = note === null ? null : parseRevocation(note.text);
  if (note === null || revocation === null) return "It is no signed revocation";
  if (revocation.origin !== origin) return `It is of ${revocation.origin}, not of ${origin}`;
  if (recovery === null) return "The log's first record names no recovery key";
  const [line, ...more] = note.signatures;
  const isByRecovery = more.length === 0 && line !== undefined && line.name === recovery.name &&
    line.id === recovery.id;
  const isGood = isByRecovery && await verifyStrict(suite, {
    publicKey: recovery.publicKey,
    message: utf8(note.text),
    signature: line.signature,
  });
  return isGood ? revocation : "It is not signed by the log's recovery key alone";
}
