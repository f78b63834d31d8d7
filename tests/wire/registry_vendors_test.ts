import { recognise } from "../../src/wire/registry.ts";
import { assertEquals } from "../support/std.ts";

function idOf(
  path: string,
  options: { method?: string; body?: unknown; host?: string } = {},
): string | null {
  const { method = "POST", body, host = "h" } = options;
  return recognise({ method, path, host, contentType: "application/json", body })?.id ?? null;
}

Deno.test("recognise() goes by the end of the path, whatever stands before it", () => {
  assertEquals(idOf("/v1/messages/count_tokens"), "anthropic.count_tokens");
  assertEquals(idOf("/gateway/v1beta/models/m:generateContent"), "gemini.generate");
  assertEquals(idOf("/model/a%2Fb%3A1/converse-stream"), "bedrock.converse");
  assertEquals(idOf("/v1/agents/completions"), "mistral.agents");
  for (const path of ["/mcp", "/v1beta/models/m:other", "/model/m/other", "/v2/chats"]) {
    assertEquals(idOf(path), null, path);
  }
  assertEquals(idOf("/v1beta/models/m:generateContent", { method: "GET" }), null);
});

Deno.test("recognise() leaves a path that others have too to the host that it is of", () => {
  const models = "/v1/models";
  assertEquals(idOf(models, { method: "GET", host: "api.anthropic.com" }), "anthropic.resources");
  assertEquals(idOf("/v1/conversations", { host: "api.mistral.ai" }), "mistral.conversations");
  const inputs = { inputs: "Hi" };
  assertEquals(idOf("/v1/conversations", { body: inputs }), "mistral.conversations");
  assertEquals(
    idOf("/v1/conversations", { body: { items: [] } }) === "mistral.conversations",
    false,
  );
  const host = "generativelanguage.googleapis.com";
  assertEquals(idOf("/v1beta/files/f", { method: "GET", host }), "gemini.resources");
  assertEquals(idOf("/v1beta/files/f", { method: "GET" }) === "gemini.resources", false);
  const openai = idOf("/v1beta/openai/models", { method: "GET", host });
  assertEquals(openai === "gemini.resources", false);
});

Deno.test("recognise() tells a WebSocket of Gemini by the type of its messages", () => {
  const path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
  const call = { method: "GET", path, host: "h", contentType: "", body: undefined };
  assertEquals(recognise(call), null);
  assertEquals(recognise({ ...call, contentType: "application/json-seq" })?.id, "gemini.live");
});
