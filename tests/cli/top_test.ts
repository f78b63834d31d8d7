import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { terminalStyle } from "../../src/cli/terminal.ts";
import { TOP_COMMAND } from "../../src/cli/top.ts";
import { frameLines } from "../../src/cli/top_view.ts";
import { MetricsText } from "../../src/telemetry/metrics_text.ts";
import { RecordedIo } from "../support/command_io.ts";
import { chat, chatUpstream } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

const BEFORE = `outband_requests_total 100
outband_proxy_overhead_seconds_bucket{le="0.0005"} 90
outband_proxy_overhead_seconds_bucket{le="0.001"} 100
outband_proxy_overhead_seconds_bucket{le="+Inf"} 100
outband_proxy_overhead_seconds_sum 0.04
outband_proxy_overhead_seconds_count 100
`;
const NOW = `outband_requests_total 1350
outband_requests_audited_total 1299
outband_requests_dropped_total 1
outband_proxy_overhead_seconds_bucket{le="0.0005"} 96
outband_proxy_overhead_seconds_bucket{le="0.001"} 109
outband_proxy_overhead_seconds_bucket{le="+Inf"} 110
outband_proxy_overhead_seconds_sum 0.05
outband_proxy_overhead_seconds_count 110
outband_pool_slots{state="free"} 75
outband_pool_slots{state="used"} 25
outband_pool_slots_used_max 80
outband_degraded{reason="disk"} 1
outband_degraded{reason="seal"} 0
outband_audit_lag_seconds_bucket{le="2.5"} 99
outband_audit_lag_seconds_bucket{le="5"} 100
outband_audit_lag_seconds_bucket{le="+Inf"} 100
outband_audit_lag_max_seconds 3.21
outband_window_age_seconds 61.7
`;
const PLAIN = { width: 80, height: 24, hasColour: false };

function frame(now: string, style = PLAIN): string[] {
  return frameLines({
    address: "127.0.0.1:9090",
    time: "2026-11-26 02:45:58 UTC",
    before: { metrics: new MetricsText(BEFORE), atMs: 1_000 },
    now: { metrics: new MetricsText(now), atMs: 6_000 },
  }, style);
}

Deno.test("frameLines() shows rates over the interval, and totals", () => {
  const text = frame(NOW).join("\n");
  for (
    const part of [
      "Audit           degraded: disk\n",
      "Calls           250.0 /s          1,350 in all",
      "Added, now      p50 <= 0.5 ms     p99 > 1 ms        mean 1 ms",
      // 1,299 of 1,300 are not 100 %.
      "Audited whole   99.92 %           1,299 calls",
      "Dropped         1 ",
      "Lag             0 calls           p99 <= 2.5 s      3.21 s at most",
      "[#####...............] 25 % used, 80 % at most",
      "61 s old",
    ]
  ) assertStringIncludes(text, part);
});

Deno.test("frameLines() fits 80 x 24, however much there is to show", () => {
  const categories = Array.from(
    { length: 90 },
    (_, k) => `outband_pii_detected_total{category="CATEGORY_${k}"} ${1_000_000 + k}\n`,
  );
  const reasons = Array.from(
    { length: 30 },
    (_, k) => `outband_degraded{reason="reason_${k}"} 1\n`,
  );
  for (const style of [PLAIN, { ...PLAIN, width: 40, height: 10 }]) {
    const lines = frame(NOW + categories.join("") + reasons.join(""), style);
    assert(lines.length <= style.height);
    assertEquals(lines.filter((line) => line.length > style.width), []);
  }
});

Deno.test("frameLines() takes a proxy that has not seen a call", () => {
  const text = frame("outband_requests_total 0\n").join("\n");
  assertStringIncludes(text, "Calls           0.0 /s");
  assertStringIncludes(text, "Audited whole   -");
  assertStringIncludes(text, "p50 -");
});

Deno.test("terminalStyle() has no colours without a terminal, with NO_COLOR or a dumb one", () => {
  const envOf = (values: Record<string, string>) => (name: string): string | undefined =>
    values[name];
  const has = (isTerminal: boolean, values: Record<string, string>): boolean =>
    terminalStyle({ isTerminal }, envOf(values)).hasColour;
  assertEquals([has(true, {}), has(true, { NO_COLOR: "" })], [true, true]);
  assertEquals(
    [has(false, {}), has(true, { NO_COLOR: "1" }), has(true, { TERM: "dumb" })],
    [false, false, false],
  );
  assertEquals(terminalStyle({ isTerminal: false }, envOf({})).width, 80);
});

Deno.test("top prints one frame of a running proxy where it has no terminal", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
  });
  await chat(serve.url, "I am jane.roe@example.com");
  const io = new RecordedIo();
  const address = serve.metricsUrl.replace("http://", "");
  assertEquals(await TOP_COMMAND.run([address, "--interval=500ms"], io), 0);
  assertStringIncludes(io.stdout, `outband top  ${address}`);
  assertStringIncludes(io.stdout, "1 in all");
  assertStringIncludes(io.stdout, "EMAIL 1");
  assert(!io.stdout.includes("\x1b"));
});

Deno.test("top says what is wrong when nothing, or something else, answers", async () => {
  const cases: [string[], number][] = [
    [[`127.0.0.1:${freePort()}`], 5],
    [["nonsense"], 3],
    [["127.0.0.1:1", "--interval=1ms"], 3],
    [["127.0.0.1:1", "127.0.0.1:2"], 2],
  ];
  for (const [args, exit] of cases) {
    const error = await assertRejects(() => TOP_COMMAND.run(args, new RecordedIo()), OutbandError);
    assertEquals(error.exitCode, exit, error.message);
  }
  await using upstream = chatUpstream();
  const other = () => TOP_COMMAND.run([upstream.url.replace("http://", "")], new RecordedIo());
  assertStringIncludes((await assertRejects(other, OutbandError)).message, "not the metrics");
});
