/**
 * The archive of a period: what is in it, what is not, and that it verifies as it is.
 */

import type { OutbandError } from "../../src/base/errors.ts";
import { EXPORT_COMMAND } from "../../src/cli/export.ts";
import type { SAMPLE_COMMAND } from "../../src/cli/sample.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import type { Command } from "../../src/cli/command.ts";
import { RecordedIo } from "../support/command_io.ts";
import type { filesBelow } from "../support/journey.ts";
import { QuarterFixture } from "../support/quarter_fixture.ts";
import {
  assert,
  assertEquals,
  type assertRejects,
  type assertStringIncludes,
} from "../support/std.ts";
import type { TempDir } from "../support/temp_dir.ts";

const AUGUST = ["--from", "2026-08-01", "--to", "2026-08-31"];
const NONCE = "31415926535897932384";

async function run(command: Command, ...args: string[]): Promise<{ code: number; stdout: string }> {
  const io = new RecordedIo();
  return { code: await command.run(args, io), stdout: io.stdout };
}

Deno.test("export writes an archive that verifies as it is, with the same bytes each time", async (t) => {
  await using fixture = await QuarterFixture.make();
  const { quarter } = fixture;
  const policy = ["--policy", quarter.policyFile];
  const archive = fixture.dir.join("august.zip");
  const first = await fixture.run(
    EXPORT_COMMAND,
    ...AUGUST,
    ...fixture.keys,
    ...policy,
    "--out",
    archive,
  );
  assertEquals(first.code, 0, first.stdout);
  const manifestOf = async (
    directory: string,
  ): Promise<{ logs: { origin: string; firstW: number; first: number }[] }> =>
    JSON.parse(await Deno.readTextFile(`${directory}/manifest.json`));
  const directory = fixture.dir.join("august");
  const again = await fixture.run(
    EXPORT_COMMAND,
    ...AUGUST,
    ...fixture.keys,
    ...policy,
    "--out",
    directory,
  );
  assertEquals(again.code, 0, again.stdout);
  const { logs } = await manifestOf(directory);

  await t.step("each log of it verifies, from its first window on", async () => {
    assertEquals(logs.length, 3);
    for (const { origin, firstW } of logs) {
      const { vkey } = quarter.replicas.find((replica) => replica.origin === origin) ??
        { vkey: "" };
      for (const path of [archive, directory]) {
        const { code, stdout } = await run(
          VERIFY_COMMAND,
          path,
          "--key",
          vkey,
          "--from",
          String(firstW),
        );
        assertEquals(code, 0, stdout);
      }
    }
  });
  await t.step("the same evidence gives the same bytes", async () => {
    for (const kind of ["zip", "tar.gz"]) {
      const files: Uint8Array[] = [];
      for (const name of ["a", "b"]) {
        const out = fixture.dir.join(`${name}.${kind}`);
        await fixture.run(EXPORT_COMMAND, ...AUGUST, ...fixture.keys, ...policy, "--out", out);
        files.push(await Deno.readFile(out));
      }
      assert(files[0] !== undefined && files[1] !== undefined);
      assertEquals(files[0].length, files[1].length);
      assert(files[0].every((byte, k) => byte === files[1]?.[k]), kind);
    }
  });
});
