/**
 * What the audit needs to know of one LLM API: how to recognise a call, what its facts are, and how
 * a stream becomes the answer it stands for. Where the text is needs no knowledge: every string of
 * a body is visited (`walk.ts`), so a field is read before anybody here has heard of it.
 * @module
 */

import type { TokenUsage } from "../format/draft.ts";
import type { StreamEvent } from "./stream_event.ts";

/** Where a text is; each part is worked out when somebody asks, and only during the call. */
export interface Where {
  /** `messages[0].content`; keys from the body as the sink names them. */
  readonly path: string;
  /** The keys above it without positions, `messages.content`: what it is the value of. */
  readonly label: string;
}

/** Receives what a walk finds in a body. */
export interface FieldSink {
  /** One text; empty texts are ignored. */
  text(at: Where, text: string): void;
  /**
   * A structural value, `assistant`: looked at, and kept only when something is found in it. Digits
   * alone are an identifier there, whatever else they could be.
   */
  identifier(at: Where, text: string): void;
  /** A long whole number: looked at, and kept only when something is found in it. */
  number(at: Where, text: string): void;
  /** A key that the caller chose, and that is more than a plain word. */
  key(key: string): void;
  /** How a key is written in a path, with its separator: `.city`, `["a b"]`. */
  nameOf(key: string): string;
  /** Something that is there and was not inspected, `part:image`. */
  notInspected(what: string): void;
  /** A text that says nothing to a reader and was not visited: an image as base64. */
  unvisited(): void;
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

/** A tool's result that the request hands to the model, or a call that the model asked for. */
export interface ToolFact {
  /** Name of the tool; of a result without one, the id of the call it answers. */
  name: string;
  /** Arguments or result as text. */
  text: string;
}

/** Facts of a request, as sent: neither bounded nor redacted. */
export interface RequestFacts {
  /** Model asked for. */
  model: string | null;
  /** Text of the system prompt; parts joined by line feeds. */
  systemPrompt: string | null;
  /** Sampling parameters that were present. */
  params: Record<string, number | string | boolean>;
  /** Definitions of the tools that the model may call; undefined when there are none. */
  tools?: unknown;
  /** Results of tools that it carries. */
  toolResults?: ToolFact[];
  /** Calls of tools that it is itself. */
  toolCalls?: ToolFact[];
  /** The operation where it depends on the request; from a closed list of names. */
  operation?: string;
  /** What the model reads that did not pass here: `previous_response_id`, `cachedContent`. */
  contextExternal?: string[];
  /** What it carries that is no text and that the walk cannot tell: `part:tokens`. */
  notInspected?: string[];
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
  toolCalls: ToolFact[];
  /** Error type that the vendor named. */
  errorType: string | null;
  /** `refusal`, `content_filter`, ...; unique. */
  safetyEvents: string[];
  /** Results of tools that it carries. */
  toolResults?: ToolFact[];
  /** What the vendor calls the configuration that answered. */
  fingerprint?: string | null;
  /** What the answer points to and did not carry: a job in the background, a client's secret. */
  contextExternal?: string[];
}

/** What a stream of events amounts to. */
export interface Reassembly {
  /** The answer in the shape that it has without streaming. */
  body: unknown;
  /** The event that ends a stream was seen. */
  ended: boolean;
}

/** Puts one stream together. */
export interface StreamReader {
  /**
   * Takes the next event; never throws. What it keeps for the answer it takes out of the event
   * (`take` in `json_value.ts`); whatever it leaves is visited as it stands.
   */
  event(event: StreamEvent): void;
  /** The answer as far as it came. */
  finish(): Reassembly;
}

/** Names that a record uses, and how the README lists the format. */
export interface FormatNames {
  /** Name, `openai.chat`. */
  readonly id: string;
  /** For readers, `OpenAI chat completions`. */
  readonly title: string;
  /** Method and path for readers, `POST .../chat/completions`. */
  readonly route: string;
  /** Rises when the same body would be read differently. */
  readonly version: number;
  /** The reference program's name for its extractor; `unknown` for what it does not read. */
  readonly extractor: string;
  /** OpenTelemetry operation name, `chat`. */
  readonly operation: string;
}

/** One LLM API. */
export interface WireFormat extends FormatNames {
  /** OpenTelemetry provider name of a host, `unknown` when it is nobody's. */
  provider(host: string): string;
  /** Whether the call is of this API: by method and path, confirmed by the body if there is one. */
  matches(call: CallShape): boolean;
  /** Facts of a request body; anything may be missing or of a wrong type. */
  request(body: unknown, call: CallShape): RequestFacts;
  /** Facts of a response or error body; null when it has the shape of neither. */
  response(body: unknown, call: CallShape): ResponseFacts | null;
  /** A fresh reader for one stream; null for an API that does not stream. */
  stream: (() => StreamReader) | null;
}

/** Usage that says nothing. */
export const NO_USAGE: TokenUsage = { input: null, output: null, cached: null, reasoning: null };

/** Facts of a request that says nothing. */
export const NO_REQUEST_FACTS: RequestFacts = { model: null, systemPrompt: null, params: {} };

/** Facts of an answer that says nothing. */
export const NO_RESPONSE_FACTS: ResponseFacts = {
  model: null,
  usage: NO_USAGE,
  finishReasons: [],
  toolCalls: [],
  errorType: null,
  safetyEvents: [],
};
