/** Requests below the Fetch API: what the engine of this runtime holds, and the way without it. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { bodyOf, fieldsOf, type RequestBody } from "../../src/proxy/engine_request.ts";
import { withDeadline } from "../support/deadline.ts";
import { assertBytes, patternBytes } from "../support/proxy_rig.ts";
import { chunkBytes, RawClient } from "../support/raw_client.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";

const CHUNKED = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

/** Serves one request with `handle` while `send` runs as its client. */
async function withRequest(
  handle: (req: Request) => Promise<void>,
  send: (client: RawClient) => Promise<void>,
): Promise<void> {
  const handled = Promise.withResolvers<void>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (req) => {
    await handle(req).then(handled.resolve, handled.reject);
    return new Response("ok");
  });
  try {
    const client = await RawClient.connect(server.addr.port);
    await send(client);
    await withDeadline(handled.promise, { describe: () => "The request was not handled" });
    client.close();
  } finally {
    await server.shutdown();
  }
}

async function piecesOf(body: RequestBody): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (let piece = await body.read(); piece !== null; piece = await body.read()) {
    pieces.push(piece.slice());
  }
  return pieces;
}

Deno.test("fieldsOf() gives names, order and repetitions as the client wrote them", async () => {
  await withRequest((req) => {
    assertEquals(fieldsOf(req), [
      ["X-B", "1"],
      ["host", "h"],
      ["x-b", ""],
      ["X-A", "\xe9"],
      ["cookie", "a; b"],
    ]);
    return Promise.resolve();
  }, async (client) => {
    const head =
      "GET / HTTP/1.1\r\nX-B: 1\r\nhost: h\r\nCookie: a\r\nx-b:\r\nX-A: \xe9\r\nCookie: b";
    await client.sendBytes(Uint8Array.from(`${head}\r\n\r\n`, (char) => char.charCodeAt(0)));
    await client.readAnswer("GET");
  });
});

Deno.test("bodyOf() has a body that came with the head at once, and once", async () => {
  await withRequest(async (req) => {
    const body = bodyOf(req, { isChunked: false });
    assert(body !== null);
    assertBytes(body.takeWhole() ?? utf8(""), utf8("hello"));
    assertEquals([body.takeWhole(), await body.read()], [null, null]);
  }, async (client) => {
    await client.send({ body: "hello" });
    await client.readAnswer();
  });
});

Deno.test("bodyOf() has no body where none is to come", async () => {
  await withRequest((req) => {
    assertEquals(bodyOf(req, { isChunked: false }), null);
    return Promise.resolve();
  }, async (client) => {
    await client.send({ method: "GET" });
    await client.readAnswer("GET");
  });
});

Deno.test("RequestBody.readAll() and read() give every byte of a long body", async () => {
  const bytes = patternBytes(200_000);
  for (const isWhole of [true, false]) {
    await withRequest(async (req) => {
      const body = bodyOf(req, { isChunked: false });
      assert(body !== null);
      assertEquals(body.takeWhole(), null);
      assertBytes(isWhole ? await body.readAll() : concat(...await piecesOf(body)), bytes);
    }, async (client) => {
      await client.send({ body: bytes });
      await client.readAnswer();
    });
  }
});

Deno.test("RequestBody.read() asks for little of a chunked body until its chunks are long", async () => {
  const bytes = patternBytes(300_000);
  await withRequest(async (req) => {
    const body = bodyOf(req, { isChunked: true });
    assert(body !== null);
    const pieces = await piecesOf(body);
    assertBytes(concat(...pieces), bytes);
    const lengths = pieces.map((piece) => piece.length);
    assert(lengths.slice(0, 16).every((length) => length <= 1_024), `${lengths}`);
    assert(Math.max(...lengths) > 1_024, `${lengths}`);
  }, async (client) => {
    await client.sendBytes(concat(utf8(CHUNKED), chunkBytes(bytes), utf8("0\r\n\r\n")));
    await client.readAnswer();
  });
});

Deno.test("RequestBody.read() sees the end of an extension or trailer longer than it asks for", async () => {
  const extension = `5;${"e".repeat(3_000)}\r\nhello\r\n0\r\n\r\n`;
  const trailer = `5\r\nhello\r\n0\r\nX: ${"t".repeat(3_000)}\r\n\r\n`;
  for (const rest of [extension, trailer]) {
    const begun = Promise.withResolvers<void>();
    await withRequest(async (req) => {
      const body = bodyOf(req, { isChunked: true });
      assert(body !== null);
      const first = (await body.read())?.slice() ?? utf8("");
      begun.resolve();
      assertBytes(concat(first, ...await piecesOf(body)), utf8("1hello"));
    }, async (client) => {
      await client.sendBytes(concat(utf8(CHUNKED), chunkBytes("1")));
      await begun.promise;
      await client.sendBytes(rest);
      await client.readAnswer();
    });
  }
});

Deno.test("RequestBody.lookAtClient() tells that a client has left after its body", async () => {
  const read = Promise.withResolvers<void>();
  await withRequest(async (req) => {
    const body = bodyOf(req, { isChunked: false });
    assert(body !== null);
    await body.readAll();
    const gone = Promise.withResolvers<void>();
    let hasLeft = false;
    body.lookAtClient(() => {
      hasLeft = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    assertEquals(hasLeft, false, "it is still there");
    read.resolve();
    const looking = setInterval(() => body.lookAtClient(gone.resolve), 1);
    await gone.promise.finally(() => clearInterval(looking));
  }, async (client) => {
    await client.send({ body: patternBytes(5_000) });
    await read.promise;
    client.close();
  });
});

Deno.test("RequestBody.read() rejects when the client left in mid-body", async () => {
  await withRequest(async (req) => {
    const body = bodyOf(req, { isChunked: true });
    assert(body !== null);
    await assertRejects(() => piecesOf(body));
  }, async (client) => {
    await client.sendBytes(concat(utf8(CHUNKED), chunkBytes("half")));
    client.close();
  });
});

Deno.test("a request that no engine made is read through the Fetch API", async () => {
  const bytes = patternBytes(100_000);
  const stream = (): ReadableStream<Uint8Array> =>
    ReadableStream.from([bytes.slice(0, 7), utf8(""), bytes.slice(7)]);
  const request = (): Request => new Request("http://h/", { method: "POST", body: stream() });
  const req = request();
  req.headers.append("X-A", "1");
  assertEquals(fieldsOf(req).map(([name, value]) => [name.toLowerCase(), value]), [["x-a", "1"]]);
  const whole = bodyOf(req, { isChunked: true });
  assertBytes(await whole?.readAll() ?? utf8(""), bytes);
  const pieces = bodyOf(request(), { isChunked: false });
  assert(pieces !== null);
  assertEquals((await piecesOf(pieces)).map((piece) => piece.length), [7, bytes.length - 7]);
});
