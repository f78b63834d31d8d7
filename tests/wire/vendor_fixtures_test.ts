/**
 * What holds for every format, over the fixtures of all vendors but OpenAI.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import type { MediaKind } from "../../src/worker/audit_media.ts";
import { type ReadBody, readBody } from "../../src/worker/read_body.ts";
import { recognise } from "../../src/wire/registry.ts";
import type { CallShape, ResponseFacts, WireFormat } from "../../src/wire/wire_format.ts";
import { assert, assertEquals } from "../support/std.ts";
import { ANTHROPIC_FIXTURES } from "./fixtures/anthropic.ts";
import { BEDROCK_FIXTURES } from "./fixtures/bedrock.ts";
import type { WireFixture } from "./fixtures/fixture.ts";
import { chunkOf, type Frame, framesOf, nativeOf } from "./fixtures/frames.ts";
import { GEMINI_FIXTURES } from "./fixtures/gemini.ts";
import { SERVER_FIXTURES } from "./fixtures/servers.ts";
import { VENDOR_FIXTURES } from "./fixtures/vendors.ts";
import { RecordingSink } from "./recording_sink.ts";

const FIXTURES: readonly WireFixture[] = [
  ...ANTHROPIC_FIXTURES,
  ...GEMINI_FIXTURES,
  ...BEDROCK_FIXTURES,
  ...VENDOR_FIXTURES,
  ...SERVER_FIXTURES,
];

type Stream = NonNullable<WireFixture["stream"]>;

const KINDS: Readonly<Record<Stream["type"], MediaKind>> = {
  sse: "events",
  lines: "lines",
  frames: "frames",
  list: "json",
};

/** A text fixture is lines of JSON. */
function valueOf(body: unknown): unknown {
  if (typeof body !== "string") return structuredClone(body);
  return body === "" ? undefined : body.split("\n").map((line) => JSON.parse(line));
}

function callOf({ method, path, host, requestType, request }: WireFixture): CallShape {
  return { method, path, host, contentType: requestType, body: valueOf(request) };
}

function formatOf(fixture: WireFixture): WireFormat {
  const format = recognise(callOf(fixture));
  assert(format !== null, `${fixture.format} is not recognised`);
  return format;
}

function streamBytes({ type, events }: Stream): Uint8Array<ArrayBuffer> {
  if (typeof events === "string") return utf8(events);
  switch (type) {
    case "frames":
      return framesOf(events as Frame[]);
    case "list":
      return utf8(JSON.stringify(events));
    case "lines":
      return utf8(events.map((event) => JSON.stringify(event)).join("\n"));
    case "sse":
      return utf8(
        events.map((event) =>
          `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`
        ).join(""),
      );
  }
}

function read(
  format: WireFormat,
  { kind, bytes }: { kind: MediaKind; bytes: Uint8Array<ArrayBuffer> },
): ReadBody {
  const reader = format.stream?.() ?? null;
  return readBody(
    { kind, bytes, type: "", reason: null },
    { sink: new RecordingSink(), reader, isAnswer: true },
  );
}

function readStream(format: WireFormat, stream: Stream): ReadBody {
  return read(format, { kind: KINDS[stream.type], bytes: streamBytes(stream) });
}

Deno.test("each fixture is recognised as what it says, with its body and without", () => {
  for (const fixture of FIXTURES) {
    const name = `${fixture.format} ${fixture.path}`;
    assertEquals(recognise(callOf(fixture))?.id, fixture.format, name);
    const byPath = recognise({ ...callOf(fixture), body: undefined })?.id ?? null;
    const isByBody = /^(?:mcp|jsonrpc)/.test(fixture.format);
    assertEquals(byPath, isByBody ? null : fixture.format, name);
  }
});

Deno.test("each fixture's answer is one, whole or as a stream", () => {
  for (const fixture of FIXTURES) {
    const { format: name, response, stream } = fixture;
    const format = formatOf(fixture);
    const call = callOf(fixture);
    const isText = typeof response === "string";
    const bytes = utf8(isText ? response : JSON.stringify(response));
    const body = read(format, { kind: isText ? "lines" : "json", bytes });
    assert(body.whole, `${name} is not whole`);
    assert(format.response(body.value, call) !== null, `${name} has no facts`);
    if (stream === undefined) continue;
    const streamed = readStream(format, stream);
    assertEquals([streamed.whole, streamed.reason], [true, null], `${name} as a stream`);
    const facts = format.response(streamed.value, call);
    assert(facts !== null, `${name} has no facts as a stream`);
    assertEquals(facts.errorType, null, name);
    assertEquals(shapeOf(facts), shapeOf(format.response(body.value, call)), name);
  }
});

/** What a stream and a whole answer of the same fixture agree on; the texts of calls may differ. */
function shapeOf(facts: ResponseFacts | null): unknown {
  return [facts?.finishReasons, facts?.model];
}

