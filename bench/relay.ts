/**
 * A TCP relay and nothing else: the floor for any proxy in this runtime. It reads no HTTP; each
 * direction has one buffer, and what was read is written before the next read.
 *
 *     deno run -A bench/relay.ts PORT
 *
 * Relays to PORT of 127.0.0.1, prints `{"port":N}` and ends when its standard input ends.
 * @module
 */

import { utf8 } from "../src/base/bytes.ts";

const BUFFER_BYTES = 65_536;

/** Copies one direction until its end, and then says so to the other side. */
async function pump(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  const buffer = new Uint8Array(BUFFER_BYTES);
  for (;;) {
    const count = await from.read(buffer);
    if (count === null) break;
    for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
  }
  await to.closeWrite();
}

/** Relays one connection until both directions have ended or one of them broke. */
async function relay(client: Deno.TcpConn, port: number): Promise<void> {
  using accepted = client;
  using upstream = await Deno.connect({ hostname: "127.0.0.1", port });
  accepted.setNoDelay(true);
  upstream.setNoDelay(true);
  await Promise.all([pump(accepted, upstream), pump(upstream, accepted)]);
}

/** A side that leaves in the middle is part of the traffic. */
function ignoreBroken(error: unknown): void {
  const isBroken = error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.NotConnected ||
    error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted;
  if (!isBroken) throw error;
}

async function main(): Promise<void> {
  const port = Number(Deno.args[0]);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  Deno.stdout.writeSync(utf8(`${JSON.stringify({ port: listener.addr.port })}\n`));
  Deno.stdin.readable.pipeTo(new WritableStream()).then(() => Deno.exit(0));
  for await (const client of listener) relay(client, port).catch(ignoreBroken);
}

if (import.meta.main) await main();
