import { MCP_FORMATS } from "../../src/wire/mcp.ts";
import type { CallShape, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { reassemble } from "./recording_sink.ts";

const [MCP, RPC] = MCP_FORMATS as [WireFormat, WireFormat];

const CALL: CallShape = {
  method: "POST",
  path: "/any",
  host: "h",
  contentType: "application/json",
  body: undefined,
};

function message(fields: Record<string, unknown>): Record<string, unknown> {
  return { jsonrpc: "2.0", ...fields };
}

function data(...events: unknown[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}

const RESULT = message({ id: 7, result: { content: [{ type: "text", text: "Found her." }] } });

Deno.test("request() names the operation by the method, from a closed list", () => {
  const cases: [unknown, string | undefined][] = [
    [message({ id: 1, method: "tools/call" }), "execute_tool"],
    [message({ id: 1, method: "tools/list" }), "tools/list"],
    [message({ method: "notifications/progress" }), "notifications"],
    [message({ id: 1, method: "x/4532015112830366" }), "mcp"],
    [message({ id: 1, result: {} }), "mcp"],
    [[message({ method: "ping" }), message({ method: "tools/call" })], "execute_tool"],
  ];
  for (const [body, operation] of cases) assertEquals(MCP.request(body, CALL).operation, operation);
});

Deno.test("request() reads a call of a tool, and what a client's model answered", () => {
  const params = { name: "lookup", arguments: { who: "Ann Lee" } };
  const call = message({ id: 7, method: "tools/call", params });
  assertEquals(MCP.request(call, CALL).toolCalls, [{ name: "lookup", text: '{"who":"Ann Lee"}' }]);
  const sampled = message({ id: 1, result: { role: "assistant", model: "m", content: {} } });
  assertEquals(MCP.request(sampled, CALL).model, "m");
});

Deno.test("response() reads a tool's result by the id of its call", () => {
  assertEquals(MCP.response(RESULT, CALL)?.toolResults, [{ name: "7", text: "Found her." }]);
  const structured = message({ id: "a", result: { content: [], structuredContent: { n: 1 } } });
  assertEquals(MCP.response(structured, CALL)?.toolResults, [{ name: "a", text: '{"n":1}' }]);
  const prompt = message({ id: 1, result: { messages: [] } });
  assertEquals(MCP.response(prompt, CALL)?.toolResults, []);
});

Deno.test("response() tells a tool's failure from the protocol's", () => {
  const failed = message({ id: 1, result: { isError: true, content: [] } });
  assertEquals(MCP.response(failed, CALL)?.errorType, "tool_error");
  const error = message({ id: 1, error: { code: -32602, message: "m" } });
  assertEquals(MCP.response(error, CALL)?.errorType, "-32602");
  const asks = message({ id: 1, result: { resultType: "input_required" } });
  assertEquals(MCP.response(asks, CALL)?.finishReasons, ["input_required"]);
  assertEquals(MCP.response({ message: "No session" }, CALL)?.errorType, "error");
  for (const body of [null, 5, "x", [], {}, { id: 1 }]) {
    assertEquals(MCP.response(body, CALL), null);
  }
});

Deno.test("stream() is the answer, with what came before it left where it is", () => {
  const progress = message({ method: "notifications/progress", params: { message: "I look" } });
  const before = reassemble(MCP, data(progress));
  assertEquals([before.ended, before.sink.fields], [false, [[
    "events[0].params.message",
    "I look",
  ]]]);
  const { body, ended, isMalformed, sink } = reassemble(MCP, data(progress, RESULT));
  assertEquals([ended, isMalformed, body], [true, false, RESULT]);
  assertEquals(sink.fields, [
    ["events[0].params.message", "I look"],
    ["result.content[0].text", "Found her."],
  ]);
});

Deno.test("stream() keeps all answers of a batch", () => {
  const other = message({ id: 8, error: { code: -1, message: "No such" } });
  const { body, ended } = reassemble(MCP, data(RESULT, other));
  assertEquals([ended, body], [true, [RESULT, other]]);
  assertEquals(MCP.response(body, CALL)?.errorType, "-1");
  const cut = reassemble(MCP, 'data: {"jsonrpc":"2.0","id":1,"result":{"content":[');
  assertFalse(cut.ended);
});

Deno.test("other JSON-RPC is not called by the protocol's name", () => {
  const body = message({ id: 1, method: "message/send", params: {} });
  assertFalse(MCP.matches({ ...CALL, body }));
  assert(RPC.matches({ ...CALL, body }));
  assertEquals(RPC.request(body, CALL).model, null);
  assertFalse(RPC.matches({ ...CALL, method: "GET", body }));
});
