/** Bodies on their way up: every byte arrives, as it comes, and the record says the same. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { READ_BUFFER_BYTES, WHOLE_BODY_BYTES_MAX } from "../../src/base/limits.ts";
import { END } from "../../src/capture/body_tap.ts";
import { requestFields } from "../../src/proxy/request_head.ts";
import { assertBytes, nobody, passedWhole, patternBytes, ProxyRig } from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { chunkBytes, chunkedBytes, type RawClient } from "../support/raw_client.ts";
import { answer, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import {
  BodyReader,
  declaredFraming,
  headerValues,
  latin1,
  readHead,
  WireReader,
  writeAll,
} from "../support/wire_reader.ts";

const LARGE = { poolBytes: 16 << 20, slotBytes: 16_384, captureBytesMax: 6 << 20 };

/** Sizes at and around every bound on the way. */
const SIZES = [
  0,
  1,
  ...[READ_BUFFER_BYTES, WHOLE_BODY_BYTES_MAX].flatMap((bound) => [bound - 1, bound, bound + 1]),
  5_000_000,
];

const CHUNKED_HEAD = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

/** Sends the request's own body back. */
function echo(): RawHandler {
  return (request, connection) => answer({ body: request.body })(request, connection);
}

/** What of the body went up must be what was sent, and be recorded so. */
async function assertSent(rig: ProxyRig, index: number, body: Uint8Array): Promise<void> {
  const note = `${body.length} bytes`;
  assertBytes(rig.origin.requests[index]?.body ?? utf8("none"), body, note);
  const { request } = await rig.call(index);
  assertBytes(request.bytes, body, note);
  assertEquals([request.total, request.end], [body.length, END.COMPLETE], note);
  assertEquals(request.began, true);
}

Deno.test("requests of known length arrive byte for byte", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), LARGE);
  using client = await rig.connect();
  for (const [index, size] of SIZES.entries()) {
    const body = patternBytes(size, index + 1);
    assertEquals((await client.request({ body })).status, 200);
    await assertSent(rig, index, body);
    const fields = rig.origin.requests[index]?.headers ?? [];
    assertEquals(headerValues(fields, "content-length"), [`${size}`]);
    assertEquals(headerValues(fields, "transfer-encoding"), []);
  }
});

Deno.test("chunked requests arrive byte for byte, whatever the chunks", async () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  await using rig = new ProxyRig(answer({ body: "ok" }), LARGE);
  using client = await rig.connect();
  for (const [index, size] of SIZES.entries()) {
    const body = patternBytes(size, seed + index);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < size;) {
      const end = Math.min(size, at + 1 + random(random(2) === 0 ? 9 : 150_000));
      chunks.push(body.subarray(at, end));
      at = end;
    }
    await client.sendBytes(concat(utf8(CHUNKED_HEAD), chunkedBytes(chunks)));
    assertEquals((await client.readAnswer()).status, 200, `seed ${seed}`);
    await assertSent(rig, index, body);
    const fields = rig.origin.requests[index]?.headers ?? [];
    assertEquals(headerValues(fields, "transfer-encoding"), ["chunked"]);
    assertEquals(headerValues(fields, "content-length"), []);
  }
});

Deno.test("requests without a body get none on the way", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "QUERY"];
  for (const [index, method] of methods.entries()) {
    await client.sendBytes(`${method} /x HTTP/1.1\r\nHost: h\r\n\r\n`);
    assertEquals((await client.readAnswer(method)).status, 200);
    const { port } = rig.origin;
    const expected = `${method} /x HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
    assertEquals(latin1(rig.origin.requests[index]?.raw ?? utf8("")), expected);
    await assertSent(rig, index, utf8(""));
    assertEquals((await rig.call(index)).texts.method, method);
  }
});

Deno.test("the body of a GET, which the server drops, is not announced", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }));
  using client = await rig.connect();
  await client.sendBytes("GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
  assertEquals((await client.readAnswer("GET")).status, 200);
  assertEquals(headerValues(rig.origin.requests[0]?.headers ?? [], "content-length"), []);
});

Deno.test("an HTTP/2 body that no field announces arrives", async () => {
  await using rig = new ProxyRig(echo());
  using client = Deno.createHttpClient({ http1: false, http2: true });
  const url = `http://127.0.0.1:${rig.server.addr.port}/`;
  const pieces = ["one ", "two ", "three"];
  const body = ReadableStream.from(pieces.map(utf8));
  const got = await fetch(url, { method: "POST", body, client });
  assertEquals([got.status, await got.text()], [200, pieces.join("")]);
  const none = await fetch(url, { method: "POST", client });
  assertEquals([none.status, await none.text()], [200, ""]);
  await assertSent(rig, 0, utf8(pieces.join("")));
  await assertSent(rig, 1, utf8(""));
});

