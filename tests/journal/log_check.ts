/**
 * Reads a log directory as an auditor would, with as little of the journal's code as possible, and
 * asserts every rule that the journal promises to keep.
 * @module
 */

import { concat, toBase64, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import {
  addCounts,
  countCall,
  countGap,
  type Counts,
  gapOrdinals,
  noCounts,
  settledSum,
} from "../../src/format/counts.ts";
import { type Disk, listParts, readFile } from "../../src/format/disk.ts";
import { windowDirectory, windowEndMs, windowStartMs } from "../../src/format/layout.ts";
import type { GapBody, OutbandRecord } from "../../src/format/record.ts";
import { statementText } from "../../src/format/statement.ts";
import { summarise, summaryText } from "../../src/format/summary.ts";
import { WindowTotals } from "../../src/format/window_totals.ts";
import { genesisPrev } from "../../src/tlog/commitment.ts";
import { pae, parseEnvelope } from "../../src/tlog/dsse.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import { leafHash, leavesSource, rootAt, rootOf } from "../../src/tlog/merkle.ts";
import { parseCheckpoint, parseNote, parseVkey } from "../../src/tlog/note.ts";
import {
  entryBundle,
  parseTilePath,
  TILE_WIDTH,
  tilePath,
  tilesForRange,
} from "../../src/tlog/tiles.ts";
import { assert, assertEquals } from "../support/std.ts";

/** One part as it was found. */
export interface CheckedPart {
  directory: string;
  first: number;
  end: number;
  isClosed: boolean;
  isSealed: boolean;
  records: OutbandRecord[];
  counts: Counts;
}

/** A log that keeps all rules. */
export interface CheckedLog {
  lines: Uint8Array[];
  records: OutbandRecord[];
  parts: CheckedPart[];
  /** Ordinals of the calls, in order of their records. */
  calls: number[];
  /** Gaps in order. */
  gaps: GapBody[];
  counts: Counts;
}

/**
 * Checks a log; `isFinished` also wants every part closed and sealed, `isQuick` skips all that is
 * not in the segments.
 */
export function checkLog(
  disk: Disk,
  root: string,
  options: { isFinished?: boolean; isQuick?: boolean } = {},
): CheckedLog {
  const lines: Uint8Array[] = [];
  const records: OutbandRecord[] = [];
  const parts: CheckedPart[] = [];
  for (const { directory } of listParts(disk, root)) {
    const first = lines.length;
    for (const line of segmentLines(disk, `${root}/${directory}`)) {
      records.push(checkLine(line, lines, records));
      lines.push(line);
    }
    parts.push(checkPart({ directory, first, records: records.slice(first), end: lines.length }));
  }
  const calls = records.flatMap((record) => record.kind === "call" ? [record.ord] : []);
  const gaps = records.flatMap((record) => record.kind === "gap" ? [record] : []);
  const counts = noCounts();
  for (const part of parts) addCounts(counts, part.counts);
  checkWindows(records);
  checkOrdinals(records);
  const log = { lines, records, parts, calls, gaps, counts };
  if (options.isQuick === true) return log;
  checkSeals(disk, root, log);
  if (options.isFinished === true) {
    assert(parts.every((part) => part.isClosed && part.isSealed), "every part is sealed");
    checkTiles(disk, root, lines);
  }
  return log;
}

function segmentLines(disk: Disk, directory: string): Uint8Array[] {
  const bytes = read(disk, `${directory}/segment.jsonl`);
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let k = 0; k < bytes.length; k++) {
    if (bytes[k] !== 10) continue;
    lines.push(bytes.subarray(start, k));
    start = k + 1;
  }
  assertEquals(start, bytes.length, "a segment ends with a line feed");
  return lines;
}

function read(disk: Disk, path: string): Uint8Array {
  const bytes = readFile(disk, path, { bytesMax: 1 << 28 });
  assert(bytes !== null, `${path} exists`);
  return bytes;
}

