import type { Counts } from "../../src/format/counts.ts";
import { OTHER_KINDS } from "../../src/format/basic_record.ts";
import type { OutbandRecord } from "../../src/format/record.ts";
import { parseRecord } from "../../src/format/record_schema.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { exampleFiles } from "../support/verify_rig.ts";
import { vectorTest } from "../support/vectors.ts";

type Fields = Record<string, unknown>;

const HASH = "0123456789abcdef".repeat(4);
const TIME = "2026-11-21T00:00:00.000Z";
const HEAD = { v: 1 as const, log: "localhost/outband-1f2e3d4c", i: 7, prev: HASH, t: TIME };
const COUNTS: Counts = {
  processed: 1,
  audited_full: 1,
  audited_partial: 0,
  metadata_only: 0,
  dropped: 0,
  excluded: 0,
  unknown_at_crash: 0,
};

/** One record of each kind with every field that it can have; the types say that they are all. */
const FULL: { [Kind in OutbandRecord["kind"]]: Required<Extract<OutbandRecord, { kind: Kind }>> } =
  {
    "log.open": {
      ...HEAD,
      kind: "log.open",
      format: "outband/segment/v1",
      period: 3600,
      vkey: "key",
      supersedes: "localhost/old",
      recovery_vkey: "recovery",
    },
    "boot": {
      ...HEAD,
      kind: "boot",
      boot: 1,
      software: { name: "outband", version: "1", runtime: "deno" },
    },
    "key.next": { ...HEAD, kind: "key.next", old: "a", new: "b", pop: "c" },
    "tombstone": {
      ...HEAD,
      kind: "tombstone",
      what: "evidence",
      from: TIME,
      to: "2026-11-21T01:00:00.000Z",
      n: 1,
      end: 5,
      root: HASH,
      frontier: [HASH, HASH],
    },
    "register": { ...HEAD, kind: "register", n: 2, head: "cd".repeat(32) },
    "hold": { ...HEAD, kind: "hold", state: "on", why: "case 1" },
    "attest.key": { ...HEAD, kind: "attest.key", vkey: "d" },
    "recover": { ...HEAD, kind: "recover", lost_bytes: 3, sha256: HASH, prev_t: TIME },
    "window.open": {
      ...HEAD,
      kind: "window.open",
      w: 1,
      part: 0,
      period: 60,
      start: TIME,
      ord: 0,
      carried_in: 0,
    },
    "window.close": {
      ...HEAD,
      kind: "window.close",
      w: 1,
      part: 0,
      ord: 1,
      carried_in: 0,
      accepted: 1,
      carried_out: 0,
      counts: COUNTS,
      added_us: [[96, 1]],
      io_errors: 0,
      uptime_s: 60,
      partial: true,
    },
    "absent": { ...HEAD, kind: "absent", from_w: 1, to_w: 2, boot: 1 },
    "config": {
      ...HEAD,
      kind: "config",
      config: HASH,
      upstreams: ["api.openai.com"],
      tls: true,
      limits: { pool_bytes: 1 },
      commitment: "hmac",
      sandbox: true,
      on_audit_failure: "pass",
      policy: HASH,
    },
    "detector": {
      ...HEAD,
      kind: "detector",
      detector: HASH,
      level: "standard",
      categories: ["SSN"],
      not_covered: [],
      rules: HASH,
    },
    "selftest": {
      ...HEAD,
      kind: "selftest",
      cause: "start",
      detector: HASH,
      corpus: HASH,
      passed: true,
      categories: { SSN: [4, 4, 0] },
      clean: { texts: 30, findings: 0 },
      untested: ["EMPLOYEE_NUMBER"],
      failed: ["SSN#2", "clean#3"],
      more: 1,
    },
    "call": {
      ...HEAD,
      kind: "call",
      ord: 0,
      class: "partial",
      capture: { req: "partial", res: "full" },
      why: { req: "pool", res: "cut" },
      degraded: true,
      not_inspected: { req: "media_type:image/png", res: "encoding:zstd" },
      format: "openai.chat/2",
      provider: "openai",
      operation: "chat",
      host: "api.openai.com",
      model: "m",
      served: "m-1",
      status: 200,
      error: "timeout",
      stream: false,
      finish: ["stop"],
      usage: { input: 1, output: 2, cached: 3, reasoning: 4 },
      us: { added: 1, ttfb: 2, total: 3 },
      size: { req: 1, res: 2 },
      found: { req: { SSN: 1 }, res: {} },
      fields: { req: 1, res: 1 },
      tools: 1,
      system_prompt: "0".repeat(32),
      tool_schema: "1".repeat(32),
      first_seen: ["tools"],
      fingerprint: "fp_1",
      context_external: ["previous_response_id"],
      unvisited: { req: 1 },
      attribution: { tenant: "2".repeat(16) },
      plain: { oversight: "hitl", purpose: "PUR-7" },
      signals: { req: { "injection.override": 1 } },
      attribution_invalid: 1,
      parts: { "orig.req": HASH, "orig.res": HASH, req: HASH, res: HASH, line: HASH },
    },
    "gap": {
      ...HEAD,
      kind: "gap",
      ord: 0,
      n: 3,
      why: "crash",
      bits: btoa("\x05"),
      upper_bound: true,
    },
    "annotation": {
      ...HEAD,
      kind: "annotation",
      about: "human",
      ord: 4,
      trace: "0af7651916cd43dd8448eb211c80319c",
      said: { decision: "approved" },
      found: { EMAIL: 1 },
    },
    "clock": { ...HEAD, kind: "clock", old: TIME, new: TIME, source: "system" },
    "heartbeat": { ...HEAD, kind: "heartbeat", ord: 3, in_flight: 1, signed: 0 },
    "degrade": {
      ...HEAD,
      kind: "degrade",
      from: "full",
      to: "metadata",
      why: "slots",
      ord: 3,
    },
    "erase": { ...HEAD, kind: "erase", target: 1, parts: ["req"], why: "request", ref: "T-1" },
    "telemetry_lost": { ...HEAD, kind: "telemetry_lost", n: 1, why: "stall" },
    "anchor": {
      ...HEAD,
      kind: "anchor",
      type: "rfc3161",
      size: 7,
      sha256: HASH,
      by: "tsa.example",
    },
  };

