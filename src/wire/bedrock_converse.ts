/**
 * Amazon Bedrock's own APIs: converse, counting tokens, guardrails. Reads bodies and streams of
 * frames; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { answerFacts, formatOfRow, pathPart, sumOf } from "./format_row.ts";
import {
  asArray,
  asCount,
  asObject,
  asObjects,
  asText,
  type JsonObject,
  jsonText,
  takeText,
} from "./json_value.ts";
import { textOf } from "./openai_content.ts";
import { paramsOf } from "./params.ts";
import { Slots } from "./slots.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveFields, moveOnce, moveText, withJson } from "./stream_texts.ts";
import {
  type CallShape,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

const MODEL_REGEXP = /\/model\/([^/]{1,2048})\/[a-z-]{1,48}\/?$/;

/** Sampling parameters by their names in `inferenceConfig`. */
const PARAMS: readonly string[] = ["temperature", "topP", "topK", "maxTokens"];

/** The formats. */
export const BEDROCK: readonly WireFormat[] = [
  formatOfRow({
    id: "bedrock.converse",
    title: "Amazon Bedrock Converse",
    route: "POST .../model/{model}/converse, .../converse-stream",
    operation: "chat",
    path: /\/model\/[^/]{1,2048}\/converse(?:-stream)?\/?$/,
    // A prompt that is kept needs no messages, only its variables.
    confirms: (body) => Array.isArray(body["messages"]) || body["promptVariables"] !== undefined,
    request: converseRequestFacts,
    response: converseResponseFacts,
    stream: (): StreamReader => new ConverseStreamReader(),
  }),
  formatOfRow({
    id: "bedrock.count_tokens",
    title: "Amazon Bedrock token counting",
    route: "POST .../model/{model}/count-tokens",
    operation: "count_tokens",
    path: /\/model\/[^/]{1,2048}\/count-tokens\/?$/,
    confirms: (body) => asObject(body["input"]) !== null,
    request: (body, call) =>
      converseRequestFacts(asObject(asObject(body["input"])?.["converse"]) ?? {}, call),
    response: answerFacts(["inputTokens"]),
  }),
  formatOfRow({
    id: "bedrock.guardrail",
    title: "Amazon Bedrock guardrails",
    route: "POST .../guardrail/{id}/version/{version}/apply",
    operation: "moderation",
    path: /\/guardrail\/[^/]{1,2048}\/version\/[^/]{1,64}\/apply\/?$/,
    confirms: (body) => Array.isArray(body["content"]),
    response: answerFacts(["action"], ({ action }) => ({
      safetyEvents: action === "GUARDRAIL_INTERVENED" ? ["guardrail_intervened"] : [],
    })),
  }),
];

/** The model, profile or prompt that the path names, without percent signs. */
export function bedrockModel({ path }: CallShape): string | null {
  return pathPart(path, MODEL_REGEXP);
}

/** Facts of a request; Nova takes the same where it is called by its native API. */
export function converseRequestFacts(request: JsonObject, call: CallShape): RequestFacts {
  const model = bedrockModel(call);
  const blocks = asObjects(request["messages"]).flatMap(({ content }) => asObjects(content));
  const system = request["system"];
  const external: string[] = [];
  if (model?.includes(":prompt/")) external.push("prompt");
  if (blocks.some(pointsToStore)) external.push("s3Location");
  return {
    model,
    systemPrompt: system === undefined || system === null ? null : textOf(system),
    params: paramsOf(asObject(request["inferenceConfig"]) ?? {}, PARAMS),
    tools: asObject(request["toolConfig"])?.["tools"],
    toolResults: blocks.map(({ toolResult }) => asObject(toolResult))
      .filter((result) => result !== null).map(toolResultFact),
    contextExternal: external,
  };
}

/** A picture, document or video that lies in a bucket. */
function pointsToStore(block: JsonObject): boolean {
  return [block["image"], block["document"], block["video"]].some((value) =>
    asObject(asObject(asObject(value)?.["source"])?.["s3Location"]) !== null
  );
}

function toolResultFact(result: JsonObject): ToolFact {
  const { content } = result;
  const texts = asObjects(content).map((part) =>
    asText(part["text"]) ?? jsonText(part["json"]) ?? ""
  );
  return { name: asText(result["toolUseId"]) ?? "", text: texts.join("\n") };
}

