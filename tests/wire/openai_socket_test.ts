import { OPENAI_SOCKETS } from "../../src/wire/openai_socket.ts";
import { recognise } from "../../src/wire/registry.ts";
import type { CallShape, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { OPENAI_SOCKET_FIXTURES } from "./fixtures/openai_socket.ts";
import { reassemble } from "./recording_sink.ts";

function callOf(path: string, contentType = "application/json-seq"): CallShape {
  return { method: "GET", path, host: "api.openai.com", contentType, body: undefined };
}

function play(id: string, events: readonly unknown[]): ReturnType<typeof reassemble> {
  const format = OPENAI_SOCKETS.find((candidate) => candidate.id === id) as WireFormat;
  return reassemble(format, events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""));
}

function eventsOf(id: string): unknown[] {
  const fixture = OPENAI_SOCKET_FIXTURES.find(({ format }) => format === id);
  return fixture?.stream?.events as unknown[];
}

Deno.test("sockets are recognised by their handshake and by what passes through them", () => {
  for (const contentType of ["", "application/json-seq"]) {
    assertEquals(recognise(callOf("/v1/realtime", contentType))?.id, "openai.realtime");
    assertEquals(
      recognise(callOf("/openai/v1/responses", contentType))?.id,
      "openai.responses_socket",
    );
  }
  assertEquals(recognise(callOf("/v1/other")), null);
});

Deno.test("a Realtime exchange has the facts of both sides", () => {
  const [format] = OPENAI_SOCKETS as [WireFormat];
  const [fixture] = OPENAI_SOCKET_FIXTURES as [typeof OPENAI_SOCKET_FIXTURES[number]];
  const request = format.request(fixture.request, callOf("/v1/realtime"));
  assertEquals([request.model, request.systemPrompt], ["gpt-realtime", "Say hello."]);
  assert(request.tools !== undefined);
  const { body, ended, sink } = play("openai.realtime", eventsOf("openai.realtime"));
  const facts = format.response(body, callOf("/v1/realtime"));
  assert(ended);
  assertEquals([facts?.model, facts?.usage.input, facts?.usage.output], ["gpt-realtime", 3, 4]);
  const texts = sink.fields.map(([, text]) => text);
  assert(texts.includes("Hello to you"), JSON.stringify(texts));
  assert(texts.includes("My name is A B."));
});

Deno.test("sound is named and not kept", () => {
  const sound = btoa(String.fromCharCode(...Array.from({ length: 90 }, (_, k) => 128 + k % 100)));
  const at = { response_id: "r", item_id: "i", output_index: 0, content_index: 0 };
  const { sink } = play("openai.realtime", [
    { type: "response.output_audio.delta", ...at, delta: sound },
    { type: "response.done", response: { id: "r", output: [] } },
  ]);
  assertFalse(JSON.stringify(sink.fields).includes(sound));
  assertEquals(sink.skipped, ["part:audio"]);
});

Deno.test("a socket that was only set up is whole, an answer without its end is not", () => {
  assert(play("openai.realtime", [{ type: "session.created", session: {} }]).ended);
  assertFalse(play("openai.realtime", eventsOf("openai.realtime").slice(0, -1)).ended);
});
