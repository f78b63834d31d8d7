import {
  bucketEnd,
  bucketOf,
  Histogram,
  percentileUs,
  usToMs,
} from "../../src/format/histogram.ts";
import { assert, assertEquals } from "../support/std.ts";

Deno.test("bucketOf() is at most a sixteenth below its value, and the value is in the bucket", () => {
  for (let value = 0; value < 100_000; value += value < 2_000 ? 1 : 37) {
    const lower = bucketOf(value);
    const end = bucketEnd(lower);
    assert(lower <= value && value <= end, `${value} is in ${lower} to ${end}`);
    assert((end - lower + 1) * 16 <= Math.max(16, lower), `${lower} to ${end} is narrow`);
    assertEquals(bucketOf(lower), lower);
    assertEquals(bucketOf(end), lower);
  }
});

Deno.test("bucketOf() cuts what is outside of its range", () => {
  assertEquals(bucketOf(-5), 0);
  assertEquals(bucketOf(3.9), 3);
  assertEquals(bucketOf(2 ** 50), 2 ** 36);
  assertEquals(bucketOf(2 ** 36 - 1) < 2 ** 36, true);
});

Deno.test("Histogram.toSparse() is ascending and counts everything", () => {
  const histogram = new Histogram();
  for (const value of [100, 5, 100_000, 5, 101]) histogram.add(value);
  assertEquals(histogram.toSparse(), [[5, 2], [100, 2], [98_304, 1]]);
  assertEquals(new Histogram().toSparse(), []);
});

Deno.test("percentileUs() never understates, by at most a sixteenth", () => {
  let state = 12_345;
  for (let round = 0; round < 50; round++) {
    const histogram = new Histogram();
    const values: number[] = [];
    for (let k = 0; k < 200; k++) {
      state = (state * 48_271) % 2_147_483_647;
      values.push(state % 1_000_000);
      histogram.add(values[k] as number);
    }
    values.sort((a, b) => a - b);
    for (const percent of [1, 50, 95, 99, 100]) {
      const exact = values[Math.ceil((percent / 100) * values.length) - 1] as number;
      const shown = percentileUs(histogram.toSparse(), percent);
      assert(exact <= shown && shown <= Math.max(exact + 1, exact * 1.07), `${exact} as ${shown}`);
    }
  }
  assertEquals(percentileUs([], 99), 0);
});

Deno.test("usToMs() has at most three decimals", () => {
  assertEquals(usToMs(0), 0);
  assertEquals(usToMs(95), 0.095);
  assertEquals(usToMs(1_234_567), 1_234.567);
  assertEquals(usToMs(0.6), 0.001);
});
