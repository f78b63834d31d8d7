/** Statuses, reasons, interim answers, answers without a body, and trailers. */

import { chunkedBytes, type RawAnswer } from "../support/raw_client.ts";
import { assert, assertEquals } from "../support/std.ts";
import { headerValues, latin1, latin1Bytes } from "../support/wire_reader.ts";
import { OLD_REASONS, REASONS } from "./reasons.ts";
import { type Stage, stageTest } from "./stage.ts";

const BODILESS: readonly number[] = [204, 205, 304];

/** Answers with these bytes, one character each. */
function answerBytes(stage: Stage, text: string): void {
  stage.handler = (_request, connection) => connection.write(latin1Bytes(text));
}

/** One request on a connection of its own. */
async function ask(stage: Stage, method: string = "GET"): Promise<RawAnswer> {
  using client = await stage.connect();
  return await client.request({ method });
}

function reasonOf(status: number): string {
  return OLD_REASONS[status] ?? REASONS[status] ?? "";
}

async function statusRows(stage: Stage): Promise<void> {
  for (const hundreds of [2, 3, 4, 5]) {
    await stage.row(`${hundreds}00 to ${hundreds}99 pass, with the standard reason`, async () => {
      for (let status = hundreds * 100; status < hundreds * 100 + 100; status++) {
        if (BODILESS.includes(status)) continue;
        const fields = "Location: /elsewhere\r\nRetry-After: 0\r\nContent-Length: 2\r\n";
        answerBytes(stage, `HTTP/1.1 ${status} Made up\r\n${fields}\r\nok`);
        const got = await ask(stage);
        assertEquals([got.status, got.reason], [status, reasonOf(status)]);
        assertEquals(latin1(got.body), "ok", `${status}`);
        assertEquals(headerValues(got.headers, "location"), ["/elsewhere"]);
      }
      assertEquals(stage.upstream.requests.length, hundreds * 100 === 500 ? 100 : count(hundreds));
    });
  }
  for (const status of [600, 601, 700, 799, 999]) {
    await stage.row(`${status} gives 502`, async () => {
      answerBytes(stage, `HTTP/1.1 ${status} Odd\r\nContent-Length: 2\r\n\r\nok`);
      const got = await ask(stage);
      assertEquals(got.status, 502);
      assertEquals(got.complete, true);
      assertEquals(JSON.parse(latin1(got.body)).error.type, "outband_upstream_bad_response");
      assertEquals(stage.upstream.requests.length, 1, "and is not asked for again");
    });
  }
  for (
    const line of ["HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.1 200 \xe9\t x", "HTTP/1.0 200 OK"]
  ) {
    await stage.row(`${JSON.stringify(line)} is 200 OK`, async () => {
      answerBytes(stage, `${line}\r\nContent-Length: 2\r\n\r\nok`);
      const got = await ask(stage);
      assertEquals([got.startLine, latin1(got.body)], ["HTTP/1.1 200 OK", "ok"]);
    });
  }
}

/** How many statuses of a hundred have a body. */
function count(hundreds: number): number {
  return 100 - BODILESS.filter((status) => Math.floor(status / 100) === hundreds).length;
}

async function interimRows(stage: Stage): Promise<void> {
  for (const status of [100, 102, 103, 199]) {
    await stage.row(`${status} before the answer is not passed on`, async () => {
      const interim = `HTTP/1.1 ${status} Wait\r\nLink: </a>\r\nContent-Length: 5\r\n\r\n`;
      answerBytes(stage, `${interim}${interim}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`);
      const got = await ask(stage);
      assertEquals([got.informational, got.status, latin1(got.body)], [[], 200, "ok"]);
      assertEquals(headerValues(got.headers, "link"), []);
    });
  }
  await stage.row("Expect: 100-continue is answered here, before the body is sent", async () => {
    using client = await stage.connect();
    const fields = "Host: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n";
    await client.sendBytes(`POST / HTTP/1.1\r\n${fields}\r\n`);
    assertEquals((await client.readHead()).status, 100);
    await client.sendBytes("hi");
    assertEquals((await client.readAnswer()).status, 200);
    const [request] = stage.upstream.requests;
    assert(request !== undefined);
    assertEquals(headerValues(request.headers, "expect"), []);
    assertEquals(latin1(request.body), "hi");
  });
  await stage.row(
    "Expect: 100-continue on a long body: the upstream's refusal follows",
    async () => {
      using client = await stage.connect();
      const taking = stage.take();
      const fields = "Host: h\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n";
      await client.sendBytes(`POST / HTTP/1.1\r\n${fields}\r\n`);
      assertEquals((await client.readHead()).status, 100);
      const taken = await taking;
      await taken.connection.write(
        "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno",
      );
      taken.connection.close();
      const got = await client.readAnswer();
      assertEquals([got.status, latin1(got.body)], [401, "no"]);
    },
  );
}

