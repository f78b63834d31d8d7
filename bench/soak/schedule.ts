/**
 * The schedule of a soak: what client and upstream do in each exchange, as a pure function of a
 * seed and the exchange's index. Nobody holds a list, so a run may be as long as it likes.
 * @module
 */

import { randomFrom } from "../../tests/support/random.ts";

/** What an exchange is there to try. */
export type Kind =
  | "small"
  | "post_20k"
  | "post_100k"
  | "post_300k"
  | "chunked_upload"
  | "sse"
  | "gzip"
  | "until_eof"
  | "get"
  | "head"
  | "slow_reader"
  | "stalled_upload"
  | "abort_before_head"
  | "abort_in_stream"
  | "abort_in_upload"
  | "cut_body"
  | "close_after"
  | "status_5xx"
  | "garbage";

/** How often a kind comes, relative to the others. */
export const WEIGHT_OF: Readonly<Record<Kind, number>> = {
  small: 430,
  post_20k: 80,
  post_100k: 30,
  post_300k: 12,
  chunked_upload: 50,
  sse: 80,
  gzip: 50,
  until_eof: 40,
  get: 60,
  head: 30,
  slow_reader: 8,
  stalled_upload: 14,
  abort_before_head: 18,
  abort_in_stream: 18,
  abort_in_upload: 16,
  cut_body: 18,
  close_after: 25,
  status_5xx: 25,
  garbage: 16,
};

/** All kinds, in the order of {@linkcode WEIGHT_OF}. */
export const KINDS: readonly Kind[] = Object.keys(WEIGHT_OF) as Kind[];

/** How an exchange ends when nothing is wrong with what lies between client and upstream. */
export type Ending =
  /** With a whole answer, of whatever status. */
  | "answered"
  /** Without a whole answer: the upstream broke off, or talked nonsense. */
  | "failed"
  /** The client left. */
  | "aborted";

/** What the client does. */
export interface ClientPlan {
  method: "POST" | "GET" | "HEAD";
  /** Characters of text in the body; 0 for no body. */
  textBytes: number;
  framing: "length" | "chunked";
  /** Writes in which the body goes out. */
  pieces: number;
  /** Pause in milliseconds before each piece but the first. */
  piecePauseMs: number;
  /** Pause in the middle of the upload, milliseconds. */
  stallMs: number;
  /** Pause after each read of the answer, milliseconds. */
  readPauseMs: number;
  /** It says `connection: close`. */
  closes: boolean;
  /** Where it leaves, or null. */
  leaves: "before_head" | "in_stream" | "in_upload" | null;
}

/** What the upstream does. */
export interface UpstreamPlan {
  status: number;
  content: "json" | "sse" | "gzip" | "octets";
  framing: "length" | "chunked" | "eof";
  /** Wait in milliseconds before the head. */
  thinkMs: number;
  /** Writes in which the answer's body goes out. */
  chunks: number;
  /** Pause in milliseconds before each of them but the first. */
  chunkPauseMs: number;
  /** Bytes of `octets`, characters of text of the other contents. */
  bodyBytes: number;
  /**
   * What comes after the answer, or instead of its end: `close` and `linger` close the connection
   * without having said so, `linger` reads on for a moment as careful servers do.
   */
  end: "keep" | "close" | "linger" | "cut" | "garbage" | "silence";
  /** Which nonsense; 0 to {@linkcode GARBAGE_VARIANTS} less 1. */
  garbage: number;
}

/** One exchange; it is run directly and through the proxy. */
export interface Exchange {
  index: number;
  kind: Kind;
  client: ClientPlan;
  upstream: UpstreamPlan;
  ending: Ending;
}

/** Number of ways to talk nonsense. */
export const GARBAGE_VARIANTS = 5;

/** Chunks that a client that will leave in the stream has to see first. */
export const CHUNKS_BEFORE_LEAVING = 3;

type Draw = (below: number) => number;

const WEIGHT_SUM = KINDS.reduce((sum, kind) => sum + WEIGHT_OF[kind], 0);

const PLAIN_CLIENT: ClientPlan = {
  method: "POST",
  textBytes: 900,
  framing: "length",
  pieces: 1,
  piecePauseMs: 0,
  stallMs: 0,
  readPauseMs: 0,
  closes: false,
  leaves: null,
};

const PLAIN_UPSTREAM: UpstreamPlan = {
  status: 200,
  content: "json",
  framing: "length",
  thinkMs: 0,
  chunks: 1,
  chunkPauseMs: 0,
  bodyBytes: 1_200,
  end: "keep",
  garbage: 0,
};

/**
 * The exchange with this index; the same for the same seed, in any order of asking.
 *
 * @param seed Unsigned, 32 bits.
 * @param index From 0.
 */
