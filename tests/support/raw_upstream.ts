/**
 * HTTP/1.1 upstream on a bare TCP listener of 127.0.0.1: it records every request byte and answers
 * with exactly the bytes that a test hands it, cut, late, broken or never.
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { gzipSync } from "node:zlib";
import { chunkBytes } from "./raw_client.ts";
import {
  BodyReader,
  declaredFraming,
  type HeaderPair,
  type RawHead,
  readHead,
  WireReader,
  writeAll,
} from "./wire_reader.ts";

/** One request as it arrived. */
export interface RawRequest {
  method: string;
  /** Request target as sent. */
  target: string;
  headers: HeaderPair[];
  /** Body without its transfer framing. */
  body: Uint8Array<ArrayBuffer>;
  /** Trailer fields of a chunked body. */
  trailers: HeaderPair[];
  /** Head and body as sent, chunk framing included. */
  raw: Uint8Array<ArrayBuffer>;
  /** False when the connection ended inside the body, or `onHead` answered without it. */
  complete: boolean;
  /** Number of the connection, 0-based, in order of acceptance. */
  connection: number;
}

/** The upstream's side of a connection, as handlers see it. */
export interface UpstreamConnection {
  /** Writes all bytes; rejects when the peer is gone. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Ends the connection; unread bytes make it a reset. */
  close(): void;
  /** Resolves when the peer has left, or when either side was closed; reads ahead meanwhile. */
  peerGone(): Promise<void>;
  /** Resolves when this side was closed, also by the end of the test; reads nothing. */
  readonly closed: Promise<void>;
  /** The body after this head, for an `onHead` that reads it itself. */
  body(request: RawRequest): BodyReader;
}

/** Answers one request. The connection stays open afterwards unless the handler closes it. */
export type RawHandler = (request: RawRequest, connection: UpstreamConnection) => Promise<void>;

/** Settings of an upstream. */
export interface UpstreamOptions {
  /**
   * Runs before the body is read. When it resolves to false, the body is never read; to `taken`, it
   * has read the body and answered, and the next request may come.
   */
  onHead?: (request: RawRequest, connection: UpstreamConnection) => Promise<boolean | "taken">;
  /** Told every byte as it arrives, before it is parsed. */
  onBytes?: (bytes: Uint8Array<ArrayBuffer>, connection: number) => void;
  /** PEM texts; the listener then speaks TLS. */
  tls?: { cert: string; key: string };
}

/** A running upstream. */
export class RawUpstream implements AsyncDisposable {
  /** Every request, complete or not, in order of arrival. */
  readonly requests: RawRequest[] = [];
  /** Faults of requests and handlers; a peer that leaves early is one. */
  readonly faults: Error[] = [];
  readonly #listener: Deno.Listener<Deno.TcpConn> | Deno.TlsListener;
  readonly #handler: RawHandler;
  readonly #options: UpstreamOptions;
  readonly #open = new Set<() => void>();
  readonly #tasks: Promise<void>[] = [];

  constructor(handler: RawHandler, options: UpstreamOptions = {}) {
    const address = { hostname: "127.0.0.1", port: 0 };
    this.#listener = options.tls === undefined
      ? Deno.listen(address)
      : Deno.listenTls({ ...address, ...options.tls });
    this.#handler = handler;
    this.#options = options;
    this.#tasks.push(this.#accept());
  }

