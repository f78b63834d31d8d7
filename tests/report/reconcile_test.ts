import { reconcile, reconDays, reconFacts, type SeenHour } from "../../src/report/reconcile.ts";
import type { UsageRow } from "../../src/report/usage_export.ts";
import { assertEquals } from "../support/std.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIOD = { fromMs: 0, toMs: 2 * DAY_MS };

function usage(fromMs: number, model: string | null, n: number): UsageRow {
  return { fromMs, toMs: fromMs + HOUR_MS, model, measure: "requests", n };
}

function seen(hourMs: number, served: string, calls: number): SeenHour {
  return { hourMs, model: "alias", served, calls, output: calls * 10 };
}

Deno.test("reconcile() says what is in the one and not in the other", () => {
  const rows = reconcile({
    source: "u",
    period: PERIOD,
    usage: [usage(0, "a", 5), usage(HOUR_MS, "a", 3), usage(2 * HOUR_MS, "b", 2)],
    seen: [seen(0, "a", 5), seen(HOUR_MS, "a", 1), seen(3 * HOUR_MS, "c", 4)],
    unrecorded: [{ fromMs: 0, toMs: 2 * HOUR_MS, calls: 7 }],
  });
  assertEquals(
    rows.map((row) => [row.model, row.independent, row.seen, row.unrecorded, row.verdict]),
    [
      ["a", 5, 5, 7, "same"],
      ["a", 3, 1, 7, "more_there"],
      ["b", 2, 0, 0, "only_there"],
      ["c", 0, 4, 0, "only_here"],
    ],
  );
});

Deno.test("reconcile() knows a model by the name that the source uses", () => {
  const input = { source: "u", period: PERIOD, seen: [seen(0, "gpt-x-2026", 2)], unrecorded: [] };
  const [byAlias] = reconcile({ ...input, usage: [usage(0, "alias", 2)] });
  const [bySnapshot] = reconcile({ ...input, usage: [usage(0, "gpt-x-2026", 2)] });
  const [all] = reconcile({ ...input, usage: [usage(0, null, 2)] });
  assertEquals([byAlias, bySnapshot, all].map((row) => [row?.model, row?.verdict]), [
    ["alias", "same"],
    ["gpt-x-2026", "same"],
    ["*", "same"],
  ]);
});

Deno.test("reconcile() compares tokens where no requests are counted, and money only as there or not", () => {
  const input = { source: "u", period: PERIOD, seen: [seen(0, "a", 2)], unrecorded: [] };
  const tokens = { ...usage(0, "a", 20), measure: "output_tokens" as const };
  const cost = { ...usage(HOUR_MS, null, 0.5), measure: "cost" as const };
  const rows = reconcile({ ...input, usage: [tokens, cost] });
  assertEquals(rows.map(({ measure, fromMs, verdict }) => [measure, fromMs, verdict]), [
    ["cost", 0, "only_here"],
    ["output_tokens", 0, "same"],
    ["cost", HOUR_MS, "only_there"],
  ]);
});

Deno.test("reconDays() and reconFacts() add buckets up, so that the turn of an hour does not matter", () => {
  const rows = reconcile({
    source: "u.json",
    period: PERIOD,
    usage: [usage(0, "a", 5), usage(HOUR_MS, "a", 5), usage(DAY_MS, "a", 4)],
    seen: [seen(0, "a", 4), seen(HOUR_MS, "a", 6), seen(DAY_MS, "a", 4)],
    unrecorded: [],
  });
  assertEquals(reconDays(rows).map(({ independent, seen }) => [independent, seen]), [[10, 10], [
    4,
    4,
  ]]);
  assertEquals(reconFacts("u.json", rows)[1], {
    source: "u.json 1970-01-02 requests",
    independent: 4,
    seen: 4,
  });
});

Deno.test("reconcile() leaves out what lies outside the period", () => {
  const period = { fromMs: HOUR_MS, toMs: 2 * HOUR_MS };
  const input = { source: "u", period, unrecorded: [] };
  const usages = [usage(0, "a", 1), usage(HOUR_MS, "a", 2)];
  const rows = reconcile({
    ...input,
    usage: usages,
    seen: [seen(0, "a", 9), seen(HOUR_MS, "a", 2)],
  });
  assertEquals(rows.map(({ fromMs, verdict }) => [fromMs, verdict]), [[HOUR_MS, "same"]]);
});
