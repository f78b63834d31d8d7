import { assertEquals, assertThrows } from "../support/std.ts";
import { InvariantError } from "../../src/base/assert.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { LogState } from "../../src/journal/log_state.ts";
import { PARTS_WAITING_MAX, SealQueue } from "../../src/journal/seal_queue.ts";
import {
  type ClosedPart,
  type LogHead,
  type SealOutcome,
  type SealStep,
  SignerError,
  WAITING,
} from "../../src/format/sealing.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { closedPart, keyless } from "./states.ts";

type Step = "work" | "fail" | "down" | "wait" | "refuse" | "bug" | "done";

/** A queue of parts whose sealing takes these steps, one after the other, attempt after attempt. */
function queueOf(steps: Step[], parts = 1): { queue: SealQueue; log: string[]; clock: FakeClock } {
  const clock = new FakeClock();
  const log: string[] = [];
  const sealer = {
    vkey: "",
    signedSize: 0,
    ...keyless(),
    *signHead({ size }: LogHead): Generator<SealStep, string, void> {
      for (;;) {
        const step = steps.shift() ?? "done";
        clock.pass(10);
        if (step === "down") throw new SignerError("down");
        if (step === "done") return `head ${size}`;
        yield step === "wait" ? WAITING : undefined;
      }
    },
    *seal(part: ClosedPart): Generator<SealStep, SealOutcome, void> {
      for (;;) {
        const step = steps.shift() ?? "done";
        clock.pass(10);
        if (step === "fail") throw new Error("disk");
        if (step === "down") throw new SignerError("down");
        if (step === "bug") throw new InvariantError("bug");
        if (step === "refuse") return { problem: "differs" };
        if (step === "done") return { note: `note ${part.endIndex}` };
        yield step === "wait" ? WAITING : undefined;
      }
    },
  };
  const queue = new SealQueue(sealer, clock, {
    sealed: (_, note): void => void log.push(note),
    headSigned: (note): void => void log.push(note),
    failed: (): void => void log.push("failed"),
    proven: (): void => void log.push("proven"),
    leftUnsigned: (part): void => void log.push(`unsigned ${part.endIndex}`),
    refused: (_, problem): void => void log.push(problem),
  });
  const state = new LogState(NODE_SUITE, { origin: "localhost/x", vkey: "x" });
  for (let k = 0; k < parts; k++) queue.add(closedPart(state));
  return { queue, log, clock };
}

Deno.test("SealQueue seals parts in order, in slices of about the time it is given", () => {
  const { queue, log } = queueOf(["work", "work", "work", "done", "work", "done"], 2);
  queue.advance(15);
  assertEquals([log.length, queue.length], [0, 2]);
  queue.advance(15);
  assertEquals([log, queue.length], [["note 7"], 1]);
  queue.advance(1_000);
  assertEquals([log, queue.length], [["note 7", "note 12"], 0]);
  queue.advance(1_000);
  assertEquals(log.length, 2);
});

Deno.test("SealQueue tries a failed part again from its start, after a while", () => {
  const { queue, log, clock } = queueOf(["work", "fail", "work", "fail", "done"]);
  queue.advance(1_000);
  queue.advance(1_000);
  assertEquals(log, ["failed"]);
  clock.pass(1_000);
  queue.advance(1_000);
  assertEquals(log, ["failed", "failed"]);
  assertEquals(queue.finish(), true);
  assertEquals(log, ["failed", "failed", "note 7"]);
});

Deno.test("SealQueue stops for good at a part that must not be signed", () => {
  const { queue, log, clock } = queueOf(["refuse"], 2);
  assertEquals(queue.finish(), false);
  clock.pass(10_000);
  queue.advance(1_000);
  assertEquals([log, queue.length], [["differs"], 2]);
});

Deno.test("SealQueue lets programming errors through", () => {
  const { queue } = queueOf(["bug"]);
  assertThrows(() => queue.advance(1_000), InvariantError);
});

Deno.test("SealQueue comes back later to a signer that is still at work", () => {
  const { queue, log } = queueOf(["wait", "wait", "work", "done"]);
  queue.advance(1_000);
  queue.advance(1_000);
  assertEquals(log, []);
  queue.advance(1_000);
  assertEquals(log, ["note 7"]);
});

