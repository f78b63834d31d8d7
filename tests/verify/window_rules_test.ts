import { formatTime } from "../../src/base/clock.ts";
import { noCounts } from "../../src/format/counts.ts";
import { Findings } from "../../src/verify/findings.ts";
import { WindowRules } from "../../src/verify/window_rules.ts";
import { assertEquals } from "../support/std.ts";
import { addedCodes, parsedRecord } from "../support/verify_rig.ts";

const PLACE = { where: "segment.jsonl" };
const PERIOD = 3_600;

type Body = Record<string, unknown>;

function open(w: number, part = 0, period = PERIOD): Body {
  const start = formatTime(w * period * 1000);
  return { kind: "window.open", w, part, period, start, ord: 0, carried_in: 0 };
}

function close(w: number, part = 0): Body {
  return {
    kind: "window.close",
    w,
    part,
    ord: 0,
    carried_in: 0,
    accepted: 0,
    carried_out: 0,
    counts: noCounts(),
    added_us: [],
    io_errors: 0,
    uptime_s: 0,
  };
}

function absent(from: number, to: number, bootNumber = 1): Body {
  return { kind: "absent", from_w: from, to_w: to, boot: bootNumber };
}

function boot(number: number): Body {
  return { kind: "boot", boot: number, software: { name: "outband", version: "1" } };
}

const LOG_OPEN: Body = {
  kind: "log.open",
  i: 0,
  format: "outband/segment/v1",
  period: PERIOD,
  vkey: "key",
};

/** Codes for segments of these records. */
function codes(
  parts: readonly (readonly Body[])[],
  options: { isRooted?: boolean; isOpenEnd?: boolean } = {},
): string[] {
  const findings = new Findings();
  const rules = new WindowRules(findings, { isRooted: options.isRooted ?? false });
  for (const [k, part] of parts.entries()) {
    rules.startPart();
    for (const body of part) rules.record(parsedRecord(body), PLACE);
    const isLast = k === parts.length - 1;
    rules.endPart({ isOpenEnd: isLast && options.isOpenEnd === true }, PLACE);
  }
  return addedCodes(findings);
}

Deno.test("WindowRules accepts windows that follow each other, and parts of one window", () => {
  const parts = [
    [LOG_OPEN, open(10), boot(1), close(10)],
    [open(11), close(11)],
    [open(11, 1), boot(2), close(11, 1)],
    [open(12), close(12)],
  ];
  assertEquals(codes(parts, { isRooted: true }), []);
});

Deno.test("WindowRules wants the first window of a log to be part 0 of its period", () => {
  assertEquals(codes([[LOG_OPEN, open(10, 1), close(10, 1)]], { isRooted: true }), [
    "WINDOW_NUMBER_MISMATCH",
  ]);
  assertEquals(codes([[LOG_OPEN, open(10, 0, 60), close(10)]], { isRooted: true }), [
    "WINDOW_NUMBER_MISMATCH",
  ]);
  assertEquals(codes([[open(10, 1), close(10, 1)]]), []);
});

Deno.test("WindowRules finds windows that repeat, go back or skip a part", () => {
  const after = (next: Body[]): string[] => codes([[open(10), close(10)], next]);
  assertEquals(after([open(10), close(10)]), ["WINDOW_DUPLICATE"]);
  assertEquals(after([open(9), close(9)]), ["WINDOW_NUMBER_MISMATCH"]);
  assertEquals(after([open(10, 2), close(10, 2)]), ["WINDOW_NUMBER_MISMATCH"]);
  assertEquals(after([open(11, 1), close(11, 1)]), ["WINDOW_NUMBER_MISMATCH"]);
});

Deno.test("WindowRules wants a missing window declared, exactly", () => {
  const after = (...records: Body[]): string[] =>
    codes([[open(10), boot(1), close(10)], [open(14), ...records, close(14)]]);
  assertEquals(after(), ["WINDOW_GAP_UNDECLARED"]);
  assertEquals(after(absent(11, 13)), ["DOWNTIME_DECLARED"]);
  assertEquals(after(absent(11, 12), absent(13, 13)), ["DOWNTIME_DECLARED", "DOWNTIME_DECLARED"]);
  assertEquals(after(absent(11, 12)), ["DOWNTIME_DECLARED", "WINDOW_GAP_UNDECLARED"]);
  assertEquals(after(absent(12, 13)), ["WINDOW_GAP_UNDECLARED"]);
  assertEquals(after(absent(11, 14)), ["DOWNTIME_DECLARED", "WINDOW_GAP_UNDECLARED"]);
  assertEquals(after(absent(11, 13, 2)), ["BOOT_SEQUENCE", "DOWNTIME_DECLARED"]);
});

