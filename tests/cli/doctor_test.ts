/**
 * Broken set-ups, each with one fault, and what `outband doctor` says of it.
 */

import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import type { CheckResult } from "../../src/cli/check_result.ts";
import { DOCTOR_COMMAND } from "../../src/cli/doctor.ts";
import { RecordedIo } from "../support/command_io.ts";
import { chat, chatUpstream, filesBelow } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { MAIN_MODULE, ROOT_DIR, runCommand, startServe } from "../support/program.ts";
import { RawUpstream } from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";
import { TEST_SERVER } from "../support/test_certificates.ts";

/** A set-up that is good in all things but one. */
interface Setup {
  dir: TempDir;
  upstream: RawUpstream;
  flags: Record<string, string>;
}

interface Report {
  exit: number;
  checks: CheckResult[];
}

function argsOf({ flags }: Setup): string[] {
  return ["--json", ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
}

async function goodSetup(dir: TempDir, upstream: RawUpstream): Promise<Setup> {
  await Deno.mkdir(dir.join("telemetry"));
  return {
    dir,
    upstream,
    flags: {
      "target": upstream.url,
      "listen": `127.0.0.1:${freePort()}`,
      "metrics-listen": `127.0.0.1:${freePort()}`,
      "evidence-dir": dir.join("evidence"),
      "log-dir": dir.join("telemetry"),
    },
  };
}

/** An upstream that answers with a given time. */
function datedUpstream(offsetMs: number, tls?: { cert: string; key: string }): RawUpstream {
  const answer = async (_request: unknown, connection: { write(text: string): Promise<void> }) => {
    const date = new Date(new Date().getTime() + offsetMs).toUTCString();
    await connection.write(`HTTP/1.1 200 OK\r\nDate: ${date}\r\nContent-Length: 0\r\n\r\n`);
  };
  return new RawUpstream(answer, tls === undefined ? {} : { tls });
}

async function diagnose(setup: Setup): Promise<Report> {
  const io = new RecordedIo();
  const code = await DOCTOR_COMMAND.run(argsOf(setup), io);
  const report = JSON.parse(io.stdout) as Report;
  assertEquals(report.exit, code);
  return report;
}

/** Runs a real `serve` on the set-up once, so that there is a log with a sealed window. */
async function sealOnce({ upstream, flags }: Setup): Promise<void> {
  await using chats = chatUpstream();
  await using serve = await startServe({
    target: chats.url,
    evidenceDir: flags["evidence-dir"] ?? "",
    args: [`--log-dir=${flags["log-dir"]}`],
  });
  assertEquals(await chat(serve.url, "hello"), 200);
  assertEquals((await serve.stop()).code, 0);
  assert(upstream.connections === 0);
}

async function makeKey(setup: Setup, passphrase?: string): Promise<string> {
  const path = setup.dir.join("log.pem");
  const flags = [`--key-file=${path}`];
  if (passphrase !== undefined) {
    await Deno.writeTextFile(setup.dir.join("right"), passphrase, { mode: 0o600 });
    flags.push(`--key-passphrase-file=${setup.dir.join("right")}`);
  }
  const { code, stderr } = await runCommand(["keys", "init", "--origin=example.com/a", ...flags]);
  assertEquals(code, 0, stderr);
  setup.flags["key-file"] = path;
  return path;
}

/** One way to break a set-up: the check that must fail, and words of the diagnosis. */
interface Broken {
  name: string;
  check: string;
  seen: string;
  todo: string;
  break(setup: Setup): Promise<void> | void;
}

const BROKEN: readonly Broken[] = [
  {
    name: "a setting breaks its rule",
    check: "config",
    seen: "--summary-interval must be a duration",
    todo: "serve --help",
    break: ({ flags }) => void (flags["summary-interval"] = "soon"),
  },
  {
    name: "the file of settings is not there",
    check: "config",
    seen: "none.jsonc",
    todo: "serve --help",
    break: ({ flags, dir }) => void (flags["config"] = dir.join("none.jsonc")),
  },
  {
    name: "the file of settings has a key that is none",
    check: "config",
    seen: "did you mean summary_interval",
    todo: "serve --help",
    break: async ({ flags, dir }) => {
      flags["config"] = dir.join("outband.jsonc");
      await Deno.writeTextFile(dir.join("outband.jsonc"), '{ "sumary_interval": "1h" }');
    },
  },
  {
    name: "nothing listens where a route leads",
    check: "upstream",
    seen: "nothing listens there",
    todo: "--route",
    break: ({ flags }) => void (flags["route"] = `/a=http://127.0.0.1:${freePort()}`),
  },
  {
    name: "nothing listens where spans should go",
    check: "otel",
    seen: "refused",
    todo: "start the receiver",
    break: ({ flags }) => void (flags["otel-endpoint"] = `http://127.0.0.1:${freePort()}`),
  },
  {
    name: "nothing listens where the upstream should be",
    check: "upstream",
    seen: "nothing listens there",
    todo: "start the upstream",
    break: ({ flags }) => void (flags["target"] = `http://127.0.0.1:${freePort()}`),
  },
  {
    name: "the upstream speaks clear text where TLS is asked for",
    check: "upstream",
    seen: "does not speak TLS",
    todo: "http://",
    break: ({ flags, upstream }) => void (flags["target"] = `https://127.0.0.1:${upstream.port}`),
  },
  {
    name: "the evidence directory is a file",
    check: "evidence-dir",
    seen: "is no directory",
    todo: "--evidence-dir",
    break: ({ flags }) => Deno.writeTextFile(flags["evidence-dir"] ?? "", "not a directory"),
  },
  {
    name: "private files would lie in what auditors get",
    check: "private-dir",
    seen: "lies in the evidence directory",
    todo: "--private-dir",
    break: ({ flags }) => void (flags["private-dir"] = `${flags["evidence-dir"]}/private`),
  },
  {
    name: "others may look into the private directory",
    check: "private-dir",
    seen: "mode 755",
    todo: "chmod 700",
    break: async ({ flags, dir }) => {
      flags["private-dir"] = dir.join("open");
      await Deno.mkdir(dir.join("open"));
      await Deno.chmod(dir.join("open"), 0o755);
    },
  },
  {
    name: "others may read the key",
    check: "key",
    seen: "mode 644",
    todo: "chmod 600",
    break: async (setup) => await Deno.chmod(await makeKey(setup), 0o644),
  },
  {
    name: "the passphrase is another key's",
    check: "key",
    seen: "the passphrase does not open it",
    todo: "",
    break: async (setup) => {
      await makeKey(setup, "right one\n");
      await Deno.writeTextFile(setup.dir.join("wrong"), "another one\n", { mode: 0o600 });
      setup.flags["key-passphrase-file"] = setup.dir.join("wrong");
    },
  },
  {
    name: "the key is not the one that signed the log",
    check: "key",
    seen: "is not signed by the signing key",
    todo: "restore",
    break: async (setup) => {
      await sealOnce(setup);
      const key = await makeKey(setup);
      await Deno.rename(key, `${setup.flags["evidence-dir"]}.private/log-1.key.pem`);
      delete setup.flags["key-file"];
    },
  },
  {
    name: "a record of the newest window was changed",
    check: "evidence",
    seen: "CHAIN_BROKEN",
    todo: "outband verify",
    break: async (setup) => {
      await sealOnce(setup);
      const evidence = setup.flags["evidence-dir"] ?? "";
      const name = filesBelow(evidence).find((path) => path.endsWith("segment.jsonl"));
      const text = await Deno.readTextFile(`${evidence}/${name}`);
      await Deno.writeTextFile(`${evidence}/${name}`, text.replace('"status":200', '"status":201'));
    },
  },
  {
    name: "a signed window was taken away",
    check: "evidence",
    seen: "no sealed window is here",
    todo: "restore",
    break: async (setup) => {
      await sealOnce(setup);
      await Deno.remove(`${setup.flags["evidence-dir"]}/windows`, { recursive: true });
    },
  },
  {
    name: "retention is below what a framework says",
    check: "retention",
    seen: "--retain-evidence is 30 days, and eu-ai-act has 183 days",
    todo: "raise it",
    break: ({ flags }) => {
      flags["retain-evidence"] = "30d";
      flags["frameworks"] = "eu-ai-act";
    },
  },
  {
    name: "others may read the secret of the webhook",
    check: "webhook",
    seen: "mode 644",
    todo: "chmod 600",
    break: async ({ flags, dir }) => {
      flags["webhook-url"] = "http://127.0.0.1:1/hook";
      flags["webhook-secret-file"] = dir.join("secret");
      await Deno.writeTextFile(dir.join("secret"), "whsec_AAAA");
      await Deno.chmod(dir.join("secret"), 0o644);
    },
  },
];

for (const broken of BROKEN) {
  Deno.test(`doctor finds it when ${broken.name}`, async () => {
    await using dir = await TempDir.make();
    await using upstream = datedUpstream(0);
    const setup = await goodSetup(dir, upstream);
    await broken.break(setup);
    const { exit, checks } = await diagnose(setup);
    assertEquals(exit, 10);
    const failed = checks.filter(({ status }) => status === "fail");
    assertEquals(failed.map(({ check }) => check), [broken.check], JSON.stringify(failed));
    assertStringIncludes(failed[0]?.seen ?? "", broken.seen);
    assertStringIncludes(failed[0]?.todo ?? "", broken.todo);
  });
}

Deno.test("doctor shows the OpenTelemetry receiver its token, and says when it does not take it", async () => {
  const token = "authorization: Bearer abc";
  for (const [status, exit] of [[200, 0], [401, 10], [404, 10]] as const) {
    await using dir = await TempDir.make();
    await using upstream = datedUpstream(0);
    const seen: string[] = [];
    await using receiver = new RawUpstream(async ({ raw }, connection) => {
      seen.push(new TextDecoder().decode(raw));
      await connection.write(`HTTP/1.1 ${status} -\r\nContent-Length: 0\r\n\r\n`);
    });
    const setup = await goodSetup(dir, upstream);
    setup.flags["otel-endpoint"] = receiver.url;
    setup.flags["otel-headers-file"] = dir.join("otel.txt");
    await Deno.writeTextFile(dir.join("otel.txt"), `${token}\n`);
    const report = await diagnose(setup);
    const found = report.checks.find(({ check }) => check === "otel");
    assertEquals([report.exit, found?.status], [exit, status === 200 ? "ok" : "fail"]);
    assertStringIncludes(found?.seen ?? "", "/v1/traces");
    assertStringIncludes(seen.join(), "POST /v1/traces");
    assertStringIncludes(seen.join(), token);
    assert(!JSON.stringify(report).includes("abc"));
  }
});

Deno.test("doctor tries to reach webhook, witness and authority, and sends nothing", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const setup = await goodSetup(dir, upstream);
  const secret = dir.join("secret");
  await Deno.writeTextFile(secret, `whsec_${btoa("s".repeat(32))}`, { mode: 0o600 });
  setup.flags["webhook-url"] = `${upstream.url}/hook?token=abc`;
  setup.flags["webhook-secret-file"] = secret;
  setup.flags["tsa"] = `http://127.0.0.1:${freePort()}/tsr`;
  const { exit, checks } = await diagnose(setup);
  const of = (name: string): string[] =>
    checks.filter(({ check }) => check === name).map(({ status }) => status);
  assertEquals([exit, of("webhook"), of("tsa")], [0, ["ok", "ok"], ["warn"]]);
  assert(!JSON.stringify(checks).includes("abc"));
});

