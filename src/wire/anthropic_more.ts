/**
 * Anthropic's other APIs: counting tokens, batches of messages with their results, the completions
 * of old, models and files. Reads bodies and streams; never calls the API.
 * @module
 */

import { messagesRequestFacts, messagesResponseFacts } from "./anthropic_messages.ts";
import { errorTypeOf } from "./error_body.ts";
import { answerFacts, formatOfRow, paramFacts, sumUsage } from "./format_row.ts";
import { asArray, asObject, asText, type JsonObject } from "./json_value.ts";
import type { StreamEvent } from "./stream_event.ts";
import { type Fields, moveOnce, moveText } from "./stream_texts.ts";
import {
  type CallShape,
  NO_REQUEST_FACTS,
  NO_RESPONSE_FACTS,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type WireFormat,
} from "./wire_format.ts";

const ANTHROPIC: ReadonlySet<string> = new Set(["anthropic"]);

/** The formats. */
export const ANTHROPIC_MORE: readonly WireFormat[] = [
  formatOfRow({
    id: "anthropic.count_tokens",
    title: "Anthropic token counting",
    route: "POST .../v1/messages/count_tokens",
    operation: "count_tokens",
    // Vertex AI takes it as a model of that name.
    path: /\/v1\/messages\/count_tokens\/?$|\/models\/count-tokens:rawPredict$/,
    confirms: (body) => Array.isArray(body["messages"]),
    request: messagesRequestFacts,
    response: answerFacts(["input_tokens"]),
  }),
  formatOfRow({
    id: "anthropic.batches",
    title: "Anthropic message batches",
    route: "POST, GET .../v1/messages/batches, .../{id}/results",
    operation: "batch",
    methods: ["POST", "GET", "DELETE"],
    path: /\/v1\/messages\/batches(?:\/[^/]+){0,2}\/?$/,
    request: batchRequestFacts,
    response: batchResponseFacts,
  }),
  formatOfRow({
    id: "anthropic.complete",
    title: "Anthropic completions",
    route: "POST .../v1/complete",
    operation: "text_completion",
    path: /\/v1\/complete\/?$/,
    confirms: (body) => typeof body["prompt"] === "string",
    request: paramFacts(["temperature", "top_p", "top_k", "max_tokens_to_sample", "stream"]),
    response: answerFacts(["completion"], completionFacts),
    stream: (): StreamReader => new CompletionStreamReader(),
  }),
  formatOfRow({
    id: "anthropic.resources",
    title: "Anthropic models and files",
    route: "GET, POST, DELETE .../v1/models, .../v1/files",
    operation: "resources",
    methods: ["GET", "POST", "DELETE"],
    path: /\/v1\/(?:models|files)(?:\/[^/]+){0,2}\/?$/,
    providers: ANTHROPIC,
    response: (body) =>
      typeof body === "string" ? NO_RESPONSE_FACTS : answerFacts(["data", "id"])(body),
  }),
];

/** Messages of a batch, each with an id of the caller. */
function batchRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const requests = asArray(body["requests"])
    .map((request) => messagesRequestFacts(asObject(request)?.["params"], call));
  const first = requests[0];
  if (first === undefined) return NO_REQUEST_FACTS;
  const prompts = requests.flatMap(({ systemPrompt }) => systemPrompt ?? []);
  return {
    model: first.model,
    // Of many prompts none is the one; together they are what was sent.
    systemPrompt: prompts.length === 0 ? null : prompts.join("\n"),
    params: {},
    tools: requests.find(({ tools }) => tools !== undefined)?.tools,
    toolResults: requests.flatMap(({ toolResults = [] }) => toolResults),
    contextExternal: [
      ...new Set(requests.flatMap(({ contextExternal = [] }) => contextExternal)),
    ],
  };
}

/**
 * A batch, a list of batches, or the results of one:
 * `{"custom_id":"a","result":{"type":"succeeded","message":{...}}}` on each line.
 */
function batchResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response !== null && response["custom_id"] === undefined) {
    const isAnswer = typeof response["id"] === "string" || Array.isArray(response["data"]);
    const errorType = errorTypeOf(response, isAnswer);
    if (!isAnswer && errorType === null) return null;
    const isPending = response["processing_status"] === "in_progress";
    const contextExternal = isPending ? ["background"] : [];
    return { ...NO_RESPONSE_FACTS, errorType, contextExternal };
  }
  const lines = response === null ? body : [response];
  if (!Array.isArray(lines)) return null;
  const results = lines.flatMap((line) => resultFacts(asObject(line)?.["result"]));
  return {
    model: results.find(({ model }) => model !== null)?.model ?? null,
    usage: results.map(({ usage }) => usage).reduce(sumUsage, NO_USAGE),
    finishReasons: results.flatMap(({ finishReasons }) => finishReasons),
    toolCalls: results.flatMap(({ toolCalls }) => toolCalls),
    errorType: results.find(({ errorType }) => errorType !== null)?.errorType ?? null,
    safetyEvents: [...new Set(results.flatMap(({ safetyEvents }) => safetyEvents))],
  };
}

function resultFacts(value: unknown): ResponseFacts | [] {
  const result = asObject(value);
  if (result === null) return [];
  // The error of a result is the error body of a call: `{"type":"error","error":{...}}`.
  const error = asObject(result["error"]);
  if (error !== null) {
    return { ...NO_RESPONSE_FACTS, errorType: errorTypeOf(error, false) ?? asText(error["type"]) };
  }
  return messagesResponseFacts(result["message"]) ?? [];
}

function completionFacts(response: JsonObject): Partial<ResponseFacts> {
  const reason = asText(response["stop_reason"]);
  return {
    finishReasons: reason === null ? [] : [reason],
    safetyEvents: reason === "refusal" ? ["refusal"] : [],
  };
}

/** `event: completion` with a piece of text each, until one has a `stop_reason`. */
class CompletionStreamReader implements StreamReader {
  readonly #answer: Fields = {};
  #ended = false;

  event({ value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    moveText(event, this.#answer, "completion");
    for (const name of ["model", "stop_reason"]) {
      if (asText(event[name])) this.#answer[name] = event[name];
    }
    const error = asObject(event["error"]);
    moveOnce(event, this.#answer, "error");
    if (valid && (error !== null || asText(event["stop_reason"]))) this.#ended = true;
  }

  finish(): Reassembly {
    return { body: this.#answer, ended: this.#ended };
  }
}
