/**
 * Compares heads that are not a window's own: the log's newest checkpoint, and heads that an
 * auditor kept elsewhere. Those are what shows that nothing newer was removed or rewritten.
 * @module
 */

import { equalBytes, toBase64 } from "../base/bytes.ts";
import type { FindingCode } from "../format/finding_codes.ts";
import { formatNote } from "../tlog/note.ts";
import type { LogState } from "./log_state.ts";
import { checkLooseHead, parseHead, type SignedHead } from "./signed_head.ts";

/** A head's note as text. */
export interface HeadText {
  /** Path or name in findings. */
  name: string;
  /** The signed note. */
  text: string;
}

/** Size that a head names, 0 when it cannot be read: the roots to remember while reading. */
export function sizeOf(head: HeadText): number {
  return parseHead(head.text, head.name)?.checkpoint.size ?? 0;
}

/**
 * Checks heads that were kept elsewhere.
 *
 * @returns How many are part of this history.
 */
export async function checkKnownHeads(log: LogState, heads: readonly HeadText[]): Promise<number> {
  let confirmed = 0;
  for (const { name, text } of heads) {
    const head = await readLooseHead(log, { name, text, code: "HEAD_UNREADABLE" });
    if (head === null) continue;
    if (head.checkpoint.size < log.first) {
      const message =
        `It has ${head.checkpoint.size} records, and record ${log.first} is the first`;
      log.findings.add("HEAD_OUTSIDE_RANGE", { where: name }, message);
    } else if (isSameHistory(log, head)) confirmed++;
  }
  return confirmed;
}

/**
 * Checks the log's own newest checkpoint.
 *
 * @param windows `sealedSize`: of the newest window checkpoint that holds. `lastClaim`: the
 *   checkpoint of the last window, good or bad; the same head again needs no second verdict.
 * @returns Its size when it is part of this history, else 0.
 */
export async function checkNewestHead(
  log: LogState,
  head: HeadText,
  { sealedSize, lastClaim }: { sealedSize: number; lastClaim: SignedHead | null },
): Promise<number> {
  if (lastClaim !== null && formatNote(lastClaim.note) === head.text) return sealedSize;
  const read = await readLooseHead(log, { ...head, code: "NOTE_FORMAT" });
  if (read === null) return 0;
  const { size } = read.checkpoint;
  if (size < sealedSize) {
    const message = `It has ${size} records, and the newest window ends at ${sealedSize}`;
    log.findings.add("HEAD_STALE", { where: head.name }, message);
  }
  return size >= log.first && isSameHistory(log, read) ? size : 0;
}

/**
 * Checks the head that a sample was drawn under; it comes from the operator, so it confirms nothing.
 *
 * @returns True when one of the log's keys signed it and it is part of this history.
 */
export async function checkOwnHead(log: LogState, head: HeadText): Promise<boolean> {
  const read = await readLooseHead(log, { ...head, code: "HEAD_UNREADABLE" });
  return read !== null && isSameHistory(log, read);
}

async function readLooseHead(
  log: LogState,
  { name, text, code }: HeadText & { code: FindingCode },
): Promise<SignedHead | null> {
  const { findings, origin } = log;
  const place = { where: name };
  const isOwn = code === "NOTE_FORMAT";
  const head = parseHead(text, name);
  if (head === null) {
    findings.add(code, place, "It is not a signed checkpoint");
    return null;
  }
  if (head.checkpoint.origin !== origin) {
    const message = `It is of ${head.checkpoint.origin}, not of ${origin}`;
    findings.add(isOwn ? "ORIGIN_MISMATCH" : code, place, message);
    return null;
  }
  const seenBefore = findings.contradictions();
  if (await checkLooseHead(log, head, { foreignLines: isOwn ? "bad" : "skip" })) return head;
  if (findings.contradictions() === seenBefore) {
    findings.add(isOwn ? "NOTE_UNSIGNED" : code, place, "No known key of this log signed it");
  }
  return null;
}

function isSameHistory(log: LogState, { checkpoint, path }: SignedHead): boolean {
  const { size, root } = checkpoint;
  if (size > log.next) {
    const message = `It has ${size} records, and only ${log.next} are here`;
    log.findings.add("HEAD_ROLLED_BACK", { where: path }, message);
    return false;
  }
  const expected = log.rootAt(size);
  if (expected === null) return false; // Why the tree could not be rebuilt has been said.
  if (equalBytes(expected, root)) return true;
  const message = `At ${size} records it has root ${toBase64(root)}, and here it is ` +
    toBase64(expected);
  log.findings.add("HEAD_FORKED", { where: path }, message);
  return false;
}
