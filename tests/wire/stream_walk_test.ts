import { OPENAI_CHAT } from "../../src/wire/openai_chat.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { reassemble } from "./recording_sink.ts";

Deno.test("StreamWalk visits what a reader does not know, once", () => {
  const event = 'data: {"choices":[{"delta":{"content":"a","aside":"Call Jane"}}],"pad":"x y"}\n\n';
  const { sink, body } = reassemble(OPENAI_CHAT, `${event}${event}data: [DONE]\n\n`);
  assertEquals(sink.fields, [
    ["events[0].choices[0].delta.aside", "Call Jane"],
    ["events[0].pad", "x y"],
    ["choices[0].message.content", "aa"],
  ]);
  assert(body !== undefined);
});

Deno.test("StreamWalk visits data that is no JSON, and says that it is broken", () => {
  const { sink, isMalformed, ended } = reassemble(
    OPENAI_CHAT,
    "data: Call Jane\n\ndata: [DONE]\n\n",
  );
  assertEquals(sink.fields[0], ["events[0]", "Call Jane"]);
  assertEquals([isMalformed, ended], [true, true]);
});

Deno.test("StreamWalk takes an event that was cut for the end of the stream, not for a fault", () => {
  const { isMalformed, ended } = reassemble(
    OPENAI_CHAT,
    'data: {"choices":[{"delta":{"content":"a',
  );
  assertEquals([isMalformed, ended], [false, false]);
});

Deno.test("an unknown stream is joined by the keys that hold pieces", () => {
  const events = [
    { type: "piece", delta: "My SSN is 123-" },
    { type: "piece", delta: "45-6789" },
    { type: "other", index: 1, text: "b" },
    { choices: [{ index: 0, delta: { content: "x" } }, { index: 1, delta: { content: "y" } }] },
    { choices: [{ index: 0, delta: { content: "x" } }] },
  ];
  const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const { sink, isMalformed } = reassemble({ stream: null }, stream);
  const texts = sink.fields.map(([, text]) => text);
  for (const text of ["My SSN is 123-45-6789", "b", "xx", "y"]) assert(texts.includes(text), text);
  assertFalse(isMalformed);
});

Deno.test("StreamWalk visits what follows the JSON of an event, and the event's name", () => {
  const stream = 'event: call-jane@b.org\ndata: {"a":"x y"} and call Jane\n\ndata: [DONE]\n\n';
  const { sink, isMalformed } = reassemble(OPENAI_CHAT, stream);
  assertEquals(sink.fields.slice(0, 2), [
    ["events[0].a", "x y"],
    ["events[0].rest", "and call Jane"],
  ]);
  assertEquals(sink.identifiers, [["events[0]", "call-jane@b.org"]]);
  assert(isMalformed);
});
