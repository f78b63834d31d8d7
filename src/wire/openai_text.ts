/**
 * OpenAI's smaller text APIs: completions with and without a middle to fill, embeddings,
 * moderations, and the list of models. Reads bodies and streams; never calls the API.
 * @module
 */

import { errorTypeOf } from "./error_body.ts";
import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";
import { formatOf, OWN_APIS, paramFacts, tokenUsageOf } from "./openai_call.ts";
import { chatResponseFacts, chatUsageOf } from "./openai_chat.ts";
import { ChatStreamReader } from "./openai_chat_stream.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type WireFormat,
} from "./wire_format.ts";

/** Sampling parameters of completions by their names in the request. */
const COMPLETION_PARAMS: readonly string[] = [
  ...["temperature", "top_p", "max_tokens", "min_tokens", "n", "best_of", "seed", "random_seed"],
  ...["presence_penalty", "frequency_penalty", "logprobs", "echo", "stream"],
];

/** The formats. */
export const OPENAI_TEXT: readonly WireFormat[] = [
  formatOf({
    id: "openai.completions",
    title: "OpenAI completions",
    route: "POST .../completions, .../fim/completions",
    operation: "text_completion",
    path: /(?<!\/(?:chat|agents))\/completions\/?$/,
    confirms: (body) => body["prompt"] !== undefined || body["prompt_embeds"] !== undefined,
    request: tokenFacts(COMPLETION_PARAMS, "prompt"),
    response: chatResponseFacts,
    stream: (): StreamReader => new ChatStreamReader(),
  }),
  formatOf({
    id: "openai.embeddings",
    title: "OpenAI embeddings",
    route: "POST .../embeddings",
    operation: "embeddings",
    path: /\/embeddings\/?$/,
    confirms: (body) => body["input"] !== undefined || Array.isArray(body["messages"]),
    request: tokenFacts(["dimensions", "encoding_format"], "input"),
    response: embeddingsFacts,
  }),
  formatOf({
    id: "openai.moderations",
    title: "OpenAI moderations",
    route: "POST .../moderations",
    operation: "moderation",
    path: /\/moderations\/?$/,
    confirms: (body) => body["input"] !== undefined,
    request: paramFacts([]),
    response: moderationFacts,
  }),
  formatOf({
    id: "openai.models",
    title: "OpenAI models",
    route: "GET .../models, .../models/{id}",
    operation: "list_models",
    methods: ["GET", "DELETE"],
    path: /\/(?:v1|openai)\/models(?:\/[^/]+){0,2}\/?$/,
    foreign: OWN_APIS,
  }),
];

/** A prompt or an input may be the numbers of tokens, which only their model can read. */
function tokenFacts(
  names: readonly string[],
  field: string,
): (body: JsonObject, call: CallShape) => RequestFacts {
  const factsOf = paramFacts(names);
  return (body, call) => {
    const notInspected = holdsTokens(body[field]) ? ["part:tokens"] : [];
    if (body["prompt_embeds"] !== undefined) notInspected.push("part:embeddings");
    const facts = factsOf(body, call);
    return notInspected.length === 0 ? facts : { ...facts, notInspected };
  };
}

function holdsTokens(value: unknown): boolean {
  return asArray(value).some((item) =>
    typeof item === "number" || asArray(item).some((inner) => typeof inner === "number")
  );
}

function embeddingsFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const isAnswer = Array.isArray(response["data"]);
  const errorType = errorTypeOf(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    usage: chatUsageOf(response["usage"]),
    errorType,
  };
}

function moderationFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const isAnswer = Array.isArray(response["results"]);
  const errorType = errorTypeOf(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  const events = new Set<string>();
  for (const result of asArray(response["results"])) {
    for (const [name, hit] of Object.entries(asObject(asObject(result)?.["categories"]) ?? {})) {
      if (hit === true) events.add(`moderation:${name}`);
    }
  }
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    usage: tokenUsageOf(response["usage"]),
    errorType,
    safetyEvents: [...events],
  };
}
