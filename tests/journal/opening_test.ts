import { assertEquals } from "../support/std.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { LogState } from "../../src/journal/log_state.ts";
import { openingBodies, type PartFacts, type RunFacts } from "../../src/journal/opening.ts";
import { newBench } from "./harness.ts";
import { closedPart } from "./states.ts";

const WINDOW = { w: 498_690, part: 0, period: 3600 };

function kinds(state: LogState, part: Partial<PartFacts>, run: Partial<RunFacts> = {}): string[] {
  const options = { ...newBench().options(), vkey: "key", ...run };
  const facts = { window: WINDOW, absent: null, attestVkey: null, ...part };
  return openingBodies(state, options, facts).map(({ kind }) => kind);
}

function newState(): LogState {
  return new LogState(NODE_SUITE, { origin: "localhost/x", vkey: "key" });
}

Deno.test("openingBodies() begins a log with its name, and each part with its window and rules", () => {
  const boot = { recover: null, leaseEnd: 0 };
  const first = ["log.open", "window.open", "boot", "config", "detector"];
  assertEquals(kinds(newState(), { boot }), first);
  const state = newState();
  closedPart(state);
  assertEquals(kinds(state, {}), ["window.open", "config", "detector"]);
});

Deno.test("openingBodies() says what a start found: absent windows, a torn tail, lost ordinals", () => {
  const state = newState();
  closedPart(state, [{ kind: "gap", ord: 0, n: 2, why: "crash" }], 5);
  const prev_t = "2026-11-21T14:00:00.000Z";
  const recover = { kind: "recover" as const, lost_bytes: 1, sha256: "00".repeat(32), prev_t };
  const boot = { recover, leaseEnd: 9 };
  const absent = { from_w: 498_687, to_w: 498_689 };
  const options = { ...newBench().options(), vkey: "key" };
  const bodies = openingBodies(state, options, { window: WINDOW, absent, attestVkey: "a", boot });
  assertEquals(bodies.map(({ kind }) => kind), [
    "window.open",
    "boot",
    "absent",
    "attest.key",
    "config",
    "detector",
    "recover",
    "gap",
    "gap",
  ]);
  assertEquals(bodies.slice(-2), [
    { kind: "gap", ord: 2, n: 3, why: "crash" },
    { kind: "gap", ord: 5, n: 4, why: "crash", upper_bound: true },
  ]);
});
