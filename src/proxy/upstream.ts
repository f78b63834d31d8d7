/**
 * The upstream: where it is, and its connections. The only file that opens connections.
 *
 * Nothing is ever sent twice: a request that fails after its first byte was written fails.
 *
 * @module
 */

import { background } from "../base/background.ts";
import type { Clock } from "../base/clock.ts";
import { OutbandError } from "../base/errors.ts";
import { IDLE_CONNECTIONS_MAX } from "../base/limits.ts";
import {
  readUpstreamUrl,
  type UpstreamTarget,
  withoutCredentials,
} from "../format/upstream_setting.ts";
import { ConnectError, CutError, StreamIdleError } from "./exchange_errors.ts";
import { type ConnectionEvents, UpstreamConnection } from "./upstream_connection.ts";

/** How often idle connections are looked at. */
const SWEEP_MS = 1_000;

/**
 * Reads the URL of an upstream.
 *
 * @throws {OutbandError} CONFIG, if it is not `http(s)://host[:port][/path]`.
 */
export function parseTarget(text: string): UpstreamTarget {
  const target = readUpstreamUrl(text);
  if (!("problem" in target)) return target;
  const shown = JSON.stringify(withoutCredentials(text));
  throw new OutbandError(
    "CONFIG",
    `Cannot use --target ${shown}: ${target.problem}; give http(s)://host[:port][/path]`,
  );
}

/** What a TLS connection to the upstream needs beside the system's certificates; PEM texts. */
export interface UpstreamTls {
  /** Certificates trusted besides. */
  caCerts: string[];
  /** The client's own certificate chain and key, or null. */
  client: { cert: string; key: string } | null;
}

/** How connections are made and kept. */
export interface UpstreamOptions {
  clock: Clock;
  connectTimeoutMs: number;
  /** How long an idle connection is kept. */
  idleMs: number;
  /** How long a body may pause, in either direction; 0 for no limit. */
  streamIdleMs: number;
  tls: UpstreamTls;
}

/** Connections to one target. */
export class Upstream {
  readonly target: UpstreamTarget;
  readonly #clock: Clock;
  readonly #connectTimeoutMs: number;
  readonly #idleMs: number;
  readonly #streamIdleMs: number;
  readonly #tls: UpstreamTls;
  /** Idle connections, the most recently used last. */
  readonly #idle: UpstreamConnection[] = [];
  /** Every open connection, idle or not. */
  readonly #open = new Set<UpstreamConnection>();
  readonly #sweeper: ReturnType<typeof setInterval>;
  readonly #events: ConnectionEvents = {
    closed: (connection) => this.#open.delete(connection),
    idleEnded: (connection) => this.#drop(connection),
  };
  /** Connections opened since the start. */
  opened = 0;
  /** True once the drain time is over and exchanges are cut from here. */
  isCutting = false;
  #isClosed = false;

  constructor(
    target: UpstreamTarget,
    options: UpstreamOptions,
  ) {
    this.target = target;
    this.#clock = options.clock;
    this.#connectTimeoutMs = options.connectTimeoutMs;
    this.#idleMs = options.idleMs;
    this.#streamIdleMs = options.streamIdleMs;
    this.#tls = options.tls;
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    Deno.unrefTimer(this.#sweeper);
  }

  /** True while there is an idle connection. */
  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  /** An idle connection that is still open, or null. */
  takeIdle(): UpstreamConnection | null {
    const connection = this.#idle.pop();
    if (connection === undefined) return null;
    connection.busy();
    return connection;
  }

  /**
   * Opens a connection.
   *
   * @throws {ConnectError} If the upstream does not answer, or its certificate is not valid.
   */
  async connect(): Promise<UpstreamConnection> {
    const { hostname, port, tls } = this.target;
    this.opened++;
    const opening: Promise<Deno.TcpConn | Deno.TlsConn> = tls
      ? Deno.connectTls({
        hostname,
        port,
        alpnProtocols: ["http/1.1"],
        caCerts: this.#tls.caCerts,
        ...(this.#tls.client ?? {}),
      })
      : Deno.connect({ hostname, port });
    const conn = await this.#withinTimeout(opening, () => {
      background(opening.then((late) => late.close()), () => {});
    });
    if ("handshake" in conn) await this.#shakeHands(conn);
    if ("setNoDelay" in conn) conn.setNoDelay(true);
    const connection = new UpstreamConnection(conn, this.#events);
    this.#open.add(connection);
    if (this.isCutting) connection.cut(new CutError("The drain time is over"));
    return connection;
  }

  /** Takes a connection back whose exchange has ended properly. */
  release(connection: UpstreamConnection): void {
    if (connection.writing !== null) {
      const close = (): void => connection.close();
      background(connection.writing.then(() => this.release(connection)), close);
      return;
    }
    const isUsable = !connection.isClosed && connection.range.from === connection.range.to;
    if (!isUsable || this.#isClosed || this.#idle.length >= IDLE_CONNECTIONS_MAX) {
      connection.close();
      return;
    }
    connection.idleSinceMs = this.#clock.monotonicMs();
    this.#idle.push(connection);
    connection.idle();
  }

  /** Cuts every exchange that still runs, and those to come. */
  cut(): void {
    this.isCutting = true;
    this.#closeIdle();
    for (const connection of [...this.#open]) {
      connection.cut(new CutError("The drain time is over"));
    }
  }

  /** Closes all idle connections and keeps no more of them. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#closeIdle();
  }

  #closeIdle(): void {
    for (const connection of this.#idle.splice(0)) {
      connection.busy();
      connection.close();
    }
  }

  /** `connectTls` would leave the handshake, its faults and its delays to the first write. */
  async #shakeHands(conn: Deno.TlsConn): Promise<void> {
    try {
      await this.#withinTimeout(conn.handshake(), () => {});
    } catch (error) {
      conn.close();
      throw error;
    }
  }

  async #withinTimeout<T>(opening: Promise<T>, abandon: () => void): Promise<T> {
    const { host } = this.target;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const message = `no connection to ${host} within ${this.#connectTimeoutMs} ms`;
        abandon();
        reject(new ConnectError(message, { isTimeout: true }));
      }, this.#connectTimeoutMs);
    });
    try {
      return await Promise.race([opening, late]);
    } catch (cause) {
      if (cause instanceof ConnectError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ConnectError(`cannot connect to ${host}: ${reason}`, { isTimeout: false, cause });
    } finally {
      clearTimeout(timer);
    }
  }

  #drop(connection: UpstreamConnection): void {
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    connection.busy();
    connection.close();
  }

  #sweep(): void {
    const nowMs = this.#clock.monotonicMs();
    const oldest = nowMs - this.#idleMs;
    for (const connection of this.#idle.filter((idle) => idle.idleSinceMs < oldest)) {
      this.#drop(connection);
    }
    if (this.#streamIdleMs === 0) return;
    for (const connection of this.#open) {
      if (connection.hasMoved || connection.streams === 0) {
        connection.hasMoved = false;
        connection.movedAtMs = nowMs;
      } else if (nowMs - (connection.movedAtMs ??= nowMs) > this.#streamIdleMs) {
        connection.cut(new StreamIdleError(`Nothing passed for ${this.#streamIdleMs} ms`));
      }
    }
  }
}
