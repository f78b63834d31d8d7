/**
 * What ends an exchange before its time. `failure.ts` says what the client is told.
 * @module
 */

/** A connection to the upstream could not be made. */
export class ConnectError extends Error {
  override name = "ConnectError";
  /** True when it took too long, false when it was refused or not found. */
  readonly isTimeout: boolean;

  constructor(message: string, options: { isTimeout: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.isTimeout = options.isTimeout;
  }
}

/** The upstream did not answer in time. */
export class HeaderTimeoutError extends Error {
  override name = "HeaderTimeoutError";
}

/** Nothing passed for too long. */
export class StreamIdleError extends Error {
  override name = "StreamIdleError";
}

/** The drain time is over. */
export class CutError extends Error {
  override name = "CutError";
}

/** The client left before its request was read, or while it waited. */
export class ClientGoneError extends Error {
  override name = "ClientGoneError";
}

/** The request body carries a transfer coding besides chunked, which the server does not undo. */
export class TransferCodingError extends Error {
  override name = "TransferCodingError";
}

/** An answer that has begun will not come to its end; the record of the call says why. */
export class AnswerCutError extends Error {
  override name = "AnswerCutError";
}
