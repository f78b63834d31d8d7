import { OutbandError } from "../../src/base/errors.ts";
import { sha256Hex } from "../../src/base/digest.ts";
import { ACK_COMMAND } from "../../src/cli/ack.ts";
import { EXCEPTIONS_COMMAND } from "../../src/cli/exceptions.ts";
import { readPolicyFile } from "../../src/cli/policy_file.ts";
import { REVIEW_COMMAND } from "../../src/cli/review.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { RecordedIo } from "../support/command_io.ts";
import { writeKey, writeLog } from "../support/log_directory.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { PERSON, personKey } from "../support/register_text.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";

const POLICY = `{
  "version": 1,
  "name": "test",
  "upstreams": ["api.openai.com"],
  "categories": { "SSN": "deny" },
  "review": { "everyDays": 1 },
  "dispositionDays": 1,
  "reviewers": [{ "name": "Ann", "role": "reviewer", "vkey": "${personKey().text}" }],
  "signals": { "injection.*": "exception", "*": "ignore" },
}`;

type Row = Record<string, string | number | null>;

/** Two days with a denied category, another upstream, drops, an outage and a signal. */
async function makeLog(dir: TempDir): Promise<{ log: string; policy: string; key: string }> {
  const policy = dir.join("policy.jsonc");
  await Deno.writeTextFile(policy, POLICY);
  const { digest } = await readPolicyFile(policy, new RecordedIo());
  const builder = new LogBuilder();
  builder.policy = digest;
  builder.begin();
  builder.call();
  builder.call({ found: {}, host: "other.example.com" });
  builder.gap({ ord: builder.ord, n: 3, why: "table_full" });
  builder.closeWindow().seal();
  builder.nowMs += 30 * 3_600_000;
  const w = Math.floor(builder.nowMs / 3_600_000);
  builder.openWindow({ absent: [w - 30, w - 1] });
  builder.call({ found: {}, signals: { req: { "injection.override": 2, "refusal.model": 1 } } });
  builder.closeWindow().seal().writeKeys();
  const log = dir.join("log");
  await writeLog(builder, log);
  await writeKey(personKey(), dir.join("ann.pem"));
  return { log, policy, key: dir.join("ann.pem") };
}

async function list(log: string, ...flags: string[]): Promise<Row[]> {
  const io = new RecordedIo();
  assertEquals(await EXCEPTIONS_COMMAND.run([log, "--json", ...flags], io), 0);
  return JSON.parse(io.stdout)["exceptions"];
}

Deno.test("exceptions lists what is there, in order of time, and nothing else", async () => {
  await using dir = await TempDir.make();
  const { log, policy } = await makeLog(dir);
  const rows = await list(log, `--policy=${policy}`);
  assertEquals(rows.map(({ kind, n }) => [kind, n]).toSorted(), [
    ["CATEGORY_DENIED", 1],
    ["DROPS", 3],
    ["REVIEW", 1],
    ["SIGNAL", 2],
    ["UPSTREAM", 1],
    ["WINDOW_GAP", 30],
  ]);
  const times = rows.map(({ from }) => String(from));
  assertEquals(times, times.toSorted());
  assertEquals(rows.find(({ kind }) => kind === "SIGNAL")?.["rule"], "injection.override");
  assertStringIncludes(
    String(rows.find(({ kind }) => kind === "WINDOW_GAP")?.["what"]),
    "the program was not running, and says so",
  );
  assertEquals(await list(log, `--policy=${policy}`), rows);
});

Deno.test("exceptions without a policy judges nothing by one, and says so", async () => {
  await using dir = await TempDir.make();
  const { log } = await makeLog(dir);
  const kinds = (await list(log)).map(({ kind, rule }) => rule ?? kind).toSorted();
  assertEquals(kinds, ["DROPS", "WINDOW_GAP", "injection.override", "refusal.model"]);
  const io = new RecordedIo();
  await EXCEPTIONS_COMMAND.run([log, `--key=${testKey(1).text}`], io);
  assertStringIncludes(io.stdout, "No policy was given: nothing was judged by one.");
  assertStringIncludes(io.stdout, "4 exceptions in 2 window parts of test.example/gw-0, 4 open");
  const other = dir.join("other.jsonc");
  await Deno.writeTextFile(other, '{"version":1,"name":"other","upstreams":["x"]}');
  const judged = new RecordedIo();
  await EXCEPTIONS_COMMAND.run([log, `--policy=${other}`], judged);
  assertStringIncludes(judged.stdout, "2 window parts name no policy that was given");
});

