/**
 * Waits for, and ends, programs that were started on a port.
 * @module
 */

const CONNECT_ATTEMPTS_MAX = 100;
const CONNECT_PAUSE_MS = 20;

/** What is waited for. */
export interface AcceptOptions {
  /** Port of 127.0.0.1. */
  port: number;
  /** Name of the program. */
  name: string;
  /** Attempts, 20 ms apart; 100 when absent. */
  attemptsMax?: number;
}

/**
 * Waits until a program that was just started accepts connections.
 *
 * @throws {Error} If it does not; it has been ended then.
 */
export async function untilAccepting(
  child: Deno.ChildProcess,
  options: AcceptOptions,
): Promise<void> {
  try {
    await connected(options);
  } catch (error) {
    endChild(child, "SIGKILL");
    await child.status;
    throw error;
  }
}

/** Sends a signal; a program that has already ended is no fault (Deno then throws TypeError). */
export function endChild(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

async function connected(options: AcceptOptions): Promise<void> {
  const { port, name, attemptsMax = CONNECT_ATTEMPTS_MAX } = options;
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
