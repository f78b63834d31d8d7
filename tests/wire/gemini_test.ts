import { GEMINI_GENERATE } from "../../src/wire/gemini.ts";
import { GEMINI_INTERACTIONS } from "../../src/wire/gemini_interactions.ts";
import { GEMINI_LIVE } from "../../src/wire/gemini_live.ts";
import { GEMINI_MORE } from "../../src/wire/gemini_more.ts";
import type { CallShape, ResponseFacts, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals } from "../support/std.ts";
import { reassemble } from "./recording_sink.ts";

const MODELS = "/v1beta/models";

function call(path: string): CallShape {
  return { method: "POST", path, host: "h", contentType: "application/json", body: undefined };
}

const CALL = call(`${MODELS}/gemini-2.5-pro:streamGenerateContent`);

function response(body: unknown): ResponseFacts | null {
  return GEMINI_GENERATE.response(body, CALL);
}

function data(...events: unknown[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}

/** A chunk of one candidate. */
function chunk(parts: unknown[], more: Record<string, unknown> = {}): unknown {
  return { candidates: [{ content: { parts }, ...more }] };
}

Deno.test("generateContent is read in snake_case too", () => {
  const body = {
    contents: [{ parts: [{ function_response: { name: "f", response: { a: 1 } } }] }],
    system_instruction: { parts: [{ text: "Be" }, { text: "brief." }] },
    generation_config: { top_p: 1, max_output_tokens: 9, thinking_config: { thinking_level: "x" } },
    cached_content: "cachedContents/c",
  };
  assertEquals(GEMINI_GENERATE.request(body, CALL), {
    model: "gemini-2.5-pro",
    systemPrompt: "Be\nbrief.",
    params: { topP: 1, maxOutputTokens: 9, thinkingLevel: "x" },
    tools: undefined,
    toolResults: [{ name: "f", text: '{"a":1}' }],
    contextExternal: ["cachedContent"],
  });
});

Deno.test("generateContent finds its model in every kind of path", () => {
  const google = "/v1/projects/p/locations/l/publishers/google/models";
  const cases: [string, string | null][] = [
    [`${MODELS}/gemini-2.5-pro:generateContent`, "gemini-2.5-pro"],
    [`${google}/gemini%2D2:streamGenerateContent`, "gemini-2"],
    ["/v1/tunedModels/mine:generateContent", "mine"],
    ["/v1/projects/p/locations/l/endpoints/123:generateContent", "123"],
    ["/v1internal:generateContent", "wrapped"],
  ];
  for (const [path, model] of cases) {
    const body = { model: "wrapped", request: { contents: [] } };
    assert(GEMINI_GENERATE.matches({ ...call(path), body }));
    assertEquals(GEMINI_GENERATE.request(body, call(path)).model, model, path);
  }
});

Deno.test("generateContent says why it was blocked", () => {
  const blocked = response({ promptFeedback: { blockReason: "SAFETY" } });
  assertEquals(blocked?.safetyEvents, ["prompt_blocked:SAFETY"]);
  const ratings = [
    { category: "HARM_CATEGORY_HARASSMENT", blocked: true },
    { category: "HARM_CATEGORY_HATE_SPEECH", blocked: false },
  ];
  const filtered = response({
    candidates: [
      { finishReason: "SAFETY", safetyRatings: ratings },
      { finishReason: "MAX_TOKENS" },
    ],
  });
  assertEquals(filtered?.finishReasons, ["SAFETY", "MAX_TOKENS"]);
  assertEquals(filtered?.safetyEvents, [
    "content_filter:SAFETY",
    "content_filter:HARM_CATEGORY_HARASSMENT",
  ]);
});

Deno.test("generateContent reads errors by their status, and nothing else", () => {
  const error = { code: 400, message: "m", status: "INVALID_ARGUMENT" };
  assertEquals(response({ error })?.errorType, "INVALID_ARGUMENT");
  for (const body of [null, 5, "x", [], {}, { text: "x" }]) assertEquals(response(body), null);
});

Deno.test("stream() appends the text of each candidate, and keeps thoughts apart", () => {
  const stream = data(
    chunk([{ text: "Let ", thought: true }]),
    chunk([{ text: "me.", thought: true }, { text: "My SSN is 123-" }]),
    { candidates: [{ index: 1, content: { parts: [{ text: "Other" }] }, finishReason: "STOP" }] },
    chunk([{ text: "45-6789" }], { finishReason: "STOP" }),
    { usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 2 } },
  );
  const { body, ended, isMalformed, sink } = reassemble(GEMINI_GENERATE, stream);
  assertEquals([ended, isMalformed], [true, false]);
  assertEquals(sink.fields, [
    ["candidates[0].content.parts[0].text", "Let me."],
    ["candidates[0].content.parts[1].text", "My SSN is 123-45-6789"],
    ["candidates[1].content.parts[0].text", "Other"],
  ]);
  assertEquals(response(body)?.usage.output, 2);
});

