import { NO_RESPONSE_FACTS, NO_USAGE, type RequestFacts } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { callOf, formatFor } from "./openai_bodies.ts";
import { nested, reassemble } from "./recording_sink.ts";

const RUNS = callOf("/v1/threads/thread_1/runs");

function ask(path: string, body: unknown): RequestFacts {
  return formatFor(callOf(path)).request(body, callOf(path));
}

/** The stream of a run names each event, and its data is the object itself. */
function events(...list: [name: string, value: unknown][]): string {
  return list.map(([name, value]) => `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`).join("");
}

const RUN = { id: "run_1", object: "thread.run", model: "gpt-4o" };
const MESSAGE = { id: "msg_1", object: "thread.message", role: "assistant" };

function piece(value: string): [string, unknown] {
  const content = [{ index: 0, type: "text", text: { value } }];
  return ["thread.message.delta", {
    id: "msg_1",
    object: "thread.message.delta",
    delta: { content },
  }];
}

const STREAM: string = events(
  ["thread.run.created", { ...RUN, status: "queued" }],
  ["thread.message.created", { ...MESSAGE, content: [] }],
  piece("My SSN is 123-"),
  piece("45-6789"),
  ["thread.message.completed", {
    ...MESSAGE,
    content: [{ type: "text", text: { value: "My SSN is 123-45-6789", annotations: [] } }],
  }],
  ["thread.run.completed", {
    ...RUN,
    status: "completed",
    usage: { prompt_tokens: 5, completion_tokens: 6 },
  }],
);

Deno.test("what the platform keeps has formats by method and path", () => {
  const cases: [method: string, path: string, id: string][] = [
    ["POST", "/v1/files", "openai.files"],
    ["GET", "/v1/files/file-1/content", "openai.files"],
    ["DELETE", "/v1/files/file-1", "openai.files"],
    ["POST", "/v1/uploads", "openai.uploads"],
    ["POST", "/v1/uploads/upload_1/parts", "openai.uploads"],
    ["POST", "/v1/batches", "openai.batches"],
    ["POST", "/v1/batches/batch_1/cancel", "openai.batches"],
    ["POST", "/openai/v1/batches", "openai.batches"],
    ["POST", "/v1/vector_stores/vs_1/search", "openai.vector_search"],
    ["GET", "/v1/vector_stores/vs_1/files/file-1/content", "openai.vector_stores"],
    ["POST", "/v1/threads", "openai.threads"],
    ["GET", "/v1/threads/thread_1/messages", "openai.threads"],
    ["POST", "/v1/threads/thread_1/runs/run_1/submit_tool_outputs", "openai.threads"],
    ["POST", "/v1/assistants", "openai.assistants"],
  ];
  for (const [method, path, id] of cases) {
    assertEquals(formatFor(callOf(path, { method })).id, id, path);
  }
});

Deno.test("files and lines of a batch are answers without facts", () => {
  const call = callOf("/v1/files/file-1/content", { method: "GET" });
  const format = formatFor(call);
  const lines = [{ custom_id: "a", response: { status_code: 200, body: { choices: [] } } }];
  assertEquals(format.response(lines, call), NO_RESPONSE_FACTS);
  assertEquals(format.response("plain text", call), NO_RESPONSE_FACTS);
  assertEquals(format.response({ error: { code: "not_found" } }, call)?.errorType, "not_found");
  assertEquals(format.response(null, call), null);
});

Deno.test("batches point to a file, and are answered by one", () => {
  const facts = ask("/v1/batches", { input_file_id: "file-1", endpoint: "/v1/embeddings" });
  assertEquals(facts.contextExternal, ["file_id"]);
  assertEquals(facts.params, { endpoint: "/v1/embeddings" });
  const call = callOf("/v1/batches");
  const batch = { id: "batch_1", object: "batch", status: "validating" };
  const format = formatFor(call);
  assertEquals(format.response(batch, call)?.contextExternal, ["background"]);
  const done = { ...batch, status: "completed", output_file_id: "file-2" };
  assertEquals(format.response(done, call)?.contextExternal, ["file_id"]);
  const failed = { ...batch, status: "failed", errors: { data: [{ code: "bad_line" }] } };
  assertEquals(format.response(failed, call)?.errorType, "bad_line");
});

