/**
 * The records of a WebSocket: one exchange for each answer that passes through it. Its request is
 * what the client said since the last one, its answer what the upstream said.
 *
 * Bodies are kept as a JSON text sequence (RFC 7464), a record separator before each message; of a
 * binary message that is no JSON only its length is kept.
 *
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { END, type EndCode } from "../capture/body_tap.ts";
import type { Call } from "./call.ts";

/** Media type of the bodies. */
export const MESSAGES_TYPE = "application/json-seq";

/** What ends an answer: OpenAI's and Google's last events, and errors. */
const LAST_EVENTS = [
  ...['"response.done"', '"response.completed"', '"response.failed"', '"response.incomplete"'],
  ...['"response.cancelled"', '"turnComplete"', '"turn_complete"', '"type":"error"'],
  ...['"type": "error"'],
] as const;
/** Characters of a message in which its type is looked for. */
const HEAD_CHARS = 512;

const OPEN_BRACE = 0x7b;
const SEPARATOR = utf8("\x1e");
const LINE_END = utf8("\n");

/** What passes through one socket, cut into exchanges. */
export class SocketCalls {
  readonly #begin: () => Call;
  readonly #startMs: () => number;
  #call: Call | null = null;
  #hasAnswer = false;

  /** @param parts.begin Accepts a further exchange and describes it. */
  constructor(parts: { begin: () => Call; nowMs: () => number }) {
    this.#begin = parts.begin;
    this.#startMs = parts.nowMs;
  }

  /** A message of the client has been handed on. */
  up(message: string | Uint8Array): void {
    const call = this.#open();
    for (const piece of pieces(message)) call.requestChunk(piece);
  }

  /** A message of the upstream has been handed on. */
  down(message: string | Uint8Array): void {
    const call = this.#open();
    if (!this.#hasAnswer) {
      this.#hasAnswer = true;
      call.answered(this.#startMs());
    }
    for (const piece of pieces(message)) call.responseChunk(piece);
    if (isLast(message)) this.#end(END.COMPLETE);
  }

  /** The socket is over. */
  close(end: EndCode): void {
    if (this.#call !== null) this.#end(end);
  }

  #open(): Call {
    this.#call ??= this.#begin();
    return this.#call;
  }

  #end(end: EndCode): void {
    const call = this.#call as Call;
    this.#call = null;
    this.#hasAnswer = false;
    call.requestEnded(end === END.CLIENT_GONE ? end : END.COMPLETE);
    call.responseEnded(end);
  }
}

function isLast(message: string | Uint8Array): boolean {
  const head = typeof message === "string"
    ? message.slice(0, HEAD_CHARS)
    : new TextDecoder().decode(message.subarray(0, HEAD_CHARS));
  return LAST_EVENTS.some((name) => head.includes(name));
}

function pieces(message: string | Uint8Array): Uint8Array[] {
  if (typeof message === "string") return [SEPARATOR, utf8(message), LINE_END];
  if (message[0] === OPEN_BRACE) return [SEPARATOR, message, LINE_END];
  return [utf8(`\x1e{"type":"binary","bytes":${message.length}}\n`)];
}
