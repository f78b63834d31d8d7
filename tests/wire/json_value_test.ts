import { asArray, asCount, asObject, asText, jsonText, typeOf } from "../../src/wire/json_value.ts";
import { assertEquals } from "../support/std.ts";
import { nested } from "./recording_sink.ts";

Deno.test("asObject() takes objects only", () => {
  assertEquals(asObject({ a: 1 }), { a: 1 });
  for (const value of [null, undefined, [], "x", 1, true]) assertEquals(asObject(value), null);
});

Deno.test("asArray() is empty for everything else", () => {
  assertEquals(asArray([1]), [1]);
  for (const value of [null, undefined, { length: 1 }, "x"]) assertEquals(asArray(value), []);
});

Deno.test("asText() takes strings only, also the empty one", () => {
  assertEquals(asText(""), "");
  for (const value of [null, undefined, 1, [], {}]) assertEquals(asText(value), null);
});

Deno.test("asCount() takes whole numbers from 0", () => {
  assertEquals(asCount(0), 0);
  assertEquals(asCount(2 ** 53 - 1), 2 ** 53 - 1);
  for (const value of [-1, 1.5, 2 ** 53, NaN, "1", null]) assertEquals(asCount(value), null);
});

Deno.test("typeOf() is unknown without a type", () => {
  assertEquals(typeOf({ type: "text" }), "text");
  assertEquals(typeOf({ type: 1 }), "unknown");
  assertEquals(typeOf({}), "unknown");
});

Deno.test("jsonText() serialises values up to the depth limit", () => {
  assertEquals(jsonText({ a: [1] }), '{"a":[1]}');
  assertEquals(jsonText(undefined), null);
  assertEquals(jsonText(nested(64, 1))?.length, 129);
  assertEquals(jsonText(nested(65, 1)), null);
  assertEquals(jsonText(nested(100_000, 1)), null);
});
