/**
 * Header fields on the wire, in both directions: whole heads are compared, so that a field that is
 * added, lost or changed shows.
 */

import { assert, assertEquals, assertMatch } from "../support/std.ts";
import { latin1, latin1Bytes } from "../support/wire_reader.ts";
import { type Stage, stageTest } from "./stage.ts";

const OK = "Content-Length: 2\r\n\r\nok";
const DATE_LINE_REGEXP = /^date: [A-Z][a-z]{2}, [^\r]{20,} GMT$/;

/** Longest head of a request, and most fields in it: limits of the runtime. */
const HEAD_BYTES_MAX = 65_536;
const FIELDS_MAX = 128;

/** Sends `GET /` with these lines after `Host`; gives what arrived between `host` and the end. */
async function requestLines(stage: Stage, lines: readonly string[]): Promise<string[]> {
  using client = await stage.connect();
  await client.sendBytes(latin1Bytes(["GET / HTTP/1.1", "Host: h", ...lines, "", ""].join("\r\n")));
  assertEquals((await client.readAnswer("GET")).status, 200);
  const [request] = stage.upstream.requests;
  assert(request !== undefined);
  const [first, host, ...rest] = latin1(request.raw).split("\r\n");
  assertEquals([first, host], ["GET / HTTP/1.1", `host: ${new URL(stage.upstream.url).host}`]);
  assertEquals(rest.slice(-2), ["", ""]);
  return rest.slice(0, -2);
}

/** Answers with these lines before a body of two bytes; gives what the client gets before `date`. */
async function answerLines(
  stage: Stage,
  lines: readonly string[],
  tail: string = OK,
): Promise<string[]> {
  const head = ["HTTP/1.1 200 OK", ...lines, ""].join("\r\n");
  stage.handler = (_request, connection) => connection.write(latin1Bytes(`${head}${tail}`));
  using client = await stage.connect();
  await client.send({ method: "GET" });
  const got = await client.readAnswer("GET");
  assertEquals(latin1(got.body), "ok");
  const [first, ...rest] = latin1(got.raw).split("\r\n");
  assertEquals([first, ...rest.slice(-2)], ["HTTP/1.1 200 OK", "", ""]);
  return rest.slice(0, -2);
}

/** Fields of a request that pass: as sent, and as they arrive when that is otherwise. */
const PASSING: readonly [name: string, sent: string[], arrived?: string[]][] = [
  ["none", []],
  ["an empty value", ["X-A:"], ["X-A: "]],
  ["white space around a value, which is none of it", ["X-A: \t b \t"], ["X-A: b"]],
  ["white space inside a value", ["X-A: a \t  b"]],
  ["bytes from 0x80 to 0xff", [`X-A: ${bytesText(0x80, 0xff)}`]],
  ["visible characters", [`X-A: ${bytesText(0x21, 0x7e)}`]],
  ["32 KiB of one value", [`X-A: ${"v".repeat(32 * 1024)}`]],
  ["names with every character", ["!#$%&'*+-.^_`|~0aZ: 1"]],
  ["order and case", ["B: 1", "a: 2", "C: 3"]],
  ["repeated ones, not joined", ["X-A: 1", "Y: 2", "x-a: 3", "X-A:", "X-A: 1"].map(spaced)],
  ["cookies", ["Cookie: a=1; b=2", "X-A: 1", "Cookie: c=3"], ["X-A: 1", "cookie: a=1; b=2; c=3"]],
  ["Set-Cookie, which is none of its fields", ["Set-Cookie: a", "Set-Cookie: b"]],
  ["credentials", [
    "Api-Key: k",
    "Authorization: Bearer abc",
    "X-Api-Key: sk-1",
    "X-Goog-Api-Key: g",
  ]],
  [
    "what proxies say of themselves",
    [
      "Forwarded: for=1.2.3.4;proto=https",
      "Max-Forwards: 3",
      "Via: 1.0 fred, 1.1 p.example",
      "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
      "X-Forwarded-Host: a.example",
      "X-Forwarded-Proto: https",
      "X-Real-IP: 1.2.3.4",
    ],
  ],
  ["what changes with a proxy that cares", [
    "Accept: */*",
    "Accept-Encoding: gzip, br;q=0.5",
    "Accept-Language: de",
    "Cache-Control: no-cache",
    'If-None-Match: "a"',
    "Pragma: no-cache",
    "Range: bytes=0-1",
    "User-Agent: me/1",
  ]],
  ["tracing", ["Baggage: a=b", "Traceparent: 00-0-0-01", "Tracestate: x=y"]],
  ["names like those of one connection", [
    "Proxy-Foo: 1",
    "Te-X: 1",
    "Upgrade-Insecure-Requests: 1",
    "X-Connection: 1",
  ]],
];

