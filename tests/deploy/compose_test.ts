/**
 * Journey: what compose.yaml composes, as processes. Its own scripts play upstream and application,
 * its own flags start the proxy; only addresses and directories are others.
 */

import { verify, vkeyOf } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { outcome } from "../support/peers.ts";
import { runCommand, startServe } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { at, documentsOf, read } from "./manifests.ts";

const COMPOSE = documentsOf(read("deploy/compose/compose.yaml"))[0];

/** The flags that Deno gets in a service of the composition. */
function denoFlags(service: string): string[] {
  const command = at(COMPOSE, "services", service, "command");
  return Array.isArray(command) ? command.map(String).filter((arg) => arg.startsWith("--")) : [];
}

/** An address of the composition in a script or a flag, in place of which another one stands. */
function moved(text: string, from: string, to: string): string {
  assertStringIncludes(text, from);
  return text.replaceAll(from, to);
}

/** The upstream's script as a process; resolves when it listens. */
async function startUpstream(dir: TempDir, port: number): Promise<Deno.ChildProcess> {
  const script = String(at(COMPOSE, "configs", "upstream", "content"));
  const file = dir.join("upstream.ts");
  await Deno.writeTextFile(
    file,
    moved(script, "port: 8000", `hostname: "127.0.0.1", port: ${port}`),
  );
  const flags = denoFlags("upstream").map((flag) =>
    flag.replace("0.0.0.0:8000", `127.0.0.1:${port}`)
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", ...flags, file],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = child.stderr.getReader();
  let said = "";
  while (!said.includes("Listening on")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The upstream ended: ${said}`);
    said += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return child;
}

Deno.test("compose.yaml: the application gets its answer, and the auditor verifies the call", async () => {
  await using dir = await TempDir.make();
  const port = freePort();
  const upstream = await startUpstream(dir, port);
  try {
    const command = at(COMPOSE, "services", "outband", "command");
    const flags = (Array.isArray(command) ? command.map(String) : [])
      .filter((arg) => /^--(?!target|listen)/.test(arg));
    assert(flags.length >= 2);
    await using serve = await startServe({
      target: `http://127.0.0.1:${port}`,
      evidenceDir: dir.join("evidence"),
      args: flags,
    });
    const vkey = await vkeyOf(serve);
    const health = serve.metricsUrl.replace("http://", "");
    assertEquals((await runCommand(["probe", health])).code, 0, "the condition of the application");
    const script = String(at(COMPOSE, "configs", "app", "content"));
    await Deno.writeTextFile(dir.join("app.ts"), moved(script, "127.0.0.1:8080", serve.address));
    const appFlags = denoFlags("app").map((flag) => flag.replace("127.0.0.1:8080", serve.address));
    const app = await outcome(Deno.execPath(), [
      "run",
      "--no-config",
      ...appFlags,
      dir.join("app.ts"),
    ]);
    assertEquals(app.code, 0, app.output);
    assertStringIncludes(app.output, "200 ");
    assertStringIncludes(app.output, "Hello from the demo upstream.");
    assertEquals((await serve.stop()).code, 0);
    const { code, report } = await verify(dir.join("evidence"), ["--key", vkey]);
    assertEquals([code, report.totals.processed], [0, 1]);
  } finally {
    upstream.kill("SIGTERM");
    await upstream.status;
  }
});
