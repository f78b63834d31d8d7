import { assertEquals } from "../support/std.ts";
import { MetricsText, quantileBetween } from "../../src/telemetry/metrics_text.ts";

const TEXT = `# HELP outband_requests_total Requests accepted.
# TYPE outband_requests_total counter
outband_requests_total 12847
outband_pii_detected_total{category="EMAIL"} 3
outband_pii_detected_total{category="A \\"quoted\\\\ name"} 1
outband_proxy_overhead_seconds_bucket{le="0.001"} 4
outband_proxy_overhead_seconds_bucket{le="0.0005"} 2
outband_proxy_overhead_seconds_bucket{le="+Inf"} 5
not a sample
outband_broken x
`;

Deno.test("MetricsText reads values, labels and buckets, and passes over the rest", () => {
  const text = new MetricsText(TEXT);
  assertEquals(text.value("outband_requests_total"), 12_847);
  assertEquals([text.value("outband_broken"), text.has("outband_broken")], [0, false]);
  assertEquals([...text.byLabel("outband_pii_detected_total", "category")], [
    ["EMAIL", 3],
    ['A "quoted\\ name', 1],
  ]);
  assertEquals(text.buckets("outband_proxy_overhead_seconds"), [
    { bound: 0.0005, count: 2 },
    { bound: 0.001, count: 4 },
    { bound: Infinity, count: 5 },
  ]);
  assertEquals([new MetricsText("").isEmpty, text.isEmpty], [true, false]);
});

Deno.test("MetricsText takes a text that is cut anywhere", () => {
  for (let length = 0; length < TEXT.length; length++) {
    const text = new MetricsText(TEXT.slice(0, length));
    assertEquals(text.value("outband_requests_total") <= 12_847, true);
  }
});

Deno.test("quantileBetween() counts only what came in between", () => {
  const before = [{ bound: 1, count: 100 }, { bound: 2, count: 100 }, {
    bound: Infinity,
    count: 100,
  }];
  const after = [{ bound: 1, count: 105 }, { bound: 2, count: 109 }, {
    bound: Infinity,
    count: 110,
  }];
  assertEquals([0.5, 0.9, 0.99].map((share) => quantileBetween(before, after, share)), [
    1,
    2,
    Infinity,
  ]);
  assertEquals(quantileBetween(after, after, 0.5), null);
  assertEquals(quantileBetween([], [], 0.5), null);
});
