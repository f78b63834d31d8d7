/**
 * Checks what was written when a window part was closed: checkpoint, summary, statement and sums.
 * @module
 */

import { equalBytes, toBase64, toHex } from "../base/bytes.ts";
import {
  BUNDLE_FILE,
  CHECKPOINT_FILE,
  COSIGNED_FILE,
  SEGMENT_FILE,
  STATEMENT_FILE,
  SUMMARY_FILE,
  SUMS_FILE,
  TIMESTAMP_FILE,
} from "../format/layout.ts";
import type { TreeHead } from "../format/statement.ts";
import { parseEnvelope } from "../tlog/dsse.ts";
import { formatSigstoreBundle } from "../tlog/sigstore_bundle.ts";
import { NOTE_BYTES_MAX, type PartFiles } from "./inventory.ts";
import type { LogState } from "./log_state.ts";
import type { SegmentResult } from "./segment_check.ts";
import { checkSeal, parseHead, type SignedHead } from "./signed_head.ts";
import { type EvidenceSource, readWhole, textOf } from "./source.ts";
import { checkStatement } from "./statement_check.ts";
import { checkSummary } from "./summary_check.ts";
import { checkSums, SUMS_BYTES_MAX } from "./sums_check.ts";

/** Files of a seal with their bounds. */
const SEAL_FILES: ReadonlyMap<string, number> = new Map([
  [CHECKPOINT_FILE, NOTE_BYTES_MAX],
  [SUMMARY_FILE, 4 * 1024 * 1024],
  [STATEMENT_FILE, 65_536],
  [SUMS_FILE, SUMS_BYTES_MAX],
]);
/** Files of later stages, known but not checked here. */
const KNOWN_FILES: ReadonlySet<string> = new Set(["add-checkpoint"]);
/** Files that may lie beside a seal: `anchor_check.ts` reads two, {@linkcode checkBundle} one. */
const EXTRA_FILES: readonly string[] = [COSIGNED_FILE, TIMESTAMP_FILE, BUNDLE_FILE];
/** A bundle is little longer than its statement. */
const BUNDLE_BYTES_MAX = 131_072;

/** A part and what its records said. */
export interface SealInput {
  part: PartFiles;
  segment: SegmentResult;
  /** It is the last part of the log, and no newer head says that it was sealed. */
  isMaybeUnfinished: boolean;
  /** The tree before the part's first record; null when it is not known. */
  previous: TreeHead | null;
}

/** What came of a part's seal. */
export interface SealResult {
  /** Its checkpoint as it claims to be; null without a readable one. */
  claimed: SignedHead | null;
  /** Signature, size and root of the checkpoint hold. */
  isSealed: boolean;
}

/** True when a part has any file of a seal. */
export function hasSeal(part: PartFiles): boolean {
  return [...SEAL_FILES.keys()].some((name) => part.names.has(name));
}

/** Checks the seal of one part, which has one. */
export async function checkPartSeal(
  source: EvidenceSource,
  log: LogState,
  input: SealInput,
): Promise<SealResult> {
  const { part, segment } = input;
  checkPresence(log, input);
  const files = await readSeal(source, log, part);
  const digests = new Map([[SEGMENT_FILE, segment.sha256]]);
  for (const [name, bytes] of files) digests.set(name, toHex(log.suite.sha256(bytes)));
  const checkpoint = await checkCheckpoint(log, input, files.get(CHECKPOINT_FILE));
  const sums = files.get(SUMS_FILE);
  if (sums !== undefined) {
    const facts = { path: `${part.dir}${SUMS_FILE}`, digests, isBasic: segment.tally.isBasic };
    checkSums(log.findings, sums, facts);
  }
  const { first, end, tally } = segment;
  const { origin } = log;
  const summary = files.get(SUMMARY_FILE);
  if (summary !== undefined) {
    const path = `${part.dir}${SUMMARY_FILE}`;
    checkSummary(log.findings, summary, {
      path,
      origin,
      first,
      end,
      tally,
      statuses: log.statuses,
    });
  }
  const statement = files.get(STATEMENT_FILE);
  const isStated = statement !== undefined && await checkStatement(log, statement, {
    path: `${part.dir}${STATEMENT_FILE}`,
    digests,
    keys: log.keys.keys.filter(({ after, upTo }) => after < end && end <= upTo),
    attesters: log.keys.attesters,
    origin,
    first,
    end,
    tally,
    checkpoint: checkpoint.claimed === null ? null : treeHeadOf(checkpoint.claimed),
    previous: input.previous,
  });
  await checkBundle(source, log, { part, statement });
  // Without the records before, the signed statement is what binds these bytes to the key.
  const isSealed = checkpoint.isSigned && (checkpoint.isRoot ?? isStated);
  return { claimed: checkpoint.claimed, isSealed };
}

