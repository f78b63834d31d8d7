/**
 * A sink that keeps what a format visits.
 * @module
 */

import type { SseEvent } from "../../src/wire/sse.ts";
import { readEventStream } from "../../src/wire/sse.ts";
import type { FieldSink, Reassembly, WireFormat } from "../../src/wire/wire_format.ts";

/** Keeps every call. */
export class RecordingSink implements FieldSink {
  /** Texts by path, in order of visit. */
  readonly fields: [path: string, text: string][] = [];
  /** What was named as not inspected. */
  readonly skipped: string[] = [];
  /** Times that nesting was too deep. */
  deep = 0;

  text(path: string, text: string): void {
    if (text !== "") this.fields.push([path, text]);
  }

  key(key: string): string {
    return /^[A-Za-z0-9_-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }

  notInspected(what: string): void {
    this.skipped.push(what);
  }

  tooDeep(): void {
    this.deep++;
  }
}

/** All events of a stream. */
export function eventsOf(stream: string | Uint8Array): SseEvent[] {
  const events: SseEvent[] = [];
  const bytes = typeof stream === "string" ? new TextEncoder().encode(stream) : stream;
  readEventStream(bytes, (event) => events.push(event));
  return events;
}

/** What a format makes of a stream. */
export function reassemble(format: WireFormat, stream: string): Reassembly {
  const reader = format.stream();
  for (const event of eventsOf(stream)) reader.event(event);
  return reader.finish();
}

/** An array in an array in an array, `depth` times, around a value. */
export function nested(depth: number, value: unknown): unknown {
  let whole = value;
  for (let k = 0; k < depth; k++) whole = [whole];
  return whole;
}
