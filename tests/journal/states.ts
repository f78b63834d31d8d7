/**
 * Small logs in memory for tests that need a state or a closed part.
 * @module
 */

import type { RecordBody } from "../../src/format/record.ts";
import type { LogState } from "../../src/journal/log_state.ts";
import type { ClosedPart, Sealer, SealStep } from "../../src/format/sealing.ts";

const HOUR_MS = 3_600_000;
const FIRST_WINDOW = 498_686;

/** The records that open the next part of a state, an hour after the one before. */
export function openingBodies(state: LogState): RecordBody[] {
  const w = nextWindow(state);
  const bodies: RecordBody[] = state.chain.size > 0
    ? []
    : [{ kind: "log.open", format: "outband/segment/v1", period: 3600, vkey: "x" }];
  bodies.push({
    kind: "window.open",
    w,
    part: 0,
    period: 3600,
    start: new Date(w * HOUR_MS).toISOString(),
    ord: state.ord,
    carried_in: state.ordinals.carried(state.ord),
  });
  if (state.chain.size === 0) {
    bodies.push({ kind: "boot", boot: 1, software: { name: "outband", version: "0.1.0" } });
  }
  bodies.push({
    kind: "config",
    config: "c".repeat(64),
    upstreams: [],
    tls: true,
    limits: {},
    commitment: "hmac",
    sandbox: false,
    on_audit_failure: "pass",
  }, {
    kind: "detector",
    detector: "d".repeat(64),
    level: "pattern-based",
    categories: [],
    not_covered: [],
  });
  return bodies;
}

/** The half of a sealer that is about keys, for one that never changes its key. */
export function keyless(): Pick<
  Sealer,
  "attestVkey" | "newestSigned" | "adopt" | "prepareNext" | "announced" | "probe" | "signHead"
> {
  return {
    attestVkey: null,
    newestSigned: null,
    adopt: (): void => {},
    prepareNext: (): null => null,
    announced: (): void => {},
    *probe(): Generator<SealStep, void, void> {},
    *signHead(): Generator<SealStep, string, void> {
      yield;
      return "not signed";
    },
  };
}

/** Writes a part with these records between its opening and its close. */
export function closedPart(
  state: LogState,
  bodies: readonly RecordBody[] = [{ kind: "telemetry_lost", n: 1, why: "disk" }],
  ord: number = state.ord,
): ClosedPart {
  const startMs = nextWindow(state) * HOUR_MS;
  for (const body of [...openingBodies(state), ...bodies]) state.append(body, startMs);
  const end = { ord, ioErrors: 0, uptimeS: 1, isPartial: false };
  state.append(state.closeBody(end), startMs + HOUR_MS);
  return state.takeClosed();
}

function nextWindow(state: LogState): number {
  return state.window === null ? FIRST_WINDOW : state.window.w + 1;
}
