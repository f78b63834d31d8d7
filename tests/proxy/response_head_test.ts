/** The parser of response heads: what it takes, and every rule broken once. */

import {
  type Framing,
  headEnd,
  HeadError,
  latin1,
  parseResponseHead,
} from "../../src/proxy/response_head.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

/** Text to bytes, one byte per character. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function parse(fields: string, method: string = "POST"): ReturnType<typeof parseResponseHead> {
  return parseResponseHead(bytesOf(`HTTP/1.1 200 OK\r\n${fields}\r\n`), method);
}

const WHOLE = "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nX-A:\r\nContent-Length: 5\r\n\r\n";

Deno.test("parseResponseHead() keeps names, values and their order", () => {
  const fields = "X-B:  two  words\t\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nX-Empty:\r\n" +
    "!#$%&'*+-.^_`|~09azAZ: token\r\ncontent-length: 0\r\n";
  const head = parse(fields);
  assertEquals(head.fields, [
    ["X-B", "two  words"],
    ["set-cookie", "a=1"],
    ["Set-Cookie", "b=2"],
    ["X-Empty", ""],
    ["!#$%&'*+-.^_`|~09azAZ", "token"],
    ["content-length", "0"],
  ]);
  assertEquals([head.status, head.bytes], [200, fields.length + 19]);
});

Deno.test("parseResponseHead() takes every status line of HTTP/1", () => {
  for (
    const [line, status] of [
      ["HTTP/1.1 200 OK", 200],
      ["HTTP/1.1 200 ", 200],
      ["HTTP/1.1 200", 200],
      ["HTTP/1.0 404 Not Found", 404],
      ["HTTP/1.1 999 \x80\xff\t~", 999],
      ["HTTP/1.1 100 Continue", 100],
    ] as const
  ) {
    assertEquals(parseResponseHead(bytesOf(`${line}\r\n\r\n`), "GET").status, status);
  }
});

Deno.test("parseResponseHead() refuses every other status line", () => {
  for (
    const line of [
      "",
      " HTTP/1.1 200 OK",
      "HTTP/1.1  200 OK",
      "HTTP/1.1\t200 OK",
      "http/1.1 200 OK",
      "HTTP/2 200 OK",
      "HTTP/1.2 200 OK",
      "HTTP/1.1 20 OK",
      "HTTP/1.1 2000 OK",
      "HTTP/1.1 099 OK",
      "HTTP/1.1 200OK",
      "HTTP/1.1 +20 OK",
      "HTTP/1.1 200 O\nK",
      "HTTP/1.1 200 O\rK",
      "HTTP/1.1 200 O\0K",
      "HTTP/1.1 200 OK\n",
      "ICY 200 OK",
      "\x16\x03\x01",
    ]
  ) {
    const head = bytesOf(`${line}\r\n\r\n`);
    assertThrows(() => parseResponseHead(head, "GET"), HeadError, "status line", line);
  }
});

Deno.test("parseResponseHead() refuses names that are no tokens", () => {
  for (
    const field of [
      ": v",
      "no colon",
      "a b: v",
      "a : v",
      " fold: v",
      "\tfold",
      "a\0: v",
      "\xe9: v",
      "(a): v",
    ]
  ) {
    assertThrows(() => parse(`x: y\r\n${field}\r\n`), HeadError, "not a token", field);
  }
});

Deno.test("parseResponseHead() refuses control characters in values, at their ends too", () => {
  for (const control of ["\0", "\n", "\r", "\v", "\f", "\x01", "\x1f", "\x7f"]) {
    for (const value of [`a${control}b`, `${control}a`, `a${control}`, `${control} a`, control]) {
      const name = JSON.stringify(value);
      assertThrows(() => parse(`x: ${value}\r\n`), HeadError, "control character", name);
      assertThrows(() => parse(`x:${value}\r\n`), HeadError, "control character", name);
    }
    assertThrows(() => parse(`content-length: 5${control}\r\n`), HeadError, "control character");
  }
});

Deno.test("parseResponseHead() keeps bytes above 0x7f, at the ends of values too", () => {
  const all = Array.from({ length: 128 }, (_, k) => String.fromCharCode(128 + k)).join("");
  // 0xa0 is a space in Unicode only; as a byte it ends many UTF-8 sequences.
  const head = parse(`x-all: ${all}\r\nx-edge: \xa0voil\xc3\xa0\r\n`);
  assertEquals(head.fields, [["x-all", all], ["x-edge", "\xa0voil\xc3\xa0"]]);
});

Deno.test("parseResponseHead() finds the framing of a body", () => {
  const none: Framing = { kind: "none" };
  for (
    const [fields, framing, keepAlive] of [
      ["", { kind: "eof" }, false],
      ["Content-Length: 5\r\n", { kind: "length", length: 5 }, true],
      ["content-length: 0\r\n", none, true],
      ["content-length: 0005\r\n", { kind: "length", length: 5 }, true],
      ["content-length: 7, 7\r\ncontent-length: 7\r\n", { kind: "length", length: 7 }, true],
      ["content-length: 999999999999999\r\n", { kind: "length", length: 999999999999999 }, true],
      ["Transfer-Encoding: Chunked\r\n", { kind: "chunked" }, true],
      ["connection: close\r\ncontent-length: 5\r\n", { kind: "length", length: 5 }, false],
      ["connection: X-A , Close\r\ntransfer-encoding: chunked\r\n", { kind: "chunked" }, false],
      ["connection: keep-alive\r\n", { kind: "eof" }, false],
      ["connection: close\r\nconnection: keep-alive\r\ncontent-length: 0\r\n", none, false],
    ] as [string, Framing, boolean][]
  ) {
    const head = parse(fields);
    assertEquals([head.framing, head.keepAlive], [framing, keepAlive], fields);
  }
});

Deno.test("parseResponseHead() finds no body where the protocol has none", () => {
  const fields = "content-length: 5\r\n\r\n";
  for (const status of [100, 103, 199, 204, 304]) {
    const head = bytesOf(`HTTP/1.1 ${status} X\r\n${fields}`);
    assertEquals(parseResponseHead(head, "GET").framing, { kind: "none" });
  }
  for (const framed of ["content-length: 5\r\n", "transfer-encoding: chunked\r\n", ""]) {
    assertEquals(parse(framed, "HEAD").framing, { kind: "none" });
    assertEquals(parse(framed, "HEAD").keepAlive, true);
  }
});

Deno.test("parseResponseHead() keeps an HTTP/1.0 connection only when asked to", () => {
  for (
    const [fields, keepAlive] of [
      ["content-length: 5\r\n", false],
      ["content-length: 5\r\nconnection: keep-alive\r\n", true],
      ["content-length: 5\r\nconnection: keep-alive, close\r\n", false],
      // RFC 9112 section 6.1: chunked in HTTP/1.0 is a fault in the framing; close afterwards.
      ["transfer-encoding: chunked\r\nconnection: keep-alive\r\n", false],
    ] as const
  ) {
    const head = parseResponseHead(bytesOf(`HTTP/1.0 200 OK\r\n${fields}\r\n`), "GET");
    assertEquals(head.keepAlive, keepAlive, fields);
  }
});

Deno.test("parseResponseHead() refuses framing that can be read in two ways", () => {
  for (
    const [fields, message] of [
      ["content-length: 5\r\ntransfer-encoding: chunked\r\n", "both a length and chunked"],
      ["transfer-encoding: chunked\r\ncontent-length: 0\r\n", "both a length and chunked"],
      ["content-length: 5\r\ncontent-length: 6\r\n", "two different lengths"],
      ["content-length: 5, 6\r\n", "two different lengths"],
      ["content-length: 5,\r\n", "not a number"],
      ["content-length:\r\n", "not a number"],
      ["content-length: -1\r\n", "not a number"],
      ["content-length: +5\r\n", "not a number"],
      ["content-length: 5 5\r\n", "not a number"],
      ["content-length: 0x5\r\n", "not a number"],
      ["content-length: 5.0\r\n", "not a number"],
      ["content-length: 5\xa0\r\n", "not a number"],
      ["content-length: 1000000000000000\r\n", "not a number"],
      ["transfer-encoding: gzip\r\n", "not chunked"],
      ["transfer-encoding: gzip, chunked\r\n", "not chunked"],
      ["transfer-encoding: chunked, chunked\r\n", "not chunked"],
      ["transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", "not chunked"],
      ["transfer-encoding: identity\r\n", "not chunked"],
      ["transfer-encoding:\r\n", "not chunked"],
      ["transfer-encoding: chunked;q=1\r\n", "not chunked"],
    ] as const
  ) {
    assertThrows(() => parse(fields), HeadError, message, fields);
    assertThrows(() => parse(fields, "HEAD"), HeadError, message, fields);
  }
});

Deno.test("headEnd() finds no end in a head cut at any byte", () => {
  const head = bytesOf(WHOLE);
  for (let cut = 0; cut < head.length; cut++) assertEquals(headEnd(head, 0, cut), -1, `${cut}`);
  assertEquals(headEnd(head, 0, head.length), head.length);
  assertEquals(
    headEnd(bytesOf(`junk${WHOLE}body\r\n\r\n`), 4, 4 + head.length + 8),
    4 + head.length,
  );
});

Deno.test("headEnd() takes only CRLF CRLF for the end", () => {
  for (
    const text of [
      "a\n\n",
      "a\r\r\n\n",
      "a\r\n\n",
      "a\n\r\n",
      "a\r\n\r\r\n",
      "\r\n\n\r\n",
      "\r\n \r\n",
    ]
  ) {
    const bytes = bytesOf(text);
    assertEquals(headEnd(bytes, 0, bytes.length), -1, JSON.stringify(text));
  }
  assertEquals(headEnd(bytesOf("\r\r\n\r\n"), 0, 5), 5);
});

Deno.test("headEnd() finds the same end however the bytes arrive", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (let run = 0; run < 500; run++) {
    const junk = Array.from({ length: random(40) }, () => "\r\nab".charAt(random(4))).join("");
    const bytes = bytesOf(`${junk}\r\n\r\n`);
    const expected = headEnd(bytes, 0, bytes.length);
    let looked = 0;
    let found = -1;
    while (found < 0) {
      const to = Math.min(bytes.length, looked + 1 + random(5));
      found = headEnd(bytes, 0, to, looked);
      looked = to;
    }
    assertEquals(found, expected, `seed ${seed} run ${run}: ${JSON.stringify(junk)}`);
  }
});

Deno.test("latin1() gives one character per byte", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assertEquals(latin1(all), String.fromCharCode(...all));
  assertEquals(latin1(all.subarray(0, 128)), String.fromCharCode(...all.subarray(0, 128)));
  assertEquals(latin1(new Uint8Array(0)), "");
});
