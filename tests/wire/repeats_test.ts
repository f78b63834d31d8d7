import { textsOf, without, withRest } from "../../src/wire/repeats.ts";
import { assertEquals } from "../support/std.ts";
import { nested } from "./recording_sink.ts";

Deno.test("textsOf() collects texts and numbers at any depth that is followed", () => {
  const texts = textsOf({ a: "x", b: [1, { c: "y" }], d: null, e: true });
  assertEquals([...texts], ["x", "1", "y"]);
  assertEquals(textsOf(nested(100_000, "deep")).size, 0);
});

Deno.test("without() keeps what differs, and nothing when all is known", () => {
  const known = new Set(["a", "4532015112830366"]);
  assertEquals(without({ x: "a", y: ["a", "a"], n: 4532015112830366, i: 3 }, known), undefined);
  assertEquals(
    JSON.stringify(without({ x: "a", y: ["a", "b"], n: 4532015112830360, t: true }, known)),
    '{"y":[null,"b"],"n":4532015112830360}',
  );
  for (const value of [null, undefined, true, "", 7, [], {}]) {
    assertEquals(without(value, known), undefined);
  }
});

Deno.test("without() keeps whole what is nested too deep to be compared", () => {
  const deep = nested(100, "a");
  assertEquals(JSON.stringify(without(deep, new Set(["a"]))), JSON.stringify(deep));
});

Deno.test("withRest() says each new text once", () => {
  const answer = { text: "Hello" };
  assertEquals(withRest(answer, ["Hello", { text: "Hello" }, []]), answer);
  assertEquals(withRest(answer, ["Hel", "Hel", { t: "Hel" }]), { text: "Hello", stream: ["Hel"] });
});