/** A connection as an upstream sees it that reads and answers at the same time. */
interface Duplex {
  body: BodyReader;
  write(text: string): Promise<void>;
}

/** A proxy whose upstream is read by the test itself. */
async function withDuplex(
  test: (client: RawClient, accept: () => Promise<Duplex>, rig: ProxyRig) => Promise<void>,
): Promise<void> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const target = `http://127.0.0.1:${listener.addr.port}`;
  await using rig = new ProxyRig(answer({}), { target });
  using client = await rig.connect();
  const conns: Deno.TcpConn[] = [];
  try {
    await test(client, async () => {
      const conn = await listener.accept();
      conns.push(conn);
      const reader = new WireReader(conn, 10_000);
      const head = await readHead(reader);
      assert(head !== null);
      const body = new BodyReader(reader, declaredFraming(head.headers) ?? { kind: "none" });
      return { body, write: (text) => writeAll(conn, utf8(text)) };
    }, rig);
  } finally {
    for (const conn of conns) conn.close();
  }
}

Deno.test("upload and answer stream at the same time", async () => {
  await withDuplex(async (client, accept, rig) => {
    await client.sendBytes(CHUNKED_HEAD);
    const upstream = await accept();
    await upstream.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    const answerBody = client.body(await client.readHead());
    for (const text of ["a", "bc", "d".repeat(999)]) {
      await client.sendBytes(chunkBytes(text));
      assertEquals(latin1(await upstream.body.next() ?? utf8("")), text);
      await upstream.write(latin1(chunkBytes(text.toUpperCase())));
      assertEquals(latin1(await answerBody.next() ?? utf8("")), text.toUpperCase());
    }
    await client.sendBytes("0\r\n\r\n");
    assertEquals([await upstream.body.next(), upstream.body.complete], [null, true]);
    await upstream.write("0\r\n\r\n");
    assertEquals([await answerBody.next(), answerBody.complete], [null, true]);
    const { request, response } = await rig.call(0);
    const sent = `abc${"d".repeat(999)}`;
    assertEquals(request, passedWhole(utf8(sent)));
    assertEquals(response, passedWhole(utf8(sent.toUpperCase())));
  });
});

Deno.test("an answer that ends before its upload ends the upload", async () => {
  await withDuplex(async (client, accept, rig) => {
    await client.sendBytes(`${CHUNKED_HEAD}3\r\nabc\r\n`);
    const upstream = await accept();
    assertEquals(latin1(await upstream.body.next() ?? utf8("")), "abc");
    await upstream.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    const got = await client.readAnswer();
    assertEquals([got.status, latin1(got.body), got.complete], [200, "ok", true]);
    // The client neither sends nor leaves, and the record is closed all the same.
    const { request, response, facts } = await rig.call(0);
    assertEquals(request, { ...passedWhole(utf8("abc")), end: END.CUT });
    assertEquals([response, facts.status], [passedWhole(utf8("ok")), 200]);
    assertEquals([await upstream.body.next(), upstream.body.complete], [null, false]);
  });
});

Deno.test("an early refusal reaches a client that still sends", async () => {
  const refuse = answer({ status: 413, reason: "Too Large", body: "no" });
  await using rig = new ProxyRig(answer({}), {
    ...LARGE,
    origin: {
      onHead: async (request, connection) => {
        await refuse(request, connection);
        return false;
      },
    },
  });
  const body = patternBytes(5_000_000);
  using client = await rig.connect();
  // The server stops to read; what it has not read may fail to be sent.
  const sending = client.send({ body }).catch(() => {});
  const got = await client.readAnswer();
  assertEquals([got.status, latin1(got.body), got.complete], [413, "no", true]);
  const { request, response, facts } = await rig.call(0);
  assertEquals([request.end, request.began, facts.status], [END.CUT, true, 413]);
  assert(request.total < body.length);
  assertBytes(request.bytes, body.subarray(0, request.total));
  assertEquals(response, passedWhole(utf8("no")));
  client.close();
  await sending;
});