function checkLine(
  line: Uint8Array,
  lines: readonly Uint8Array[],
  records: readonly OutbandRecord[],
): OutbandRecord {
  const text = new TextDecoder().decode(line);
  const record = JSON.parse(text) as OutbandRecord;
  assertEquals(canonicalJson(record), text, "a line is canonical");
  assertEquals(record.v, 1);
  assertEquals(record.i, lines.length, "indexes have no gap");
  const last = lines.at(-1);
  const prev = last === undefined
    ? genesisPrev(NODE_SUITE, {
      origin: record.log,
      vkey: record.kind === "log.open" ? record.vkey : "",
    })
    : toHex(leafHash(NODE_SUITE.sha256, last));
  assertEquals(record.prev, prev, `line ${record.i} follows the one before`);
  assert(record.t >= (records.at(-1)?.t ?? ""), "time never falls");
  return record;
}

function checkPart(
  part: { directory: string; first: number; end: number; records: OutbandRecord[] },
): CheckedPart {
  const { records } = part;
  const open = records[part.first === 0 ? 1 : 0];
  assert(open?.kind === "window.open", `${part.directory} begins with window.open`);
  assertEquals(part.directory, windowDirectory(open));
  assertEquals(open.start, new Date(windowStartMs(open)).toISOString());
  const kinds = records.map((record) => record.kind);
  const opening = kinds.slice(part.first === 0 ? 2 : 1).filter((kind) => kind !== "absent");
  const hasBoot = opening[0] === "boot";
  assertEquals(opening.slice(hasBoot ? 1 : 0).slice(0, 2), ["config", "detector"]);
  const counts = noCounts();
  for (const record of records) {
    if (record.kind === "call") countCall(counts, record.class);
    if (record.kind === "gap") countGap(counts, record);
  }
  assertEquals(settledSum(counts), counts.processed);
  const close = records.at(-1);
  const isClosed = close?.kind === "window.close";
  assertEquals(kinds.filter((kind) => kind === "window.close").length, isClosed ? 1 : 0);
  if (isClosed) {
    assertEquals(close.counts, counts);
    assertEquals([close.w, close.part], [open.w, open.part]);
    assertEquals(close.carried_in, open.carried_in);
    assertEquals(close.accepted, close.ord - open.ord);
    assertEquals(close.carried_in + close.accepted, counts.processed + close.carried_out);
    assertEquals(close.partial === true, Date.parse(close.t) < windowEndMs(open));
  }
  if (!kinds.includes("recover")) {
    for (const record of records) {
      assert(record.t >= open.start, "no record before its window");
      if (record.kind === "window.close") continue;
      assert(Date.parse(record.t) < windowEndMs(open), "no record after its window");
    }
  }
  return { ...part, isClosed, isSealed: false, counts };
}

function checkWindows(records: readonly OutbandRecord[]): void {
  let last: OutbandRecord & { kind: "window.open" } | null = null;
  let ord = 0;
  let carried = 0;
  let boot = 0;
  let covered = -1;
  for (const record of records) {
    if (record.kind === "boot") assertEquals(record.boot, ++boot, "boots are numbered");
    if (record.kind === "absent") {
      assertEquals(record.boot, boot);
      covered = record.to_w;
    }
    if (record.kind === "window.close") [ord, carried] = [record.ord, record.carried_out];
    if (record.kind !== "window.open") continue;
    assertEquals([record.ord, record.carried_in], [ord, carried], "windows hand on their counts");
    if (last !== null) {
      const isLater = record.start > last.start ||
        (record.start === last.start && record.part > last.part);
      assert(isLater, "parts rise by start and part");
      covered = last.w;
    }
    const absent = records[record.i + 1]?.kind === "boot" ? record.i + 2 : record.i + 1;
    const declared = records[absent];
    if (last !== null && last.period === record.period && record.w > covered + 1) {
      assert(declared?.kind === "absent", "missing windows are declared");
      assertEquals([declared.from_w, declared.to_w], [covered + 1, record.w - 1]);
    }
    last = record;
  }
}

