import { recogniseByShape } from "../../src/wire/call_shape.ts";
import { recognise } from "../../src/wire/registry.ts";
import { assertEquals } from "../support/std.ts";

function idOf(body: unknown, method = "POST"): string | null {
  const call = { method, path: "/ask", host: "h", contentType: "application/json", body };
  return recogniseByShape(call)?.id ?? null;
}

const TURN = { role: "user", content: "Hi" };

Deno.test("recogniseByShape() tells what is unmistakable", () => {
  assertEquals(idOf({ model: "m", messages: [TURN] }), "openai.chat");
  const anthropic = { messages: [TURN], max_tokens: 9 };
  assertEquals(idOf({ ...anthropic, system: "S", model: "m" }), "anthropic.messages");
  assertEquals(idOf({ ...anthropic, anthropic_version: "v" }), "anthropic.messages");
  assertEquals(idOf({ ...anthropic, model: "m" }), "openai.chat");
  assertEquals(idOf({ contents: [{ parts: [{ text: "Hi" }] }] }), "gemini.generate");
  assertEquals(idOf({ jsonrpc: "2.0", id: 1, method: "tools/list" }), "mcp.message");
  assertEquals(idOf({ jsonrpc: "2.0", method: "notifications/cancelled" }), "mcp.message");
  assertEquals(idOf([{ jsonrpc: "2.0", id: 1, method: "ping" }]), "mcp.message");
  assertEquals(idOf({ jsonrpc: "2.0", id: 1, method: "eth_call" }), "jsonrpc.message");
});

Deno.test("recogniseByShape() tells what a client answers to a server", () => {
  function answer(result: unknown): unknown {
    return { jsonrpc: "2.0", id: 1, result };
  }
  assertEquals(idOf(answer({ role: "assistant", content: {}, model: "m" })), "mcp.message");
  assertEquals(idOf(answer({ action: "accept", content: {} })), "mcp.message");
  assertEquals(idOf(answer({ roots: [] })), "mcp.message");
  assertEquals(idOf(answer({ balance: 5 })), "jsonrpc.message");
});

Deno.test("recogniseByShape() guesses nothing", () => {
  const bodies = [
    ...[undefined, null, 5, "x", [], {}, { messages: [] }, { model: "m", messages: [] }],
    ...[{ messages: [TURN] }, { model: "m", messages: [TURN, { content: "x" }] }],
    ...[{ model: "m", messages: [TURN, null] }, { model: 5, messages: [TURN] }],
    ...[{ messages: [TURN], max_tokens: 9 }, { messages: [TURN], system: "S" }],
    ...[{ contents: [] }, { contents: ["x"] }, { contents: [{ text: "Hi" }] }],
    ...[{ jsonrpc: "2.0" }, { jsonrpc: "1.0", method: "ping" }, { method: "tools/list" }],
  ];
  for (const body of bodies) assertEquals(idOf(body), null, JSON.stringify(body));
  assertEquals(idOf({ model: "m", messages: [TURN] }, "PUT"), null);
});

Deno.test("recognise() tells each call of a server anew, and the path before the body", () => {
  const call = { method: "POST", path: "/ask", host: "h", contentType: "", body: {} };
  const body = { model: "m", messages: [TURN] };
  assertEquals(recognise({ ...call, body })?.id, "openai.chat");
  assertEquals(recognise(call), null);
  assertEquals(recognise({ ...call, path: "/api/chat", body })?.id, "ollama.chat");
});
