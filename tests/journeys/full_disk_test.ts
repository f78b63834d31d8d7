/**
 * Journey: the disk fills up and is freed again; traffic never notices, every call is counted.
 */

import { untilFound } from "../support/deadline.ts";
import { assert, assertEquals } from "../support/std.ts";
import { chat, chatUpstream, contradictions, verify, vkeyOf } from "../support/journey.ts";
import { startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";
import { settledSum } from "../../src/format/counts.ts";

/** A small file system of its own; only root may mount one. */
async function mountSmall(path: string): Promise<boolean> {
  await Deno.mkdir(path);
  try {
    const mount = new Deno.Command("mount", {
      args: ["-t", "tmpfs", "-o", "size=4m", "tmpfs", path],
      stderr: "null",
    });
    return (await mount.output()).success;
  } catch {
    return false;
  }
}

async function canMountSmall(): Promise<boolean> {
  await using dir = await TempDir.make();
  const path = dir.join("probe");
  if (!(await mountSmall(path))) return false;
  await new Deno.Command("umount", { args: [path] }).output();
  return true;
}

const canMount = await canMountSmall();

Deno.test({
  name: `serve on a disk that fills up and is freed: traffic flows, every call is counted${
    canMount ? "" : " (skipped: cannot mount a small file system)"
  }`,
  ignore: !canMount,
  async fn(): Promise<void> {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const disk = dir.join("disk");
    await mountSmall(disk);
    try {
      await using serve = await startServe({
        target: upstream.url,
        evidenceDir: `${disk}/evidence`,
        args: [`--log-dir=${dir.join("telemetry")}`, "--summary-interval=60m"],
      });
      const vkey = await vkeyOf(serve);
      let answered = 0;
      const send = async (count: number): Promise<void> => {
        for (let k = 0; k < count; k++) {
          if (await chat(serve.url, `call ${k}`) === 200) answered++;
        }
      };
      await send(20);
      await fill(`${disk}/filler`);
      await send(400);
      await serve.waitForLog("audit.degraded");
      const isSaid = async (): Promise<boolean> => {
        const ready = await fetch(`${serve.metricsUrl}/readyz`);
        assertEquals(ready.status, 200);
        return /degraded: .*\bdisk\b/.test(await ready.text());
      };
      await untilFound(isSaid, { describe: () => "/readyz does not say it" });
      await send(100);
      await Deno.remove(`${disk}/filler`);
      await serve.waitForLog("audit.recovered");
      await send(20);
      assertEquals((await serve.stop()).code, 0);
      assertEquals(answered, 540);

      const { code, report } = await verify(`${disk}/evidence`, ["--key", vkey]);
      assertEquals(contradictions(report), []);
      assertEquals(code, 0);
      assertEquals(report.totals.processed, 540);
      assertEquals(settledSum(report.totals), 540);
      assertEquals(report.totals.audited_full, 540, JSON.stringify(report.totals));
    } finally {
      await new Deno.Command("umount", { args: ["-l", disk] }).output();
    }
  },
});

/** Takes every free byte of the file system. */
async function fill(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const block = new Uint8Array(4_096);
  try {
    while (true) await file.write(block);
  } catch (error) {
    assert(error instanceof Error && /space/i.test(error.message), String(error));
  }
}
