/** Descriptors: what main writes is what a worker reads, also at the limits of every field. */

import { EXCHANGES_MAX } from "../../src/base/limits.ts";
import { BodyTap, END } from "../../src/capture/body_tap.ts";
import {
  oneLine,
  readRequest,
  readResponse,
  type RequestTexts,
  type ResponseFacts,
  writeRequest,
  writeResponse,
} from "../../src/capture/descriptor.ts";
import { SlotPool } from "../../src/capture/pool.ts";
import {
  allocateShared,
  DESCRIPTOR_BYTES,
  NO_SLOT,
  type SharedViews,
  viewShared,
} from "../../src/capture/shared.ts";
import { assertBytes } from "../support/proxy_rig.ts";
import { assert, assertEquals } from "../support/std.ts";

const TEXTS: RequestTexts = {
  method: "POST",
  path: "/v1/chat/completions",
  host: "api.example:8443",
  contentType: "application/json; charset=utf-8",
  contentEncoding: "gzip",
  clientAddress: "2001:db8::1",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  credential: "Bearer sk-0123456789",
  attribution: "",
  retry: "",
};

const FACTS: ResponseFacts = {
  status: 418,
  contentType: "text/event-stream",
  contentEncoding: "br",
  upstreamRequestId: "req_011CQ",
  rateLimits: "",
  errorType: "upstream_closed",
  addedUs: 91,
  ttfbUs: 1_234,
  totalUs: 5_678,
};

function newTap(views: SharedViews, limit: number): BodyTap {
  return new BodyTap(views, new SlotPool(views, () => {}), { limit, isOff: false });
}

/** What {@linkcode writeRequest} takes, without texts. */
function requestOf(body: BodyTap): Omit<Parameters<typeof writeRequest>[2], "texts"> {
  return {
    ord: 1,
    acceptedAtMs: 2,
    body,
    end: END.COMPLETE,
    began: true,
    isDegraded: false,
  };
}

function newViews(): { views: SharedViews; tap: BodyTap } {
  const views = viewShared(allocateShared({ poolBytes: 4_096, slotBytes: 64, workers: 1 }));
  const tap = newTap(views, 50);
  tap.copy(new Uint8Array(70));
  return { views, tap };
}

function roundTrip(texts: RequestTexts): RequestTexts {
  const { views, tap } = newViews();
  writeRequest(views, 5, { ...requestOf(tap), texts });
  return readRequest(views, 5).texts;
}

function roundTripFacts(facts: ResponseFacts): ResponseFacts {
  const { views, tap } = newViews();
  writeResponse(views, 5, { facts, body: tap, end: END.COMPLETE, began: true });
  return readResponse(views, 5).facts;
}

Deno.test("readRequest() gives what writeRequest() was given", () => {
  const { views, tap } = newViews();
  const ord = 2 ** 53 - 1;
  for (const [end, began] of [[END.COMPLETE, true], [END.CLIENT_GONE, false]] as const) {
    for (const isDegraded of [false, true]) {
      const acceptedAtMs = 1_795_000_000_123;
      const about = { ord, acceptedAtMs, texts: TEXTS, isDegraded };
      writeRequest(views, 7, { ...about, body: tap, end, began });
      assertEquals(readRequest(views, 7), {
        ...about,
        body: { first: tap.first, captured: 50, total: 70, end, began },
      });
    }
  }
});

Deno.test("readResponse() gives what writeResponse() was given", () => {
  const { views, tap } = newViews();
  for (const end of Object.values(END)) {
    writeResponse(views, 7, { facts: FACTS, body: tap, end, began: end !== END.CUT });
    assertEquals(readResponse(views, 7), {
      facts: FACTS,
      body: { first: tap.first, captured: 50, total: 70, end, began: end !== END.CUT },
    });
  }
});

Deno.test("descriptors carry empty texts and empty bodies", () => {
  const { views } = newViews();
  const body = newTap(views, 10);
  const texts = Object.fromEntries(Object.keys(TEXTS).map((key) => [key, ""]));
  assertEquals(roundTrip(texts as unknown as RequestTexts), texts as unknown as RequestTexts);
  const facts = { ...FACTS, contentType: "", contentEncoding: "", upstreamRequestId: "" };
  writeResponse(views, 3, { facts, body, end: END.COMPLETE, began: false });
  const read = readResponse(views, 3);
  assertEquals(read.facts, facts);
  assertEquals(read.body, {
    first: NO_SLOT,
    captured: 0,
    total: 0,
    end: END.COMPLETE,
    began: false,
  });
});

