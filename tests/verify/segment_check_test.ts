import { concat, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Findings } from "../../src/verify/findings.ts";
import { LogState } from "../../src/verify/log_state.ts";
import { checkSegment, type SegmentResult } from "../../src/verify/segment_check.ts";
import { type EvidenceSource, memorySource } from "../../src/verify/source.ts";
import { TileCheck } from "../../src/verify/tile_check.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { ORIGIN } from "../support/test_keys.ts";

/** A closed window of seven records. */
function lines(): Uint8Array[] {
  const log = new LogBuilder().begin();
  log.call();
  log.closeWindow();
  log.writeSegment();
  const text = new TextDecoder().decode(log.files.get(log.path("segment.jsonl")));
  return text.trimEnd().split("\n").map((line) => utf8(line));
}

function joined(all: readonly Uint8Array[]): Uint8Array {
  return concat(...all.flatMap((line) => [line, utf8("\n")]));
}

interface Checked {
  result: SegmentResult;
  log: LogState;
  /** `code line index` of everything found. */
  found: string[];
}

async function check(
  bytes: Uint8Array,
  options: { isOpenEnd?: boolean; pieceBytes?: number } = {},
): Promise<Checked> {
  const findings = new Findings();
  const plain = memorySource(new Map([["segment.jsonl", bytes]]));
  const { pieceBytes = 7 } = options;
  const source: EvidenceSource = {
    ...plain,
    async *stream(): AsyncIterable<Uint8Array> {
      const buffer = new Uint8Array(pieceBytes);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        buffer.set(piece);
        yield await Promise.resolve(buffer.subarray(0, piece.length));
      }
    },
  };
  const log = new LogState({
    suite: NODE_SUITE,
    findings,
    origin: ORIGIN,
    pinned: [],
    tiles: new TileCheck(plain, findings, { root: "", tiles: [] }),
    first: 0,
    sizes: new Set(),
    onCall: null,
  });
  const { isOpenEnd = false } = options;
  const result = await checkSegment(source, log, { dir: "", isOpenEnd, onPiece: () => {} });
  if (result === null) throw new Error("The segment could not be read");
  const found = findings.list().map(({ code, line, index }) =>
    [code, line, index].filter((part) => part !== undefined).join(" ")
  );
  return { result, log, found };
}

Deno.test("checkSegment() reads a good segment, whatever its pieces", async () => {
  const bytes = joined(lines());
  for (const pieceBytes of [1, 64, bytes.length]) {
    const { result, log, found } = await check(bytes, { pieceBytes });
    assertEquals(found, []);
    assertEquals([result.first, result.end, log.next, log.records], [0, 7, 7, 7]);
    assertEquals(result.sha256, NODE_SUITE.sha256(bytes).toHex());
    assertEquals(result.tally.counts.processed, 1);
    assertEquals(result.tally.software?.name, "outband");
  }
});

Deno.test("checkSegment() names the record that is not what its successor was chained to", async () => {
  const all = lines();
  const text = new TextDecoder().decode(all[5]);
  all[5] = utf8(text.replace('"status":200', '"status":500'));
  const { found, log } = await check(joined(all));
  assertEquals(found, ["CHAIN_BROKEN 6 5"]);
  assertStringIncludes(log.findings.list()[0]?.message ?? "", "record 6 was chained to");
});

Deno.test("checkSegment() goes on at the index that it finds after a gap", async () => {
  const all = lines();
  const missing = await check(joined(all.toSpliced(3, 1)));
  assertEquals(missing.found, ["INDEX_GAP 4 3"]);
  assertEquals(missing.log.isBroken, true);
  assertEquals(missing.result.end, 7);
  const doubled = await check(joined(all.toSpliced(3, 0, all[3] as Uint8Array)));
  assertEquals(doubled.found, ["INDEX_GAP 5 4"]);
});

Deno.test("checkSegment() goes on behind a line that is no record", async () => {
  const replaced = async (line: Uint8Array): Promise<string[]> =>
    (await check(joined(lines().toSpliced(4, 1, line)))).found;
  assertEquals(await replaced(utf8("{")), ["LINE_PARSE 5 4"]);
  assertEquals(await replaced(utf8("")), ["LINE_ENDING 5 4"]);
  assertEquals(await replaced(Uint8Array.of(0xc3, 0x28)), ["LINE_NOT_UTF8 5 4"]);
  assertEquals(await replaced(new Uint8Array(20_000).fill(0x61)), ["LINE_TOO_LONG 5 4"]);
  assertEquals((await replaced(utf8("null"))).includes("RECORD_SCHEMA 5 4"), true);
  assertEquals((await replaced(utf8("[1]"))).includes("RECORD_SCHEMA 5 4"), true);
});

Deno.test("checkSegment() takes the end of an open segment as a crash left it", async () => {
  const open = lines().slice(0, -1);
  const tails = [utf8('{"i":6'), new Uint8Array(50), utf8("\u0000\u0000\n\nmore\n"), utf8("\n")];
  for (const tail of tails) {
    const bytes = concat(joined(open), tail);
    const { found, result } = await check(bytes, { isOpenEnd: true });
    assertEquals(found.map((name) => name.split(" ")[0]), [
      "SEGMENT_TAIL_OPEN",
      "WINDOW_NOT_CLOSED",
    ]);
    assertEquals(result.end, 6);
    assertEquals((await check(bytes)).found.length > 1, true);
  }
});

Deno.test("checkSegment() finds a first record that is none, and a late log.open", async () => {
  const all = lines();
  const late = utf8(
    canonicalJson({ ...JSON.parse(new TextDecoder().decode(all[0])), i: 5, prev: "00".repeat(32) }),
  );
  const { found } = await check(joined(all.toSpliced(5, 1, late)));
  assertEquals(found.includes("GENESIS_MISMATCH 6 5"), true);
  const without = await check(joined(all.slice(1)));
  assertEquals(without.found[0], "INDEX_GAP 1 0");
});

Deno.test("checkSegment() reports a segment that is empty or cannot be read", async () => {
  const empty = await check(new Uint8Array(0));
  assertEquals(empty.found, ["WINDOW_CLOSE_MISSING 0 0", "INDEX_GAP"]);
  assertEquals((await check(new Uint8Array(0), { isOpenEnd: true })).found, [
    "WINDOW_NOT_CLOSED 0 0",
  ]);
  const { log } = await check(joined(lines()));
  await checkSegment(memorySource(new Map()), log, {
    dir: "gone/",
    isOpenEnd: true,
    onPiece: () => {},
  });
  assertEquals(log.findings.count("FILE_UNREADABLE"), 1);
});
