import { NODE_SUITE } from "../../src/base/digest.ts";
import { CallIndex } from "../../src/verify/call_index.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("CallIndex keeps the calls below its size, of its stratum, each once", () => {
  const calls = new CallIndex(100_000, { provider: "openai", category: "SSN" });
  const fits = { provider: "openai", found: { res: { SSN: 1 } } };
  calls.add(70_000, fits);
  calls.add(70_000, fits);
  calls.add(7, { ...fits, found: { req: { SSN: 2 }, res: {} } });
  calls.add(8, { provider: "openai" });
  calls.add(9, { ...fits, provider: "other" });
  calls.add(100_000, fits);
  assertEquals(calls.count, 2);
  assertEquals([7, 8, 9, 70_000, 100_000, 5_000_000].filter((index) => calls.has(index)), [
    7,
    70_000,
  ]);
  assertEquals(calls.draw(NODE_SUITE.sha256, { seed: "x", count: 2 }), [7, 70_000]);
});

Deno.test("CallIndex draws from all records without a stratum, and from its list with one", () => {
  const plain = new CallIndex(1_000, undefined);
  const some = new CallIndex(1_000, { model: "m" });
  for (let index = 0; index < 1_000; index += 2) {
    plain.add(index, {});
    some.add(index, { model: "m" });
  }
  const draw = { seed: "x", count: 5 };
  const first = plain.draw(NODE_SUITE.sha256, draw);
  const second = some.draw(NODE_SUITE.sha256, draw);
  assertEquals([first, second].map((list) => list.filter((index) => index % 2 === 0).length), [
    5,
    5,
  ]);
  assertEquals(first.join() === second.join(), false);
});