  /** Port of 127.0.0.1. */
  get port(): number {
    return (this.#listener.addr as Deno.NetAddr).port;
  }

  /** Base URL without a path or a slash at its end. */
  get url(): string {
    const scheme = this.#options.tls === undefined ? "http" : "https";
    return `${scheme}://127.0.0.1:${this.port}`;
  }

  /** How many connections were accepted. */
  get connections(): number {
    return this.#tasks.length - 1;
  }

  /** Closes the listener and all connections, and waits until no handler runs any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const close of this.#open) close();
    await Promise.all(this.#tasks);
  }

  async #accept(): Promise<void> {
    for await (const conn of this.#listener) this.#tasks.push(this.#serve(conn));
  }

  async #serve(conn: Deno.TcpConn | Deno.TlsConn): Promise<void> {
    const number = this.connections;
    const reader = new WireReader(conn, null);
    reader.onBytes = (bytes) => this.#options.onBytes?.(bytes, number);
    const closed = Promise.withResolvers<void>();
    const close = (): void => {
      if (!this.#open.delete(close)) return;
      conn.close();
      closed.resolve();
    };
    this.#open.add(close);
    const connection: UpstreamConnection = {
      write: (bytes) => writeAll(conn, typeof bytes === "string" ? utf8(bytes) : bytes),
      close,
      peerGone: async () => {
        while (await reader.fill());
      },
      closed: closed.promise,
      body: ({ headers }) => new BodyReader(reader, declaredFraming(headers) ?? { kind: "none" }),
    };
    try {
      if ("setNoDelay" in conn) conn.setNoDelay(true);
      while (this.#open.has(close) && await this.#exchange(reader, { number, connection }));
    } catch (error) {
      this.faults.push(error instanceof Error ? error : new Error(String(error)));
    } finally {
      close();
    }
  }

  async #exchange(
    reader: WireReader,
    peer: { number: number; connection: UpstreamConnection },
  ): Promise<boolean> {
    const head = await readHead(reader);
    if (head === null) return false;
    const request = startRequest(head, peer.number);
    this.requests.push(request);
    const verdict = await this.#options.onHead?.(request, peer.connection);
    if (verdict === "taken") return true;
    if (verdict === false) {
      await peer.connection.closed;
      return false;
    }
    const body = peer.connection.body(request);
    request.body = concat(...await body.rest());
    request.raw = concat(head.raw, reader.takeRaw());
    request.trailers = body.trailers;
    request.complete = body.complete;
    if (!body.complete) return false;
    await this.#handler(request, peer.connection);
    return true;
  }
}

function startRequest(head: RawHead, connection: number): RawRequest {
  const [method = "", target = "", version] = head.startLine.split(" ");
  if (version !== "HTTP/1.1") throw new Error(`Cannot read a request line: ${head.startLine}`);
  const body = new Uint8Array(0);
  return {
    method,
    target,
    headers: head.headers,
    body,
    trailers: [],
    raw: head.raw,
    complete: false,
    connection,
  };
}

/** Lets an answer go on step by step, as the test allows; counts, so order does not matter. */
export class Gate {
  #passes = 0;
  #waiting: (() => void)[] = [];

  /** Lets one more step through, now or when it comes. */
  pass(): void {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) this.#passes++;
    else waiter();
  }

  /** Resolves when a pass is there, and uses it up. */
  async step(): Promise<void> {
    if (this.#passes > 0) {
      this.#passes--;
      return;
    }
    const pass = Promise.withResolvers<void>();
    this.#waiting.push(pass.resolve);
    await pass.promise;
  }
}

/** Head and body of an answer. */
export interface AnswerParts {
  /** 200 when absent. */
  status?: number;
  /** `OK` when absent. */
  reason?: string;
  /** Sent in this order, before `content-length`. */
  headers?: HeaderPair[];
  body?: Uint8Array | string;
}

/** Bytes of an answer head. */
export function headBytes(parts: AnswerParts): Uint8Array<ArrayBuffer> {
  const { status = 200, reason = "OK", headers = [] } = parts;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return utf8(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n`);
}

/** Answers with a body of known length, in one write. */
export function answer(parts: AnswerParts): RawHandler {
  const payload = typeof parts.body === "string" ? utf8(parts.body) : parts.body;
  const body = payload ?? new Uint8Array(0);
  const headers: HeaderPair[] = [...parts.headers ?? [], ["content-length", `${body.length}`]];
  const bytes = concat(headBytes({ ...parts, headers }), body);
  return (_request, connection) => connection.write(bytes);
}

/** Answers with a value as JSON. */
export function answerJson(value: unknown, parts: AnswerParts = {}): RawHandler {
  const headers: HeaderPair[] = [["content-type", "application/json"], ...parts.headers ?? []];
  return answer({ ...parts, headers, body: JSON.stringify(value) });
}

/** Answers with gzip of a text. */
export function answerGzip(text: string, contentType: string = "application/json"): RawHandler {
  const headers: HeaderPair[] = [["content-type", contentType], ["content-encoding", "gzip"]];
  return answer({ headers, body: new Uint8Array(gzipSync(text)) });
}

/** How a stream is sent. */
export interface StreamOptions {
  /** Before each part but the first, a pass is needed; no gate sends at once. */
  gate?: Gate;
  /** `eof` ends the body by closing the connection; `chunked` when absent. */
  framing?: "chunked" | "eof";
  /** Closes without the last chunk, so that the body is cut. */
  cut?: boolean;
}

/** Answers with server-sent events, one write per part; parts are sent as they are. */
export function answerSse(parts: readonly string[], options: StreamOptions = {}): RawHandler {
  const { gate, framing = "chunked", cut = false } = options;
  const headers: HeaderPair[] = [["content-type", "text/event-stream"]];
  headers.push(framing === "chunked" ? ["transfer-encoding", "chunked"] : ["connection", "close"]);
  return async (_request, connection) => {
    await connection.write(headBytes({ headers }));
    for (const [index, part] of parts.entries()) {
      if (index > 0) await Promise.race([gate?.step(), connection.closed]);
      await connection.write(framing === "chunked" ? chunkBytes(part) : part);
    }
    if (framing === "chunked" && !cut) await connection.write("0\r\n\r\n");
    else connection.close();
  };
}

/** Declares `declared` bytes, sends fewer, and closes. */
export function answerCut(body: string, declared: number): RawHandler {
  const head = headBytes({ headers: [["content-length", `${declared}`]] });
  return async (_request, connection) => {
    await connection.write(concat(head, utf8(body)));
    connection.close();
  };
}

/** Sends interim answers (RFC 9110 section 15.2), then the final one. */
export function answerInterim(interim: readonly AnswerParts[], final: RawHandler): RawHandler {
  const heads = concat(...interim.map(headBytes));
  return async (request, connection) => {
    await connection.write(heads);
    await final(request, connection);
  };
}

/** Never answers; ends when the peer leaves or the test is over. */
export function staySilent(): RawHandler {
  return (_request, connection) => connection.peerGone();
}

/** Closes without a byte of answer. */
export function closeAtOnce(): RawHandler {
  return (_request, connection) => {
    connection.close();
    return Promise.resolve();
  };
}

/** The n-th request of the upstream's life gets the n-th handler; the last one repeats. */
export function answerInTurn(first: RawHandler, ...more: RawHandler[]): RawHandler {
  const left = [...more];
  let current: RawHandler | null = null;
  return (request, connection) => {
    current = current === null ? first : left.shift() ?? current;
    return current(request, connection);
  };
}
