/** The ring between two threads, here with both ends in one. */

import { InvariantError } from "../../src/base/assert.ts";
import { Ring, RING_EMPTY, ringBytes } from "../../src/capture/ring.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const HEAD = 0;
const TAIL = 1;

function wordsFor(capacity: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(ringBytes(capacity)));
}

Deno.test("Ring.pop() gives values in the order of push()", () => {
  const words = wordsFor(4);
  const producer = new Ring(words);
  const consumer = new Ring(words);
  for (const value of [7, 0, 2 ** 31 - 1]) assertEquals(producer.push(value), true);
  assertEquals([consumer.pop(), consumer.pop(), consumer.pop()], [7, 0, 2 ** 31 - 1]);
  assertEquals(consumer.pop(), RING_EMPTY);
});

Deno.test("Ring.push() refuses when the ring is full and changes nothing", () => {
  const ring = new Ring(wordsFor(2));
  assertEquals([ring.push(1), ring.push(2), ring.push(3)], [true, true, false]);
  assertEquals([ring.size, ring.waiting()], [2, [1, 2]]);
  assertEquals([ring.pop(), ring.push(4)], [1, true]);
  assertEquals(ring.waiting(), [2, 4]);
});

Deno.test("Ring of one value takes one, refuses the next, and takes again", () => {
  const ring = new Ring(wordsFor(1));
  for (const value of [5, 6]) {
    assertEquals([ring.push(value), ring.push(9), ring.pop(), ring.pop()], [
      true,
      false,
      value,
      RING_EMPTY,
    ]);
  }
});

Deno.test("Ring counts across the wrap of its 32-bit words", () => {
  for (const start of [2 ** 31 - 2, -2]) {
    const words = wordsFor(4);
    words[HEAD] = start;
    words[TAIL] = start;
    const ring = new Ring(words);
    for (const value of [1, 2, 3, 4]) assertEquals(ring.push(value), true);
    assertEquals([ring.push(5), ring.size, ring.waiting()], [false, 4, [1, 2, 3, 4]]);
    for (const value of [1, 2, 3, 4]) assertEquals(ring.pop(), value);
    assertEquals([ring.pop(), ring.size, ring.waiting()], [RING_EMPTY, 0, []]);
  }
});

Deno.test("Ring.waiting() takes nothing", () => {
  const ring = new Ring(wordsFor(8));
  for (const value of [3, 1, 2]) ring.push(value);
  assertEquals(ring.waiting(), [3, 1, 2]);
  assertEquals(ring.waiting(), [3, 1, 2]);
  assertEquals(ring.pop(), 3);
});

Deno.test("new Ring() refuses a capacity that is no power of two", () => {
  for (const capacity of [0, 3, 6, 1_000]) {
    assertThrows(() => new Ring(wordsFor(capacity)), InvariantError, "power of two");
  }
});

Deno.test("Ring loses and repeats nothing under a random schedule", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (const capacity of [1, 2, 16]) {
    const words = wordsFor(capacity);
    words[HEAD] = words[TAIL] = -capacity;
    const producer = new Ring(words);
    const consumer = new Ring(words);
    const expected: number[] = [];
    let next = 0;
    for (let step = 0; step < 5_000; step++) {
      if (random(2) === 0) {
        const isFull = expected.length === capacity;
        assertEquals(producer.push(next), !isFull, `seed ${seed} step ${step}`);
        if (!isFull) expected.push(next++);
      } else {
        const value = expected.shift() ?? RING_EMPTY;
        assertEquals(consumer.pop(), value, `seed ${seed} step ${step}`);
      }
      assertEquals(producer.size, expected.length, `seed ${seed} step ${step}`);
    }
    assertEquals(consumer.waiting(), expected, `seed ${seed}`);
  }
});
