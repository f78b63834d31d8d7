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
import { nextTurn } from "../base/turn.ts";
import { END } from "../capture/body_tap.ts";
import type { RequestTexts } from "../capture/descriptor.ts";
import type { Recorder } from "../capture/recorder.ts";
import { answerStream, readWhole } from "./answer.ts";
import { Call } from "./call.ts";
import { type Failure, failureOf, refusal } from "./failure.ts";
import type { Peer } from "./front.ts";
import { type RequestFields, requestHead, returnedHeaders } from "./request_head.ts";
import { HeadError, type ResponseHead } from "./response_head.ts";
import {
  isBodiless,
  peekUpload,
  pumpUpload,
  readWholeUpload,
  takeWholeUpload,
  type Upload,
  uploadOf,
} from "./upload.ts";
import type { Router } from "./router.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamConnection } from "./upstream_connection.ts";
import { WaitList } from "./wait_list.ts";
import { MESSAGES_TYPE } from "./websocket_calls.ts";
import { isWebSocket, UPGRADE_FIELDS, upgradeWebSocket } from "./websocket_upgrade.ts";

/** What a forwarder works with. */
export interface ForwarderParts {
  router: Router;
  /** Null when the audit is switched off. */
  recorder: Recorder | null;
  clock: Clock;
  /** Longest wait for the head of an answer in milliseconds; 0 for no limit. */
  headerTimeoutMs: number;
  /** Longest target and header fields of a request together, in bytes. */
  headBytesMax: number;
}

/** One request, as the server hands it over. */
export interface Incoming {
  req: Request;
  /** Path and query, as the client sent them. */
  target: string;
  fields: RequestFields;
  peer: Peer;
}

/** A request that goes to an upstream. */
interface Routed extends Incoming {
  /** Null when no route takes it. */
  upstream: Upstream | null;
}

/** A request whose upstream is known. */
interface Outgoing extends Routed {
  upstream: Upstream;
}

