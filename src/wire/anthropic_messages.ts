/**
 * Anthropic messages: `POST .../v1/messages`, also as Vertex AI serves them. Reads bodies and
 * streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { MessageStreamReader } from "./anthropic_stream.ts";
import { errorTypeOf } from "./error_body.ts";
import {
  asArray,
  asCount,
  asObject,
  asText,
  type JsonObject,
  jsonText,
  typeOf,
} from "./json_value.ts";
import { textOf } from "./openai_content.ts";
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

const PATH_REGEXP = /\/v1\/messages\/?$/;
/** Vertex AI has the model in the path. */
const VERTEX_REGEXP = /\/publishers\/anthropic\/models\/([^/:]+):(?:raw|streamRaw)Predict$/;

/** Sampling parameters by their names in the request. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "top_k", "max_tokens", "service_tier", "stream"],
];

/** The format. */
export const ANTHROPIC_MESSAGES: WireFormat = {
  id: "anthropic.messages",
  title: "Anthropic messages",
  route: "POST .../v1/messages, .../publishers/anthropic/models/{model}:rawPredict",
  version: 2,
  extractor: "anthropic",
  operation: "chat",
  provider: providerOf,
  matches,
  request: messagesRequestFacts,
  response: messagesResponseFacts,
  stream: (): StreamReader => new MessageStreamReader(),
};

function matches({ method, path, body }: CallShape): boolean {
  if (method !== "POST" || !(PATH_REGEXP.test(path) || VERTEX_REGEXP.test(path))) return false;
  return body === undefined || Array.isArray(asObject(body)?.["messages"]);
}

/** Facts of a request, also where another API carries one. */
export function messagesRequestFacts(body: unknown, { path }: CallShape): RequestFacts {
  const request = asObject(body) ?? {};
  const system = request["system"];
  return {
    model: asText(request["model"]) ?? VERTEX_REGEXP.exec(path)?.[1] ?? null,
    systemPrompt: system === undefined || system === null ? null : textOf(system),
    params: paramsOf(request, PARAMS),
    tools: request["tools"],
    toolResults: asArray(request["messages"]).flatMap(toolResultsOf),
    contextExternal: externalOf(request),
  };
}

/** What the model reads that the request only points to: files, pages, a container, servers. */
function externalOf(request: JsonObject): string[] {
  const external = new Set<string>();
  const container = request["container"];
  if (asText(asObject(container)?.["id"]) ?? asText(container)) external.add("container");
  if (asArray(request["mcp_servers"]).length > 0) external.add("mcp_servers");
  for (const message of asArray(request["messages"])) {
    for (const item of asArray(asObject(message)?.["content"])) {
      const block = asObject(item);
      const type = asText(asObject(block?.["source"])?.["type"]);
      if (type === "file" || asText(block?.["file_id"])) external.add("file_id");
      else if (type === "url") external.add("url");
    }
  }
  return [...external];
}

function toolResultsOf(value: unknown): ToolFact[] {
  const results: ToolFact[] = [];
  for (const item of asArray(asObject(value)?.["content"])) {
    const block = asObject(item);
    if (block === null || !typeOf(block).endsWith("tool_result")) continue;
    const { content } = block;
    const text = asText(content) ?? jsonText(content) ?? "";
    results.push({ name: asText(block["tool_use_id"]) ?? "", text });
  }
  return results;
}

/** Facts of an answer, also where another API carries one. */
export function messagesResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const hasContent = Array.isArray(response["content"]);
  const blocks = asArray(response["content"]);
  const errorType = errorTypeOf(response, hasContent);
  if (!hasContent && errorType === null) return null;
  const stopReason = asText(response["stop_reason"]);
  return {
    model: asText(response["model"]),
    usage: messagesUsageOf(response["usage"]),
    finishReasons: stopReason === null ? [] : [stopReason],
    toolCalls: blocks.flatMap(toolCallOf),
    errorType,
    safetyEvents: stopReason === "refusal" ? ["refusal"] : [],
  };
}

/** The vendor counts what came from and went to its cache apart from `input_tokens`. */
function messagesUsageOf(value: unknown): TokenUsage {
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

/** `tool_use`, and `server_tool_use` and `mcp_tool_use`, which the vendor runs itself. */
function toolCallOf(value: unknown): ToolFact | [] {
  const block = asObject(value);
  if (block === null) return [];
  const type = typeOf(block);
  if (type !== "tool_use" && !type.endsWith("_tool_use")) return [];
  return { name: asText(block["name"]) ?? "", text: jsonText(block["input"]) ?? "" };
}
