/**
 * Journey: keys behind a command. OpenSSL and SoftHSM, through `pkcs11-tool`, sign real windows; a
 * signer that is down leaves windows unsigned, says so, and stops no call; encrypted key files.
 * `erase` signs what it does with the same keys.
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { untilFound } from "../support/deadline.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { canRun, peerTest, succeed } from "../support/peers.ts";
import { type ProgramOutput, runCommand, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

const NO_OPENSSL = canRun("openssl", ["version"]) ? null : "openssl";
const SOFTHSM_MODULES: readonly string[] = [
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
  "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
];
const MODULE = SOFTHSM_MODULES.find(isFile) ?? "";
const HAVE_HSM = MODULE !== "" && canRun("softhsm2-util", ["--version"]) &&
  canRun("pkcs11-tool", ["--module", MODULE, "--show-info"]);
const NO_HSM = HAVE_HSM ? null : "SoftHSM with pkcs11-tool";

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** An Ed25519 key that OpenSSL made, and how OpenSSL signs with it. */
async function opensslKey(dir: TempDir): Promise<{ command: string; publicKeyFile: string }> {
  const key = dir.join("openssl.pem");
  const publicKeyFile = dir.join("openssl.pub.pem");
  await succeed("openssl", ["genpkey", "-algorithm", "ed25519", "-out", key]);
  await succeed("openssl", ["pkey", "-in", key, "-pubout", "-out", publicKeyFile]);
  // OpenSSL 3.0 must know the size of what it signs, so the message goes through a file.
  const command =
    `f=$(mktemp) && cat >"$f" && openssl pkeyutl -sign -rawin -inkey ${key} -in "$f"; ` +
    'code=$?; rm -f "$f"; exit $code';
  return { command, publicKeyFile };
}

/** A key that SoftHSM made and never gives out, and how `pkcs11-tool` signs with it. */
async function softHsmKey(
  dir: TempDir,
): Promise<{ command: string; publicKeyFile: string; env: Record<string, string> }> {
  const tokens = dir.join("tokens");
  await Deno.mkdir(tokens);
  const config = dir.join("softhsm2.conf");
  await Deno.writeTextFile(config, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
  const env = { SOFTHSM2_CONF: config };
  const publicKeyFile = dir.join("hsm.pub.pem");
  const label = ["--label", "log"];
  const pins = ["--pin", "1234", "--so-pin", "5678"];
  await succeed("softhsm2-util", ["--init-token", "--free", ...label, ...pins], { env });
  const tool = ["--module", MODULE, "--login", "--pin", "1234", "--id", "01"];
  await succeed(
    "pkcs11-tool",
    [...tool, "--keypairgen", "--key-type", "EC:edwards25519", ...label],
    { env },
  );
  await succeed(
    "pkcs11-tool",
    [...tool, "--read-object", "--type", "pubkey", "--output-file", publicKeyFile],
    { env },
  );
  const command = `pkcs11-tool ${tool.join(" ")} --sign --mechanism EDDSA ` +
    "--input-file /dev/stdin --output-file /dev/stdout";
  return { command, publicKeyFile, env };
}

function flagsOf({ command, publicKeyFile }: { command: string; publicKeyFile: string }): string[] {
  return [`--key-file=exec:${command}`, `--public-key-file=${publicKeyFile}`];
}

/** Checks the newest checkpoint as the README says, with nothing of ours. */
async function checkWithOpenssl(evidence: string, dir: TempDir): Promise<void> {
  const note = await Deno.readTextFile(`${evidence}/checkpoint`);
  const [text = "", lines = ""] = note.split("\n\n");
  const signature = Uint8Array.fromBase64(lines.trimEnd().split(" ").at(-1) ?? "").slice(4);
  await Deno.writeTextFile(dir.join("text"), `${text}\n`);
  await Deno.writeFile(dir.join("signature"), signature);
  const files = ["-in", dir.join("text"), "-sigfile", dir.join("signature")];
  const key = ["-pubin", "-inkey", `${evidence}/keys/log-1.pub.pem`];
  await succeed("openssl", ["pkeyutl", "-verify", "-rawin", ...key, ...files]);
}

peerTest("OpenSSL behind exec: signs the windows of a log", NO_OPENSSL, async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const key = await opensslKey(dir);
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: [...flagsOf(key), "--summary-interval=1s"],
  };
  for (let round = 0; round < 2; round++) {
    await using serve = await startServe(options);
    const vkey = await vkeyOf(serve);
    assertEquals(await chat(serve.url, "hello"), 200);
    await serve.waitForLog("window.sealed");
    assertEquals((await serve.stop()).code, 0);
    const { code, report } = await verify(evidence, ["--key", vkey]);
    assertEquals([code, contradictions(report)], [0, []]);
    assert(report.windows.every(({ sealed }) => sealed), "every window is sealed");
  }
  await checkWithOpenssl(evidence, dir);
});