Deno.test("WindowRules follows a change of period by time", () => {
  const hours = [open(10), close(10)];
  const half = (w: number, part = 0): Body[] => [open(w, part, 1_800), close(w, part)];
  assertEquals(codes([hours, half(22)]), ["PERIOD_CHANGED"]);
  assertEquals(codes([hours, half(20, 1)]), ["PERIOD_CHANGED"]);
  assertEquals(codes([hours, half(24)]), ["PERIOD_CHANGED", "WINDOW_GAP_UNDECLARED"]);
  assertEquals(codes([hours, half(18)]), ["PERIOD_CHANGED", "WINDOW_NUMBER_MISMATCH"]);
});

Deno.test("WindowRules wants start on the grid and inside of all time", () => {
  assertEquals(codes([[{ ...open(10), start: formatTime(1) }, close(10)]]), [
    "WINDOW_NUMBER_MISMATCH",
  ]);
  const far = { ...open(10), w: Number.MAX_SAFE_INTEGER };
  assertEquals(codes([[far, close(Number.MAX_SAFE_INTEGER)]]), ["WINDOW_NUMBER_MISMATCH"]);
});

Deno.test("WindowRules wants records between one open and one close", () => {
  assertEquals(codes([[boot(1), close(10)]]), ["WINDOW_OPEN_MISSING"]);
  assertEquals(codes([[open(10)]]), ["WINDOW_CLOSE_MISSING"]);
  assertEquals(codes([[]]), ["WINDOW_CLOSE_MISSING"]);
  assertEquals(codes([[open(10)]], { isOpenEnd: true }), ["WINDOW_NOT_CLOSED"]);
  assertEquals(codes([[]], { isOpenEnd: true }), ["WINDOW_NOT_CLOSED"]);
  assertEquals(codes([[open(10), open(10), close(10)]]), ["WINDOW_RECORD_OUTSIDE"]);
  assertEquals(codes([[open(10), close(10), boot(1)]]), ["WINDOW_RECORD_OUTSIDE"]);
  assertEquals(codes([[open(10), close(11)]]), ["WINDOW_NUMBER_MISMATCH"]);
  assertEquals(codes([[open(10), close(10, 1)]]), ["WINDOW_NUMBER_MISMATCH"]);
});

Deno.test("WindowRules lets nothing but a close follow log.close", () => {
  const end = { kind: "log.close" };
  assertEquals(codes([[open(10), end, close(10)]]), []);
  assertEquals(codes([[open(10), end, boot(1), close(10)]]), ["WINDOW_RECORD_OUTSIDE"]);
  assertEquals(codes([[open(10), end, close(10)], [open(11)]]), [
    "WINDOW_RECORD_OUTSIDE",
    "WINDOW_CLOSE_MISSING",
  ]);
});

Deno.test("WindowRules wants starts numbered from 1", () => {
  const part = (...records: Body[]): Body[][] => [[LOG_OPEN, open(10), ...records, close(10)]];
  assertEquals(codes(part(boot(2)), { isRooted: true }), ["BOOT_SEQUENCE"]);
  assertEquals(codes(part(boot(1), boot(1)), { isRooted: true }), ["BOOT_SEQUENCE"]);
  assertEquals(codes(part(boot(1), boot(2)), { isRooted: true }), []);
  assertEquals(codes([[open(10), boot(7), close(10)]]), []);
});

Deno.test("WindowRules knows the order of basic windows without their period", () => {
  const part = (w: number): Body[] => [
    { kind: "window.open", w },
    { kind: "window.close", w, ord: 0, audited: 0, dropped: 0, proxied: 0 },
  ];
  assertEquals(codes([part(10), part(11)]), []);
  assertEquals(codes([part(10), part(10)]), ["WINDOW_DUPLICATE"]);
  assertEquals(codes([part(10), part(12)]), ["WINDOW_GAP_UNDECLARED"]);
});

Deno.test("WindowRules.span is the open window on the grid", () => {
  const rules = new WindowRules(new Findings(), { isRooted: false });
  assertEquals(rules.span, null);
  rules.record(parsedRecord(open(10, 0, 1)), PLACE);
  assertEquals(rules.span, { startMs: 10_000, endMs: 11_000 });
  rules.startPart();
  assertEquals(rules.span, null);
  rules.record(parsedRecord({ kind: "window.open", w: 10 }), PLACE);
  assertEquals(rules.span, null);
  assertEquals(rules.software, null);
  assertEquals(rules.isLogClosed, false);
});
