/**
 * Flips one bit of every byte of a log of three windows with a change of key, and says how the
 * verifier judged: `deno task flips`. Ends with 1 when one was accepted.
 * @module
 */

import { utf8 } from "../../src/base/bytes.ts";
import { bytesOf, exitOf, flipEach, rotatedLog } from "../support/flips.ts";

const BATCH = 16;

const log = rotatedLog();
const total = bytesOf(log);
print(`${log.files.size} files, ${total} bytes; untouched: exit ${await exitOf(log)}`);
const accepted: string[] = [];
const exits: Record<string, number> = {};
for (let first = 0; first < BATCH; first++) {
  const result = await flipEach(log, { first, step: BATCH });
  accepted.push(...result.accepted);
  for (const [exit, count] of Object.entries(result.exits)) {
    exits[exit] = (exits[exit] ?? 0) + count;
  }
  print(`${first + 1} of ${BATCH}: exit codes ${JSON.stringify(exits)}`);
}
for (const flip of accepted) print(`accepted: ${flip}`);
if (accepted.length > 0) throw new Error(`${accepted.length} flipped bits were accepted`);

function print(line: string): void {
  Deno.stdout.writeSync(utf8(`${line}\n`));
}
