/**
 * OpenAI's Realtime API: the calls that begin a session somewhere else, and the session itself as a
 * socket carries it. Sound is neither kept nor read; what was said of it in words is. Takes parsed
 * events; never touches a socket.
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
import { formatOf, modelOf, plainFacts, tokenUsageOf } from "./openai_call.ts";
import {
  addToolContexts,
  responsesRequestFacts,
  responsesResponseFacts,
} from "./openai_responses.ts";
import { endsResponse, ResponsesStreamReader } from "./openai_responses_stream.ts";
import {
  callShapeOf,
  ExchangeBudget,
  isSound,
  leftOf,
  type SocketCall,
  socketEvent,
  type SocketExchange,
} from "./openai_socket.ts";
import { paramsOf } from "./params.ts";
import { textsOf, without, withRest } from "./repeats.ts";
import { append, type Fields } from "./stream_texts.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
  type WireFormat,
} from "./wire_format.ts";

/** Answers of one session that are made at the same time; there is one by default. */
const OPEN_MAX = 16;
/** Spoken parts of one exchange that are put in words. */
const TRANSCRIPTS_MAX = 1_024;

const SESSION_PARAMS: readonly string[] = [
  ...["temperature", "max_output_tokens", "max_response_output_tokens", "tool_choice", "voice"],
];

const SETTINGS: readonly string[] = [
  ...["type", "object", "model", "instructions", "tools", "prompt"],
  ...SESSION_PARAMS,
];

/** `conversation.item.input_audio_transcription.delta`, `session.output_transcript.delta`. */
const TRANSCRIPT_REGEXP = /transcript(?:ion)?\.(?:delta|completed|done|failed|segment)$/;

/** Calls after which the talk goes past whoever carried the call. */
const SESSION_PATH_REGEXP =
  /\/realtime\/(?:translations\/)?(?:client_secrets|sessions|transcription_sessions)\/?$/;
const CALL_PATH_REGEXP = /\/realtime\/(?:translations\/)?calls(?:\/[^/]+\/[a-z]+)?\/?$/;

/** The formats. */
export const OPENAI_REALTIME: readonly WireFormat[] = [
  formatOf({
    id: "openai.realtime_sessions",
    title: "OpenAI Realtime: client secrets",
    route: "POST .../realtime/client_secrets, .../realtime/sessions",
    operation: "create_session",
    path: SESSION_PATH_REGEXP,
    request: sessionRequestFacts,
    response: (body) => externalFacts(body, "client_secret"),
  }),
  formatOf({
    id: "openai.realtime_calls",
    title: "OpenAI Realtime: calls",
    route: "POST .../realtime/calls",
    operation: "create_session",
    path: CALL_PATH_REGEXP,
    request: (body, call) => ({
      ...sessionRequestFacts(body, call),
      contextExternal: ["webrtc"],
    }),
    response: (body) => externalFacts(body, "webrtc"),
  }),
];

function sessionRequestFacts(body: JsonObject, call: CallShape): RequestFacts {
  const session = asObject(body["session"]) ?? body;
  const contexts = new Set<string>();
  addToolContexts(contexts, session["tools"]);
  if (asText(asObject(session["prompt"])?.["id"])) contexts.add("prompt");
  return {
    model: modelOf(session, call),
    systemPrompt: asText(session["instructions"]),
    params: paramsOf(session, SESSION_PARAMS),
    tools: session["tools"],
    contextExternal: [...contexts],
  };
}

/** The answer is a secret or the description of a connection: what follows does not pass here. */
function externalFacts(body: unknown, context: string): ResponseFacts | null {
  const response = asObject(body);
  if (typeof body === "string") return { ...NO_RESPONSE_FACTS, contextExternal: [context] };
  if (response === null) return null;
  const session = asObject(response["session"]) ?? response;
  const isAnswer = response["value"] !== undefined || response["client_secret"] !== undefined ||
    response["session"] !== undefined;
  const facts = isAnswer ? NO_RESPONSE_FACTS : plainFacts(body);
  if (facts === null || facts.errorType !== null) return facts;
  return { ...facts, model: asText(session["model"]), contextExternal: [context] };
}

/** What leads to an answer. */
interface Asked {
  items: unknown[];
  sessions: unknown[];
  /** The `response` of `response.create`; null when the server answers by itself. */
  create: JsonObject | null;
  /** Other events of the client. */
  events: JsonObject[];
  /** What the server says meanwhile, most of which the client said before. */
  heard: JsonObject[];
  transcripts: Map<string, Fields>;
  hasSound: boolean;
  budget: ExchangeBudget;
}

