/** Ordinals, jobs, fates and lost workers: every accepted request is accounted for. */

import { EXCHANGES_MAX, FATE_TABLE_BYTES } from "../../src/base/limits.ts";
import { END } from "../../src/capture/body_tap.ts";
import type { RequestTexts, ResponseFacts } from "../../src/capture/descriptor.ts";
import {
  type Exchange,
  FATE_TABLE_FULL,
  Recorder,
  REQUEST_JOB,
  RESPONSE_JOB,
  type StateChange,
} from "../../src/capture/recorder.ts";
import {
  ACCEPTED,
  allocateShared,
  CURRENT_JOB,
  DESCRIPTOR_TAG,
  FATES_SCANNED,
  FATES_WRITTEN,
  type SharedViews,
  viewShared,
  WAKE,
  WORKER_WORDS,
} from "../../src/capture/shared.ts";
import { assertAllReturned, FakeWorker, passedWhole, patternBytes } from "../support/proxy_rig.ts";
import { assert, assertEquals } from "../support/std.ts";

const TEXTS: RequestTexts = {
  method: "POST",
  path: "/v1/messages",
  host: "api.example",
  contentType: "application/json",
  contentEncoding: "",
  clientAddress: "127.0.0.1",
  traceparent: "",
  credential: "",
  attribution: "",
  retry: "",
};

const FACTS: ResponseFacts = {
  status: 200,
  contentType: "application/json",
  contentEncoding: "",
  upstreamRequestId: "",
  rateLimits: "",
  errorType: "",
  addedUs: 1,
  ttfbUs: 2,
  totalUs: 3,
};

interface Desk {
  views: SharedViews;
  recorder: Recorder;
  changes: StateChange[];
  worker: FakeWorker;
}

function newDesk(
  options: { firstOrdinal?: number; captureBytesMax?: number; slots?: number; workers?: number } =
    {},
): Desk {
  const { firstOrdinal = 0, captureBytesMax = 1_000, slots = 32, workers = 1 } = options;
  const views = viewShared(allocateShared({ poolBytes: slots * 64, slotBytes: 64, workers }));
  const changes: StateChange[] = [];
  const recorder = new Recorder(views, {
    firstOrdinal,
    captureBytesMax,
    nowMs: () => 77,
    onState: (change) => changes.push(change),
  });
  return { views, recorder, changes, worker: new FakeWorker(views) };
}

function accept(recorder: Recorder): Exchange {
  const exchange = recorder.accept();
  assert(exchange !== null);
  return exchange;
}

function endRequest(exchange: Exchange, bytes: Uint8Array = patternBytes(70)): void {
  exchange.request.copy(bytes);
  exchange.requestEnded({ ...TEXTS }, END.COMPLETE, true);
}

function endResponse(exchange: Exchange, bytes: Uint8Array = patternBytes(90, 2)): void {
  exchange.response.copy(bytes);
  exchange.responseEnded({ ...FACTS }, END.COMPLETE, true);
}

/** Counters of the journal's side: accepted, written, scanned. */
function countersOf(views: SharedViews): number[] {
  return [ACCEPTED, FATES_WRITTEN, FATES_SCANNED].map((at) => Number(views.counters[at]));
}

/** Ordinals with a fate byte, as the journal takes them. */
function scanFates(views: SharedViews): number[] {
  const [, to = 0, from = 0] = countersOf(views);
  const dropped: number[] = [];
  for (let ord = from; ord < to; ord++) {
    if (views.fates[ord % FATE_TABLE_BYTES] === FATE_TABLE_FULL) dropped.push(ord);
    views.fates[ord % FATE_TABLE_BYTES] = 0;
  }
  Atomics.store(views.counters, FATES_SCANNED, BigInt(to));
  return dropped;
}

/** Takes every descriptor; the exchanges stay open. */
function fillTable(recorder: Recorder): Exchange[] {
  return Array.from({ length: EXCHANGES_MAX }, () => accept(recorder));
}

Deno.test("Recorder hands an exchange over as a request job and an answer job", () => {
  const { views, recorder, worker } = newDesk({ firstOrdinal: 500 });
  const exchange = accept(recorder);
  assertEquals([exchange.ord, countersOf(views)], [500, [501, 501, 500]]);
  endRequest(exchange);
  assertEquals(views.jobs[0]?.waiting().map((job) => job & 1), [REQUEST_JOB]);
  endResponse(exchange);
  assertEquals(views.jobs[0]?.waiting().map((job) => job & 1), [REQUEST_JOB, RESPONSE_JOB]);
  worker.work();
  assertEquals(worker.calls, [{
    ord: 500,
    acceptedAtMs: 77,
    isDegraded: false,
    texts: TEXTS,
    facts: FACTS,
    request: passedWhole(patternBytes(70)),
    response: passedWhole(patternBytes(90, 2)),
  }]);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder gives the two jobs of an exchange to the worker of its ordinal", () => {
  const { views, recorder } = newDesk({ workers: 3, firstOrdinal: 7 });
  const exchanges = [accept(recorder), accept(recorder), accept(recorder), accept(recorder)];
  for (const exchange of exchanges.toReversed()) endRequest(exchange, patternBytes(1));
  for (const exchange of exchanges) endResponse(exchange, patternBytes(1));
  assertEquals(views.jobs.map((ring) => ring.size), [2, 4, 2]);
});

