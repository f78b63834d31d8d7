import { utf8 } from "../../src/base/bytes.ts";
import { type Opening, openingsText, SAMPLE_FILE } from "../../src/format/sample.ts";
import { planSize, shareOf } from "../../src/verify/sample_check.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import {
  addRecord,
  editSample,
  logOfCalls,
  NONCE,
  openingsOf,
  otherKey,
  recordsIn,
  sampleFiles,
  sampleOf,
} from "../support/sample_cases.ts";
import type { LogBuilder } from "../support/log_builder.ts";
import { assertEquals } from "../support/std.ts";
import { testKey } from "../support/test_keys.ts";
import { codesOf, fileText, verifyFiles } from "../support/verify_rig.ts";

type Files = Map<string, Uint8Array>;

function audit(log: LogBuilder, files: Files, nonce: string | null = NONCE): Promise<VerifyReport> {
  const options = { keys: [testKey(1).text], sample: sampleFiles(files, nonce) };
  return verifyFiles(log.files, options);
}

/** Codes that change the verdict, of a sample with this damage. */
async function codes(damage: (files: Files, log: LogBuilder) => void): Promise<string[]> {
  const log = logOfCalls(20);
  const files = sampleOf(log);
  damage(files, log);
  return codesOf(await audit(log, files), ["contradiction", "unreadable", "unproven"]);
}

Deno.test("a sample that was drawn, proven and opened passes, and is counted", async () => {
  const log = logOfCalls(40);
  const files = sampleOf(log, { count: 5 });
  const report = await audit(log, files);
  assertEquals(report.exit, 0);
  assertEquals(report.results.content, "pass");
  assertEquals(report.sample, {
    calls: 40,
    drawn: 5,
    proven: 5,
    opened: 5,
    erased: 0,
    size: log.size,
    nonce: NONCE,
    nonce_confirmed: true,
  });
  const unsure = await audit(log, files, null);
  assertEquals(unsure.exit, 0);
  assertEquals(unsure.not_proven.some((sentence) => sentence.includes("--nonce")), true);
  assertEquals(report.not_proven.some((sentence) => sentence.includes("--nonce")), false);
});

Deno.test("a sample that nobody opened leaves content unchecked", async () => {
  const log = logOfCalls(20);
  const report = await audit(log, sampleOf(log, { opened: [] }));
  assertEquals(report.exit, 0);
  assertEquals(report.results.content, "not_checked");
  assertEquals(report.sample?.proven, 3);
});

Deno.test("a sample may take all calls, a plan's count, or a stratum", async () => {
  const log = logOfCalls(20);
  assertEquals((await audit(log, sampleOf(log, { count: 20 }))).sample?.drawn, 20);
  assertEquals((await audit(log, sampleOf(log, { count: 500 }))).sample?.drawn, 20);
  const plan = { risk: "20", tolerable: "20", deviations: 0 };
  assertEquals(planSize(plan), 8);
  assertEquals((await audit(log, sampleOf(log, { plan, count: 8 }))).exit, 0);
  const short = await audit(log, sampleOf(log, { plan, count: 7 }));
  assertEquals(short.finding_counts.SAMPLE_INDEX_MISSING, 1);
  const some = await audit(log, sampleOf(log, { stratum: { category: "SSN", class: "full" } }));
  assertEquals([some.exit, some.sample?.calls, some.sample?.drawn], [0, 20, 3]);
  const none = await audit(log, sampleOf(log, { stratum: { provider: "other" } }));
  assertEquals([none.exit, none.sample?.calls, none.sample?.drawn], [0, 0, 0]);
});

Deno.test("a sample is rejected when the operator chose it", async () => {
  const log = logOfCalls(20);
  const files = sampleOf(log);
  const report = await audit(log, files, "27182818284590452353");
  assertEquals(codesOf(report, ["contradiction"]), ["SAMPLE_SEED_MISMATCH"]);
  // A swapped record, with a true proof and true openings.
  const drawn = recordsIn(files);
  const other = [6, 7, 8, 9].find((index) => !drawn.includes(index)) as number;
  addRecord(files, log, { index: other });
  editSample(files, ({ records }) => ({ records: [other, ...records.slice(1)] }));
  assertEquals(codesOf(await audit(log, files), ["contradiction"]), [
    "SAMPLE_INDEX_EXTRA",
    "SAMPLE_INDEX_MISSING",
  ]);
  assertEquals(await codes((all) => editSample(all, () => ({ nonce: "1".repeat(20) }))), [
    "SAMPLE_INDEX_EXTRA",
    "SAMPLE_INDEX_MISSING",
    "SAMPLE_SEED_MISMATCH",
  ]);
  assertEquals(await codes((all) => editSample(all, () => ({ count: 2 }))), ["SAMPLE_INDEX_EXTRA"]);
});

