/**
 * What vLLM and its relatives serve besides OpenAI's API: tokens of texts and back, scores of pairs,
 * classes and vectors. Reads bodies; never calls the API.
 * @module
 */

import { answerFacts, formatOfRow, paramFacts } from "./format_row.ts";
import type { JsonObject } from "./json_value.ts";
import { chatUsageOf } from "./openai_chat.ts";
import type { ResponseFacts, WireFormat } from "./wire_format.ts";

/** The formats. */
export const VLLM_FORMATS: readonly WireFormat[] = [
  formatOfRow({
    id: "vllm.tokenize",
    title: "Tokenizing by vLLM, SGLang and others",
    route: "POST .../tokenize",
    operation: "tokenize",
    path: /\/tokenize\/?$/,
    // `content` as llama.cpp has it, `text` as Cohere.
    confirms: (body) => hasOne(body, ["prompt", "messages", "content", "text"]),
    request: paramFacts(["add_special_tokens", "add_generation_prompt", "return_token_strs"]),
    response: answerFacts(["tokens", "count"]),
  }),
  formatOfRow({
    id: "vllm.detokenize",
    title: "Detokenizing by vLLM, SGLang and others",
    route: "POST .../detokenize",
    operation: "detokenize",
    path: /\/detokenize\/?$/,
    confirms: (body) => Array.isArray(body["tokens"]),
    request: paramFacts([]),
    response: answerFacts(["prompt", "text", "content"]),
  }),
  formatOfRow({
    id: "vllm.pooling",
    title: "Pooling and classification by vLLM",
    route: "POST .../pooling, .../classify",
    operation: "embeddings",
    path: /\/(?:pooling|classify)\/?$/,
    confirms: (body) => hasOne(body, ["input", "messages", "data"]),
    request: paramFacts(["dimensions", "encoding_format", "task"]),
    response: answerFacts(["data"], usageFacts),
  }),
  formatOfRow({
    id: "vllm.score",
    title: "Scores of pairs of texts by vLLM",
    route: "POST .../score",
    operation: "score",
    path: /\/score\/?$/,
    confirms: (body) =>
      hasOne(body, ["text_1", "queries", "data_1"]) &&
      hasOne(body, ["text_2", "documents", "items", "data_2"]),
    request: paramFacts([]),
    response: answerFacts(["data"], usageFacts),
  }),
];

function hasOne(body: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => body[name] !== undefined);
}

function usageFacts({ usage }: JsonObject): Partial<ResponseFacts> {
  return { usage: chatUsageOf(usage) };
}