Deno.test("exceptions --from and --to choose windows, and reviews are asked for inside", async () => {
  await using dir = await TempDir.make();
  const { log, policy } = await makeLog(dir);
  const [from, to] = ["2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z"];
  const rows = await list(log, `--policy=${policy}`, `--from=${from}`, `--to=${to}`);
  assertEquals(rows.map(({ kind }) => kind).toSorted(), [
    "CATEGORY_DENIED",
    "DROPS",
    "REVIEW",
    "UPSTREAM",
    "WINDOW_GAP",
  ]);
});

Deno.test("exceptions --csv quotes names from outside", async () => {
  await using dir = await TempDir.make();
  const builder = new LogBuilder().begin();
  builder.call({ found: {}, model: "a", served: "b" });
  builder.call({ found: {}, model: "a", served: '=1+1,"x"' });
  await writeLog(builder.closeWindow().seal().writeKeys(), dir.join("log"));
  const io = new RecordedIo();
  await EXCEPTIONS_COMMAND.run([dir.join("log"), "--csv"], io);
  const [header, line] = io.stdout.split("\r\n");
  assertEquals(header?.split(",").length, 16);
  assertStringIncludes(line ?? "", '"record 6: ""a"" was answered by ""=1+1,\\""x\\""""');
});

Deno.test("ack and review answer exceptions, and verify checks them", async () => {
  await using dir = await TempDir.make();
  const { log, policy, key } = await makeLog(dir);
  const signer = [`--key-file=${key}`, `--by=${PERSON}`];
  const rows = await list(log, `--policy=${policy}`);
  const drops = rows.find(({ kind }) => kind === "DROPS");
  const id = String(drops?.["id"]);
  const io = new RecordedIo();
  const flags = [`--policy=${policy}`, ...signer, "--disposition=accepted", "--reason=known"];
  assertEquals(await ACK_COMMAND.run([log, id, ...flags, "--ticket=@T-1"], io), 0);
  assertStringIncludes(io.stdout, `DROPS ${id}: accepted, signed by ${PERSON} as entry 0`);
  const period = ["--from=2026-11-21T00:00:00.000Z", "--to=2026-11-22T00:00:00.000Z"];
  await REVIEW_COMMAND.run(["sign", log, ...period, ...signer, "--note=seen"], new RecordedIo());

  const answered = await list(log, `--policy=${policy}`);
  const row = answered.find((candidate) => candidate["id"] === id);
  assertEquals([row?.["disposition"], row?.["by"], row?.["ticket"]], ["accepted", PERSON, "@T-1"]);
  // The clock of the machine decides whether that was in time.
  assert(row?.["state"] === "in_time" || row?.["state"] === "late");
  const csv = new RecordedIo();
  await EXCEPTIONS_COMMAND.run([log, `--policy=${policy}`, "--csv"], csv);
  assertStringIncludes(csv.stdout, ",'@T-1,known\r\n");
  const open = await list(log, `--policy=${policy}`, "--open");
  assertEquals(open.length, answered.length - 1);

  const verified = new RecordedIo();
  const code = await VERIFY_COMMAND.run([log, `--key=${testKey(1).text}`, "--json"], verified);
  assertEquals(code, 0, verified.stdout);
  const register = JSON.parse(verified.stdout)["register"];
  assertEquals(register.map((entry: Row) => [entry["kind"], entry["by"]]), [
    ["ack", PERSON],
    ["review", PERSON],
  ]);
  const text = await Deno.readTextFile(`${log}/register.jsonl`);
  await Deno.writeTextFile(`${log}/register.jsonl`, text.replace("known", "knowN"));
  const tampered = new RecordedIo();
  assertEquals(await VERIFY_COMMAND.run([log, `--key=${testKey(1).text}`], tampered), 4);
  assertStringIncludes(tampered.stdout, "REGISTER_SIGNATURE_BAD");
});

