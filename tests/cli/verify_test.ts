import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { sha256Hex } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { RecordedIo } from "../support/command_io.ts";
import { FIRST_DIR } from "../support/evidence_cases.ts";
import { type LogBuilder, smallLog } from "../support/log_builder.ts";
import { assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";
import { fileText } from "../support/verify_rig.ts";
import { VECTORS_DIR, vectorTest, vectorText } from "../support/vectors.ts";

const KEY = testKey(1).text;

async function run(...args: string[]): Promise<{ code: number; stdout: string }> {
  const io = new RecordedIo();
  const code = await VERIFY_COMMAND.run(args, io);
  assertEquals(io.stderr, "");
  return { code, stdout: io.stdout };
}

async function json(...args: string[]): Promise<VerifyReport> {
  const { code, stdout } = await run(...args, "--json");
  const report = JSON.parse(stdout) as VerifyReport;
  assertEquals(report.exit, code);
  return report;
}

async function fails(code: string, words: string, ...args: string[]): Promise<void> {
  const failing = (): Promise<number> => VERIFY_COMMAND.run(args, new RecordedIo());
  const error = await assertRejects(failing, OutbandError, words);
  assertEquals(error.code, code);
  assertEquals(error.message.includes("\n"), false);
}

/** Writes a log below a directory. */
async function write(log: LogBuilder, dir: string): Promise<void> {
  for (const [path, bytes] of log.files) {
    const file = `${dir}/${path}`;
    await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(file, bytes);
  }
}

Deno.test("verify says 0, 4, 5 and 6 as the evidence is", async () => {
  await using dir = await TempDir.make();
  await write(smallLog(), dir.join("log"));
  assertEquals((await run(dir.join("log"), "--key", KEY)).code, 0);
  assertEquals((await run(dir.join("log"))).code, 6);
  assertEquals((await run(dir.join("log"), "--key", testKey(9).text)).code, 4);
  await Deno.mkdir(dir.join("empty"));
  assertEquals((await run(dir.join("empty"), "--key", KEY)).code, 5);
  await Deno.symlink(dir.join("empty"), dir.join("log", "link"));
  assertEquals((await run(dir.join("log"), "--key", KEY)).code, 5);
});

Deno.test("verify prints a report that names the first bad record", async () => {
  await using dir = await TempDir.make();
  const log = smallLog();
  await write(log, dir.path);
  const path = dir.join(FIRST_DIR, "segment.jsonl");
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace('"status":200', '"status":500'));
  const { code, stdout } = await run(dir.path, "--key", KEY);
  assertEquals(code, 4);
  assertStringIncludes(stdout, `First bad record: record 5, ${FIRST_DIR}/segment.jsonl line 6`);
  assertStringIncludes(stdout, "REJECTED (exit 4)");
  const report = await json(dir.path, "--key", KEY);
  assertEquals(report.first_bad, { path: `${FIRST_DIR}/segment.jsonl`, index: 5, line: 6 });
});

Deno.test("verify takes a key as text or from a file, and several", async () => {
  await using dir = await TempDir.make();
  await write(smallLog(), dir.join("log"));
  await Deno.writeTextFile(dir.join("key"), `${KEY}\n`);
  assertEquals((await run(dir.join("log"), "--key", dir.join("key"))).code, 0);
  assertEquals((await run(dir.join("log"), "--key", testKey(9).text, `--key=${KEY}`)).code, 0);
});

Deno.test("verify takes known heads as notes and as the lines that serve prints", async () => {
  await using dir = await TempDir.make();
  const log = smallLog();
  await write(log, dir.join("log"));
  const note = fileText(log.files, "checkpoint");
  await Deno.writeTextFile(dir.join("note"), note);
  const line = JSON.stringify({
    type: "checkpoint",
    outband: "checkpoint",
    note: toBase64(utf8(note)),
  });
  const other = '{"message":"no checkpoint here"}\nnot json "checkpoint"\n';
  await Deno.writeTextFile(dir.join("lines"), `${other}${line}\n${line}\n`);
  for (const name of ["note", "lines"]) {
    const args = [dir.join("log"), "--key", KEY, "--known-head", dir.join(name)];
    const report = await json(...args, "--require", "independence,continuity");
    assertEquals(report.exit, 0);
    assertEquals(report.results.independence, "pass");
  }
  await Deno.writeTextFile(dir.join("none"), other);
  const none = ["--known-head", dir.join("none")];
  await fails("IO", "Cannot find a checkpoint line", dir.join("log"), ...none);
});

