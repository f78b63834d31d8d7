/**
 * Anthropic messages: `POST .../v1/messages`. Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage, ToolCall } from "../format/draft.ts";
import { isToolUse, visitBlocks } from "./anthropic_blocks.ts";
import { MessageStreamReader } from "./anthropic_stream.ts";
import { visitError } from "./error_body.ts";
import { asArray, asCount, asObject, asText, jsonText, typeOf } from "./json_value.ts";
import { visitDescriptions } from "./leaves.ts";
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

const PATH_REGEXP = /\/v1\/messages\/?$/;

/** Sampling parameters by their names in the request. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "top_k", "max_tokens", "service_tier", "stream"],
];

/** The format. */
export const ANTHROPIC_MESSAGES: WireFormat = {
  id: "anthropic.messages",
  version: 1,
  extractor: "anthropic",
  operation: "chat",
  provider: providerOf,
  matches,
  request: visitRequest,
  response: visitResponse,
  stream(): StreamReader {
    return new MessageStreamReader();
  },
};

function matches({ method, path, body }: CallShape): boolean {
  if (method !== "POST" || !PATH_REGEXP.test(path)) return false;
  return body === undefined || Array.isArray(asObject(body)?.["messages"]);
}

function visitRequest(body: unknown, sink: FieldSink): RequestFacts {
  const request = asObject(body) ?? {};
  visitBlocks(sink, { path: "system", value: request["system"] });
  asArray(request["messages"]).forEach((value, k) => {
    const path = `messages[${k}]`;
    if (typeof value === "string") sink.text(path, value);
    else visitBlocks(sink, { path: `${path}.content`, value: asObject(value)?.["content"] });
  });
  asArray(request["tools"]).forEach((tool, k) => {
    visitDescriptions(sink, { path: `tools[${k}]`, value: tool });
  });
  return {
    model: asText(request["model"]),
    systemPrompt: systemPromptOf(request["system"]),
    params: paramsOf(request, PARAMS),
  };
}

function systemPromptOf(system: unknown): string | null {
  if (typeof system === "string") return system;
  const texts = asArray(system).flatMap((block) => asText(asObject(block)?.["text"]) ?? []);
  return texts.length === 0 ? null : texts.join("\n");
}

function visitResponse(body: unknown, sink: FieldSink): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const hasContent = Array.isArray(response["content"]);
  const blocks = asArray(response["content"]);
  visitBlocks(sink, { path: "content", value: blocks });
  const carriesError = response["error"] !== undefined && response["error"] !== null;
  const errorType = carriesError || !hasContent ? visitError(sink, response) : null;
  if (!hasContent && errorType === null) return null;
  const stopReason = asText(response["stop_reason"]);
  return {
    model: asText(response["model"]),
    usage: usageOf(response["usage"]),
    finishReasons: stopReason === null ? [] : [stopReason],
    toolCalls: blocks.flatMap(toolCallOf),
    errorType,
    safetyEvents: stopReason === "refusal" ? ["refusal"] : [],
  };
}

/** The vendor counts what came from and went to its cache apart from `input_tokens`. */
function usageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  const input = asCount(usage["input_tokens"]);
  const written = asCount(usage["cache_creation_input_tokens"]) ?? 0;
  const cached = asCount(usage["cache_read_input_tokens"]);
  return {
    input: input === null ? null : input + written + (cached ?? 0),
    output: asCount(usage["output_tokens"]),
    cached,
    reasoning: null,
  };
}

function toolCallOf(value: unknown): ToolCall | [] {
  const block = asObject(value);
  if (block === null || !isToolUse(typeOf(block))) return [];
  return {
    name: asText(block["name"]) ?? "",
    argumentsLength: (jsonText(block["input"]) ?? "").length,
  };
}
