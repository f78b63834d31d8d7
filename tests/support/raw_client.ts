/**
 * HTTP/1.1 client on a bare TCP connection: it sends exactly the bytes it is given and shows
 * exactly the bytes that came back. It never retries, follows, decodes or adds anything.
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { DEADLINE_MS } from "./deadline.ts";
import {
  BodyReader,
  declaredFraming,
  type Framing,
  type HeaderPair,
  headerValues,
  type RawHead,
  readHead,
  WireReader,
  writeAll,
} from "./wire_reader.ts";

/** Head of an answer. */
export interface AnswerHead extends RawHead {
  /** 100 to 999. */
  status: number;
  /** Empty when the server sent none. */
  reason: string;
}

/** A whole answer. */
export interface RawAnswer extends AnswerHead {
  /** Body without its transfer framing; a content coding is still on it. */
  body: Uint8Array<ArrayBuffer>;
  /** HTTP chunks as framed; without chunking, what each read delivered. */
  pieces: Uint8Array<ArrayBuffer>[];
  /** Bytes of the body as they arrived, chunk framing included. */
  rawBody: Uint8Array<ArrayBuffer>;
  /** False when the connection ended before the framing said so. */
  complete: boolean;
  trailers: HeaderPair[];
  /** Heads with status 1xx that came first. */
  informational: AnswerHead[];
}

/** What {@linkcode RawClient.send} puts together when it is not given ready bytes. */
export interface RequestParts {
  /** `POST` when absent. */
  method?: string;
  /** Origin form; `/` when absent. */
  target?: string;
  /** Sent in this order after `Host`; framing fields are added for the body. */
  headers?: HeaderPair[];
  body?: Uint8Array | string;
}

const STATUS_LINE_REGEXP = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/;

/** One keep-alive connection. */
export class RawClient implements Disposable {
  readonly #conn: Deno.TcpConn | Deno.TlsConn;
  readonly #reader: WireReader;
  readonly #host: string;
  #closed = false;

  constructor(conn: Deno.TcpConn | Deno.TlsConn, deadlineMs: number) {
    this.#conn = conn;
    this.#reader = new WireReader(conn, deadlineMs);
    this.#host = `${conn.remoteAddr.hostname}:${conn.remoteAddr.port}`;
  }

  /**
   * Connects to a port of 127.0.0.1.
   *
   * @param deadlineMs Longest wait for each read.
   */
  static async connect(port: number, deadlineMs: number = DEADLINE_MS): Promise<RawClient> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    conn.setNoDelay(true);
    return new RawClient(conn, deadlineMs);
  }

  /** As {@linkcode RawClient.connect}, over TLS; `caCert` is the only authority besides the system's. */
  static async connectTls(port: number, caCert: string): Promise<RawClient> {
    const conn = await Deno.connectTls({
      hostname: "127.0.0.1",
      port,
      caCerts: [caCert],
      alpnProtocols: ["http/1.1"],
    });
    await conn.handshake();
    return new RawClient(conn, DEADLINE_MS);
  }

  /** Sends bytes as they are. */
  async sendBytes(bytes: Uint8Array | string): Promise<void> {
    await writeAll(this.#conn, typeof bytes === "string" ? utf8(bytes) : bytes);
  }

  /** Sends one request in one write. */
  async send(parts: RequestParts): Promise<void> {
    await this.sendBytes(requestBytes(parts, this.#host));
  }

  /**
   * Reads one head, 1xx included.
   *
   * @throws {Error} If the connection ends first, or the head is malformed.
   */
  async readHead(): Promise<AnswerHead> {
    const head = await readHead(this.#reader);
    if (head === null) {
      throw new Error(
        `Cannot read an answer: the connection ended (${this.#reader.fault ?? "cleanly"})`,
      );
    }
    const match = STATUS_LINE_REGEXP.exec(head.startLine);
    if (match === null) throw new Error(`Cannot read a status line: ${head.startLine}`);
    return { ...head, status: Number(match[1]), reason: match[2] ?? "" };
  }

  /**
   * Begins the body that follows a head.
   *
   * @param method Method of the request: an answer to `HEAD` has no body (RFC 9112 section 6.3).
   */
  body(head: AnswerHead, method: string = "POST"): BodyReader {
    return new BodyReader(this.#reader, answerFraming(head, method));
  }

  /** Reads heads up to the final one, and its body. */
  async readAnswer(method: string = "POST"): Promise<RawAnswer> {
    const informational: AnswerHead[] = [];
    let head = await this.readHead();
    while (head.status < 200) {
      informational.push(head);
      head = await this.readHead();
    }
    const reader = this.body(head, method);
    const pieces = await reader.rest();
    return {
      ...head,
      body: concat(...pieces),
      pieces,
      rawBody: this.#reader.takeRaw(),
      complete: reader.complete,
      trailers: reader.trailers,
      informational,
    };
  }

  /** Sends one request and reads its answer. */
  async request(parts: RequestParts): Promise<RawAnswer> {
    await this.send(parts);
    return await this.readAnswer(parts.method);
  }

  /** Next bytes as they arrive, at most `bytesMax`; null when the connection has ended. */
  async readSome(bytesMax: number = Infinity): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = await this.#reader.some(bytesMax);
    this.#reader.takeRaw();
    return bytes;
  }

  /** Class name of the error that ended the connection, or null after a clean end or none. */
  get fault(): string | null {
    return this.#reader.fault;
  }

  /** True when the server closed without sending anything more. */
  async endsCleanly(): Promise<boolean> {
    return await this.#reader.some(1) === null && this.#reader.fault === null;
  }

  /** Says that nothing more will be sent; answers can still be read. */
  async closeWrite(): Promise<void> {
    await this.#conn.closeWrite();
  }

  /** Leaves; with unread bytes the server sees a reset. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Bytes of a request; adds `content-length` unless the fields already declare the framing. */
export function requestBytes(parts: RequestParts, host: string): Uint8Array<ArrayBuffer> {
  const { method = "POST", target = "/", headers = [], body } = parts;
  const payload = typeof body === "string" ? utf8(body) : body ?? new Uint8Array(0);
  const fields: HeaderPair[] = [...headers];
  if (headerValues(fields, "host").length === 0) fields.unshift(["Host", host]);
  const framed = ["content-length", "transfer-encoding"]
    .some((name) => headerValues(fields, name).length > 0);
  if (body !== undefined && !framed) fields.push(["Content-Length", `${payload.length}`]);
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  return concat(utf8(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`), payload);
}

/** Bytes of a chunked body: one HTTP chunk per part, then the last chunk. */
export function chunkedBytes(parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  return concat(...parts.map(chunkBytes), utf8("0\r\n\r\n"));
}

/** Bytes of one HTTP chunk. */
export function chunkBytes(part: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const payload = typeof part === "string" ? utf8(part) : part;
  return concat(utf8(`${payload.length.toString(16)}\r\n`), payload, utf8("\r\n"));
}

function answerFraming(head: AnswerHead, method: string): Framing {
  const bodiless = method === "HEAD" || head.status < 200 || head.status === 204 ||
    head.status === 304;
  if (bodiless) return { kind: "none" };
  return declaredFraming(head.headers) ?? { kind: "eof" };
}
