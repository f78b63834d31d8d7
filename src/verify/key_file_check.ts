/**
 * Checks the published key files of a log: exact bytes, and keys that the records announce. They
 * are never a reason to trust anything.
 * @module
 */

import type { CryptoSuite } from "../base/crypto_suite.ts";
import { KEY_TYPE_ED25519, keyIdOf, parseVkey } from "../tlog/note.ts";
import type { Findings } from "./findings.ts";
import type { LogKey } from "./key_chain.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";
import { spkiPem } from "./spki.ts";

/** A revocation, which is checked elsewhere. */
export const REVOCATION_REGEXP = /^revoked-\d{1,6}\.note$/;
const KEY_FILE_BYTES_MAX = 4_096;
/** `log-2.vkey` and `log-2.pub.pem` hold the second key of the log. */
const KEY_FILE_REGEXP = /^(?:log-(\d{1,6})|[A-Za-z0-9._-]{1,100})\.(vkey|pub\.pem)$/;

/** What key files are compared with. */
export interface KeyFileFacts {
  suite: CryptoSuite;
  findings: Findings;
  /** Directory of the log with a final `/`. */
  root: string;
  /** Paths below its `keys/`. */
  paths: readonly string[];
  /** The log's keys in order, as far as they are known. */
  keys: readonly LogKey[];
  /** The log's first records are not here, so its first keys may not be known. */
  isRange: boolean;
}

/** Checks every file below `keys/`. */
export async function checkKeyFiles(source: EvidenceSource, facts: KeyFileFacts): Promise<void> {
  const { findings, root, paths } = facts;
  for (const path of paths) {
    if (REVOCATION_REGEXP.test(path.slice(`${root}keys/`.length))) continue;
    const [, number, suffix] = KEY_FILE_REGEXP.exec(path.slice(`${root}keys/`.length)) ?? [];
    if (suffix === undefined) {
      findings.add("FILE_UNEXPECTED", { where: path }, "It is no key file of a log");
      continue;
    }
    const file = { path, bytesMax: KEY_FILE_BYTES_MAX };
    const bytes = await readWhole(source, findings, file);
    if (bytes === null) continue;
    const text = textOf(bytes) ?? "";
    const isNumbered = number !== undefined && !facts.isRange;
    const problem = isNumbered
      ? logKeyProblem(facts.keys[Number(number) - 1], text, suffix)
      : otherProblem(facts, text);
    if (problem === null) continue;
    const code = facts.isRange ? "FILE_NOT_CHECKED" : "KEY_FILE_MISMATCH";
    findings.add(code, { where: path }, problem);
  }
}

function logKeyProblem(key: LogKey | undefined, text: string, suffix: string): string | null {
  if (key === undefined) return "The log has no such key";
  const expected = suffix === "vkey" ? `${key.text}\n` : spkiPem(key.vkey.publicKey);
  return text === expected ? null : `It is not exactly the key ${key.text}`;
}

/** Keys of others, such as witnesses, must at least be what they say they are. */
function otherProblem({ suite, keys }: KeyFileFacts, text: string): string | null {
  if (keys.some((key) => text === `${key.text}\n` || text === spkiPem(key.vkey.publicKey))) {
    return null;
  }
  const vkey = text.endsWith("\n") ? parseVkey(text.slice(0, -1)) : null;
  if (vkey === null) return "It is neither a key of the log nor a verifier key";
  if (vkey.id !== keyIdOf(suite.sha256, vkey.name, vkey.type, vkey.publicKey)) {
    return "Its key id is not the hash of its name and key";
  }
  const isOfLog = vkey.type === KEY_TYPE_ED25519 && keys[0]?.vkey.name === vkey.name;
  return isOfLog ? "The log never announced this key" : null;
}
