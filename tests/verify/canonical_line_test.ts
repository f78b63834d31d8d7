import { canonicalJson } from "../../src/base/canonical_json.ts";
import { isCanonical } from "../../src/verify/canonical_line.ts";
import { assertEquals } from "../support/std.ts";

function check(text: string): boolean {
  return isCanonical(text, JSON.parse(text));
}

Deno.test("isCanonical() accepts canonical text", () => {
  const values = [
    { a: 1, b: [true, null, "x\n\u20ac"], c: { "\ud83d\ude00": -1 } },
    { "": 0, "10": 1, "9": 2 },
    [],
    "text",
    1e21,
  ];
  for (const value of values) assertEquals(check(canonicalJson(value)), true);
});

Deno.test("isCanonical() refuses the same value in other bytes", () => {
  const texts = [
    '{"a":1, "b":2}',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a":1.0}',
    '{"a":1e2}',
    '{"a":-0}',
    '{"a":"\\u0041"}',
    '{"a":"\\/"}',
    ' {"a":1}',
    '{"a":[{"c":1,"b":2}]}',
    '{"9":2,"10":1}',
  ];
  for (const text of texts) assertEquals(check(text), false, text);
});

Deno.test("isCanonical() takes names in order whatever it saw before, and refuses the others", () => {
  const inOrder = [
    '{"a":1,"b":2}',
    '{"b":1,"c":2}',
    '{"a":1,"b":2}',
    '{"a":{"x":1},"b":[{"y":2}]}',
  ];
  const outOfOrder = ['{"b":1,"a":2}', '{"c":1,"b":2}', '{"a":{"y":1,"x":1},"b":2}'];
  for (let round = 0; round < 3; round++) {
    for (const text of inOrder) assertEquals(check(text), true, text);
    for (const text of outOfOrder) assertEquals(check(text), false, text);
  }
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`k${1000 + k}`, k]));
  assertEquals([check(canonicalJson(many)), check(canonicalJson(many))], [true, true]);
});

Deno.test("isCanonical() refuses lone surrogates and deep nesting", () => {
  assertEquals(check('{"a":"\\ud800"}'), false);
  assertEquals(check('{"\\udc00":1}'), false);
  assertEquals(check(`${"[".repeat(64)}${"]".repeat(64)}`), true);
  assertEquals(check(`${"[".repeat(65)}${"]".repeat(65)}`), false);
});

Deno.test("isCanonical() takes text that only looks like an escaped surrogate", () => {
  assertEquals(check(canonicalJson({ a: "\\ud800" })), true);
});

Deno.test("isCanonical() agrees with canonicalJson() on random edits", () => {
  const text = canonicalJson({ b: { x: [1, 2], y: "z" }, c: "d", e: 3, n: null, t: true });
  let seed = 1;
  for (let round = 0; round < 5_000; round++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const at = seed % text.length;
    const piece = ['"', ",", " ", "1", "a", "{", "}", ":", "\\ud800"][(seed >> 8) % 9] ?? "";
    const edited = text.slice(0, at) + piece + text.slice(at + (seed >> 4) % 2);
    let value: unknown;
    try {
      value = JSON.parse(edited);
    } catch {
      continue;
    }
    let expected = false;
    try {
      expected = canonicalJson(value) === edited;
    } catch {
      // No canonical form.
    }
    assertEquals(isCanonical(edited, value), expected, edited);
  }
});
