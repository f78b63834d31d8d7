import { utf8 } from "../../src/base/bytes.ts";
import { evidenceOf, fileSource, segmentBytes, telemetryOf } from "../../src/page/file_source.ts";
import { ArchiveError } from "../../src/verify/mod.ts";
import { compressed, tarOf, zipOf } from "../support/archives.ts";
import { seededBytes } from "../support/drafts.ts";
import { assertEquals, assertRejects, assertThrows } from "../support/std.ts";

function given(path: string, text = "x"): { path: string; blob: Blob } {
  return { path, blob: new Blob([text]) };
}

async function read(pieces: AsyncIterable<Uint8Array>): Promise<number[]> {
  const lengths: number[] = [];
  for await (const piece of pieces) lengths.push(piece.length);
  return lengths;
}

Deno.test("fileSource() names files without the folder that holds them all", async () => {
  const source = fileSource([given("log/keys/a", "12"), given("log/checkpoint")]);
  assertEquals(await source.list(), ["keys/a", "checkpoint"]);
  assertEquals(await source.size("keys/a"), 2);
  assertEquals(await source.read("keys/a"), utf8("12"));
  await assertRejects(async () => await source.read("keys/b"), Error, "No file keys/b");
});

Deno.test("fileSource() keeps paths that have no folder in common", async () => {
  assertEquals(await fileSource([given("a/x"), given("b/x")]).list(), ["a/x", "b/x"]);
  assertEquals(await fileSource([given("a/x"), given("x")]).list(), ["a/x", "x"]);
  assertEquals(await fileSource([given("x"), given("y")]).list(), ["x", "y"]);
});

Deno.test("fileSource() refuses two files of one path", () => {
  assertThrows(() => fileSource([given("a"), given("a")]), Error, "named a");
});

Deno.test("fileSource() streams in pieces of 256 KiB", async () => {
  const size = 600 * 1024;
  const source = fileSource([given("a", "x".repeat(size))]);
  assertEquals(await read(source.stream("a")), [262_144, 262_144, size - 524_288]);
  assertEquals(await read(telemetryOf(given("t", "")).stream()), []);
});

Deno.test("evidenceOf() refuses nothing and what is only named an archive", async () => {
  await assertRejects(() => evidenceOf([]), Error, "Nothing was given");
  for (const name of ["e.zip", "e.tar.gz", "e.TGZ"]) {
    await assertRejects(() => evidenceOf([given(name)]), Error, `${name} is no zip`);
  }
  const several = await evidenceOf([given("log/evidence.zip"), given("log/segment.jsonl")]);
  assertEquals(await several.list(), ["evidence.zip", "segment.jsonl"]);
  assertEquals(await (await evidenceOf([given("segment.jsonl")])).list(), ["segment.jsonl"]);
});

Deno.test("evidenceOf() opens a single archive, whatever its name", async () => {
  // More than one piece of what is gathered before it leaves the script's memory.
  const data = seededBytes(5)(9 * 1024 * 1024);
  const entries = [{ name: "log/segment.jsonl", data }, {
    name: "log/checkpoint",
    data: utf8("x"),
  }];
  const tar = tarOf(entries);
  for (const bytes of [await zipOf(entries), tar, await compressed(tar, "gzip")]) {
    const source = await evidenceOf([{ path: "download", blob: new Blob([bytes]) }]);
    assertEquals(await source.list(), ["log/segment.jsonl", "log/checkpoint"]);
    assertEquals(await source.read("log/segment.jsonl"), data);
    assertEquals(await segmentBytes(source), data.length);
  }
});

Deno.test("evidenceOf() leaves it to the source to say what is wrong in an archive", async () => {
  const link = tarOf([{ name: "checkpoint", kind: "2", link: "/etc/passwd" }]);
  const bomb = await compressed(new Uint8Array(80 * 1024 * 1024), "gzip");
  const wrong = [
    [link, "ARCHIVE_UNSAFE"],
    [await compressed(link, "gzip"), "ARCHIVE_UNSAFE"],
    [(await compressed(link, "gzip")).slice(0, -9), "FILE_UNREADABLE"],
    [bomb, "LIMIT_EXCEEDED"],
  ] as const;
  for (const [bytes, code] of wrong) {
    const source = await evidenceOf([{ path: "e.tar", blob: new Blob([bytes]) }]);
    const error = await assertRejects(async () => await source.list(), ArchiveError);
    assertEquals(error.code, code);
    assertEquals(await segmentBytes(source), 0);
  }
});

Deno.test("segmentBytes() counts segments and nothing else", async () => {
  const files = [given("l/w/segment.jsonl", "123"), given("l/w2/segment.jsonl", "4"), given("l/x")];
  assertEquals(await segmentBytes(fileSource(files)), 4);
});
