import { parseTime } from "../../src/base/clock.ts";
import { noCounts } from "../../src/format/counts.ts";
import { Findings } from "../../src/verify/findings.ts";
import { TimeRules } from "../../src/verify/time_rules.ts";
import { assertEquals } from "../support/std.ts";
import { addedCodes, parsedRecord } from "../support/verify_rig.ts";

const PLACE = { where: "segment.jsonl" };
const SPAN = { startMs: parseTime("2026-11-21T01:00:00.000Z") ?? 0, endMs: 0 };
SPAN.endMs = SPAN.startMs + 3_600_000;

const REMARK = { kind: "review" };
const RECOVER = {
  kind: "recover",
  lost_bytes: 0,
  sha256: "00".repeat(32),
  prev_t: "2026-11-21T01:00:00.000Z",
};
const CLOSE = {
  kind: "window.close",
  w: 1,
  part: 0,
  ord: 0,
  carried_in: 0,
  accepted: 0,
  carried_out: 0,
  counts: noCounts(),
  added_us: [],
  io_errors: 0,
  uptime_s: 0,
};
const BASIC_CLOSE = { kind: "window.close", w: 1, ord: 0, audited: 0, dropped: 0, proxied: 0 };

/** Codes for records at these times of day, in a window from 01:00 to 02:00. */
function codes(records: readonly [Record<string, unknown>, string][]): string[] {
  const findings = new Findings();
  const times = new TimeRules(findings);
  times.startPart();
  for (const [body, time] of records) {
    times.record(parsedRecord(body, `2026-11-21T${time}Z`), SPAN, PLACE);
  }
  return addedCodes(findings);
}

Deno.test("TimeRules accepts times that rise inside their window", () => {
  assertEquals(
    codes([[REMARK, "01:00:00.000"], [REMARK, "01:59:59.999"], [CLOSE, "02:00:00.000"]]),
    [],
  );
});

Deno.test("TimeRules lets time fall by two seconds and no more", () => {
  assertEquals(codes([[REMARK, "01:00:10.000"], [REMARK, "01:00:08.000"]]), []);
  assertEquals(codes([[REMARK, "01:00:10.000"], [REMARK, "01:00:07.999"]]), ["CLOCK_BACKWARDS"]);
  // The latest time counts, not the one before: small steps must not add up.
  const steps: [Record<string, unknown>, string][] = [
    [REMARK, "01:00:10.000"],
    [REMARK, "01:00:08.500"],
    [REMARK, "01:00:07.500"],
  ];
  assertEquals(codes(steps), ["CLOCK_BACKWARDS"]);
});

Deno.test("TimeRules takes a fall that a clock record declares", () => {
  const old = "2026-11-21T01:30:00.000Z";
  const clock = { kind: "clock", old, new: "2026-11-21T01:10:00.000Z", source: "system" };
  assertEquals(
    codes([[REMARK, "01:30:00.000"], [clock, "01:30:00.000"], [REMARK, "01:10:00.000"]]),
    [
      "CLOCK_STEP_DECLARED",
    ],
  );
  const twice: [Record<string, unknown>, string][] = [
    [clock, "01:30:00.000"],
    [REMARK, "01:10:00.000"],
    [REMARK, "01:05:00.000"],
  ];
  assertEquals(codes(twice), ["CLOCK_STEP_DECLARED", "CLOCK_BACKWARDS"]);
});

Deno.test("TimeRules finds records before and after their window", () => {
  assertEquals(codes([[REMARK, "00:59:57.999"]]), ["TIME_OUTSIDE_WINDOW"]);
  assertEquals(codes([[REMARK, "02:00:00.000"]]), ["TIME_OUTSIDE_WINDOW"]);
});

Deno.test("TimeRules wants a regular close at the end and a partial one before it", () => {
  const partial = { ...CLOSE, partial: true };
  assertEquals(codes([[CLOSE, "01:30:00.000"]]), ["TIME_OUTSIDE_WINDOW"]);
  assertEquals(codes([[CLOSE, "02:00:00.001"]]), ["TIME_OUTSIDE_WINDOW"]);
  assertEquals(codes([[partial, "01:30:00.000"]]), []);
  assertEquals(codes([[partial, "02:00:00.000"]]), ["TIME_OUTSIDE_WINDOW"]);
  assertEquals(codes([[BASIC_CLOSE, "02:00:03.000"]]), []);
});

Deno.test("TimeRules allows any later time in a part from recover on", () => {
  assertEquals(codes([[RECOVER, "09:00:00.000"], [CLOSE, "09:00:01.000"]]), []);
  assertEquals(codes([[RECOVER, "09:00:00.000"], [{ ...CLOSE, partial: true }, "09:00:01.000"]]), [
    "TIME_OUTSIDE_WINDOW",
  ]);
});

Deno.test("TimeRules forgets a recovery at the next part, and checks no unknown window", () => {
  const findings = new Findings();
  const times = new TimeRules(findings);
  times.record(parsedRecord(RECOVER, "2026-11-21T01:30:00.000Z"), SPAN, PLACE);
  times.startPart();
  times.record(parsedRecord(REMARK, "2026-11-21T05:00:00.000Z"), null, PLACE);
  assertEquals(addedCodes(findings), []);
  times.record(parsedRecord(REMARK, "2026-11-21T05:00:00.000Z"), SPAN, PLACE);
  assertEquals(addedCodes(findings), ["TIME_OUTSIDE_WINDOW"]);
});
