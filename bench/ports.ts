/**
 * Ports for programs that cannot choose one themselves.
 * @module
 */

const CONNECT_ATTEMPTS_MAX = 100;
const CONNECT_PAUSE_MS = 20;

/** A port of 127.0.0.1 that is free now. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/**
 * Waits until a port of 127.0.0.1 accepts connections.
 *
 * @param options.attemptsMax Attempts, 20 ms apart; 100 when absent.
 * @throws {Error} If it does not.
 */
export async function untilAccepting(
  port: number,
  options: { name: string; attemptsMax?: number },
): Promise<void> {
  const { name, attemptsMax = CONNECT_ATTEMPTS_MAX } = options;
  for (let attempt = 1;; attempt++) {
    try {
      using _conn = await Deno.connect({ hostname: "127.0.0.1", port });
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      if (attempt === attemptsMax) throw new Error(`${name} does not accept connections`);
    }
    await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS));
  }
}