Deno.test("doctor finds it when another program has the port", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const setup = await goodSetup(dir, upstream);
  using other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = other.accept().then((conn) => conn.close());
  setup.flags["listen"] = `127.0.0.1:${other.addr.port}`;
  const { exit, checks } = await diagnose(setup);
  await serving;
  assertEquals(exit, 10);
  assertEquals(checks.filter(({ status }) => status === "fail").map(({ check }) => check), [
    "listen",
  ]);
});

Deno.test("doctor finds it when the clock is wrong, and a certificate that is not trusted", async () => {
  for (const hours of [-2, 2]) {
    await using dir = await TempDir.make();
    await using upstream = datedUpstream(hours * 3_600_000);
    const { exit, checks } = await diagnose(await goodSetup(dir, upstream));
    const clock = checks.find(({ check }) => check === "clock");
    assertEquals([exit, clock?.status], [10, "fail"]);
    assertStringIncludes(clock?.seen ?? "", hours > 0 ? "behind" : "ahead of");
  }
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0, { cert: TEST_SERVER.cert, key: TEST_SERVER.key });
  const { checks } = await diagnose(await goodSetup(dir, upstream));
  const result = checks.find(({ check }) => check === "upstream");
  assertEquals(result?.status, "fail");
  assertStringIncludes(result?.todo ?? "", "--upstream-ca");
});

