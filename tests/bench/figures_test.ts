/** The arithmetic of the full benchmark: distributions, schedules, summaries, processes. */

import { Histogram } from "../../bench/full/histogram.ts";
import { latenciesOf, type LoadFigures, type StreamFigures } from "../../bench/full/jobs.ts";
import type { RunOutcome } from "../../bench/full/results.ts";
import { dueCount, dueTotal, dueUs, inTurn } from "../../bench/full/schedule.ts";
import { parseFullSettings, SUBJECT_IDS } from "../../bench/full/settings.ts";
import { summarize } from "../../bench/full/summary.ts";
import { coldWorkloads, plainWorkloads, tlsWorkloads } from "../../bench/full/workloads.ts";
import { parentIn, treeOf } from "../../bench/process_tree.ts";
import {
  classCountsIn,
  classCountsLine,
  classCountsSince,
  waitingOf,
} from "../../bench/proxy_metrics.ts";
import { spreadOf } from "../../bench/statistics.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

Deno.test("latenciesOf() takes the nearest rank", () => {
  const samples = Float64Array.from({ length: 200 }, (_, k) => 200 - k);
  const expected = { p50_us: 100, p95_us: 190, p99_us: 198, max_us: 200 };
  assertEquals(latenciesOf(samples), expected);
  assertEquals(latenciesOf(Float64Array.of(7)), {
    p50_us: 7,
    p95_us: 7,
    p99_us: 7,
    max_us: 7,
  });
});

Deno.test("Histogram keeps percentiles to within its buckets, also when it is put together", () => {
  const whole = new Histogram();
  const [even, odd] = [new Histogram(), new Histogram()];
  for (let us = 1; us <= 10_000; us++) {
    whole.add(us);
    (us % 2 === 0 ? even : odd).add(us);
  }
  const merged = new Histogram();
  merged.addBuckets(even.buckets());
  merged.addBuckets(odd.buckets());
  assertEquals(merged.buckets(), whole.buckets());
  for (const percent of [1, 50, 90, 99, 99.99, 100]) {
    const exact = Math.ceil(percent * 100);
    const found = merged.percentile(percent);
    assert(found >= exact * 0.999 && found <= exact * 1.051, `${percent}%: ${found}`);
  }
  assert(Number.isNaN(new Histogram().percentile(50)));
});

Deno.test("dueCount() agrees with dueUs() on both sides of every due time", () => {
  const schedule = { startUs: 1_234_567.8, ratePerS: 3000 };
  for (let index = 0; index < 5000; index++) {
    const at = dueUs(index, schedule);
    assertEquals(dueCount(at, schedule), index + 1);
    assertEquals(dueCount(at - 1, schedule), index);
  }
  assertEquals([dueTotal(200, 500), dueTotal(1000, 1200), dueTotal(1, 10)], [100, 1200, 1]);
});

Deno.test("inTurn() lets each subject follow each other, loses none, and is repeatable", () => {
  const subjects = ["a", "b", "c", "d"];
  const pairs = new Set<string>();
  for (let turn = 0; turn < 100; turn++) {
    const order = inTurn(subjects, turn);
    assertEquals(order.toSorted(), subjects);
    assertEquals(inTurn(subjects, turn), order);
    for (let k = 1; k < order.length; k++) pairs.add(`${order[k - 1]}${order[k]}`);
  }
  assertEquals(pairs.size, 12);
  assertEquals(inTurn([], 5), []);
});

Deno.test("spreadOf() gives median and range, or nothing", () => {
  assertEquals(spreadOf([3, 1, 2, 10]), { median: 2.5, min: 1, max: 10 });
  assertEquals(spreadOf([]), null);
});

Deno.test("parseFullSettings() knows quick and full lengths, and puts subjects in order", () => {
  const full = parseFullSettings([]);
  assert(typeof full !== "string");
  assertEquals([full.rounds, full.isQuick, full.program], [5, false, null]);
  assertEquals(full.subjects, SUBJECT_IDS.filter((id) => id !== "other"));
  const quick = parseFullSettings(["--quick", "--rounds", "3", "--subjects", "outband,relay"]);
  assert(typeof quick !== "string");
  assertEquals([quick.rounds, quick.isQuick], [3, true]);
  assert(quick.roundMs < full.roundMs);
  assertEquals(quick.subjects, ["direct", "relay", "outband"]);
  const other = parseFullSettings(["--program", "/elsewhere/src/main.ts"]);
  assert(typeof other !== "string" && other.subjects.includes("other"));
});

Deno.test("parseFullSettings() says what it cannot read", () => {
  const cases = [
    [["--rounds", "0"], "--rounds must be a number from 1"],
    [["--round-ms", "1e3"], "--round-ms must be a number from 1"],
    [["--subjects", "direct,apache"], '--subjects has no "apache"'],
    [["--subjects", "other"], '"other" needs --program'],
  ] as const;
  for (const [args, message] of cases) assertEquals(parseFullSettings(args), message);
  assert(typeof parseFullSettings(["--fast"]) === "string");
});

