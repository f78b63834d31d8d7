/**
 * Every request that could be read in two ways is refused before a byte of it reaches the upstream,
 * or reaches it in a form that can be read in one way only. The name of a row is its outcome.
 */

import type { RawClient } from "../support/raw_client.ts";
import { assert, assertEquals } from "../support/std.ts";
import { latin1, latin1Bytes } from "../support/wire_reader.ts";
import { type Fate, HOSTILE_REQUESTS, type HostileRequest } from "./hostile_requests.ts";
import { type Stage, stageTest } from "./stage.ts";
import { readStrictly } from "./strict_parser.ts";

const SENTINEL = "POST /sentinel sentinel";

function outcome(fate: Fate): string {
  if ("refused" in fate) return fate.refused === null ? "closed" : `answered with ${fate.refused}`;
  const then = fate.then === undefined ? "" : `, then answered with ${fate.then}`;
  return `forwarded as ${fate.forwarded.map((text) => JSON.stringify(text)).join(" and ")}${then}`;
}

/** All whole requests that reached the upstream; anything else that did is a fault. */
function arrived(stage: Stage): string[] {
  return stage.received().flatMap((bytes) => {
    const { requests, rest } = readStrictly(bytes);
    assertEquals(rest, null, "the upstream can read all of it in one way");
    return requests.map(({ method, target, body }) => `${method} ${target} ${body}`);
  });
}

/** Sends a hostile request and sees what becomes of it at both ends. */
async function assertFate(stage: Stage, { bytes, fate }: HostileRequest): Promise<void> {
  stage.record();
  using client = await stage.connect();
  await client.sendBytes(latin1Bytes(bytes));
  const forwarded = "forwarded" in fate ? fate.forwarded : [];
  for (const text of forwarded) {
    const got = await client.readAnswer(text.slice(0, text.indexOf(" ")));
    assertEquals([got.status, got.complete], [200, true]);
  }
  const refusal = "refused" in fate ? fate.refused : fate.then ?? 0;
  if (refusal === null) {
    assert(await client.readSome() === null, "it is closed without an answer");
  } else if (refusal > 0) {
    assertEquals((await client.readAnswer()).status, refusal);
  }
  await stage.sentinel();
  assertEquals(arrived(stage).sort(), [...forwarded, SENTINEL].sort());
}

const CHUNKED_HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

/** What comes after a first chunk: it breaks off the request, or leaves its body open. */
const NEVER_WHOLE: readonly [name: string, later: string, isOpen?: "open"][] = [
  ["chunk of 2^64-1 bytes", "ffffffffffffffff\r\n0\r\n\r\n", "open"],
  ["last chunk that ends in two bare line feeds", "0\n\n", "open"],
  ["last chunk, then a bare line feed", "0\r\n\n", "open"],
  ["negative size", "-1\r\nx\r\n0\r\n\r\n"],
  ["size of 17 digits", "fffffffffffffffff\r\nx\r\n0\r\n\r\n"],
  ["no line end after the chunk", "1\r\nxy\r\n0\r\n\r\n"],
  ["trailer without a colon", "0\r\nX-A\r\n\r\n"],
  ["extension of 20,000 bytes", `1;${"a".repeat(20_000)}\r\nx\r\n0\r\n\r\n`],
  ["nothing", "", "open"],
];

/** What follows the first chunk makes no whole request of it. */
async function assertNeverWhole(
  stage: Stage,
  { later, isOpen }: { later: string; isOpen: boolean },
): Promise<void> {
  stage.record();
  const taking = stage.take();
  using client = await stage.connect();
  await client.sendBytes(`${CHUNKED_HEAD}5\r\nhello\r\n`);
  const taken = await taking;
  assertEquals(latin1(await taken.body.next() ?? latin1Bytes("")), "hello");
  await client.sendBytes(latin1Bytes(later));
  // Until the client leaves, a body may go on; one that broke has ended at both ends by itself.
  if (isOpen) client.close();
  else assertEquals(await statusOrEnd(client), 502);
  await taken.connection.peerGone();
  const [bytes, ...others] = stage.received();
  assert(bytes !== undefined && others.length === 0);
  const { requests, rest } = readStrictly(bytes);
  assertEquals([requests, rest?.kind], [[], "cut"]);
}

async function statusOrEnd(client: RawClient): Promise<number | null> {
  try {
    return (await client.readAnswer()).status;
  } catch (error) {
    if (error instanceof Error && error.message.includes("the connection ended")) return null;
    throw error;
  }
}

Deno.test("readStrictly() takes what can be read in one way, and nothing else", () => {
  const whole = "POST /x HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\nhi";
  const chunked = whole.replace("content-length: 2", "transfer-encoding: chunked").slice(0, -2);
  const read = (text: string): string => {
    const { requests, rest } = readStrictly(latin1Bytes(text));
    return `${requests.map(({ body }) => body).join()} ${rest?.kind ?? "end"}`;
  };
  assertEquals(read(whole + whole), "hi,hi end");
  assertEquals(read(`${chunked}1\r\nh\r\n1\r\ni\r\n0\r\n\r\n`), "hi end");
  for (let at = 1; at < whole.length; at++) assertEquals(read(whole.slice(0, at)), " cut");
  const faulty = [
    whole.replace("\r\n", "\n"),
    whole.replace("host: h", "host : h"),
    whole.replace("host: h", "host: h\r\n g"),
    whole.replace("host: h", "host: h\r\nhost: h"),
    whole.replace("host: h", "x: y"),
    whole.replace("host: h", "host: h\rx: y"),
    whole.replace("2", "2\r\ncontent-length: 2"),
    whole.replace("2", "+2"),
    whole.replace("2", "2\r\ntransfer-encoding: chunked"),
    whole.replace("/x", "/x y"),
    whole.replace("1.1", "1.0"),
    chunked.replace("chunked", "chunked, gzip"),
    `${chunked}2;a\r\nhi\r\n0\r\n\r\n`,
    `${chunked}2\r\nhi0\r\n\r\n`,
    `${chunked}0\r\nX: y\r\n\r\n`,
  ];
  for (const text of faulty) assertEquals(read(text), " fault", JSON.stringify(text));
  assertEquals(read(`${whole}\0`.padEnd(200, "\n")), "hi fault", "what is left over is none");
});

stageTest("What can be read in two ways is refused, with 400 or 502, or a cut", async (stage) => {
  for (const request of HOSTILE_REQUESTS) {
    await stage.row(`${request.name}: ${outcome(request.fate)}`, () => assertFate(stage, request));
  }
  for (const [name, later, open] of NEVER_WHOLE) {
    await stage.row(
      `first chunk, then ${name}: cut, never whole`,
      () => assertNeverWhole(stage, { later, isOpen: open === "open" }),
    );
  }
});
