/** The connections to the upstream: reused when that is safe, and nothing is ever sent twice. */

import { utf8 } from "../../src/base/bytes.ts";
import { SYSTEM_CLOCK } from "../../src/base/clock.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { IDLE_CONNECTIONS_MAX } from "../../src/base/limits.ts";
import { END } from "../../src/capture/body_tap.ts";
import { ConnectError, StreamIdleError } from "../../src/proxy/exchange_errors.ts";
import { parseTarget, Upstream, type UpstreamOptions } from "../../src/proxy/upstream.ts";
import { withDeadline } from "../support/deadline.ts";
import { NO_TLS, passedWhole, ProxyRig } from "../support/proxy_rig.ts";
import {
  answer,
  answerInTurn,
  closeAtOnce,
  type RawHandler,
  RawUpstream,
  staySilent,
} from "../support/raw_upstream.ts";
import { HAVE_OPENSSL, OpensslServer } from "../support/openssl_server.ts";
import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "../support/std.ts";
import { TEST_CA, TEST_CLIENT, TEST_SERVER } from "../support/test_certificates.ts";
import { latin1 } from "../support/wire_reader.ts";

function newUpstream(
  url: string,
  options: Partial<UpstreamOptions> = {},
): Upstream {
  return new Upstream(parseTarget(url), {
    clock: SYSTEM_CLOCK,
    connectTimeoutMs: 5_000,
    idleMs: 60_000,
    streamIdleMs: 0,
    tls: NO_TLS,
    ...options,
  });
}

/** An upstream that says when each of its connections has been left. */
function watched(): { origin: RawUpstream; gone: Promise<void>[] } {
  const gone: Promise<void>[] = [];
  const origin = new RawUpstream(answer({}), {
    onHead: (_request, connection) => {
      gone.push(connection.peerGone());
      return Promise.resolve(true);
    },
  });
  return { origin, gone };
}

const HEAD = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

Deno.test("parseTarget() reads scheme, host, port and path", () => {
  const plain = { tls: false, hostname: "a.example", port: 80, host: "a.example", basePath: "" };
  for (
    const [text, expected] of [
      ["http://a.example", plain],
      ["http://a.example/", plain],
      ["HTTP://A.example:80///", plain],
      ["http://a.example:81", { ...plain, port: 81, host: "a.example:81" }],
      ["https://a.example", { ...plain, tls: true, port: 443 }],
      ["https://a.example:80", { ...plain, tls: true, port: 80, host: "a.example:80" }],
      ["http://a.example/v1/", { ...plain, basePath: "/v1" }],
      ["http://a.example/a%2Fb//c", { ...plain, basePath: "/a%2Fb//c" }],
      ["http://[::1]:81", { ...plain, hostname: "::1", port: 81, host: "[::1]:81" }],
    ] as const
  ) {
    assertEquals(parseTarget(text), expected, text);
  }
});

Deno.test("parseTarget() refuses everything else, and shows no password", () => {
  for (
    const [text, message] of [
      ["", "it is not a URL"],
      ["api.example", "it is not a URL"],
      ["http://", "it is not a URL"],
      ["http://a:99999", "it is not a URL"],
      ["ftp://a", 'its scheme is "ftp"'],
      ["localhost:8080", 'its scheme is "localhost"'],
      ["http://a/?x", "it has a query or fragment"],
      ["http://a/#x", "it has a query or fragment"],
      ["http://user@a", "it holds a user name or password"],
      ["http://user:s3cret@a", "it holds a user name or password"],
      ["http://user:s3cret@a:99999", "it is not a URL"],
      ["user:s3cret@a", 'its scheme is "user"'],
    ] as const
  ) {
    const thrown = assertThrows(() => parseTarget(text), OutbandError, message, text);
    assertEquals([thrown.code, thrown.message.includes("s3cret")], ["CONFIG", false]);
  }
});

Deno.test("connect() says when nobody listens", async () => {
  const port = ((): number => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    return listener.addr.port;
  })();
  const upstream = newUpstream(`http://127.0.0.1:${port}`);
  const thrown = await assertRejects(() => upstream.connect(), ConnectError, "cannot connect");
  assertEquals(thrown.isTimeout, false);
  upstream.close();
});

Deno.test("connect() trusts no certificate that nobody vouches for", async () => {
  await using origin = new RawUpstream(answer({}), { tls: TEST_SERVER });
  const upstream = newUpstream(origin.url);
  const thrown = await assertRejects(() => upstream.connect(), ConnectError, "certificate");
  assertEquals([thrown.isTimeout, origin.requests.length], [false, 0]);
  upstream.close();
});

