import { createPublicKey } from "node:crypto";
import { KEYS_COMMAND } from "../../src/cli/keys.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { parseNote } from "../../src/tlog/note.ts";
import { parseRevocation } from "../../src/tlog/revocation.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import { RecordedIo } from "../support/command_io.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";

async function keys(...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await KEYS_COMMAND.run(args, io), 0);
  assertEquals(io.stderr, "");
  return io.stdout;
}

async function failing(...args: string[]): Promise<[number, string]> {
  const error = await assertRejects(() => KEYS_COMMAND.run(args, new RecordedIo()), OutbandError);
  assertEquals(error.message.includes("\n"), false);
  return [error.exitCode, error.message];
}

function field(text: string, name: string): string {
  return new RegExp(`^${name} +(.*)$`, "m").exec(text)?.[1] ?? "";
}

/** A log's published keys, and a private directory. */
async function makeLog(dir: TempDir): Promise<string> {
  const evidence = dir.join("evidence");
  const log = new LogBuilder().writeKeys([testKey(1), testKey(2)]);
  await Deno.mkdir(`${evidence}/keys`, { recursive: true });
  await Deno.mkdir(`${evidence}.private`);
  for (const [path, bytes] of log.files) await Deno.writeFile(`${evidence}/${path}`, bytes);
  return evidence;
}

Deno.test("keys rotate makes the key after the newest published one, once", async () => {
  await using dir = await TempDir.make();
  const evidence = await makeLog(dir);
  const text = await keys("rotate", "--evidence-dir", evidence);
  const path = `${evidence}.private/log-3.key.pem`;
  assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  assertStringIncludes(text, "Key 3 of the log is prepared");
  assertStringIncludes(text, "SIGHUP");
  const shown = await keys("show", `--private-dir=${evidence}.private`, `--origin=${ORIGIN}`);
  assertEquals(field(text, "vkey"), field(shown, "vkey"));
  const [code, message] = await failing("rotate", "--evidence-dir", evidence);
  assertEquals(code, 3);
  assertStringIncludes(message, `${path} waits to be the next`);
});

Deno.test("keys rotate names a command only when it can sign", async () => {
  await using dir = await TempDir.make();
  const evidence = await makeLog(dir);
  const publicKey = dir.join("log.pub");
  await Deno.writeTextFile(publicKey, `${testKey(3).text}\n`);
  const flags = ["--evidence-dir", evidence, "--public-key-file", publicKey];
  const [code, message] = await failing("rotate", ...flags, "--key-file=exec:exit 3");
  assertEquals([code, message.endsWith("it ended with 3")], [5, true]);
  assertEquals(await Array.fromAsync(Deno.readDir(`${evidence}.private`)), []);
  const [usage] = await failing("rotate", ...flags, "--key-file=/a/file");
  assertEquals(usage, 2);
  const [missing] = await failing("rotate", "--evidence-dir", evidence, "--key-file=exec:true");
  assertEquals(missing, 3);
});

Deno.test("keys revoke signs what it is told, with the recovery key alone", async () => {
  await using dir = await TempDir.make();
  const recovery = dir.join("recovery.pem");
  const made = await keys("init", `--recovery-key-file=${recovery}`, `--origin=${ORIGIN}`);
  const vkey = testKey(1).text;
  const flags = [`--recovery-key-file=${recovery}`, `--vkey=${vkey}`, "--last-size=12"];
  const text = await keys("revoke", ...flags, "--since=2026-11-21T08:00:00.000Z");
  const note = parseNote(text);
  assert(note !== null, "it is a signed note");
  const [signature] = note.signatures;
  assertEquals(signature?.name, `${ORIGIN}/recovery`);
  assertEquals(parseRevocation(note.text), {
    origin: ORIGIN,
    vkey,
    lastGoodSize: 12,
    sinceMs: Date.parse("2026-11-21T08:00:00.000Z"),
  });
  const pem = made.slice(made.indexOf("-----BEGIN"), made.indexOf("\n\n"));
  const spki = createPublicKey(pem).export({ type: "spki", format: "der" });
  const isGood = verifyStrict(NODE_SUITE, {
    publicKey: Uint8Array.from(spki).slice(-32),
    message: utf8(note.text),
    signature: signature?.signature ?? new Uint8Array(0),
  });
  assertEquals(isGood, true);
});

