import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { CallDraft } from "../../src/format/draft.ts";
import { committedText, REDACTED_KEY, type TelemetryLine } from "../../src/format/telemetry.ts";
import type { CallContext } from "../../src/journal/call_context.ts";
import { callLines } from "../../src/journal/call_record.ts";
import { Committer } from "../../src/journal/committer.ts";
import { orderedJson } from "../../src/journal/ordered_json.ts";
import { FirstSeen } from "../../src/journal/first_seen.ts";
import { Pseudonyms } from "../../src/journal/pseudonyms.ts";
import { commitment, originalKey } from "../../src/tlog/commitment.ts";
import { type DraftChanges, sampleDraft } from "../support/drafts.ts";

const ORIGIN = "localhost/outband-test";
const KEY = new Uint8Array(32).fill(9);
const SECRET = new Uint8Array(32).fill(8);
const INDEX = 41;

function contextOf(changes: Partial<CallContext> = {}): CallContext {
  return {
    suite: NODE_SUITE,
    committer: new Committer(ORIGIN),
    origin: ORIGIN,
    secret: SECRET,
    pseudonyms: new Pseudonyms(NODE_SUITE, new Uint8Array(32).fill(7)),
    purposes: new Set<string>(),
    firstSeen: new FirstSeen(),
    commitment: "hmac",
    level: "pattern-based",
    version: "0.1.0",
    window: "498686.2",
    lineBytesMax: 1024 * 1024,
    ...changes,
  };
}

type WrittenLine = TelemetryLine & { [REDACTED_KEY]: string };

function make(
  draft: CallDraft,
  context = contextOf(),
): { body: ReturnType<typeof callLines>["body"]; line: WrittenLine; text: string } {
  const { body, line } = callLines(context, draft, { index: INDEX, key: KEY });
  return { body, line: JSON.parse(line), text: line };
}

function commitTo(part: string, key: Uint8Array, data: Uint8Array): string {
  return toHex(commitment(NODE_SUITE, { origin: ORIGIN, index: INDEX, part, key, data }));
}

function originalCommitment(part: string, sha256: Uint8Array): string {
  const place = { origin: ORIGIN, index: INDEX, part };
  return commitTo(part, originalKey(NODE_SUITE, { secret: SECRET, ...place }), sha256);
}

/** Calls of every shape that changes which fields there are. */
const SHAPES: Record<string, DraftChanges> = {
  attributed: {
    attribution: {
      asserted: [
        { name: "user", value: null, sha256: new Uint8Array(32).fill(5) },
        { name: "app", value: "billing", sha256: new Uint8Array(32).fill(6) },
      ],
      invalid: 2,
    },
    rateLimits: { "x-ratelimit-limit-requests": "60", "retry-after": "1" },
    retry: 1,
    wire: {
      toolsSha256: new Uint8Array(32).fill(7),
      toolResults: [{ name: "call_1", length: 5, sha256: new Uint8Array(32) }],
      fingerprint: "fp_1",
      contextExternal: ["previous_response_id"],
    },
    req: { fieldsUnvisited: 3 },
  },
  plain: {},
  bare: {
    req: { found: {}, sha256: null, capture: "metadata", reason: "pool" },
    res: { sha256: null, capture: "none", notInspected: "media_type:image/png" },
    wire: {
      modelRequested: null,
      modelServed: null,
      usage: { input: null, output: null, cached: null, reasoning: null },
      finishReasons: [],
      systemPromptSha256: null,
      params: {},
    },
    credentialSha256: null,
  },
  rich: {
    meta: { errorType: "timeout", traceId: "a".repeat(32), status: 0 },
    req: {
      found: { SSN: { count: 2, fields: 1 }, EMAIL: { count: 1, fields: 1 } },
      capture: "partial",
      reason: "limit",
      notInspected: "encoding:zstd",
    },
    res: { found: { PHONE: { count: 1, fields: 1 } }, reason: "cut", capture: "partial" },
    wire: {
      usage: { input: 1, output: 2, cached: 3, reasoning: 4 },
      finishReasons: Array.from({ length: 12 }, (_, k) => `reason ${k}`),
      toolCalls: [{ name: "look_up", length: 12, sha256: new Uint8Array(32) }],
      toolCallsMore: 5,
      safetyEvents: ["refusal"],
      params: { top_p: 0.9, seed: 7, stop: "\ufffd", json: true },
      errorType: "overloaded",
    },
  },
};

