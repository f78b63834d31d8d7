/**
 * One connection of the load client: sends a prepared request again and again, and reads answers.
 * @module
 */

import { equalBytes, utf8 } from "../../src/base/bytes.ts";
import { Dechunker, HeadScan } from "./http_scan.ts";
import {
  closeSocket,
  connectSocket,
  receiveSome,
  receiveWaiting,
  sendSome,
  sendWaiting,
} from "./sockets.ts";

const BUFFER_BYTES = 131_072;
const STATUS_200 = utf8("HTTP/1.1 200");

/** What a connection sends, and how it reads. */
export interface ConnectionOptions {
  request: Uint8Array;
  /** Reads and writes wait: for a client that has only one connection. */
  waits: boolean;
}

/** A kept-alive connection to a port of 127.0.0.1. */
export class ClientConnection implements Disposable {
  readonly fd: number;
  /** When the request under way was sent or was due, microseconds. */
  startUs = 0;
  /** When the first byte of the answer was read, microseconds. */
  firstByteUs = 0;
  /** Payload of the answer, without transfer framing. */
  readonly payload = new Uint8Array(BUFFER_BYTES);
  payloadBytes = 0;
  /** Whether a request is under way. */
  isBusy = false;
  /** Whether the server closed while no request was under way. */
  isClosed = false;
  readonly #request: Uint8Array;
  readonly #waits: boolean;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #head = new HeadScan();
  readonly #dechunker = new Dechunker();
  #filled = 0;
  #isHeadRead = false;
  #sentBytes = 0;

  constructor(port: number, options: ConnectionOptions) {
    this.fd = connectSocket(port);
    this.#request = options.request;
    this.#waits = options.waits;
  }

  /** Begins the next request; false when {@linkcode flush} must be called once it is writable. */
  send(): boolean {
    this.#filled = 0;
    this.#isHeadRead = false;
    this.payloadBytes = 0;
    this.#dechunker.reset();
    this.isBusy = true;
    if (this.#waits) {
      if (sendWaiting(this.fd, this.#request)) return true;
      throw new Error("The connection ended before the request was sent");
    }
    this.#sentBytes = 0;
    return this.flush();
  }

  /** Sends on; whether all has been sent. */
  flush(): boolean {
    this.#sentBytes += sendSome(this.fd, { bytes: this.#request, at: this.#sentBytes });
    return this.#sentBytes === this.#request.length;
  }

  /** Notices an end of the connection while no request is under way. */
  readIdle(): void {
    const count = receiveSome(this.fd, this.#buffer);
    if (count > 0) throw new Error("Bytes came that nobody had asked for");
    if (count === 0) this.isClosed = true;
  }

  /**
   * Reads once; `nowUs` is asked for the time when the first bytes are there.
   *
   * @returns Whether the answer is complete.
   * @throws {Error} If it is not an answer with status 200, or the connection ends.
   */
  receive(nowUs: () => number): boolean {
    const rest = this.#filled === 0 ? this.#buffer : this.#buffer.subarray(this.#filled);
    const count = this.#waits ? receiveWaiting(this.fd, rest) : receiveSome(this.fd, rest);
    if (count < 0) return false;
    if (count === 0) throw new Error("The connection ended before the answer was complete");
    if (this.#filled === 0 && !this.#isHeadRead) this.firstByteUs = nowUs();
    this.#filled += count;
    this.isBusy = !this.#isComplete();
    return !this.isBusy;
  }

  /** Whether the payload is exactly this. */
  hasPayload(expected: Uint8Array): boolean {
    return equalBytes(this.payload.subarray(0, this.payloadBytes), expected);
  }

  [Symbol.dispose](): void {
    closeSocket(this.fd);
  }

  #isComplete(): boolean {
    if (this.#isHeadRead) return this.#takeBody(0);
    if (!this.#head.scan(this.#buffer, this.#filled)) return false;
    this.#isHeadRead = true;
    if (!equalBytes(this.#buffer.subarray(0, STATUS_200.length), STATUS_200)) {
      throw new Error(`The answer has not status 200: ${this.#statusLine()}`);
    }
    return this.#takeBody(this.#head.headBytes);
  }

  /** Moves what lies in the buffer from `from` on into the payload. */
  #takeBody(from: number): boolean {
    const body = this.#buffer.subarray(from, this.#filled);
    this.#filled = 0;
    if (this.#head.isChunked) {
      const out = { bytes: this.payload, at: this.payloadBytes };
      this.payloadBytes = this.#dechunker.push(body, out);
      return this.#dechunker.isDone;
    }
    if (this.#head.bodyBytes < 0) throw new Error("The answer does not say how long it is");
    this.payload.set(body, this.payloadBytes);
    this.payloadBytes += body.length;
    if (this.payloadBytes > this.#head.bodyBytes) throw new Error("Bytes follow the answer");
    return this.payloadBytes === this.#head.bodyBytes;
  }

  #statusLine(): string {
    const text = new TextDecoder().decode(this.#buffer.subarray(0, this.#filled));
    return text.split("\r\n")[0] ?? "";
  }
}

/** Connections of one run, by descriptor; closed together. */
export class Connections implements Disposable {
  readonly all: readonly ClientConnection[];
  readonly #byFd = new Map<number, ClientConnection>();

  constructor(port: number, options: ConnectionOptions & { count: number }) {
    const made: ClientConnection[] = [];
    this.all = made;
    try {
      for (let k = 0; k < options.count; k++) made.push(new ClientConnection(port, options));
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
    for (const connection of made) this.#byFd.set(connection.fd, connection);
  }

  /** The connection of a descriptor. */
  of(fd: number): ClientConnection {
    const connection = this.#byFd.get(fd);
    if (connection === undefined) throw new Error(`No connection has the descriptor ${fd}`);
    return connection;
  }

  [Symbol.dispose](): void {
    for (const connection of this.all) connection[Symbol.dispose]();
  }
}
