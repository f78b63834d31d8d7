/**
 * Journey: the head of an open window leaves the program each minute, so that whoever keeps standard
 * output can tell that records written before are missing, although no window was ever sealed.
 */

import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { chat, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { launchServe, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

/** A heartbeat comes each minute; the rest is for a slow machine. */
const HEAD_DEADLINE_MS = 120_000;
const INTERIM = '"interim":true';

Deno.test("serve prints the head of an open window each minute, and a cut log contradicts it", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  const args = ["--summary-interval=24h"];
  const options = { target: upstream.url, evidenceDir, args };
  await using serve = await startServe(options);
  const vkey = await vkeyOf(serve);
  assertEquals(await chat(serve.url, "before the head"), 200);
  const line = await serve.waitForLine((text) => text.includes(INTERIM), HEAD_DEADLINE_MS);
  await Deno.writeTextFile(dir.join("heads"), `${line}\n`);
  await serve.kill();

  const flags = [`--key=${vkey}`, `--known-head=${dir.join("heads")}`];
  const whole = await verify(evidenceDir, flags);
  assertEquals([whole.code, whole.report.results.independence], [6, "pass"], "only the seal lacks");

  const segments = filesBelow(evidenceDir).filter((path) => path.endsWith("/segment.jsonl"));
  const path = `${evidenceDir}/${segments.at(-1)}`;
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.slice(0, text.indexOf("\n", text.length / 2) + 1));
  const cut = await verify(evidenceDir, flags);
  assertEquals(cut.code, 4);
  assert(cut.report.findings.some(({ code }) => code === "HEAD_ROLLED_BACK"));
  const refused = await launchServe(options).ended();
  assertEquals(refused.code, 3);
  assertStringIncludes(refused.stderr, "it went backwards, it has ");

  await Deno.writeTextFile(path, text);
  await using again = await startServe(options);
  assertEquals((await again.stop()).code, 0);
  const sealed = await verify(evidenceDir, [...flags, "--require=independent"]);
  assertEquals(sealed.code, 0, JSON.stringify(sealed.report.findings));
});
