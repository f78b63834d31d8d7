/** TLS on both sides of the real program: private authority, client certificate, cut connections. */

import { utf8 } from "../../src/base/bytes.ts";
import { background } from "../../src/base/background.ts";
import { withDeadline } from "../support/deadline.ts";
import { HAVE_OPENSSL, OpensslServer } from "../support/openssl_server.ts";
import { startServe } from "../support/program.ts";
import { chunkBytes, RawClient } from "../support/raw_client.ts";
import { answer, headBytes, RawUpstream } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { TEST_CA, TEST_CLIENT, TEST_SERVER } from "../support/test_certificates.ts";
import { type HeaderPair, latin1, writeAll } from "../support/wire_reader.ts";
import { PatternCheck, patternSlice } from "./pattern.ts";
import { type Stage, stageTest } from "./stage.ts";

const CHUNKED: HeaderPair = ["Transfer-Encoding", "chunked"];

/** Writes PEM files; gives the flags that name them. */
async function flagsFor(dir: TempDir, files: Record<string, string>): Promise<string[]> {
  const flags: string[] = [];
  for (const [flag, text] of Object.entries(files)) {
    const path = dir.join(`${flag}.pem`);
    await Deno.writeTextFile(path, text);
    await Deno.chmod(path, 0o600);
    flags.push(`--${flag}=${path}`);
  }
  return flags;
}

async function bodyRows(stage: Stage): Promise<void> {
  for (const sizeBytes of [0, 1, 16_385, 262_144, 262_145, 3_000_000]) {
    await stage.row(`${sizeBytes} bytes up and down`, async () => {
      stage.handler = (request, connection) => answer({ body: request.body })(request, connection);
      using client = await RawClient.connectTls(stage.serve.port, TEST_CA);
      const got = await client.request({ target: "/tls?x", body: patternSlice(0, sizeBytes) });
      assertEquals([got.status, got.body.length, got.complete], [200, sizeBytes, true]);
      new PatternCheck().take(got.body);
      assertEquals(stage.upstream.requests[0]?.target, "/tls?x");
    });
  }
}

async function streamRow(stage: Stage): Promise<void> {
  await stage.row("an answer and an upload pass piece by piece, at the same time", async () => {
    const taking = stage.take();
    using client = await RawClient.connectTls(stage.serve.port, TEST_CA);
    await client.sendBytes(`POST /tls HTTP/1.1\r\nHost: h\r\n${CHUNKED.join(": ")}\r\n\r\n`);
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [CHUNKED] }));
    const body = client.body(await client.readHead());
    for (const piece of ["a", "bc", "d".repeat(5_000), "e"]) {
      await client.sendBytes(chunkBytes(piece));
      let arrived = "";
      while (arrived.length < piece.length) arrived += latin1(await taken.body.next() ?? utf8(""));
      assertEquals(arrived, piece);
      await taken.connection.write(chunkBytes(piece));
      assertEquals(latin1(await body.next() ?? utf8("")), piece);
    }
    await client.sendBytes("0\r\n\r\n");
    assertEquals([await taken.body.next(), taken.body.complete], [null, true]);
    await taken.connection.write("0\r\n\r\n");
    assertEquals([await body.next(), body.complete], [null, true]);
    taken.done();
  });
}

async function leaveRows(stage: Stage): Promise<void> {
  await stage.row("the client leaves a stream: the upstream sees it", async () => {
    const taking = stage.take();
    const client = await RawClient.connectTls(stage.serve.port, TEST_CA);
    await client.send({ method: "GET" });
    const { connection } = await taking;
    await connection.write(headBytes({ headers: [CHUNKED] }));
    await client.readHead();
    client.close();
    await withDeadline(connection.peerGone(), { describe: () => "The upstream saw no end" });
  });
  await stage.row("the upstream leaves a stream: the client sees a cut body", async () => {
    for (const field of [CHUNKED, ["Content-Length", "10"]] as HeaderPair[]) {
      const taking = stage.take();
      using client = await RawClient.connectTls(stage.serve.port, TEST_CA);
      await client.send({ method: "GET" });
      const { connection } = await taking;
      await connection.write(headBytes({ headers: [field] }));
      const body = client.body(await client.readHead());
      connection.close();
      assertEquals([await body.next(), body.complete], [null, false]);
    }
  });
}