Deno.test("a stream that is cut before its end is not whole", () => {
  let cut = 0;
  for (const fixture of FIXTURES) {
    const { stream, format: name } = fixture;
    if (stream === undefined || typeof stream.events === "string") continue;
    const events = stream.events.slice(0, 1);
    const { whole, reason } = readStream(formatOf(fixture), { ...stream, events });
    // Live has no end: before the first turn there is nothing to be cut.
    if (name === "gemini.live") continue;
    assertEquals([whole, reason], [false, "cut"], name);
    cut++;
  }
  assert(cut > 15);
});

/** As the parser makes it: without any method. */
const EMPTY: unknown = Object.create(null);
const ODDITIES: readonly unknown[] = [null, 5, "x", [null, 5, "x", EMPTY], EMPTY, [[EMPTY]]];

/** The value with something odd in each place of it. */
function* odd(value: unknown): Generator<unknown> {
  yield* ODDITIES;
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      for (const changed of odd(value[k])) yield value.with(k, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      for (const changed of odd(child)) yield { ...value, [key]: changed };
    }
  }
}

Deno.test("formats take any value in any place", () => {
  let read = 0;
  for (const fixture of FIXTURES) {
    const format = formatOf(fixture);
    const call = callOf(fixture);
    for (const body of odd(valueOf(fixture.request))) {
      recognise({ ...call, body });
      assert(format.request(body, call).params !== undefined);
      read++;
    }
    for (const body of odd(valueOf(fixture.response))) {
      const facts = format.response(body, call);
      assert(facts === null || facts.finishReasons.every((reason) => typeof reason === "string"));
      read++;
    }
    const { stream } = fixture;
    if (stream === undefined || stream.type === "frames") continue;
    for (const events of odd(stream.events)) {
      if (!Array.isArray(events)) continue;
      const { value } = readStream(format, { ...stream, events });
      assert(typeof value === "object", fixture.format);
      format.response(value, call);
      read++;
    }
  }
  assert(read > 5_000);
});

Deno.test("frames may hold any value in any place", () => {
  let read = 0;
  for (const fixture of FIXTURES) {
    const { stream } = fixture;
    if (stream?.type !== "frames" || typeof stream.events === "string") continue;
    const format = formatOf(fixture);
    const frames = stream.events as Frame[];
    frames.forEach((frame, k) => {
      const native = nativeOf(frame);
      const changed = [
        ...[...odd(frame.payload)].map((payload) => ({ ...frame, payload })),
        ...(native === null ? [] : [...odd(native)].map(chunkOf)),
      ];
      for (const other of changed) {
        const { value } = readStream(format, { ...stream, events: frames.with(k, other) });
        assert(format.response(value, callOf(fixture)) !== null);
        read++;
      }
    });
  }
  assert(read > 500);
});

const SAID = "Call Jane at the office";

/** The value with a text in each place of it, whatever was there. */
function* withText(value: unknown): Generator<unknown> {
  yield SAID;
  yield [SAID];
  yield { text: SAID };
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      for (const changed of withText(value[k])) yield value.with(k, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      for (const changed of withText(child)) yield { ...value, [key]: changed };
    }
  }
}

/** An event with a text in each place of it. */
function* eventsWithText({ type }: Stream, event: unknown): Generator<unknown> {
  if (type !== "frames") {
    // A text alone is the whole data of an event, which other carriers cannot have.
    for (const changed of withText(event)) {
      if (typeof changed !== "string" || type === "sse") yield changed;
    }
    return;
  }
  const frame = event as Frame;
  const native = nativeOf(frame);
  if (native !== null) yield* [...withText(native)].map(chunkOf);
  else for (const payload of withText(frame.payload)) yield { ...frame, payload };
}

/** A stream with a changed event instead of one of its own, before that, and after that. */
function* streamsWithText(stream: Stream): Generator<Stream> {
  const events = stream.events as unknown[];
  for (const [k, event] of events.entries()) {
    for (const changed of eventsWithText(stream, event)) {
      yield { ...stream, events: events.with(k, changed) };
      yield { ...stream, events: events.toSpliced(k, 0, changed) };
      yield { ...stream, events: events.toSpliced(k + 1, 0, changed) };
    }
  }
}

Deno.test("a text in any place of a stream is visited, whatever belongs there", () => {
  let read = 0;
  for (const fixture of FIXTURES) {
    if (fixture.stream === undefined) continue;
    const format = formatOf(fixture);
    for (const stream of streamsWithText(fixture.stream)) {
      const sink = new RecordingSink();
      const reader = format.stream?.() ?? null;
      const bytes = streamBytes(stream);
      const body = { kind: KINDS[stream.type], bytes, type: "", reason: null };
      readBody(body, { sink, reader, isAnswer: true });
      const visited = [...sink.fields, ...sink.identifiers];
      const isVisited = visited.some(([, text]) => text.includes(SAID));
      assert(isVisited, `${fixture.format}: ${JSON.stringify(stream.events)}`);
      read++;
    }
  }
  assert(read > 1_000);
});
