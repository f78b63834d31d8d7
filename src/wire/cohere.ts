/**
 * Cohere: chat, embeddings, and ranking of documents, which others serve in the same shape. Reads
 * bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { answerFacts, formatOfRow, paramFacts } from "./format_row.ts";
import {
  asCount,
  asObject,
  asObjects,
  asText,
  type JsonObject,
  jsonText,
  takeText,
} from "./json_value.ts";
import { chatUsageOf, OPENAI_CHAT } from "./openai_chat.ts";
import { paramsOf } from "./params.ts";
import { Slots } from "./slots.ts";
import type { StreamEvent } from "./stream_event.ts";
import { type Fields, moveOnce, moveText } from "./stream_texts.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

/** Sampling parameters by their names in the request. */
const PARAMS: readonly string[] = [
  ...["temperature", "p", "k", "max_tokens", "seed", "frequency_penalty", "presence_penalty"],
  ...["safety_mode", "tool_choice", "strict_tools", "logprobs", "stream"],
];

/** The formats. */
export const COHERE_FORMATS: readonly WireFormat[] = [
  formatOfRow({
    id: "cohere.chat",
    title: "Cohere chat",
    route: "POST .../v2/chat",
    operation: "chat",
    path: /\/v2\/chat\/?$/,
    confirms: (body) => Array.isArray(body["messages"]),
    request: chatRequestFacts,
    response: chatResponseFacts,
    stream: (): StreamReader => new CohereStreamReader(),
  }),
  formatOfRow({
    id: "cohere.embed",
    title: "Cohere embeddings",
    route: "POST .../v1/embed, .../v2/embed",
    operation: "embeddings",
    path: /\/v[12]\/embed\/?$/,
    confirms: (body) => ["texts", "images", "inputs"].some((name) => Array.isArray(body[name])),
    request: paramFacts(["input_type", "output_dimension", "truncate", "max_tokens"]),
    response: answerFacts(["embeddings"], ({ meta }) => ({ usage: cohereUsageOf(meta) })),
  }),
  formatOfRow({
    id: "cohere.rerank",
    title: "Reranking by Cohere, Jina, vLLM and others",
    route: "POST .../rerank",
    operation: "rerank",
    path: /\/rerank\/?$/,
    confirms: (body) =>
      body["query"] !== undefined &&
      // As Hugging Face's server has it: texts.
      (Array.isArray(body["documents"]) || Array.isArray(body["texts"])),
    request: paramFacts(["top_n", "return_documents", "max_chunks_per_doc", "max_tokens_per_doc"]),
    response: rerankFacts,
  }),
];

function chatRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  // Roles, tools and their results are as OpenAI has them; parameters are not.
  return { ...OPENAI_CHAT.request(body, call), params: paramsOf(body, PARAMS) };
}

function chatResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const message = asObject(response["message"]);
  const errorType = errorTypeOf(response, message !== null);
  if (message === null && errorType === null) return null;
  const reason = asText(response["finish_reason"]);
  return {
    ...NO_RESPONSE_FACTS,
    usage: cohereUsageOf(response["usage"]),
    finishReasons: reason === null ? [] : [reason],
    toolCalls: asObjects(message?.["tool_calls"]).map(toolCallOf),
    errorType,
    safetyEvents: reason === "ERROR_TOXIC" ? ["content_filter"] : [],
  };
}

function toolCallOf(value: JsonObject): ToolFact {
  const call = asObject(value["function"]);
  const args = call?.["arguments"];
  return { name: asText(call?.["name"]) ?? "", text: asText(args) ?? jsonText(args) ?? "" };
}

/** What the model read and wrote, not what is billed for it. */
function cohereUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  const tokens = asObject(usage?.["tokens"]) ?? asObject(usage?.["billed_units"]);
  if (usage === null || tokens === null) return NO_USAGE;
  return {
    ...NO_USAGE,
    input: asCount(tokens["input_tokens"]),
    output: asCount(tokens["output_tokens"]),
    cached: asCount(usage["cached_tokens"]),
  };
}

/** `{"results":[...]}`, or the list alone, as Hugging Face's server has it. */
function rerankFacts(body: unknown): ResponseFacts | null {
  if (Array.isArray(body)) return NO_RESPONSE_FACTS;
  return answerFacts(["results", "data"], ({ usage }) => ({ usage: rerankUsageOf(usage) }))(body);
}

function rerankUsageOf(value: unknown): TokenUsage {
  const usage = chatUsageOf(value);
  return { ...usage, input: usage.input ?? asCount(asObject(value)?.["total_tokens"]) };
}

interface ToolCall {
  name: string;
  text: string;
}

/** Reader for one stream: contents and tool calls by index, up to `message-end`. */
class CohereStreamReader implements StreamReader {
  readonly #contents = new Slots<Fields>(() => ({}));
  readonly #calls = new Slots<ToolCall>(() => ({ name: "", text: "" }));
  readonly #message: Fields = { role: "assistant" };
  readonly #answer: Fields = {};
  #ended = false;

  event({ name, value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    const type = asText(event["type"]) ?? name;
    const delta = asObject(event["delta"]);
    if (delta === null) return;
    const message = asObject(delta["message"]);
    if (type === "message-end") this.#end(delta, valid);
    else if (message === null) return;
    else if (type === "content-start" || type === "content-delta") {
      this.#content(event, message["content"]);
    } else if (type === "tool-plan-delta") moveText(message, this.#message, "tool_plan");
    else if (type === "tool-call-start" || type === "tool-call-delta") {
      this.#call(event, message["tool_calls"]);
    }
  }

  finish(): Reassembly {
    const content = this.#contents.values();
    const calls = this.#calls.values().map(({ name, text }) => ({
      function: { name, arguments: text },
    }));
    const message = {
      ...this.#message,
      ...(content.length === 0 ? {} : { content }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    };
    return { body: { ...this.#answer, message }, ended: this.#ended };
  }

  #end(delta: JsonObject, valid: boolean): void {
    if (asText(delta["finish_reason"])) this.#answer["finish_reason"] = delta["finish_reason"];
    if (asObject(delta["usage"]) !== null) this.#answer["usage"] = delta["usage"];
    if (asText(delta["error"])) moveOnce(delta, this.#answer, "error");
    this.#ended ||= valid;
  }

  #content(event: JsonObject, value: unknown): void {
    const content = asObject(value);
    const whole = content === null ? null : this.#contents.atIndex(event["index"]);
    if (content === null || whole === null) return;
    if (asText(content["type"])) whole["type"] = content["type"];
    for (const name of ["text", "thinking"]) moveText(content, whole, name);
    whole["type"] ??= whole["thinking"] === undefined ? "text" : "thinking";
  }

  #call(event: JsonObject, value: unknown): void {
    const named = asObject(asObject(value)?.["function"]);
    const call = named === null ? null : this.#calls.atIndex(event["index"]);
    if (named === null || call === null) return;
    call.name += takeText(named, "name") ?? "";
    call.text += takeText(named, "arguments") ?? "";
  }
}