Deno.test("an upload that was sent whole is not called cut, however quick the answer", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), LARGE);
  using client = await rig.connect();
  for (let index = 0; index < 20; index++) {
    const body = patternBytes(WHOLE_BODY_BYTES_MAX + 1 + index, index);
    if (index % 2 === 0) assertEquals((await client.request({ body })).status, 200);
    else {
      await client.sendBytes(concat(utf8(CHUNKED_HEAD), chunkedBytes([body])));
      assertEquals((await client.readAnswer()).status, 200);
    }
    await assertSent(rig, index, body);
  }
  assertEquals(rig.origin.connections, 1, "the connection is kept after every upload");
});

Deno.test("an upload of known length is complete with its last byte", async () => {
  await using rig = new ProxyRig(answer({ body: "ok" }), LARGE);
  const bytes = patternBytes(WHOLE_BODY_BYTES_MAX + 1);
  // A client's body whose end is seen only after the answer, as a quick upstream makes it.
  const end = Promise.withResolvers<void>();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    pull: async (controller) => {
      await end.promise;
      controller.close();
    },
  }, { highWaterMark: 0 });
  const headers = { "content-length": `${bytes.length}` };
  const req = new Request("http://h/", { method: "POST", body, headers });
  const fields = requestFields([...req.headers]);
  const response = await rig.forwarder.forward({ req, target: "/", fields, peer: nobody() });
  assertEquals([response.status, await response.text()], [200, "ok"]);
  await assertSent(rig, 0, bytes);
  end.resolve();
});

Deno.test("a client that leaves in mid-upload is not blamed on the upstream", async () => {
  for (const head of [CHUNKED_HEAD, CHUNKED_HEAD.replace(/Tr.*/, "Content-Length: 999999")]) {
    const isChunked = head === CHUNKED_HEAD;
    await withDuplex(async (client, accept, rig) => {
      await client.sendBytes(`${head}${isChunked ? "5\r\n" : ""}hello`);
      const upstream = await accept();
      assertEquals(latin1(await upstream.body.next() ?? utf8("")), "hello");
      client.close();
      assertEquals([await upstream.body.next(), upstream.body.complete], [null, false]);
      const { request, response, facts } = await rig.call(0);
      assertEquals(request, { ...passedWhole(utf8("hello")), end: END.CLIENT_GONE });
      assertEquals([response.end, response.began], [END.CLIENT_GONE, false]);
      assertEquals([facts.status, facts.errorType], [0, "client_gone"]);
    });
  }
});

Deno.test("a client that leaves while both directions run has left both", async () => {
  await withDuplex(async (client, accept, rig) => {
    await client.sendBytes(`${CHUNKED_HEAD}2\r\nhi\r\n`);
    const upstream = await accept();
    await upstream.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
    const body = client.body(await client.readHead());
    assertEquals(latin1(await body.next() ?? utf8("")), "ok");
    client.close();
    while (await upstream.body.next() !== null);
    const { request, response } = await rig.call(0);
    assertEquals(request, { ...passedWhole(utf8("hi")), end: END.CLIENT_GONE });
    assertEquals(response, { ...passedWhole(utf8("ok")), end: END.CLIENT_GONE });
    rig.takeServerErrors();
  });
});

Deno.test("an upstream that breaks in mid-upload gives 502", async () => {
  await withDuplex(async (client, accept, rig) => {
    await client.sendBytes(`${CHUNKED_HEAD}2\r\nhi\r\n`);
    const upstream = await accept();
    assertEquals(latin1(await upstream.body.next() ?? utf8("")), "hi");
    await upstream.write("nonsense\r\n\r\n");
    assertEquals((await client.readAnswer()).status, 502);
    const { request, response, facts } = await rig.call(0);
    assertEquals(request, { ...passedWhole(utf8("hi")), end: END.CUT });
    assertEquals([response.end, response.began], [END.UPSTREAM_BROKEN, false]);
    assertEquals([facts.status, facts.errorType], [502, "upstream_bad_response"]);
  });
});