Deno.test("keys revoke writes one file after the other, and replaces none", async () => {
  await using dir = await TempDir.make();
  const evidence = await makeLog(dir);
  const recovery = dir.join("recovery.pem");
  await keys("init", `--recovery-key-file=${recovery}`, `--origin=${ORIGIN}`);
  const flags = [`--recovery-key-file=${recovery}`, `--vkey=${testKey(1).text}`, "--last-size=12"];
  for (const n of [1, 2]) {
    const text = await keys("revoke", ...flags, `--evidence-dir=${evidence}`);
    assertStringIncludes(text, `keys/revoked-${n}.note`);
    assert((await Deno.stat(`${evidence}/keys/revoked-${n}.note`)).isFile, "it is there");
  }
  const output = dir.join("out.note");
  await keys("revoke", ...flags, `--output=${output}`);
  const cases: [args: string[], code: number, message: string][] = [
    [[...flags, `--output=${output}`], 3, "it exists, and is kept"],
    [[...flags, `--output=${output}`, `--evidence-dir=${evidence}`], 2, "Name one of"],
    [[...flags, "--since=yesterday"], 2, "--since must be a time"],
    [[...flags, "--last-size=many"], 2, "--last-size must be a whole number"],
    [[...flags, "--vkey=x"], 3, "Cannot revoke"],
    [[...flags, `--vkey=${testKey(9).text}`, `--evidence-dir=${evidence}`], 3, "has no such key"],
    [flags.slice(1), 2, "--recovery-key-file is required"],
    [flags.slice(0, 1), 2, "--vkey is required"],
  ];
  for (const [args, code, message] of cases) {
    const [exit, said] = await failing("revoke", ...args);
    assertEquals(exit, code, said);
    assertStringIncludes(said, message);
  }
});

Deno.test("keys export writes a key as other tools read it", async () => {
  await using dir = await TempDir.make();
  const evidence = await makeLog(dir);
  const key = testKey(2);
  const flags = ["export", "--evidence-dir", evidence];
  const pem = await keys(...flags);
  const jwk = JSON.parse(await keys(...flags, "--format=jwk"));
  for (const found of [createPublicKey(pem), createPublicKey({ key: jwk, format: "jwk" })]) {
    assertEquals(Uint8Array.from(found.export({ type: "spki", format: "der" })), key.spki);
  }
  assertEquals(await keys(...flags, "--format=vkey"), `${key.text}\n`);
  const first = await keys(...flags, "--format=policy", "--number=1");
  assertEquals(first, `log ${testKey(1).text}\nquorum none\n`);
  const output = dir.join("key.pem");
  assertEquals(await keys(...flags, `--output=${output}`), "");
  assertEquals(await Deno.readTextFile(output), pem);
  const cases: [args: string[], code: number][] = [
    [[`--output=${output}`], 3],
    [["--format=der"], 2],
    [["--number=0"], 2],
    [["--number=3"], 3],
  ];
  for (const [args, code] of cases) {
    assertEquals((await failing(...flags, ...args))[0], code, args.join(" "));
  }
});

const HAVE_SSH = ((): boolean => {
  try {
    new Deno.Command("ssh-keygen", { args: ["-?"], stdout: "null", stderr: "null" }).outputSync();
    return true;
  } catch {
    return false;
  }
})();

Deno.test({
  name: `ssh-keygen reads what keys export wrote${HAVE_SSH ? "" : " (skipped: no ssh-keygen)"}`,
  ignore: !HAVE_SSH,
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    const evidence = await makeLog(dir);
    const path = dir.join("key.pub");
    await keys("export", `--evidence-dir=${evidence}`, "--format=ssh", `--output=${path}`);
    const { code, stdout } = await new Deno.Command("ssh-keygen", { args: ["-l", "-f", path] })
      .output();
    assertEquals(code, 0);
    assertStringIncludes(new TextDecoder().decode(stdout), `${ORIGIN} (ED25519)`);
  },
});

Deno.test("keys init encrypts with a passphrase, and show needs it", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("log.pem");
  const file = dir.join("passphrase");
  await Deno.writeTextFile(file, "secret\n", { mode: 0o600 });
  const flag = `--key-passphrase-file=${file}`;
  const made = await keys("init", `--key-file=${path}`, flag, `--origin=${ORIGIN}`);
  assertStringIncludes(await Deno.readTextFile(path), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
  const shown = await keys("show", `--key-file=${path}`, flag, `--origin=${ORIGIN}`);
  assertEquals(field(shown, "vkey"), field(made, "vkey"));
  const [code, message] = await failing("show", `--key-file=${path}`, `--origin=${ORIGIN}`);
  assertEquals(code, 3);
  assertStringIncludes(message, "it is encrypted; give --key-passphrase-file");
});
