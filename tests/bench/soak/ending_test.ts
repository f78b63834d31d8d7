/** What a soak reads: the program's log, the verifier's report, its metrics, a slope. */

import { readFindings, readLog } from "../../../bench/soak/ending.ts";
import { counterFaults, leftovers, parseMetrics } from "../../../bench/soak/samples.ts";
import { fitLine, isFlat } from "../../../bench/soak/slope.ts";
import { randomFrom } from "../../support/random.ts";
import { assert, assertEquals, assertThrows } from "../../support/std.ts";

Deno.test("readLog() counts events by level, and keeps what is no log line", () => {
  const log = [
    '{"ts":"t","level":"info","event":"worker.ready"}',
    '{"ts":"t","level":"info","event":"worker.ready"}',
    '{"ts":"t","level":"error","event":"server.error","reason":"odd"}',
    'error: Uncaught (in worker "audit-1") Error: killed by a test',
    "    at Atomics.load (<anonymous>:1:30)",
    "thread 'main' panicked",
    "",
  ];
  assertEquals(readLog(log.join("\n")), {
    logEvents: { "info worker.ready": 2, "error server.error: odd": 1 },
    otherLines: ["thread 'main' panicked"],
  });
});

Deno.test("readFindings() counts by code with the weight, or says that there is no report", () => {
  const report = {
    findings: [{ code: "REQUESTS_DROPPED", weight: "note", message: "2 calls" }],
    finding_counts: { REQUESTS_DROPPED: 7, ODD: 1 },
  };
  assertEquals(readFindings(JSON.stringify(report)), [
    { code: "REQUESTS_DROPPED", weight: "note", count: 7 },
    { code: "ODD", weight: "unknown", count: 1 },
  ]);
  assertEquals(readFindings(""), null);
  assertEquals(readFindings("{}"), null);
});

Deno.test("counterFaults() names counters that fall or vanish, and no gauge", () => {
  const before = parseMetrics('# HELP a b\na_total 5\nb_total{x="y"} 2\ngauge 9\nc_count 1\n');
  assertEquals(counterFaults(before, before), []);
  const after = parseMetrics("a_total 4\ngauge 1\nc_count 1\n");
  assertEquals(counterFaults(before, after), [
    "a_total fell from 5 to 4",
    'b_total{x="y"} fell from 2 to nothing',
  ]);
  assertThrows(() => parseMetrics("a_total five\n"), Error, "Cannot read a line");
});

Deno.test("leftovers() names busy gauges, descriptors and threads that stayed", () => {
  const idle = parseMetrics(
    "outband_requests_in_flight 0\noutband_exchanges_open 0\noutband_audit_backlog 0\n" +
      'outband_client_connections 0\noutband_pool_slots{state="used"} 0\n',
  );
  const start = {
    rssMib: 100,
    threads: 8,
    descriptors: { sockets: 2, others: 1, kinds: { socket: 2, file: 1 } },
  };
  assertEquals(leftovers(start, { state: start, metrics: idle }), []);
  const state = {
    ...start,
    threads: 9,
    descriptors: { ...start.descriptors, kinds: { socket: 3 } },
  };
  const metrics = { ...idle, outband_exchanges_open: 1 };
  assertEquals(leftovers(start, { state, metrics }), [
    "outband_exchanges_open is 1",
    "3 descriptors of kind socket, 2 at the start",
    "9 threads, 8 at the start",
  ]);
  assertEquals(leftovers(start, { state: start, metrics: {} }).length, 5);
});

Deno.test("fitLine() finds slope and intercept, and refuses too little", () => {
  const line = fitLine([0, 1, 2, 3].map((x) => ({ x, y: 2 * x + 5 })));
  assert(Math.abs(line.slope - 2) < 1e-9);
  assert(Math.abs(line.intercept - 5) < 1e-9);
  assert(!isFlat(line));
  assertThrows(() => fitLine([{ x: 0, y: 0 }, { x: 1, y: 1 }]), RangeError);
  assertThrows(() => fitLine([1, 2, 3].map((y) => ({ x: 4, y }))), RangeError);
});

Deno.test("isFlat() sees a slope through noise, and none where there is only noise", () => {
  const draw = randomFrom(11);
  const noise = Array.from({ length: 200 }, () => draw(1_000) / 100);
  assert(isFlat(fitLine(noise.map((y, x) => ({ x, y })))));
  assert(!isFlat(fitLine(noise.map((y, x) => ({ x, y: y + x / 10 })))));
});

Deno.test("fitLine() trusts a slope less when neighbours resemble each other", () => {
  const wave = Array.from({ length: 100 }, (_, x) => ({ x, y: Math.sin(x / 8) }));
  const { slopeError, slopeErrorAdjusted, correlation } = fitLine(wave);
  assert(correlation > 0.9, `${correlation}`);
  assert(slopeErrorAdjusted > 3 * slopeError);
});