interface OpenAnswer {
  asked: Asked;
  reader: ResponsesStreamReader;
  left: JsonObject[];
}

/** One session over a socket. Events are taken apart: they are the session's then. */
export class RealtimeSession {
  readonly #call: SocketCall;
  readonly #open = new Map<string, OpenAnswer>();
  /** The session's configuration as it stands. */
  #session: JsonObject = {};
  #asked: Asked = newAsked();
  /** Texts of the last exchange, which the server goes on to repeat. */
  #known: ReadonlySet<string> = new Set();

  constructor(call: SocketCall) {
    this.#call = call;
  }

  /**
   * Takes an event of the client.
   *
   * @param sizeBytes Size of the event on the wire.
   */
  client(value: unknown, sizeBytes: number): void {
    const event = asObject(value);
    if (event === null) return;
    const asked = this.#asked;
    if (typeof event["audio"] === "string" && isSound(event["audio"])) {
      take(event, "audio");
      asked.hasSound = true;
      if (leftOf(event) === null) return; // Sound goes on for hours: it must not use up the room.
    }
    if (!asked.budget.admit(event, sizeBytes)) return;
    if (event["type"] === "response.create") {
      if (asked.create !== null) asked.events.push(asked.create); // Two before any answer.
      asked.create = asObject(event["response"]) === null
        ? {}
        : take(event, "response") as JsonObject;
    } else if (asObject(event["session"]) !== null) {
      this.#configure(take(event, "session") as JsonObject);
    } else if (asObject(event["item"]) !== null) asked.items.push(take(event, "item"));
    if (leftOf(event) !== null) asked.events.push(event);
  }

