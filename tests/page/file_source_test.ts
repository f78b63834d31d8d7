import { utf8 } from "../../src/base/bytes.ts";
import { evidenceOf, fileSource, segmentBytes, telemetryOf } from "../../src/page/file_source.ts";
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

Deno.test("evidenceOf() refuses nothing and an archive, each in one sentence", () => {
  assertThrows(() => evidenceOf([]), Error, "Nothing was given");
  for (const name of ["e.zip", "e.tar.gz", "e.TGZ"]) {
    assertThrows(() => evidenceOf([given(name)]), Error, `${name} is an archive`);
  }
  evidenceOf([given("log/evidence.zip"), given("log/segment.jsonl")]);
});

Deno.test("segmentBytes() counts segments and nothing else", () => {
  const files = [given("l/w/segment.jsonl", "123"), given("l/w2/segment.jsonl", "4"), given("l/x")];
  assertEquals(segmentBytes(files), 4);
});
