import { OutbandError } from "../../src/base/errors.ts";
import { inputLabel, readLines, readWhole, unreadable } from "../../src/cli/input.ts";
import { RecordedIo } from "../support/command_io.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const TEXT = "first\n\nthird line\nlast";

async function linesOf(io: RecordedIo, lineBytesMax = 100): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readLines("-", io, { lineBytesMax })) {
    for (const line of batch) lines.push(new TextDecoder().decode(line));
  }
  return lines;
}

Deno.test("readLines() gives the same lines wherever the pieces are cut", async () => {
  for (let cut = 0; cut <= TEXT.length; cut++) {
    const io = new RecordedIo(TEXT.slice(0, cut), TEXT.slice(cut));
    assertEquals(await linesOf(io), ["first", "", "third line", "last"], `cut at ${cut}`);
  }
  assertEquals((await linesOf(new RecordedIo(...TEXT))).length, 4);
});

Deno.test("readLines() gives a batch as soon as its lines are complete", async () => {
  const batches: number[] = [];
  const io = new RecordedIo("a\nb\nc", "d\n", "e");
  for await (const batch of readLines("-", io, { lineBytesMax: 9 })) batches.push(batch.length);
  assertEquals(batches, [2, 1, 1]);
});

Deno.test("readLines() ends without a line after the last line feed", async () => {
  assertEquals(await linesOf(new RecordedIo("a\n")), ["a"]);
  assertEquals(await linesOf(new RecordedIo()), []);
});

Deno.test("readLines() refuses a line above the limit, ended or not", async () => {
  assertEquals(await linesOf(new RecordedIo("a\n12345\n"), 5), ["a", "12345"]);
  for (const pieces of [["a\n123456\n"], ["a\n12345", "6"], ["a\n123", "456\n"]]) {
    const error = await assertRejects(() => linesOf(new RecordedIo(...pieces), 5), OutbandError);
    assertEquals(
      [error.code, error.message],
      ["IO", "Cannot read standard input line 2: it is longer than 5 bytes"],
    );
  }
});

Deno.test("readWhole() joins what arrives and refuses more than its limit", async () => {
  const io = new RecordedIo("ab", "c", "def");
  assertEquals(new TextDecoder().decode(await readWhole("-", io, { bytesMax: 6 })), "abcdef");
  const error = await assertRejects(() => readWhole("-", io, { bytesMax: 5 }), OutbandError);
  assertStringIncludes(error.message, "longer than 5 bytes");
});

Deno.test("readWhole() reads a file and says why it cannot", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("text");
  await Deno.writeTextFile(path, TEXT);
  const io = new RecordedIo();
  assertEquals((await readWhole(path, io, { bytesMax: 100 })).length, TEXT.length);
  const missing = await assertRejects(
    () => readWhole(dir.join("no"), io, { bytesMax: 9 }),
    OutbandError,
  );
  assertEquals(missing.message, `Cannot read ${dir.join("no")}: it does not exist`);
  const folder = await assertRejects(() => readWhole(dir.path, io, { bytesMax: 9 }), OutbandError);
  assertEquals([folder.exitCode, folder.message], [
    5,
    `Cannot read ${dir.path}: it is a directory`,
  ]);
});

Deno.test("unreadable() keeps the reason of errors it has no words for", () => {
  const error = unreadable("x", new Error("bad\nsector"));
  assertEquals(error.message, "Cannot read x: bad sector");
});

Deno.test("inputLabel() names standard input in words", () => {
  assertEquals([inputLabel("-"), inputLabel("a.txt")], ["standard input", "a.txt"]);
});
