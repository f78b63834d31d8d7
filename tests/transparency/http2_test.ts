/** HTTP/2 from the client, in clear text and over TLS; HTTP/1.1 to the upstream all the same. */

import { utf8 } from "../../src/base/bytes.ts";
import { withDeadline } from "../support/deadline.ts";
import { chunkBytes } from "../support/raw_client.ts";
import { answer, headBytes } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";
import { TEST_CA, TEST_SERVER } from "../support/test_certificates.ts";
import { type HeaderPair, headerValues, latin1 } from "../support/wire_reader.ts";
import { H2Client, type H2Stream } from "./h2_client.ts";
import { H2Frames } from "./h2_frames.ts";
import { PatternCheck, patternSlice } from "./pattern.ts";
import { type Stage, stageTest, type Taken } from "./stage.ts";

const KIB = 1_024;
const SIZES_BYTES = [0, 1, 16 * KIB - 1, 16 * KIB + 1, 256 * KIB, 256 * KIB + 1, KIB * KIB];
const CHUNKED: HeaderPair = ["Transfer-Encoding", "chunked"];
const POST = { ":method": "POST", ":path": "/h2" };
const GET = { ":method": "GET", ":path": "/h2" };

/** Connects to the program that a stage runs. */
type Connect = (stage: Stage) => Promise<H2Client>;

/** The rest of a body as text, one character per byte. */
async function restOf(stream: H2Stream): Promise<string> {
  let text = "";
  for (let piece = await stream.next(); piece !== null; piece = await stream.next()) {
    text += latin1(piece);
  }
  assert(stream.isWhole, `the stream ended properly: ${stream.fault}`);
  return text;
}

async function bodyRows(stage: Stage, connect: Connect): Promise<void> {
  for (const sizeBytes of SIZES_BYTES) {
    await stage.row(`${sizeBytes} bytes up and down, with and without a length`, async () => {
      stage.handler = (request, connection) => answer({ body: request.body })(request, connection);
      await using client = await connect(stage);
      for (const fields of [POST, { ...POST, "content-length": `${sizeBytes}` }]) {
        const stream = client.request(fields, true).read();
        stream.end(patternSlice(0, sizeBytes));
        const head = await stream.head();
        assertEquals([head[":status"], head["content-length"]], [200, `${sizeBytes}`]);
        const check = new PatternCheck();
        for (let piece = await stream.next(); piece !== null; piece = await stream.next()) {
          check.take(piece);
        }
        assertEquals([check.bytes, stream.isWhole], [sizeBytes, true], `${stream.fault}`);
        assertEquals(stage.upstream.requests.at(-1)?.body.length, sizeBytes);
      }
    });
  }
}

async function fieldRow(stage: Stage, connect: Connect): Promise<void> {
  await stage.row("fields up and down", async () => {
    stage.handler = answer({
      status: 418,
      headers: [["X-Answer", "1"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]],
      body: "tea",
    });
    await using client = await connect(stage);
    const stream = client.request({
      ":method": "PUT",
      ":path": "//x/%2e%2e?a=b&&c",
      ":authority": "elsewhere.example",
      "x-request": "1",
      "authorization": "Bearer k",
      "cookie": ["a=1", "b=2"],
      "te": "trailers",
    }).read();
    const head = await stream.head();
    assertEquals([head[":status"], head["x-answer"]], [418, "1"]);
    assertEquals(head["set-cookie"], ["a=1", "b=2"]);
    assertEquals(await restOf(stream), "tea");
    const raw = latin1(stage.upstream.requests[0]?.raw ?? utf8(""));
    assertEquals(
      raw,
      `PUT //x/%2e%2e?a=b&&c HTTP/1.1\r\nhost: 127.0.0.1:${stage.upstream.port}\r\n` +
        "x-request: 1\r\nauthorization: Bearer k\r\ncookie: a=1; b=2\r\n\r\n",
    );
  });
  await stage.row("answers without a body: 204, 304, HEAD", async () => {
    await using client = await connect(stage);
    for (const [method, status] of [["POST", 204], ["GET", 304], ["HEAD", 200]] as const) {
      stage.handler = (_request, connection) => connection.write(`HTTP/1.1 ${status} X\r\n\r\n`);
      const stream = client.request({ ":method": method, ":path": "/h2" }).read();
      assertEquals((await stream.head())[":status"], status);
      assertEquals(await restOf(stream), "");
    }
  });
}

