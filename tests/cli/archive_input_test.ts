import { utf8 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { openEvidence } from "../../src/cli/archive_input.ts";
import { ArchiveError } from "../../src/verify/archive_file.ts";
import { compressed, tarOf, zipOf } from "../support/archives.ts";
import { smallLog } from "../support/log_builder.ts";
import { assertEquals, assertRejects } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const PAIR = [{ name: "a/one", data: utf8("1") }, { name: "two", data: utf8("22") }];

async function contentOf(path: string): Promise<Record<string, string>> {
  const evidence = await openEvidence(path, "verify");
  try {
    const files: Record<string, string> = {};
    for (const name of await evidence.source.list()) {
      const bytes = await evidence.source.read(name);
      files[name] = new TextDecoder().decode(bytes);
      assertEquals(await evidence.source.size(name), bytes.length);
    }
    return files;
  } finally {
    evidence.close();
  }
}

/** A program to compare with; its test is skipped where it is missing. */
function has(...command: [string, ...string[]]): boolean {
  try {
    return new Deno.Command(command[0], { args: command.slice(1), stdout: "null", stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
}

async function runIn(cwd: string, command: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args, cwd }).output();
  assertEquals(success, true, new TextDecoder().decode(stderr));
}

Deno.test("openEvidence() opens directories, zips, tars and compressed tars", async () => {
  await using dir = await TempDir.make();
  const tar = tarOf(PAIR);
  await Deno.writeFile(dir.join("x.zip"), await zipOf(PAIR));
  await Deno.writeFile(dir.join("x.tar"), tar);
  await Deno.writeFile(dir.join("x.tgz"), await compressed(tar, "gzip"));
  for (const name of ["x.zip", "x.tar", "x.tgz"]) {
    assertEquals(await contentOf(dir.join(name)), { "a/one": "1", "two": "22" });
  }
  await Deno.mkdir(dir.join("d"));
  await Deno.writeFile(dir.join("d", "two"), utf8("22"));
  assertEquals(await contentOf(dir.join("d")), { two: "22" });
});

Deno.test("openEvidence() refuses in one line what is no evidence", async () => {
  await using dir = await TempDir.make();
  await Deno.writeFile(dir.join("text"), utf8("text"));
  for (const [name, words] of [["gone", "does not exist"], ["text", "no zip, tar"]] as const) {
    const error = await assertRejects(
      () => openEvidence(dir.join(name), "verify"),
      OutbandError,
      words,
    );
    assertEquals(error.exitCode, 5);
  }
});

Deno.test("openEvidence() leaves what is wrong inside to the source", async () => {
  await using dir = await TempDir.make();
  const whole = await compressed(tarOf(PAIR), "gzip");
  const bomb = await compressed(new Uint8Array(80 * 1024 * 1024), "gzip");
  const cases: [Uint8Array, ArchiveError["code"]][] = [
    [whole.slice(0, whole.length - 9), "FILE_UNREADABLE"],
    [await compressed(utf8("no tar"), "gzip"), "FILE_UNREADABLE"],
    [bomb, "LIMIT_EXCEEDED"],
    [await compressed(tarOf([{ name: "../x" }]), "gzip"), "ARCHIVE_UNSAFE"],
  ];
  for (const [bytes, code] of cases) {
    await Deno.writeFile(dir.join("x"), bytes);
    const evidence = await openEvidence(dir.join("x"), "verify");
    const error = await assertRejects(async () => await evidence.source.list(), ArchiveError);
    assertEquals(error.code, code);
    evidence.close();
  }
});

Deno.test({
  name: "openEvidence() reads what zip, tar and Python write (skipped where one is missing)",
  ignore: !has("zip", "-v") || !has("tar", "--version") || !has("python3", "--version"),
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    for (const [path, bytes] of smallLog().files) {
      const file = dir.join("evidence", path);
      await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
      await Deno.writeFile(file, bytes);
    }
    await runIn(dir.path, "zip", "-qr", "a.zip", "evidence");
    await runIn(dir.path, "zip", "-qr0", "b.zip", "evidence");
    await runIn(dir.path, "sh", "-c", "zip -qr - evidence > c.zip"); // Sizes behind the data.
    await runIn(dir.path, "tar", "-czf", "a.tgz", "evidence");
    await runIn(dir.path, "tar", "--format=pax", "-cf", "b.tar", "evidence");
    await runIn(dir.path, "python3", "-m", "zipfile", "-c", "e.zip", "evidence");
    await runIn(dir.path, "python3", "-m", "tarfile", "-c", "c.tar", "evidence");
    const expected = await contentOf(dir.join("evidence"));
    for (const name of ["a.zip", "b.zip", "c.zip", "a.tgz", "b.tar", "e.zip", "c.tar"]) {
      const found = await contentOf(dir.join(name));
      const below = Object.entries(found).map((
        [path, text],
      ) => [path.replace(/^evidence\//, ""), text]);
      assertEquals(Object.fromEntries(below), expected, name);
    }
  },
});

const LARGE_ZIP = `import zipfile
with zipfile.ZipFile("large.zip", "w") as z:
    for k in range(66000):
        z.writestr("f%d" % k, b"")
    with z.open("last", "w", force_zip64=True) as f:
        f.write(b"end")
`;

Deno.test({
  name: "openEvidence() reads the large kind of zip, with more than 65,535 files" +
    (has("python3", "--version") ? "" : " (skipped: no python3)"),
  ignore: !has("python3", "--version"),
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    await runIn(dir.path, "python3", "-c", LARGE_ZIP);
    const evidence = await openEvidence(dir.join("large.zip"), "verify");
    assertEquals((await evidence.source.list()).length, 66_001);
    assertEquals(await evidence.source.read("last"), utf8("end"));
    evidence.close();
  },
});
