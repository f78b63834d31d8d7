import { assertEquals, assertMatch } from "../support/std.ts";
import { allocateShared, CURRENT_JOB, viewShared } from "../../src/capture/shared.ts";
import { WORKER_RETRY_MS, WORKER_STUCK_MS } from "../../src/base/limits.ts";
import { Crew, type ReadyMessage } from "../../src/worker/crew.ts";

const READY: ReadyMessage = {
  kind: "ready",
  isYielding: false,
  detector: "d",
  categories: [],
  notCovered: [],
};

/** A worker that says it is ready, and dies the first time it hears anything on its journal port. */
function workerSource(): URL {
  const source = `
    globalThis.onmessage = ({ data }) => {
      data.journal.onmessage = () => { throw new Error("poison"); };
      globalThis.postMessage(${JSON.stringify(READY)});
    };`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** A worker that takes a job in hand and never ends it. */
function stuckSource(): URL {
  const source = `
    globalThis.onmessage = ({ data }) => {
      const words = new Int32Array(data.buffers.workerWords);
      Atomics.store(words, ${CURRENT_JOB}, 1);
      globalThis.postMessage(${JSON.stringify(READY)});
      for (;;);
    };`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** A crew of one, its events, and a clock that the test moves. */
function smallCrew(url: URL): {
  crew: Crew;
  time: { ms: number };
  lost: string[];
  nextLoss: () => Promise<string>;
} {
  const buffers = allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 1 });
  const time = { ms: 0 };
  const lost: string[] = [];
  let tell: (reason: string) => void = () => {};
  const crew = new Crew({
    url,
    buffers,
    views: viewShared(buffers),
    options: { markerStyle: "plain", decodedBytesMax: 1_000, isSandboxed: false, rules: null },
    clock: { nowMs: () => 0, monotonicMs: () => time.ms },
    events: {
      lost: (_worker, reason) => {
        lost.push(reason);
        tell(reason);
      },
      ready: () => {},
    },
    openPort: () => {
      const { port1, port2 } = new MessageChannel();
      port1.close();
      return port2;
    },
  });
  const nextLoss = (): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string>();
    tell = resolve;
    return promise;
  };
  return { crew, time, lost, nextLoss };
}

Deno.test("Crew replaces a worker that is stuck in a job, and no other", async () => {
  const { crew, time, lost } = smallCrew(stuckSource());
  await crew.start();
  crew.maintain();
  time.ms = WORKER_STUCK_MS;
  crew.maintain();
  assertEquals([lost, crew.running], [[], 1], "not yet");
  time.ms = WORKER_STUCK_MS + 1;
  crew.maintain();
  assertEquals([lost.length, crew.restarts, crew.running], [1, 1, 1]);
  assertMatch(lost[0] ?? "", /stuck/);
  crew.terminate();
});

Deno.test("Crew lets the successor of a worker that died at once wait", {
  // Whether the runtime has closed the port of a worker that never took it is a matter of luck.
  sanitizeResources: false,
}, async () => {
  const dying = new URL("data:text/javascript,throw new Error('no start')");
  const { crew, time, nextLoss } = smallCrew(dying);
  const first = nextLoss();
  crew.start();
  assertMatch(await first, /no start/);
  assertEquals([crew.running, crew.restarts], [0, 1]);
  crew.maintain();
  assertEquals(crew.running, 0, "the pause is not over");
  const second = nextLoss();
  time.ms = WORKER_RETRY_MS;
  crew.maintain();
  assertEquals(crew.running, 1);
  assertMatch(await second, /no start/);
  crew.terminate();
});

Deno.test("Crew replaces a worker that dies, and tells which one and why", async () => {
  const buffers = allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 2 });
  const ports: MessagePort[] = [];
  const lost = Promise.withResolvers<{ worker: number; reason: string }>();
  const replaced = Promise.withResolvers<number>();
  let ready = 0;
  let nowMs = 0;
  const crew = new Crew({
    url: workerSource(),
    buffers,
    views: viewShared(buffers),
    options: { markerStyle: "plain", decodedBytesMax: 1_000, isSandboxed: false, rules: null },
    clock: { nowMs: () => 0, monotonicMs: () => nowMs },
    events: {
      lost: (worker, reason) => lost.resolve({ worker, reason }),
      ready: (worker) => {
        if (++ready === 3) replaced.resolve(worker);
      },
    },
    openPort: () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      return port2;
    },
  });
  assertEquals(await crew.start(), READY);
  nowMs = WORKER_RETRY_MS;
  ports[1]?.postMessage("die");
  const loss = await lost.promise;
  assertEquals(loss.worker, 1);
  assertMatch(loss.reason, /poison/);
  assertEquals(await replaced.promise, 1);
  assertEquals(crew.restarts, 1);
  crew.terminate();
  for (const port of ports) port.close();
});
