/**
 * What OpenAI's two sockets have in common, and the Responses API over a socket: `response.create`
 * from the client, then the events of a stream. Takes parsed events; never touches a socket.
 * @module
 */

import { isText } from "./encoded_value.ts";
import { asObject, asText, type JsonObject, take } from "./json_value.ts";
import { responsesRequestFacts, responsesResponseFacts } from "./openai_responses.ts";
import { endsResponse, ResponsesStreamReader } from "./openai_responses_stream.ts";
import type { StreamEvent } from "./stream_event.ts";
import {
  type CallShape,
  NO_RESPONSE_FACTS,
  type RequestFacts,
  type ResponseFacts,
} from "./wire_format.ts";

/** One answer that a socket carried, with what led to it; the texts are found by walking both. */
export interface SocketExchange {
  /** What the client sent since the answer before it. */
  request: { body: unknown; facts: RequestFacts };
  /** The answer; `ended` when its terminal event was seen. */
  response: { body: unknown; facts: ResponseFacts; ended: boolean };
  /** Events that were not kept because there were too many: not all was read then. */
  dropped: number;
}

/** Bytes of one exchange that are kept, and what an event takes at least. */
const BYTES_MAX = 16 * 1024 * 1024;
const EVENT_BYTES_MIN = 256;
/** Requests of one socket that wait for an answer, and streams that get one at the same time. */
const PENDING_MAX = 64;
const STREAMS_MAX = 64;

/** Characters of encoded sound that are decoded to tell it from text. */
const SOUND_CHARS = 1_024;

const BASE64_REGEXP = /^[A-Za-z0-9+/]+={0,2}$/;
/** What UTF-8 never has, and sound soon: the rest of a character without its beginning. */
// deno-lint-ignore no-control-regex -- these are bytes
const STRAY_REGEXP = /(?:^|[\x00-\x7f])[\x80-\xbf]/;
const TYPE_REGEXP = /^[a-z_.]{1,80}$/;
/** Names that the vendor makes: `event_8hJ2`. */
const NAME_REGEXP = /^(?:event|item|resp|msg|fc|rs|call|sess|conv)_[A-Za-z0-9]{1,64}$/;
const NAME_KEYS = ["event_id", "item_id", "response_id", "previous_item_id", "call_id"] as const;

/** Counts what one exchange keeps. */
export class ExchangeBudget {
  #bytes = 0;
  #dropped = 0;

