/**
 * Bodies that nobody would write: cut everywhere, changed anywhere, or random. An audit must come
 * back with a sound draft for each.
 */
import { gzipSync } from "node:zlib";
import { utf8 } from "../../src/base/bytes.ts";
import { createDetector } from "../../src/detect/detector.ts";
import type { BodyDraft, ExchangeMeta } from "../../src/format/draft.ts";
import {
  type AuditContext,
  auditRequest,
  auditResponse,
  type CapturedBody,
} from "../../src/worker/audit_body.ts";
import { randomFrom } from "../support/random.ts";
import { assert, assertEquals, assertFalse } from "../support/std.ts";
import {
  CHAT_REQUEST,
  CHAT_RESPONSE,
  CHAT_STREAM,
  MESSAGES_REQUEST,
  MESSAGES_RESPONSE,
  MESSAGES_STREAM,
} from "../wire/bodies.ts";

const CONTEXT: AuditContext = {
  detector: createDetector(),
  markerStyle: "plain",
  decodedBytesMax: 20_000,
};

/** Sound exchanges. */
const EXCHANGES: Exchange[] = [
  chat({ type: "text/event-stream", answer: utf8(CHAT_STREAM) }),
  chat({ type: "application/json", answer: utf8(JSON.stringify(CHAT_RESPONSE)) }),
  messages({ type: "text/event-stream", answer: utf8(MESSAGES_STREAM) }),
  messages({ type: "application/json", answer: utf8(JSON.stringify(MESSAGES_RESPONSE)) }),
];

function chat(answer: Pick<Exchange, "type" | "answer">): Exchange {
  return { path: "/v1/chat/completions", request: utf8(JSON.stringify(CHAT_REQUEST)), ...answer };
}

function messages(answer: Pick<Exchange, "type" | "answer">): Exchange {
  return { path: "/v1/messages", request: utf8(JSON.stringify(MESSAGES_REQUEST)), ...answer };
}

interface Exchange {
  path: string;
  /** Declared type of the answer. */
  type: string;
  request: Uint8Array;
  answer: Uint8Array;
  encoding?: string;
  ended?: CapturedBody["ended"];
}

/** Audits both directions and checks what holds for every draft. */
function audit(
  { path, type, request, answer, encoding = "", ended = "complete" }: Exchange,
): BodyDraft[] {
  const meta = {
    method: "POST",
    path,
    host: "localhost",
    status: 200,
    requestType: "application/json",
    requestEncoding: encoding,
    responseType: type,
    responseEncoding: encoding,
  } as ExchangeMeta;
  function body(bytes: Uint8Array): CapturedBody {
    return { bytes, total: bytes.length, ended, began: true };
  }
  const first = auditRequest(CONTEXT, meta, body(request));
  const second = auditResponse(CONTEXT, meta, body(answer), first);
  for (const draft of [first.body, second.body]) checkDraft(draft);
  return [first.body, second.body];
}

function checkDraft(draft: BodyDraft): void {
  const fields = JSON.parse(draft.redacted) as Record<string, unknown>;
  assert(Object.values(fields).every((text) => typeof text === "string"));
  assertEquals(Object.keys(fields).length, draft.fieldsScanned);
  assertEquals(draft.capture === "full", draft.reason === null);
  assert(draft.redacted.isWellFormed());
  for (const { count, fields } of Object.values(draft.found)) assert(count >= fields && fields > 0);
}

Deno.test("audits of sound exchanges hide what is in them", () => {
  for (const exchange of EXCHANGES) {
    for (const draft of audit(exchange)) {
      for (const hidden of ["123-45-6789", "@example.com", "867-5309", "4532015112830366"]) {
        assertFalse(draft.redacted.includes(hidden), hidden);
      }
    }
  }
});

Deno.test("audits of bodies cut at every byte give partial drafts", () => {
  for (const exchange of EXCHANGES) {
    const { request, answer } = exchange;
    const longest = Math.max(request.length, answer.length);
    for (let length = 1; length < longest; length++) {
      const cut = { request: request.slice(0, length), answer: answer.slice(0, length) };
      const drafts = audit({ ...exchange, ...cut });
      if (length < request.length) assertEquals(drafts[0]?.capture, "partial", `at ${length}`);
      // The stream's last line feed is no part of its last event.
      if (length < answer.length - 2) assertEquals(drafts[1]?.capture, "partial", `at ${length}`);
    }
  }
});

Deno.test("audits of compressed bodies cut anywhere keep the reason", () => {
  for (const exchange of EXCHANGES) {
    const request = gzipSync(exchange.request);
    const answer = gzipSync(exchange.answer);
    for (let length = 1; length < request.length; length += 7) {
      const cut = { request: request.subarray(0, length), answer: answer.subarray(0, length) };
      const drafts = audit({ ...exchange, ...cut, encoding: "gzip", ended: "limit" });
      assertEquals(drafts.map(({ reason }) => reason), ["limit", "limit"]);
    }
  }
});

Deno.test("audits of changed and random bytes give drafts", () => {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  const random = randomFrom(seed);
  const encodings = ["", "", "", "gzip", "deflate", "br", "zstd"];
  function changed(bytes: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(bytes);
    for (let k = random(8); k >= 0; k--) copy[random(copy.length)] = random(256);
    return copy;
  }
  function noise(): Uint8Array {
    return Uint8Array.from({ length: 1 + random(300) }, () => random(256));
  }
  let audited = 0;
  try {
    for (let round = 0; round < 1500; round++) {
      const exchange = EXCHANGES[random(EXCHANGES.length)] as Exchange;
      const { request, answer } = exchange;
      const encoding = encodings[random(encodings.length)] as string;
      const close = { request: changed(request), answer: changed(answer) };
      audited += audit({ ...exchange, ...close }).length;
      audited += audit({ ...exchange, request: noise(), answer: noise(), encoding }).length;
    }
  } catch (cause) {
    throw new Error(`Seed ${seed}`, { cause });
  }
  assertEquals(audited, 6000);
});
