/**
 * Verifies a log and says how much memory was alive at most, in bytes: the collector runs every ten
 * thousand records, so that what it has not fetched yet does not count. For `verify.ts`, which runs
 * it in a process of its own with `--v8-flags=--expose-gc`.
 * @module
 */

import { NODE_SUITE } from "../src/base/digest.ts";
import { directorySource } from "../src/cli/evidence_source.ts";
import { verifyEvidence } from "../src/verify/mod.ts";

const EVERY_RECORDS = 10_000;

const [dir = ""] = Deno.args;
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error("Run it with --v8-flags=--expose-gc");
let next = 0;
let most = 0;

function look(records: number): void {
  if (records < next) return;
  next = records + EVERY_RECORDS;
  collect?.();
  const { heapUsed, external } = Deno.memoryUsage();
  most = Math.max(most, heapUsed + external);
}

await verifyEvidence(directorySource(dir), {
  suite: NODE_SUITE,
  onProgress: ({ records }) => look(records),
});
// deno-lint-ignore no-console -- its parent reads it
console.log(most);
