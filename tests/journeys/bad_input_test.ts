/**
 * Journey: what the user can get wrong. One line on stderr, the right exit code, no stack trace.
 */

import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { runCommand } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

async function refused(
  args: readonly string[],
  expected: { code: number; says: string },
): Promise<void> {
  const { code, stderr, stdout } = await runCommand(args);
  const lines = stderr.trimEnd().split("\n").filter((line) => !line.startsWith("{"));
  assertEquals(code, expected.code, `${args.join(" ")}: ${stderr}`);
  assertEquals(lines.length, 1, stderr);
  assertStringIncludes(lines[0] ?? "", expected.says);
  assert(!stderr.includes("    at "), stderr);
  assertEquals(stdout, "");
}

Deno.test("outband refuses an unknown command and unknown flags with 2", async () => {
  await refused(["nonsense"], { code: 2, says: 'unknown command "nonsense"' });
  await refused(["serve", "--nope"], { code: 2, says: "--nope" });
  await refused(["--nope=1"], { code: 2, says: "--nope" });
  await refused(["verify"], { code: 2, says: "verify" });
});

Deno.test("outband serve refuses values that break a rule with 3", async () => {
  await refused(["serve"], { code: 3, says: "--target is required" });
  await refused(["serve", "--target=ftp://x"], { code: 3, says: '"ftp"' });
  await refused(["serve", "--target=http://x", "--workers=none"], {
    code: 3,
    says: "--workers must be a whole number",
  });
});

Deno.test("outband serve refuses a bad directory, key file or port, and says which", async () => {
  await using dir = await TempDir.make();
  const file = dir.join("file");
  await Deno.writeTextFile(file, "not a key");
  await Deno.chmod(file, 0o600);
  const common = [
    "serve",
    "--target=http://127.0.0.1:9",
    "--metrics-listen=off",
    `--log-dir=${dir.join("t")}`,
  ];
  const evidence = `--evidence-dir=${dir.join("e")}`;
  await refused([...common, "--listen=127.0.0.1:0", `--evidence-dir=${file}/e`], {
    code: 5,
    says: `${file}/e`,
  });
  await refused([...common, "--listen=127.0.0.1:0", evidence, `--key-file=${file}`], {
    code: 3,
    says: file,
  });
  await Deno.chmod(file, 0o644);
  await refused([...common, "--listen=127.0.0.1:0", evidence, `--key-file=${file}`], {
    code: 3,
    says: file,
  });
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await refused([...common, evidence, `--listen=127.0.0.1:${taken.addr.port}`], {
    code: 5,
    says: "already in use",
  });
});

Deno.test("outband verify refuses what is no evidence, and keys that are none", async () => {
  await using dir = await TempDir.make();
  await Deno.writeTextFile(dir.join("segment.jsonl"), "not json\n");
  const foreign = await runCommand(["verify", dir.path]);
  assert(foreign.code === 4 || foreign.code === 5, `exit ${foreign.code}`);
  assertEquals((await runCommand(["verify", dir.join("missing")])).code, 5);
  await refused(["verify", dir.path, "--key=a+b+c"], { code: 3, says: "a+b+c" });
  await refused(["verify", dir.path, "--key=no-such-file"], { code: 5, says: "no-such-file" });
});
