/**
 * Puts the stream of an assistant's run together: `thread.run.*`, `thread.message.*` and
 * `thread.run.step.*`, up to `done`. The answer is the run, with its messages and steps beside it.
 * @module
 */

import {
  asArray,
  asCount,
  asObject,
  asText,
  type JsonObject,
  take,
  takeText,
} from "./json_value.ts";
import { withRest } from "./repeats.ts";
import { isDone, type StreamEvent } from "./stream_event.ts";
import { append, type Fields } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Messages and steps of one run, and texts of all their pieces. */
const OBJECTS_MAX = 1_024;
const PIECES_MAX = 4_096;

/** Reader for the stream of one run. */
export class AssistantStreamReader implements StreamReader {
  /** The last state of every message and step by its id. */
  readonly #objects = new Map<string, JsonObject>();
  readonly #pieces: Fields = Object.create(null);
  readonly #repeats: unknown[] = [];
  #pieceCount = 0;
  #run: JsonObject = {};
  #error: unknown;
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event) || event.name === "done") this.#ended = true;
    const fields = asObject(event.value);
    if (fields === null) return;
    // Each event is the object itself; only its name says what happened to it.
    const kind = asText(fields["object"]) ?? "";
    if (event.name === "error") {
      this.#repeats.push(this.#error);
      this.#error = asObject(fields["error"]) === null
        ? { message: takeText(fields, "message"), code: takeText(fields, "code") }
        : take(fields, "error");
      this.#ended ||= event.valid;
    } else if (kind === "thread.run") this.#run = this.#newer(this.#run, fields);
    else if (kind.endsWith(".delta")) this.#delta(fields);
    else if (kind === "thread.message" || kind === "thread.run.step") this.#object(fields);
  }

  finish(): Reassembly {
    const objects = [...this.#objects.values()];
    const run: Fields = { ...this.#run };
    if (this.#error !== undefined) run["error"] = this.#error;
    const answer = {
      object: "thread.run",
      ...run,
      messages: objects.filter(({ object }) => object === "thread.message"),
      steps: objects.filter(({ object }) => object !== "thread.message"),
    };
    // When the message came whole, its pieces say nothing new.
    const body = withRest(answer, [...Object.values(this.#pieces), ...this.#repeats]);
    return { body, ended: this.#ended };
  }

  #object(fields: JsonObject): void {
    const id = asText(fields["id"]) ?? "";
    const former = this.#objects.get(id);
    if (former === undefined && this.#objects.size >= OBJECTS_MAX) return;
    this.#objects.set(id, this.#newer(former ?? {}, fields));
  }

  /** Moves the fields of an event to a new object; what they replace may say something else. */
  #newer(former: JsonObject, fields: JsonObject): JsonObject {
    this.#repeats.push(former);
    const moved: Fields = Object.create(null);
    for (const key of Object.keys(fields)) moved[key] = take(fields, key);
    return moved;
  }

  #delta(event: JsonObject): void {
    const id = asText(event["id"]) ?? "";
    const delta = asObject(event["delta"]);
    for (const value of asArray(delta?.["content"])) {
      const part = asObject(value);
      const text = asObject(part?.["text"]);
      if (part === null) continue;
      const place = `${id}/${asCount(part["index"]) ?? 0}`;
      if (text !== null) this.#piece(`${place}/text`, { from: text, name: "value" });
      this.#piece(`${place}/refusal`, { from: part, name: "refusal" });
    }
    for (const value of asArray(asObject(delta?.["step_details"])?.["tool_calls"])) {
      const call = asObject(value);
      if (call === null) continue;
      const place = `${id}/${asCount(call["index"]) ?? 0}`;
      for (const kind of ["function", "code_interpreter"]) {
        const named = asObject(call[kind]);
        if (named === null) continue;
        for (const name of ["arguments", "input", "output"]) {
          this.#piece(`${place}/${name}`, { from: named, name });
        }
      }
    }
  }

  #piece(place: string, { from, name }: { from: JsonObject; name: string }): void {
    if (typeof from[name] !== "string") return;
    if (this.#pieces[place] === undefined && ++this.#pieceCount > PIECES_MAX) return;
    append(this.#pieces, place, takeText(from, name));
  }
}
