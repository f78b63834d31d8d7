/**
 * The Model Context Protocol, and other JSON-RPC 2.0: requests, notifications and answers over
 * POST, on whatever path. The body alone tells it. Reads bodies and streams; never calls anybody.
 * @module
 */

import {
  asArray,
  asObject,
  asObjects,
  asText,
  type JsonObject,
  jsonText,
  take,
} from "./json_value.ts";
import { errorTypeOf } from "./error_body.ts";
import { textOf } from "./openai_content.ts";
import { providerOf } from "./provider.ts";
import type { StreamEvent } from "./stream_event.ts";
import type { Fields } from "./stream_texts.ts";
import {
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

/** Answers of one stream. */
const ANSWERS_MAX = 1_024;
/** Messages of one batch, which only the revision of March 2025 had. */
const MESSAGES_MAX = 1_024;

/** Methods of the protocol, up to the revision of July 2026. */
const METHODS: ReadonlySet<string> = new Set([
  ...["initialize", "ping", "server/discover", "subscriptions/listen", "logging/setLevel"],
  ...["tools/list", "tools/call", "prompts/list", "prompts/get", "completion/complete"],
  ...["resources/list", "resources/templates/list", "resources/read", "resources/subscribe"],
  ...["resources/unsubscribe", "roots/list", "sampling/createMessage", "elicitation/create"],
  ...["tasks/get", "tasks/result", "tasks/list", "tasks/cancel", "tasks/update"],
]);
const NOTIFICATIONS = "notifications/";

/** The formats. */
export const MCP_FORMATS: readonly WireFormat[] = [
  {
    id: "mcp.message",
    title: "Model Context Protocol",
    route: "POST of JSON-RPC with a method of the protocol",
    version: 1,
    extractor: "unknown",
    operation: "mcp",
    provider: providerOf,
    matches: (call) => call.method === "POST" && messagesOf(call.body).some(isProtocol),
    request: requestFacts,
    response: responseFacts,
    stream: (): StreamReader => new RpcStreamReader(),
  },
  {
    id: "jsonrpc.message",
    title: "JSON-RPC 2.0",
    route: "POST of any other JSON-RPC",
    version: 1,
    extractor: "unknown",
    operation: "json_rpc",
    provider: providerOf,
    matches: (call) => call.method === "POST" && messagesOf(call.body).some(isMessage),
    request: () => NO_REQUEST_FACTS,
    response: responseFacts,
    stream: (): StreamReader => new RpcStreamReader(),
  },
];

/** The messages of a body: one, or a list of them. */
function messagesOf(body: unknown): JsonObject[] {
  return asObjects(Array.isArray(body) ? body.slice(0, MESSAGES_MAX) : [body]);
}

function isMessage(message: JsonObject): boolean {
  return message["jsonrpc"] === "2.0" &&
    (asText(message["method"]) !== null || isAnswer(message));
}

function isAnswer(message: JsonObject): boolean {
  return message["result"] !== undefined || asObject(message["error"]) !== null;
}

function isProtocol(message: JsonObject): boolean {
  if (!isMessage(message)) return false;
  const method = asText(message["method"]);
  // An answer to what the server asked names no method, but has what a client answers.
  if (method === null) return isClientAnswer(message["result"]);
  return METHODS.has(method) || method.startsWith(NOTIFICATIONS);
}

/** Of `sampling/createMessage`, `elicitation/create` or `roots/list`. */
function isClientAnswer(value: unknown): boolean {
  const result = asObject(value);
  return result !== null && (asText(result["action"]) !== null || "roots" in result ||
    (asText(result["role"]) !== null && "content" in result));
}

function requestFacts(body: unknown): RequestFacts {
  const messages = messagesOf(body);
  const calls = messages.filter(({ method }) => method === "tools/call");
  return {
    model: messages.map(({ result }) => asText(asObject(result)?.["model"]))
      .find((model) => model !== null) ?? null,
    systemPrompt: messages.map(({ params }) => asText(asObject(params)?.["systemPrompt"]))
      .find((prompt) => prompt !== null) ?? null,
    params: {},
    operation: operationOf(messages, calls.length > 0),
    toolCalls: calls.map(({ params }) => toolCallOf(asObject(params))),
  };
}

/** From a closed list, since a record and a metric must not grow with what somebody sends. */
function operationOf(messages: readonly JsonObject[], isCall: boolean): string {
  if (isCall) return "execute_tool";
  const method = messages.map((message) => asText(message["method"])).find((m) => m !== null);
  if (method === undefined) return "mcp";
  if (method.startsWith(NOTIFICATIONS)) return "notifications";
  return METHODS.has(method) ? method : "mcp";
}

function toolCallOf(params: JsonObject | null): ToolFact {
  return {
    name: asText(params?.["name"]) ?? "",
    text: jsonText(params?.["arguments"]) ?? "",
  };
}

function responseFacts(body: unknown): ResponseFacts | null {
  const messages = messagesOf(body);
  const answers = messages.filter((message) => message["jsonrpc"] === "2.0");
  if (answers.length === 0) {
    const errorType = messages[0] === undefined ? null : errorTypeOf(messages[0], false);
    return errorType === null ? null : { ...NO_RESPONSE_FACTS, errorType };
  }
  const results = answers.map(({ result }) => asObject(result));
  const kinds = results.flatMap((result) => asText(result?.["resultType"]) ?? []);
  return {
    ...NO_RESPONSE_FACTS,
    model: results.map((result) => asText(result?.["model"])).find((m) => m !== null) ?? null,
    finishReasons: kinds,
    errorType: answers.map(errorOf).find((type) => type !== null) ?? null,
    toolResults: answers.flatMap(toolResultOf),
  };
}

/** An error of the protocol by its code, or `tool_error` of a tool that failed. */
function errorOf(message: JsonObject): string | null {
  if (asObject(message["error"]) !== null) return errorTypeOf(message, true);
  return asObject(message["result"])?.["isError"] === true ? "tool_error" : null;
}

/** Only a tool's result has a list of contents; its name is the id of the call it answers. */
function toolResultOf(message: JsonObject): ToolFact | [] {
  const result = asObject(message["result"]);
  const content = result?.["content"];
  if (result === null || !Array.isArray(content)) return [];
  const text = textOf(content) || (jsonText(result["structuredContent"]) ?? "");
  const { id } = message;
  return { name: asText(id) ?? (typeof id === "number" ? String(id) : ""), text };
}

/**
 * Reader for one stream: notifications and requests of the server, which are visited as they stand,
 * and the answers, after which the stream may end.
 */
class RpcStreamReader implements StreamReader {
  readonly #answers: Fields[] = [];

  event({ value, valid }: StreamEvent): void {
    for (const message of messagesOf(value)) {
      if (!valid || !isAnswer(message) || message["method"] !== undefined) continue;
      if (this.#answers.length >= ANSWERS_MAX) return;
      const answer: Fields = {};
      for (const name of ["jsonrpc", "id", "result", "error"]) {
        if (message[name] !== undefined) answer[name] = take(message, name);
      }
      this.#answers.push(answer);
    }
  }

  finish(): Reassembly {
    const answers = this.#answers;
    const body = answers.length === 1 ? answers[0] : answers;
    return { body, ended: asArray(answers).length > 0 };
  }
}
