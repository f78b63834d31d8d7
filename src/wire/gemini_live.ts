/**
 * Gemini Live: a WebSocket whose client messages are the request, and whose server messages are the
 * answer, turn by turn. Reads messages; never calls the API.
 * @module
 */

import { sumUsage } from "./format_row.ts";
import {
  either,
  functionCallFact,
  functionResponseFact,
  geminiErrorType,
  geminiUsageOf,
  generationParams,
  modelName,
  partsOf,
  systemTextOf,
} from "./gemini.ts";
import { addPart } from "./gemini_stream.ts";
import { asArray, asObject, asObjects, type JsonObject, take, takeText } from "./json_value.ts";
import { providerOf } from "./provider.ts";
import type { StreamEvent } from "./stream_event.ts";
import { append, type Fields } from "./stream_texts.ts";
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

/** How a conversation over a WebSocket is handed to the audit. */
const MESSAGES_TYPE = "application/json-seq";
/** Turns of one conversation, and calls of one turn. */
const TURNS_MAX = 4_096;
const CALLS_MAX = 1_024;

/** The format. */
export const GEMINI_LIVE: WireFormat = {
  id: "gemini.live",
  title: "Gemini Live",
  route: "WebSocket .../BidiGenerateContent",
  version: 1,
  extractor: "unknown",
  operation: "generate_content",
  provider: providerOf,
  matches,
  request: requestFacts,
  response: responseFacts,
  stream: (): StreamReader => new LiveStreamReader(),
};

function matches({ path, contentType }: CallShape): boolean {
  return path.includes("BidiGenerateContent") &&
    contentType.trim().toLowerCase().startsWith(MESSAGES_TYPE);
}

function requestFacts(body: unknown): RequestFacts {
  const messages = asObjects(Array.isArray(body) ? body : [body]);
  const setup = messages.map(({ setup }) => asObject(setup)).find((value) => value !== null) ??
    null;
  const parts = messages.flatMap((message) =>
    asArray(asObject(either(message, "clientContent"))?.["turns"]).flatMap(partsOf)
  );
  const external: string[] = [];
  const resumption = asObject(either(setup, "sessionResumption"));
  if (resumption?.["handle"] !== undefined) external.push("sessionResumption");
  if (parts.some((part) => either(part, "fileData") !== undefined)) external.push("fileData");
  return {
    model: modelName(setup?.["model"]),
    systemPrompt: systemTextOf(either(setup, "systemInstruction")),
    params: generationParams(either(setup, "generationConfig")),
    tools: setup?.["tools"],
    toolResults: messages.flatMap(toolResultsOf),
    contextExternal: external,
  };
}

function toolResultsOf(message: JsonObject): ToolFact[] {
  const response = asObject(either(message, "toolResponse"));
  return asObjects(either(response, "functionResponses")).map(functionResponseFact);
}

/** Facts of the turns that {@linkcode LiveStreamReader} puts together. */
function responseFacts(body: unknown): ResponseFacts | null {
  const response = asObject(body);
  if (response === null) return null;
  const turns = asObjects(response["turns"]);
  const isAnswer = Array.isArray(response["turns"]);
  const errorType = geminiErrorType(response, isAnswer);
  if (!isAnswer && errorType === null) return null;
  return {
    model: null,
    // Each turn is counted for itself, with all that the model read for it.
    usage: turns.map((turn) => geminiUsageOf(turn["usageMetadata"])).reduce(sumUsage, NO_USAGE),
    finishReasons: turns.flatMap((turn) => turn["interrupted"] === true ? ["interrupted"] : []),
    toolCalls: turns.flatMap((turn) => asArray(turn["functionCalls"]).flatMap(functionCallFact)),
    errorType,
    safetyEvents: [],
  };
}

interface Turn {
  fields: Fields;
  parts: Fields[];
  calls: unknown[];
}

/** Reader for the messages of a server. */
class LiveStreamReader implements StreamReader {
  readonly #turns: Turn[] = [];
  /** A turn began and did not end. */
  #isOpen = false;
  #error: unknown;

  event({ value, valid }: StreamEvent): void {
    const message = asObject(value);
    if (message === null) return;
    this.#message(message);
    if (!valid) this.#isOpen = true; // The end of the message is missing.
  }

  #message(message: JsonObject): void {
    const content = asObject(either(message, "serverContent"));
    if (content !== null) this.#content(content);
    const calls = asObject(either(message, "toolCall"));
    if (calls !== null) this.#calls(calls);
    const usage = asObject(either(message, "usageMetadata"));
    // It comes with or after the last message of its turn.
    const turn = this.#turns.at(-1);
    if (usage !== null && turn !== undefined) turn.fields["usageMetadata"] = usage;
    if (asObject(message["error"]) !== null) this.#error ??= take(message, "error");
  }

  finish(): Reassembly {
    const turns = this.#turns.map(({ fields, parts, calls }) => ({
      ...fields,
      parts,
      functionCalls: calls,
    }));
    const error = this.#error === undefined ? {} : { error: this.#error };
    return { body: { turns, ...error }, ended: !this.#isOpen };
  }

  #turn(): Turn {
    let turn = this.#turns.at(-1);
    if (turn === undefined || (!this.#isOpen && this.#turns.length < TURNS_MAX)) {
      turn = { fields: {}, parts: [], calls: [] };
      this.#turns.push(turn);
    }
    this.#isOpen = true;
    return turn;
  }

  #content(content: JsonObject): void {
    const turn = this.#turn();
    for (const part of partsOf(either(content, "modelTurn"))) addPart(turn.parts, part);
    for (const name of ["inputTranscription", "outputTranscription"]) {
      const piece = asObject(either(content, name));
      if (piece === null) continue;
      append((turn.fields[name] ??= {}) as Fields, "text", takeText(piece, "text"));
    }
    if (either(content, "interrupted") === true) turn.fields["interrupted"] = true;
    if (either(content, "turnComplete") === true) this.#isOpen = false;
  }

  /** A turn that asks for a tool waits for its result: it need not go on. */
  #calls(message: JsonObject): void {
    const turn = this.#turn();
    const name = message["functionCalls"] === undefined ? "function_calls" : "functionCalls";
    const calls = message[name];
    if (!Array.isArray(calls) || turn.calls.length + calls.length > CALLS_MAX) return;
    turn.calls.push(...take(message, name) as unknown[]);
  }
}
