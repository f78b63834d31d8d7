import { ANTHROPIC_MESSAGES } from "../../src/wire/anthropic_messages.ts";
import {
  type CallShape,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
} from "../../src/wire/wire_format.ts";
import { assertEquals } from "../support/std.ts";
import {
  MESSAGES_ERROR_STREAM,
  MESSAGES_REQUEST,
  MESSAGES_RESPONSE,
  MESSAGES_STREAM,
} from "./bodies.ts";
import { reassemble, walked } from "./recording_sink.ts";

const CALL: CallShape = {
  method: "POST",
  path: "/v1/messages",
  host: "api.anthropic.com",
  contentType: "application/json",
  body: undefined,
};

function request(body: unknown, path = CALL.path): RequestFacts {
  return ANTHROPIC_MESSAGES.request(body, { ...CALL, path });
}

function response(body: unknown): ResponseFacts | null {
  return ANTHROPIC_MESSAGES.response(body, CALL);
}

/** A request with one block of a user. */
function withBlock(block: unknown): unknown {
  return { messages: [{ role: "user", content: [block] }] };
}

Deno.test("a request is walked to every text", () => {
  assertEquals(walked(MESSAGES_REQUEST).fields, [
    ["system[0].text", "You are a clerk."],
    ["system[1].text", "Be brief."],
    ["messages[0].content", "My SSN is 123-45-6789"],
    ["messages[1].content[0].thinking", "Look up a@example.com"],
    ["messages[1].content[1].input.who.email", "a@example.com"],
    ['messages[1].content[1].input["a b"][0]', "x"],
    ["messages[2].content[0].content[0].text", "Phone (555) 867-5309"],
    ["messages[2].content[1].content", "plain"],
    ["messages[2].content[2].title", "Contract"],
    ["messages[2].content[2].context", "Signed"],
    ["messages[2].content[2].source.data", "From 10.0.0.1"],
    ["messages[2].content[3].source", "https://intranet/x"],
    ["messages[2].content[3].title", "Hit"],
    ["messages[2].content[3].content[0].text", "Found"],
    ["tools[0].description", "Looks up."],
  ]);
});

Deno.test("request() reads model, system prompt, parameters, tools and their results", () => {
  assertEquals(request(MESSAGES_REQUEST), {
    model: "claude-sonnet-4-5",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 1, max_tokens: 1024 },
    tools: [{ name: "lookup", description: "Looks up.", input_schema: { type: "object" } }],
    toolResults: [
      { name: "toolu_1", text: '[{"type":"text","text":"Phone (555) 867-5309"}]' },
      { name: "toolu_2", text: "plain" },
    ],
    contextExternal: [],
  });
  assertEquals(request({ system: "One text", messages: [] }).systemPrompt, "One text");
});

Deno.test("request() reads the model that Vertex AI has in its path", () => {
  const models = "/v1/projects/p/locations/l/publishers/anthropic/models";
  assertEquals(request({}, `${models}/claude-x@1:streamRawPredict`).model, "claude-x@1");
});

Deno.test("request() names what the model reads that did not pass here", () => {
  const cases: [unknown, string[]][] = [
    [{ container: "c1" }, ["container"]],
    [{ container: { id: "c1" } }, ["container"]],
    [{ container: { skills: [] } }, []],
    [{ mcp_servers: [{ url: "https://x.y" }] }, ["mcp_servers"]],
    [withBlock({ type: "document", source: { type: "file", file_id: "f" } }), ["file_id"]],
    [withBlock({ type: "container_upload", file_id: "f" }), ["file_id"]],
    [withBlock({ type: "image", source: { type: "url", url: "https://x.y" } }), ["url"]],
    [withBlock({ type: "image", source: { type: "base64", data: "AA" } }), []],
  ];
  for (const [body, names] of cases) assertEquals(request(body).contextExternal, names);
});

Deno.test("request() takes any shape without complaint", () => {
  const shapes = [
    ...[null, 5, [], {}, { messages: 5, system: 5 }, { messages: [null, 5, [], "text"] }],
    ...[{ messages: [{ content: 5 }], tools: [null, 5], system: [null, "part"] }],
    ...[{ messages: [{ content: [{ type: "tool_result" }, { type: "document" }, null] }] }],
  ];
  const results = shapes.map((shape) => request(shape).toolResults?.length);
  assertEquals(results, [0, 0, 0, 0, 0, 0, 0, 1]);
});

Deno.test("response() reads the facts of an answer", () => {
  assertEquals(response(MESSAGES_RESPONSE), {
    model: "claude-sonnet-4-5-20250929",
    usage: { input: 60, output: 40, cached: 30, reasoning: null },
    finishReasons: ["tool_use"],
    toolCalls: [{ name: "send", text: '{"to":"b@example.com"}' }],
    errorType: null,
    safetyEvents: [],
  });
  assertEquals(walked(MESSAGES_RESPONSE).fields, [
    ["content[0].thinking", "Hm"],
    ["content[1].text", "Write to b@example.com"],
    ["content[1].citations[0].cited_text", "From 10.0.0.1"],
    ["content[2].input.to", "b@example.com"],
  ]);
});

