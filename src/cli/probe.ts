/**
 * `outband probe`: asks a running proxy for its health, for a container without a shell.
 * @module
 */

import { utf8 } from "../base/bytes.ts";
import { EXIT, messageOf, OutbandError } from "../base/errors.ts";
import { type ListenAddress, listenAddress } from "../format/config_values.ts";
import { formatAddress } from "../proxy/server.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { permittedEnvironment } from "./environment.ts";

/** Where `serve` answers when nobody said otherwise. */
const DEFAULT_ADDRESS = "127.0.0.1:9090";
/** Longest wait for the connection and the whole answer. */
const WAIT_MS = 2_000;
/** The answer is a line or two; what is longer comes from something else. */
const ANSWER_BYTES_MAX = 4_096;
/** Addresses that stand for all of this machine's. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
const ANSWER_REGEXP = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*)$/;

const USAGE = `Usage: outband probe [HOST:PORT] [--live]

Asks a running outband serve whether it accepts calls (/readyz), prints the answer and exits with 0
when it does, with 5 when it does not or nobody answers within 2 seconds. For HEALTHCHECK and exec
probes in an image that has no shell and no HTTP client.

  HOST:PORT  its --metrics-listen [OUTBAND_METRICS_LISTEN, else ${DEFAULT_ADDRESS}]
  --live     only whether the process runs (/healthz)
`;

/** `outband probe`. */
export const PROBE_COMMAND: Command = {
  name: "probe",
  summary: "ask a running proxy whether it is ready",
  usage: USAGE,
  run: runProbe,
};

async function runProbe(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("probe", args, { switches: ["live"] });
  const [first, second] = given.rest;
  if (second !== undefined) {
    throw new OutbandError("USAGE", "Too many arguments; see outband probe --help");
  }
  const text = first ?? permittedEnvironment("OUTBAND_METRICS_LISTEN") ?? DEFAULT_ADDRESS;
  const address = listenAddress(text);
  if (address === null) {
    const seen = JSON.stringify(text);
    throw new OutbandError("CONFIG", `Cannot probe ${seen}: give host:port, as 127.0.0.1:9090`);
  }
  const { status, body } = await ask(address, given.has("live") ? "/healthz" : "/readyz");
  io.out(body);
  return status === 200 ? EXIT.OK : EXIT.IO;
}

/**
 * One request over a connection of its own. No HTTP client of the runtime, because that one obeys
 * HTTP_PROXY and would ask somebody else.
 *
 * @throws {OutbandError} NETWORK, if nobody answers in time, or not as `serve` does.
 */
async function ask(
  { hostname, port }: ListenAddress,
  path: string,
): Promise<{ status: number; body: string }> {
  const where = formatAddress(hostname, port);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${WAIT_MS} ms`)), WAIT_MS);
  const connecting = Deno.connect({ hostname: ANY[hostname] ?? hostname, port });
  try {
    const text = await Promise.race([
      connecting.then((conn) => exchange(conn, path)),
      late.promise,
    ]);
    const [, status, body] = ANSWER_REGEXP.exec(text) ?? [];
    if (status === undefined || body === undefined) throw new Error("the answer is no HTTP");
    return { status: Number(status), body };
  } catch (cause) {
    throw new OutbandError(
      "NETWORK",
      `Cannot probe ${where}: ${messageOf(cause)}; is it the --metrics-listen of a running serve`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
    // Whatever has come of the connection: it ends here, and an error of it was told above.
    connecting.then((conn) => conn.close(), () => {});
  }
}

async function exchange(conn: Deno.Conn, path: string): Promise<string> {
  const request = utf8(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  for (let at = 0; at < request.length;) at += await conn.write(request.subarray(at));
  const buffer = new Uint8Array(ANSWER_BYTES_MAX);
  let length = 0;
  while (length < buffer.length) {
    const count = await conn.read(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return new TextDecoder().decode(buffer.subarray(0, length));
}