/** Fields of a request that do not pass, alone and together with a field that does. */
const STRIPPED: readonly string[][] = [
  ["Connection: keep-alive"],
  ["Connection: X-Hop, x-other", "X-Hop: 1", "X-Other: 2"],
  ["X-Hop: 1", "Connection: keep-alive", "Connection: x-hop"],
  ["Connection: Authorization", "Authorization: secret"],
  ["Connection: ,, ,"],
  ["Keep-Alive: timeout=5"],
  ["Proxy-Connection: keep-alive"],
  ["Proxy-Authorization: Basic eA=="],
  ["Proxy-Authenticate: Basic"],
  ["TE: trailers"],
  ["Trailer: X-Sum"],
  ["Upgrade: h2c"],
  ["Connection: Upgrade", "Upgrade: h2c"],
  ["Expect: 100-continue"],
];

/** Fields of an answer that pass as they are. */
const RETURNED: readonly [name: string, lines: string[]][] = [
  ["order and case", ["Server: a", "x-lower: 1", "X-UPPER: 2", 'ETag: "a"']],
  ["an empty value", ["X-A: "]],
  ["white space inside a value", ["X-A: a \t b"]],
  ["bytes from 0x80 to 0xff", [`X-A: ${bytesText(0x80, 0xff)}`]],
  ["visible characters", [`X-A: ${bytesText(0x21, 0x7e)}`]],
  ["32 KiB of one value", [`X-A: ${"v".repeat(32 * 1024)}`]],
  ["names with every character, and one that is a number", ["!#$%&'*+-.^_`|~0aZ: 1", "1: x"]],
  ["repeated ones, not joined", ["X-A: 1", "Y: 2", "X-A: 3", "X-A: 1"]],
  ["fifty cookies", Array.from({ length: 50 }, (_, k) => `Set-Cookie: c${k}=${k}; Path=/, x`)],
  ["two hundred fields", Array.from({ length: 200 }, (_, k) => `X-${k}: ${k}`)],
  ["what a model API sends", [
    "openai-processing-ms: 12",
    "x-ratelimit-remaining-tokens: 100",
    "Retry-After: 1",
    "Strict-Transport-Security: max-age=1",
    "WWW-Authenticate: Basic",
    "Proxy-Authenticate: Basic",
  ]],
  ["what proxies say of themselves", ["Via: 1.1 x", "Age: 5", "X-Cache: HIT"]],
  ["what a client would follow or refresh", ["Location: /x", "Refresh: 1", "Link: </a>"]],
];

/** Fields of an answer that do not pass. */
const NOT_RETURNED: readonly string[][] = [
  ["Connection: keep-alive"],
  ["Connection: X-Hop, close", "X-Hop: 1"],
  ["x-hop: 1", "Connection: X-Hop"],
  ["Keep-Alive: timeout=5"],
  ["Proxy-Connection: keep-alive"],
  ["TE: x"],
  ["Trailer: X-Sum"],
  ["Upgrade: h2c"],
];

/** Characters from one code to another. */
function bytesText(from: number, to: number): string {
  return String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, k) => from + k));
}

/** The line with a space behind its name, as fields are written on the way. */
function spaced(line: string): string {
  return line.endsWith(":") ? `${line} ` : line;
}

async function requestRows(stage: Stage): Promise<void> {
  for (const [name, sent, arrived] of PASSING) {
    await stage.row(`request: ${name}`, async () => {
      assertEquals(await requestLines(stage, sent), arrived ?? sent);
    });
  }
  for (const lines of STRIPPED) {
    await stage.row(`request without: ${lines.join(" | ")}`, async () => {
      assertEquals(await requestLines(stage, ["X-Kept: 1", ...lines]), ["X-Kept: 1"]);
    });
  }
  await stage.row("request: the host comes first, the framing last", async () => {
    using client = await stage.connect();
    await client.sendBytes(
      "POST / HTTP/1.1\r\nContent-Length: 2\r\nZ: 1\r\nHost: h\r\nA: 2\r\n\r\nhi",
    );
    assertEquals((await client.readAnswer()).status, 200);
    const host = new URL(stage.upstream.url).host;
    assertEquals(
      latin1(stage.upstream.requests[0]?.raw ?? latin1Bytes("")),
      `POST / HTTP/1.1\r\nhost: ${host}\r\nZ: 1\r\nA: 2\r\ncontent-length: 2\r\n\r\nhi`,
    );
  });
}

