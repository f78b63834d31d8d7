import { noCounts } from "../../src/format/counts.ts";
import type { WindowCloseBody, WindowOpenBody } from "../../src/format/record.ts";
import { Findings } from "../../src/verify/findings.ts";
import { OrdinalRules } from "../../src/verify/ordinal_rules.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { addedCodes } from "../support/verify_rig.ts";

const PLACE = { where: "segment.jsonl", line: 1, index: 1 };

function open(ord: number, carriedIn = 0): WindowOpenBody {
  const body = { w: 1, part: 0, period: 60, start: "" };
  return { kind: "window.open", ...body, ord, carried_in: carriedIn };
}

function close(fields: Partial<WindowCloseBody>): WindowCloseBody {
  return {
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
    ...fields,
  };
}

function rules(isRooted = true): { findings: Findings; ordinals: OrdinalRules } {
  const findings = new Findings();
  return { findings, ordinals: new OrdinalRules(findings, { isRooted }) };
}

/** Counts of this many audited calls and gaps. */
function counts(full: number, dropped = 0): ReturnType<typeof noCounts> {
  return { ...noCounts(), processed: full + dropped, audited_full: full, dropped };
}

Deno.test("OrdinalRules accepts calls that finish out of order and over windows", () => {
  const { findings, ordinals } = rules();
  ordinals.open(open(0), PLACE);
  ordinals.call(2, PLACE);
  ordinals.call(0, PLACE);
  const first = counts(2);
  ordinals.close(close({ ord: 4, accepted: 4, carried_out: 2, counts: first }), first, PLACE);
  assertEquals(ordinals.inFlight, 2);
  ordinals.open(open(4, 2), PLACE);
  ordinals.call(3, PLACE);
  ordinals.gap({ ord: 1, n: 1, why: "worker_lost" }, PLACE);
  const second = counts(1, 1);
  ordinals.close(close({ ord: 4, carried_in: 2, counts: second }), second, PLACE);
  assertEquals(findings.list(), []);
  assertEquals(ordinals.inFlight, 0);
});

Deno.test("OrdinalRules counts the bits of an interleaved gap", () => {
  const { findings, ordinals } = rules();
  ordinals.open(open(0), PLACE);
  ordinals.gap({ ord: 0, n: 3, why: "table_full", bits: btoa("\x05") }, PLACE);
  ordinals.call(1, PLACE);
  const sum = counts(1, 2);
  ordinals.close(close({ ord: 3, accepted: 3, counts: sum }), sum, PLACE);
  assertEquals(findings.list(), []);
});

Deno.test("OrdinalRules finds each total that does not add up", () => {
  const cases: [Partial<WindowCloseBody>, string][] = [
    [{ accepted: 2 }, "accepted is 2, and must be 1"],
    [{ carried_in: 1 }, "carried_in is 1, and must be 0"],
    [{ carried_out: 1 }, "carried_out is 1, and must be 0"],
    [{ counts: counts(0) }, "counts.processed is 0, and must be 1"],
    [{ counts: { ...counts(1), dropped: 1 } }, "counts.dropped is 1, and must be 0"],
  ];
  for (const [wrong, message] of cases) {
    const { findings, ordinals } = rules();
    ordinals.open(open(0), PLACE);
    ordinals.call(0, PLACE);
    ordinals.close(close({ ord: 1, accepted: 1, counts: counts(1), ...wrong }), counts(1), PLACE);
    const messages = findings.list().map((finding) => finding.message);
    assertEquals(messages.includes(message), true, messages.join("; "));
  }
});

Deno.test("OrdinalRules finds windows that do not continue each other", () => {
  const { findings, ordinals } = rules();
  ordinals.open(open(1, 1), PLACE);
  assertEquals(findings.list().map(({ message }) => message), [
    "ord is 1, and must be 0",
    "carried_in is 1, and must be 0",
  ]);
});

