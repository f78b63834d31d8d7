/**
 * Journey: what the README tells people to type. The "verify by hand" block runs as it stands.
 */

import { assertEquals, assertStringIncludes } from "../support/std.ts";
import { chat, chatUpstream, filesBelow } from "../support/journey.ts";
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

const HAVE_CURL = await have("curl");

Deno.test({
  name: `README: the quick start ends with the record of its one call${
    HAVE_CURL ? "" : " (skipped: no curl)"
  }`,
  ignore: !HAVE_CURL,
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    const [upstream, proxy, metrics] = [freePort(), freePort(), freePort()];
    const script = (await block("first-record"))
      .replace("npx -y deno@2.9.6 run", `${Deno.execPath()} run --config=${ROOT_DIR}deno.json`)
      .replace("src/main.ts", `${ROOT_DIR}src/main.ts`)
      .replaceAll("127.0.0.1:8081", `127.0.0.1:${upstream}`)
      .replaceAll("127.0.0.1:8080", `127.0.0.1:${proxy}`);
    const command = new Deno.Command("bash", {
      // Jobs of their own groups can be stopped with all that they started.
      args: ["-c", `set -m\n${script}\nkill -TERM -- $(jobs -p | sed 's/^/-/')\nwait`],
      cwd: dir.path,
      clearEnv: true,
      env: {
        ...Object.fromEntries(
          ["HOME", "PATH", "DENO_DIR"].map((name) => [name, Deno.env.get(name) ?? ""])
            .filter(([, value]) => value !== ""),
        ),
        OUTBAND_LISTEN: `127.0.0.1:${proxy}`,
        OUTBAND_METRICS_LISTEN: `127.0.0.1:${metrics}`,
      },
    });
    const output = await command.output();
    const decoder = new TextDecoder();
    const [stdout, stderr] = [decoder.decode(output.stdout), decoder.decode(output.stderr)];
    const seen = `${stdout}\n${stderr}`;
    for (
      const part of [
        '"object":"chat.completion"',
        "kind       call",
        "model      gpt-5-mini",
        'found      {"req":{"EMAIL":1}',
        "Calls           1 settled: 1 audited whole",
      ]
    ) {
      assertStringIncludes(stdout, part, seen);
    }
    assertStringIncludes(stderr, '"event":"server.stopped","clean":true', seen);
  },
});

/** Runs the shell verifier. @returns Its exit code, and what it wrote. */
async function runShellVerifier(
  evidence: string,
  key: string,
): Promise<{ code: number; output: string }> {
  const script = (await block("shell-verifier")).trim();
  assertEquals(script.split("\n").length, 20);
  const args = ["-c", script, "verify.sh", evidence, key];
  const { code, stdout, stderr } = await new Deno.Command("bash", { args }).output();
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}

/** What an attacker without the key does to a window, with sums that fit again. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  "a line is edited": `sed -i '3s/"t":"2/"t":"3/' segment.jsonl`,
  "a line is deleted": "sed -i 3d segment.jsonl",
  "the last line is edited": `sed -i '$s/"t":"2/"t":"3/' segment.jsonl`,
  "the last line is deleted": "sed -i '$d' segment.jsonl",
  "the checkpoint's size is another": "sed -i 2s/./9/ checkpoint",
  "the checkpoint's root is another": "sed -i 3s/^...../AAAAA/ checkpoint",
};

Deno.test({
  name: `README: the shell verifier accepts a log and refuses a changed one${
    HAVE_TOOLS ? "" : " (skipped: no openssl or sha256sum)"
  }`,
  ignore: !HAVE_TOOLS,
  async fn(): Promise<void> {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const evidence = dir.join("evidence");
    for (let round = 0; round < 2; round++) {
      await using serve = await startServe({ target: upstream.url, evidenceDir: evidence });
      for (let k = 0; k < 3; k++) await chat(serve.url, `call ${k}`);
      assertEquals((await serve.stop()).code, 0);
    }
    const key = `${evidence}/keys/log-1.pub.pem`;
    const good = await runShellVerifier(evidence, key);
    assertEquals(good.code, 0, good.output);
    const [, size = ""] = (await Deno.readTextFile(`${evidence}/checkpoint`)).split("\n");
    assertStringIncludes(good.output, `good: ${size} records, root `);
    const last = filesBelow(evidence).findLast((path) => path.endsWith("/segment.jsonl")) ?? "";
    for (const [name, command] of Object.entries(TAMPERINGS)) {
      const copy = dir.join("copy");
      const script = `cp -r "$1" "$2" && cd "$2/$3" && ${command} && ` +
        "sha256sum $(cut -d' ' -f3 SHA256SUMS) >sums && mv sums SHA256SUMS";
      const window = last.slice(0, last.lastIndexOf("/"));
      const args = ["-ec", script, "tamper", evidence, copy, window];
      assertEquals((await new Deno.Command("bash", { args }).output()).code, 0, name);
      assertEquals((await runShellVerifier(copy, key)).code === 0, false, name);
      await Deno.remove(copy, { recursive: true });
    }
    const other = await new Deno.Command("openssl", { args: ["genpkey", "-algorithm", "ed25519"] })
      .output();
    await Deno.writeFile(dir.join("other.pem"), other.stdout);
    const args = ["pkey", "-in", dir.join("other.pem"), "-pubout"];
    const { stdout } = await new Deno.Command("openssl", { args }).output();
    await Deno.writeFile(dir.join("other.pub.pem"), stdout);
    assertEquals((await runShellVerifier(evidence, dir.join("other.pub.pem"))).code === 0, false);
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
