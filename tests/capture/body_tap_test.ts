/** The copy of a body: equal to what passed, up to the limit or the last free slot. */

import { concat } from "../../src/base/bytes.ts";
import { BodyTap, END } from "../../src/capture/body_tap.ts";
import { SlotPool } from "../../src/capture/pool.ts";
import { allocateShared, NO_SLOT, type SharedViews, viewShared } from "../../src/capture/shared.ts";
import { assertBytes, patternBytes } from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals } from "../support/std.ts";

const SLOT_BYTES = 64;

function newTap(
  options: { slots?: number; limit?: number },
): { views: SharedViews; pool: SlotPool; tap: BodyTap } {
  const { slots = 16, limit = 10_000 } = options;
  const views = viewShared(
    allocateShared({ poolBytes: slots * SLOT_BYTES, slotBytes: SLOT_BYTES, workers: 1 }),
  );
  const pool = new SlotPool(views, () => {});
  return { views, pool, tap: new BodyTap(views, pool, { limit, isOff: false }) };
}

/** The bytes of a chain; every slot but the last must be full. */
function bytesOf(views: SharedViews, first: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (let slot = first; slot !== NO_SLOT;) {
    const used = views.slotUsed[slot] as number;
    const next = views.slotNext[slot] as number;
    assert(used > 0 && (used === SLOT_BYTES || next === NO_SLOT), "slots are filled in turn");
    parts.push(views.slots.slice(slot * SLOT_BYTES, slot * SLOT_BYTES + used));
    slot = next;
  }
  return concat(...parts);
}

Deno.test("BodyTap.copy() keeps bodies of every size around a slot's", () => {
  for (const length of [0, 1, 63, 64, 65, 127, 128, 129, 1_023, 1_024]) {
    const { views, pool, tap } = newTap({});
    const bytes = patternBytes(length);
    tap.copy(bytes);
    assertEquals([tap.captured, tap.total, tap.shortage], [length, length, END.COMPLETE]);
    assertBytes(bytesOf(views, tap.first), bytes);
    assertEquals(16 - pool.slotsFree, Math.ceil(length / SLOT_BYTES), "no slot is wasted");
  }
});

Deno.test("BodyTap takes no slot for an empty body", () => {
  const { pool, tap } = newTap({});
  tap.copy(new Uint8Array(0));
  assertEquals([tap.first, tap.total, pool.slotsFree], [NO_SLOT, 0, 16]);
});

Deno.test("BodyTap.copy() gives the same copy for every chunking", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const bytes = patternBytes(900, seed);
  const { views, pool } = newTap({});
  for (let run = 0; run < 200; run++) {
    const tap = new BodyTap(views, pool, { limit: 10_000, isOff: false });
    for (let at = 0; at < bytes.length;) {
      const end = Math.min(bytes.length, at + random(150));
      tap.copy(bytes.subarray(at, end));
      at = end;
    }
    assertBytes(bytesOf(views, tap.first), bytes, `seed ${seed} run ${run}`);
    assertEquals([tap.captured, tap.total], [900, 900]);
    pool.releaseChain(tap.first);
  }
});

Deno.test("BodyTap.copy() does not keep the caller's buffer", () => {
  const { views, tap } = newTap({});
  const chunk = new Uint8Array([1, 2, 3]);
  tap.copy(chunk);
  chunk.fill(9);
  assertBytes(bytesOf(views, tap.first), new Uint8Array([1, 2, 3]));
});

Deno.test("BodyTap.copy() stops at the limit and goes on counting", () => {
  for (const limit of [0, 1, 63, 64, 65, 100]) {
    const { views, tap } = newTap({ limit });
    const bytes = patternBytes(limit + 40);
    for (let at = 0; at < bytes.length; at += 7) tap.copy(bytes.subarray(at, at + 7));
    assertEquals([tap.captured, tap.total], [limit, limit + 40]);
    assertEquals(tap.shortage, END.LIMIT);
    assertBytes(bytesOf(views, tap.first), bytes.slice(0, limit));
  }
});

Deno.test("BodyTap.copy() finds nothing missing when a body is exactly as long as the limit", () => {
  const { views, tap } = newTap({ limit: 100 });
  const bytes = patternBytes(100);
  tap.copy(bytes.subarray(0, 60));
  tap.copy(bytes.subarray(60));
  tap.copy(new Uint8Array(0));
  assertEquals([tap.captured, tap.total, tap.shortage], [100, 100, END.COMPLETE]);
  assertBytes(bytesOf(views, tap.first), bytes);
});

Deno.test("BodyTap.copy() keeps what fits when the pool runs out", () => {
  const { views, pool, tap } = newTap({ slots: 3 });
  const other = pool.acquireSlot();
  const bytes = patternBytes(200);
  tap.copy(bytes.subarray(0, 100));
  tap.copy(bytes.subarray(100));
  assertEquals([tap.captured, tap.total, tap.shortage], [128, 200, END.POOL]);
  assertBytes(bytesOf(views, tap.first), bytes.slice(0, 128));
  views.frees[0]?.push(other);
  tap.copy(patternBytes(10));
  assertEquals([tap.captured, tap.total], [128, 210], "a copy is a prefix, never one with holes");
});

Deno.test("BodyTap.copy() without any slot counts only", () => {
  const { pool, tap } = newTap({ slots: 1 });
  pool.acquireSlot();
  tap.copy(patternBytes(10));
  assertEquals([tap.first, tap.captured, tap.total, tap.shortage], [NO_SLOT, 0, 10, END.POOL]);
});

Deno.test("BodyTap of two bodies at once keeps them apart", () => {
  const { views, pool, tap } = newTap({});
  const other = new BodyTap(views, pool, { limit: 1_000, isOff: false });
  const [left, right] = [patternBytes(400, 2), patternBytes(400, 3)];
  for (let at = 0; at < 400; at += 50) {
    tap.copy(left.subarray(at, at + 50));
    other.copy(right.subarray(at, at + 50));
  }
  assertBytes(bytesOf(views, tap.first), left);
  assertBytes(bytesOf(views, other.first), right);
});
