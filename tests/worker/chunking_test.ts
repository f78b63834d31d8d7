/**
 * However a stream is cut on its way, the record is the same: every fixture's stream, in random
 * pieces, through the pool and the loop of a worker.
 */

import { END } from "../../src/capture/body_tap.ts";
import type { RequestTexts, ResponseFacts } from "../../src/capture/descriptor.ts";
import { Recorder } from "../../src/capture/recorder.ts";
import { allocateShared, viewShared } from "../../src/capture/shared.ts";
import { createDetector } from "../../src/detect/detector.ts";
import type { CallDraft } from "../../src/format/draft.ts";
import { TaskLoop, type WorkerMessage } from "../../src/worker/task_loop.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals } from "../support/std.ts";
import { bodyBytes, streamBytes } from "../wire/canary.ts";
import { FIXTURES } from "../wire/fixtures/all.ts";
import type { WireFixture } from "../wire/fixtures/fixture.ts";

const ROUNDS = 4;
/** Longest piece; most are far shorter, and some are empty. */
const PIECE_BYTES_MAX = 300;
/** Small and odd, so that pieces and slots never agree. */
const SLOT_BYTES = 1_024;

const FACTS: ResponseFacts = {
  status: 200,
  contentType: "",
  contentEncoding: "",
  upstreamRequestId: "",
  rateLimits: "",
  errorType: "",
  addedUs: 1,
  ttfbUs: 2,
  totalUs: 3,
};

function textsOf({ method, path, host, requestType }: WireFixture): RequestTexts {
  return {
    method,
    path,
    host,
    contentType: requestType,
    contentEncoding: "",
    clientAddress: "127.0.0.1",
    traceparent: "",
    credential: "",
    attribution: "",
    retry: "",
  };
}

/** Cuts bytes into pieces; all in one without a generator. */
function piecesOf(bytes: Uint8Array, random: ((below: number) => number) | null): Uint8Array[] {
  if (random === null) return [bytes];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + random(random(4) === 0 ? PIECE_BYTES_MAX : 12));
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

/** The draft of a fixture whose bodies came in pieces. */
function play(fixture: WireFixture, random: ((below: number) => number) | null): CallDraft {
  const buffers = allocateShared({ poolBytes: 1024 * 1024, slotBytes: SLOT_BYTES, workers: 1 });
  const views = viewShared(buffers);
  const nowMs = (): number => 1_000;
  const recorder = new Recorder(views, { firstOrdinal: 0, captureBytesMax: 1_000_000, nowMs });
  const posted: WorkerMessage[] = [];
  const journal = {
    postMessage: (message: WorkerMessage): number => posted.push(message),
  } as unknown as MessagePort;
  const options = {
    markerStyle: "plain" as const,
    decodedBytesMax: 1_000_000,
    isSandboxed: false,
    rules: null,
  };
  const loop = new TaskLoop({ kind: "start", index: 0, buffers, options, journal }, {
    detector: createDetector(),
    ...options,
  });
  const exchange = recorder.accept();
  assert(exchange !== null);
  const answer = streamBytes(fixture.stream as NonNullable<WireFixture["stream"]>);
  for (const piece of piecesOf(bodyBytes(fixture.request), random)) exchange.request.copy(piece);
  exchange.requestEnded(textsOf(fixture), END.COMPLETE, true);
  for (const piece of piecesOf(answer.bytes, random)) exchange.response.copy(piece);
  exchange.responseEnded({ ...FACTS, contentType: answer.type }, END.COMPLETE, true);
  while (loop.step()) continue;
  loop.flush();
  const [draft] = posted.flatMap((message) => message.kind === "drafts" ? message.drafts : []);
  assert(draft !== undefined);
  return draft;
}

Deno.test("random pieces of every stream give the same record", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (const fixture of FIXTURES) {
    if (fixture.stream === undefined) continue;
    const whole = play(fixture, null);
    for (let round = 0; round < ROUNDS; round++) {
      assertEquals(play(fixture, random), whole, `${fixture.format}, seed ${seed}`);
    }
  }
});
