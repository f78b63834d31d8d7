/**
 * Ends of a connection that can reset it. A socket of `Deno.connect` or `Deno.listen` always says a
 * proper goodbye first; those of `node:net` need not.
 *
 * @module
 */

import net from "node:net";
import { withDeadline } from "../support/deadline.ts";
import { latin1 } from "../support/wire_reader.ts";

/** A socket whose bytes are collected as text, one character per byte. */
export class ResetPeer {
  readonly #socket: net.Socket;
  readonly #ended = Promise.withResolvers<void>();
  #text = "";
  #wake = Promise.withResolvers<void>();

  constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on("data", (bytes: Uint8Array) => {
      this.#text += latin1(bytes);
      const woken = this.#wake;
      this.#wake = Promise.withResolvers();
      woken.resolve();
    });
    // A reset by the other end, or one that was caused here: an end in both cases.
    socket.on("error", () => {});
    socket.on("close", () => this.#ended.resolve());
  }

  /** Connects to a port of 127.0.0.1. */
  static async connect(port: number): Promise<ResetPeer> {
    const connected = Promise.withResolvers<void>();
    const socket = net.connect(port, "127.0.0.1", () => connected.resolve());
    socket.setNoDelay(true);
    const peer = new ResetPeer(socket);
    await connected.promise;
    return peer;
  }

  /** Sends a text; resolves when the system has it. */
  async send(text: string): Promise<void> {
    const sent = Promise.withResolvers<void>();
    this.#socket.write(text, "latin1", () => sent.resolve());
    await sent.promise;
  }

  /** Waits until `text` has come. */
  async until(text: string): Promise<void> {
    while (!this.#text.includes(text)) {
      await withDeadline(this.#wake.promise, {
        describe: () => `${JSON.stringify(this.#text)} came, not ${JSON.stringify(text)}`,
      });
    }
  }

  /** Sends a reset, without a goodbye; resolves when the socket is closed. */
  async reset(): Promise<void> {
    this.#socket.resetAndDestroy();
    await this.#ended.promise;
  }
}

/** A listener whose connections can be reset. */
export class ResetListener implements AsyncDisposable {
  readonly #server: net.Server;
  readonly #waiting: ResetPeer[] = [];
  readonly #sockets: net.Socket[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(server: net.Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      socket.setNoDelay(true);
      this.#sockets.push(socket);
      this.#waiting.push(new ResetPeer(socket));
      this.#wake.resolve();
    });
  }

  /** Listens on a free port of 127.0.0.1. */
  static async listen(): Promise<ResetListener> {
    const server = net.createServer();
    const listening = Promise.withResolvers<void>();
    server.listen(0, "127.0.0.1", () => listening.resolve());
    await listening.promise;
    return new ResetListener(server);
  }

  /** Base URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as net.AddressInfo).port}`;
  }

  /** The next connection. */
  async accept(): Promise<ResetPeer> {
    while (this.#waiting.length === 0) {
      this.#wake = Promise.withResolvers();
      await withDeadline(this.#wake.promise, { describe: () => "Nobody connected" });
    }
    return this.#waiting.shift() as ResetPeer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const closed = Promise.withResolvers<void>();
    this.#server.close(() => closed.resolve());
    await closed.promise;
  }
}
