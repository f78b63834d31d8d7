/**
 * A sink that keeps what a format visits.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { readEventStream, type SseEvent } from "../../src/wire/sse.ts";
import { eventOf } from "../../src/wire/stream_event.ts";
import { AnyStreamReader } from "../../src/wire/stream_texts.ts";
import { StreamWalk } from "../../src/wire/stream_walk.ts";
import { walk } from "../../src/wire/walk.ts";
import type { FieldSink, Reassembly, Where, WireFormat } from "../../src/wire/wire_format.ts";

/** Keeps every call. */
export class RecordingSink implements FieldSink {
  /** Texts by path, in order of visit. */
  readonly fields: [path: string, text: string][] = [];
  /** Structural values and long numbers by path. */
  readonly identifiers: [path: string, text: string][] = [];
  /** Keys that are more than a word. */
  readonly keys: string[] = [];
  /** What was named as not inspected. */
  readonly skipped: string[] = [];
  /** Times that nesting was too deep. */
  deep = 0;
  /** Encoded content that was not visited. */
  unseen = 0;

  text({ path }: Where, text: string): void {
    if (text !== "") this.fields.push([path, text]);
  }

  identifier({ path }: Where, text: string): void {
    this.identifiers.push([path, text]);
  }

  number({ path }: Where, text: string): void {
    this.identifiers.push([path, text]);
  }

  key(key: string): void {
    this.keys.push(key);
  }

  nameOf(key: string): string {
    return /^[A-Za-z0-9_-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }

  notInspected(what: string): void {
    this.skipped.push(what);
  }

  unvisited(): void {
    this.unseen++;
  }

  tooDeep(): void {
    this.deep++;
  }
}

/** What a walk over a value visits. */
export function walked(value: unknown): RecordingSink {
  const sink = new RecordingSink();
  walk(sink, { path: "", value });
  return sink;
}

/** All events of a stream. */
export function eventsOf(stream: string | Uint8Array): SseEvent[] {
  const events: SseEvent[] = [];
  const bytes = typeof stream === "string" ? utf8(stream) : stream;
  readEventStream(bytes, (event) => events.push(event));
  return events;
}

/** What a format makes of a stream, and what was visited on the way. */
export function reassemble(
  format: Pick<WireFormat, "stream">,
  stream: string,
): Reassembly & { isMalformed: boolean; sink: RecordingSink } {
  const sink = new RecordingSink();
  const walking = new StreamWalk(sink, format.stream?.() ?? new AnyStreamReader());
  for (const event of eventsOf(stream)) walking.event(eventOf(event));
  return { ...walking.finish(), isMalformed: walking.isMalformed, sink };
}

/** An array in an array in an array, `depth` times, around a value. */
export function nested(depth: number, value: unknown): unknown {
  let whole = value;
  for (let k = 0; k < depth; k++) whole = [whole];
  return whole;
}
