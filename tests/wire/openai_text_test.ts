import { assert, assertEquals } from "../support/std.ts";
import { NO_USAGE, type RequestFacts } from "../../src/wire/wire_format.ts";
import { callOf, formatFor } from "./openai_bodies.ts";
import { nested, reassemble } from "./recording_sink.ts";

const COMPLETIONS = callOf("/v1/completions");
const EMBEDDINGS = callOf("/v1/embeddings");
const MODERATIONS = callOf("/v1/moderations");

function complete(body: unknown): RequestFacts {
  return formatFor(COMPLETIONS).request(body, COMPLETIONS);
}

Deno.test("completions read model, parameters and choices", () => {
  const facts = complete({ model: "m", prompt: "Once", max_tokens: 5, suffix: "end" });
  assertEquals(facts, { model: "m", systemPrompt: null, params: { max_tokens: 5 } });
  const answer = formatFor(COMPLETIONS).response({
    object: "text_completion",
    model: "m-1",
    choices: [{ index: 0, text: "upon a time", finish_reason: "length" }],
    usage: { prompt_tokens: 1, completion_tokens: 4 },
  }, COMPLETIONS);
  assertEquals(answer?.model, "m-1");
  assertEquals(answer?.finishReasons, ["length"]);
  assertEquals(answer?.usage, { input: 1, output: 4, cached: null, reasoning: null });
});

Deno.test("completions and embeddings say that tokens were not inspected", () => {
  for (const prompt of [[1, 2], [[1, 2], [3]], ["text", [4]]]) {
    assertEquals(complete({ prompt }).notInspected, ["part:tokens"]);
  }
  assertEquals(complete({ prompt_embeds: "AAAA" }).notInspected, ["part:embeddings"]);
  for (const prompt of ["text", ["a", "b"], [], [[]], null, 5]) {
    assertEquals(complete({ prompt }).notInspected, undefined);
  }
  const tokens = formatFor(EMBEDDINGS).request({ input: [[1, 2]] }, EMBEDDINGS);
  assertEquals(tokens.notInspected, ["part:tokens"]);
});

Deno.test("a stream of completions joins the text of each choice", () => {
  const chunks = [
    { choices: [{ index: 0, text: "My SSN is 123-" }] },
    { choices: [{ index: 1, text: "Yes" }] },
    { choices: [{ index: 0, text: "45-6789", finish_reason: "stop" }] },
    { choices: [], usage: { prompt_tokens: 1, completion_tokens: 4 } },
  ];
  const stream = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  const format = formatFor(COMPLETIONS);
  const { body, ended, sink } = reassemble(format, `${stream}data: [DONE]\n\n`);
  assert(ended);
  assertEquals(sink.fields, [
    ["choices[0].text", "My SSN is 123-45-6789"],
    ["choices[1].text", "Yes"],
  ]);
  const facts = format.response(body, COMPLETIONS);
  assertEquals([facts?.finishReasons, facts?.usage.output], [["stop"], 4]);
});

Deno.test("a middle is filled by messages or by text", () => {
  const call = callOf("/v1/fim/completions", { host: "api.mistral.ai" });
  const format = formatFor({ ...call, body: { prompt: "def f(", suffix: "return" } });
  assertEquals([format.id, format.provider(call.host)], ["openai.completions", "mistral_ai"]);
  const delta = 'data: {"choices":[{"index":0,"delta":{"content":"a, b):"}}]}\n\n';
  assertEquals(reassemble(format, delta).sink.fields, [["choices[0].message.content", "a, b):"]]);
});

Deno.test("embeddings read the model from the path, and usage", () => {
  const call = callOf("/openai/deployments/embed-eu/embeddings");
  const format = formatFor({ ...call, body: { input: "text" } });
  assertEquals(format.id, "openai.embeddings");
  assertEquals(format.request({ input: "text", dimensions: 256 }, call), {
    model: "embed-eu",
    systemPrompt: null,
    params: { dimensions: 256 },
  });
  const answer = { data: [{ embedding: [0.1] }], model: "m", usage: { prompt_tokens: 8 } };
  assertEquals(format.response(answer, call)?.usage.input, 8);
  assertEquals(format.response({ error: { type: "t" } }, call)?.errorType, "t");
  assertEquals(format.response({}, call), null);
  assertEquals(format.stream, null);
});

Deno.test("moderations name the categories that were hit", () => {
  const format = formatFor(MODERATIONS);
  const facts = format.response({
    model: "omni-moderation-latest",
    results: [
      { categories: { violence: true, hate: false } },
      { categories: { violence: true, pii: true } },
      null,
    ],
  }, MODERATIONS);
  assertEquals(facts?.safetyEvents, ["moderation:violence", "moderation:pii"]);
  assertEquals(facts?.usage, NO_USAGE);
  assertEquals(format.response({ results: 5 }, MODERATIONS), null);
});

Deno.test("the list of models is read where it is OpenAI's", () => {
  const call = callOf("/v1/models", { method: "GET" });
  const format = formatFor(call);
  assertEquals([format.id, format.operation], ["openai.models", "list_models"]);
  assertEquals(format.response({ object: "list", data: [] }, call)?.errorType, null);
  assertEquals(
    format.response({ error: { code: "invalid_api_key" } }, call)?.errorType,
    "invalid_api_key",
  );
});

Deno.test("small formats take any shape without complaint", () => {
  for (const call of [COMPLETIONS, EMBEDDINGS, MODERATIONS]) {
    const format = formatFor(call);
    for (const shape of [null, 5, "x", [], {}, { choices: [5] }, nested(1000, {})]) {
      assertEquals(format.request(shape, call).model, null);
      const facts = format.response(shape, call);
      assert(facts === null || facts.errorType === null);
    }
  }
});