Deno.test("SealQueue asks a signer that is down less and less often, and then as before", () => {
  const { queue, log, clock } = queueOf(["down", "down", "down", "done", "down", "done"], 2);
  let waitedMs = 0;
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    queue.advance(1_000);
    clock.pass(pauseMs - 10);
    queue.advance(1_000);
    clock.pass(10);
    waitedMs += pauseMs;
  }
  assertEquals([log, waitedMs], [["failed", "failed", "failed"], 7_000]);
  queue.advance(1_000);
  assertEquals(log.slice(3), ["note 7", "failed"]);
  clock.pass(1_000);
  queue.advance(1_000);
  assertEquals(log.slice(5), ["note 12"]);
});

Deno.test("SealQueue leaves the oldest of very many parts unsigned", () => {
  const { queue, log } = queueOf(["down"], PARTS_WAITING_MAX);
  queue.advance(1_000);
  assertEquals([queue.length, log], [PARTS_WAITING_MAX, ["failed"]]);
  const state = new LogState(NODE_SUITE, { origin: "localhost/x", vkey: "x" });
  queue.add(closedPart(state));
  queue.add(closedPart(state));
  assertEquals([queue.length, log.slice(1)], [PARTS_WAITING_MAX, ["unsigned 7", "unsigned 12"]]);
  assertEquals(queue.finish(), true);
  assertEquals(log[3], "note 17");
});

/** The head of an open part of so many records. */
function headOf(size: number): LogHead {
  return { size, root: new Uint8Array(32) };
}

Deno.test("SealQueue signs the newest head of the open part, again after the signer was down", () => {
  const { queue, log, clock } = queueOf(["down", "wait", "done"], 0);
  queue.offer(headOf(9));
  queue.advance(1_000);
  assertEquals(log, ["failed"]);
  queue.offer(headOf(11));
  queue.advance(1_000);
  assertEquals(log, ["failed"], "it waits after a failure");
  clock.pass(1_000);
  queue.advance(1_000);
  queue.offer(headOf(13));
  queue.advance(1_000);
  assertEquals(log, ["failed", "head 11", "head 13"], "work that has begun is ended first");
  queue.advance(1_000);
  assertEquals([log.length, queue.finish()], [3, true]);
});

Deno.test("SealQueue gives a head up for the checkpoint of a part", () => {
  const { queue, log } = queueOf(["wait", "done", "wait", "done"], 0);
  queue.offer(headOf(5));
  queue.advance(1_000);
  const state = new LogState(NODE_SUITE, { origin: "localhost/x", vkey: "x" });
  queue.add(closedPart(state));
  queue.offer(headOf(8));
  queue.advance(1_000);
  queue.advance(1_000);
  assertEquals([log, queue.length], [["note 7"], 0]);
});

Deno.test("SealQueue sees whether the key can sign while there is nothing to sign", () => {
  const clock = new FakeClock();
  const log: string[] = [];
  let isDown = true;
  const sealer = {
    vkey: "",
    signedSize: 0,
    ...keyless(),
    *probe(): Generator<SealStep, void, void> {
      yield WAITING;
      if (isDown) throw new SignerError("down");
    },
    // deno-lint-ignore require-yield -- nothing is ever sealed here
    *seal(): Generator<SealStep, SealOutcome, void> {
      return { note: "note" };
    },
  };
  const queue = new SealQueue(sealer, clock, {
    sealed: (_, note): void => void log.push(note),
    headSigned: (note): void => void log.push(note),
    failed: (): void => void log.push("failed"),
    proven: (): void => void log.push("proven"),
    leftUnsigned: (): void => void log.push("unsigned"),
    refused: (_, problem): void => void log.push(problem),
  });
  queue.advance(10);
  assertEquals(log, []);
  queue.advance(10);
  assertEquals(log, ["failed"]);
  isDown = false;
  clock.pass(1_000);
  queue.advance(10);
  queue.advance(10);
  queue.advance(10);
  assertEquals(log, ["failed", "proven"]);
  assertEquals(queue.finish(), true);
});