function checkOrdinals(records: readonly OutbandRecord[]): void {
  const settled = new Set<number>();
  const settle = (ordinal: number): void => {
    assert(!settled.has(ordinal), `ordinal ${ordinal} is settled once`);
    settled.add(ordinal);
  };
  for (const record of records) {
    if (record.kind === "call") settle(record.ord);
    if (record.kind !== "gap") continue;
    const ordinals = gapOrdinals(record) ??
      Array.from({ length: record.n }, (_, k) => record.ord + k);
    ordinals.forEach(settle);
  }
  const close = records.at(-1);
  if (close?.kind !== "window.close" || close.carried_out > 0) return;
  for (let k = 0; k < close.ord; k++) assert(settled.has(k), `ordinal ${k} is settled`);
  assertEquals(settled.size, close.ord);
}

function checkSeals(disk: Disk, root: string, log: CheckedLog): void {
  const first = log.records[0];
  if (first?.kind !== "log.open") return;
  const leaves = log.lines.map((line) => leafHash(NODE_SUITE.sha256, line));
  const source = leavesSource(NODE_SUITE.sha256, leaves);
  const rootText = (size: number): string => toBase64(rootAt(source, size));
  for (const part of log.parts) {
    const directory = `${root}/${part.directory}`;
    const names = disk.list(directory)?.map((entry) => entry.name) ?? [];
    if (!names.includes("checkpoint")) continue;
    part.isSealed = true;
    assertEquals(names.sort(), [
      "SHA256SUMS",
      "checkpoint",
      "segment.jsonl",
      "statement.dsse.json",
      "summary.json",
    ]);
    checkNote(disk, `${directory}/checkpoint`, first.vkey, [part.end, rootText(part.end)]);
    checkSums(disk, directory);
    checkSummary(disk, directory, part);
    const trees = { size: part.end, root: rootText(part.end), previous: rootText(part.first) };
    checkStatement(disk, directory, { part, trees, vkey: first.vkey, log: log.records });
  }
  const newest = readFile(disk, `${root}/checkpoint`, { bytesMax: 1 << 20 });
  if (newest === null) return;
  const size = Number(new TextDecoder().decode(newest).split("\n")[1]);
  assert(log.parts.some((part) => part.isSealed && part.end === size), "the head is a part's");
  checkNote(disk, `${root}/checkpoint`, first.vkey, [size, rootText(size)]);
}

function checkNote(
  disk: Disk,
  path: string,
  vkeyText: string,
  expected: [size: number, root: string],
): void {
  const note = parseNote(new TextDecoder().decode(read(disk, path)));
  const vkey = parseVkey(vkeyText);
  assert(note !== null && vkey !== null && note.signatures.length === 1, `${path} is a note`);
  const checkpoint = parseCheckpoint(note.text);
  assert(checkpoint !== null, `${path} is a checkpoint`);
  assertEquals([checkpoint.size, toBase64(checkpoint.root)], expected, path);
  assertEquals([checkpoint.origin, note.signatures[0]?.id], [vkey.name, vkey.id]);
  const signature = note.signatures[0]?.signature ?? new Uint8Array(0);
  const signed = { publicKey: vkey.publicKey, message: utf8(note.text), signature };
  assertEquals(verifyStrict(NODE_SUITE, signed), true, `${path} is signed`);
}

function checkSums(disk: Disk, directory: string): void {
  const names = ["segment.jsonl", "summary.json", "checkpoint", "statement.dsse.json"];
  const sums = names.map((name) => `${digestOf(disk, `${directory}/${name}`)}  ${name}\n`);
  assertEquals(new TextDecoder().decode(read(disk, `${directory}/SHA256SUMS`)), sums.join(""));
}

function digestOf(disk: Disk, path: string): string {
  return toHex(NODE_SUITE.sha256(read(disk, path)));
}

