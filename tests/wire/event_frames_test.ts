import { crc32 } from "../../src/base/crc32.ts";
import { readFrames } from "../../src/wire/event_frames.ts";
import type { StreamEvent } from "../../src/wire/stream_event.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import { frameBytes } from "./frame_bytes.ts";

function read(bytes: Uint8Array): { events: StreamEvent[]; isSound: boolean } {
  const events: StreamEvent[] = [];
  return { isSound: readFrames(bytes, (event) => events.push(event)), events };
}

const TWO = new Uint8Array([
  ...frameBytes("messageStart", '{"role":"assistant"}'),
  ...frameBytes("contentBlockDelta", '{"delta":{"text":"Hi"}}'),
]);

Deno.test("readFrames() hands over names and payloads", () => {
  const { events, isSound } = read(TWO);
  assert(isSound);
  assertEquals(events.map(({ name, value, complete, valid }) => [name, value, complete, valid]), [
    ["messageStart", { __proto__: null, role: "assistant" }, true, true],
    ["contentBlockDelta", { __proto__: null, delta: { __proto__: null, text: "Hi" } }, true, true],
  ]);
  assertEquals(read(frameBytes("", "")).events[0]?.value, {});
});

Deno.test("readFrames() of every prefix gives no more than the whole, and is sound", () => {
  for (let length = 0; length < TWO.length; length++) {
    const { events, isSound } = read(TWO.subarray(0, length));
    assert(isSound);
    assert(events.length <= 2);
    for (const event of events.slice(0, -1)) assert(event.complete);
  }
});

Deno.test("readFrames() notices every flipped bit", () => {
  const frame = frameBytes("x", '{"a":1}');
  for (let at = 0; at < frame.length; at++) {
    const bad = frame.slice();
    bad[at] = (bad[at] as number) ^ 1;
    const { isSound, events } = read(bad);
    assertFalse(isSound && events.every((event) => event.complete), `byte ${at}`);
  }
});

Deno.test("readFrames() does not take a frame that says it is huge", () => {
  const view = new DataView(new ArrayBuffer(12));
  view.setUint32(0, 0xffff_fff0);
  view.setUint32(8, crc32(new Uint8Array(view.buffer, 0, 8)));
  assertFalse(read(new Uint8Array(view.buffer)).isSound);
});

Deno.test("readFrames() names an exception by its type", () => {
  const headers = { ":message-type": "exception", ":exception-type": "throttlingException" };
  const { events } = read(frameBytes("", '{"message":"slow down"}', headers));
  assertEquals(events[0]?.name, "throttlingException");
});
