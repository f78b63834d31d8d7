/**
 * Every answer that could be read in two ways is refused with 502 or cut, or handed on so that one
 * way is left, and no byte of it ever becomes part of another client's answer. The name of a row is
 * its outcome.
 */

import { concat } from "../../src/base/bytes.ts";
import { Gate, headBytes, type RawHandler } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertNotEquals } from "../support/std.ts";
import { latin1, latin1Bytes } from "../support/wire_reader.ts";
import { type Fate, HOSTILE_ANSWERS, type HostileAnswer } from "./hostile_answers.ts";
import { type Stage, stageTest } from "./stage.ts";

const OWN = "the answer to the next request";

function outcome(fate: Fate): string {
  if ("refused" in fate) return `502 ${fate.refused}`;
  if ("cut" in fate) return `cut after ${JSON.stringify(fate.cut)}`;
  const body = fate.passed.length > 20
    ? `${fate.passed.length} bytes`
    : JSON.stringify(fate.passed);
  return `passed as ${body}, connection ${fate.connection}`;
}

/** Writes the row's bytes; to the request after it, an answer that is easy to tell. */
function handlerOf({ writes, closes }: HostileAnswer, gate: Gate): RawHandler {
  return async (request, connection) => {
    if (request.target === "/sentinel") {
      await connection.write(headBytes({ headers: [["content-length", `${OWN.length}`]] }));
      await connection.write(OWN);
      return;
    }
    for (const [k, write] of writes.entries()) {
      if (k > 0) await Promise.race([gate.step(), connection.closed]);
      // The proxy may have left before the whole of a long one was written.
      await connection.write(latin1Bytes(write)).catch(() => {});
    }
    if (closes) connection.close();
  };
}

/** Asks for a hostile answer, then for another one; both must be what they must be. */
async function assertFate(stage: Stage, answer: HostileAnswer): Promise<void> {
  const { fate, method } = answer;
  const gate = new Gate();
  stage.handler = handlerOf(answer, gate);
  using client = await stage.connect();
  await client.send({ method });
  const head = await client.readHead();
  const reader = client.body(head, method);
  const first = await reader.next();
  // Only now the second write: it must not be read together with the first.
  gate.pass();
  const pieces = await reader.rest();
  const body = latin1(concat(first ?? new Uint8Array(0), ...pieces));
  if ("refused" in fate) {
    assertEquals([head.status, reader.complete], [502, true]);
    assertEquals(JSON.parse(body).error.type, fate.refused);
  } else if ("cut" in fate) {
    assertEquals([body, reader.complete], [fate.cut, false]);
  } else {
    assert(head.status < 400);
    assertEquals([body, reader.complete], [fate.passed, true]);
  }
  assertEquals(latin1(await stage.sentinel()), OWN);
  const [asked, next, ...others] = stage.upstream.requests;
  assert(asked !== undefined && next !== undefined && others.length === 0, "each came once");
  const isKept = "passed" in fate && fate.connection === "kept";
  assertEquals(asked.connection === next.connection, isKept, "the connection was used again");
}

/** Bytes that nobody asked for, on a connection that waits for its next request. */
async function assertDropped(stage: Stage, bytes: string): Promise<void> {
  const taking = stage.take();
  using client = await stage.connect();
  await client.send({ method: "GET" });
  const taken = await taking;
  await taken.connection.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
  assertEquals(latin1((await client.readAnswer("GET")).body), "ok");
  await taken.connection.write(latin1Bytes(bytes));
  await taken.connection.peerGone();
  stage.handler = (_request, connection) =>
    connection.write(`HTTP/1.1 200 OK\r\ncontent-length: ${OWN.length}\r\n\r\n${OWN}`);
  assertEquals(latin1((await client.request({ method: "GET" })).body), OWN);
  const [first, second] = stage.upstream.requests;
  assertNotEquals(first?.connection, second?.connection);
}

stageTest("answers that could be read in two ways", async (stage) => {
  for (const answer of HOSTILE_ANSWERS) {
    await stage.row(`${answer.name}: ${outcome(answer.fate)}`, () => assertFate(stage, answer));
  }
  const unasked: readonly [name: string, bytes: string][] = [
    ["a second answer", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil"],
    ["408, as servers send it to idle clients", "HTTP/1.1 408 Request Timeout\r\n\r\n"],
    ["one byte", "x"],
  ];
  for (const [name, bytes] of unasked) {
    await stage.row(
      `${name} on an idle connection: dropped with it`,
      () => assertDropped(stage, bytes),
    );
  }
});
