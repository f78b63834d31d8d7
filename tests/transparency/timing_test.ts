/**
 * Nothing is held back and nothing is joined: each end sends a piece only after the other end has
 * the one before. No clock is looked at; a piece that is held back is never followed by another,
 * and the test ends at its deadline.
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { WHOLE_BODY_BYTES_MAX } from "../../src/base/limits.ts";
import { chunkBytes } from "../support/raw_client.ts";
import { headBytes } from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { type BodyReader, type HeaderPair, latin1 } from "../support/wire_reader.ts";
import { patternSlice } from "./pattern.ts";
import { type Stage, stageTest, type Taken } from "./stage.ts";

const POST = "POST /t HTTP/1.1\r\nHost: h\r\n";
const CHUNKED: HeaderPair = ["Transfer-Encoding", "chunked"];
const EVENTS = Array.from({ length: 20 }, (_, k) => `data: {"n":${k}}\n\n`);
/** Sizes of pieces; 1 is a heartbeat. */
const PIECES = [1, 1, 1, 100, 1, 4_096, 65_536, 1, 100_000, 1, 1].map((size, k) =>
  latin1(patternSlice(k, k + size))
);

/** Reads exactly as many bytes as `text` has, and compares. */
async function expectText(body: BodyReader, text: string): Promise<void> {
  let got = "";
  while (got.length < text.length) {
    const piece = await body.next();
    assert(piece !== null, `the body ended after ${got.length} bytes of ${text.length}`);
    got += latin1(piece);
  }
  assert(got === text, `${got.length} other bytes came than the ${text.length} expected`);
}

async function expectEnd(body: BodyReader): Promise<void> {
  assertEquals([await body.next(), body.complete], [null, true]);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** One answer, piece by piece. */
interface SteppedAnswer {
  name: string;
  headers: HeaderPair[];
  pieces: readonly string[];
  /** How a piece goes on the wire. */
  frame(piece: string): Uint8Array;
  /** Ends the body. */
  end(taken: Taken): Promise<void>;
}

function chunk(piece: string): Uint8Array {
  return chunkBytes(bytesOf(piece));
}

async function lastChunk(taken: Taken): Promise<void> {
  await taken.connection.write("0\r\n\r\n");
}

const PIECES_LENGTH = PIECES.join("").length;
const EVENT_STREAM: HeaderPair = ["Content-Type", "text/event-stream"];

const ANSWERS: readonly SteppedAnswer[] = [
  {
    name: "server-sent events, chunked",
    headers: [EVENT_STREAM, CHUNKED],
    pieces: EVENTS,
    frame: chunk,
    end: lastChunk,
  },
  {
    name: "server-sent events until EOF",
    headers: [EVENT_STREAM, ["Connection", "close"]],
    pieces: EVENTS,
    frame: bytesOf,
    end: (taken) => Promise.resolve(taken.connection.close()),
  },
  {
    name: "chunks of 1 to 100000 bytes",
    headers: [CHUNKED],
    pieces: PIECES,
    frame: chunk,
    end: lastChunk,
  },
  {
    name: "known length in pieces of 1 to 100000 bytes",
    headers: [["Content-Length", `${PIECES_LENGTH}`]],
    pieces: PIECES,
    frame: bytesOf,
    end: () => Promise.resolve(),
  },
  {
    name: "heartbeats of one byte",
    headers: [EVENT_STREAM, CHUNKED],
    pieces: Array.from({ length: 100 }, () => ":"),
    frame: chunk,
    end: lastChunk,
  },
];

async function answerRows(stage: Stage): Promise<void> {
  for (const version of ["1.1", "1.0"]) {
    for (const { name, headers, pieces, frame, end } of ANSWERS) {
      await stage.row(`answer to HTTP/${version}: ${name}`, async () => {
        const taking = stage.take();
        using client = await stage.connect();
        await client.sendBytes(`GET /t HTTP/${version}\r\nHost: h\r\n\r\n`);
        const taken = await taking;
        await taken.connection.write(headBytes({ headers }));
        // The head is there before any byte of the body.
        const body = client.body(await client.readHead());
        for (const piece of pieces) {
          await taken.connection.write(frame(piece));
          await expectText(body, piece);
        }
        await end(taken);
        await expectEnd(body);
        taken.done();
      });
    }
  }
}

async function oddAnswerRows(stage: Stage): Promise<void> {
  await stage.row("answer: what has come of a chunk does not wait for the rest of it", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes("GET /t HTTP/1.1\r\nHost: h\r\n\r\n");
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [CHUNKED] }));
    const body = client.body(await client.readHead());
    for (const part of ["b\r\nhello", " ", "world\r", "\n1\r", "\n!\r\n0\r\n\r"]) {
      await taken.connection.write(part);
      const payload = /hello| |world|!/.exec(part)?.[0];
      if (payload !== undefined) await expectText(body, payload);
    }
    await taken.connection.write("\n");
    await expectEnd(body);
    taken.done();
  });
  await stage.row("answer: the first event may come with the head, in one write", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes("GET /t HTTP/1.1\r\nHost: h\r\n\r\n");
    const taken = await taking;
    const head = headBytes({ headers: [EVENT_STREAM, CHUNKED] });
    await taken.connection.write(concat(head, chunkBytes("data: 0\n\n")));
    const body = client.body(await client.readHead());
    await expectText(body, "data: 0\n\n");
    await taken.connection.write(concat(chunkBytes("data: 1\n\n"), utf8("0\r\n\r\n")));
    await expectText(body, "data: 1\n\n");
    await expectEnd(body);
    taken.done();
  });
}

