import { ResponsesStreamReader } from "../../src/wire/openai_responses_stream.ts";
import type { RequestFacts, ResponseFacts } from "../../src/wire/wire_format.ts";
import { NO_USAGE } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import {
  callOf,
  formatFor,
  RESPONSE,
  RESPONSE_COMPLETED,
  RESPONSE_EVENTS,
  sse,
} from "./openai_bodies.ts";
import { nested, reassemble, type RecordingSink } from "./recording_sink.ts";

const CALL = callOf("/v1/responses");
const FORMAT = formatFor(CALL);
const STREAM = sse(...RESPONSE_EVENTS, RESPONSE_COMPLETED);

const FACTS: ResponseFacts = {
  model: "gpt-5-2026-01-01",
  usage: { input: 36, output: 87, cached: 12, reasoning: 40 },
  finishReasons: ["completed"],
  toolCalls: [{ name: "send", text: '{"to":"b@example.com"}' }],
  errorType: null,
  safetyEvents: [],
  contextExternal: [],
};

function ask(body: unknown): RequestFacts {
  return FORMAT.request(body, CALL);
}

function read(body: unknown): ResponseFacts | null {
  return FORMAT.response(body, CALL);
}

function textsOf({ fields }: RecordingSink): string[] {
  return fields.map(([, text]) => text);
}

Deno.test("request() reads model, instructions, parameters, tools and results", () => {
  const body = {
    model: "gpt-5",
    instructions: "You are a clerk.",
    temperature: 1,
    max_output_tokens: 100,
    input: [
      { role: "developer", content: [{ type: "input_text", text: "Be brief." }] },
      { role: "user", content: "Who?" },
      { type: "function_call_output", call_id: "call_1", output: "Found" },
      { type: "custom_tool_call_output", call_id: "call_2", output: [{ text: "Listed" }] },
      { type: "shell_call_output", call_id: "call_3", output: [{ stdout: "ok" }] },
      { type: "mcp_approval_response", approval_request_id: "mcpr_1", reason: "No." },
    ],
    tools: [{ type: "function", name: "f" }],
  };
  assertEquals(ask(body), {
    model: "gpt-5",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 1, max_output_tokens: 100 },
    tools: body.tools,
    toolResults: [
      { name: "call_1", text: "Found" },
      { name: "call_2", text: "Listed" },
      { name: "call_3", text: '[{"stdout":"ok"}]' },
      { name: "mcpr_1", text: "No." },
    ],
    contextExternal: [],
  });
});

Deno.test("request() names what the model reads and did not pass", () => {
  const facts = ask({
    previous_response_id: "resp_0",
    conversation: { id: "conv_1" },
    prompt: { id: "pmpt_1", variables: { city: "Bonn" } },
    background: true,
    input: [
      { type: "item_reference", id: "msg_0" },
      { type: "reasoning", encrypted_content: "gAAAA" },
      { role: "user", content: [{ type: "input_file", file_id: "file-1" }] },
      { type: "computer_call_output", output: { image_url: "https://h/x.png" } },
    ],
    tools: [
      ...[{ type: "mcp", server_url: "https://m" }, { type: "file_search" }],
      { type: "code_interpreter", container: { type: "auto", file_ids: ["file-2"] } },
    ],
  });
  assertEquals(facts.contextExternal, [
    ...["previous_response_id", "conversation", "prompt", "background", "item_reference"],
    ...["encrypted_content", "file_id", "url", "mcp_server", "vector_store", "container"],
  ]);
  assertEquals(ask({ conversation: "conv_1" }).contextExternal, ["conversation"]);
});

Deno.test("request() and response() take any shape without complaint", () => {
  const shapes = [
    ...[null, 5, "x", [], {}, { input: 5 }, { input: [null, 5, [], { content: 5, type: 7 }] }],
    ...[{ output: [null, 5, { type: "mcp_call" }, { content: [null] }] }, { tools: [null, 5] }],
    ...[{ output: 5, error: 5, usage: [] }, nested(1000, {})],
  ];
  for (const shape of shapes) {
    assertEquals(ask(shape).model, null);
    const facts = read(shape);
    assert(facts === null || facts.usage.input === null);
  }
});