for (const [shape, changes] of Object.entries(SHAPES)) {
  Deno.test(`callLines() ties record and line together by commitments for a ${shape} call`, () => {
    const draft = sampleDraft(5, changes);
    const { body, line, text } = make(draft);
    const { [REDACTED_KEY]: keyHex, ...committed } = line;
    const key = fromHex(keyHex) ?? new Uint8Array(0);
    assertEquals(key, KEY);
    assertEquals(text, canonicalJson(line));
    assertEquals(body.parts["line"], commitTo("line", key, utf8(committedText(committed))));
    assertEquals(body.parts["req"], commitTo("req", key, utf8(line.redacted_payload)));
    assertEquals(body.parts["res"], commitTo("res", key, utf8(line.response_redacted_payload)));
    for (const direction of ["req", "res"] as const) {
      const part = `orig.${direction}`;
      const { sha256 } = draft[direction];
      const expected = sha256 === null ? undefined : originalCommitment(part, sha256);
      assertEquals(body.parts[part], expected);
    }
    assertEquals([line.index, line.log, line.window], [INDEX, ORIGIN, "498686.2"]);
    assertEquals(line.original_hash, body.parts["orig.req"] ?? "");
    assertEquals(line.response_redacted_hash, body.parts["res"]);
  });

  Deno.test(`callLines() lists the keys of a ${shape} call in canonical order`, () => {
    const { body, text } = make(sampleDraft(5, changes));
    assertEquals(JSON.stringify({ ...body, parts: {} }), canonicalJson({ ...body, parts: {} }));
    assertEquals(orderedJson(body), canonicalJson(body));
    assertEquals(text, canonicalJson(JSON.parse(text)));
  });
}

Deno.test("callLines() writes the record that summaries need, without content", () => {
  const { body } = make(sampleDraft(5, SHAPES["rich"]));
  const { parts, ...rest } = body;
  assertEquals(Object.keys(parts).sort(), ["line", "orig.req", "orig.res", "req", "res"]);
  assertEquals(rest.system_prompt?.length, 32);
  assertEquals({ ...rest }, {
    v: 1,
    i: 0,
    log: "",
    prev: "",
    t: "",
    kind: "call",
    ord: 5,
    class: "partial",
    capture: { req: "partial", res: "partial" },
    why: { req: "limit", res: "cut" },
    not_inspected: { req: "encoding:zstd" },
    format: "openai.chat/2",
    provider: "openai",
    operation: "chat",
    host: "api.openai.com",
    model: "gpt-5",
    served: "gpt-5-2026-08-07",
    status: 0,
    error: "timeout",
    stream: false,
    finish: Array.from({ length: 8 }, (_, k) => `reason ${k}`),
    usage: { input: 1, output: 2, cached: 3, reasoning: 4 },
    us: { added: 85, ttfb: 400_000, total: 900_000 },
    size: { req: 1024, res: 1024 },
    found: { req: { EMAIL: 1, SSN: 2 }, res: { PHONE: 1 } },
    first_seen: ["system_prompt"],
    system_prompt: rest.system_prompt,
    fields: { req: 1, res: 1 },
    tools: 6,
  });
  assertEquals(JSON.stringify(body).includes("REDACTED"), false);
});

Deno.test("callLines() writes the line with the reference's names, sorted lists and pseudonyms", () => {
  const { line } = make(sampleDraft(5, SHAPES["rich"]));
  assertEquals(line.pii_categories_found, ["EMAIL", "SSN"]);
  assertEquals(line.response_pii_categories, ["PHONE"]);
  assertEquals([line.capture_complete, line.response_capture_complete], [false, false]);
  assertEquals(line.findings, [
    { direction: "request", category: "EMAIL", count: 1, fields: 1 },
    { direction: "request", category: "SSN", count: 2, fields: 1 },
    { direction: "response", category: "PHONE", count: 1, fields: 1 },
  ]);
  assertEquals(line.error_type, "timeout");
  assertEquals(line.client.credential_fingerprint?.length, 16);
  assertEquals(line.system_prompt_hash?.length, 32);
  assertEquals(line.hash_alg, "hmac-sha256");
  const bare = make(sampleDraft(5, SHAPES["bare"])).line;
  assertEquals(bare.client.credential_fingerprint, null);
  assertEquals([bare.system_prompt_hash, bare.original_hash], [null, ""]);
});

Deno.test("callLines() writes the reference's plain hashes with commitment sha256, the chain stays keyed", () => {
  const draft = sampleDraft(5);
  const plain = make(draft, contextOf({ commitment: "sha256" }));
  const { line } = plain;
  const redacted = utf8(line.redacted_payload + line.timestamp);
  assertEquals(line.hash_alg, "sha256");
  assertEquals(line.original_hash, toHex(draft.req.sha256 ?? new Uint8Array(0)));
  assertEquals(line.redacted_hash, toHex(NODE_SUITE.sha256(redacted)));
  assertEquals(line.response_hash, toHex(draft.res.sha256 ?? new Uint8Array(0)));
  const { line: ofLine, ...parts } = plain.body.parts;
  const { line: ofOther, ...others } = make(draft).body.parts;
  assertEquals(parts, others);
  assert(ofLine !== ofOther, "the line itself differs");
});

