import { OPENAI_CHAT } from "../../src/wire/openai_chat.ts";
import {
  type CallShape,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
} from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { CHAT_REFUSAL_STREAM, CHAT_REQUEST, CHAT_RESPONSE, CHAT_STREAM } from "./bodies.ts";
import { nested, reassemble, walked } from "./recording_sink.ts";

const CALL: CallShape = {
  method: "POST",
  path: "/v1/chat/completions",
  host: "api.openai.com",
  body: undefined,
  contentType: "application/json",
};

function ask(body: unknown, path = CALL.path): RequestFacts {
  return OPENAI_CHAT.request(body, { ...CALL, path });
}

function read(body: unknown): ResponseFacts | null {
  return OPENAI_CHAT.response(body, CALL);
}

/** The texts of a stream by their paths in the answer; what the events left is not among them. */
function answered(stream: string): [string, string][] {
  return reassemble(OPENAI_CHAT, stream).sink.fields
    .filter(([path]) => !path.startsWith("events["));
}

function data(choice: unknown): string {
  return `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
}

Deno.test("request() reads model, system prompt, parameters, tools and their results", () => {
  assertEquals(ask(CHAT_REQUEST), {
    model: "gpt-4o",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 0.2, max_completion_tokens: 512, stream: true },
    tools: CHAT_REQUEST.tools,
    toolResults: [{ name: "call_1", text: "Phone (555) 867-5309" }],
    contextExternal: [],
  });
});

Deno.test("request() takes the model from Azure's path when the body has none", () => {
  const path = "/openai/deployments/gpt-4o-eu/chat/completions";
  assertEquals(ask({ messages: [] }, path).model, "gpt-4o-eu");
  assertEquals(ask({ messages: [], model: "m" }, path).model, "m");
  assertEquals(ask({ messages: [] }).model, null);
});

Deno.test("request() names what the model reads and did not pass", () => {
  const content = [
    { type: "file", file: { file_id: "file-1" } },
    { type: "image_url", image_url: { url: "https://h/x.png" } },
    { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
  ];
  const facts = ask({
    messages: [{ role: "user", content }, { role: "assistant", audio: { id: "audio_1" } }],
    web_search_options: {},
  });
  assertEquals(facts.contextExternal, ["file_id", "url", "audio_id", "web_search"]);
});

Deno.test("request() takes any shape without complaint", () => {
  const shapes = [
    ...[null, 5, [], {}, { messages: 5 }, { messages: [null, 5, "text", []] }],
    ...[{ messages: [{ content: 5 }] }, {
      messages: [{ content: [null, 5, "part", { type: 7 }] }],
    }],
    ...[{ messages: [{ tool_calls: [null, {}, { function: 5 }], audio: 5, annotations: [5] }] }],
    ...[{ messages: [], tools: [null, { function: [] }], response_format: "x", prediction: 3 }],
    nested(1000, {}),
  ];
  for (const shape of shapes) {
    const { model, systemPrompt, params, contextExternal } = ask(shape);
    assertEquals([model, systemPrompt, params, contextExternal], [null, null, {}, []]);
  }
});

Deno.test("response() reads the facts of an answer", () => {
  assertEquals(read({ ...CHAT_RESPONSE, system_fingerprint: "fp_1" }), {
    model: "gpt-4o-2024-08-06",
    usage: { input: 100, output: 20, cached: 64, reasoning: 8 },
    finishReasons: ["tool_calls"],
    toolCalls: [{ name: "send", text: '{"to":"b@example.com"}' }],
    errorType: null,
    safetyEvents: [],
    fingerprint: "fp_1",
  });
});

Deno.test("response() notes refusals and content filters once", () => {
  const facts = read({
    choices: [
      { message: { refusal: "I cannot" }, finish_reason: "content_filter" },
      {
        message: { refusal: "Neither" },
        content_filter_results: { hate: { filtered: true }, sexual: { filtered: false } },
      },
    ],
    prompt_filter_results: [{ content_filter_results: { jailbreak: { filtered: true } } }],
  });
  assertEquals(facts?.safetyEvents, [
    "refusal",
    "content_filter",
    "content_filter:hate",
    "content_filter:jailbreak",
  ]);
  assertEquals(facts?.usage, NO_USAGE);
});

Deno.test("response() reads an error body, and what Azure's filter blocked", () => {
  const error = { message: "Bad", type: "invalid_request_error", code: "content_filter" };
  assertEquals(read({ error })?.errorType, "invalid_request_error");
  assertEquals(read({ error })?.safetyEvents, ["content_filter"]);
  const result = { jailbreak: { filtered: true, detected: true }, hate: { filtered: false } };
  const azure = { error: { ...error, innererror: { content_filter_result: result } } };
  assertEquals(read(azure)?.safetyEvents, ["content_filter", "content_filter:jailbreak"]);
});

Deno.test("response() is null for what is no answer and no error", () => {
  for (const body of [null, undefined, 5, "x", [], {}, { choices: {} }, { data: [] }]) {
    assertEquals(read(body), null);
  }
});

Deno.test("stream() puts text, tool calls and usage together", () => {
  const { body, ended, isMalformed } = reassemble(OPENAI_CHAT, CHAT_STREAM);
  assertEquals([ended, isMalformed], [true, false]);
  assertEquals(answered(CHAT_STREAM), [
    ["choices[0].message.content", "The SSN is 123-45-6789."],
    ["choices[0].message.tool_calls[0].function.arguments", '{"to":"b@example.com"}'],
    ["choices[0].message.tool_calls[1].custom.input", "ls"],
  ]);
  assertEquals(read(body), {
    model: "gpt-4o-2024-08-06",
    usage: { input: 9, output: 7, cached: 0, reasoning: 3 },
    finishReasons: ["tool_calls"],
    toolCalls: [{ name: "send", text: '{"to":"b@example.com"}' }, { name: "run", text: "ls" }],
    errorType: null,
    safetyEvents: [],
    fingerprint: null,
  });
});

Deno.test("stream() visits nothing but the answer and structural values", () => {
  const { sink } = reassemble(OPENAI_CHAT, CHAT_STREAM);
  const left = sink.fields.filter(([path]) => path.startsWith("events["));
  assertEquals(left, []);
});

Deno.test("stream() keeps choices apart and orders them", () => {
  assertEquals(answered(CHAT_REFUSAL_STREAM), [
    ["choices[0].message.content", "Yes"],
    ["choices[1].message.refusal", "I cannot."],
  ]);
  const facts = read(reassemble(OPENAI_CHAT, CHAT_REFUSAL_STREAM).body);
  assertEquals(facts?.safetyEvents, ["refusal"]);
  assertEquals(facts?.finishReasons, ["stop", "stop"]);
});

Deno.test("stream() reads the dialects of compatible servers", () => {
  const stream = [
    data({ delta: { content: [{ type: "thinking", thinking: [{ text: "Hm" }] }] } }),
    data({ delta: { content: [{ type: "text", text: "Hi" }, { type: "reference" }] } }),
    data({ delta: { reasoning: "r", reasoning_content: "." } }),
    data({ delta: { tool_calls: [{ function: { name: "f", arguments: { a: 1 } } }] } }),
    data({ delta: { function_call: { name: "g", arguments: "{" } } }),
    data({ delta: { function_call: { arguments: "}" } } }),
    data({ delta: { audio: { transcript: "spo", data: "AA" } } }),
    data({ delta: { audio: { transcript: "ken" } } }),
    data({ delta: { reasoning_details: [{ type: "reasoning.text", text: "123-", index: 0 }] } }),
    data({ delta: { reasoning_details: [{ type: "reasoning.text", text: "45", index: 0 }] } }),
    data({ delta: { annotations: [{ type: "url_citation", url_citation: { title: "T" } }] } }),
    data({ delta: {}, native_finish_reason: "It stopped." }),
    "data: [DONE]\n\n",
  ].join("");
  const { body, sink } = reassemble(OPENAI_CHAT, stream);
  assertEquals(answered(stream), [
    ["choices[0].message.reasoning_content", "Hm."],
    ["choices[0].message.content", "Hi"],
    ["choices[0].message.reasoning", "r"],
    ["choices[0].message.function_call.arguments", "{}"],
    ["choices[0].message.audio.transcript", "spoken"],
    ["choices[0].message.annotations[0].url_citation.title", "T"],
    ["choices[0].message.tool_calls[0].function.arguments", '{"a":1}'],
    ["choices[0].message.reasoning_details[0].text", "123-45"],
  ]);
  assertEquals(read(body)?.toolCalls.map(({ name }) => name), ["f", "g"]);
  assertEquals(sink.skipped, ["part:audio"]);
  assertEquals(
    sink.fields.filter(([path]) => path.startsWith("events[")).map(([, text]) => text),
    ["AA", "It stopped."],
  );
});

Deno.test("stream() takes the message of a server that does not stream", () => {
  const whole = { message: { content: "Whole", tool_calls: [{ function: { name: "f" } }] } };
  const stream = `${data({ ...whole, finish_reason: "stop" })}data: [DONE]\n\n`;
  assertEquals(answered(stream), [["choices[0].message.content", "Whole"]]);
  const { body } = reassemble(OPENAI_CHAT, stream);
  assertEquals(read(body)?.toolCalls, [{ name: "f", text: "" }]);
});

Deno.test("stream() ends at an error, and reads what follows the end", () => {
  const error = 'data: {"error":{"message":"m m","type":"t"}}\n\n';
  const failed = reassemble(OPENAI_CHAT, error);
  assertEquals([failed.ended, failed.isMalformed], [true, false]);
  assertEquals(read(failed.body)?.errorType, "t");
  assertFalse(reassemble(OPENAI_CHAT, error.slice(0, -5)).ended);
  const twice = reassemble(OPENAI_CHAT, error + error.replace("m m", "n n"));
  assertEquals(twice.sink.fields.map(([, text]) => text), ["n n", "m m"]);
  const more = 'data: {"choices":[{"delta":{"content":" More."}}]}\n\n';
  const after = reassemble(OPENAI_CHAT, `${CHAT_STREAM}${more}`);
  assert(after.ended);
  assertEquals(answered(`${CHAT_STREAM}${more}`)[0]?.[1], "The SSN is 123-45-6789. More.");
});

Deno.test("stream() flags broken events, and reads on", () => {
  const stream = `data: {"choices":[{"delta":{"content":"a\n\n${CHAT_STREAM}`;
  const broken = reassemble(OPENAI_CHAT, stream);
  assertEquals([broken.ended, broken.isMalformed], [true, true]);
  assertEquals(answered(stream)[0]?.[1], "aThe SSN is 123-45-6789.");
});

Deno.test("stream() leaves foreign events to be visited as they stand", () => {
  const stream = 'data: {"type":"ping","note":"Call a@example.com"}\n\ndata: [DONE]\n\n';
  const { sink } = reassemble(OPENAI_CHAT, stream);
  assertEquals(sink.fields, [["events[0].note", "Call a@example.com"]]);
});

Deno.test("stream() takes the last event as far as it came", () => {
  const stream = 'data: {"choices":[{"delta":{"content":"My SSN is 123-45-6789';
  const cut = reassemble(OPENAI_CHAT, stream);
  assertEquals([cut.ended, cut.isMalformed], [false, false]);
  assertEquals(answered(stream), [["choices[0].message.content", "My SSN is 123-45-6789"]]);
  assert(reassemble(OPENAI_CHAT, "data: [DONE]").ended);
});

Deno.test("stream() bounds choices and tool calls, and leaves the rest to be visited", () => {
  function calls(count: number): string {
    const many = Array.from({ length: count }, (_, index) => ({
      index,
      function: { name: "f", arguments: `{"n": "${index}"}` },
    }));
    return data({ delta: { tool_calls: many } });
  }
  assertEquals(answered(calls(128)).length, 128);
  assertEquals(answered(calls(129)).length, 128);
  const last = reassemble(OPENAI_CHAT, calls(129)).sink.fields.map(([, text]) => text);
  assert(last.includes('{"n": "128"}'));
  const choices = Array.from({ length: 129 }, (_, index) => ({
    index,
    delta: { content: `No. ${index}` },
  }));
  const many = reassemble(OPENAI_CHAT, `data: ${JSON.stringify({ choices })}\n\n`);
  assertEquals(many.sink.fields.length, 129);
});

Deno.test("request bodies are visited whole by the walk, and identifiers told from texts", () => {
  const sink = walked(CHAT_REQUEST);
  const texts = sink.fields.map(([, text]) => text);
  for (
    const text of [
      ...["You are a clerk.", "Be brief.", "My SSN is 123-45-6789", "No.", "Phone (555) 867-5309"],
      ...['{"email":"a@example.com"}', "Looks a person up.", "Who.", "Predicted."],
    ]
  ) assert(texts.includes(text), text);
  assert(sink.identifiers.some(([path]) => path === "messages[0].role"));
  assertEquals(sink.skipped, ["part:image", "part:image"]);
});
