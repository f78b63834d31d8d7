/** The accept loop: limits on connections, in number and in time, TLS, HTTP/2, and the end. */

import http2 from "node:http2";
import { utf8 } from "../../src/base/bytes.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { withDeadline } from "../support/deadline.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { RawClient } from "../support/raw_client.ts";
import { answer, answerSse, Gate } from "../support/raw_upstream.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { startServer } from "../../src/proxy/server.ts";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "../support/std.ts";
import { TEST_CA, TEST_SERVER } from "../support/test_certificates.ts";
import { latin1 } from "../support/wire_reader.ts";

/** Resolves with what comes until the other end closes. */
async function restOf(conn: Deno.Conn): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(4_096);
  for (;;) {
    const count = await withDeadline(conn.read(buffer), { describe: () => "It stays open" });
    if (count === null) return text;
    text += latin1(buffer.subarray(0, count));
  }
}

Deno.test("a head that does not come in time ends its connection, and no other", async () => {
  const clock = new FakeClock();
  await using rig = new ProxyRig(answer({ body: "ok" }), {
    clock,
    server: { headerReadMs: 5_000 },
  });
  const { port } = rig.server.addr;
  using silent = await Deno.connect({ hostname: "127.0.0.1", port });
  using slow = await Deno.connect({ hostname: "127.0.0.1", port });
  await slow.write(utf8("POST /v1 HTTP/1.1\r\nHost: h\r\nX-Slow: "));
  using quick = await rig.connect();
  assertEquals((await quick.request({ body: "{}" })).status, 200);
  clock.pass(5_001);
  assertEquals([await restOf(silent), await restOf(slow)], ["", ""]);
  assertEquals(rig.server.stats().timedOut, 2);
  assertEquals((await quick.request({ body: "{}" })).status, 200, "the others go on");
  assertEquals(rig.origin.requests.length, 2);
});

Deno.test("a connection without requests for long is closed; one that waits is not", async () => {
  const clock = new FakeClock();
  const gate = new Gate();
  await using rig = new ProxyRig(answerSse(["data: 1\n\n", "data: 2\n\n"], { gate }), {
    clock,
    server: { clientIdleMs: 60_000 },
  });
  using waiting = await rig.connect();
  await waiting.send({ body: "{}" });
  const body = waiting.body(await waiting.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 1\n\n");
  using idle = await Deno.connect({ hostname: "127.0.0.1", port: rig.server.addr.port });
  await idle.write(utf8("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"));
  clock.pass(70_000);
  assertStringIncludes(await restOf(idle), "\r\n\r\nok\n");
  gate.pass();
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 2\n\n");
  assertEquals([await body.next(), body.complete], [null, true]);
});

Deno.test("one connection too many is told so, and makes room when another ends", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), { server: { connectionsMax: 2 } });
  const first = await rig.connect();
  using second = await rig.connect();
  for (const client of [first, second]) {
    assertEquals((await client.request({ body: "{}" })).status, 200);
  }
  using third = await rig.connect();
  const refused = await third.readAnswer();
  assertEquals([refused.status, refused.complete], [503, true]);
  assertStringIncludes(latin1(refused.body), '"type":"outband_too_many_connections"');
  assertEquals(rig.server.stats(), { open: 2, refused: 1, timedOut: 0 });
  first.close();
  await withDeadline(
    (async () => {
      while (rig.server.stats().open > 1) await new Promise((turn) => setTimeout(turn, 0));
    })(),
    { describe: () => "The place was not given back" },
  );
  using fourth = await rig.connect();
  assertEquals((await fourth.request({ body: "{}" })).status, 200);
});

Deno.test("HTTPS is served with the given certificate, HTTP/1.1 and HTTP/2", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), { server: { tls: TEST_SERVER } });
  const { port } = rig.server.addr;
  for (const alpn of ["http/1.1", "h2"]) {
    const conn = await Deno.connectTls({
      hostname: "127.0.0.1",
      port,
      caCerts: [TEST_CA],
      alpnProtocols: [alpn],
    });
    assertEquals((await conn.handshake()).alpnProtocol, alpn);
    if (alpn === "http/1.1") {
      await conn.write(utf8("GET /v1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
      assertStringIncludes(await restOf(conn), "\r\n\r\nok");
    }
    conn.close();
  }
  await assertRejects(async () => {
    using conn = await Deno.connectTls({ hostname: "127.0.0.1", port });
    await conn.handshake();
  }, Error);
});

Deno.test("a certificate that cannot be used is named", async () => {
  await using rig = new ProxyRig(answer({}));
  const options = { ...rig.serverOptions(), tls: { cert: "no", key: "no" } };
  const thrown = assertThrows(() => startServer(options), OutbandError, "Cannot use --tls-cert");
  assertEquals(thrown.code, "CONFIG");
});

Deno.test("HTTP/2 in clear text with prior knowledge carries requests side by side", async () => {
  await using rig = new ProxyRig((request, connection) => {
    const body = `${latin1(request.body)}!`;
    return connection.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  });
  const session = http2.connect(`http://127.0.0.1:${rig.server.addr.port}`);
  const ask = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ":method": "POST", ":path": "/v1/x?y" });
      const got = { status: 0, body: "" };
      stream.on("response", (headers) => got.status = Number(headers[":status"]));
      stream.on("data", (chunk: Uint8Array) => got.body += new TextDecoder().decode(chunk));
      stream.on("end", () => resolve(`${got.status} ${got.body}`));
      stream.on("error", reject);
      stream.end(text);
    });
  assertEquals(await Promise.all([ask("a"), ask("b"), ask("c")]), ["200 a!", "200 b!", "200 c!"]);
  assertEquals(rig.origin.requests.map(({ target }) => target), ["/v1/x?y", "/v1/x?y", "/v1/x?y"]);
  await new Promise<void>((closed) => session.close(closed));
});

Deno.test("stopAccepting() refuses new connections and ends idle ones; running ones go on", async () => {
  const gate = new Gate();
  await using rig = new ProxyRig(answerSse(["data: 1\n\n", "data: 2\n\n"], { gate }));
  const { port } = rig.server.addr;
  using running = await rig.connect();
  await running.send({ body: "{}" });
  const body = running.body(await running.readHead());
  await body.next();
  using idle = await Deno.connect({ hostname: "127.0.0.1", port });
  await idle.write(utf8("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"));
  const health = new Uint8Array(4_096);
  await idle.read(health);
  rig.server.stopAccepting();
  assertEquals(await restOf(idle), "");
  await assertRejects(() => RawClient.connect(port), Deno.errors.ConnectionRefused);
  gate.pass();
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 2\n\n");
  assertEquals([await body.next(), body.complete], [null, true]);
});
