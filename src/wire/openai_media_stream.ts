/**
 * Puts the streams of sound and pictures together: `transcript.text.*`, `speech.audio.*`,
 * `image_generation.*`, `image_edit.*`, and Mistral's `transcription.*`.
 * @module
 */

import { asObject, asText, type JsonObject, take, takeText } from "./json_value.ts";
import { withRest } from "./repeats.ts";
import { isDone, type StreamEvent } from "./stream_event.ts";
import { append, type Fields } from "./stream_texts.ts";
import type { Reassembly, StreamReader } from "./wire_format.ts";

/** Segments of one transcript; a day of speech has fewer. */
const SEGMENTS_MAX = 16_384;
/** Pictures of one answer; the API makes ten at most. */
const PICTURES_MAX = 128;

const SEGMENT_REGEXP = /\.segment$/;
const DELTA_REGEXP = /\.delta$/;
const DONE_REGEXP = /\.done$/;
const COMPLETED_REGEXP = /\.completed$/;

/** Reader for a transcript. */
export class TranscriptStreamReader implements StreamReader {
  readonly #answer: Fields = {};
  readonly #segments: unknown[] = [];
  readonly #deltas: Fields = {};
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    const fields = asObject(event.value);
    if (fields === null) return;
    const type = asText(fields["type"]) ?? event.name;
    const isEnd = DONE_REGEXP.test(type);
    if (takeError(this.#answer, { type, fields })) this.#ended ||= event.valid;
    else if (SEGMENT_REGEXP.test(type)) this.#segment(fields);
    else if (DELTA_REGEXP.test(type)) {
      append(this.#deltas, "text", takeText(fields, "delta") ?? takeText(fields, "text"));
    } else if (isEnd) this.#done(fields);
    if (isEnd && event.valid) this.#ended = true;
  }

  finish(): Reassembly {
    const segments = this.#segments.length === 0 ? {} : { segments: this.#segments };
    const text = this.#answer["text"] ?? this.#deltas["text"] ?? "";
    const answer = { ...segments, ...this.#answer, text };
    return { body: withRest(answer, [this.#deltas, this.#segments]), ended: this.#ended };
  }

  #segment(event: JsonObject): void {
    if (this.#segments.length >= SEGMENTS_MAX) return;
    const segment: Fields = {};
    for (const name of ["id", "start", "end", "speaker", "speaker_id", "text"]) {
      if (event[name] !== undefined) segment[name] = take(event, name);
    }
    this.#segments.push(segment);
  }

  #done(event: JsonObject): void {
    for (const name of ["text", "usage", "model", "language", "segments"]) {
      const isNew = this.#answer[name] === undefined && event[name] !== undefined;
      if (isNew) this.#answer[name] = take(event, name);
    }
  }
}

/** Reader for pictures and sound: what they are made of is left to the walk, which names it. */
export class MediaStreamReader implements StreamReader {
  readonly #answer: Fields = {};
  readonly #pictures: Fields[] = [];
  #ended = false;

  event(event: StreamEvent): void {
    if (isDone(event)) this.#ended = true;
    const fields = asObject(event.value);
    if (fields === null) return;
    const type = asText(fields["type"]) ?? event.name;
    if (takeError(this.#answer, { type, fields })) {
      this.#ended ||= event.valid;
      return;
    }
    if (asObject(fields["usage"]) !== null) this.#answer["usage"] = take(fields, "usage");
    if (COMPLETED_REGEXP.test(type)) {
      this.#picture(fields);
      this.#ended ||= event.valid;
    } else if (DONE_REGEXP.test(type)) this.#ended ||= event.valid;
    else if (type === "speech.audio.delta") this.#answer["audio"] = { type: "audio" };
  }

  finish(): Reassembly {
    const { audio } = this.#answer;
    const data = audio === undefined ? { data: this.#pictures } : {};
    return { body: { ...this.#answer, ...data }, ended: this.#ended };
  }

  #picture(event: JsonObject): void {
    if (this.#pictures.length >= PICTURES_MAX) return;
    const picture: Fields = {};
    for (const name of ["b64_json", "url", "revised_prompt"]) {
      if (event[name] !== undefined) picture[name] = take(event, name);
    }
    this.#pictures.push(picture);
  }
}

function isErrorEvent(type: string, event: JsonObject): boolean {
  return type === "error" || (type === "" && asObject(event["error"]) !== null);
}

/** Moves the error of an event into the answer; false when the event is none. */
function takeError(
  answer: Fields,
  { type, fields }: { type: string; fields: JsonObject },
): boolean {
  if (!isErrorEvent(type, fields)) return false;
  if (answer["error"] !== undefined) return true; // What is left is visited as it stands.
  answer["error"] = take(fields, "error") ?? {
    code: takeText(fields, "code"),
    message: takeText(fields, "message"),
  };
  return true;
}