async function streamRows(stage: Stage, connect: Connect): Promise<void> {
  await stage.row("an answer and an upload pass piece by piece, at the same time", async () => {
    await using client = await connect(stage);
    const taking = stage.take();
    const stream = client.request(POST, true).read();
    await stream.write("first");
    const taken = await taking;
    assertEquals(latin1(await taken.body.next() ?? utf8("")), "first");
    await taken.connection.write(headBytes({ headers: [CHUNKED] }));
    assertEquals((await stream.head())[":status"], 200);
    for (const piece of ["a", "bc", "d".repeat(5_000), "e"]) {
      await stream.write(piece);
      let sent = "";
      while (sent.length < piece.length) sent += latin1(await taken.body.next() ?? utf8("(end)"));
      assertEquals(sent, piece);
      await taken.connection.write(chunkBytes(piece));
      let got = "";
      while (got.length < piece.length) got += latin1(await stream.next() ?? utf8("(end)"));
      assertEquals(got, piece);
    }
    stream.end();
    assertEquals([await taken.body.next(), taken.body.complete], [null, true]);
    await taken.connection.write("0\r\n\r\n");
    assertEquals(await restOf(stream), "");
    taken.done();
  });
  await stage.row("fifty streams of one connection are answered in reverse", async () => {
    await using client = await connect(stage);
    const streams: H2Stream[] = [];
    const taken: Taken[] = [];
    for (let k = 0; k < 50; k++) {
      const taking = stage.take();
      const stream = client.request({ ...POST, ":path": `/h2-${k}` }, true).read();
      stream.end(`body ${k}`);
      streams.push(stream);
      taken.push(await taking);
    }
    for (let k = 49; k >= 0; k--) {
      const { request, body, connection, done } = taken[k] as Taken;
      assertEquals(latin1(await body.next() ?? utf8("")), `body ${k}`);
      assertEquals(await body.next(), null);
      await answer({ body: request.target })(request, connection);
      done();
      assertEquals(await restOf(streams[k] as H2Stream), `/h2-${k}`);
    }
  });
}

async function rows(stage: Stage, connect: Connect): Promise<void> {
  await bodyRows(stage, connect);
  await fieldRow(stage, connect);
  await streamRows(stage, connect);
}

/** Waits until the peer of a taken request has left. */
async function gone(taken: Taken): Promise<void> {
  await withDeadline(taken.connection.peerGone(), { describe: () => "The upstream saw no end" });
}

/**
 * Long enough that the program watches a client that waits; known_bugs_test.ts has the client that
 * leaves earlier. Nothing tells from outside that it watches, so this is a wait.
 */
async function untilWatched(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
}

async function resetRows(stage: Stage): Promise<void> {
  await stage.row("a stream that is reset while it waits is cancelled; others go on", async () => {
    using client = await H2Frames.connect(stage.serve.port);
    for (const [k, sizeBytes] of [0, 5, 2_000, 16_000].entries()) {
      const stream = 4 * k + 1;
      const taking = stage.take();
      await client.request(stream, { ":path": "/wait" }, { end: sizeBytes === 0 });
      if (sizeBytes > 0) await client.data(stream, patternSlice(0, sizeBytes), { end: true });
      const taken = await taking;
      await taken.body.rest();
      assert(taken.body.complete);
      await untilWatched();
      await client.reset(stream);
      await gone(taken);
      await client.request(stream + 2, { ":path": "/other" }, { end: true });
      assertEquals((await client.next(stream + 2)).kind, "head");
    }
  });
  await stage.row("a stream that is reset in its answer is cancelled", async () => {
    using client = await H2Frames.connect(stage.serve.port);
    const taking = stage.take();
    await client.request(1, { ":method": "GET", ":path": "/stream" }, { end: true });
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [CHUNKED] }));
    await taken.connection.write(chunkBytes("one"));
    assertEquals([(await client.next(1)).kind, (await client.next(1)).kind], ["head", "data"]);
    await client.reset(1);
    await gone(taken);
  });
  await stage.row("a connection that ends cancels all its streams", async () => {
    const client = await H2Frames.connect(stage.serve.port);
    const taken: Taken[] = [];
    for (const stream of [1, 3, 5]) {
      const taking = stage.take();
      await client.request(stream, { ":method": "GET", ":path": "/stream" }, { end: true });
      taken.push(await taking);
    }
    await untilWatched();
    client[Symbol.dispose]();
    for (const one of taken) await gone(one);
  });
  await stage.row("an upload of known length above 256 KiB that is reset is cut", async () => {
    using client = await H2Frames.connect(stage.serve.port);
    const taking = stage.take();
    await client.request(1, { ":path": "/up", "content-length": "300000" }, { end: false });
    await client.data(1, utf8("hello"), { end: false });
    const taken = await taking;
    assertEquals(latin1(await taken.body.next() ?? utf8("")), "hello");
    await client.reset(1);
    assertEquals([await taken.body.next(), taken.body.complete], [null, false]);
  });
}

