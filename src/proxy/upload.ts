/**
 * The body of a request on its way up: how it is framed, and the pump of a long one.
 *
 * Framing follows what the client announced, and a body that was cut never looks whole.
 *
 * @module
 */

import { background } from "../base/background.ts";
import { WHOLE_BODY_BYTES_MAX } from "../base/limits.ts";
import { END } from "../capture/body_tap.ts";
import type { Call } from "./call.ts";
import { ClientGoneError, TransferCodingError } from "./exchange_errors.ts";
import type { RequestFields } from "./request_head.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";

const CONTENT_LENGTH_REGEXP = /^[0-9]{1,15}$/;
const LAST_CHUNK = new TextEncoder().encode("0\r\n\r\n");

/** A body that goes up piece by piece. */
export interface StreamUpload {
  kind: "stream";
  framing: string;
  /** Bytes of the body; infinite when it is chunked. */
  length: number;
  reader: ReadableStreamDefaultReader<Uint8Array>;
  /** What has been read already. */
  first: Uint8Array | null;
}

/** How the body of a request will be sent. */
export type Upload =
  | { kind: "none"; framing: string }
  | { kind: "whole"; framing: string; length: number }
  | StreamUpload;

/** True when the server drops the body, if there is one. */
export function isBodiless(req: Request): boolean {
  return req.method === "GET" || req.method === "HEAD";
}

/**
 * How the request's body will go up; null when no field announces one.
 *
 * @throws {TransferCodingError} If the body is coded in a way that the server does not undo.
 */
export function uploadOf(req: Request, fields: RequestFields): Upload | null {
  if (isBodiless(req)) return { kind: "none", framing: "" };
  const { contentLength: lengthText, transferEncoding: coding } = fields;
  if (lengthText !== null && CONTENT_LENGTH_REGEXP.test(lengthText)) {
    const length = Number(lengthText);
    const framing = `content-length: ${length}\r\n`;
    if (length === 0) return { kind: "none", framing };
    // Not a look at `req.body`, which would make a stream of it.
    if (length <= WHOLE_BODY_BYTES_MAX) return { kind: "whole", framing, length };
    if (req.body === null) return { kind: "none", framing: "" };
    return { kind: "stream", framing, length, reader: req.body.getReader(), first: null };
  }
  if (req.body === null) return { kind: "none", framing: "" };
  if (coding === null && lengthText === null) return null;
  if (coding !== null && coding.toLowerCase() !== "chunked") throw new TransferCodingError();
  return chunkedUpload(req.body.getReader(), null);
}

function chunkedUpload(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Uint8Array | null,
): Upload {
  const framing = "transfer-encoding: chunked\r\n";
  return { kind: "stream", framing, length: Infinity, reader, first };
}

/**
 * A body that no field announces: HTTP/1.1 then has none, HTTP/2 may have one.
 *
 * @throws {ClientGoneError} If it cannot be read.
 */
export async function peekUpload(req: Request): Promise<Upload> {
  const reader = (req.body as ReadableStream<Uint8Array>).getReader();
  try {
    let first = await reader.read();
    // The server begins a body that does not exist with an empty piece.
    while (!first.done && first.value.length === 0) first = await reader.read();
    return first.done ? { kind: "none", framing: "" } : chunkedUpload(reader, first.value);
  } catch (cause) {
    throw new ClientGoneError("The client left while sending", { cause });
  }
}

/**
 * The whole body.
 *
 * @throws {ClientGoneError} If it cannot be read.
 */
export async function readRequest(req: Request): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await req.bytes();
  } catch (cause) {
    throw new ClientGoneError("The client left while sending", { cause });
  }
}

/**
 * Sends a long or chunked body piece by piece; one piece is on its way at a time. Never rejects:
 * how the body ended is told to the call.
 *
 * @param exchange.text Head of the request with its framing and empty line.
 */
export async function pumpUpload(
  exchange: { text: string; upload: StreamUpload; call: Call; connection: UpstreamConnection },
): Promise<void> {
  const { upload, call, connection } = exchange;
  const { reader, length } = upload;
  connection.streams++;
  let left = length;
  let isReading = false;
  call.onAnswered = (end): void => {
    const cut = end === END.CLIENT_GONE ? end : END.CUT;
    call.requestEnded(left === 0 ? END.COMPLETE : cut);
    // What the client still sends has nowhere to go, and it may wait for a sign to go on.
    if (left > 0) background(reader.cancel(), () => {});
  };
  try {
    await connection.send(exchange.text, null);
    call.requestWritten();
    let piece = upload.first;
    while (true) {
      if (piece === null) {
        isReading = true;
        const { done, value } = await reader.read();
        if (done) break;
        isReading = false;
        piece = value;
      }
      if (call.isAnswered) return;
      const sent = length === Infinity ? connection.sendChunk(piece) : connection.sendRaw(piece);
      call.requestChunk(piece);
      left -= piece.length;
      piece = null;
      await sent;
      // Read on all the same: the server takes a body for unread until its end was seen.
      if (left === 0) call.requestEnded(END.COMPLETE);
    }
    if (call.isAnswered || left === 0) return;
    if (length < Infinity) throw new ClientGoneError("The body is shorter than its length");
    isReading = false;
    left = 0;
    await connection.sendRaw(LAST_CHUNK);
    call.requestEnded(END.COMPLETE);
  } catch {
    if (left === 0 && isReading) return;
    call.requestEnded(isReading ? END.CLIENT_GONE : END.UPSTREAM_BROKEN);
    // A body cut short would leave the upstream waiting; an answer already on its way is read.
    if (isReading) connection.close();
    else background(reader.cancel(), () => {});
  } finally {
    connection.streams--;
  }
}