Deno.test("Recorder names a shortage rather than how the rest of the body ended", () => {
  const { recorder, worker } = newDesk({ captureBytesMax: 100, slots: 3 });
  const exchange = accept(recorder);
  exchange.request.copy(patternBytes(101));
  exchange.requestEnded({ ...TEXTS }, END.CLIENT_GONE, true);
  exchange.response.copy(patternBytes(100, 2));
  exchange.responseEnded({ ...FACTS }, END.UPSTREAM_BROKEN, true);
  worker.work();
  const [call] = worker.calls;
  assertEquals(call?.request, {
    bytes: patternBytes(100),
    total: 101,
    end: END.LIMIT,
    began: true,
  });
  assertEquals(call?.response, {
    bytes: patternBytes(64, 2),
    total: 100,
    end: END.POOL,
    began: true,
  });
  assertEquals(recorder.stats().shortOfSlots, 1);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder.accept() drops when the table is full, and says which ordinals", () => {
  const { views, recorder, worker } = newDesk({ firstOrdinal: 3 });
  const open = fillTable(recorder);
  assertEquals([recorder.accept(), recorder.accept()], [null, null]);
  const end = 3 + EXCHANGES_MAX;
  assertEquals(countersOf(views), [end + 2, end + 2, 3]);
  const [first] = open;
  assert(first !== undefined);
  endRequest(first);
  endResponse(first);
  worker.work();
  assertEquals(accept(recorder).ord, end + 2);
  assertEquals(scanFates(views), [end, end + 1]);
  const { accepted, dropped, open: openNow, openMax } = recorder.stats();
  assertEquals([accepted, dropped, openNow, openMax], [
    EXCHANGES_MAX + 3,
    2,
    EXCHANGES_MAX,
    EXCHANGES_MAX,
  ]);
});

Deno.test("Recorder writes fates late when the journal is a whole table behind", () => {
  // The table has room for three fates above the accepted exchanges.
  const firstOrdinal = 10 * FATE_TABLE_BYTES;
  const { views, recorder } = newDesk({ firstOrdinal });
  fillTable(recorder);
  const end = firstOrdinal + EXCHANGES_MAX;
  const scanned = end - FATE_TABLE_BYTES + 3;
  Atomics.store(views.counters, FATES_SCANNED, BigInt(scanned));
  for (let k = 0; k < 5; k++) assertEquals(recorder.accept(), null);
  assertEquals(countersOf(views), [end + 5, end + 3, scanned], "the last two wait");
  recorder.maintain();
  assertEquals(countersOf(views), [end + 5, end + 3, scanned], "nothing has moved");
  assertEquals(scanFates(views), [end, end + 1, end + 2]);
  recorder.maintain();
  assertEquals(countersOf(views), [end + 5, end + 5, end + 3]);
  assertEquals(scanFates(views), [end + 3, end + 4]);
});

Deno.test("Recorder.accept() drops while fates are late, also when a descriptor is free", () => {
  const firstOrdinal = 4 * FATE_TABLE_BYTES;
  const { views, recorder, worker } = newDesk({ firstOrdinal });
  const [first, second] = fillTable(recorder);
  assert(first !== undefined && second !== undefined);
  const end = firstOrdinal + EXCHANGES_MAX;
  Atomics.store(views.counters, FATES_SCANNED, BigInt(end - FATE_TABLE_BYTES));
  assertEquals(recorder.accept(), null);
  for (const exchange of [first, second]) {
    endRequest(exchange);
    endResponse(exchange);
  }
  worker.work();
  assertEquals(recorder.accept(), null, "its fate has to wait behind the late one");
  assertEquals(countersOf(views).slice(0, 2), [end + 2, end]);
  // The journal makes room for one of the two late fates only.
  Atomics.store(views.counters, FATES_SCANNED, BigInt(end - FATE_TABLE_BYTES + 1));
  assertEquals(recorder.accept(), null);
  assertEquals(countersOf(views).slice(0, 2), [end + 3, end + 1]);
  Atomics.store(views.counters, FATES_SCANNED, BigInt(end));
  assertEquals(accept(recorder).ord, end + 3);
  assertEquals(countersOf(views), [end + 4, end + 4, end]);
  assertEquals(scanFates(views), [end, end + 1, end + 2]);
});

