/**
 * Amazon Bedrock's invoke: each model's own API in a common envelope. Which it is, the body says.
 * A stream is of frames named `chunk` with the model's own event as base64.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { messagesRequestFacts, messagesResponseFacts } from "./anthropic_messages.ts";
import { MessageStreamReader } from "./anthropic_stream.ts";
import {
  bedrockModel,
  converseRequestFacts,
  converseResponseFacts,
  ConverseStreamReader,
  exceptionOf,
  isConverse,
  isException,
} from "./bedrock_converse.ts";
import { errorTypeOf } from "./error_body.ts";
import { formatOfRow } from "./format_row.ts";
import { parseJson } from "./json_prefix.ts";
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
import { OPENAI_CHAT } from "./openai_chat.ts";
import { ChatStreamReader } from "./openai_chat_stream.ts";
import { paramsOf } from "./params.ts";
import { Slots } from "./slots.ts";
import { isReadAsJson, type StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveText } from "./stream_texts.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

/** Sampling parameters of the models that take a prompt. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "top_k", "p", "k", "max_tokens", "max_gen_len", "maxTokens"],
  ...["maxTokenCount", "topP", "max_tokens_to_sample", "input_type", "dimensions", "seed"],
];
/** Fields of an answer that hold its text: Llama, Titan, Anthropic's of old, Cohere. */
const TEXT_FIELDS = ["generation", "outputText", "completion", "text"] as const;
/** Fields that name why an answer ended. */
const REASON_FIELDS = ["stop_reason", "completionReason", "finish_reason", "stopReason"] as const;
/** Counts of tokens of an answer. */
const COUNT_FIELDS = [
  ...["prompt_token_count", "generation_token_count", "inputTextTokenCount"],
  "totalOutputTextTokenCount",
] as const;
/** Events that Nova names by their only key, as converse names its frames. */
const NOVA_EVENTS = [
  ...["messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop"],
  ...["messageStop", "metadata"],
] as const;
const ANTHROPIC_EVENT_REGEXP = /^(?:message_|content_block_|ping$|error$)/;
/** What Bedrock adds to an answer. */
const ACTION_FIELD = "amazon-bedrock-guardrailAction";
const METRICS_FIELD = "amazon-bedrock-invocationMetrics";

const DECODER = new TextDecoder();

/** The format. */
export const BEDROCK_INVOKE: WireFormat = formatOfRow({
  id: "bedrock.invoke",
  title: "Amazon Bedrock InvokeModel",
  route: "POST .../model/{model}/invoke, .../invoke-with-response-stream",
  operation: "chat",
  path: /\/model\/[^/]{1,2048}\/invoke(?:-with-response-stream)?\/?$/,
  request: requestFacts,
  response: responseFacts,
  stream: (): StreamReader => new InvokeStreamReader(),
});

function requestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const model = bedrockModel(call);
  if (!Array.isArray(body["messages"])) {
    const config = asObject(body["textGenerationConfig"]) ?? body;
    const results = asObjects(body["tool_results"]).map(cohereResult);
    return {
      model,
      systemPrompt: asText(body["preamble"]),
      params: paramsOf(config, PARAMS),
      tools: body["tools"],
      toolResults: results,
    };
  }
  if (asText(body["anthropic_version"])) return { ...messagesRequestFacts(body, call), model };
  if (isConverse(body)) return converseRequestFacts(body, call);
  return { ...OPENAI_CHAT.request(body, call), model };
}

function cohereResult(result: JsonObject): ToolFact {
  const name = asText(asObject(result["call"])?.["name"]) ?? "";
  return { name, text: jsonText(result["outputs"]) ?? "" };
}

function responseFacts(body: unknown, call: CallShape): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const facts = nativeFacts(response, call);
  const events = response[ACTION_FIELD] === "INTERVENED" ? ["guardrail_intervened"] : [];
  return {
    ...facts,
    // Bedrock measures what the model's own stream does not report.
    usage: facts.usage.input === null ? { ...facts.usage, ...metricsOf(response) } : facts.usage,
    safetyEvents: [...facts.safetyEvents, ...events],
  };
}

function metricsOf(response: JsonObject): Partial<TokenUsage> {
  const metrics = asObject(response[METRICS_FIELD]);
  if (metrics === null) return {};
  return {
    input: asCount(metrics["inputTokenCount"]),
    output: asCount(metrics["outputTokenCount"]),
    cached: asCount(metrics["cacheReadInputTokenCount"]),
  };
}

function nativeFacts(response: JsonObject, call: CallShape): ResponseFacts {
  if (asObject(asObject(response["output"])?.["message"]) !== null) {
    return converseResponseFacts(response) ?? NO_RESPONSE_FACTS;
  }
  if (Array.isArray(response["content"])) {
    return messagesResponseFacts(response) ?? NO_RESPONSE_FACTS;
  }
  if (Array.isArray(response["choices"])) {
    return OPENAI_CHAT.response(response, call) ?? NO_RESPONSE_FACTS;
  }
  return plainFacts(response);
}

