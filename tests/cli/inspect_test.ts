import { OutbandError } from "../../src/base/errors.ts";
import { INSPECT_COMMAND } from "../../src/cli/inspect.ts";
import { RecordedIo } from "../support/command_io.ts";
import {
  callBody,
  closingBody,
  LOG,
  openingBodies,
  segmentText,
  writePart,
} from "../support/segment_text.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { VECTORS_DIR, vectorTest } from "../support/vectors.ts";

const W = 498_686;

async function inspect(...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await INSPECT_COMMAND.run(args, io), 0);
  return io.stdout;
}

/** A log of two windows: 0 to 5 in the first, 6 to 9 in the second, which is open. */
async function makeLog(): Promise<TempDir> {
  const dir = await TempDir.make();
  const counts = { processed: 2, audited_full: 2 };
  const first = [
    ...openingBodies(W),
    callBody(0, { found: { req: { SSN: 1 } } }),
    callBody(1),
    closingBody(W, { ord: 2, counts }),
  ];
  await writePart(dir.path, { w: W }, { text: segmentText(first) });
  const second = [...openingBodies(W + 1, { ord: 2 }), callBody(2)];
  const text = segmentText(second, { first: 6 });
  await writePart(dir.path, { w: W + 1 }, { text, isSealed: false });
  return dir;
}

Deno.test("inspect shows the newest window, or the one that was asked for", async () => {
  await using dir = await makeLog();
  assertStringIncludes(await inspect(dir.path), `Window ${W + 1}, part 0, of ${LOG}`);
  const asked = await inspect(dir.path, "--window", String(W));
  assertStringIncludes(asked, `Window ${W}, part 0, of ${LOG}`);
  assertStringIncludes(asked, "Calls           2 settled: 2 audited whole\n");
  assertEquals(await inspect(dir.path, `--window=${W}.0`), asked);
});

Deno.test("inspect --json gives the summary of a closed part and the counts of an open one", async () => {
  await using dir = await makeLog();
  const closed = JSON.parse(await inspect(dir.path, "--window", String(W), "--json"));
  assertEquals([closed.log, closed.sealed, closed.bad_lines], [LOG, true, 0]);
  assertEquals(closed.summary.total_requests_processed, 2);
  assertEquals(closed.summary.window, {
    w: W,
    part: 0,
    period_seconds: 3_600,
    first_index: 0,
    end_index: 6,
  });
  const open = JSON.parse(await inspect(dir.path, "--json"));
  assertEquals([open.sealed, open.summary, open.counts.processed], [false, undefined, 1]);
});

Deno.test("inspect shows all parts of a window that was restarted", async () => {
  await using dir = await makeLog();
  const text = segmentText(openingBodies(W + 1, { part: 1 }), { first: 10 });
  await writePart(dir.path, { w: W + 1, part: 1 }, { text });
  const both = await inspect(dir.path, "--window", String(W + 1), "--json");
  assertEquals(both.trim().split("\n").length, 2);
  const second = await inspect(dir.path, "--window", `${W + 1}.1`, "--json");
  assertEquals(JSON.parse(second).sealed, true);
});

Deno.test("inspect counts lines that are no records", async () => {
  await using dir = await makeLog();
  const path = dir.join("torn.jsonl");
  await Deno.writeTextFile(path, `${segmentText(openingBodies(W))}{"torn`);
  assertStringIncludes(await inspect(path), "Lines that are no records, not counted: 1.");
});

Deno.test("inspect --record finds a record in whichever part holds it", async () => {
  await using dir = await makeLog();
  for (const index of [0, 3, 5, 6, 9]) {
    const shown = JSON.parse(await inspect(dir.path, "--record", String(index), "--json"));
    assertEquals([shown.record.i, shown.record.log], [index, LOG]);
    assertEquals(shown.leaf.length, 64);
  }
  const text = await inspect(dir.path, "--record=3");
  assertStringIncludes(text, `Record 3 of ${LOG}: call\n`);
  assertStringIncludes(text, 'found      {"req":{"SSN":1}}\n');
});

Deno.test("inspect --telemetry shows the line of the record, and says when there is none", async () => {
  await using dir = await makeLog();
  const path = dir.join("telemetry.jsonl");
  const line = (index: number, log = LOG): string =>
    JSON.stringify({ log, index, redacted_payload: `{"messages[0].content":"line ${index}"}` });
  await Deno.writeTextFile(path, `not ours\n${line(3, "other")}\n${line(4)}\n${line(3)}\n`);
  const text = await inspect(dir.path, "--record", "3", "--telemetry", path);
  assertStringIncludes(text, "  messages[0].content\n    line 3\n");
  const none = await inspect(dir.path, "--record", "9", "--telemetry", path);
  assertStringIncludes(none, "No telemetry line for this record was found.");
});

vectorTest("inspect shows records of the published example, and does not sum them up", async () => {
  const path = `${VECTORS_DIR}/example-outband`;
  const text = await inspect(path, "--record", "2");
  // The `prev` of record 3 in the example.
  assertStringIncludes(
    text,
    "leaf 3051023c8ba3f1c55a991f34c51220930bdbb77afa83752d6ec473824524d2a6",
  );
  const io = new RecordedIo();
  const error = await assertRejects(() => INSPECT_COMMAND.run([path], io), OutbandError);
  assertStringIncludes(error.message, "basic form");
});

Deno.test("inspect refuses what it cannot show", async () => {
  await using dir = await makeLog();
  const cases: [string[], number, string][] = [
    [[], 2, "Name one path"],
    [[dir.path, "more"], 2, "Name one path"],
    [[dir.path, "--nope"], 2, "Unknown flag --nope"],
    [[dir.path, "--telemetry", "x"], 2, "--telemetry needs --record"],
    [[dir.path, "--record", "x"], 3, 'Flag --record is "x"'],
    [[dir.path, "--window", "today"], 3, 'Flag --window is "today"'],
    [[dir.path, "--window", "1"], 5, `the log holds ${W}.0 to ${W + 1}.0`],
    [[dir.path, "--record", "10"], 5, "Cannot show record 10"],
    [[dir.join("none")], 5, "it does not exist"],
  ];
  for (const [args, code, message] of cases) {
    const run = (): Promise<number> => INSPECT_COMMAND.run(args, new RecordedIo());
    const error = await assertRejects(run, OutbandError);
    assertEquals(error.exitCode, code, args.join(" "));
    assertStringIncludes(error.message, message);
  }
});

Deno.test("inspect --record last shows the newest call, and says when there is none", async () => {
  await using dir = await makeLog();
  assertStringIncludes(await inspect(dir.path, "--record", "last"), `of ${LOG}: call\n`);
  const newest = JSON.parse(await inspect(dir.path, "--record=last", "--json"));
  const older = JSON.parse(
    await inspect(dir.path, "--record=last", `--window=${W}`, "--json"),
  );
  assertEquals([older.record.ord, newest.record.ord], [1, 2]);
  await using empty = await TempDir.make();
  await writePart(empty.path, { w: W }, { text: segmentText(openingBodies(W)), isSealed: false });
  await assertRejects(
    () => inspect(empty.path, "--record=last"),
    OutbandError,
    "the log has none yet",
  );
});
