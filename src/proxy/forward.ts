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
import { END } from "../capture/body_tap.ts";
import type { Recorder } from "../capture/recorder.ts";
import { answerStream, readWhole } from "./answer.ts";
import { Call } from "./call.ts";
import { type Failure, failureOf, refusal } from "./failure.ts";
import { type RequestHead, requestHead, returnedHeaders } from "./request_head.ts";
import { HeadError, type ResponseHead } from "./response_head.ts";
import {
  isBodiless,
  peekUpload,
  pumpUpload,
  readRequest,
  type Upload,
  uploadOf,
} from "./upload.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";
import { WaitList } from "./wait_list.ts";

/** What a forwarder works with. */
export interface ForwarderParts {
  upstream: Upstream;
  /** Null when the audit is switched off. */
  recorder: Recorder | null;
  clock: Clock;
  /** Longest wait for the head of an answer in milliseconds; 0 for no limit. */
  headerTimeoutMs: number;
}

/** Forwards requests. */
export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #waiting: WaitList;
  /** Exchanges whose answer has not begun, and uploads under way. */
  #busy = 0;
  #isDraining = false;
  #onIdle: (() => void) | null = null;

  constructor(parts: ForwarderParts) {
    this.#parts = parts;
    this.#waiting = new WaitList(parts.clock, parts.headerTimeoutMs);
  }

  /**
   * Refuses what comes from now on; resolves when every upload has ended and every answer begun.
   *
   * To be awaited before the server's `shutdown`, which breaks bodies that are still being read.
   */
  async drain(): Promise<void> {
    this.#isDraining = true;
    if (this.#busy === 0) return;
    const idle = Promise.withResolvers<void>();
    this.#onIdle = idle.resolve;
    await idle.promise;
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
    const refused = this.#refusalOf(req);
    if (refused !== null) {
      if (isBodiless(req)) call.requestEnded(END.COMPLETE);
      return fail(call, refused);
    }
    this.#busy++;
    try {
      return await this.#exchange(req, head, call);
    } catch (error) {
      return fail(call, this.#failureOf(error, call));
    } finally {
      this.#leave();
    }
  }

  /** Why a request does not go up at all, or null. */
  #refusalOf(req: Request): Failure | null {
    if (this.#isDraining) return "draining";
    return req.headers.has("upgrade") && isWebSocket(req) ? "websocket_unsupported" : null;
  }

  #leave(): void {
    this.#busy--;
    if (this.#busy === 0) this.#onIdle?.();
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
        this.#busy++;
        const pump = pumpUpload({ text, upload, call, connection });
        background(pump.finally(() => this.#leave()), () => {});
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
    const { answer, call, connection, answeredMs, method } = exchange;
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
      const body = answer.framing.kind === "none" ? noBody(answer, method) : whole;
      const response = new Response(body, init);
      call.answered(answeredMs);
      call.responseChunk(whole);
      release(whole); // The response has a copy of its own.
      call.responseEnded(END.COMPLETE);
      if (answer.keepAlive && call.isRequestOver) upstream.release(connection);
      else connection.close();
      return response;
    }
    const stream = answerStream({ connection, answer, call, upstream });
    const response = new Response(stream, init);
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

/** No body; to HEAD an empty stream, or the server would add the length 0 of what GET would get. */
function noBody(answer: ResponseHead, method: string): ReadableStream<Uint8Array> | null {
  const neverHasOne = answer.status === 204 || answer.status === 304;
  if (method !== "HEAD" || neverHasOne || hasLength(answer)) return null;
  return new ReadableStream({ start: (controller) => controller.close() });
}

function hasLength(answer: ResponseHead): boolean {
  return answer.fields.some(([name]) => name.toLowerCase() === "content-length");
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