Deno.test("response() reads the facts of an answer", () => {
  assertEquals(read(RESPONSE), FACTS);
});

Deno.test("response() reads calls of the vendor's tools, refusals and checks", () => {
  const facts = read({
    status: "incomplete",
    incomplete_details: { reason: "content_filter" },
    output: [
      { type: "web_search_call", action: { type: "search", query: "q" } },
      { type: "mcp_call", name: "look", arguments: "{}", output: "o" },
      { type: "custom_tool_call", name: "run", input: "ls" },
      { type: "code_interpreter_call", code: "1+1" },
      { type: "computer_call", action: { type: "wait" }, pending_safety_checks: [{ code: "bad" }] },
      { type: "message", content: [{ type: "refusal", refusal: "I cannot." }] },
    ],
    content_filters: [{
      blocked: true,
      source_type: "prompt",
      content_filter_results: { hate: { filtered: true, severity: "high" } },
    }],
  });
  assertEquals(facts?.toolCalls, [
    { name: "web_search", text: '{"type":"search","query":"q"}' },
    { name: "look", text: "{}" },
    { name: "run", text: "ls" },
    { name: "code_interpreter", text: "1+1" },
    { name: "computer", text: '{"type":"wait"}' },
  ]);
  assertEquals(facts?.finishReasons, ["content_filter"]);
  assertEquals(
    facts?.safetyEvents,
    ["safety_check:bad", "refusal", "content_filter", "content_filter:hate"],
  );
});

Deno.test("response() names a job in the background, and an error", () => {
  const job = { status: "queued", background: true, output: [], error: null };
  assertEquals(read(job)?.contextExternal, ["background"]);
  const failed = { status: "failed", output: [], error: { code: "server_error", message: "m" } };
  assertEquals(read(failed)?.errorType, "server_error");
  assertEquals(
    read({ error: { type: "invalid_request_error" } })?.errorType,
    "invalid_request_error",
  );
  assertEquals(read({ output: 5 }), null);
});

Deno.test("stream() visits every text once, as the terminal event has it", () => {
  const { body, ended, isMalformed, sink } = reassemble(FORMAT, STREAM);
  assertEquals([ended, isMalformed], [true, false]);
  assertEquals(sink.fields, [
    ["instructions", "You are a clerk."],
    ["output[0].summary[0].text", "Thinking of a@example.com"],
    ["output[1].content[0].text", "The SSN is 123-45-6789."],
    ["output[2].arguments", '{"to":"b@example.com"}'],
  ]);
  assertEquals(read(body), FACTS);
});

Deno.test("stream() without its end makes the same answer of the pieces", () => {
  const { body, ended, sink } = reassemble(FORMAT, sse(...RESPONSE_EVENTS));
  assertFalse(ended);
  assertEquals(sink.fields.map(([path]) => path), [
    ...["instructions", "output[0].summary[0].text", "output[1].content[0].text"],
    "output[2].arguments",
  ]);
  assertEquals(read(body)?.toolCalls, FACTS.toolCalls);
  // Deltas alone: no item, no part, no end.
  const deltas = RESPONSE_EVENTS.filter(({ type }) => String(type).endsWith(".delta"));
  const alone = reassemble(FORMAT, sse(...deltas));
  assertEquals(alone.sink.fields, [
    ["output[0].summary[0].text", "Thinking of a@example.com"],
    ["output[1].content[0].text", "The SSN is 123-45-6789."],
    ["output[2].arguments", '{"to":"b@example.com"}'],
  ]);
});

