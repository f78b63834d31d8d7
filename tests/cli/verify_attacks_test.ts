/**
 * The attacks that only a head from outside shows, before the command as an auditor types it.
 */

import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { attackLog, HONEST } from "../support/attack_log.ts";
import { KEY_ATTACKS } from "../support/attacks.ts";
import { RecordedIo } from "../support/command_io.ts";
import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const REMOVED = "Newer windows could have been removed";

for (const [name, make] of Object.entries(KEY_ATTACKS)) {
  Deno.test(`verify warns, says unproven, or rejects by a kept head when ${name}`, async () => {
    await using dir = await TempDir.make();
    for (const [path, bytes] of make().files) {
      const file = dir.join("log", path);
      await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
      await Deno.writeFile(file, bytes);
    }
    const { vkey, head } = attackLog(HONEST);
    const verify = async (...flags: string[]): Promise<[code: number, text: string]> => {
      const io = new RecordedIo();
      const code = await VERIFY_COMMAND.run([dir.join("log"), `--key=${vkey}`, ...flags], io);
      return [code, io.stdout.replaceAll(/\s+/g, " ")];
    };
    const [alone, text] = await verify();
    assertEquals(alone, 0);
    assertStringIncludes(text, REMOVED);
    const [required] = await verify("--require=independent");
    assertEquals(required, 6);
    await Deno.writeTextFile(dir.join("kept"), head);
    for (const flags of [[], ["--require=independent"]]) {
      const [rejected] = await verify(`--known-head=${dir.join("kept")}`, ...flags);
      assertEquals(rejected, 4);
    }
  });
}

Deno.test("verify accepts the log as it was with the head that was kept", async () => {
  await using dir = await TempDir.make();
  const { files, vkey, head } = attackLog(HONEST);
  for (const [path, bytes] of files) {
    const file = dir.join("log", path);
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
  await Deno.writeTextFile(dir.join("kept"), head);
  const flags = [`--key=${vkey}`, `--known-head=${dir.join("kept")}`, "--require=independent"];
  assertEquals(await VERIFY_COMMAND.run([dir.join("log"), ...flags], new RecordedIo()), 0);
});
