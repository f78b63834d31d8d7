import { OutbandError } from "../../src/base/errors.ts";
import { ERASE_COMMAND } from "../../src/cli/erase.ts";
import { planErasure } from "../../src/cli/erasure_plan.ts";
import { RecordedIo } from "../support/command_io.ts";
import { logOfCalls } from "../support/sample_cases.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assertEquals, assertRejects } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const HASH = "ab".repeat(32);
const PARTS = { "line": HASH, "orig.req": HASH, "req": HASH };

async function write(dir: TempDir, log: LogBuilder): Promise<string> {
  for (const [path, bytes] of log.files) {
    const file = dir.join("log", path);
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
  return dir.join("log");
}

Deno.test("planErasure() keeps the keys of all other records of the part", async () => {
  await using dir = await TempDir.make();
  const log = new LogBuilder().begin();
  const calls = [0, 1, 2].map(() => log.call({ parts: PARTS }));
  log.closeWindow().seal().openWindow();
  const later = log.call({ parts: PARTS });
  log.append({ kind: "erase", target: calls[0], parts: ["orig.req"], why: "x" });
  log.closeWindow().seal();
  const evidenceDir = await write(dir, log);
  const records = new Set([calls[1] as number]);
  const plan = await planErasure({ evidenceDir, records, isOriginalsOnly: false });
  assertEquals(plan.parts, [
    { part: { w: 498_672, part: 0 }, stay: [{ index: calls[2] as number, part: "orig.req" }] },
  ]);
  assertEquals(plan.declarations, [{
    target: calls[1] as number,
    parts: ["line", "orig.req", "req"],
  }]);
  assertEquals([plan.origin, plan.periodSeconds], [log.origin, 3_600]);
  const again = await planErasure({
    evidenceDir,
    records: new Set([calls[0] as number, later]),
    isOriginalsOnly: true,
  });
  assertEquals(again.declarations, [{ target: later, parts: ["orig.req"] }]);
  assertEquals(again.parts.map(({ part, stay }) => [part.w, stay.length]), [[498_672, 2], [
    498_673,
    0,
  ]]);
});

Deno.test("erase says in one line what is wrong, and changes nothing", async () => {
  await using dir = await TempDir.make();
  const path = await write(dir, logOfCalls(4));
  const fails = async (code: string, words: string, ...args: string[]): Promise<void> => {
    const failing = (): Promise<number> => ERASE_COMMAND.run(args, new RecordedIo());
    const error = await assertRejects(failing, OutbandError, words);
    assertEquals([error.code, error.message.includes("\n")], [code, false]);
  };
  const rest = ["--why=x", "--log-output=stdout"];
  await fails("USAGE", "Name the evidence directory", "--record=4", ...rest);
  await fails("USAGE", "Name a record", path, ...rest);
  await fails("USAGE", "Say why", path, "--record=4", "--log-output=stdout");
  await fails("USAGE", "Say where the telemetry lines are", path, "--record=4", "--why=x");
  await fails("CONFIG", "--record", path, "--record=four", ...rest);
  await fails(
    "CONFIG",
    "--why",
    path,
    "--record=4",
    `--why=${"x".repeat(201)}`,
    "--log-output=stdout",
  );
  await fails("CONFIG", "--log-output", path, "--record=4", "--why=x", "--log-output=paper");
  await fails("IO", "no such directory", dir.join("gone"), "--record=4", ...rest);
  await fails("IO", "no such call", path, "--record=0", ...rest);
  await fails("IO", "no such call", path, "--record=4000", ...rest);
  // The key of the log is not here: the erase record could not be signed, so nothing is erased.
  await fails("CONFIG", "Cannot use the signing key", path, "--record=5", ...rest);
});
