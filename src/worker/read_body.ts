/**
 * Reads a decoded body in whatever form it comes, visits everything in it that is text, and makes
 * one value of it, from which a wire format reads its facts.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import type { CaptureReason } from "../format/draft.ts";
import { readFrames } from "../wire/event_frames.ts";
import { parseJson } from "../wire/json_prefix.ts";
import { readMultipart } from "../wire/multipart.ts";
import { readEventStream } from "../wire/sse.ts";
import { eventOf, isReadAsJson, type StreamEvent } from "../wire/stream_event.ts";
import { AnyStreamReader } from "../wire/stream_texts.ts";
import { StreamWalk } from "../wire/stream_walk.ts";
import { walk } from "../wire/walk.ts";
import type { FieldSink, StreamReader } from "../wire/wire_format.ts";
import type { MediaKind } from "./audit_media.ts";

/** A body that can be read. */
export interface OpenBody {
  kind: MediaKind;
  bytes: Uint8Array;
  /** The whole `content-type` field. */
  type: string;
  /** Why it is not whole, or null. */
  reason: CaptureReason | null;
}

/** A body as a value: what could be read, whether that is all, and if not, why. */
export interface ReadBody {
  value: unknown;
  whole: boolean;
  reason: CaptureReason | null;
  /** It came as a stream of events. */
  stream: boolean;
}

/** What a body is read into. */
export interface ReadTarget {
  sink: FieldSink;
  /** Reader for the streams of the API; null for a request, and where there is none. */
  reader: StreamReader | null;
  /** It is an answer: then lines and lists may be a stream. */
  isAnswer: boolean;
}

/** Lines of one body that are read as JSON. */
const LINES_MAX = 100_000;

/** Where the text of a body that is nothing else is. */
const WHOLE = { path: "text", label: "" };
/** Where what follows a JSON value, or a fault in it, is. */
const REST = { path: "rest", label: "" };

const DECODER = new TextDecoder();

/** Reads and visits a body; never throws. */
export function readBody(body: OpenBody, target: ReadTarget): ReadBody {
  switch (body.kind) {
    case "json":
      return readJson(body, target);
    case "lines":
      return readLines(body, target);
    case "events":
      return readStream(body, target, (onEvent) => {
        readEventStream(body.bytes, (event) => onEvent(eventOf(event)));
        return target.isAnswer; // No API takes a request as events.
      });
    case "frames":
      return readStream(body, target, (onEvent) => readFrames(body.bytes, onEvent));
    case "form":
      return readForm(body, target);
    case "pairs":
      return readPairs(body, target);
    default: {
      const value = DECODER.decode(body.bytes);
      target.sink.text(WHOLE, value);
      return { value, whole: body.reason === null, reason: body.reason, stream: false };
    }
  }
}