Deno.test("verify compares telemetry, also from standard input", async () => {
  await using dir = await TempDir.make();
  const log = smallLog();
  await write(log, dir.join("log"));
  const text = `${log.telemetry.join("\n")}\n`;
  const io = new RecordedIo(text);
  const args = [dir.join("log"), "--key", KEY, "--telemetry=-", "--json"];
  assertEquals(await VERIFY_COMMAND.run(args, io), 0);
  assertEquals((JSON.parse(io.stdout) as VerifyReport).telemetry, { matched: 5, calls: 5 });
  await Deno.writeTextFile(dir.join("forged"), text.replace("answer 2", "answer 3"));
  const forged = await json(dir.join("log"), "--key", KEY, "--telemetry", dir.join("forged"));
  assertEquals(forged.exit, 4);
  const gone = await json(dir.join("log"), "--key", KEY, "--telemetry", dir.join("gone"));
  assertEquals(gone.finding_counts.FILE_UNREADABLE, 1);
  assertEquals(gone.exit, 5);
});

Deno.test("verify says in one line what is wrong with the command", async () => {
  await using dir = await TempDir.make();
  const key = ["--key", KEY];
  await fails("USAGE", "Name one path", ...key);
  await fails("USAGE", "Name one path", "a", "b");
  await fails("USAGE", "Unknown flag --kee", dir.path, "--kee=1");
  await fails("IO", "does not exist", dir.join("gone"));
  await fails("IO", "does not exist", dir.path, "--key", dir.join("gone"));
  await fails("IO", "does not exist", dir.path, "--known-head", dir.join("gone"));
  await fails("CONFIG", "--require", dir.path, "--require", "everything");
  await fails("CONFIG", "Cannot trust the key", dir.path, "--key", KEY.replace("+", "+0"));
  await Deno.writeTextFile(dir.join("key"), "nonsense");
  await fails("CONFIG", "Cannot trust the key in", dir.path, "--key", dir.join("key"));
  await fails("IO", "not a directory, and no zip", dir.join("key"), ...key);
  await Deno.writeFile(dir.join("bytes"), Uint8Array.of(0xff));
  await fails("IO", "not UTF-8", dir.path, "--known-head", dir.join("bytes"));
});

vectorTest("verify accepts the published example on disk", async () => {
  const path = `${VECTORS_DIR}/example-outband`;
  const key = vectorText("example-outband/keys/log-1.vkey").trim();
  const head = `${path}/windows/498673/checkpoint.cosigned`;
  const report = await json(path, "--key", key, "--known-head", head);
  assertEquals(report.exit, 0);
  assertEquals(report.results.independence, "pass");
  assertEquals((await json(`${path}/windows/498672`, "--key", key)).exit, 0);
});

Deno.test("verify --html writes the page, says its digest, and stands alone", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("page.html");
  const { code, stdout } = await run("--html", path);
  const bytes = await Deno.readFile(path);
  assertEquals(code, 0);
  assertEquals(stdout, `Wrote ${path}: ${bytes.length} bytes, SHA-256 ${sha256Hex(bytes)}\n`);
  assertEquals((await run(`--html=${path}`)).code, 0);
  await fails("USAGE", "stands alone", "--html", path, dir.path);
  await fails("USAGE", "stands alone", `--html=${path}`, "--json");
  await fails("IO", "Cannot write", "--html", dir.join("none", "page.html"));
});

Deno.test("verify takes a policy and certificates, and names what is wrong with them", async () => {
  await using dir = await TempDir.make();
  await write(smallLog(), dir.join("log"));
  const witness = new TestWitness(11);
  await Deno.writeTextFile(dir.join("none"), `log ${KEY}\nquorum none\n`);
  await Deno.writeTextFile(dir.join("one"), `log ${KEY}\nwitness w ${witness.text}\nquorum w\n`);
  await Deno.writeTextFile(dir.join("bad"), `log ${KEY}\nquorum w\n`);
  const log = dir.join("log");
  assertEquals((await run(log, "--policy", dir.join("none"))).code, 0);
  const report = await json(log, "--policy", dir.join("one"));
  assertEquals([report.exit, report.finding_counts.QUORUM_NOT_MET], [6, 1]);
  const note = fileText(smallLog().files, "checkpoint");
  const [newest] = report.windows.slice(-1);
  const cosigned = witness.cosigned(note, Date.parse(newest?.to ?? ""));
  await Deno.writeTextFile(`${log}/${newest?.path}/checkpoint.cosigned`, cosigned);
  const required = "--require=continuous,independent,witnessed";
  assertEquals((await run(log, "--policy", dir.join("one"), required)).code, 0);
  assertEquals((await run(log, "--key", KEY, required)).code, 6);
  assertEquals((await run(log, "--key", KEY, "--require=timestamped")).code, 6);
  await fails("CONFIG", 'line 2: "w" is not defined above', log, "--policy", dir.join("bad"));
  await fails("CONFIG", "no PEM certificate", log, "--tsa-ca", dir.join("bad"));
  await fails("IO", "does not exist", log, "--policy", dir.join("missing"));
  await fails("CONFIG", "must be of continuous, independent", log, "--require=witness");
});
