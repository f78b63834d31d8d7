/**
 * OpenAI's two sockets: Realtime, and the Responses API over a WebSocket. The proxy cuts what
 * passes into exchanges: its request is the client's events since the last answer, its answer the
 * server's events up to the one that ends it.
 * @module
 */

import { encodedKind } from "./encoded_value.ts";
import { asArray, asObject, asText, type JsonObject, take } from "./json_value.ts";
import { responsesRequestFacts, responsesResponseFacts } from "./openai_responses.ts";
import { endsResponse, ResponsesStreamReader } from "./openai_responses_stream.ts";
import { providerOf } from "./provider.ts";
import type { StreamEvent } from "./stream_event.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type Reassembly,
  type RequestFacts,
  type ResponseFacts,
  type StreamReader,
  type WireFormat,
} from "./wire_format.ts";

/** Media type of the bodies that the proxy makes of messages. */
const MESSAGES_TYPE = "application/json-seq";

const COMMON = {
  version: 1,
  extractor: "unknown",
  operation: "chat",
  provider: providerOf,
  response: socketResponseFacts,
  stream: (): StreamReader => new SocketReader(),
} as const;

/** The formats. */
export const OPENAI_SOCKETS: readonly WireFormat[] = [
  {
    ...COMMON,
    id: "openai.realtime",
    title: "OpenAI Realtime",
    route: "WebSocket .../realtime",
    matches: (call) => isSocket(call, /\/realtime(?:\/translations)?\/?$/),
    request: realtimeRequestFacts,
  },
  {
    ...COMMON,
    id: "openai.responses_socket",
    title: "OpenAI responses over a WebSocket",
    route: "WebSocket .../responses",
    matches: (call) => isSocket(call, /\/responses\/?$/),
    request: (body, call) => responsesRequestFacts(lastOf(body, "response.create"), call),
  },
];

/** The handshake, or an exchange that passed through the socket. */
function isSocket({ method, path, contentType }: CallShape, pattern: RegExp): boolean {
  return method === "GET" && pattern.test(path) &&
    (contentType === "" || contentType.startsWith(MESSAGES_TYPE));
}

/** The last event of a type; an empty one when there is none. */
function lastOf(body: unknown, type: string): JsonObject {
  const events = asArray(body).map(asObject).filter((event) => event?.["type"] === type);
  return events.at(-1) ?? {};
}

function realtimeRequestFacts(body: unknown, call: CallShape): RequestFacts {
  const session = asObject(lastOf(body, "session.update")["session"]) ?? {};
  const create = asObject(lastOf(body, "response.create")["response"]) ?? {};
  const items = asArray(body).flatMap((event) => asObject(event)?.["item"] ?? []);
  const input = [...items, ...asArray(create["input"])];
  return responsesRequestFacts({ ...session, ...create, input }, call);
}

function socketResponseFacts(body: unknown): ResponseFacts | null {
  const answer = asObject(body);
  if (answer === null) return null;
  const facts = responsesResponseFacts(body) ?? NO_RESPONSE_FACTS;
  return { ...facts, model: facts.model ?? asText(answer["session_model"]) };
}

/** Reads the server's events; sound is named and not kept, its transcript is text. */
class SocketReader implements StreamReader {
  readonly #reader = new ResponsesStreamReader();
  #sessionModel: string | null = null;
  #hasBegun = false;
  #hasSound = false;

  event(event: StreamEvent): void {
    const value = asObject(event.value);
    if (value === null) return;
    const type = asText(value["type"]) ?? "";
    const session = asObject(value["session"]);
    if (session !== null) this.#sessionModel ??= asText(session["model"]);
    if (type.endsWith("audio.delta") && isSound(value["delta"])) {
      take(value, "delta");
      this.#hasSound = true;
    }
    if (!type.startsWith("response.") && !endsResponse(value, "")) return;
    this.#hasBegun = true;
    this.#reader.event(event);
  }

  finish(): Reassembly {
    const { body, ended } = this.#reader.finish();
    return {
      body: {
        ...asObject(body),
        ...(this.#sessionModel === null ? {} : { session_model: this.#sessionModel }),
        ...(this.#hasSound ? { sound: { type: "output_audio" } } : {}),
      },
      // A socket that was only set up has no answer that could be missing.
      ended: ended || !this.#hasBegun,
    };
  }
}

/** Short pieces of sound are too short to look encoded. */
function isSound(delta: unknown): boolean {
  const text = asText(delta) ?? "";
  const kind = encodedKind(text);
  return kind === null ? /^[A-Za-z0-9+/]+={0,2}$/.test(text) : kind.text === null;
}
