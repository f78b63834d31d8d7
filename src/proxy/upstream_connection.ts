/**
 * One raw HTTP/1.1 connection to the upstream: bytes out, bytes in, nothing decoded or added.
 *
 * While the connection is idle a read stays armed, so a close by the upstream is noticed before
 * the next request is written to it; that request then simply uses the same read.
 *
 * @module
 */

import { background } from "../base/background.ts";
import { READ_BUFFER_BYTES } from "../base/limits.ts";
import { headEnd, HeadError, parseResponseHead, type ResponseHead } from "./response_head.ts";

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

/** A connection; used by one exchange at a time. */
export class UpstreamConnection {
  readonly #conn: Deno.Conn;
  readonly #onClose: (connection: UpstreamConnection) => void;
  readonly #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(READ_BUFFER_BYTES);
  #from = 0;
  #to = 0;
  #armed: Promise<number | null> | null = null;
  #writeBuffer: Uint8Array<ArrayBuffer> = new Uint8Array(4_096);
  /** The write under way; the buffer and the connection are its own until it settles. */
  #writing: Promise<void> | null = null;
  #isClosed = false;
  /** Told once when an idle connection ends or talks out of turn. */
  #onIdleEnd: (() => void) | null = null;
  /** Milliseconds, monotonic, since when it is idle. */
  idleSinceMs = 0;
  /** Told once when the exchange on this connection is cut from here. */
  onCut: ((reason: Error) => void) | null = null;

  /** @param onClose Told once, when the connection is closed from here. */
  constructor(conn: Deno.Conn, onClose: (connection: UpstreamConnection) => void) {
    this.#conn = conn;
    this.#onClose = onClose;
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
  idle(onEnd: () => void): void {
    this.#onIdleEnd = onEnd;
    this.onCut = null;
    this.#arm();
  }

  /** Takes the connection out of idleness. */
  busy(): void {
    this.#onIdleEnd = null;
  }

  /** Closes the socket; a pending read or write fails. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClose(this);
    try {
      this.#conn.close();
    } catch {
      // Already gone at the other end: closed is what was wanted.
    }
  }

  /** Closes the socket, and tells an exchange that does not read from it at the moment. */
  cut(): void {
    this.close();
    this.onCut?.(new ConnectionEndedError("the exchange was cut"));
    this.onCut = null;
  }

  /**
   * Writes head and body in one piece.
   *
   * @param head Latin-1 text.
   * @param body Bytes after it, possibly none.
   */
  send(head: string, body: Uint8Array | null): Promise<void> {
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
    return this.#writeAll(buffer.subarray(0, length + bodyBytes));
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
    if (this.#armed === null) this.#arm();
    const count = await this.#armed;
    this.#armed = null;
    if (count === null) return false;
    this.#to += count;
    return true;
  }

  /**
   * Reads the final response head; interim ones (1xx) are skipped.
   *
   * @param method Of the request.
   * @throws {HeadError} If the head is not acceptable.
   * @throws {ConnectionEndedError} If the connection ended before a whole head.
   */
  async readHead(method: string): Promise<ResponseHead> {
    let interim = 0;
    // Bytes of the head that have been looked at; reading may move them to the buffer's start.
    let looked = 0;
    while (interim <= INTERIM_HEADS_MAX) {
      const end = headEnd(this.#buffer, this.#from, this.#to, this.#from + looked);
      if (end < 0) {
        looked = this.#to - this.#from;
        await this.#readHeadBytes(looked);
        continue;
      }
      const head = parseResponseHead(this.#buffer.subarray(this.#from, end), method);
      this.consume(end);
      if (head.status === 101) throw new HeadError("it switches protocols unasked");
      if (head.status >= 200) return head;
      interim++;
      looked = 0;
    }
    throw new HeadError("it sends interim answers without end");
  }

  async #readHeadBytes(have: number): Promise<void> {
    if (have >= READ_BUFFER_BYTES) {
      throw new HeadError(`its head is longer than ${READ_BUFFER_BYTES} bytes`);
    }
    if (await this.readMore()) return;
    throw new ConnectionEndedError("the connection ended before the answer's head");
  }

  #arm(): void {
    if (this.#to === READ_BUFFER_BYTES && this.#from > 0) {
      this.#buffer.copyWithin(0, this.#from, this.#to);
      this.#to -= this.#from;
      this.#from = 0;
    }
    const read = this.#conn.read(this.#buffer.subarray(this.#to));
    this.#armed = read;
    if (this.#onIdleEnd === null) return;
    const noticed = (): void => {
      // Still idle: an end, an error, or bytes that nobody asked for. All make it useless.
      this.#onIdleEnd?.();
    };
    background(read.then(noticed), noticed);
  }

  #bufferFor(bytes: number): Uint8Array<ArrayBuffer> {
    if (this.#writing !== null || bytes > WRITE_BUFFER_BYTES_MAX) return new Uint8Array(bytes);
    if (bytes > this.#writeBuffer.length) {
      this.#writeBuffer = new Uint8Array(2 ** Math.ceil(Math.log2(bytes)));
    }
    return this.#writeBuffer;
  }

  #writeAll(bytes: Uint8Array): Promise<void> {
    const writing = this.#writeParts(bytes).finally(() => {
      this.#writing = null;
    });
    this.#writing = writing;
    return writing;
  }

  async #writeParts(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      written += await this.#conn.write(written === 0 ? bytes : bytes.subarray(written));
    }
  }
}