async function brokenAnswerRow(stage: Stage): Promise<void> {
  await stage.row(
    "an answer that the upstream breaks off ends in a reset of the stream",
    async () => {
      using client = await H2Frames.connect(stage.serve.port);
      const framings: HeaderPair[] = [CHUNKED, ["Content-Length", "10"]];
      for (const [k, field] of framings.entries()) {
        const stream = 2 * k + 1;
        const taking = stage.take();
        await client.request(stream, { ":method": "GET", ":path": "/cut" }, { end: true });
        const { connection } = await taking;
        await connection.write(headBytes({ headers: [field] }));
        await connection.write(field === CHUNKED ? chunkBytes("half") : "half");
        assertEquals((await client.next(stream)).kind, "head");
        assertEquals((await client.next(stream)).kind, "data");
        connection.close();
        assertEquals((await client.next(stream)).kind, "reset");
      }
    },
  );
}

async function flowRow(stage: Stage): Promise<void> {
  await stage.row(
    "a window that is full stops the upstream; the rest follows when it opens",
    async () => {
      const sizeBytes = 40 * KIB * KIB;
      using client = await H2Frames.connect(stage.serve.port);
      const taking = stage.take();
      await client.request(1, { ":method": "GET", ":path": "/flow" }, { end: true });
      const { connection, done } = await taking;
      await connection.write(headBytes({ headers: [["Content-Length", `${sizeBytes}`]] }));
      let sent = 0;
      const sending = (async () => {
        for (; sent < sizeBytes; sent += 65_536) {
          await connection.write(patternSlice(sent, sent + 65_536));
        }
      })();
      assertEquals((await client.next(1)).kind, "head");
      const check = new PatternCheck();
      const takeData = async (): Promise<void> => {
        const event = await client.next(1);
        assert(event.kind === "data", event.kind);
        check.take(event.bytes);
      };
      // The first window (RFC 9113 section 6.9.2); no more comes until it is opened.
      while (check.bytes < 65_535) await takeData();
      let last = -1;
      for (let still = 0; still < 25; still++) {
        if (sent !== last) still = 0;
        last = sent;
        await client.ping();
      }
      assertLess(last, 32 * KIB * KIB);
      assertEquals(check.bytes, 65_535);
      while (check.bytes < sizeBytes) {
        const from = check.bytes;
        await client.allow(1, KIB * KIB);
        while (check.bytes < Math.min(sizeBytes, from + KIB * KIB)) await takeData();
      }
      await sending;
      assertEquals((await client.next(1)).kind, "end");
      done();
    },
  );
}

stageTest("HTTP/2 in clear text", async (stage) => {
  await rows(stage, ({ serve }) => H2Client.connect(`http://127.0.0.1:${serve.port}`));
  await resetRows(stage);
  await brokenAnswerRow(stage);
  await flowRow(stage);
});

stageTest("HTTP/2 over TLS", async (stage) => {
  await rows(stage, ({ serve }) => H2Client.connect(`https://127.0.0.1:${serve.port}`, TEST_CA));
}, {
  args: async (dir) => {
    await Deno.writeTextFile(dir.join("cert.pem"), TEST_SERVER.cert);
    await Deno.writeTextFile(dir.join("key.pem"), TEST_SERVER.key);
    return [`--tls-cert=${dir.join("cert.pem")}`, `--tls-key=${dir.join("key.pem")}`];
  },
});

/** The upstream's own view, for a check that it speaks HTTP/1.1 whatever the client speaks. */
stageTest("an HTTP/2 client and an HTTP/1.1 client share the connections up", async (stage) => {
  await stage.row("one after the other", async () => {
    await using two = await H2Client.connect(`http://127.0.0.1:${stage.serve.port}`);
    using one = await stage.connect();
    for (let k = 0; k < 3; k++) {
      assertEquals(await restOf(two.request(GET).read()), "ok");
      assertEquals((await one.request({ method: "GET", target: "/h1" })).status, 200);
    }
    assertEquals(new Set(stage.upstream.requests.map((seen) => seen.connection)).size, 1);
    assertEquals(headerValues(stage.upstream.requests[0]?.headers ?? [], "connection"), []);
  });
});
