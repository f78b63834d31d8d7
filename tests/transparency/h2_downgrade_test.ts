/**
 * HTTP/2 requests that could become something else in HTTP/1.1: each is refused, and nothing goes
 * up, or exactly one request goes up that can be read in one way only.
 */

import { assertEquals } from "../support/std.ts";
import { latin1Bytes } from "../support/wire_reader.ts";
import { type H2Event, H2Frames } from "./h2_frames.ts";
import { type Stage, stageTest } from "./stage.ts";
import { readStrictly, type StrictRequest } from "./strict_parser.ts";

/** A request that is sent with the body `hello` unless it says otherwise. */
interface Row {
  name: string;
  /** Beside, or instead of, `:method: POST`, `:path: /a` and `:authority: h`. */
  fields: Record<string, string>;
  body?: string;
  /** What goes up: `METHOD target body`; null when the request is refused. */
  up: string | null;
}

const REFUSED: readonly [name: string, fields: Record<string, string>][] = [
  ["CR LF and a field in a value", { "x-a": "1\r\nx-injected: 2" }],
  ["LF in a value", { "x-a": "1\nx-injected: 2" }],
  ["CR in a value", { "x-a": "1\rx" }],
  ["NUL in a value", { "x-a": "1\0x" }],
  ["CR LF in a name", { "x-a: 1\r\nx-b": "1" }],
  ["a colon in a name", { "x:a": "1" }],
  ["a space in a name", { "x a": "1" }],
  ["an upper-case name", { "X-A": "1" }],
  ["an empty name", { "": "1" }],
  ["an unknown pseudo field", { ":x": "1" }],
  ["CR LF in the path", { ":path": "/a HTTP/1.1\r\nx: y" }],
  ["a space in the path", { ":path": "/a b" }],
  ["a tab in the path", { ":path": "/a\tb" }],
  ["NUL in the path", { ":path": "/a\0b" }],
  ["an empty path", { ":path": "" }],
  ["a request line in the method", { ":method": "GET /smuggled HTTP/1.1\r\nx:" }],
  ["a path in the authority", { ":authority": "h/x?" }],
  ["CR LF in the authority", { ":authority": "h\r\nx: y" }],
  ["transfer-encoding", { "transfer-encoding": "chunked" }],
  ["transfer-encoding and a length", { "transfer-encoding": "chunked", "content-length": "5" }],
  ["connection", { connection: "content-length" }],
  ["keep-alive", { "keep-alive": "timeout=5" }],
  ["upgrade", { upgrade: "websocket" }],
  ["te other than trailers", { te: "gzip" }],
  ["a length that is too short", { "content-length": "3" }],
  ["a length that is too long", { "content-length": "10" }],
  ["a length with a sign", { "content-length": "+5" }],
  ["a list of lengths", { "content-length": "5, 5" }],
  ["a length that is no number", { "content-length": "abc" }],
  ["CONNECT", { ":method": "CONNECT" }],
];

const FORWARDED: readonly Row[] = [
  { name: "a plain request", fields: {}, up: "POST /a chunked hello" },
  { name: "its length", fields: { "content-length": "5" }, up: "POST /a length hello" },
  {
    name: "a length with zeros in front",
    fields: { "content-length": "005" },
    up: "POST /a length hello",
  },
  { name: "GET with a body, which is dropped", fields: { ":method": "GET" }, up: "GET /a none " },
  { name: "a method in lower case", fields: { ":method": "post" }, up: "post /a chunked hello" },
  { name: "another host", fields: { host: "other" }, up: "POST /a chunked hello" },
  { name: "a host with a path", fields: { host: "o/ther" }, up: "POST /a chunked hello" },
  { name: "a user in the authority", fields: { ":authority": "u@h" }, up: "POST /a chunked hello" },
  { name: "te: trailers", fields: { te: "trailers" }, up: "POST /a chunked hello" },
  { name: "expect", fields: { expect: "100-continue" }, up: "POST /a chunked hello" },
  {
    name: "a body that looks like a request",
    fields: {},
    body: "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n",
    up: "POST /a chunked 0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n",
  },
  {
    // As single bytes these characters would be CR, LF and a space.
    name: "characters that would be line ends if they were cut to bytes",
    fields: { ":path": "/\u010d\u010ax:\u01201" },
    up: "POST /\xc4\x8d\xc4\x8ax:\xc4\xa01 chunked hello",
  },
  { name: "a path without a slash", fields: { ":path": "a" }, up: "POST /a chunked hello" },
  {
    name: "a URL as the path",
    fields: { ":path": "http://other/a" },
    up: "POST /http://other/a chunked hello",
  },
  { name: "* as the path", fields: { ":path": "*" }, up: "POST / chunked hello" },
  {
    name: "a fragment, which is dropped",
    fields: { ":path": "/a#b" },
    up: "POST /a chunked hello",
  },
];

/** Sends a request; says how the stream ended. */
async function outcomeOf(stage: Stage, row: Omit<Row, "up" | "name">): Promise<H2Event["kind"]> {
  using client = await H2Frames.connect(stage.serve.port);
  const { fields, body = "hello" } = row;
  try {
    await client.request(1, { ":path": "/a", ...fields }, { end: false });
    await client.data(1, latin1Bytes(body), { end: true });
  } catch (error) {
    // The server has closed after the head.
    if (error instanceof Deno.errors.BrokenPipe) return "gone";
    if (error instanceof Deno.errors.ConnectionReset) return "gone";
    throw error;
  }
  for (;;) {
    const event = await client.next(1);
    if (event.kind !== "head" && event.kind !== "data") return event.kind;
  }
}

/** What went up beside the stage's own request. */
function wentUp(stage: Stage): StrictRequest[] {
  return stage.received().flatMap((bytes) => {
    const { requests, rest } = readStrictly(bytes);
    assertEquals(rest, null, "every byte belongs to a request");
    return requests.filter(({ target }) => target !== "/sentinel");
  });
}

async function refusedRows(stage: Stage): Promise<void> {
  for (const [name, fields] of REFUSED) {
    await stage.row(`${name}: refused`, async () => {
      stage.record();
      const outcome = await outcomeOf(stage, { fields });
      assertEquals(outcome === "reset" || outcome === "gone", true, outcome);
      await stage.sentinel();
      assertEquals(wentUp(stage), []);
    });
  }
}

async function forwardedRows(stage: Stage): Promise<void> {
  for (const row of FORWARDED) {
    await stage.row(`${row.name}: one request goes up`, async () => {
      stage.record();
      assertEquals(await outcomeOf(stage, row), "end");
      await stage.sentinel();
      const seen = wentUp(stage).map(({ method, target, framing, body }) =>
        `${method} ${target} ${framing} ${body}`
      );
      assertEquals(seen, [row.up]);
    });
  }
}

stageTest(
  "An HTTP/2 request goes up as HTTP/1.1, chunked if it announces no length",
  async (stage) => {
    await refusedRows(stage);
    await forwardedRows(stage);
  },
);
