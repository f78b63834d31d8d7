import { PartTally } from "../../src/verify/part_tally.ts";
import { callFields } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { parsedRecord } from "../support/verify_rig.ts";

const HASH = "00".repeat(32);

function tally(...records: [Record<string, unknown>, string?][]): PartTally {
  const sum = new PartTally();
  for (const [body, t] of records) sum.add(parsedRecord(body, t));
  return sum;
}

Deno.test("PartTally counts calls and gaps of the outband form", () => {
  const call = { ...callFields(0), parts: { line: HASH } };
  const partial = { ...call, class: "partial", capture: { req: "partial", res: "full" } };
  const sum = tally(
    [call],
    [partial],
    [{ kind: "gap", ord: 2, n: 5, why: "disk" }],
    [{ kind: "gap", ord: 7, n: 2, why: "crash", upper_bound: true }],
  );
  assertEquals(sum.counts, {
    processed: 9,
    audited_full: 1,
    audited_partial: 1,
    metadata_only: 0,
    dropped: 5,
    excluded: 0,
    unknown_at_crash: 2,
  });
  assertEquals(sum.totals.counts, sum.counts);
  assertEquals(sum.added, [[88, 2]]);
  assertEquals(sum.coverage, 11.11);
});

Deno.test("PartTally counts calls of the basic form", () => {
  const call = { kind: "call", ord: 0, capture: "complete", parts: { orig: HASH } };
  const sum = tally([call], [{ ...call, capture: "partial" }], [{
    kind: "gap",
    ord: 2,
    n: 3,
    why: "queue_full",
  }]);
  assertEquals(sum.basic, { audited: 2, dropped: 3 });
  assertEquals(sum.counts.audited_full, 1);
  assertEquals(sum.counts.audited_partial, 1);
  assertEquals(sum.counts.processed, 5);
});

Deno.test("PartTally knows window, times and form", () => {
  const start = "2026-11-21T01:00:00.000Z";
  const open = { kind: "window.open", w: 9, part: 2, period: 60, start, ord: 0, carried_in: 0 };
  const sum = tally(
    [{ kind: "review" }, "2026-11-21T00:59:59.000Z"],
    [open, start],
    [{ kind: "review" }, "2026-11-21T01:00:30.000Z"],
  );
  assertEquals([sum.w, sum.part, sum.isBasic], [9, 2, false]);
  assertEquals([sum.from, sum.to], ["2026-11-21T00:59:59.000Z", "2026-11-21T01:00:30.000Z"]);
  assertEquals([sum.openedAt, sum.closedAt], [start, ""]);
  const basic = tally([{ kind: "window.open", w: 9 }], [{
    kind: "window.close",
    w: 9,
    ord: 0,
    audited: 0,
    dropped: 0,
    proxied: 0,
  }]);
  assertEquals([basic.w, basic.part, basic.isBasic], [9, 0, true]);
  assertEquals(basic.closedAt, "2026-11-21T00:00:00.000Z");
  assertEquals(basic.coverage, null);
});

Deno.test("PartTally.facts() says what the tally says, and does not change with it", () => {
  const start = "2026-11-21T01:00:00.000Z";
  const open = { kind: "window.open", w: 9, part: 2, period: 60, start, ord: 0, carried_in: 0 };
  const sum = tally([open, start]);
  const facts = sum.facts();
  const { w, part, from, to, closedAt, coverage } = sum;
  assertEquals(facts, {
    ...{ w, part, from, to, closedAt, coverage, start },
    counts: { ...sum.counts },
  });
  sum.counts.processed++;
  assertEquals(facts.counts.processed, 0);
  assertEquals(tally().facts().start, null);
});
