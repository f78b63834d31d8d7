/** One raw connection: what is written, how heads are read, and what happens while it is idle. */

import { concat, utf8 } from "../../src/base/bytes.ts";
import { READ_BUFFER_BYTES } from "../../src/base/limits.ts";
import { HeadError, type ResponseHead } from "../../src/proxy/response_head.ts";
import { CutError } from "../../src/proxy/exchange_errors.ts";
import {
  ConnectionEndedError,
  type ConnectionEvents,
  UpstreamConnection,
} from "../../src/proxy/upstream_connection.ts";
import { assertBytes, NO_EVENTS, patternBytes } from "../support/proxy_rig.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals, assertRejects } from "../support/std.ts";
import { latin1 } from "../support/wire_reader.ts";

/** The far end of a connection: what was written to it, and what it will be read to say. */
class FakeConn {
  readonly written: Uint8Array[] = [];
  readonly #says: (Uint8Array | null)[];
  #wake: () => void = () => {};
  #isClosed = false;
  /** Longest write that is taken at once. */
  writeMax = Infinity;

  constructor(...says: (Uint8Array | null)[]) {
    this.#says = says;
  }

  /** Says more; null is the end. */
  say(bytes: Uint8Array | null): void {
    this.#says.push(bytes);
    this.#wake();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#says.length === 0 && !this.#isClosed) {
      const woken = Promise.withResolvers<void>();
      this.#wake = woken.resolve;
      await woken.promise;
    }
    if (this.#isClosed) throw new Deno.errors.Interrupted("operation canceled");
    const [bytes = null] = this.#says;
    if (bytes === null) return null;
    const count = Math.min(buffer.length, bytes.length);
    buffer.set(bytes.subarray(0, count));
    if (count < bytes.length) this.#says[0] = bytes.subarray(count);
    else this.#says.shift();
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    const count = Math.min(bytes.length, this.writeMax);
    this.written.push(bytes.slice(0, count));
    await Promise.resolve();
    return count;
  }

