import { recognise, WIRE_FORMATS } from "../../src/wire/registry.ts";
import { assertEquals } from "../support/std.ts";

function idOf(
  path: string,
  options: { method?: string; body?: unknown; host?: string } = {},
): string | null {
  const { method = "POST", body, host = "h" } = options;
  return recognise({ method, path, host, contentType: "application/json", body })?.id ?? null;
}

Deno.test("recognise() goes by the end of the path", () => {
  assertEquals(idOf("/v1/chat/completions"), "openai.chat");
  assertEquals(idOf("/v1/chat/completions/"), "openai.chat");
  assertEquals(idOf("/openai/deployments/d/chat/completions"), "openai.chat");
  assertEquals(idOf("/models/chat/completions"), "openai.chat");
  assertEquals(idOf("/v1/completions"), "openai.completions");
  assertEquals(idOf("/openai/deployments/d/embeddings"), "openai.embeddings");
  assertEquals(idOf("/openai/deployments/d/audio/transcriptions"), "openai.transcriptions");
  assertEquals(idOf("/openai/deployments/d/images/generations"), "openai.images");
  assertEquals(idOf("/openai/v1/responses"), "openai.responses");
  assertEquals(idOf("/api/v1/responses"), "openai.responses");
  assertEquals(idOf("/v1/messages"), "anthropic.messages");
  assertEquals(idOf("/gateway/anthropic/v1/messages"), "anthropic.messages");
});

Deno.test("recognise() is null for other paths and methods", () => {
  for (
    const path of [
      ...["", "/", "/v1/chat/completions/chatcmpl-1", "/v1/other"],
      ...["/v1/realtime", "/v1/audio", "/files", "/v1/evals"],
    ]
  ) assertEquals(idOf(path), null, path);
  for (const path of ["/v1/chat/completions", "/v1/embeddings", "/v1/audio/speech"]) {
    assertEquals(idOf(path, { method: "GET" }), null, path);
  }
  assertEquals(idOf("/v1/messages", { method: "GET" }), null);
  assertEquals(idOf("/mcp"), null);
});

Deno.test("recognise() wants messages in a body that is there", () => {
  for (const path of ["/v1/chat/completions", "/v1/messages"]) {
    assertEquals(idOf(path, { body: { messages: [] } }) === null, false);
    for (const body of [{}, [], null, "x", { messages: "x" }, { prompt: "x" }]) {
      assertEquals(idOf(path, { body }), null);
    }
  }
});

Deno.test("recognise() wants of every small API what it cannot do without", () => {
  const cases: [path: string, body: unknown, id: string][] = [
    ["/v1/responses", { input: "x" }, "openai.responses"],
    ["/v1/completions", { prompt: "x" }, "openai.completions"],
    ["/v1/embeddings", { input: "x" }, "openai.embeddings"],
    ["/v1/moderations", { input: "x" }, "openai.moderations"],
    ["/v1/audio/speech", { input: "x" }, "openai.speech"],
    ["/v1/vector_stores/vs_1/search", { query: "x" }, "openai.vector_search"],
    ["/v1/conversations", { items: [] }, "openai.conversations"],
  ];
  for (const [path, body, id] of cases) {
    assertEquals(idOf(path, { body }), id, path);
    for (const other of [[], null, "x"]) {
      assertEquals(idOf(path, { body: other }) === id, false, path);
    }
  }
  assertEquals(idOf("/v1/responses", { body: { question: "x" } }), null);
});

Deno.test("recognise() leaves paths that others have too to their hosts", () => {
  const get = { method: "GET" };
  for (const path of ["/v1/files", "/v1/models", "/v1/batches"]) {
    assertEquals(idOf(path, { ...get, host: "api.openai.com" })?.startsWith("openai."), true, path);
    assertEquals(idOf(path, { ...get, host: "gateway" })?.startsWith("openai."), true, path);
    const host = "api.anthropic.com";
    assertEquals(idOf(path, { ...get, host })?.startsWith("openai.") ?? false, false, path);
  }
  assertEquals(
    idOf("/v1beta/openai/models", { ...get, host: "generativelanguage.googleapis.com" }),
    "openai.models",
  );
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
});

Deno.test("recognise() tells a WebSocket of Gemini by the type of its messages", () => {
  const path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
  const call = { method: "GET", path, host: "h", contentType: "", body: undefined };
  assertEquals(recognise(call), null);
  assertEquals(recognise({ ...call, contentType: "application/json-seq" })?.id, "gemini.live");
});

Deno.test("WIRE_FORMATS have different names and a version", () => {
  assertEquals(new Set(WIRE_FORMATS.map(({ id }) => id)).size, WIRE_FORMATS.length);
  for (const { version } of WIRE_FORMATS) assertEquals(Number.isInteger(version), true);
});