Deno.test("connect() trusts the authorities that it was given besides", async () => {
  await using origin = new RawUpstream(answer({ body: "ok" }), { tls: TEST_SERVER });
  const upstream = newUpstream(origin.url, { tls: { caCerts: [TEST_CA], client: null } });
  const connection = await upstream.connect();
  await connection.send(HEAD, null);
  assertEquals((await connection.readHead("GET")).status, 200);
  connection.close();
  upstream.close();
});

Deno.test({
  name: "connect() shows the client's certificate to an upstream that asks (needs openssl)",
  ignore: !HAVE_OPENSSL,
  async fn(): Promise<void> {
    await using server = await OpensslServer.start();
    const tls = { caCerts: [TEST_CA], client: TEST_CLIENT };
    const upstream = newUpstream(server.url, { tls });
    const connection = await upstream.connect();
    await connection.send("GET / HTTP/1.0\r\n\r\n", null);
    assertEquals((await connection.readHead("GET")).status, 200);
    let page = "";
    do {
      const { from, to } = connection.range;
      page += latin1(connection.buffer.subarray(from, to));
      connection.consume(to);
    } while (await connection.readMore());
    assertMatch(page, /Subject: CN ?= ?test-client/);
    connection.close();
    upstream.close();

    const stranger = newUpstream(server.url, { tls: { caCerts: [TEST_CA], client: null } });
    // TLS 1.3 tells a client that it was refused only after its own handshake has ended.
    const refused = await stranger.connect();
    await assertRejects(async () => {
      await refused.send("GET / HTTP/1.0\r\n\r\n", null);
      await refused.readHead("GET");
    }, Error);
    refused.close();
    stranger.close();
  },
});

Deno.test("a body that pauses for too long is cut, and only that", async () => {
  let now = 0;
  const clock = { nowMs: () => 0, monotonicMs: () => now };
  await using origin = new RawUpstream(staySilent());
  const upstream = newUpstream(origin.url, { clock, streamIdleMs: 5_000 });
  const [waiting, paused, moving] = await Promise.all([
    upstream.connect(),
    upstream.connect(),
    upstream.connect(),
  ]);
  paused.streams++;
  moving.streams++;
  const cut = Promise.withResolvers<Error>();
  paused.onCut = cut.resolve;
  const nudge = setInterval(() => {
    now += 3_000;
    moving.hasMoved = true;
  }, 500);
  const reason = await withDeadline(cut.promise, { describe: () => "Nothing was cut" });
  clearInterval(nudge);
  assert(reason instanceof StreamIdleError);
  assertEquals([waiting.isClosed, paused.isClosed, moving.isClosed], [false, true, false]);
  for (const connection of [waiting, moving]) connection.close();
  upstream.close();
});

Deno.test("connect() waits for a TLS handshake no longer than for a connection", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  const upstream = newUpstream(`https://127.0.0.1:${listener.addr.port}`, { connectTimeoutMs: 50 });
  const thrown = await assertRejects(() => upstream.connect(), ConnectError, "within 50 ms");
  assertEquals(thrown.isTimeout, true);
  (await accepted).close();
  upstream.close();
});

Deno.test("takeIdle() gives the connection that was used last", async () => {
  await using origin = new RawUpstream(staySilent());
  const upstream = newUpstream(origin.url);
  assertEquals(upstream.takeIdle(), null);
  const [first, second] = [await upstream.connect(), await upstream.connect()];
  upstream.release(first);
  upstream.release(second);
  assertEquals([upstream.takeIdle(), upstream.takeIdle(), upstream.takeIdle()], [
    second,
    first,
    null,
  ]);
  assertEquals(upstream.opened, 2);
  upstream.cut();
  assert(first.isClosed && second.isClosed);
  upstream.close();
});

Deno.test("release() keeps no more idle connections than allowed", async () => {
  await using origin = new RawUpstream(staySilent());
  const upstream = newUpstream(origin.url);
  const connections = await Promise.all(
    Array.from({ length: IDLE_CONNECTIONS_MAX + 2 }, () => upstream.connect()),
  );
  for (const connection of connections) upstream.release(connection);
  assertEquals(connections.filter(({ isClosed }) => isClosed).length, 2);
  upstream.close();
  assert(connections.every(({ isClosed }) => isClosed));
});

Deno.test("release() closes a connection after the upstream was closed", async () => {
  await using origin = new RawUpstream(staySilent());
  const upstream = newUpstream(origin.url);
  const connection = await upstream.connect();
  upstream.close();
  upstream.release(connection);
  assert(connection.isClosed);
});

