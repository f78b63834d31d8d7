/**
 * Journey: every single byte of every evidence file of a small sealed log, flipped one at a time.
 */

import { assert, assertEquals } from "../support/std.ts";
import { chat, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { memorySource, verifyEvidence } from "../../src/verify/mod.ts";

/** Local state, not evidence: `verify` does not read it. */
const NOT_EVIDENCE: readonly string[] = ["head.json", "lock"];

Deno.test("verify never accepts a log with one flipped byte in any evidence file", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  await using serve = await startServe({ target: upstream.url, evidenceDir: evidence });
  const vkey = await vkeyOf(serve);
  await chat(serve.url, "one");
  await chat(serve.url, "two");
  assertEquals((await serve.stop()).code, 0);
  assertEquals((await verify(evidence, ["--key", vkey])).code, 0);

  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of filesBelow(evidence)) {
    files.set(path, await Deno.readFile(`${evidence}/${path}`));
  }
  const source = memorySource(files);
  const options = { suite: NODE_SUITE, keys: [vkey] };
  assertEquals((await verifyEvidence(source, options)).exit, 0);
  const read = [...files.keys()].filter((path) => !NOT_EVIDENCE.includes(path));
  assert(read.some((path) => path.startsWith("tile/")), "tiles are among them");
  assert(read.some((path) => path.startsWith("keys/")), "keys are among them");
  const accepted: string[] = [];
  for (const path of read) {
    const bytes = files.get(path) as Uint8Array<ArrayBuffer>;
    for (let at = 0; at < bytes.length; at++) {
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      const { exit } = await verifyEvidence(source, options);
      if (exit === 0) accepted.push(`${path} byte ${at}`);
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
    }
  }
  assertEquals(accepted, []);
});