export function exchangeAt(seed: number, index: number): Exchange {
  const draw = randomFrom(mixed(seed, index));
  const kind = drawKind(draw);
  const client: ClientPlan = {
    ...PLAIN_CLIENT,
    textBytes: 200 + draw(1_500),
    closes: draw(20) === 0,
  };
  const upstream: UpstreamPlan = {
    ...PLAIN_UPSTREAM,
    // Most models answer soon here; some take long enough for the proxy to watch the client.
    thinkMs: draw(10) === 0 ? 50 + draw(400) : draw(20),
    bodyBytes: 200 + draw(3_000),
  };
  const change = CHANGES[kind](draw);
  return {
    index,
    kind,
    client: { ...client, ...change.client },
    upstream: { ...upstream, ...change.upstream },
    ending: change.ending ?? "answered",
  };
}

interface Change {
  client?: Partial<ClientPlan>;
  upstream?: Partial<UpstreamPlan>;
  ending?: Ending;
}

/** What makes each kind differ from a plain small call. */
const CHANGES: Readonly<Record<Kind, (draw: Draw) => Change>> = {
  small: () => ({}),
  post_20k: () => ({ client: { textBytes: 20_000 } }),
  post_100k: (draw) => ({ client: { textBytes: 100_000, pieces: 1 + draw(8) } }),
  // Above the size up to which the proxy sends a body only when it is complete.
  post_300k: (draw) => ({ client: { textBytes: 300_000, pieces: 1 + draw(16) } }),
  chunked_upload: (draw) => ({
    client: {
      textBytes: 500 + draw(40_000),
      framing: "chunked",
      pieces: 2 + draw(20),
      piecePauseMs: draw(8),
    },
  }),
  sse: (draw) => ({
    upstream: {
      content: "sse",
      framing: "chunked",
      chunks: 20 + draw(281),
      chunkPauseMs: draw(11),
    },
  }),
  gzip: (draw) => ({
    upstream: {
      content: "gzip",
      framing: draw(2) === 0 ? "length" : "chunked",
      chunks: 1 + draw(4),
      chunkPauseMs: draw(3),
      bodyBytes: 2_000 + draw(30_000),
    },
  }),
  until_eof: (draw) => ({
    upstream: { framing: "eof", chunks: 1 + draw(6), chunkPauseMs: draw(5) },
  }),
  get: () => ({ client: { method: "GET", textBytes: 0 } }),
  head: () => ({ client: { method: "HEAD", textBytes: 0 } }),
  slow_reader: (draw) => ({
    client: { readPauseMs: 5 + draw(40) },
    upstream: { content: "octets", bodyBytes: 1_000_000 + draw(2_000_000), chunks: 30 },
  }),
  stalled_upload: (draw) => ({
    client: {
      textBytes: draw(2) === 0 ? 60_000 : 300_000,
      framing: draw(2) === 0 ? "length" : "chunked",
      pieces: 4,
      stallMs: 200 + draw(2_500),
    },
  }),
  abort_before_head: (draw) => ({
    client: {
      leaves: "before_head",
      ...(draw(5) === 0 ? { method: "GET", textBytes: 0 } : {
        textBytes: [100, 1_000, 20_000, 300_000][draw(4)] ?? 100,
        framing: draw(4) === 0 ? "chunked" : "length",
      }),
    },
    upstream: { end: "silence" },
    ending: "aborted",
  }),
  abort_in_stream: (draw) => ({
    client: { leaves: "in_stream" },
    upstream: {
      content: "sse",
      framing: "chunked",
      chunks: CHUNKS_BEFORE_LEAVING + draw(20),
      chunkPauseMs: draw(5),
      end: "silence",
    },
    ending: "aborted",
  }),
  abort_in_upload: (draw) => ({
    client: {
      leaves: "in_upload",
      textBytes: draw(3) === 0 ? 60_000 : 300_000,
      framing: draw(2) === 0 ? "length" : "chunked",
      pieces: 4,
    },
    ending: "aborted",
  }),
  cut_body: (draw) => ({
    upstream: {
      content: draw(2) === 0 ? "sse" : "json",
      framing: draw(2) === 0 ? "length" : "chunked",
      chunks: 1 + draw(30),
      chunkPauseMs: draw(4),
      bodyBytes: 2_000 + draw(100_000),
      end: "cut",
    },
    ending: "failed",
  }),
  close_after: (draw) => ({ upstream: { end: draw(2) === 0 ? "close" : "linger" } }),
  status_5xx: (draw) => ({ upstream: { status: [500, 503, 529][draw(3)] ?? 500 } }),
  garbage: (draw) => ({
    upstream: { end: "garbage", garbage: draw(GARBAGE_VARIANTS) },
    ending: "failed",
  }),
};

function drawKind(draw: Draw): Kind {
  let left = draw(WEIGHT_SUM);
  for (const kind of KINDS) {
    left -= WEIGHT_OF[kind];
    if (left < 0) return kind;
  }
  throw new Error("The weights do not add up");
}

/**
 * One seed out of two numbers, so that neighbours have nothing in common: the finalizer of
 * MurmurHash3.
 */
function mixed(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index + 1, 0x9e37_79b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