Deno.test("stream() joins arguments that come in pieces", () => {
  function piece(fields: Record<string, unknown>): unknown {
    return chunk([{ functionCall: fields }]);
  }
  const stream = data(
    piece({ name: "send", partialArgs: [{ jsonPath: "$.to", stringValue: "Ann" }] }),
    piece({ partialArgs: [{ jsonPath: "$.to", stringValue: " Lee" }] }),
    piece({ name: "stop", partialArgs: [] }),
    chunk([], { finishReason: "STOP" }),
  );
  const { body, sink } = reassemble(GEMINI_GENERATE, stream);
  assertEquals(response(body)?.toolCalls, [
    { name: "send", text: '{"$.to":"Ann Lee"}' },
    { name: "stop", text: "{}" },
  ]);
  assert(sink.fields.some(([, text]) => text === "Ann Lee"));
});

Deno.test("stream() does not end with an event that is cut", () => {
  const stream = data(chunk([{ text: "Half" }], { finishReason: "STOP" }));
  assertEquals(reassemble(GEMINI_GENERATE, stream).ended, true);
  assertEquals(reassemble(GEMINI_GENERATE, stream.slice(0, -5)).ended, false);
  const turn = data({ serverContent: { turnComplete: true } });
  assertEquals(reassemble(GEMINI_LIVE, turn).ended, true);
  assertEquals(reassemble(GEMINI_LIVE, turn.slice(0, -3)).ended, false);
});

Deno.test("stream() ends where the prompt is blocked or an error comes, and not before", () => {
  const half = data(chunk([{ text: "Half" }]));
  const blocked = data({ promptFeedback: { blockReason: "SAFETY" } });
  const error = data({ error: { status: "UNAVAILABLE", message: "Too much" } });
  for (const [end, ended] of [["", false], [blocked, true], [error, true]] as const) {
    assertEquals(reassemble(GEMINI_GENERATE, half + end).ended, ended);
  }
  const { body, sink } = reassemble(GEMINI_GENERATE, half + error + error);
  assertEquals(response(body)?.errorType, "UNAVAILABLE");
  assert(sink.fields.some(([, text]) => text === "Too much"));
});

function formatOf(formats: readonly WireFormat[], id: string): WireFormat {
  const format = formats.find((item) => item.id === id);
  assert(format !== undefined);
  return format;
}

Deno.test("the other calls of Gemini are told by their verb", () => {
  const cases: [string, unknown, string][] = [
    ["countTokens", { contents: [] }, "gemini.count_tokens"],
    ["countTokens", { generateContentRequest: { contents: [] } }, "gemini.count_tokens"],
    ["computeTokens", { instances: [] }, "gemini.count_tokens"],
    ["embedContent", { content: {} }, "gemini.embed"],
    ["batchEmbedContents", { requests: [] }, "gemini.embed"],
    ["predict", { instances: [] }, "gemini.predict"],
    ["predictLongRunning", { instances: [] }, "gemini.predict"],
  ];
  for (const [verb, body, id] of cases) {
    const found = GEMINI_MORE.find((item) =>
      item.matches({ ...call(`${MODELS}/m:${verb}`), body })
    );
    assertEquals(found?.id, id, verb);
    assertEquals(found?.request(body, call(`${MODELS}/m:${verb}`)).model, "m");
  }
});

Deno.test("a prediction that takes long is answered on another call", () => {
  const predict = formatOf(GEMINI_MORE, "gemini.predict");
  const name = "projects/p/operations/o";
  assertEquals(predict.response({ name }, CALL)?.contextExternal, ["background"]);
  assertEquals(predict.response({ name, done: true }, CALL)?.contextExternal, []);
});