Deno.test("a sample under a head of another history, or of no key, is not believed", async () => {
  const other = logOfCalls(21);
  assertEquals(
    await codes((files) =>
      editSample(files, () => ({ checkpoint: fileText(other.files, "checkpoint") }))
    ),
    ["HEAD_ROLLED_BACK", "RANGE_NOT_COVERED", "SAMPLE_PROOF_BAD", "SAMPLE_SEED_MISMATCH"],
  );
  assertEquals(
    await codes((files) =>
      editSample(
        files,
        ({ checkpoint }) => ({ checkpoint: checkpoint.replace(/\n\u2014.*/, "\n") }),
      )
    ),
    ["FILE_UNREADABLE"],
  );
  const log = logOfCalls(20);
  const part = new Map([...log.files].filter(([path]) => path.includes("/010000Z-")));
  const options = { keys: [testKey(1).text], sample: sampleFiles(sampleOf(log)) };
  const report = await verifyFiles(part, options);
  assertEquals(codesOf(report, ["contradiction", "unreadable"]), []);
  assertEquals((report.finding_counts.RANGE_NOT_COVERED ?? 0) > 1, true);
});

Deno.test("openings must be what the record committed to", async () => {
  const edit = (change: (opening: Opening) => Partial<Opening>) => (files: Files): void => {
    const path = `${recordsIn(files)[0]}.openings.jsonl`;
    const openings = fileText(files, path).trimEnd().split("\n").map((line) =>
      JSON.parse(line) as Opening
    );
    const changed = openings.map((opening, k) =>
      k === 0 ? { ...opening, ...change(opening) } : opening
    );
    files.set(path, utf8(openingsText(changed)));
  };
  const cases: [(opening: Opening) => Partial<Opening>, string[]][] = [
    [({ data }) => ({ data: `${data} ` }), ["COMMITMENT_MISMATCH"]],
    [({ k }) => ({ k: otherKey(k) }), ["COMMITMENT_MISMATCH"]],
    [({ k }) => ({ k: `${k}00` }), ["OPENING_KEY_LENGTH"]],
    [({ k }) => ({ k: k.slice(2) }), ["OPENING_KEY_LENGTH"]],
    [() => ({ part: "res" }), ["COMMITMENT_MISMATCH"]],
    [() => ({ part: "orig.req", sha256: "0".repeat(64) }), ["COMMITMENT_MISMATCH"]],
    [({ i }) => ({ i: i + 1 }), ["COMMITMENT_MISMATCH"]],
  ];
  for (const [change, expected] of cases) assertEquals(await codes(edit(change)), expected);
  // An opening of one record does not open another.
  assertEquals(
    await codes((files, log) => {
      const [one, two] = recordsIn(files) as [number, number];
      const moved = openingsOf(log, one).map((opening) => ({ ...opening, i: two }));
      files.set(`${two}.openings.jsonl`, utf8(openingsText(moved)));
    }),
    ["COMMITMENT_MISMATCH"],
  );
});

Deno.test("files of a sample cut at every byte are never accepted", async () => {
  const log = logOfCalls(4);
  const files = sampleOf(log, { count: 1 });
  const [index] = recordsIn(files);
  for (
    const name of [
      SAMPLE_FILE,
      `${index}.tlog-proof`,
      `${index}.entry.json`,
      `${index}.openings.jsonl`,
    ]
  ) {
    const whole = files.get(name) as Uint8Array;
    for (let end = 0; end < whole.length; end++) {
      // Openings are whole lines: fewer of them are fewer parts, and still true.
      if (name.endsWith(".jsonl") && (end === 0 || whole[end - 1] === 0x0a)) continue;
      const cut = new Map([...files, [name, whole.slice(0, end)]]);
      const { exit } = await audit(log, cut);
      assertEquals(exit === 4 || exit === 5, true, `${name} cut at ${end}: exit ${exit}`);
    }
  }
});

Deno.test("a strange file in a sample is named, and a missing description is an error", async () => {
  assertEquals(await codes((files) => files.set("notes.txt", utf8("x"))), []);
  assertEquals(await codes((files) => files.delete(SAMPLE_FILE)), ["FILE_UNREADABLE"]);
});

Deno.test("shareOf() takes percent as auditors write them", () => {
  assertEquals(["5", "0.1", "99.9999"].map(shareOf), [0.05, 0.001, 99.9999 / 100]);
  for (const text of ["0", "100", "-1", "5%", "", "5.", "05", "1e1", "0.00001"]) {
    assertEquals(shareOf(text), null, text);
  }
});
