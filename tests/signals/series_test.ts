import type { CallBody } from "../../src/format/record.ts";
import { type SeriesHit, SeriesSignals } from "../../src/signals/series.ts";
import { callFields } from "../support/log_builder.ts";
import { assert, assertEquals } from "../support/std.ts";

function play(calls: readonly [timeMs: number, changes: Partial<CallBody>][]): SeriesHit[] {
  const series = new SeriesSignals();
  return calls.flatMap(([timeMs, changes], index) =>
    series.add({ ...callFields(index), parts: {}, ...changes } as CallBody, { index, timeMs })
  );
}

Deno.test("SeriesSignals sees another model answer, once, and whether a change was named", () => {
  const hits = play([
    [0, { model: "m", served: "m-1" }],
    [1, { model: "m", served: "m-1" }],
    [2, { model: "m", served: "m-2" }],
    [3, { model: "m", served: "m-2" }],
    [4, { model: "other", served: "o-1" }],
    [5, { model: "m", served: "m-3", attribution: { change: "ab" } }],
  ]);
  assertEquals(hits, [
    {
      rule: "drift.served_model",
      index: 2,
      timeMs: 2,
      what: '"m" was answered by "m-2"',
      hasReference: false,
    },
    {
      rule: "drift.served_model",
      index: 5,
      timeMs: 5,
      what: '"m" was answered by "m-3"',
      hasReference: true,
    },
  ]);
});

Deno.test("SeriesSignals sees a new system prompt of the same application", () => {
  const hits = play([
    [0, { system_prompt: "a".repeat(32), attribution: { app: "1" } }],
    [1, { system_prompt: "b".repeat(32), attribution: { app: "2" } }],
    [2, { system_prompt: "c".repeat(32), attribution: { app: "1" } }],
    [3, { system_prompt: "a".repeat(32), attribution: { app: "1" } }],
  ]);
  assertEquals(hits.map(({ rule, index }) => [rule, index]), [["drift.system_prompt", 2]]);
});

Deno.test("SeriesSignals sees a burst of errors once, and again after a pause", () => {
  const failing = (from: number, n: number, status: number): [number, Partial<CallBody>][] =>
    Array.from({ length: n }, (_, k) => [from + k * 100, { status }]);
  const hits = play([
    ...failing(0, 30, 200),
    ...failing(4_000, 40, 503),
    ...failing(200_000, 30, 200),
    ...failing(300_000, 25, 429),
  ]);
  assertEquals(hits.map(({ rule }) => rule), ["burst.errors", "burst.errors"]);
  assertEquals(hits[0]?.what, '30 of 60 calls to "api.openai.com" failed within a minute');
  assertEquals(play(failing(0, 19, 500)), []);
  assertEquals(play(failing(0, 19, 200)), []);
});

Deno.test("SeriesSignals stays bounded, whatever names come", () => {
  const series = new SeriesSignals();
  let hits = 0;
  for (let index = 0; index < 10_000; index++) {
    const call = { ...callFields(index), parts: {}, host: `h${index}`, model: `m${index}` };
    hits += series.add(call as unknown as CallBody, { index, timeMs: index }).length;
  }
  assert(hits === 0);
});
