import { OPENAI_CHAT } from "../../src/wire/openai_chat.ts";
import { NO_USAGE, type ResponseFacts } from "../../src/wire/wire_format.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { CHAT_REFUSAL_STREAM, CHAT_REQUEST, CHAT_RESPONSE, CHAT_STREAM } from "./bodies.ts";
import { nested, reassemble, RecordingSink } from "./recording_sink.ts";

function read(body: unknown): { facts: ResponseFacts | null; sink: RecordingSink } {
  const sink = new RecordingSink();
  return { facts: OPENAI_CHAT.response(body, sink), sink };
}

Deno.test("request() visits every text and no identifier", () => {
  const sink = new RecordingSink();
  OPENAI_CHAT.request(CHAT_REQUEST, sink);
  assertEquals(sink.fields, [
    ["messages[0].content", "You are a clerk."],
    ["messages[1].content[0].text", "Be brief."],
    ["messages[2].content[0].text", "My SSN is 123-45-6789"],
    ["messages[3].refusal", "No."],
    ["messages[3].tool_calls[0].function.arguments", '{"email":"a@example.com"}'],
    ["messages[4].content", "Phone (555) 867-5309"],
    ["tools[0].function.description", "Looks a person up."],
    ["tools[0].function.parameters.properties.email.description", "Who."],
    ["prediction.content", "Predicted."],
  ]);
  assertEquals(sink.skipped, ["part:image"]);
});

Deno.test("request() reads model, system prompt and parameters", () => {
  assertEquals(OPENAI_CHAT.request(CHAT_REQUEST, new RecordingSink()), {
    model: "gpt-4o",
    systemPrompt: "You are a clerk.\nBe brief.",
    params: { temperature: 0.2, max_completion_tokens: 512, stream: true },
  });
});

Deno.test("request() visits legacy functions, custom tools and the answer's schema", () => {
  const sink = new RecordingSink();
  OPENAI_CHAT.request({
    messages: [
      { role: "assistant", function_call: { name: "f", arguments: "{}" } },
      { role: "assistant", tool_calls: [{ type: "custom", custom: { name: "c", input: "run" } }] },
      { role: "assistant", tool_calls: [{ function: { arguments: { city: "Bonn" } } }] },
      { role: "assistant", reasoning_content: "why", audio: { id: "audio_1" } },
    ],
    functions: [{ name: "f", description: "legacy" }],
    tools: [{ type: "custom", custom: { name: "c", description: "custom" } }],
    response_format: { type: "json_schema", json_schema: { name: "n", description: "shape" } },
  }, sink);
  assertEquals(sink.fields, [
    ["messages[0].function_call.arguments", "{}"],
    ["messages[1].tool_calls[0].custom.input", "run"],
    ["messages[2].tool_calls[0].function.arguments.city", "Bonn"],
    ["messages[3].reasoning_content", "why"],
    ["tools[0].custom.description", "custom"],
    ["functions[0].description", "legacy"],
    ["response_format.json_schema.description", "shape"],
  ]);
  assertEquals(sink.skipped, []);
});

Deno.test("request() names the parts that it does not inspect", () => {
  const kinds: Record<string, string> = {
    image_url: "part:image",
    input_audio: "part:audio",
    file: "part:file",
    video_url: "part:video",
    holograms: "part:holograms",
  };
  for (const [type, name] of Object.entries(kinds)) {
    const sink = new RecordingSink();
    OPENAI_CHAT.request({ messages: [{ content: [{ type }] }] }, sink);
    assertEquals(sink.skipped, [name]);
  }
});

