/**
 * Gemini's generateContent, as Google AI and Vertex AI serve it. Names come in camelCase and in
 * snake_case. Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { errorTypeOf } from "./error_body.ts";
import { pathPart, sumOf } from "./format_row.ts";
import { GenerateStreamReader } from "./gemini_stream.ts";
import { asCount, asObject, asObjects, asText, type JsonObject, jsonText } from "./json_value.ts";
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

const PATH_REGEXP = /:(?:generateContent|streamGenerateContent)$/;
const MODEL_REGEXP = /\/(?:models|tunedModels|endpoints)\/([^/:]{1,400}):[A-Za-z]{1,40}$/;
const CAPITAL_REGEXP = /[A-Z]/g;

/** Sampling parameters by their names in `generationConfig`. */
const PARAMS: readonly string[] = [
  ...[
    "temperature",
    "topP",
    "topK",
    "maxOutputTokens",
    "candidateCount",
    "seed",
    "mediaResolution",
  ],
  ...["presencePenalty", "frequencyPenalty", "responseMimeType", "responseLogprobs", "logprobs"],
];
const THINKING_PARAMS: readonly string[] = ["thinkingBudget", "thinkingLevel", "includeThoughts"];

/** Finish reasons that are verdicts of a filter. */
const FILTER_REASONS: ReadonlySet<string> = new Set([
  ...["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR"],
  ...["IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION"],
]);

/** The format. */
export const GEMINI_GENERATE: WireFormat = {
  id: "gemini.generate",
  title: "Gemini generateContent",
  route: "POST .../models/{model}:generateContent, :streamGenerateContent",
  version: 1,
  extractor: "unknown",
  operation: "generate_content",
  provider: providerOf,
  matches,
  request: generateRequestFacts,
  response: generateResponseFacts,
  stream: (): StreamReader => new GenerateStreamReader(),
};

function matches({ method, path, body }: CallShape): boolean {
  if (method !== "POST" || !PATH_REGEXP.test(path)) return false;
  return body === undefined || hasContents(body);
}

/** Whether a body has what Gemini calls contents. */
export function hasContents(body: unknown): boolean {
  const contents = requestOf(body)["contents"];
  // One content need not be in a list.
  return Array.isArray(contents) || asObject(contents) !== null;
}

/** Google's tools for developers wrap the request: `{"model":"...","request":{...}}`. */
function requestOf(body: unknown): JsonObject {
  const whole = asObject(body) ?? {};
  return asObject(whole["request"]) ?? whole;
}

/** A field by its camelCase name, or by the same in snake_case. */
export function either(fields: JsonObject | null, name: string): unknown {
  if (fields === null) return undefined;
  return fields[name] ?? fields[name.replaceAll(CAPITAL_REGEXP, (c) => `_${c.toLowerCase()}`)];
}

/** The model that the path names, without percent signs. */
export function pathModel({ path }: CallShape): string | null {
  return pathPart(path, MODEL_REGEXP);
}

/** A model's name without where it is: `models/x`, `projects/p/.../models/x`. */
export function modelName(value: unknown): string | null {
  const name = asText(value);
  return name === null ? null : name.slice(name.lastIndexOf("/") + 1);
}

/** Facts of a request, also where another API carries one. */
export function generateRequestFacts(body: unknown, call: CallShape): RequestFacts {
  const request = requestOf(body);
  const parts = contentsOf(request).flatMap(partsOf);
  return {
    model: pathModel(call) ?? modelName(request["model"] ?? asObject(body)?.["model"]),
    systemPrompt: systemTextOf(either(request, "systemInstruction")),
    params: generationParams(either(request, "generationConfig")),
    tools: request["tools"],
    toolResults: parts.flatMap(toolResultOf),
    contextExternal: externalOf(request, parts),
  };
}

function contentsOf(request: JsonObject): readonly unknown[] {
  const contents = request["contents"];
  return Array.isArray(contents) ? contents : [contents];
}

/** The parts of a content that are objects. */
export function partsOf(value: unknown): JsonObject[] {
  const parts = asObject(value)?.["parts"];
  return asObjects(Array.isArray(parts) ? parts : [parts]);
}

/** The text of a system instruction: a content, or a text; null when there is none. */
export function systemTextOf(value: unknown): string | null {
  const text = asText(value);
  if (text !== null) return text;
  if (asObject(value) === null) return null;
  return partsOf(value).flatMap((part) => asText(part["text"]) ?? []).join("\n");
}

