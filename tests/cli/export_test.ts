/**
 * The archive of a period: what is in it, what is not, and that it verifies as it is.
 */

import { Ajv } from "ajv";
import formats from "ajv-formats";
import { sha256Hex } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import type { Command } from "../../src/cli/command.ts";
import { EXPORT_COMMAND } from "../../src/cli/export.ts";
import { packDirectory, packedKind } from "../../src/cli/export_archive.ts";
import { choose } from "../../src/cli/export_evidence.ts";
import { REPORT_COMMAND } from "../../src/cli/report.ts";
import { SAMPLE_COMMAND } from "../../src/cli/sample.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { OSCAL_VERSIONS } from "../../src/oscal/assessment_results.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { filesIn } from "../support/archives.ts";
import { RecordedIo } from "../support/command_io.ts";
import { filesBelow } from "../support/journey.ts";
import { FIRST_W, LogBuilder } from "../support/log_builder.ts";
import { writeLog } from "../support/log_directory.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { type TestKey, testKey } from "../support/test_keys.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

const NONCE = "31415926535897932384";
/** Hours of the second day's first two windows, of four that a built log has. */
const MIDDLE = ["--from=2026-11-21T01:00:00Z", "--to=2026-11-21T03:00:00Z"];

async function run(
  command: Command,
  ...args: readonly string[]
): Promise<{ code: number; stdout: string }> {
  const io = new RecordedIo();
  return { code: await command.run(args, io), stdout: io.stdout };
}

async function verified(path: string, ...args: string[]): Promise<VerifyReport> {
  return JSON.parse((await run(VERIFY_COMMAND, path, "--json", ...args)).stdout) as VerifyReport;
}

/** Four sealed windows of two calls each; the key changes in the third. */
function fourWindows(key: TestKey = testKey(1), next: TestKey | null = testKey(2)): LogBuilder {
  const log = new LogBuilder({ key, origin: key.text.split("+")[0] ?? "" }).begin();
  for (let w = 0; w < 4; w++) {
    if (w > 0) log.openWindow();
    log.call();
    log.call();
    if (w === 2 && next !== null) log.rotate(next);
    log.closeWindow().seal();
  }
  return log.writeKeys();
}

Deno.test("export of a whole log verifies as it is, in each form, and can be sampled", async () => {
  await using dir = await TempDir.make();
  await writeLog(fourWindows(), dir.join("log"));
  // What does not belong to evidence, in the places where it might lie by mistake.
  await Deno.writeTextFile(dir.join("log", "outband-telemetry-current.jsonl"), "private words");
  await Deno.writeTextFile(dir.join("log", "keys", "log.pem"), "private words");
  const [part = ""] = filesBelow(dir.join("log")).filter((name) => name.endsWith("/segment.jsonl"));
  await Deno.writeTextFile(dir.join("log", part.replace("segment", "telemetry")), "private words");
  const key = ["--key", testKey(1).text];
  for (const name of ["a.zip", "a.tar.gz", "a.tgz", "a"]) {
    const out = dir.join(name);
    const { code, stdout } = await run(EXPORT_COMMAND, dir.join("log"), "--out", out, ...key);
    assertEquals(code, 0, stdout);
    const report = await verified(out, ...key);
    assertEquals([report.exit, report.windows.length], [0, 4], JSON.stringify(report.findings));
    const sample = ["--nonce", NONCE, "--count=3", "--out", dir.join(`${name}.sample`)];
    assertEquals((await run(SAMPLE_COMMAND, out, ...sample)).code, 0);
    const drawn = await verified(out, ...key, `--sample=${dir.join(`${name}.sample`)}`);
    assertEquals([drawn.exit, drawn.sample?.proven], [0, 3]);
  }
  const files = filesBelow(dir.join("a"));
  for (const name of files) {
    const text = new TextDecoder().decode(await Deno.readFile(dir.join("a", name)));
    assert(!text.includes("private words"), `${name} is no evidence`);
  }
  for (
    const name of [
      "README.txt",
      "SHA256SUMS",
      "manifest.json",
      "report/report.html",
      "report/report.json",
      "report/controls.csv",
      "report/controls.csv.ipe.json",
      "verifier/verify.html",
    ]
  ) {
    assert(files.includes(name), name);
  }
  const listed = (await Deno.readTextFile(dir.join("a", "SHA256SUMS"))).trimEnd().split("\n")
    .map((line) => line.slice(66));
  assertEquals(listed, files.filter((name) => name !== "SHA256SUMS"));
});

