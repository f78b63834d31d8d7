import { integrityOf, readWindows } from "../../src/cli/window_reader.ts";
import { findParts } from "../../src/cli/log_parts.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { RecordedIo } from "../support/command_io.ts";
import { LogBuilder, smallLog } from "../support/log_builder.ts";
import { writeLog } from "../support/log_directory.ts";
import { assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";
import { editFile, type Files, verifyFiles } from "../support/verify_rig.ts";

/** Integrity of the two windows of {@linkcode smallLog}, whose second begins at record 9. */
async function statesOf(edit: (files: Files) => void, key = testKey(1).text): Promise<string[]> {
  const { files } = smallLog();
  edit(files);
  const report = await verifyFiles(files, { keys: [key] });
  return report.windows.map(({ first }) => integrityOf(report, first));
}

const SECOND = "windows/2026-11-21/010000Z-498673";

Deno.test("integrityOf() tells windows apart, and what is in none counts against each", async () => {
  assertEquals(await statesOf(() => {}), ["verified", "verified"]);
  assertEquals(await statesOf(() => {}, testKey(9).text), ["untrusted", "untrusted"]);
  assertEquals(
    await statesOf((files) =>
      editFile(
        files,
        `${SECOND}/summary.json`,
        (text) => text.replace('"io_errors":0', '"io_errors":1'),
      )
    ).then(([first]) => first),
    "verified",
  );
  const rewritten = await statesOf((files) =>
    editFile(
      files,
      `${SECOND}/segment.jsonl`,
      (text) => text.replace('"status":200', '"status":201'),
    )
  );
  assertEquals(rewritten[1], "failed");
  assertEquals(await statesOf((files) => files.set("register.jsonl", utf8("x\n"))), [
    "verified",
    "verified",
  ]);
});

Deno.test("integrityOf() lets a history that was rolled back fail everywhere", async () => {
  const log = smallLog();
  const files: Files = new Map(
    [...log.files].filter(([path]) => !path.startsWith(SECOND) && !path.startsWith("tile/")),
  );
  const report = await verifyFiles(files, { keys: [testKey(1).text] });
  assertEquals(report.windows.map(({ first }) => integrityOf(report, first)), ["failed"]);
  assertEquals(integrityOf(report, 77), "failed");
});

Deno.test("readWindows() hands on facts, gaps and times, window by window", async () => {
  await using dir = await TempDir.make();
  const log = new LogBuilder().begin();
  log.call({ model: "m", served: "m-1" });
  log.closeWindow().seal();
  log.nowMs += 2 * 3_600_000;
  log.openWindow();
  log.call({ model: "m", served: "m-2" });
  log.append({ kind: "erase", target: 0, parts: ["line"], why: "w" });
  await writeLog(log.closeWindow().seal().writeKeys(), dir.join("log"));
  const report = await verifyFiles(log.files, { keys: [testKey(1).text] });
  const io = new RecordedIo();
  const files = await findParts(dir.join("log"), io);
  const range = { fromMs: null, toMs: null };
  const windows = await Array.fromAsync(readWindows(files, { report, range, io }));
  assertEquals(windows.map(({ missing }) => missing.n), [0, 2]);
  assertEquals(windows.map(({ hits }) => hits.map(({ rule }) => rule)), [
    [],
    ["drift.served_model"],
  ]);
  assertEquals(windows.map(({ erased }) => erased), [0, 1]);
  const fromMs = windows[1]?.facts.startMs ?? 0;
  const later = { report, range: { fromMs, toMs: null }, io };
  const chosen = await Array.fromAsync(readWindows(files, later));
  assertEquals(chosen.map(({ facts }) => facts.startMs), [fromMs]);
});
