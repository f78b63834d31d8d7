import { NODE_SUITE } from "../../src/base/digest.ts";
import { Findings } from "../../src/verify/findings.ts";
import { LogState } from "../../src/verify/log_state.ts";
import { memorySource } from "../../src/verify/source.ts";
import { TileCheck } from "../../src/verify/tile_check.ts";
import { smallLog } from "../support/log_builder.ts";
import { oneByOne } from "../support/one_by_one.ts";
import { assertEquals } from "../support/std.ts";

const LOG = smallLog();

function state(first: number): LogState {
  const findings = new Findings();
  return new LogState({
    suite: NODE_SUITE,
    findings,
    origin: LOG.origin,
    pinned: [],
    tiles: new TileCheck(memorySource(new Map()), findings, { root: "", tiles: [] }),
    first,
    sizes: new Set([4, 9]),
    onCall: null,
  });
}

Deno.test("LogState computes roots on the way at the sizes asked for", () => {
  const log = state(0);
  for (const leaf of LOG.leaves) log.addLeaf(leaf);
  assertEquals(log.root(), LOG.root());
  assertEquals(log.rootAt(9), LOG.root(9));
  assertEquals(log.rootAt(4), LOG.root(4));
  assertEquals(log.rootAt(0), LOG.root(0));
  assertEquals(log.rootAt(5), null);
});

Deno.test("LogState starts from the leaves before its first record", async () => {
  const log = state(9);
  await log.takeEarlier(oneByOne([LOG.leaves.slice(0, 5), LOG.leaves.slice(5, 9), []]));
  assertEquals(log.next, 9);
  assertEquals(log.leaf, LOG.leaves[8]?.toHex());
  for (const leaf of LOG.leaves.slice(9)) log.addLeaf(leaf);
  assertEquals(log.root(), LOG.root());
});

Deno.test("LogState has no tree and no roots when some of the leaves before are not known", async () => {
  const log = state(9);
  await log.takeEarlier(oneByOne([LOG.leaves.slice(0, 5), null, LOG.leaves.slice(5, 9)]));
  assertEquals([log.hasTree, log.isBroken, log.root(), log.leaf], [false, false, null, null]);
  assertEquals(log.rootAt(4), null);
});

Deno.test("LogState has no tree without the records before, or once one is missing", () => {
  const range = state(9);
  range.addLeaf(LOG.leaves[9] as Uint8Array);
  assertEquals([range.hasTree, range.isBroken, range.root()], [false, false, null]);
  const log = state(0);
  log.breakTree();
  log.addLeaf(LOG.leaves[0] as Uint8Array);
  assertEquals([log.hasTree, log.isBroken, log.root()], [false, true, null]);
});
