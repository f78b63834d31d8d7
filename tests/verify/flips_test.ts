/**
 * One flipped bit in a log of three windows with a change of key; `flips.ts` does every byte.
 */

import { freshSeed, randomFrom } from "../support/random.ts";
import { bytesOf, exitOf, flipEach, rotatedLog } from "../support/flips.ts";
import { assert, assertEquals } from "../support/std.ts";

/** Flips in a normal run; each costs some milliseconds. */
const FLIPS = 1_200;

Deno.test("verifyEvidence() never accepts one flipped bit in three windows with a change of key", async () => {
  const log = rotatedLog();
  assertEquals(await exitOf(log), 0, "the untouched log is accepted");
  const names = [...log.files.keys()];
  const windows = names.filter((name) => name.endsWith("/segment.jsonl"));
  assertEquals(windows.length, 4, "three windows, one of them in two parts around the change");
  for (const kind of ["tile/0/", "tile/entries/", "keys/log-2.", "/SHA256SUMS", "checkpoint"]) {
    assert(names.some((name) => name.includes(kind)), `${kind} is among them`);
  }
  const step = Math.ceil(bytesOf(log) / FLIPS);
  const seed = freshSeed();
  const first = randomFrom(seed)(step);
  const name = `seed ${seed}: every ${step}th of ${bytesOf(log)} bytes from ${first} on`;
  const { flips, accepted } = await flipEach(log, { first, step });
  assert(flips >= FLIPS / 2, `${flips} flips`);
  assertEquals(accepted, [], name);
});
