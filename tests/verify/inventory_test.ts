import { utf8 } from "../../src/base/bytes.ts";
import { Findings } from "../../src/verify/findings.ts";
import { listPaths, type LogFiles, takeInventory } from "../../src/verify/inventory.ts";
import { memorySource } from "../../src/verify/source.ts";
import { assertEquals } from "../support/std.ts";
import { addedCodes } from "../support/verify_rig.ts";

/** First line of a segment. */
function segment(i: unknown, log: unknown = "a.example/x"): string {
  return `${JSON.stringify({ i, log, v: 1 })}\nmore\n`;
}

async function inventory(files: Record<string, string>): Promise<LogFiles[]> {
  const entries = Object.entries(files).map(([path, text]): [string, Uint8Array] => [
    path,
    utf8(text),
  ]);
  const source = memorySource(new Map(entries));
  return await takeInventory(source, await listPaths(source, new Findings()));
}

Deno.test("takeInventory() finds parts by their content and orders them by first index", async () => {
  const [log, ...others] = await inventory({
    "checkpoint": "a.example/x\n9\n",
    "keys/log-1.vkey": "",
    "tile/0/000.p/9": "",
    "head.json": "{}",
    "z/segment.jsonl": segment(0),
    "windows/any/name/segment.jsonl": segment(5),
    "windows/any/name/summary.json": "{}",
    "windows/any/name/anchors/a.tsr": "",
  });
  assertEquals(others, []);
  assertEquals(log?.origin, "a.example/x");
  assertEquals(log?.isWhole, true);
  assertEquals(log?.checkpoint, "checkpoint");
  assertEquals(log?.keys, ["keys/log-1.vkey"]);
  assertEquals(log?.tiles, ["tile/0/000.p/9"]);
  assertEquals(log?.parts.map(({ dir, first }) => [dir, first]), [
    ["z/", 0],
    ["windows/any/name/", 5],
  ]);
  assertEquals([...log?.parts[1]?.names ?? []].sort(), ["segment.jsonl", "summary.json"]);
  assertEquals(log?.parts[1]?.nested, ["windows/any/name/anchors/a.tsr"]);
});

Deno.test("takeInventory() takes a single window at the root, and excerpts without a head", async () => {
  const [window] = await inventory({ "segment.jsonl": segment(7), "checkpoint": "a\n9\n" });
  assertEquals(window?.isWhole, false);
  assertEquals(window?.checkpoint, null);
  assertEquals(window?.parts[0]?.dir, "");
  const [excerpt] = await inventory({
    "w/a/segment.jsonl": segment(7),
    "w/b/segment.jsonl": segment(9),
    "keys/log-1.vkey": "",
  });
  assertEquals(excerpt?.isWhole, false);
  assertEquals(excerpt?.keys, ["keys/log-1.vkey"]);
  assertEquals(excerpt?.parts.length, 2);
});

Deno.test("takeInventory() keeps logs apart by directory, else by name", async () => {
  const logs = await inventory({
    "one/checkpoint": "a.example/x\n",
    "one/w/segment.jsonl": segment(0),
    "two/checkpoint": "a.example/x\n",
    "two/w/segment.jsonl": segment(0),
    "p/segment.jsonl": segment(3, "b.example/y"),
    "q/segment.jsonl": segment(3, "c.example/z"),
  });
  assertEquals(logs.map(({ root, origin, parts }) => [root, origin, parts.length]).sort(), [
    ["", "b.example/y", 1],
    ["", "c.example/z", 1],
    ["one/", "a.example/x", 1],
    ["two/", "a.example/x", 1],
  ]);
});

Deno.test("takeInventory() keeps a part that does not tell its index where its path puts it", async () => {
  const [log] = await inventory({
    "checkpoint": "a.example/x\n",
    "w/1/segment.jsonl": segment(0),
    "w/2/segment.jsonl": "garbage",
    "w/3/segment.jsonl": segment(8, 5),
  });
  assertEquals(log?.parts.map(({ dir, first, origin }) => [dir, first, origin]), [
    ["w/1/", 0, "a.example/x"],
    ["w/2/", null, null],
    ["w/3/", 8, null],
  ]);
});

Deno.test("takeInventory() sees formats of the future", async () => {
  const format = async (record: unknown): Promise<string | null | undefined> => {
    const [log] = await inventory({ "segment.jsonl": `${JSON.stringify(record)}\n` });
    return log?.parts[0]?.strangeFormat;
  };
  assertEquals(await format({ i: 0, v: 1, format: "outband/segment/v1" }), null);
  assertEquals(await format({ i: 0, v: 1, format: "outband/segment/v2" }), "outband/segment/v2");
  assertEquals(await format({ i: 7, v: 2 }), "records of version 2");
  assertEquals(await format({ i: 0, v: 1, format: "other" }), null);
});

Deno.test("takeInventory() is empty without segments", async () => {
  assertEquals(await inventory({ "readme.txt": "" }), []);
});

Deno.test("listPaths() sorts, and says what cannot be listed", async () => {
  const findings = new Findings();
  const source = memorySource(new Map());
  const sorted = await listPaths({ ...source, list: () => ["b", "a/c", "a"] }, findings);
  assertEquals(sorted, ["a", "a/c", "b"]);
  const broken = { ...source, list: () => Promise.reject(new Error("a link")) };
  assertEquals(await listPaths(broken, findings), []);
  assertEquals(addedCodes(findings), ["FILE_UNREADABLE"]);
  const many = { ...source, list: () => new Array<string>(2_000_001).fill("a") };
  assertEquals(await listPaths(many, findings), []);
  assertEquals(addedCodes(findings), ["FILE_UNREADABLE", "LIMIT_EXCEEDED"]);
});
