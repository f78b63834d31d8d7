import { ANTHROPIC_MESSAGES } from "../../src/wire/anthropic_messages.ts";
import { NO_USAGE, type ResponseFacts } from "../../src/wire/wire_format.ts";
import { assertEquals } from "../support/std.ts";
import {
  MESSAGES_ERROR_STREAM,
  MESSAGES_REQUEST,
  MESSAGES_RESPONSE,
  MESSAGES_STREAM,
} from "./bodies.ts";
import { reassemble, RecordingSink } from "./recording_sink.ts";

function read(body: unknown): { facts: ResponseFacts | null; sink: RecordingSink } {
  const sink = new RecordingSink();
  return { facts: ANTHROPIC_MESSAGES.response(body, sink), sink };
}

/** What one block of a user message gives. */
function visit(block: unknown): RecordingSink {
  const sink = new RecordingSink();
  ANTHROPIC_MESSAGES.request({ messages: [{ role: "user", content: [block] }] }, sink);
  return sink;
}

Deno.test("request() visits every text and no identifier", () => {
  const sink = new RecordingSink();
  ANTHROPIC_MESSAGES.request(MESSAGES_REQUEST, sink);
  assertEquals(sink.fields, [
    ["system[0].text", "You are a clerk."],
    ["system[1].text", "Be brief."],
    ["messages[0].content", "My SSN is 123-45-6789"],
    ["messages[1].content[0].thinking", "Look up a@example.com"],
    ["messages[1].content[1].input.who.email", "a@example.com"],
    ["messages[1].content[1].input.pan", "4532015112830366"],
    ['messages[1].content[1].input["a b"][0]', "x"],
    ["messages[2].content[0].content[0].text", "Phone (555) 867-5309"],
    ["messages[2].content[1].content", "plain"],
    ["messages[2].content[2].title", "Contract"],
    ["messages[2].content[2].context", "Signed"],
    ["messages[2].content[2].source.data", "From 10.0.0.1"],
    ["messages[2].content[3].title", "Hit"],
    ["messages[2].content[3].source", "https://intranet/x"],
    ["messages[2].content[3].content[0].text", "Found"],
    ["tools[0].description", "Looks up."],
  ]);
  assertEquals(sink.skipped, []);
});

Deno.test("request() reads model, system prompt and parameters", () => {
  assertEquals(ANTHROPIC_MESSAGES.request(MESSAGES_REQUEST, new RecordingSink()), {
    model: "claude-sonnet-4-5",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 1, max_tokens: 1024 },
  });
  const sink = new RecordingSink();
  const facts = ANTHROPIC_MESSAGES.request({ system: "One text", messages: [] }, sink);
  assertEquals(facts.systemPrompt, "One text");
  assertEquals(sink.fields, [["system", "One text"]]);
});

Deno.test("request() visits documents made of blocks and results of the vendor's tools", () => {
  const content = [{ type: "text", text: "inside" }];
  const document = visit({ type: "document", source: { type: "content", content } });
  assertEquals(document.fields, [["messages[0].content[0].source.content[0].text", "inside"]]);
  const code = visit({
    type: "code_execution_tool_result",
    content: { type: "code_execution_result", stdout: "out", stderr: "err", content: [] },
  });
  assertEquals(code.fields, [
    ["messages[0].content[0].content.stdout", "out"],
    ["messages[0].content[0].content.stderr", "err"],
  ]);
  const fetched = visit({
    type: "web_fetch_tool_result",
    content: {
      type: "web_fetch_result",
      url: "https://x.y",
      content: { type: "document", source: { type: "text", data: "page" } },
    },
  });
  assertEquals(fetched.fields, [
    ["messages[0].content[0].content.url", "https://x.y"],
    ["messages[0].content[0].content.content.source.data", "page"],
  ]);
  const search = visit({
    type: "web_search_tool_result",
    content: [{ type: "web_search_result", title: "T", url: "U", encrypted_content: "E" }],
  });
  assertEquals(search.fields, [
    ["messages[0].content[0].content[0].title", "T"],
    ["messages[0].content[0].content[0].url", "U"],
  ]);
  assertEquals(search.skipped, ["part:encrypted_content"]);
  assertEquals(visit({ type: "bash_tool_result", content: "text" }).fields, [
    ["messages[0].content[0].content", "text"],
  ]);
});

Deno.test("request() names the blocks that it does not inspect", () => {
  const kinds: [unknown, string][] = [
    [{ type: "image", source: {} }, "part:image"],
    [{ type: "redacted_thinking", data: "x" }, "part:redacted_thinking"],
    [{ type: "document", source: { type: "base64", data: "x" } }, "part:document"],
    [{ type: "document", source: { type: "url", url: "x" } }, "part:document"],
    [{ type: "tool_result", content: [{ type: "image" }] }, "part:image"],
    [{ type: "container_upload", file_id: "x" }, "part:container_upload"],
    [{}, "part:unknown"],
    [5, "part:unknown"],
  ];
  for (const [block, name] of kinds) assertEquals(visit(block).skipped, [name]);
});

Deno.test("request() follows nested results only so deep", () => {
  for (const type of ["tool_result", "web_search_tool_result"]) {
    let block: unknown = "x";
    for (let k = 0; k < 100_000; k++) block = { type, content: [block] };
    const sink = visit(block);
    assertEquals([sink.fields.length, sink.deep], [0, 1], type);
  }
});

