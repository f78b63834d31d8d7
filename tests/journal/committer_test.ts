import { assertEquals, assertThrows } from "../support/std.ts";
import { InvariantError } from "../../src/base/assert.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Committer } from "../../src/journal/committer.ts";
import { commitment, originalKey } from "../../src/tlog/commitment.ts";

const ORIGIN = "localhost/outband-1f2e3d4c";
const KEY = Uint8Array.from({ length: 32 }, (_, k) => 255 - 7 * k);
const TEXTS = [
  "",
  "{}",
  "plain",
  "gr\u00fc\u00dfe \u4f60\u597d \u{1f600}",
  "x".repeat(65_000),
  "\u00e9".repeat(2_000_000),
];

Deno.test("Committer.commit() gives what tlog's commitment() gives, for text and bytes", () => {
  const committer = new Committer(ORIGIN);
  for (const text of [...TEXTS, "short again"]) {
    for (const index of [0, 123_456]) {
      const place = { key: KEY, index, part: "req" };
      const expected = toHex(
        commitment(NODE_SUITE, { origin: ORIGIN, ...place, data: utf8(text) }),
      );
      assertEquals(committer.commit(place, text), expected);
      assertEquals(committer.commit(place, utf8(text)), expected);
    }
  }
});

Deno.test("Committer.originalKey() gives what tlog's originalKey() gives", () => {
  const place = { index: 7, part: "orig.res" };
  assertEquals(
    new Committer(ORIGIN).originalKey({ secret: KEY, ...place }),
    originalKey(NODE_SUITE, { secret: KEY, origin: ORIGIN, ...place }),
  );
});

Deno.test("Committer.commit() takes keys of 32 bytes only", () => {
  const short = { key: KEY.subarray(1), index: 0, part: "req" };
  assertThrows(() => new Committer(ORIGIN).commit(short, ""), InvariantError);
});
