/**
 * The runtime's HTTP engine for a connection that was accepted here.
 *
 * `Deno.serve` accepts by itself and offers no limit on connections, none on the time a head may
 * take, and none on idle ones (denoland/deno issue 3515, open since 2019). The same engine can be
 * given one connection at a time, but only through the runtime's internals. This file alone knows
 * them. What it finds is looked at before use, {@linkcode Front} tries it once over its own
 * listener, and where it is missing or behaves otherwise `Deno.serve` takes over, without limits.
 *
 * @module
 */

/** The engine at work on one connection. */
export interface EngineServer {
  /** Settles when the connection has ended; rejects when it was reset. */
  readonly finished: Promise<void>;
  /** Ends the connection: at once when no request runs, else after the running ones. */
  shutdown(): Promise<void>;
  /**
   * Takes the engine's hand off a connection that has become a WebSocket: it would close every
   * socket that came out of a connection when that connection is over, which is now.
   */
  letGo(): void;
}

/** Answers a request. */
export type EngineHandler = (req: Request) => Promise<Response>;

/** Serves HTTP/1.1 and HTTP/2 on one accepted connection. */
export type ServeConnection = (
  conn: Deno.Conn,
  handler: EngineHandler,
  onError: (error: unknown) => Response,
) => EngineServer;

/** What the function of the runtime returns. */
type BareServer = Omit<EngineServer, "letGo">;

type ServeHttpOnConnection = (
  conn: Deno.Conn,
  signal: undefined,
  handler: EngineHandler,
  onError: (error: unknown) => Response,
  onListen: () => void,
) => BareServer;

/** What of the runtime's core is used. */
interface Core {
  /** Names of all open resources by their number. */
  resources(): Record<string, string>;
  tryClose(rid: number): void;
}

/** Parameters that the function of the runtime had when this was written (Deno 2.9). */
const PARAMETERS = 5;

/**
 * The engine, or null where this runtime does not offer it.
 *
 * The function takes no option against automatic compression, which
 * `DENO_SERVE_AUTOMATIC_COMPRESSION` switches on: where that is set, or may not be read, null too.
 */
export function findEngine(
  env: (name: string) => string | undefined | null,
): ServeConnection | null {
  const compression = env("DENO_SERVE_AUTOMATIC_COMPRESSION");
  if (compression === null || (compression !== undefined && compression !== "0")) return null;
  const key: unknown = Reflect.get(Deno, "internal");
  const internals: unknown = typeof key === "symbol" ? Reflect.get(Deno, key) : undefined;
  if (typeof internals !== "object" || internals === null) return null;
  const serve: unknown = Reflect.get(internals, "serveHttpOnConnection");
  if (typeof serve !== "function" || serve.length !== PARAMETERS) return null;
  const core: unknown = Reflect.get(internals, "core");
  return (conn, handler, onError) => {
    const server = (serve as ServeHttpOnConnection)(conn, undefined, handler, onError, () => {});
    return {
      finished: server.finished,
      shutdown: () => server.shutdown(),
      letGo: () => letGo(core, conn),
    };
  };
}

/**
 * Closes the engine's own resource of a connection. It is the first of its kind that was opened
 * after the connection was accepted: connections are accepted one after the other, and each is
 * served at once.
 */
function letGo(core: unknown, conn: Deno.Conn): void {
  if (typeof core !== "object" || core === null) return;
  const { resources, tryClose } = core as Partial<Core>;
  const symbol = Object.getOwnPropertySymbols(conn).find((own) =>
    own.description === "Deno.internal.rid"
  );
  const connection: unknown = symbol === undefined ? undefined : Reflect.get(conn, symbol);
  if (typeof resources !== "function" || typeof tryClose !== "function") return;
  if (typeof connection !== "number") return;
  const servers = Object.entries(resources()).filter(([, name]) => name === "http")
    .map(([rid]) => Number(rid)).filter((rid) => rid > connection);
  if (servers.length > 0) tryClose(Math.min(...servers));
}
