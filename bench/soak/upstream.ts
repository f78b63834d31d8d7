/**
 * The upstream of a soak: bare TCP, does what the schedule says for the exchange that a request
 * names in its `x-soak` field, and tells the client's side what it saw. It keeps nothing of an
 * exchange that is over.
 * @module
 */

import { background } from "../../src/base/background.ts";
import { concat, utf8 } from "../../src/base/bytes.ts";
import { chunkBytes } from "../../tests/support/raw_client.ts";
import { headBytes } from "../../tests/support/raw_upstream.ts";
import {
  BodyReader,
  declaredFraming,
  type HeaderPair,
  headerValues,
  type RawHead,
  readHead,
  WireReader,
  writeAll,
} from "../../tests/support/wire_reader.ts";
import { answerFields, answerPieces, digestOf, type Pieces } from "./bodies.ts";
import { BoundedList, pause } from "./bounded.ts";
import type { Exchange } from "./schedule.ts";

/** How a request came: straight from the client, or through the proxy. */
export type Way = "direct" | "proxied";

/** Field that names way and exchange: `proxied-17`. */
export const SOAK_FIELD = "x-soak";

/** What the upstream saw of one exchange. */
export class Sight {
  readonly exchange: Exchange;
  /** Heads that arrived. */
  arrivals = 0;
  /** The request came on a connection that had already been ended from here. */
  hasMetClosing = false;
  readonly #head = Promise.withResolvers<void>();
  readonly #whole = Promise.withResolvers<void>();
  readonly #freed = Promise.withResolvers<void>();

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  /** Resolves when the head has come. */
  get head(): Promise<void> {
    return this.#head.promise;
  }

  /** Resolves when the whole request has come. */
  get whole(): Promise<void> {
    return this.#whole.promise;
  }

  /** Resolves when the upstream has noticed that the peer left. */
  get freed(): Promise<void> {
    return this.#freed.promise;
  }

  /** A head has come. */
  sawHead(): void {
    this.arrivals++;
    this.#head.resolve();
  }

  /** The body has come, too. */
  sawWhole(): void {
    this.#whole.resolve();
  }

  /** The peer has left. */
  sawLeave(): void {
    this.#freed.resolve();
  }
}

/** Longest silence after which a peer that has not left is left. */
const SILENCE_MS_MAX = 15_000;
/** How long a lingering close still reads. */
const LINGER_MS = 500;
/** A connection closed at most so long ago may explain a request that never came. */
const NEAR_MS = 1_000;
/** Faults kept in words. */
const FAULTS_MAX = 50;

/** Nonsense by number; see `GARBAGE_VARIANTS`. */
const GARBAGE: readonly string[] = [
  "220 mail.example ESMTP ready\r\n\r\n",
  "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde",
  "",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n",
  "HTTP/1.1 200 OK\r\nno colon in here\r\n\r\n",
];

/** One connection. */
interface Peer {
  conn: Deno.TcpConn;
  reader: WireReader;
}

/** A running upstream. */
export class SoakUpstream implements AsyncDisposable {
  /** What should not have happened, such as a cut upload that arrived whole. */
  readonly faults: BoundedList<string> = new BoundedList(FAULTS_MAX);
  /** Connections closed after an answer without having said so, by way. */
  readonly closings: Record<Way, number> = { direct: 0, proxied: 0 };
  readonly #closedAtMs: Record<Way, number> = { direct: -Infinity, proxied: -Infinity };
  readonly #listener: Deno.TcpListener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #sights = new Map<string, Sight>();
  readonly #open = new Set<Deno.TcpConn>();
  readonly #tasks = new Set<Promise<void>>();
  #isOver = false;

  constructor() {
    this.#run(this.#accept());
  }

  /** Port of 127.0.0.1. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** Connections open now. */
  get connections(): number {
    return this.#open.size;
  }

  /** Says that a request with this key will come. */
  expect(key: string, exchange: Exchange): Sight {
    const sight = new Sight(exchange);
    this.#sights.set(key, sight);
    return sight;
  }

  /** Nothing more will come with this key. */
  forget(key: string): void {
    this.#sights.delete(key);
  }

  /** True when a connection of this way was closed without notice a moment ago. */
  hasClosedLately(way: Way): boolean {
    return performance.now() - this.#closedAtMs[way] < NEAR_MS;
  }

