/**
 * Puts the events of one OpenAI response together, as the Responses API streams them and as both
 * sockets send them: `response.created`, items and parts with their deltas, up to a terminal event
 * that holds the whole answer. Without it the answer is what its pieces make.
 * @module
 */

import { asCount, asObject, asText, type JsonObject, take, takeText } from "./json_value.ts";
import { textsOf, withRest } from "./repeats.ts";
import { isDone, type StreamEvent } from "./stream_event.ts";
import type { Fields } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Items of one answer, and texts of all of them; far above what the API produces. */
const ITEMS_MAX = 1_024;
const TEXTS_MAX = 4_096;
/** Values that repeat what the answer holds; more are visited as they stand. */
const REPEATS_MAX = 16_384;

/** Events that end a response. The Realtime API has one for all ends. */
const TERMINAL: ReadonlySet<string> = new Set([
  ...["response.completed", "response.incomplete", "response.failed", "response.cancelled"],
  ...["response.done"],
]);

/** Fields of the events that repeat a text whole. */
const WHOLE_FIELDS = ["text", "refusal", "arguments", "input", "code", "transcript"] as const;

/** Where a text of a kind is in its item. */
interface TextPlace {
  /** List of parts that it is in; null when it is a field of the item itself. */
  list: "content" | "summary" | null;
  /** Type of the part, or of the item. */
  type: string;
  field: string;
}

const OUTPUT_TEXT: TextPlace = { list: "content", type: "output_text", field: "text" };
const TRANSCRIPT: TextPlace = { list: "content", type: "output_audio", field: "transcript" };
const SUMMARY: TextPlace = { list: "summary", type: "summary_text", field: "text" };

/** By what is left of the event's type: `response.output_text.delta`. */
const PLACES: ReadonlyMap<string, TextPlace> = new Map([
  ["output_text", OUTPUT_TEXT],
  ["text", OUTPUT_TEXT],
  ["refusal", { list: "content", type: "refusal", field: "refusal" }],
  ["reasoning_text", { list: "content", type: "reasoning_text", field: "text" }],
  ["reasoning_summary_text", SUMMARY],
  ["reasoning_summary", SUMMARY],
  ["output_audio_transcript", TRANSCRIPT],
  ["audio_transcript", TRANSCRIPT],
  ["audio.transcript", TRANSCRIPT],
  ["function_call_arguments", { list: null, type: "function_call", field: "arguments" }],
  ["custom_tool_call_input", { list: null, type: "custom_tool_call", field: "input" }],
  ["mcp_call_arguments", { list: null, type: "mcp_call", field: "arguments" }],
  ["code_interpreter_call_code", { list: null, type: "code_interpreter_call", field: "code" }],
]);

const KIND_REGEXP = /^response\.(.{1,64})\.(?:delta|done)$/;
const SOUND_REGEXP = /(?:^|[._])audio$/;

interface Piece {
  kind: string;
  item: string;
  part: number;
  text: string;
}

/** Reader for one response. */
export class ResponsesStreamReader implements StreamReader {
  readonly #items = new Map<string, JsonObject>();
  readonly #pieces = new Map<string, Piece>();
  readonly #repeats: unknown[] = [];
  #early: JsonObject = {};
  #final: JsonObject | null = null;
  #error: unknown;
  #ended = false;