Deno.test("doctor finds it when the environment breaks a promise, or a permission is missing", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const args = ["doctor", ...argsOf(await goodSetup(dir, upstream))];
  const env = { SSLKEYLOGFILE: dir.join("keys") };
  const set = JSON.parse((await runCommand(args, { env })).stdout) as Report;
  const [environment] = set.checks.filter(({ status }) => status === "fail");
  assertEquals([set.exit, environment?.check], [10, "environment"]);
  assertStringIncludes(environment?.todo ?? "", "unset SSLKEYLOGFILE");

  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--allow-net", "--allow-env"].concat(
      [`--allow-read=${dir.path},${ROOT_DIR}`, `--config=${ROOT_DIR}deno.json`],
      [MAIN_MODULE, ...args],
    ),
  });
  const { stdout } = await command.output();
  const { exit, checks } = JSON.parse(new TextDecoder().decode(stdout)) as Report;
  assertEquals(exit, 10);
  const missing = checks.find(({ check }) => check === "permissions");
  assertEquals(missing?.status, "fail");
  assertStringIncludes(missing?.todo ?? "", `--allow-write=${dir.join("evidence")}`);
});

Deno.test("doctor finds it when the kernel allows few open files", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const args = ["doctor", ...argsOf(await goodSetup(dir, upstream))];
  const quoted = args.map((arg) => `'${arg}'`).join(" ");
  const { stdout } = await new Deno.Command("bash", {
    args: [
      "-c",
      `ulimit -n 400; exec ${Deno.execPath()} run -A --quiet --config=${ROOT_DIR}deno.json ` +
      `${MAIN_MODULE} ${quoted}`,
    ],
  }).output();
  const { exit, checks } = JSON.parse(new TextDecoder().decode(stdout)) as Report;
  const limits = checks.find(({ check }) => check === "limits");
  assertEquals([exit, limits?.status], [10, "fail"]);
  assertStringIncludes(limits?.todo ?? "", "ulimit -n");
});