  close(): void {
    if (this.#isClosed) throw new Deno.errors.BadResource("Bad resource ID");
    this.#isClosed = true;
    this.#wake();
  }
}

function connect(conn: FakeConn, events: Partial<ConnectionEvents> = {}): UpstreamConnection {
  return new UpstreamConnection(conn as unknown as Deno.Conn, { ...NO_EVENTS, ...events });
}

/** Text to bytes, one byte per character. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The unread bytes of a connection as text. */
function unread(connection: UpstreamConnection): string {
  const { from, to } = connection.range;
  return latin1(connection.buffer.subarray(from, to));
}

const HEAD = "HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 5\r\n\r\n";

/** Everything that was written, as text. */
function writtenTo(conn: FakeConn): string {
  return latin1(concat(...conn.written));
}

Deno.test("send() writes head and body at once, one byte per character of the head", async () => {
  const conn = new FakeConn();
  const connection = connect(conn);
  const body = patternBytes(5_000);
  await connection.send("POST / HTTP/1.1\r\nx: \xe9\x80\xff\r\n\r\n", body);
  assertEquals(conn.written.length, 1);
  const head = bytesOf("POST / HTTP/1.1\r\nx: \xe9\x80\xff\r\n\r\n");
  assertBytes(conn.written[0] ?? utf8(""), concat(head, body));
  await connection.send("GET / HTTP/1.1\r\n\r\n", null);
  assertEquals(latin1(conn.written[1] ?? utf8("")), "GET / HTTP/1.1\r\n\r\n");
});

Deno.test("send() takes the body's bytes before it returns", async () => {
  const conn = new FakeConn();
  conn.writeMax = 10;
  const connection = connect(conn);
  const body = utf8("0123456789".repeat(4));
  const sent = connection.send("POST / HTTP/1.1\r\n\r\n", body);
  body.fill(0);
  await sent;
  assertEquals(writtenTo(conn), `POST / HTTP/1.1\r\n\r\n${"0123456789".repeat(4)}`);
});

Deno.test("send() gives a write under way its own buffer", async () => {
  const conn = new FakeConn();
  conn.writeMax = 7;
  const connection = connect(conn);
  const first = connection.send("a".repeat(50), null);
  assert(connection.writing !== null);
  const second = connection.send("b".repeat(50), null);
  await Promise.all([first, second]);
  const text = writtenTo(conn);
  assertEquals([text.replaceAll("b", "").length, text.replaceAll("a", "").length], [50, 50]);
  assertEquals(connection.writing, null);
});

Deno.test("send() writes bodies of every size up to far above its buffer", async () => {
  const connection = connect(new FakeConn());
  for (const size of [0, 4_095, 4_096, 4_097, 262_144, 600_000]) {
    const conn = new FakeConn();
    const body = patternBytes(size);
    await connect(conn).send("x\r\n\r\n", body);
    assertBytes(concat(...conn.written), concat(utf8("x\r\n\r\n"), body), `${size}`);
  }
  connection.close();
});

Deno.test("sendChunk() frames a chunk and never sends the last one", async () => {
  const conn = new FakeConn();
  const connection = connect(conn);
  await connection.sendChunk(utf8("hello"));
  await connection.sendChunk(utf8(""));
  await connection.sendChunk(utf8("x".repeat(26)));
  assertEquals(writtenTo(conn), `5\r\nhello\r\n1a\r\n${"x".repeat(26)}\r\n`);
  await connection.sendRaw(utf8("0\r\n\r\n"));
  assertEquals(writtenTo(conn).slice(-5), "0\r\n\r\n");
});

Deno.test("readHead() reads a head in any pieces, and leaves the body alone", async () => {
  const wire = utf8(`${HEAD}hello`);
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (let run = 0; run < 100; run++) {
    const conn = new FakeConn();
    const connection = connect(conn);
    for (let at = 0; at < wire.length;) {
      const size = run === 0 ? 1 : 1 + random(20);
      conn.say(wire.subarray(at, at + size));
      at += size;
    }
    const head = await connection.readHead("POST");
    assertEquals([head.status, head.framing], [200, { kind: "length", length: 5 }]);
    assertEquals(head.fields, [["X-A", "1"], ["Content-Length", "5"]], `seed ${seed} run ${run}`);
    while (unread(connection).length < 5) assert(await connection.readMore());
    assertEquals(unread(connection), "hello", `seed ${seed} run ${run}`);
  }
});

Deno.test("readHead() skips interim heads, in one read or several", async () => {
  const interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n";
  for (const cut of [1, 24, 25, 26, 60, interim.length, interim.length + 3]) {
    const wire = utf8(interim + HEAD);
    const connection = connect(new FakeConn(wire.subarray(0, cut), wire.subarray(cut)));
    const head = await connection.readHead("POST");
    assertEquals([head.status, head.fields.length, unread(connection)], [200, 2, ""], `${cut}`);
  }
});

Deno.test("readHead() refuses interim heads without end, and 101", async () => {
  const many = "HTTP/1.1 103 Hints\r\n\r\n";
  const sixteen = connect(new FakeConn(utf8(many.repeat(16) + HEAD)));
  assertEquals((await sixteen.readHead("POST")).status, 200);
  const read = (text: string): Promise<ResponseHead> =>
    connect(new FakeConn(utf8(text))).readHead("POST");
  await assertRejects(() => read(many.repeat(17) + HEAD), HeadError, "without end");
  await assertRejects(() => read("HTTP/1.1 101 X\r\n\r\n"), HeadError, "unasked");
});

/** A head of exactly this many bytes. */
function headOf(bytes: number): Uint8Array<ArrayBuffer> {
  const start = "HTTP/1.1 200 OK\r\nX: ";
  return utf8(`${start}${"x".repeat(bytes - start.length - 4)}\r\n\r\n`);
}

Deno.test("readHead() takes heads up to the size of its buffer, wherever they begin", async () => {
  const interim = utf8("HTTP/1.1 103 Hints\r\n\r\n");
  for (const before of [utf8(""), interim]) {
    const fits = connect(new FakeConn(concat(before, headOf(READ_BUFFER_BYTES))));
    assertEquals((await fits.readHead("POST")).bytes, READ_BUFFER_BYTES);
    const tooLong = connect(new FakeConn(concat(before, headOf(READ_BUFFER_BYTES + 1))));
    await assertRejects(() => tooLong.readHead("POST"), HeadError, "longer than 65536 bytes");
  }
});

Deno.test("readHead() says that a connection ended in its head, at every byte", async () => {
  const wire = utf8(HEAD);
  for (let cut = 0; cut < wire.length; cut++) {
    const conn = new FakeConn(...cut === 0 ? [] : [wire.subarray(0, cut)], null);
    await assertRejects(() => connect(conn).readHead("POST"), ConnectionEndedError);
  }
});

Deno.test("readMore() says when the connection has ended", async () => {
  const connection = connect(new FakeConn(utf8("ab"), null));
  assertEquals([await connection.readMore(), unread(connection)], [true, "ab"]);
  connection.consume(1);
  assertEquals(unread(connection), "b");
  assertEquals([await connection.readMore(), unread(connection)], [false, "b"]);
});

Deno.test("an idle connection tells once that it ended or spoke", async () => {
  for (const said of [null, utf8("x")]) {
    const conn = new FakeConn();
    const ended = Promise.withResolvers<void>();
    let times = 0;
    const connection = connect(conn, {
      idleEnded: (idle) => {
        times++;
        idle.busy();
        idle.close();
        ended.resolve();
      },
    });
    connection.idle();
    conn.say(said);
    await ended.promise;
    assertEquals([times, connection.isClosed], [1, true]);
  }
});

Deno.test("the read of an idle connection serves the next exchange", async () => {
  const conn = new FakeConn();
  let ends = 0;
  const connection = connect(conn, { idleEnded: () => void ends++ });
  connection.idle();
  connection.busy();
  conn.say(utf8(HEAD));
  assertEquals((await connection.readHead("POST")).status, 200);
  assertEquals(ends, 0, "it is not idle any more");
});

Deno.test("close() tells its owner once, and lets a read fail", async () => {
  const conn = new FakeConn();
  let closed = 0;
  const connection = connect(conn, { closed: () => void closed++ });
  const reading = connection.readMore();
  connection.close();
  connection.close();
  assertEquals([closed, connection.isClosed], [1, true]);
  await assertRejects(() => reading, Deno.errors.Interrupted);
});

Deno.test("cut() closes, and tells the exchange once", () => {
  const connection = connect(new FakeConn());
  const reasons: string[] = [];
  connection.onCut = (reason) => reasons.push(reason.message);
  connection.cut(new CutError("first"));
  connection.cut(new CutError("second"));
  assertEquals([reasons, connection.isClosed], [["first"], true]);
});

Deno.test("cut() tells nobody once the exchange is over", () => {
  const connection = connect(new FakeConn());
  connection.onCut = () => {
    throw new Error("Nobody is to be told");
  };
  connection.idle();
  connection.busy();
  connection.cut(new CutError("late"));
  assert(connection.isClosed);
});
