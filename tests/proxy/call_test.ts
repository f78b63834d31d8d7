/** The record of one exchange: each direction ends once, and nothing is copied afterwards. */

import { utf8 } from "../../src/base/bytes.ts";
import type { Clock } from "../../src/base/clock.ts";
import { END } from "../../src/capture/body_tap.ts";
import { Recorder } from "../../src/capture/recorder.ts";
import { allocateShared, viewShared } from "../../src/capture/shared.ts";
import { Call } from "../../src/proxy/call.ts";
import {
  assertAllReturned,
  FakeWorker,
  nobody,
  passedWhole,
  type SeenCall,
} from "../support/proxy_rig.ts";
import { assert, assertEquals } from "../support/std.ts";

/** A call over a real recorder, and a clock that steps one millisecond per reading. */
class Desk {
  readonly recorder: Recorder;
  readonly worker: FakeWorker;
  readonly call: Call;

  constructor() {
    let now = 0;
    const clock: Clock = { nowMs: () => 9, monotonicMs: () => now++ };
    const views = viewShared(allocateShared({ poolBytes: 4_096, slotBytes: 64, workers: 1 }));
    const options = { firstOrdinal: 0, captureBytesMax: 1_000, nowMs: clock.nowMs };
    this.recorder = new Recorder(views, options);
    this.worker = new FakeWorker(views);
    this.call = new Call({ exchange: this.recorder.accept(), clock, peer: nobody() });
    this.call.describe({
      method: "PO\nST",
      path: "/a\nb",
      host: "h",
      contentType: "t",
      contentEncoding: "",
      clientAddress: "",
      traceparent: "",
      credential: "",
      attribution: "",
      retry: "",
    });
  }

  /** The record, which must be complete. */
  seen(): SeenCall {
    this.worker.work();
    const [call] = this.worker.calls;
    assert(call !== undefined && this.worker.calls.length === 1);
    assertAllReturned(this.recorder, this.worker);
    return call;
  }
}

Deno.test("Call hands both directions over in order, whichever ends first", () => {
  for (const isAnswerFirst of [false, true]) {
    const desk = new Desk();
    const { call } = desk;
    call.requestChunk(utf8("up"));
    call.responseChunk(utf8("down"));
    call.status = 200;
    if (isAnswerFirst) call.responseEnded(END.COMPLETE);
    desk.worker.work();
    assertEquals(desk.worker.held, 0, "an answer waits for its request");
    call.requestEnded(END.CUT);
    if (!isAnswerFirst) call.responseEnded(END.COMPLETE);
    const { request, response, facts } = desk.seen();
    assertEquals(request, { ...passedWhole(utf8("up")), end: END.CUT });
    assertEquals([response, facts.status], [passedWhole(utf8("down")), 200]);
  }
});

Deno.test("Call ends each direction once; what comes later changes nothing", () => {
  const desk = new Desk();
  const { call } = desk;
  call.requestEnded(END.COMPLETE);
  call.requestEnded(END.CLIENT_GONE);
  call.responseEnded(END.CLIENT_GONE, false);
  call.responseEnded(END.COMPLETE);
  call.requestEnded(END.CUT);
  const { request, response } = desk.seen();
  assertEquals([request.end, request.began], [END.COMPLETE, true]);
  assertEquals([response.end, response.began], [END.CLIENT_GONE, false]);
});

Deno.test("Call copies nothing into a body that the worker has", () => {
  const desk = new Desk();
  const { call } = desk;
  call.requestChunk(utf8("up"));
  call.requestEnded(END.CUT);
  desk.worker.work();
  // A write that was under way when the upstream broke comes back late.
  call.requestChunk(utf8("late"));
  call.responseEnded(END.UPSTREAM_BROKEN, false);
  desk.worker.work();
  call.responseChunk(utf8("late"));
  const { request, response } = desk.seen();
  assertEquals([request.bytes, request.total], [utf8("up"), 2]);
  assertEquals([response.bytes.length, response.total], [0, 0]);
});

Deno.test("Call tells once how the answer ended, in time for the request to follow", () => {
  const desk = new Desk();
  const { call } = desk;
  const ends: number[] = [];
  call.onAnswered = (end) => {
    ends.push(end);
    call.requestEnded(END.CUT);
  };
  call.responseEnded(END.COMPLETE);
  call.responseEnded(END.CUT);
  assertEquals(ends, [END.COMPLETE]);
  assertEquals(desk.seen().request.end, END.CUT);
});

Deno.test("Call knows whether request and answer are over, and whether the client has left", () => {
  const state = (call: Call): boolean[] => [
    call.isRequestOver,
    call.isAnswered,
    call.hasClientLeft,
  ];
  const { call } = new Desk();
  assertEquals(state(call), [false, false, false]);
  call.requestEnded(END.COMPLETE);
  assertEquals(state(call), [true, false, false]);
  call.responseEnded(END.CLIENT_GONE);
  assertEquals(state(call), [true, true, true]);
  const cut = new Desk().call;
  cut.requestEnded(END.CUT);
  assertEquals(state(cut), [false, false, false]);
  const left = new Desk().call;
  left.requestEnded(END.CLIENT_GONE);
  assertEquals(state(left), [false, false, true]);
});

Deno.test("Call counts the proxy's own time, the first byte's and the whole", () => {
  const desk = new Desk();
  const { call } = desk;
  assertEquals(call.startMs, 0);
  call.requestWritten(); // 1 ms
  call.answered(1.25); // 2 ms, of which 0.75 ms since the head
  call.requestEnded(END.COMPLETE);
  call.responseEnded(END.COMPLETE); // 3 ms
  const { facts } = desk.seen();
  assertEquals([facts.addedUs, facts.ttfbUs, facts.totalUs], [1_750, 2_000, 3_000]);
});

Deno.test("Call keeps line feeds out of its texts", () => {
  const desk = new Desk();
  desk.call.upstreamRequestId = "a\nb";
  desk.call.contentType = "c\nd";
  desk.call.requestEnded(END.COMPLETE);
  desk.call.responseEnded(END.COMPLETE);
  const { texts, facts } = desk.seen();
  assertEquals([texts.method, texts.path, texts.contentType], ["PO ST", "/a b", "t"]);
  assertEquals([facts.upstreamRequestId, facts.contentType], ["a b", "c d"]);
});

Deno.test("Call without an exchange does nothing, but knows its state", () => {
  const peer = nobody();
  const call = new Call({
    exchange: null,
    clock: { nowMs: () => 0, monotonicMs: () => 5 },
    peer,
  });
  assertEquals(peer.seen, ["began"]);
  call.requestChunk(utf8("x"));
  call.requestEnded(END.COMPLETE);
  call.responseChunk(utf8("x"));
  assertEquals([call.startMs, call.isRequestOver, call.isAnswered], [5, true, false]);
  call.responseEnded(END.COMPLETE);
  assertEquals(call.isAnswered, true);
  assertEquals(peer.seen, ["began", "ended"]);
});
