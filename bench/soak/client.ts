/**
 * The client's side of a soak: runs one exchange over a kept-alive connection of its way, and says
 * how it ended.
 * @module
 */

import { createHash, type Hash } from "node:crypto";
import { concat, utf8 } from "../../src/base/bytes.ts";
import { WHOLE_BODY_BYTES_MAX } from "../../src/base/limits.ts";
import { withDeadline } from "../../tests/support/deadline.ts";
import {
  type AnswerHead,
  chunkBytes,
  RawClient,
  requestBytes,
} from "../../tests/support/raw_client.ts";
import { type HeaderPair, headerValues } from "../../tests/support/wire_reader.ts";
import { TARGET } from "../workload.ts";
import {
  answerPieces,
  bytesBeforeLeaving,
  digestOf,
  type Pieces,
  requestPieces,
} from "./bodies.ts";
import { pause } from "./bounded.ts";
import { FIELDS_COMPARED, type Outcome } from "./outcome.ts";
import type { Exchange } from "./schedule.ts";
import { type Sight, SOAK_FIELD, type SoakUpstream, type Way } from "./upstream.ts";

/** Longest wait for one read. */
const READ_MS_MAX = 30_000;
/** Longest exchange, pauses included. */
const EXCHANGE_MS_MAX = 90_000;
/** Longest time from the client's leaving until the upstream is told. */
const LEAVE_MS_MAX = 10_000;
/** Time for a request head to reach a proxy that shows no sign of it. */
const HEAD_MS = 200;
/** Bytes of an error's body that are looked at. */
const ERROR_BYTES_MAX = 512;
/** Tries of a direct request that met closing connections; the last one has a new connection. */
const DIRECT_TRIES_MAX = 3;

