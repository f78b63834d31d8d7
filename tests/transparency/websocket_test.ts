/** WebSockets through the proxy: real sockets at both ends. */

import { END } from "../../src/capture/body_tap.ts";
import type { RequestParts } from "../support/raw_client.ts";
import { ProxyRig } from "../support/proxy_rig.ts";
import { SocketClient, SocketUpstream } from "../support/socket_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";

const SWITCHING =
  "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\r\n";

function rigFor(upstream: SocketUpstream, isPlain = false): ProxyRig {
  return new ProxyRig(() => Promise.resolve(), {
    target: upstream.url,
    server: isPlain ? { env: () => null } : {},
  });
}

function handshakeTo(target: string): RequestParts {
  return {
    method: "GET",
    target,
    headers: [
      ["Upgrade", "websocket"],
      ["Connection", "Upgrade"],
      ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
      ["Sec-WebSocket-Version", "13"],
    ],
  };
}

function connect(rig: ProxyRig, path: string, protocols: string[] = []): SocketClient {
  return new SocketClient(`ws://127.0.0.1:${rig.server.addr.port}${path}`, protocols);
}

for (const isPlain of [false, true]) {
  const kind = isPlain ? "Deno.serve" : "the engine";

  Deno.test(`a WebSocket passes both ways through ${kind}`, async () => {
    await using upstream = new SocketUpstream((socket) => {
      socket.onmessage = ({ data }): void => socket.send(data);
    }, "realtime");
    await using rig = rigFor(upstream, isPlain);
    const client = connect(rig, "/v1/realtime?model=gpt-realtime", ["realtime", "other"]);
    await client.opened;
    assertEquals(client.socket.protocol, "realtime");
    for (const text of ["Hi", "\u{1f600}".repeat(50_000), ""]) {
      client.socket.send(text);
      assertEquals(await client.next(), text);
    }
    client.socket.send(Uint8Array.of(0, 255, 7));
    assertEquals(new Uint8Array(await client.next() as ArrayBuffer), Uint8Array.of(0, 255, 7));
    client.socket.close(4001, "done");
    assertEquals(await client.closed, "4001 done");
    assertEquals(await upstream.closing(), "4001 done");
    const { url, headers } = upstream.requests[0] as { url: string; headers: Headers };
    assert(url.endsWith("/v1/realtime?model=gpt-realtime"));
    assertEquals(headers.get("sec-websocket-extensions"), null);
  });

  for (const code of [1000, 1001, 1008, 1011, 3000]) {
    Deno.test(`close code ${code} of the upstream reaches the client through ${kind}`, async () => {
      await using upstream = new SocketUpstream((socket) => socket.close(code, "because"));
      await using rig = rigFor(upstream, isPlain);
      const client = connect(rig, "/v1/realtime");
      assertEquals(await client.closed, `${code} because`);
    });
  }
}

Deno.test("A WebSocket's messages are framed anew, never compressed; each side has pings of its own", async () => {
  await using rig = new ProxyRig(async ({ raw }, connection) => {
    const head = new TextDecoder().decode(raw);
    assertEquals(/sec-websocket-extensions/i.test(head), false);
    await connection.write(SWITCHING);
    // A ping, then one text in two fragments with a ping between them, then a close.
    await connection.write(Uint8Array.of(0x89, 0, 0x01, 2, 0x48, 0x65, 0x89, 0, 0x80, 1, 0x79));
    await connection.write(Uint8Array.of(0x88, 2, 0x03, 0xe8));
    await connection.peerGone();
  });
  const client = connect(rig, "/v1/realtime");
  assertEquals(await client.next(), "Hey");
  assertEquals(await client.closed, "1000 ");
});

Deno.test("An upstream that leaves a WebSocket without a word is close code 1011, not 1006", async () => {
  await using rig = new ProxyRig(async (_request, connection) => {
    await connection.write(SWITCHING);
    connection.close();
  });
  const client = connect(rig, "/v1/realtime");
  assertEquals(await client.closed, "1011 the upstream's connection was lost");
  const call = await rig.call(0);
  assertEquals([call.facts.status, call.facts.errorType], [101, "websocket_1006"]);
  assertEquals(call.response.end, END.UPSTREAM_BROKEN);
});

Deno.test("an upstream that refuses the handshake is heard", async () => {
  await using upstream = new SocketUpstream(() => {});
  await using rig = rigFor(upstream);
  using client = await rig.connect();
  const answer = await client.request(handshakeTo("/refuse"));
  assertEquals([answer.status, new TextDecoder().decode(answer.body)], [403, '{"error":"no"}']);
  assertEquals((await rig.call(0)).facts.status, 403);
});

Deno.test("each answer of a socket is an exchange of its own, and the socket one more", async () => {
  await using upstream = new SocketUpstream((socket) => {
    let count = 0;
    socket.onmessage = (): void => {
      count++;
      socket.send(`{"type":"response.output_text.delta","delta":"${count}"}`);
      socket.send(`{"type":"response.done","response":{"id":"r${count}"}}`);
    };
  });
  await using rig = rigFor(upstream);
  const client = connect(rig, "/v1/realtime");
  await client.opened;
  for (let k = 1; k <= 2; k++) {
    client.socket.send(`{"type":"response.create","k":${k}}`);
    await client.next();
    await client.next();
  }
  client.socket.close(1000);
  await client.closed;
  const decoder = new TextDecoder();
  for (let k = 1; k <= 2; k++) {
    const { request, response, facts, texts } = await rig.call(k - 1);
    assertEquals(decoder.decode(request.bytes), `\x1e{"type":"response.create","k":${k}}\n`);
    assertEquals(
      decoder.decode(response.bytes),
      `\x1e{"type":"response.output_text.delta","delta":"${k}"}\n` +
        `\x1e{"type":"response.done","response":{"id":"r${k}"}}\n`,
    );
    assertEquals([facts.status, facts.contentType], [101, "application/json-seq"]);
    assertEquals([texts.contentType, texts.path], ["application/json-seq", "/v1/realtime"]);
  }
  const socket = await rig.call(2);
  assertEquals([socket.facts.status, socket.facts.errorType, socket.request.total], [101, "", 0]);
});

Deno.test("a client that vanishes is told to the upstream", async () => {
  await using upstream = new SocketUpstream(() => {});
  await using rig = rigFor(upstream);
  const client = await rig.connect();
  await client.send(handshakeTo("/v1/realtime"));
  assertEquals((await client.readHead()).status, 101);
  client.close();
  assertEquals(await upstream.closing(), "0 ", "lost, as it would be without a proxy");
  assertEquals((await rig.call(0)).texts.path, "/v1/realtime");
});
