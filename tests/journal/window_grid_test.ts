import { assertEquals } from "../support/std.ts";
import { windowEndMs, type WindowPart, windowStartMs } from "../../src/format/layout.ts";
import { nextPart } from "../../src/journal/window_grid.ts";
import { SAMPLE_TIME_MS as START_MS, seededBytes } from "../support/drafts.ts";

const MINUTE_MS = 60_000;
const W = 498_686;

function hourly(w: number, part = 0): WindowPart {
  return { w, part, period: 3600 };
}

Deno.test("nextPart() is part 0 of the current window for a new log", () => {
  assertEquals(nextPart(START_MS + 1, 3600, null), { window: hourly(W), absent: null });
});

Deno.test("nextPart() counts parts up inside a window and starts again in the next", () => {
  assertEquals(nextPart(START_MS + 5, 3600, hourly(W)), { window: hourly(W, 1), absent: null });
  assertEquals(nextPart(START_MS + 5, 3600, hourly(W, 9)), { window: hourly(W, 10), absent: null });
  const next = nextPart(START_MS + 60 * MINUTE_MS, 3600, hourly(W, 9));
  assertEquals(next, { window: hourly(W + 1), absent: null });
});

Deno.test("nextPart() declares the windows between the last part and now", () => {
  const next = nextPart(START_MS + 185 * MINUTE_MS, 3600, hourly(W));
  assertEquals(next, { window: hourly(W + 3), absent: { from_w: W + 1, to_w: W + 2 } });
});

Deno.test("nextPart() shortens the period at once, and numbers parts by their start", () => {
  const half = { w: 2 * W, part: 1, period: 1800 };
  assertEquals(nextPart(START_MS + MINUTE_MS, 1800, hourly(W)), { window: half, absent: null });
  const second = { w: 2 * W + 1, part: 0, period: 1800 };
  assertEquals(nextPart(START_MS + 31 * MINUTE_MS, 1800, hourly(W)).window, second);
});

Deno.test("nextPart() keeps the old period until the longer window would not start too early", () => {
  const last = { w: 2 * W + 1, part: 0, period: 1800 };
  const now = START_MS + 40 * MINUTE_MS;
  assertEquals(nextPart(now, 7200, last).window, { ...last, part: 1 });
  const next = START_MS + 120 * MINUTE_MS;
  const { window, absent } = nextPart(next, 7200, last);
  assertEquals([window.period, window.part, windowStartMs(window)], [7200, 0, next]);
  // The last part ended at 15:00, in the middle of the long window 14:00 to 16:00.
  assertEquals(absent, { from_w: window.w - 1, to_w: window.w - 1 });
});

Deno.test("nextPart() rises by start and part, holds now, and leaves no time out", () => {
  const random = seededBytes(5);
  let last: WindowPart | null = null;
  let nowMs = START_MS;
  for (let k = 0; k < 2_000; k++) {
    const [a = 0, b = 0] = random(2);
    const period = [60, 300, 3600, 5400, 86_400][a % 5] as number;
    nowMs += b < 128 ? b * 1_000 : (b - 127) * 10 * MINUTE_MS;
    const { window, absent }: ReturnType<typeof nextPart> = nextPart(nowMs, period, last);
    assertEquals(windowStartMs(window) <= nowMs && nowMs < windowEndMs(window), true);
    if (last !== null) {
      const order = windowStartMs(window) - windowStartMs(last) || window.part - last.part;
      assertEquals(order > 0, true);
      const from = absent === null ? windowStartMs(window) : absent.from_w * window.period * 1_000;
      assertEquals(from <= windowEndMs(last), true);
      assertEquals((absent?.to_w ?? window.w - 1) === window.w - 1, true);
    }
    last = window;
  }
});
