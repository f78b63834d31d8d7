/**
 * OpenAI chat completions, and the many servers that speak the same: `POST .../chat/completions`.
 * Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage, ToolCall } from "../format/draft.ts";
import { visitError } from "./error_body.ts";
import { asArray, asCount, asObject, asText, type JsonObject, jsonText } from "./json_value.ts";
import { type Place, visitDescriptions, visitLeaves, visitText } from "./leaves.ts";
import { ChatStreamReader } from "./openai_chat_stream.ts";
import { visitContent } from "./openai_content.ts";
import { paramsOf } from "./params.ts";
import { providerOf } from "./provider.ts";
import {
  type CallShape,
  type FieldSink,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
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
  version: 1,
  extractor: "openai",
  operation: "chat",
  provider: providerOf,
  matches,
  request: visitRequest,
  response: visitResponse,
  stream(): StreamReader {
    return new ChatStreamReader();
  },
};

function matches({ method, path, body }: CallShape): boolean {
  if (method !== "POST" || !PATH_REGEXP.test(path)) return false;
  return body === undefined || Array.isArray(asObject(body)?.["messages"]);
}

function visitRequest(body: unknown, sink: FieldSink): RequestFacts {
  const request = asObject(body) ?? {};
  const messages = asArray(request["messages"]);
  messages.forEach((value, k) => visitMessage(sink, { path: `messages[${k}]`, value }));
  visitTools(sink, request);
  const prediction = asObject(request["prediction"])?.["content"];
  visitContent(sink, { path: "prediction.content", value: prediction });
  return {
    model: asText(request["model"]),
    systemPrompt: systemPromptOf(messages),
    params: paramsOf(request, PARAMS),
  };
}

/** A request's message, or an answer's: the fields are the same. */
function visitMessage(sink: FieldSink, { path, value }: Place): void {
  if (typeof value === "string") return sink.text(path, value);
  const message = asObject(value);
  if (message === null) return;
  visitContent(sink, { path: `${path}.content`, value: message["content"] });
  for (const name of ["refusal", "reasoning", "reasoning_content"]) {
    visitText(sink, { path, of: message, name });
  }
  const audio = asObject(message["audio"]);
  if (audio !== null) {
    visitText(sink, { path: `${path}.audio`, of: audio, name: "transcript" });
    if (audio["data"] !== undefined) sink.notInspected("part:audio");
  }
  if (asArray(message["images"]).length > 0) sink.notInspected("part:image");
  asArray(message["annotations"]).forEach((annotation, k) => {
    const citation = asObject(asObject(annotation)?.["url_citation"]);
    const at = `${path}.annotations[${k}].url_citation`;
    if (citation !== null) visitText(sink, { path: at, of: citation, name: "title" });
  });
  asArray(message["tool_calls"]).forEach((call, k) => {
    visitToolCall(sink, { path: `${path}.tool_calls[${k}]`, value: call });
  });
  const call = asObject(message["function_call"]);
  visitLeaves(sink, { path: `${path}.function_call.arguments`, value: call?.["arguments"] });
}

function visitToolCall(sink: FieldSink, { path, value }: Place): void {
  const call = asObject(value);
  if (call === null) return;
  const args = asObject(call["function"])?.["arguments"];
  visitLeaves(sink, { path: `${path}.function.arguments`, value: args });
  const input = asObject(call["custom"])?.["input"];
  visitLeaves(sink, { path: `${path}.custom.input`, value: input });
}

/** Descriptions that the caller wrote for the model: tools, legacy functions, answer schema. */
function visitTools(sink: FieldSink, request: JsonObject): void {
  asArray(request["tools"]).forEach((tool, k) => {
    for (const kind of ["function", "custom"]) {
      const value = asObject(tool)?.[kind];
      visitDescriptions(sink, { path: `tools[${k}].${kind}`, value });
    }
  });
  visitDescriptions(sink, { path: "functions", value: asArray(request["functions"]) });
  const schema = asObject(request["response_format"])?.["json_schema"];
  visitDescriptions(sink, { path: "response_format.json_schema", value: schema });
}

function systemPromptOf(messages: readonly unknown[]): string | null {
  const texts: string[] = [];
  for (const value of messages) {
    const message = asObject(value);
    const role = message?.["role"];
    if (message === null || (role !== "system" && role !== "developer")) continue;
    const content = message["content"];
    for (const part of typeof content === "string" ? [content] : asArray(content)) {
      const text = asText(part) ?? asText(asObject(part)?.["text"]);
      if (text !== null) texts.push(text);
    }
  }
  return texts.length === 0 ? null : texts.join("\n");
}

function visitResponse(body: unknown, sink: FieldSink): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const hasChoices = Array.isArray(response["choices"]);
  const choices = asArray(response["choices"]);
  choices.forEach((choice, k) => {
    visitMessage(sink, { path: `choices[${k}].message`, value: asObject(choice)?.["message"] });
  });
  const carriesError = response["error"] !== undefined && response["error"] !== null;
  const errorType = carriesError || !hasChoices ? visitError(sink, response) : null;
  if (!hasChoices && errorType === null) return null;
  return {
    model: asText(response["model"]),
    usage: usageOf(response["usage"]),
    finishReasons: choices.flatMap((choice) => asText(asObject(choice)?.["finish_reason"]) ?? []),
    toolCalls: choices.flatMap((choice) => toolCallsOf(asObject(choice)?.["message"])),
    errorType,
    safetyEvents: safetyEventsOf(response, choices),
  };
}

function usageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  return {
    input: asCount(usage["prompt_tokens"]),
    output: asCount(usage["completion_tokens"]),
    cached: asCount(asObject(usage["prompt_tokens_details"])?.["cached_tokens"]),
    reasoning: asCount(asObject(usage["completion_tokens_details"])?.["reasoning_tokens"]),
  };
}

function toolCallsOf(value: unknown): ToolCall[] {
  const message = asObject(value);
  const calls: ToolCall[] = [];
  for (const item of asArray(message?.["tool_calls"])) {
    const call = asObject(item);
    addToolCall(calls, call?.["function"] ?? call?.["custom"]);
  }
  addToolCall(calls, message?.["function_call"]);
  return calls;
}

function addToolCall(calls: ToolCall[], value: unknown): void {
  const call = asObject(value);
  if (call === null) return;
  const args = call["arguments"] ?? call["input"];
  calls.push({
    name: asText(call["name"]) ?? "",
    argumentsLength: (asText(args) ?? jsonText(args) ?? "").length,
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
  for (const prompt of asArray(response["prompt_filter_results"])) {
    addFiltered(events, asObject(prompt)?.["content_filter_results"]);
  }
  if (asObject(response["error"])?.["code"] === "content_filter") events.add("content_filter");
  return [...events];
}

function addFiltered(events: Set<string>, results: unknown): void {
  for (const [category, verdict] of Object.entries(asObject(results) ?? {})) {
    if (asObject(verdict)?.["filtered"] === true) events.add(`content_filter:${category}`);
  }
}
