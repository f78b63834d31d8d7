/**
 * The body of a request on its way up: how it is framed, and the pump of a long one.
 *
 * Framing follows what the client announced, and a body that was cut never looks whole.
 *
 * @module
 */

import { WHOLE_BODY_BYTES_MAX } from "../base/limits.ts";
import { END } from "../capture/body_tap.ts";
import type { Call } from "./call.ts";
import { bodyOf, type RequestBody } from "./engine_request.ts";
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
  source: RequestBody;
  /** What has been read already. */
  first: Uint8Array | null;
}

/** How the body of a request will be sent. */
export type Upload =
  | { kind: "none"; framing: string }
  | { kind: "whole"; framing: string; length: number; source: RequestBody }
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
    const source = bodyOf(req, { isChunked: false });
    if (source === null) return { kind: "none", framing: "" };
    if (length <= WHOLE_BODY_BYTES_MAX) return { kind: "whole", framing, length, source };
    return { kind: "stream", framing, length, source, first: null };
  }
  if (coding === null && lengthText === null) return null;
  const source = bodyOf(req, { isChunked: true });
  if (source === null) return { kind: "none", framing: "" };
  if (coding !== null && coding.toLowerCase() !== "chunked") throw new TransferCodingError();
  return chunkedUpload(source, null);
}

function chunkedUpload(source: RequestBody, first: Uint8Array | null): Upload {
  const framing = "transfer-encoding: chunked\r\n";
  return { kind: "stream", framing, length: Infinity, source, first };
}

/**
 * A body that no field announces: HTTP/1.1 then has none, HTTP/2 may have one.
 *
 * @throws {ClientGoneError} If it cannot be read.
 */
export async function peekUpload(req: Request): Promise<Upload> {
  const source = bodyOf(req, { isChunked: false });
  if (source === null) return { kind: "none", framing: "" };
  let first: Uint8Array | null;
  try {
    first = await source.read();
  } catch (cause) {
    throw new ClientGoneError("The client left while sending", { cause });
  }
  if (first !== null) return chunkedUpload(source, first);
  throwIfAborted(req);
  return { kind: "none", framing: "" };
}

/**
 * An HTTP/2 stream that its client cancels ends for the engine like one that is complete; only
 * `req.signal` tells.
 */
function throwIfAborted(req: Request): void {
  if (req.signal.aborted) throw new ClientGoneError("The client left while sending");
}

/**
 * The whole body if it came with the head, else null.
 *
 * @throws {ClientGoneError} If it is not as long as was announced.
 */
export function takeWholeUpload(
  upload: { source: RequestBody; length: number },
): Uint8Array<ArrayBuffer> | null {
  const body = upload.source.takeWhole();
  return body === null ? null : ofLength(body, upload.length);
}

/**
 * The whole body.
 *
 * @throws {ClientGoneError} If it cannot be read, or is not as long as was announced.
 */
export async function readWholeUpload(
  upload: { source: RequestBody; length: number },
): Promise<Uint8Array<ArrayBuffer>> {
  let body: Uint8Array<ArrayBuffer>;
  try {
    body = await upload.source.readAll();
  } catch (cause) {
    throw new ClientGoneError("The client left while sending", { cause });
  }
  return ofLength(body, upload.length);
}

/** HTTP/2 lets a client break off, and to the engine that looks like the end. */
function ofLength(body: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (body.length !== length) throw new ClientGoneError("The body is shorter than its length");
  return body;
}

/**
 * Sends a long or chunked body piece by piece; one piece is on its way at a time. Never rejects:
 * how the body ended is told to the call.
 *
 * @param exchange.text Head of the request with its framing and empty line.
 */
export async function pumpUpload(
  exchange: {
    req: Request;
    text: string;
    upload: StreamUpload;
    call: Call;
    connection: UpstreamConnection;
  },
): Promise<void> {
  const { req, upload, call, connection } = exchange;
  const { source, length } = upload;
  connection.streams++;
  let left = length;
  let isReading = false;
  call.onAnswered = (end): void => {
    const cut = end === END.CLIENT_GONE ? end : END.CUT;
    call.requestEnded(left === 0 ? END.COMPLETE : cut);
    // What the client still sends has nowhere to go, and it may wait for a sign to go on.
    if (left > 0) source.cancel();
  };
  try {
    await connection.send(exchange.text, null);
    call.requestWritten();
    let piece = upload.first;
    while (true) {
      if (piece === null) {
        isReading = true;
        piece = await source.read();
        if (piece === null) break;
        isReading = false;
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
    throwIfAborted(req);
    isReading = false;
    left = 0;
    await connection.sendRaw(LAST_CHUNK);
    call.requestEnded(END.COMPLETE);
  } catch {
    if (left === 0 && isReading) return;
    call.requestEnded(isReading ? END.CLIENT_GONE : END.UPSTREAM_BROKEN);
    // A body cut short would leave the upstream waiting; an answer already on its way is read.
    if (isReading) connection.close();
    else source.cancel();
  } finally {
    connection.streams--;
  }
}