Deno.test("stream() visits a piece that the terminal event does not repeat", () => {
  const events = structuredClone(RESPONSE_EVENTS);
  const at = events.findIndex(({ type }) => type === "response.output_text.delta");
  (events[at] as Record<string, unknown>)["delta"] = "My mail is c@example.com";
  const { sink } = reassemble(FORMAT, sse(...events, RESPONSE_COMPLETED));
  assert(textsOf(sink).includes("My mail is c@example.com-45-6789."));
  assert(textsOf(sink).includes("The SSN is 123-45-6789."));
});

Deno.test("stream() visits a text that only one event has, whichever it is", () => {
  const events = [...RESPONSE_EVENTS, RESPONSE_COMPLETED];
  for (let k = 0; k < events.length; k++) {
    const more = structuredClone(events);
    (more[k] as Record<string, unknown>)["novel"] = `Novel text ${k}.`;
    const inner = (more[k] as Record<string, unknown>)["item"] ?? more[k]?.["response"];
    if (typeof inner === "object" && inner !== null) {
      (inner as Record<string, unknown>)["novelty"] = `Inner text ${k}.`;
    }
    const texts = textsOf(reassemble(FORMAT, sse(...more)).sink);
    assert(texts.includes(`Novel text ${k}.`), `event ${k}`);
    if (inner !== undefined) assert(texts.includes(`Inner text ${k}.`), `inside event ${k}`);
  }
});

Deno.test("stream() takes items from their events when the terminal one has none", () => {
  const bare = { ...RESPONSE_COMPLETED, response: { ...RESPONSE, output: [] } };
  const { body, ended } = reassemble(FORMAT, sse(...RESPONSE_EVENTS, bare));
  assert(ended);
  assertEquals(read(body), FACTS);
});

Deno.test("stream() keeps apart what has the same kind, and joins what has no place", () => {
  function delta(type: string, more: Record<string, unknown>): Record<string, unknown> {
    return { type: `response.${type}.delta`, output_index: 0, ...more };
  }
  const stream = sse(
    delta("output_text", { item_id: "a1", content_index: 0, delta: "One " }),
    delta("output_text", { item_id: "b2", content_index: 0, delta: "two" }),
    delta("output_text", { content_index: 1, delta: "Three" }),
    delta("refusal", { content_index: 2, delta: "Four" }),
    delta("custom_tool_call_input", { output_index: 1, delta: "ls" }),
    delta("mcp_call_arguments", { output_index: 2, delta: "{}" }),
    delta("code_interpreter_call_code", { output_index: 3, delta: "1 + 1" }),
    delta("brand_new", { output_index: 4, delta: "New " }),
    delta("brand_new", { output_index: 4, delta: "kind" }),
    delta("audio.transcript", { output_index: 5, delta: "Spoken" }),
  );
  assertEquals(reassemble(FORMAT, stream).sink.fields, [
    ["output[0].content[0].text", "One two"],
    ["output[0].content[1].text", "Three"],
    ["output[0].content[2].refusal", "Four"],
    ["output[1].input", "ls"],
    ["output[2].arguments", "{}"],
    ["output[3].code", "1 + 1"],
    ["output[4].brand_new", "New kind"],
    ["output[5].content[0].transcript", "Spoken"],
  ]);
});

Deno.test("stream() ends at an error, whatever it looks like", () => {
  const flat = { type: "error", code: "rate_limit", message: "Slow down.", param: null };
  const plain = reassemble(FORMAT, sse(flat));
  assertEquals([plain.ended, read(plain.body)?.errorType], [true, "rate_limit"]);
  const deep = reassemble(FORMAT, sse({ type: "error", error: { type: "t", message: "m m" } }));
  assertEquals([deep.ended, read(deep.body)?.errorType], [true, "t"]);
  const bare = reassemble(FORMAT, 'data: {"error":{"type":"u"}}\n\n');
  assertEquals([bare.ended, read(bare.body)?.errorType], [true, "u"]);
  const text = reassemble(FORMAT, 'data: {"error":"It broke."}\n\n');
  assertEquals([text.ended, read(text.body)?.errorType], [true, "error"]);
  const twice = reassemble(FORMAT, sse(flat, { ...flat, message: "Slower." }));
  assertEquals(textsOf(twice.sink), ["rate_limit", "Slower.", "Slow down."]);
  const failed = { ...RESPONSE, status: "failed", error: { code: "server_error", message: "m" } };
  const last = reassemble(FORMAT, sse({ type: "response.failed", response: failed }));
  assertEquals([last.ended, read(last.body)?.errorType], [true, "server_error"]);
});

