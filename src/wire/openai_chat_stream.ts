/**
 * Puts the chunks of a streamed chat completion together: `data: {...}` up to `data: [DONE]`, text
 * appended by choice, tool calls by their index inside the choice.
 * @module
 */

import {
  asArray,
  asCount,
  asObject,
  asText,
  type JsonObject,
  jsonText,
  take,
  takeText,
} from "./json_value.ts";
import { isDone, type StreamEvent } from "./stream_event.ts";
import { append, type Fields, moveText } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Choices of one answer (OpenAI's own limit for `n`), and tool calls of one choice. */
const CHOICES_MAX = 128;
const TOOL_CALLS_MAX = 128;

/** Sources and pictures of one choice, and parts of what it thought. */
const EXTRAS_MAX = 1_024;

/** Text fields of a delta that are appended. */
const TEXT_FIELDS = ["content", "refusal", "reasoning", "reasoning_content"] as const;

interface ToolCallText {
  custom: boolean;
  name: string;
  text: string;
}

interface Choice {
  /** Text of a completion that is no chat. */
  text: string | null;
  message: Fields;
  /** OpenRouter: what the model thought, in parts. */
  thoughts: Map<number, Fields>;
  toolCalls: Map<number, ToolCallText>;
  finishReason: string | null;
  /** Verdicts of a content filter that acted, by its category. */
  filtered: Map<string, unknown>;
}

/** Reader for one stream. */
export class ChatStreamReader implements StreamReader {
  readonly #choices = new Map<number, Choice>();
  readonly #answer: Fields = {};
  readonly #promptFilterResults: unknown[] = [];
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    const chunk = asObject(event.value);
    if (chunk === null) return;
    this.#chunk(chunk);
    // An error ends a stream too. Whatever comes after the end passed on the wire and is read.
    if (event.valid && this.#answer["error"] !== undefined) this.#ended = true;
  }

  finish(): Reassembly {
    const choices = [...this.#choices.entries()].sort(([a], [b]) => a - b).map((
      [index, choice],
    ) => ({
      index,
      ...(choice.text === null ? {} : { text: choice.text }),
      message: messageOf(choice),
      finish_reason: choice.finishReason,
      content_filter_results: Object.fromEntries(choice.filtered),
    }));
    return {
      body: { ...this.#answer, choices, prompt_filter_results: this.#promptFilterResults },
      ended: this.#ended,
    };
  }

  #chunk(chunk: JsonObject): void {
    const answer = this.#answer;
    for (const name of ["model", "system_fingerprint"]) {
      if (asText(chunk[name])) answer[name] ??= chunk[name];
    }
    if (asObject(chunk["usage"]) !== null) answer["usage"] = chunk["usage"]; // The last one counts.
    this.#promptFilterResults.push(
      ...asArray(chunk["prompt_filter_results"]).slice(0, CHOICES_MAX),
    );
    for (const value of asArray(chunk["choices"])) {
      const delta = asObject(value);
      if (delta !== null) this.#choice(delta);
    }
    const hasError = chunk["error"] !== undefined && chunk["error"] !== null;
    if (hasError && answer["error"] === undefined) answer["error"] = take(chunk, "error");
  }

  #choice(chunk: JsonObject): void {
    const index = asCount(chunk["index"]) ?? 0;
    let choice = this.#choices.get(index);
    if (choice === undefined) {
      if (this.#choices.size >= CHOICES_MAX) return;
      choice = newChoice();
      this.#choices.set(index, choice);
    }
    choice.finishReason = asText(chunk["finish_reason"]) ?? choice.finishReason;
    const verdicts = asObject(chunk["content_filter_results"]) ?? {};
    for (const [category, verdict] of Object.entries(verdicts)) {
      if (asObject(verdict)?.["filtered"] === true) choice.filtered.set(category, verdict);
    }
    const text = takeText(chunk, "text");
    if (text !== null) choice.text = (choice.text ?? "") + text;
    // A server that does not stream sends the message whole, instead of deltas.
    const isNew = Object.keys(choice.message).length === 0;
    const delta = asObject(chunk["delta"]) ?? (isNew ? asObject(chunk["message"]) : null);
    if (delta !== null) this.#delta(choice, delta);
  }

  #delta(choice: Choice, delta: JsonObject): void {
    const { message } = choice;
    for (const name of TEXT_FIELDS) moveText(delta, message, name);
    this.#parts(message, delta["content"]);
    const call = asObject(delta["function_call"]);
    if (call !== null) {
      const whole = (message["function_call"] ??= {}) as Fields;
      moveText(call, whole, "name");
      moveText(call, whole, "arguments");
    }
    const audio = asObject(delta["audio"]);
    if (audio !== null) {
      const whole = (message["audio"] ??= { type: "audio" }) as Fields;
      moveText(audio, whole, "transcript"); // The sound itself is left, and is no text.
    }
    for (const name of ["annotations", "images"]) moveList(delta, message, name);
    for (const value of asArray(delta["reasoning_details"])) {
      const part = asObject(value);
      if (part !== null) addThought(choice, part);
    }
    asArray(delta["tool_calls"]).forEach((value, position) => {
      const part = asObject(value);
      if (part !== null) addToolCall(choice, { part, position });
    });
  }

  /** Mistral: a list of parts, `text` and `thinking`. */
  #parts(message: Fields, content: unknown): void {
    for (const value of asArray(content)) {
      const part = asObject(value);
      if (part === null) continue;
      append(message, "content", takeText(part, "text"));
      append(message, "reasoning_content", takeText(part, "thinking"));
      for (const chunk of asArray(part["thinking"])) {
        const thought = asObject(chunk);
        if (thought !== null) append(message, "reasoning_content", takeText(thought, "text"));
      }
    }
  }
}

