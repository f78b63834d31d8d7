/** Resets, which are no proper ends: nothing that ends with one is ever taken for whole. */

import { withDeadline } from "../support/deadline.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { answer } from "../support/raw_upstream.ts";
import { assertEquals } from "../support/std.ts";
import { latin1 } from "../support/wire_reader.ts";
import { ResetListener, ResetPeer } from "./reset_peers.ts";
import { stageTest, type Taken } from "./stage.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";

Deno.test("an answer that the upstream resets is cut, however it is framed", async (test) => {
  for (
    const [framing, wire] of [
      ["known length", `${HEAD}Content-Length: 10\r\n\r\nhello`],
      ["chunked", `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
      ["until EOF", `${HEAD}\r\nhello`],
      ["until EOF, HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nhello"],
    ] as const
  ) {
    await test.step(framing, async () => {
      await using upstream = await ResetListener.listen();
      await using rig = new ProxyRig(answer({}), { target: upstream.url });
      using client = await rig.connect();
      await client.send({ body: "hi" });
      const peer = await upstream.accept();
      await peer.until("\r\n\r\nhi");
      await peer.send(wire);
      const body = client.body(await client.readHead());
      assertEquals(latin1(await body.next() ?? new Uint8Array()), "hello");
      await peer.reset();
      assertEquals([await body.next(), body.complete], [null, false]);
    });
  }
});

Deno.test("a request that the upstream resets before its answer gives 502", async () => {
  await using upstream = await ResetListener.listen();
  await using rig = new ProxyRig(answer({}), { target: upstream.url });
  using client = await rig.connect();
  for (const begun of ["", "HTTP/1.1 200 OK\r\nContent-Le"]) {
    await client.send({ body: "hi" });
    const peer = await upstream.accept();
    await peer.until("\r\n\r\nhi");
    await peer.send(begun);
    await peer.reset();
    const got = await client.readAnswer();
    assertEquals([got.status, got.complete], [502, true]);
  }
});

/** The request's body has ended, and then the connection. */
async function endOf({ body, connection }: Taken): Promise<void> {
  await body.rest();
  await connection.peerGone();
}

stageTest("a client that resets its connection is gone", async (stage) => {
  const post = "POST /r HTTP/1.1\r\nHost: h\r\n";
  const phases = [
    ["while it waits", `${post}Content-Length: 2\r\n\r\nhi`, false],
    ["while a stream is silent", `${post}Content-Length: 2\r\n\r\nhi`, true],
    ["in a chunked upload", `${post}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, false],
    ["in a long upload", `${post}Content-Length: 300000\r\n\r\nhello`, false],
  ] as const;
  for (const [phase, request, isStream] of phases) {
    await stage.row(phase, async () => {
      const taking = stage.take();
      const client = await ResetPeer.connect(stage.serve.port);
      await client.send(request);
      const taken = await taking;
      if (isStream) {
        await taken.connection.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n`);
        await client.until("ok");
      }
      await client.reset();
      await withDeadline(endOf(taken), { describe: () => "The upstream saw no end" });
      assertEquals(taken.body.complete, request.endsWith("hi"));
      await stage.sentinel();
    });
  }
});