Deno.test("OrdinalRules finds calls settled twice, never, or before they were accepted", () => {
  const { findings, ordinals } = rules();
  ordinals.open(open(0), PLACE);
  ordinals.call(0, PLACE);
  ordinals.call(0, PLACE);
  const sum = counts(2);
  ordinals.close(close({ ord: 2, accepted: 2, counts: sum }), sum, PLACE);
  assertEquals(addedCodes(findings), ["ORDINAL_DUPLICATE", "ORDINAL_GAP"]);
  assertStringIncludes(findings.list()[1]?.message ?? "", "the first is 1");
  ordinals.open(open(2), PLACE);
  ordinals.call(7, PLACE);
  const late = counts(1);
  ordinals.close(close({ ord: 3, accepted: 1, counts: late }), late, PLACE);
  assertEquals(addedCodes(findings).at(-1), "COUNT_MISMATCH");
});

Deno.test("OrdinalRules starts anywhere when the first records are not here", () => {
  const { findings, ordinals } = rules(false);
  ordinals.open(open(100, 2), PLACE);
  ordinals.call(98, PLACE);
  ordinals.call(100, PLACE);
  const sum = counts(2);
  const body = close({ ord: 101, carried_in: 2, accepted: 1, carried_out: 1, counts: sum });
  ordinals.close(body, sum, PLACE);
  assertEquals(findings.list(), []);
});

Deno.test("OrdinalRules checks the totals of the basic form", () => {
  const basic = { kind: "window.close" as const, w: 1 };
  const { findings, ordinals } = rules();
  ordinals.call(0, PLACE);
  ordinals.gap({ ord: 1, n: 2, why: "queue_full" }, PLACE);
  ordinals.heartbeat({ ord: 3, inFlight: null }, PLACE);
  const totals = { audited: 1, dropped: 2 };
  ordinals.closeBasic({ ...basic, ord: 3, proxied: 3, ...totals }, totals, PLACE);
  assertEquals(findings.list(), []);
  ordinals.heartbeat({ ord: 2, inFlight: null }, PLACE);
  const none = { audited: 0, dropped: 0 };
  ordinals.closeBasic({ ...basic, ord: 4, proxied: 1, ...none }, none, PLACE);
  assertEquals(addedCodes(findings), ["COUNT_MISMATCH", "COUNT_MISMATCH", "ORDINAL_GAP"]);
});

Deno.test("OrdinalRules balances accepted and settled calls at each heartbeat", () => {
  const said = (beats: readonly [ord: number, inFlight: number][], end = 3): string[] => {
    const { findings, ordinals } = rules();
    ordinals.open(open(0), PLACE);
    ordinals.call(0, PLACE);
    ordinals.gap({ ord: 1, n: 1, why: "disk" }, PLACE);
    for (const [ord, inFlight] of beats) ordinals.heartbeat({ ord, inFlight }, PLACE);
    const sum = { ...counts(1), processed: 2, dropped: 1 };
    const carried_out = end - 2;
    ordinals.close(close({ ord: end, accepted: end, carried_out, counts: sum }), sum, PLACE);
    return findings.list().map(({ code, message }) => `${code} ${message}`);
  };
  assertEquals(said([[2, 0], [3, 1], [3, 1]]), []);
  assertEquals(said([[3, 0]]), ["COUNT_MISMATCH in_flight is 0, and must be 1"]);
  assertEquals(said([[3, 1], [2, 0]]), ["COUNT_MISMATCH ord is 2, and was 3 before"]);
  assertEquals(said([[4, 2]]), ["COUNT_MISMATCH ord is 3, and was 4 before"]);
});

Deno.test("OrdinalRules says once that too many calls are in flight, and stops there", () => {
  const { findings, ordinals } = rules();
  for (let k = 0; k < 1_000_002; k++) ordinals.call(2 * k, PLACE);
  assertEquals(addedCodes(findings), ["LIMIT_EXCEEDED"]);
});
