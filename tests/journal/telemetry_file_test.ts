import { assertEquals } from "../support/std.ts";
import { TelemetryFile, TelemetryStream } from "../../src/journal/telemetry_file.ts";
import { FakeDisk } from "../support/fake_disk.ts";

const WINDOW = { w: 498_686, part: 0, period: 3600 };
const CURRENT = "/logs/outband-telemetry-current.jsonl";
const DONE = "/logs/outband-telemetry-20261121T140000Z.jsonl";

function open(disk: FakeDisk): { file: TelemetryFile; faults: string[] } {
  const faults: string[] = [];
  const file = new TelemetryFile(disk, "/logs", {
    failed: (): void => void faults.push("failed"),
    worked: (): void => void faults.push("worked"),
  });
  return { file, faults };
}

Deno.test("TelemetryFile writes lines and gives the file its name when the part is over", () => {
  const disk = new FakeDisk();
  const { file } = open(disk);
  assertEquals(file.write(["one", "two"]), 0);
  assertEquals([disk.text(CURRENT), file.countLines()], ["one\ntwo\n", 2]);
  file.finishPart(WINDOW);
  file.write(["three"]);
  disk.restart("synced");
  assertEquals(disk.text(DONE), "one\ntwo\n");
  assertEquals(disk.paths(), [DONE]);
});

Deno.test("TelemetryFile makes no file for a part without lines", () => {
  const disk = new FakeDisk();
  const { file } = open(disk);
  file.write([]);
  file.sync();
  file.finishPart(WINDOW);
  assertEquals(disk.paths(), []);
});

Deno.test("TelemetryFile never replaces a file that is there", () => {
  const disk = new FakeDisk();
  for (const line of ["one", "two", "three"]) {
    const { file } = open(disk);
    file.write([line]);
    file.finishPart(WINDOW);
  }
  assertEquals(disk.text(DONE), "one\n");
  assertEquals(disk.text(DONE.replace("Z.", "Z-1.")), "two\n");
  assertEquals(disk.text(DONE.replace("Z.", "Z-2.")), "three\n");
});

Deno.test("TelemetryFile takes over what an earlier run left, without its torn line", () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/logs");
  disk.put(CURRENT, `${"x".repeat(300_000)}\nsecond\ntorn`);
  const { file } = open(disk);
  assertEquals(file.countLines(), 2);
  file.write(["third"]);
  assertEquals(disk.text(CURRENT).slice(300_000), "\nsecond\nthird\n");
});

Deno.test("TelemetryFile.write() counts what the disk did not take and goes on whole", () => {
  const disk = new FakeDisk();
  const { file, faults } = open(disk);
  file.write(["one"]);
  disk.fails = (): boolean => true;
  assertEquals(file.write(["lost", "lost too"]), 2);
  disk.fails = (): boolean => false;
  assertEquals(file.write(["two"]), 0);
  assertEquals(disk.text(CURRENT), "one\ntwo\n");
  assertEquals(faults, ["worked", "failed", "worked"]);
});

Deno.test("TelemetryFile.finishPart() goes on with the same file when it cannot be renamed", () => {
  const disk = new FakeDisk();
  const { file, faults } = open(disk);
  file.write(["one"]);
  disk.fails = (call): boolean => call.name === "rename";
  file.finishPart(WINDOW);
  disk.fails = (): boolean => false;
  file.write(["two"]);
  file.finishPart({ ...WINDOW, part: 1 });
  assertEquals(disk.text("/logs/outband-telemetry-20261121T140000Z.1.jsonl"), "one\ntwo\n");
  assertEquals(faults, ["worked", "failed", "worked", "worked"]);
});

Deno.test("TelemetryFile.sync() makes lines durable before the part ends", () => {
  const disk = new FakeDisk();
  const { file } = open(disk);
  file.write(["one"]);
  file.sync();
  disk.restart("synced");
  assertEquals(disk.text(CURRENT), "one\n");
});

Deno.test("TelemetryStream hands lines to its sink and knows no parts", () => {
  const lines: string[] = [];
  const stream = new TelemetryStream({ line: (text): void => void lines.push(text) });
  assertEquals(stream.write(["one", "two"]), 0);
  stream.sync();
  stream.finishPart();
  assertEquals([lines, stream.countLines()], [["one", "two"], null]);
});

Deno.test("TelemetryFile.reopen() goes on in a new file when something renamed the old one", () => {
  const disk = new FakeDisk();
  const { file } = open(disk);
  file.write(["one"]);
  file.reopen();
  file.write(["two"]);
  assertEquals(disk.text(CURRENT), "one\ntwo\n", "nothing was renamed: nothing changes");
  disk.rename(CURRENT, "/logs/rotated.jsonl");
  file.reopen();
  file.write(["three"]);
  assertEquals([disk.text("/logs/rotated.jsonl"), disk.text(CURRENT)], ["one\ntwo\n", "three\n"]);
});

Deno.test("TelemetryFile begins anew when its file was removed, and loses no further line", () => {
  const disk = new FakeDisk();
  const { file, faults } = open(disk);
  file.write(["one"]);
  disk.remove(CURRENT);
  disk.remove("/logs");
  assertEquals([file.write(["two"]), file.write(["three"])], [0, 0]);
  assertEquals([disk.text(CURRENT), faults.includes("failed")], ["two\nthree\n", false]);
  file.finishPart(WINDOW);
  assertEquals(disk.text(DONE), "two\nthree\n");
});