Deno.test("request() takes any shape without complaint", () => {
  const shapes = [
    ...[null, 5, [], {}, { messages: 5 }, { messages: [null, 5, "text", []] }],
    ...[{ messages: [{ content: 5 }] }, {
      messages: [{ content: [null, 5, "part", { type: 7 }] }],
    }],
    ...[{ messages: [{ tool_calls: [null, {}, { function: 5 }], audio: 5, annotations: [5] }] }],
    ...[{ messages: [], tools: [null, { function: [] }], response_format: "x", prediction: 3 }],
    ...[{ messages: [{ content: [{ type: "thinking", thinking: [{ text: "t" }, 5] }] }] }],
    nested(1000, {}),
  ];
  const texts: string[] = [];
  for (const shape of shapes) {
    const sink = new RecordingSink();
    OPENAI_CHAT.request(shape, sink);
    texts.push(...sink.fields.map(([path]) => path));
  }
  assertEquals(texts, [
    "messages[2]",
    "messages[0].content[2]",
    "messages[0].content[0].thinking[0].text",
  ]);
});

Deno.test("response() visits the answer and reads its facts", () => {
  const { facts, sink } = read(CHAT_RESPONSE);
  assertEquals(sink.fields, [
    ["choices[0].message.content", "Write to b@example.com"],
    ["choices[0].message.annotations[0].url_citation.title", "Title"],
    ["choices[0].message.tool_calls[0].function.arguments", '{"to":"b@example.com"}'],
  ]);
  assertEquals(facts, {
    model: "gpt-4o-2024-08-06",
    usage: { input: 100, output: 20, cached: 64, reasoning: 8 },
    finishReasons: ["tool_calls"],
    toolCalls: [{ name: "send", argumentsLength: 22 }],
    errorType: null,
    safetyEvents: [],
  });
});

