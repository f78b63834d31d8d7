/**
 * How vendors answer: JSON, server-sent events, lines, AWS frames. Streams come in pieces that are
 * cut without regard to lines, events or characters.
 * @module
 */

import { gzipSync } from "node:zlib";
import { concat, utf8 } from "../../src/base/bytes.ts";
import { frameBytes } from "../wire/frame_bytes.ts";

/** One request as it reached the vendor. */
export interface VendorRequest {
  method: string;
  /** Path and query after the base address that the client was given, as sent. */
  target: string;
  /** Path and query as sent, whole. */
  rawTarget: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** Answers the requests of one vendor's API. */
export type VendorHandler = (request: VendorRequest) => Response | Promise<Response>;

/** Paths, by `METHOD path`, and who answers there; a `*` in a path stands for one segment. */
export type VendorRoutes = Readonly<Record<string, VendorHandler>>;

/** Bytes of a piece of a stream: odd, so that it ends inside characters and events. */
const PIECE_BYTES = 37;

/** Text of every answer: characters of one, two and four bytes. */
export const ANSWER = "Sch\u00f6n \u{1f680} to hear from you";

/** The JSON body of a request, `{}` when it has none. */
export function jsonOf(request: VendorRequest): Record<string, unknown> {
  const text = new TextDecoder().decode(request.body);
  return text === "" ? {} : JSON.parse(text);
}

/** Answers with JSON, compressed when the client accepts that, as vendors do. */
export function answerJson(request: VendorRequest, value: unknown, status = 200): Response {
  const text = JSON.stringify(value);
  const headers = new Headers({ "content-type": "application/json", "x-request-id": "req_1" });
  const isGzip = request.headers.get("accept-encoding")?.includes("gzip") === true;
  if (isGzip) headers.set("content-encoding", "gzip");
  const body = isGzip ? new Uint8Array(gzipSync(text)) : utf8(text);
  return new Response(body, { status, headers });
}

/** Answers with server-sent events; `event` names each that has a `type`, when `isNamed`. */
export function answerEvents(
  events: readonly unknown[],
  { isNamed = false, isDone = false }: { isNamed?: boolean; isDone?: boolean } = {},
): Response {
  const texts = events.map((event) => {
    const { type = "message" } = event as { type?: string };
    return `${isNamed ? `event: ${type}\n` : ""}data: ${JSON.stringify(event)}\n\n`;
  });
  if (isDone) texts.push("data: [DONE]\n\n");
  return answerStream(utf8(texts.join("")), "text/event-stream; charset=utf-8");
}

/** Answers with one JSON value a line. */
export function answerLines(values: readonly unknown[]): Response {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  return answerStream(utf8(text), "application/x-ndjson");
}

/** Answers with AWS event frames, each a name and a payload. */
export function answerFrames(
  frames: readonly (readonly [name: string, payload: unknown])[],
): Response {
  const parts = frames.map(([name, payload]) => frameBytes(name, JSON.stringify(payload)));
  return answerStream(concat(...parts), "application/vnd.amazon.eventstream");
}

function answerStream(bytes: Uint8Array<ArrayBuffer>, type: string): Response {
  let at = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller): void {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
  return new Response(stream, {
    headers: { "content-type": type, "cache-control": "no-cache", "x-request-id": "req_1" },
  });
}

/** A text in parts, for deltas; each has whole characters. */
export function partsOf(text: string): string[] {
  const characters = [...text];
  const half = Math.ceil(characters.length / 2);
  return [characters.slice(0, half).join(""), characters.slice(half).join("")];
}
