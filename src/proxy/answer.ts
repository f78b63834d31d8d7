/**
 * The body of an answer on its way down: at once when it is all there, else through a tap.
 * @module
 */

import { background } from "../base/background.ts";
import { END, type EndCode } from "../capture/body_tap.ts";
import { BodyDecoder } from "./body_decoder.ts";
import type { Call } from "./call.ts";
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
  const { connection, call } = exchange;
  let upstreamBroke = false;
  const tap = new TransformStream<Uint8Array, Uint8Array>(
    {
      transform(chunk, controller): void {
        controller.enqueue(chunk);
        call.responseChunk(chunk);
      },
      flush(): void {
        call.responseEnded(END.COMPLETE);
      },
      cancel(): void {
        call.responseEnded(upstreamBroke ? brokenEnd(exchange) : END.CLIENT_GONE);
        connection.close();
      },
    },
    undefined,
    { highWaterMark: CHUNKS_AHEAD },
  );
  const writer = tap.writable.getWriter();
  const breakOff = (reason: unknown): void => {
    upstreamBroke = true;
    connection.close();
    background(writer.abort(reason), () => {});
    call.responseEnded(brokenEnd(exchange));
  };
  // The pump may wait for a client that does not read, and would not see the connection close.
  connection.onCut = breakOff;
  background(pumpAnswer(exchange, writer), breakOff);
  return tap.readable;
}

/** A connection that broke may have been closed from here: the client left, or draining is over. */
function brokenEnd({ call, upstream }: StreamedAnswer): EndCode {
  if (call.hasClientLeft) return END.CLIENT_GONE;
  return upstream.isCutting ? END.CUT : END.UPSTREAM_BROKEN;
}

/** Moves payload from the connection to the tap until the body ends. */
async function pumpAnswer(
  exchange: StreamedAnswer,
  writer: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  const { connection, answer, call, upstream } = exchange;
  const decoder = new BodyDecoder(answer.framing);
  while (true) {
    const payload = takePayload(connection, decoder);
    if (payload.length > 0) {
      await writer.ready;
      // Not awaited: `ready` is the back-pressure, and a failure shows there too.
      background(writer.write(payload), () => {});
    }
    if (decoder.done) break;
    if (await connection.readMore()) continue;
    if (decoder.endOfInput()) break;
    throw new ConnectionEndedError("the connection ended inside the answer's body");
  }
  await writer.close();
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
