/**
 * What the audit needs to know of one LLM API: how to recognise a call, where its text is, what its
 * facts are, and how a stream becomes the answer it stands for. A format only reads; what happens
 * to the text is the sink's business.
 * @module
 */

import type { TokenUsage, ToolCall } from "../format/draft.ts";
import type { SseEvent } from "./sse.ts";

/** Receives what a format finds in a body. */
export interface FieldSink {
  /**
   * One text field.
   *
   * @param path Where it is, `messages[0].content`; keys from the body came through `key`.
   * @param text Its text; empty texts are ignored.
   */
  text(path: string, text: string): void;
  /** How a key that the caller chose is written in a path, with its separator: `.city`, `["a b"]`. */
  key(key: string): string;
  /** Something that is there and was not inspected, `part:image`. */
  notInspected(what: string): void;
  /** Nesting that was not followed. */
  tooDeep(): void;
}

/** What a call is recognised by. */
export interface CallShape {
  /** Request method. */
  method: string;
  /** Path without query. */
  path: string;
  /** Upstream host name. */
  host: string;
  /** The whole parsed request body; undefined when it is missing, cut or malformed. */
  body: unknown;
  /** `content-type` of the request, empty when absent. */
  contentType: string;
}

/** Facts of a request, as sent: neither bounded nor redacted. */
export interface RequestFacts {
  /** Model asked for. */
  model: string | null;
  /** Text of the system prompt; parts joined by line feeds. */
  systemPrompt: string | null;
  /** Sampling parameters that were present. */
  params: Record<string, number | string | boolean>;
}

/** Facts of an answer, as sent: neither bounded nor redacted. */
export interface ResponseFacts {
  /** Model that answered. */
  model: string | null;
  /** Reported token usage. */
  usage: TokenUsage;
  /** Finish reasons in order of choice. */
  finishReasons: string[];
  /** Tool calls asked for. */
  toolCalls: ToolCall[];
  /** Error type that the vendor named. */
  errorType: string | null;
  /** `refusal`, `content_filter`, ...; unique. */
  safetyEvents: string[];
}

/** What a stream of events amounts to. */
export interface Reassembly {
  /** The answer in the shape that it has without streaming. */
  body: unknown;
  /** The event that ends a stream was seen. */
  ended: boolean;
  /** An event could not be read to its end. */
  malformed: boolean;
  /** First kind of event that was not understood, null when none. */
  notInspected: string | null;
}

/** Puts one stream together. */
export interface StreamReader {
  /** Takes the next event; never throws. */
  event(event: SseEvent): void;
  /** The answer as far as it came. */
  finish(): Reassembly;
}

/** One LLM API. */
export interface WireFormat {
  /** Name, `openai.chat`. */
  readonly id: string;
  /** Rises when the same body would be read differently. */
  readonly version: number;
  /** The reference program's name for its extractor. */
  readonly extractor: "openai" | "anthropic";
  /** OpenTelemetry operation name, `chat`. */
  readonly operation: string;
  /** OpenTelemetry provider name of a host, `unknown` when it is nobody's. */
  provider(host: string): string;
  /** Whether the call is of this API: by method and path, confirmed by the body if there is one. */
  matches(call: CallShape): boolean;
  /** Visits a request body; anything may be missing or of a wrong type. */
  request(body: unknown, sink: FieldSink): RequestFacts;
  /** Visits a response or error body; null when it has the shape of neither. */
  response(body: unknown, sink: FieldSink): ResponseFacts | null;
  /** A fresh reader for one stream. */
  stream(): StreamReader;
}

/** Usage that says nothing. */
export const NO_USAGE: TokenUsage = { input: null, output: null, cached: null, reasoning: null };