/** Fields that a record of this kind can do without. */
const OPTIONAL: Record<string, readonly string[]> = {
  "log.open": ["recovery_vkey", "supersedes"],
  "window.close": ["partial"],
  "config": ["policy"],
  "detector": ["rules"],
  "selftest": ["more"],
  "call": [
    "why",
    "degraded",
    "not_inspected",
    "model",
    "served",
    "error",
    "finish",
    "usage",
    "found",
    "tools",
    "system_prompt",
    "tool_schema",
    "first_seen",
    "fingerprint",
    "context_external",
    "unvisited",
    "attribution",
    "attribution_invalid",
    "plain",
    "signals",
  ],
  "gap": ["bits", "upper_bound"],
  "annotation": ["ord", "trace", "found"],
  "erase": ["ref"],
};

const BASIC: Record<string, Fields> = {
  "window.open": { ...HEAD, kind: "window.open", w: 1 },
  "window.close": {
    ...HEAD,
    kind: "window.close",
    w: 1,
    ord: 3,
    audited: 1,
    dropped: 2,
    proxied: 3,
  },
  "call": { ...HEAD, kind: "call", ord: 0, capture: "complete", parts: { orig: HASH } },
  "heartbeat": { ...HEAD, kind: "heartbeat", ord: 3 },
};

function problemOf(value: unknown): string | null {
  const parsed = parseRecord(value);
  return "problem" in parsed ? parsed.problem : null;
}

Deno.test("parseRecord() reads every kind with all its fields", () => {
  for (const record of Object.values(FULL)) {
    const parsed = parseRecord(record);
    assert("form" in parsed && parsed.form === "outband", JSON.stringify(parsed));
    assertEquals(parsed.record, record as OutbandRecord);
    assertEquals(parsed.timeMs, Date.parse(TIME));
  }
});

Deno.test("parseRecord() reads the basic form, and kinds for later", () => {
  for (const record of Object.values(BASIC)) {
    const parsed = parseRecord(record);
    assert("form" in parsed && parsed.form === "basic", JSON.stringify(parsed));
  }
  for (const kind of OTHER_KINDS) {
    assertEquals(problemOf({ ...HEAD, kind, more: { deep: [1, "x", null] } }), null);
  }
});

Deno.test("parseRecord() wants every field that is not optional", () => {
  for (const [kind, record] of Object.entries({ ...FULL })) {
    for (const name of Object.keys(record)) {
      const { [name]: _, ...rest } = record as unknown as Fields;
      const isOptional = OPTIONAL[kind]?.includes(name) ?? false;
      assertEquals(problemOf(rest) === null, isOptional, `${kind} without ${name}`);
    }
  }
});

Deno.test("parseRecord() takes no other fields", () => {
  for (const record of Object.values(FULL)) {
    assert(problemOf({ ...record, other: 1 }) !== null, record.kind);
  }
  for (const [kind, record] of Object.entries(BASIC)) {
    assertEquals(problemOf({ ...record, more: 1 }) === null, kind === "heartbeat", kind);
  }
  for (const name of ["capture", "us", "size", "fields", "found", "usage", "why", "parts"]) {
    const call = FULL.call as unknown as Record<string, Fields>;
    assert(problemOf({ ...call, [name]: { ...call[name], more: 1 } }) !== null, name);
  }
});

