/**
 * One raw HTTP/1.1 connection to the upstream: bytes out, bytes in, nothing decoded or added.
 *
 * While the connection is idle a read stays armed, so a close by the upstream is noticed before
 * the next request is written to it; that request then simply uses the same read.
 *
 * @module
 */

import { background, settled } from "../base/background.ts";
import { READ_BUFFER_BYTES } from "../base/limits.ts";
import {
  hasBareLineFeed,
  headEnd,
  HeadError,
  parseResponseHead,
  type ResponseHead,
} from "./response_head.ts";

/** Interim answers skipped before the final head; more is an attack, not a protocol. */
const INTERIM_HEADS_MAX = 16;
/** The write buffer grows up to this and is then kept. */
const WRITE_BUFFER_BYTES_MAX = 512 * 1024;
const NON_ASCII_REGEXP = /[\x80-\xff]/;
const ENCODER = new TextEncoder();

/** The upstream ended or broke the connection before its answer was complete. */
export class ConnectionEndedError extends Error {
  override name = "ConnectionEndedError";
}

/** What a connection tells its owner. */
export interface ConnectionEvents {
  /** Told once, when the connection is closed from here. */
  closed(connection: UpstreamConnection): void;
  /** Told when an idle connection ends or talks out of turn: it is useless then. */
  idleEnded(connection: UpstreamConnection): void;
}

/** A connection; used by one exchange at a time. */
export class UpstreamConnection {
  readonly #conn: Deno.Conn;
  readonly #events: ConnectionEvents;
  readonly #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(READ_BUFFER_BYTES);
  #from = 0;
  #to = 0;
  #armed: Promise<number | null> | null = null;
  #writeBuffer: Uint8Array<ArrayBuffer> = new Uint8Array(4_096);
  /** The write under way; the buffer and the connection are its own until it settles. */
  #writing: Promise<void> | null = null;
  #isClosed = false;
  /** True from release to the next use. */
  isIdle = false;
  /** Milliseconds, monotonic, since when it is idle. */
  idleSinceMs = 0;
  /** Bodies that pass piece by piece at the moment: only those can pause for too long. */
  streams = 0;
  /** Set when bytes pass; the owner takes it back when it looks. */
  hasMoved = false;
  /** Milliseconds, monotonic, when the owner last saw that bytes had passed; null before. */
  movedAtMs: number | null = null;
  /** Why the exchange was cut from here, or null. */
  cutReason: Error | null = null;
  /** Told once when the exchange on this connection is cut from here. */
  onCut: ((reason: Error) => void) | null = null;

  constructor(conn: Deno.Conn, events: ConnectionEvents) {
    this.#conn = conn;
    this.#events = events;
  }

  /** True when the connection cannot carry anything any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The write that is still under way, or null. */
  get writing(): Promise<void> | null {
    return this.#writing;
  }

  /** The read buffer; {@linkcode range} says what of it is unread. */
  get buffer(): Uint8Array<ArrayBuffer> {
    return this.#buffer;
  }

