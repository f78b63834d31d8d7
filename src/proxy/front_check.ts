/**
 * Tries a listener once, as a client would, before it is said to be ready.
 * @module
 */

import { background } from "../base/background.ts";
import { utf8 } from "../base/bytes.ts";

/** Longest wait for the answer. */
const CHECK_MS = 2_000;
const ANSWER_BYTES_MAX = 4_096;
/** Addresses that stand for all of this machine's. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
const REQUEST = utf8(
  "GET /healthz HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n",
);
const ANSWER_REGEXP = /^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok\n$/;

/**
 * Asks for `/healthz`.
 *
 * @returns `right`, `wrong` (another answer, or none in time), or `unknown` when no connection can
 * be made, because the process may not, or the address is not one to connect to.
 */
export async function checkFront(addr: Deno.NetAddr): Promise<"right" | "wrong" | "unknown"> {
  const hostname = ANY[addr.hostname] ?? addr.hostname;
  let conn: Deno.TcpConn;
  try {
    conn = await Deno.connect({ hostname, port: addr.port });
  } catch {
    return "unknown"; // What cannot be checked is believed, as before there was a check.
  }
  const late = setTimeout(() => conn.close(), CHECK_MS);
  try {
    const reading = readAll(conn);
    background(conn.write(REQUEST), () => {});
    const answer = await reading;
    conn.close();
    return ANSWER_REGEXP.test(answer) ? "right" : "wrong";
  } catch {
    return "wrong";
  } finally {
    clearTimeout(late);
  }
}

async function readAll(conn: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(ANSWER_BYTES_MAX);
  let length = 0;
  while (length < buffer.length) {
    const count = await conn.read(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return new TextDecoder().decode(buffer.subarray(0, length));
}
