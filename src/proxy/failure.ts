/**
 * What goes wrong on the way to the upstream, and the one line of JSON that says so.
 * @module
 */

import { STATUS_TEXT } from "../base/std.ts";
import {
  ClientGoneError,
  ConnectError,
  CutError,
  HeaderTimeoutError,
  StreamIdleError,
  TransferCodingError,
} from "./exchange_errors.ts";
import { HeadError } from "./response_head.ts";

/** Why an exchange has no answer of the upstream. */
export type Failure =
  | "upstream_unreachable"
  | "connect_timeout"
  | "header_timeout"
  | "head_too_large"
  | "no_route"
  | "stream_idle_timeout"
  | "upstream_closed"
  | "upstream_bad_response"
  | "connect_unsupported"
  | "transfer_coding_unsupported"
  | "draining"
  | "client_gone";

const STATUS_OF: Record<Failure, number> = {
  upstream_unreachable: 502,
  connect_timeout: 504,
  header_timeout: 504,
  head_too_large: 431,
  no_route: 404,
  stream_idle_timeout: 504,
  upstream_closed: 502,
  upstream_bad_response: 502,
  connect_unsupported: 501,
  transfer_coding_unsupported: 501,
  draining: 503,
  client_gone: 502,
};

const MESSAGE_OF: Record<Failure, string> = {
  upstream_unreachable: "Cannot connect to the upstream; check --target, --route and the network",
  connect_timeout: "The upstream took too long to accept a connection",
  header_timeout: "The upstream took too long to answer",
  head_too_large: "Target and header fields are larger than --max-header-size",
  no_route: "No --route takes this path or host, and there is no --target",
  stream_idle_timeout: "Nothing passed for longer than --stream-idle-timeout",
  upstream_closed: "The upstream closed the connection before it answered",
  upstream_bad_response: "The upstream's answer is not valid HTTP/1.1, or cannot be handed on",
  connect_unsupported: "CONNECT is for forward proxies; give the base URL of this one instead",
  transfer_coding_unsupported: "Of the transfer codings, only chunked is forwarded",
  draining: "The proxy is stopping",
  client_gone: "The client left",
};

/** The failure behind an error. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConnectError) {
    return error.isTimeout ? "connect_timeout" : "upstream_unreachable";
  }
  if (error instanceof HeaderTimeoutError) return "header_timeout";
  if (error instanceof CutError) return "draining";
  if (error instanceof StreamIdleError) return "stream_idle_timeout";
  if (error instanceof HeadError || error instanceof RangeError) return "upstream_bad_response";
  if (error instanceof ClientGoneError) return "client_gone";
  if (error instanceof TransferCodingError) return "transfer_coding_unsupported";
  return "upstream_closed";
}

/** The answer for a failure: `{"error":{"type":"outband_upstream_closed","message":"..."}}`. */
export function refusal(failure: Failure): Response {
  const status = STATUS_OF[failure];
  const error = { type: `outband_${failure}`, message: MESSAGE_OF[failure], code: status };
  return new Response(`${JSON.stringify({ error })}\n`, {
    status,
    statusText: STATUS_TEXT[status] ?? "",
    headers: { "content-type": "application/json" },
  });
}
