/**
 * Mistral's own APIs: conversations, agents, and reading documents. Its chat, completions and
 * embeddings are OpenAI's. Reads bodies and streams; never calls the API.
 * @module
 */

import { answerFacts, formatOfRow } from "./format_row.ts";
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
import { chatUsageOf, OPENAI_CHAT } from "./openai_chat.ts";
import { ChatStreamReader } from "./openai_chat_stream.ts";
import { textOf } from "./openai_content.ts";
import { paramsOf } from "./params.ts";
import { providerOf } from "./provider.ts";
import { Slots } from "./slots.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveOnce } from "./stream_texts.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type ToolFact,
  type WireFormat,
} from "./wire_format.ts";

const MISTRAL: ReadonlySet<string> = new Set(["mistral_ai"]);
const CONVERSATION_REGEXP = /\/conversations\/[^/]/;

/** Sampling parameters by their names in `completion_args`. */
const PARAMS: readonly string[] = [
  ...["temperature", "top_p", "max_tokens", "random_seed", "presence_penalty", "tool_choice"],
  "frequency_penalty",
];

const CONVERSATIONS: WireFormat = formatOfRow({
  id: "mistral.conversations",
  title: "Mistral conversations",
  route: "POST, GET .../v1/conversations, .../{id}, .../{id}/history",
  operation: "chat",
  methods: ["POST", "GET", "DELETE"],
  path: /\/conversations(?:\/[^/]+){0,2}\/?$/,
  request: conversationRequestFacts,
  response: conversationResponseFacts,
  stream: (): StreamReader => new ConversationStreamReader(),
});

/** The formats. */
export const MISTRAL_FORMATS: readonly WireFormat[] = [
  {
    ...CONVERSATIONS,
    // OpenAI has conversations too: what is asked, or whom, tells them apart.
    matches: (call: CallShape): boolean =>
      CONVERSATIONS.matches(call) &&
      (asObject(call.body)?.["inputs"] !== undefined || isMistral(call)),
  },
  formatOfRow({
    id: "mistral.agents",
    title: "Mistral agents",
    route: "POST .../v1/agents/completions",
    operation: "invoke_agent",
    path: /\/agents\/completions\/?$/,
    confirms: (body) => Array.isArray(body["messages"]),
    request: (body, call) => ({
      ...OPENAI_CHAT.request(body, call),
      // Its instructions, tools and model are kept with it.
      contextExternal: asText(body["agent_id"]) === null ? [] : ["agent_id"],
    }),
    response: (body, call) => OPENAI_CHAT.response(body, call),
    stream: (): StreamReader => new ChatStreamReader(),
  }),
  formatOfRow({
    id: "mistral.agents.stored",
    title: "Mistral agents, made, changed, listed",
    route: "POST, GET, PATCH, DELETE .../v1/agents",
    operation: "create_agent",
    methods: ["POST", "GET", "PATCH", "DELETE"],
    path: /\/agents(?:\/[^/]+){0,2}\/?$/,
    providers: MISTRAL,
    request: (body) => ({
      model: asText(body["model"]),
      systemPrompt: asText(body["instructions"]),
      params: paramsOf(asObject(body["completion_args"]) ?? {}, PARAMS),
      tools: body["tools"],
    }),
    response: (body) => Array.isArray(body) ? NO_RESPONSE_FACTS : answerFacts(["id", "data"])(body),
  }),
  formatOfRow({
    id: "mistral.ocr",
    title: "Mistral OCR",
    route: "POST .../v1/ocr",
    operation: "ocr",
    path: /\/ocr\/?$/,
    confirms: (body) => asObject(body["document"]) !== null,
    request: ocrRequestFacts,
    response: answerFacts(["pages"]),
  }),
];

function isMistral({ host, body }: CallShape): boolean {
  return providerOf(host) === "mistral_ai" && asObject(body)?.["items"] === undefined;
}

function conversationRequestFacts(request: JsonObject, { path }: CallShape): RequestFacts {
  const external: string[] = [];
  // The beginning of a conversation lies with the vendor.
  if (CONVERSATION_REGEXP.test(path)) external.push("conversation");
  if (asText(request["agent_id"])) external.push("agent_id");
  const entries = asObjects(request["inputs"]);
  return {
    model: asText(request["model"]),
    systemPrompt: asText(request["instructions"]),
    params: {
      ...paramsOf(asObject(request["completion_args"]) ?? {}, PARAMS),
      ...paramsOf(request, ["stream", "store", "handoff_execution"]),
    },
    tools: request["tools"],
    toolResults: entries.flatMap((entry) =>
      entry["type"] === "function.result"
        ? {
          name: asText(entry["tool_call_id"]) ?? "",
          text: textOf(entry["result"]) || (jsonText(entry["result"]) ?? ""),
        }
        : []
    ),
    contextExternal: external,
  };
}