Deno.test("export gives the same bytes each time, wherever the evidence lies", async () => {
  await using dir = await TempDir.make();
  await writeLog(fourWindows(), dir.join("here"));
  await writeLog(fourWindows(), dir.join("there", "deep"));
  const key = ["--key", testKey(1).text];
  for (const kind of ["zip", "tar.gz"]) {
    const packed: string[] = [];
    for (const place of ["here", "there/deep"]) {
      const out = dir.join(`${place.replace("/", "-")}.${kind}`);
      await run(EXPORT_COMMAND, dir.join(place), "--out", out, ...key);
      packed.push((await Deno.readFile(out)).toHex());
    }
    assertEquals(packed[0] === packed[1], true, kind);
  }
  const oscal: string[] = [];
  for (const place of ["here", "there/deep"]) {
    const flags = ["--format=oscal", "--out=-", ...key];
    oscal.push((await run(EXPORT_COMMAND, dir.join(place), ...flags)).stdout);
  }
  assertEquals(oscal[0], oscal[1]);
  assertStringIncludes(oscal[0] ?? "", '"oscal-version": "1.1.3"');
  assert(!(oscal[0] ?? "").includes(dir.path), "It names no directory of this machine");
});

for (const version of OSCAL_VERSIONS) {
  vectorTest(`export --format oscal is valid against the schema of ${version}`, async () => {
    await using dir = await TempDir.make();
    await writeLog(fourWindows(), dir.join("log"));
    const out = dir.join("x.json");
    const flags = ["--format=oscal", `--oscal-version=${version}`, "--out", out];
    const { code } = await run(EXPORT_COMMAND, dir.join("log"), ...flags, "--key", testKey(1).text);
    assertEquals(code, 0);
    const ajv = new Ajv({ allErrors: true, strict: false });
    formats.default(ajv);
    const schema = vectorText(`oscal/oscal_assessment-results_schema-${version}.json`);
    const check = ajv.compile(JSON.parse(schema));
    const text = await Deno.readTextFile(out);
    assert(check(JSON.parse(text)), JSON.stringify(check.errors?.slice(0, 5)));
    // Each file that it names is in the archive, with that digest.
    await run(EXPORT_COMMAND, dir.join("log"), "--out", dir.join("a"), "--key", testKey(1).text);
    const resources: { rlinks?: { href: string; hashes: { value: string }[] }[] }[] =
      JSON.parse(text)["assessment-results"]["back-matter"].resources;
    const links = resources.flatMap(({ rlinks = [] }) => rlinks);
    assertEquals(links.length, 2 + 2 * 4);
    for (const { href, hashes } of links) {
      const bytes = await Deno.readFile(dir.join("a", decodeURI(href)));
      assertEquals(hashes[0]?.value, sha256Hex(bytes), href);
    }
  });
}

