/**
 * Feeds the events of one stream to its reader, and visits what the reader leaves of them, so that
 * an event or a field that no reader knows is read all the same.
 * @module
 */

import { isDone, isReadAsJson, type StreamEvent } from "./stream_event.ts";
import { walk } from "./walk.ts";
import type { FieldSink, Reassembly, StreamReader, Where } from "./wire_format.ts";

/** Different texts that are remembered, so that what every event repeats is visited once. */
const SEEN_MAX = 4_096;
/** Longer texts are visited again rather than remembered. */
const SEEN_CHARS_MAX = 1_024;

/** One stream while it is read. */
export class StreamWalk {
  readonly #sink: FieldSink;
  readonly #reader: StreamReader;
  readonly #leftovers: FieldSink;
  #count = 0;
  #isMalformed = false;

  constructor(sink: FieldSink, reader: StreamReader) {
    this.#sink = sink;
    this.#reader = reader;
    this.#leftovers = new OnceSink(sink);
  }

  /** An event could not be read to its end. */
  get isMalformed(): boolean {
    return this.#isMalformed;
  }

  /** Takes the next event. */
  event(event: StreamEvent): void {
    const path = `events[${this.#count++}]`;
    if (event.tooDeep) this.#sink.tooDeep();
    this.#reader.event(event);
    if (isDone(event)) return;
    // An event that was cut is the end of a cut stream, which has a reason of its own.
    if (event.complete && !event.valid) this.#isMalformed = true;
    // The carrier's name of an event comes from outside too.
    if (event.name !== "") this.#leftovers.identifier({ path, label: "event" }, event.name);
    if (isReadAsJson(event)) {
      walk(this.#leftovers, { path, value: event.value });
      if (event.rest) this.#leftovers.text({ path: `${path}.rest`, label: "" }, event.rest);
    } else this.#leftovers.text({ path, label: "" }, event.data);
  }

  /** Visits the answer that the events amount to. */
  finish(): Reassembly {
    const reassembly = this.#reader.finish();
    walk(this.#sink, { path: "", value: reassembly.body });
    return reassembly;
  }
}

/** Passes each text on once. */
class OnceSink implements FieldSink {
  readonly #sink: FieldSink;
  readonly #seen = new Set<string>();

  constructor(sink: FieldSink) {
    this.#sink = sink;
  }

  text(at: Where, text: string): void {
    if (this.#isNew(text)) this.#sink.text(at, text);
  }

  identifier(at: Where, text: string): void {
    if (this.#isNew(text)) this.#sink.identifier(at, text);
  }

  number(at: Where, text: string): void {
    if (this.#isNew(text)) this.#sink.number(at, text);
  }

  key(key: string): void {
    if (this.#isNew(key)) this.#sink.key(key);
  }

  nameOf(key: string): string {
    return this.#sink.nameOf(key);
  }

  notInspected(what: string): void {
    this.#sink.notInspected(what);
  }

  unvisited(): void {
    this.#sink.unvisited();
  }

  tooDeep(): void {
    this.#sink.tooDeep();
  }

  #isNew(text: string): boolean {
    if (text.length > SEEN_CHARS_MAX) return true;
    if (this.#seen.has(text)) return false;
    if (this.#seen.size < SEEN_MAX) this.#seen.add(text);
    return true;
  }
}
