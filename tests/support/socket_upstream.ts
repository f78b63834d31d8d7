/**
 * An upstream that speaks WebSocket, and a client's side with promises.
 * @module
 */

import { withDeadline } from "./deadline.ts";

/** What an upstream saw and does. */
export class SocketUpstream implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  /** Requests in the order in which they came. */
  readonly requests: { url: string; headers: Headers }[] = [];
  /** What ended the sockets, `code reason`, in order. */
  readonly closings: string[] = [];
  #onClosing: () => void = () => {};

  /** @param onSocket Told each socket when it is open. */
  constructor(onSocket: (socket: WebSocket) => void, protocol?: string) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (req) => {
      this.requests.push({ url: req.url, headers: new Headers(req.headers) });
      if (req.headers.get("upgrade") === null || req.url.endsWith("/refuse")) {
        return new Response('{"error":"no"}', {
          status: 403,
          headers: { "content-type": "application/json" },
        });
      }
      const { socket, response } = Deno.upgradeWebSocket(
        req,
        protocol === undefined ? { idleTimeout: 0 } : { idleTimeout: 0, protocol },
      );
      response.headers.append("x-request-id", "req-1");
      socket.binaryType = "arraybuffer";
      socket.onopen = (): void => onSocket(socket);
      socket.onclose = ({ code, reason }): void => {
        this.closings.push(`${code} ${reason}`);
        this.#onClosing();
      };
      return response;
    });
  }

  /** Address for `--target`. */
  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** What ended the first socket. */
  async closing(): Promise<string> {
    while (this.closings.length === 0) {
      const told = Promise.withResolvers<void>();
      this.#onClosing = told.resolve;
      await withDeadline(told.promise, { describe: () => "No socket was closed" });
    }
    return this.closings[0] as string;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

/** A client's socket. */
export class SocketClient {
  readonly socket: WebSocket;
  readonly #messages: (string | ArrayBuffer)[] = [];
  #onMessage: () => void = () => {};
  /** Resolves when it is open. */
  readonly opened: Promise<void>;
  /** Code and reason, when it is closed. */
  readonly closed: Promise<string>;

  constructor(url: string, protocols: string[] = []) {
    this.socket = new WebSocket(url, protocols);
    this.socket.binaryType = "arraybuffer";
    const opened = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<string>();
    this.opened = opened.promise;
    this.closed = closed.promise;
    this.socket.onopen = (): void => opened.resolve();
    this.socket.onclose = ({ code, reason }): void => closed.resolve(`${code} ${reason}`);
    this.socket.onmessage = ({ data }): void => {
      this.#messages.push(data);
      this.#onMessage();
    };
  }

  /** The next message. */
  async next(): Promise<string | ArrayBuffer> {
    while (this.#messages.length === 0) {
      const told = Promise.withResolvers<void>();
      this.#onMessage = told.resolve;
      await withDeadline(told.promise, { describe: () => "No message came" });
    }
    return this.#messages.shift() as string | ArrayBuffer;
  }
}
