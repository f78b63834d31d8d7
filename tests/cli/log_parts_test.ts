import { OutbandError } from "../../src/base/errors.ts";
import { findParts, readSegment } from "../../src/cli/log_parts.ts";
import { RecordedIo } from "../support/command_io.ts";
import {
  callBody,
  closingBody,
  LOG,
  openingBodies,
  PERIOD,
  segmentText,
  writePart,
} from "../support/segment_text.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const IO = new RecordedIo();
const W = 498_686;

Deno.test("findParts() lists the parts of a log in its order", async () => {
  await using dir = await TempDir.make();
  const opening = { kind: "log.open", format: "outband/segment/v1", period: PERIOD, vkey: "k" };
  const first = segmentText([opening as never, ...openingBodies(W), closingBody(W, {})]);
  await writePart(dir.path, { w: W + 1 }, {
    text: segmentText(openingBodies(W + 1), { first: 9 }),
    isSealed: false,
  });
  await writePart(dir.path, { w: W }, { text: first });
  await writePart(dir.path, { w: W, part: 1 }, {
    text: segmentText(openingBodies(W, { part: 1 }), { first: 5 }),
  });
  const parts = await findParts(dir.path, IO);
  assertEquals(
    parts.map(({ log, first, w, part, isSealed }) => ({ log, first, w, part, isSealed })),
    [
      { log: LOG, first: 0, w: W, part: 0, isSealed: true },
      { log: LOG, first: 5, w: W, part: 1, isSealed: true },
      { log: LOG, first: 9, w: W + 1, part: 0, isSealed: false },
    ],
  );
});

Deno.test("findParts() takes one directory, or one file under any name", async () => {
  await using dir = await TempDir.make();
  const text = segmentText(openingBodies(W));
  const directory = await writePart(dir.path, { w: W }, { text });
  assertEquals((await findParts(directory, IO)).length, 1);
  await Deno.writeTextFile(dir.join("copy.txt"), text);
  const [part] = await findParts(dir.join("copy.txt"), IO);
  assertEquals([part?.path, part?.w, part?.isSealed], [dir.join("copy.txt"), W, false]);
});

Deno.test("findParts() refuses what holds no record, and what holds several logs", async () => {
  await using dir = await TempDir.make();
  const none = await assertRejects(() => findParts(dir.path, IO), OutbandError);
  assertEquals(none.exitCode, 5);
  const missing = await assertRejects(() => findParts(dir.join("no"), IO), OutbandError);
  assertStringIncludes(missing.message, "it does not exist");
  await writePart(dir.path, { w: W }, { text: "not a record\n" });
  await assertRejects(() => findParts(dir.path, IO), OutbandError, "no segment.jsonl with records");

  for (const log of ["example.com/a", "example.com/b"]) {
    const text = segmentText(openingBodies(W), { log });
    await writePart(dir.join(log.slice(-1)), { w: W }, { text });
  }
  const several = await assertRejects(() => findParts(dir.path, IO), OutbandError);
  assertEquals(several.code, "USAGE");
  assertStringIncludes(several.message, "2 logs (example.com/a, example.com/b)");
});

Deno.test("findParts() does not follow links", async () => {
  await using dir = await TempDir.make();
  await using other = await TempDir.make();
  await writePart(other.path, { w: W }, { text: segmentText(openingBodies(W)) });
  await Deno.symlink(other.path, dir.join("linked"));
  await assertRejects(() => findParts(dir.path, IO), OutbandError);
});

Deno.test("readSegment() hands on lines that are no records with their reason", async () => {
  await using dir = await TempDir.make();
  const [good = ""] = segmentText([callBody(0)]).split("\n");
  const path = dir.join("segment.jsonl");
  await Deno.writeTextFile(path, `${good}\n[]\n${good.slice(0, 40)}`);
  const seen: [number, boolean][] = [];
  for await (const { number, parsed } of readSegment(path, IO)) {
    seen.push([number, "problem" in parsed]);
  }
  assertEquals(seen, [[1, false], [2, true], [3, true]]);
});
