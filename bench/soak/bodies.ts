/**
 * Bodies of a soak's exchanges, as pure functions of the exchange: chat completions with personal
 * data in them. Every answer holds the SHA-256 of the request body that the upstream received, so
 * an answer that is right proves both directions.
 * @module
 */

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { utf8 } from "../../src/base/bytes.ts";
import { CHAT_ANSWER, chatBody } from "../../tests/support/journey.ts";
import { patternBytes } from "../../tests/support/proxy_rig.ts";
import type { HeaderPair } from "../../tests/support/wire_reader.ts";
import { CHUNKS_BEFORE_LEAVING, type Exchange, type UpstreamPlan } from "./schedule.ts";

/** Bytes of a body in the pieces in which they are written. */
export type Pieces = readonly Uint8Array<ArrayBuffer>[];

const PROSE = "The quarterly report says that the new warehouse opened in spring and that the " +
  "team moved in without trouble; mail the summary to anna.keller@example.com before noon, or " +
  "call +1 (415) 555-0132 about invoice 4711. ";

const CONTENT_TYPE_OF: Readonly<Record<UpstreamPlan["content"], string>> = {
  json: "application/json",
  gzip: "application/json",
  sse: "text/event-stream",
  octets: "application/octet-stream",
};

/** SHA-256 as hex. */
export function digestOf(...pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}

/** Body of the request in the pieces in which the client sends it; none for GET and HEAD. */
export function requestPieces({ index, client }: Exchange): Pieces {
  if (client.textBytes === 0) return [];
  const content = `Exchange ${index}. `.padEnd(client.textBytes, PROSE);
  return cutInto(utf8(chatBody(content)), client.pieces);
}

/**
 * Body of the answer in the pieces in which the upstream sends it.
 *
 * @param requestDigest SHA-256 of the request body as it arrived, hex.
 */
export function answerPieces(exchange: Exchange, requestDigest: string): Pieces {
  const { index, upstream } = exchange;
  const text = `Answer ${index} to a request with the SHA-256 ${requestDigest}. `;
  switch (upstream.content) {
    case "sse":
      return ssePieces(text, upstream.chunks);
    case "octets": {
      const bytes = patternBytes(upstream.bodyBytes, index);
      bytes.set(utf8(text));
      return cutInto(bytes, upstream.chunks);
    }
    default: {
      const json = utf8(answerJson(text.padEnd(upstream.bodyBytes, PROSE)));
      const bytes = upstream.content === "gzip" ? new Uint8Array(gzipSync(json)) : json;
      return cutInto(bytes, upstream.chunks);
    }
  }
}

/** Fields of the answer, without its framing. */
export function answerFields({ index, upstream }: Exchange): HeaderPair[] {
  const fields: HeaderPair[] = [
    ["content-type", CONTENT_TYPE_OF[upstream.content]],
    ["x-request-id", `req_${index}`],
  ];
  if (upstream.content === "gzip") fields.push(["content-encoding", "gzip"]);
  return fields;
}

/** Bytes that a client which leaves in the stream reads first. */
export function bytesBeforeLeaving(pieces: Pieces): number {
  return pieces.slice(0, CHUNKS_BEFORE_LEAVING).reduce((sum, { length }) => sum + length, 0);
}

/** Cuts bytes into `count` pieces of about one size; fewer when there are not enough bytes. */
function cutInto(bytes: Uint8Array<ArrayBuffer>, count: number): Pieces {
  const size = Math.max(1, Math.ceil(bytes.length / count));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

function answerJson(content: string): string {
  const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }];
  return JSON.stringify({ ...CHAT_ANSWER, choices });
}

/** One event per piece: text, then words of the prose, then the usual end. */
function ssePieces(text: string, count: number): Pieces {
  const words = PROSE.split(" ");
  return Array.from({ length: count }, (_, k) => {
    if (k === count - 1) return utf8("data: [DONE]\n\n");
    const content = k === 0 ? text : `${words[k % words.length]} `;
    const choices = [{ index: 0, delta: { content }, finish_reason: null }];
    const event = { id: "chatcmpl-1", object: "chat.completion.chunk", choices };
    return utf8(`data: ${JSON.stringify(event)}\n\n`);
  });
}