  /** The terminal event was seen. */
  get ended(): boolean {
    return this.#ended;
  }

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    const fields = asObject(event.value);
    if (fields === null) return;
    const type = asText(fields["type"]) ?? event.name;
    const isEnd = event.valid && endsResponse(fields, event.name);
    this.#dispatch(fields, { type, valid: event.valid });
    if (isEnd) this.#ended = true;
  }

  finish(): Reassembly {
    const whole = this.#final ?? this.#early;
    const hasOutput = Array.isArray(whole["output"]) && whole["output"].length > 0;
    const answer: Fields = { ...whole };
    const repeats = [...this.#repeats];
    if (this.#final !== null) repeats.push(this.#early);
    if (this.#final === null || !hasOutput) answer["output"] = this.#output(whole, repeats);
    else {
      repeats.push(...this.#items.values());
      for (const { text } of this.#pieces.values()) repeats.push(text);
    }
    if (this.#error !== undefined) {
      if (answer["error"] === undefined || answer["error"] === null) answer["error"] = this.#error;
      else repeats.push(this.#error);
    }
    return { body: withRest(answer, repeats), ended: this.#ended };
  }

  #dispatch(event: JsonObject, { type, valid }: { type: string; valid: boolean }): void {
    if (isError(type, event)) {
      if (this.#error !== undefined) this.#repeats.push(this.#error);
      this.#error = hasError(event) ? take(event, "error") : {
        code: takeText(event, "code"),
        message: takeText(event, "message"),
        param: takeText(event, "param"),
      };
      return;
    }
    if (this.#repeats.length >= REPEATS_MAX && !TERMINAL.has(type)) return;
    if (asObject(event["response"]) !== null) {
      const response = take(event, "response") as JsonObject;
      // One that was cut is no better than what came before it.
      this.#repeat(TERMINAL.has(type) && valid ? this.#final : this.#early);
      if (TERMINAL.has(type) && valid) this.#final = response;
      else this.#early = response;
    }
    if (asObject(event["item"]) !== null) this.#item(event);
    for (const name of ["part", "annotation"]) {
      if (asObject(event[name]) !== null) this.#repeats.push(take(event, name));
    }
    this.#text(type, event);
  }

  #repeat(value: unknown): void {
    if (value !== null) this.#repeats.push(value);
  }

  #item(event: JsonObject): void {
    const item = event["item"] as JsonObject;
    const key = String(asCount(event["output_index"]) ?? asText(item["id"]) ?? "");
    const former = this.#items.get(key);
    if (former === undefined && this.#items.size >= ITEMS_MAX) return;
    if (former !== undefined) this.#repeats.push(former);
    this.#items.set(key, take(event, "item") as JsonObject);
  }

  #text(type: string, event: JsonObject): void {
    const kind = KIND_REGEXP.exec(type)?.[1];
    // Sound is left, and the walk sees that it is no text.
    if (kind === undefined || SOUND_REGEXP.test(kind)) return;
    if (typeof event["delta"] === "string") {
      const piece = this.#piece(kind, event);
      if (piece !== null) piece.text += takeText(event, "delta") ?? "";
    }
    if (!type.endsWith(".done")) return;
    for (const name of WHOLE_FIELDS) {
      if (typeof event[name] !== "string") continue;
      const piece = this.#piece(kind, event);
      if (piece === null) return;
      const text = takeText(event, name) ?? "";
      if (piece.text.startsWith(text)) continue;
      if (!text.startsWith(piece.text)) this.#repeats.push(piece.text);
      piece.text = text;
    }
  }

  #piece(kind: string, event: JsonObject): Piece | null {
    // Some servers give every event an item id of its own, but no two items the same index.
    const item = String(asCount(event["output_index"]) ?? asText(event["item_id"]) ?? "");
    const part = asCount(event["content_index"]) ?? asCount(event["summary_index"]) ?? 0;
    const key = `${kind}/${part}/${item}`;
    let piece = this.#pieces.get(key);
    if (piece === undefined) {
      if (this.#pieces.size >= TEXTS_MAX) return null; // It is visited as it stands.
      piece = { kind, item, part, text: "" };
      this.#pieces.set(key, piece);
    }
    return piece;
  }

  /**
   * The items as far as they came, with the texts that they do not hold yet.
   *
   * @param repeats Receives texts that have no place.
   */
  #output(whole: JsonObject, repeats: unknown[]): unknown[] {
    const items = new Map<string, Fields>();
    for (const [key, item] of this.#items) items.set(key, copyOf(item));
    for (const [k, value] of (Array.isArray(whole["output"]) ? whole["output"] : []).entries()) {
      const item = asObject(value);
      if (item !== null && !items.has(String(k))) items.set(String(k), copyOf(item));
    }
    for (const piece of this.#pieces.values()) {
      let item = items.get(piece.item);
      if (item === undefined) {
        item = {};
        items.set(piece.item, item);
      }
      if (!place(item, piece)) repeats.push(piece.text);
    }
    return [...items.entries()].sort(([a], [b]) => Number(a) - Number(b) || 0).map(([, item]) =>
      item
    );
  }
}

/**
 * Whether an event ends its response.
 *
 * @param name What its carrier calls it; used when it names no type itself.
 */
export function endsResponse(event: JsonObject, name: string): boolean {
  const type = asText(event["type"]) ?? name;
  return TERMINAL.has(type) || isError(type, event);
}

/** An error of the whole stream; servers that give events no type send it bare. */
function isError(type: string, event: JsonObject): boolean {
  return type === "error" || (type === "" && hasError(event));
}

function hasError(event: JsonObject): boolean {
  return asObject(event["error"]) !== null || typeof event["error"] === "string";
}

/** A copy whose parts can be written to. */
function copyOf(item: JsonObject): Fields {
  const copy: Fields = { ...item };
  for (const name of ["content", "summary"]) {
    const parts = copy[name];
    if (!Array.isArray(parts)) continue;
    copy[name] = parts.map((part) => asObject(part) === null ? part : { ...part });
  }
  return copy;
}

/** Puts a text where it is in an item; false when something else is there. */
function place(item: Fields, { kind, part, text }: Piece): boolean {
  const at = PLACES.get(kind);
  if (at === undefined) return textsOf(item).has(text) || write(item, { name: kind, text });
  if (at.list === null) {
    item["type"] ??= at.type;
    return write(item, { name: at.field, text });
  }
  item["type"] ??= at.list === "summary" || kind === "reasoning_text" ? "reasoning" : "message";
  const parts = Array.isArray(item[at.list]) ? item[at.list] as unknown[] : [];
  item[at.list] = parts;
  const index = Math.min(part, parts.length);
  const fields: Fields = asObject(parts[index]) === null ? {} : parts[index] as Fields;
  if (parts[index] !== undefined && parts[index] !== fields) return false;
  fields["type"] ??= at.type;
  parts[index] = fields;
  return write(fields, { name: at.field, text });
}

/** Writes a text where nothing is, or its own beginning; false when something else is there. */
function write(fields: Fields, { name, text }: { name: string; text: string }): boolean {
  const former = fields[name] ?? "";
  if (typeof former !== "string") return false;
  if (former.startsWith(text)) return true;
  if (!text.startsWith(former)) return false;
  fields[name] = text;
  return true;
}
