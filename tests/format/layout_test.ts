import {
  SUMMED_FILES,
  sumsText,
  telemetryFile,
  windowAt,
  windowDirectory,
  windowEndMs,
  windowStartMs,
} from "../../src/format/layout.ts";
import { assertEquals } from "../support/std.ts";

const HOUR = { w: 498_686, part: 0, period: 3_600 };

Deno.test("windowDirectory() names day, time, window and part", () => {
  assertEquals(windowDirectory(HOUR), "windows/2026-11-21/140000Z-498686");
  assertEquals(windowDirectory({ ...HOUR, part: 2 }), "windows/2026-11-21/140000Z-498686.2");
  assertEquals(windowDirectory({ w: 1, part: 0, period: 90 }), "windows/1970-01-01/000130Z-1");
});

Deno.test("telemetryFile() names the window's start", () => {
  assertEquals(telemetryFile(HOUR), "outband-telemetry-20261121T140000Z.jsonl");
  assertEquals(telemetryFile({ ...HOUR, part: 3 }), "outband-telemetry-20261121T140000Z.3.jsonl");
});

Deno.test("windowAt() gives the window that holds a moment", () => {
  const start = windowStartMs(HOUR);
  const end = windowEndMs(HOUR);
  assertEquals(end - start, 3_600_000);
  assertEquals(windowAt(start - 1, 3_600), 498_685);
  assertEquals(windowAt(start, 3_600), 498_686);
  assertEquals(windowAt(end - 1, 3_600), 498_686);
  assertEquals(windowAt(end, 3_600), 498_687);
});

Deno.test("sumsText() writes what sha256sum reads", () => {
  const sha256 = "ab".repeat(32);
  const sums = SUMMED_FILES.slice(0, 2).map((name) => ({ name, sha256 }));
  assertEquals(sumsText(sums), `${sha256}  segment.jsonl\n${sha256}  summary.json\n`);
  assertEquals(SUMMED_FILES.length, 4);
});
