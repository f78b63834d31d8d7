import {
  isCount,
  isHash,
  isHashes,
  isNames,
  isTally,
  isText,
} from "../../src/format/record_values.ts";
import { assert, assertFalse } from "../support/std.ts";

Deno.test("isCount() takes whole numbers that JSON holds exactly", () => {
  for (const value of [0, 1, 2 ** 53 - 1]) assert(isCount(value));
  for (const value of [-1, 0.5, NaN, 2 ** 53, "1", null]) assertFalse(isCount(value));
});

Deno.test("isHash() takes 64 lower-case hex characters", () => {
  assert(isHash("0af".padEnd(64, "9")));
  for (const value of ["", "A".repeat(64), "g".repeat(64), "0".repeat(63), 0]) {
    assertFalse(isHash(value));
  }
});

Deno.test("isText(), isTally(), isHashes() and isNames() bound what they take", () => {
  assert(isText("x".repeat(1_024)));
  assertFalse(isText("x".repeat(1_025)));
  assert(isTally({ a: 1 }));
  assertFalse(isTally({ a: -1 }) || isTally([1]));
  assert(isHashes({ a: "0".repeat(64) }));
  assertFalse(isHashes({ a: "0" }));
  assert(isNames({ a: "x" }));
  assertFalse(isNames({ a: 1 }) || isNames({ ["k".repeat(1_025)]: "x" }));
});