const OWN_ERROR_REGEXP = /^\{"error":\{"type":"(outband_[a-z_]{1,40})"/;

/** One way to the upstream, with its idle connections. */
export class Lane {
  readonly way: Way;
  readonly upstream: SoakUpstream;
  readonly #port: number;
  #idle: RawClient[] = [];
  /** Direct requests that met a closing connection and were sent again. */
  staleRetries = 0;
  /** Connections opened. */
  connections = 0;

  constructor(way: Way, port: number, upstream: SoakUpstream) {
    this.way = way;
    this.#port = port;
    this.upstream = upstream;
  }

  /** An idle connection, or null. */
  takeIdle(): RawClient | null {
    return this.#idle.pop() ?? null;
  }

  /** A new connection. */
  connect(): Promise<RawClient> {
    this.connections++;
    return RawClient.connect(this.#port, READ_MS_MAX);
  }

  /** Keeps a connection for the next exchange. */
  give(client: RawClient): void {
    this.#idle.push(client);
  }

  /** Closes the idle connections. */
  closeIdle(): void {
    for (const client of this.#idle) client.close();
    this.#idle = [];
  }
}

/** An exchange under way on a connection. */
interface Run {
  exchange: Exchange;
  key: string;
  pieces: Pieces;
  client: RawClient;
  sight: Sight;
  /** The proxy sends a body of this kind only when it has the whole of it. */
  isHeldBack: boolean;
}

/** Runs one exchange on one way. Never throws. */
export async function runExchange(lane: Lane, exchange: Exchange): Promise<Outcome> {
  const { way, upstream } = lane;
  const key = `${way}-${exchange.index}`;
  const pieces = requestPieces(exchange);
  for (let attempt = 1;; attempt++) {
    const sight = upstream.expect(key, exchange);
    try {
      const pooled = attempt === DIRECT_TRIES_MAX ? null : lane.takeIdle();
      const outcome = await runOn(lane, { exchange, key, pieces, sight, pooled });
      const isStale = pooled !== null && outcome.ending === "failed" && sight.arrivals === 0;
      if (way === "proxied" || !isStale) return outcome;
      lane.staleRetries++;
    } finally {
      upstream.forget(key);
    }
  }
}

async function runOn(
  lane: Lane,
  call: {
    exchange: Exchange;
    key: string;
    pieces: Pieces;
    sight: Sight;
    pooled: RawClient | null;
  },
): Promise<Outcome> {
  const { exchange, sight, pooled } = call;
  const draft = new OutcomeDraft();
  let client: RawClient | null = null;
  try {
    client = pooled ?? await lane.connect();
    const bodyBytes = call.pieces.reduce((sum, { length }) => sum + length, 0);
    const isHeldBack = lane.way === "proxied" && exchange.client.framing === "length" &&
      bodyBytes <= WHOLE_BODY_BYTES_MAX;
    const run: Run = { ...call, client, isHeldBack };
    const isReusable = await withDeadline(converse(run, draft), {
      ms: EXCHANGE_MS_MAX,
      describe: () => "The exchange did not end",
    });
    if (isReusable) lane.give(client);
    else client.close();
  } catch (error) {
    client?.close();
    draft.fail(error);
  }
  return await finish(lane, { draft, sight });
}

/** What only the upstream knows of an exchange that has ended for the client. */
async function finish(
  lane: Lane,
  ended: { draft: OutcomeDraft; sight: Sight },
): Promise<Outcome> {
  const { draft, sight } = ended;
  let isUpstreamFreed = true;
  if (draft.ending === "aborted" && sight.arrivals > 0) {
    isUpstreamFreed = await withDeadline(sight.freed.then(() => true), {
      ms: LEAVE_MS_MAX,
      describe: () => "The upstream was not told",
    }).catch(() => false);
  }
  const { arrivals, hasMetClosing } = sight;
  const isNear = arrivals === 0 && lane.upstream.hasClosedLately(lane.way);
  return {
    ...draft.result(),
    stale: hasMetClosing ? "seen" : isNear ? "near" : null,
    isUpstreamFreed,
    arrivals,
    isSurelySeen: arrivals > 0 || hasMetClosing || draft.status > 0,
  };
}

/** What the client has seen so far. */
class OutcomeDraft {
  ending: Outcome["ending"] = "failed";
  status = 0;
  fields: Record<string, string> = {};
  #reason = "";
  #bytes = 0;
  readonly #hash: Hash = createHash("sha256");
  #start: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  /** The final head has come. */
  sawHead(head: AnswerHead, method: string): void {
    this.status = head.status;
    // The length is framing, except in answers to HEAD, of which it is the content.
    const names = method === "HEAD" ? [...FIELDS_COMPARED, "content-length"] : FIELDS_COMPARED;
    for (const name of names) this.fields[name] = headerValues(head.headers, name).join(", ");
  }

  /** Bytes of the body have come. */
  sawBody(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    this.#hash.update(bytes);
    if (this.status >= 400 && this.#start.length < ERROR_BYTES_MAX) {
      this.#start = concat(this.#start, bytes.slice(0, ERROR_BYTES_MAX));
    }
  }

  /** It did not end as an answer should. */
  fail(error: unknown): void {
    this.ending = "failed";
    this.#reason = error instanceof Error ? error.message : String(error);
  }

  /** Type of the proxy's own error, or empty. */
  get ownError(): string {
    return OWN_ERROR_REGEXP.exec(new TextDecoder().decode(this.#start))?.[1] ?? "";
  }

  /** What is known without the upstream; to be asked once. */
  result(): Pick<
    Outcome,
    "ending" | "status" | "bodyBytes" | "digest" | "fields" | "reason" | "ownError"
  > {
    return {
      ending: this.ending,
      status: this.status,
      bodyBytes: this.#bytes,
      digest: this.#hash.digest("hex"),
      fields: this.fields,
      reason: this.#reason,
      ownError: this.ownError,
    };
  }
}

/** Sends and reads; true when the connection can carry another exchange. */
async function converse(run: Run, draft: OutcomeDraft): Promise<boolean> {
  const { exchange: { client: plan }, client } = run;
  const sendFault = await send(run).then(() => null, (error: unknown) => error);
  const leavesEarly = plan.leaves === "before_head" || plan.leaves === "in_upload";
  const head = sendFault === null && leavesEarly
    ? await answerBeforeLeaving(run)
    // Also after a failed write: the reason may stand in an answer that came early.
    : await readFinalHead(client).catch((error: unknown) => {
      throw sendFault ?? error;
    });
  if (head === null) {
    draft.ending = "aborted";
    return false;
  }
  draft.sawHead(head, plan.method);
  if (plan.leaves === "in_stream") return await leaveInStream(run, { draft, head });
  return await readBody(run, { draft, head });
}

/** Reads the body to its end; true when the connection can carry another exchange. */
async function readBody(
  run: Run,
  answer: { draft: OutcomeDraft; head: AnswerHead },
): Promise<boolean> {
  const { exchange: { client: plan }, client } = run;
  const { draft, head } = answer;
  const body = client.body(head, plan.method);
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    draft.sawBody(piece);
    if (plan.readPauseMs > 0) await pause(plan.readPauseMs);
  }
  if (!body.complete) {
    draft.fail("the body was cut");
    return false;
  }
  draft.ending = "answered";
  const closes = headerValues(head.headers, "connection").some((value) => /\bclose\b/i.test(value));
  return !closes && !plan.closes && plan.leaves === null && draft.ownError === "";
}

/** Reads as much of a stream as is sure to come, and leaves. */
async function leaveInStream(
  run: Run,
  answer: { draft: OutcomeDraft; head: AnswerHead },
): Promise<boolean> {
  const { exchange, client, pieces } = run;
  const { draft, head } = answer;
  let left = bytesBeforeLeaving(answerPieces(exchange, digestOf(...pieces)));
  const body = client.body(head);
  while (left > 0) {
    const piece = await body.next();
    if (piece === null) {
      draft.fail("the stream ended before the client left");
      return false;
    }
    draft.sawBody(piece.subarray(0, left));
    left -= piece.length;
  }
  draft.ending = "aborted";
  return false;
}

/** Waits until the request is on its way, and returns null; or the answer that came before. */
async function answerBeforeLeaving(run: Run): Promise<AnswerHead | null> {
  const { exchange, sight, isHeldBack, client } = run;
  const isInUpload = exchange.client.leaves === "in_upload";
  if (isInUpload && isHeldBack) {
    await pause(HEAD_MS);
    return null;
  }
  const signal = isInUpload ? sight.head : sight.whole;
  // When the client leaves first this read fails, which is of no interest then.
  return await Promise.race([signal.then(() => null), readFinalHead(client)]);
}

async function readFinalHead(client: RawClient): Promise<AnswerHead> {
  let head = await client.readHead();
  while (head.status < 200) head = await client.readHead();
  return head;
}

/** Sends the request, or its beginning when the client leaves in the upload. */
async function send(run: Run): Promise<void> {
  const { exchange: { client: plan }, key, pieces, client } = run;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const headers: HeaderPair[] = [[SOAK_FIELD, key], ["authorization", "Bearer soak"]];
  if (plan.closes) headers.push(["connection", "close"]);
  if (pieces.length > 0) {
    const isChunked = plan.framing === "chunked";
    headers.push(["content-type", "application/json"]);
    headers.push(isChunked ? ["transfer-encoding", "chunked"] : ["content-length", `${length}`]);
  }
  const head = requestBytes({ method: plan.method, target: TARGET, headers }, "soak.example");
  if (pieces.length < 2) {
    const parts = pieces.map((piece) => plan.framing === "chunked" ? chunkBytes(piece) : piece);
    await client.sendBytes(concat(head, ...parts));
  } else {
    await client.sendBytes(head);
    await sendPieces(run);
  }
  const isWhole = plan.leaves !== "in_upload";
  if (plan.framing === "chunked" && pieces.length > 0 && isWhole) {
    await client.sendBytes(utf8("0\r\n\r\n"));
  }
}

async function sendPieces({ exchange: { client: plan }, pieces, client }: Run): Promise<void> {
  const middle = pieces.length >> 1;
  const sent = plan.leaves === "in_upload" ? pieces.slice(0, middle) : pieces;
  for (const [k, piece] of sent.entries()) {
    const waitMs = k === middle ? plan.stallMs : k > 0 ? plan.piecePauseMs : 0;
    if (waitMs > 0) await pause(waitMs);
    await client.sendBytes(plan.framing === "chunked" ? chunkBytes(piece) : piece);
  }
}