Deno.test("exceptions --fail exits with 10 while one is open", async () => {
  await using dir = await TempDir.make();
  const { log, policy } = await makeLog(dir);
  assertEquals(
    await EXCEPTIONS_COMMAND.run([log, `--policy=${policy}`, "--fail"], new RecordedIo()),
    // With a day to answer, and a clock that is later than the log's.
    10,
  );
});

Deno.test("ack and review refuse what they cannot sign, and change nothing", async () => {
  await using dir = await TempDir.make();
  const { log, policy, key } = await makeLog(dir);
  const good = [`--policy=${policy}`, `--key-file=${key}`, `--by=${PERSON}`];
  const answer = ["--disposition=fixed", "--reason=r"];
  const times = ["--from=2026-11-21T00:00:00.000Z", "--to=2026-11-22T00:00:00.000Z", "--note=n"];
  const cases: [command: typeof ACK_COMMAND, args: string[], error: string][] = [
    [ACK_COMMAND, [log, "0".repeat(16), ...good, ...answer], "no such exception"],
    [
      ACK_COMMAND,
      [log, "x", ...good, "--disposition=gone", "--reason=r"],
      "--disposition as one of",
    ],
    [ACK_COMMAND, [log], "Name a directory and an exception"],
    [REVIEW_COMMAND, ["sign", log, ...times], "--key-file and --by are required"],
    [
      REVIEW_COMMAND,
      ["sign", log, ...times, `--key-file=${key}`, "--by=Ann B"],
      'Flag --by is "Ann B"',
    ],
    [
      REVIEW_COMMAND,
      ["sign", log, ...times.toReversed(), "--from=x"],
      'Flag --from is "x"',
    ],
    [
      REVIEW_COMMAND,
      ["sign", log, ...times, "--from=2026-11-23"],
      "Flag --from is 2026-11-23T00:00:00.000Z and must be before --to",
    ],
    [
      REVIEW_COMMAND,
      ["sign", log, ...times, "--to=9998-12-31", ...good.slice(1)],
      "Flag --to is 9999-01-01T00:00:00.000Z, and a period is reviewed when it is over",
    ],
    [REVIEW_COMMAND, ["read", log], "Say review sign"],
    [REVIEW_COMMAND, ["sign", dir.path, ...times, ...good.slice(1)], "name the directory of a log"],
  ];
  for (const [command, args, error] of cases) {
    const thrown = await assertRejects(
      async () => await command.run(args, new RecordedIo()),
      OutbandError,
    );
    assertStringIncludes(thrown.message, error);
  }
  await assertRejects(() => Deno.stat(`${log}/register.jsonl`), Deno.errors.NotFound);
});

Deno.test("addToRegister() never continues a register that is damaged", async () => {
  await using dir = await TempDir.make();
  const { log, key } = await makeLog(dir);
  const times = ["--from=2026-11-21T00:00:00.000Z", "--to=2026-11-22T00:00:00.000Z", "--note=n"];
  const args = ["sign", log, ...times, `--key-file=${key}`, `--by=${PERSON}`];
  await REVIEW_COMMAND.run(args, new RecordedIo());
  const path = `${log}/register.jsonl`;
  const text = await Deno.readTextFile(path);
  for (const bad of [text.slice(0, -1), text.slice(0, 40), text + text, `${text}x\n`]) {
    await Deno.writeTextFile(path, bad);
    const thrown = await assertRejects(
      async () => await REVIEW_COMMAND.run(args, new RecordedIo()),
      OutbandError,
    );
    assertStringIncludes(thrown.message, "Cannot continue register.jsonl");
    assertEquals(sha256Hex(await Deno.readFile(path)), sha256Hex(new TextEncoder().encode(bad)));
  }
});