Deno.test("stream() takes a terminal event that was cut as far as it came", () => {
  const whole = sse(...RESPONSE_EVENTS, RESPONSE_COMPLETED);
  for (let cut = 10; cut < whole.length; cut += 97) {
    const { ended, sink } = reassemble(FORMAT, whole.slice(0, -cut));
    assertFalse(ended);
    if (cut < 900) assert(textsOf(sink).includes("The SSN is 123-45-6789."), `cut ${cut}`);
  }
});

Deno.test("stream() bounds items and pieces, and leaves the rest to be visited", () => {
  const reader = { stream: () => new ResponsesStreamReader() };
  const many = Array.from({ length: 4_100 }, (_, k) => ({
    type: "response.output_text.delta",
    output_index: k,
    content_index: 0,
    delta: `No. ${k}`,
  }));
  const { sink } = reassemble(reader, sse(...many));
  assertEquals(new Set(textsOf(sink)).size, 4_100);
  assertEquals(sink.fields.filter(([path]) => path.startsWith("events[")).length, 4);
});

Deno.test("the calls around a response have formats of their own", () => {
  const cases: [method: string, path: string, id: string][] = [
    ["GET", "/v1/responses/resp_1", "openai.responses_fetch"],
    ["GET", "/v1/responses/resp_1/input_items", "openai.responses_items"],
    ["POST", "/v1/responses/resp_1/cancel", "openai.responses_manage"],
    ["DELETE", "/v1/responses/resp_1", "openai.responses_manage"],
    ["POST", "/v1/responses/compact", "openai.responses_compact"],
    ["POST", "/v1/responses/input_tokens", "openai.responses_tokens"],
    ["POST", "/openai/v1/responses", "openai.responses"],
    ["POST", "/v1/conversations", "openai.conversations"],
    ["GET", "/v1/conversations/conv_1/items", "openai.conversations"],
    ["DELETE", "/v1/conversations/conv_1/items/msg_1", "openai.conversations"],
  ];
  for (const [method, path, id] of cases) {
    assertEquals(formatFor(callOf(path, { method })).id, id, path);
  }
});

Deno.test("a response that is fetched or cancelled is not paid for again", () => {
  const fetched = formatFor(callOf("/v1/responses/resp_1", { method: "GET" }));
  assertEquals(fetched.response(RESPONSE, CALL)?.usage, NO_USAGE);
  const { body, ended } = reassemble(fetched, STREAM);
  assert(ended);
  assertEquals(fetched.response(body, CALL), { ...FACTS, usage: NO_USAGE });
  const managed = formatFor(callOf("/v1/responses/resp_1/cancel"));
  assertEquals(managed.response(RESPONSE, CALL)?.usage, NO_USAGE);
  const deleted = { id: "resp_1", object: "response", deleted: true };
  assertEquals(managed.response(deleted, CALL)?.errorType, null);
});

Deno.test("conversations read the items that they are given", () => {
  const format = formatFor(callOf("/v1/conversations"));
  const facts = format.request({
    items: [
      { role: "system", content: "Be brief." },
      { type: "function_call_output", call_id: "call_1", output: "Found" },
    ],
  }, callOf("/v1/conversations"));
  assertEquals(facts.systemPrompt, "Be brief.");
  assertEquals(facts.toolResults, [{ name: "call_1", text: "Found" }]);
});
