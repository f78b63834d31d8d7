import { assert, assertEquals } from "../support/std.ts";
import { gapOrdinals } from "../../src/format/counts.ts";
import { gapsOfRanges, Ordinals, OrdinalSet } from "../../src/journal/ordinals.ts";
import { seededBytes } from "../support/drafts.ts";

/** Numbers below `limit` in a random order, some of them more than once. */
function shuffled(seed: number, limit: number): number[] {
  const random = seededBytes(seed);
  return Array.from({ length: 3 * limit }, () => {
    const [high = 0, low = 0] = random(2);
    return (high * 256 + low) % limit;
  });
}

Deno.test("OrdinalSet agrees with a plain set under random additions", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const set = new OrdinalSet();
    const plain = new Set<number>();
    for (const ordinal of shuffled(seed, 60)) {
      assertEquals(set.add(ordinal), !plain.has(ordinal), `seed ${seed}`);
      plain.add(ordinal);
      const ranges = set.ranges;
      const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
      assertEquals(size, plain.size);
      for (let k = 1; k < ranges.length; k++) {
        assert((ranges[k - 1]?.end ?? 0) < (ranges[k]?.start ?? 0), "ranges never touch");
      }
    }
    for (let ordinal = 0; ordinal < 60; ordinal++) {
      assertEquals(set.has(ordinal), plain.has(ordinal));
    }
  }
});

Deno.test("Ordinals settles each ordinal once in any order and knows what is open", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const ordinals = new Ordinals();
    const settled = new Set<number>();
    for (const ordinal of shuffled(seed, 50)) {
      assertEquals(ordinals.settle(ordinal), !settled.has(ordinal), `seed ${seed}`);
      settled.add(ordinal);
      assertEquals(ordinals.end, Math.max(...settled) + 1);
      const open = ordinals.openBelow(40).flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, k) => start + k)
      );
      const expected = Array.from({ length: 40 }, (_, k) => k).filter((k) => !settled.has(k));
      assertEquals(open, expected);
      assertEquals(ordinals.carried(40), expected.length);
      assertEquals(ordinals.has(ordinal), true);
    }
  }
});

Deno.test("Ordinals goes on from its open ranges", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const before = new Ordinals();
    for (const ordinal of shuffled(seed, 40).slice(0, 25)) before.settle(ordinal);
    const next = before.end + (seed % 3);
    const after = new Ordinals(next, before.openBelow(next));
    for (let ordinal = 0; ordinal < next; ordinal++) {
      assertEquals(after.has(ordinal), before.has(ordinal), `seed ${seed} ordinal ${ordinal}`);
    }
    assertEquals(after.openBelow(next + 2), before.openBelow(next + 2));
    assertEquals(after.end <= next, true);
  }
  assertEquals(new Ordinals(5).end, 5);
  assertEquals(new Ordinals(5, [{ start: 3, end: 5 }]).end, 3);
});

Deno.test("Ordinals keeps its memory flat over a long run with calls in flight", () => {
  const ordinals = new Ordinals();
  for (let ordinal = 0; ordinal < 100_000; ordinal++) {
    if (ordinal % 1_000 !== 7) ordinals.settle(ordinal);
  }
  assertEquals(ordinals.openBelow(100_000).length, 100);
});

Deno.test("gapsOfRanges() holds exactly the ordinals of its ranges", () => {
  const ranges = [
    { start: 3, end: 4 },
    { start: 6, end: 9 },
    { start: 100, end: 200_000 },
    { start: 200_002, end: 200_003 },
    { start: 400_000, end: 400_001 },
  ];
  const gaps = gapsOfRanges(ranges, "queue_full");
  const settled = gaps.flatMap((gap) =>
    gapOrdinals(gap) ?? Array.from({ length: gap.n }, (_, k) => gap.ord + k)
  );
  const expected = ranges.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, k) => start + k)
  );
  assertEquals(settled.toSorted((a, b) => a - b), expected);
  assertEquals(gaps.some((gap) => gap.n === 199_900 && gap.bits === undefined), true);
  assertEquals(gapsOfRanges([], "crash"), []);
});
