/** The one request with which a listener is tried before it counts as ready. */

import { checkFront } from "../../src/proxy/front_check.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { answer, type RawHandler, RawUpstream } from "../support/raw_upstream.ts";
import { assertEquals } from "../support/std.ts";

function addressOf(port: number): Deno.NetAddr {
  return { transport: "tcp", hostname: "127.0.0.1", port };
}

Deno.test("checkFront() is content with the program's own listener", async () => {
  await using rig = new ProxyRig(answer({}));
  assertEquals(await checkFront(rig.server.addr), "right");
  assertEquals(await checkFront({ ...rig.server.addr, hostname: "0.0.0.0" }), "right");
});

Deno.test("checkFront() tells an answer that was changed, or cut", async () => {
  const answers: RawHandler[] = [
    answer({ headers: [["content-encoding", "gzip"]], body: "\x1f\x8b" }),
    answer({ status: 502, body: "ok\n" }),
    (_request, connection) => connection.write("HTTP/1.1 200 OK\r\ncontent-le"),
  ];
  for (const handler of answers) {
    await using origin = new RawUpstream(async (request, connection) => {
      await handler(request, connection);
      connection.close();
    });
    assertEquals(await checkFront(addressOf(origin.port)), "wrong");
  }
});

Deno.test("checkFront() does not know what it cannot reach", async () => {
  const port = ((): number => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    return listener.addr.port;
  })();
  assertEquals(await checkFront(addressOf(port)), "unknown");
});
