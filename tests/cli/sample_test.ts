import { OutbandError } from "../../src/base/errors.ts";
import { OPEN_COMMAND } from "../../src/cli/open.ts";
import { SAMPLE_COMMAND } from "../../src/cli/sample.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import type { Command } from "../../src/cli/command.ts";
import { parseSample } from "../../src/format/sample.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { tarOf } from "../support/archives.ts";
import { RecordedIo } from "../support/command_io.ts";
import { filesBelow } from "../support/journey.ts";
import type { LogBuilder } from "../support/log_builder.ts";
import { logOfCalls, NONCE } from "../support/sample_cases.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";

async function run(command: Command, ...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await command.run(args, io), 0);
  return io.stdout;
}

async function fails(
  command: Command,
  code: string,
  words: string,
  ...args: string[]
): Promise<void> {
  const error = await assertRejects(() => command.run(args, new RecordedIo()), OutbandError, words);
  assertEquals(error.code, code);
  assertEquals(error.message.includes("\n"), false);
}

async function write(dir: TempDir, calls: number): Promise<LogBuilder> {
  const log = logOfCalls(calls);
  for (const [path, bytes] of log.files) {
    const file = dir.join("log", path);
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
  await Deno.writeTextFile(dir.join("t.jsonl"), `${log.telemetry.join("\n")}\n`);
  return log;
}

Deno.test("sample, open and verify --sample work on directories and archives alike", async () => {
  await using dir = await TempDir.make();
  const log = await write(dir, 150);
  const tar = tarOf([...log.files].map(([name, data]) => ({ name, data })));
  await Deno.writeFile(dir.join("log.tar"), tar);
  const text = await run(SAMPLE_COMMAND, dir.join("log"), "--nonce", NONCE, "--out", dir.join("s"));
  assertStringIncludes(text, `59 of 150 calls drawn under the checkpoint of ${log.size} records`);
  await run(SAMPLE_COMMAND, dir.join("log.tar"), "--nonce", NONCE, "--out", dir.join("same"));
  assertEquals(filesBelow(dir.join("s")), filesBelow(dir.join("same")));
  const sample = parseSample(await Deno.readTextFile(dir.join("s", "sample.json")));
  assertEquals(sample?.plan, { risk: "5", tolerable: "5", deviations: 0 });
  await run(
    OPEN_COMMAND,
    dir.join("log"),
    "--sample",
    dir.join("s"),
    "--telemetry",
    dir.join("t.jsonl"),
  );
  for (const name of ["s", "s/sample.json"]) {
    const args = ["--sample", dir.join(name), "--nonce", NONCE, "--key", testKey(1).text, "--json"];
    const report = JSON.parse(
      await run(VERIFY_COMMAND, dir.join("log.tar"), ...args),
    ) as VerifyReport;
    assertEquals([report.sample?.drawn, report.sample?.opened], [59, 59]);
  }
  const words = await run(
    VERIFY_COMMAND,
    dir.join("log"),
    "--sample",
    dir.join("s"),
    "--key",
    testKey(1).text,
  );
  assertStringIncludes(words.replaceAll(/\s+/g, " "), `Sample: 59 of 150 calls, drawn under`);
});

Deno.test("sample takes a checkpoint that the auditor named earlier", async () => {
  await using dir = await TempDir.make();
  const log = await write(dir, 20);
  const early = [...log.files.keys()].filter((path) => path.endsWith("/checkpoint"))
    .sort()[0] as string;
  const args = ["--nonce", NONCE, "--count=2", "--checkpoint", dir.join("log", early)];
  await run(SAMPLE_COMMAND, dir.join("log"), ...args, "--out", dir.join("s"));
  const report = JSON.parse(
    await run(
      VERIFY_COMMAND,
      dir.join("log"),
      "--sample",
      dir.join("s"),
      "--key",
      testKey(1).text,
      "--json",
    ),
  ) as VerifyReport;
  assertEquals(report.sample?.calls, 11);
  assertEquals((report.sample?.size ?? 0) < log.size, true);
});

Deno.test("sample says in one line what is wrong", async () => {
  await using dir = await TempDir.make();
  await write(dir, 20);
  const log = dir.join("log");
  const rest = ["--nonce", NONCE, "--out", dir.join("s")];
  await fails(SAMPLE_COMMAND, "USAGE", "Name one path", ...rest);
  await fails(SAMPLE_COMMAND, "USAGE", "--nonce is required", log, "--out", dir.join("s"));
  await fails(
    SAMPLE_COMMAND,
    "CONFIG",
    "20 to 200 digits",
    log,
    "--nonce=7",
    "--out",
    dir.join("s"),
  );
  await fails(SAMPLE_COMMAND, "USAGE", "Give --count, or", log, ...rest, "--count=3", "--risk=5");
  await fails(SAMPLE_COMMAND, "CONFIG", "at least 1", log, ...rest, "--count=0");
  await fails(SAMPLE_COMMAND, "CONFIG", "--count", log, ...rest, "--count=many");
  await fails(SAMPLE_COMMAND, "CONFIG", "percent above 0", log, ...rest, "--tolerable=0");
  await fails(SAMPLE_COMMAND, "CONFIG", "more than a million", log, ...rest, "--tolerable=0.0001");
  await fails(SAMPLE_COMMAND, "CONFIG", "--stratum", log, ...rest, "--stratum=colour=red");
  await fails(SAMPLE_COMMAND, "IO", "does not exist", dir.join("gone"), ...rest);
  await fails(SAMPLE_COMMAND, "IO", "there is no segment.jsonl", `${log}/keys`, ...rest);
  await fails(
    SAMPLE_COMMAND,
    "IO",
    "its first records are not here",
    `${log}/windows/2026-11-21/010000Z-498673`,
    ...rest,
  );
  await fails(
    SAMPLE_COMMAND,
    "IO",
    "not a signed checkpoint",
    log,
    ...rest,
    "--checkpoint",
    dir.join("t.jsonl"),
  );
  await fails(SAMPLE_COMMAND, "CONFIG", "not empty", log, "--nonce", NONCE, "--out", log);
  const path = `${log}/windows/2026-11-21/000000Z-498672/segment.jsonl`;
  await Deno.writeTextFile(
    path,
    (await Deno.readTextFile(path)).replace('"status":200', '"status":201'),
  );
  await fails(SAMPLE_COMMAND, "IO", "not those under the checkpoint", log, ...rest);
});

Deno.test("open says in one line what is wrong", async () => {
  await using dir = await TempDir.make();
  await write(dir, 4);
  const log = dir.join("log");
  const one = ["--record=6", "--out", dir.join("o"), "--telemetry", dir.join("t.jsonl")];
  await fails(OPEN_COMMAND, "USAGE", "Name the path", ...one);
  await fails(OPEN_COMMAND, "USAGE", "Give --record or --sample", log);
  await fails(OPEN_COMMAND, "USAGE", "--out belongs to --record", log, "--record=6");
  await fails(
    OPEN_COMMAND,
    "CONFIG",
    "must be an index",
    log,
    "--record=x",
    "--out",
    dir.join("o"),
  );
  await fails(OPEN_COMMAND, "CONFIG", "--parts", log, ...one, "--parts=req,all");
  await fails(OPEN_COMMAND, "IO", "it is no call", log, "--record=0", "--out", dir.join("o"));
  await fails(OPEN_COMMAND, "IO", "not signed yet", log, "--record=999", "--out", dir.join("o"));
  await fails(OPEN_COMMAND, "IO", "are not here", log, "--record=6", "--out", dir.join("o"));
  await fails(OPEN_COMMAND, "IO", "does not exist", log, "--sample", dir.join("gone"));
  await Deno.writeTextFile(
    dir.join("t.jsonl"),
    (await Deno.readTextFile(dir.join("t.jsonl"))).replaceAll("answer", "other answer"),
  );
  await fails(OPEN_COMMAND, "IO", "it is other content", log, ...one);
  assertEquals(filesBelow(dir.path).some((name) => name.startsWith("o/")), false);
});

Deno.test("verify takes ranges as windows, times and days, and refuses others", async () => {
  await using dir = await TempDir.make();
  await write(dir, 4);
  const key = ["--key", testKey(1).text];
  for (
    const range of [["--from=498672", "--to=498673"], ["--from=2026-11-21"], [
      "--to=2026-11-21T02:00:00Z",
    ]]
  ) {
    await run(VERIFY_COMMAND, dir.join("log"), ...key, ...range);
  }
  const io = new RecordedIo();
  assertEquals(await VERIFY_COMMAND.run([dir.join("log"), ...key, "--to=2026-11-21"], io), 6);
  assertStringIncludes(io.stdout, "RANGE_NOT_COVERED");
  for (const text of ["yesterday", "2026-13-01", "-1", "2026-11-21T25:00:00Z"]) {
    await fails(VERIFY_COMMAND, "CONFIG", "--from", dir.join("log"), `--from=${text}`);
  }
  await fails(VERIFY_COMMAND, "USAGE", "--nonce needs --sample", dir.join("log"), "--nonce", NONCE);
});
