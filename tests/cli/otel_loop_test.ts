import type { Post, Posting } from "../../src/anchor/http.ts";
import { OtelFeed } from "../../src/cli/otel_feed.ts";
import { OtelLoop } from "../../src/cli/otel_loop.ts";
import type { FromOtel, OtelStats } from "../../src/cli/otel_messages.ts";
import type { RecordedCall } from "../../src/journal/call_record.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { sampleDraft } from "../support/drafts.ts";
import { assertEquals } from "../support/std.ts";

function recorded(count: number): RecordedCall[] {
  return Array.from({ length: count }, (_, k) => ({
    draft: sampleDraft(k),
    index: k,
    commitment: "c".repeat(64),
  }));
}

/** An exporter whose receiver answers as told; an `Error` is a receiver that cannot be reached. */
class Bench {
  readonly clock = new FakeClock();
  readonly told: FromOtel[] = [];
  readonly posted: Posting[] = [];
  readonly answers: (number | string | Error)[] = [];
  readonly loop: OtelLoop;
  readonly feed: OtelFeed;
  readonly #journal: MessagePort;
  readonly #taken = new Set<() => void>();

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#journal = port1;
    const post: Post = (posting) => {
      this.posted.push(posting);
      const answer = this.answers.shift() ?? 200;
      if (answer instanceof Error) return Promise.reject(answer);
      const status = typeof answer === "number" ? answer : 200;
      const body = utf8(typeof answer === "string" ? answer : "");
      return Promise.resolve({ status, contentType: "", body });
    };
    this.loop = new OtelLoop(
      { onmessage: null, postMessage: (message) => void this.told.push(message) },
      {
        post,
        clock: this.clock,
        settings: {
          endpoint: "http://receiver",
          headers: { authorization: "Bearer x" },
          origin: "example.com/log",
          version: "1",
        },
        journal: port2,
      },
    );
    this.feed = new OtelFeed({
      postMessage: (message: unknown) => port1.postMessage(message),
      set onmessage(hear: MessagePort["onmessage"]) {
        port1.onmessage = hear;
      },
      get onmessage(): MessagePort["onmessage"] {
        return port1.onmessage;
      },
    });
    const hear = port1.onmessage;
    port1.onmessage = (event): void => {
      hear?.call(port1, event);
      for (const wake of this.#taken) wake();
      this.#taken.clear();
    };
  }

  /** Hands calls over and waits until they have arrived. */
  async record(count: number): Promise<void> {
    const arrived = new Promise<void>((resolve) => this.#taken.add(resolve));
    this.feed.recorded(recorded(count));
    await arrived;
  }

  get stats(): OtelStats | null {
    const last = this.told.findLast((message) => message.kind !== "failed");
    return last === undefined ? null : last.stats;
  }

  get failures(): string[] {
    return this.told.flatMap((message) => message.kind === "failed" ? [message.reason] : []);
  }

  async stop(): Promise<void> {
    this.feed.close();
    await this.loop.stop();
    this.#journal.close();
  }
}

Deno.test("OtelLoop.exportSpans() posts batches to the traces path, with the operator's fields", async () => {
  const bench = new Bench();
  await bench.record(600);
  await bench.loop.exportSpans();
  assertEquals(bench.posted.map(({ url }) => url), [
    "http://receiver/v1/traces",
    "http://receiver/v1/traces",
  ]);
  assertEquals(bench.posted[0]?.headers, { authorization: "Bearer x" });
  assertEquals(bench.posted[0]?.contentType, "application/json");
  assertEquals(bench.stats, { spansExported: 600, spansLost: 0, failures: 0 });
  await bench.stop();
  assertEquals(bench.posted.at(-1)?.url, "http://receiver/v1/metrics");
});

Deno.test("OtelLoop.exportSpans() sends the same batch again after a pause that grows", async () => {
  const bench = new Bench();
  await bench.record(3);
  bench.answers.push(new Error("refused"), 503);
  await bench.loop.exportSpans();
  await bench.loop.exportSpans();
  assertEquals(bench.posted.length, 1, "not before the pause is over");
  bench.clock.pass(1_000);
  await bench.loop.exportSpans();
  bench.clock.pass(1_000);
  await bench.loop.exportSpans();
  assertEquals(bench.posted.length, 2, "the second pause is longer");
  bench.clock.pass(1_000);
  await bench.loop.exportSpans();
  assertEquals(bench.posted.length, 3);
  assertEquals(bench.posted[2]?.body, bench.posted[0]?.body);
  assertEquals(bench.stats, { spansExported: 3, spansLost: 0, failures: 2 });
  assertEquals(bench.failures, ["refused"], "told once until it works again");
  await bench.stop();
});

Deno.test("OtelLoop.exportSpans() counts spans that the receiver does not take as lost", async () => {
  const bench = new Bench();
  await bench.record(4);
  bench.answers.push(400);
  await bench.loop.exportSpans();
  assertEquals(bench.stats, { spansExported: 0, spansLost: 4, failures: 1 });
  bench.clock.pass(60_000);
  await bench.record(4);
  bench.answers.push('{"partialSuccess":{"rejectedSpans":"3","errorMessage":"no"}}');
  await bench.loop.exportSpans();
  assertEquals(bench.stats, { spansExported: 1, spansLost: 7, failures: 1 });
  await bench.stop();
});

Deno.test("OtelLoop.stop() exports what is left, or counts it as lost", async () => {
  const good = new Bench();
  good.feed.recorded(recorded(5));
  await good.stop();
  assertEquals(good.told.at(-1), {
    kind: "stopped",
    stats: { spansExported: 5, spansLost: 0, failures: 0 },
  });
  const bad = new Bench();
  bad.feed.recorded(recorded(5));
  bad.answers.push(new Error("gone"), new Error("gone"));
  await bad.stop();
  assertEquals(bad.told.at(-1), {
    kind: "stopped",
    stats: { spansExported: 0, spansLost: 5, failures: 2 },
  });
});

Deno.test("OtelFeed.recorded() never has more on its way than it may, and counts the rest", () => {
  const sent: { calls: unknown[]; lost: number }[] = [];
  let hear: MessagePort["onmessage"] = null;
  const feed = new OtelFeed({
    postMessage: (message: { calls: unknown[]; lost: number }) => void sent.push(message),
    set onmessage(given: MessagePort["onmessage"]) {
      hear = given;
    },
    get onmessage(): MessagePort["onmessage"] {
      return hear;
    },
  });
  feed.recorded(recorded(4_000));
  feed.recorded(recorded(200));
  feed.recorded(recorded(1));
  assertEquals(sent.map(({ calls, lost }) => [calls.length, lost]), [
    [4_000, 0],
    [96, 104],
    [0, 105],
  ]);
  feed.close();
  assertEquals(sent.at(-1)?.calls, []);
});