Deno.test("an interaction names what it is continued from, and that it goes on elsewhere", () => {
  const create = formatOf(GEMINI_INTERACTIONS, "gemini.interactions");
  const facts = create.request({
    agent: "deep-research",
    input: [{ type: "user_input", content: [{ type: "document", uri: "https://x.y" }] }],
    previous_interaction_id: "i",
    background: true,
  }, CALL);
  assertEquals(facts.contextExternal, ["previous_interaction_id", "background", "agent", "uri"]);
  assertEquals(facts.model, "deep-research");
  const pending = create.response({ id: "i", status: "in_progress" }, CALL);
  assertEquals(pending?.contextExternal, ["background"]);
  const cancelled = call("/v1beta/interactions/i/cancel");
  assertEquals(
    GEMINI_INTERACTIONS.find((item) => item.matches(cancelled))?.id,
    `${create.id}.stored`,
  );
});

Deno.test("an interaction that says its steps itself is not said twice", () => {
  const create = formatOf(GEMINI_INTERACTIONS, "gemini.interactions");
  const steps = [{ type: "model_output", content: [{ type: "text", text: "It is Ann." }] }];
  const stream = data(
    { event_type: "step.delta", index: 0, delta: { type: "text", text: "It is" } },
    { event_type: "step.delta", index: 0, delta: { type: "text", text: " Ann." } },
    { event_type: "interaction.completed", interaction: { status: "completed", steps } },
  );
  const { sink, ended } = reassemble(create, stream);
  assertEquals([ended, sink.fields], [true, [["steps[0].content[0].text", "It is Ann."]]]);
});

Deno.test("an interaction is read as it was streamed before it had steps", () => {
  const create = formatOf(GEMINI_INTERACTIONS, "gemini.interactions");
  const stream = data(
    { event_type: "content.start", index: 0, content: { type: "text" } },
    { event_type: "content.delta", index: 0, delta: { type: "text", text: "It is" } },
    { event_type: "content.delta", index: 0, delta: { type: "text", text: " Ann." } },
    {
      event_type: "content.delta",
      index: 1,
      delta: { type: "function_call", name: "f", arguments: { a: "b c" } },
    },
    { event_type: "interaction.complete", interaction: { status: "completed" } },
  );
  const { body, sink, ended } = reassemble(create, stream);
  assertEquals([ended, sink.fields], [true, [
    ["outputs[0].text", "It is Ann."],
    ["outputs[1].arguments.a", "b c"],
  ]]);
  assertEquals(create.response(body, CALL)?.toolCalls, [{ name: "f", text: '{"a":"b c"}' }]);
});

Deno.test("Live keeps turns apart, and is cut in the middle of one", () => {
  function said(fields: Record<string, unknown>): unknown {
    return { serverContent: fields };
  }
  const first = data(
    said({ modelTurn: { parts: [{ text: "My SSN is 123-" }] } }),
    said({ inputTranscription: { text: "Tell" }, outputTranscription: { text: "One" } }),
    said({ modelTurn: { parts: [{ text: "45-6789" }] }, inputTranscription: { text: " me" } }),
    said({ interrupted: true, turnComplete: true }),
    { usageMetadata: { promptTokenCount: 3, responseTokenCount: 2 } },
  );
  const second = data(
    said({ modelTurn: { parts: [{ text: "More" }] } }),
    { usageMetadata: { promptTokenCount: 5, responseTokenCount: 1 } },
  );
  const whole = reassemble(GEMINI_LIVE, first);
  assertEquals([whole.ended, whole.sink.fields], [true, [
    ["turns[0].inputTranscription.text", "Tell me"],
    ["turns[0].outputTranscription.text", "One"],
    ["turns[0].parts[0].text", "My SSN is 123-45-6789"],
  ]]);
  const cut = reassemble(GEMINI_LIVE, first + second);
  assertEquals(cut.ended, false);
  const facts = GEMINI_LIVE.response(cut.body, CALL);
  assertEquals([facts?.usage.input, facts?.usage.output], [8, 3]);
  assertEquals(facts?.finishReasons, ["interrupted"]);
});
