import { OutbandError } from "../../src/base/errors.ts";
import { SCAN_COMMAND } from "../../src/cli/scan.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { RecordedIo } from "../support/command_io.ts";
import { runCommand } from "../support/program.ts";
import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const SSN = "123-45-6789";
const TEXT = `Dear all,\nwrite to bob@example.com or\nquote ${SSN} on the phone.\n`;

async function scan(args: string[], ...stdin: string[]): Promise<RecordedIo & { code: number }> {
  const io = new RecordedIo(...stdin);
  const code = await SCAN_COMMAND.run(args, io);
  return Object.assign(io, { code });
}

Deno.test("scan shows place, category and excerpt, and never the finding", async () => {
  const { stdout, code } = await scan([], TEXT);
  const [email, ssn, total, limits] = stdout.split("\n");
  assertEquals(email, "standard input:2:10  EMAIL        write to ***@*******.*** or");
  assertEquals(ssn, "standard input:3:7  SSN          quote ***-**-**** on the phone.");
  assertEquals(total, "standard input: 2 found (EMAIL 1, SSN 1)");
  assertStringIncludes(limits ?? "", "Not looked for: ");
  assertEquals(code, 0);
});

Deno.test("scan prints no part of a finding in any mode", async () => {
  const secrets = [SSN, "6789", "bob", "example.com"];
  const line = JSON.stringify({ id: "1", text: TEXT });
  const modes: [string[], string][] = [
    [[], TEXT],
    [["--json"], TEXT],
    [["--marker=plain"], TEXT],
    [["--explain"], TEXT],
    [["--jsonl"], line],
  ];
  for (const [args, input] of modes) {
    const { stdout, stderr } = await scan(args, input);
    for (const secret of secrets) {
      assertFalse(`${stdout}${stderr}`.includes(secret), `${args.join(" ")} ${secret}`);
    }
  }
});

Deno.test("scan cuts the shape of a long finding", async () => {
  const { stdout } = await scan([], `${"a".repeat(60)}@example.com`);
  assertStringIncludes(stdout, ` ${"*".repeat(40)}...\n`);
});

Deno.test("scan counts lines once, however many findings they hold", async () => {
  const many = `${`${SSN} `.repeat(3)}\n\n`.repeat(2);
  const { stdout } = await scan(["--json"], many);
  const { findings } = JSON.parse(stdout);
  const places = findings.map((f: { line: number; column: number }) => [f.line, f.column]);
  assertEquals(places, [[1, 1], [1, 13], [1, 25], [3, 1], [3, 13], [3, 25]]);
});

Deno.test("scan --json gives UTF-16 offsets", async () => {
  const { stdout } = await scan(["--json"], `\u{1F600}\u00e9 ${SSN}`);
  assertEquals(JSON.parse(stdout), {
    source: "-",
    findings: [{ start: 4, end: 15, category: "SSN", line: 1, column: 5 }],
  });
});

Deno.test("scan --fail exits with 10 only when something was found", async () => {
  assertEquals((await scan(["--fail"], TEXT)).code, 10);
  assertEquals((await scan(["--fail"], "nothing here")).code, 0);
  assertEquals((await scan(["--fail", "--jsonl"], '{"id":1,"text":"x"}')).code, 0);
  assertEquals((await scan(["-fail", "-jsonl"], `{"id":1,"text":"${SSN}"}`)).code, 10);
});

Deno.test("scan reads files in order, and standard input for a dash", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("a.txt");
  await Deno.writeTextFile(path, `no\n${SSN}`);
  const { stdout } = await scan(["--json", path, "-"], TEXT);
  const sources = stdout.trim().split("\n").map((line) => JSON.parse(line).source);
  assertEquals(sources, [path, "-"]);
});

Deno.test("scan finds what stands beside bytes that are no text", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("bytes");
  await Deno.writeFile(path, Uint8Array.of(0xff, 0xfe, 0x20, ...new TextEncoder().encode(SSN)));
  const { stdout } = await scan(["--json", path]);
  assertEquals(JSON.parse(stdout).findings.length, 1);
});