Deno.test("export of a period has its windows, and the tree above those before", async () => {
  await using dir = await TempDir.make();
  await writeLog(fourWindows(), dir.join("log"));
  const out = dir.join("middle");
  const key = ["--key", testKey(1).text];
  const { code } = await run(EXPORT_COMMAND, dir.join("log"), ...MIDDLE, "--out", out, ...key);
  assertEquals(code, 0);
  const report = await verified(out, ...key, `--from=${FIRST_W + 1}`);
  assertEquals([report.exit, report.windows.map(({ w }) => w)], [0, [FIRST_W + 1, FIRST_W + 2]]);
  const unasked = await verified(out, ...key);
  assertEquals(
    [unasked.exit, unasked.results.continuity],
    [0, "unproven"],
    "It says what is missing",
  );
  const readme = await Deno.readTextFile(`${out}/README.txt`);
  assertStringIncludes(readme, `verify ARCHIVE --key KEY --from ${FIRST_W + 1}`);
  assertStringIncludes(readme, `first signed by: ${testKey(1).text}`);
  assertStringIncludes(readme, "export --whole");
  // A figure of the report that comes along is the one that anybody makes of the archive again.
  const again = dir.join("again");
  const flags = [...MIDDLE, "--out", again, ...key];
  assertEquals((await run(REPORT_COMMAND, `${out}/evidence`, ...flags)).code, 0);
  const totals = async (path: string): Promise<unknown> =>
    JSON.parse(await Deno.readTextFile(path)).totals;
  assertEquals(await totals(`${out}/report/report.json`), await totals(`${again}/report.json`));
  const whole = dir.join("whole");
  await run(EXPORT_COMMAND, dir.join("log"), ...MIDDLE, "--whole", "--out", whole, ...key);
  assertEquals((await verified(whole, ...key)).windows.length, 3);
});

Deno.test("export of a period before a key change leaves the later key out", async () => {
  await using dir = await TempDir.make();
  await writeLog(fourWindows(), dir.join("log"));
  const out = dir.join("early");
  const key = ["--key", testKey(1).text];
  await run(EXPORT_COMMAND, dir.join("log"), "--to=2026-11-21T02:00:00Z", "--out", out, ...key);
  const report = await verified(out, ...key);
  assertEquals([report.exit, report.windows.length], [0, 2], JSON.stringify(report.findings));
  assertEquals(filesBelow(out).filter((name) => name.includes("log-2.")), []);
});

Deno.test("export takes several logs, and leaves out what is not signed", async () => {
  await using dir = await TempDir.make();
  const keys = [testKey(3, "a.example/one"), testKey(4, "a.example/two")];
  for (const key of keys) {
    const log = fourWindows(key, null);
    log.openWindow();
    log.call();
    log.writeSegment();
    await writeLog(log, dir.join("logs", key.text.split("+")[0]?.slice(-3) ?? ""));
  }
  const flags = keys.flatMap(({ text }) => ["--key", text]);
  const out = dir.join("both.zip");
  const { code, stdout } = await run(EXPORT_COMMAND, dir.join("logs"), "--out", out, ...flags);
  assertEquals(code, 0, stdout);
  assertEquals(stdout.match(/4 windows \(1 not signed yet, left out\)/g)?.length, 2);
  for (const { text } of keys) assertEquals((await verified(out, "--key", text)).exit, 0);
  const without = await run(EXPORT_COMMAND, dir.join("logs"), "--out", dir.join("no-key.zip"));
  assertEquals(without.code, 6);
});

Deno.test("export says in one line what is wrong, and writes nothing", async () => {
  await using dir = await TempDir.make();
  const log = fourWindows();
  await writeLog(log, dir.join("log"));
  const out = ["--out", dir.join("x.zip")];
  const cases: [string, string, string[]][] = [
    ["USAGE", "Name a path and --out", [dir.join("log")]],
    ["USAGE", "--oscal-version belongs to", [dir.join("log"), "--oscal-version=1.1.3", ...out]],
    ["CONFIG", "--format", [dir.join("log"), "--format=pdf", ...out]],
    ["CONFIG", "--oscal-version", [dir.join("log"), "--format=oscal", "--oscal-version=2", ...out]],
    ["CONFIG", "no signed window", [dir.join("log"), "--from=2027-01-01", ...out]],
    ["CONFIG", "it exists", [dir.join("log"), "--out", dir.join("there.zip")]],
    ["CONFIG", "is not empty", [dir.join("log"), "--out", dir.join("log")]],
    ["IO", "does not exist", [dir.join("nowhere"), ...out]],
  ];
  await Deno.writeTextFile(dir.join("there.zip"), "mine");
  for (const [code, words, args] of cases) {
    const error = await assertRejects(() => run(EXPORT_COMMAND, ...args), OutbandError, words);
    assertEquals([error.code, error.message.includes("\n")], [code, false], words);
  }
  assertEquals(await Deno.readTextFile(dir.join("there.zip")), "mine");
  await assertRejects(() => Deno.stat(dir.join("x.zip")), Deno.errors.NotFound);
  // Records that are not those under their checkpoint.
  const [segment = ""] = [...log.files.keys()].filter((path) => path.endsWith("/segment.jsonl"));
  const text = await Deno.readTextFile(dir.join("log", segment));
  await Deno.writeTextFile(dir.join("log", segment), text.replace('"status":200', '"status":500'));
  const key = ["--key", testKey(1).text];
  const forged = (): Promise<unknown> => run(EXPORT_COMMAND, dir.join("log"), ...out, ...key);
  await assertRejects(forged, OutbandError, "not those under the checkpoint");
});

