/**
 * The listener in front: accepts connections within limits, and closes those that only sit there.
 *
 *     accepted --> head awaited --> request runs --> idle --> ...
 *        |             |                               |
 *        too many      --header-read-timeout           --client-idle-timeout
 *
 * @module
 */

import { background, settled } from "../base/background.ts";
import { utf8 } from "../base/bytes.ts";
import type { Clock } from "../base/clock.ts";
import type { EngineServer, ServeConnection } from "./engine.ts";

/** How often connections are looked at. */
const SWEEP_MS = 1_000;
/** Pause after a failed accept (no file descriptor is left, mostly). */
const ACCEPT_PAUSE_MS = 50;

const TOO_MANY_BODY =
  '{"error":{"type":"outband_too_many_connections","message":"Too many connections are open",' +
  '"code":503}}\n';
const TOO_MANY = utf8(
  "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-type: application/json\r\n" +
    `content-length: ${TOO_MANY_BODY.length}\r\n\r\n${TOO_MANY_BODY}`,
);

/** The client's end of a connection, as a request sees it. */
export interface Peer {
  /** Address without port. */
  readonly address: string;
  /** A request of this connection begins. */
  began(): void;
  /** A request of this connection has ended, both ways. */
  ended(): void;
  /** The connection is a WebSocket from now on; its request has ended when that has. */
  upgraded(): void;
}

/** Answers a request of a client. */
export type PeerHandler = (req: Request, peer: Peer) => Promise<Response>;

/** What a front works with. */
export interface FrontOptions {
  listener: Deno.Listener<Deno.TcpConn | Deno.TlsConn, Deno.NetAddr>;
  serveConnection: ServeConnection;
  handler: PeerHandler;
  clock: Clock;
  /** Connections open at once; further ones are answered with 503 and closed. */
  connectionsMax: number;
  /** Longest time from accepting a connection to the end of its first request's head. */
  headerReadMs: number;
  /** Longest time without a request; 0 for no limit. */
  clientIdleMs: number;
  /** Told faults of the server itself; gives the answer to the request that met one. */
  onError(error: unknown): Response;
}

/** Counts of a front since its start. */
export interface FrontStats {
  /** Connections open now. */
  open: number;
  /** Connections refused because too many were open. */
  refused: number;
  /** Connections closed because no head came in time, or no request for long. */
  timedOut: number;
}

/** Accepts and serves. */
export class Front {
  readonly #options: FrontOptions;
  readonly #clients = new Set<Client>();
  readonly #sweeper: ReturnType<typeof setInterval>;
  #isClosed = false;
  #refused = 0;
  #timedOut = 0;

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    background(this.#accept(), (error) => void options.onError(error));
  }

  /** Where it listens. */
  get addr(): Deno.NetAddr {
    return this.#options.listener.addr;
  }

  /** Counts for metrics. */
  stats(): FrontStats {
    return { open: this.#clients.size, refused: this.#refused, timedOut: this.#timedOut };
  }

  /** Accepts no more connections, and ends those on which nothing runs. */
  stopAccepting(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#options.listener.close();
    for (const client of this.#clients) {
      if (client.running === 0) background(client.shutdown(), () => {});
    }
  }

  /** Accepts no more; resolves when every connection has ended. Idle ones end at once. */
  async shutdown(): Promise<void> {
    this.stopAccepting();
    await Promise.all([...this.#clients].map((client) => client.shutdown()));
  }

  async #accept(): Promise<void> {
    const { listener, onError } = this.#options;
    while (!this.#isClosed) {
      try {
        this.#take(await listener.accept());
      } catch (error) {
        if (this.#isClosed) return;
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, ACCEPT_PAUSE_MS));
      }
    }
  }

  #take(conn: Deno.TcpConn | Deno.TlsConn): void {
    if (this.#isClosed) return conn.close();
    if (this.#clients.size >= this.#options.connectionsMax) {
      this.#refused++;
      return refuse(conn);
    }
    if ("setNoDelay" in conn) conn.setNoDelay(true);
    const client = new Client(conn, this.#options);
    this.#clients.add(client);
    settled(client.finished, () => {
      this.#clients.delete(client);
      // A connection that was reset keeps its place in the runtime's table until this.
      background(client.shutdown(), () => {});
    });
  }

  #sweep(): void {
    const { clock, clientIdleMs, headerReadMs } = this.#options;
    const nowMs = clock.monotonicMs();
    for (const client of this.#clients) {
      if (client.running > 0) continue;
      const limitMs = client.requests === 0 ? headerReadMs : clientIdleMs;
      if (limitMs === 0 || nowMs - client.quietSinceMs <= limitMs || client.isEnding) continue;
      this.#timedOut++;
      background(client.shutdown(), () => {});
    }
  }
}

/** Says why, as far as that is possible without waiting, and closes. */
function refuse(conn: Deno.TcpConn | Deno.TlsConn): void {
  const close = (): void => {
    try {
      conn.close();
    } catch {
      // Gone already: closed is what was wanted.
    }
  };
  // Over TLS there is no one to talk to before the handshake, which is not worth its time here.
  if (!("setNoDelay" in conn)) return close();
  settled(conn.write(TOO_MANY), close);
}

class Client implements Peer {
  readonly address: string;
  /** Settles when the connection is over, also as a WebSocket. */
  readonly finished: Promise<void>;
  readonly #socketOver = Promise.withResolvers<void>();
  readonly #conn: Deno.Conn;
  readonly #clock: Clock;
  #isSocket = false;
  readonly #server: EngineServer;
  /** Requests under way. */
  running = 0;
  /** Requests begun. */
  requests = 0;
  /** Milliseconds, monotonic, since when nothing runs. */
  quietSinceMs: number;
  isEnding = false;

  constructor(conn: Deno.TcpConn | Deno.TlsConn, options: FrontOptions) {
    this.#conn = conn;
    this.address = conn.remoteAddr.hostname;
    this.#clock = options.clock;
    this.quietSinceMs = options.clock.monotonicMs();
    const { handler } = options;
    this.#server = options.serveConnection(conn, (req) => handler(req, this), options.onError);
    this.finished = this.#server.finished.then(() =>
      this.#isSocket ? this.#socketOver.promise : undefined
    );
  }

  upgraded(): void {
    this.#isSocket = true;
    this.#server.letGo();
  }

  began(): void {
    this.running++;
    this.requests++;
  }

  ended(): void {
    this.running--;
    if (this.running === 0) this.quietSinceMs = this.#clock.monotonicMs();
    if (!this.#isSocket) return;
    this.#socketOver.resolve();
    try {
      this.#conn.close();
    } catch {
      // Closed with the socket: nothing else is wanted.
    }
  }

  async shutdown(): Promise<void> {
    this.isEnding = true;
    await this.#server.shutdown();
    if (this.#isSocket) await this.#socketOver.promise;
  }
}
