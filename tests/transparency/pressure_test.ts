/**
 * Back-pressure: who does not read stops who writes, and the program holds only a bounded part of
 * what is between them. Afterwards everything goes on, and every byte is right.
 */

import { chunkBytes, type RawClient } from "../support/raw_client.ts";
import { headBytes } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";
import { type HeaderPair, writeAll } from "../support/wire_reader.ts";
import { PatternCheck, patternSlice } from "./pattern.ts";
import { residentBytes, type Stage, stageTest } from "./stage.ts";

const MIB = 1_024 * 1_024;
const LARGE_BYTES = 80 * MIB;
const PIECE_BYTES = 65_536;
/** Buffers of the system at both sockets, with room: what may be under way. */
const UNDER_WAY_BYTES_MAX = 32 * MIB;
/** The program itself may hold much less. */
const GROWTH_BYTES_MAX = 32 * MIB;
/** A sender that has not moved during so many exchanges of others is stuck. */
const STILL_ROUNDS = 25;

/** Waits until a count stands still; other exchanges pass meanwhile. */
async function untilStuck(stage: Stage, count: () => number): Promise<number> {
  let last = -1;
  for (let still = 0; still < STILL_ROUNDS; still++) {
    if (count() !== last) still = 0;
    last = count();
    await stage.sentinel();
  }
  return last;
}

/** Writes the pattern until all of it is written; `sent.bytes` says how far it is. */
async function sendPattern(
  write: (bytes: Uint8Array) => Promise<void>,
  sent: { bytes: number; isChunked: boolean },
): Promise<void> {
  while (sent.bytes < LARGE_BYTES) {
    const piece = patternSlice(sent.bytes, Math.min(LARGE_BYTES, sent.bytes + PIECE_BYTES));
    await write(sent.isChunked ? chunkBytes(piece) : piece);
    sent.bytes += piece.length;
  }
  if (sent.isChunked) await write(new TextEncoder().encode("0\r\n\r\n"));
}

async function slowClientRows(stage: Stage): Promise<void> {
  const framings: [string, HeaderPair, boolean][] = [
    ["known length", ["Content-Length", `${LARGE_BYTES}`], false],
    ["chunked", ["Transfer-Encoding", "chunked"], true],
  ];
  for (const [name, field, isChunked] of framings) {
    await stage.row(
      `80 MiB for a client that does not read, ${name}: the upstream is stopped`,
      async () => {
        const taking = stage.take();
        using client = await stage.connect();
        await client.send({ method: "GET" });
        const taken = await taking;
        await taken.connection.write(headBytes({ headers: [field] }));
        const before = await residentBytes(stage.serve.pid);
        const sent = { bytes: 0, isChunked };
        const sending = sendPattern((bytes) => taken.connection.write(bytes), sent);
        const stuckAt = await untilStuck(stage, () => sent.bytes);
        assertLess(stuckAt, UNDER_WAY_BYTES_MAX);
        const growth = await residentBytes(stage.serve.pid) - before;
        assertLess(growth, GROWTH_BYTES_MAX, "the program holds little of it");
        const check = new PatternCheck();
        const body = client.body(await client.readHead());
        await body.each((piece) => check.take(piece));
        await sending;
        assertEquals([check.bytes, body.complete], [LARGE_BYTES, true]);
        taken.done();
      },
    );
  }
}

async function slowUpstreamRow(stage: Stage): Promise<void> {
  await stage.row(
    "80 MiB for an upstream that does not read, known length: the client is stopped",
    async () => {
      const taking = stage.take();
      using client = await stage.connect();
      await client.sendBytes(
        `POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: ${LARGE_BYTES}\r\n\r\n`,
      );
      const taken = await taking;
      const before = await residentBytes(stage.serve.pid);
      const sent = { bytes: 0, isChunked: false };
      const sending = sendPattern((bytes) => client.sendBytes(bytes), sent);
      const stuckAt = await untilStuck(stage, () => sent.bytes);
      assertLess(stuckAt, UNDER_WAY_BYTES_MAX);
      const growth = await residentBytes(stage.serve.pid) - before;
      assertLess(growth, GROWTH_BYTES_MAX, "the program holds little of it");
      const check = new PatternCheck();
      await taken.body.each((piece) => check.take(piece));
      await sending;
      assertEquals([check.bytes, taken.body.complete], [LARGE_BYTES, true]);
      await taken.connection.write(headBytes({ headers: [["Content-Length", "0"]] }));
      assertEquals((await client.readAnswer()).status, 200);
      taken.done();
    },
  );
}

