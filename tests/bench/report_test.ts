/** Plots and text of the full benchmark's report. */

import { LIES } from "../../bench/full/lies.ts";
import { barScale, plotsOf } from "../../bench/full/plots.ts";
import { cell, reportText, shortLines, table } from "../../bench/full/report_text.ts";
import type { FullReport, RunOutcome } from "../../bench/full/results.ts";
import { linearScale, logScale, percentileScale, shortNumber } from "../../bench/full/scales.ts";
import { parseFullSettings, type SubjectId } from "../../bench/full/settings.ts";
import { summarize } from "../../bench/full/summary.ts";
import { barPlot } from "../../bench/full/svg.ts";
import { plainWorkloads, tlsWorkloads } from "../../bench/full/workloads.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";

Deno.test("linearScale() names even steps that hold all values", () => {
  const scale = linearScale(0, 437);
  assertEquals(scale.ticks.map(({ label }) => label), ["0", "100", "200", "300", "400", "500"]);
  assertEquals([scale.at(0), scale.at(250), scale.at(500)], [0, 0.5, 1]);
  const below = linearScale(-30, 90);
  assert(below.at(-30) >= 0 && below.at(90) <= 1 && below.ticks.some(({ value }) => value === 0));
  assertEquals(linearScale(5, 5).at(5), 0);
});

Deno.test("logScale() gives equal ratios equal room, and nothing below its beginning", () => {
  const scale = logScale(12, 900);
  assertEquals(scale.ticks.map(({ value }) => value), [10, 20, 50, 100, 200, 500, 1000]);
  assert(Math.abs(scale.at(100) - 0.5) < 1e-9);
  assertEquals([scale.at(0), scale.at(-5)], [-1, -1]);
  assertEquals(logScale(3, 80_000).ticks.map(({ label }) => label).at(-1), "100k");
});

Deno.test("percentileScale() ends with the first nine that holds the largest value", () => {
  const scale = percentileScale(99.6);
  assertEquals(scale.ticks.map(({ label }) => label), ["0%", "50%", "90%", "99%", "99.9%"]);
  assert(Math.abs(scale.at(99) - 2 / 3) < 1e-9);
  assertEquals(percentileScale(99.99).ticks.at(-1)?.value, 99.99);
});

Deno.test("shortNumber() keeps what can be read", () => {
  const values = [0.04, 1.25, 12.4, 437.6, 4107, 29_325, 100_400, 1_250_000, -0.01, -386];
  assertEquals(
    values.map(shortNumber),
    ["0", "1.3", "12", "438", "4,107", "29.3k", "100k", "1.3M", "0", "-386"],
  );
});

Deno.test("barScale() is logarithmic only for values that lie far apart and above zero", () => {
  assert(barScale([10, 1000], {}).isLog);
  assert(!barScale([10, 1000], { isLinear: true }).isLog);
  assert(!barScale([-1, 1000], {}).isLog);
  assert(!barScale([100, 1000], {}).isLog);
});

Deno.test("barPlot() turns labels that are wider than their bars, and escapes text", () => {
  const bar = { series: 0, value: 5, min: 4, max: 6 };
  const plot = (bars: number): string =>
    barPlot({
      title: "a < b & c",
      subtitle: "",
      unit: "us",
      series: [{ name: "one", color: "#000000" }],
      groups: [{
        label: "g",
        bars: Array.from({ length: bars }, () => ({ ...bar, label: "12,345" })),
      }],
      scale: linearScale(0, 10),
    });
  // The unit of the axis is always turned.
  assertEquals(plot(3).split("rotate(-90").length - 1, 1);
  assertEquals(plot(40).split("rotate(-90").length - 1, 41);
  assertStringIncludes(plot(1), "a &lt; b &amp; c");
});

const LATENCIES = { p50_us: 100, p95_us: 250, p99_us: 900, max_us: 4000 };

/** A run of any workload with figures that differ from subject to subject. */
function runOf(
  workload: { id: string; isStream: boolean },
  at: { round: number; subject: SubjectId; factor: number },
): RunOutcome {
  const { round, subject, factor } = at;
  const times = { ...LATENCIES, p50_us: 100 * factor + round };
  const load = {
    ...times,
    sent: 120,
    exchanges: 100,
    exchanges_per_s: 5000 / factor,
    unanswered: 0,
    histogram: [[100, 90], [150, 10]] as [number, number][],
  };
  const stream = {
    sent: 4,
    streams: 4,
    chunks: 800,
    first_byte: times,
    chunk: times,
    gap: times,
    chunk_histogram: [[60, 800]] as [number, number][],
    gap_histogram: [[190, 796]] as [number, number][],
  };
  return {
    round,
    workload: workload.id,
    subject,
    error: null,
    load: workload.isStream ? null : load,
    stream: workload.isStream ? stream : null,
    cpu_us: subject === "direct" ? null : 40 * factor,
    settle_ms: subject === "direct" ? null : 100,
    classes: subject === "outband"
      ? { accepted: 120, audited_full: 120, audited_partial: 0, metadata_only: 0, dropped: 0 }
      : null,
  };
}

