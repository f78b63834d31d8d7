/**
 * The one way in which anchors, spans and metrics leave the machine: a POST of some bytes to an
 * address that the operator named. Nothing is followed, and what comes back is bounded.
 * @module
 */

import { concatAll } from "../base/bytes.ts";
import { messageOf, OutbandError } from "../base/errors.ts";

/** What is sent. */
export interface Posting {
  url: string;
  contentType: string;
  /** Further fields, such as a token of the operator's. */
  headers?: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
  /** Longest wait for the whole answer. */
  timeoutMs: number;
  /** Longest answer that is read. */
  bytesMax: number;
}

/** What came back. */
export interface Reply {
  status: number;
  contentType: string;
  body: Uint8Array;
}

/** Posts; a parameter of those who need it, so that they are tested without a network. */
export type Post = (posting: Posting) => Promise<Reply>;

/**
 * Posts over HTTP or HTTPS.
 *
 * @throws {OutbandError} NETWORK, naming the address and what happened.
 */
export async function post(posting: Posting): Promise<Reply> {
  const { url, contentType, headers = {}, body, timeoutMs, bytesMax } = posting;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": contentType },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "",
      body: await bounded(response, bytesMax),
    };
  } catch (error) {
    if (error instanceof OutbandError) throw error;
    throw new OutbandError("NETWORK", `Cannot post to ${url}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function bounded(response: Response, bytesMax: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > bytesMax) {
      throw new OutbandError(
        "NETWORK",
        `Cannot read the answer of ${response.url}: it is longer than ${bytesMax} bytes`,
      );
    }
    pieces.push(piece);
  }
  return concatAll(pieces);
}