async function uploadRows(stage: Stage): Promise<void> {
  const long = [...PIECES, ...PIECES, ...PIECES];
  const length = long.join("").length;
  assert(length > WHOLE_BODY_BYTES_MAX, "the body is one that is not sent whole");
  const uploads: [name: string, field: HeaderPair, pieces: string[]][] = [
    ["chunks of 1 to 100000 bytes", CHUNKED, PIECES],
    ["heartbeats of one byte", CHUNKED, Array.from({ length: 100 }, () => ".")],
    ["known length above 256 KiB", ["Content-Length", `${length}`], long],
  ];
  for (const [name, field, pieces] of uploads) {
    const isChunked = field === CHUNKED;
    await stage.row(`upload: ${name}`, async () => {
      const taking = stage.take();
      using client = await stage.connect();
      // The head goes up before any byte of the body.
      await client.sendBytes(`${POST}${field.join(": ")}\r\n\r\n`);
      const taken = await taking;
      for (const piece of pieces) {
        await client.sendBytes(isChunked ? chunk(piece) : bytesOf(piece));
        await expectText(taken.body, piece);
      }
      if (isChunked) await client.sendBytes("0\r\n\r\n");
      await expectEnd(taken.body);
      await taken.connection.write(headBytes({ status: 200, headers: [["Content-Length", "0"]] }));
      assertEquals((await client.readAnswer()).status, 200);
      taken.done();
    });
  }
}

async function wholeUploadRow(stage: Stage): Promise<void> {
  await stage.row("upload of known length up to 256 KiB: goes up when it is complete", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    const bytes = patternSlice(0, WHOLE_BODY_BYTES_MAX);
    await client.sendBytes(`${POST}Content-Length: ${bytes.length}\r\n\r\n`);
    await client.sendBytes(bytes.subarray(0, bytes.length - 1));
    // Another exchange passes meanwhile, and nothing of this one has come.
    await stage.sentinel();
    assertEquals(stage.upstream.requests.map((seen) => seen.target), ["/sentinel"]);
    await client.sendBytes(bytes.subarray(bytes.length - 1));
    const taken = await taking;
    await expectText(taken.body, latin1(bytes));
    await expectEnd(taken.body);
    await taken.connection.write(headBytes({ headers: [["Content-Length", "0"]] }));
    assertEquals((await client.readAnswer()).status, 200);
    taken.done();
  });
}

async function duplexRow(stage: Stage): Promise<void> {
  await stage.row("up and down in turns, while both bodies are open", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes(`${POST}${CHUNKED.join(": ")}\r\n\r\n`);
    const taken = await taking;
    await taken.connection.write(headBytes({ headers: [CHUNKED] }));
    const body = client.body(await client.readHead());
    for (const piece of PIECES) {
      await client.sendBytes(chunk(piece));
      await expectText(taken.body, piece);
      await taken.connection.write(chunk(piece));
      await expectText(body, piece);
    }
    // The answer may end first; the upload goes on to its own end only before that.
    await client.sendBytes("0\r\n\r\n");
    await expectEnd(taken.body);
    await taken.connection.write("0\r\n\r\n");
    await expectEnd(body);
    taken.done();
  });
}

async function manyStreamsRow(stage: Stage): Promise<void> {
  await stage.row("twenty streams at once do not wait for each other", async () => {
    const open: { taken: Taken; body: BodyReader; close: () => void }[] = [];
    for (let k = 0; k < 20; k++) {
      const taking = stage.take();
      const client = await stage.connect();
      await client.sendBytes(`GET /stream-${k} HTTP/1.1\r\nHost: h\r\n\r\n`);
      const taken = await taking;
      await taken.connection.write(headBytes({ headers: [EVENT_STREAM, CHUNKED] }));
      open.push({
        taken,
        body: client.body(await client.readHead()),
        close: () => client.close(),
      });
    }
    // The others stay silent while one speaks.
    for (const event of EVENTS.slice(0, 5)) {
      for (const { taken, body } of open.toReversed()) {
        await taken.connection.write(chunk(event));
        await expectText(body, event);
      }
    }
    for (const { taken, body, close } of open) {
      await lastChunk(taken);
      await expectEnd(body);
      taken.done();
      close();
    }
  });
}

stageTest("every piece passes before the next one is sent", async (stage) => {
  await answerRows(stage);
  await oddAnswerRows(stage);
  await uploadRows(stage);
  await wholeUploadRow(stage);
  await duplexRow(stage);
  await manyStreamsRow(stage);
});