Deno.test("scan --marker writes the redacted text in each style", async () => {
  const plain = await scan(["--marker", "plain"], TEXT);
  assertStringIncludes(plain.stdout, "quote [REDACTED:SSN] on the phone.\n");
  const reference = await scan(["--marker=reference"], TEXT);
  assertStringIncludes(reference.stdout, "quote [REDACTED:SSN:CC6.1] on the phone.\n");
  const sized = await scan(["--marker=sized"], TEXT);
  assertStringIncludes(sized.stdout, "quote [REDACTED:SSN:9-16] on the phone.\n");
});

Deno.test("scan --list names what is looked for and what is not", async () => {
  const { categories, notCovered, digest } = createDetector();
  const { stdout } = await scan(["--list"]);
  for (const name of [...categories, ...notCovered, digest]) assertStringIncludes(stdout, name);
  const { rules, ...table } = JSON.parse((await scan(["--list", "--json"])).stdout);
  assertEquals(table, {
    categories: [...categories],
    not_covered: [...notCovered],
    detector_digest: digest,
  });
  assertEquals(rules.map(({ category }: { category: string }) => category), [...categories]);
  const ssn = rules.find(({ category }: { category: string }) => category === "SSN");
  assertEquals([ssn.needs_context, ssn.example], ["some forms", "999-99-9999"]);
});

Deno.test("scan --jsonl answers each line once, wherever its bytes were cut", async () => {
  const items = [
    { id: "a", text: `x ${SSN}` },
    { id: 7, text: "clean" },
    { id: "", text: "\ud800 lone", label: "ignored" },
  ];
  const input = `${items.map((item) => JSON.stringify(item)).join("\n\n")}\n`;
  const expected = '{"id":"a","spans":[{"start":2,"end":13,"category":"SSN"}]}\n' +
    '{"id":7,"spans":[]}\n{"id":"","spans":[]}\n';
  for (let cut = 0; cut < input.length; cut++) {
    const { stdout } = await scan(["--jsonl"], input.slice(0, cut), input.slice(cut));
    assertEquals(stdout, expected, `cut at ${cut}`);
  }
});

Deno.test("scan --jsonl answers a line before it asks for the next piece", async () => {
  const written: number[] = [];
  const io = new RecordedIo();
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const id of [1, 2, 3]) {
      written.push(io.stdout.split("\n").length - 1);
      yield await Promise.resolve(new TextEncoder().encode(`{"id":${id},"text":""}\n`));
    }
  }
  // highWaterMark 0: the stream pulls a piece only when the command asks for one.
  const source = pieces();
  io.stdin = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      async pull(controller): Promise<void> {
        const { value, done } = await source.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    }, { highWaterMark: 0 });
  await SCAN_COMMAND.run(["--jsonl"], io);
  assertEquals(written, [0, 1, 2]);
});

Deno.test("scan --jsonl stops at a bad line, named, with the lines before it answered", async () => {
  const bad: [string, string][] = [
    ["{", "not JSON"],
    ["[]", "not an object"],
    ["null", "not an object"],
    ['{"text":"x"}', "its id"],
    ['{"id":1.5,"text":"x"}', "its id"],
    ['{"id":9007199254740993,"text":"x"}', "its id"],
    ['{"id":1}', "its text"],
    ['{"id":1,"text":2}', "its text"],
  ];
  for (const [line, problem] of bad) {
    const io = new RecordedIo(`{"id":1,"text":"a"}\n\n${line}\n{"id":3,"text":"b"}\n`);
    const error = await assertRejects(() => SCAN_COMMAND.run(["--jsonl"], io), OutbandError);
    assertEquals(error.exitCode, 5);
    assertStringIncludes(error.message, "Cannot scan standard input line 3: ");
    assertStringIncludes(error.message, problem);
    assertEquals(io.stdout, '{"id":1,"spans":[]}\n', line);
  }
});

Deno.test("scan --jsonl never quotes a bad line", async () => {
  const io = new RecordedIo(`{"id":1,"text":"${SSN}`);
  const error = await assertRejects(() => SCAN_COMMAND.run(["--jsonl"], io), OutbandError);
  assertFalse(error.message.includes(SSN));
});

Deno.test("scan --jsonl refuses a line cut at every byte", async () => {
  const line = `{"id":"x","text":"${SSN}"}`;
  for (let length = 1; length < line.length; length++) {
    const io = new RecordedIo(line.slice(0, length));
    await assertRejects(() => SCAN_COMMAND.run(["--jsonl"], io), OutbandError, "line 1");
    assertEquals(io.stdout, "");
  }
});

