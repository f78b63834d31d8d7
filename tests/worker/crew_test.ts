import { assertEquals, assertMatch } from "../support/std.ts";
import { allocateShared, viewShared } from "../../src/capture/shared.ts";
import { Crew, type ReadyMessage } from "../../src/worker/crew.ts";

const READY: ReadyMessage = { kind: "ready", detector: "d", categories: [], notCovered: [] };

/** A worker that says it is ready, and dies the first time it hears anything on its journal port. */
function workerSource(): URL {
  const source = `
    globalThis.onmessage = ({ data }) => {
      data.journal.onmessage = () => { throw new Error("poison"); };
      globalThis.postMessage(${JSON.stringify(READY)});
    };`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

Deno.test("Crew replaces a worker that dies, and tells which one and why", async () => {
  const buffers = allocateShared({ poolBytes: 4_096, slotBytes: 1_024, workers: 2 });
  const ports: MessagePort[] = [];
  const lost = Promise.withResolvers<{ worker: number; reason: string }>();
  const replaced = Promise.withResolvers<number>();
  let ready = 0;
  const crew = new Crew({
    url: workerSource(),
    buffers,
    views: viewShared(buffers),
    options: { markerStyle: "plain", decodedBytesMax: 1_000 },
    sandbox: false,
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
  ports[1]?.postMessage("die");
  const loss = await lost.promise;
  assertEquals(loss.worker, 1);
  assertMatch(loss.reason, /poison/);
  assertEquals(await replaced.promise, 1);
  assertEquals(crew.restarts, 1);
  crew.terminate();
  for (const port of ports) port.close();
});
