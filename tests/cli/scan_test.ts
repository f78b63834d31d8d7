import { OutbandError } from "../../src/base/errors.ts";
import { SCAN_COMMAND } from "../../src/cli/scan.ts";
import { createDetector } from "../../src/detect/detector.ts";
import { RecordedIo } from "../support/command_io.ts";
import { assertEquals, assertFalse, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const SSN = "123-45-6789";
const TEXT = `Dear all,\nwrite to bob@example.com or\nquote ${SSN} on the phone.\n`;

async function scan(args: string[], ...stdin: string[]): Promise<RecordedIo & { code: number }> {
  const io = new RecordedIo(...stdin);
  const code = await SCAN_COMMAND.run(args, io);
  return Object.assign(io, { code });
}

Deno.test("scan shows place, category and shape, and never the finding", async () => {
  const { stdout, code } = await scan([], TEXT);
  const [email, ssn, total, limits] = stdout.split("\n");
  assertEquals(email, "standard input:2:10  EMAIL        ***@*******.***");
  assertEquals(ssn, "standard input:3:7  SSN          ***-**-****");
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

Deno.test("scan --marker writes the redacted text in either style", async () => {
  const plain = await scan(["--marker", "plain"], TEXT);
  assertStringIncludes(plain.stdout, "quote [REDACTED:SSN] on the phone.\n");
  const reference = await scan(["--marker=reference"], TEXT);
  assertStringIncludes(reference.stdout, "quote [REDACTED:SSN:CC6.1] on the phone.\n");
});

Deno.test("scan --list names what is looked for and what is not", async () => {
  const { categories, notCovered, digest } = createDetector();
  const { stdout } = await scan(["--list"]);
  for (const name of [...categories, ...notCovered, digest]) assertStringIncludes(stdout, name);
  const json = await scan(["--list", "--json"]);
  assertEquals(JSON.parse(json.stdout), {
    categories: [...categories],
    not_covered: [...notCovered],
    detector_digest: digest,
  });
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
    [["--marker=bold"], 3, 'Flag --marker is "bold" and must be plain or reference'],
    [["--json", "--jsonl"], 2, "Cannot combine --jsonl and --json"],
    [["--list", "--marker=plain"], 2, "Cannot combine --list and --marker"],
    [["/nonexistent/file"], 5, "Cannot read /nonexistent/file: it does not exist"],
  ];
  for (const [args, code, message] of cases) {
    const error = await assertRejects(() => SCAN_COMMAND.run(args, new RecordedIo()), OutbandError);
    assertEquals(error.exitCode, code);
    assertStringIncludes(error.message, message);
  }
});
