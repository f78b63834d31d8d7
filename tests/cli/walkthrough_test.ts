import { OutbandError } from "../../src/base/errors.ts";
import { WALKTHROUGH_COMMAND } from "../../src/cli/walkthrough.ts";
import { CallTrace } from "../../src/cli/walkthrough_trace.ts";
import { RecordedIo } from "../support/command_io.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { writeLog } from "../support/log_directory.ts";
import { assertEquals, assertFalse, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";

const KEY = ["--key", testKey(1).text];

async function write(dir: TempDir): Promise<{ log: LogBuilder; calls: number[] }> {
  const log = new LogBuilder().begin();
  const calls = [log.call(), log.call()];
  log.closeWindow().seal().openWindow();
  calls.push(log.call());
  log.append({ kind: "erase", target: calls[0], parts: ["req"], why: "x" });
  log.closeWindow().seal().writeKeys();
  await writeLog(log, dir.join("log"));
  await Deno.writeTextFile(dir.join("lines.jsonl"), `${log.telemetry.join("\n")}\n`);
  return { log, calls };
}

Deno.test("walkthrough takes an index, a number and the newest, with and without content", async () => {
  await using dir = await TempDir.make();
  const { calls } = await write(dir);
  let pages = 0;
  const walk = async (id: string, ...args: string[]): Promise<string> => {
    const out = dir.join(`${pages++}.html`);
    const io = new RecordedIo();
    const flags = ["--out", out, ...KEY, ...args];
    assertEquals(await WALKTHROUGH_COMMAND.run([dir.join("log"), id, ...flags], io), 0);
    return await Deno.readTextFile(out);
  };
  for (
    const [id, index] of [[String(calls[1]), calls[1]], ["ord:1", calls[1]], ["last", calls[2]]]
  ) {
    assertStringIncludes(await walk(String(id)), `<h1>Walkthrough of record ${index}</h1>`);
  }
  const closed = await walk(String(calls[1]));
  assertStringIncludes(closed, "The redacted text was not opened for this page");
  assertFalse(closed.includes("answer 1"));
  assertFalse(closed.includes('class="s s-bad"'), "Nothing fails");
  const open = await walk(String(calls[1]), "--telemetry", dir.join("lines.jsonl"));
  assertStringIncludes(open, "answer 1");
  assertStringIncludes(open, "opened: made again, the same");
  assertStringIncludes(await walk(String(calls[0])), "erased, as a later record declares");
});

Deno.test("walkthrough without a key says what is open", async () => {
  await using dir = await TempDir.make();
  const { calls } = await write(dir);
  const args = [dir.join("log"), String(calls[0]), "--out", dir.join("x.html")];
  assertEquals(await WALKTHROUGH_COMMAND.run(args, new RecordedIo()), 6);
  assertStringIncludes(await Deno.readTextFile(dir.join("x.html")), "No key was given");
});

Deno.test("walkthrough says in one line what is wrong", async () => {
  await using dir = await TempDir.make();
  await write(dir);
  const log = dir.join("log");
  await Deno.writeTextFile(dir.join("there.html"), "mine");
  await Deno.writeTextFile(dir.join("bad.jsonl"), "{}\n");
  const out = ["--out", dir.join("x.html")];
  const cases: [string, string, string[]][] = [
    ["USAGE", "Name a path, a call, and --out", [log, "7"]],
    ["USAGE", "Name a path, a call, and --out", [log, ...out]],
    ["CONFIG", "an index, ord:N, or last", [log, "first", ...out]],
    ["CONFIG", "an index, ord:N, or last", [log, "ord:-1", ...out]],
    ["CONFIG", "it exists", [log, "7", "--out", dir.join("there.html")]],
    ["CONFIG", "--log", [log, "7", "--log=other.example/x", ...out]],
    ["IO", "no call with it", [log, "0", ...out]],
    ["IO", "no call with it", [log, "4000", ...out]],
    ["IO", "it is no file of openings", [log, "last", "--openings", dir.join("bad.jsonl"), ...out]],
    ["IO", "does not exist", [log, "last", "--openings", dir.path, ...out]],
    ["IO", "does not exist", [dir.join("gone"), "7", ...out]],
  ];
  for (const [code, words, args] of cases) {
    const failing = (): Promise<number> => WALKTHROUGH_COMMAND.run(args, new RecordedIo());
    const error = await assertRejects(failing, OutbandError, words);
    assertEquals([error.code, error.message.includes("\n")], [code, false], words);
  }
  await assertRejects(() => Deno.stat(dir.join("x.html")), Deno.errors.NotFound);
});

Deno.test("CallTrace without the call finds nothing", () => {
  const trace = new CallTrace({ index: 0 });
  trace.see({ index: 0, bytes: new Uint8Array(0), record: null });
  assertEquals([trace.found, trace.erasedParts()], [null, []]);
});