/** The bundle, where there is one: exactly what the statement makes it, to the byte. */
async function checkBundle(
  source: EvidenceSource,
  { findings }: LogState,
  { part, statement }: { part: PartFiles; statement: Uint8Array | undefined },
): Promise<void> {
  if (!part.names.has(BUNDLE_FILE)) return;
  const path = `${part.dir}${BUNDLE_FILE}`;
  const bytes = await readWhole(source, findings, { path, bytesMax: BUNDLE_BYTES_MAX });
  if (bytes === null) return;
  const envelope = parseEnvelope((textOf(statement ?? new Uint8Array(0)) ?? "").replace(/\n$/, ""));
  const isSame = envelope?.signatures.length === 1 &&
    textOf(bytes) === formatSigstoreBundle(envelope);
  if (!isSame) findings.add("BUNDLE_MISMATCH", { where: path }, "It holds another statement");
}

/** Size and root of a checkpoint as statements write them. */
export function treeHeadOf({ checkpoint }: SignedHead): TreeHead {
  return { size: checkpoint.size, root: toBase64(checkpoint.root) };
}

/** Reports files of a part that nobody writes, and those that are not checked here. */
export function checkNames(log: LogState, part: PartFiles): void {
  const extra = [...part.names]
    .filter((name) => name !== SEGMENT_FILE && !SEAL_FILES.has(name))
    .map((name) => ({ name, path: `${part.dir}${name}` }));
  const nested = part.nested.map((path) => ({ name: path.slice(part.dir.length), path }));
  for (const { name, path } of [...extra, ...nested]) {
    if (EXTRA_FILES.includes(name)) continue;
    const isKnown = KNOWN_FILES.has(name) || name.startsWith("anchors/");
    const message = isKnown ? "It belongs to a later stage" : "No part of a window has this name";
    log.findings.add(isKnown ? "FILE_NOT_CHECKED" : "FILE_UNEXPECTED", { where: path }, message);
  }
}

function checkPresence({ findings }: LogState, { part, isMaybeUnfinished }: SealInput): void {
  const missing = [...SEAL_FILES.keys()].filter((name) => !part.names.has(name));
  // The checkpoint is put in place last, so a crash while sealing leaves the newest part without.
  if (missing.includes(CHECKPOINT_FILE) && isMaybeUnfinished) {
    const message = `${missing.join(", ")} was not written yet`;
    findings.add("SEAL_INCOMPLETE", { where: part.dir }, message);
    return;
  }
  for (const name of missing) {
    findings.add("FILE_MISSING", { where: `${part.dir}${name}` }, "It belongs to a sealed window");
  }
}

async function readSeal(
  source: EvidenceSource,
  { findings }: LogState,
  part: PartFiles,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const [name, bytesMax] of SEAL_FILES) {
    if (!part.names.has(name)) continue;
    const bytes = await readWhole(source, findings, { path: `${part.dir}${name}`, bytesMax });
    if (bytes !== null) files.set(name, bytes);
  }
  return files;
}

/** `isRoot` is null when the root cannot be computed. */
interface CheckpointResult {
  claimed: SignedHead | null;
  isSigned: boolean;
  isRoot: boolean | null;
}

async function checkCheckpoint(
  log: LogState,
  { part, segment }: SealInput,
  bytes: Uint8Array | undefined,
): Promise<CheckpointResult> {
  const { findings, keys, origin } = log;
  const path = `${part.dir}${CHECKPOINT_FILE}`;
  const place = { where: path };
  const head = bytes === undefined ? null : parseHead(textOf(bytes) ?? "", path);
  await keys.checkPossession();
  if (head === null) {
    if (bytes !== undefined) findings.add("NOTE_FORMAT", place, "It is not a signed checkpoint");
    return { claimed: null, isSigned: false, isRoot: false };
  }
  const { checkpoint } = head;
  if (checkpoint.origin !== origin) {
    findings.add("ORIGIN_MISMATCH", place, `It is of ${checkpoint.origin}, not of ${origin}`);
    return { claimed: head, isSigned: false, isRoot: false };
  }
  const isSigned = await checkSeal(log, head);
  if (checkpoint.size !== segment.end) {
    const message = `It counts ${checkpoint.size} records, and the segment ends at ${segment.end}`;
    findings.add("SIZE_MISMATCH", place, message);
    return { claimed: head, isSigned, isRoot: false };
  }
  return { claimed: head, isSigned, isRoot: checkRoot(log, head) };
}

function checkRoot(log: LogState, { checkpoint, path }: SignedHead): boolean | null {
  const root = log.root();
  if (root === null) {
    if (log.isBroken) return false; // Records are missing, which has been said.
    const message = "The records before this window are not here";
    log.findings.add("ROOT_NOT_RECOMPUTED", { where: path }, message);
    return null;
  }
  if (equalBytes(root, checkpoint.root)) return true;
  const message = `The records make ${toBase64(root)}, and ${toBase64(checkpoint.root)} is signed`;
  log.findings.add("ROOT_MISMATCH", { where: path }, message);
  return false;
}