async function answerRows(stage: Stage): Promise<void> {
  for (const [name, lines] of RETURNED) {
    await stage.row(`answer: ${name}`, async () => {
      const got = await answerLines(stage, lines);
      assertEquals(got.slice(0, -1), [...lines, "content-length: 2"]);
      assertMatch(got.at(-1) ?? "", DATE_LINE_REGEXP);
    });
  }
  for (const lines of NOT_RETURNED) {
    await stage.row(`answer without: ${lines.join(" | ")}`, async () => {
      const got = await answerLines(stage, ["X-Kept: 1", ...lines]);
      assertEquals(got.slice(0, -1), ["X-Kept: 1", "content-length: 2"]);
    });
  }
  await stage.row("answer: its own date is kept, in lower case and last", async () => {
    const got = await answerLines(stage, ["Date: Sun, 06 Nov 1994 08:49:37 GMT", "X-A: 1"]);
    const date = "date: Sun, 06 Nov 1994 08:49:37 GMT";
    assertEquals(got, ["X-A: 1", "content-length: 2", date]);
  });
  await stage.row("answer: names that differ in case only take the first's", async () => {
    const got = await answerLines(stage, ["set-cookie: a", "Set-Cookie: b"]);
    assertEquals(got.slice(0, 2), ["set-cookie: a", "set-cookie: b"]);
  });
  await stage.row("answer: Content-Type loses its case when there is no other field", async () => {
    const tail = "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    const got = await answerLines(stage, ["Content-Type: text/plain"], tail);
    assertEquals(got.slice(0, -1), ["content-type: text/plain", "content-length: 2"]);
  });
}

async function limitRows(stage: Stage): Promise<void> {
  const fields = (count: number): string[] =>
    Array.from({ length: count - 1 }, (_, k) => `X-${k}: 1`);
  await stage.row(`request: ${FIELDS_MAX} fields pass`, async () => {
    assertEquals((await requestLines(stage, fields(FIELDS_MAX))).length, FIELDS_MAX - 1);
  });
  const most = "v".repeat(HEAD_BYTES_MAX - 60);
  await stage.row(`request: a head of just ${HEAD_BYTES_MAX} bytes passes`, async () => {
    assertEquals(await requestLines(stage, [`X-A: ${most}`]), [`X-A: ${most}`]);
  });
  const line = "More than 128 fields, or a head of more than 64 KiB: 400";
  const tooLarge: readonly [string, string[]][] = [
    [`more than ${FIELDS_MAX} fields`, fields(FIELDS_MAX + 1)],
    [`a head of more than ${HEAD_BYTES_MAX} bytes`, [`X-A: ${"v".repeat(HEAD_BYTES_MAX)}`]],
  ];
  for (const [name, lines] of tooLarge) {
    await stage.row(`${line} (${name})`, async () => {
      using client = await stage.connect();
      await client.sendBytes(["GET / HTTP/1.1", "Host: h", ...lines, "", ""].join("\r\n"));
      assertEquals((await client.readAnswer("GET")).status, 400);
      assertEquals(stage.upstream.requests, []);
    });
  }
}

async function upgradeRows(stage: Stage): Promise<void> {
  for (const upgrade of ["h2c", "TLS/1.3", "websocket"]) {
    const line = "A request with a body that asks for an upgrade, to `h2c` say: 400";
    await stage.row(`${line} (${upgrade})`, async () => {
      using client = await stage.connect();
      const got = await client.request({
        headers: [["Connection", "Upgrade, HTTP2-Settings"], ["Upgrade", upgrade]],
        body: "hi",
      });
      assertEquals([got.status, stage.upstream.requests], [400, []]);
    });
  }
}

stageTest("header fields pass, but for those of one connection", async (stage) => {
  await requestRows(stage);
  await answerRows(stage);
  await limitRows(stage);
  await upgradeRows(stage);
});
