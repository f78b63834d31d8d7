import { concat, toHex, utf8 } from "../../src/base/bytes.ts";
import { hmacSha256, NODE_SUITE, sha256, sha256Hex } from "../../src/base/digest.ts";
import {
  commitment,
  genesisPrev,
  keyNextMessage,
  originalKey,
  prevOf,
} from "../../src/tlog/commitment.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

const KEY = sha256(utf8("key"));
const DATA = utf8("My SSN is 123-45-6789");
const PLACE = { origin: "example.com/log", index: 2, part: "orig.req" };
const ROTATION = { origin: "example.com/log", oldVkey: "old", newVkey: "new", index: 9 };

Deno.test("genesisPrev() hashes label, origin and key, one per line", () => {
  assertEquals(
    genesisPrev(NODE_SUITE, { origin: "example.com/log", vkey: "example.com/log+00+AA" }),
    sha256Hex(utf8("outband/log/v1\nexample.com/log\nexample.com/log+00+AA\n")),
  );
});

Deno.test("prevOf() is the leaf hash in hex", () => {
  assertEquals(prevOf(KEY), toHex(KEY));
  assertThrows(() => prevOf(KEY.subarray(1)), RangeError);
});

Deno.test("commitment() is the HMAC over label, place and data", () => {
  const message = concat(utf8("outband/commit/v1\nexample.com/log\n2\norig.req\n"), DATA);
  const made = commitment(NODE_SUITE, { ...PLACE, key: KEY, data: DATA });
  assertEquals(made, hmacSha256(KEY, message));
});

Deno.test("commitment() and originalKey() differ for every other place, key and use", () => {
  const places = [
    PLACE,
    { ...PLACE, origin: "example.com/logs" },
    { ...PLACE, index: 22 },
    { ...PLACE, part: "orig.res" },
  ];
  const results = places.flatMap((place) => [
    commitment(NODE_SUITE, { ...place, key: KEY, data: DATA }),
    commitment(NODE_SUITE, { ...place, key: KEY, data: new Uint8Array(0) }),
    commitment(NODE_SUITE, { ...place, key: sha256(KEY), data: DATA }),
    originalKey(NODE_SUITE, { ...place, secret: KEY }),
  ]);
  assertEquals(new Set(results.map(toHex)).size, results.length);
});

Deno.test("originalKey() is the HMAC over label and place", () => {
  const message = utf8("outband/orig-key/v1\nexample.com/log\n2\norig.req\n");
  assertEquals(originalKey(NODE_SUITE, { ...PLACE, secret: KEY }), hmacSha256(KEY, message));
});

Deno.test("keyNextMessage() holds label, origin, both keys and index, one per line", () => {
  assertEquals(
    keyNextMessage(ROTATION),
    utf8("outband/key-next/v1\nexample.com/log\nold\nnew\n9\n"),
  );
});

Deno.test("commitment() and originalKey() throw unless the key has 32 bytes", () => {
  // HMAC itself pads with zeros: without the rule a key and the same key plus 00 would open alike.
  const padded = concat(KEY, Uint8Array.of(0));
  assertEquals(hmacSha256(padded, DATA), hmacSha256(KEY, DATA));
  for (const key of [padded, KEY.subarray(1), new Uint8Array(0)]) {
    assertThrows(() => commitment(NODE_SUITE, { ...PLACE, key, data: DATA }), RangeError);
    assertThrows(() => originalKey(NODE_SUITE, { ...PLACE, secret: key }), RangeError);
  }
});

Deno.test("no message is made from a field with a line feed or an index that is none", () => {
  const open = { ...PLACE, key: KEY, data: DATA };
  assert(commitment(NODE_SUITE, open).length === 32);
  for (const bad of [{ origin: "a\nb" }, { part: "a\n" }, { index: -1 }, { index: 1.5 }]) {
    assertThrows(() => commitment(NODE_SUITE, { ...open, ...bad }), RangeError);
    assertThrows(() => originalKey(NODE_SUITE, { ...PLACE, secret: KEY, ...bad }), RangeError);
  }
  for (const bad of [{ oldVkey: "a\n" }, { newVkey: "\n" }, { origin: "\n" }, { index: 2 ** 53 }]) {
    assertThrows(() => keyNextMessage({ ...ROTATION, ...bad }), RangeError);
  }
  assertThrows(() => genesisPrev(NODE_SUITE, { origin: "a\n", vkey: "b" }), RangeError);
  assertThrows(() => genesisPrev(NODE_SUITE, { origin: "a", vkey: "b\n" }), RangeError);
});
