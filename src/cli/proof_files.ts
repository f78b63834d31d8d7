/**
 * Writes proof of single records: line and inclusion proof of each, beside the description of the
 * sample or alone.
 * @module
 */

import { equalBytes } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import { CHECKPOINT_FILE } from "../format/layout.ts";
import { inclusionProof, rootAt } from "../tlog/merkle.ts";
import { type Checkpoint, parseCheckpoint, parseNote } from "../tlog/note.ts";
import { PackedLeaves } from "../tlog/packed_tree.ts";
import { formatProof } from "../tlog/proof.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import type { EvidenceSource } from "../verify/mod.ts";
import type { LogFiles } from "../verify/inventory.ts";
import { leavesBefore, logLines } from "./log_lines.ts";

/** A checkpoint to prove under. */
export interface ProofHead {
  /** The signed note. */
  note: string;
  /** What its signatures cover. */
  text: string;
  checkpoint: Checkpoint;
}

/** Reads a signed checkpoint; its signatures are for `verify` to check. */
export function readProofHead(note: string, name: string): ProofHead {
  const parsed = parseNote(note);
  const checkpoint = parsed === null ? null : parseCheckpoint(parsed.text);
  if (parsed !== null && checkpoint !== null) return { note, text: parsed.text, checkpoint };
  throw new OutbandError("IO", `Cannot use ${name}: it is not a signed checkpoint`);
}

/** The newest checkpoint of a log, or of its newest sealed window where the log's is not here. */
export async function newestProofHead(
  source: EvidenceSource,
  log: LogFiles,
): Promise<ProofHead> {
  const sealed = log.parts.findLast(({ names }) => names.has(CHECKPOINT_FILE));
  const path = log.checkpoint ?? (sealed === undefined ? null : `${sealed.dir}${CHECKPOINT_FILE}`);
  if (path === null) {
    throw new OutbandError(
      "IO",
      `Cannot prove records of ${log.origin}: nothing of it is signed yet`,
    );
  }
  return readProofHead(new TextDecoder().decode(await source.read(path)), path);
}

/** A log that was read up to a checkpoint. */
export interface ProvableLog {
  origin: string;
  head: ProofHead;
  leaves: PackedLeaves;
}

/**
 * Reads a log up to a checkpoint.
 *
 * @param onLine Told of each record below the checkpoint's size.
 * @throws {OutbandError} IO when the records are not those under the checkpoint.
 */
export async function readProvable(
  source: EvidenceSource,
  log: LogFiles,
  options: { head: ProofHead; onLine(line: LineSeen): void },
): Promise<ProvableLog> {
  const { head, onLine } = options;
  const { size, root, origin } = head.checkpoint;
  const leaves = new PackedLeaves();
  if (origin !== log.origin) {
    throw new OutbandError("IO", `Cannot use a checkpoint of ${origin}: the log is ${log.origin}`);
  }
  for await (const leaf of leavesBefore(source, log)) leaves.add(leaf);
  for await (const { index, bytes, leaf, parsed } of logLines(source, log)) {
    if (index === size) break;
    leaves.add(leaf);
    onLine({ index, bytes, record: parsed?.record ?? null });
  }
  const isSame = leaves.size === size &&
    equalBytes(rootAt(leaves.source(NODE_SUITE.sha256), size), root);
  if (isSame) return { origin, head, leaves };
  throw new OutbandError(
    "IO",
    `Cannot prove records of ${origin}: they are not those under the checkpoint of ${size} ` +
      "records; see outband verify",
  );
}

/** A record as {@linkcode readProvable} meets it. */
export interface LineSeen {
  index: number;
  bytes: Uint8Array;
  /** Null when it breaks the rules of its kind. */
  record: ParsedRecord["record"] | null;
}

/** Writes `N.entry.json` and `N.tlog-proof` for each line. */
export function writeProofs(
  directory: string,
  log: ProvableLog,
  lines: ReadonlyMap<number, Uint8Array>,
): void {
  const source = log.leaves.source(NODE_SUITE.sha256);
  const { note, checkpoint } = log.head;
  for (const [index, bytes] of lines) {
    const proof = inclusionProof(source, index, checkpoint.size);
    writeOut(`${directory}/${index}.entry.json`, bytes);
    writeOut(`${directory}/${index}.tlog-proof`, formatProof({ index, proof, checkpoint: note }));
  }
}

/** Makes a directory for what is handed over; one that holds something is refused. */
export function makeOutDirectory(directory: string): void {
  try {
    Deno.mkdirSync(directory, { recursive: true });
    if ([...Deno.readDirSync(directory)].length === 0) return;
  } catch (error) {
    throw new OutbandError("IO", `Cannot make ${directory}: ${messageOf(error)}`);
  }
  throw new OutbandError("CONFIG", `Cannot write to ${directory}: it is not empty`);
}

/** Writes a new file. */
export function writeOut(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    Deno.writeFileSync(path, bytes);
  } catch (error) {
    throw new OutbandError("IO", `Cannot write ${path}: ${messageOf(error)}`);
  }
}
