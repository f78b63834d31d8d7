import { CallCounter, noFigures } from "../../src/telemetry/call_figures.ts";
import { SAMPLE_TIME_MS, sampleDraft } from "../support/drafts.ts";
import { assert, assertEquals } from "../support/std.ts";

/** Sum of all samples: nothing may be lost in a bound. */
function sum(samples: readonly { n: number }[]): number {
  return samples.reduce((total, { n }) => total + n, 0);
}

Deno.test("CallCounter.count() counts class, findings, latency, lag, tokens and reasons", () => {
  const counter = new CallCounter();
  const changes = {
    meta: { addedUs: 700, totalUs: 1_000_000, status: 200 },
    wire: {
      provider: "openai",
      modelRequested: "asked",
      modelServed: "served",
      usage: { input: 5, output: 7, cached: null, reasoning: 0 },
    },
  };
  counter.count(sampleDraft(0, changes), SAMPLE_TIME_MS + 1_200);
  counter.count(
    sampleDraft(1, {
      meta: { addedUs: 2_000_000, totalUs: 0, status: 502 },
      wire: { provider: "openai", modelServed: null, modelRequested: null },
      res: { capture: "partial", reason: "upstream_broken" },
    }),
    SAMPLE_TIME_MS + 90_001,
  );
  counter.drop(3, "table_full");
  counter.drop(1, "table_full");
  const figures = counter.figures();
  assertEquals(figures.counts.processed, 6);
  assertEquals([figures.counts.audited_full, figures.counts.audited_partial], [1, 1]);
  assertEquals(figures.counts.dropped, 4);
  assertEquals(figures.droppedBy, { table_full: 4 });
  assertEquals(figures.piiDetected, { SSN: 2 });
  assertEquals(figures.overheadCounts, [0, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  assertEquals(figures.lagCounts, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  assertEquals([figures.lagSumMs, figures.lagMaxMs], [90_200, 90_000]);
  assertEquals(figures.calls, [
    { provider: "openai", model: "served", status: "200", n: 1 },
    { provider: "openai", model: "none", status: "502", n: 1 },
  ]);
  assertEquals(figures.tokens.filter(({ model }) => model === "served"), [
    { provider: "openai", model: "served", type: "input", n: 5 },
    { provider: "openai", model: "served", type: "output", n: 7 },
  ]);
  assertEquals(figures.incomplete, [
    { direction: "response", reason: "upstream_broken", n: 1 },
  ]);
});

Deno.test("CallCounter.count() keeps a bounded number of series, whatever names come", () => {
  const counter = new CallCounter();
  const calls = 5_000;
  for (let k = 0; k < calls; k++) {
    counter.count(
      sampleDraft(k, {
        meta: { status: 200 + k % 100 },
        wire: { provider: `vendor-${k % 70}`, modelServed: `model-${k}` },
      }),
      SAMPLE_TIME_MS,
    );
  }
  const { calls: samples, tokens } = counter.figures();
  const distinct = (pick: (sample: typeof samples[number]) => string): number =>
    new Set(samples.map(pick)).size;
  assertEquals(sum(samples), calls);
  assert(samples.length <= 1_001, `${samples.length} series`);
  assert(tokens.length <= 1_001, `${tokens.length} series`);
  assertEquals(distinct(({ provider }) => provider), 33);
  assertEquals(distinct(({ model }) => model), 101);
  assertEquals(distinct(({ status }) => status), 33);
  const keys = samples.map(({ provider, model, status }) => `${provider} ${model} ${status}`);
  assertEquals(new Set(keys).size, keys.length, "no series twice");
});

Deno.test("CallCounter.figures() is a copy, and noFigures() is empty", () => {
  const counter = new CallCounter();
  const before = counter.figures();
  counter.count(sampleDraft(0), SAMPLE_TIME_MS);
  assertEquals(before, noFigures());
});
