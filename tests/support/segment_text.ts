/**
 * Small logs for commands that show and do not verify: well-formed records, made-up hashes.
 * @module
 */

import { canonicalJson } from "../../src/base/canonical_json.ts";
import { formatTime } from "../../src/base/clock.ts";
import { classOf, type Counts, noCounts } from "../../src/format/counts.ts";
import { windowDirectory, windowStartMs } from "../../src/format/layout.ts";
import type { CallBody, RecordBody } from "../../src/format/record.ts";

/** Origin of the logs made here. */
export const LOG = "example.com/prod/gw-0";
/** Seconds of a window. */
export const PERIOD = 3_600;
const HASH = "0".repeat(64);

/** A call that was audited whole, with changes. */
export function callBody(ord: number, change: Partial<CallBody> = {}): CallBody {
  const capture = change.capture ?? { req: "full", res: "full" };
  return {
    kind: "call",
    ord,
    class: classOf(capture),
    format: "openai.chat/2",
    provider: "openai",
    operation: "chat",
    host: "api.example.com",
    model: "model-a",
    served: "model-a-2026-01-01",
    status: 200,
    stream: false,
    us: { added: 96, ttfb: 1_000, total: 2_000 },
    size: { req: 128, res: 128 },
    fields: { req: 1, res: 1 },
    parts: { line: HASH },
    ...change,
    capture,
  };
}

/** What stands at the beginning of every part. */
export function openingBodies(w: number, { part = 0, ord = 0 } = {}): RecordBody[] {
  const start = formatTime(windowStartMs({ w, part, period: PERIOD }));
  return [
    { kind: "window.open", w, part, period: PERIOD, start, ord, carried_in: 0 },
    {
      kind: "config",
      config: HASH,
      upstreams: ["api.example.com"],
      tls: true,
      limits: { capture_bytes: 10 },
      commitment: "hmac",
      sandbox: true,
      on_audit_failure: "pass",
    },
    {
      kind: "detector",
      detector: HASH,
      level: "pattern",
      categories: ["SSN"],
      not_covered: ["NAME"],
    },
  ];
}

/** The end of a part. */
export function closingBody(
  w: number,
  { part = 0, ord = 0, counts = {} }: { part?: number; ord?: number; counts?: Partial<Counts> },
): RecordBody {
  const all = { ...noCounts(), ...counts };
  return {
    kind: "window.close",
    w,
    part,
    ord,
    carried_in: 0,
    accepted: all.processed,
    carried_out: 0,
    counts: all,
    added_us: all.processed === 0 ? [] : [[96, all.processed]],
    io_errors: 0,
    uptime_s: 60,
  };
}

/** Lines of a segment, each with its line feed. */
export function segmentText(
  bodies: readonly RecordBody[],
  { first = 0, log = LOG }: { first?: number; log?: string } = {},
): string {
  return bodies.map((body, k) => {
    const head = { v: 1, log, i: first + k, prev: HASH, t: "2026-11-21T14:00:00.000Z" };
    return `${canonicalJson({ ...head, ...body })}\n`;
  }).join("");
}

/** Writes a segment to its place below `root`, with a checkpoint when it is sealed. */
export async function writePart(
  root: string,
  window: { w: number; part?: number },
  { text, isSealed = true }: { text: string; isSealed?: boolean },
): Promise<string> {
  const { w, part = 0 } = window;
  const directory = `${root}/${windowDirectory({ w, part, period: PERIOD })}`;
  await Deno.mkdir(directory, { recursive: true });
  await Deno.writeTextFile(`${directory}/segment.jsonl`, text);
  if (isSealed) await Deno.writeTextFile(`${directory}/checkpoint`, "a signed note\n");
  return directory;
}
