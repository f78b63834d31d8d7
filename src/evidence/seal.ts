/**
 * Makes the evidence of one closed part: reads its segment back from disk, compares it with what
 * the journal wrote, and only then signs and puts the files in place. All of it follows from the
 * segment and the keys, so doing it again after a crash ends with the same files.
 *
 * Order on disk: tiles, the newest signed head in the private directory, `head.json`, then in the
 * part `summary.json`, `statement.dsse.json`, `SHA256SUMS`, `checkpoint`, at last the log's
 * `checkpoint`: what is behind that head is whole.
 *
 * @module
 */

import { assert } from "../base/assert.ts";
import { equalBytes, toBase64, toHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";
import { OutbandError } from "../base/errors.ts";
import { type Disk, lineBatches, replaceFile } from "../format/disk.ts";
import {
  CHECKPOINT_FILE,
  SEGMENT_FILE,
  STATEMENT_FILE,
  SUMMARY_FILE,
  SUMS_FILE,
  sumsText,
  type WindowPart,
} from "../format/layout.ts";
import type { ClosedPart, LogHead, SealOutcome, SealStep } from "../format/sealing.ts";
import { PAE_BYTES_MAX, STATEMENT_PAYLOAD_TYPE, statementText } from "../format/statement.ts";
import { type ControlEvidence, summarise, summaryText } from "../format/summary.ts";
import type { WindowTotals } from "../format/window_totals.ts";
import { formatEnvelope, pae } from "../tlog/dsse.ts";
import { Frontier, leafHash } from "../tlog/merkle.ts";
import { formatCheckpoint, formatNote, type NoteSignature } from "../tlog/note.ts";
import { type Signer, signing } from "./signer.ts";
import type { TreeFiles } from "./tree_files.ts";

/** Computes the control statuses that a summary shows. */
export type ControlsOf = (
  totals: WindowTotals,
  part: { window: WindowPart; firstIndex: number; endIndex: number },
) => ControlEvidence[];

/** What sealing needs beside the part. */
export interface SealTools {
  disk: Disk;
  suite: CryptoSuite;
  evidenceDir: string;
  /** Name of the log. */
  origin: string;
  /** Keys that sign the checkpoint, oldest first; more than one while the key changes. */
  signers: readonly Signer[];
  /** Key that signs the statement. */
  attester: Signer;
  /** There are no further steps to wait in. */
  mayBlock: boolean;
  /** Told of a signed note before it is on disk; what it throws ends the attempt. */
  signed: (note: string) => void;
  controls: ControlsOf;
}

/**
 * Seals a part, a slice per step.
 *
 * @param tree The tree's files at the part's first index; it has grown by the part afterwards.
 * @throws What the disk or the key reports.
 */
export function* sealPart(
  tools: SealTools,
  part: ClosedPart,
  tree: TreeFiles,
): Generator<SealStep, SealOutcome, void> {
  const segment = yield* readBack(tools, part, tree);
  if ("problem" in segment) return segment;
  yield* tree.finish();
  const files = yield* signFiles(tools, part, segment.sha256);
  const { disk, evidenceDir } = tools;
  tools.signed(files.note);
  yield;
  replaceFile(disk, `${evidenceDir}/head.json`, { bytes: utf8(part.headText) });
  disk.syncDirectory(evidenceDir);
  yield;
  const directory = `${evidenceDir}/${part.directory}`;
  for (const { name, bytes } of files.inOrder) {
    replaceFile(disk, `${directory}/${name}`, { bytes });
    yield;
  }
  disk.syncDirectory(directory);
  yield;
  replaceFile(disk, `${evidenceDir}/${CHECKPOINT_FILE}`, { bytes: utf8(files.note) });
  disk.syncDirectory(evidenceDir);
  return { note: files.note };
}

/** Reads the segment back: its digest, or how it differs from what was written. */
function* readBack(
  tools: SealTools,
  part: ClosedPart,
  tree: TreeFiles,
): Generator<void, { sha256: string } | { problem: string }, void> {
  const { disk, suite, evidenceDir } = tools;
  const file = disk.openRead(`${evidenceDir}/${part.directory}/${SEGMENT_FILE}`);
  // A directory that is not there now may come back: the attempt failed, the part is not refused.
  if (file === null) throw new OutbandError("IO", `Cannot seal ${part.directory}: it has gone`);
  const { size, frontier } = part.before;
  const read = new Frontier(suite.sha256, { size, hashes: frontier });
  const digest = suite.sha256Stream();
  let bytesRead = 0;
  try {
    for (const { lines, bytes } of lineBatches(file)) {
      digest.update(bytes);
      bytesRead += bytes.length;
      for (const line of lines) {
        if (read.size === part.endIndex) return { problem: "its segment has grown" };
        const leaf = leafHash(suite.sha256, line);
        read.add(leaf);
        tree.add(line, leaf);
      }
      yield;
      yield* tree.write();
    }
    const isWhole = bytesRead === file.size() && read.size === part.endIndex;
    if (!isWhole || !equalBytes(read.root(), part.root)) {
      return { problem: "its segment on disk is not what was written" };
    }
    return { sha256: toHex(digest.digest()) };
  } finally {
    file.close();
  }
}

interface SealFiles {
  note: string;
  /** Files of the part in the order of writing. */
  inOrder: { name: string; bytes: Uint8Array }[];
}

/** Everything that is signed or follows from it, in memory. */
function* signFiles(
  tools: SealTools,
  part: ClosedPart,
  segmentSha256: string,
): Generator<SealStep, SealFiles, void> {
  const { suite } = tools;
  const sha256Of = (bytes: Uint8Array): string => toHex(suite.sha256(bytes));
  const note = yield* signCheckpoint(tools, { size: part.endIndex, root: part.root });
  const checkpoint = { name: CHECKPOINT_FILE, bytes: utf8(note) };
  const summary = { name: SUMMARY_FILE, bytes: utf8(summaryOf(tools, part)) };
  const digests = {
    segment: { name: SEGMENT_FILE, sha256: segmentSha256 },
    checkpoint: { name: CHECKPOINT_FILE, sha256: sha256Of(checkpoint.bytes) },
    summary: { name: SUMMARY_FILE, sha256: sha256Of(summary.bytes) },
  };
  const subjects = [digests.segment, digests.checkpoint, digests.summary];
  const statement = {
    name: STATEMENT_FILE,
    bytes: utf8(yield* signStatement(tools, part, subjects)),
  };
  const sums = sumsText([
    digests.segment,
    digests.summary,
    digests.checkpoint,
    { name: STATEMENT_FILE, sha256: sha256Of(statement.bytes) },
  ]);
  return {
    note,
    inOrder: [summary, statement, { name: SUMS_FILE, bytes: utf8(sums) }, checkpoint],
  };
}

/** Signs a head with every key that must. @returns The signed note. */
export function* signCheckpoint(
  { origin, signers, mayBlock }: Pick<SealTools, "origin" | "signers" | "mayBlock">,
  head: LogHead,
): Generator<SealStep, string, void> {
  const text = formatCheckpoint({ origin, ...head });
  const signatures: NoteSignature[] = [];
  for (const signer of signers) {
    const { name, id } = signer.vkey;
    const signature = yield* signing(signer, utf8(text), { mayBlock });
    signatures.push({ name, id, signature });
  }
  return formatNote({ text, signatures });
}

function summaryOf(tools: SealTools, part: ClosedPart): string {
  const place = { firstIndex: part.before.size, endIndex: part.endIndex };
  const summary = summarise(part.totals, {
    log: tools.origin,
    version: part.software.version,
    ...place,
    controls: tools.controls(part.totals, { window: part.window, ...place }),
  });
  assert(summary !== null, "A closed part has both window records");
  return summaryText(summary);
}

function* signStatement(
  tools: SealTools,
  part: ClosedPart,
  subjects: readonly { name: string; sha256: string }[],
): Generator<SealStep, string, void> {
  const { suite, origin, attester, mayBlock } = tools;
  const { size, frontier } = part.before;
  const policy = part.totals.config?.policy;
  const previous = new Frontier(suite.sha256, { size, hashes: frontier });
  const payload = utf8(statementText({
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicate: {
      log: origin,
      window: part.window.w,
      part: part.window.part,
      openedAt: part.openedAt,
      closedAt: part.closedAt,
      firstIndex: size,
      endIndex: part.endIndex,
      checkpoint: { size: part.endIndex, root: toBase64(part.root) },
      previous: { size, root: toBase64(previous.root()) },
      counts: part.totals.counts,
      software: part.software,
      configDigest: part.totals.config?.config ?? "",
      ...(policy === undefined ? {} : { policyDigest: policy }),
    },
  }));
  const message = pae(STATEMENT_PAYLOAD_TYPE, payload);
  assert(message.length <= PAE_BYTES_MAX, "A statement can be signed by hardware");
  const envelope = formatEnvelope({
    payload,
    payloadType: STATEMENT_PAYLOAD_TYPE,
    signatures: [{
      keyid: toHex(suite.sha256(attester.spki)),
      sig: yield* signing(attester, message, { mayBlock }),
    }],
  });
  return `${envelope}\n`;
}
