import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { relative } from "node:path";
import { OutbandError } from "../../src/base/errors.ts";
import { NODE_SUITE, sha256Hex } from "../../src/base/digest.ts";
import { KEYS_COMMAND, SIGNING_KEY_FILE } from "../../src/cli/keys.ts";
import { openSigningKey } from "../../src/evidence/signing_key.ts";
import { SYSTEM_DISK } from "../../src/journal/disk.ts";
import { parseVkey } from "../../src/tlog/note.ts";
import { RecordedIo } from "../support/command_io.ts";
import {
  assert,
  assertEquals,
  assertFalse,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { VECTORS_DIR, vectorTest, vectorText } from "../support/vectors.ts";

const ORIGIN = "example.com/prod/gw-0";

async function keys(...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await KEYS_COMMAND.run(args, io), 0);
  assertEquals(io.stderr, "");
  return io.stdout;
}

function failing(...args: string[]): Promise<OutbandError> {
  return assertRejects(() => KEYS_COMMAND.run(args, new RecordedIo()), OutbandError);
}

function field(text: string, name: string): string {
  return new RegExp(`^${name} +(.*)$`, "m").exec(text)?.[1] ?? "";
}

/** The private halves of a key file, in every spelling that could leak. */
async function secretsOf(path: string): Promise<string[]> {
  const pem = await Deno.readTextFile(path);
  const body = pem.split("\n").slice(1, -2).join("");
  const seed = Uint8Array.from(atob(body), (character) => character.charCodeAt(0)).slice(-32);
  return [body, seed.toHex(), seed.toBase64(), seed.toHex().slice(0, 16), "PRIVATE"];
}

Deno.test("keys init makes a key that serve can sign with, for its owner alone", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("log.key.pem");
  const text = await keys("init", "--key-file", path, "--origin", ORIGIN);
  assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  assertMatch(await Deno.readTextFile(path), /^-----BEGIN PRIVATE KEY-----\n/);
  const signer = openSigningKey({ disk: SYSTEM_DISK, suite: NODE_SUITE, origin: ORIGIN, path });
  assertEquals(field(text, "vkey"), signer.vkeyText);
  assertStringIncludes(text, `--key-file ${path} --origin ${ORIGIN}`);
});

Deno.test("keys prints the public half as other tools compute it", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("log.key.pem");
  const text = await keys("init", "--key-file", path, "--origin", ORIGIN);
  const key = createPublicKey(createPrivateKey(await Deno.readTextFile(path)));
  assertStringIncludes(text, key.export({ type: "spki", format: "pem" }) as string);
  const spki = Uint8Array.from(key.export({ type: "spki", format: "der" }));
  assertEquals(field(text, "key id"), sha256Hex(spki));
  const vkey = parseVkey(field(text, "vkey"));
  assertEquals([vkey?.name, vkey?.publicKey], [ORIGIN, spki.slice(12)]);
});

Deno.test("keys init makes a name when none is given, and says to use it", async () => {
  await using dir = await TempDir.make();
  const text = await keys("init", "--key-file", dir.join("k"));
  const origin = field(text, "origin");
  assertEquals(origin, `localhost/outband-${field(text, "key id").slice(0, 8)}`);
  assertStringIncludes(text, `--origin ${origin} `);
});

Deno.test("keys init never replaces what is there", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("log.key.pem");
  await keys("init", "--key-file", path);
  const before = await Deno.readTextFile(path);
  assertEquals((await failing("init", "--key-file", path)).code, "CONFIG");
  assertEquals(await Deno.readTextFile(path), before);
  await Deno.symlink(dir.join("elsewhere"), dir.join("link"));
  assertStringIncludes(
    (await failing("init", "--key-file", dir.join("link"))).message,
    "it exists",
  );
});

Deno.test("keys init works with a path relative to the current directory", async () => {
  await using dir = await TempDir.make();
  await keys("init", "--key-file", relative(Deno.cwd(), dir.join("log.key.pem")));
  assert((await Deno.stat(dir.join("log.key.pem"))).isFile);
});

Deno.test("keys show gives the same from file, private and evidence directory", async () => {
  await using dir = await TempDir.make();
  const path = dir.join(SIGNING_KEY_FILE);
  const made = await keys("init", "--key-file", path, "--origin", ORIGIN);
  const shown = await keys("show", "--key-file", path, "--origin", ORIGIN);
  assert(made.startsWith(shown));
  assertEquals(await keys("show", "--private-dir", dir.path, "--origin", ORIGIN), shown);
  await Deno.mkdir(dir.join("keys"));
  await Deno.writeTextFile(dir.join("keys", "log-1.vkey"), `${field(made, "vkey")}\n`);
  assertEquals(await keys("show", "--evidence-dir", dir.path), shown);
  assertEquals(await keys("show", "--evidence-dir", dir.path, "--origin", ORIGIN), shown);
});

