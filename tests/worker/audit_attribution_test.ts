import { utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/digest.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { attributionOf, rateLimitsOf, retryOf } from "../../src/worker/audit_attribution.ts";
import { assertEquals } from "../support/std.ts";

const CLEANER = { detector: createDetector(), markerStyle: "plain" } as const;

Deno.test("attributionOf() redacts values, keeps no person's, and hashes each as it was", () => {
  const text = "x-outband-change\x1fby jo@example.com\x1ex-outband-user\x1fu-1\x1e";
  assertEquals(attributionOf(CLEANER, text), {
    asserted: [
      { name: "change", value: "by [REDACTED:EMAIL]", sha256: sha256(utf8("by jo@example.com")) },
      { name: "user", value: null, sha256: sha256(utf8("u-1")) },
    ],
    invalid: 0,
  });
  assertEquals(attributionOf(CLEANER, ""), { asserted: [], invalid: 0 });
});

Deno.test("attributionOf() says that something did not fit, and reads no half pair", () => {
  assertEquals(attributionOf(CLEANER, "x-outband-app\x1fa\x1e\x1d").invalid, 1);
  const half = attributionOf(CLEANER, "x-outband-app\x1fa\x1ex-outband-te");
  assertEquals([half.asserted.length, half.invalid], [1, 0]);
});

Deno.test("rateLimitsOf() keeps limits by their field, bounded", () => {
  const text = "retry-after\x1f2\x1ex-ratelimit-reset\x1fjo@example.com\x1e";
  assertEquals(rateLimitsOf(CLEANER, text), {
    "retry-after": "2",
    "x-ratelimit-reset": "[REDACTED:EMAIL]",
  });
  const many = Array.from({ length: 99 }, (_, k) => `ratelimit-${k}\x1f${"9".repeat(99)}\x1e`);
  const limits = rateLimitsOf(CLEANER, many.join(""));
  assertEquals([Object.keys(limits).length, limits["ratelimit-0"]?.length], [24, 64]);
});

Deno.test("retryOf() reads a count and nothing else", () => {
  assertEquals(["2", "0", "", "-1", "1e3", "12345", "x"].map(retryOf), [
    ...[2, 0, null, null, null, null, null],
  ]);
});
