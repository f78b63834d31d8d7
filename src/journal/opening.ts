/**
 * The records that every window part begins with: whose log and which window it is, what runs, and
 * which rules are in force. After a start also what the start found. Pure.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { type WindowPart, windowStartMs } from "../format/layout.ts";
import type {
  AbsentBody,
  ConfigBody,
  DetectorBody,
  RecordBody,
  RecoverBody,
  Software,
} from "../format/record.ts";
import type { LogState } from "./log_state.ts";
import { crashGaps } from "./recovery.ts";

/** What the first part after a start has to say. */
export interface BootFacts {
  /** A torn tail of a part that never opened. */
  recover: RecoverBody | null;
  /** First ordinal that was not leased. */
  leaseEnd: number;
}

/** What holds for all parts of a run. */
export interface RunFacts {
  /** First key of the log, as text. */
  vkey: string;
  /** Key that may revoke the log's keys, told in the first record. */
  recoveryVkey?: string;
  /** Seconds of a window. */
  periodSeconds: number;
  software: Software;
  config: Omit<ConfigBody, "kind">;
  detector: Omit<DetectorBody, "kind">;
}

/** What is different in each part. */
export interface PartFacts {
  window: WindowPart;
  /** Windows that passed since the last part. */
  absent: Pick<AbsentBody, "from_w" | "to_w"> | null;
  /** Key of statements, where it is another than the log's. */
  attestVkey: string | null;
  /** Only in the first part after a start. */
  boot?: BootFacts | undefined;
}

/** The first records of a part, in order. */
export function openingBodies(state: LogState, run: RunFacts, part: PartFacts): RecordBody[] {
  const { window, absent, attestVkey, boot } = part;
  const bodies: RecordBody[] = [];
  if (state.chain.size === 0) {
    const format = "outband/segment/v1";
    const recovery = run.recoveryVkey === undefined ? {} : { recovery_vkey: run.recoveryVkey };
    bodies.push({
      kind: "log.open",
      format,
      period: run.periodSeconds,
      vkey: run.vkey,
      ...recovery,
    });
  }
  const bootNumber = state.boot + (boot === undefined ? 0 : 1);
  bodies.push({
    kind: "window.open",
    ...window,
    start: formatTime(windowStartMs(window)),
    ord: state.ord,
    carried_in: state.ordinals.carried(state.ord),
  });
  if (boot !== undefined) bodies.push({ kind: "boot", boot: bootNumber, software: run.software });
  if (absent !== null) bodies.push({ kind: "absent", ...absent, boot: bootNumber });
  if (attestVkey !== null) bodies.push({ kind: "attest.key", vkey: attestVkey });
  bodies.push({ kind: "config", ...run.config }, { kind: "detector", ...run.detector });
  if (boot === undefined) return bodies;
  if (boot.recover !== null) bodies.push(boot.recover);
  bodies.push(...crashGaps(state, boot.leaseEnd));
  return bodies;
}