Deno.test("descriptors next to each other do not touch", () => {
  const { views, tap } = newViews();
  const long: RequestTexts = { ...TEXTS };
  for (const key of Object.keys(long) as (keyof RequestTexts)[]) long[key] = "\u00ff".repeat(3_000);
  const facts = { ...FACTS, contentType: "\u20ac".repeat(999), errorType: "x".repeat(999) };
  for (const descriptor of [0, 9, EXCHANGES_MAX - 1]) {
    views.descriptorBytes.fill(0x5a);
    writeRequest(views, descriptor, { ...requestOf(tap), texts: long });
    const before = views.descriptorBytes.slice();
    writeResponse(views, descriptor, { facts, body: tap, end: END.COMPLETE, began: true });
    const at = descriptor * DESCRIPTOR_BYTES;
    const bytes = views.descriptorBytes;
    for (const side of [at - DESCRIPTOR_BYTES, at + DESCRIPTOR_BYTES]) {
      const neighbour = bytes.subarray(Math.max(0, side), Math.max(0, side + DESCRIPTOR_BYTES));
      assert(neighbour.every((byte) => byte === 0x5a));
    }
    const text = bytes.subarray(at + 128, at + 1_664);
    assertBytes(text, before.subarray(at + 128, at + 1_664), "the answer leaves the request be");
  }
});

Deno.test("descriptors forget the longer text of their last exchange", () => {
  const { views, tap } = newViews();
  const request = requestOf(tap);
  writeRequest(views, 0, { ...request, texts: { ...TEXTS, path: "/long".repeat(100) } });
  writeRequest(views, 0, { ...request, texts: { ...TEXTS, path: "/" } });
  assertEquals(readRequest(views, 0).texts, { ...TEXTS, path: "/" });
});

Deno.test("descriptors keep a prefix of long texts and the end of the credential", () => {
  const read = roundTrip({
    ...TEXTS,
    path: `/${"p".repeat(1_100)}`,
    contentType: "t".repeat(97),
    credential: `Bearer ${"h".repeat(500)}.${"s".repeat(100)}END`,
    attribution: "",
    retry: "",
  });
  assertEquals(read.path, `/${"p".repeat(1_023)}`);
  assertEquals(read.contentType, "t".repeat(96));
  assertEquals(read.credential, `${"h".repeat(56)}.${"s".repeat(100)}END`);
});

Deno.test("descriptors keep the end of the credential when every other text is long", () => {
  for (const character of ["x", "\u00e9"]) {
    const long = character.repeat(2_000);
    const read = roundTrip({
      method: "POST",
      path: `/${long}`,
      host: long,
      contentType: long,
      contentEncoding: long,
      clientAddress: long,
      traceparent: long,
      credential: `${long}SIGNATURE`,
      attribution: "",
      retry: "",
    });
    assertEquals(read.credential, `${long.slice(0, 151)}SIGNATURE`);
    for (const key of ["host", "contentType", "contentEncoding", "traceparent"] as const) {
      assertEquals(read[key], long.slice(0, 96), key);
    }
    assert(read.path.startsWith(`/${long.slice(0, 100)}`), "of the path, at least the beginning");
  }
});

Deno.test("descriptors keep the error type when every other text of the answer is long", () => {
  for (const character of ["x", "\u00e9"]) {
    const long = character.repeat(300);
    const read = roundTripFacts({
      ...FACTS,
      contentType: long,
      contentEncoding: long,
      upstreamRequestId: long,
      rateLimits: "",
    });
    assertEquals(read.errorType, "upstream_closed");
    assertEquals(read.contentType, long.slice(0, 96));
  }
});

Deno.test("descriptors keep texts beyond ASCII", () => {
  const texts = { ...TEXTS, path: "/caf\u00e9/\u20ac/\u{1f600}", credential: "\u00ff\u0080" };
  assertEquals(roundTrip(texts), texts);
});

Deno.test("oneLine() takes out line feeds, which separate the texts", () => {
  assertEquals(oneLine("a\nb\n\nc"), "a b  c");
  assertEquals(oneLine("plain"), "plain");
});
