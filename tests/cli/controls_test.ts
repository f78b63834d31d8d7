import { OutbandError } from "../../src/base/errors.ts";
import { CONTROLS_COMMAND } from "../../src/cli/controls.ts";
import { readPolicyFile } from "../../src/cli/policy_file.ts";
import { RecordedIo } from "../support/command_io.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { writeLog } from "../support/log_directory.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { FORBIDDEN_WORDS } from "../controls/catalogue_test.ts";
import { testKey } from "../support/test_keys.ts";

const SELFTEST = {
  kind: "selftest",
  cause: "start",
  detector: "ab".repeat(32),
  corpus: "cd".repeat(32),
  passed: true,
  categories: { SSN: [4, 4, 0] },
  clean: { texts: 1, findings: 0 },
  untested: [],
  failed: [],
};

interface Shown {
  control: string;
  status: string;
  reasons: string[];
  wording: string;
  windows: Record<string, number>;
  tests: Record<string, { state: string; n: number; N: number }>;
}

async function run(...args: string[]): Promise<string> {
  const io = new RecordedIo();
  assertEquals(await CONTROLS_COMMAND.run(args, io), 0);
  return io.stdout;
}

async function statuses(...args: string[]): Promise<Map<string, Shown>> {
  const { controls } = JSON.parse(await run(...args, "--json")) as { controls: Shown[] };
  return new Map(controls.map((row) => [row.control, row]));
}

/** A good log of three windows, but for what `lie` writes into the second. */
async function makeLog(
  dir: TempDir,
  lie: (log: LogBuilder) => void = (): void => {},
  policy: string | null = null,
): Promise<string> {
  const log = new LogBuilder();
  log.policy = policy;
  log.begin();
  log.append(SELFTEST);
  log.call();
  log.closeWindow().seal();
  log.openWindow();
  log.call({ found: {} });
  lie(log);
  log.closeWindow().seal();
  log.openWindow();
  log.call({ found: {} });
  await writeLog(log.closeWindow().seal().writeKeys(), dir.join("log"));
  return dir.join("log");
}

Deno.test("controls computes what a log shows, and what it does not", async () => {
  await using dir = await TempDir.make();
  const log = await makeLog(dir);
  const found = await statuses(log, `--key=${testKey(1).text}`);
  assertEquals(found.size, 128);
  assertEquals(found.get("soc2:CC7.2")?.status, "supported");
  assertEquals(found.get("soc2:CC7.2")?.windows["supported"], 3);
  assertEquals(found.get("soc2:CC6.1")?.reasons, ["ATTRIBUTION_ABSENT"]);
  assertEquals(found.get("soc2:CC6.6")?.reasons, ["NO_POLICY"]);
  assertEquals(found.get("iso42001:A.8.3")?.status, "not_evidenced");
  const text = await run(log);
  assertStringIncludes(text, "Whether a control is met is for the auditor.");
  const all = JSON.stringify([...found.values()]).toLowerCase();
  for (const word of FORBIDDEN_WORDS) {
    assert(!text.includes(word) && !all.includes(word), word);
  }
});

Deno.test("controls knows another key than the one that is trusted", async () => {
  await using dir = await TempDir.make();
  const log = await makeLog(dir);
  const found = await statuses(log, `--key=${testKey(9).text}`);
  assertEquals(found.get("soc2:CC7.2")?.reasons, ["KEY_UNTRUSTED"]);
});

Deno.test("controls shows losses, gaps and deviations in the right controls", async () => {
  await using dir = await TempDir.make();
  const policy = dir.join("policy.jsonc");
  await Deno.writeTextFile(policy, '{"version":1,"name":"p","upstreams":["api.openai.com"]}');
  const { digest } = await readPolicyFile(policy, new RecordedIo());
  const log = await makeLog(dir, (builder) => {
    builder.call({ found: {}, host: "other.example.com" });
    builder.gap({ ord: builder.ord, n: 6, why: "disk" });
  }, digest);
  const found = await statuses(log, `--policy=${policy}`, `--key=${testKey(1).text}`);
  assertEquals(found.get("soc2:CC9.2")?.status, "exception");
  assertEquals(found.get("soc2:CC9.2")?.reasons, ["UNAPPROVED_UPSTREAM"]);
  const monitoring = found.get("soc2:CC7.2");
  assertEquals(monitoring?.status, "partial");
  assert(monitoring?.reasons.includes("DROPS_ABOVE_THRESHOLD"), String(monitoring?.reasons));
  assertEquals([monitoring?.tests["COVERAGE"]?.n, monitoring?.tests["COVERAGE"]?.N], [4, 10]);
});

Deno.test("controls --framework and the policy choose what is shown", async () => {
  await using dir = await TempDir.make();
  const policy = dir.join("policy.jsonc");
  await Deno.writeTextFile(policy, '{"version":1,"name":"p","frameworks":["pci"]}');
  const log = await makeLog(dir);
  assertEquals((await statuses(log, "--framework=hipaa,gdpr")).size, 15);
  assertEquals((await statuses(log, `--policy=${policy}`)).size, 11);
  assertEquals((await statuses(log, `--policy=${policy}`, "--framework=hipaa")).size, 6);
  const thrown = await assertRejects(() => run(log, "--framework=soc3"), OutbandError);
  assertStringIncludes(thrown.message, 'Flag --framework has "soc3"');
});

Deno.test("controls --list shows the catalogue and what is never proven", async () => {
  assertStringIncludes(await run("--list", "--framework=pci"), "at best not_evidenced, by no test");
  assertEquals(JSON.parse(await run("--list", "--json"))["tests"].length, 27);
  await assertRejects(() => run("--list", "x"), OutbandError);
});