function newChoice(): Choice {
  return {
    text: null,
    message: {},
    thoughts: new Map(),
    toolCalls: new Map(),
    finishReason: null,
    filtered: new Map(),
  };
}

function moveList(delta: JsonObject, message: Fields, name: string): void {
  const former = asArray(message[name]);
  const items = asArray(delta[name]);
  if (items.length === 0 || former.length + items.length > EXTRAS_MAX) return;
  message[name] = [...former, ...items];
  take(delta, name);
}

function addThought(choice: Choice, part: JsonObject): void {
  const index = asCount(part["index"]) ?? 0;
  let thought = choice.thoughts.get(index);
  if (thought === undefined) {
    if (choice.thoughts.size >= EXTRAS_MAX) return;
    thought = { type: part["type"] };
    choice.thoughts.set(index, thought);
  }
  for (const name of ["text", "summary", "data"]) moveText(part, thought, name);
}

function addToolCall(
  choice: Choice,
  { part, position }: { part: JsonObject; position: number },
): void {
  const index = asCount(part["index"]) ?? position;
  let call = choice.toolCalls.get(index);
  if (call === undefined) {
    if (choice.toolCalls.size >= TOOL_CALLS_MAX) return; // What is left is visited as it stands.
    call = { custom: false, name: "", text: "" };
    choice.toolCalls.set(index, call);
  }
  const custom = asObject(part["custom"]);
  const named = custom ?? asObject(part["function"]);
  if (named === null) return;
  if (custom !== null) call.custom = true;
  call.name += takeText(named, "name") ?? "";
  const text = take(named, "arguments") ?? take(named, "input");
  if (text === undefined || text === null) return;
  // Some servers send the arguments as an object, whole.
  call.text += asText(text) ?? jsonText(text) ?? "";
}

function messageOf({ message, toolCalls, thoughts }: Choice): Fields {
  const calls = [...toolCalls.entries()].sort(([a], [b]) => a - b).map(([, call]) =>
    call.custom
      ? { custom: { name: call.name, input: call.text } }
      : { function: { name: call.name, arguments: call.text } }
  );
  return {
    ...message,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(thoughts.size === 0 ? {} : { reasoning_details: [...thoughts.values()] }),
  };
}
