/**
 * The script that tries a binary: a program that is whole passes, one that is not does not.
 */

import { outcome } from "../support/peers.ts";
import { MAIN_MODULE, ROOT_DIR } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { pathOf, read } from "./manifests.ts";

/** Runs the script on this checkout in place of a binary, with the rights that a binary has. */
async function smoke(module: string): Promise<{ code: number; output: string }> {
  await using dir = await TempDir.make();
  const compile: string = JSON.parse(read("deno.json")).tasks["compile:with"].command;
  const rights = compile.match(/--(?:allow|deny|unstable)-\S+/g) ?? [];
  assert(rights.length >= 8, rights.join());
  const flags = `run ${rights.join(" ")} --quiet --no-prompt --config='${ROOT_DIR}deno.json'`;
  const script = `#!/bin/sh\nexec '${Deno.execPath()}' ${flags} '${module}' "$@"\n`;
  await Deno.writeTextFile(dir.join("outband"), script, { mode: 0o755 });
  return await outcome("bash", [pathOf("deploy/smoke.sh"), dir.join("outband")]);
}

Deno.test("smoke.sh passes a whole program", async () => {
  const { code, output } = await smoke(MAIN_MODULE);
  assertEquals(code, 0, output);
  assertStringIncludes(output, "smoke: ok");
});

Deno.test("smoke.sh refuses a program without its parts", async () => {
  await using dir = await TempDir.make();
  const main = dir.join("main.ts");
  // Says its version, and does nothing else: what a binary without its threads would come to.
  await Deno.writeTextFile(main, 'if (Deno.args[0] !== "--version") Deno.exit(70);\n');
  const { code, output } = await smoke(main);
  assert(code !== 0 && !output.includes("smoke: ok"), output);
});