/** Sampling parameters of a `generationConfig`. */
export function generationParams(value: unknown): RequestFacts["params"] {
  const config = asObject(value);
  const params: RequestFacts["params"] = {};
  const places: [JsonObject | null, readonly string[]][] = [
    [config, PARAMS],
    [asObject(either(config, "thinkingConfig")), THINKING_PARAMS],
  ];
  for (const [fields, names] of places) {
    for (const name of names) {
      const param = either(fields, name);
      if (typeof param === "number" || typeof param === "string" || typeof param === "boolean") {
        params[name] = param;
      }
    }
  }
  return params;
}

function toolResultOf(part: JsonObject): ToolFact | [] {
  const result = asObject(either(part, "functionResponse"));
  return result === null ? [] : functionResponseFact(result);
}

/** A function's result, `{"id":"...","name":"...","response":{...}}`. */
export function functionResponseFact(result: JsonObject): ToolFact {
  return {
    name: asText(result["name"]) ?? asText(result["id"]) ?? "",
    text: jsonText(result["response"]) ?? "",
  };
}

/** A function call, `{"id":"...","name":"...","args":{...}}`. */
export function functionCallFact(value: unknown): ToolFact | [] {
  const call = asObject(value);
  if (call === null) return [];
  return { name: asText(call["name"]) ?? "", text: jsonText(call["args"]) ?? "" };
}

function externalOf(request: JsonObject, parts: readonly JsonObject[]): string[] {
  const external: string[] = [];
  if (asText(either(request, "cachedContent"))) external.push("cachedContent");
  if (parts.some((part) => either(part, "fileData") !== undefined)) external.push("fileData");
  return external;
}

/** Facts of an answer; `response` wraps it where `request` wraps the request. */
function generateResponseFacts(body: unknown): ResponseFacts | null {
  const whole = asObject(body);
  if (whole === null) return null;
  const response = asObject(whole["response"]) ?? whole;
  const feedback = asObject(either(response, "promptFeedback"));
  const usage = either(response, "usageMetadata");
  const isAnswer = Array.isArray(response["candidates"]) || feedback !== null ||
    usage !== undefined;
  const errorType = geminiErrorType(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  const candidates = asObjects(response["candidates"]);
  const parts = candidates.flatMap((candidate) => partsOf(candidate["content"]));
  return {
    model: modelName(either(response, "modelVersion")),
    usage: geminiUsageOf(usage),
    finishReasons: candidates.flatMap((item) => asText(either(item, "finishReason")) ?? []),
    toolCalls: parts.flatMap((part) => functionCallFact(either(part, "functionCall"))),
    errorType,
    safetyEvents: safetyEventsOf(feedback, candidates),
  };
}

/** Google names an error by its `status`: `INVALID_ARGUMENT`. */
export function geminiErrorType(response: JsonObject, isAnswer: boolean): string | null {
  return asText(asObject(response["error"])?.["status"]) ?? errorTypeOf(response, isAnswer);
}

/** Google counts what thinking and what tools took apart from output and input. */
export function geminiUsageOf(value: unknown): TokenUsage {
  const usage = asObject(value);
  if (usage === null) return NO_USAGE;
  const input = asCount(either(usage, "promptTokenCount"));
  const output = asCount(either(usage, "candidatesTokenCount")) ??
    asCount(either(usage, "responseTokenCount")); // So the Live API.
  const reasoning = asCount(either(usage, "thoughtsTokenCount"));
  return {
    input: sumOf(input, asCount(either(usage, "toolUsePromptTokenCount"))),
    output: sumOf(output, reasoning),
    cached: asCount(either(usage, "cachedContentTokenCount")),
    reasoning,
  };
}

function safetyEventsOf(
  feedback: JsonObject | null,
  candidates: readonly JsonObject[],
): string[] {
  const events = new Set<string>();
  const blocked = asText(either(feedback, "blockReason"));
  if (blocked !== null) events.add(`prompt_blocked:${blocked}`);
  addBlocked(events, feedback);
  for (const candidate of candidates) {
    const reason = asText(either(candidate, "finishReason"));
    if (reason !== null && FILTER_REASONS.has(reason)) events.add(`content_filter:${reason}`);
    addBlocked(events, candidate);
  }
  return [...events];
}

function addBlocked(events: Set<string>, rated: JsonObject | null): void {
  for (const rating of asObjects(either(rated, "safetyRatings"))) {
    const category = asText(rating["category"]);
    if (rating["blocked"] === true && category !== null) events.add(`content_filter:${category}`);
  }
}
