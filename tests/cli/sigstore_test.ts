import { OutbandError } from "../../src/base/errors.ts";
import { SIGSTORE_COMMAND } from "../../src/cli/sigstore.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { RecordedIo } from "../support/command_io.ts";
import { FIRST_DIR, SECOND_DIR } from "../support/evidence_cases.ts";
import { smallLog } from "../support/log_builder.ts";
import { assertEquals, assertRejects } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";

async function write(dir: TempDir): Promise<string> {
  for (const [path, bytes] of smallLog().files) {
    const file = dir.join("log", path);
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
  return dir.join("log");
}

Deno.test("sigstore writes a bundle beside each statement, and verify compares them", async () => {
  await using dir = await TempDir.make();
  const log = await write(dir);
  const io = new RecordedIo();
  assertEquals(await SIGSTORE_COMMAND.run([log], io), 0);
  const paths = [FIRST_DIR, SECOND_DIR].map((part) => `${log}/${part}/bundle.sigstore.json`);
  assertEquals(io.stdout, paths.map((path) => `${path}\n`).join(""));
  const verify = async (): Promise<Record<string, number>> => {
    const answer = new RecordedIo();
    await VERIFY_COMMAND.run([log, `--key=${testKey(1).text}`, "--json"], answer);
    const { exit, finding_counts: counts } = JSON.parse(answer.stdout);
    return { exit, mismatch: counts.BUNDLE_MISMATCH ?? 0, extra: counts.FILE_NOT_CHECKED ?? 0 };
  };
  assertEquals(await verify(), { exit: 0, mismatch: 0, extra: 0 });
  await Deno.copyFile(paths[0] as string, paths[1] as string);
  assertEquals(await verify(), { exit: 4, mismatch: 1, extra: 0 });
  const one = new RecordedIo();
  assertEquals(await SIGSTORE_COMMAND.run([log, "--window=498673"], one), 0);
  assertEquals(one.stdout, `${paths[1]}\n`);
  assertEquals(await verify(), { exit: 0, mismatch: 0, extra: 0 });
});

Deno.test("sigstore says in one line what is wrong, and writes nothing then", async () => {
  await using dir = await TempDir.make();
  const log = await write(dir);
  const fails = async (code: string, words: string, ...args: string[]): Promise<void> => {
    const failing = (): Promise<number> => SIGSTORE_COMMAND.run(args, new RecordedIo());
    const error = await assertRejects(failing, OutbandError, words);
    assertEquals([error.code, error.message.includes("\n")], [code, false]);
  };
  await fails("USAGE", "Name one directory");
  await fails("CONFIG", "--window", log, "--window=first");
  await fails("IO", "no sealed window 7", log, "--window=7");
  await Deno.writeTextFile(`${log}/${SECOND_DIR}/statement.dsse.json`, "{}");
  await fails("IO", "no statement with one signature", log);
  const bundle = `${log}/${FIRST_DIR}/bundle.sigstore.json`;
  await assertRejects(() => Deno.stat(bundle), Deno.errors.NotFound);
});
