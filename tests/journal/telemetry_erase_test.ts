import { utf8 } from "../../src/base/bytes.ts";
import { writeAll } from "../../src/format/disk.ts";
import { eraseLines } from "../../src/journal/telemetry_erase.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals } from "../support/std.ts";

const ORIGIN = "example.com/gw-0";

function line(index: number, log = ORIGIN): string {
  return `${JSON.stringify({ index, log, text: `"index":${index},`, type: "call" })}\n`;
}

function put(disk: FakeDisk, path: string, text: string): void {
  const file = disk.openWrite(path);
  writeAll(file, utf8(text), 0);
  file.close();
}

function textAt(disk: FakeDisk, path: string): string {
  const file = disk.openRead(path);
  const bytes = new Uint8Array(file?.size() ?? 0);
  file?.read(bytes, 0);
  return new TextDecoder().decode(bytes);
}

Deno.test("eraseLines() takes out the lines of the records, in finished files only", () => {
  const disk = new FakeDisk();
  disk.makeDirectory("/t");
  const long = `${
    JSON.stringify({ filler: "x".repeat(600_000), index: 5, log: ORIGIN, type: "call" })
  }\n`;
  put(
    disk,
    "/t/outband-telemetry-1.jsonl",
    line(3) + line(4) + long + line(33) + line(4, "other.example/x"),
  );
  put(disk, "/t/outband-telemetry-2.jsonl.1", line(6) + 'torn "index":4,');
  put(disk, "/t/outband-telemetry-current.jsonl", line(4));
  put(disk, "/t/notes.txt", line(4));
  const found = eraseLines(disk, "/t", { origin: ORIGIN, records: new Set([4, 5, 6, 99]) });
  assertEquals([...found].sort(), [4, 5, 6]);
  assertEquals(
    textAt(disk, "/t/outband-telemetry-1.jsonl"),
    line(3) + line(33) + line(4, "other.example/x"),
  );
  assertEquals(textAt(disk, "/t/outband-telemetry-2.jsonl.1"), 'torn "index":4,');
  assertEquals(textAt(disk, "/t/outband-telemetry-current.jsonl"), line(4));
  assertEquals(textAt(disk, "/t/notes.txt"), line(4));
  assertEquals(eraseLines(disk, "/t", { origin: ORIGIN, records: new Set([4]) }).size, 0);
  assertEquals(eraseLines(disk, "/gone", { origin: ORIGIN, records: new Set([4]) }).size, 0);
});
