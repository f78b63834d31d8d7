/**
 * Upstream of the benchmarks, a process of its own: reads requests of known length, answers with
 * prepared bytes. Prints `{"port":N}` and ends when its standard input ends.
 *
 *     deno run -A bench/upstream.ts [--digest] [--tls-cert FILE --tls-key FILE]
 *
 * With `--digest` each answer holds the SHA-256 of its request body, which proves that the bytes
 * came through unchanged. It is no HTTP server: a request without content length ends the
 * connection.
 * @module
 */

import { parseArgs } from "node:util";
import { utf8 } from "../src/base/bytes.ts";
import { messageSize } from "./message_size.ts";
import { answerBody, answerBytes, digestAnswerBody } from "./workload.ts";

const BUFFER_BYTES = 262_144;
const FIXED_ANSWER = answerBytes(answerBody());

type Connection = Deno.TcpConn | Deno.TlsConn;
type Listener = Deno.TcpListener | Deno.TlsListener;

/** Bytes of the answer to one request body. */
type Answering = (body: Uint8Array) => Uint8Array;

async function serveConnection(conn: Connection, answering: Answering): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let filled = 0;
  if ("setNoDelay" in conn) conn.setNoDelay(true);
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
async function serveAll(listener: Listener, answering: Answering): Promise<void> {
  const open = new Set<Connection>();
  let stopping = false;
  const stopped = Deno.stdin.readable.pipeTo(new WritableStream()).then(() => {
    stopping = true;
    listener.close();
    for (const conn of open) conn.close();
  });
  for await (const conn of listener) {
    open.add(conn);
    serveConnection(conn, answering).catch((error: unknown) => {
      // A peer that ends its connection without ending TLS first.
      if (error instanceof Deno.errors.UnexpectedEof) return;
      if (!stopping) Deno.stderr.writeSync(utf8(`bench upstream: ${error}\n`));
    }).finally(() => {
      open.delete(conn);
      if (!stopping) conn.close();
    });
  }
  await stopped;
}

/** Listens on a free port; with a certificate in TLS. */
function listen(certFile: string | undefined, keyFile: string | undefined): Listener {
  const at = { hostname: "127.0.0.1", port: 0 };
  if (certFile === undefined || keyFile === undefined) return Deno.listen(at);
  const [cert, key] = [certFile, keyFile].map((path) => Deno.readTextFileSync(path));
  return Deno.listenTls({ ...at, cert: cert ?? "", key: key ?? "" });
}

async function main(): Promise<void> {
  const options = {
    digest: { type: "boolean", default: false },
    "tls-cert": { type: "string" },
    "tls-key": { type: "string" },
  } as const;
  const { values } = parseArgs({ args: Deno.args, options });
  const answering: Answering = values.digest
    ? (body) => answerBytes(digestAnswerBody(body))
    : () => FIXED_ANSWER;
  const listener = listen(values["tls-cert"], values["tls-key"]);
  Deno.stdout.writeSync(utf8(`${JSON.stringify({ port: listener.addr.port })}\n`));
  await serveAll(listener, answering);
}

await main();