Deno.test("Recorder wakes a worker only when many jobs wait or slots run low", () => {
  const { views, recorder, worker } = newDesk({ slots: 2_000 });
  const wakes = (): number => views.workerWords[WAKE] as number;
  for (let k = 0; k < 128; k++) {
    const exchange = accept(recorder);
    endRequest(exchange, patternBytes(1));
    endResponse(exchange, patternBytes(1));
  }
  assertEquals(wakes(), 0);
  const many = accept(recorder);
  endRequest(many, patternBytes(1));
  assertEquals(wakes(), 1, "more than 256 jobs wait");
  worker.work();
  recorder.maintain();
  endResponse(many);
  assertEquals(wakes(), 1);

  const { views: few, recorder: short } = newDesk({ slots: 4 });
  const exchange = accept(short);
  endRequest(exchange, patternBytes(3 * 64));
  assertEquals(few.workerWords[WAKE], 1, "fewer than half of the slots are free");
});

Deno.test("Recorder.wakeAll() wakes every worker", () => {
  const { views, recorder } = newDesk({ workers: 3 });
  recorder.wakeAll();
  const wakes = [0, 1, 2].map((worker) => views.workerWords[worker * WORKER_WORDS + WAKE]);
  assertEquals(wakes, [1, 1, 1]);
});

/** Plays a worker that takes one job and dies on it; the slots went back before. */
function dieOnNextJob(views: SharedViews): void {
  const job = views.jobs[0]?.pop() ?? -1;
  Atomics.store(views.workerWords, CURRENT_JOB, job + 1);
}

Deno.test("Recorder.loseWorker() loses nothing that still waits on the ring", () => {
  const { recorder, worker } = newDesk();
  const [done, open] = [accept(recorder), accept(recorder)];
  endRequest(done);
  endResponse(done);
  endRequest(open);
  assertEquals(recorder.loseWorker(0), []);
  endResponse(open);
  worker.work();
  assertEquals(worker.calls.map(({ ord }) => ord), [0, 1]);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder.loseWorker() gives up the answer that the worker held", () => {
  const { views, recorder, worker } = newDesk();
  const [held, waiting] = [accept(recorder), accept(recorder)];
  endRequest(held, new Uint8Array(0));
  endResponse(held, new Uint8Array(0));
  endRequest(waiting);
  endResponse(waiting);
  views.jobs[0]?.pop();
  dieOnNextJob(views);
  assertEquals(recorder.loseWorker(0), [held.ord]);
  assertEquals(views.workerWords[CURRENT_JOB], 0);
  assertEquals(recorder.loseWorker(0), [], "a second death finds nothing of the first");
  worker.work();
  assertEquals(worker.calls.map(({ ord }) => ord), [waiting.ord]);
  assertEquals(recorder.stats().dropped, 1);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder.loseWorker() gives up drafts that were not handed on", () => {
  const { views, recorder, worker } = newDesk();
  const exchanges = [accept(recorder), accept(recorder), accept(recorder)];
  const descriptors: number[] = [];
  for (const exchange of exchanges) {
    endRequest(exchange, new Uint8Array(0));
    endResponse(exchange, new Uint8Array(0));
    views.jobs[0]?.pop();
    descriptors.push((views.jobs[0]?.pop() ?? 0) >> 1);
  }
  // One draft was posted: its descriptor is on its way back.
  views.frees[0]?.push(DESCRIPTOR_TAG + (descriptors[1] ?? 0));
  assertEquals(recorder.loseWorker(0), [0, 2]);
  const { accepted, dropped, open } = recorder.stats();
  assertEquals([accepted, dropped, open], [3, 2, 0]);
  assertEquals(worker.calls.length, 0);
  assertEquals(fillTable(recorder).length, EXCHANGES_MAX, "every descriptor is free");
});

