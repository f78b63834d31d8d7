import { ANTHROPIC_MORE } from "../../src/wire/anthropic_more.ts";
import { COHERE_FORMATS } from "../../src/wire/cohere.ts";
import { MISTRAL_FORMATS } from "../../src/wire/mistral.ts";
import { OLLAMA_FORMATS } from "../../src/wire/ollama.ts";
import { VLLM_FORMATS } from "../../src/wire/vllm.ts";
import type { CallShape, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { reassemble } from "./recording_sink.ts";

const CALL: CallShape = {
  method: "POST",
  path: "/",
  host: "h",
  contentType: "application/json",
  body: undefined,
};

function formatOf(formats: readonly WireFormat[], id: string): WireFormat {
  const format = formats.find((item) => item.id === id);
  assert(format !== undefined);
  return format;
}

function data(...events: unknown[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}

const BATCHES = formatOf(ANTHROPIC_MORE, "anthropic.batches");

Deno.test("the results of a batch are facts of many answers", () => {
  function line(result: unknown): unknown {
    return { custom_id: "a", result };
  }
  function message(more: Record<string, unknown>): unknown {
    const usage = { input_tokens: 4, output_tokens: 2, cache_read_input_tokens: 1 };
    return line({ type: "succeeded", message: { model: "m", content: [], usage, ...more } });
  }
  const facts = BATCHES.response([
    message({ stop_reason: "end_turn" }),
    message({ stop_reason: "refusal" }),
    line({ type: "errored", error: { type: "error", error: { type: "overloaded_error" } } }),
    line({ type: "expired" }),
    null,
  ], CALL);
  assertEquals(facts, {
    model: "m",
    usage: { input: 10, output: 4, cached: 2, reasoning: null },
    finishReasons: ["end_turn", "refusal"],
    toolCalls: [],
    errorType: "overloaded_error",
    safetyEvents: ["refusal"],
  });
  // One line alone comes as an object.
  assertEquals(BATCHES.response(message({ stop_reason: "end_turn" }), CALL)?.model, "m");
});

Deno.test("a batch is made of requests, and answered on another call", () => {
  const requests = [
    { custom_id: "a", params: { model: "m", system: "S", messages: [] } },
    { custom_id: "b", params: { model: "n", system: "T", messages: [] } },
  ];
  const facts = BATCHES.request({ requests }, CALL);
  assertEquals([facts.model, facts.systemPrompt], ["m", "S\nT"]);
  assertEquals(BATCHES.request({}, CALL).model, null);
  const pending = { id: "b", processing_status: "in_progress" };
  assertEquals(BATCHES.response(pending, CALL)?.contextExternal, ["background"]);
  assertEquals(BATCHES.response({ unknown: 1 }, CALL), null);
});

Deno.test("completions of old are joined until one names its reason", () => {
  const complete = formatOf(ANTHROPIC_MORE, "anthropic.complete");
  const half = data({ completion: "My SSN is 123-" }, { completion: "45-6789" });
  const cut = reassemble(complete, half);
  assertEquals([cut.ended, cut.sink.fields], [false, [["completion", "My SSN is 123-45-6789"]]]);
  assert(reassemble(complete, half + data({ completion: "", stop_reason: "max_tokens" })).ended);
  const failed = reassemble(complete, half + data({ error: { type: "t", message: "It broke" } }));
  assertEquals([failed.ended, complete.response(failed.body, CALL)?.errorType], [true, "t"]);
});

const CONVERSATIONS = formatOf(MISTRAL_FORMATS, "mistral.conversations");

Deno.test("a conversation names what lies with the vendor", () => {
  const path = "/v1/conversations/conv_1";
  const body = {
    inputs: [{ type: "function.result", tool_call_id: "c", result: "Found" }],
    agent_id: "a",
  };
  const facts = CONVERSATIONS.request(body, { ...CALL, path });
  assertEquals(facts.contextExternal, ["conversation", "agent_id"]);
  assertEquals(facts.toolResults, [{ name: "c", text: "Found" }]);
  assertEquals(CONVERSATIONS.request({ inputs: "Hi" }, CALL).contextExternal, []);
});

Deno.test("a conversation's stream keeps outputs and calls apart", () => {
  function call(id: string, fields: Record<string, unknown>): unknown {
    return { type: "function.call.delta", output_index: 1, tool_call_id: id, ...fields };
  }
  function said(content: unknown, more: Record<string, unknown> = {}): unknown {
    return { type: "message.output.delta", output_index: 0, content, ...more };
  }
  const stream = data(
    said("My SSN is 123-"),
    call("a", { name: "f", arguments: '{"x":"o' }),
    call("b", { name: "g", arguments: "{}" }),
    call("a", { name: "f", arguments: 'ne"}' }),
    said({ type: "text", text: "45-6789" }, { model: "m" }),
    said({ type: "thinking", thinking: [{ text: "Hm " }] }, { content_index: 1 }),
    said({ type: "thinking", thinking: [{ text: "yes" }] }, { content_index: 1 }),
  );
  const { body, ended, sink } = reassemble(CONVERSATIONS, stream);
  assertFalse(ended);
  assertEquals(sink.fields, [
    ["outputs[0].content[0].text", "My SSN is 123-45-6789"],
    ["outputs[0].content[1].thinking", "Hm yes"],
    ["outputs[1].arguments", '{"x":"one"}'],
    ["outputs[2].arguments", "{}"],
  ]);
  const facts = CONVERSATIONS.response(body, CALL);
  assertEquals(facts?.toolCalls, [{ name: "f", text: '{"x":"one"}' }, { name: "g", text: "{}" }]);
  assertEquals(facts?.model, "m");
  const error = data({ type: "conversation.response.error", code: 3, message: "It broke" });
  const failed = reassemble(CONVERSATIONS, stream + error);
  assertEquals([failed.ended, CONVERSATIONS.response(failed.body, CALL)?.errorType], [true, "3"]);
});

Deno.test("a document that is only pointed to did not pass here", () => {
  const ocr = formatOf(MISTRAL_FORMATS, "mistral.ocr");
  const cases: [unknown, string[]][] = [
    [{ type: "document_url", document_url: "https://x.y" }, ["document_url"]],
    [{ type: "document_url", document_url: "data:application/pdf;base64,AAAA" }, []],
    [{ type: "image_url", image_url: { url: "https://x.y" } }, ["image_url"]],
    [{ type: "file", file_id: "f" }, ["file_id"]],
  ];
  for (const [document, names] of cases) {
    assertEquals(ocr.request({ document }, CALL).contextExternal, names);
  }
});

const COHERE = formatOf(COHERE_FORMATS, "cohere.chat");

Deno.test("Cohere's chat ends with the message's end, whatever came of it", () => {
  const half = data(
    {
      type: "content-delta",
      index: 0,
      delta: { message: { content: { text: "My SSN is 123-" } } },
    },
    { type: "content-delta", index: 1, delta: { message: { content: { thinking: "Hm" } } } },
    { type: "content-delta", index: 0, delta: { message: { content: { text: "45-6789" } } } },
  );
  const cut = reassemble(COHERE, half);
  assertEquals([cut.ended, cut.sink.fields], [false, [
    ["message.content[0].text", "My SSN is 123-45-6789"],
    ["message.content[1].thinking", "Hm"],
  ]]);
  const end = { type: "message-end", delta: { finish_reason: "ERROR", error: "It broke" } };
  const failed = reassemble(COHERE, half + data(end));
  const facts = COHERE.response(failed.body, CALL);
  assertEquals([failed.ended, facts?.errorType, facts?.finishReasons], [true, "error", ["ERROR"]]);
});

Deno.test("Cohere's chat reads tokens, not what is billed", () => {
  const tokens = { input_tokens: 71, output_tokens: 9 };
  const billed = { input_tokens: 5, output_tokens: 4 };
  const usage = { billed_units: billed, tokens, cached_tokens: 3 };
  const facts = COHERE.response({ message: { role: "assistant" }, usage }, CALL);
  assertEquals(facts?.usage, { input: 71, output: 9, cached: 3, reasoning: null });
  assertEquals(COHERE.response({ message: "No such model" }, CALL)?.errorType, "error");
});

Deno.test("reranking is read in each of its shapes", () => {
  const rerank = formatOf(COHERE_FORMATS, "cohere.rerank");
  function matches(body: unknown): boolean {
    return rerank.matches({ ...CALL, path: "/v1/rerank", body });
  }
  assert(matches({ query: "q", documents: ["a"] }));
  assert(matches({ query: "q", texts: ["a"] }));
  assertFalse(matches({ query: "q" }));
  const usage = { total_tokens: 7 };
  assertEquals(rerank.response({ results: [], usage }, CALL)?.usage.input, 7);
  assert(rerank.response([{ index: 0, score: 1 }], CALL) !== null);
});

const OLLAMA = formatOf(OLLAMA_FORMATS, "ollama.chat");

Deno.test("Ollama's lines are joined until one is done", () => {
  function line(content: string, more: Record<string, unknown> = {}): unknown {
    return { model: "m", message: { role: "assistant", content }, done: false, ...more };
  }
  const calls = [{ function: { name: "f", arguments: { a: "b c" } } }];
  const half = data(
    line("My SSN is 123-"),
    line("45-6789"),
    { message: { content: "", tool_calls: calls } },
  );
  const cut = reassemble(OLLAMA, half);
  assertEquals([cut.ended, cut.sink.fields], [false, [
    ["message.content", "My SSN is 123-45-6789"],
    ["message.tool_calls[0].function.arguments.a", "b c"],
  ]]);
  const counts = { done: true, done_reason: "stop", prompt_eval_count: 4, eval_count: 2 };
  const whole = reassemble(OLLAMA, half + data(line("", counts)));
  const facts = OLLAMA.response(whole.body, CALL);
  assertEquals([whole.ended, facts?.finishReasons, facts?.usage.output], [true, ["stop"], 2]);
  assertEquals(facts?.toolCalls, [{ name: "f", text: '{"a":"b c"}' }]);
});

Deno.test("Ollama's error ends a stream of lines", () => {
  const { body, ended, sink } = reassemble(OLLAMA, data({ error: "It ran out of memory" }));
  assertEquals([ended, OLLAMA.response(body, CALL)?.errorType], [true, "error"]);
  assertEquals(sink.fields, [["error", "It ran out of memory"]]);
});

Deno.test("Ollama's paths want its model, since others have them too", () => {
  const path = "/api/chat";
  const messages = [{ role: "user", content: "Hi" }];
  assert(OLLAMA.matches({ ...CALL, path, body: { model: "m", messages } }));
  assertFalse(OLLAMA.matches({ ...CALL, path, body: { messages } }));
  const generate = formatOf(OLLAMA_FORMATS, "ollama.generate");
  assertEquals(generate.request({ model: "m", context: [1] }, CALL).contextExternal, ["context"]);
});

Deno.test("vLLM's extras are told by their bodies", () => {
  const cases: [string, unknown, string | undefined][] = [
    ["/tokenize", { prompt: "Hi" }, "vllm.tokenize"],
    ["/tokenize", { messages: [] }, "vllm.tokenize"],
    ["/tokenize", {}, undefined],
    ["/detokenize", { tokens: [1] }, "vllm.detokenize"],
    ["/pooling", { input: "Hi" }, "vllm.pooling"],
    ["/v1/score", { text_1: "a", text_2: "b" }, "vllm.score"],
    ["/score", { queries: "a", documents: ["b"] }, "vllm.score"],
    ["/score", { text_1: "a" }, undefined],
  ];
  for (const [path, body, id] of cases) {
    assertEquals(VLLM_FORMATS.find((item) => item.matches({ ...CALL, path, body }))?.id, id, path);
  }
});