  /** Closes everything and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    this.#listener.close();
    for (const conn of this.#open) this.#close(conn);
    await Promise.all(this.#tasks);
  }

  #run(task: Promise<void>): void {
    this.#tasks.add(task);
    const done = (): boolean => this.#tasks.delete(task);
    background(task.then(done), done);
  }

  async #accept(): Promise<void> {
    for await (const conn of this.#listener) this.#run(this.#serve(conn));
  }

  async #serve(conn: Deno.TcpConn): Promise<void> {
    this.#open.add(conn);
    const peer: Peer = { conn, reader: new WireReader(conn, null) };
    try {
      conn.setNoDelay(true);
      while (await this.#exchange(peer));
    } catch (error) {
      if (!this.#isOver) this.faults.add(`the upstream's connection failed: ${error}`);
    } finally {
      this.#close(conn);
    }
  }

  #close(conn: Deno.TcpConn): void {
    if (this.#open.delete(conn)) conn.close();
  }

  /** One request and its answer; false when the connection carries no more. */
  async #exchange(peer: Peer): Promise<boolean> {
    const head = await readHead(peer.reader);
    if (head === null) return false;
    const [key = ""] = headerValues(head.headers, SOAK_FIELD);
    const sight = this.#sights.get(key);
    if (sight === undefined) {
      this.faults.add(`a request came that nobody waits for: ${head.startLine} "${key}"`);
      return false;
    }
    sight.sawHead();
    const digest = await readBody(peer.reader, head);
    const isCut = sight.exchange.client.leaves === "in_upload";
    if (digest === null || isCut) {
      if (isCut !== (digest === null)) {
        this.faults.add(`${key}: the upload arrived ${isCut ? "whole, but was cut" : "cut"}`);
      }
      sight.sawLeave();
      return false;
    }
    sight.sawWhole();
    try {
      return await this.#answer(peer, { key, sight, digest });
    } catch (error) {
      if (sight.exchange.client.leaves === null && !this.#isOver) {
        this.faults.add(`${key}: the answer could not be written: ${error}`);
      }
      sight.sawLeave();
      return false;
    }
  }

  async #answer(
    peer: Peer,
    request: { key: string; sight: Sight; digest: string },
  ): Promise<boolean> {
    const { sight } = request;
    const { exchange } = sight;
    const { client, upstream } = exchange;
    if (upstream.thinkMs > 0) await pause(upstream.thinkMs);
    if (upstream.end === "garbage") {
      await writeAll(peer.conn, utf8(GARBAGE[upstream.garbage] ?? ""));
      return false;
    }
    if (client.leaves !== "before_head") await sendAnswer(peer.conn, exchange, request.digest);
    switch (upstream.end) {
      case "silence":
        if (await Promise.race([untilGone(peer.reader), pause(SILENCE_MS_MAX)])) sight.sawLeave();
        return false;
      case "close":
      case "linger":
        await this.#closeAfter(peer, {
          way: request.key.startsWith("direct") ? "direct" : "proxied",
          isLingering: upstream.end === "linger",
        });
        return false;
      default:
        return upstream.end === "keep" && upstream.framing !== "eof";
    }
  }

  /** Closes a connection on which the client may already be sending its next request. */
  async #closeAfter(peer: Peer, how: { way: Way; isLingering: boolean }): Promise<void> {
    const { way, isLingering } = how;
    this.closings[way]++;
    this.#closedAtMs[way] = performance.now();
    if (!isLingering) return this.#close(peer.conn);
    await peer.conn.closeWrite();
    const next = readHead(peer.reader).catch(() => null);
    const head = await Promise.race([next, pause(LINGER_MS)]);
    if (head === null || head === undefined) return;
    const [key = ""] = headerValues(head.headers, SOAK_FIELD);
    const sight = this.#sights.get(key);
    if (sight !== undefined) sight.hasMetClosing = true;
  }
}

/** Resolves to true when the peer has left. */
async function untilGone(reader: WireReader): Promise<true> {
  while (await reader.fill());
  return true;
}

/** Reads the body and returns its SHA-256, or null when it was cut. */
async function readBody(reader: WireReader, head: RawHead): Promise<string | null> {
  const body = new BodyReader(reader, declaredFraming(head.headers) ?? { kind: "none" });
  const pieces = await body.rest();
  return body.complete ? digestOf(...pieces) : null;
}

/** Writes head and body, without what is missing when the body is to be cut. */
async function sendAnswer(conn: Deno.Conn, exchange: Exchange, digest: string): Promise<void> {
  const { client, upstream } = exchange;
  const pieces = answerPieces(exchange, digest);
  const head = answerHead(exchange, pieces);
  if (client.method === "HEAD") return await writeAll(conn, head);
  const sent = upstream.end === "cut" ? pieces.slice(0, -1) : pieces;
  const isChunked = upstream.framing === "chunked";
  for (const [k, piece] of sent.entries()) {
    if (k > 0 && upstream.chunkPauseMs > 0) await pause(upstream.chunkPauseMs);
    const bytes = isChunked ? chunkBytes(piece) : piece;
    // A small answer comes in one piece with its head, as from real servers.
    await writeAll(conn, k === 0 ? concat(head, bytes) : bytes);
  }
  if (sent.length === 0) await writeAll(conn, head);
  const isWhole = upstream.end !== "cut" && upstream.end !== "silence";
  if (isChunked && isWhole) await writeAll(conn, utf8("0\r\n\r\n"));
}

function answerHead(exchange: Exchange, pieces: Pieces): Uint8Array {
  const { status, framing } = exchange.upstream;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const framed: Record<typeof framing, HeaderPair> = {
    length: ["content-length", `${length}`],
    chunked: ["transfer-encoding", "chunked"],
    eof: ["connection", "close"],
  };
  return headBytes({ status, headers: [...answerFields(exchange), framed[framing]] });
}
