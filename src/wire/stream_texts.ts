/**
 * What the readers of streams share: a text that grows by what events add to it, and a reader for
 * streams of an API that nobody here knows.
 * @module
 */

import { parseJson } from "./json_prefix.ts";
import { asObject, type JsonObject, take, takeText } from "./json_value.ts";
import type { StreamEvent } from "./stream_event.ts";
import { isDone } from "./stream_event.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** An object that a reader builds. */
export type Fields = Record<string, unknown>;

/** Texts of a stream of unknown kind that grow at the same time. */
const TEXTS_MAX = 1_024;
/** Levels of an unknown event below which nothing is joined. */
const LEVELS_MAX = 8;
/** Keys whose texts are pieces of a longer one, in every API that streams. */
const PIECES: ReadonlySet<string> = new Set([
  ...["content", "text", "delta", "arguments", "partial_json", "thinking", "reasoning", "refusal"],
  ...["reasoning_content", "transcript", "response", "completion", "generation", "output", "token"],
  ...["outputText", "input", "plan", "tool_plan", "code", "summary"],
]);
/** Keys whose numbers and names say which of several texts a piece belongs to. */
const SELECTORS = ["type", "index", "item_id", "output_index", "content_index"] as const;

/** Appends a text to a field of an object that is being built. */
export function append(fields: Fields, name: string, text: unknown): void {
  if (typeof text !== "string") return;
  const former = fields[name];
  // What is no text stays beside it.
  if (typeof former === "object" && former !== null) fields[`${name}_start`] ??= former;
  fields[name] = typeof former === "string" ? former + text : text;
}

/** Moves the text of a field of an event to the end of the same field of what is built. */
export function moveText(from: JsonObject, to: Fields, name: string): void {
  const text = takeText(from, name);
  if (text !== null) append(to, name, text);
}

/**
 * Moves a field of an event that comes once to the same field of what is built. Another value that
 * comes later stays in its event, and is visited there.
 */
export function moveOnce(from: JsonObject, to: Fields, name: string): void {
  const value = from[name];
  if (value === undefined || value === null) return;
  if (to[name] === undefined || to[name] === null) to[name] = take(from, name);
  else if (to[name] === value) take(from, name); // It is said again.
}

/** Moves all fields of an object of an event, each as {@linkcode moveOnce} does. */
export function moveFields(from: unknown, to: Fields): void {
  const fields = asObject(from);
  if (fields === null) return;
  for (const name of Object.keys(fields)) moveOnce(fields, to, name);
}

/**
 * An object whose field came in pieces of JSON, with the field as a value.
 *
 * @param json The pieces together; when there are none the object stays as it is. What follows the
 * value, or is no value at all, is text that passed too, and so is what the field held before.
 */
export function withJson(fields: Fields, { name, json }: { name: string; json: string }): Fields {
  if (json === "") return fields;
  const { value, complete } = parseJson(json);
  const former = fields[name];
  const isEmpty = !former || (typeof former === "object" && Object.keys(former).length === 0);
  return {
    ...fields,
    [name]: value ?? null,
    ...(complete ? {} : { [`${name}_json`]: json }),
    ...(isEmpty ? {} : { [`${name}_start`]: former }),
  };
}

/** Reads the streams of unknown APIs: joins what is likely to be pieces of one text. */
export class AnyStreamReader implements StreamReader {
  readonly #texts = new Map<string, string>();
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    else this.#visit(event.value, { place: event.name, level: 0 });
  }

  finish(): Reassembly {
    // An unknown stream ends where its connection does.
    return { body: { stream: Object.fromEntries(this.#texts) }, ended: true };
  }

  /** The end that OpenAI's streams have was seen. */
  get ended(): boolean {
    return this.#ended;
  }

  #visit(value: unknown, { place, level }: { place: string; level: number }): void {
    if (typeof value !== "object" || value === null || level > LEVELS_MAX) return;
    const fields = value as JsonObject;
    let at = place;
    if (!Array.isArray(value)) {
      for (const name of SELECTORS) {
        const selector = fields[name];
        if (typeof selector === "string" || typeof selector === "number") at += `/${selector}`;
      }
    }
    for (const key of Object.keys(fields)) {
      const child = fields[key];
      if (typeof child !== "string") {
        this.#visit(child, { place: `${at}.${key}`, level: level + 1 });
      } else if (PIECES.has(key)) this.#piece(fields, { key, place: `${at}.${key}` });
    }
  }

  #piece(fields: JsonObject, { key, place }: { key: string; place: string }): void {
    const former = this.#texts.get(place);
    if (former === undefined && this.#texts.size >= TEXTS_MAX) return;
    this.#texts.set(place, (former ?? "") + (takeText(fields, key) ?? ""));
  }
}