/** Answers without a body: the head, and the fields that the client then sees of the length. */
const WITHOUT_BODY: readonly [method: string, head: string, lengths: string[]][] = [
  ["HEAD", "200 OK\r\nContent-Length: 5", ["5"]],
  ["HEAD", "200 OK\r\nContent-Length: 0", ["0"]],
  ["HEAD", "200 OK\r\nTransfer-Encoding: chunked", []],
  ["HEAD", "200 OK", []],
  ["HEAD", "404 Not Found\r\nContent-Length: 5000000", ["5000000"]],
  ["HEAD", "304 Not Modified\r\nContent-Length: 5", []],
  ["GET", "204 No Content", []],
  ["GET", "204 No Content\r\nContent-Length: 0", []],
  ["GET", "204 No Content\r\nContent-Length: 5", []],
  ["GET", "204 No Content\r\nTransfer-Encoding: chunked", []],
  ["GET", "304 Not Modified", []],
  ["GET", "304 Not Modified\r\nContent-Length: 5", []],
  ["GET", "304 Not Modified\r\nTransfer-Encoding: chunked", []],
  ["POST", "200 OK\r\nContent-Length: 0", ["0"]],
];

async function bodilessRows(stage: Stage): Promise<void> {
  for (const [method, head, lengths] of WITHOUT_BODY) {
    await stage.row(`${method}: ${head.replace("\r\n", ", ")}: no body, and the next`, async () => {
      answerBytes(stage, `HTTP/1.1 ${head}\r\nETag: "a"\r\n\r\n`);
      using client = await stage.connect();
      for (const _ of [1, 2]) {
        const got = await client.request({ method });
        assertEquals(String(got.status), head.slice(0, 3));
        assertEquals(headerValues(got.headers, "etag"), ['"a"']);
        assertEquals(headerValues(got.headers, "content-length"), lengths);
        assertEquals(headerValues(got.headers, "transfer-encoding"), []);
      }
      const [first, second] = stage.upstream.requests;
      assertEquals(first?.connection, second?.connection, "the connection was kept");
    });
  }
  await stage.row("205 gives 502", async () => {
    answerBytes(stage, "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
    assertEquals((await ask(stage)).status, 502);
  });
}

async function trailerRows(stage: Stage): Promise<void> {
  await stage.row(
    "answer: trailers are dropped, the body is whole, and the next comes",
    async () => {
      answerBytes(
        stage,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n" +
          "2\r\nok\r\n0\r\nX-Sum: 1\r\nX-Other:\r\n\r\n",
      );
      using client = await stage.connect();
      for (const _ of [1, 2]) {
        const got = await client.request({ method: "GET" });
        assertEquals([latin1(got.body), got.complete, got.trailers], ["ok", true, []]);
        assertEquals(headerValues(got.headers, "x-sum"), []);
        assertEquals(headerValues(got.headers, "trailer"), []);
      }
      assertEquals(stage.upstream.requests[0]?.connection, stage.upstream.requests[1]?.connection);
    },
  );
  await stage.row(
    "request: trailers are dropped, the body is whole, and the next comes",
    async () => {
      using client = await stage.connect();
      for (const k of [0, 1]) {
        await client.sendBytes(
          "POST / HTTP/1.1\r\nHost: h\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n" +
            "2\r\nhi\r\n0\r\nX-Sum: 1\r\nContent-Length: 9\r\n\r\n",
        );
        assertEquals((await client.readAnswer()).status, 200);
        const request = stage.upstream.requests[k];
        assert(request !== undefined);
        assertEquals([latin1(request.body), request.trailers], ["hi", []]);
        const names = request.headers.map(([name]) => name);
        assertEquals(names, ["host", "transfer-encoding"]);
        assertEquals(request.raw.slice(-5), chunkedBytes([]), "nothing after the last chunk");
      }
    },
  );
}

stageTest("answers keep their meaning", async (stage) => {
  await statusRows(stage);
  await interimRows(stage);
  await bodilessRows(stage);
  await trailerRows(stage);
});
