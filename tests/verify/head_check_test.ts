import { NODE_SUITE } from "../../src/base/digest.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { Findings } from "../../src/verify/findings.ts";
import {
  checkKnownHeads,
  checkNewestHead,
  type HeadText,
  sizeOf,
} from "../../src/verify/head_check.ts";
import { LogState } from "../../src/verify/log_state.ts";
import { parseHead } from "../../src/verify/signed_head.ts";
import { memorySource } from "../../src/verify/source.ts";
import { TileCheck } from "../../src/verify/tile_check.ts";
import { knownHead } from "../support/evidence_cases.ts";
import { smallLog } from "../support/log_builder.ts";
import { oneByOne } from "../support/one_by_one.ts";
import { assertEquals } from "../support/std.ts";
import { signedNote, testKey } from "../support/test_keys.ts";
import { addedCodes } from "../support/verify_rig.ts";

const LOG = smallLog();

/** The log as it stands after its records were read. */
async function readLog(first = 0): Promise<LogState> {
  const findings = new Findings();
  const tiles = new TileCheck(memorySource(new Map()), findings, { root: "", tiles: [] });
  const log = new LogState({
    suite: NODE_SUITE,
    findings,
    origin: LOG.origin,
    pinned: [LOG.key.text],
    tiles,
    first,
    sizes: new Set([5, 9, 16]),
    onCall: null,
  });
  if (first > 0) await log.takeEarlier(oneByOne([LOG.leaves.slice(0, first)]));
  log.keys.begin(LOG.key.text, { where: "" });
  for (const leaf of LOG.leaves.slice(first)) log.addLeaf(leaf);
  log.next = LOG.size;
  return log;
}

async function known(log: LogState, head: HeadText): Promise<[number, string[]]> {
  const confirmed = await checkKnownHeads(log, [head]);
  return [confirmed, addedCodes(log.findings)];
}

Deno.test("sizeOf() is the size that a head names, 0 for nonsense", () => {
  assertEquals(sizeOf(knownHead(9, LOG.root(9))), 9);
  assertEquals(sizeOf({ name: "a", text: "nonsense" }), 0);
});

Deno.test("checkKnownHeads() confirms heads that are part of this history", async () => {
  assertEquals(await known(await readLog(), knownHead(16, LOG.root())), [1, []]);
  assertEquals(await known(await readLog(), knownHead(5, LOG.root(5))), [1, []]);
  assertEquals(await known(await readLog(), knownHead(0, LOG.root(0))), [1, []]);
});

Deno.test("checkKnownHeads() finds another history, a longer one, and what it cannot use", async () => {
  const other = { name: "a", text: signedNote("x.example/y\n1\nAA==\n", [testKey(1)]) };
  const elsewhere = formatCheckpoint({ origin: "x.example/y", size: 1, root: new Uint8Array(32) });
  const foreign = { name: "b", text: signedNote(elsewhere, [testKey(1, "x.example/y")]) };
  const stranger = knownHead(9, LOG.root(9)).text.replace(/\n\u2014[^]*/, "\n");
  const cases: [HeadText, string][] = [
    [knownHead(9, LOG.root(5)), "HEAD_FORKED"],
    [knownHead(17, LOG.root()), "HEAD_ROLLED_BACK"],
    [other, "HEAD_UNREADABLE"],
    [foreign, "HEAD_UNREADABLE"],
    [{ name: "c", text: stranger }, "HEAD_UNREADABLE"],
  ];
  for (const [head, code] of cases) assertEquals(await known(await readLog(), head), [0, [code]]);
});

Deno.test("checkKnownHeads() says nothing of heads before the first record", async () => {
  assertEquals(await known(await readLog(9), knownHead(5, LOG.root(5))), [0, [
    "HEAD_OUTSIDE_RANGE",
  ]]);
  assertEquals(await known(await readLog(9), knownHead(16, LOG.root())), [1, []]);
});

Deno.test("checkNewestHead() accepts the newest head, and notes an older one", async () => {
  const windows = { sealedSize: 16, lastClaim: null };
  const newest = await readLog();
  assertEquals(await checkNewestHead(newest, knownHead(16, LOG.root()), windows), 16);
  assertEquals(addedCodes(newest.findings), []);
  const stale = await readLog();
  assertEquals(await checkNewestHead(stale, knownHead(9, LOG.root(9)), windows), 9);
  assertEquals(addedCodes(stale.findings), ["HEAD_STALE"]);
});

Deno.test("checkNewestHead() leaves the checkpoint of the last window to its own check", async () => {
  const log = await readLog();
  const bad = knownHead(16, LOG.root(5));
  const lastClaim = parseHead(bad.text, bad.name);
  assertEquals(await checkNewestHead(log, bad, { sealedSize: 9, lastClaim }), 9);
  assertEquals(addedCodes(log.findings), []);
  assertEquals(await checkNewestHead(log, bad, { sealedSize: 9, lastClaim: null }), 0);
  assertEquals(addedCodes(log.findings), ["HEAD_FORKED"]);
});

Deno.test("checkNewestHead() takes no malformed, foreign or unsigned head", async () => {
  const windows = { sealedSize: 0, lastClaim: null };
  const log = await readLog();
  const unsigned = knownHead(16, LOG.root()).text.replace(/\n\u2014[^]*/, "\n");
  await checkNewestHead(log, { name: "checkpoint", text: unsigned }, windows);
  const elsewhere = formatCheckpoint({ origin: "x.example/y", size: 1, root: new Uint8Array(32) });
  const foreign = signedNote(elsewhere, [testKey(1)]);
  await checkNewestHead(log, { name: "checkpoint", text: foreign }, windows);
  assertEquals(addedCodes(log.findings), ["NOTE_FORMAT", "ORIGIN_MISMATCH"]);
});
