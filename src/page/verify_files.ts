/**
 * The verifier on files that a page was given.
 * @module
 */

import { headTexts } from "../verify/head_texts.ts";
import {
  type HeadText,
  keyProblem,
  parsePolicy,
  type Policy,
  POLICY_BYTES_MAX,
  type Requirement,
  verifyEvidence,
  type VerifyReport,
} from "../verify/mod.ts";
import { evidenceOf, type GivenFile, segmentBytes, telemetryOf } from "./file_source.ts";
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
  /** Witnesses, and which of them must have cosigned (tlog-policy); its log keys are trusted. */
  policy?: GivenFile | undefined;
  /** Results that must hold beyond those that always must. */
  require?: readonly Requirement[];
  /** Told how much of all segments was read; `total` is 0 when it is not known. */
  onProgress?: (progress: { records: number; bytes: number; total: number }) => void;
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
  const policy = given.policy === undefined ? null : await readPolicy(given.policy);
  const source = await evidenceOf(files);
  const total = onProgress === undefined ? 0 : await segmentBytes(source);
  return await verifyEvidence(source, {
    suite: NOBLE_SUITE,
    keys: [...keys, ...policy?.logs ?? []],
    ...(policy === null ? {} : { policy }),
    knownHeads: await readHeads(heads),
    require,
    ...(telemetry.length === 0 ? {} : { telemetry: telemetry.map(telemetryOf) }),
    ...(onProgress === undefined
      ? {}
      : { onProgress: (progress): void => onProgress({ ...progress, total }) }),
  });
}

/** Keys in a text of the reader: one in a line, blanks around it do not count. */
export function keysIn(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

async function readPolicy({ path, blob }: GivenFile): Promise<Policy> {
  if (blob.size > POLICY_BYTES_MAX) throw new Error(`${path} is too large for a policy`);
  const policy = parsePolicy(NOBLE_SUITE.sha256, await blob.text());
  if (typeof policy === "string") throw new Error(`Cannot use the policy ${path}: ${policy}`);
  return policy;
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