stageTest("TLS from the client, and to an upstream of a private authority", async (stage) => {
  await bodyRows(stage);
  await streamRow(stage);
  await leaveRows(stage);
}, {
  upstreamTls: TEST_SERVER,
  args: (dir) =>
    flagsFor(dir, {
      "tls-cert": TEST_SERVER.cert,
      "tls-key": TEST_SERVER.key,
      "upstream-ca": TEST_CA,
    }),
});

Deno.test("an upstream whose authority is not trusted gives 502", async () => {
  await using upstream = new RawUpstream(answer({ body: "secret" }), { tls: TEST_SERVER });
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    // A certificate, but not the one that signed the upstream's.
    args: await flagsFor(dir, { "upstream-ca": TEST_CLIENT.cert }),
  });
  using client = await RawClient.connect(serve.port);
  const got = await client.request({ body: "hi" });
  assertEquals([got.status, got.complete], [502, true]);
  assertStringIncludes(latin1(got.body), '"type":"outband_upstream_unreachable"');
  assertEquals(upstream.requests, [], "no byte of a request went up");
  assertEquals((await serve.stop()).code, 0);
});

/**
 * Forwards one connection after the other, byte for byte, and breaks it off once this many bytes
 * have come back: the upstream's TLS has then not said goodbye.
 */
async function relayCut(
  listener: Deno.TcpListener,
  options: { port: number; afterBytes: number },
): Promise<void> {
  for await (const near of listener) {
    const far = await Deno.connect({ hostname: "127.0.0.1", port: options.port });
    const up = near.readable.pipeTo(far.writable).catch(() => {});
    let left = options.afterBytes;
    const buffer = new Uint8Array(65_536);
    while (left > 0) {
      const count = await far.read(buffer.subarray(0, left));
      if (count === null) break;
      await writeAll(near, buffer.subarray(0, count));
      left -= count;
    }
    for (const conn of [near, far]) {
      try {
        conn.close();
      } catch (error) {
        if (!(error instanceof Deno.errors.BadResource)) throw error;
      }
    }
    await up;
  }
}

Deno.test("an answer until EOF whose TLS is cut off is a cut body", async () => {
  const sizeBytes = 1_000_000;
  await using upstream = new RawUpstream(async (_request, connection) => {
    await connection.write(headBytes({ headers: [["Connection", "close"]] }));
    await connection.write(patternSlice(0, sizeBytes)).catch(() => {});
    connection.close();
  }, { tls: TEST_SERVER });
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  background(relayCut(listener, { port: upstream.port, afterBytes: 300_000 }), () => {});
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: `https://127.0.0.1:${listener.addr.port}`,
    evidenceDir: dir.join("evidence"),
    args: await flagsFor(dir, { "upstream-ca": TEST_CA }),
  });
  using client = await RawClient.connect(serve.port);
  await client.send({ body: "hi" });
  const head = await client.readHead();
  const body = client.body(head);
  const check = new PatternCheck();
  await body.each((piece) => check.take(piece));
  assertEquals([head.status, body.complete], [200, false]);
  assert(check.bytes < sizeBytes);
  assertEquals((await serve.stop()).code, 0);
});

Deno.test({
  name: HAVE_OPENSSL
    ? "an upstream that demands a client certificate gets it, and gives 502 without"
    : "an upstream that demands a client certificate (skipped: openssl is missing)",
  ignore: !HAVE_OPENSSL,
  fn: async () => {
    await using server = await OpensslServer.start();
    const ca = { "upstream-ca": TEST_CA };
    const cases = [
      [{ ...ca, "upstream-cert": TEST_CLIENT.cert, "upstream-key": TEST_CLIENT.key }, 200],
      [ca, 502],
    ] as const;
    for (const [files, status] of cases) {
      await using dir = await TempDir.make();
      await using serve = await startServe({
        target: server.url,
        evidenceDir: dir.join("evidence"),
        args: await flagsFor(dir, files),
      });
      using client = await RawClient.connect(serve.port);
      const got = await client.request({ method: "GET", target: "/" });
      assertEquals(got.status, status);
      assertEquals((await serve.stop()).code, 0);
    }
  },
});
