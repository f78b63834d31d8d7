/**
 * One exchange: the request goes up, the answer comes down, and a copy of both goes to the taps.
 *
 * Forwarding comes first: bytes are handed on before they are copied, and nothing here waits for
 * the audit. Nothing is decoded, re-encoded, held back to the end, or sent twice.
 *
 * @module
 */

import { background } from "../base/background.ts";
import { release } from "../base/bytes.ts";
import type { Clock } from "../base/clock.ts";
import { WHOLE_BODY_BYTES_MAX } from "../base/limits.ts";
import { END } from "../capture/body_tap.ts";
import type { Recorder } from "../capture/recorder.ts";
import { answerStream, readWhole } from "./answer.ts";
import { Call } from "./call.ts";
import {
  ClientGoneError,
  type Failure,
  failureOf,
  refusal,
  TransferCodingError,
} from "./failure.ts";
import { type RequestHead, requestHead, returnedHeaders } from "./request_head.ts";
import { HeadError, type ResponseHead } from "./response_head.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";
import { WaitList } from "./wait_list.ts";

const CONTENT_LENGTH_REGEXP = /^[0-9]{1,15}$/;

/** What a forwarder works with. */
export interface ForwarderParts {
  upstream: Upstream;
  /** Null when the audit is switched off. */
  recorder: Recorder | null;
  clock: Clock;
  /** Longest wait for the head of an answer in milliseconds; 0 for no limit. */
  headerTimeoutMs: number;
}

/** A body that goes up piece by piece. */
interface StreamUpload {
  kind: "stream";
  framing: string;
  /** Bytes of the body; infinite when it is chunked. */
  length: number;
  reader: ReadableStreamDefaultReader<Uint8Array>;
  /** What has been read already. */
  first: Uint8Array | null;
}

/** How the body of a request will be sent. */
type Upload =
  | { kind: "none"; framing: string }
  | { kind: "whole"; framing: string; length: number }
  | StreamUpload;

/** Forwards requests. */
export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #waiting: WaitList;

  constructor(parts: ForwarderParts) {
    this.#parts = parts;
    this.#waiting = new WaitList(parts.clock, parts.headerTimeoutMs);
  }

  /** Stops the timers. */
  close(): void {
    this.#waiting.close();
  }

  /**
   * Forwards one request.
   *
   * @param target Path and query, as the client sent them.
   * @param clientAddress Without port.
   * @returns The upstream's answer, or one line of JSON with 501 to 504.
   */
  async forward(req: Request, target: string, clientAddress: string): Promise<Response> {
    const { upstream, recorder, clock } = this.#parts;
    const call = new Call(recorder?.accept() ?? null, clock);
    const { basePath, host } = upstream.target;
    const head = requestHead({
      method: req.method,
      target: basePath + target,
      host,
      headers: req.headers,
    });
    const query = target.indexOf("?");
    call.describe({
      method: req.method,
      path: basePath + (query < 0 ? target : target.slice(0, query)),
      host,
      contentType: head.contentType,
      contentEncoding: head.contentEncoding,
      clientAddress,
      traceparent: head.traceparent,
      credential: head.credential,
    });
    if (req.headers.has("upgrade") && isWebSocket(req)) {
      call.requestEnded(END.COMPLETE);
      return fail(call, "websocket_unsupported");
    }
    try {
      return await this.#exchange(req, head, call);
    } catch (error) {
      return fail(call, this.#failureOf(error, call));
    }
  }

  /** Why an exchange failed; who left or was cut is not the upstream's fault. */
  #failureOf(error: unknown, call: Call): Failure {
    if (call.hasClientLeft || this.#waiting.hasLeft(call)) return "client_gone";
    return this.#parts.upstream.isCutting ? "draining" : failureOf(error);
  }

  async #exchange(req: Request, head: RequestHead, call: Call): Promise<Response> {
    const { upstream, clock } = this.#parts;
    const upload = uploadOf(req) ?? await peekUpload(req);
    const body = upload.kind === "whole" ? await readRequest(req) : null;
    const connection = upstream.takeIdle() ?? await connect(upstream, { call, upload, body });
    this.#waiting.add(call, req, connection);
    try {
      const text = `${head.text}${upload.framing}\r\n`;
      if (upload.kind === "stream") {
        background(pumpUpload({ text, upload, call, connection }), () => {});
      } else {
        // The answer may come before the write is confirmed; a failed write shows in the read.
        background(connection.send(text, body), () => {});
        call.requestWritten();
        if (body !== null) {
          call.requestChunk(body);
          release(body);
        }
        call.requestEnded(END.COMPLETE);
      }
      const answer = await connection.readHead(req.method);
      const answeredMs = clock.monotonicMs();
      this.#waiting.remove(call);
      return this.#answer({ answer, call, connection, answeredMs, method: req.method });
    } catch (error) {
      connection.close();
      throw this.#waiting.reasonFor(call) ?? error;
    } finally {
      this.#waiting.remove(call);
    }
  }

  #answer(
    exchange: {
      answer: ResponseHead;
      call: Call;
      connection: UpstreamConnection;
      answeredMs: number;
      method: string;
    },
  ): Response {
    const { answer, call, connection, answeredMs } = exchange;
    const { upstream } = this.#parts;
    if (!canBeReturned(answer.status)) {
      throw new HeadError(`its status ${answer.status} cannot be handed on`);
    }
    const returned = returnedHeaders(answer.fields);
    call.status = answer.status;
    call.contentType = returned.contentType;
    call.contentEncoding = returned.contentEncoding;
    call.upstreamRequestId = returned.requestId;
    const init = { status: answer.status, headers: returned.headers };
    const whole = readWhole(connection, answer);
    if (whole !== null) {
      const response = new Response(hasNullBody(answer) ? null : whole, init);
      call.answered(answeredMs);
      call.responseChunk(whole);
      release(whole); // The response has a copy of its own.
      call.responseEnded(END.COMPLETE);
      if (answer.keepAlive && call.isRequestOver) upstream.release(connection);
      else connection.close();
      return response;
    }
    const stream = answerStream({ connection, answer, call, upstream });
    const response = new Response(hasNullBody(answer) ? null : stream, init);
    call.answered(answeredMs);
    return response;
  }
}