Deno.test("workloads have names of their own, and every promised kind is there", () => {
  const lengths = { roundMs: 100, streams: 2 };
  const all = [...plainWorkloads(lengths), ...tlsWorkloads(lengths)];
  assertEquals(new Set(all.map(({ id }) => id)).size, all.length);
  assertEquals(all.filter(({ chapter }) => chapter === "closed").length, 15);
  const kinds = all.map(({ plan }) => plan.kind);
  assertEquals([...new Set(kinds)].sort(), ["closed", "open", "stream"]);
  assertEquals(coldWorkloads(lengths).length, 4);
});

const LOAD: LoadFigures = {
  sent: 110,
  exchanges: 100,
  exchanges_per_s: 1000,
  p50_us: 100,
  p95_us: 200,
  p99_us: 300,
  max_us: 400,
  unanswered: 0,
  histogram: [[10, 100]],
};

const STREAM: StreamFigures = {
  sent: 4,
  streams: 4,
  chunks: 800,
  first_byte: { p50_us: 50, p95_us: 60, p99_us: 70, max_us: 80 },
  chunk: { p50_us: 5, p95_us: 6, p99_us: 7, max_us: 8 },
  gap: { p50_us: 1000, p95_us: 1001, p99_us: 1002, max_us: 1003 },
  chunk_histogram: [[1, 800]],
  gap_histogram: [[2, 796]],
};

function runOf(part: Partial<RunOutcome>): RunOutcome {
  return {
    round: 1,
    workload: "w",
    subject: "direct",
    error: null,
    load: null,
    stream: null,
    cpu_us: null,
    settle_ms: null,
    classes: null,
    ...part,
  };
}

Deno.test("summarize() compares within a round, and only then over the rounds", () => {
  const p50s = [[10, 15], [100, 107], [20, 26]];
  const runs = p50s.flatMap(([direct = 0, proxied = 0], k) => [
    runOf({ round: k + 1, subject: "nginx", load: { ...LOAD, p50_us: proxied } }),
    runOf({ round: k + 1, load: { ...LOAD, p50_us: direct } }),
  ]);
  const [summary] = summarize(runs);
  assertEquals(summary?.subjects.map(({ subject }) => subject), ["direct", "nginx"]);
  const [direct, nginx] = summary?.subjects ?? [];
  assertEquals(nginx?.figures.added_p50, { median: 6, min: 5, max: 7 });
  assertEquals(nginx?.latency_histogram, [[10, 300]]);
  assertEquals(direct?.figures.added_p50, undefined);
});

Deno.test("summarize() sets CPU time beside the relay's of the same round", () => {
  const relay = { subject: "relay", stream: STREAM } as const;
  const ours = { subject: "outband", stream: STREAM } as const;
  const [summary] = summarize([
    runOf({ ...relay, cpu_us: 40 }),
    runOf({ ...ours, cpu_us: 60 }),
    runOf({ ...relay, round: 2, cpu_us: 0 }),
    runOf({ ...ours, round: 2, cpu_us: 60 }),
  ]);
  const outband = summary?.subjects.at(-1);
  assertEquals(outband?.figures.cpu_to_relay, { median: 1.5, min: 1.5, max: 1.5 });
  assertEquals(outband?.figures.gap_max?.max, 1003);
  assertEquals(outband?.gap_histogram, [[2, 1592]]);
});

Deno.test("summarize() leaves a failed run out of the figures and keeps its reason", () => {
  const classes = {
    accepted: 10,
    audited_full: 9,
    audited_partial: 0,
    metadata_only: 1,
    dropped: 0,
  };
  const [summary] = summarize([
    runOf({ subject: "outband", load: LOAD, classes }),
    runOf({ subject: "outband", round: 2, error: "The answer has not status 200" }),
    runOf({ subject: "outband", round: 3, load: LOAD, classes }),
    runOf({ subject: "portkey", error: "Cannot connect" }),
  ]);
  const [portkey, outband] = summary?.subjects ?? [];
  assertEquals([outband?.rounds, outband?.error], [2, "The answer has not status 200"]);
  assertEquals(outband?.classes?.audited_full, 18);
  assertEquals([portkey?.rounds, portkey?.figures], [0, {}]);
});

const EXPOSITION = `# TYPE outband_requests_total counter
outband_requests_total 20
outband_requests_audited_total 12
outband_requests_partial_total 3
outband_requests_metadata_only_total 2
outband_requests_dropped_total 1
`;

Deno.test("classCountsIn() reads the classes, and what has no record yet", () => {
  const counts = classCountsIn(EXPOSITION);
  assertEquals(waitingOf(counts), 2);
  const before = { ...counts, accepted: 5, audited_full: 2 };
  const line = classCountsLine(classCountsSince(before, counts));
  assertEquals(
    line,
    "audited_full 10, audited_partial 0, metadata_only 0, dropped 0, waiting 5",
  );
  const cut = EXPOSITION.replace("outband_requests_partial_total 3\n", "");
  assertThrows(() => classCountsIn(cut), Error, "no outband_requests_partial_total");
});

Deno.test("treeOf() finds descendants in any order, and parentIn() reads any name", () => {
  const processes = [
    { pid: 40, parent: 30 },
    { pid: 30, parent: 10 },
    { pid: 20, parent: 10 },
    { pid: 50, parent: 1 },
  ];
  assertEquals(treeOf(10, processes), [10, 30, 20, 40]);
  assertEquals(parentIn("77 (a) b) c) S 12 77 0"), 12);
});
