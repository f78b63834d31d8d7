import { OutbandError } from "../../src/base/errors.ts";
import { sha256Hex } from "../../src/base/digest.ts";
import { INCIDENT_COMMAND } from "../../src/cli/incident.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { RecordedIo } from "../support/command_io.ts";
import { filesBelow } from "../support/journey.ts";
import { smallLog } from "../support/log_builder.ts";
import { writeKey, writeLog } from "../support/log_directory.ts";
import { PERSON, personKey } from "../support/register_text.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";

/** Only the second window of {@linkcode smallLog}. */
const TIMES = ["--from=2026-11-21T01:10:00.000Z", "--to=2026-11-21T01:20:00.000Z"];
const AWARE = "--aware=2026-11-21T02:00:00.000Z";

async function incident(...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await INCIDENT_COMMAND.run(args, io), 0);
  return io.stdout;
}

async function makeLog(dir: TempDir): Promise<{ log: string; signer: string[] }> {
  const log = dir.join("log");
  await writeLog(smallLog(), log);
  await writeKey(personKey(), dir.join("ann.pem"));
  return { log, signer: [`--key-file=${dir.join("ann.pem")}`, `--by=${PERSON}`] };
}

function entriesOf(log: string): Record<string, unknown>[] {
  return Deno.readTextFileSync(`${log}/register.jsonl`).trimEnd().split("\n")
    .map((line) => JSON.parse(line));
}

Deno.test("incident open, pack and close keep clock and evidence", async () => {
  await using dir = await TempDir.make();
  const { log, signer } = await makeLog(dir);
  const opened = await incident(
    ...["open", log, "--title=leak", AWARE, "--clock=gdpr-72h", ...TIMES, ...signer],
  );
  assertEquals(opened, "INC-1, due 2026-11-24T02:00:00.000Z, declared\n");
  const output = dir.join("pack");
  assertStringIncludes(
    await incident("pack", `${log}/`, "INC-1", `--output=${output}`, ...signer),
    "INC-1 packed: ",
  );
  const notified = "--notified=authority@2026-11-25T00:00:00.000Z";
  assertEquals(
    await incident("close", log, "INC-1", "--outcome=fixed", notified, ...signer),
    "INC-1 closed; told late: authority\n",
  );
  assertEquals(entriesOf(log).map(({ kind }) => kind), [
    "incident.open",
    "incident.pack",
    "incident.close",
  ]);

  const files = filesBelow(output);
  assert(!files.some((path) => path.includes("000000Z")), "The first window is not concerned");
  const sums = await Deno.readFile(`${output}/SHA256SUMS`);
  assertEquals(entriesOf(log)[1]?.["sha256"], sha256Hex(sums));
  const listed = new TextDecoder().decode(sums).trimEnd().split("\n");
  assertEquals(listed.length, files.length - 1);
  for (const line of listed) {
    const [sha256 = "", name = ""] = line.split("  ");
    assertEquals(sha256Hex(await Deno.readFile(`${output}/${name}`)), sha256, name);
  }
  const facts = JSON.parse(await Deno.readTextFile(`${output}/incident.json`));
  assertEquals(facts["counts"], {
    processed: 4,
    audited_full: 2,
    audited_partial: 0,
    metadata_only: 0,
    dropped: 2,
    excluded: 0,
    unknown_at_crash: 0,
  });
  assertEquals([facts["hosts"], facts["found_in_requests"]], [{ "api.openai.com": 2 }, { SSN: 2 }]);
});

Deno.test("incident pack makes a directory whose window still verifies", async () => {
  await using dir = await TempDir.make();
  const { log, signer } = await makeLog(dir);
  await incident("open", log, "--title=t", AWARE, "--clock=ai-act-2d", ...TIMES, ...signer);
  const output = dir.join("pack");
  await incident("pack", log, "INC-1", `--output=${output}`, ...signer);
  const io = new RecordedIo();
  const window = filesBelow(output).find((path) => path.endsWith("segment.jsonl")) ?? "";
  const path = `${output}/${window.slice(0, window.lastIndexOf("/"))}`;
  await VERIFY_COMMAND.run([path, `--key=${testKey(1).text}`, "--json"], io);
  const report = JSON.parse(io.stdout);
  const codes = report["findings"].filter(({ weight }: { weight: string }) =>
    weight === "contradiction"
  );
  assertEquals(codes, []);
  assertEquals(report["results"]["integrity"], "pass");
});

Deno.test("incident refuses what it cannot keep", async () => {
  await using dir = await TempDir.make();
  const { log, signer } = await makeLog(dir);
  const open = ["open", log, "--title=t", AWARE, ...TIMES, ...signer];
  const cases: [args: string[], error: string][] = [
    [[...open, "--clock=none"], "--clock must be one of"],
    [[...open, "--clock=own"], "--due belongs to --clock own"],
    [[...open, "--clock=gdpr-72h", "--due=2026-11-24T02:00:00.000Z"], "--due belongs to"],
    [
      ["open", log, "--title=t", "--aware=2199-01-01T00:00:00.000Z", "--clock=own"],
      "in the future",
    ],
    [[...open.toSpliced(4, 1), "--clock=gdpr-72h"], "--from and --to are required"],
    [["pack", log, "INC-1", "--output=x", ...signer], "no such incident"],
    [["close", log], "See outband incident --help"],
    [["open", log, "INC-1"], "See outband incident --help"],
  ];
  for (const [args, error] of cases) {
    const thrown = await assertRejects(() => incident(...args), OutbandError);
    assertStringIncludes(thrown.message, error);
  }
  await incident(...open, "--clock=own", "--due=2026-11-24T02:00:00.000Z");
  const exists = await assertRejects(
    () => incident("pack", log, "INC-1", `--output=${dir.path}`, ...signer),
    OutbandError,
  );
  assertStringIncludes(exists.message, "it exists, and is kept");
  const strange = await assertRejects(
    () => incident("close", log, "INC-1", "--outcome=o", "--notified=x", ...signer),
    OutbandError,
  );
  assertStringIncludes(strange.message, "must be WHOM@TIME");
  await incident("close", log, "INC-1", "--outcome=o", ...signer);
  const closed = await assertRejects(
    () => incident("close", log, "INC-1", "--outcome=o", ...signer),
    OutbandError,
  );
  assertStringIncludes(closed.message, "it is closed");
});
