import { assertEquals, assertThrows } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import {
  lineBatches,
  listParts,
  makeBelow,
  readFile,
  replaceFile,
  syncPath,
  writeAll,
} from "../../src/format/disk.ts";
import { LINE_BYTES_MAX } from "../../src/format/layout.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";

function diskWith(content: string | Uint8Array): FakeDisk {
  const disk = new FakeDisk();
  disk.put("/file", content);
  return disk;
}

function linesOf(disk: FakeDisk): { lines: string[]; bytes: number } {
  const found = { lines: [] as string[], bytes: 0 };
  const file = disk.openRead("/file");
  if (file === null) throw new Error("No file");
  for (const { lines, bytes } of lineBatches(file)) {
    found.lines.push(...lines.map((line) => new TextDecoder().decode(line)));
    found.bytes += bytes.length;
  }
  return found;
}

Deno.test("writeAll() writes everything however short the writes are", () => {
  const disk = diskWith("");
  const bytes = Uint8Array.from({ length: 1000 }, (_, k) => k);
  const file = disk.openWrite("/file");
  for (let times = 0; times < 3; times++) writeAll(file, bytes, 10);
  assertEquals(disk.bytes("/file").slice(10), bytes);
});

Deno.test("writeAll() throws when the disk takes nothing", () => {
  const file = new FakeDisk().openWrite("/file");
  assertThrows(() => writeAll({ ...file, write: () => 0 }, utf8("a"), 0), Error, "took no byte");
});

Deno.test("readFile() returns the bytes, null for no file, and refuses a long one", () => {
  const disk = diskWith("four");
  assertEquals(readFile(disk, "/file", { bytesMax: 4 }), utf8("four"));
  assertEquals(readFile(disk, "/none", { bytesMax: 4 }), null);
  assertThrows(() => readFile(disk, "/file", { bytesMax: 3 }), OutbandError, "it has 4 bytes");
});

Deno.test("replaceFile() leaves the old content in place when any call fails", () => {
  for (let number = 0; number < 6; number++) {
    const disk = diskWith("old content");
    disk.fails = (_, at): boolean => at === number;
    try {
      replaceFile(disk, "/file", { bytes: utf8("new") });
    } catch (error) {
      assertEquals(error instanceof DiskFault, true);
      assertEquals(disk.text("/file"), "old content");
      continue;
    }
    assertEquals(disk.text("/file"), "new");
    assertEquals(disk.paths(), ["/file"]);
  }
});

Deno.test("replaceFile() creates a private file for its owner alone", () => {
  const disk = new FakeDisk();
  replaceFile(disk, "/file", { bytes: utf8("secret"), isPrivate: true });
  assertEquals(disk.mode("/file"), 0o600);
});

Deno.test("lineBatches() hands out whole lines across chunks and keeps the torn one back", () => {
  const lines = Array.from({ length: 900 }, (_, k) => `${k}`.padStart(k, "x"));
  assertEquals(linesOf(diskWith(`${lines.join("\n")}\n`)).lines, lines);
  assertEquals(linesOf(diskWith("a\n\nb\ntorn")), { lines: ["a", "", "b"], bytes: 5 });
  assertEquals(linesOf(diskWith("")), { lines: [], bytes: 0 });
  assertEquals(linesOf(diskWith("torn")), { lines: [], bytes: 0 });
});

Deno.test("lineBatches() stops at a line that is longer than any record", () => {
  const garbage = new Uint8Array(3 * 256 * 1024).fill(0x61);
  garbage.set(utf8("line\n"));
  garbage[garbage.length - 1] = 0x0a;
  assertEquals(linesOf(diskWith(garbage)), { lines: ["line"], bytes: 5 });
  const longest = "x".repeat(LINE_BYTES_MAX);
  assertEquals(linesOf(diskWith(`${longest}\n`)).lines, [longest]);
});

Deno.test("syncPath() syncs a directory and all above it up to the root", () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/log/a/b");
  disk.calls.length = 0;
  syncPath(disk, { root: "/log", below: "a/b" });
  assertEquals(disk.calls.map(({ path }) => path), ["/log/a/b", "/log/a", "/log"]);
  syncPath(disk, { root: "/log", below: "" });
  assertEquals(disk.calls.at(-1)?.path, "/log");
});

Deno.test("listParts() orders parts by start and part, and ignores everything else", () => {
  const disk = new FakeDisk();
  const directories = [
    "2026-11-21/150000Z-498687",
    "2026-11-21/140000Z-498686.10",
    "2026-11-21/140000Z-498686.9",
    "2026-11-21/140000Z-498686",
    "2026-11-20/230000Z-498671",
  ];
  const others = [
    "2026-11-21/140000Z-x",
    "2026-11-21/140000Z-1.0",
    "2026-11-21/996099Z-1",
    "day/1",
  ];
  for (const directory of [...directories, ...others]) {
    disk.makeDirectory(`/log/windows/${directory}`);
    disk.put(`/log/windows/${directory}/segment.jsonl`, "");
  }
  disk.makeDirectory("/log/windows/2026-11-21/160000Z-498688");
  disk.put("/log/windows/readme", "");
  const parts = listParts(disk, "/log");
  const expected = directories.toReversed().map((directory) => `windows/${directory}`);
  assertEquals(parts.map(({ directory }) => directory), expected);
  assertEquals(parts[1], {
    directory: "windows/2026-11-21/140000Z-498686",
    startMs: Date.UTC(2026, 10, 21, 14),
    w: 498686,
    part: 0,
  });
  assertEquals(listParts(disk, "/none"), []);
});

Deno.test("makeBelow() makes what is missing below a directory, and never the directory itself", () => {
  const disk = new FakeDisk();
  const path = { root: "/moved/log", below: "tile/0/x001" };
  assertThrows(() => makeBelow(disk, path), DiskFault);
  assertEquals(disk.list("/moved"), null);
  disk.makeDirectory("/moved/log");
  for (let times = 0; times < 2; times++) makeBelow(disk, path);
  makeBelow(disk, { root: "/moved/log", below: "" });
  assertEquals(disk.list("/moved/log/tile/0")?.map(({ name }) => name), ["x001"]);
});
