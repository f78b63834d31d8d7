import { assertEquals } from "../support/std.ts";
import { jsonLogger } from "../../src/base/log.ts";

Deno.test("jsonLogger() writes one JSON object per line, time and level first", () => {
  const lines: string[] = [];
  const log = jsonLogger((line) => lines.push(line), {
    nowMs: () => Date.UTC(2026, 10, 21),
    monotonicMs: () => 0,
  });
  log("warn", "audit.dropped", { calls: 3, text: "two\nlines" });
  log("info", "server.listening");
  assertEquals(lines, [
    '{"ts":"2026-11-21T00:00:00.000Z","level":"warn","event":"audit.dropped","calls":3,"text":"two\\nlines"}\n',
    '{"ts":"2026-11-21T00:00:00.000Z","level":"info","event":"server.listening"}\n',
  ]);
});
