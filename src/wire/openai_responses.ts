/**
 * OpenAI responses and what belongs to them: create, fetch, cancel, compact, count, list, and the
 * conversations that they are kept in. Reads bodies and streams; never calls the API.
 * @module
 */

import { errorTypeOf } from "./error_body.ts";
import { asArray, asObject, asText, type JsonObject, jsonText, typeOf } from "./json_value.ts";
import {
  addFilters,
  formatOf,
  isPending,
  modelOf,
  plainFacts,
  tokenUsageOf,
} from "./openai_call.ts";
import { addPartContexts, textOf } from "./openai_content.ts";
import { ResponsesStreamReader } from "./openai_responses_stream.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

/** Sampling parameters by their names in the request. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "max_output_tokens", "max_tool_calls", "top_logprobs", "truncation"],
  ...["parallel_tool_calls", "tool_choice", "service_tier", "store", "background", "stream"],
];

/** Tools with which the model reads what nobody sent, and what a record calls it. */
const TOOL_CONTEXTS: ReadonlyMap<string, string> = new Map([
  ["file_search", "vector_store"],
  ["mcp", "mcp_server"],
  ["web_search", "web_search"],
  ["web_search_preview", "web_search"],
]);

/** What a call of one of the vendor's own tools asks for, by its field. */
const CALL_FIELDS = ["action", "actions", "operation", "queries", "code", "arguments"] as const;

const ITEM_ID_REGEXP = /\/responses\/[^/]+\/input_items\/?$/;
const CONVERSATIONS_REGEXP = /\/conversations(?:\/[^/]+(?:\/items(?:\/[^/]+)?)?)?\/?$/;

/** The formats. */
export const OPENAI_RESPONSES: readonly WireFormat[] = [
  formatOf({
    id: "openai.responses_tokens",
    title: "OpenAI responses: count tokens",
    route: "POST .../responses/input_tokens",
    operation: "count_tokens",
    path: /\/responses\/input_tokens\/?$/,
    request: responsesRequestFacts,
    response: plainFacts,
  }),
  formatOf({
    id: "openai.responses_compact",
    title: "OpenAI responses: compact",
    route: "POST .../responses/compact",
    operation: "compact",
    path: /\/responses\/compact\/?$/,
    request: responsesRequestFacts,
    response: responsesResponseFacts,
    stream: reader,
  }),
  formatOf({
    id: "openai.responses_items",
    title: "OpenAI responses: list input items",
    route: "GET .../responses/{id}/input_items",
    operation: "list_input_items",
    methods: ["GET"],
    path: ITEM_ID_REGEXP,
    response: plainFacts,
  }),
  formatOf({
    id: "openai.responses_fetch",
    title: "OpenAI responses: fetch",
    route: "GET .../responses/{id}",
    operation: "fetch_response",
    methods: ["GET"],
    path: /\/responses\/[^/]+\/?$/,
    response: (body) => unbilled(responsesResponseFacts(body)),
    stream: reader,
  }),
  formatOf({
    id: "openai.responses_manage",
    title: "OpenAI responses: cancel, delete",
    route: "POST .../responses/{id}/cancel, DELETE .../responses/{id}",
    operation: "manage_response",
    methods: ["POST", "DELETE"],
    path: /\/responses\/[^/]+(?:\/cancel)?\/?$/,
    response: (body) => unbilled(responsesResponseFacts(body) ?? plainFacts(body)),
  }),
  formatOf({
    id: "openai.responses",
    title: "OpenAI responses",
    route: "POST .../responses",
    operation: "chat",
    path: /\/responses\/?$/,
    confirms: isResponsesRequest,
    request: responsesRequestFacts,
    response: responsesResponseFacts,
    stream: reader,
  }),
  formatOf({
    id: "openai.conversations",
    title: "OpenAI conversations",
    route: ".../conversations, .../conversations/{id}/items",
    operation: "conversation",
    methods: ["POST", "GET", "DELETE"],
    path: CONVERSATIONS_REGEXP,
    foreign: new Set(["mistral_ai"]),
    confirms: (body) => body["inputs"] === undefined, // Mistral's, behind a gateway.
    request: (body) => ({
      ...NO_REQUEST_FACTS,
      systemPrompt: systemPromptOf(undefined, asArray(body["items"])),
      toolResults: asArray(body["items"]).flatMap(toolResultOf),
    }),
    response: plainFacts,
  }),
];

function reader(): StreamReader {
  return new ResponsesStreamReader();
}

/** Without a text of any kind it could be anybody's `/responses`. */
function isResponsesRequest(body: JsonObject): boolean {
  return ["input", "instructions", "prompt", "previous_response_id", "conversation"]
    .some((name) => body[name] !== undefined);
}

/** The answer was counted where it was made: fetching it costs nothing. */
function unbilled(facts: ResponseFacts | null): ResponseFacts | null {
  return facts === null ? null : { ...facts, usage: NO_USAGE };
}

/** Facts of a request, also of one that came over a socket. */
export function responsesRequestFacts(body: unknown, call: CallShape): RequestFacts {
  const request = asObject(body) ?? {};
  const items = asArray(request["input"]);
  return {
    model: modelOf(request, call),
    systemPrompt: systemPromptOf(request["instructions"], items),
    params: paramsOf(request, PARAMS),
    tools: request["tools"],
    toolResults: items.flatMap(toolResultOf),
    contextExternal: [...contextsOf(request, items)],
  };
}

