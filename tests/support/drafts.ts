/**
 * Sample calls as an audit worker would hand them to the journal, and seeded random bytes.
 * @module
 */

import type { BodyDraft, CallDraft, ExchangeMeta, WireFacts } from "../../src/format/draft.ts";

/** Parts of a sample call to set. */
export interface DraftChanges {
  meta?: Partial<ExchangeMeta>;
  req?: Partial<BodyDraft>;
  res?: Partial<BodyDraft>;
  wire?: Partial<WireFacts>;
  credentialSha256?: Uint8Array | null;
  attribution?: CallDraft["attribution"];
  rateLimits?: CallDraft["rateLimits"];
  retry?: CallDraft["retry"];
}

/** 2026-11-21T14:00:00Z, the start of an hourly window. */
export const SAMPLE_TIME_MS: number = Date.UTC(2026, 10, 21, 14);

/** A chat call that was audited whole, with one finding in its request. */
export function sampleDraft(ord: number, changes: DraftChanges = {}): CallDraft {
  return {
    meta: { ...sampleMeta(ord), ...changes.meta },
    req: {
      ...sampleBody('{"messages[0].content":"My number is [REDACTED:SSN]"}', 1),
      found: { SSN: { count: 1, fields: 1 } },
      ...changes.req,
    },
    res: { ...sampleBody('{"choices[0].message.content":"Noted"}', 2), ...changes.res },
    wire: { ...sampleWire(), ...changes.wire },
    attribution: changes.attribution ?? { asserted: [], invalid: 0 },
    rateLimits: changes.rateLimits ?? {},
    retry: changes.retry ?? null,
    credentialSha256: changes.credentialSha256 === undefined
      ? new Uint8Array(32).fill(3)
      : changes.credentialSha256,
  };
}

/** Calls with the ordinals `from` to `from + count - 1`. */
export function sampleDrafts(from: number, count: number): CallDraft[] {
  return Array.from({ length: count }, (_, k) => sampleDraft(from + k));
}

function sampleMeta(ord: number): ExchangeMeta {
  return {
    ord,
    acceptedAtMs: SAMPLE_TIME_MS + ord,
    isDegraded: false,
    method: "POST",
    path: "/v1/chat/completions",
    host: "api.openai.com",
    status: 200,
    requestType: "application/json",
    requestEncoding: "",
    responseType: "application/json",
    responseEncoding: "",
    upstreamRequestId: `req_${ord}`,
    traceId: "",
    clientAddress: "127.0.0.1",
    errorType: "",
    addedUs: 80 + ord,
    ttfbUs: 400_000,
    totalUs: 900_000,
  };
}

function sampleBody(redacted: string, fill: number): BodyDraft {
  return {
    capture: "full",
    reason: null,
    bytes: 1_000,
    sha256: new Uint8Array(32).fill(fill),
    redacted,
    found: {},
    signals: {},
    fieldsScanned: 1,
    fieldsUnvisited: 0,
    notInspected: null,
  };
}

function sampleWire(): WireFacts {
  return {
    format: "openai.chat/2",
    extractor: "openai",
    provider: "openai",
    operation: "chat",
    modelRequested: "gpt-5",
    modelServed: "gpt-5-2026-08-07",
    stream: false,
    usage: { input: 12, output: 3, cached: null, reasoning: null },
    finishReasons: ["stop"],
    toolCalls: [],
    toolCallsMore: 0,
    toolResults: [],
    toolResultsMore: 0,
    toolsSha256: null,
    fingerprint: null,
    contextExternal: [],
    errorType: null,
    safetyEvents: [],
    systemPromptSha256: new Uint8Array(32).fill(4),
    params: { temperature: 0.5 },
  };
}

/** Random bytes that are the same in every run (xorshift32); never for real keys. */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return function randomBytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state = (state ^ (state << 5)) >>> 0;
      return state & 0xff;
    });
  };
}
