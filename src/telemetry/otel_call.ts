/**
 * What leaves the journal about one call for OpenTelemetry: names, numbers and times, plain data
 * that crosses threads. No content, no path, no address of a client.
 * @module
 */

import { classOf } from "../format/counts.ts";
import type { CallDraft, TokenUsage } from "../format/draft.ts";

/** One recorded call. */
export interface OtelCall {
  /** When it was accepted, milliseconds since 1970. */
  startMs: number;
  /** Microseconds to the last byte, to the head of the answer, and added by the proxy. */
  totalUs: number;
  ttfbUs: number;
  addedUs: number;
  status: number;
  /** What failed; null when nothing did. */
  error: string | null;
  provider: string;
  operation: string;
  modelRequested: string | null;
  modelServed: string | null;
  stream: boolean;
  usage: TokenUsage;
  finishReasons: string[];
  params: Readonly<Record<string, string | number | boolean>>;
  /** Upstream, `api.openai.com` or `127.0.0.1:8081`; empty when there was none. */
  host: string;
  format: string;
  captureClass: string;
  /** Instances by category, both directions. */
  found: Record<string, number>;
  /** Ordinal of the call, index of its record, commitment to its telemetry line. */
  ord: number;
  index: number;
  commitment: string;
  /** Of the caller's `traceparent`; empty when there was none. */
  traceId: string;
  parentSpanId: string;
  traceFlags: string;
}

/** The facts of a call that is durable. */
export function otelCallOf(
  recorded: { draft: CallDraft; index: number; commitment: string },
): OtelCall {
  const { draft: { meta, req, res, wire }, index, commitment } = recorded;
  const error = meta.errorType === "" ? wire.errorType : meta.errorType;
  const isFailed = meta.status === 0 || meta.status >= 400;
  return {
    startMs: meta.acceptedAtMs,
    totalUs: meta.totalUs,
    ttfbUs: meta.ttfbUs,
    addedUs: meta.addedUs,
    status: meta.status,
    error: error ?? (isFailed ? String(meta.status) : null),
    provider: wire.provider,
    operation: wire.operation,
    modelRequested: wire.modelRequested,
    modelServed: wire.modelServed,
    stream: wire.stream,
    usage: wire.usage,
    finishReasons: wire.finishReasons,
    params: wire.params,
    host: meta.host,
    format: wire.format,
    captureClass: classOf({ req: req.capture, res: res.capture }),
    found: foundIn(req.found, res.found),
    ord: meta.ord,
    index,
    commitment,
    traceId: meta.traceId,
    parentSpanId: meta.parentSpanId,
    traceFlags: meta.traceFlags,
  };
}

function foundIn(...directions: CallDraft["req"]["found"][]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const direction of directions) {
    for (const [category, { count }] of Object.entries(direction)) {
      found[category] = (found[category] ?? 0) + count;
    }
  }
  return found;
}