Deno.test("doctor finds nothing that fails in a good set-up, new, sealed and serving", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const setup = await goodSetup(dir, upstream);
  const fresh = await diagnose(setup);
  const failed = fresh.checks.filter(({ status }) => status === "fail");
  assertEquals([fresh.exit, failed], [0, []]);
  assertEquals(filesBelow(dir.path), [], "the doctor leaves nothing");

  await using chats = chatUpstream();
  await using serve = await startServe({
    target: chats.url,
    evidenceDir: dir.join("evidence"),
    args: [`--log-dir=${dir.join("telemetry")}`, "--summary-interval=1s"],
  });
  await chat(serve.url, "hello");
  await serve.waitForLog("window.sealed");
  setup.flags["listen"] = serve.address;
  setup.flags["metrics-listen"] = serve.metricsUrl.replace("http://", "");
  const running = await diagnose(setup);
  assertEquals(running.checks.filter(({ status }) => status === "fail"), []);
  const seen = Object.fromEntries(running.checks.map(({ check, seen }) => [check, seen]));
  assertStringIncludes(seen["listen"] ?? "", "running outband serve");
  assertStringIncludes(seen["serving"] ?? "", "ready");
  assertStringIncludes(seen["lock"] ?? "", "running outband serve");
  assertStringIncludes(seen["evidence"] ?? "", "the newest sealed window verifies");
});

Deno.test("doctor prints lines of at most 80 characters, and a count", async () => {
  await using dir = await TempDir.make();
  await using upstream = datedUpstream(0);
  const io = new RecordedIo();
  const [, ...args] = argsOf(await goodSetup(dir, upstream));
  assertEquals(await DOCTOR_COMMAND.run([...args, "--offline"], io), 0);
  const lines = io.stdout.split("\n");
  assertEquals(lines.filter((line) => line.length > 80 && line.includes(" ")), []);
  assertStringIncludes(io.stdout, "skip  upstream      --offline");
  assertStringIncludes(io.stdout, "0 failed");
});

Deno.test("doctor refuses flags and values that it does not know", async () => {
  for (const [args, exit] of [[["--nope"], 2], [["--timeout=soon"], 3]] as const) {
    const error = await assertRejects(
      () => DOCTOR_COMMAND.run(["--target=http://127.0.0.1:1", ...args], new RecordedIo()),
      OutbandError,
    );
    assertEquals(error.exitCode, exit);
  }
});
