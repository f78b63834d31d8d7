import { assertEquals } from "../support/std.ts";
import { CHAT_STREAM } from "./bodies.ts";
import { eventsOf } from "./recording_sink.ts";

function event(data: string, type = ""): { type: string; data: string; complete: boolean } {
  return { type, data, complete: true };
}

Deno.test("readEventStream() reads the same events with LF, CR, CRLF and a mixture", () => {
  const lines = ["event: a", "data: 1", "data: 2", "", "data: 3", "", ""];
  const expected = [event("1\n2", "a"), event("3")];
  for (const end of ["\n", "\r", "\r\n"]) assertEquals(eventsOf(lines.join(end)), expected);
  assertEquals(eventsOf("event: a\r\ndata: 1\rdata: 2\n\r\ndata: 3\r\r"), expected);
});

Deno.test("readEventStream() skips a byte order mark, comments and unknown fields", () => {
  assertEquals(eventsOf("\ufeffdata: 1\n\n: hi\n:\n\nid: 7\nretry: 1\nfoo: x\ndata: 2\n\n"), [
    event("1"),
    event("2"),
  ]);
});

Deno.test("readEventStream() removes one space after the colon, and takes none", () => {
  assertEquals(eventsOf("data:a\n\ndata:  b\n\ndata: c: d\n\n"), [
    event("a"),
    event(" b"),
    event("c: d"),
  ]);
});

Deno.test("readEventStream() delivers empty data, and nothing without data", () => {
  assertEquals(eventsOf("data\n\n"), [event("")]);
  assertEquals(eventsOf("data:\ndata:\n\n"), [event("\n")]);
  assertEquals(eventsOf("event: ping\n\n"), []);
  assertEquals(eventsOf(""), []);
});

Deno.test("readEventStream() forgets the type of an event without data", () => {
  assertEquals(eventsOf("event: a\n\ndata: 1\n\n"), [event("1")]);
});

Deno.test("readEventStream() flags a last event without its blank line", () => {
  assertEquals(eventsOf("data: 1\n\ndata: 2"), [event("1"), { ...event("2"), complete: false }]);
  assertEquals(eventsOf("data: 2\n"), [{ ...event("2"), complete: false }]);
});

Deno.test("readEventStream() replaces malformed UTF-8", () => {
  const bytes = Uint8Array.of(...new TextEncoder().encode("data: "), 0xff, 0xc3, 0x0a, 0x0a);
  assertEquals(eventsOf(bytes), [event("\ufffd\ufffd")]);
});

Deno.test("readEventStream() gives a beginning of the events when cut at any byte", () => {
  const bytes = new TextEncoder().encode(`event: x\r\n${CHAT_STREAM}data: \u00e9\u4e16\r\n\r\n`);
  const whole = eventsOf(bytes);
  for (let length = 0; length <= bytes.length; length++) {
    const events = eventsOf(bytes.subarray(0, length));
    const complete = events.filter((each) => each.complete);
    assertEquals(complete, whole.slice(0, complete.length), `cut at ${length}`);
    assertEquals(events.length - complete.length <= 1, true, `cut at ${length}`);
  }
});