Deno.test("connections that were idle for too long are closed", async () => {
  const { origin, gone } = watched();
  await using _ = origin;
  let now = 0;
  const clock = { nowMs: () => 0, monotonicMs: () => now };
  const upstream = newUpstream(origin.url, { clock, idleMs: 1_000 });
  const connection = await upstream.connect();
  await connection.send(HEAD, null);
  const head = await connection.readHead("GET");
  assertEquals(head.keepAlive, true);
  upstream.release(connection);
  now = 1_001;
  await withDeadline(Promise.all(gone), { describe: () => "The connection was not closed" });
  assertEquals([connection.isClosed, upstream.takeIdle()], [true, null]);
  upstream.close();
});

Deno.test("two requests go over one connection", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  for (let k = 0; k < 3; k++) {
    using client = await rig.connect();
    assertEquals((await client.request({ body: "{}" })).status, 200);
  }
  assertEquals([rig.origin.requests.length, rig.origin.connections], [3, 1]);
  assertEquals(rig.upstream.opened, 1);
});

Deno.test("a connection is not reused when the upstream says close, or HTTP/1.0", async () => {
  for (
    const head of [
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.1 204 None\r\nConnection: close\r\n\r\n",
    ]
  ) {
    await using rig = new ProxyRig((_request, connection) => connection.write(head));
    using client = await rig.connect();
    for (let k = 0; k < 2; k++) await client.request({ body: "{}" });
    assertEquals(rig.origin.connections, 2, head);
  }
});

Deno.test("an upstream that closes silently after each answer is not noticed", async () => {
  await using rig = new ProxyRig(async (request, connection) => {
    await answer({ body: "ok" })(request, connection);
    connection.close();
  });
  using client = await rig.connect();
  for (let k = 0; k < 20; k++) {
    const got = await client.request({ target: `/${k}`, body: "{}" });
    assertEquals([got.status, latin1(got.body)], [200, "ok"], `request ${k}`);
  }
  const targets = rig.origin.requests.map(({ target }) => target);
  assertEquals(targets, Array.from({ length: 20 }, (_, k) => `/${k}`), "none is sent twice");
});

Deno.test("a close that crosses with the next request gives 502, and nothing is resent", async () => {
  await using rig = new ProxyRig(answerInTurn(answer({ body: "ok" }), closeAtOnce()));
  using client = await rig.connect();
  assertEquals((await client.request({ target: "/1", body: "{}" })).status, 200);
  assertEquals((await client.request({ target: "/2", body: "{}" })).status, 502);
  assertEquals(rig.origin.requests.map(({ target }) => target), ["/1", "/2"]);
  assertEquals(rig.origin.connections, 1);
  const { facts, request, response } = await rig.call(1);
  assertEquals([facts.status, facts.errorType], [502, "upstream_closed"]);
  assertEquals(request, passedWhole(utf8("{}")));
  assertEquals([response.end, response.began], [END.UPSTREAM_BROKEN, false]);
});

Deno.test("bytes behind an answer never become part of the next one", async () => {
  const smuggled = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";
  const honest = answer({ body: "honest" });
  for (
    const first of [
      `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok${smuggled}`,
      `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n${smuggled}`,
      `HTTP/1.1 204 None\r\n\r\n${smuggled}`,
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n${smuggled}`,
      `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\n`,
    ]
  ) {
    const forge: RawHandler = (_request, connection) => connection.write(first);
    await using rig = new ProxyRig(answerInTurn(forge, honest));
    using client = await rig.connect();
    const got = await client.request({ body: "{}" });
    assertEquals([latin1(got.body).replace("ok", ""), got.complete], ["", true], first);
    assertEquals(latin1((await client.request({ body: "{}" })).body), "honest", first);
    assertEquals(rig.origin.connections, 2, "the connection is not used again");
  }
});

Deno.test("bytes that come when nobody asked end the connection", async () => {
  const gone = Promise.withResolvers<void>();
  const talk: RawHandler = async (request, connection) => {
    await answer({ body: "ok" })(request, connection);
    await connection.write("HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n");
    await connection.peerGone();
    gone.resolve();
  };
  await using rig = new ProxyRig(answerInTurn(talk, answer({ body: "honest" })));
  using client = await rig.connect();
  assertEquals(latin1((await client.request({ body: "{}" })).body), "ok");
  await gone.promise;
  assertEquals(latin1((await client.request({ body: "{}" })).body), "honest");
});