/** Facts of an answer that has its text in a field, or in a list of results. */
function plainFacts(response: JsonObject): ResponseFacts {
  const results = [
    ...asObjects(response["results"]),
    ...asObjects(response["outputs"]),
    ...asObjects(response["generations"]),
  ];
  const reasons = [response, ...results].flatMap((part) =>
    REASON_FIELDS.flatMap((name) => asText(part[name]) ?? [])
  );
  const isAnswer = results.length > 0 || response["message"] === undefined;
  return {
    ...NO_RESPONSE_FACTS,
    model: asText(response["model"]),
    usage: plainUsageOf(response, results),
    finishReasons: reasons,
    toolCalls: asObjects(response["tool_calls"]).map((call) => ({
      name: asText(call["name"]) ?? "",
      text: jsonText(call["parameters"]) ?? "",
    })),
    errorType: errorTypeOf(response, isAnswer),
    safetyEvents: reasons.some((reason) => /^(?:CONTENT_FILTERED|ERROR_TOXIC)$/.test(reason))
      ? ["content_filter"]
      : [],
  };
}

/** As Llama and Titan report it. */
function plainUsageOf(response: JsonObject, results: readonly JsonObject[]): TokenUsage {
  const input = asCount(response["prompt_token_count"]) ??
    asCount(response["inputTextTokenCount"]);
  const output = asCount(response["generation_token_count"]) ??
    asCount(response["totalOutputTextTokenCount"]) ?? asCount(results[0]?.["tokenCount"]);
  return { ...NO_USAGE, input, output };
}

/** Reader for one stream: hands each decoded event to the reader of the API that it is of. */
class InvokeStreamReader implements StreamReader {
  #native: StreamReader | null = null;
  readonly #plain = new PlainReader();
  #error: Fields | null = null;
  #metrics: unknown;
  #ended = false;

  event(event: StreamEvent): void {
    const frame = asObject(event.value);
    if (frame === null) return;
    if (isException(event.name)) {
      this.#error ??= exceptionOf(event.name, frame);
      this.#ended ||= event.valid;
      return;
    }
    const bytes = asText(frame["bytes"]);
    const data = bytes === null ? null : textOfBase64(bytes);
    if (data === null) return; // It is visited as it stands.
    const parsed = parseJson(data);
    const isJson = isReadAsJson({ value: parsed.value, valid: parsed.complete });
    const value = isJson ? parsed.value : data;
    // What no reader takes out of it is visited in the place of the bytes.
    (frame as Fields)["bytes"] = value;
    event.valid &&= parsed.complete;
    event.tooDeep ||= parsed.tooDeep;
    if (isJson) event.rest = `${event.rest ?? ""}\n${data.slice(parsed.end).trim()}`.trim();
    const native = asObject(value);
    if (native === null) return;
    if (native[METRICS_FIELD] !== undefined) {
      this.#metrics = native[METRICS_FIELD];
      this.#ended ||= event.valid; // They come with the last event.
    }
    this.#read(native, { ...event, data, name: "", value });
  }

  finish(): Reassembly {
    const plain = this.#plain.finish();
    const native = this.#native?.finish() ?? null;
    const body: Fields = { ...asObject(native === null ? plain.body : native.body) };
    // Events of two APIs in one stream: both are there.
    if (native !== null && Object.keys(plain.body as Fields).length > 0) body["plain"] = plain.body;
    if (this.#error !== null) {
      body[body["error"] === undefined ? "error" : "exception"] = this.#error;
    }
    if (this.#metrics !== undefined) body[METRICS_FIELD] = this.#metrics;
    return { body, ended: this.#ended || plain.ended || native?.ended === true };
  }

  #read(native: JsonObject, event: StreamEvent): void {
    if (Array.isArray(native["choices"])) {
      return (this.#native ??= new ChatStreamReader()).event(event);
    }
    const nova = NOVA_EVENTS.find((name) => asObject(native[name]) !== null);
    if (nova !== undefined) {
      this.#native ??= new ConverseStreamReader();
      return this.#native.event({ ...event, name: nova, value: native[nova] });
    }
    const type = asText(native["type"]);
    if (type !== null && ANTHROPIC_EVENT_REGEXP.test(type)) {
      return (this.#native ??= new MessageStreamReader()).event(event);
    }
    this.#plain.event(event);
  }
}

/** Joins the events of the models that send their text in a field. */
class PlainReader implements StreamReader {
  readonly #answer: Fields = {};
  readonly #outputs = new Slots<Fields>(() => ({}));
  #hasOutputs = false;
  #ended = false;

  event({ value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    const isSummary = asText(event["event_type"]) === "stream-end";
    for (const name of TEXT_FIELDS) if (!isSummary) moveText(event, this.#answer, name);
    asArray(event["outputs"]).forEach((item, position) => {
      const output = asObject(item);
      const whole = output === null ? null : this.#outputs.at(position);
      if (output === null || whole === null) return;
      this.#hasOutputs = true;
      append(whole, "text", takeText(output, "text"));
      if (asText(output["stop_reason"])) whole["stop_reason"] = output["stop_reason"];
      if (valid && asText(output["stop_reason"])) this.#ended = true;
    });
    for (const name of REASON_FIELDS) {
      if (asText(event[name]) === null) continue;
      this.#answer[name] = event[name];
      this.#ended ||= valid;
    }
    for (const name of COUNT_FIELDS) {
      if (asCount(event[name]) !== null) this.#answer[name] = event[name];
    }
    if (event["is_finished"] === true && valid) this.#ended = true;
  }

  finish(): Reassembly {
    const outputs = this.#hasOutputs ? { outputs: this.#outputs.values() } : {};
    return { body: { ...this.#answer, ...outputs }, ended: this.#ended };
  }
}

/** The text that base64 stands for; null when it is no base64. */
function textOfBase64(content: string): string | null {
  try {
    return DECODER.decode(Uint8Array.from(atob(content), (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}
