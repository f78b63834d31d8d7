import { OutbandError } from "../../src/base/errors.ts";
import { directorySource } from "../../src/cli/evidence_source.ts";
import { assertEquals, assertRejects } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("directorySource() lists, measures, reads and streams files below a directory", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join("a", "b"), { recursive: true });
  await Deno.writeTextFile(dir.join("top.txt"), "hello");
  const large = new Uint8Array(600_000).map((_, k) => k % 251);
  await Deno.writeFile(dir.join("a", "b", "large.bin"), large);
  const source = directorySource(dir.path);
  assertEquals((await source.list()).sort(), ["a/b/large.bin", "top.txt"]);
  assertEquals(await source.size("top.txt"), 5);
  assertEquals(await source.read("a/b/large.bin"), large);
  let at = 0;
  for await (const piece of source.stream("a/b/large.bin")) {
    assertEquals(piece, large.subarray(at, at + piece.length));
    at += piece.length;
  }
  assertEquals(at, large.length);
});

Deno.test("directorySource() closes a file that is not read to its end", async () => {
  await using dir = await TempDir.make();
  await Deno.writeFile(dir.join("a.bin"), new Uint8Array(600_000));
  for await (const piece of directorySource(dir.path).stream("a.bin")) {
    assertEquals(piece.length > 0, true);
    break;
  }
});

Deno.test("directorySource() refuses links and what is no regular file", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join("evidence"));
  await Deno.writeTextFile(dir.join("secret.txt"), "outside");
  await Deno.symlink(dir.join("secret.txt"), dir.join("evidence", "segment.jsonl"));
  const source = directorySource(dir.join("evidence"));
  await assertRejects(async () => await source.list(), OutbandError, "is a link");
  await Deno.remove(dir.join("evidence", "segment.jsonl"));
  await Deno.symlink(dir.path, dir.join("evidence", "windows"));
  await assertRejects(async () => await source.list(), OutbandError, "is a link");
});

Deno.test("directorySource() takes a root that the user named by a link", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join("evidence"));
  await Deno.writeTextFile(dir.join("evidence", "a.txt"), "a");
  await Deno.symlink(dir.join("evidence"), dir.join("link"));
  assertEquals(await directorySource(dir.join("link")).list(), ["a.txt"]);
});

Deno.test("directorySource() bounds how deep it goes", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join(..."d".repeat(32)), { recursive: true });
  assertEquals(await directorySource(dir.path).list(), []);
  await Deno.mkdir(dir.join(..."d".repeat(33)), { recursive: true });
  await assertRejects(async () => await directorySource(dir.path).list(), OutbandError, "deeper");
});

Deno.test("directorySource() names what cannot be read", async () => {
  await using dir = await TempDir.make();
  const gone = directorySource(dir.join("gone"));
  await assertRejects(async () => await gone.list(), OutbandError, "it does not exist");
  const source = directorySource(dir.path);
  await assertRejects(async () => await source.size("a.txt"), OutbandError, "Cannot read a.txt");
  await assertRejects(async () => await source.read("a.txt"), OutbandError, "Cannot read a.txt");
  await assertRejects(
    () => Array.fromAsync(source.stream("a.txt")),
    OutbandError,
    "Cannot read a.txt",
  );
  await Deno.writeTextFile(dir.join("file"), "");
  const file = directorySource(dir.join("file"));
  await assertRejects(async () => await file.list(), OutbandError, "not a directory");
});
