/**
 * Upstream of the benchmarks, a process of its own: reads requests of known length, answers with
 * prepared bytes. Prints `{"port":N}` and ends when its standard input ends.
 *
 *     deno run -A bench/upstream.ts [--digest]
 *
 * With `--digest` each answer holds the SHA-256 of its request body, which proves that the bytes
 * came through unchanged. It is no HTTP server: a request without content length ends the
 * connection.
 * @module
 */

import { utf8 } from "../src/base/bytes.ts";
import { messageSize } from "./message_size.ts";
import { answerBody, answerBytes, digestAnswerBody } from "./workload.ts";

const BUFFER_BYTES = 262_144;
const FIXED_ANSWER = answerBytes(answerBody());

/** Bytes of the answer to one request body. */
type Answering = (body: Uint8Array) => Uint8Array;

async function serveConnection(conn: Deno.TcpConn, answering: Answering): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let filled = 0;
  conn.setNoDelay(true);
  for (;;) {
    const count = await conn.read(buffer.subarray(filled));
    if (count === null) return;
    filled += count;
    const size = messageSize(buffer, filled);
    if (size === null || size.total > filled) {
      if (filled === BUFFER_BYTES) throw new Error("The request is larger than the buffer");
      continue;
    }
    // The workload never pipelines, so one buffer holds one request.
    if (size.total < filled) throw new Error("Bytes follow the request");
    const answer = answering(buffer.subarray(size.head, size.total));
    filled = 0;
    for (let at = 0; at < answer.length;) at += await conn.write(answer.subarray(at));
  }
}

/** Serves until standard input ends; then drops what is still connected. */
async function serveAll(listener: Deno.TcpListener, answering: Answering): Promise<void> {
  const open = new Set<Deno.TcpConn>();
  let stopping = false;
  const stopped = Deno.stdin.readable.pipeTo(new WritableStream()).then(() => {
    stopping = true;
    listener.close();
    for (const conn of open) conn.close();
  });
  for await (const conn of listener) {
    open.add(conn);
    serveConnection(conn, answering).catch((error: unknown) => {
      if (!stopping) Deno.stderr.writeSync(utf8(`bench upstream: ${error}\n`));
    }).finally(() => {
      open.delete(conn);
      if (!stopping) conn.close();
    });
  }
  await stopped;
}

async function main(): Promise<void> {
  const answering: Answering = Deno.args.includes("--digest")
    ? (body) => answerBytes(digestAnswerBody(body))
    : () => FIXED_ANSWER;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  Deno.stdout.writeSync(utf8(`${JSON.stringify({ port: listener.addr.port })}\n`));
  await serveAll(listener, answering);
}

await main();
