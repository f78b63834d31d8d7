/**
 * One HTTP request of the program's own, to an address that the user named: over the same client
 * as calls, so that no proxy variable, no redirect and no repetition comes between.
 * @module
 */

import { concatAll } from "../base/bytes.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { BodyDecoder } from "../proxy/body_decoder.ts";
import type { ResponseHead } from "../proxy/response_head.ts";
import { parseTarget, Upstream, type UpstreamTls } from "../proxy/upstream.ts";
import type { UpstreamConnection } from "../proxy/upstream_connection.ts";

/** What is asked. */
export interface HttpCall {
  /** `http(s)://host[:port][/path][?query]`. */
  url: string;
  /** GET when absent. */
  method?: string;
  /** Further fields. */
  fields?: readonly (readonly [name: string, value: string])[];
  body?: Uint8Array;
  tls?: UpstreamTls;
  /** Longest wait for the whole answer, connecting included. */
  timeoutMs: number;
  /** Longest body that is read. */
  bytesMax: number;
}

/** What came back. */
export interface HttpReply {
  status: number;
  /** Value of a field by its name in lower case; null when there is none. */
  field(name: string): string | null;
  /** As sent: nothing is decompressed. */
  body: Uint8Array;
}

const NO_CERTIFICATES: UpstreamTls = { caCerts: [], client: null };

/**
 * Asks once.
 *
 * @throws {OutbandError} CONFIG if the URL cannot be used.
 * @throws {Error} Naming what failed: the connection, the certificate, the time, the answer.
 */
export async function httpCall(call: HttpCall): Promise<HttpReply> {
  const { origin, path } = splitUrl(call.url);
  const target = parseTarget(origin);
  const upstream = new Upstream(target, {
    clock: SYSTEM_CLOCK,
    connectTimeoutMs: call.timeoutMs,
    idleMs: call.timeoutMs,
    streamIdleMs: 0,
    tls: call.tls ?? NO_CERTIFICATES,
  });
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    const connection = await upstream.connect();
    late = setTimeout(
      () => connection.cut(new Error(`no answer within ${call.timeoutMs} ms`)),
      call.timeoutMs,
    );
    try {
      return await exchange(connection, call, { host: target.host, path });
    } catch (error) {
      throw connection.cutReason ?? error;
    } finally {
      connection.close();
    }
  } finally {
    clearTimeout(late);
    upstream.close();
  }
}

/**
 * Connects, TLS included, and sends nothing.
 *
 * @param origin `http(s)://host[:port]`.
 * @throws {Error} Naming what failed.
 */
export async function tryConnection(origin: string, timeoutMs: number): Promise<void> {
  const upstream = new Upstream(parseTarget(origin), {
    clock: SYSTEM_CLOCK,
    connectTimeoutMs: timeoutMs,
    idleMs: timeoutMs,
    streamIdleMs: 0,
    tls: NO_CERTIFICATES,
  });
  try {
    (await upstream.connect()).close();
  } finally {
    upstream.close();
  }
}

/** Credentials stay in the first part, where they are refused. */
function splitUrl(text: string): { origin: string; path: string } {
  const url = URL.parse(text);
  if (url === null) return { origin: text, path: "/" };
  const path = `${url.pathname}${url.search}`;
  url.pathname = "";
  url.search = "";
  return { origin: url.href, path };
}

async function exchange(
  connection: UpstreamConnection,
  call: HttpCall,
  target: { host: string; path: string },
): Promise<HttpReply> {
  const { method = "GET", fields = [], body = null } = call;
  const lines = [
    `${method} ${target.path} HTTP/1.1`,
    `host: ${target.host}`,
    "connection: close",
    ...(body === null ? [] : [`content-length: ${body.length}`]),
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  await connection.send(`${lines.join("\r\n")}\r\n\r\n`, body);
  const head = await connection.readHead(method);
  return {
    status: head.status,
    field: (name) => fieldOf(head, name),
    body: await readBody(connection, head, call.bytesMax),
  };
}

function fieldOf({ fields }: ResponseHead, name: string): string | null {
  return fields.find(([field]) => field.toLowerCase() === name)?.[1] ?? null;
}

async function readBody(
  connection: UpstreamConnection,
  { framing }: ResponseHead,
  bytesMax: number,
): Promise<Uint8Array> {
  const decoder = new BodyDecoder(framing);
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (!decoder.done) {
    const { from, to } = connection.range;
    if (from === to && !(await connection.readMore())) {
      if (framing.kind === "eof") break;
      throw new Error("the answer ends before its body does");
    }
    const end = decoder.push(connection.buffer, connection.range, (start, stop) => {
      pieces.push(connection.buffer.slice(start, stop));
      length += stop - start;
    });
    connection.consume(end);
    if (length > bytesMax) throw new Error(`the answer is longer than ${bytesMax} bytes`);
  }
  return concatAll(pieces);
}
