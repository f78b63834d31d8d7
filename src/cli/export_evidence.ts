/**
 * Copies the windows of a period of one log into a directory of their own, with all that `verify`
 * needs for them: the tree above the records before, keys, the register, and a proof for each window.
 *
 * ```text
 * evidence/ORIGIN/windows/...    parts from the period's first to its last one that is signed
 * evidence/ORIGIN/checkpoint     head at their end; only when they begin where the log begins
 * evidence/ORIGIN/tile/...       hashes from the log's first record on: no content, and no lines
 * evidence/ORIGIN/keys/...       public keys
 * proofs/ORIGIN/I.tlog-proof     the last record of each window is under that head
 * ```
 *
 * It copies files by name. What else lies beside the windows, such as telemetry that somebody put
 * there, stays where it is.
 * @module
 */

import { concat, decodeUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import {
  BUNDLE_FILE,
  CHECKPOINT_FILE,
  COSIGNED_FILE,
  SEGMENT_FILE,
  SUMMED_FILES,
  SUMS_FILE,
  TIMESTAMP_FILE,
} from "../format/layout.ts";
import type { ParsedRecord } from "../format/record_schema.ts";
import { parseRegisterLine, REGISTER_FILE } from "../format/register.ts";
import { rootAt } from "../tlog/merkle.ts";
import { PackedLeaves } from "../tlog/packed_tree.ts";
import { TILE_WIDTH, tilePath, tilesForRange } from "../tlog/tiles.ts";
import { type LogFiles, takeInventory } from "../verify/inventory.ts";
import { reasonOf } from "../verify/source.ts";
import type { FoundLog } from "./evidence_logs.ts";
import { leavesBefore, logLines } from "./log_lines.ts";
import { type PartSpan, partSpans } from "./part_spans.ts";
import { type ProofHead, readProofHead, writeOut, writeProofs } from "./proof_files.ts";
import type { Period } from "./range_arguments.ts";

/** Files of a part that are copied when they are there; never anything else. */
const PART_FILES: readonly string[] = [
  ...SUMMED_FILES,
  SUMS_FILE,
  COSIGNED_FILE,
  TIMESTAMP_FILE,
  BUNDLE_FILE,
];
const KEY_FILE_REGEXP = /^(?:[A-Za-z0-9._-]{1,100}\.(?:vkey|pub\.pem)|revoked-\d{1,6}\.note)$/;
const LOG_KEY_REGEXP = /^log-(\d{1,6})\./;

/** What was copied of one log. */
export interface StagedLog {
  origin: string;
  /** Directory below the archive's. */
  path: string;
  /** Index of the first record, and after the last one. */
  first: number;
  end: number;
  /** Number of the first window. */
  firstW: number | null;
  /** Window parts; those after the period are there because the register names later records. */
  windows: number;
  windowsAfter: number;
  /** Parts of the period that nobody signed yet, and that are therefore not here. */
  windowsUnsigned: number;
  /** They begin where the log begins. */
  isFromStart: boolean;
  /**
   * Key that signed the first of them, as vkey: the one to compare with, because the chain of keys
   * is followed from there. Null when the log's first records were deleted and name none.
   */
  firstKey: string | null;
  /** Signed head at their end. */
  head: { size: number; root: string };
  /** Entries of the register, and those that name records beyond the head. */
  registerEntries: number;
  registerLeftOut: number;
}

/** What is copied, and where to. */
export interface StageOrder {
  /** Directory of the archive. */
  directory: string;
  period: Period;
  /** The windows before the period, too. */
  isWhole: boolean;
}

/** Name of a log as a directory. */
export function slugOf(origin: string): string {
  return origin.replaceAll("/", "+");
}

/**
 * Copies what belongs to the period.
 *
 * @returns null when no signed window of the log lies in it.
 * @throws {OutbandError} IO when records are not those under their checkpoint, or files fail.
 */
export async function stageLog(log: FoundLog, order: StageOrder): Promise<StagedLog | null> {
  const spans = await partSpans(log);
  const register = await readRegister(log);
  const chosen = choose(spans, { ...order, register });
  if (chosen === null) return null;
  const { from, to } = chosen;
  const parts = spans.slice(from, to + 1);
  const last = parts.at(-1) as PartSpan;
  const note = decodeUtf8(await log.source.read(`${last.dir}${CHECKPOINT_FILE}`));
  const head = readProofHead(note, `${log.place}/${last.dir}${CHECKPOINT_FILE}`);
  const read = await readTree(log, { to, closing: new Set(parts.map(({ dir }) => dir)), head });
  const path = `evidence/${slugOf(log.origin)}`;
  const root = `${order.directory}/${path}`;
  const there = new Set(await log.source.list());
  for (const { dir } of parts) {
    for (const name of PART_FILES.filter((name) => there.has(`${dir}${name}`))) {
      await copy(log, `${dir}${name}`, root);
    }
  }
  const isFromStart = from === 0;
  if (isFromStart) put(root, CHECKPOINT_FILE, utf8(note));
  writeTiles(root, read.leaves);
  await copyKeys(log, root, isFromStart ? read.keys.length : Infinity);
  // The chain of the register holds for its beginning, not for entries picked out of it.
  const fits = register.findIndex(({ size }) => size > head.checkpoint.size);
  const entries = register.slice(0, fits < 0 ? register.length : fits);
  if (entries.length > 0) {
    put(root, REGISTER_FILE, utf8(entries.map(({ line }) => `${line}\n`).join("")));
  }
  const proofs = `${order.directory}/proofs/${slugOf(log.origin)}`;
  await Deno.mkdir(proofs, { recursive: true });
  writeProofs(proofs, { origin: log.origin, head, leaves: read.leaves }, read.lines);
  return {
    origin: log.origin,
    path,
    first: parts[0]?.first ?? 0,
    end: head.checkpoint.size,
    firstW: parts[0]?.w ?? null,
    windows: parts.length,
    windowsAfter: to - chosen.lastInPeriod,
    windowsUnsigned: chosen.unsigned,
    isFromStart,
    firstKey: read.keys.findLast(({ from: at }) => at <= (parts[0]?.first ?? 0))?.vkey ?? null,
    head: { size: head.checkpoint.size, root: toBase64(head.checkpoint.root) },
    registerEntries: entries.length,
    registerLeftOut: register.length - entries.length,
  };
}

/** A line of the register and the records that its writer had seen. */
interface SeenEntry {
  line: string;
  size: number;
}

async function readRegister({ source, files }: FoundLog): Promise<SeenEntry[]> {
  if (files.register === null) return [];
  const lines = decodeUtf8(await source.read(REGISTER_FILE)).split("\n");
  lines.pop();
  return lines.map((line) => {
    const entry = parseRegisterLine(line);
    // What is no entry is handed over as it is: verify names it.
    return { line, size: typeof entry === "string" ? 0 : entry.head.size };
  });
}

/** Positions of the parts to copy. */
interface Choice {
  from: number;
  to: number;
  lastInPeriod: number;
  unsigned: number;
}

/**
 * The parts that touch the period, up to the last one that is signed; and on to the records that
 * people had seen when they signed entries, so that what they said can be checked, too.
 */
export function choose(
  spans: readonly PartSpan[],
  { period, register, isWhole }: {
    period: Period;
    register: readonly { size: number }[];
    isWhole: boolean;
  },
): Choice | null {
  const touching = spans.flatMap(({ startMs, endMs }, k) =>
    startMs !== null && endMs !== null && endMs > period.fromMs && startMs < period.toMs ? [k] : []
  );
  const from = touching[0];
  const lastInPeriod = touching.findLast((k) => spans[k]?.isSealed === true);
  if (from === undefined || lastInPeriod === undefined) return null;
  const unsigned = touching.filter((k) => k > lastInPeriod).length;
  const seen = Math.max(0, ...register.map(({ size }) => size));
  // A part ends where the next one begins.
  const enough = spans.findIndex((span, k) =>
    k >= lastInPeriod && span.isSealed && (spans[k + 1]?.first ?? Infinity) >= seen
  );
  return {
    from: isWhole ? 0 : from,
    to: enough < 0 ? lastInPeriod : enough,
    lastInPeriod,
    unsigned,
  };
}

/** Hashes of all records up to a head, and the last line of each part that is copied. */
async function readTree(
  log: FoundLog,
  { to, closing, head }: { to: number; closing: ReadonlySet<string>; head: ProofHead },
): Promise<{ leaves: PackedLeaves; lines: Map<number, Uint8Array>; keys: KeyFrom[] }> {
  const files = await ownFiles(log);
  const parts = files.parts.slice(0, to + 1);
  const ends = new Set<number>();
  for (const [k, { dir }] of parts.entries()) {
    if (closing.has(dir)) ends.add((parts[k + 1]?.first ?? head.checkpoint.size) - 1);
  }
  const leaves = new PackedLeaves();
  const lines = new Map<number, Uint8Array>();
  const keys: KeyFrom[] = [];
  for await (const leaf of leavesBefore(log.source, files)) leaves.add(leaf);
  for await (const { index, bytes, leaf, parsed } of logLines(log.source, { ...files, parts })) {
    leaves.add(leaf);
    if (ends.has(index)) lines.set(index, bytes);
    if (parsed !== null) noteKeys(keys, parsed.record, index);
  }
  const { size, root } = head.checkpoint;
  const isSame = leaves.size === size &&
    toBase64(rootAt(leaves.source(NODE_SUITE.sha256), size)) === toBase64(root);
  if (isSame) return { leaves, lines, keys };
  throw new OutbandError(
    "IO",
    `Cannot export ${log.origin}: its records are not those under the checkpoint of ${size} ` +
      "records; see outband verify",
  );
}

/** A key of the log, and the first record after which it signs. */
interface KeyFrom {
  vkey: string;
  from: number;
}

function noteKeys(keys: KeyFrom[], record: ParsedRecord["record"], index: number): void {
  if (record.kind === "log.open") keys.push({ vkey: record.vkey, from: 0 });
  if (record.kind !== "key.next") return;
  if (keys.length === 0) keys.push({ vkey: record.old, from: 0 });
  keys.push({ vkey: record.new, from: index + 1 });
}

/** The files of the log as its own source names them. */
async function ownFiles(log: FoundLog): Promise<LogFiles> {
  const [files] = await takeInventory(log.source, (await log.source.list()).toSorted());
  if (files !== undefined) return files;
  throw new OutbandError("IO", `Cannot export ${log.place}: there is no ${SEGMENT_FILE}`);
}

/** Public keys, without those that the log announced only later. */
async function copyKeys(log: FoundLog, root: string, keysMax: number): Promise<void> {
  for (const path of await log.source.list()) {
    const name = path.startsWith("keys/") ? path.slice("keys/".length) : "";
    const number = Number(LOG_KEY_REGEXP.exec(name)?.[1] ?? 0);
    if (KEY_FILE_REGEXP.test(name) && number <= keysMax) await copy(log, path, root);
  }
}

async function copy({ source, place }: FoundLog, path: string, root: string): Promise<void> {
  const to = `${root}/${path}`;
  try {
    await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
    using file = await Deno.open(to, { write: true, createNew: true });
    for await (const piece of source.stream(path)) {
      for (let done = 0; done < piece.length;) done += await file.write(piece.subarray(done));
    }
  } catch (error) {
    throw new OutbandError("IO", `Cannot copy ${place}/${path}: ${reasonOf(error)}`);
  }
}

function put(root: string, path: string, bytes: Uint8Array): void {
  const to = `${root}/${path}`;
  Deno.mkdirSync(to.slice(0, to.lastIndexOf("/")), { recursive: true });
  writeOut(to, bytes);
}

function writeTiles(root: string, leaves: PackedLeaves): void {
  const tree = leaves.source(NODE_SUITE.sha256);
  for (const { level, index, width } of tilesForRange(0, leaves.size)) {
    // A tile's level is eight levels of the tree.
    const hashes = Array.from(
      { length: width },
      (_, k) => tree.node(8 * level, index * TILE_WIDTH + k),
    );
    put(root, tilePath(level, index, width), concat(...hashes));
  }
}
