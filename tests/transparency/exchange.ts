/**
 * An exchange as its two ends see it, in a form in which a direct one and one through the proxy can
 * be compared.
 * @module
 */

import { Buffer } from "node:buffer";
import { decodeUtf8, toHex } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/digest.ts";
import type { RawAnswer } from "../support/raw_client.ts";
import type { RawRequest } from "../support/raw_upstream.ts";
import { assertEquals } from "../support/std.ts";
import { type HeaderPair, headerValues, latin1 } from "../support/wire_reader.ts";

/** A body without its framing. */
export interface SeenBody {
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
  /** False when it was cut short. */
  complete: boolean;
}

/** A request as the upstream sees it. */
export interface SeenRequest {
  method: string;
  target: string;
  /** Values of all `host` fields; they are not among the headers. */
  host: string[];
  /** In order; without `host` and what only says how the body is framed. */
  headers: HeaderPair[];
  framing: "none" | "length" | "chunked";
  body: SeenBody;
  trailers: HeaderPair[];
}

/** An answer as the client sees it. */
export interface SeenAnswer {
  status: number;
  reason: string;
  /** In order; `content-length` is among them, `transfer-encoding: chunked` is not. */
  headers: HeaderPair[];
  /** `rebuilt` stands for any of the others, and for any length the body may have. */
  framing: "none" | "length" | "chunked" | "eof" | "rebuilt";
  body: SeenBody;
  trailers: HeaderPair[];
  /** Statuses of the interim answers. */
  interim: number[];
  /** The answer is the proxy's own: `error.type` of its body, or empty when it has none. */
  refusal: string | null;
}

/** Both ends; null where nothing came. */
export interface Exchange {
  request: SeenRequest | null;
  answer: SeenAnswer | null;
}

/** A time that is checked for its form only. */
export const ANY_DATE = "(now)";
/** The upstream's own name, which differs from run to run. */
export const UPSTREAM_HOST = "(upstream)";

const DATE_REGEXP = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const OUTER_SPACE_REGEXP = /^[\t ]+|[\t ]+$/g;
const REFUSAL_REGEXP = /^\{"error":\{"type":"(outband_\w+)",.*\}\n$/;

/**
 * What the upstream saw.
 *
 * @param upstreamHost What `Host` is when it names the upstream; shown as {@linkcode UPSTREAM_HOST}.
 */
export function seenRequest(raw: RawRequest, upstreamHost: string): SeenRequest {
  const headers = fieldsOf(raw.raw);
  const chunked = headerValues(headers, "transfer-encoding").join();
  const hasLength = headerValues(headers, "content-length").length > 0;
  return {
    method: raw.method,
    target: raw.target,
    host: headerValues(headers, "host")
      .map((host) => host === upstreamHost ? UPSTREAM_HOST : host),
    headers: headers.filter(([name, value]) => {
      const lower = name.toLowerCase();
      if (lower === "transfer-encoding") return value.toLowerCase() !== "chunked";
      return lower !== "host" && lower !== "content-length";
    }),
    framing: chunked !== "" ? "chunked" : hasLength ? "length" : "none",
    body: seenBody(raw.body, raw.complete),
    trailers: raw.trailers,
  };
}

/**
 * Fields of a head, from its bytes: the reader's own values have lost spaces of every kind at their
 * ends, and 0xa0, which it takes for one, is a byte of the value.
 *
 * @param raw A message, or the head of one.
 */
function fieldsOf(raw: Uint8Array): HeaderPair[] {
  const end = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).indexOf("\r\n\r\n");
  return latin1(raw.subarray(0, end)).split("\r\n").slice(1).map((line): HeaderPair => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).replaceAll(OUTER_SPACE_REGEXP, "")];
  });
}

/** What the client saw. */
export function seenAnswer(raw: RawAnswer, method: string): SeenAnswer {
  const { status, reason } = raw;
  const headers = fieldsOf(raw.raw);
  const isChunked = headerValues(headers, "transfer-encoding").length > 0;
  const hasLength = headerValues(headers, "content-length").length > 0;
  const isBodiless = method === "HEAD" || status === 204 || status === 304;
  const framing = isChunked ? "chunked" : hasLength ? "length" : "eof";
  return {
    status,
    reason,
    headers: headers.filter(([name]) => name.toLowerCase() !== "transfer-encoding"),
    framing: isBodiless ? "none" : framing,
    body: seenBody(raw.body, raw.complete),
    trailers: raw.trailers,
    interim: raw.informational.map((head) => head.status),
    refusal: status >= 400 ? refusalType(raw.body) : null,
  };
}

/**
 * Compares what was seen through the proxy with what should have been.
 *
 * @throws {Error} If they differ; the message shows how.
 */
export function assertExchange(actual: Exchange, expected: Exchange, note: string): void {
  assertEquals(actual.request, expected.request, `the upstream's side of ${note}`);
  const { answer, wanted } = comparable(actual.answer, expected.answer);
  assertEquals(answer, wanted, `the client's side of ${note}`);
}

/** Both in a form in which they are equal when they should be. */
function comparable(
  actual: SeenAnswer | null,
  expected: SeenAnswer | null,
): { answer: unknown; wanted: unknown } {
  if (actual === null || expected === null) return { answer: actual, wanted: expected };
  if (expected.refusal !== null) {
    // What the proxy says itself is compared by its kind, which an answer to HEAD cannot show.
    const isShown = actual.framing !== "none";
    return {
      answer: { status: actual.status, refusal: isShown ? actual.refusal ?? "" : null },
      wanted: { status: expected.status, refusal: isShown ? expected.refusal : null },
    };
  }
  // Whether the client's connection ends is between it and the proxy.
  const headers = actual.headers.filter(([name]) => name !== "connection");
  const answer = { ...actual, headers };
  if (expected.framing === "rebuilt") {
    answer.framing = "rebuilt";
    answer.headers = answer.headers.filter(([name, value]) =>
      name !== "content-length" || value !== String(actual.body.bytes)
    );
  }
  if (headerValues(expected.headers, "date").join() === ANY_DATE) {
    answer.headers = answer.headers.map(([name, value]) =>
      name === "date" && DATE_REGEXP.test(value) ? [name, ANY_DATE] : [name, value]
    );
  }
  return { answer, wanted: expected };
}

/** What is seen of a body. */
export function seenBody(body: Uint8Array, complete: boolean): SeenBody {
  return { bytes: body.length, sha256: toHex(sha256(body)), complete };
}

function refusalType(body: Uint8Array): string | null {
  try {
    return REFUSAL_REGEXP.exec(decodeUtf8(body))?.[1] ?? null;
  } catch {
    return null; // Not text, so not the proxy's.
  }
}
