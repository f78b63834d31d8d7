import { openLog } from "../../src/cli/log_output.ts";
import type { LineTarget } from "../../src/cli/line_sink.ts";
import { assertEquals } from "../support/std.ts";

/** A target that waits while it is held. */
class HeldTarget implements LineTarget {
  text = "";
  #gate = Promise.withResolvers<void>();

  release(): void {
    this.#gate.resolve();
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.#gate.promise;
    this.text += new TextDecoder().decode(bytes);
    return bytes.length;
  }
}

function notWritten(): never {
  throw new Error("Standard error is not written to directly");
}

Deno.test("openLog() loses lines whole when nobody reads, counts them, and says so afterwards", async () => {
  const target = new HeldTarget();
  const output = openLog({ err: notWritten, errTarget: target });
  const reason = "x".repeat(100_000);
  for (let k = 0; k < 20; k++) output.log("error", "server.error", { k, reason });
  const lost = output.linesLost();
  assertEquals(lost, 10, "a mebicharacter holds ten of the twenty");
  target.release();
  await output.flush();
  output.log("info", "server.stopped", { clean: true });
  await output.flush();
  const lines = target.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.map(({ event }) => event), [
    ...new Array(10).fill("server.error"),
    "log.lost",
    "server.stopped",
  ]);
  assertEquals(lines.map(({ k }) => k).slice(0, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(lines[10]?.lines, 10);
  assertEquals(output.linesLost(), 10, "what was told is not counted again");
});

Deno.test("openLog() does not wait for ever for a reader that has stopped", async () => {
  const target = new HeldTarget();
  const output = openLog({ err: notWritten, errTarget: target });
  output.log("info", "server.stopped");
  await output.flush();
  assertEquals(target.text, "");
  target.release();
});

Deno.test("openLog() without a target writes each line at once", () => {
  let text = "";
  const output = openLog({ err: (part) => void (text += part) });
  output.log("info", "server.stopped", { event: "never", level: "never", ts: "never" });
  const { ts, level, event } = JSON.parse(text);
  assertEquals([level, event, ts.length], ["info", "server.stopped", 24]);
});