Deno.test("keys show without a name leaves the vkey out rather than guess it", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("k");
  await keys("init", "--key-file", path);
  const text = await keys("show", "--key-file", path);
  assertEquals(field(text, "vkey"), "needs --origin, the name of the log");
  assertMatch(field(text, "key id"), /^[0-9a-f]{64}$/);
  assertStringIncludes(text, "-----BEGIN PUBLIC KEY-----");
});

vectorTest("keys show prints every key of the published example", async () => {
  const text = await keys("show", "--evidence-dir", `${VECTORS_DIR}/example-outband`);
  for (const name of ["log-1", "log-2"]) {
    for (const extension of ["vkey", "pub.pem"]) {
      assertStringIncludes(text, vectorText(`example-outband/keys/${name}.${extension}`));
    }
  }
  assertFalse(text.includes("witness"));
});

Deno.test("keys never prints a private key, whatever happens", async () => {
  await using dir = await TempDir.make();
  const path = dir.join(SIGNING_KEY_FILE);
  const outputs = [await keys("init", "--key-file", path, "--origin", ORIGIN)];
  const secrets = await secretsOf(path);
  outputs.push(
    await keys("show", "--key-file", path),
    await keys("show", "--private-dir", dir.path),
  );
  outputs.push((await failing("init", "--key-file", path)).message);
  await Deno.chmod(path, 0o644);
  outputs.push((await failing("show", "--key-file", path)).message);
  await Deno.chmod(path, 0o600);
  const pem = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, pem.replace("END", "END OF"));
  outputs.push((await failing("show", "--key-file", path)).message);
  await Deno.mkdir(dir.join("keys"));
  await Deno.writeTextFile(dir.join("keys", "log-1.vkey"), pem);
  outputs.push((await failing("show", "--evidence-dir", dir.path)).message);
  for (const output of outputs) {
    for (const secret of secrets) assertFalse(output.includes(secret), output);
  }
});

Deno.test("keys show refuses a key that others may read, or that is no Ed25519 key", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("k");
  await keys("init", "--key-file", path);
  await Deno.chmod(path, 0o640);
  const open = await failing("show", "--key-file", path);
  assertEquals(open.exitCode, 3);
  assertStringIncludes(open.message, "others may read it");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  await Deno.writeTextFile(dir.join("p256"), pem, { mode: 0o600 });
  assertStringIncludes(
    (await failing("show", "--key-file", dir.join("p256"))).message,
    "not an Ed25519 key",
  );
});

Deno.test("keys show refuses a published key that is not exactly one", async () => {
  await using dir = await TempDir.make();
  const vkey = field(await keys("init", "--key-file", dir.join("k"), "--origin", ORIGIN), "vkey");
  const path = dir.join("keys", "log-1.vkey");
  await Deno.mkdir(dir.join("keys"));
  const bad = [
    vkey,
    `${vkey}\n\n`,
    `${vkey.replace("+", "+0")}\n`,
    vkey.replace("gw-0", "gw-1"),
    "",
  ];
  for (const text of bad) {
    await Deno.writeTextFile(path, text);
    const error = await failing("show", "--evidence-dir", dir.path);
    assertEquals(error.exitCode, 5);
    assertStringIncludes(error.message, "it is not a log's vkey");
  }
  await Deno.writeTextFile(path, `${vkey}\n`);
  const other = await failing("show", "--evidence-dir", dir.path, "--origin", "example.com/b");
  assertEquals([other.code, other.message.includes(ORIGIN)], ["CONFIG", true]);
});

Deno.test("keys refuses what it cannot read", async () => {
  await using dir = await TempDir.make();
  const cases: [string[], number, string][] = [
    [[], 2, "Say outband keys init, show, rotate, revoke, export"],
    [["rotate"], 2, "--evidence-dir is required"],
    [["init"], 2, "--key-file or --recovery-key-file is required"],
    [["init", "--key-file"], 2, "needs a value"],
    [["init", "--key-file=a", "b"], 2, 'Unknown argument "b"'],
    [["init", "--evidence-dir=a"], 2, "Unknown flag --evidence-dir"],
    [["init", `--key-file=${dir.join("k")}`, "--origin=Not Valid"], 3, "Flag --origin is"],
    [["init", `--key-file=${dir.join("no", "k")}`], 5, "its directory does not exist"],
    [["show"], 2, "Name one of --key-file"],
    [["show", "--key-file=a", "--private-dir=b"], 2, "Name one of --key-file"],
    [["show", `--key-file=${dir.join("no")}`], 5, "it does not exist"],
    [["show", `--evidence-dir=${dir.path}`], 5, "it does not exist"],
  ];
  for (const [args, code, message] of cases) {
    const error = await failing(...args);
    assertEquals(error.exitCode, code, args.join(" "));
    assertStringIncludes(error.message, message);
  }
  for await (const entry of Deno.readDir(dir.path)) assertEquals(entry.name, "nothing");
});