Deno.test("response() notes a refusal and missing usage", () => {
  const facts = response({ content: [], stop_reason: "refusal" });
  assertEquals([facts?.safetyEvents, facts?.usage], [["refusal"], NO_USAGE]);
});

Deno.test("response() reads an error body, and is null for anything else", () => {
  const error = { type: "error", error: { type: "overloaded_error", message: "m" } };
  assertEquals(response(error)?.errorType, "overloaded_error");
  for (const body of [null, undefined, 5, [], {}, { content: "x" }]) {
    assertEquals(response(body), null);
  }
});

Deno.test("stream() puts blocks and tool input together and replaces cumulative usage", () => {
  const { body, ended, isMalformed, sink } = reassemble(ANTHROPIC_MESSAGES, MESSAGES_STREAM);
  assertEquals([ended, isMalformed], [true, false]);
  assertEquals(sink.fields, [
    ["content[0].thinking", "Let me see."],
    ["content[1].text", "The SSN is 123-45-6789."],
    ["content[2].input.to", "b@example.com"],
  ]);
  assertEquals(response(body), {
    model: "claude-sonnet-4-5-20250929",
    usage: { input: 30, output: 15, cached: 5, reasoning: null },
    finishReasons: ["tool_use"],
    toolCalls: [{ name: "send", text: '{"to":"b@example.com"}' }],
    errorType: null,
    safetyEvents: [],
  });
});

Deno.test("stream() ends at an error event and keeps what came before", () => {
  const { body, ended, sink } = reassemble(ANTHROPIC_MESSAGES, MESSAGES_ERROR_STREAM);
  assertEquals([ended, response(body)?.errorType], [true, "overloaded_error"]);
  assertEquals(sink.fields, [
    ["error.message", "Overloaded for a@example.com"],
    ["content[0].text", "Half"],
  ]);
});

function data(...events: unknown[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}

function delta(index: number, fields: Record<string, unknown>): unknown {
  return { type: "content_block_delta", index, delta: fields };
}

Deno.test("stream() reads deltas whose block's start is missing", () => {
  const stream = data(
    delta(0, { type: "text_delta", text: "a" }),
    delta(1, { type: "thinking_delta", thinking: "b" }),
    delta(2, { type: "input_json_delta", partial_json: '{"c":"d' }),
    delta(3, { type: "citations_delta", citation: { title: "e" } }),
    delta(3, { type: "text_delta", text: "f" }),
    delta(4, { type: "compaction_delta", content: "g" }),
  );
  const { ended, isMalformed, sink } = reassemble(ANTHROPIC_MESSAGES, stream);
  assertEquals([ended, isMalformed], [false, false]);
  assertEquals(sink.fields, [
    ["content[0].text", "a"],
    ["content[1].thinking", "b"],
    ["content[2].input.c", "d"],
    ["content[2].input_json", '{"c":"d'],
    ["content[3].text", "f"],
    ["content[3].citations[0].title", "e"],
    ["content[4].content", "g"],
  ]);
});

Deno.test("stream() leaves what it does not know, and flags what is broken", () => {
  const stop = { type: "message_stop" };
  const foreign = data({ type: "hologram", text: "Call me" }, delta(0, { type: "x", y: "A b" }));
  const { sink, isMalformed } = reassemble(ANTHROPIC_MESSAGES, foreign + data(stop));
  assertEquals(sink.fields, [["events[0].text", "Call me"], ["events[1].delta.y", "A b"]]);
  assertEquals(isMalformed, false);
  const broken = `data: {"type":"ping"\n\n${data(stop)}`;
  assertEquals(reassemble(ANTHROPIC_MESSAGES, broken).isMalformed, true);
});

Deno.test("stream() keeps what begins twice", () => {
  function start(text: string): unknown {
    return { type: "content_block_start", index: 0, content_block: { type: "text", text } };
  }
  const stream = data(
    { type: "message_start", message: { model: "a", note: "One note" } },
    { type: "message_start", message: { model: "b", note: "Another one" } },
    start("First of all"),
    start("Second to that"),
    { type: "error", error: { message: "It failed" } },
    { type: "error", error: { message: "It failed twice" } },
  );
  const texts = reassemble(ANTHROPIC_MESSAGES, stream).sink.fields.map(([, text]) => text);
  const all = ["One note", "Another one", "First of all", "Second to that", "It failed twice"];
  for (const text of [...all, "It failed"]) assertEquals(texts.includes(text), true, text);
});

Deno.test("stream() bounds the blocks, and leaves the others where they are", () => {
  const blocks = Array.from(
    { length: 1025 },
    (_, index) => delta(index, { type: "text_delta", text: `a ${index}` }),
  );
  const { fields } = reassemble(ANTHROPIC_MESSAGES, data(...blocks)).sink;
  assertEquals(fields[0], ["events[1024].delta.text", "a 1024"]);
  assertEquals(fields.length, 1025);
});