function systemPromptOf(instructions: unknown, items: readonly unknown[]): string | null {
  const texts: string[] = [];
  const text = asText(instructions);
  if (text !== null) texts.push(text);
  for (const value of [...asArray(instructions), ...items]) {
    const item = asObject(value);
    const role = item?.["role"];
    if (item !== null && (role === "system" || role === "developer")) {
      texts.push(textOf(item["content"]));
    }
  }
  return texts.length === 0 ? null : texts.join("\n");
}

/** `function_call_output`, `shell_call_output`, ... and what the user said to a call. */
export function toolResultOf(value: unknown): ToolFact | [] {
  const item = asObject(value);
  if (item === null) return [];
  const type = typeOf(item);
  if (!type.endsWith("_output") && type !== "mcp_approval_response") return [];
  const result = item["output"] ?? item["result"] ?? item["reason"];
  return {
    name: asText(item["name"]) ?? asText(item["call_id"]) ??
      asText(item["approval_request_id"]) ?? asText(item["id"]) ?? "",
    text: asText(result) ?? (textOf(result) || jsonText(result)) ?? "",
  };
}

function contextsOf(request: JsonObject, items: readonly unknown[]): Set<string> {
  const contexts = new Set<string>();
  for (const name of ["previous_response_id", "conversation", "prompt"]) {
    const value = request[name];
    if (asText(value) || asText(asObject(value)?.["id"])) contexts.add(name);
  }
  if (request["background"] === true) contexts.add("background");
  for (const value of items) {
    const item = asObject(value);
    if (item === null) continue;
    if (item["type"] === "item_reference") contexts.add("item_reference");
    if (asText(item["encrypted_content"])) contexts.add("encrypted_content");
    addPartContexts(contexts, item["content"]);
    addPartContexts(contexts, item["output"]);
    addPartContexts(contexts, [item["output"]]);
  }
  addToolContexts(contexts, request["tools"]);
  return contexts;
}

/** Adds what the tools of a request let the model read. */
export function addToolContexts(contexts: Set<string>, tools: unknown): void {
  for (const value of asArray(tools)) {
    const tool = asObject(value);
    if (tool === null) continue;
    const context = TOOL_CONTEXTS.get(typeOf(tool));
    if (context !== undefined) contexts.add(context);
    const { container } = tool;
    if (asText(container) || asArray(asObject(container)?.["file_ids"]).length > 0) {
      contexts.add("container");
    }
  }
}

/** Facts of an answer, also of one that came over a socket. */
export function responsesResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const hasOutput = Array.isArray(response["output"]);
  const items = asArray(response["output"]);
  const errorType = errorTypeOf(response, hasOutput);
  if (!hasOutput && errorType === null) return null;
  return {
    model: asText(response["model"]),
    usage: tokenUsageOf(response["usage"]),
    finishReasons: finishReasonsOf(response),
    toolCalls: items.flatMap(toolCallOf),
    errorType: errorType ?? statusErrorOf(response),
    safetyEvents: safetyEventsOf(response, items),
    contextExternal: isPending(response) && response["background"] === true ? ["background"] : [],
  };
}

/** Why it is not whole, else its state. */
function finishReasonsOf(response: JsonObject): string[] {
  const details = asObject(response["incomplete_details"]) ?? asObject(response["status_details"]);
  const reason = asText(details?.["reason"]) ?? asText(response["status"]);
  return reason === null ? [] : [reason];
}

/** The Realtime API has the error in the details of the state. */
function statusErrorOf(response: JsonObject): string | null {
  const error = asObject(asObject(response["status_details"])?.["error"]);
  return error === null ? null : asText(error["code"]) ?? asText(error["type"]) ?? "error";
}

/** Calls of functions, and of the tools that the vendor runs or asks the client to run. */
function toolCallOf(value: unknown): ToolFact | [] {
  const item = asObject(value);
  if (item === null) return [];
  const type = typeOf(item);
  if (!type.endsWith("_call") && type !== "mcp_approval_request") return [];
  const named = asText(item["name"]);
  const asked = item["arguments"] ?? item["input"] ?? firstOf(item, CALL_FIELDS);
  return {
    name: named ?? type.replace(/_call$/, ""),
    text: asText(asked) ?? jsonText(asked) ?? "",
  };
}

function firstOf(item: JsonObject, names: readonly string[]): unknown {
  return names.map((name) => item[name]).find((value) => value !== undefined && value !== null);
}

function safetyEventsOf(response: JsonObject, items: readonly unknown[]): string[] {
  const events = new Set<string>();
  for (const value of items) {
    const item = asObject(value);
    for (const part of asArray(item?.["content"])) {
      if (asText(asObject(part)?.["refusal"])) events.add("refusal");
    }
    for (const value of asArray(item?.["pending_safety_checks"])) {
      events.add(`safety_check:${asText(asObject(value)?.["code"]) ?? "unknown"}`);
    }
  }
  if (finishReasonsOf(response)[0] === "content_filter") events.add("content_filter");
  addFilters(events, response);
  return [...events];
}