/** An answer has `outputs`; what was kept has `entries` or `messages`, or an id alone. */
function conversationResponseFacts(body: unknown): ResponseFacts | null {
  if (Array.isArray(body)) return NO_RESPONSE_FACTS; // A list of conversations.
  const kept = ["outputs", "entries", "messages", "conversation_id", "id"];
  return answerFacts(kept, (response) => {
    const outputs = asObjects(response["outputs"]);
    return {
      model: outputs.map(({ model }) => asText(model)).find((name) => name !== null) ?? null,
      usage: chatUsageOf(response["usage"]),
      toolCalls: outputs.flatMap(toolCallOf),
    };
  })(body);
}

/** `function.call`, and `tool.execution`, which the vendor ran itself. */
function toolCallOf(output: JsonObject): ToolFact | [] {
  const type = output["type"];
  if (type !== "function.call" && type !== "tool.execution") return [];
  const args = output["arguments"];
  return { name: asText(output["name"]) ?? "", text: asText(args) ?? jsonText(args) ?? "" };
}

function ocrRequestFacts(request: JsonObject): RequestFacts {
  const document = asObject(request["document"]);
  const external = ["file_id", "document_url", "image_url"].filter((name) => {
    const url = asText(document?.[name]) ?? asText(asObject(document?.[name])?.["url"]);
    return url !== null && !url.startsWith("data:");
  });
  return {
    model: asText(request["model"]),
    systemPrompt: null,
    params: paramsOf(request, ["include_image_base64", "table_format"]),
    contextExternal: external,
  };
}

interface Output {
  fields: Fields;
  parts: Slots<Fields>;
}

/** Fields of an output that come once; the last counts. */
const NAMES = ["id", "model", "agent_id", "name", "tool_call_id", "role"] as const;

/** Reader for one stream: outputs by position, their text by the position of its part. */
class ConversationStreamReader implements StreamReader {
  readonly #outputs = new Slots<Output>(() => ({ fields: {}, parts: new Slots(() => ({})) }));
  readonly #answer: Fields = {};
  #ended = false;

  event({ name, value, valid }: StreamEvent): void {
    const event = asObject(value);
    if (event === null) return;
    const type = asText(event["type"]) ?? name;
    switch (type) {
      case "conversation.response.done":
        if (asObject(event["usage"]) !== null) this.#answer["usage"] = event["usage"];
        this.#ended ||= valid;
        return;
      case "conversation.response.error":
        this.#answer["error"] ??= {
          code: event["code"],
          message: takeText(event, "message") ?? "",
        };
        this.#ended ||= valid;
        return;
      case "message.output.delta":
        return this.#output(event, "message.output");
      case "function.call.delta":
        return this.#output(event, "function.call");
      case "tool.execution.started":
      case "tool.execution.delta":
      case "tool.execution.done":
        return this.#output(event, "tool.execution");
    }
  }

  finish(): Reassembly {
    const outputs = this.#outputs.values().map(({ fields, parts }) => {
      const content = parts.values();
      return content.length === 0 ? fields : { ...fields, content };
    });
    return { body: { ...this.#answer, outputs }, ended: this.#ended };
  }

  #output(event: JsonObject, type: string): void {
    const position = asCount(event["output_index"]) ?? 0;
    // Calls that are made at the same time share a position.
    const call = type === "function.call" ? asText(event["tool_call_id"]) : null;
    const output = this.#outputs.at(call === null ? position : `${position}/${call}`);
    if (output === null) return;
    output.fields["type"] ??= type;
    for (const name of NAMES) if (asText(event[name])) moveOnce(event, output.fields, name);
    append(output.fields, "arguments", takeText(event, "arguments"));
    if (asObject(event["info"]) !== null) moveOnce(event, output.fields, "info");
    if (event["content"] === undefined) return;
    const part = output.parts.atIndex(event["content_index"]);
    if (part !== null) addContent(part, event);
  }
}

/** The piece of a message: a text, or a chunk of a type. */
function addContent(part: Fields, event: JsonObject): void {
  const text = takeText(event, "content");
  const chunk = asObject(event["content"]);
  append(part, "text", text ?? (chunk === null ? null : takeText(chunk, "text")));
  if (typeof part["text"] === "string") part["type"] ??= "text";
  if (chunk === null) return;
  for (const item of asArray(chunk["thinking"])) {
    const thought = asObject(item);
    if (thought !== null) append(part, "thinking", takeText(thought, "text"));
  }
  append(part, "thinking", takeText(chunk, "thinking"));
  if (typeof part["thinking"] === "string") part["type"] ??= "thinking";
}
