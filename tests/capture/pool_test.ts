/** Slots and descriptors: handed out once, never lost, whatever the order of releases. */

import { EXCHANGES_MAX } from "../../src/base/limits.ts";
import { NO_DESCRIPTOR, SlotPool } from "../../src/capture/pool.ts";
import {
  allocateShared,
  DESCRIPTOR_TAG,
  NO_SLOT,
  type SharedViews,
  viewShared,
} from "../../src/capture/shared.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals } from "../support/std.ts";

function newPool(
  slots: number,
  workers: number = 1,
): { views: SharedViews; pool: SlotPool; returned: number[] } {
  const views = viewShared(allocateShared({ poolBytes: slots * 64, slotBytes: 64, workers }));
  const returned: number[] = [];
  return { views, pool: new SlotPool(views, (d) => returned.push(d)), returned };
}

Deno.test("SlotPool.acquireSlot() gives each slot once, then NO_SLOT", () => {
  const { pool } = newPool(5);
  const taken = Array.from({ length: 5 }, () => pool.acquireSlot());
  assertEquals(taken.toSorted(), [0, 1, 2, 3, 4]);
  assertEquals([pool.slotsFree, pool.slotsFreeMin], [0, 0]);
  assertEquals([pool.acquireSlot(), pool.acquireSlot()], [NO_SLOT, NO_SLOT]);
});

Deno.test("SlotPool.acquireSlot() gives a slot without a past", () => {
  const { pool, views } = newPool(1);
  const slot = pool.acquireSlot();
  views.slotNext[slot] = 12;
  views.slotUsed[slot] = 60;
  views.frees[0]?.push(slot);
  assertEquals(pool.acquireSlot(), slot);
  assertEquals([views.slotNext[slot], views.slotUsed[slot]], [NO_SLOT, 0]);
});

Deno.test("SlotPool.acquireDescriptor() gives each descriptor once, then NO_DESCRIPTOR", () => {
  const { pool } = newPool(1);
  const taken = new Set<number>();
  for (let k = 0; k < EXCHANGES_MAX; k++) taken.add(pool.acquireDescriptor());
  assertEquals([taken.size, Math.min(...taken), Math.max(...taken)], [
    EXCHANGES_MAX,
    0,
    EXCHANGES_MAX - 1,
  ]);
  assertEquals([pool.acquireDescriptor(), pool.descriptorsFree], [NO_DESCRIPTOR, 0]);
  assertEquals(pool.descriptorsFreeMin, 0);
  pool.releaseDescriptor(4);
  assertEquals([pool.acquireDescriptor(), pool.acquireDescriptor()], [4, NO_DESCRIPTOR]);
});

Deno.test("SlotPool.drain() takes back from every worker and tells descriptors", () => {
  const { pool, views, returned } = newPool(4, 2);
  for (let k = 0; k < 4; k++) pool.acquireSlot();
  const descriptor = pool.acquireDescriptor();
  views.frees[0]?.push(2);
  views.frees[1]?.push(DESCRIPTOR_TAG + descriptor);
  views.frees[1]?.push(0);
  assertEquals([pool.slotsFree, pool.descriptorsFree], [0, EXCHANGES_MAX - 1]);
  pool.drain();
  assertEquals([pool.slotsFree, pool.descriptorsFree], [2, EXCHANGES_MAX]);
  assertEquals(returned, [descriptor]);
});

Deno.test("SlotPool looks at the free rings when it has run out", () => {
  const { pool, views } = newPool(1);
  const slot = pool.acquireSlot();
  views.frees[0]?.push(slot);
  assertEquals(pool.acquireSlot(), slot);
  for (let k = 0; k < EXCHANGES_MAX; k++) pool.acquireDescriptor();
  views.frees[0]?.push(DESCRIPTOR_TAG + 8);
  assertEquals(pool.acquireDescriptor(), 8);
});

Deno.test("SlotPool.releaseChain() takes back a chain, and nothing for an empty one", () => {
  const { pool, views } = newPool(3);
  const [a, b, c] = [pool.acquireSlot(), pool.acquireSlot(), pool.acquireSlot()];
  views.slotNext[a] = c;
  views.slotNext[c] = b;
  pool.releaseChain(NO_SLOT);
  assertEquals(pool.slotsFree, 0);
  pool.releaseChain(a);
  assertEquals(pool.slotsFree, 3);
  assertEquals(Array.from({ length: 3 }, () => pool.acquireSlot()).toSorted(), [0, 1, 2]);
});

Deno.test("SlotPool loses and repeats no slot under a random schedule", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const { pool, views } = newPool(32, 2);
  const held: number[] = [];
  let freeMin = 32;
  for (let step = 0; step < 20_000; step++) {
    const note = `seed ${seed} step ${step}`;
    const choice = random(100);
    if (choice < 50) {
      const slot = pool.acquireSlot();
      if (slot === NO_SLOT) assertEquals(held.length, 32, note);
      else {
        assert(!held.includes(slot), note);
        held.push(slot);
      }
    } else if (choice < 99 && held.length > 0) {
      const [slot = NO_SLOT] = held.splice(random(held.length), 1);
      if (random(4) > 0) views.frees[random(2)]?.push(slot);
      else {
        views.slotNext[slot] = NO_SLOT;
        pool.releaseChain(slot);
      }
    } else if (choice === 99) pool.drain();
    freeMin = Math.min(freeMin, pool.slotsFree);
    assertEquals(pool.slotsFreeMin, freeMin, note);
  }
  for (const slot of held) views.frees[0]?.push(slot);
  pool.drain();
  const all = Array.from({ length: 33 }, () => pool.acquireSlot());
  assertEquals([new Set(all).size, all.at(-1)], [33, NO_SLOT], `seed ${seed}`);
});
