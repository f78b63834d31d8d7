import { noCounts } from "../../src/format/counts.ts";
import type { CallBody, RecordBody } from "../../src/format/record.ts";
import {
  sumCounts,
  type Tally,
  tally,
  TALLY_NAMES_MAX,
  WindowTotals,
} from "../../src/format/window_totals.ts";
import { callFields } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";

function call(fields: Partial<CallBody> = {}): CallBody {
  return { ...callFields(0), parts: {}, ...fields } as unknown as CallBody;
}

function totals(...records: RecordBody[]): WindowTotals {
  const sum = new WindowTotals();
  for (const record of records) sum.add(record);
  return sum;
}

Deno.test("WindowTotals counts instances and calls apart", () => {
  const { req, res } = totals(
    call({ found: { req: { SSN: 3, EMAIL: 1 }, res: { SSN: 1 } } }),
    call({ found: { req: { SSN: 2 } } }),
  );
  assertEquals(req.instances, { SSN: 5, EMAIL: 1 });
  assertEquals(req.calls, { SSN: 2, EMAIL: 1 });
  assertEquals(res.instances, { SSN: 1 });
  assertEquals(res.calls, { SSN: 1 });
});

Deno.test("WindowTotals tallies names, statuses and reasons", () => {
  const sum = totals(
    call(),
    call({
      class: "metadata",
      capture: { req: "full", res: "metadata" },
      why: { res: "opaque" },
      not_inspected: { res: "media_type:image/png" },
      provider: "anthropic",
      status: 500,
    }),
    { kind: "gap", ord: 2, n: 3, why: "worker_lost" },
    { kind: "gap", ord: 5, n: 2, why: "crash", upper_bound: true },
  );
  assertEquals(sum.byProvider, { openai: 1, anthropic: 1 });
  assertEquals(sum.byStatus, { "200": 1, "500": 1 });
  assertEquals(sum.dropsByReason, { worker_lost: 3, crash_upper_bound: 2 });
  assertEquals(sum.res.capture, { full: 1, none: 0, partial: 0, metadata: 1 });
  assertEquals(sum.res.why, { opaque: 1 });
  assertEquals(sum.res.not_inspected, { "media_type:image/png": 1 });
  assertEquals(sum.counts, {
    ...noCounts(),
    processed: 7,
    audited_full: 1,
    metadata_only: 1,
    dropped: 3,
    unknown_at_crash: 2,
  });
});

Deno.test("WindowTotals adds reported tokens and knows who did not report", () => {
  const { usage: _, model: __, ...bare } = call();
  const sum = totals(
    call({ usage: { input: 1, output: 2 } }),
    call({ usage: { cached: 3, reasoning: 4 } }),
    bare as CallBody,
  );
  assertEquals(sum.tokens, { input: 1, output: 2, cached: 3, reasoning: 4, calls_reporting: 2 });
  assertEquals(sum.withBothModels, 2);
});

Deno.test("WindowTotals keeps the records that describe the part", () => {
  const lost: RecordBody = { kind: "telemetry_lost", n: 4, why: "stall" };
  const boot: RecordBody = { kind: "boot", boot: 1, software: { name: "o", version: "1" } };
  const sum = totals(lost, boot, lost);
  assertEquals(sum.telemetryLinesLost, 8);
  assertEquals([sum.open, sum.close, sum.config, sum.detector], [null, null, null, null]);
});

Deno.test("tally() keeps 64 names and adds the rest to other", () => {
  const names: Tally = {};
  for (let k = 0; k < 100; k++) tally(names, `model-${k}`);
  tally(names, "model-3", 5);
  assertEquals(Object.keys(names).length, TALLY_NAMES_MAX + 1);
  assertEquals(names["other"], 100 - TALLY_NAMES_MAX);
  assertEquals(names["model-3"], 6);
});

Deno.test("sumCounts() adds the counts of parts", () => {
  const part = { ...noCounts(), processed: 2, audited_full: 1, dropped: 1 };
  assertEquals(sumCounts([part, part, noCounts()]), {
    ...noCounts(),
    processed: 4,
    audited_full: 2,
    dropped: 2,
  });
  assertEquals(sumCounts([]), noCounts());
});
