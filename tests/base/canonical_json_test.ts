import { decodeUtf8, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { vectorBytes, vectorTest, vectorText } from "../support/vectors.ts";
import { es6NumberBits, numberOf } from "./es6_numbers.ts";

const DOCUMENTS = ["arrays", "french", "structures", "unicode", "values", "weird"];
const SEQUENCE_LINES = [1_000, 10_000, 100_000];

interface NumberVectors {
  sample_hex_to_text: Record<string, string>;
  es6_sequence_sha256_by_lines: Record<string, string>;
  must_reject: string[];
}

function numberVectors(): NumberVectors {
  return JSON.parse(vectorText("rfc8785/numbers.json"));
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let k = 1; k < depth; k++) value = k % 2 === 0 ? [value] : { a: value };
  return value;
}

for (const name of DOCUMENTS) {
  vectorTest(`canonicalJson() gives the published bytes for ${name}.json`, () => {
    const text = canonicalJson(JSON.parse(vectorText(`rfc8785/input/${name}.json`)));
    assertEquals(utf8(text), vectorBytes(`rfc8785/output/${name}.json`));
    const hex = vectorText(`rfc8785/outhex/${name}.txt`).replaceAll(/\s/g, "");
    assertEquals(toHex(utf8(text)), hex);
    assertEquals(canonicalJson(JSON.parse(text)), text);
  });
}

vectorTest("canonicalJson() writes the published sample numbers", () => {
  for (const [hex, text] of Object.entries(numberVectors().sample_hex_to_text)) {
    assertEquals(canonicalJson(numberOf(BigInt(`0x${hex}`))), text);
  }
});

vectorTest("canonicalJson() gives the digests of the ES6 number sequence", () => {
  const digests = numberVectors().es6_sequence_sha256_by_lines;
  const numbers = es6NumberBits();
  let lines = "";
  let count = 0;
  for (const end of SEQUENCE_LINES) {
    for (; count < end; count++) {
      const bits = numbers.next().value;
      lines += `${bits.toString(16)},${canonicalJson(numberOf(bits))}\n`;
    }
    assertEquals(toHex(NODE_SUITE.sha256(utf8(lines))), digests[String(end)]);
  }
});

vectorTest("canonicalJson() refuses what RFC 8785 section 3.2.2.2 refuses", () => {
  let refused = 0;
  for (const input of numberVectors().must_reject) {
    const hex = /^bytes ((?:[0-9a-f]{2} ?)+)/.exec(input)?.[1];
    if (hex === undefined) {
      assertThrows(() => canonicalJson(JSON.parse(input)), TypeError, "lone surrogate");
    } else {
      // Bytes that are not UTF-8 never become a string.
      const bytes = Uint8Array.from(hex.trim().split(" "), (item) => Number.parseInt(item, 16));
      assertThrows(() => decodeUtf8(bytes), TypeError);
    }
    refused++;
  }
  assertEquals(refused, 4);
});

Deno.test("canonicalJson() sorts keys by UTF-16 code units at every level", () => {
  const value = {
    "\ufb33": 1,
    "\ud83d\ude02": 2,
    "10": 3,
    "9": 4,
    b: { z: 1, Z: 2, "": 3 },
    a: [],
  };
  assertEquals(
    canonicalJson(value),
    '{"10":3,"9":4,"a":[],"b":{"":3,"Z":2,"z":1},"\ud83d\ude02":2,"\ufb33":1}',
  );
});

Deno.test("canonicalJson() takes every kind of JSON value and -0 as 0", () => {
  assertEquals(
    canonicalJson([null, true, false, -0, 1e21, 0.1, "", {}]),
    '[null,true,false,0,1e+21,0.1,"",{}]',
  );
  assertEquals(
    canonicalJson('\u0000\b\t\n\f\r"\\/\u001f\u007f\u2028'),
    '"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\\u001f\u007f\u2028"',
  );
});

Deno.test("canonicalJson() writes an own __proto__ key like any other", () => {
  assertEquals(
    canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}')),
    '{"__proto__":{"a":2},"b":1}',
  );
});

Deno.test("canonicalJson() takes objects without a prototype", () => {
  const value: Record<string, unknown> = Object.create(null);
  value["b"] = 1;
  value["a"] = 2;
  assertEquals(canonicalJson(value), '{"a":2,"b":1}');
});

Deno.test("canonicalJson() throws on every value that JSON cannot hold exactly", () => {
  const values: unknown[] = [
    undefined,
    () => 1,
    Symbol("a"),
    1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    "\ud800",
    "a\udc00b",
    new Date(0),
    new Map(),
    new Uint8Array(1),
    { toJSON: (): number => 1 },
  ];
  for (const value of values) {
    assertThrows(() => canonicalJson(value), TypeError, "Cannot canonicalise");
    assertThrows(() => canonicalJson([value]), TypeError, "Cannot canonicalise");
    assertThrows(() => canonicalJson({ a: value }), TypeError, "Cannot canonicalise");
  }
  assertThrows(() => canonicalJson(new Array(1)), TypeError, "undefined");
  assertThrows(() => canonicalJson({ "\udfff": 1 }), TypeError, "lone surrogate");
});

Deno.test("canonicalJson() throws on nesting deeper than 64 and on a cycle", () => {
  assertEquals(canonicalJson(nested(64)).length > 64, true);
  assertThrows(() => canonicalJson(nested(65)), TypeError, "deeper than 64");
  const cycle: unknown[] = [];
  cycle.push(cycle);
  assertThrows(() => canonicalJson(cycle), TypeError, "deeper than 64");
});

Deno.test("canonicalJson() leaves the value unchanged", () => {
  const value = { b: [2, 1], a: { d: 1, c: 2 } };
  canonicalJson(value);
  assertEquals(JSON.stringify(value), '{"b":[2,1],"a":{"d":1,"c":2}}');
  assert(Object.keys(value)[0] === "b");
});
