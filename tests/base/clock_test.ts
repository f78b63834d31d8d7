import { formatTime, parseTime, SYSTEM_CLOCK } from "../../src/base/clock.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "../support/std.ts";

const TEXT = "2026-11-21T00:00:10.007Z";

Deno.test("formatTime() writes UTC with three decimals", () => {
  assertEquals(formatTime(0), "1970-01-01T00:00:00.000Z");
  assertEquals(formatTime(Date.UTC(2026, 10, 21, 0, 0, 10, 7)), TEXT);
});

Deno.test("parseTime() is the inverse of formatTime()", () => {
  for (const ms of [0, 1, 999, 951_782_400_000, Date.UTC(9999, 11, 31, 23, 59, 59, 999)]) {
    assertEquals(parseTime(formatTime(ms)), ms);
  }
});

Deno.test("parseTime() gives null for every other spelling", () => {
  const faults = [
    "2026-11-21T00:00:10Z",
    "2026-11-21T00:00:10.07Z",
    "2026-11-21T00:00:10.0070Z",
    "2026-11-21T00:00:10.007+00:00",
    "2026-11-21T00:00:10.007z",
    "2026-11-21t00:00:10.007Z",
    "2026-11-21 00:00:10.007Z",
    "2026-02-30T00:00:10.007Z",
    "2026-13-01T00:00:10.007Z",
    "2026-11-21T24:00:00.000Z",
    "2026-11-21T00:60:10.007Z",
    "2026-11-21T23:59:60.000Z",
    "+002026-11-21T00:00:10.007Z",
    " 2026-11-21T00:00:10.007Z",
    "2026-11-21T00:00:10.007Z\n",
  ];
  for (const text of faults) assertEquals(parseTime(text), null);
});

Deno.test("parseTime() gives null for a text cut at any place", () => {
  for (let k = 0; k < TEXT.length; k++) assertEquals(parseTime(TEXT.slice(0, k)), null);
});

Deno.test("SYSTEM_CLOCK tells whole milliseconds and never goes back", () => {
  assert(Number.isSafeInteger(SYSTEM_CLOCK.nowMs()));
  const first = SYSTEM_CLOCK.monotonicMs();
  assertGreaterOrEqual(SYSTEM_CLOCK.monotonicMs(), first);
});
