/** The schedule of a soak, the bodies that follow from it, and its faults. */

import { concat } from "../../../src/base/bytes.ts";
import { answerPieces, bytesBeforeLeaving, requestPieces } from "../../../bench/soak/bodies.ts";
import { planFaults } from "../../../bench/soak/faults.ts";
import { exchangeAt, GARBAGE_VARIANTS, KINDS, WEIGHT_OF } from "../../../bench/soak/schedule.ts";
import { freshSeed } from "../../support/random.ts";
import { assert, assertEquals, assertNotEquals } from "../../support/std.ts";

const COUNT = 5_000;
const INDEXES = Array.from({ length: COUNT }, (_, k) => k);

Deno.test("exchangeAt() gives the same schedule for the same seed, in any order", () => {
  const forward = INDEXES.map((index) => exchangeAt(7, index));
  const backward = INDEXES.toReversed().map((index) => exchangeAt(7, index)).reverse();
  assertEquals(forward, backward);
  assertNotEquals(forward.slice(0, 50), INDEXES.slice(0, 50).map((index) => exchangeAt(8, index)));
});

Deno.test("exchangeAt() draws every kind about as often as its weight says", () => {
  const seed = freshSeed();
  const sum = KINDS.reduce((total, kind) => total + WEIGHT_OF[kind], 0);
  const seen = new Map(KINDS.map((kind) => [kind, 0]));
  for (const index of INDEXES) {
    const { kind } = exchangeAt(seed, index);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of seen) {
    const mean = COUNT * WEIGHT_OF[kind] / sum;
    // Six standard deviations: one run in many millions fails by chance.
    const reach = 6 * Math.sqrt(mean) + 1;
    assert(Math.abs(count - mean) <= reach, `seed ${seed}: ${kind} ${count}, not ${mean}`);
  }
});

Deno.test("exchangeAt() plans only what client and upstream can do", () => {
  const seed = freshSeed();
  for (const index of INDEXES) {
    const exchange = exchangeAt(seed, index);
    const { client, upstream, ending, kind } = exchange;
    const note = `seed ${seed}, exchange ${index}, ${kind}`;
    assertEquals(client.leaves !== null, ending === "aborted", note);
    assert(upstream.garbage < GARBAGE_VARIANTS, note);
    // The proxy drops such a body.
    if (client.method !== "POST") assertEquals(client.textBytes, 0, note);
    const breaks = upstream.end === "cut" || upstream.end === "garbage";
    assertEquals(breaks, ending === "failed", note);
  }
});

Deno.test("answerPieces() holds the digest of the request, and enough to leave in the middle", () => {
  const digest = "ab".repeat(32);
  const decoder = new TextDecoder();
  for (const index of INDEXES.slice(0, 500)) {
    const exchange = exchangeAt(3, index);
    const { upstream, client } = exchange;
    const pieces = answerPieces(exchange, digest);
    assertEquals(answerPieces(exchange, digest), pieces);
    if (upstream.content !== "gzip") {
      assert(decoder.decode(concat(...pieces)).includes(digest), `${index}`);
    }
    const total = pieces.reduce((sum, { length }) => sum + length, 0);
    if (client.leaves === "in_stream") {
      const before = bytesBeforeLeaving(pieces);
      assert(before > 0 && before <= total, `${index}`);
    }
    assertEquals(requestPieces(exchange).length > 0, client.method === "POST", `${index}`);
  }
});

Deno.test("planFaults() lets a window end and a worker die while the disk is full", () => {
  for (const minutes of [1, 2, 5, 30]) {
    const durationMs = minutes * 60_000;
    for (const startMs of [1_800_000_000_000, 1_800_000_031_234, 1_800_000_059_999]) {
      const plan = planFaults({ startMs, durationMs, windowMs: 60_000, hasDisk: true });
      const at = (kind: string): number => plan.find((fault) => fault.kind === kind)?.atMs ?? NaN;
      const [fullMs, freeMs] = [at("fill_disk"), at("free_disk")];
      const firstEnd = Math.ceil((startMs + fullMs) / 60_000) * 60_000 - startMs;
      assert(fullMs < firstEnd && firstEnd < freeMs, `${minutes} minutes`);
      assert(
        plan.some(({ kind, atMs }) => kind === "kill_worker" && atMs > fullMs && atMs < freeMs),
      );
      assert(at("reopen") < fullMs || at("reopen") > freeMs);
      assertEquals(
        plan.map(({ atMs }) => atMs),
        plan.map(({ atMs }) => atMs).sort((a, b) => a - b),
      );
    }
  }
});

Deno.test("planFaults() leaves the disk alone when there is none to fill", () => {
  const plan = planFaults({ startMs: 0, durationMs: 60_000, windowMs: 60_000, hasDisk: false });
  const kinds = plan.map(({ kind }) => kind);
  assertEquals(kinds, ["kill_worker", "kill_worker", "reopen", "kill_worker", "kill_worker"]);
});
