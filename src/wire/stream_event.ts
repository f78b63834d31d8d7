/**
 * One event of a stream, whatever carries it: server-sent events, lines of JSON, binary frames.
 * @module
 */

import { parseJson } from "./json_prefix.ts";
import type { SseEvent } from "./sse.ts";

/** `[DONE]` with some white space. */
const DONE_CHARS_MAX = 16;

/** One event. */
export interface StreamEvent {
  /** Name that the carrier gives it; empty when it gives none. */
  name: string;
  /** Its text. */
  data: string;
  /** The text as JSON, as far as it is; undefined when it is none. */
  value: unknown;
  /** It came to its end. */
  complete: boolean;
  /** The text is valid JSON. */
  valid: boolean;
  /** Nesting was not followed to the end. */
  tooDeep: boolean;
  /** Text behind the JSON value, or from a fault in it on. */
  rest?: string;
}

/** An event of an event stream with its data read as JSON. */
export function eventOf({ type, data, complete }: SseEvent): StreamEvent {
  const parsed = parseJson(data);
  return {
    name: type,
    data,
    value: parsed.value,
    complete,
    valid: parsed.complete,
    tooDeep: parsed.tooDeep,
    rest: data.slice(parsed.end).trim(),
  };
}

/** What ends the streams of OpenAI and of those who copied it. */
export function isDone({ data }: StreamEvent): boolean {
  return data.length <= DONE_CHARS_MAX && data.trim() === "[DONE]";
}

/** Whether the value says what the data says; else the data is text that only begins like JSON. */
export function isReadAsJson({ value, valid }: { value: unknown; valid: boolean }): boolean {
  return valid || (typeof value === "object" && value !== null);
}
