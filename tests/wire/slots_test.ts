import { Slots } from "../../src/wire/slots.ts";
import { moveFields, moveOnce, withJson } from "../../src/wire/stream_texts.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("Slots are ordered by position, and by appearance where they have names", () => {
  const slots = new Slots<string[]>(() => []);
  slots.at("b")?.push("b");
  slots.atIndex(2)?.push("2");
  slots.at("a")?.push("a");
  slots.atIndex(undefined)?.push("0");
  slots.atIndex(-1)?.push("none");
  assertEquals(slots.values(), [["0", "none"], ["2"], ["b"], ["a"]]);
});

Deno.test("Slots are bounded", () => {
  const slots = new Slots<number[]>(() => []);
  for (let k = 0; k < 1_024; k++) slots.at(k);
  assertEquals([slots.at(1_024), slots.at(1_023)], [null, []]);
});

Deno.test("moveOnce() moves the first, drops the same and leaves another", () => {
  const whole = {};
  const events = [{ id: null }, { id: "a" }, { id: "a" }, { id: "b" }, { id: "" }];
  for (const event of events) moveOnce(event, whole, "id");
  assertEquals(whole, { id: "a" });
  assertEquals(events.map(({ id }) => id ?? null), [null, null, null, "b", ""]);
});

Deno.test("moveFields() takes objects alone", () => {
  const whole = { a: 1 };
  for (const from of [null, "x", [5], { a: 2, b: 3 }]) moveFields(from, whole);
  assertEquals<unknown>(whole, { a: 1, b: 3 });
});

Deno.test("withJson() keeps what is no JSON, and what was there before", () => {
  assertEquals(withJson({ a: {} }, { name: "a", json: "" }), { a: {} });
  assertEquals(withJson({ a: {} }, { name: "a", json: '{"b":1}' }), { a: { b: 1 } });
  assertEquals(withJson({}, { name: "a", json: '"b" c' }), { a: "b", a_json: '"b" c' });
  assertEquals(withJson({}, { name: "a", json: "?" }), { a: null, a_json: "?" });
  assertEquals(withJson({ a: "x" }, { name: "a", json: '"y"' }), { a: "y", a_start: "x" });
});
