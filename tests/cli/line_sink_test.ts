import { concat } from "../../src/base/bytes.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals } from "../support/std.ts";
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

/** A pipe that takes between one byte and a few thousand at a time, in its own time. */
class PipeTarget {
  readonly chunks: Uint8Array[] = [];
  isWriting = false;
  readonly #random: (below: number) => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  async write(bytes: Uint8Array): Promise<number> {
    assert(!this.isWriting, "one write at a time");
    this.isWriting = true;
    for (let turns = this.#random(3); turns > 0; turns--) await Promise.resolve();
    const length = Math.min(bytes.length, 1 + this.#random(70_000));
    this.chunks.push(bytes.slice(0, length));
    this.isWriting = false;
    return length;
  }

  text(): string {
    return new TextDecoder().decode(concat(...this.chunks));
  }
}

Deno.test("LineSink.line() tears and interleaves no line of any length, up to a million characters", async () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const target = new PipeTarget(seed);
  const sink = new LineSink(target, { charactersMax: 4_000_000 });
  const written: string[] = [];
  for (let k = 0; k < 60; k++) {
    const length = k % 10 === 0 ? 1_000_000 : random(20_000);
    const text = JSON.stringify({ k, text: "\u00e9".repeat(length / 2) + "x".repeat(length / 2) });
    if (sink.line(text)) written.push(text);
    if (random(4) === 0) await sink.flushed();
  }
  await sink.flushed();
  const lines = target.text().split("\n");
  assertEquals(lines.pop(), "", `seed ${seed}`);
  assert(
    lines.length === written.length && lines.every((line, k) => line === written[k]),
    `${seed}`,
  );
  assertEquals(written.length + sink.takeLost(), 60, `seed ${seed}`);
  assertEquals(sink.lost, 60 - written.length);
});
