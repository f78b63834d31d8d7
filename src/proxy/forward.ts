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
import { type Failure, failureOf, refusal } from "./failure.ts";
import { type RequestHead, requestHead, returnedHeaders } from "./request_head.ts";
import type { ResponseHead } from "./response_head.ts";
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

/** How the body of a request will be sent. */
type Upload =
  | { kind: "none"; framing: string }
  | { kind: "whole"; framing: string; length: number }
  | { kind: "stream"; framing: string; isChunked: boolean; length: number };

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
   * @returns The upstream's answer, or one line of JSON with 501, 502 or 504.
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
    if (req.headers.has("upgrade") && isWebSocket(req.headers)) {
      return fail(call, "websocket_unsupported", false);
    }
    try {
      return await this.#exchange(req, head, call);
    } catch (error) {
      return fail(call, failureOf(error), this.#waiting.hasLeft(call));
    }
  }

  async #exchange(req: Request, head: RequestHead, call: Call): Promise<Response> {
    const { upstream, clock } = this.#parts;
    const upload = uploadOf(req);
    let body: Uint8Array<ArrayBuffer> | null = null;
    if (upload.kind === "whole") {
      body = await readRequest(req, call);
      if (body === null) return fail(call, "client_gone", true);
    }
    const connection = upstream.takeIdle() ?? await connect(upstream, call, body);
    this.#waiting.add(call, req, connection);
    try {
      const text = `${head.text}${upload.framing}\r\n`;
      if (upload.kind === "stream") {
        background(pumpUpload({ req, text, upload, call, connection }), () => {});
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

/** `new Response` takes no body for these (Fetch standard, null body status). */
function hasNullBody(answer: ResponseHead): boolean {
  return answer.framing.kind === "none" || answer.status === 205;
}

function isWebSocket(headers: Headers): boolean {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** Records the failure and makes the answer that says it. */
function fail(call: Call, failure: Failure, clientLeft: boolean): Response {
  const response = refusal(failure);
  call.errorType = clientLeft ? "client_gone" : failure;
  call.status = clientLeft ? 0 : response.status;
  call.requestEnded(clientLeft ? END.CLIENT_GONE : END.CUT);
  call.responseEnded(clientLeft ? END.CLIENT_GONE : END.UPSTREAM_BROKEN, false);
  return response;
}

/** How the request's body will go up. The server drops the body of GET and HEAD. */
function uploadOf(req: Request): Upload {
  if (req.method === "GET" || req.method === "HEAD") return { kind: "none", framing: "" };
  const lengthText = req.headers.get("content-length");
  if (lengthText !== null && CONTENT_LENGTH_REGEXP.test(lengthText)) {
    const length = Number(lengthText);
    const framing = `content-length: ${length}\r\n`;
    if (length === 0) return { kind: "none", framing };
    if (length <= WHOLE_BODY_BYTES_MAX) return { kind: "whole", framing, length };
    return { kind: "stream", framing, isChunked: false, length };
  }
  if (req.body === null) return { kind: "none", framing: "" };
  const framing = "transfer-encoding: chunked\r\n";
  return { kind: "stream", framing, isChunked: true, length: -1 };
}

/** A new connection; a body that has nowhere to go is still audited. */
async function connect(
  upstream: Upstream,
  call: Call,
  body: Uint8Array | null,
): Promise<UpstreamConnection> {
  try {
    return await upstream.connect();
  } catch (error) {
    if (body !== null) {
      call.requestChunk(body);
      call.requestEnded(END.COMPLETE);
    }
    throw error;
  }
}

/** The whole body, or null when the client left while sending it. */
async function readRequest(req: Request, call: Call): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await req.bytes();
  } catch {
    call.requestEnded(END.CLIENT_GONE);
    return null;
  }
}

/** Sends a long or chunked body piece by piece; one piece is on its way at a time. */
async function pumpUpload(
  exchange: {
    req: Request;
    text: string;
    upload: Upload & { kind: "stream" };
    call: Call;
    connection: UpstreamConnection;
  },
): Promise<void> {
  const { req, upload, call, connection } = exchange;
  const reader = req.body?.getReader();
  let isReading = false;
  try {
    await connection.send(exchange.text, null);
    call.requestWritten();
    while (reader !== undefined) {
      isReading = true;
      const { done, value } = await reader.read();
      isReading = false;
      if (done || call.isAnswered) break;
      await (upload.isChunked ? connection.sendChunk(value) : connection.sendRaw(value));
      call.requestChunk(value);
    }
    if (call.isAnswered) {
      call.requestEnded(END.CUT);
      await reader?.cancel();
      return;
    }
    if (upload.isChunked) await connection.sendRaw(LAST_CHUNK);
    call.requestEnded(END.COMPLETE);
  } catch {
    if (call.isAnswered) call.requestEnded(END.CUT);
    else call.requestEnded(isReading ? END.CLIENT_GONE : END.UPSTREAM_BROKEN);
    // A body cut short would leave the upstream waiting; an answer already on its way is read.
    if (isReading) connection.close();
    else background(reader?.cancel() ?? Promise.resolve(), () => {});
  }
}

const LAST_CHUNK = new TextEncoder().encode("0\r\n\r\n");