peerTest(
  "SoftHSM behind exec: signs a window, and the permissions of a sandbox allow it",
  NO_HSM ?? NO_OPENSSL,
  async () => {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const evidence = dir.join("evidence");
    const key = await softHsmKey(dir);
    await using serve = await startServe({
      target: upstream.url,
      evidenceDir: evidence,
      args: [...flagsOf(key), "--sandbox-workers"],
      denoFlags: ["--unstable-worker-options"],
      env: key.env,
    });
    const vkey = await vkeyOf(serve);
    assertEquals(await chat(serve.url, "hello"), 200);
    const ended = await serve.stop();
    assertEquals(ended.code, 0, ended.stderr);
    const { code, report } = await verify(evidence, ["--key", vkey]);
    assertEquals([code, contradictions(report)], [0, []]);
    await checkWithOpenssl(evidence, dir);
  },
);

peerTest("a log changes from a key in a file to one in SoftHSM", NO_HSM, async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const key = await softHsmKey(dir);
  const options = { target: upstream.url, evidenceDir: evidence, env: key.env };
  await using serve = await startServe(options);
  const first = await vkeyOf(serve);
  const made = await runCommand(
    ["keys", "rotate", `--evidence-dir=${evidence}`, ...flagsOf(key)],
    { env: key.env },
  );
  assertEquals([made.code, made.stderr], [0, ""]);
  const second = /^vkey +(.*)$/m.exec(made.stdout)?.[1] ?? "";
  serve.signal("SIGHUP");
  const { index } = await serve.waitForLog("key.rotated");
  await serve.waitForLog("window.sealed", ({ size }) => Number(size) > Number(index));
  assertEquals(await chat(serve.url, "hello"), 200);
  assertEquals((await serve.stop()).code, 0);
  for (const vkey of [first, second]) {
    const { code, report } = await verify(evidence, ["--key", vkey]);
    assertEquals([code, contradictions(report)], [0, []]);
  }
});

peerTest(
  "a signer that is down stops no call, and its windows are signed late",
  NO_OPENSSL,
  async () => {
    await using upstream = chatUpstream();
    await using dir = await TempDir.make();
    const evidence = dir.join("evidence");
    const key = await opensslKey(dir);
    const up = dir.join("up");
    const command = `test -e ${up} || { echo "no answer from the key service" >&2; exit 7; }; ` +
      key.command;
    await using serve = await startServe({
      target: upstream.url,
      evidenceDir: evidence,
      args: [...flagsOf({ ...key, command }), "--summary-interval=1s"],
    });
    const vkey = await vkeyOf(serve);
    const line = await serve.waitForLog("audit.degraded");
    assertEquals(line["reason"], "signer");
    assertMatch(String(line["message"]), /it ended with 7: no answer from the key service$/);
    await untilFound(() => readySays(`${serve.url}/readyz`, "signer"), {
      describe: () => "/readyz did not name the signer",
    });
    for (let k = 0; k < 3; k++) assertEquals(await chat(serve.url, `call ${k}`), 200);
    await untilFound(() => closedWindows(evidence) >= 2, {
      describe: () => "There were no two closed windows",
    });
    const during = await verify(evidence, ["--key", vkey]);
    assertEquals([during.code, contradictions(during.report)], [6, []]);
    assert(during.report.windows.every(({ sealed }) => !sealed), "nothing is sealed");

    await Deno.writeTextFile(up, "");
    await serve.waitForLog("audit.recovered", ({ reason }) => reason === "signer");
    assertEquals((await serve.stop()).code, 0);
    const { code, report } = await verify(evidence, ["--key", vkey]);
    assertEquals([code, contradictions(report)], [0, []]);
    assertEquals(report.totals.processed, 3);
  },
);

peerTest("erase signs with a command, now or when it works again", NO_OPENSSL, async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const key = await opensslKey(dir);
  const options = { target: upstream.url, evidenceDir: evidence, args: flagsOf(key) };
  let vkey = "";
  {
    await using serve = await startServe(options);
    vkey = await vkeyOf(serve);
    for (let k = 0; k < 2; k++) assertEquals(await chat(serve.url, `call ${k}`), 200);
    assertEquals((await serve.stop()).code, 0);
  }
  const [first = -1, second = -1] = callsOf(evidence);
  const signed = await erase(evidence, first, flagsOf(key));
  assertEquals([signed.code, signed.stderr], [0, ""]);
  assertStringIncludes(signed.stdout, `record ${first} erased: line`);
  const after = await verify(evidence, ["--key", vkey]);
  assertEquals([after.code, contradictions(after.report)], [0, []]);
  assertEquals(after.report.finding_counts.ERASED_DECLARED, 1);
  await checkWithOpenssl(evidence, dir);

  const down = await erase(evidence, second, flagsOf({ ...key, command: "exit 7" }));
  assertEquals(down.code, 0, down.stderr);
  assertEquals(down.stderr, "The erase records are written, but not signed yet.\n");
  const unsigned = await verify(evidence, ["--key", vkey]);
  assertEquals([unsigned.code, contradictions(unsigned.report)], [6, []]);
  {
    await using serve = await startServe(options);
    await serve.waitForLog("window.sealed");
    assertEquals((await serve.stop()).code, 0);
  }
  const late = await verify(evidence, ["--key", vkey]);
  assertEquals([late.code, contradictions(late.report)], [0, []]);
  assertEquals(late.report.finding_counts.ERASED_DECLARED, 2);
});

