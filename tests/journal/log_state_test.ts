import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { InvariantError } from "../../src/base/assert.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { parseHead } from "../../src/journal/head_file.ts";
import { LogState } from "../../src/journal/log_state.ts";
import { closedPart, openingBodies } from "./states.ts";

const LOG = { origin: "localhost/outband-test", vkey: "x" };
const GAPS: readonly RecordBody[] = [
  { kind: "gap", ord: 0, n: 2, why: "queue_full" },
  { kind: "gap", ord: 4, n: 3, why: "too_large", bits: "BQ==" },
];

function newState(): LogState {
  return new LogState(NODE_SUITE, LOG);
}

Deno.test("LogState.closeBody() keeps the law of counts across parts", () => {
  const state = newState();
  const first = closedPart(state, GAPS, 9);
  assertEquals(first.totals.close, {
    kind: "window.close",
    w: 498_686,
    part: 0,
    ord: 9,
    carried_in: 0,
    accepted: 9,
    carried_out: 5,
    counts: { ...first.totals.counts, processed: 4, dropped: 4 },
    added_us: [],
    io_errors: 0,
    uptime_s: 1,
  });
  const second = closedPart(state, [{ kind: "gap", ord: 2, n: 2, why: "disk" }], 9);
  assertEquals([second.totals.open?.ord, second.totals.open?.carried_in], [9, 5]);
  const { accepted, carried_out: carriedOut } = second.totals.close ?? {};
  assertEquals([accepted, carriedOut], [0, 3]);
});

Deno.test("LogState.takeClosed() describes a part as it will be sealed", () => {
  const state = newState();
  const first = closedPart(state, GAPS, 9);
  const second = closedPart(state, [], 9);
  assertEquals(first.directory, "windows/2026-11-21/140000Z-498686");
  assertEquals([first.before.size, first.endIndex], [0, 8]);
  assertEquals([second.before.size, second.endIndex], [8, 12]);
  assertEquals(second.openedAt, "2026-11-21T15:00:00.000Z");
  assertEquals(second.closedAt, "2026-11-21T16:00:00.000Z");
  assertEquals(second.root, state.chain.root());
  assertEquals(second.software.name, "outband");
  const head = parseHead(second.headText);
  assertEquals(head?.after, state.resumePoint());
  assertEquals([head?.before.size, head?.root, head?.window], [8, second.root, second.window]);
});

Deno.test("LogState goes on from a resume point as if it had never stopped", () => {
  const one = newState();
  closedPart(one, GAPS, 9);
  const other = new LogState(NODE_SUITE, LOG, one.resumePoint());
  assertEquals(closedPart(other, [], 9), closedPart(one, [], 9));
  assertEquals(other.resumePoint(), one.resumePoint());
});

Deno.test("LogState.replay() ends where the writer of the lines ended", () => {
  const writer = newState();
  const lines = openingBodies(writer).map((body) => writer.append(body, 1_795_269_600_000));
  lines.push(...GAPS.map((body) => writer.append(body, 1_795_269_600_000)));
  const reader = newState();
  for (const line of lines) assertEquals(reader.replay(line), null);
  assertEquals(reader.resumePoint(), writer.resumePoint());
  assertEquals(reader.part?.totals.counts, writer.part?.totals.counts);
  assertEquals(reader.part?.openedAt, writer.part?.openedAt);
  assertEquals(reader.replay(lines[0] as Uint8Array), "its index is not 7");
  const end = { ord: 9, ioErrors: 0, uptimeS: 0, isPartial: true };
  const close = writer.append(writer.closeBody(end), 0);
  assertEquals(reader.replay(close), null);
  assertEquals(reader.replay(close), "it follows window.close");
});

Deno.test("LogState asserts what must never happen", () => {
  const state = newState();
  const end = { ord: 0, ioErrors: 0, uptimeS: 0, isPartial: true };
  assertThrows(() => state.closeBody(end), InvariantError, "open part");
  assertThrows(() => state.takeClosed(), InvariantError, "closed part");
  for (const body of [...openingBodies(state), ...GAPS]) state.append(body, 0);
  assertThrows(() => state.closeBody(end), InvariantError, "accepted");
  state.append({ kind: "gap", ord: 0, n: 1, why: "disk" }, 0);
  assertThrows(() => state.closeBody({ ...end, ord: 9 }), InvariantError, "settled or carried");
  const closed = newState();
  for (const body of openingBodies(closed)) closed.append(body, 0);
  closed.append(closed.closeBody(end), 0);
  const lost: RecordBody = { kind: "telemetry_lost", n: 1, why: "disk" };
  assertThrows(() => closed.append(lost, 0), InvariantError, "Nothing follows");
  assert(closed.takeClosed().endIndex > 0);
});