  /**
   * Takes an event of the server.
   *
   * @param sizeBytes Size of the event on the wire.
   * @returns The exchange that it ends, or null.
   */
  server(value: unknown, sizeBytes: number): SocketExchange | null {
    const event = asObject(value);
    if (event === null) return null;
    const type = asText(event["type"]) ?? "";
    if (type.startsWith("response.")) return this.#answer(event, sizeBytes);
    const latest = [...this.#open.values()].at(-1);
    const asked = latest?.asked ?? this.#asked;
    if (isSoundDelta(event)) take(event, "delta");
    if (!asked.budget.admit(event, sizeBytes)) return null;
    if (type === "error" && latest === undefined) return this.#failed(event);
    if (TRANSCRIPT_REGEXP.test(type)) return this.#transcript(asked, event);
    const session = asObject(event["session"]);
    if (session !== null) this.#session = { ...this.#session, ...settingsOf(session) };
    const left = leftOf(event);
    if (left !== null) asked.heard.push(left);
    return null;
  }

  /** What has no end yet when the socket closes. */
  finish(): SocketExchange[] {
    const exchanges = [...this.#open.values()].map((open) => this.#exchange(open));
    this.#open.clear();
    if (isAsked(this.#asked)) exchanges.push(this.#exchange(newAnswer(this.#takeAsked())));
    return exchanges;
  }

  #configure(session: JsonObject): void {
    this.#session = { ...this.#session, ...settingsOf(session) };
    this.#asked.sessions.push(session);
  }

  #takeAsked(): Asked {
    const asked = this.#asked;
    this.#asked = newAsked();
    return asked;
  }

  #answer(event: JsonObject, sizeBytes: number): SocketExchange | null {
    const id = asText(event["response_id"]) ?? asText(asObject(event["response"])?.["id"]) ??
      [...this.#open.keys()].at(-1) ?? "";
    let open = this.#open.get(id);
    if (open === undefined) {
      if (this.#open.size >= OPEN_MAX) {
        this.#asked.budget.drop();
        return null;
      }
      open = newAnswer(this.#takeAsked());
      this.#open.set(id, open);
    }
    const { reader, left, asked } = open;
    const isEnd = endsResponse(event, "");
    // The end is taken even when there is no room, and sound is not kept anyway.
    if (isSoundDelta(event)) {
      take(event, "delta");
      if (leftOf(event) === null) return null;
    }
    if (!asked.budget.admit(event, sizeBytes) && !isEnd) return null;
    reader.event(socketEvent(event));
    const rest = leftOf(event);
    if (rest !== null) left.push(rest);
    if (!reader.ended) return null;
    this.#open.delete(id);
    return this.#exchange(open);
  }

  /** An error while nothing is answered: the answer to what was asked. */
  #failed(event: JsonObject): SocketExchange | null {
    if (this.#asked.create === null) {
      const left = leftOf(event);
      if (left !== null) this.#asked.heard.push(left);
      return null;
    }
    const open = newAnswer(this.#takeAsked());
    open.reader.event(socketEvent(event));
    return this.#exchange(open);
  }

  /** What the user said, in words; in a session that only listens it is the answer. */
  #transcript(asked: Asked, event: JsonObject): SocketExchange | null {
    const kind = asText(event["type"])?.replace(/\.[a-z]+$/, "") ?? "";
    const item = asText(event["item_id"]) ?? "";
    const key = `${kind}/${item}/${asCount(event["content_index"]) ?? 0}`;
    let spoken = asked.transcripts.get(key);
    if (spoken === undefined && asked.transcripts.size < TRANSCRIPTS_MAX) {
      spoken = {};
      asked.transcripts.set(key, spoken);
    }
    if (spoken !== undefined) append(spoken, "pieces", takeText(event, "delta"));
    const whole = spoken === undefined ? null : takeText(event, "transcript");
    if (spoken !== undefined && whole !== null) {
      if (spoken["pieces"] === whole) delete spoken["pieces"];
      spoken["transcript"] = whole;
    }
    const usage = take(event, "usage");
    const left = leftOf(event);
    if (left !== null) asked.heard.push(left);
    const listensOnly = this.#session["type"] === "transcription" ||
      this.#session["object"] === "realtime.transcription_session";
    if (whole === null || !listensOnly || asked !== this.#asked) return null;
    asked.transcripts.delete(key);
    const exchange = this.#exchange(newAnswer(this.#takeAsked()));
    return {
      ...exchange,
      response: {
        body: { ...spoken, usage },
        facts: { ...exchange.response.facts, usage: tokenUsageOf(usage) },
        ended: true,
      },
    };
  }

  #exchange({ asked, reader, left }: OpenAnswer): SocketExchange {
    const { body, ended } = reader.finish();
    const request = requestOf(asked, new Set([...this.#known, ...textsOf(body)]));
    const said = textsOf(request);
    const events = left.flatMap((event) => without(event, said) ?? []);
    const answer = events.length === 0 ? body : { ...asObject(body), events };
    this.#known = new Set([...said, ...textsOf(answer)]);
    const { items, create } = asked;
    const input = [...items, ...asArray(create?.["input"])];
    const session = { ...this.#session, model: this.#session["model"] ?? this.#call.model };
    const facts = responsesResponseFacts(body) ?? NO_RESPONSE_FACTS;
    return {
      request: {
        body: request,
        facts: responsesRequestFacts({ ...session, ...create, input }, callShapeOf(this.#call)),
      },
      response: {
        body: answer,
        facts: { ...facts, model: facts.model ?? asText(this.#session["model"]) },
        ended,
      },
      dropped: asked.budget.dropped,
    };
  }
}

/** The settings that are facts. */
function settingsOf(session: JsonObject): JsonObject {
  return Object.fromEntries(
    SETTINGS.flatMap((name) => session[name] === undefined ? [] : [[name, session[name]]]),
  );
}

function newAsked(): Asked {
  return {
    items: [],
    sessions: [],
    create: null,
    events: [],
    heard: [],
    transcripts: new Map(),
    hasSound: false,
    budget: new ExchangeBudget(),
  };
}

function newAnswer(asked: Asked): OpenAnswer {
  return { asked, reader: new ResponsesStreamReader(), left: [] };
}

function isAsked({ items, sessions, create, events, heard, transcripts }: Asked): boolean {
  return create !== null ||
    [items, sessions, events, heard].some((list) => list.length > 0) || transcripts.size > 0;
}

/** `response.output_audio.delta`, or by its former name `response.audio.delta`. */
function isSoundDelta(event: JsonObject): boolean {
  const type = asText(event["type"]) ?? "";
  return type.endsWith("audio.delta") && isSound(asText(event["delta"]) ?? "");
}

/** The request of an exchange as one body, in the shape of a `response.create`. */
function requestOf(asked: Asked, known: ReadonlySet<string>): JsonObject {
  const request: Fields = { ...asked.create };
  if (asked.sessions.length > 0) request["sessions"] = asked.sessions;
  if (asked.items.length > 0) request["items"] = asked.items;
  if (asked.events.length > 0) request["events"] = asked.events;
  if (asked.hasSound) request["sound"] = { type: "input_audio" };
  const spoken = [...asked.transcripts.values()];
  if (spoken.length > 0) request["transcripts"] = spoken;
  return withRest(request, asked.heard.flatMap((event) => without(event, known) ?? []));
}