function readJson(body: OpenBody, target: ReadTarget): ReadBody {
  const text = DECODER.decode(body.bytes);
  const parsed = parseJson(text);
  // One value on each line, whatever was declared.
  if (
    !parsed.complete && !parsed.tooDeep && /^\s*[{[]/.test(text.slice(parsed.end, parsed.end + 64))
  ) {
    return readLines(body, target);
  }
  const { reader } = target;
  if (target.isAnswer && reader !== null && Array.isArray(parsed.value)) {
    // A stream as one list, as Gemini sends it when nobody asks for events.
    return readStream(body, target, (onEvent) => {
      for (const value of parsed.value as unknown[]) {
        const { tooDeep } = parsed;
        onEvent({ name: "", data: "", value, complete: true, valid: true, tooDeep });
      }
      return parsed.complete;
    });
  }
  const { value, complete: valid } = parsed;
  if (isReadAsJson({ value, valid })) {
    walk(target.sink, { path: "", value });
    // What the parser did not get to is read as it stands.
    if (!valid) target.sink.text(REST, text.slice(parsed.end).trim());
  } else target.sink.text(WHOLE, text);
  return { value: parsed.value, ...stateOf(body, parsed), stream: false };
}

function stateOf(
  { reason }: OpenBody,
  parsed: { complete: boolean; tooDeep: boolean },
): Pick<ReadBody, "whole" | "reason"> {
  const fault = parsed.tooDeep ? "too_deep" : parsed.complete ? null : "malformed";
  return { whole: parsed.complete && reason === null, reason: reason ?? fault };
}

/** Lines of JSON: a stream when an answer has them, else a list. */
function readLines(body: OpenBody, target: ReadTarget): ReadBody {
  // A JSON text sequence has a separator before each text, which then may have several lines.
  const text = DECODER.decode(body.bytes);
  const lines = text.split(text.startsWith("\x1e") ? "\x1e" : "\n", LINES_MAX + 1);
  if (lines.length > LINES_MAX) target.sink.tooDeep();
  const texts = lines.slice(0, LINES_MAX).filter((line) => line.trim() !== "");
  if (target.isAnswer && target.reader !== null) {
    return readStream(body, target, (onEvent) => {
      for (const [k, data] of texts.entries()) {
        const isLast = k === texts.length - 1;
        onEvent(eventOf({ type: "", data, complete: !isLast || body.reason === null }));
      }
      return true;
    });
  }
  let complete = true;
  const value = texts.map((text, k) => {
    const parsed = parseJson(text);
    complete &&= parsed.complete;
    const { value: item, complete: valid } = parsed;
    if (isReadAsJson({ value: item, valid })) {
      walk(target.sink, { path: `[${k}]`, value: item });
      // What follows the value on its line is read as it stands.
      target.sink.text({ path: `[${k}].rest`, label: "" }, text.slice(parsed.end).trim());
    } else target.sink.text({ path: `[${k}]`, label: "" }, text);
    return parsed.value;
  });
  return { value, ...stateOf(body, { complete, tooDeep: false }), stream: false };
}

/** @param feed Hands over the events; false when they are not in their form. */
function readStream(
  { reason }: OpenBody,
  target: ReadTarget,
  feed: (onEvent: (event: StreamEvent) => void) => boolean,
): ReadBody {
  const stream = new StreamWalk(target.sink, target.reader ?? new AnyStreamReader());
  const isSound = feed((event) => stream.event(event));
  const { body, ended } = stream.finish();
  const isMalformed = stream.isMalformed || !isSound;
  const fault = isMalformed ? "malformed" : ended ? null : "cut";
  return {
    value: body,
    whole: ended && !isMalformed && reason === null,
    reason: reason ?? fault,
    stream: true,
  };
}

/** A form as an object of its fields; files are read where they are text. */
function readForm(body: OpenBody, { sink }: ReadTarget): ReadBody {
  const form = readMultipart(body.bytes, body.type);
  if (form === null) {
    sink.notInspected("media_type:multipart");
    return { value: undefined, whole: false, reason: body.reason ?? "malformed", stream: false };
  }
  const fields: Record<string, unknown> = Object.create(null);
  for (const part of form.parts) {
    if (part.text === null) {
      sink.notInspected(`part:${part.kind}`);
      sink.unvisited();
    } else if (part.isJson) {
      for (const value of jsonValues(part.text)) {
        walk(sink, { path: part.name, value, label: part.name });
      }
    } else walk(sink, { path: "", value: { [part.name]: part.text } });
    if (part.fileName !== "") {
      walk(sink, { path: part.name, value: { filename: part.fileName }, label: part.name });
    }
    fields[part.name] = part.text ?? "";
  }
  return {
    value: fields,
    ...stateOf(body, { complete: form.complete, tooDeep: false }),
    stream: false,
  };
}

/** The JSON values of a text, one or one on each line; the text itself when it is none. */
function jsonValues(text: string): unknown[] {
  const whole = parseJson(text);
  if (whole.complete) return [whole.value];
  return text.split("\n", LINES_MAX).filter((line) => line.trim() !== "")
    .map((line) => parseJson(line).value ?? line);
}

function readPairs(body: OpenBody, { sink }: ReadTarget): ReadBody {
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of new URLSearchParams(DECODER.decode(body.bytes))) {
    const former = fields[name];
    fields[name] = former === undefined ? value : [former, value].flat();
  }
  walk(sink, { path: "", value: fields });
  return { value: fields, ...stateOf(body, { complete: true, tooDeep: false }), stream: false };
}

/**
 * A body in UTF-8, whatever it is in: UTF-16 by its mark or its zero bytes, else what is declared.
 *
 * @param type The `content-type` field.
 */
export function inUtf8(bytes: Uint8Array, type: string): Uint8Array {
  const charset = charsetOf(bytes, type);
  if (charset === null) return bytes;
  try {
    return utf8(new TextDecoder(charset).decode(bytes));
  } catch {
    return bytes; // No charset that anybody knows: read as it stands.
  }
}

const CHARSET_REGEXP = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i;

function charsetOf(bytes: Uint8Array, type: string): string | null {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  const declared = CHARSET_REGEXP.exec(type)?.[1]?.toLowerCase() ?? "utf-8";
  return declared === "utf-8" || declared === "utf8" || declared === "us-ascii" ? null : declared;
}
