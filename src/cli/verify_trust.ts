/**
 * What an auditor hands to a verification beside the evidence: keys, heads that were kept elsewhere,
 * revocations, witnesses, time-stamp authorities, telemetry. For `verify`, `report` and the lists.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import {
  type HeadText,
  parsePolicy,
  POLICY_BYTES_MAX,
  type TelemetryFile,
  type VerifyOptions,
} from "../verify/mod.ts";
import { headTexts } from "../verify/head_texts.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readChunks, readText } from "./input.ts";
import { readKeyArgument } from "./key_argument.ts";
import { filesAt } from "./record_content.ts";

/** Flags that say whom and what the auditor trusts, but for the one that names witnesses. */
export const TRUST_FLAGS = {
  values: ["tsa-ca"],
  lists: ["key", "known-head", "revocation", "telemetry"],
} as const;

/** The same in `--help`, without the keys. */
export const TRUST_USAGE =
  `  --known-head FILE  a checkpoint of a log that was kept elsewhere, as a signed note or as the
                     lines that serve printed: shows that nothing was removed or rewritten
  --revocation FILE  a revocation of one of the log's keys that came by another way than the evidence,
                     as outband keys revoke writes it
  --telemetry PATH   telemetry lines, as written or as a log collector kept them, a file or a
                     directory of them: compares the content with what the records committed to;
                     verify reads =- from standard input
`;

const REVOCATION_BYTES_MAX = 4_096;
/** A year of hourly heads as serve prints them, ten times over. */
const HEADS_BYTES_MAX = 64 * 1024 * 1024;
const HEADS_MAX = 100_000;

/** What was handed over. */
export type Trust = Pick<
  VerifyOptions,
  "keys" | "knownHeads" | "revocations" | "telemetry" | "policy" | "timestamps"
>;

/**
 * Reads all of it.
 *
 * @param witnessFlag Flag that names the policy of witnesses.
 * @throws {OutbandError} CONFIG or IO for what cannot be used.
 */
export async function readTrust(
  given: Arguments,
  { io, witnessFlag }: { io: CommandIo; witnessFlag: string },
): Promise<Trust> {
  const outside = await readOutside(given, { io, witnessFlag });
  const telemetry = given.list("telemetry").flatMap(namedFiles)
    .map((name) => telemetryFile(name, io));
  return {
    keys: [...await readKeys(given.list("key"), io), ...outside.policy?.logs ?? []],
    knownHeads: await readHeads(given.list("known-head"), io),
    revocations: await readRevocations(given.list("revocation"), io),
    ...(telemetry.length === 0 ? {} : { telemetry }),
    ...outside,
  };
}

/** A key is given as itself, which always has two plus signs, or by the name of a file. */
async function readKeys(values: readonly string[], io: CommandIo): Promise<string[]> {
  const keys: string[] = [];
  for (const value of values) keys.push(await readKeyArgument(value, io));
  return keys;
}

async function readHeads(names: readonly string[], io: CommandIo): Promise<HeadText[]> {
  const heads: HeadText[] = [];
  for (const name of names) {
    const found = headTexts(
      await readText(name, io, { bytesMax: HEADS_BYTES_MAX }),
      inputLabel(name),
    );
    if (found.length === 0) {
      throw new OutbandError("IO", `Cannot find a checkpoint line in ${inputLabel(name)}`);
    }
    heads.push(...found);
  }
  if (heads.length <= HEADS_MAX) return heads;
  throw new OutbandError("IO", `Cannot compare ${heads.length} known heads, at most ${HEADS_MAX}`);
}

async function readRevocations(names: readonly string[], io: CommandIo): Promise<HeadText[]> {
  const notes: HeadText[] = [];
  for (const name of names) {
    const text = await readText(name, io, { bytesMax: REVOCATION_BYTES_MAX });
    notes.push({ name: inputLabel(name), text });
  }
  return notes;
}

/** Whom the auditor trusts beside the log's key: witnesses and time-stamp authorities. */
async function readOutside(
  given: Arguments,
  { io, witnessFlag }: { io: CommandIo; witnessFlag: string },
): Promise<Pick<VerifyOptions, "policy" | "timestamps">> {
  const [policyFile, caFile] = [given.value(witnessFlag), given.value("tsa-ca")];
  const outside: Pick<VerifyOptions, "policy" | "timestamps"> = {};
  if (policyFile !== undefined) {
    const text = await readText(policyFile, io, { bytesMax: POLICY_BYTES_MAX });
    const policy = parsePolicy(NODE_SUITE.sha256, text);
    if (typeof policy === "string") {
      throw new OutbandError(
        "CONFIG",
        `Cannot use the policy ${inputLabel(policyFile)}: ${policy}`,
      );
    }
    outside.policy = policy;
  }
  if (caFile !== undefined) {
    // Loaded only here: the certificate library is large, and most verifications need none.
    const { CA_BYTES_MAX, readCertificates, timestampJudge } = await import(
      "../anchor/timestamp_judge.ts"
    );
    const trusted = readCertificates(await readText(caFile, io, { bytesMax: CA_BYTES_MAX }));
    if (typeof trusted === "string") {
      throw new OutbandError("CONFIG", `Cannot use --tsa-ca ${inputLabel(caFile)}: ${trusted}`);
    }
    outside.timestamps = timestampJudge(NODE_SUITE.sha256, trusted);
  }
  return outside;
}

/** Files of a directory, else the name itself: what cannot be read becomes a finding, in its place. */
function namedFiles(name: string): string[] {
  try {
    return Deno.statSync(name).isDirectory ? filesAt(name) : [name];
  } catch {
    return [name];
  }
}

function telemetryFile(name: string, io: CommandIo): TelemetryFile {
  return { name: inputLabel(name), stream: () => readChunks(name, io) };
}