/** Of a call that no route takes, the record has no host. */
const NO_TARGET = { basePath: "", host: "" };

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
   * @returns The upstream's answer, or one line of JSON with a status of 404, 431 or 501 to 504.
   */
  async forward(incoming: Incoming): Promise<Response> {
    const { req, peer, fields } = incoming;
    const { recorder, clock, router } = this.#parts;
    const call = new Call({ exchange: recorder?.accept() ?? null, clock, peer });
    // HTTP/2 has no `host` field; the authority is in the URL.
    const host = fields.host ?? (router.hasHosts ? new URL(req.url).host : null);
    const to = router.choose(incoming.target, host);
    const { upstream, target } = to ?? { upstream: null, target: incoming.target };
    call.describe(textsOf({ req, peer, fields, target, upstream }));
    const refused = this.#refusalOf(incoming);
    if (refused !== null || upstream === null) {
      if (isBodiless(req)) call.requestEnded(END.COMPLETE);
      return fail(call, refused ?? "no_route");
    }
    this.#busy++;
    try {
      return await this.#exchange({ req, peer, fields, target, upstream }, call);
    } catch (error) {
      return fail(call, failureIn(error, { call, upstream }));
    } finally {
      this.#leave();
    }
  }

  /** Why a request does not go up at all, or null. */
  #refusalOf({ req, target, fields }: Incoming): Failure | null {
    if (this.#isDraining) return "draining";
    if (fields.size + target.length > this.#parts.headBytesMax) return "head_too_large";
    return req.method === "CONNECT" ? "connect_unsupported" : null;
  }

  #leave(): void {
    this.#busy--;
    if (this.#busy === 0) this.#onIdle?.();
  }

  async #exchange(outgoing: Outgoing, call: Call): Promise<Response> {
    const { req, fields, upstream } = outgoing;
    const { clock } = this.#parts;
    const upload = uploadOf(req, fields) ?? await peekUpload(req);
    let body = upload.kind === "whole" ? takeWholeUpload(upload) : null;
    // What an upstream says after its answer must be seen before its connection is used again:
    // the engine is given a turn in between, if only by reading.
    if (upload.kind === "whole" && body === null) body = await readWholeUpload(upload);
    else if (upstream.hasIdle) await nextTurn();
    const connection = upstream.takeIdle() ?? await connect(upstream, { call, upload, body });
    const ticket = this.#waiting.add({
      call,
      req,
      source: upload.kind === "none" ? null : upload.source,
      connection,
    });
    // Of an HTTP/2 stream that is reset before `req.signal` is touched, the signal never tells.
    if (fields.host === null) ticket.watch();
    try {
      const isUpgrade = isWebSocket(req, fields);
      const upgrading = isUpgrade ? UPGRADE_FIELDS : "";
      const text = `${headOf(outgoing)}${upgrading}${upload.framing}\r\n`;
      if (upload.kind === "stream") this.#pump({ req, text, upload, call, connection });
      else sendWhole({ text, body, call, connection });
      const answer = await connection.readHead(req.method, isUpgrade);
      const answeredMs = clock.monotonicMs();
      this.#waiting.remove(ticket);
      if (answer.status === 101) {
        call.answered(answeredMs);
        return this.#upgrade(outgoing, { call, connection, answer });
      }
      return answerOf({ answer, call, connection, answeredMs, method: req.method, upstream });
    } catch (error) {
      this.#waiting.remove(ticket);
      connection.close();
      throw ticket.reason ?? connection.cutReason ?? error;
    }
  }

  #upgrade(
    outgoing: Outgoing,
    parts: { call: Call; connection: UpstreamConnection; answer: ResponseHead },
  ): Response {
    const { recorder, clock } = this.#parts;
    const { req, peer } = outgoing;
    const nowMs = (): number => clock.monotonicMs();
    const begin = (): Call => {
      const call = new Call({ exchange: recorder?.accept() ?? null, clock, peer });
      call.describe({ ...textsOf(outgoing), contentType: MESSAGES_TYPE });
      call.status = 101;
      call.contentType = MESSAGES_TYPE;
      return call;
    };
    this.#busy++;
    try {
      return upgradeWebSocket({ ...parts, req, peer, begin, nowMs, onOver: () => this.#leave() });
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  #pump(exchange: Parameters<typeof pumpUpload>[0]): void {
    this.#busy++;
    background(pumpUpload(exchange).finally(() => this.#leave()), () => {});
  }
}

/** What the record says of the request: the path as it goes up. */
function textsOf({ req, target, fields, peer, upstream }: Routed): RequestTexts {
  const { basePath, host } = upstream?.target ?? NO_TARGET;
  const query = target.indexOf("?");
  return {
    method: req.method,
    path: basePath + (query < 0 ? target : target.slice(0, query)),
    host,
    contentType: fields.contentType,
    contentEncoding: fields.contentEncoding,
    clientAddress: peer.address,
    traceparent: fields.traceparent,
    credential: fields.credential,
    attribution: fields.attribution,
    retry: fields.retry,
  };
}

function headOf({ req, target, fields, upstream }: Outgoing): string {
  const { basePath, host } = upstream.target;
  return requestHead({ method: req.method, target: basePath + target, host, fields });
}

/** Why an exchange failed; who left or was cut is not the upstream's fault. */
function failureIn(
  error: unknown,
  { call, upstream }: { call: Call; upstream: Upstream },
): Failure {
  if (call.hasClientLeft) return "client_gone";
  const failure = failureOf(error);
  const isOurs = failure === "client_gone" || failure === "stream_idle_timeout";
  return upstream.isCutting && !isOurs ? "draining" : failure;
}

/** Hands the upstream's answer on, whole or as a stream. */
function answerOf(
  exchange: {
    answer: ResponseHead;
    call: Call;
    connection: UpstreamConnection;
    answeredMs: number;
    method: string;
    upstream: Upstream;
  },
): Response {
  const { answer, call, connection, answeredMs, method, upstream } = exchange;
  if (!canBeReturned(answer.status)) {
    throw new HeadError(`its status ${answer.status} cannot be handed on`);
  }
  const returned = returnedHeaders(answer.fields);
  call.status = answer.status;
  call.contentType = returned.contentType;
  call.contentEncoding = returned.contentEncoding;
  call.upstreamRequestId = returned.requestId;
  call.rateLimits = returned.rateLimits;
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

/** Sends a request whose body is all there, and copies it. */
function sendWhole(
  exchange: {
    text: string;
    body: Uint8Array<ArrayBuffer> | null;
    call: Call;
    connection: UpstreamConnection;
  },
): void {
  const { text, body, call, connection } = exchange;
  // The answer may come before the write is confirmed.
  connection.post(text, body);
  call.requestWritten();
  if (body !== null) {
    call.requestChunk(body);
    release(body);
  }
  call.requestEnded(END.COMPLETE);
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
    if (upload.kind === "stream") upload.source.cancel();
    else call.requestEnded(END.COMPLETE);
    throw error;
  }
}
