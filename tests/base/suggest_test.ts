import { nearestName } from "../../src/base/suggest.ts";
import { assertEquals } from "../support/std.ts";

const NAMES = ["target", "log_dir", "log_output", "evidence_dir"];

Deno.test("nearestName() finds what was meant, whatever its letter case and hyphens", () => {
  for (
    const [wrong, meant] of [
      ["log-dir", "log_dir"],
      ["LOG_DIR", "log_dir"],
      ["tarjet", "target"],
      ["log_outptu", "log_output"],
      ["evidencedir", "evidence_dir"],
    ] as const
  ) {
    assertEquals(nearestName(wrong, NAMES), meant, wrong);
  }
});

Deno.test("nearestName() does not guess wildly, and does not compare what is very long", () => {
  assertEquals(nearestName("webhook", NAMES), null);
  assertEquals(nearestName("", NAMES), null);
  assertEquals(nearestName("target".repeat(100), NAMES), null);
});
