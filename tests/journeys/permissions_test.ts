/**
 * Journey: a permission of Deno is missing. Whatever the command, that is one line which names the
 * flag, and exit code 5; never a stack trace, and never a start that fails later.
 */

import { freePort } from "../support/ports.ts";
import { outcome } from "../support/peers.ts";
import { MAIN_MODULE, ROOT_DIR, ServeProcess } from "../support/program.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const DENO_FLAGS = ["run", "--quiet", "--no-prompt", `--config=${ROOT_DIR}deno.json`];
/** All that `serve` needs, and more. */
const ALL = ["--allow-net", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"];

async function run(
  cwd: string,
  options: { permissions: readonly string[]; args: readonly string[] },
): Promise<{ code: number; lines: string[] }> {
  const { permissions, args } = options;
  const all = [...DENO_FLAGS, "--unstable-worker-options", ...permissions, MAIN_MODULE, ...args];
  const { code, output } = await outcome(Deno.execPath(), all, { cwd, env: { NO_COLOR: "1" } });
  const lines = output.split("\n").filter((line) => line !== "");
  // What the environment holds is told before anything is refused.
  const isTold = /"event":"(?:server\.environment|audit\.warning)"/;
  return { code, lines: lines.filter((line) => !isTold.test(line)) };
}

function serveArgs(): string[] {
  const [listen, metrics] = [freePort(), freePort()];
  return [
    "serve",
    "--target=http://127.0.0.1:9",
    `--listen=127.0.0.1:${listen}`,
    `--metrics-listen=127.0.0.1:${metrics}`,
    "--log-dir=telemetry",
    "--sandbox-workers",
  ];
}

Deno.test("serve without a permission that it needs ends with one line and 5", async () => {
  await using dir = await TempDir.make();
  const cases: [left: string, instead: string[], named: RegExp][] = [
    ["--allow-net", [], /--allow-net=127\.0\.0\.1:\d+,127\.0\.0\.1:\d+,127\.0\.0\.1:9$/],
    ["--allow-net", ["--allow-net=127.0.0.1:9"], /--allow-net=127\.0\.0\.1:\d+,127\.0\.0\.1:\d+$/],
    ["--allow-read", [], /--allow-read=\S+src,\.\/evidence,\.\/evidence\.private,telemetry$/],
    ["--allow-read", [`--allow-read=${ROOT_DIR}`], /--allow-read=\.\/evidence,\S+,telemetry$/],
    ["--allow-write", [], /--allow-write=\.\/evidence,\.\/evidence\.private,telemetry$/],
    ["--allow-write", ["--allow-write=evidence,telemetry"], /--allow-write=\.\/evidence\.private$/],
  ];
  for (const [left, instead, named] of cases) {
    const permissions = [...ALL.filter((flag) => flag !== left), ...instead];
    const { code, lines } = await run(dir.path, { permissions, args: serveArgs() });
    assertEquals([lines.length, code], [1, 5], lines.join("\n"));
    assertMatch(lines[0] ?? "", /^outband: Cannot start: permissions are missing; add /);
    assertMatch(lines[0] ?? "", named);
  }
  assertEquals(await Array.fromAsync(Deno.readDir(dir.path)), [], "nothing was begun");
});

Deno.test("serve names each permission of a receiver outside, all at once", async () => {
  await using dir = await TempDir.make();
  await Deno.writeTextFile(dir.join("hook.secret"), "", { mode: 0o600 });
  const args = [
    ...serveArgs(),
    "--otel-endpoint=http://127.0.0.1:4318",
    "--webhook-url=https://hook.example/x",
    "--webhook-secret-file=hook.secret",
  ];
  const permissions = [...ALL.slice(1), "--allow-net=127.0.0.1"];
  const { code, lines } = await run(dir.path, { permissions, args });
  assertEquals([lines.length, code], [1, 5], lines.join("\n"));
  assertMatch(lines[0] ?? "", /add to the command --allow-net=hook\.example:443$/);
});

Deno.test("serve without --allow-sys or --allow-env starts, and says what it does not do", async () => {
  const cases = [
    ["--allow-sys", "free disk space is not watched", "do not give way"],
    ["--allow-env", "whether they are set is not known", "no limits on client connections"],
  ];
  for (const [left = "", ...said] of cases) {
    await using dir = await TempDir.make();
    const permissions = ALL.filter((flag) => flag !== left);
    const command = ["exec", Deno.execPath(), ...DENO_FLAGS, "--unstable-worker-options"]
      .concat(permissions, MAIN_MODULE, serveArgs()).join(" ");
    await using serve = await ServeProcess.start({ command, cwd: dir.path });
    await serve.waitForLog("worker.ready");
    const { code, stderr } = await serve.stop();
    assertEquals(code, 0, stderr);
    for (const words of said) assertStringIncludes(stderr, words);
  }
});

Deno.test("every other command without permissions ends with one line and 5", async () => {
  await using dir = await TempDir.make();
  const commands = [
    ["demo"],
    ["config", "--config=outband.jsonc"],
    ["verify", "evidence"],
    ["inspect", "evidence"],
    ["sample", "evidence", "--nonce=31415926535897932384", "--out=sample"],
    ["open", "evidence", "--record=1", "--telemetry=telemetry", "--out=proof"],
    ["erase", "evidence", "--record=1", "--why=asked", "--log-dir=telemetry"],
    ["keys", "init", "--origin=example.com/a", "--key-file=a.pem"],
    ["keys", "show", "--evidence-dir=evidence"],
    ["sigstore", "evidence"],
    ["controls", "evidence"],
    ["exceptions", "evidence"],
    ["report", "evidence", "--out=report"],
    ["period", "evidence"],
    ["inventory", "evidence"],
    ["changes", "evidence"],
    ["reconcile", "evidence", "--csv=a.csv"],
    ["find", "evidence", "--request-id=1"],
    ["query", "evidence", "select 1"],
    ["scan", "text.txt"],
    ["selftest", "--rules=rules.jsonc"],
    ["top", "--once"],
    ["probe"],
  ];
  for (const args of commands) {
    const { code, lines } = await run(dir.path, { permissions: [], args });
    assertEquals([lines.length, code], [1, 5], `${args.join(" ")}: ${lines.join("\n")}`);
    assertMatch(lines[0] ?? "", /^outband: .*--allow-(?:read|write|net|env|sys)/, args.join(" "));
  }
});
