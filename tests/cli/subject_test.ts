import { OutbandError } from "../../src/base/errors.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { SUBJECT_COMMAND } from "../../src/cli/subject.ts";
import { fieldsWith } from "../../src/cli/subject_search.ts";
import { Pseudonyms } from "../../src/journal/pseudonyms.ts";
import { commitment, originalKey } from "../../src/tlog/commitment.ts";
import { RecordedIo } from "../support/command_io.ts";
import { FIRST_W, LogBuilder } from "../support/log_builder.ts";
import { writeLog } from "../support/log_directory.ts";
import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const KEY = new Uint8Array(32).fill(7);
const SECRET = new Uint8Array(32).fill(9);
const BODY = utf8('{"model":"m"}');

/** One call by a user, one with a whole body, one of neither. @returns Their indexes. */
async function write(dir: TempDir, options: { hasKey?: boolean } = {}): Promise<number[]> {
  const log = new LogBuilder().begin();
  const user = new Pseudonyms(NODE_SUITE, KEY).ofAttribute(NODE_SUITE.sha256(utf8("user-1")));
  const named = log.call({ attribution: { user } });
  const part = "orig.req";
  const place = { origin: log.origin, index: log.size, part };
  const key = originalKey(NODE_SUITE, { ...place, secret: SECRET });
  const data = NODE_SUITE.sha256(BODY);
  const made = toHex(commitment(NODE_SUITE, { ...place, key, data }));
  const whole = log.call({ parts: { [part]: made, line: "ab".repeat(32) } });
  const other = log.call();
  log.append({ kind: "erase", target: whole, parts: [part, "line"], why: "x" });
  log.closeWindow().seal();
  await writeLog(log, dir.join("log"));
  await Deno.writeTextFile(dir.join("lines.jsonl"), `${log.telemetry.join("\n")}\n`);
  await Deno.mkdir(dir.join("log.private", "secrets"), { recursive: true });
  if (options.hasKey !== false) {
    await Deno.writeTextFile(dir.join("log.private", "pseudonym.key"), `${toHex(KEY)}\n`);
  }
  const secret = dir.join("log.private", "secrets", `${FIRST_W}.0.key`);
  await Deno.writeTextFile(secret, `${toHex(SECRET)}\n`);
  return [named, whole, other];
}

async function find(...args: string[]): Promise<{ code: number; stdout: string }> {
  const io = new RecordedIo();
  return { code: await SUBJECT_COMMAND.run(["find", ...args], io), stdout: io.stdout };
}

Deno.test("subject find looks at attribution, lines and originals, and says at what", async () => {
  await using dir = await TempDir.make();
  const [named, whole, other] = await write(dir);
  const log = dir.join("log");
  const user = await find(log, "--value=user-1", "--json");
  const { calls, seen } = JSON.parse(user.stdout);
  assertEquals(calls.map(({ index, by }: { index: number; by: string[] }) => [index, by]), [
    [named, ["attribution:user"]],
  ]);
  assertEquals([seen.calls, seen.attributed, seen.hasPseudonymKey, seen.withoutLine], [
    3,
    1,
    true,
    2,
  ]);
  const lines = ["--telemetry", dir.join("lines.jsonl")];
  const text = await find(log, "--value=ANSWER 2", ...lines);
  assertStringIncludes(text.stdout, `record ${other} `);
  assertStringIncludes(text.stdout, "telemetry:response_redacted_payload\n");
  assertStringIncludes(text.stdout, "1 of 3 calls found");
  await Deno.writeFile(dir.join("body"), BODY);
  const body = await find(log, "--request", dir.join("body"));
  assertStringIncludes(body.stdout, `record ${whole} `);
  assertStringIncludes(body.stdout, "original:orig.req  (erased)");
  const none = await find(log, "--value=user-2", ...lines);
  assertEquals(none.code, 10);
  assertFalse(none.stdout.includes("user-2"), "The value is not printed");
});

Deno.test("subject find says that it lacks the key of names, and makes none", async () => {
  await using dir = await TempDir.make();
  await write(dir, { hasKey: false });
  const { code, stdout } = await find(dir.join("log"), "--value=user-1");
  assertEquals(code, 10);
  assertStringIncludes(stdout, "no attribution: the key of pseudonyms is not in");
  await assertRejects(
    () => Deno.stat(dir.join("log.private", "pseudonym.key")),
    Deno.errors.NotFound,
  );
});

Deno.test("fieldsWith() looks into every text of a line, and into texts in it", () => {
  const line = {
    ...{ log: "x", index: 1, n: 7 },
    redacted_payload: JSON.stringify({ "messages[0].content": 'She said "M\u00fcnchen"' }),
    attribution: { tenant: { value: "Acme", source: "asserted" } },
    list: ["a", { deep: "needle" }],
    broken: "{ needle",
  };
  assertEquals(fieldsWith(line, "MU\u0308NCHEN"), ["redacted_payload"]);
  assertEquals(fieldsWith(line, 'said "m'), ["redacted_payload"]);
  assertEquals(fieldsWith(line, "acme"), ["attribution"]);
  assertEquals(fieldsWith(line, "Needle"), ["list", "broken"]);
  assertEquals(fieldsWith(line, "absent"), []);
});

Deno.test("subject says in one line what is wrong, and erases nothing", async () => {
  await using dir = await TempDir.make();
  await write(dir);
  const log = dir.join("log");
  const why = ["--why=asked", "--log-output=stdout"];
  const cases: [string, string, string[]][] = [
    ["USAGE", "find DIR, or erase DIR", []],
    ["USAGE", "find DIR, or erase DIR", ["forget", log, "--value=user-1"]],
    ["USAGE", "Say what to look for", ["find", log]],
    ["USAGE", "not both", ["find", log, "--value=user-1", "--value-file=x"]],
    ["USAGE", "belongs to subject erase", ["find", log, "--value=user-1", "--why=x"]],
    ["USAGE", "Say why", ["erase", log, "--value=user-1"]],
    ["CONFIG", "3 to 4096", ["find", log, "--value=ab"]],
    ["CONFIG", "one line", ["find", log, "--value=a\nbc"]],
    ["CONFIG", "--why holds the value", ["erase", log, "--value=ASKED", ...why]],
    ["IO", "does not exist", ["find", dir.join("gone"), "--value=user-1"]],
    // The key of the log is not here, so no erase record could be signed.
    ["CONFIG", "Cannot use the signing key", ["erase", log, "--value=user-1", ...why]],
  ];
  for (const [code, words, args] of cases) {
    const failing = (): Promise<number> => SUBJECT_COMMAND.run(args, new RecordedIo());
    const error = await assertRejects(failing, OutbandError, words);
    assertEquals([error.code, error.message.includes("\n")], [code, false], words);
  }
  const io = new RecordedIo();
  assertEquals(await SUBJECT_COMMAND.run(["erase", log, "--value=user-2", ...why], io), 10);
  assert(!io.stdout.includes("erased:"));
});
