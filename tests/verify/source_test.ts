import { decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import { Findings } from "../../src/verify/findings.ts";
import { memorySource, readWhole, reasonOf, textOf } from "../../src/verify/source.ts";
import { assertEquals, assertRejects, assertThrows } from "../support/std.ts";
import { addedCodes } from "../support/verify_rig.ts";

const SOURCE = memorySource(new Map([["a/b.txt", utf8("hello")]]));

Deno.test("memorySource() lists, measures, reads and streams its files", async () => {
  assertEquals(await SOURCE.list(), ["a/b.txt"]);
  assertEquals(await SOURCE.size("a/b.txt"), 5);
  assertEquals(decodeUtf8(await SOURCE.read("a/b.txt")), "hello");
  const pieces = await Array.fromAsync(SOURCE.stream("a/b.txt"));
  assertEquals(pieces.map((piece) => decodeUtf8(piece)), ["hello"]);
  assertThrows(() => SOURCE.size("c"), Error, "No file c");
  await assertRejects(async () => await SOURCE.read("c"), Error, "No file c");
});

Deno.test("readWhole() returns null and says why when a file is large or cannot be read", async () => {
  const findings = new Findings();
  const read = (path: string, bytesMax: number): Promise<Uint8Array | null> =>
    readWhole(SOURCE, findings, { path, bytesMax });
  assertEquals(await read("a/b.txt", 5), utf8("hello"));
  assertEquals(await read("a/b.txt", 4), null);
  assertEquals(await read("c", 4), null);
  assertEquals(addedCodes(findings), ["LIMIT_EXCEEDED", "FILE_UNREADABLE"]);
});

Deno.test("textOf() is null for what is not UTF-8", () => {
  assertEquals(textOf(utf8("\u20ac")), "\u20ac");
  assertEquals(textOf(Uint8Array.of(0xff)), null);
});

Deno.test("reasonOf() gives the message of an error and the text of anything else", () => {
  assertEquals(reasonOf(new Error("broken")), "broken");
  assertEquals(reasonOf(7), "7");
});