/**
 * Statuses that `Deno.serve` can send. It sends 205 without a length, so that the client would wait
 * for the end of a body that never comes.
 */
function canBeReturned(status: number): boolean {
  return status <= 599 && status !== 205;
}

/** `new Response` takes no body for some statuses (Fetch standard, null body status). */
function hasNullBody(answer: ResponseHead): boolean {
  return answer.framing.kind === "none";
}

/** A handshake is always a GET (RFC 6455 section 4.1). */
function isWebSocket(req: Request): boolean {
  return req.method === "GET" && req.headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Records the failure and makes the answer that says it. */
function fail(call: Call, failure: Failure): Response {
  const response = refusal(failure);
  const isClientGone = failure === "client_gone";
  call.errorType = failure;
  call.status = isClientGone ? 0 : response.status;
  call.requestEnded(isClientGone ? END.CLIENT_GONE : END.CUT);
  const broken = failure === "draining" ? END.CUT : END.UPSTREAM_BROKEN;
  call.responseEnded(isClientGone ? END.CLIENT_GONE : broken, false);
  return response;
}

/**
 * How the request's body will go up; null when no field announces one. The server drops the body
 * of GET and HEAD.
 *
 * @throws {TransferCodingError} If the body is coded in a way that the server does not undo.
 */
function uploadOf(req: Request): Upload | null {
  if (req.method === "GET" || req.method === "HEAD") return { kind: "none", framing: "" };
  const lengthText = req.headers.get("content-length");
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
  const coding = req.headers.get("transfer-encoding");
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

/** A body that no field announces: HTTP/1.1 then has none, HTTP/2 may have one. */
async function peekUpload(req: Request): Promise<Upload> {
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

/** A new connection; a body that has nowhere to go is still audited. */
async function connect(
  upstream: Upstream,
  exchange: { call: Call; upload: Upload; body: Uint8Array | null },
): Promise<UpstreamConnection> {
  try {
    return await upstream.connect();
  } catch (error) {
    const { call, upload, body } = exchange;
    if (body !== null) call.requestChunk(body);
    if (upload.kind === "stream") background(upload.reader.cancel(), () => {});
    else call.requestEnded(END.COMPLETE);
    throw error;
  }
}

/** The whole body. */
async function readRequest(req: Request): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await req.bytes();
  } catch (cause) {
    throw new ClientGoneError("The client left while sending", { cause });
  }
}

/** Sends a long or chunked body piece by piece; one piece is on its way at a time. */
async function pumpUpload(
  exchange: { text: string; upload: StreamUpload; call: Call; connection: UpstreamConnection },
): Promise<void> {
  const { upload, call, connection } = exchange;
  const { reader, length } = upload;
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
  }
}

const LAST_CHUNK = new TextEncoder().encode("0\r\n\r\n");
