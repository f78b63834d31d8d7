import { assert, assertEquals } from "../support/std.ts";
import { END } from "../../src/capture/body_tap.ts";
import type { RequestTexts, ResponseFacts } from "../../src/capture/descriptor.ts";
import { Recorder } from "../../src/capture/recorder.ts";
import {
  allocateShared,
  DRAFTS_AHEAD,
  type SharedBuffers,
  STOP,
  viewShared,
} from "../../src/capture/shared.ts";
import { createDetector } from "../../src/detect/detector.ts";
import type { CallDraft } from "../../src/format/draft.ts";
import { STOP_WHEN_EMPTY } from "../../src/worker/crew.ts";
import { TaskLoop, type WorkerMessage } from "../../src/worker/task_loop.ts";

const TEXTS: RequestTexts = {
  method: "POST",
  path: "/v1/chat/completions",
  host: "api.openai.com",
  contentType: "application/json",
  contentEncoding: "",
  clientAddress: "127.0.0.1",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  credential: "Bearer sk-test",
  attribution: "",
  retry: "",
};

const FACTS: ResponseFacts = {
  status: 200,
  contentType: "application/json",
  contentEncoding: "",
  upstreamRequestId: "req_1",
  rateLimits: "",
  errorType: "",
  addedUs: 90,
  ttfbUs: 100,
  totalUs: 200,
};

interface Rig {
  buffers: SharedBuffers;
  recorder: Recorder;
  posted: WorkerMessage[];
  loop: TaskLoop;
}

function rig(): Rig {
  const buffers = allocateShared({ poolBytes: 64 * 1024, slotBytes: 1_024, workers: 1 });
  const recorder = new Recorder(viewShared(buffers), {
    firstOrdinal: 7,
    captureBytesMax: 1_000_000,
    nowMs: () => 1_000,
  });
  const posted: WorkerMessage[] = [];
  return { buffers, recorder, posted, loop: newLoop(buffers, posted) };
}

function newLoop(buffers: SharedBuffers, posted: WorkerMessage[]): TaskLoop {
  const journal = {
    postMessage: (message: WorkerMessage): number => posted.push(message),
  } as unknown as MessagePort;
  const options = {
    markerStyle: "plain" as const,
    decodedBytesMax: 1_000_000,
    isSandboxed: false,
    rules: null,
  };
  return new TaskLoop({ kind: "start", index: 0, buffers, options, journal }, {
    detector: createDetector(),
    ...options,
  });
}

function body(content: string): Uint8Array {
  const value = { model: "gpt-x", messages: [{ role: "user", content }] };
  return new TextEncoder().encode(JSON.stringify(value));
}

function drafts(posted: readonly WorkerMessage[]): CallDraft[] {
  return posted.flatMap((message) => message.kind === "drafts" ? message.drafts : []);
}

function accept(recorder: Recorder): NonNullable<ReturnType<Recorder["accept"]>> {
  const exchange = recorder.accept();
  assert(exchange !== null);
  return exchange;
}

Deno.test("TaskLoop.step() audits a call over several slots and gives everything back", () => {
  const { recorder, posted, loop } = rig();
  const exchange = accept(recorder);
  exchange.request.copy(body(`${"x".repeat(3_000)} jane.roe@example.com`));
  exchange.requestEnded({ ...TEXTS }, END.COMPLETE, true);
  assert(loop.step());
  exchange.response.copy(new TextEncoder().encode('{"choices":[]}'));
  exchange.responseEnded({ ...FACTS }, END.COMPLETE, true);
  assert(loop.step());
  assert(!loop.step());
  assertEquals(drafts(posted), [], "a draft waits for others until it is flushed");
  loop.flush();

  const [draft] = drafts(posted);
  assertEquals(draft?.meta.ord, 7);
  assertEquals(draft?.meta.acceptedAtMs, 1_000);
  assertEquals(draft?.meta.traceId, "0af7651916cd43dd8448eb211c80319c");
  assertEquals(draft?.meta.upstreamRequestId, "req_1");
  assertEquals(draft?.req.capture, "full");
  assertEquals(draft?.req.found, { EMAIL: { count: 1, fields: 1 } });
  assertEquals(draft?.credentialSha256?.length, 32);
  assert(!JSON.stringify(draft).includes("sk-test"), "no credential leaves the worker");
  recorder.maintain();
  assertEquals(recorder.stats().slotsFree, 64);
  assertEquals(recorder.stats().open, 0);
});

Deno.test("TaskLoop zeroes slots before it gives them back", () => {
  const { buffers, recorder, loop } = rig();
  const exchange = accept(recorder);
  exchange.request.copy(body("secret words"));
  exchange.requestEnded({ ...TEXTS }, END.COMPLETE, true);
  loop.step();
  assert(new Uint8Array(buffers.slots).every((byte) => byte === 0));
});

Deno.test("TaskLoop redacts personal data in the path", () => {
  const { recorder, posted, loop } = rig();
  const exchange = accept(recorder);
  exchange.requestEnded({ ...TEXTS, path: "/v1/users/jane.roe@example.com" }, END.COMPLETE, true);
  exchange.responseEnded({ ...FACTS }, END.COMPLETE, true);
  while (loop.step());
  loop.flush();
  assertEquals(drafts(posted)[0]?.meta.path, "/v1/users/[REDACTED:EMAIL]");
});

Deno.test("TaskLoop of a successor records a call whose request was audited by a dead worker", () => {
  const { buffers, recorder, posted, loop } = rig();
  const exchange = accept(recorder);
  exchange.request.copy(body("hello"));
  exchange.requestEnded({ ...TEXTS }, END.COMPLETE, true);
  loop.step();
  const successor = newLoop(buffers, posted);
  assertEquals(recorder.loseWorker(0), [], "the call is still open, so it is not lost");
  exchange.responseEnded({ ...FACTS }, END.COMPLETE, true);
  while (successor.step());
  successor.flush();
  const [draft] = drafts(posted);
  assertEquals(draft?.req.capture, "metadata");
  assertEquals(draft?.req.reason, "worker_lost");
  assertEquals(draft?.wire.format, "openai.chat/2");
});

Deno.test("TaskLoop.run() finishes its ring when told to stop, flushes, and says the end", () => {
  const { buffers, recorder, posted, loop } = rig();
  for (let k = 0; k < 40; k++) {
    const exchange = accept(recorder);
    exchange.requestEnded({ ...TEXTS }, END.COMPLETE, true);
    exchange.responseEnded({ ...FACTS }, END.COMPLETE, true);
  }
  const { workerWords } = viewShared(buffers);
  Atomics.store(workerWords, STOP, STOP_WHEN_EMPTY);
  loop.run();
  assertEquals(
    drafts(posted).map((draft) => draft.meta.ord),
    Array.from({ length: 40 }, (_, k) => 7 + k),
  );
  assertEquals(posted.at(-1), { kind: "end", worker: 0 });
  assertEquals(Atomics.load(workerWords, DRAFTS_AHEAD), 40, "credit is the journal's to give back");
});