Deno.test("parseRecord() takes no value of another type anywhere", () => {
  const visit = (value: unknown, path: readonly string[], root: Fields): void => {
    if (typeof value === "object" && value !== null) {
      for (const [name, item] of Object.entries(value)) visit(item, [...path, name], root);
    }
    if (path.length === 0) return;
    for (const wrong of [null, -1, 1.5, 2 ** 53, {}, [[]], "\u0000".repeat(2_000)]) {
      if (typeof value === "object" && JSON.stringify(wrong) === "{}") continue;
      const record = replaced(root, path, wrong);
      assert(problemOf(record) !== null, `${path.join(".")} = ${JSON.stringify(wrong)}`);
    }
  };
  for (const record of Object.values(FULL)) visit(record, [], record as unknown as Fields);
});

function replaced(root: Fields, path: readonly string[], value: unknown): Fields {
  const copy = structuredClone(root);
  let at: Record<string, unknown> = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path.at(-1) ?? ""] = value;
  return copy;
}

Deno.test("parseRecord() tells an unknown kind from a broken record", () => {
  const unknown = parseRecord({ ...HEAD, kind: "party" });
  assertEquals(unknown, { problem: 'kind is "party"', isUnknownKind: true });
  for (const value of [null, 1, "x", [], {}, { ...HEAD }, { ...HEAD, kind: 7 }]) {
    const parsed = parseRecord(value);
    assert("problem" in parsed && !parsed.isUnknownKind, JSON.stringify(value));
  }
  assertEquals(problemOf({ ...HEAD, kind: "x".repeat(900) })?.length, 200);
});

Deno.test("parseRecord() checks rules between fields", () => {
  const cases: Fields[] = [
    { ...FULL.call, class: "full" },
    { ...FULL.call, class: "metadata" },
    { ...FULL.gap, bits: btoa("\x01") },
    { ...FULL.gap, bits: btoa("\x0d") },
    { ...FULL.gap, bits: "AAA" },
    { ...FULL.gap, ord: Number.MAX_SAFE_INTEGER },
    { ...FULL.gap, n: 0 },
    { ...FULL.absent, from_w: 3 },
    { ...FULL.tombstone, to: TIME },
    { ...FULL.tombstone, end: 8 },
    { ...FULL.tombstone, what: "telemetry" },
  ];
  for (const record of cases) assert(problemOf(record) !== null, JSON.stringify(record));
});

Deno.test("parseRecord() reads a tombstone of telemetry without a tree", () => {
  const { end: _end, root: _root, frontier: _edge, ...rest } = FULL.tombstone;
  assertEquals(problemOf({ ...rest, what: "telemetry" }), null);
});

Deno.test("parseRecord() reads times exactly, also many in a row", () => {
  const at = (t: string): number | null => {
    const parsed = parseRecord({ ...FULL.boot, t });
    return "problem" in parsed ? null : parsed.timeMs;
  };
  for (let ms = 0; ms < 3_000; ms += 7) {
    const time = Date.parse(TIME) + ms;
    assertEquals(at(new Date(time).toISOString()), time);
  }
  assertEquals(at("1969-12-31T23:59:59.500Z"), -500);
  assertEquals(at("1969-12-31T23:59:59.600Z"), -400);
  const bad = ["123Z", "", "2026-11-21T00:00:00Z", "2026-11-21T00:00:00.0000Z", "2026-13-01T"];
  const second = "2026-11-21T00:00:00.";
  for (const t of [...bad, `${second}1Z`, `${second}abcZ`, `${second}000+`, `${second}-10Z`]) {
    assertEquals(at(t), null, t);
  }
});

Deno.test("parseRecord() never drops or accepts a key named __proto__", () => {
  const text = JSON.stringify(FULL.call);
  for (const name of ["{", '"found":{', '"req":{', '"parts":{', '"us":{']) {
    const value: unknown = JSON.parse(text.replace(name, `${name}"__proto__":1,`));
    const parsed = parseRecord(value);
    const isTally = name === '"req":{';
    assertEquals("problem" in parsed, !isTally, name);
    if ("record" in parsed) assertStringIncludes(JSON.stringify(parsed.record), "__proto__");
  }
});

Deno.test("parseRecord() does not follow nesting without end", () => {
  let deep: unknown = 1;
  for (let k = 0; k < 100; k++) deep = [deep];
  assertStringIncludes(problemOf({ ...HEAD, kind: "review", deep }) ?? "", "deeper");
});

vectorTest("parseRecord() reads every record of the published example", () => {
  let count = 0;
  for (const [path, bytes] of exampleFiles()) {
    if (!path.endsWith("segment.jsonl")) continue;
    for (const line of new TextDecoder().decode(bytes).trimEnd().split("\n")) {
      assertEquals(problemOf(JSON.parse(line)), null);
      count++;
    }
  }
  assertEquals(count, 14);
});
