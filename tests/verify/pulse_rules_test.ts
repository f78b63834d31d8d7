import { Findings } from "../../src/verify/findings.ts";
import { PulseRules } from "../../src/verify/pulse_rules.ts";
import { assertEquals } from "../support/std.ts";
import { addedCodes, parsedRecord } from "../support/verify_rig.ts";

const PLACE = { where: "segment.jsonl" };
const BEAT = { kind: "heartbeat", ord: 0, in_flight: 0, signed: 0 };
const REMARK = { kind: "review" };
const OPEN = { kind: "window.open", w: 1 };
const CLOSE = { kind: "window.close", w: 1, ord: 0, audited: 0, dropped: 0, proxied: 0 };
const HASH = "00".repeat(32);
const RECOVER = {
  kind: "recover",
  lost_bytes: 0,
  sha256: HASH,
  prev_t: "2026-11-21T01:00:00.000Z",
};

/** Messages for records at these times of day. */
function silences(records: readonly [Record<string, unknown>, string][]): string[] {
  const findings = new Findings();
  const pulse = new PulseRules(findings);
  for (const [body, time] of records) {
    pulse.record(parsedRecord(body, `2026-11-21T${time}.000Z`), PLACE);
  }
  assertEquals(addedCodes(findings).every((code) => code === "HEARTBEAT_MISSING"), true);
  return findings.list().map(({ message }) => message);
}

Deno.test("PulseRules is content with a heartbeat each minute, also a late one", () => {
  assertEquals(silences([[BEAT, "01:00:00"], [BEAT, "01:01:00"], [BEAT, "01:04:00"]]), []);
});

Deno.test("PulseRules tells of each silence once, whatever record ends it", () => {
  const from = "2026-11-21T01:00:00.000Z";
  const to = "2026-11-21T01:03:01.000Z";
  for (const body of [BEAT, REMARK, CLOSE]) {
    const records: [Record<string, unknown>, string][] = [[BEAT, "01:00:00"], [body, "01:03:01"]];
    assertEquals(silences([...records, [REMARK, "01:03:02"]]), [`None from ${from} to ${to}`]);
  }
});

Deno.test("PulseRules asks nothing of a writer that never made a heartbeat", () => {
  assertEquals(silences([[OPEN, "01:00:00"], [REMARK, "01:30:00"], [CLOSE, "02:00:00"]]), []);
});

Deno.test("PulseRules begins anew with each window, and after a crash", () => {
  assertEquals(silences([[BEAT, "01:00:00"], [CLOSE, "01:01:00"], [OPEN, "03:00:00"]]), []);
  assertEquals(silences([[BEAT, "01:00:00"], [RECOVER, "03:00:00"], [CLOSE, "03:00:00"]]), []);
  const silent = silences([
    [BEAT, "01:00:00"],
    [CLOSE, "01:01:00"],
    [OPEN, "01:01:00"],
    [REMARK, "01:05:00"],
  ]);
  assertEquals(silent.length, 1);
});