Deno.test("choose() goes on to the records that people had seen", () => {
  const span = (w: number, isSealed = true) => ({
    ...{ dir: `${w}/`, names: new Set<string>(), first: 10 * w, w, isSealed },
    ...{ startMs: w * 100, endMs: (w + 1) * 100 },
  });
  const spans = [0, 1, 2, 3, 4].map((w) => span(w, w < 4));
  const period = { fromMs: 100, toMs: 200 };
  const chosen = (...sizes: number[]): unknown => {
    const register = sizes.map((size) => ({ size }));
    const { from, to } = choose(spans, { period, register, isWhole: false }) ?? {};
    return [from, to];
  };
  assertEquals(chosen(), [1, 1]);
  assertEquals(chosen(5, 20), [1, 1]);
  assertEquals(chosen(21), [1, 2]);
  assertEquals(chosen(40, 3), [1, 3]);
  assertEquals(chosen(45), [1, 1], "Nothing signed reaches that far");
  const open = { period: { fromMs: 400, toMs: 500 }, register: [], isWhole: false };
  assertEquals(choose(spans, open), null);
  const both = choose(spans, { ...open, period: { fromMs: 300, toMs: 500 } });
  assertEquals([both?.to, both?.unsigned], [3, 1]);
});

Deno.test("packDirectory() keeps names and bytes, also long names and empty files", async () => {
  await using dir = await TempDir.make();
  const long = `${"long-name-".repeat(8)}/${"d".repeat(60)}/${"f".repeat(60)}`;
  const files = new Map([
    ["a/empty", new Uint8Array(0)],
    [long, Uint8Array.from({ length: 70_000 }, (_, k) => k * k % 251)],
    ["z", new TextEncoder().encode("z".repeat(513))],
  ]);
  for (const [name, bytes] of files) {
    await Deno.mkdir(dir.join("d", name.slice(0, name.lastIndexOf("/") + 1)), { recursive: true });
    await Deno.writeFile(dir.join("d", name), bytes);
  }
  for (const kind of ["zip", "tar.gz"] as const) {
    const archive = dir.join(`x.${kind}`);
    await packDirectory(dir.join("d"), { archive, kind, folder: "top" });
    let packed = await Deno.readFile(archive);
    if (kind === "tar.gz") {
      const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      packed = await new Response(plain).bytes();
    }
    const found = await filesIn(packed);
    assertEquals([...found.keys()].sort(), [...files.keys()].map((name) => `top/${name}`).sort());
    for (const [name, bytes] of files) {
      assertEquals(found.get(`top/${name}`)?.toHex(), bytes.toHex());
    }
    const twice = (): Promise<void> =>
      packDirectory(dir.join("d"), { archive, kind, folder: "top" });
    await assertRejects(twice, OutbandError, "it exists, and is kept");
  }
  assertEquals(["a.zip", "a.tgz", "a.tar.gz", "a.tar", "zip"].map(packedKind), [
    ...["zip", "tar.gz", "tar.gz", null, null],
  ]);
});
