/**
 * Ollama's own API. Its streams are lines of JSON, and are what it sends when nobody asks for
 * anything else. Reads bodies and streams; never calls the API.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import { answerFacts, formatOfRow, type FormatRow } from "./format_row.ts";
import {
  asArray,
  asCount,
  asObject,
  asObjects,
  asText,
  type JsonObject,
  jsonText,
  take,
  takeText,
} from "./json_value.ts";
import { OPENAI_CHAT } from "./openai_chat.ts";
import { paramsOf } from "./params.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveText } from "./stream_texts.ts";
import {
  type CallShape,
  NO_USAGE,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type WireFormat,
} from "./wire_format.ts";

/** Sampling parameters by their names in `options`, and in the request. */
const OPTIONS: readonly string[] = [
  ...["temperature", "top_p", "top_k", "min_p", "num_predict", "num_ctx", "seed"],
  ...["repeat_penalty", "presence_penalty", "frequency_penalty"],
];
const PARAMS: readonly string[] = ["stream", "think", "raw"];
/** Tool calls and log probabilities of one answer. */
const ITEMS_MAX = 4_096;
/** Fields of a line that its answer has too, and that are no text. */
const FINAL_FIELDS = [
  ...["model", "done", "done_reason", "prompt_eval_count", "eval_count", "status", "context"],
] as const;

/** The formats. */
export const OLLAMA_FORMATS: readonly WireFormat[] = [
  formatOfRow({
    id: "ollama.chat",
    title: "Ollama chat",
    route: "POST .../api/chat",
    operation: "chat",
    path: /\/api\/chat\/?$/,
    confirms: (body) => typeof body["model"] === "string" && Array.isArray(body["messages"]),
    request: (body, call) => ({ ...OPENAI_CHAT.request(body, call), params: optionsOf(body) }),
    response: answerFacts(["message"], ollamaFacts),
    stream: (): StreamReader => new OllamaStreamReader(),
  }),
  formatOfRow({
    id: "ollama.generate",
    title: "Ollama completions",
    route: "POST .../api/generate",
    operation: "text_completion",
    path: /\/api\/generate\/?$/,
    confirms: (body) => typeof body["model"] === "string" && body["messages"] === undefined,
    request: generateRequestFacts,
    response: answerFacts(["response"], ollamaFacts),
    stream: (): StreamReader => new OllamaStreamReader(),
  }),
  formatOfRow({
    id: "ollama.embed",
    title: "Ollama embeddings",
    route: "POST .../api/embed, .../api/embeddings",
    operation: "embeddings",
    path: /\/api\/(?:embed|embeddings)\/?$/,
    confirms: (body) =>
      typeof body["model"] === "string" &&
      (body["input"] !== undefined || body["prompt"] !== undefined),
    request: (body) => ({
      model: asText(body["model"]),
      systemPrompt: null,
      params: { ...optionsOf(body), ...paramsOf(body, ["dimensions", "truncate"]) },
    }),
    response: answerFacts(["embeddings", "embedding"], ollamaFacts),
  }),
  formatOfRow(modelsRow("ollama.models", {
    title: "Ollama models, listed",
    route: "GET .../api/tags, .../api/ps, .../api/version",
    methods: ["GET"],
    path: /\/api\/(?:tags|ps|version)\/?$/,
  })),
  formatOfRow(modelsRow("ollama.model", {
    title: "Ollama models, shown, made, fetched, deleted",
    route: "POST .../api/show, create, pull, push, copy; DELETE .../api/delete",
    methods: ["POST", "DELETE"],
    path: /\/api\/(?:show|create|pull|push|copy|delete)\/?$/,
  })),
];

function modelsRow(
  id: string,
  row: Pick<FormatRow, "title" | "route" | "methods" | "path">,
): FormatRow {
  return {
    ...row,
    id,
    operation: "resources",
    confirms: (body) => ["model", "name", "source"].some((name) => typeof body[name] === "string"),
    request: (body) => ({
      model: asText(body["model"]) ?? asText(body["name"]),
      systemPrompt: asText(body["system"]),
      params: paramsOf(body, ["stream", "quantize", "verbose"]),
    }),
    response: answerFacts(["models", "version", "details", "modelfile", "status"]),
    stream: (): StreamReader => new OllamaStreamReader(),
  };
}

function optionsOf(request: JsonObject): RequestFacts["params"] {
  return {
    ...paramsOf(asObject(request["options"]) ?? {}, OPTIONS),
    ...paramsOf(request, PARAMS),
  };
}

function generateRequestFacts(request: JsonObject, _call: CallShape): RequestFacts {
  return {
    model: asText(request["model"]),
    systemPrompt: asText(request["system"]),
    params: optionsOf(request),
    // What was said before, as numbers that only the model can read.
    contextExternal: asArray(request["context"]).length > 0 ? ["context"] : [],
  };
}

function ollamaFacts(response: JsonObject): Partial<ResponseFacts> {
  const reason = asText(response["done_reason"]);
  const calls = asObjects(asObject(response["message"])?.["tool_calls"]);
  return {
    usage: ollamaUsageOf(response),
    finishReasons: reason === null ? [] : [reason],
    toolCalls: calls.map((item) => {
      const call = asObject(item["function"]);
      return { name: asText(call?.["name"]) ?? "", text: jsonText(call?.["arguments"]) ?? "" };
    }),
  };
}

function ollamaUsageOf(response: JsonObject): TokenUsage {
  return {
    ...NO_USAGE,
    input: asCount(response["prompt_eval_count"]),
    output: asCount(response["eval_count"]),
  };
}

/** Reader for one stream: pieces of text, until a line says `"done": true`, which has the counts. */
class OllamaStreamReader implements StreamReader {
  readonly #answer: Fields = {};
  readonly #message: Fields = {};
  readonly #calls: unknown[] = [];
  #ended = false;

  event({ value, valid }: StreamEvent): void {
    const line = asObject(value);
    if (line === null) return;
    for (const name of ["response", "thinking"]) moveText(line, this.#answer, name);
    const message = asObject(line["message"]);
    if (message !== null) this.#piece(message);
    // The state of a model that is fetched, which many lines repeat.
    for (const name of FINAL_FIELDS) {
      if (line[name] !== undefined) this.#answer[name] = line[name];
    }
    const error = takeText(line, "error");
    if (error !== null) append(this.#answer, "error", error);
    const isLast = line["done"] === true || line["status"] === "success" || error !== null;
    if (valid && isLast) this.#ended = true;
  }

  finish(): Reassembly {
    const hasMessage = Object.keys(this.#message).length > 0 || this.#calls.length > 0;
    const calls = this.#calls.length === 0 ? {} : { tool_calls: this.#calls };
    const message = hasMessage ? { message: { ...this.#message, ...calls } } : {};
    return { body: { ...this.#answer, ...message }, ended: this.#ended };
  }

  #piece(message: JsonObject): void {
    if (asText(message["role"])) this.#message["role"] = message["role"];
    for (const name of ["content", "thinking"]) moveText(message, this.#message, name);
    const calls = message["tool_calls"];
    if (!Array.isArray(calls) || this.#calls.length + calls.length > ITEMS_MAX) return;
    this.#calls.push(...take(message, "tool_calls") as unknown[]);
  }
}
