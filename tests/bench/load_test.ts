/** The full benchmark's client, upstream and relay as processes; they call Linux's C library. */

import { LineChild } from "../../bench/child.ts";
import { STREAM_CHUNKS } from "../../bench/full/bodies.ts";
import type { Job, JobFault, LoadFigures, StreamFigures } from "../../bench/full/jobs.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";

const IS_LINUX = Deno.build.os === "linux";
const NEEDS_LINUX = IS_LINUX ? "" : " (needs Linux)";

const BASE = { fields: "", request_bytes: 1024, answer: "small", warmup_ms: 20, ms: 200 } as const;

async function portOf(child: LineChild): Promise<number> {
  const { port } = await child.read() as { port: number };
  return port;
}

Deno.test({
  name: `load.ts and origin.ts exchange every kind of traffic, also through a relay${NEEDS_LINUX}`,
  ignore: !IS_LINUX,
  fn: async () => {
    await using origin = new LineChild("full/origin.ts");
    const originPort = await portOf(origin);
    await using relay = new LineChild("relay.ts", [`${originPort}`]);
    await using load = new LineChild("full/load.ts");
    for (const port of [originPort, await portOf(relay)]) {
      for (const connections of [1, 3]) {
        for (const [request_bytes, answer] of [[1024, "large"], [307_200, "small"]] as const) {
          const job: Job = { ...BASE, kind: "closed", port, connections, request_bytes, answer };
          const figures = await load.ask(job) as LoadFigures;
          assert(figures.exchanges > 0 && figures.sent >= figures.exchanges, `${figures}`);
          assert(figures.p50_us <= figures.p99_us && figures.p99_us <= figures.max_us);
        }
      }
      const open: Job = { ...BASE, kind: "open", port, connections: 4, rate_per_s: 500 };
      const arrived = await load.ask(open) as LoadFigures;
      assertEquals([arrived.sent, arrived.unanswered, arrived.exchanges], [110, 0, 100]);
      const stream: Job = {
        ...{ kind: "stream", answer: "stream", port, fields: "", connections: 2 },
        ...{ request_bytes: 1024, warmup_streams: 1, streams: 1 },
      };
      const streamed = await load.ask(stream) as StreamFigures;
      assertEquals([streamed.streams, streamed.chunks], [2, 4 * STREAM_CHUNKS]);
      // A chunk cannot be read before it was written: the clock is one.
      assert(streamed.chunk.p50_us > 0 && streamed.chunk.p50_us < 1e6);
    }
  },
});

Deno.test({
  name: `load.ts says what is wrong with an answer, and goes on${NEEDS_LINUX}`,
  ignore: !IS_LINUX,
  fn: async () => {
    await using load = new LineChild("full/load.ts");
    const answers = ["busy", "x".repeat(1600), "x".repeat(1599)];
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async (request) => {
        await request.bytes();
        const answer = answers[0] ?? "";
        return new Response(answer, { status: answer === "busy" ? 503 : 200 });
      },
    );
    const job: Job = { ...BASE, kind: "closed", port: server.addr.port, connections: 2 };
    const faults: string[] = [];
    while (answers.length > 0) {
      const { error, sent } = await load.ask(job) as JobFault;
      assertEquals(sent, 2);
      faults.push(error);
      answers.shift();
    }
    assertStringIncludes(faults[0] ?? "", "status 200: HTTP/1.1 503");
    assertStringIncludes(faults[1] ?? "", "other bytes");
    assertStringIncludes(faults[2] ?? "", "1599 bytes, not 1600");
  },
});