Deno.test("runs read instructions, tools, results and what they build on", () => {
  const facts = ask(RUNS.path, {
    assistant_id: "asst_1",
    model: "gpt-4o",
    instructions: "You are a clerk.",
    additional_instructions: "Be brief.",
    temperature: 1,
    additional_messages: [{
      role: "user",
      content: [{ type: "image_file", image_file: { file_id: "file-1" } }],
    }],
    tools: [{ type: "file_search" }],
  });
  assertEquals(facts, {
    model: "gpt-4o",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 1 },
    tools: [{ type: "file_search" }],
    toolResults: [],
    contextExternal: ["thread", "assistant", "file_id", "vector_store"],
  });
  assertEquals(ask("/v1/threads/runs", {}).contextExternal, []);
  const outputs = [{ tool_call_id: "call_1", output: "Found" }];
  const submitted = ask("/v1/threads/t/runs/r/submit_tool_outputs", { tool_outputs: outputs });
  assertEquals(submitted.toolResults, [{ name: "call_1", text: "Found" }]);
});

Deno.test("a run's answer says what it asks for, and why it ended", () => {
  const format = formatFor(RUNS);
  const calls = [{ id: "call_1", function: { name: "f", arguments: "{}" } }];
  const facts = format.response({
    ...RUN,
    status: "requires_action",
    required_action: { submit_tool_outputs: { tool_calls: calls } },
    last_error: { code: "server_error", message: "m" },
    usage: { prompt_tokens: 5 },
  }, RUNS);
  assertEquals(facts?.toolCalls, [{ name: "f", text: "{}" }]);
  assertEquals(facts?.finishReasons, ["requires_action"]);
  assertEquals(facts?.errorType, "server_error");
  assertEquals(facts?.usage.input, 5);
  const later = { ...RUNS, method: "GET" };
  assertEquals(format.response({ ...RUN, usage: { prompt_tokens: 5 } }, later)?.usage, NO_USAGE);
});

Deno.test("a stream of a run is visited once, and has the run's facts", () => {
  const format = formatFor(RUNS);
  const { body, ended, sink } = reassemble(format, `${STREAM}event: done\ndata: [DONE]\n\n`);
  assert(ended);
  assertEquals(sink.fields, [["messages[0].content[0].text.value", "My SSN is 123-45-6789"]]);
  const facts = format.response(body, RUNS);
  assertEquals([facts?.model, facts?.finishReasons], ["gpt-4o", ["completed"]]);
  assertEquals(facts?.usage, { input: 5, output: 6, cached: null, reasoning: null });
});

Deno.test("a stream of a run that was cut is what its pieces make", () => {
  const format = formatFor(RUNS);
  const { ended, sink } = reassemble(
    format,
    STREAM.slice(0, STREAM.indexOf("event: thread.message.completed")),
  );
  assertFalse(ended);
  assertEquals(sink.fields, [["stream[0]", "My SSN is 123-45-6789"]]);
});

Deno.test("a stream of a run joins what tools are asked and what code runs", () => {
  function step(call: unknown): [string, unknown] {
    const step_details = { type: "tool_calls", tool_calls: [call] };
    const delta = { id: "step_1", object: "thread.run.step.delta", delta: { step_details } };
    return ["thread.run.step.delta", delta];
  }
  const stream = events(
    step({ index: 0, function: { name: "f", arguments: '{"to": "a@exa' } }),
    step({ index: 0, function: { arguments: 'mple.com"}' } }),
    step({ index: 1, code_interpreter: { input: "print(1 " } }),
    step({ index: 1, code_interpreter: { input: "+ 1)" } }),
    ["error", { error: { type: "server_error", message: "It broke." } }],
  );
  const { body, ended, sink } = reassemble(formatFor(RUNS), stream);
  assert(ended);
  assertEquals(sink.fields, [
    ["error.message", "It broke."],
    ["stream[0]", '{"to": "a@example.com"}'],
    ["stream[1]", "print(1 + 1)"],
  ]);
  assertEquals(formatFor(RUNS).response(body, RUNS)?.errorType, "server_error");
});

Deno.test("stored things take any shape without complaint", () => {
  for (const path of ["/v1/batches", RUNS.path, "/v1/files", "/v1/assistants"]) {
    for (const shape of [null, 5, {}, { messages: [5] }, { thread: 5 }, nested(1000, {})]) {
      assertEquals(ask(path, shape).model, null);
      const format = formatFor(callOf(path));
      assertEquals(format.response(shape, callOf(path))?.errorType ?? null, null);
    }
  }
});
