/**
 * Journey: the command with exact permissions. It serves, seals, and needs every one of
 * them: without any one the program does not start, does not work, or says what is missing.
 */

import { chat, chatUpstream, contradictions, verify, vkeyOf } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { outcome } from "../support/peers.ts";
import { ServeProcess } from "../support/program.ts";
import type { RawUpstream } from "../support/raw_upstream.ts";
import { serveCommand, shellBlock } from "../support/shell_block.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

/** How a program says that a permission is missing: Deno's words, or ours. */
const SAID_REGEXP = /NotCapable|--allow-|gives_way|no limits on client connections/;

/** The README's command, changed as the guide says: telemetry on standard output. */
async function exactCommand(upstream: RawUpstream): Promise<string> {
  const block = await shellBlock("README.md", "least-privilege");
  for (const part of [",telemetry", "--log-dir=telemetry"]) assertStringIncludes(block, part);
  const changed = block.replace("--log-dir=telemetry", "--log-output=stdout")
    .replaceAll(",telemetry", "");
  return serveCommand(changed, {
    upstreamPort: upstream.port,
    listenPort: freePort(),
    metricsPort: freePort(),
  });
}

Deno.test("the guide's exact permissions serve a call, seal it, and print it", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await ServeProcess.start({
    command: await exactCommand(upstream),
    cwd: dir.path,
  });
  const vkey = await vkeyOf(serve);
  assertEquals((await serve.waitForLog("worker.ready"))["sandboxed"], true);
  assertEquals(await chat(serve.url, "I am jane.roe@example.com"), 200);
  const { code, stdout, stderr } = await serve.stop();
  assertEquals(code, 0, stderr);
  assertEquals(stderr.split("\n").filter((line) => /"level":"(?:warn|error)"/.test(line)), []);
  assertStringIncludes(stdout, "[REDACTED:EMAIL]");
  await Deno.writeTextFile(dir.join("stdout.jsonl"), stdout);
  const flags = ["--key", vkey, "--telemetry", dir.join("stdout.jsonl")];
  const { code: verdict, report } = await verify(dir.join("evidence"), flags);
  assertEquals([contradictions(report), verdict, report.totals.processed], [[], 0, 1]);
  assertEquals((await Array.fromAsync(Deno.readDir(dir.path), ({ name }) => name)).sort(), [
    "evidence",
    "evidence.private",
    "stdout.jsonl",
  ]);
});

/** What a start without a permission came to: an exit code, or the complaints of one that runs. */
async function startWithout(command: string, cwd: string): Promise<string> {
  try {
    await using serve = await ServeProcess.start({ command, cwd });
    await serve.waitForLog("worker.ready");
    const status = await chat(serve.url, "hello");
    const { stderr } = await serve.stop();
    const complaints = stderr.split("\n").filter((line) => /"level":"(?:warn|error)"/.test(line));
    if (status !== 200) complaints.push(`status ${status}`);
    if (stderr.includes('"gives_way":false')) complaints.push("gives_way");
    return complaints.join("\n");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

Deno.test("none of the guide's permissions can be left out in silence", async () => {
  await using upstream = chatUpstream();
  const command = await exactCommand(upstream);
  const flags = command.match(/--allow-[a-z-]+(?:='[^']*')?(?:[=,]\S+)?/g) ?? [];
  assertEquals(flags.length, 5, flags.join(" "));
  for (const flag of flags) {
    await using dir = await TempDir.make();
    const said = await startWithout(command.replace(flag, ""), dir.path);
    assertMatch(said, SAID_REGEXP, `nothing is said without ${flag}`);
  }
});

Deno.test("with the guide's permissions the program cannot call anybody else", async () => {
  await using upstream = chatUpstream();
  const command = await exactCommand(upstream);
  const allowNet = /--allow-net=\S+/.exec(command)?.[0] ?? "";
  const script = `await Deno.connect({ hostname: "127.0.0.1", port: ${freePort()} })`;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, script);
    const args = ["run", "--no-config", "--no-prompt", allowNet, file];
    const { code, output } = await outcome(Deno.execPath(), args);
    assert(code !== 0);
    assertStringIncludes(output, "NotCapable");
  } finally {
    await Deno.remove(file);
  }
});