Deno.test("scan refuses what it does not know", async () => {
  const cases: [string[], number, string][] = [
    [["--nope"], 2, "Unknown flag --nope"],
    [["--marker"], 2, "needs a value"],
    [["--marker=bold"], 3, 'Flag --marker is "bold" and must be plain, reference or sized'],
    [["--json", "--jsonl"], 2, "Cannot combine --jsonl and --json"],
    [["--list", "--marker=plain"], 2, "Cannot combine --list and --marker"],
    [["--explain", "--json"], 2, "Cannot combine --explain and --json"],
    [["--rules=/nonexistent/rules"], 5, "Cannot read /nonexistent/rules: it does not exist"],
    [["/nonexistent/file"], 5, "Cannot read /nonexistent/file: it does not exist"],
  ];
  for (const [args, code, message] of cases) {
    const error = await assertRejects(() => SCAN_COMMAND.run(args, new RecordedIo()), OutbandError);
    assertEquals(error.exitCode, code);
    assertStringIncludes(error.message, message);
  }
});

Deno.test("scan --explain says what each finding is", async () => {
  const { stdout } = await scan(["--explain"], TEXT);
  const lines = stdout.split("\n");
  assertEquals(lines[0], "standard input:2:10  EMAIL        write to ***@*******.*** or");
  assertStringIncludes(lines[1] ?? "", "    found: e-mail address");
  assertStringIncludes(lines[3] ?? "", "    found: US social security number");
});

Deno.test("scan reads what lies below a directory, and says what it skipped", async () => {
  await using dir = await TempDir.make();
  await Deno.mkdir(dir.join("b", ".git"), { recursive: true });
  await Deno.writeTextFile(dir.join("b", ".env"), `SSN=${SSN}\n`);
  await Deno.writeTextFile(dir.join("b", ".git", "config"), `SSN=${SSN}\n`);
  await Deno.writeTextFile(dir.join("a.txt"), "clean\n");
  await Deno.writeFile(dir.join("c.png"), Uint8Array.of(0x89, 0x50, 0, 0, 1));
  await Deno.symlink(dir.join("b"), dir.join("d"));
  const { stdout, stderr, code } = await scan(["--fail", dir.path]);
  const lines = stdout.split("\n");
  assertEquals(lines[0], `${dir.join("b", ".env")}:1:5  SSN          SSN=***-**-****`);
  assertEquals(lines[1], `${dir.join("b", ".env")}: 1 found (SSN 1)`);
  assertEquals(lines[2], "2 texts, 1 skipped: 1 found (SSN 1)");
  assertEquals(stderr, `outband: skipped ${dir.join("c.png")}: binary\n`);
  assertEquals(code, 10);
  const json = await scan(["--json", dir.path]);
  assertEquals(json.stdout.trim().split("\n").map((line) => JSON.parse(line).skipped ?? null), [
    null,
    null,
    "binary",
  ]);
});

