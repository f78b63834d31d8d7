/** Requests that wait for a head: the clock and the client are watched, and nothing else is. */

import { utf8 } from "../../src/base/bytes.ts";
import type { Clock } from "../../src/base/clock.ts";
import { END } from "../../src/capture/body_tap.ts";
import { passedWhole, ProxyRig } from "../support/proxy_rig.ts";
import { answer, type RawHandler } from "../support/raw_upstream.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { latin1 } from "../support/wire_reader.ts";

/** Reads the request, tells that it came, and waits until the proxy leaves. */
function silentUpstream(): { handler: RawHandler; asked: Promise<void>; left: Promise<void> } {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const handler: RawHandler = async (_request, connection) => {
    asked.resolve();
    await connection.peerGone();
    left.resolve();
  };
  return { handler, asked: asked.promise, left: left.promise };
}

/** A clock that a test moves; it stands still otherwise, and tells when it is read. */
class HandClock implements Clock {
  #now = 1_000;
  #tell: () => void = () => {};

  nowMs(): number {
    return 0;
  }

  monotonicMs(): number {
    this.#tell();
    return this.#now;
  }

  move(ms: number): void {
    this.#now += ms;
  }

  /** While nothing else happens, only the list's timer reads the clock. */
  async looks(count: number): Promise<void> {
    for (let look = 0; look < count; look++) {
      const told = Promise.withResolvers<void>();
      this.#tell = told.resolve;
      await told.promise;
    }
  }
}

Deno.test("an upstream that stays silent gives 504 after the header timeout", async () => {
  const { handler, asked, left } = silentUpstream();
  await using rig = new ProxyRig(handler, { headerTimeoutMs: 50 });
  using client = await rig.connect();
  await client.send({ body: "{}" });
  await asked;
  const got = await client.readAnswer();
  assertEquals([got.status, got.complete], [504, true]);
  assertStringIncludes(latin1(got.body), '"type":"outband_header_timeout"');
  await left;
  const { facts, request, response } = await rig.call(0);
  assertEquals([facts.status, facts.errorType], [504, "header_timeout"]);
  assertEquals(request, passedWhole(utf8("{}")));
  assertEquals(response, { ...passedWhole(utf8("")), end: END.UPSTREAM_BROKEN, began: false });
});

Deno.test("the header timeout does not count the time that the client takes to send", async () => {
  for (const length of [4, 300_000]) {
    const clock = new HandClock();
    const head = Promise.withResolvers<void>();
    await using rig = new ProxyRig(answer({ body: "ok" }), {
      clock,
      headerTimeoutMs: 5_000,
      origin: {
        onHead: () => {
          head.resolve();
          return Promise.resolve(true);
        },
      },
    });
    using client = await rig.connect();
    await client.sendBytes(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\nha`);
    // A short body is read whole before the upstream hears of it; a long one is on its way.
    if (length > 4) await head.promise;
    while (rig.recorder.stats().accepted === 0) await clock.looks(1);
    clock.move(60_000);
    // A wait that was counted from the start would be over.
    await clock.looks(2);
    await client.sendBytes("x".repeat(length - 2));
    const got = await client.readAnswer();
    assertEquals([got.status, latin1(got.body)], [200, "ok"], `${length} bytes`);
    const { request, response } = await rig.call(0);
    assertEquals([request.end, request.total], [
      length > 65_536 ? END.LIMIT : END.COMPLETE,
      length,
    ]);
    assertEquals(response.end, END.COMPLETE);
  }
});

Deno.test("an answer whose body is slow is not late", async () => {
  const clock = new HandClock();
  const gate = Promise.withResolvers<void>();
  await using rig = new ProxyRig(async (_request, connection) => {
    await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsl");
    await gate.promise;
    await connection.write("ow");
  }, { clock, headerTimeoutMs: 5_000 });
  using client = await rig.connect();
  await client.send({ body: "{}" });
  const body = client.body(await client.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "sl");
  clock.move(60_000);
  await clock.looks(2);
  gate.resolve();
  assertEquals(latin1(await body.next() ?? utf8("")), "ow");
  const { facts, response } = await rig.call(0);
  assertEquals([facts.status, response.end], [200, END.COMPLETE]);
  assertEquals(facts.totalUs, 60_000_000);
});

Deno.test("a client that leaves before the head closes the upstream's connection", async () => {
  const { handler, asked, left } = silentUpstream();
  await using rig = new ProxyRig(handler);
  const client = await rig.connect();
  await client.send({ body: "{}" });
  await asked;
  client.close();
  await left;
  const { facts, request, response } = await rig.call(0);
  assertEquals([facts.status, facts.errorType], [0, "client_gone"]);
  assertEquals(request, passedWhole(utf8("{}")));
  assertEquals(response, { ...passedWhole(utf8("")), end: END.CLIENT_GONE, began: false });
});

Deno.test("a client that leaves once it is watched is noticed, too", async () => {
  const { handler, asked, left } = silentUpstream();
  const clock = new HandClock();
  await using rig = new ProxyRig(handler, { clock });
  const client = await rig.connect();
  await client.send({ body: "{}" });
  await asked;
  clock.move(60_000);
  await clock.looks(2);
  client.close();
  await left;
  assertEquals((await rig.call(0)).facts.errorType, "client_gone");
});

Deno.test("a client that only waits is not taken for gone", async () => {
  const clock = new HandClock();
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await using rig = new ProxyRig(async (request, connection) => {
    asked.resolve();
    await gate.promise;
    await answer({ body: "late" })(request, connection);
  }, { clock });
  using client = await rig.connect();
  await client.send({ body: "{}" });
  await asked.promise;
  clock.move(60_000);
  await clock.looks(2);
  gate.resolve();
  assertEquals(latin1((await client.readAnswer()).body), "late");
  assertEquals((await rig.call(0)).facts.errorType, "");
  // The connection of the client is good for another request.
  assertEquals(latin1((await client.request({ body: "{}" })).body), "late");
});
