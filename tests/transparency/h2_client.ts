/**
 * HTTP/2 client for tests: several streams on one connection, each read and written step by step.
 * @module
 */

import http2 from "node:http2";
import { withDeadline } from "../support/deadline.ts";

/** Fields of an answer; several `set-cookie` are an array. */
export type H2Headers = http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader;

/** One request and its answer. */
export class H2Stream {
  readonly #stream: http2.ClientHttp2Stream;
  readonly #pieces: Uint8Array[] = [];
  #wake = Promise.withResolvers<void>();
  #headers: H2Headers | null = null;
  /** The body has ended properly. */
  isWhole = false;
  #isClosed = false;
  /** Message of the error that ended the stream, or null. */
  fault: string | null = null;

  constructor(stream: http2.ClientHttp2Stream) {
    this.#stream = stream;
    stream.on("response", (headers) => {
      this.#headers = headers;
      this.#signal();
    });
    stream.on("end", () => {
      // A stream that was reset also ends; its code says so.
      this.isWhole = stream.rstCode === http2.constants.NGHTTP2_NO_ERROR;
      this.#signal();
    });
    stream.on("error", (error: Error) => {
      this.fault = error.message;
      this.isWhole = false;
      this.#signal();
    });
    stream.on("close", () => {
      this.#isClosed = true;
      if (stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR) this.isWhole = false;
      this.#signal();
    });
  }

  /** Begins to take the body; before that, flow control holds the server back. */
  read(): this {
    this.#stream.on("data", (piece: Uint8Array) => {
      this.#pieces.push(piece);
      this.#signal();
    });
    return this;
  }

  /** Sends a piece of the body. */
  async write(piece: Uint8Array | string): Promise<void> {
    const sent = Promise.withResolvers<void>();
    this.#stream.write(piece, () => sent.resolve());
    await withDeadline(sent.promise, { describe: () => "The stream takes nothing more" });
  }

  /** Ends the body, after a last piece. */
  end(piece: Uint8Array | string = ""): void {
    if (piece.length === 0) this.#stream.end();
    else this.#stream.end(piece);
  }

  /** Fields of the answer, once they are there. */
  async head(): Promise<H2Headers> {
    await this.#until(() => this.#headers !== null || this.#isClosed, "no head came");
    if (this.#headers === null) throw new Error(`The stream has no answer: ${this.fault}`);
    return this.#headers;
  }

  /** The next piece of the body; null at its end, proper or not. */
  async next(): Promise<Uint8Array | null> {
    await this.#until(() => this.#pieces.length > 0 || this.isWhole || this.#isClosed, "no data");
    return this.#pieces.shift() ?? null;
  }

  async #until(isTrue: () => boolean, what: string): Promise<void> {
    while (!isTrue()) {
      await withDeadline(this.#wake.promise, { describe: () => `Waited: ${what}` });
    }
  }

  #signal(): void {
    const woken = this.#wake;
    this.#wake = Promise.withResolvers();
    woken.resolve();
  }
}

/** One connection. */
export class H2Client implements AsyncDisposable {
  readonly #session: http2.ClientHttp2Session;

  constructor(session: http2.ClientHttp2Session) {
    this.#session = session;
    session.on("error", () => {});
  }

  /** Connects, in clear text or over TLS. */
  static async connect(url: string, ca: string | null = null): Promise<H2Client> {
    const connected = Promise.withResolvers<void>();
    const session = http2.connect(url, ca === null ? {} : { ca: [ca] });
    session.once("connect", () => connected.resolve());
    session.once("error", (error) => connected.reject(error));
    await withDeadline(connected.promise, { describe: () => `Cannot connect to ${url}` });
    return new H2Client(session);
  }

  /** Begins a request; its body is to be ended unless it has none. */
  request(headers: Record<string, string | string[]>, hasBody: boolean = false): H2Stream {
    return new H2Stream(this.#session.request(headers, { endStream: !hasBody }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#session.destroyed) return;
    const closed = Promise.withResolvers<void>();
    this.#session.once("close", () => closed.resolve());
    this.#session.destroy();
    await withDeadline(closed.promise, { describe: () => "The session did not close" });
  }
}
