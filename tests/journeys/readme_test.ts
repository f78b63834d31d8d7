/**
 * Journey: what the README tells people to type. The "verify by hand" block runs as it stands.
 */

import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { chat, chatUpstream } from "../support/journey.ts";
import { ROOT_DIR, runCommand, ServeProcess, startServe } from "../support/program.ts";
import { freePort } from "../support/ports.ts";
import { serveCommand, shellBlock } from "../support/shell_block.ts";
import { TempDir } from "../support/temp_dir.ts";
import { VERSION } from "../../src/base/version.ts";

async function have(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command("sh", { args: ["-c", `command -v ${program}`] }).output())
      .success;
  } catch {
    return false;
  }
}

const HAVE_TOOLS = await have("openssl") && await have("sha256sum");

/** The shell block between two markers of the README. */
async function block(name: string): Promise<string> {
  return await shellBlock("README.md", name);
}

async function runByHand(dir: string): Promise<{ code: number; lines: string[] }> {
  const command = new Deno.Command("bash", {
    args: ["-e", "-o", "pipefail", "-c", await block("by-hand")],
    cwd: dir,
  });
  const { code, stdout } = await command.output();
  return { code, lines: new TextDecoder().decode(stdout).trimEnd().split("\n") };
}

Deno.test({
  name: `README: "verify by hand" accepts a sealed window and refuses a changed one${
    HAVE_TOOLS ? "" : " (skipped: no openssl or sha256sum)"
  }`,
  ignore: !HAVE_TOOLS,
  async fn(): Promise<void> {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    await using serve = await startServe({
      target: upstream.url,
      evidenceDir: dir.join("evidence"),
    });
    await chat(serve.url, "hello");
    assertEquals((await serve.stop()).code, 0);

    const good = await runByHand(dir.path);
    assertEquals(good.code, 0, good.lines.join("\n"));
    assertEquals(good.lines.filter((line) => line.endsWith(": OK")).length, 4);
    assertStringIncludes(good.lines.join("\n"), "Signature Verified Successfully");
    assertEquals(good.lines.at(-1), good.lines.at(-2), "the chain link is the hash of the line");

    const [day] = [...Deno.readDirSync(dir.join("evidence/windows"))];
    const [part] = [...Deno.readDirSync(dir.join(`evidence/windows/${day?.name}`))];
    const checkpoint = dir.join(`evidence/windows/${day?.name}/${part?.name}/checkpoint`);
    const text = await Deno.readTextFile(checkpoint);
    await Deno.writeTextFile(checkpoint, text.replace("localhost", "localhos7"));
    assertEquals((await runByHand(dir.path)).code === 0, false);
  },
});

Deno.test("README: the command with exact permissions starts, sandboxed, and forwards", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const command = serveCommand(await block("least-privilege"), {
    upstreamPort: upstream.port,
    listenPort: freePort(),
    metricsPort: freePort(),
  });
  await using serve = await ServeProcess.start({ command, cwd: dir.path });
  const ready = await serve.waitForLog("worker.ready");
  assertEquals([ready["sandboxed"], ready["gives_way"]], [true, Deno.build.os === "linux"]);
  assertEquals(await chat(serve.url, "hello"), 200);
  const { code, stderr } = await serve.stop();
  assertEquals(code, 0, stderr);
  assertEquals(stderr.split("\n").filter((line) => line.includes('"warn"')), []);
});

Deno.test("outband demo ends with 0, and names findings, window, verdicts and places", async () => {
  await using dir = await TempDir.make();
  const { code, stdout, stderr } = await runCommand(["demo", `--dir=${dir.join("demo")}`]);
  assertEquals(code, 0, stderr);
  for (
    const part of [
      "POST /v1/chat/completions",
      "SSN x1 (request)",
      "CC_NUMBER x1 (response)",
      "ACCEPTED (exit 0)",
      "REJECTED (exit 4)",
      dir.join("demo"),
    ]
  ) {
    assertStringIncludes(stdout, part);
  }
});

Deno.test("outband --version and --help answer; every command explains itself", async () => {
  assertEquals((await runCommand(["--version"])).stdout, `outband ${VERSION}\n`);
  const help = await runCommand(["--help"]);
  assertEquals(help.code, 0);
  for (const command of ["serve", "demo", "verify", "inspect", "keys", "scan"]) {
    assertStringIncludes(help.stdout, command);
    const own = await runCommand([command, "--help"]);
    assertEquals(own.code, 0);
    assertStringIncludes(own.stdout, `Usage: outband ${command}`);
  }
  const config = JSON.parse(await Deno.readTextFile(`${ROOT_DIR}deno.json`));
  assertEquals(config.version, VERSION);
});
