/**
 * Journey: the program as it lives in its pod, as far as that goes without a container. The flags
 * are those of the sidecar's manifest, the permissions those of the image, the root is read-only,
 * the user is 65532 without capabilities, and only the two volumes can be written to.
 */

import { chat, chatUpstream, contradictions, verify, vkeyOf } from "../support/journey.ts";
import { canRun, outcome, peerTest, succeed } from "../support/peers.ts";
import { ROOT_DIR, ServeProcess } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import { answerSse, Gate, RawUpstream } from "../support/raw_upstream.ts";
import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { at, documentsOf, listOf, pathOf, podOf, read } from "./manifests.ts";

const SIDECAR = listOf(
  podOf(documentsOf(read("deploy/kubernetes/components/sidecar/sidecar.yaml"))[0] ?? {})[
    "initContainers"
  ],
)[0] ?? {};
const SCRIPT = pathOf("tests/deploy/pod.sh");

/** What is missing to make a pod's surroundings; null for nothing. */
function missing(): string | null {
  if (Deno.build.os !== "linux") return "Linux";
  if (!canRun("setpriv", ["--version"])) return "setpriv";
  const namespace = ["--mount", "--propagation", "private", "mount", "--bind", "/mnt", "/mnt"];
  return canRun("unshare", namespace) ? null : "right to a mount namespace";
}

const MISSING = missing();

/** A directory with volumes as a kubelet makes them for `fsGroup: 65532`. */
async function makePod(): Promise<TempDir> {
  const dir = await TempDir.make();
  await Deno.chmod(dir.path, 0o755);
  for (const name of ["app", "cache", "evidence", "private"]) await Deno.mkdir(dir.join(name));
  await Deno.writeTextFile(dir.join("deno"), "");
  const volumes = [dir.join("evidence"), dir.join("private")];
  await succeed("chown", ["root:65532", ...volumes]);
  await succeed("chmod", ["2770", ...volumes]);
  return dir;
}

async function cacheDir(): Promise<string> {
  const text = await succeed(Deno.execPath(), ["info", "--json", "--no-config"]);
  return JSON.parse(text.slice(text.indexOf("{"))).denoDir;
}

/** The start of a command in the pod's surroundings; arguments of deno follow. */
async function podCommand(dir: TempDir): Promise<string[]> {
  const paths = [dir.path, ROOT_DIR, Deno.execPath(), await cacheDir()];
  return ["unshare", "--mount", "--propagation", "private", "bash", SCRIPT, ...paths];
}

/** What the image's binary was compiled with, for `deno run` and these volumes. */
function imagePermissions(dir: TempDir): string[] {
  const compile = /deno compile [\s\S]* src\/main\.ts/.exec(read("Dockerfile"))?.[0] ?? "";
  const flags = compile.match(/--(?:allow|deny|unstable)-[a-z-]+(?:=\S+)?/g) ?? [];
  assert(flags.length >= 6, flags.join());
  const write = `--allow-write=${dir.join("evidence")},${dir.join("private")}`;
  return flags.map((flag) => flag === "--allow-write=/evidence,/private" ? write : flag);
}

/** Arguments of deno: the sidecar's own, at other addresses and places. */
function sidecarArguments(dir: TempDir, target: string): string[] {
  const given = (Array.isArray(SIDECAR["args"]) ? SIDECAR["args"] : []).map(String);
  const args = given.map((arg) =>
    arg.replace("=/evidence/", `=${dir.join("evidence")}/`)
      .replace("=/private/", `=${dir.join("private")}/`)
      .replace(/(listen=)\S+$/, "$1127.0.0.1:0")
  );
  assert(args.includes("serve") && args.includes("--sandbox-workers"), args.join(" "));
  const run = ["run", "--quiet", "--no-prompt", "--cached-only", "--frozen", "--no-code-cache"];
  const config = `--config=${dir.join("app", "deno.json")}`;
  return [
    ...run,
    config,
    ...imagePermissions(dir),
    dir.join("app", "src", "main.ts"),
    ...args,
    `--target=${target}`,
    "--origin=example.com/prod/app-0",
    "--shutdown-drain=60s",
  ];
}

async function startPod(dir: TempDir, target: string): Promise<ServeProcess> {
  const words = [...await podCommand(dir), ...sidecarArguments(dir, target)];
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  return await ServeProcess.start({ command: `exec ${quoted.join(" ")}`, cwd: "/" });
}

/** Most memory that a process has held, in kibibytes; Deno itself would want all rights for it. */
async function peakMemoryKib(pid: number): Promise<number> {
  const text = await succeed("cat", [`/proc/${pid}/status`]);
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1]);
}

