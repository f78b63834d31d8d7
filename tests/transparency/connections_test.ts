/** Connections on both sides: HTTP/1.0, reuse, closing, pipelining, ends, and nothing sent twice. */

import type { RawAnswer, RawClient } from "../support/raw_client.ts";
import { answer, answerSse, Gate, headBytes, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertLess, assertRejects } from "../support/std.ts";
import { headerValues, latin1 } from "../support/wire_reader.ts";
import { type Stage, stageTest } from "./stage.ts";

/** Answers with the target of the request. */
function answerTarget(...headers: [string, string][]): RawHandler {
  return (request, connection) => answer({ headers, body: request.target })(request, connection);
}

/** Body of the next answer, which must be a whole 200. */
async function bodyOf(client: RawClient): Promise<string> {
  const got = await client.readAnswer();
  assertEquals([got.status, got.complete], [200, true]);
  return latin1(got.body);
}

/** What the answer says about its connection, in lower case. */
function connectionOf(got: RawAnswer): string {
  return headerValues(got.headers, "connection").join().toLowerCase();
}

// Lines of the README's list.
const HALF_CLOSE = "A client that shuts down its sending side counts as gone, and its call is cut";
const OLD_PROTOCOL = "HTTP/1.0 goes up as HTTP/1.1; the answer comes down in the client's version";

async function oldProtocolRows(stage: Stage): Promise<void> {
  const head = "POST /old HTTP/1.0\r\nHost: h\r\nContent-Length: 2\r\n";
  await stage.row(OLD_PROTOCOL, async () => {
    using client = await stage.connect();
    await client.sendBytes(`${head}\r\nhi`);
    const got = await client.readAnswer();
    assertEquals([got.startLine, latin1(got.body)], ["HTTP/1.0 200 OK", "ok"]);
    assert(await client.endsCleanly());
    const raw = latin1(stage.upstream.requests[0]?.raw ?? new Uint8Array());
    assertEquals(raw.split("\r\n")[0], "POST /old HTTP/1.1");
  });
  await stage.row("HTTP/1.0 with keep-alive: the connection carries the next request", async () => {
    using client = await stage.connect();
    for (let round = 0; round < 2; round++) {
      await client.sendBytes(`${head}Connection: keep-alive\r\n\r\nhi`);
      const got = await client.readAnswer();
      assertEquals([got.startLine, connectionOf(got)], ["HTTP/1.0 200 OK", "keep-alive"]);
    }
    assertEquals(stage.upstream.requests.length, 2);
  });
  await stage.row("HTTP/1.0 without Host: the upstream gets its own", async () => {
    using client = await stage.connect();
    await client.sendBytes("GET /old HTTP/1.0\r\n\r\n");
    assertEquals(await bodyOf(client), "ok");
    const host = `127.0.0.1:${stage.upstream.port}`;
    assertEquals(headerValues(stage.upstream.requests[0]?.headers ?? [], "host"), [host]);
  });
  await stage.row("HTTP/1.0: a chunked answer comes without chunks, until the end", async () => {
    stage.handler = answerSse(["one ", "two"]);
    using client = await stage.connect();
    await client.sendBytes(`${head}Connection: keep-alive\r\n\r\nhi`);
    const got = await client.readAnswer();
    assertEquals([latin1(got.body), got.complete], ["one two", true]);
    assertEquals(headerValues(got.headers, "transfer-encoding"), []);
  });
}

async function reuseRows(stage: Stage): Promise<void> {
  await stage.row("twenty requests of one client use one connection up", async () => {
    const before = stage.upstream.connections;
    stage.handler = answerTarget();
    using client = await stage.connect();
    for (let k = 0; k < 20; k++) {
      await client.send({ target: `/${k}`, body: "x" });
      assertEquals(await bodyOf(client), `/${k}`);
    }
    assertLess(stage.upstream.connections - before, 2);
    assertEquals(new Set(stage.upstream.requests.map((seen) => seen.connection)).size, 1);
  });
  await stage.row(
    "Connection: close of the client ends its connection, not the one up",
    async () => {
      for (let k = 0; k < 3; k++) {
        using client = await stage.connect();
        await client.send({ target: "/", headers: [["Connection", "close"]], body: "x" });
        const got = await client.readAnswer();
        assertEquals([got.status, connectionOf(got)], [200, "close"]);
        assert(await client.endsCleanly());
      }
      assertEquals(new Set(stage.upstream.requests.map((seen) => seen.connection)).size, 1);
    },
  );
  await stage.row(
    "Connection: close of the upstream ends its connection, not the client's",
    async () => {
      stage.handler = async (request, connection) => {
        await answerTarget(["Connection", "close"])(request, connection);
        connection.close();
      };
      using client = await stage.connect();
      for (let k = 0; k < 3; k++) {
        await client.send({ target: `/${k}`, body: "x" });
        const got = await client.readAnswer();
        assertEquals([latin1(got.body), connectionOf(got)], [`/${k}`, ""]);
      }
      assertEquals(new Set(stage.upstream.requests.map((seen) => seen.connection)).size, 3);
    },
  );
}