async function byteByByteRows(stage: Stage): Promise<void> {
  const sizeBytes = 20_000;
  await stage.row("a client that reads one byte at a time gets every byte", async () => {
    const taking = stage.take();
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: stage.serve.port });
    await writeAll(conn, new TextEncoder().encode("GET /p HTTP/1.0\r\nHost: h\r\n\r\n"));
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [["Content-Length", `${sizeBytes}`]] }));
    await taken.connection.write(patternSlice(0, sizeBytes));
    const one = new Uint8Array(1);
    let head = "";
    while (!head.endsWith("\r\n\r\n")) {
      assertEquals(await conn.read(one), 1);
      head += String.fromCharCode(one[0] ?? 0);
    }
    const check = new PatternCheck();
    while (check.bytes < sizeBytes) {
      assertEquals(await conn.read(one), 1);
      check.take(one);
    }
    assertEquals(await conn.read(one), null);
    taken.done();
  });
  for (const [name, field] of CLIENT_FRAMINGS) {
    await stage.row(`a client that sends one byte at a time, ${name}`, async () => {
      const length = 3_000;
      using client = await stage.connect();
      const framing = field ?? `Content-Length: ${length}`;
      const head = `POST /p HTTP/1.1\r\nHost: h\r\n${framing}\r\n\r\n`;
      for (const character of head) await client.sendBytes(character);
      const bytes = patternSlice(0, length);
      const wire = field === null ? bytes : oneChunk(bytes);
      for (let at = 0; at < wire.length; at++) await client.sendBytes(wire.subarray(at, at + 1));
      assertEquals((await client.readAnswer()).status, 200);
      const [request] = stage.upstream.requests;
      assert(request !== undefined && request.complete);
      assertEquals(request.body, bytes);
    });
  }
}

const CLIENT_FRAMINGS: readonly [name: string, field: string | null][] = [
  ["known length", null],
  ["chunked", "Transfer-Encoding: chunked"],
];

/** A body that is one chunk. */
function oneChunk(bytes: Uint8Array): Uint8Array {
  const chunk = chunkBytes(bytes);
  const wire = new Uint8Array(chunk.length + 5);
  wire.set(chunk);
  wire.set(new TextEncoder().encode("0\r\n\r\n"), chunk.length);
  return wire;
}

async function pauseRows(stage: Stage): Promise<void> {
  const half = 150_000;
  const send = async (client: RawClient, from: number): Promise<void> =>
    await client.sendBytes(patternSlice(from, from + half));
  const pause = async (): Promise<void> => {
    for (let k = 0; k < STILL_ROUNDS; k++) await stage.sentinel();
  };
  await stage.row("an upload that stalls half way, and goes on, arrives whole", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes(`POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: ${2 * half}\r\n\r\n`);
    const taken = await taking;
    await send(client, 0);
    await pause();
    await send(client, half);
    const check = new PatternCheck();
    await taken.body.each((piece) => check.take(piece));
    assertEquals([check.bytes, taken.body.complete], [2 * half, true]);
    await taken.connection.write(headBytes({ headers: [["Content-Length", "0"]] }));
    assertEquals((await client.readAnswer()).status, 200);
    taken.done();
  });
  await stage.row("an answer that stalls half way, and goes on, arrives whole", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.send({ method: "GET" });
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [["Content-Length", `${2 * half}`]] }));
    await taken.connection.write(patternSlice(0, half));
    const check = new PatternCheck();
    const body = client.body(await client.readHead());
    const reading = body.each((piece) => check.take(piece));
    await pause();
    assertEquals(check.bytes, half);
    await taken.connection.write(patternSlice(half, 2 * half));
    await reading;
    assertEquals([check.bytes, body.complete], [2 * half, true]);
    taken.done();
  });
}

stageTest("who does not read stops who writes", async (stage) => {
  await slowClientRows(stage);
  await slowUpstreamRow(stage);
  await byteByByteRows(stage);
  await pauseRows(stage);
});
