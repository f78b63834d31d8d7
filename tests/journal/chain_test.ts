import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { Chain } from "../../src/journal/chain.ts";
import { genesisPrev } from "../../src/tlog/commitment.ts";
import { leafHash, rootOf } from "../../src/tlog/merkle.ts";
import { SAMPLE_TIME_MS } from "../support/drafts.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const LOG = { origin: "localhost/outband-test", vkey: "localhost/outband-test+00000000+AQ==" };
const LOST: RecordBody = { kind: "telemetry_lost", n: 1, why: "disk" };

function linesOf(count: number): { chain: Chain; lines: Uint8Array[] } {
  const chain = new Chain(NODE_SUITE, LOG);
  const lines = Array.from({ length: count }, (_, k) => chain.next(LOST, SAMPLE_TIME_MS + k));
  return { chain, lines };
}

Deno.test("Chain.next() links each line to the one before by its leaf hash", () => {
  const { chain, lines } = linesOf(3);
  const [first, second] = lines.map((line) => JSON.parse(new TextDecoder().decode(line)));
  assertEquals(first, {
    ...LOST,
    v: 1,
    log: LOG.origin,
    i: 0,
    prev: genesisPrev(NODE_SUITE, LOG),
    t: "2026-11-21T14:00:00.000Z",
  });
  assertEquals(second.prev, toHex(leafHash(NODE_SUITE.sha256, lines[0] as Uint8Array)));
  assertEquals([chain.size, chain.lastMs], [3, SAMPLE_TIME_MS + 2]);
  const leaves = lines.map((line) => leafHash(NODE_SUITE.sha256, line));
  assertEquals(chain.root(), rootOf(NODE_SUITE.sha256, leaves));
});

Deno.test("Chain.next() never goes back in time", () => {
  const chain = new Chain(NODE_SUITE, LOG);
  const timeAt = (ms: number): string =>
    JSON.parse(new TextDecoder().decode(chain.next(LOST, ms))).t;
  assertEquals(timeAt(SAMPLE_TIME_MS), "2026-11-21T14:00:00.000Z");
  assertEquals(timeAt(SAMPLE_TIME_MS - 5_000), "2026-11-21T14:00:00.000Z");
  assertEquals(timeAt(SAMPLE_TIME_MS + 1), "2026-11-21T14:00:00.001Z");
});

Deno.test("Chain.next() appends nothing when the line is too long or has no canonical form", () => {
  const { chain } = linesOf(2);
  const before = chain.state();
  const long: RecordBody = { ...LOST, why: "x".repeat(20_000) };
  assertThrows(() => chain.next(long, 0), RangeError, "bytes");
  assertThrows(() => chain.next({ ...LOST, why: "\ud800" }, 0), TypeError);
  assertThrows(() => chain.next({ ...LOST, n: Number.NaN }, 0), TypeError);
  assertEquals(chain.state(), before);
});

Deno.test("Chain goes on from a state exactly as if it had never stopped", () => {
  const { chain, lines } = linesOf(7);
  const resumed = new Chain(NODE_SUITE, LOG, linesOf(6).chain.state());
  assertEquals(resumed.next(LOST, SAMPLE_TIME_MS + 6), lines[6]);
  assertEquals(resumed.state(), chain.state());
});

Deno.test("Chain.accept() takes the lines of another chain and goes on like it", () => {
  const { chain, lines } = linesOf(5);
  const reader = new Chain(NODE_SUITE, LOG);
  for (const line of lines) assert("record" in reader.accept(line));
  assertEquals(reader.state(), chain.state());
  assertEquals(reader.next(LOST, 0), chain.next(LOST, 0));
});

Deno.test("Chain.accept() says what is wrong with a line and takes nothing", () => {
  const { lines } = linesOf(2);
  const reader = new Chain(NODE_SUITE, LOG);
  const first = new TextDecoder().decode(lines[0]);
  const problems: [line: string, problem: string][] = [
    ["", "not a JSON object"],
    [first.slice(0, -1), "not a JSON object"],
    ["1", "not a JSON object"],
    ["null", "not a JSON object"],
    ["[]", "not a record of this log"],
    [first.replace('"v":1', '"v":2'), "not a record of this log"],
    [first.replace("outband-test", "outband-best"), "not a record of this log"],
    [first.replace('"i":0', '"i":1'), "its index is not 0"],
    [first.replace(/"prev":"./, '"prev":"x'), "does not follow"],
    [first.replace("14:00:00.000Z", "14:00:00Z"), "its time is not in order"],
  ];
  for (const [line, problem] of problems) {
    const result = reader.accept(utf8(line));
    assert("problem" in result, line);
    assert(result.problem.includes(problem), result.problem);
    assertEquals(reader.size, 0);
  }
  assert("record" in reader.accept(lines[0] as Uint8Array));
  const early = new TextDecoder().decode(lines[1]).replace("14:00:00.001Z", "13:00:00.001Z");
  assertEquals(reader.accept(utf8(early)), { problem: "its time is not in order" });
  assert("record" in reader.accept(lines[1] as Uint8Array));
});

vectorTest("Chain.accept() takes the published example line by line", () => {
  const segments = ["498672", "498673", "498674"].map((window) =>
    vectorText(`example-outband/windows/${window}/segment.jsonl`)
  );
  const lines = segments.join("").trimEnd().split("\n");
  const { log: origin, vkey } = JSON.parse(lines[0] as string);
  const chain = new Chain(NODE_SUITE, { origin, vkey });
  for (const line of lines) assert("record" in chain.accept(utf8(line)), line);
});
