import { NODE_SUITE } from "../../src/base/digest.ts";
import { drawSample, isNonce, Sampler, sampleSeed, sampleSize } from "../../src/tlog/sampler.ts";
import { assertEquals, assertThrows } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const { sha256 } = NODE_SUITE;

vectorTest("Sampler draws as the published cases of the Rivest sampler", () => {
  const { tests } = JSON.parse(vectorText("sampling/rivest-sampler.json")) as {
    tests: { seed: string; total: number; count: number; expected: number[] }[];
  };
  for (const { seed, total, count, expected } of tests) {
    const sampler = new Sampler(sha256, { seed, size: total });
    // The published cases count from 1.
    assertEquals(Array.from({ length: count }, () => sampler.next() + 1), expected);
  }
});

Deno.test("Sampler refuses an empty population", () => {
  for (const size of [0, -1, 1.5, 2 ** 53]) {
    assertThrows(() => new Sampler(sha256, { seed: "0", size }), RangeError);
  }
});

Deno.test("sampleSeed() is the hash of label, checkpoint text and nonce", () => {
  const text = "example.com/log\n1\nAAAA\n";
  const whole = new TextEncoder().encode(`outband/sample/v1\n${text}123`);
  assertEquals(sampleSeed(sha256, { text, nonce: "123" }), sha256(whole).toHex());
});

Deno.test("isNonce() takes 20 to 200 digits and nothing else", () => {
  assertEquals([20, 200].map((n) => isNonce("7".repeat(n))), [true, true]);
  for (
    const text of ["", "7".repeat(19), "7".repeat(201), `${"7".repeat(20)} `, "\u0661".repeat(20)]
  ) {
    assertEquals(isNonce(text), false, text);
  }
});

Deno.test("sampleSize() gives the sizes of the published tables", () => {
  const sizes = (risk: number, tolerable: number): (number | null)[] =>
    [0, 1, 2].map((deviations) => sampleSize({ risk, tolerable, deviations }));
  assertEquals(sizes(0.05, 0.02), [149, 236, 313]);
  assertEquals(sizes(0.05, 0.05), [59, 93, 124]);
  assertEquals(sizes(0.05, 0.2), [14, 22, 30]);
  assertEquals(sizes(0.1, 0.02), [114, 194, 265]);
  assertEquals(sizes(0.1, 0.1), [22, 38, 52]);
  assertEquals(
    [0.05, 0.02, 0.01, 0.001].map((tolerable) =>
      sampleSize({ risk: 0.05, tolerable, deviations: 0 })
    ),
    [59, 149, 299, 2_995],
  );
  assertEquals(
    [0.05, 0.02, 0.01, 0.001].map((tolerable) =>
      sampleSize({ risk: 0.01, tolerable, deviations: 0 })
    ),
    [90, 228, 459, 4_603],
  );
  assertEquals(sampleSize({ risk: 0.05, tolerable: 1e-6, deviations: 0 }), null);
});

Deno.test("drawSample() passes over repeats and places that do not count", () => {
  const isMember = (place: number): boolean => place % 3 === 0;
  const drawn = drawSample(sha256, { seed: "s", count: 10 }, { size: 60, members: 20, isMember });
  assertEquals(new Set(drawn).size, 10);
  assertEquals(drawn.every((place) => isMember(place) && place < 60), true);
  const sampler = new Sampler(sha256, { seed: "s", size: 60 });
  const expected = new Set<number>();
  while (expected.size < 10) {
    const place = sampler.next();
    if (isMember(place)) expected.add(place);
  }
  assertEquals(drawn, [...expected]);
  const all = drawSample(sha256, { seed: "s", count: 20 }, { size: 60, members: 20, isMember });
  assertEquals(all, Array.from({ length: 20 }, (_, k) => 3 * k));
  assertEquals(drawSample(sha256, { seed: "s", count: 5 }, { size: 0, members: 0, isMember }), []);
});
