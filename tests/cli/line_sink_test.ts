import { assertEquals } from "../support/std.ts";
import { LineSink } from "../../src/cli/line_sink.ts";

/** A target that takes a few bytes at a time, and waits while it is held. */
class SlowTarget {
  text = "";
  #gate: PromiseWithResolvers<void> | null = null;
  #decoder = new TextDecoder();

  hold(): void {
    this.#gate = Promise.withResolvers();
  }

  release(): void {
    this.#gate?.resolve();
    this.#gate = null;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.#gate?.promise;
    const part = bytes.subarray(0, 7);
    this.text += this.#decoder.decode(part, { stream: true });
    return part.length;
  }
}

Deno.test("LineSink.line() writes whole lines in order through short writes", async () => {
  const target = new SlowTarget();
  const sink = new LineSink(target);
  sink.line('{"a":1}');
  sink.line('{"b":"a longer line"}');
  await sink.flushed();
  sink.line("last");
  await sink.flushed();
  assertEquals(target.text, '{"a":1}\n{"b":"a longer line"}\nlast\n');
  assertEquals(sink.takeLost(), 0);
});

Deno.test("LineSink.line() counts lines as lost when the reader stalls and the queue is full", () => {
  const target = new SlowTarget();
  const sink = new LineSink(target);
  target.hold();
  const line = "x".repeat(16 * 1024 * 1024);
  for (let k = 0; k < 6; k++) sink.line(line);
  assertEquals(sink.takeLost(), 2);
  assertEquals(sink.takeLost(), 0);
  // Left waiting on purpose: nothing else may have been blocked by it.
});

Deno.test("LineSink.line() counts everything after a broken pipe as lost", async () => {
  const sink = new LineSink({ write: () => Promise.reject(new Deno.errors.BrokenPipe()) });
  sink.line("one");
  await sink.flushed();
  sink.line("two");
  assertEquals(sink.takeLost(), 2);
});