Deno.test("callLines() holds hostile text and numbers within the record's bounds", () => {
  const long = `${"\u{1f600}".repeat(2_000)}\ud800`;
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, k) => [`C${k}`, { count: -1, fields: 0 }]),
  );
  const draft = sampleDraft(5, {
    meta: { host: long, status: -1, addedUs: Number.NaN, ttfbUs: 1e300, path: "/\ud800" },
    req: { notInspected: long, found: many, fieldsScanned: 1.5 },
    res: { notInspected: long, bytes: Infinity },
    wire: {
      modelRequested: long,
      usage: { input: -1, output: 0.5, cached: Infinity, reasoning: 0 },
      params: { top_p: Infinity, stop: "\ud800", n: 1 },
    },
  });
  const { body, line } = make(draft, contextOf({ lineBytesMax: 1 << 22 }));
  assert(canonicalJson(body).length < 16_384, "the record fits its line");
  assertEquals(body.us, { added: 0, ttfb: Number.MAX_SAFE_INTEGER, total: 900_000 });
  assertEquals([body.status, body.fields.req, body.found?.req?.["C0"]], [0, 1, 0]);
  assertEquals(body.usage, { reasoning: 0 });
  assertEquals(line.usage, { input: -1, output: 0.5, cached: null, reasoning: 0 });
  assertEquals(line.params, { n: 1, stop: "\ufffd" });
});

Deno.test("callLines() throws for a draft that has no canonical form", () => {
  assertThrows(() => make(sampleDraft(5, { wire: { provider: "\ud800" } })), TypeError);
  assertThrows(() => make(sampleDraft(5, { meta: { acceptedAtMs: Number.NaN } })), RangeError);
});

Deno.test("callLines() keeps what the application said, and of persons only a pseudonym", () => {
  const { body, line } = make(sampleDraft(1, SHAPES["attributed"]));
  assertEquals(line.attribution["app"], { source: "asserted", value: "billing" });
  const user = line.attribution["user"]?.value ?? "";
  assertEquals([user.length, line.attribution_invalid], [16, 2]);
  assertEquals(body.attribution?.["user"], user);
  assert(body.attribution?.["app"] !== "billing", "The record holds no value");
  assertEquals(line.rate_limits, { "retry-after": "1", "x-ratelimit-limit-requests": "60" });
  assertEquals([line.retry, line.fields_unvisited, body.unvisited], [1, 3, { req: 3 }]);
  assertEquals(line.tool_results[0]?.name, "call_1");
});

Deno.test("callLines() says once that a system prompt or a set of tools is new", () => {
  const context = contextOf();
  const draft = sampleDraft(1, SHAPES["attributed"]);
  const first = make(draft, context);
  assertEquals(first.body.first_seen, ["system_prompt", "tools"]);
  assertEquals(first.line.first_seen, ["system_prompt", "tools"]);
  assertEquals(make(draft, context).body.first_seen, undefined);
  const other = sampleDraft(1, { wire: { toolsSha256: new Uint8Array(32).fill(1) } });
  assertEquals(make(other, context).body.first_seen, ["tools"]);
  assert(first.body.tool_schema !== make(other, context).body.tool_schema);
});

Deno.test("callLines() keeps plain what names nobody: closed lists and registered purposes", () => {
  const asserted = ([
    ["oversight", "hitl"],
    ["purpose", "PUR-7"],
    ["rag", "kb@3;n=2;refs=abc"],
    ["tenant", "acme"],
    ["user", null],
  ] as [string, string | null][]).map(([name, value]) => ({
    name,
    value,
    sha256: new Uint8Array(32).fill(1),
  }));
  const draft = sampleDraft(0, { attribution: { asserted, invalid: 0 } });
  const context = contextOf({ purposes: new Set(["PUR-7"]) });
  assertEquals(make(draft, context).body.plain, {
    oversight: "hitl",
    purpose: "PUR-7",
    rag: "refs",
  });
  assertEquals(make(draft).body.plain, { oversight: "hitl", rag: "refs" });
  assertEquals(make(sampleDraft(0)).body.plain, undefined);
});

Deno.test("callLines() keeps hits of signals by direction, sorted", () => {
  const { body } = make(sampleDraft(0, { req: { signals: { "b.b": 2, "a.a": 1 } } }));
  assertEquals(JSON.stringify(body.signals), '{"req":{"a.a":1,"b.b":2}}');
  assertEquals(make(sampleDraft(0)).body.signals, undefined);
});
