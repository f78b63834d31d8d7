import { OutbandError } from "../../src/base/errors.ts";
import { SELFTEST_COMMAND } from "../../src/cli/selftest.ts";
import { RecordedIo } from "../support/command_io.ts";
import { runCommand } from "../support/program.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

async function selftest(...args: string[]): Promise<RecordedIo & { code: number }> {
  const io = new RecordedIo();
  const code = await SELFTEST_COMMAND.run(args, io);
  return Object.assign(io, { code });
}

Deno.test("selftest exits with 10 exactly when it did not pass, and says so", async () => {
  const { stdout, code } = await selftest("--json");
  const result = JSON.parse(stdout);
  assertEquals(code, result.passed ? 0 : 10);
  const text = (await selftest()).stdout;
  assertEquals(text.trimEnd().split("\n").at(-1), result.passed ? "passed" : "FAILED");
  assertStringIncludes(text, `Rules: sha256 ${result.detector}\n`);
  for (const { category } of result.categories) assertStringIncludes(text, `${category} `);
});

Deno.test("selftest tests what is switched on, and names what it has no cases of", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("rules.jsonc");
  await Deno.writeTextFile(
    path,
    '{"version":1,"off":["SSN"],"categories":[{"name":"OWN_ONE","patterns":["EMP-\\\\d{6}"]}]}',
  );
  const result = JSON.parse((await selftest("--json", `--rules=${path}`)).stdout);
  const names = result.categories.map(({ category }: { category: string }) => category);
  assertEquals(names.includes("SSN"), false);
  assertEquals(names.includes("EMAIL"), true);
  assertEquals(result.untested.includes("OWN_ONE"), true);
});

Deno.test("selftest refuses what it does not know", async () => {
  const error = await assertRejects(() => selftest("file"), OutbandError);
  assertEquals(error.exitCode, 2);
});

Deno.test("outband selftest as a program prints one JSON object", async () => {
  const { stdout, code } = await runCommand(["selftest", "--json"]);
  assertEquals(code, JSON.parse(stdout).passed ? 0 : 10);
});
