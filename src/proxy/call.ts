/**
 * The record of one exchange while it passes: times, texts, and that each direction ends once.
 * @module
 */

import type { Clock } from "../base/clock.ts";
import { END, type EndCode } from "../capture/body_tap.ts";
import { oneLine, type RequestTexts } from "../capture/descriptor.ts";
import type { Exchange } from "../capture/recorder.ts";
import type { Peer } from "./front.ts";

/** What the forwarder tells about one exchange; without an {@linkcode Exchange} it does nothing. */
export class Call {
  readonly #exchange: Exchange | null;
  readonly #clock: Clock;
  readonly #peer: Peer;
  readonly #startMs: number;
  #texts: RequestTexts | null = null;
  #requestEnd: EndCode | null = null;
  #response: { end: EndCode; began: boolean } | null = null;
  #isOver = false;
  /** Microseconds the proxy itself added. */
  #addedUs = 0;
  #ttfbUs = 0;
  status = 0;
  contentType = "";
  contentEncoding = "";
  upstreamRequestId = "";
  rateLimits = "";
  errorType = "";
  /** Told once how the answer has ended, before the record is closed. */
  onAnswered: ((end: EndCode) => void) | null = null;

  /**
   * @param parts.exchange Null when nothing is recorded.
   * @param parts.peer Told when the exchange begins, which is now, and when it is over.
   */
  constructor(parts: { exchange: Exchange | null; clock: Clock; peer: Peer }) {
    this.#exchange = parts.exchange;
    this.#clock = parts.clock;
    this.#peer = parts.peer;
    this.#startMs = parts.clock.monotonicMs();
    parts.peer.began();
  }

  /** Milliseconds, monotonic, when the request was accepted. */
  get startMs(): number {
    return this.#startMs;
  }

  /** Sets what is known of the request. */
  describe(texts: RequestTexts): void {
    this.#texts = texts;
  }

  /** The request has been written to the upstream. */
  requestWritten(): void {
    this.#addedUs = (this.#clock.monotonicMs() - this.#startMs) * 1000;
  }

  /** The answer's head came at `sinceMs` (monotonic) and is handed on now. */
  answered(sinceMs: number): void {
    const nowMs = this.#clock.monotonicMs();
    this.#addedUs += (nowMs - sinceMs) * 1000;
    this.#ttfbUs = (nowMs - this.#startMs) * 1000;
  }

  /** Copies request bytes that have been handed on, unless the worker has the body already. */
  requestChunk(chunk: Uint8Array): void {
    if (this.#requestEnd === null) this.#exchange?.request.copy(chunk);
  }

  /** Copies response bytes that have been handed on, unless the worker has the body already. */
  responseChunk(chunk: Uint8Array): void {
    if (this.#response === null) this.#exchange?.response.copy(chunk);
  }

  /** The request body has ended; later calls change nothing. */
  requestEnded(end: EndCode, began = true): void {
    if (this.#requestEnd !== null) return;
    this.#requestEnd = end;
    if (this.#texts !== null) this.#exchange?.requestEnded(cleaned(this.#texts), end, began);
    if (this.#response !== null) this.#finish();
  }

  /** The answer has ended, or will never come; later calls change nothing. */
  responseEnded(end: EndCode, began = true): void {
    if (this.#response !== null) return;
    this.#response = { end, began };
    this.onAnswered?.(end);
    if (this.#requestEnd !== null) this.#finish();
  }

  /** True when the request body has ended properly. */
  get isRequestOver(): boolean {
    return this.#requestEnd === END.COMPLETE;
  }

  /** True when the answer has ended one way or the other. */
  get isAnswered(): boolean {
    return this.#response !== null;
  }

  /** True when the client left before both directions had ended properly. */
  get hasClientLeft(): boolean {
    return this.#requestEnd === END.CLIENT_GONE || this.#response?.end === END.CLIENT_GONE;
  }

  #finish(): void {
    if (this.#isOver || this.#response === null) return;
    this.#isOver = true;
    this.#peer.ended();
    const totalUs = Math.round((this.#clock.monotonicMs() - this.#startMs) * 1000);
    this.#exchange?.responseEnded(
      {
        status: this.status,
        contentType: oneLine(this.contentType),
        contentEncoding: oneLine(this.contentEncoding),
        upstreamRequestId: oneLine(this.upstreamRequestId),
        rateLimits: oneLine(this.rateLimits),
        errorType: this.errorType,
        addedUs: Math.round(this.#addedUs),
        ttfbUs: Math.round(this.#ttfbUs),
        totalUs,
      },
      this.#response.end,
      this.#response.began,
    );
  }
}

/** Header values cannot hold line feeds, but a path or method is not trusted to. */
function cleaned(texts: RequestTexts): RequestTexts {
  texts.method = oneLine(texts.method);
  texts.path = oneLine(texts.path);
  return texts;
}
