/**
 * The verifier on files that a page was given.
 * @module
 */

import { headTexts } from "../verify/head_texts.ts";
import {
  type HeadText,
  keyProblem,
  type Requirement,
  verifyEvidence,
  type VerifyReport,
} from "../verify/mod.ts";
import { evidenceOf, type GivenFile, telemetryOf } from "./file_source.ts";
import { NOBLE_SUITE } from "./noble_suite.ts";

/** What a verification starts from. */
export interface GivenEvidence {
  /** The evidence. */
  files: readonly GivenFile[];
  /** Trusted keys, as vkeys. */
  keys?: readonly string[];
  /** Checkpoints that were kept elsewhere. */
  heads?: readonly GivenFile[];
  telemetry?: readonly GivenFile[];
  /** Results that must hold beyond those that always must. */
  require?: readonly Requirement[];
  /** Told how much was read. */
  onProgress?: (progress: { records: number; bytes: number }) => void;
}

const HEADS_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Verifies what was given; the same report as the command line's.
 *
 * @throws {Error} With one sentence for the reader, if something given cannot be used.
 */
export async function verifyFiles(given: GivenEvidence): Promise<VerifyReport> {
  const { files, keys = [], heads = [], telemetry = [], require = [], onProgress } = given;
  for (const key of keys) {
    const problem = keyProblem(NOBLE_SUITE, key);
    if (problem !== null) throw new Error(`Cannot trust the key ${key}: ${problem}`);
  }
  return await verifyEvidence(evidenceOf(files), {
    suite: NOBLE_SUITE,
    keys,
    knownHeads: await readHeads(heads),
    require,
    ...(telemetry.length === 0 ? {} : { telemetry: telemetry.map(telemetryOf) }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** Keys in a text of the reader: one in a line, blanks around it do not count. */
export function keysIn(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

async function readHeads(files: readonly GivenFile[]): Promise<HeadText[]> {
  const heads: HeadText[] = [];
  for (const { path, blob } of files) {
    if (blob.size > HEADS_BYTES_MAX) throw new Error(`${path} is too large for known heads`);
    const found = headTexts(await blob.text(), path);
    if (found.length === 0) throw new Error(`Cannot find a checkpoint line in ${path}`);
    heads.push(...found);
  }
  return heads;
}
