import { Engine } from "../../../src/detect/engine.ts";
import { WORLD_ID_RULES } from "../../../src/detect/rules/world_ids.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assertLess } from "../../support/std.ts";

const ENGINE = new Engine(WORLD_ID_RULES, NEGATIVE_WORDS);
const SMALL = 0x2000;
const LARGE = 0x4_0000;
/** Of run time over length; 1 is linear, 2 is quadratic. */
const EXPONENT_MAX = 1.25;
/** Below this a time says more about the machine than about the text. */
const FLOOR_MS = 2;
/** Measures again when the machine was busy with something else. */
const ATTEMPTS_MAX = 4;

const PARTS: readonly string[] = [
  ...["850612-1238 ", "850612+", "850612+850612+", "12-", "1 ", "99.", "12.345.678-", "1-1017-"],
  ...["personnummer ", "personnummer 8506121238 ", "national id ", "id number 123456782 "],
  ...["account number ", "account number 1", "account number 12345678,", "1234 ", "1234-5678-"],
  ...["A1234567B ", "S1234567D", "HEGG560427MVZRRL04", "27AAPFU0939F1ZV ", "1EG4-TE5-MK73-"],
  ...["\u8eab\u4efd\u8bc1", '\u05ea"\u05d6 1', "\uc8fc\ubbfc", "12345678901", "a=1", "nin=1,"],
];

function timeMs(text: string, rounds: number): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    ENGINE.scan(text, "");
    best = Math.min(best, performance.now() - startMs);
  }
  return Math.max(best, FLOOR_MS);
}

Deno.test("WORLD_ID_RULES take a time that is linear in repetitions of each anchor", () => {
  for (const part of PARTS) {
    const small = part.repeat(Math.ceil(SMALL / part.length));
    const large = part.repeat(Math.ceil(LARGE / part.length));
    let exponent = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS_MAX && exponent >= EXPONENT_MAX; attempt++) {
      const ratio = timeMs(large, 1) / timeMs(small, 5);
      exponent = Math.min(exponent, Math.log(ratio) / Math.log(LARGE / SMALL));
    }
    assertLess(exponent, EXPONENT_MAX, JSON.stringify(part));
  }
});
