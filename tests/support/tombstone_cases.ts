/**
 * Logs whose oldest window was deleted: declared as it must be, not at all, or with a lie.
 * @module
 */

import { toHex } from "../../src/base/bytes.ts";
import { formatTime } from "../../src/base/clock.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Frontier } from "../../src/tlog/merkle.ts";
import type { CaseMaker } from "./evidence_cases.ts";
import { LogBuilder, PERIOD } from "./log_builder.ts";
import type { Files } from "./verify_rig.ts";

/** A log of three windows of which the first was deleted, and what was said of it. */
export interface PrunedFiles {
  files: Files;
  /** Records of the first window. */
  end: number;
  /** Index of the tombstone; where it is not written, of the record in its place. */
  tombstone: number;
}

/** What can be wrong. */
export interface PruneOptions {
  /** Fields of the tombstone. */
  fields?: Record<string, unknown>;
  /** A record in place of the tombstone. */
  instead?: Record<string, unknown>;
  /** The tombstone stands in a window that is not sealed. */
  isUnsigned?: boolean;
  /** The first window is still there. */
  isKept?: boolean;
  /** There are no tiles either. */
  hasNoTiles?: boolean;
}

/** Builds it. */
export function prunedLog(options: PruneOptions = {}): PrunedFiles {
  const log = new LogBuilder().begin();
  const startMs = log.nowMs;
  for (let k = 0; k < 3; k++) log.call();
  log.closeWindow().seal();
  const end = log.size;
  const oldest = [...log.files.keys()].filter((path) => path.startsWith("windows/"));
  const frontier = new Frontier(NODE_SUITE.sha256);
  for (const leaf of log.leaves) frontier.add(leaf);
  const body = {
    kind: "tombstone",
    what: "evidence",
    from: formatTime(startMs),
    to: formatTime(startMs + PERIOD * 1000),
    n: 1,
    end,
    root: toHex(log.root(end)),
    frontier: frontier.hashes().map(toHex),
    ...options.fields,
  };
  log.openWindow();
  log.call();
  if (options.isUnsigned === true) log.closeWindow().seal().openWindow();
  const tombstone = log.append(options.instead ?? body);
  if (options.isUnsigned === true) log.writeSegment();
  else {
    log.closeWindow().seal().openWindow();
    log.call();
    log.closeWindow().seal();
  }
  log.writeKeys();
  const files = new Map(log.files);
  for (const path of options.isKept === true ? [] : oldest) files.delete(path);
  for (const path of [...files.keys()]) {
    const isEntries = path.startsWith("tile/entries");
    if (isEntries || (options.hasNoTiles === true && path.startsWith("tile/"))) files.delete(path);
  }
  return { files, end, tombstone };
}

/** One case for each finding of tombstones. */
export const TOMBSTONE_CASES: Readonly<Record<string, CaseMaker>> = {
  TOMBSTONE_DECLARED: () => ({ files: prunedLog().files, exit: 0 }),
  TOMBSTONE_MISMATCH: () => ({
    files: prunedLog({ fields: { root: "ab".repeat(32) } }).files,
    exit: 4,
  }),
};
