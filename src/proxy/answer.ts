/**
 * The body of an answer on its way down: at once when it is all there, else through a tap.
 * @module
 */

import { background } from "../base/background.ts";
import { END, type EndCode } from "../capture/body_tap.ts";
import { BodyDecoder } from "./body_decoder.ts";
import type { Call } from "./call.ts";
import { AnswerCutError } from "./exchange_errors.ts";
import { failureOf } from "./failure.ts";
import type { ResponseHead } from "./response_head.ts";
import type { Upstream } from "./upstream.ts";
import { ConnectionEndedError, type UpstreamConnection } from "./upstream_connection.ts";

/** Chunks that may wait for a slow client before the upstream is no longer read. */
const CHUNKS_AHEAD = 4;
const NO_BYTES = new Uint8Array(0);

/**
 * The whole body if it came with the head, else null; then nothing has been consumed.
 *
 * @returns A copy, valid after the read buffer is used again.
 */
export function readWhole(
  connection: UpstreamConnection,
  answer: ResponseHead,
): Uint8Array<ArrayBuffer> | null {
  const { framing } = answer;
  if (framing.kind === "none") return NO_BYTES;
  if (framing.kind === "eof") return null;
  const { from, to } = connection.range;
  if (framing.kind === "length" && to - from < framing.length) return null;
  const decoder = new BodyDecoder(framing);
  const whole = new Uint8Array(to - from);
  let length = 0;
  const end = decoder.push(connection.buffer, { from, to }, (start, stop) => {
    whole.set(connection.buffer.subarray(start, stop), length);
    length += stop - start;
  });
  if (!decoder.done) return null;
  connection.consume(end);
  return whole.subarray(0, length);
}

/** What a streamed answer needs. */
interface StreamedAnswer {
  connection: UpstreamConnection;
  answer: ResponseHead;
  call: Call;
  upstream: Upstream;
}

/**
 * The body as a stream through a tap. Each piece is handed on before it is copied; the tap alone
 * decides how the body ended: `flush` is complete, `cancel` means that one side left.
 */
export function answerStream(exchange: StreamedAnswer): ReadableStream<Uint8Array> {
  const { connection } = exchange;
  const tap = new AnswerTap(exchange);
  const breakOff = (reason: unknown): void => tap.breakOff(reason);
  // The pump may wait for a client that does not read, and would not see the connection close.
  connection.onCut = breakOff;
  connection.streams++;
  background(pumpAnswer(exchange, tap), breakOff);
  return tap.readable;
}

/**
 * The tap of one answer.
 *
 * While the client keeps up, pieces enter the transform stream at its readable side; only pieces
 * that must wait for the client take the way through its writable side, whose queue is the
 * back-pressure (measured: 30 us less for each piece that need not wait).
 */
class AnswerTap {
  readonly #exchange: StreamedAnswer;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly readable: ReadableStream<Uint8Array>;
  #controller: TransformStreamDefaultController<Uint8Array> | null = null;
  #hasUpstreamBroken = false;

  constructor(exchange: StreamedAnswer) {
    this.#exchange = exchange;
    const tap = new TransformStream<Uint8Array, Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        transform: (chunk, controller) => this.#handOn(chunk, controller),
        flush: () => exchange.call.responseEnded(END.COMPLETE),
        cancel: () => this.#cancelled(),
      },
      undefined,
      { highWaterMark: CHUNKS_AHEAD },
    );
    this.readable = tap.readable;
    this.#writer = tap.writable.getWriter();
  }

  /** Hands a piece on; resolves when the next one may come. */
  pass(piece: Uint8Array): Promise<void> | null {
    const controller = this.#controller;
    if (controller !== null && (controller.desiredSize ?? 0) > 0) {
      this.#handOn(piece, controller);
      return null;
    }
    // Not awaited: `ready` is the back-pressure, and a failure shows there too.
    background(this.#writer.write(piece), () => {});
    return this.#writer.ready;
  }

  /** All pieces were handed on. */
  close(): Promise<void> {
    return this.#writer.close();
  }

  /** The body will not come to its end. */
  breakOff(reason: unknown): void {
    const { connection, call } = this.#exchange;
    this.#hasUpstreamBroken = true;
    connection.close();
    // The server would report the error itself as its own.
    const cut = new AnswerCutError("The answer was cut", { cause: reason });
    background(this.#writer.abort(cut), () => {});
    call.responseEnded(this.#brokenEnd());
  }

  #handOn(piece: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>): void {
    controller.enqueue(piece);
    this.#exchange.call.responseChunk(piece);
  }

  #cancelled(): void {
    const { connection, call } = this.#exchange;
    call.responseEnded(this.#hasUpstreamBroken ? this.#brokenEnd() : END.CLIENT_GONE);
    connection.close();
  }

  /** A connection that broke may have been closed from here: the client left, or it was cut. */
  #brokenEnd(): EndCode {
    const { connection, call } = this.#exchange;
    if (call.hasClientLeft) return END.CLIENT_GONE;
    if (connection.cutReason === null) return END.UPSTREAM_BROKEN;
    call.errorType = failureOf(connection.cutReason);
    return END.CUT;
  }
}

/** Moves payload from the connection to the tap until the body ends. */
async function pumpAnswer(exchange: StreamedAnswer, tap: AnswerTap): Promise<void> {
  const { connection, answer, call, upstream } = exchange;
  const decoder = new BodyDecoder(answer.framing);
  while (true) {
    const payload = takePayload(connection, decoder);
    if (payload.length > 0) {
      const ready = tap.pass(payload);
      if (ready !== null) await ready;
    }
    if (decoder.done) break;
    if (await connection.readMore()) continue;
    if (decoder.endOfInput()) break;
    throw new ConnectionEndedError("the connection ended inside the answer's body");
  }
  await tap.close();
  // An answer before the end of the upload leaves bytes of a dead request on the connection.
  if (answer.keepAlive && call.isRequestOver) upstream.release(connection);
  else connection.close();
}

/** Takes all unread bytes; one copy of their payload, because the stream keeps what it is given. */
function takePayload(connection: UpstreamConnection, decoder: BodyDecoder): Uint8Array {
  const { from, to } = connection.range;
  if (from === to) return NO_BYTES;
  const ranges: number[] = [];
  const end = decoder.push(connection.buffer, { from, to }, (start, stop) => {
    ranges.push(start, stop);
  });
  if (ranges.length === 2) {
    const payload = connection.buffer.slice(ranges[0], ranges[1]);
    connection.consume(end);
    return payload;
  }
  let length = 0;
  for (let k = 0; k < ranges.length; k += 2) {
    length += (ranges[k + 1] as number) - (ranges[k] as number);
  }
  const payload = new Uint8Array(length);
  let at = 0;
  for (let k = 0; k < ranges.length; k += 2) {
    const part = connection.buffer.subarray(ranges[k], ranges[k + 1]);
    payload.set(part, at);
    at += part.length;
  }
  connection.consume(end);
  return payload;
}