Deno.test("Recorder.loseWorker() gives up the request in hand once its answer has ended", () => {
  const { views, recorder, worker } = newDesk();
  const [lost, other] = [accept(recorder), accept(recorder)];
  endRequest(lost, new Uint8Array(0));
  dieOnNextJob(views);
  assertEquals(recorder.loseWorker(0), [lost.ord]);
  endRequest(other);
  endResponse(lost);
  assertEquals(views.jobs[0]?.size, 1, "nobody would wait for the answer of a lost request");
  endResponse(other);
  worker.work();
  assertEquals(worker.calls.map(({ ord }) => ord), [other.ord]);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder.loseWorker() leaves the exchanges of other workers alone", () => {
  const { views, recorder } = newDesk({ workers: 2 });
  const [even, odd] = [accept(recorder), accept(recorder)];
  for (const exchange of [even, odd]) {
    endRequest(exchange, new Uint8Array(0));
    endResponse(exchange, new Uint8Array(0));
  }
  for (const ring of views.jobs) while (ring.pop() >= 0);
  assertEquals(recorder.loseWorker(1), [odd.ord]);
  assertEquals(recorder.loseWorker(0), [even.ord]);
});

Deno.test("Recorder.stats() counts slots and exchanges", () => {
  const { recorder, worker } = newDesk({ slots: 8 });
  const exchange = accept(recorder);
  endRequest(exchange, patternBytes(3 * 64));
  const during = recorder.stats();
  assertEquals([during.open, during.slots, during.slotsFree, during.slotsFreeMin], [1, 8, 5, 5]);
  endResponse(exchange, patternBytes(64));
  worker.work();
  recorder.maintain();
  const after = recorder.stats();
  assertEquals([after.open, after.slotsFree, after.slotsFreeMin], [0, 8, 4]);
  assertEquals([after.accepted, after.dropped, after.shortOfSlots], [1, 0, 0]);
});

/** State changes, each as `from to why ord`. */
function lines(changes: readonly StateChange[]): string[] {
  return changes.map(({ from, to, why, ord }) => `${from} ${to} ${why} ${ord}`);
}

Deno.test("Recorder copies no more bodies before a full pool would cut them, then recovers", () => {
  const { recorder, worker, changes } = newDesk({ slots: 100 });
  const holders = Array.from({ length: 9 }, () => accept(recorder));
  for (const holder of holders) holder.request.copy(patternBytes(11 * 64));
  assertEquals(recorder.state, "full");
  const last = accept(recorder);
  assertEquals(recorder.state, "metadata", "one slot of a hundred is free");
  last.request.copy(new Uint8Array(0));
  last.request.copy(patternBytes(10));
  assertEquals([last.request.captured, last.request.total], [0, 10]);
  endRequest(last, patternBytes(0));
  last.responseEnded({ ...FACTS }, END.COMPLETE, true);
  worker.work();
  const [call] = worker.calls;
  assertEquals([call?.isDegraded, call?.request.end, call?.response.end], [
    true,
    END.POOL,
    END.COMPLETE,
  ]);
  recorder.maintain();
  assertEquals(recorder.state, "metadata", "nothing has become free");
  for (const holder of holders) {
    endRequest(holder, new Uint8Array(0));
    endResponse(holder);
  }
  worker.work();
  recorder.maintain();
  assertEquals(recorder.state, "full");
  assertEquals(lines(changes), ["full metadata slots 9", "metadata full null 10"]);
  assertAllReturned(recorder, worker);
});

Deno.test("Recorder copies no more bodies when too much waits for a worker", () => {
  const { views, recorder, worker, changes } = newDesk({ slots: 20_000 });
  while (recorder.state === "full") {
    const exchange = accept(recorder);
    endRequest(exchange, patternBytes(1));
    endResponse(exchange, patternBytes(1));
  }
  assertEquals(changes[0]?.why, "backlog");
  assertEquals(views.jobs[0]?.size, recorder.stats().jobsMax);
  worker.work();
  recorder.maintain();
  assertEquals([recorder.state, changes.at(-1)?.to], ["full", "full"]);
});

Deno.test("Recorder goes from metadata to a gap and back in steps when the table fills up", () => {
  const { views, recorder, worker, changes } = newDesk({ slots: 64 });
  const open = fillTable(recorder);
  assertEquals(recorder.accept(), null);
  assertEquals([recorder.accept(), recorder.state], [null, "gap"]);
  for (const exchange of open.splice(0, EXCHANGES_MAX / 5)) {
    endRequest(exchange, new Uint8Array(0));
    endResponse(exchange, new Uint8Array(0));
  }
  worker.work();
  recorder.maintain();
  assertEquals(recorder.state, "metadata");
  for (const exchange of open) {
    endRequest(exchange, new Uint8Array(0));
    endResponse(exchange, new Uint8Array(0));
  }
  worker.work();
  recorder.maintain();
  assertEquals(recorder.state, "full");
  assertEquals(changes.map(({ from, to, why }) => `${from} ${to} ${why}`), [
    "full metadata exchanges",
    "metadata gap exchanges",
    "gap metadata exchanges",
    "metadata full null",
  ]);
  assertEquals(scanFates(views), [EXCHANGES_MAX, EXCHANGES_MAX + 1]);
});
