/** Bodies of every framing and size pass byte for byte, in both directions. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { chunkBytes, type RawClient } from "../support/raw_client.ts";
import { headBytes, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";
import { type HeaderPair, headerValues } from "../support/wire_reader.ts";
import { PatternCheck, patternInChunks, patternSlice } from "./pattern.ts";
import { residentBytes, type Stage, stageTest } from "./stage.ts";

const KIB = 1_024;
const MIB = 1_024 * KIB;

/** Sizes at and around what buffers usually hold. */
const SIZES_BYTES: readonly number[] = [
  0,
  1,
  KIB,
  ...[16 * KIB, 64 * KIB, 256 * KIB].flatMap((size) => [size - 1, size, size + 1]),
  MIB,
  10 * MIB + 1,
];

/** How a body is framed; a number is the size of the chunks. */
type BodyFraming = "length" | "eof" | number;

/** Chunks of few bytes only for bodies that they do not make slow. */
function framingsOf(sizeBytes: number): BodyFraming[] {
  const chunks = [1, 7, 4_093, 65_537].filter((chunk) => sizeBytes / chunk <= 20_000);
  return ["length", ...chunks, "eof"];
}

function nameOf(framing: BodyFraming): string {
  return typeof framing === "number" ? `chunks of ${framing}` : framing;
}

/** Framing field and bytes of a body of the pattern. */
function framed(
  sizeBytes: number,
  framing: BodyFraming,
): { field: HeaderPair; wire: Uint8Array<ArrayBuffer> } {
  if (typeof framing === "number") {
    return { field: ["Transfer-Encoding", "chunked"], wire: patternInChunks(sizeBytes, framing) };
  }
  const wire = patternSlice(0, sizeBytes);
  return framing === "length"
    ? { field: ["Content-Length", `${sizeBytes}`], wire }
    : { field: ["Connection", "close"], wire };
}

/** Answers with a body of the pattern, in the given framing. */
function answerPattern(sizeBytes: number, framing: BodyFraming): RawHandler {
  const { field, wire } = framed(sizeBytes, framing);
  return async (_request, connection) => {
    await connection.write(headBytes({ headers: [field] }));
    await connection.write(wire);
    if (framing === "eof") connection.close();
  };
}

/** One exchange of the same size and framing both ways; no request can end with its connection. */
async function checkBoth(
  stage: Stage,
  client: RawClient,
  body: { sizeBytes: number; framing: BodyFraming },
): Promise<void> {
  const { sizeBytes, framing } = body;
  const note = `${sizeBytes} bytes, ${nameOf(framing)}`;
  stage.handler = answerPattern(sizeBytes, framing);
  const { field, wire } = framed(sizeBytes, framing === "eof" ? "length" : framing);
  await client.sendBytes(
    concat(utf8(`POST /x HTTP/1.1\r\nHost: h\r\n${field.join(": ")}\r\n\r\n`)),
  );
  await client.sendBytes(wire);
  const got = await client.readAnswer();
  assertEquals([got.status, got.complete], [200, true], note);
  const request = stage.upstream.requests.at(-1);
  assert(request !== undefined && request.complete, note);
  for (const seen of [request, got]) {
    assertEquals(seen.body.length, sizeBytes, note);
    new PatternCheck().take(seen.body);
  }
  assertEquals(headerValues(request.headers, field[0]), [field[1]], note);
}

async function sizeRows(stage: Stage): Promise<void> {
  for (const sizeBytes of SIZES_BYTES) {
    const framings = framingsOf(sizeBytes);
    await stage.row(`${sizeBytes} bytes: ${framings.map(nameOf).join(", ")}`, async () => {
      using client = await stage.connect();
      for (const framing of framings) await checkBoth(stage, client, { sizeBytes, framing });
    });
  }
}

/** 100 MB up and down at the same time: the upstream sends back each piece as it comes. */
async function echo100MB(stage: Stage): Promise<void> {
  const sizeBytes = 100_000_000;
  const taking = stage.take();
  const before = await residentBytes(stage.serve.pid);
  using client = await stage.connect();
  await client.sendBytes(`POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: ${sizeBytes}\r\n\r\n`);
  const sending = sendPattern(client, sizeBytes);
  const taken = await taking;
  const up = new PatternCheck();
  const echoing = async (): Promise<void> => {
    await taken.connection.write(headBytes({ headers: [["Transfer-Encoding", "chunked"]] }));
    await taken.body.each(async (piece) => {
      up.take(piece);
      await taken.connection.write(chunkBytes(piece));
    });
    await taken.connection.write("0\r\n\r\n");
    taken.done();
  };
  const down = new PatternCheck();
  let highest = before;
  const receiving = async (): Promise<void> => {
    const reader = client.body(await client.readHead());
    let sampledAt = 0;
    await reader.each(async (piece) => {
      down.take(piece);
      if (down.bytes < sampledAt) return;
      sampledAt += 5_000_000;
      highest = Math.max(highest, await residentBytes(stage.serve.pid));
    });
    assert(reader.complete);
  };
  await Promise.all([sending, echoing(), receiving()]);
  assertEquals([up.bytes, down.bytes], [sizeBytes, sizeBytes]);
  // Garbage of 200 MB that passed comes to some 100 MiB; a body that is held would come on top.
  assertLess(highest - before, 144 * MIB, "the program's memory stays flat");
}

/** Sends the pattern as fast as the other end takes it. */
async function sendPattern(client: RawClient, sizeBytes: number): Promise<void> {
  for (let at = 0; at < sizeBytes; at += 65_537) {
    await client.sendBytes(patternSlice(at, Math.min(sizeBytes, at + 65_537)));
  }
}

async function partRow(stage: Stage): Promise<void> {
  await stage.row("a part of a body: Range up, 206 with Content-Range down", async () => {
    const headers: HeaderPair[] = [["Content-Range", "bytes 5-9/100"], ["Accept-Ranges", "bytes"]];
    stage.handler = (_request, connection) =>
      connection.write(concat(
        headBytes({ status: 206, headers: [...headers, ["Content-Length", "5"]] }),
        utf8("56789"),
      ));
    using client = await stage.connect();
    const got = await client.request({ method: "GET", headers: [["Range", "bytes=5-9"]] });
    assertEquals([got.status, got.body.length, got.complete], [206, 5, true]);
    assertEquals(headerValues(got.headers, "content-range"), ["bytes 5-9/100"]);
    assertEquals(headerValues(stage.upstream.requests[0]?.headers ?? [], "range"), ["bytes=5-9"]);
  });
}

stageTest("bodies pass byte for byte, up and down", async (stage) => {
  await sizeRows(stage);
  await partRow(stage);
  await stage.row("100 MB, up and down at the same time, in flat memory", () => echo100MB(stage));
});
