/**
 * Checkpoints: from text to size and root, and the signatures on them.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { type Checkpoint, type Note, parseCheckpoint, parseNote } from "../tlog/note.ts";
import type { Findings } from "./findings.ts";
import type { KeyChain, LogKey } from "./key_chain.ts";

/** A checkpoint with its note. */
export interface SignedHead {
  /** Path of its file, or a name for it. */
  path: string;
  note: Note;
  checkpoint: Checkpoint;
}

/** What signatures are checked with. */
export interface HeadTrust {
  suite: CryptoSuite;
  findings: Findings;
  keys: KeyChain;
  /** Name of the log. */
  origin: string;
}

/** Reads a checkpoint; its signatures are not checked. @returns null when it breaks the format. */
export function parseHead(text: string, path: string): SignedHead | null {
  const note = parseNote(text);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  return note === null || checkpoint === null ? null : { path, note, checkpoint };
}

/**
 * Checks the checkpoint of a window part: every key in force has signed, and nobody else has.
 *
 * @returns True when all signatures that must be there are, and hold.
 */
export async function checkSeal(trust: HeadTrust, head: SignedHead): Promise<boolean> {
  const { findings, keys } = trust;
  const place = { where: head.path };
  const seenBefore = findings.contradictions();
  const signers = await checkLines(trust, head, { foreignLines: "bad" });
  if (findings.contradictions() > seenBefore) return false;
  const required = keys.inForce();
  const missing = required.filter((key) => !signers.includes(key));
  if (signers.length === 0) {
    findings.add("NOTE_UNSIGNED", place, "No line on it is a signature by a known key of this log");
    return false;
  }
  if (missing.length > 0) {
    const names = missing.map(({ text }) => text).join(", ");
    findings.add(
      "KEY_ROTATION_BROKEN",
      place,
      `The key changed here, and no signature by ${names}`,
    );
    return false;
  }
  keys.retire(head.checkpoint.size);
  return true;
}

/**
 * Checks a head that is no part's own: the newest checkpoint of the log, or one kept elsewhere.
 *
 * @param options `foreignLines`: `skip` passes over signatures of witnesses, `bad` reports them.
 * @returns True when at least one of the log's keys signed it and no signature is bad.
 */
export async function checkLooseHead(
  trust: HeadTrust,
  head: SignedHead,
  options: { foreignLines: "bad" | "skip" },
): Promise<boolean> {
  const seenBefore = trust.findings.contradictions();
  const signers = await checkLines(trust, head, options);
  return signers.length > 0 && trust.findings.contradictions() === seenBefore;
}

/** Checks each signature line; @returns the keys whose signatures hold. */
async function checkLines(
  trust: HeadTrust,
  head: SignedHead,
  options: { foreignLines: "bad" | "skip" },
): Promise<LogKey[]> {
  const { suite, findings, keys, origin } = trust;
  const place = { where: head.path };
  const { size } = head.checkpoint;
  const signers: LogKey[] = [];
  for (const line of head.note.signatures) {
    const key = keys.find(line);
    if (key === null) {
      // Without any key of this log, a line by its name may well be good: that is for the caller.
      const isForeign = line.name !== origin || keys.keys.length > 0;
      if (isForeign && options.foreignLines === "bad") {
        findings.add("NOTE_SIGNATURE_BAD", place, `${lineName(line)} is no key of this log`);
      }
      continue;
    }
    if (size <= key.after || size > key.upTo) {
      const range = `checkpoints of ${key.after + 1} to ${key.upTo} records`;
      findings.add("KEY_OUT_OF_RANGE", place, `${lineName(line)} signs ${range}, not of ${size}`);
      continue;
    }
    const isGood = !signers.includes(key) && await verifyStrict(suite, {
      publicKey: key.vkey.publicKey,
      message: utf8(head.note.text),
      signature: line.signature,
    });
    if (!isGood) {
      findings.add("NOTE_SIGNATURE_BAD", place, `The signature by ${lineName(line)} does not hold`);
    } else {
      key.hasSigned = true;
      if (size > key.largest.size) key.largest = { size, where: head.path };
      signers.push(key);
    }
  }
  return signers;
}

function lineName(line: { name: string; id: number }): string {
  return `${line.name}+${line.id.toString(16).padStart(8, "0")}`;
}