/** Whether a closed file can be read all the same, as root can. */
function readsClosedFiles(): boolean {
  const path = Deno.makeTempFileSync();
  Deno.chmodSync(path, 0);
  try {
    Deno.readTextFileSync(path);
    return true;
  } catch {
    return false;
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("scan fails when a file below a directory cannot be read (not as root)", {
  ignore: readsClosedFiles(),
}, async () => {
  await using dir = await TempDir.make();
  await Deno.writeTextFile(dir.join("closed"), SSN, { mode: 0o000 });
  const { stderr, code } = await scan([dir.path]);
  assertEquals(stderr, `outband: skipped ${dir.join("closed")}: permission denied\n`);
  assertEquals(code, 5);
});

Deno.test("scan reads UTF-16 with its mark", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("wide.txt");
  const units = [0xfeff, ...`SSN ${SSN}`].map((unit) =>
    typeof unit === "number" ? unit : unit.charCodeAt(0)
  );
  await Deno.writeFile(path, new Uint8Array(Uint16Array.from(units).buffer));
  const { stdout } = await scan(["--json", path]);
  assertEquals(JSON.parse(stdout).findings.length, 1);
});

Deno.test("scan counts every finding of a text of many windows once, in any mode", async () => {
  const line = `${"clean words ".repeat(80)}SSN ${SSN} end\n`;
  const lineCount = Math.ceil(9.5 * 1024 * 1024 / line.length);
  const pieces = Array.from({ length: lineCount }, () => line);
  const json = JSON.parse((await scan(["--json"], ...pieces)).stdout);
  assertEquals(json.findings.length, lineCount);
  const last = json.findings.at(-1);
  assertEquals(last, {
    start: lineCount * line.length - 16,
    end: lineCount * line.length - 5,
    category: "SSN",
    line: lineCount,
    column: line.length - 15,
  });
  const human = (await scan([], ...pieces)).stdout.split("\n");
  assertEquals(human.length, lineCount + 3);
  assertStringIncludes(human[lineCount - 1] ?? "", `:${lineCount}:${line.length - 15}  SSN `);
  const marked = (await scan(["--marker=plain"], ...pieces)).stdout;
  assert(marked === line.replace(SSN, "[REDACTED:SSN]").repeat(lineCount), "marked text");
});

Deno.test("scan takes a window that holds hundreds of thousands of findings", async () => {
  const { stdout } = await scan([], "a@b.org ".repeat(200_000));
  assertStringIncludes(stdout.slice(-200), ": 200000 found (EMAIL 200000)");
});

const RULES = `{
  // Numbers of ours.
  "version": 1,
  "categories": [{ "name": "EMPLOYEE_NUMBER", "finds": "our staff", "patterns": ["EMP-[0-9]{6}"] }],
  "allow": ["press@example.com"],
  "off": ["SSN"],
}`;

Deno.test("scan --rules adds, allows and switches off", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("rules.jsonc");
  await Deno.writeTextFile(path, RULES);
  const text = `EMP-123456, ${SSN}, press@example.com, bob@example.com`;
  const { stdout } = await scan(["--json", `--rules=${path}`], text);
  const found = JSON.parse(stdout).findings.map((f: { start: number; category: string }) =>
    [f.start, f.category].join(" ")
  );
  assertEquals(found, ["0 EMPLOYEE_NUMBER", "44 EMAIL"]);
  const list = JSON.parse((await scan(["--list", "--json", `--rules=${path}`])).stdout);
  assert(list.categories.includes("EMPLOYEE_NUMBER") && !list.categories.includes("SSN"), "list");
  assert(list.not_covered.includes("SSN"), "what is off is not covered");
  assert(list.detector_digest !== createDetector().digest, "the digest names the rules");
});

Deno.test("scan --rules tells every fault of the file in one line", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("rules.jsonc");
  await Deno.writeTextFile(path, '{"version": 2, "off": ["NOPE"], "x": 1}');
  const error = await assertRejects(() => scan([`--rules=${path}`], ""), OutbandError);
  assertEquals(error.exitCode, 3);
  assertEquals(
    error.message,
    `Cannot use ${path}: the file has an unknown key "x"; version must be 1; ` +
      "off[0] is no category; see outband scan --list",
  );
});

Deno.test("outband scan as a program: files, standard input, exit codes, no colour in a pipe", async () => {
  await using dir = await TempDir.make();
  const path = dir.join("notes.txt");
  await Deno.writeTextFile(path, TEXT);
  const [file, piped, jsonl, wrong] = await Promise.all([
    runCommand(["scan", path, "--fail"]),
    runCommand(["scan", "-"], { stdin: TEXT }),
    runCommand(["scan", "--jsonl"], { stdin: `{"id":"1","text":"SSN ${SSN}"}\n` }),
    runCommand(["scan", "--what"]),
  ]);
  assertEquals(file.code, 10);
  assertEquals(
    file.stdout.split("\n")[1],
    `${path}:3:7  SSN          quote ***-**-**** on the phone.`,
  );
  assertEquals([piped.code, piped.stdout.includes("\x1b")], [0, false]);
  assertEquals(jsonl.stdout, '{"id":"1","spans":[{"start":4,"end":15,"category":"SSN"}]}\n');
  assertEquals([wrong.code, wrong.stderr], [
    2,
    "outband: Unknown flag --what; see outband scan --help\n",
  ]);
});
