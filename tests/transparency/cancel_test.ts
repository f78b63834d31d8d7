/**
 * Whoever leaves is noticed at the other end, in every phase of an exchange, and a body that was
 * cut never looks whole.
 */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { withDeadline } from "../support/deadline.ts";
import { chunkBytes, type RawClient } from "../support/raw_client.ts";
import { answer, headBytes } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";
import { type HeaderPair, headerValues, latin1 } from "../support/wire_reader.ts";
import { type Stage, stageTest, type Taken } from "./stage.ts";

const POST = "POST /c HTTP/1.1\r\nHost: h\r\n";
const CHUNKED: HeaderPair = ["Transfer-Encoding", "chunked"];
const CHUNKED_POST = `${POST}${CHUNKED.join(": ")}\r\n\r\n`;
const LONG_BYTES = 300_000;
/** Generous: what is asserted is that the end is seen, not how fast. */
const NOTICE_MS_MAX = 10_000;

/** Milliseconds from leaving to its being seen at the other end, by phase. */
const noticed: [phase: string, ms: number][] = [];

/** A phase in which the client leaves. */
interface Phase {
  name: string;
  /** What the client has sent by then. */
  sent: string;
  /** What of the body the upstream has read by then; absent when the request is whole. */
  read?: string;
  /** The answer has begun by then. */
  isStream?: boolean;
  /** Bytes of the answer that the client has not read. */
  unread?: number;
}

const WAITING = `${POST}Content-Length: 2\r\n\r\nhi`;

const PHASES: readonly Phase[] = [
  { name: "while it waits for the head of the answer", sent: WAITING },
  { name: "while a stream is silent", sent: WAITING, isStream: true },
  {
    name: "while a stream is silent, after a long upload",
    sent: `${POST}Content-Length: ${LONG_BYTES}\r\n\r\n${"x".repeat(LONG_BYTES)}`,
    isStream: true,
  },
  { name: "while bytes of a stream wait for it", sent: WAITING, isStream: true, unread: 100_000 },
  {
    name: "in a chunked upload, between chunks",
    sent: `${CHUNKED_POST}5\r\nhello\r\n`,
    read: "hello",
  },
  {
    name: "in a chunked upload, inside a chunk",
    sent: `${CHUNKED_POST}f\r\nhello`,
    read: "hello",
  },
  {
    name: "in a long upload of known length",
    sent: `${POST}Content-Length: ${LONG_BYTES}\r\n\r\nhello`,
    read: "hello",
  },
  {
    name: "while upload and answer are both under way",
    sent: `${CHUNKED_POST}5\r\nhello\r\n`,
    read: "hello",
    isStream: true,
  },
];

/** Begins a streamed answer; the client has its first event. */
async function beginStream(client: RawClient, taken: Taken): Promise<void> {
  await taken.connection.write(headBytes({ headers: [CHUNKED] }));
  await taken.connection.write(chunkBytes("data: 0\n\n"));
  const body = client.body(await client.readHead());
  assertEquals(latin1(await body.next() ?? utf8("")), "data: 0\n\n");
}

/** Brings an exchange into a phase. */
async function reach(stage: Stage, client: RawClient, phase: Phase): Promise<Taken> {
  const { sent, read, isStream = false, unread = 0 } = phase;
  const taking = stage.take();
  await client.sendBytes(sent);
  const taken = await taking;
  if (read === undefined) await taken.body.rest();
  else assertEquals(latin1(await taken.body.next() ?? utf8("")), read);
  if (isStream) await beginStream(client, taken);
  if (unread > 0) await taken.connection.write(chunkBytes("x".repeat(unread)));
  return taken;
}

/** The request's body has ended, and then the connection. */
async function endOf({ body, connection }: Taken): Promise<void> {
  await body.rest();
  await connection.peerGone();
}

async function clientLeavesRows(stage: Stage): Promise<void> {
  for (const phase of PHASES) {
    await stage.row(`the client leaves ${phase.name}: the upstream sees it`, async () => {
      const client = await stage.connect();
      try {
        const taken = await reach(stage, client, phase);
        const leftAtMs = performance.now();
        client.close();
        await withDeadline(endOf(taken), { describe: () => "The upstream saw no end" });
        assertEquals(taken.body.complete, phase.read === undefined);
        noticed.push([phase.name, performance.now() - leftAtMs]);
      } finally {
        client.close();
      }
      await stage.sentinel();
    });
  }
  await stage.row(
    "the client leaves in a short upload: the upstream never hears of it",
    async () => {
      stage.record();
      const client = await stage.connect();
      await client.sendBytes(`${POST}Content-Length: 1000\r\n\r\nhello`);
      client.close();
      await stage.sentinel();
      assertEquals(stage.upstream.requests.map((seen) => seen.target), ["/sentinel"]);
    },
  );
}

/** An answer that the upstream breaks off. */
interface Break {
  name: string;
  headers: HeaderPair[];
  /** Bytes of the body before the break. */
  wire: string;
  /** What of it is payload. */
  payload: string;
}

