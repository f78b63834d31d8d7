/**
 * How an exchange ended, and whether it ended through the proxy as it did directly. Pure.
 * @module
 */

import type { Ending, Exchange } from "./schedule.ts";

/** What the client saw of one exchange. */
export interface Outcome {
  ending: Ending;
  /** 0 when no head came. */
  status: number;
  /** Bytes of the body that arrived; without framing, with content coding. */
  bodyBytes: number;
  /** SHA-256 of them, hex. */
  digest: string;
  /** Value by name of the fields that must come through; absent ones are empty. */
  fields: Readonly<Record<string, string>>;
  /** Why it failed, or empty. */
  reason: string;
  /** Type of the proxy's own error, such as `outband_upstream_closed`, or empty. */
  ownError: string;
  /** How the request may have met a connection that the upstream was closing, or null. */
  stale: Stale | null;
  /** After the client left: false when the upstream was not told in time. */
  isUpstreamFreed: boolean;
  /** How often the upstream got the request; more than once must never be. */
  arrivals: number;
  /** The request is known to have reached the server: the upstream saw it, or a head came back. */
  isSurelySeen: boolean;
}

/**
 * How a request met a closing connection: `seen` when the upstream read it there after its end,
 * `near` when the upstream never saw it and had closed a connection of this way a moment before.
 */
export type Stale = "seen" | "near";

/** What a comparison says. */
export interface Comparison {
  /**
   * `stale` is a failure that can happen directly just as well; `hanging` is an upstream that was
   * not told that the client had left.
   */
  verdict: "same" | "stale" | "hanging" | "different";
  /** What differs; empty when nothing does. */
  reason: string;
}

/** Fields of an answer that must come through. */
export const FIELDS_COMPARED: readonly string[] = [
  "content-type",
  "content-encoding",
  "x-request-id",
];

const SAME: Comparison = { verdict: "same", reason: "" };

/** The failure with which the proxy answers when the upstream closes before its answer. */
const CLOSED_ERROR = "outband_upstream_closed";

/**
 * Faults of the direct run, which is the measure of the other one, or null.
 *
 * @returns One clause; it means that the soak is wrong, not the proxy.
 */
export function directFault(exchange: Exchange, direct: Outcome): string | null {
  if (direct.ending !== exchange.ending) {
    return `directly it was ${described(direct)}, planned is ${exchange.ending}`;
  }
  if (direct.ending === "answered" && direct.status !== exchange.upstream.status) {
    return `directly its status was ${direct.status}, planned is ${exchange.upstream.status}`;
  }
  return direct.isUpstreamFreed ? null : "directly the upstream did not see the client leave";
}

/** Compares the outcome through the proxy with the direct one. */
export function compareOutcomes(direct: Outcome, proxied: Outcome): Comparison {
  if (proxied.arrivals > 1) return different(`the upstream got it ${proxied.arrivals} times`);
  if (!proxied.isUpstreamFreed) {
    return { verdict: "hanging", reason: "the upstream was not told that the client left" };
  }
  if (isStale(proxied)) return { verdict: "stale", reason: `stale, ${proxied.stale}` };
  if (direct.ending === "failed") {
    return isFailure(proxied)
      ? SAME
      : different(`it was ${described(proxied)}, directly it failed`);
  }
  if (proxied.ending !== direct.ending || proxied.ownError !== "") {
    return different(`it was ${described(proxied)}, directly ${direct.ending}`);
  }
  return compareAnswers(direct, proxied);
}

/** Both ended in the same way; what came down must be the same, too. */
function compareAnswers(direct: Outcome, proxied: Outcome): Comparison {
  if (proxied.status !== direct.status) {
    return different(`its status was ${proxied.status}, directly ${direct.status}`);
  }
  for (const [name, value] of Object.entries(direct.fields)) {
    const seen = proxied.fields[name] ?? "";
    if (seen !== value) return different(`${name} was "${seen}", directly "${value}"`);
  }
  if (proxied.bodyBytes !== direct.bodyBytes) {
    return different(`${proxied.bodyBytes} bytes came, directly ${direct.bodyBytes}`);
  }
  return proxied.digest === direct.digest ? SAME : different("the bytes of the body differ");
}

/** A broken body is a failure, and so is an answer with which the proxy says that there is none. */
function isFailure({ ending, ownError }: Outcome): boolean {
  return ending === "failed" || (ending === "answered" && ownError !== "");
}

/**
 * A request that met a connection which the upstream was closing: the proxy says so, and the
 * upstream has not served it.
 */
function isStale({ stale, status, ownError, arrivals }: Outcome): boolean {
  return stale !== null && status === 502 && ownError === CLOSED_ERROR && arrivals === 0;
}

function described({ ending, status, ownError, reason }: Outcome): string {
  const detail = [status === 0 ? "" : `${status}`, ownError, reason].filter((text) => text !== "");
  return detail.length === 0 ? ending : `${ending} (${detail.join(", ")})`;
}

function different(reason: string): Comparison {
  return { verdict: "different", reason };
}