Deno.test("response() notes refusals and content filters once", () => {
  const { facts } = read({
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

Deno.test("response() names audio and images, and visits a transcript", () => {
  const audio = { id: "audio_1", data: "AAAA", transcript: "spoken" };
  const { sink } = read({ choices: [{ message: { audio, images: [{}] } }] });
  assertEquals(sink.fields, [["choices[0].message.audio.transcript", "spoken"]]);
  assertEquals(sink.skipped, ["part:audio", "part:image"]);
});

Deno.test("response() reads an error body", () => {
  const { facts, sink } = read({
    error: { message: "Bad a@example.com", type: "invalid_request_error", code: "content_filter" },
  });
  assertEquals(facts?.errorType, "invalid_request_error");
  assertEquals(facts?.safetyEvents, ["content_filter"]);
  assertEquals(sink.fields, [["error.message", "Bad a@example.com"]]);
});

Deno.test("response() is null for what is no answer and no error", () => {
  for (const body of [null, undefined, 5, "x", [], {}, { choices: {} }, { data: [] }]) {
    assertEquals(read(body).facts, null);
  }
});

Deno.test("stream() puts text, tool calls and usage together", () => {
  const { body, ended, malformed, notInspected } = reassemble(OPENAI_CHAT, CHAT_STREAM);
  assertEquals([ended, malformed, notInspected], [true, false, null]);
  const { facts, sink } = read(body);
  assertEquals(sink.fields, [
    ["choices[0].message.content", "The SSN is 123-45-6789."],
    ["choices[0].message.tool_calls[0].function.arguments", '{"to":"b@example.com"}'],
    ["choices[0].message.tool_calls[1].custom.input", "ls"],
  ]);
  assertEquals(facts, {
    model: "gpt-4o-2024-08-06",
    usage: { input: 9, output: 7, cached: 0, reasoning: 3 },
    finishReasons: ["tool_calls"],
    toolCalls: [{ name: "send", argumentsLength: 22 }, { name: "run", argumentsLength: 2 }],
    errorType: null,
    safetyEvents: [],
  });
});

Deno.test("stream() keeps choices apart and orders them", () => {
  const { facts, sink } = read(reassemble(OPENAI_CHAT, CHAT_REFUSAL_STREAM).body);
  assertEquals(sink.fields, [
    ["choices[0].message.content", "Yes"],
    ["choices[1].message.refusal", "I cannot."],
  ]);
  assertEquals(facts?.safetyEvents, ["refusal"]);
  assertEquals(facts?.finishReasons, ["stop", "stop"]);
});

Deno.test("stream() reads the dialects of compatible servers", () => {
  function data(choice: unknown): string {
    return `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
  }
  const stream = [
    data({ delta: { content: [{ type: "thinking", thinking: [{ text: "Hm" }] }] } }),
    data({ delta: { content: [{ type: "text", text: "Hi" }, { type: "reference" }] } }),
    data({ delta: { reasoning: "r", reasoning_content: "." } }),
    data({ delta: { tool_calls: [{ function: { name: "f", arguments: { a: 1 } } }] } }),
    data({ delta: { function_call: { name: "g", arguments: "{" } } }),
    data({ delta: { function_call: { arguments: "}" } } }),
    data({ delta: { audio: { transcript: "spo", data: "AA" } } }),
    data({ delta: { audio: { transcript: "ken" } } }),
    "data: [DONE]\n\n",
  ].join("");
  const { body, notInspected } = reassemble(OPENAI_CHAT, stream);
  assertEquals(notInspected, "part:reference");
  const { facts, sink } = read(body);
  assertEquals(sink.fields, [
    ["choices[0].message.content", "Hi"],
    ["choices[0].message.reasoning", "r"],
    ["choices[0].message.reasoning_content", "Hm."],
    ["choices[0].message.audio.transcript", "spoken"],
    ["choices[0].message.tool_calls[0].function.arguments", '{"a":1}'],
    ["choices[0].message.function_call.arguments", "{}"],
  ]);
  assertEquals(facts?.toolCalls.map(({ name }) => name), ["f", "g"]);
  assertEquals(sink.skipped, ["part:audio"]);
});

Deno.test("stream() ends at an error, and reads what follows the end", () => {
  const error = 'data: {"error":{"message":"m","type":"t"}}\n\n';
  const failed = reassemble(OPENAI_CHAT, error);
  assertEquals([failed.ended, failed.malformed], [true, false]);
  assertEquals(read(failed.body).facts?.errorType, "t");
  assertFalse(reassemble(OPENAI_CHAT, error.slice(0, -5)).ended);
  const more = 'data: {"choices":[{"delta":{"content":" More."}}]}\n\n';
  const after = reassemble(OPENAI_CHAT, `${CHAT_STREAM}${more}`);
  assert(after.ended);
  assertEquals(read(after.body).sink.fields[0]?.[1], "The SSN is 123-45-6789. More.");
});

Deno.test("stream() flags broken and foreign events, and reads on", () => {
  const broken = reassemble(
    OPENAI_CHAT,
    `data: {"choices":[{"delta":{"content":"a\n\n${CHAT_STREAM}`,
  );
  assertEquals([broken.ended, broken.malformed], [true, true]);
  assertEquals(read(broken.body).sink.fields[0]?.[1], "aThe SSN is 123-45-6789.");
  const foreign = reassemble(OPENAI_CHAT, 'data: {"type":"ping"}\n\ndata: [DONE]\n\n');
  assertEquals(foreign.notInspected, "event:unknown");
});

Deno.test("stream() takes the last event as far as it came", () => {
  const cut = reassemble(
    OPENAI_CHAT,
    'data: {"choices":[{"delta":{"content":"My SSN is 123-45-6789',
  );
  assertEquals([cut.ended, cut.malformed], [false, false]);
  assertEquals(read(cut.body).sink.fields, [[
    "choices[0].message.content",
    "My SSN is 123-45-6789",
  ]]);
  assert(reassemble(OPENAI_CHAT, "data: [DONE]").ended);
});

Deno.test("stream() bounds choices and tool calls, and says what it left out", () => {
  function calls(count: number): string {
    const many = Array.from({ length: count }, (_, index) => ({ index, function: { name: "f" } }));
    return `data: ${JSON.stringify({ choices: [{ delta: { tool_calls: many } }] })}\n\n`;
  }
  assertEquals(reassemble(OPENAI_CHAT, calls(128)).notInspected, null);
  assertEquals(reassemble(OPENAI_CHAT, calls(129)).notInspected, "part:tool_call");
  const choices = Array.from({ length: 129 }, (_, index) => ({ index, delta: {} }));
  const many = `data: ${JSON.stringify({ choices })}\n\n`;
  assertEquals(reassemble(OPENAI_CHAT, many).notInspected, "part:choice");
});
