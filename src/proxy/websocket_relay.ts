/**
 * Relays one WebSocket: the runtime's socket towards the client, frames of our own towards the
 * upstream, because only so can every close code be said.
 * @module
 */

import { background } from "../base/background.ts";
import { END, type EndCode } from "../capture/body_tap.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";
import type { SocketCalls } from "./websocket_calls.ts";
import {
  CLOSE,
  closePayload,
  FrameError,
  maskedFrame,
  type Message,
  MessageReader,
  OPCODE,
  readClose,
} from "./websocket_frames.ts";

/** Bytes that may wait for a slow side before the socket is given up, or the other side waits. */
const UP_BYTES_MAX = 64 * 1024 * 1024;
const DOWN_BYTES_MAX = 1024 * 1024;
/** How often a slow client is looked at: the runtime tells of no room. */
const DRAIN_POLL_MS = 5;
/** Longest wait for the other side's half of the closing handshake. */
const CLOSE_WAIT_MS = 2_000;

const ENCODER = new TextEncoder();
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** How a socket ended. */
export interface SocketEnd {
  /** Close code, as the side that closed first said it. */
  code: number;
  end: EndCode;
}

/** Relays until both sides are closed. */
export class WebSocketRelay {
  readonly #client: WebSocket;
  readonly #upstream: UpstreamConnection;
  readonly #calls: SocketCalls;
  readonly #reader = new MessageReader();
  readonly #over = Promise.withResolvers<SocketEnd>();
  #upBytes = 0;
  #end: SocketEnd | null = null;
  #closeTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    parts: { client: WebSocket; upstream: UpstreamConnection; calls: SocketCalls },
  ) {
    this.#client = parts.client;
    this.#upstream = parts.upstream;
    this.#calls = parts.calls;
    const { client, upstream } = parts;
    client.binaryType = "arraybuffer";
    client.onmessage = ({ data }): void => this.#up(data);
    client.onclose = ({ code, reason }): void => this.#clientClosed(code, reason);
    client.onerror = (): void => this.#clientClosed(CLOSE.ABNORMAL, "");
    upstream.onCut = (): void => this.#fail(CLOSE.GOING_AWAY, "the proxy is shutting down");
  }

  /** Resolves when the socket is over on both sides. */
  get over(): Promise<SocketEnd> {
    return this.#over.promise;
  }

  /** Begins to read from the upstream; to be called once the client's side is open. */
  start(): void {
    background(this.#pump(), (error) => {
      if (error instanceof FrameError) this.#fail(error.code, error.message);
      else this.#upstreamLost();
    });
  }

  async #pump(): Promise<void> {
    const { buffer } = this.#upstream;
    for (;;) {
      const { from, to } = this.#upstream.range;
      if (to > from) {
        const messages = this.#reader.push(buffer.subarray(from, to));
        this.#upstream.consume(to);
        for (const message of messages) if (!await this.#down(message)) return;
      }
      if (!await this.#upstream.readMore()) return this.#upstreamLost();
    }
  }

  #up(data: unknown): void {
    const isText = typeof data === "string";
    const payload = isText ? ENCODER.encode(data) : new Uint8Array(data as ArrayBuffer);
    this.#upBytes += payload.length;
    if (this.#upBytes > UP_BYTES_MAX) {
      return this.#fail(CLOSE.TRY_LATER, "the upstream is too slow");
    }
    const frame = maskedFrame(isText ? OPCODE.TEXT : OPCODE.BINARY, payload);
    const written = this.#upstream.sendRaw(frame).then(() => {
      this.#upBytes -= payload.length;
    });
    background(written, () => this.#upstreamLost());
    this.#calls.up(isText ? data : payload);
  }

  /** @returns False when the socket is over. */
  async #down({ opcode, payload }: Message): Promise<boolean> {
    if (opcode === OPCODE.PING) this.#send(OPCODE.PONG, payload);
    else if (opcode === OPCODE.CLOSE) {
      this.#upstreamClosed(payload);
      return false;
    } else if (opcode === OPCODE.TEXT) this.#handOn(textOf(payload));
    else if (opcode === OPCODE.BINARY) this.#handOn(payload);
    while (this.#client.bufferedAmount > DOWN_BYTES_MAX && this.#end === null) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    }
    return this.#end === null;
  }

  #handOn(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.#client.readyState !== WebSocket.OPEN) return;
    this.#client.send(message);
    this.#calls.down(message);
  }

  #send(opcode: number, payload: Uint8Array): void {
    background(this.#upstream.sendRaw(maskedFrame(opcode, payload)), () => {});
  }

  /** The client has closed: says so upstream, and waits a little for its half. */
  #clientClosed(code: number, reason: string): void {
    if (this.#end !== null) return this.#finish();
    // The runtime says 0 where the standard says 1006.
    const isLost = code === CLOSE.ABNORMAL || code === 0;
    this.#end = {
      code: isLost ? CLOSE.ABNORMAL : code,
      end: isLost ? END.CLIENT_GONE : END.COMPLETE,
    };
    if (!isLost) this.#send(OPCODE.CLOSE, closePayload(code, reason));
    this.#finish();
  }

  #upstreamClosed(payload: Uint8Array): void {
    const { code, reason } = readClose(payload);
    this.#send(OPCODE.CLOSE, closePayload(code, ""));
    this.#closeClient({ code, end: END.COMPLETE }, reason);
  }

  /** The upstream's connection is gone without a word. */
  #upstreamLost(): void {
    if (this.#end !== null) return this.#finish();
    // 1006 cannot be said: it means that nothing was.
    this.#closeClient(
      { code: CLOSE.ABNORMAL, end: END.UPSTREAM_BROKEN },
      "the upstream's connection was lost",
      CLOSE.INTERNAL,
    );
  }

  #fail(code: number, reason: string): void {
    if (this.#end !== null) return;
    this.#send(OPCODE.CLOSE, closePayload(code, reason));
    this.#closeClient({ code, end: END.CUT }, reason);
  }

  #closeClient(end: SocketEnd, reason: string, code = end.code): void {
    if (this.#end !== null) return this.#finish();
    this.#end = end;
    if (code === CLOSE.NO_STATUS) this.#client.close();
    else this.#client.close(code, reason);
    this.#closeTimer = setTimeout(() => this.#finish(), CLOSE_WAIT_MS);
  }

  #finish(): void {
    if (this.#closeTimer !== null) clearTimeout(this.#closeTimer);
    const end = this.#end as SocketEnd;
    this.#upstream.onCut = null;
    this.#calls.close(end.end);
    this.#over.resolve(end);
  }
}

/** Text that is no UTF-8 is the upstream's fault. */
function textOf(payload: Uint8Array): string {
  try {
    return UTF8.decode(payload);
  } catch (cause) {
    throw new FrameError("a text message is no UTF-8", CLOSE.BAD_DATA, { cause });
  }
}
