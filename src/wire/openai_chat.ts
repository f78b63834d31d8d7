/**
 * OpenAI chat completions, and the many servers that speak the same: `POST .../chat/completions`.
 * Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { asArray, asCount, asObject, asText, type JsonObject, jsonText } from "./json_value.ts";
import { addFiltered, addFilters, modelOf } from "./openai_call.ts";
import { ChatStreamReader } from "./openai_chat_stream.ts";
import { addPartContexts, textOf } from "./openai_content.ts";
import { paramsOf } from "./params.ts";
import { providerOf } from "./provider.ts";
import {
  type CallShape,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

const PATH_REGEXP = /\/chat\/completions\/?$/;

/** Sampling parameters by their names in the request. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "max_tokens", "max_completion_tokens", "n", "seed"],
  ...["presence_penalty", "frequency_penalty", "reasoning_effort", "verbosity", "service_tier"],
  ...["logprobs", "top_logprobs", "parallel_tool_calls", "tool_choice", "store", "stream"],
];

/** The format. */
export const OPENAI_CHAT: WireFormat = {
  id: "openai.chat",
  title: "OpenAI chat completions",
  route: "POST .../chat/completions",
  version: 2,
  extractor: "openai",
  operation: "chat",
  provider: providerOf,
  matches,
  request: requestFacts,
  response: chatResponseFacts,
  stream: (): StreamReader => new ChatStreamReader(),
};

function matches({ method, path, body }: CallShape): boolean {
  if (method !== "POST" || !PATH_REGEXP.test(path)) return false;
  return body === undefined || Array.isArray(asObject(body)?.["messages"]);
}

function requestFacts(body: unknown, call: CallShape): RequestFacts {
  const request = asObject(body) ?? {};
  const messages = asArray(request["messages"]);
  return {
    model: modelOf(request, call),
    systemPrompt: systemPromptOf(messages),
    params: paramsOf(request, PARAMS),
    tools: request["tools"] ?? request["functions"],
    toolResults: messages.flatMap(toolResultOf),
    contextExternal: contextsOf(request, messages),
  };
}

function contextsOf(request: JsonObject, messages: readonly unknown[]): string[] {
  const contexts = new Set<string>();
  for (const value of messages) {
    const message = asObject(value);
    addPartContexts(contexts, message?.["content"]);
    if (asText(asObject(message?.["audio"])?.["id"])) contexts.add("audio_id");
  }
  if (asObject(request["web_search_options"]) !== null) contexts.add("web_search");
  return [...contexts];
}

function toolResultOf(value: unknown): ToolFact | [] {
  const message = asObject(value);
  const role = message?.["role"];
  if (message === null || (role !== "tool" && role !== "function")) return [];
  const name = asText(message["name"]) ?? asText(message["tool_call_id"]) ?? "";
  return { name, text: textOf(message["content"]) };
}

function systemPromptOf(messages: readonly unknown[]): string | null {
  const texts: string[] = [];
  for (const value of messages) {
    const message = asObject(value);
    const role = message?.["role"];
    if (message === null || (role !== "system" && role !== "developer")) continue;
    texts.push(textOf(message["content"]));
  }
  return texts.length === 0 ? null : texts.join("\n");
}

/** Facts of an answer with choices, also of one without messages. */
export function chatResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const hasChoices = Array.isArray(response["choices"]);
  const choices = asArray(response["choices"]);
  const errorType = errorTypeOf(response, hasChoices);
  if (!hasChoices && errorType === null) return null;
  return {
    model: asText(response["model"]),
    usage: chatUsageOf(response["usage"]),
    finishReasons: choices.flatMap((choice) => asText(asObject(choice)?.["finish_reason"]) ?? []),
    toolCalls: choices.flatMap((choice) => chatToolCallsOf(asObject(choice)?.["message"])),
    errorType,
    safetyEvents: safetyEventsOf(response, choices),
    fingerprint: asText(response["system_fingerprint"]),
  };
}

/** Token usage as OpenAI's chat, completions and embeddings report it. */
export function chatUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  return {
    input: asCount(usage["prompt_tokens"]),
    output: asCount(usage["completion_tokens"]),
    cached: asCount(asObject(usage["prompt_tokens_details"])?.["cached_tokens"]),
    reasoning: asCount(asObject(usage["completion_tokens_details"])?.["reasoning_tokens"]),
  };
}

/** Calls that a message asks for, or the action that a run requires. */
export function chatToolCallsOf(value: unknown): ToolFact[] {
  const message = asObject(value);
  const calls: ToolFact[] = [];
  for (const item of asArray(message?.["tool_calls"])) {
    const call = asObject(item);
    addToolCall(calls, call?.["function"] ?? call?.["custom"]);
  }
  addToolCall(calls, message?.["function_call"]);
  return calls;
}

function addToolCall(calls: ToolFact[], value: unknown): void {
  const call = asObject(value);
  if (call === null) return;
  const args = call["arguments"] ?? call["input"];
  calls.push({
    name: asText(call["name"]) ?? "",
    text: asText(args) ?? jsonText(args) ?? "",
  });
}

/** Refusals, and what Azure's or a gateway's content filter acted on. */
function safetyEventsOf(response: JsonObject, choices: readonly unknown[]): string[] {
  const events = new Set<string>();
  for (const value of choices) {
    const choice = asObject(value);
    if (asText(asObject(choice?.["message"])?.["refusal"])) events.add("refusal");
    if (choice?.["finish_reason"] === "content_filter") events.add("content_filter");
    addFiltered(events, choice?.["content_filter_results"]);
  }
  addFilters(events, response);
  return [...events];
}