function checkSummary(disk: Disk, directory: string, part: CheckedPart): void {
  const totals = new WindowTotals();
  for (const record of part.records) totals.add(record);
  const text = new TextDecoder().decode(read(disk, `${directory}/summary.json`));
  const summary = summarise(totals, {
    log: part.records[0]?.log ?? "",
    version: "0.1.0",
    firstIndex: part.first,
    endIndex: part.end,
    controls: [],
  });
  assert(summary !== null, "a sealed part can be summarised");
  assertEquals(text, summaryText(summary));
}

function checkStatement(
  disk: Disk,
  directory: string,
  expected: {
    part: CheckedPart;
    trees: { size: number; root: string; previous: string };
    vkey: string;
    log: readonly OutbandRecord[];
  },
): void {
  const { part, trees } = expected;
  const text = new TextDecoder().decode(read(disk, `${directory}/statement.dsse.json`));
  assert(text.endsWith("\n"), "the statement ends with a line feed");
  const envelope = parseEnvelope(text.slice(0, -1));
  const vkey = parseVkey(expected.vkey);
  assert(envelope !== null && vkey !== null, "the statement is an envelope");
  const signature = envelope.signatures[0]?.sig ?? new Uint8Array(0);
  const message = pae(envelope.payloadType, envelope.payload);
  const signed = { publicKey: vkey.publicKey, message, signature };
  assertEquals(verifyStrict(NODE_SUITE, signed), true, "the statement is signed");
  const open = part.records.find((record) => record.kind === "window.open");
  const close = part.records.at(-1);
  const boot = expected.log.slice(0, part.end).findLast((record) => record.kind === "boot");
  const config = part.records.find((record) => record.kind === "config");
  assert(open !== undefined && close !== undefined && boot !== undefined, "it was open");
  const subject = ["segment.jsonl", "checkpoint", "summary.json"].map((name) => ({
    name,
    digest: { sha256: digestOf(disk, `${directory}/${name}`) },
  }));
  const predicate = {
    log: vkey.name,
    window: open.w,
    part: open.part,
    openedAt: open.t,
    closedAt: close.t,
    firstIndex: part.first,
    endIndex: part.end,
    checkpoint: { size: trees.size, root: trees.root },
    previous: { size: part.first, root: trees.previous },
    counts: part.counts,
    software: boot.software,
    configDigest: config?.config ?? "",
  };
  assertEquals(new TextDecoder().decode(envelope.payload), statementText({ subject, predicate }));
}

/** Below `tile/` are all files of the newest size; others may only be older partial ones. */
function checkTiles(disk: Disk, root: string, lines: readonly Uint8Array[]): void {
  const levels = [lines.map((line) => leafHash(NODE_SUITE.sha256, line))];
  for (let below = levels[0] ?? []; below.length >= TILE_WIDTH;) {
    const full = Array.from({ length: Math.floor(below.length / TILE_WIDTH) }, (_, k) => k);
    below = full.map((k) => rootOf(NODE_SUITE.sha256, sliceOf(below, k, TILE_WIDTH)));
    levels.push(below);
  }
  const needed = new Set<string>();
  for (const { level, index, width } of tilesForRange(0, lines.length)) {
    needed.add(tilePath(level, index, width));
    if (level === 0) needed.add(tilePath("entries", index, width));
  }
  for (const file of filesBelow(disk, `${root}/tile`)) {
    const path = file.slice(root.length + 1);
    const tile = parseTilePath(path);
    assert(tile !== null, `${path} is the path of a tile`);
    const { level, index, width } = tile;
    const items = level === "entries" ? lines : levels[level] ?? [];
    const part = sliceOf(items, index, width);
    const expected = level === "entries" ? entryBundle(part) : concat(...part);
    assertEquals(toHex(read(disk, file)), toHex(expected), path);
    needed.delete(path);
  }
  assertEquals([...needed], [], "no tile is missing");
}

function sliceOf(items: readonly Uint8Array[], index: number, width: number): Uint8Array[] {
  return items.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
}

function filesBelow(disk: Disk, path: string): string[] {
  return (disk.list(path) ?? []).flatMap((entry) =>
    entry.isDirectory ? filesBelow(disk, `${path}/${entry.name}`) : [`${path}/${entry.name}`]
  );
}
