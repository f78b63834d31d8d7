import { recognise, WIRE_FORMATS } from "../../src/wire/registry.ts";
import { assertEquals } from "../support/std.ts";

function idOf(path: string, options: { method?: string; body?: unknown } = {}): string | null {
  const { method = "POST", body } = options;
  const call = { method, path, host: "h", contentType: "application/json", body };
  return recognise(call)?.id ?? null;
}

Deno.test("recognise() goes by the end of the path", () => {
  assertEquals(idOf("/v1/chat/completions"), "openai.chat");
  assertEquals(idOf("/v1/chat/completions/"), "openai.chat");
  assertEquals(idOf("/openai/deployments/d/chat/completions"), "openai.chat");
  assertEquals(idOf("/v1/messages"), "anthropic.messages");
  assertEquals(idOf("/gateway/anthropic/v1/messages"), "anthropic.messages");
});

Deno.test("recognise() is null for other paths and methods", () => {
  for (
    const path of [
      ...["", "/", "/v1/completions", "/v1/chat/completions/chatcmpl-1"],
      ...["/v1/threads/t/messages", "/v1/embeddings"],
    ]
  ) assertEquals(idOf(path), null, path);
  assertEquals(idOf("/v1/chat/completions", { method: "GET" }), null);
});

Deno.test("recognise() wants messages in a body that is there", () => {
  for (const path of ["/v1/chat/completions", "/v1/messages"]) {
    assertEquals(idOf(path, { body: { messages: [] } }) === null, false);
    for (const body of [{}, [], null, "x", { messages: "x" }, { prompt: "x" }]) {
      assertEquals(idOf(path, { body }), null);
    }
  }
});

Deno.test("WIRE_FORMATS have different names and a version", () => {
  assertEquals(new Set(WIRE_FORMATS.map(({ id }) => id)).size, WIRE_FORMATS.length);
  for (const { version } of WIRE_FORMATS) assertEquals(Number.isInteger(version), true);
});
