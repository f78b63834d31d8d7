/** The layout of the shared memory: nothing in it may be too small for the worst case. */

import { InvariantError } from "../../src/base/assert.ts";
import { EXCHANGES_MAX, FATE_TABLE_BYTES } from "../../src/base/limits.ts";
import {
  allocateShared,
  DESCRIPTOR_BYTES,
  DESCRIPTOR_TAG,
  viewShared,
  WORKER_WORDS,
} from "../../src/capture/shared.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

Deno.test("allocateShared() rounds the pool down to whole slots, at least one", () => {
  for (const [poolBytes, slotCount] of [[1, 1], [1_024, 1], [2_047, 1], [2_048, 2]] as const) {
    const views = viewShared(allocateShared({ poolBytes, slotBytes: 1_024, workers: 1 }));
    assertEquals([views.slotCount, views.slots.length], [slotCount, slotCount * 1_024]);
    assertEquals([views.slotNext.length, views.slotUsed.length], [slotCount, slotCount]);
  }
});

Deno.test("allocateShared() hands out zeroed memory", () => {
  const views = viewShared(allocateShared({ poolBytes: 8_192, slotBytes: 1_024, workers: 1 }));
  assert(views.slots.every((byte) => byte === 0));
  assert(views.descriptorBytes.every((byte) => byte === 0));
  assert(views.workerWords.every((word) => word === 0));
  assert(views.counters.every((counter) => counter === 0n));
});

Deno.test("allocateShared() gives every worker its rings and control words", () => {
  const views = viewShared(allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 3 }));
  assertEquals([views.jobs.length, views.frees.length], [3, 3]);
  assertEquals(views.workerWords.length, 3 * WORKER_WORDS);
  views.jobs[1]?.push(7);
  assertEquals(views.jobs.map((ring) => ring.size), [0, 1, 0]);
  assertEquals(views.frees.map((ring) => ring.size), [0, 0, 0]);
});

Deno.test("allocateShared() makes rings that the worst case cannot fill", () => {
  const views = viewShared(allocateShared({ poolBytes: 5_000, slotBytes: 8, workers: 1 }));
  const [jobs] = views.jobs;
  const [frees] = views.frees;
  assert(jobs !== undefined && frees !== undefined);
  for (let job = 0; job < 2 * EXCHANGES_MAX; job++) assert(jobs.push(job));
  for (let slot = 0; slot < views.slotCount; slot++) assert(frees.push(slot));
  for (let d = 0; d < EXCHANGES_MAX; d++) assert(frees.push(DESCRIPTOR_TAG + d));
  assert(views.slotCount < DESCRIPTOR_TAG);
});

Deno.test("allocateShared() has room for every descriptor and every fate", () => {
  const views = viewShared(allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 1 }));
  assertEquals(views.descriptorBytes.length, EXCHANGES_MAX * DESCRIPTOR_BYTES);
  assertEquals(views.descriptorNumbers.length, EXCHANGES_MAX * DESCRIPTOR_BYTES / 8);
  assertEquals(views.fates.length, FATE_TABLE_BYTES);
});

Deno.test("viewShared() shows the same memory to every thread", () => {
  const buffers = allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 1 });
  const main = viewShared(buffers);
  const worker = viewShared(buffers);
  main.slots[17] = 3;
  main.slotNext[1] = 2;
  main.descriptorNumbers[0] = 1.5;
  main.jobs[0]?.push(9);
  assertEquals([worker.slots[17], worker.slotNext[1]], [3, 2]);
  assertEquals([worker.descriptorNumbers[0], worker.jobs[0]?.pop()], [1.5, 9]);
});

Deno.test("allocateShared() refuses to run without a worker", () => {
  assertThrows(
    () => allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 0 }),
    InvariantError,
    "at least one audit worker",
  );
});
