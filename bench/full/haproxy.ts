/**
 * HAProxy as a plain reverse proxy with kept-alive upstream connections, used when it is installed.
 * @module
 */

import { join } from "node:path";
import { freePort } from "../../tests/support/ports.ts";
import { endChild, untilAccepting } from "../ports.ts";

/** A running HAProxy. */
export interface Haproxy extends AsyncDisposable {
  /** Port of 127.0.0.1. */
  port: number;
  pid: number;
  /** First line of `haproxy -v`. */
  version: string;
}

/**
 * Starts HAProxy in the foreground as a child process.
 *
 * @param dir Directory for its configuration.
 * @returns null when it is not installed.
 */
export async function startHaproxy(dir: string, upstreamPort: number): Promise<Haproxy | null> {
  const version = await haproxyVersion();
  if (version === null) return null;
  const port = freePort();
  const config = join(dir, "haproxy.cfg");
  await Deno.writeTextFile(config, haproxyConfig(port, upstreamPort));
  const child = new Deno.Command("haproxy", {
    args: ["-db", "-q", "-f", config],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await untilAccepting(child, { port, name: "haproxy" });
  return {
    port,
    version,
    pid: child.pid,
    [Symbol.asyncDispose]: async () => {
      endChild(child, "SIGTERM");
      await child.status;
    },
  };
}

/** No log; chunks of a stream are passed on at once; upstream connections are shared and kept. */
function haproxyConfig(port: number, upstreamPort: number): string {
  return `global
  maxconn 4096
defaults
  mode http
  option http-no-delay
  http-reuse always
  timeout connect 5s
  timeout client 1h
  timeout server 1h
frontend client
  bind 127.0.0.1:${port}
  default_backend origin
backend origin
  server origin 127.0.0.1:${upstreamPort}
`;
}

async function haproxyVersion(): Promise<string | null> {
  try {
    const { stdout } = await new Deno.Command("haproxy", { args: ["-v"] }).output();
    const line = new TextDecoder().decode(stdout).split("\n")[0] ?? "";
    return line.replace(/ \d{4}\/.*$/, "").replace(/ version/, "");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
