import { assertEquals, assertThrows } from "../support/std.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { orderedJson } from "../../src/journal/ordered_json.ts";

const ODD_VALUES: readonly unknown[] = [
  {},
  [],
  null,
  true,
  -0,
  1e21,
  5e-324,
  "",
  "plain",
  'quote " backslash \\ control \u0001 \u2028 \u{1f600}',
  { a: 1, b: [1, { c: "x" }], d: { e: null } },
  { b: 1, a: 2 },
  { a: { z: 1, y: 2 } },
  [{ b: 1, a: 2 }],
  { 10: "ten", 9: "nine" },
  { 1: 1, 2: 2, a: 3 },
  { "\u{1f600}": 1, "\ufb33": 2 },
  { "\ufb33": 2, "\u{1f600}": 1 },
  { A: 1, a: 2, _: 3 },
  Object.assign(Object.create(null), { a: 1 }),
  { toJSON: "a field like any other" },
];

const REFUSED: readonly unknown[] = [
  undefined,
  Number.NaN,
  Infinity,
  1n,
  "\ud800",
  { "\udc00": 1 },
  { a: undefined },
  [undefined],
  new Date(0),
  { a: new Map() },
  { toJSON: (): string => "x" },
];

Deno.test("orderedJson() returns what canonicalJson() returns, in order or not", () => {
  for (const value of ODD_VALUES) assertEquals(orderedJson(value), canonicalJson(value));
});

Deno.test("orderedJson() throws where canonicalJson() throws", () => {
  for (const value of REFUSED) {
    assertThrows(() => canonicalJson(value), TypeError);
    assertThrows(() => orderedJson(value), TypeError);
  }
  let deep: unknown = 0;
  for (let k = 0; k < 64; k++) deep = [deep];
  assertEquals(orderedJson(deep), canonicalJson(deep));
  assertThrows(() => orderedJson([deep]), TypeError);
});