  /** Events that found no room. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Whether there is room for one more event; of a piece of a text only the text is kept.
   *
   * @param sizeBytes Size of the event on the wire.
   */
  admit({ delta }: JsonObject, sizeBytes: number): boolean {
    const kept = typeof delta === "string" ? delta.length : Math.max(sizeBytes, EVENT_BYTES_MIN);
    if (this.#bytes + kept > BYTES_MAX) return this.drop();
    this.#bytes += kept;
    return true;
  }

  /** Counts an event for which there is no room; false. */
  drop(): false {
    this.#dropped++;
    return false;
  }
}

/** What is left of an event when its type and the vendor's names are taken out; null if nothing. */
export function leftOf(event: JsonObject): JsonObject | null {
  if (TYPE_REGEXP.test(asText(event["type"]) ?? "")) take(event, "type");
  for (const key of NAME_KEYS) {
    if (NAME_REGEXP.test(asText(event[key]) ?? "")) take(event, key);
  }
  return Object.values(event).some(isSaid) ? event : null;
}

/** Positions and lengths say nothing; neither does a key without a value. */
function isSaid(value: unknown): boolean {
  if (typeof value === "number") return value >= 1e7;
  if (typeof value === "object" && value !== null) return Object.values(value).some(isSaid);
  return typeof value === "string";
}

/** Whether a text is base64, and what it encodes is no text. */
export function isSound(text: string): boolean {
  const sample = text.slice(0, SOUND_CHARS);
  if (!BASE64_REGEXP.test(sample)) return false;
  try {
    const latin1 = atob(sample);
    return STRAY_REGEXP.test(latin1) ||
      !isText(Uint8Array.from(latin1, (char) => char.charCodeAt(0)));
  } catch {
    return false; // Not base64 after all.
  }
}

/** An event of a socket as the readers of streams take it. */
export function socketEvent(value: JsonObject): StreamEvent {
  return { name: "", data: "", value, complete: true, valid: true, tooDeep: false };
}

/** What a socket was opened with. */
export interface SocketCall {
  /** Path of the upgrade request, without query. */
  path: string;
  /** Upstream host name. */
  host: string;
  /** The `model` of the query, or null. */
  model: string | null;
}

/** The call that formats know, for a socket. */
export function callShapeOf({ path, host }: SocketCall): CallShape {
  return { method: "GET", path, host, body: undefined, contentType: "application/json" };
}

interface Turn {
  /** Null while only the server spoke. */
  request: JsonObject | null;
  /** Said by the client while the answer ran: `response.steer`. */
  steps: JsonObject[];
  reader: ResponsesStreamReader;
  left: JsonObject[];
  budget: ExchangeBudget;
}

/** The Responses API over one socket. Events are taken apart: they are the session's then. */
export class ResponsesSocket {
  readonly #call: SocketCall;
  /** Requests without an answer yet by `stream_id`; empty for the one stream of most sockets. */
  readonly #pending = new Map<string, Turn[]>();
  readonly #open = new Map<string, Turn>();
  #pendingCount = 0;
  /** Events that had no exchange to belong to. */
  #dropped = 0;

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
    const id = streamOf(event);
    const waiting = this.#pending.get(id) ?? [];
    const turn = this.#open.get(id) ?? waiting.at(-1);
    if (turn?.request === null) turn.request = event;
    else if (event["type"] === "response.create" || turn === undefined) {
      if (this.#pendingCount >= PENDING_MAX) this.#dropped++;
      else {
        this.#pending.set(id, [...waiting, newTurn(event)]);
        this.#pendingCount++;
      }
    } else if (turn.budget.admit(event, sizeBytes)) turn.steps.push(event);
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
    const id = streamOf(event);
    const turn = this.#turn(id);
    if (turn === null) {
      this.#dropped++;
      return null;
    }
    // The end is taken even when there is no room.
    if (!turn.budget.admit(event, sizeBytes) && !endsResponse(event, "")) return null;
    turn.reader.event(socketEvent(event));
    const left = leftOf(event);
    if (left !== null) turn.left.push(left);
    if (!turn.reader.ended) return null;
    this.#open.delete(id);
    return this.#exchange(turn);
  }

  /** What has no end yet when the socket closes. */
  finish(): SocketExchange[] {
    const turns = [...this.#open.values(), ...[...this.#pending.values()].flat()];
    this.#open.clear();
    this.#pending.clear();
    this.#pendingCount = 0;
    return turns.map((turn) => this.#exchange(turn));
  }

  /** The turn that a stream is in; its next request begins with the first event after an end. */
  #turn(id: string): Turn | null {
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    if (this.#open.size >= STREAMS_MAX) return null;
    const [first, ...waiting] = this.#pending.get(id) ?? [];
    const turn = first ?? newTurn(null);
    if (first !== undefined) this.#pendingCount--;
    if (waiting.length === 0) this.#pending.delete(id);
    else this.#pending.set(id, waiting);
    this.#open.set(id, turn);
    return turn;
  }

  #exchange({ request, steps, reader, left, budget }: Turn): SocketExchange {
    const { body, ended } = reader.finish();
    const dropped = budget.dropped + this.#dropped;
    this.#dropped = 0;
    const answer = left.length === 0 ? body : { ...asObject(body), events: left };
    const asked = { model: this.#call.model ?? undefined, ...request };
    return {
      request: {
        body: steps.length === 0 ? request ?? {} : { ...request, events: steps },
        facts: responsesRequestFacts(asked, callShapeOf(this.#call)),
      },
      response: { body: answer, facts: responsesResponseFacts(body) ?? NO_RESPONSE_FACTS, ended },
      dropped,
    };
  }
}

function newTurn(request: JsonObject | null): Turn {
  return {
    request,
    steps: [],
    reader: new ResponsesStreamReader(),
    left: [],
    budget: new ExchangeBudget(),
  };
}

function streamOf(event: JsonObject): string {
  return asText(event["stream_id"]) ?? "";
}