async function pipelineRows(stage: Stage): Promise<void> {
  await stage.row("30 requests in one write are answered in order", async () => {
    stage.handler = async (request, connection) => {
      if (request.target === "/chunked") {
        await connection.write(headBytes({ headers: [["Transfer-Encoding", "chunked"]] }));
        await connection.write("3\r\n/ch\r\n5\r\nunked\r\n0\r\n\r\n");
      } else {
        await answerTarget()(request, connection);
      }
    };
    const requests = Array.from(
      { length: 10 },
      (_, k) =>
        `GET /get-${k} HTTP/1.1\r\nHost: h\r\n\r\n` +
        `POST /post-${k} HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody` +
        `POST /chunked HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n0\r\n\r\n`,
    );
    using client = await stage.connect();
    await client.sendBytes(requests.join(""));
    for (let k = 0; k < 10; k++) {
      const bodies = [await bodyOf(client), await bodyOf(client), await bodyOf(client)];
      assertEquals(bodies, [`/get-${k}`, `/post-${k}`, "/chunked"]);
    }
    assertEquals(stage.upstream.requests.length, 30);
  });
  await stage.row(
    "the second of two requests waits for the end of the first's answer",
    async () => {
      const gate = new Gate();
      stage.handler = answerSse(["one", "two"], { gate });
      using client = await stage.connect();
      await client.sendBytes(
        "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n",
      );
      const body = client.body(await client.readHead());
      assertEquals(latin1(await body.next() ?? new Uint8Array()), "one");
      assertEquals(stage.upstream.requests.map((seen) => seen.target), ["/1"]);
      stage.handler = answerTarget();
      gate.pass();
      assertEquals(latin1(await body.next() ?? new Uint8Array()), "two");
      assertEquals([await body.next(), body.complete], [null, true]);
      assertEquals(await bodyOf(client), "/2");
    },
  );
}

/** How often the upstream saw each of these targets. */
function timesSeen(stage: Stage, targets: readonly string[]): number[] {
  return targets.map((target) =>
    stage.upstream.requests.filter((seen) => seen.target === target).length
  );
}

async function staleRows(stage: Stage): Promise<void> {
  await stage.row(
    "an upstream that closes after each answer, unannounced, sees nothing twice",
    async () => {
      stage.handler = async (request, connection) => {
        await answerTarget()(request, connection);
        connection.close();
      };
      using client = await stage.connect();
      const targets = Array.from({ length: 200 }, (_, k) => `/stale-${k}`);
      for (const [k, target] of targets.entries()) {
        await client.send({ target, body: "x" });
        const got = await client.readAnswer();
        assert(got.status === 200 || got.status === 502, `${got.status}`);
        const seen = timesSeen(stage, [target])[0] ?? 0;
        assertLess(seen, 2, `request ${k} was received ${seen} times`);
        if (got.status === 200) assertEquals([seen, latin1(got.body)], [1, target]);
      }
    },
  );
  for (const parts of ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n"]) {
    const what = parts === "" ? "no byte" : `${parts.length} bytes`;
    await stage.row(
      `an upstream that takes a request and closes after ${what} gives 502`,
      async () => {
        using client = await stage.connect();
        for (const target of ["/a", "/b", "/c"]) {
          stage.handler = answerTarget();
          assertEquals(
            (await client.request({ target: `${target}-first`, body: "x" })).status,
            200,
          );
          stage.handler = async (_request, connection) => {
            if (parts !== "") await connection.write(parts);
            connection.close();
          };
          const got = await client.request({ target, body: "x" });
          assertEquals([got.status, got.complete], [502, true]);
          assertEquals(timesSeen(stage, [`${target}-first`, target]), [1, 1]);
        }
        // The first of each pair and the second went over one connection.
        const connections = stage.upstream.requests.map((seen) => seen.connection);
        assertEquals([connections[0], connections[2]], [connections[1], connections[3]]);
      },
    );
  }
  await stage.row(
    "an idle connection that talks is dropped; nobody gets what it said",
    async () => {
      using client = await stage.connect();
      for (let k = 0; k < 5; k++) {
        const dropped = Promise.withResolvers<void>();
        stage.handler = async (request, connection) => {
          await answerTarget()(request, connection);
          await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nSTRAY");
          await connection.peerGone();
          dropped.resolve();
        };
        await client.send({ target: `/${k}`, body: "x" });
        assertEquals(await bodyOf(client), `/${k}`);
        await dropped.promise;
      }
      assertEquals(new Set(stage.upstream.requests.map((seen) => seen.connection)).size, 5);
    },
  );
}

const REQUEST = "POST /half HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi";

async function halfCloseRows(stage: Stage): Promise<void> {
  await stage.row("half-close, directly: a client that only waits gets its answer", async () => {
    using client = await stage.connectDirect();
    await client.sendBytes(REQUEST);
    await client.closeWrite();
    assertEquals(await bodyOf(client), "ok");
  });
  await stage.row(HALF_CLOSE, async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes(REQUEST);
    const taken = await taking;
    await client.closeWrite();
    await taken.connection.peerGone();
    await assertRejects(() => client.readAnswer(), Error, "the connection ended");
  });
  await stage.row("half-close: an answer on its way is cut, and does not look whole", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes(REQUEST);
    const { connection } = await taking;
    await connection.write(headBytes({ headers: [["Transfer-Encoding", "chunked"]] }));
    await connection.write("3\r\none\r\n");
    const body = client.body(await client.readHead());
    assertEquals(latin1(await body.next() ?? new Uint8Array()), "one");
    await client.closeWrite();
    await connection.peerGone();
    assertEquals([await body.next(), body.complete], [null, false]);
  });
}

stageTest("connections are kept, closed and replaced as HTTP says", async (stage) => {
  await oldProtocolRows(stage);
  await reuseRows(stage);
  await pipelineRows(stage);
  await staleRows(stage);
  await halfCloseRows(stage);
});
