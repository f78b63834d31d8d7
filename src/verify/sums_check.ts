/**
 * Checks `SHA256SUMS` against the files beside it.
 * @module
 */

import {
  CHECKPOINT_FILE,
  SEGMENT_FILE,
  SUMMARY_FILE,
  SUMMED_FILES,
  sumsText,
} from "../format/layout.ts";
import type { Findings } from "./findings.ts";
import { textOf } from "./source.ts";

/** Bound of the file: four lines are 300 bytes. */
export const SUMS_BYTES_MAX = 4_096;

const SUM_REGEXP = /^([0-9a-f]{64}) {2}([A-Za-z0-9.]{1,64})$/;
/** What other writers may list less than this program. */
const LISTED_MIN: readonly string[] = [SEGMENT_FILE, CHECKPOINT_FILE, SUMMARY_FILE];

/** What the file is compared with. */
export interface SumsFacts {
  /** Path of the file. */
  path: string;
  /** SHA-256 of the files beside it by name, hex; those that are missing or unreadable are not. */
  digests: ReadonlyMap<string, string>;
  /** The part is of the basic form, whose writers need not list the statement. */
  isBasic: boolean;
}

/** Checks the bytes of one `SHA256SUMS`. */
export function checkSums(findings: Findings, bytes: Uint8Array, facts: SumsFacts): void {
  const place = { where: facts.path };
  const sums = parseSums(textOf(bytes) ?? "");
  if (sums === null) {
    findings.add("SUMS_MISMATCH", place, "It is not lines of a digest, two spaces and a name");
    return;
  }
  const names = sums.map(({ name }) => name);
  const isComplete = facts.isBasic
    ? LISTED_MIN.every((name) => names.includes(name))
    : names.join() === SUMMED_FILES.join();
  const isKnown = names.every((name) => SUMMED_FILES.includes(name));
  if (!isComplete || !isKnown || new Set(names).size < names.length) {
    findings.add("SUMS_MISMATCH", place, `It lists ${names.join(", ")}`);
  }
  for (const { name, sha256 } of sums) {
    const actual = facts.digests.get(name);
    if (actual === undefined || actual === sha256) continue;
    const message = `${name} has ${actual}, and ${sha256} is listed`;
    findings.add("SUMS_MISMATCH", place, message);
  }
}

function parseSums(text: string): { name: string; sha256: string }[] | null {
  const sums: { name: string; sha256: string }[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, sha256, name] = SUM_REGEXP.exec(line) ?? [];
    if (sha256 === undefined || name === undefined) return null;
    sums.push({ name, sha256 });
  }
  return sums.length > 0 && sumsText(sums) === text ? sums : null;
}
