/**
 * Schemas of the records by which a log tells that something was deleted, or may not be,
 * and what stood in the register beside it.
 * @module
 */

import * as z from "zod";
import type { HoldBody, RecordHead, RegisterSeenBody, TombstoneBody } from "./record.ts";
import { hash, HEAD, positive, text, time } from "./record_fields.ts";

/** One hash for each bit of a size. */
const FRONTIER_MAX = 53;

/** Rows of the table in `record_schema.ts`. */
export const RETENTION_SCHEMAS = {
  tombstone: z.strictObject({
    ...HEAD,
    kind: z.literal("tombstone"),
    what: z.enum(["evidence", "telemetry"]),
    from: time,
    to: time,
    n: positive,
    end: z.exactOptional(positive),
    root: z.exactOptional(hash),
    frontier: z.exactOptional(z.array(hash).min(1).max(FRONTIER_MAX)),
  }),
  hold: z.strictObject({
    ...HEAD,
    kind: z.literal("hold"),
    state: z.enum(["on", "off"]),
    why: text,
  }),
  register: z.strictObject({ ...HEAD, kind: z.literal("register"), n: positive, head: hash }),
} satisfies {
  tombstone: z.ZodType<RecordHead & TombstoneBody>;
  hold: z.ZodType<RecordHead & HoldBody>;
  register: z.ZodType<RecordHead & RegisterSeenBody>;
};

/** Only deleted records leave a tree behind, and only records before this one. */
export function tombstoneProblem(record: RecordHead & TombstoneBody): string | null {
  const { what, end, root, frontier, from, to, i } = record;
  if (from >= to) return "from is not before to";
  if (what === "telemetry") {
    const isBare = end === undefined && root === undefined && frontier === undefined;
    return isBare ? null : "end, root and frontier are of evidence only";
  }
  if (end === undefined || root === undefined || frontier === undefined) {
    return "end, root or frontier is missing";
  }
  return end <= i ? null : "end is above the records before this one";
}
