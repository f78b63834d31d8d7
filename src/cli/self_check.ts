/**
 * What is tried before `serve` listens: whether this runtime still does what the program relies on.
 * Key, log directory and workers are tried where they are opened; here are the runtime's own parts.
 * @module
 */

import { gzipSync } from "node:zlib";
import { concat, equalBytes, utf8 } from "../base/bytes.ts";
import { messageOf, OutbandError } from "../base/errors.ts";
import type { ListenAddress } from "../format/config_values.ts";
import { httpCall, type HttpReply } from "./http_call.ts";

const WAIT_MS = 5_000;
const ANSWER_BYTES_MAX = 4_096;
const REQUEST_BYTES_MAX = 4_096;
const PLAIN = utf8("A body that is compressed must reach the client as it was sent. ".repeat(4));

/** Parts of the runtime that can be replaced by a test. */
export interface RuntimeParts {
  /** `Atomics.waitAsync`, where there is one. */
  waitAsync: unknown;
  /** Asks as the proxy does. */
  call: typeof httpCall;
  /** Whether this process may listen on an address and connect to it. */
  mayUse: (address: ListenAddress) => boolean;
}

/** The runtime as it is. */
export const THIS_RUNTIME: RuntimeParts = {
  waitAsync: Reflect.get(Atomics, "waitAsync"),
  call: httpCall,
  mayUse: ({ hostname, port }) => {
    const host = port === 0 ? hostname : `${hostname}:${port}`;
    return Deno.permissions.querySync({ name: "net", host }).state === "granted";
  },
};

/**
 * Tries the runtime.
 *
 * @param metrics Where metrics will be served: with a list of permissions the one loopback address
 *   that may be both listened on and called before traffic is accepted. Null when there is none.
 * @returns Names of what was tried; `raw_bodies` is missing where no address may be used for it.
 * @throws {OutbandError} CONFIG if the program cannot work as promised.
 */
export async function checkRuntime(
  metrics: ListenAddress | null,
  parts: RuntimeParts = THIS_RUNTIME,
): Promise<string[]> {
  if (typeof parts.waitAsync !== "function") {
    throw broken("it has no Atomics.waitAsync, by which threads wake each other");
  }
  const address = [{ hostname: "127.0.0.1", port: 0 }, metrics].find((candidate) =>
    candidate !== null && isLoopback(candidate) && parts.mayUse(candidate)
  );
  const origin = address === undefined || address === null ? null : startOrigin(address);
  if (origin === null) return ["threads"];
  try {
    await checkRawBody(origin.url, parts);
  } finally {
    await origin.stop();
  }
  return ["threads", "raw_bodies"];
}

function isLoopback({ hostname }: ListenAddress): boolean {
  return hostname === "127.0.0.1" || hostname === "localhost" || hostname === "::1";
}

/** A compressed answer comes back as the bytes that were sent, and still says that it is so. */
async function checkRawBody(url: string, parts: RuntimeParts): Promise<void> {
  let reply: HttpReply;
  try {
    reply = await parts.call({
      url,
      fields: [["accept-encoding", "gzip"]],
      timeoutMs: WAIT_MS,
      bytesMax: ANSWER_BYTES_MAX,
    });
  } catch (error) {
    throw broken(`a call over the loopback interface failed: ${messageOf(error)}`);
  }
  if (reply.field("content-encoding") === "gzip" && equalBytes(reply.body, compressed())) return;
  throw broken("a compressed answer does not come back as it was sent");
}

function compressed(): Uint8Array {
  return Uint8Array.from(gzipSync(PLAIN));
}

function broken(what: string): OutbandError {
  return new OutbandError(
    "CONFIG",
    `Cannot start with deno ${Deno.version.deno}: ${what}; use deno 2.9.6`,
  );
}

/** Answers one request; null where the address is taken, which is said elsewhere. */
function startOrigin(address: ListenAddress): { url: string; stop(): Promise<void> } | null {
  let listener: Deno.TcpListener;
  try {
    listener = Deno.listen(address);
  } catch {
    return null;
  }
  const serving = serveOnce(listener);
  const { hostname, port } = listener.addr as Deno.NetAddr;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`,
    async stop(): Promise<void> {
      listener.close();
      await serving;
    },
  };
}

async function serveOnce(listener: Deno.TcpListener): Promise<void> {
  try {
    using conn = await listener.accept();
    const body = compressed();
    const head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const buffer = new Uint8Array(REQUEST_BYTES_MAX);
    for (let length = 0; length < buffer.length;) {
      const count = await conn.read(buffer.subarray(length));
      if (count === null) return;
      length += count;
      if (new TextDecoder().decode(buffer.subarray(0, length)).endsWith("\r\n\r\n")) break;
    }
    const answer = concat(utf8(head), body);
    for (let at = 0; at < answer.length;) at += await conn.write(answer.subarray(at));
  } catch {
    // The asker says what went wrong; an origin that was closed has nothing to add.
  }
}
