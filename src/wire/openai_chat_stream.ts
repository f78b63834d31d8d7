/**
 * Puts the chunks of a streamed chat completion together: `data: {...}` up to `data: [DONE]`, text
 * appended by choice, tool calls by their index inside the choice.
 * @module
 */

import { parseJson } from "./json_prefix.ts";
import {
  asArray,
  asCount,
  asObject,
  asText,
  type JsonObject,
  jsonText,
  typeOf,
} from "./json_value.ts";
import type { SseEvent } from "./sse.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Choices of one answer (OpenAI's own limit for `n`), and tool calls of one choice. */
const CHOICES_MAX = 128;
const TOOL_CALLS_MAX = 128;

/** A chunk with none of these is no chunk of a chat completion. */
const KNOWN_FIELDS = ["choices", "usage", "error", "prompt_filter_results"] as const;

/** Text fields of a delta that are appended. */
const TEXT_FIELDS = ["refusal", "reasoning", "reasoning_content"] as const;

type Fields = Record<string, unknown>;

interface ToolCallText {
  custom: boolean;
  name: string;
  text: string;
}

interface Choice {
  message: Fields;
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
  #malformed = false;
  #notInspected: string | null = null;

  event({ data, complete }: SseEvent): void {
    if (data.trim() === "[DONE]") {
      this.#ended = true;
      return;
    }
    const parsed = parseJson(data);
    // An event that was cut is the end of a cut stream, which has a reason of its own.
    if (complete && !parsed.complete) this.#malformed = true;
    const chunk = asObject(parsed.value);
    if (chunk === null) return;
    if (KNOWN_FIELDS.some((name) => chunk[name] !== undefined)) this.#chunk(chunk);
    else if (parsed.complete) this.#notInspected ??= "event:unknown";
    // An error ends a stream too. Whatever comes after the end passed on the wire and is read.
    if (parsed.complete && this.#answer["error"] !== undefined) this.#ended = true;
  }

  finish(): Reassembly {
    const choices = [...this.#choices.entries()].sort(([a], [b]) => a - b).map((
      [index, choice],
    ) => ({
      index,
      message: messageOf(choice),
      finish_reason: choice.finishReason,
      content_filter_results: Object.fromEntries(choice.filtered),
    }));
    return {
      body: { ...this.#answer, choices, prompt_filter_results: this.#promptFilterResults },
      ended: this.#ended,
      malformed: this.#malformed,
      notInspected: this.#notInspected,
    };
  }

  #chunk(chunk: JsonObject): void {
    const answer = this.#answer;
    if (typeof chunk["model"] === "string" && chunk["model"] !== "") {
      answer["model"] ??= chunk["model"];
    }
    if (asObject(chunk["usage"]) !== null) answer["usage"] = chunk["usage"]; // The last one counts.
    this.#promptFilterResults.push(
      ...asArray(chunk["prompt_filter_results"]).slice(0, CHOICES_MAX),
    );
    for (const value of asArray(chunk["choices"])) {
      const delta = asObject(value);
      if (delta !== null) this.#choice(delta);
    }
    if (chunk["error"] === undefined || chunk["error"] === null) return;
    answer["error"] = chunk["error"];
  }

  #choice(chunk: JsonObject): void {
    const index = asCount(chunk["index"]) ?? 0;
    let choice = this.#choices.get(index);
    if (choice === undefined) {
      if (this.#choices.size >= CHOICES_MAX) return this.#skip("choice");
      choice = { message: {}, toolCalls: new Map(), finishReason: null, filtered: new Map() };
      this.#choices.set(index, choice);
    }
    choice.finishReason = asText(chunk["finish_reason"]) ?? choice.finishReason;
    const verdicts = asObject(chunk["content_filter_results"]) ?? {};
    for (const [category, verdict] of Object.entries(verdicts)) {
      if (asObject(verdict)?.["filtered"] === true) choice.filtered.set(category, verdict);
    }
    const delta = asObject(chunk["delta"]);
    if (delta !== null) this.#delta(choice, delta);
  }

  #delta(choice: Choice, delta: JsonObject): void {
    const { message } = choice;
    for (const name of TEXT_FIELDS) append(message, { name, text: delta[name] });
    this.#content(message, delta["content"]);
    const call = asObject(delta["function_call"]);
    if (call !== null) {
      const whole = (message["function_call"] ??= {}) as Fields;
      append(whole, { name: "name", text: call["name"] });
      append(whole, { name: "arguments", text: call["arguments"] });
    }
    const audio = asObject(delta["audio"]);
    if (audio !== null) {
      const whole = (message["audio"] ??= {}) as Fields;
      append(whole, { name: "transcript", text: audio["transcript"] });
      if (audio["data"] !== undefined) whole["data"] = ""; // It was there: that is all we say of it.
    }
    asArray(delta["tool_calls"]).forEach((value, position) => {
      const part = asObject(value);
      if (part !== null) this.#toolCall(choice, { part, position });
    });
  }

  #content(message: Fields, content: unknown): void {
    if (!Array.isArray(content)) return append(message, { name: "content", text: content });
    for (const value of content) {
      const part = asObject(value) ?? {};
      if (typeof part["text"] === "string") {
        append(message, { name: "content", text: part["text"] });
      } else if (part["type"] !== "thinking") this.#skip(typeOf(part));
      else if (typeof part["thinking"] === "string") {
        append(message, { name: "reasoning_content", text: part["thinking"] });
      } else {
        for (const chunk of asArray(part["thinking"])) {
          append(message, { name: "reasoning_content", text: asObject(chunk)?.["text"] });
        }
      }
    }
  }

  #toolCall(choice: Choice, { part, position }: { part: JsonObject; position: number }): void {
    const index = asCount(part["index"]) ?? position;
    let call = choice.toolCalls.get(index);
    if (call === undefined) {
      if (choice.toolCalls.size >= TOOL_CALLS_MAX) return this.#skip("tool_call");
      call = { custom: false, name: "", text: "" };
      choice.toolCalls.set(index, call);
    }
    const custom = asObject(part["custom"]);
    const named = custom ?? asObject(part["function"]);
    if (custom !== null) call.custom = true;
    call.name += asText(named?.["name"]) ?? "";
    const text = named?.["arguments"] ?? named?.["input"];
    if (text === undefined || text === null) return;
    // Some servers send the arguments as an object, whole.
    const added = typeof text === "string" ? text : jsonText(text);
    if (added === null) this.#skip("tool_call");
    else call.text += added;
  }

  #skip(what: string): void {
    this.#notInspected ??= `part:${what}`;
  }
}

function append(fields: Fields, { name, text }: { name: string; text: unknown }): void {
  if (typeof text === "string") fields[name] = `${asText(fields[name]) ?? ""}${text}`;
}

function messageOf({ message, toolCalls }: Choice): Fields {
  const calls = [...toolCalls.entries()].sort(([a], [b]) => a - b).map(([, call]) =>
    call.custom
      ? { custom: { name: call.name, input: call.text } }
      : { function: { name: call.name, arguments: call.text } }
  );
  return calls.length === 0 ? message : { ...message, tool_calls: calls };
}
