/**
 * Free ports, for programs that cannot choose one themselves and say which.
 * @module
 */

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