/** Facts of an answer: `{"output":{"message":{"content":[...]}},"stopReason":"...","usage":{}}`. */
export function converseResponseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const message = asObject(asObject(response["output"])?.["message"]);
  const errorType = errorTypeOf(response, message !== null);
  if (message === null && errorType === null) return null;
  const reason = asText(response["stopReason"]);
  return {
    model: asText(asObject(asObject(response["trace"])?.["promptRouter"])?.["invokedModelId"]),
    usage: converseUsageOf(response["usage"]),
    finishReasons: reason === null ? [] : [reason],
    toolCalls: asObjects(message?.["content"]).flatMap(({ toolUse }) => toolCallOf(toolUse)),
    errorType,
    safetyEvents: reason === null ? [] : safetyEventsOf(reason),
  };
}

function safetyEventsOf(reason: string): string[] {
  if (reason === "content_filtered") return ["content_filter"];
  return reason === "guardrail_intervened" || reason === "refusal" ? [reason] : [];
}

function toolCallOf(value: unknown): ToolFact | [] {
  const call = asObject(value);
  if (call === null) return [];
  return { name: asText(call["name"]) ?? "", text: jsonText(call["input"]) ?? "" };
}

/** Bedrock counts what came from and went to a cache apart from `inputTokens`. */
function converseUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  const input = asCount(usage["inputTokens"]);
  const cached = asCount(usage["cacheReadInputTokens"]) ??
    asCount(usage["cacheReadInputTokenCount"]); // So Nova.
  const written = asCount(usage["cacheWriteInputTokens"]) ??
    asCount(usage["cacheWriteInputTokenCount"]);
  return {
    input: input === null ? null : sumOf(input, cached, written),
    output: asCount(usage["outputTokens"]),
    cached,
    reasoning: null,
  };
}

interface Block {
  fields: Fields;
  /** JSON text of a tool's input, in pieces. */
  inputText: string;
}

/**
 * Reader for one stream. Events are named by their frames: `messageStart`, `contentBlockStart`,
 * `contentBlockDelta`, `contentBlockStop`, `messageStop`, `metadata`, or an exception.
 */
export class ConverseStreamReader implements StreamReader {
  readonly #blocks = new Slots<Block>(() => ({ fields: {}, inputText: "" }));
  readonly #answer: Fields = {};
  #role = "assistant";
  #ended = false;

  event({ name, value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    switch (name) {
      case "messageStart":
        this.#role = asText(event["role"]) ?? this.#role;
        return;
      case "contentBlockStart":
      case "contentBlockDelta":
        return this.#block(event);
      case "messageStop":
        if (asText(event["stopReason"])) this.#answer["stopReason"] = event["stopReason"];
        this.#ended ||= valid;
        return;
      case "metadata":
        for (const field of ["usage", "trace"]) moveOnce(event, this.#answer, field);
        return;
      default:
        if (isException(name)) {
          this.#answer["error"] ??= exceptionOf(name, event);
          this.#ended ||= valid;
        }
    }
  }

  finish(): Reassembly {
    const content = this.#blocks.values().map(finished);
    const output = { message: { role: this.#role, content } };
    return { body: { ...this.#answer, output }, ended: this.#ended };
  }

  #block(event: JsonObject): void {
    const block = this.#blocks.atIndex(event["contentBlockIndex"]);
    if (block === null) return; // It is visited as it stands.
    moveFields(event["start"], block.fields);
    const delta = asObject(event["delta"]);
    if (delta === null) return;
    moveText(delta, block.fields, "text");
    const use = asObject(delta["toolUse"]);
    if (use !== null) block.inputText += takeText(use, "input") ?? "";
    const reasoning = asObject(delta["reasoningContent"]);
    if (reasoning !== null) {
      const whole = (block.fields["reasoningContent"] ??= { reasoningText: {} }) as Fields;
      append(whole["reasoningText"] as Fields, "text", takeText(reasoning, "text"));
    }
  }
}

/** Whether the name of a frame is that of an exception. */
export function isException(name: string): boolean {
  return name.endsWith("Exception") || name.endsWith("Error");
}

/** An exception as the error of an answer; its message is taken out of the event. */
export function exceptionOf(name: string, event: JsonObject): Fields {
  return { type: name, message: takeText(event, "message") ?? "" };
}

/** Without a terminal event the input is cut where the stream is. */
function finished({ fields, inputText }: Block): Fields {
  if (inputText === "") return fields;
  const { toolUse, ...others } = fields;
  const use = asObject(toolUse) ?? (toolUse === undefined ? {} : { start: toolUse });
  return { ...others, toolUse: withJson({ ...use }, { name: "input", json: inputText }) };
}

/** Whether the messages of a request are as converse has them, and not as others do. */
export function isConverse(request: JsonObject): boolean {
  if (request["inferenceConfig"] !== undefined || request["schemaVersion"] !== undefined) {
    return true;
  }
  const blocks = asObjects(request["messages"]).flatMap(({ content }) => asArray(content));
  return blocks.length > 0 && blocks.every((block) => asObject(block)?.["type"] === undefined);
}