Deno.test("request() takes any shape without complaint", () => {
  const shapes = [
    ...[null, 5, [], {}, { messages: 5, system: 5 }, { messages: [null, 5, [], "text"] }],
    ...[{ messages: [{ content: 5 }], tools: [null, 5], system: [null, "part"] }],
    ...[{ messages: [{ content: [{ type: "tool_use" }, { type: "document" }] }] }],
  ];
  const paths: string[] = [];
  for (const shape of shapes) {
    const sink = new RecordingSink();
    ANTHROPIC_MESSAGES.request(shape, sink);
    paths.push(...sink.fields.map(([path]) => path));
  }
  assertEquals(paths, ["messages[3]", "system[1]"]);
});

Deno.test("response() visits the answer and reads its facts", () => {
  const { facts, sink } = read(MESSAGES_RESPONSE);
  assertEquals(sink.fields, [
    ["content[0].thinking", "Hm"],
    ["content[1].text", "Write to b@example.com"],
    ["content[1].citations[0].cited_text", "From 10.0.0.1"],
    ["content[2].input.to", "b@example.com"],
  ]);
  assertEquals(facts, {
    model: "claude-sonnet-4-5-20250929",
    usage: { input: 60, output: 40, cached: 30, reasoning: null },
    finishReasons: ["tool_use"],
    toolCalls: [{ name: "send", argumentsLength: 22 }],
    errorType: null,
    safetyEvents: [],
  });
});

Deno.test("response() notes a refusal and missing usage", () => {
  const { facts } = read({ content: [], stop_reason: "refusal" });
  assertEquals([facts?.safetyEvents, facts?.usage], [["refusal"], NO_USAGE]);
});

Deno.test("response() reads an error body, and is null for anything else", () => {
  const { facts, sink } = read({
    type: "error",
    error: { type: "overloaded_error", message: "m" },
  });
  assertEquals(facts?.errorType, "overloaded_error");
  assertEquals(sink.fields, [["error.message", "m"]]);
  for (const body of [null, undefined, 5, [], {}, { content: "x" }]) {
    assertEquals(read(body).facts, null);
  }
});

Deno.test("stream() puts blocks and tool input together and replaces cumulative usage", () => {
  const { body, ended, malformed, notInspected } = reassemble(ANTHROPIC_MESSAGES, MESSAGES_STREAM);
  assertEquals([ended, malformed, notInspected], [true, false, null]);
  const { facts, sink } = read(body);
  assertEquals(sink.fields, [
    ["content[0].thinking", "Let me see."],
    ["content[1].text", "The SSN is 123-45-6789."],
    ["content[2].input.to", "b@example.com"],
  ]);
  assertEquals(facts, {
    model: "claude-sonnet-4-5-20250929",
    usage: { input: 30, output: 15, cached: 5, reasoning: null },
    finishReasons: ["tool_use"],
    toolCalls: [{ name: "send", argumentsLength: 22 }],
    errorType: null,
    safetyEvents: [],
  });
});

Deno.test("stream() ends at an error event and keeps what came before", () => {
  const { body, ended } = reassemble(ANTHROPIC_MESSAGES, MESSAGES_ERROR_STREAM);
  const { facts, sink } = read(body);
  assertEquals([ended, facts?.errorType], [true, "overloaded_error"]);
  assertEquals(sink.fields, [
    ["content[0].text", "Half"],
    ["error.message", "Overloaded for a@example.com"],
  ]);
});

Deno.test("stream() reads deltas whose block's start is missing", () => {
  const stream = [
    'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}',
    'data: {"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":"b"}}',
    'data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"c\\":\\"d"}}',
    'data: {"type":"content_block_delta","index":3,"delta":{"type":"citations_delta","citation":{"title":"e"}}}',
    'data: {"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"f"}}',
    "",
  ].join("\n\n");
  const { body, ended, malformed } = reassemble(ANTHROPIC_MESSAGES, stream);
  assertEquals([ended, malformed], [false, false]);
  assertEquals(read(body).sink.fields, [
    ["content[0].text", "a"],
    ["content[1].thinking", "b"],
    ["content[2].input.c", "d"],
    ["content[3].text", "f"],
    ["content[3].citations[0].title", "e"],
  ]);
});

Deno.test("stream() flags broken input, broken events and what it does not know", () => {
  function of(...events: string[]): [boolean, string | null] {
    const stream = [...events, '{"type":"message_stop"}'].map((data) => `data: ${data}\n\n`).join(
      "",
    );
    const { malformed, notInspected } = reassemble(ANTHROPIC_MESSAGES, stream);
    return [malformed, notInspected];
  }
  function delta(fields: Record<string, unknown>): string {
    return JSON.stringify({ type: "content_block_delta", index: 0, delta: fields });
  }
  assertEquals(of(), [false, null]);
  assertEquals(of('{"type":"ping"'), [true, null]);
  assertEquals(of(delta({ type: "input_json_delta", partial_json: '{"a"' })), [true, null]);
  assertEquals(of('{"type":"hologram"}'), [false, "event:hologram"]);
  assertEquals(of("{}"), [false, "event:"]);
  assertEquals(of(delta({ type: "hologram_delta" })), [false, "delta:hologram_delta"]);
  assertEquals(of(delta({ type: "compaction_delta", content: "x" })), [false, null]);
});

Deno.test("stream() bounds the blocks", () => {
  function blocks(count: number): string {
    return Array.from({ length: count }, (_, index) => {
      const block = { type: "content_block_start", index, content_block: { type: "text" } };
      return `data: ${JSON.stringify(block)}\n\n`;
    }).join("");
  }
  assertEquals(reassemble(ANTHROPIC_MESSAGES, blocks(1024)).notInspected, null);
  assertEquals(reassemble(ANTHROPIC_MESSAGES, blocks(1025)).notInspected, "part:content_block");
});
