/**
 * HTTP/2 client that speaks in single frames (RFC 9113 section 6), so that a test decides what is
 * sent when, and sees how a stream ended. Header blocks of answers are not decoded.
 *
 * @module
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { DEADLINE_MS } from "../support/deadline.ts";
import { WireReader, writeAll } from "../support/wire_reader.ts";

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const PING = 6;
const WINDOW_UPDATE = 8;
const END_STREAM = 1;
const ACK = 1;
const END_HEADERS = 4;
const CANCEL = 8;
const FRAME_HEAD_BYTES = 9;
const PREFACE = utf8("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** What a server sent on one stream, in order. */
export type H2Event =
  | { kind: "head" }
  | { kind: "data"; bytes: Uint8Array }
  /** The stream has ended properly; after `head` or `data`. */
  | { kind: "end" }
  | { kind: "reset"; code: number }
  /** The connection has ended. */
  | { kind: "gone" };

/** One connection. */
export class H2Frames implements Disposable {
  readonly #conn: Deno.TcpConn;
  readonly #reader: WireReader;
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  readonly #events = new Map<number, H2Event[]>();
  #isGone = false;
  #isClosed = false;

  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.#reader = new WireReader(conn, DEADLINE_MS);
  }

  /** Connects in clear text, with prior knowledge. */
  static async connect(port: number): Promise<H2Frames> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    conn.setNoDelay(true);
    const client = new H2Frames(conn);
    await client.#send(PREFACE, frame({ type: SETTINGS, flags: 0, stream: 0 }));
    return client;
  }

  /** Begins a request; streams are numbered 1, 3, 5 and so on. */
  async request(
    stream: number,
    fields: Record<string, string>,
    options: { end: boolean },
  ): Promise<void> {
    const all = { ":method": "POST", ":scheme": "http", ":authority": "h", ...fields };
    const block = concat(...Object.entries(all).map(([name, value]) => literal(name, value)));
    const flags = END_HEADERS | (options.end ? END_STREAM : 0);
    await this.#send(frame({ type: HEADERS, flags, stream }, block));
  }

  /** Sends a piece of a body. */
  async data(stream: number, bytes: Uint8Array, options: { end: boolean }): Promise<void> {
    await this.#send(frame({ type: DATA, flags: options.end ? END_STREAM : 0, stream }, bytes));
  }

  /** Resets a stream, as a client does that wants no answer any more. */
  async reset(stream: number): Promise<void> {
    await this.#send(frame({ type: RST_STREAM, flags: 0, stream }, number32(CANCEL)));
  }

  /** Lets the server send more, on a stream and on the connection. */
  async allow(stream: number, bytes: number): Promise<void> {
    const update = (id: number): Uint8Array =>
      frame({ type: WINDOW_UPDATE, flags: 0, stream: id }, number32(bytes));
    await this.#send(update(0), update(stream));
  }

  /** The next event of a stream. */
  async next(stream: number): Promise<H2Event> {
    for (;;) {
      const event = this.#events.get(stream)?.shift();
      if (event !== undefined) return event;
      if (this.#isGone) return { kind: "gone" };
      await this.#readFrame();
    }
  }

  /** Waits until the server answers a ping: what was sent before, it has read. */
  async ping(): Promise<void> {
    await this.#send(frame({ type: PING, flags: 0, stream: 0 }, new Uint8Array(8)));
    const event = await this.next(0);
    if (event.kind !== "end") throw new Error(`No answer to a ping: ${event.kind}`);
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#conn.close();
  }

  async #send(...frames: Uint8Array[]): Promise<void> {
    await writeAll(this.#conn, concat(...frames));
  }

  async #readFrame(): Promise<void> {
    const head = await this.#take(FRAME_HEAD_BYTES);
    if (head === null) return;
    const view = new DataView(head.buffer, head.byteOffset);
    const payload = await this.#take(view.getUint32(0) >>> 8);
    if (payload === null) return;
    const [type, flags, stream] = [view.getUint8(3), view.getUint8(4), view.getUint32(5)];
    if (type === SETTINGS && (flags & ACK) === 0) {
      // Where the server has closed already, the next read says so.
      await this.#send(frame({ type: SETTINGS, flags: ACK, stream: 0 })).catch(() => {});
    }
    // The answer to a ping is kept as an event of the connection.
    if (type === PING && (flags & ACK) !== 0) this.#add(0, { kind: "end" });
    if (type === HEADERS) this.#add(stream, { kind: "head" });
    if (type === DATA && payload.length > 0) this.#add(stream, { kind: "data", bytes: payload });
    if (type === RST_STREAM) {
      const code = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
      this.#add(stream, { kind: "reset", code });
    }
    if ((type === HEADERS || type === DATA) && (flags & END_STREAM) !== 0) {
      this.#add(stream, { kind: "end" });
    }
  }

  #add(stream: number, event: H2Event): void {
    const events = this.#events.get(stream) ?? [];
    events.push(event);
    this.#events.set(stream, events);
  }

  async #take(count: number): Promise<Uint8Array<ArrayBuffer> | null> {
    while (this.#buffer.length < count) {
      const some = await this.#reader.some(Infinity);
      this.#reader.takeRaw();
      if (some === null) {
        this.#isGone = true;
        return null;
      }
      this.#buffer = concat(this.#buffer, some);
    }
    const taken = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.slice(count);
    return taken;
  }
}

function frame(
  head: { type: number; flags: number; stream: number },
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FRAME_HEAD_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length << 8);
  view.setUint8(3, head.type);
  view.setUint8(4, head.flags);
  view.setUint32(5, head.stream);
  bytes.set(payload, FRAME_HEAD_BYTES);
  return bytes;
}

function number32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A header field, literal and without Huffman coding (RFC 7541 section 6.2.2). */
function literal(name: string, value: string): Uint8Array<ArrayBuffer> {
  return concat(Uint8Array.of(0), text(name), text(value));
}

/** A string with its length, an integer with a prefix of 7 bits (RFC 7541 section 5). */
function text(value: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(value);
  if (bytes.length < 127) return concat(Uint8Array.of(bytes.length), bytes);
  const digits = [127];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest >>>= 7) digits.push((rest & 127) | 128);
  return concat(Uint8Array.of(...digits, rest), bytes);
}