/** The memory that the sidecar may use, such as `1Gi`, in kibibytes. */
function memoryLimitKib(): number {
  const limit = String(at(SIDECAR, "resources", "limits", "memory"));
  const [, count, unit] = /^(\d+)([MG])i$/.exec(limit) ?? [];
  return Number(count) * (unit === "G" ? 1_048_576 : 1_024);
}

peerTest(
  "the pod's surroundings are as said: nothing but the volumes can be written to",
  MISSING,
  async () => {
    await using dir = await makePod();
    const places = ["/", "/tmp", "/var/tmp", "/home", dir.path, dir.join("app"), dir.join("cache")];
    const script = `
    const tries = {};
    for (const place of ${JSON.stringify([...places, dir.join("evidence"), dir.join("private")])}) {
      try {
        Deno.writeTextFileSync(place + "/outband-try", "");
        tries[place] = "written";
      } catch (error) {
        tries[place] = error.name;
      }
    }
    const status = Deno.readTextFileSync("/proc/self/status");
    const line = (name) => status.split("\\n").find((text) => text.startsWith(name)).split(/\\s+/)[1];
    console.log(JSON.stringify({
      tries, uid: Deno.uid(), bounding: line("CapBnd:"), env: Object.keys(Deno.env.toObject()).sort(),
      privileges: line("NoNewPrivs:"),
    }));`;
    const [program = "", ...args] = await podCommand(dir);
    const { code, output } = await outcome(program, [...args, "eval", "--no-config", script]);
    assertEquals(code, 0, output);
    const { tries, ...rest } = JSON.parse(output);
    assertEquals(rest, {
      uid: 65_532,
      bounding: "0000000000000000",
      env: ["DENO_DIR", "HOME", "NO_COLOR", "PATH"],
      privileges: "1",
    });
    for (const place of places) assertNotEquals(tries[place], "written", place);
    assertEquals([tries[dir.join("evidence")], tries[dir.join("private")]], ["written", "written"]);
  },
);

peerTest(
  "a pod drains on SIGTERM, and the next one goes on with the same log",
  MISSING,
  async () => {
    await using dir = await makePod();
    const evidence = dir.join("evidence", "log");
    const gate = new Gate();
    const telemetry: string[] = [];
    let vkey = "";
    {
      await using upstream = new RawUpstream(answerSse(["data: 1\n\n", "data: 2\n\n"], { gate }));
      await using serve = await startPod(dir, upstream.url);
      vkey = await vkeyOf(serve);
      const worker = await serve.waitForLog("worker.ready");
      assertEquals(worker["sandboxed"], true);
      const client = await RawClient.connect(serve.port);
      await client.send({ body: "{}" });
      const body = client.body(await client.readHead());
      await body.next();
      const stopping = serve.stop("SIGTERM");
      await serve.waitForLog("server.draining");
      const ready = await fetch(`${serve.metricsUrl}/readyz`);
      assertEquals([ready.status, await ready.text()], [503, "not ready\n"]);
      gate.pass();
      await body.next();
      assertEquals([await body.next(), body.complete], [null, true]);
      client.close();
      const { code, stdout, stderr } = await stopping;
      assertEquals(code, 0, stderr);
      assertStringIncludes(stderr, '"clean":true');
      telemetry.push(stdout);
    }
    {
      await using upstream = chatUpstream();
      await using serve = await startPod(dir, upstream.url);
      assertEquals(await vkeyOf(serve), vkey, "the log goes on under its key");
      for (let k = 0; k < 20; k++) assertEquals(await chat(serve.url, `call ${k}`), 200);
      const peakKib = await peakMemoryKib(serve.pid);
      assert(peakKib > 0 && peakKib < memoryLimitKib(), `${peakKib} KiB`);
      const { code, stdout, stderr } = await serve.stop("SIGTERM");
      assertEquals(code, 0, stderr);
      assertEquals(stderr.split("\n").filter((line) => line.includes('"warn"')), []);
      telemetry.push(stdout);
    }
    await Deno.writeTextFile(dir.join("stdout.jsonl"), telemetry.join(""));
    const calls = telemetry.join("").split("\n").filter((line) => line.includes('"type":"call"'));
    assertEquals(calls.length, 21);
    const flags = ["--key", vkey, "--telemetry", dir.join("stdout.jsonl")];
    const { code, report } = await verify(evidence, flags);
    assertEquals([contradictions(report), code], [[], 0]);
    assertEquals(report.totals.processed, 21);
    assertEquals(report.results.content, "pass");
  },
);