const BREAKS: readonly Break[] = [
  {
    name: "known length, no byte of the body",
    headers: [["Content-Length", "10"]],
    wire: "",
    payload: "",
  },
  {
    name: "known length, half of the body",
    headers: [["Content-Length", "10"]],
    wire: "hello",
    payload: "hello",
  },
  { name: "chunked, no byte", headers: [CHUNKED], wire: "", payload: "" },
  { name: "chunked, between chunks", headers: [CHUNKED], wire: "5\r\nhello\r\n", payload: "hello" },
  { name: "chunked, inside a chunk", headers: [CHUNKED], wire: "f\r\nhello", payload: "hello" },
  { name: "chunked, in a size", headers: [CHUNKED], wire: "5\r\nhello\r\n1", payload: "hello" },
  {
    name: "chunked, before the last line",
    headers: [CHUNKED],
    wire: "5\r\nhello\r\n0\r\n",
    payload: "hello",
  },
  {
    name: "chunked, then nonsense",
    headers: [CHUNKED],
    wire: "5\r\nhello\r\nnonsense\r\n",
    payload: "hello",
  },
];

async function upstreamBreaksRows(stage: Stage): Promise<void> {
  for (const { name, headers, wire, payload } of BREAKS) {
    for (const isTogether of [false, true]) {
      const how = isTogether ? ", in one write" : "";
      await stage.row(`the upstream ends (${name}${how}): a cut body`, async () => {
        const taking = stage.take();
        using client = await stage.connect();
        await client.sendBytes(`${POST}Content-Length: 2\r\n\r\nhi`);
        const { connection } = await taking;
        const head = headBytes({ headers });
        let answerHead = null;
        if (isTogether) {
          await connection.write(concat(head, utf8(wire)));
        } else {
          // Once the client has the head, the answer cannot become 502 any more.
          await connection.write(head);
          answerHead = await client.readHead();
          await connection.write(wire);
        }
        connection.close();
        answerHead ??= await client.readHead();
        const body = client.body(answerHead);
        const got = latin1(concat(...await body.rest()));
        if (answerHead.status === 502) {
          assert(isTogether, "nothing of the answer had been handed on");
          return;
        }
        assertEquals([answerHead.status, body.complete], [200, false]);
        assert(payload.startsWith(got), `${got} is a part of what was sent`);
        await stage.sentinel();
      });
    }
  }
}

async function beforeAnswerRows(stage: Stage): Promise<void> {
  for (const [what, begun] of [["nothing", ""], ["half a head", "HTTP/1.1 200 OK\r\nConte"]]) {
    await stage.row(`the upstream ends in an upload, after ${what} of an answer: 502`, async () => {
      const taking = stage.take();
      using client = await stage.connect();
      await client.sendBytes(`${CHUNKED_POST}5\r\nhello\r\n`);
      const { connection } = await taking;
      await connection.write(begun ?? "");
      connection.close();
      const got = await client.readAnswer();
      assertEquals([got.status, got.complete], [502, true]);
      await stage.sentinel();
    });
  }
}

async function earlyAnswerRow(stage: Stage): Promise<void> {
  await stage.row(
    "the upstream refuses an upload and ends: the client gets the refusal",
    async () => {
      const taking = stage.take();
      using client = await stage.connect();
      await client.sendBytes(`${CHUNKED_POST}5\r\nhello\r\n`);
      const taken = await taking;
      await answer({ status: 413, headers: [["Connection", "close"]], body: "too long" })(
        taken.request,
        taken.connection,
      );
      const got = await client.readAnswer();
      assertEquals([got.status, latin1(got.body), got.complete], [413, "too long", true]);
      assertEquals(headerValues(got.headers, "content-length"), ["8"]);
      taken.connection.close();
      await stage.sentinel();
    },
  );
}

async function oldClientRow(stage: Stage): Promise<void> {
  await stage.row("To a client of HTTP/1.0 a cut answer without a length looks whole", async () => {
    const taking = stage.take();
    using client = await stage.connect();
    await client.sendBytes("GET /c HTTP/1.0\r\nHost: h\r\n\r\n");
    const { connection } = await taking;
    await connection.write(headBytes({ headers: [CHUNKED] }));
    await connection.write(chunkBytes("half"));
    const body = client.body(await client.readHead());
    assertEquals(latin1(await body.next() ?? new Uint8Array()), "half");
    connection.close();
    assertEquals([await body.next(), body.complete], [null, true]);
  });
}

async function measuredRow(stage: Stage): Promise<void> {
  const times = noticed.map(([, ms]) => Math.round(ms));
  await stage.row(`the upstream saw the clients leave after ${times.join(", ")} ms`, () => {
    assertEquals(times.length, PHASES.length);
    for (const [phase, ms] of noticed) assertLess(ms, NOTICE_MS_MAX, phase);
    return Promise.resolve();
  });
}

stageTest("whoever leaves is noticed at the other end", async (stage) => {
  await clientLeavesRows(stage);
  await upstreamBreaksRows(stage);
  await beforeAnswerRows(stage);
  await earlyAnswerRow(stage);
  await oldClientRow(stage);
  await measuredRow(stage);
});