  /** Unread bytes in the buffer. */
  get range(): { from: number; to: number } {
    return { from: this.#from, to: this.#to };
  }

  /** Marks bytes up to `end` as read. */
  consume(end: number): void {
    this.#from = end;
    if (this.#from === this.#to) {
      this.#from = 0;
      this.#to = 0;
    }
  }

  /** Arms the read of an idle connection. */
  idle(): void {
    this.isIdle = true;
    this.streams = 0;
    this.movedAtMs = null;
    this.onCut = null;
    // An end, an error, or bytes that nobody asked for. All make it useless.
    settled(this.#arm(), this.#readWhileIdle);
  }

  /** Takes the connection out of idleness. */
  busy(): void {
    this.isIdle = false;
  }

  /** Closes the socket; a pending read or write fails. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#events.closed(this);
    try {
      this.#conn.close();
    } catch {
      // Already gone at the other end: closed is what was wanted.
    }
  }

  /** Closes the socket, and tells an exchange that does not read from it at the moment. */
  cut(reason: Error): void {
    this.cutReason = reason;
    this.close();
    this.onCut?.(reason);
    this.onCut = null;
  }

  /**
   * Writes head and body in one piece.
   *
   * @param head Latin-1 text.
   * @param body Bytes after it, possibly none.
   */
  send(head: string, body: Uint8Array | null): Promise<void> {
    return this.#writeAll(this.#message(head, body));
  }

  /** As {@linkcode UpstreamConnection.send}, without a promise: a failed write shows in the read. */
  post(head: string, body: Uint8Array | null): void {
    background(this.#writeAll(this.#message(head, body)), () => {});
  }

  /** Writes one chunk of a chunked body; an empty one would end it and is skipped. */
  sendChunk(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return Promise.resolve();
    const size = `${chunk.length.toString(16)}\r\n`;
    const length = size.length + chunk.length + 2;
    const buffer = this.#bufferFor(length);
    ENCODER.encodeInto(size, buffer);
    buffer.set(chunk, size.length);
    buffer[length - 2] = 13;
    buffer[length - 1] = 10;
    return this.#writeAll(buffer.subarray(0, length));
  }

  /** Writes bytes as they are. */
  sendRaw(bytes: Uint8Array): Promise<void> {
    return this.#writeAll(bytes);
  }

  /**
   * Reads more bytes behind the unread ones.
   *
   * @returns false at the end of the connection.
   */
  async readMore(): Promise<boolean> {
    const count = await (this.#armed ?? this.#arm());
    this.#armed = null;
    if (count === null) return false;
    this.#to += count;
    this.hasMoved = true;
    return true;
  }

  /**
   * Reads the final response head; interim ones (1xx) are skipped.
   *
   * @param method Of the request.
   * @param mayUpgrade The request asks for another protocol: then 101 is a final head.
   * @throws {HeadError} If the head is not acceptable.
   * @throws {ConnectionEndedError} If the connection ended before a whole head.
   */
  async readHead(method: string, mayUpgrade = false): Promise<ResponseHead> {
    let interim = 0;
    // Bytes of the head that have been looked at; reading may move them to the buffer's start.
    let looked = 0;
    while (interim <= INTERIM_HEADS_MAX) {
      const end = headEnd(this.#buffer, this.#from, this.#to, this.#from + looked);
      if (end < 0) {
        const unfinished = { from: this.#from, to: this.#to, search: this.#from + looked };
        if (hasBareLineFeed(this.#buffer, unfinished)) {
          throw new HeadError("a line of its head ends with a bare line feed");
        }
        looked = this.#to - this.#from;
        if (looked >= READ_BUFFER_BYTES) {
          throw new HeadError(`its head is longer than ${READ_BUFFER_BYTES} bytes`);
        }
        if (await this.readMore()) continue;
        throw new ConnectionEndedError("the connection ended before the answer's head");
      }
      const head = parseResponseHead(this.#buffer.subarray(this.#from, end), method);
      this.consume(end);
      if (head.status === 101 && mayUpgrade) return head;
      if (head.status === 101) throw new HeadError("it switches protocols unasked");
      if (head.status >= 200) return head;
      interim++;
      looked = 0;
    }
    throw new HeadError("it sends interim answers without end");
  }

  readonly #readWhileIdle = (): void => {
    if (this.isIdle) this.#events.idleEnded(this);
  };

  #arm(): Promise<number | null> {
    if (this.#to === READ_BUFFER_BYTES && this.#from > 0) {
      this.#buffer.copyWithin(0, this.#from, this.#to);
      this.#to -= this.#from;
      this.#from = 0;
    }
    const read = this.#conn.read(this.#to === 0 ? this.#buffer : this.#buffer.subarray(this.#to));
    this.#armed = read;
    return read;
  }

  #message(head: string, body: Uint8Array | null): Uint8Array {
    const bodyBytes = body === null ? 0 : body.length;
    const buffer = this.#bufferFor(head.length + bodyBytes);
    let length = head.length;
    if (NON_ASCII_REGEXP.test(head)) {
      // Header values are bytes, one per character: UTF-8 would turn one into two.
      for (let k = 0; k < head.length; k++) buffer[k] = head.charCodeAt(k);
    } else {
      length = ENCODER.encodeInto(head, buffer).written;
    }
    if (body !== null) buffer.set(body, length);
    return buffer.subarray(0, length + bodyBytes);
  }

  #bufferFor(bytes: number): Uint8Array<ArrayBuffer> {
    if (this.#writing !== null || bytes > WRITE_BUFFER_BYTES_MAX) return new Uint8Array(bytes);
    if (bytes > this.#writeBuffer.length) {
      this.#writeBuffer = new Uint8Array(2 ** Math.ceil(Math.log2(bytes)));
    }
    return this.#writeBuffer;
  }

  #writeAll(bytes: Uint8Array): Promise<void> {
    const writing = this.#conn.write(bytes).then(
      (written) => written === bytes.length ? this.#wrote() : this.#writeRest(bytes, written),
      (error) => {
        this.#wrote();
        throw error;
      },
    );
    this.#writing = writing;
    return writing;
  }

  #wrote(): void {
    this.#writing = null;
    this.hasMoved = true;
  }

  async #writeRest(bytes: Uint8Array, from: number): Promise<void> {
    try {
      for (let at = from; at < bytes.length;) at += await this.#conn.write(bytes.subarray(at));
    } finally {
      this.#wrote();
    }
  }
}
