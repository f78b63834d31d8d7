/** Compressed bodies pass as they are, with the fields that describe them, in both directions. */

import { utf8 } from "../../src/base/bytes.ts";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { assertBytes } from "../support/proxy_rig.ts";
import { chunkedBytes } from "../support/raw_client.ts";
import { answer, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { type HeaderPair, headerValues } from "../support/wire_reader.ts";
import { stageTest } from "./stage.ts";

const TEXT = utf8(JSON.stringify({ model: "m", messages: ["hello ".repeat(2_000)] }));

/** One body for each coding; the last ones lie about it, which is nobody's business here. */
const BODIES: readonly [coding: string, body: Uint8Array<ArrayBuffer>][] = [
  ["gzip", new Uint8Array(gzipSync(TEXT))],
  ["x-gzip", new Uint8Array(gzipSync(TEXT))],
  ["br", new Uint8Array(brotliCompressSync(TEXT))],
  ["zstd", new Uint8Array(zstdCompressSync(TEXT))],
  ["deflate", new Uint8Array(deflateSync(TEXT))],
  ["gzip, br", new Uint8Array(brotliCompressSync(gzipSync(TEXT)))],
  ["identity", TEXT],
  ["no-such-coding", TEXT],
  ["gzip", TEXT],
];

/** Fields that would change if anything on the way decoded or encoded. */
const DESCRIPTION: readonly HeaderPair[] = [
  ["content-type", "application/json"],
  ["etag", '"abc"'],
  ["vary", "accept-encoding"],
  ["digest", "sha-256=:abc=:"],
];

function chunkedAnswer(headers: readonly HeaderPair[], body: Uint8Array): RawHandler {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const head = `HTTP/1.1 200 OK\r\n${lines}transfer-encoding: chunked\r\n\r\n`;
  return async (_request, connection) => {
    await connection.write(head);
    await connection.write(chunkedBytes([body.subarray(0, 10), body.subarray(10)]));
  };
}

function assertFields(headers: readonly HeaderPair[], wanted: readonly HeaderPair[]): void {
  for (const [name, value] of wanted) assertEquals(headerValues(headers, name), [value], name);
}

stageTest("compressed bodies pass as they are", async (stage) => {
  for (const [coding, body] of BODIES) {
    const described: HeaderPair[] = [["content-encoding", coding], ...DESCRIPTION];
    await stage.row(`${body.length} bytes of ${coding}, both ways`, async () => {
      stage.handler = answer({ headers: described, body });
      using client = await stage.connect();
      const accepted: HeaderPair = ["accept-encoding", "gzip;q=1.0, br;q=0.5, *;q=0"];
      const got = await client.request({ headers: [accepted, ...described], body });
      assertBytes(got.body, body, "answer");
      assertFields(got.headers, [...described, ["content-length", `${body.length}`]]);
      const [request] = stage.upstream.requests;
      assert(request !== undefined);
      assertBytes(request.body, body, "request");
      assertFields(request.headers, [accepted, ...described]);
    });
    await stage.row(`${body.length} bytes of ${coding}, chunked, both ways`, async () => {
      stage.handler = chunkedAnswer(described, body);
      using client = await stage.connect();
      const lines = described.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      await client.sendBytes(
        `POST / HTTP/1.1\r\nHost: h\r\n${lines}Transfer-Encoding: chunked\r\n\r\n`,
      );
      await client.sendBytes(chunkedBytes([body.subarray(0, 10), body.subarray(10)]));
      const got = await client.readAnswer();
      assertBytes(got.body, body, "answer");
      assertFields(got.headers, described);
      const [request] = stage.upstream.requests;
      assert(request !== undefined);
      assertBytes(request.body, body, "request");
      assertFields(request.headers, described);
      assertEquals(headerValues(request.headers, "accept-encoding"), [], "nothing is asked for");
    });
  }
});
