import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { readFile, replaceFile, writeAll } from "../../src/format/disk.ts";
import { SYSTEM_DISK } from "../../src/journal/disk.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("SYSTEM_DISK writes, reads, cuts and syncs at positions", async () => {
  await using dir = await TempDir.make();
  const file = SYSTEM_DISK.openWrite(dir.join("file"));
  writeAll(file, utf8("hello world"), 0);
  writeAll(file, utf8("J"), 0);
  file.truncate(5);
  file.sync();
  assertEquals(file.size(), 5);
  const into = new Uint8Array(10);
  assertEquals([file.read(into, 1), file.read(into, 5)], [4, 0]);
  file.close();
  assertEquals(await Deno.readTextFile(dir.join("file")), "Jello");
  const again = SYSTEM_DISK.openWrite(dir.join("file"));
  assertEquals(again.size(), 5);
  again.close();
});

Deno.test("SYSTEM_DISK says null for what is not there and throws for the rest", async () => {
  await using dir = await TempDir.make();
  assertEquals(SYSTEM_DISK.openRead(dir.join("none")), null);
  assertEquals(SYSTEM_DISK.list(dir.join("none")), null);
  assertEquals(SYSTEM_DISK.mode(dir.join("none")), null);
  SYSTEM_DISK.remove(dir.join("none"));
  assertThrows(() => SYSTEM_DISK.rename(dir.join("none"), dir.join("other")), Deno.errors.NotFound);
  assertThrows(() => SYSTEM_DISK.openWrite(dir.path), Error);
});

Deno.test("SYSTEM_DISK creates the last directory of a path alone when it is told to", async () => {
  await using dir = await TempDir.make();
  const only = { isLastOnly: true };
  assertThrows(
    () => SYSTEM_DISK.makeDirectory(dir.join("gone/below"), only),
    Deno.errors.NotFound,
  );
  assertEquals(SYSTEM_DISK.list(dir.path), []);
  for (let times = 0; times < 2; times++) SYSTEM_DISK.makeDirectory(dir.join("here"), only);
  replaceFile(SYSTEM_DISK, dir.join("file"), { bytes: utf8("x") });
  assertThrows(
    () => SYSTEM_DISK.makeDirectory(dir.join("file"), only),
    Deno.errors.AlreadyExists,
  );
});

Deno.test("SYSTEM_DISK creates private files and directories for their owner alone", async () => {
  await using dir = await TempDir.make();
  const { disk, path } = { disk: SYSTEM_DISK, path: dir.join("a/private") };
  disk.makeDirectory(path, { isPrivate: true });
  disk.makeDirectory(path, { isPrivate: true });
  replaceFile(disk, `${path}/key`, { bytes: utf8("x"), isPrivate: true });
  assertEquals([disk.mode(path), disk.mode(`${path}/key`)], [0o700, 0o600]);
  disk.syncDirectory(path);
  assertEquals(disk.list(path), [{ name: "key", isFile: true, isDirectory: false }]);
  assertEquals(readFile(disk, `${path}/key`, { bytesMax: 1 }), utf8("x"));
});

Deno.test("SYSTEM_DISK lists links as neither file nor directory", async () => {
  await using dir = await TempDir.make();
  await Deno.symlink(dir.path, dir.join("link"));
  assertEquals(SYSTEM_DISK.list(dir.path), [{ name: "link", isFile: false, isDirectory: false }]);
});

Deno.test("SYSTEM_DISK.lock() gives a lock to one holder at a time", async () => {
  await using dir = await TempDir.make();
  const lock = SYSTEM_DISK.lock(dir.join("lock"));
  assert(lock !== null, "the first one has it");
  assertEquals(SYSTEM_DISK.lock(dir.join("lock")), null);
  lock.release();
  const again = SYSTEM_DISK.lock(dir.join("lock"));
  assert(again !== null, "it was given back");
  again.release();
});

Deno.test("SYSTEM_DISK tells whether an open file still has its name, another, or none", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("file");
  const file = SYSTEM_DISK.openWrite(path);
  assertEquals(file.whereabouts(path), "here");
  SYSTEM_DISK.rename(path, dir.join("other"));
  assertEquals(file.whereabouts(path), "moved");
  SYSTEM_DISK.openWrite(path).close();
  assertEquals(file.whereabouts(path), "moved", "another file has its name");
  SYSTEM_DISK.remove(dir.join("other"));
  assertEquals(file.whereabouts(path), "removed");
  file.close();
  const options = { mustExist: true };
  const missing = dir.join("none");
  assertThrows(() => SYSTEM_DISK.openWrite(missing, options), Deno.errors.NotFound);
});

Deno.test("SYSTEM_DISK.lock() knows when its directory has gone, and when it is back", async () => {
  await using dir = await TempDir.make();
  SYSTEM_DISK.makeDirectory(dir.join("log"));
  const lock = SYSTEM_DISK.lock(dir.join("log/lock"));
  assert(lock !== null && lock.isThere());
  SYSTEM_DISK.rename(dir.join("log"), dir.join("away"));
  assertEquals(lock.isThere(), false);
  SYSTEM_DISK.makeDirectory(dir.join("log"));
  SYSTEM_DISK.lock(dir.join("log/lock"))?.release();
  assertEquals(lock.isThere(), false, "another log lies there");
  await Deno.remove(dir.join("log"), { recursive: true });
  SYSTEM_DISK.rename(dir.join("away"), dir.join("log"));
  assertEquals(lock.isThere(), true);
  lock.release();
});