/** Runs `erase` for one record. */
async function erase(
  evidence: string,
  record: number,
  flags: readonly string[],
  env: Record<string, string> = {},
): Promise<ProgramOutput> {
  const order = [evidence, `--record=${record}`, "--why=asked for"];
  return await runCommand(
    ["erase", ...order, `--log-dir=${evidence}.telemetry`, ...flags],
    { env },
  );
}

/** Indexes of the calls of a log. */
function callsOf(evidence: string): number[] {
  return filesBelow(evidence).filter((path) => path.endsWith("/segment.jsonl"))
    .flatMap((path) => Deno.readTextFileSync(`${evidence}/${path}`).trimEnd().split("\n"))
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === "call")
    .map(({ i }) => Number(i));
}

/** Whether a probe, which always answers 200, names a reason. */
async function readySays(url: string, reason: string): Promise<boolean> {
  const answer = await fetch(url);
  assertEquals(answer.status, 200);
  return (await answer.text()).includes(reason);
}

/** Number of window parts that have a record that closes them. */
function closedWindows(evidence: string): number {
  const segments = filesBelow(evidence).filter((path) => path.endsWith("/segment.jsonl"));
  return segments.filter((path) =>
    Deno.readTextFileSync(`${evidence}/${path}`).includes('"kind":"window.close"')
  ).length;
}

Deno.test("serve and erase open an encrypted key, with a passphrase from file, variable or command", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const file = dir.join("passphrase");
  await Deno.writeTextFile(file, "correct horse\n", { mode: 0o600 });
  const options = { target: upstream.url, evidenceDir: evidence };
  const ways = [
    { args: [`--key-passphrase-file=${file}`], env: {} },
    { args: [], env: { OUTBAND_KEY_PASSPHRASE: "correct horse" } },
    { args: ["--key-passphrase-command=echo correct horse"], env: {} },
  ];
  const keys = new Set<string>();
  for (const way of ways) {
    await using serve = await startServe({ ...options, ...way });
    keys.add(await vkeyOf(serve));
    assertEquals(await chat(serve.url, "hello"), 200);
    assertEquals((await serve.stop()).code, 0);
  }
  assertEquals(keys.size, 1);
  const pem = await Deno.readTextFile(`${evidence}.private/log-1.key.pem`);
  assertStringIncludes(pem, "BEGIN ENCRYPTED PRIVATE KEY");
  const [key = ""] = keys;
  assertEquals((await verify(evidence, ["--key", key])).code, 0);

  const calls = callsOf(evidence);
  const refused = await erase(evidence, calls[0] as number, []);
  assertEquals(refused.code, 3, refused.stderr);
  assertStringIncludes(refused.stderr, "it is encrypted; give --key-passphrase-file");
  for (const [k, way] of ways.entries()) {
    const done = await erase(evidence, calls[k] as number, way.args, way.env);
    assertEquals([done.code, done.stderr], [0, ""]);
    assertStringIncludes(done.stdout, "its telemetry line is gone");
    const { code, report } = await verify(evidence, ["--key", key]);
    assertEquals([code, report.finding_counts.ERASED_DECLARED], [0, k + 1]);
  }

  await Deno.chmod(file, 0o640);
  const refusals: [args: string[], env: Record<string, string>, message: string][] = [
    [[], {}, "it is encrypted; give --key-passphrase-file"],
    [[], { OUTBAND_KEY_PASSPHRASE: "wrong" }, "the passphrase does not open it"],
    [[`--key-passphrase-file=${file}`], {}, "others may read it (mode 640)"],
    [["--key-passphrase-command=exit 3"], {}, "its command ended with 3"],
  ];
  for (const [args, env, message] of refusals) {
    const { code, stderr } = await runCommand([
      "serve",
      `--target=${upstream.url}`,
      "--listen=127.0.0.1:0",
      "--metrics-listen=off",
      `--evidence-dir=${evidence}`,
      `--log-dir=${dir.join("t")}`,
      ...args,
    ], { env });
    assertEquals(code, 3, stderr);
    assertStringIncludes(stderr, message);
    assert(!stderr.includes("    at "), "no stack trace");
  }
});
