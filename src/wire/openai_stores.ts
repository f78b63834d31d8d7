/**
 * What OpenAI's platform keeps: files, uploads, batches, vector stores, and the assistants with
 * their threads. Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";
import { formatOf, isPending, modelOf, OWN_APIS, plainFacts } from "./openai_call.ts";
import { chatToolCallsOf, chatUsageOf } from "./openai_chat.ts";
import { addPartContexts, textOf } from "./openai_content.ts";
import { addToolContexts } from "./openai_responses.ts";
import { AssistantStreamReader } from "./openai_threads_stream.ts";
import { paramsOf } from "./params.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_USAGE,
  type RequestFacts,
  type ResponseFacts,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

const ALL_METHODS: readonly string[] = ["POST", "GET", "DELETE"];
const THREAD_REGEXP = /\/threads\/[^/]+/;

/** Parameters of a run by their names in the request. */
const RUN_PARAMS: readonly string[] = [
  ...["temperature", "top_p", "max_prompt_tokens", "max_completion_tokens", "reasoning_effort"],
  ...["parallel_tool_calls", "tool_choice", "response_format", "stream"],
];

/** The formats. */
export const OPENAI_STORES: readonly WireFormat[] = [
  formatOf({
    id: "openai.files",
    title: "OpenAI files",
    route: ".../files, .../files/{id}, .../files/{id}/content",
    operation: "files",
    methods: ALL_METHODS,
    path: /\/(?:v1|openai)\/files(?:\/[^/]+(?:\/content)?)?\/?$/,
    foreign: OWN_APIS,
    request: (body) => ({ ...NO_REQUEST_FACTS, params: paramsOf(body, ["purpose"]) }),
  }),
  formatOf({
    id: "openai.uploads",
    title: "OpenAI uploads",
    route: ".../uploads, .../uploads/{id}/parts",
    operation: "files",
    path: /\/(?:v1|openai)\/uploads(?:\/[^/]+\/(?:parts|complete|cancel))?\/?$/,
    foreign: OWN_APIS,
    request: (body) => ({ ...NO_REQUEST_FACTS, params: paramsOf(body, ["purpose"]) }),
  }),
  formatOf({
    id: "openai.batches",
    title: "OpenAI batches",
    route: ".../batches, .../batches/{id}",
    operation: "batch",
    methods: ["POST", "GET"],
    path: /\/(?:v1|openai)\/batches(?:\/[^/]+(?:\/cancel)?)?\/?$/,
    foreign: OWN_APIS,
    request: batchRequestFacts,
    response: batchFacts,
  }),
  formatOf({
    id: "openai.vector_search",
    title: "OpenAI vector store search",
    route: "POST .../vector_stores/{id}/search",
    operation: "retrieval",
    path: /\/vector_stores\/[^/]+\/search\/?$/,
    confirms: (body) => body["query"] !== undefined,
    request: (body) => ({
      ...NO_REQUEST_FACTS,
      params: paramsOf(body, ["max_num_results", "rewrite_query"]),
    }),
  }),
  formatOf({
    id: "openai.vector_stores",
    title: "OpenAI vector stores",
    route: ".../vector_stores/...",
    operation: "vector_stores",
    methods: ALL_METHODS,
    path: /\/vector_stores(?:\/[^/]+){0,5}\/?$/,
  }),
  formatOf({
    id: "openai.threads",
    title: "OpenAI threads and runs",
    route: ".../threads, .../threads/{id}/messages, .../threads/{id}/runs",
    operation: "chat",
    methods: ALL_METHODS,
    path: /\/threads(?:\/[^/]+){0,5}\/?$/,
    request: threadRequestFacts,
    response: runFacts,
    stream: () => new AssistantStreamReader(),
  }),
  formatOf({
    id: "openai.assistants",
    title: "OpenAI assistants",
    route: ".../assistants, .../assistants/{id}",
    operation: "create_agent",
    methods: ALL_METHODS,
    path: /\/assistants(?:\/[^/]+){0,2}\/?$/,
    request: threadRequestFacts,
  }),
];

function batchRequestFacts(body: JsonObject): RequestFacts {
  return {
    ...NO_REQUEST_FACTS,
    params: paramsOf(body, ["endpoint", "completion_window"]),
    contextExternal: asText(body["input_file_id"]) ? ["file_id"] : [],
  };
}

/** A batch is done elsewhere: its answers come as a file. */
function batchFacts(body: unknown): ResponseFacts | null {
  const facts = plainFacts(body);
  const batch = asObject(body);
  if (facts === null || batch?.["object"] !== "batch") return facts;
  const error = asObject(asArray(asObject(batch["errors"])?.["data"])[0]);
  return {
    ...facts,
    errorType: facts.errorType ?? asText(error?.["code"]),
    contextExternal: [
      ...(isPending(batch) ? ["background"] : []),
      ...(asText(batch["output_file_id"]) ? ["file_id"] : []),
    ],
  };
}

function threadRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const thread = asObject(body["thread"]);
  const messages = [
    ...asArray(body["messages"]),
    ...asArray(body["additional_messages"]),
    ...asArray(thread?.["messages"]),
    body,
  ];
  const contexts = new Set<string>();
  if (THREAD_REGEXP.test(call.path) && !/\/threads\/runs\/?$/.test(call.path)) {
    contexts.add("thread");
  }
  if (asText(body["assistant_id"])) contexts.add("assistant");
  for (const value of messages) {
    const message = asObject(value);
    addPartContexts(contexts, message?.["content"]);
    addPartContexts(contexts, message?.["attachments"]);
  }
  addToolContexts(contexts, body["tools"]);
  return {
    model: modelOf(body, call),
    systemPrompt: instructionsOf(body),
    params: paramsOf(body, RUN_PARAMS),
    tools: body["tools"],
    toolResults: asArray(body["tool_outputs"]).flatMap(toolOutputOf),
    contextExternal: [...contexts],
  };
}

function instructionsOf(body: JsonObject): string | null {
  const texts = [body["instructions"], body["additional_instructions"]]
    .flatMap((text) => asText(text) ?? []);
  return texts.length === 0 ? null : texts.join("\n");
}

function toolOutputOf(value: unknown): ToolFact | [] {
  const output = asObject(value);
  if (output === null) return [];
  return { name: asText(output["tool_call_id"]) ?? "", text: textOf(output["output"]) };
}

/** A run, a message, a list of them, or what a stream of a run amounts to. */
function runFacts(body: unknown, { method }: CallShape): ResponseFacts | null {
  const facts = plainFacts(body);
  const run = asObject(body);
  if (facts === null || run === null) return facts;
  const error = asObject(run["last_error"]);
  const reason = asText(asObject(run["incomplete_details"])?.["reason"]) ?? asText(run["status"]);
  const action = asObject(asObject(run["required_action"])?.["submit_tool_outputs"]);
  return {
    ...facts,
    usage: method === "POST" ? runUsageOf(run) : NO_USAGE,
    finishReasons: reason === null ? [] : [reason],
    toolCalls: chatToolCallsOf(action),
    errorType: facts.errorType ?? asText(error?.["code"]),
    safetyEvents: reason === "content_filter" ? ["content_filter"] : [],
  };
}

/** Of a run, and not of a step or a message; a later look at it says the same again. */
function runUsageOf(run: JsonObject): TokenUsage {
  return run["object"] === "thread.run" ? chatUsageOf(run["usage"]) : NO_USAGE;
}
