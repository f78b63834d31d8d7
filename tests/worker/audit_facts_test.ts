import { createDetector } from "../../src/detect/detector.ts";
import { sha256 } from "../../src/base/digest.ts";
import { utf8 } from "../../src/base/bytes.ts";
import type { ExchangeMeta } from "../../src/format/draft.ts";
import { MCP_FORMATS } from "../../src/wire/mcp.ts";
import { OPENAI_CHAT } from "../../src/wire/openai_chat.ts";
import { type CallShape, NO_RESPONSE_FACTS, NO_USAGE } from "../../src/wire/wire_format.ts";
import {
  callWireFacts,
  type Cleaner,
  kindLabel,
  requestWireFacts,
} from "../../src/worker/audit_facts.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";

const CLEANER: Cleaner = { detector: createDetector(), markerStyle: "plain" };
const NO_CALL: CallShape = { method: "POST", path: "", host: "", contentType: "", body: undefined };
const META = { host: "api.openai.com" } as ExchangeMeta;

Deno.test("requestWireFacts() of an opaque call still names the host's provider", () => {
  assertEquals(requestWireFacts(CLEANER, { meta: META, format: null, facts: null }), {
    format: "opaque",
    extractor: "unknown",
    provider: "openai",
    operation: "unknown",
    modelRequested: null,
    systemPromptSha256: null,
    params: {},
    toolsSha256: null,
    toolResults: [],
    toolResultsMore: 0,
    toolCalls: [],
    toolCallsMore: 0,
    contextExternal: [],
  });
});

Deno.test("requestWireFacts() redacts and cuts names, and hashes the prompt as it was", () => {
  const facts = {
    model: `${"m".repeat(120)} 123-45-6789`,
    systemPrompt: "My SSN is 123-45-6789",
    params: { temperature: 1, tool_choice: `a@b.org ${"x".repeat(100)}` },
  };
  const wire = requestWireFacts(CLEANER, { meta: META, format: OPENAI_CHAT, facts });
  assertEquals(wire.modelRequested, `${"m".repeat(120)} [REDACT`);
  assertEquals(wire.params["tool_choice"], `[REDACTED:EMAIL] ${"x".repeat(47)}`);
  assertEquals(wire.params["temperature"], 1);
  assertEquals(wire.systemPromptSha256, sha256(utf8("My SSN is 123-45-6789")));
  assertEquals(wire.format, "openai.chat/2");
});

Deno.test("callWireFacts() bounds every list and every text", () => {
  const request = requestWireFacts(CLEANER, { meta: META, format: OPENAI_CHAT, facts: null });
  const long = `\u{1f600}`.repeat(200);
  const wire = callWireFacts(CLEANER, {
    request,
    stream: true,
    facts: {
      model: long,
      usage: NO_USAGE,
      finishReasons: Array.from({ length: 20 }, () => `x${long}`),
      toolCalls: Array.from({ length: 20 }, () => ({ name: "a@b.org", text: "x" })),
      errorType: "10.0.0.1",
      safetyEvents: Array.from({ length: 20 }, () => "refusal"),
    },
  });
  assertEquals(wire.finishReasons.length, 8);
  assertEquals(wire.finishReasons[0], `x${"\u{1f600}".repeat(31)}\ufffd`);
  assertEquals(wire.modelServed, "\u{1f600}".repeat(64));
  assertEquals([wire.toolCalls.length, wire.toolCallsMore], [16, 4]);
  assertEquals(wire.toolCalls[0], {
    name: "[REDACTED:EMAIL]",
    length: 1,
    sha256: sha256(utf8("x")),
  });
  assertEquals([wire.errorType, wire.safetyEvents.length], ["[REDACTED:IP_ADDRESS]", 8]);
});

Deno.test("callWireFacts() joins what the request and the answer say of tools", () => {
  const [format] = MCP_FORMATS;
  assert(format !== undefined);
  const body = {
    jsonrpc: "2.0",
    method: "tools/call",
    params: { name: "mail a@b.org", arguments: { to: "x" } },
  };
  const facts = format.request(body, { ...NO_CALL, body });
  const request = requestWireFacts(CLEANER, { meta: META, format, facts });
  assertEquals(request.operation, "execute_tool");
  const result = { jsonrpc: "2.0", id: 7, result: { content: [{ type: "text", text: "Done" }] } };
  const answer = format.response(result, NO_CALL);
  const wire = callWireFacts(CLEANER, { request, stream: false, facts: answer });
  const [call] = wire.toolCalls;
  assertEquals([call?.name, call?.length], ["mail [REDACTED:EMAIL]", 10]);
  assertEquals(wire.toolResults, [{ name: "7", length: 4, sha256: sha256(utf8("Done")) }]);
  const many = Array.from({ length: 20 }, () => ({ name: "f", text: "" }));
  const both = callWireFacts(CLEANER, {
    request: requestWireFacts(CLEANER, {
      meta: META,
      format,
      facts: { ...facts, toolCalls: many },
    }),
    stream: false,
    facts: { ...NO_RESPONSE_FACTS, toolCalls: many },
  });
  assertEquals([both.toolCalls.length, both.toolCallsMore], [16, 24]);
});

Deno.test("callWireFacts() without facts says nothing", () => {
  const request = requestWireFacts(CLEANER, { meta: META, format: null, facts: null });
  const wire = callWireFacts(CLEANER, { request, stream: false, facts: null });
  assertEquals([wire.modelServed, wire.errorType, wire.usage], [null, null, NO_USAGE]);
  assertEquals([wire.finishReasons, wire.toolCalls, wire.safetyEvents], [[], [], []]);
  assertFalse(wire.stream);
});

Deno.test("kindLabel() keeps names and replaces anything else", () => {
  const { detector } = CLEANER;
  assertEquals(kindLabel(detector, "part:image"), "part:image");
  assertEquals(kindLabel(detector, "media_type:Image/PNG"), "media_type:image/png");
  assertEquals(kindLabel(detector, "part:123-45-6789"), "part:other");
  assertEquals(kindLabel(detector, "part:jane@b.org"), "part:other");
  assertEquals(kindLabel(detector, "event:"), "event:other");
  assertEquals(kindLabel(detector, `part:${"x".repeat(49)}`), "part:other");
});
