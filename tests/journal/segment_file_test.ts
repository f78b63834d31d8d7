import { assertEquals, assertThrows } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import type { DiskFile } from "../../src/format/disk.ts";
import { FileGoneError, SegmentFile } from "../../src/journal/segment_file.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";

function newSegment(disk: FakeDisk, length = 0): SegmentFile {
  return new SegmentFile(disk, "/segment", { length });
}

Deno.test("SegmentFile.append() writes batches one after the other and syncs each", () => {
  const disk = new FakeDisk();
  const segment = newSegment(disk);
  segment.append(utf8("one\n"));
  segment.append(utf8("two\n"));
  assertEquals(disk.text("/segment"), "one\ntwo\n");
  assertEquals(disk.calls.at(-1)?.name, "sync");
  assertEquals(segment.length, 8);
});

Deno.test("SegmentFile.append() leaves no half batch behind when any one call fails", () => {
  for (let number = 0; number < 12; number++) {
    const disk = new FakeDisk();
    disk.put("/segment", "old\ntorn");
    const segment = newSegment(disk, 4);
    disk.fails = (_, at): boolean => at === number;
    for (const batch of ["first batch\n", "second batch\n"]) {
      try {
        segment.append(utf8(batch));
      } catch (error) {
        assertEquals(error instanceof DiskFault, true);
        segment.append(utf8(batch));
      }
    }
    assertEquals(disk.text("/segment"), "old\nfirst batch\nsecond batch\n", `call ${number}`);
  }
});

Deno.test("SegmentFile.append() cuts back before the next batch when it could not at once", () => {
  const disk = new FakeDisk();
  const segment = newSegment(disk);
  segment.append(utf8("one\n"));
  disk.fails = (): boolean => true;
  assertThrows(() => segment.append(utf8("much longer than what follows\n")), DiskFault);
  disk.fails = (): boolean => false;
  segment.append(utf8("two\n"));
  assertEquals(disk.text("/segment"), "one\ntwo\n");
});

Deno.test("SegmentFile.append() refuses a file that has lost durable bytes", () => {
  const disk = new FakeDisk();
  disk.put("/segment", "on");
  assertThrows(() => newSegment(disk, 4).append(utf8("two\n")), Error, "has 2 of 4 bytes");
  assertEquals(disk.text("/segment"), "on");
});

Deno.test("SegmentFile goes on after close(), and syncs only when told with syncs false", () => {
  const disk = new FakeDisk();
  const segment = new SegmentFile(disk, "/segment", { length: 0, syncs: false });
  segment.append(utf8("one\n"));
  segment.close();
  segment.append(utf8("two\n"));
  assertEquals(disk.calls.filter(({ name }) => name === "sync").length, 0);
  segment.sync();
  assertEquals(disk.calls.at(-1)?.name, "sync");
  assertEquals(disk.text("/segment"), "one\ntwo\n");
});

Deno.test("SegmentFile.append() writes nothing into a file that was moved, until it is back", () => {
  const disk = new FakeDisk();
  const segment = newSegment(disk);
  segment.append(utf8("one\n"));
  disk.rename("/segment", "/elsewhere");
  for (let k = 0; k < 2; k++) {
    assertThrows(() => segment.append(utf8("two\n")), Error);
    assertEquals(disk.paths(), ["/elsewhere"], "and makes no new one in its place");
  }
  disk.rename("/elsewhere", "/segment");
  segment.append(utf8("two\n"));
  assertEquals(disk.text("/segment"), "one\ntwo\n");
});

Deno.test("SegmentFile.append() never writes into a file without a name", () => {
  for (const mayMove of [false, true]) {
    const disk = new FakeDisk();
    const segment = new SegmentFile(disk, "/segment", { length: 0, mayMove });
    segment.append(utf8("one\n"));
    disk.remove("/segment");
    assertThrows(
      () => segment.append(utf8("two\n")),
      FileGoneError,
      "was removed while it was open",
    );
  }
});

Deno.test("SegmentFile.append() goes on in a file that may move", () => {
  const disk = new FakeDisk();
  const segment = new SegmentFile(disk, "/log", { length: 0, mayMove: true });
  segment.append(utf8("one\n"));
  disk.rename("/log", "/log.1");
  segment.append(utf8("two\n"));
  assertEquals(disk.text("/log.1"), "one\ntwo\n");
});

Deno.test("SegmentFile.append() asks nothing of a file system that cannot tell", () => {
  const disk = new FakeDisk();
  const openWrite = disk.openWrite.bind(disk);
  disk.openWrite = (path, options): DiskFile => ({
    ...openWrite(path, options),
    whereabouts: () => "moved",
  });
  const segment = newSegment(disk);
  segment.append(utf8("one\n"));
  segment.append(utf8("two\n"));
  assertEquals(disk.text("/segment"), "one\ntwo\n");
});