function sampleReport(): FullReport {
  const settings = parseFullSettings(["--quick"]);
  if (typeof settings === "string") throw new Error(settings);
  const workloads = [...plainWorkloads(settings), ...tlsWorkloads(settings)];
  const factors: [SubjectId, number][] = [["direct", 1], ["relay", 2], ["portkey", 40], [
    "outband",
    3,
  ]];
  const runs = workloads.flatMap(({ id, plan }) =>
    [1, 2].flatMap((round) =>
      factors.map(([subject, factor]) =>
        runOf({ id, isStream: plan.kind === "stream" }, { round, subject, factor })
      )
    )
  );
  const failed = runs.find((run) => run.workload === "saturation" && run.subject === "portkey");
  if (failed !== undefined) Object.assign(failed, { load: null, error: "No answer came" });
  const took = { took_part: true, what: "a subject" };
  return {
    date: "2026-11-25T19:00:00.000Z",
    command: "deno run -A bench/full.ts --quick",
    machine: {
      cpu: "a CPU",
      cores: 2,
      memory_mib: 1000,
      os: "linux",
      deno: "2.9.6",
      load: 0.5,
    },
    versions: ["Outband 0.1.0"],
    settings,
    seconds: 61.4,
    subjects: [
      ...factors.map(([id]) => ({ id, ...took })),
      { id: "nginx", took_part: false, what: "not installed" },
    ],
    tls_subjects: [{ id: "outband", took_part: false, what: "--upstream-ca: not in this version" }],
    workloads: workloads.map(({ id, chapter, traffic, plan }) => ({
      id,
      chapter,
      traffic,
      connections: plan.connections,
      rate_per_s: plan.kind === "open" ? plan.rate_per_s : null,
    })),
    summaries: summarize(runs),
    audit: [{
      subject: "outband",
      sent: 240,
      counts: {
        windows: 1,
        processed: 240,
        audited_full: 240,
        audited_partial: 0,
        metadata_only: 0,
        dropped: 0,
        excluded: 0,
        unknown_at_crash: 0,
      },
      fault: null,
      stop_ms: 80,
    }],
    rss: {
      series: [{ subject: "outband", points: [[0, 200], [1, 250], [2, 240]] }],
      rounds_at_s: [0.5, 1.5],
    },
    runs,
  };
}

Deno.test("plotsOf() draws every plot, well-formed and inside its frame", () => {
  const plots = plotsOf(sampleReport());
  assertEquals(plots.length, 11);
  for (const { name, svg } of plots) {
    assert(!/NaN|Infinity|undefined/.test(svg), name);
    const opened = svg.match(/<(?!\/|rect|line|polyline)[a-z]+/g)?.length ?? 0;
    assertEquals(svg.match(/<\/[a-z]+>/g)?.length, opened, name);
    for (const [, x = "", y = ""] of svg.matchAll(/ x="(-?[\d.]+)" y="(-?[\d.]+)"/g)) {
      const isInside = Number(x) >= 0 && Number(x) <= 960 && Number(y) >= 0 && Number(y) <= 460;
      assert(isInside, `${name}: ${x}, ${y}`);
    }
  }
});

Deno.test("plotsOf() leaves out what has no figures", () => {
  const report = sampleReport();
  const names = plotsOf({
    ...report,
    summaries: report.summaries.filter(({ workload }) => !workload.startsWith("tls")),
    rss: { series: [], rounds_at_s: [] },
  }).map(({ name }) => name);
  assertEquals([names.includes("tls.svg"), names.includes("rss.svg")], [false, false]);
});

Deno.test("reportText() names machine, command, failures, absences, and what would lie", () => {
  const report = sampleReport();
  const text = reportText(report, plotsOf(report));
  assertStringIncludes(text, "Quote no figure of it");
  assertStringIncludes(text, "deno run -A bench/full.ts --quick");
  assertStringIncludes(text, "a CPU, 2 cores");
  assertStringIncludes(text, "_took no part:_ not installed");
  assertStringIncludes(text, "--upstream-ca: not in this version");
  assertStringIncludes(text, "a round failed: No answer came");
  assertStringIncludes(text, "The audit kept up at saturation: of 240 calls 240 audited whole");
  assertStringIncludes(text, "| 1 conn. | outband | 200 |");
  for (const lie of LIES) assertStringIncludes(text, lie);
  assert(!/NaN|undefined/.test(text));
});

Deno.test("reportText() says when the audit fell behind or the counts are wrong", () => {
  const report = sampleReport();
  for (const { subjects } of report.summaries) {
    for (const { classes } of subjects) if (classes !== null) classes.audited_full -= 3;
  }
  const audit = report.audit.map((account) => ({ ...account, fault: "1 call is missing" }));
  const text = reportText({ ...report, audit }, []);
  assertStringIncludes(text, "The audit fell behind at saturation: of 240 calls 237");
  assertStringIncludes(text, "the counts are WRONG: 1 call is missing");
});

Deno.test("shortLines() has a line for each subject that ran", () => {
  const lines = shortLines(sampleReport());
  assertEquals(lines.length, 5);
  assert(lines.every((line) => line.length === lines[0]?.length));
});

Deno.test("cell() and table() write what a reader needs and Markdown understands", () => {
  assertEquals(cell({ median: 1234.4, min: 90, max: 2000 }), "1,234 (90 to 2,000)");
  assertEquals(cell({ median: 1.257, min: 1.2, max: 1.3 }, 2), "1.26 (1.20 to 1.30)");
  assertEquals([cell({ median: 5, min: 5, max: 5 }), cell(undefined)], ["5", ""]);
  assertEquals(table([["a", "b"], ["1|2", "x\ny"]]), [
    "| a | b |",
    "| --- | --- |",
    "| 1\\|2 | x y |",
  ]);
});
