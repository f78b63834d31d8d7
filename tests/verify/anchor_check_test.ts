import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import type { FindingCode } from "../../src/format/finding_codes.ts";
import type { TimestampVerdict } from "../../src/format/anchor.ts";
import { lineBytes } from "../../src/tlog/cosignature.ts";
import { parsePolicy, type Policy } from "../../src/tlog/policy.ts";
import type { VerifyOptions } from "../../src/verify/verifier.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { LogBuilder } from "../support/log_builder.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { ORIGIN, testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";
import { codesOf, type Files, fileText, verifyFiles } from "../support/verify_rig.ts";

const KEY = testKey(1).text;
const [ALICE, BOB] = [new TestWitness(11), new TestWitness(12)];
const RESPONSE = utf8("a time-stamp response");

/** Two sealed windows; the directory of each, and the time at which each was closed. */
interface Fixture {
  files: Files;
  dirs: string[];
  closedMs: number[];
  sizes: number[];
}

function fixture(
  anchor?: (log: LogBuilder, first: { dir: string; size: number }) => void,
): Fixture {
  const log = new LogBuilder().begin();
  const made: Fixture = { files: log.files, dirs: [], closedMs: [], sizes: [] };
  const close = (): void => {
    log.call();
    const dir = log.directory;
    log.closeWindow().seal();
    made.dirs.push(dir);
    made.closedMs.push(log.nowMs);
    made.sizes.push(log.size);
  };
  close();
  log.openWindow();
  anchor?.(log, { dir: made.dirs[0] as string, size: log.size });
  close();
  log.writeKeys();
  return made;
}

/** Adds a witness's line to the checkpoint of a window, so many seconds after its end. */
function cosign(made: Fixture, window: number, witness: TestWitness, afterS = 5): void {
  const dir = made.dirs[window] as string;
  const name = `${dir}/checkpoint.cosigned`;
  const note = fileText(made.files, made.files.has(name) ? name : `${dir}/checkpoint`);
  const timeMs = (made.closedMs[window] as number) + afterS * 1_000;
  made.files.set(name, utf8(witness.cosigned(note, timeMs)));
}

function policy(quorum: string, log = KEY): Policy {
  const text = `log ${log}\nwitness alice ${ALICE.text}\nwitness bob ${BOB.text}\n` +
    `group both all alice bob\ngroup none-of-us any both\nquorum ${quorum}\n`;
  const parsed = parsePolicy(sha256, text);
  assert(typeof parsed !== "string", String(parsed));
  return parsed;
}

function verify(
  { files }: Fixture,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport> {
  return verifyFiles(files, { keys: [KEY], ...options });
}

function judged(verdict: TimestampVerdict, seen: Uint8Array[] = []): Partial<VerifyOptions> {
  return {
    timestamps: {
      judge(response, data): Promise<TimestampVerdict> {
        seen.push(response, data);
        return Promise.resolve(verdict);
      },
    },
  };
}

/** Codes that are about anchors. */
function anchorCodes(report: VerifyReport): FindingCode[] {
  return codesOf(report, ["contradiction", "unreadable", "unproven", "note"])
    .filter((code) => /^(COSIGN|QUORUM|WITNESS|ANCHOR|TSA|TIME_AFTER|HEAD_NONE)/.test(code));
}

Deno.test("checkAnchors() lets a witness confirm the log and its time", async () => {
  const made = fixture();
  cosign(made, 1, ALICE);
  const report = await verify(made, { policy: policy("alice"), require: ["witnessed", "time"] });
  assertEquals(report.exit, 0, JSON.stringify(report.findings));
  assertEquals(anchorCodes(report), []);
  assertEquals([report.results.independence, report.results.time], ["pass", "pass"]);
  const time = new Date((made.closedMs[1] as number) + 5_000).toISOString();
  assertEquals(report.outside, {
    witnessed: { size: made.sizes[1] as number, time },
    timestamped: null,
  });
  assertStringIncludes(report.reasons.independence, `the first ${made.sizes[1]} records`);
  assertStringIncludes(report.reasons.time, time);
  assertStringIncludes(report.not_proven.join("\n"), "removed together with what witnesses");
});

Deno.test("checkAnchors() without the witnesses' keys says that they were not checked", async () => {
  const made = fixture();
  cosign(made, 1, ALICE);
  const report = await verify(made);
  assertEquals(report.exit, 0);
  assertEquals(anchorCodes(report), ["ANCHOR_UNCHECKED", "HEAD_NONE_KNOWN"]);
  assertEquals(report.results.independence, "unproven");
  assertEquals((await verify(made, { require: ["witnessed"] })).exit, 6);
  assertEquals((await verify(made, { require: ["independence"] })).exit, 6);
});

Deno.test("a policy asks for its quorum on the newest checkpoint", async () => {
  const made = fixture();
  cosign(made, 0, ALICE);
  cosign(made, 0, BOB);
  cosign(made, 1, ALICE);
  const both = await verify(made, { policy: policy("both") });
  assertEquals([both.exit, anchorCodes(both)], [6, ["QUORUM_NOT_MET"]]);
  assertEquals(both.outside.witnessed?.size, made.sizes[0]);
  assertEquals((await verify(made, { policy: policy("alice") })).exit, 0);
  assertEquals((await verify(made, { policy: policy("bob") })).exit, 6);
  cosign(made, 1, BOB);
  assertEquals((await verify(made, { policy: policy("both") })).exit, 0);
  assertEquals((await verify(made, { policy: policy("none-of-us") })).exit, 0);
});

Deno.test("a quorum of none asks for nothing, but --require witnessed still wants a witness", async () => {
  const made = fixture();
  assertEquals((await verify(made, { policy: policy("none") })).exit, 0);
  const wanted = { policy: policy("none"), require: ["witnessed"] as const };
  assertEquals((await verify(made, wanted)).exit, 6);
  cosign(made, 1, BOB);
  assertEquals((await verify(made, wanted)).exit, 0);
});

Deno.test("checkAnchors() finds every byte of a cosigned checkpoint that was changed", async () => {
  const made = fixture();
  cosign(made, 1, ALICE);
  const path = `${made.dirs[1]}/checkpoint.cosigned`;
  const bytes = made.files.get(path) as Uint8Array;
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
    made.files.set(path, flipped);
    const { exit } = await verify(made, { policy: policy("alice") });
    assert(exit === 4 || exit === 6, `bit flipped at ${at}: exit ${exit}`);
    made.files.set(path, bytes.subarray(0, at));
    assertEquals((await verify(made, { policy: policy("alice") })).exit, 4, `cut at ${at}`);
  }
});

Deno.test("checkAnchors() finds a checkpoint that was signed anew under old cosignatures", async () => {
  const made = fixture();
  cosign(made, 1, ALICE);
  const other = new LogBuilder().begin();
  for (const calls of [1, 2]) {
    if (calls === 2) other.openWindow();
    for (let k = 0; k < calls; k++) other.call();
    other.closeWindow().seal();
  }
  other.writeKeys();
  const path = `${made.dirs[1]}/checkpoint.cosigned`;
  other.files.set(path, made.files.get(path) as Uint8Array);
  const report = await verifyFiles(other.files, { keys: [KEY], policy: policy("alice") });
  assertEquals(codesOf(report, ["contradiction"]), ["COSIGNATURE_BAD"]);
});

Deno.test("checkAnchors() knows that nobody confirms a record before it was written", async () => {
  for (const [afterS, codes] of [[-299, []], [-302, ["TIME_AFTER_ANCHOR"]]] as const) {
    const made = fixture();
    cosign(made, 1, ALICE, afterS);
    const report = await verify(made, { policy: policy("none") });
    assertEquals(codesOf(report, ["contradiction"]), [...codes]);
    const timeMs = (made.closedMs[1] as number) + afterS * 1_000;
    made.files.delete(`${made.dirs[1]}/checkpoint.cosigned`);
    made.files.set(`${made.dirs[1]}/anchors/checkpoint.tsr`, RESPONSE);
    const stamped = await verify(made, judged({ timeMs }));
    assertEquals(codesOf(stamped, ["contradiction"]), [...codes]);
  }
});

Deno.test("checkAnchors() says when all witnesses bear the log's own name", async () => {
  const made = fixture();
  const own = new TestWitness(13, `${ORIGIN.split("/")[0]}/witness`);
  cosign(made, 1, own);
  const text = `witness own ${own.text}\nquorum own\n`;
  const parsed = parsePolicy(sha256, text);
  assert(typeof parsed !== "string");
  const report = await verify(made, { policy: parsed });
  assertEquals([report.exit, anchorCodes(report)], [0, ["WITNESS_INTERNAL_ONLY"]]);
});

Deno.test("checkAnchors() hands the judge the response and the bytes of the checkpoint", async () => {
  const made = fixture();
  const dir = made.dirs[1];
  made.files.set(`${dir}/anchors/checkpoint.tsr`, RESPONSE);
  const timeMs = (made.closedMs[1] as number) + 2_000;
  const seen: Uint8Array[] = [];
  const report = await verify(made, { ...judged({ timeMs }, seen), require: ["timestamped"] });
  assertEquals(report.exit, 0, JSON.stringify(report.findings));
  assertEquals(seen, [RESPONSE, made.files.get(`${dir}/checkpoint`) as Uint8Array]);
  assertEquals(report.outside.timestamped?.size, made.sizes[1]);
  assertEquals([report.results.time, report.results.independence], ["pass", "pass"]);
  const without = await verify(made);
  assertEquals(anchorCodes(without), ["ANCHOR_UNCHECKED", "HEAD_NONE_KNOWN"]);
  const wanted = await verify(made, { require: ["timestamped"] });
  assertEquals([wanted.exit, wanted.results.time], [6, "unproven"]);
  assert(anchorCodes(wanted).includes("TSA_UNTRUSTED"));
});

Deno.test("checkAnchors() weighs what a judge says", async () => {
  const verdicts = {
    TSA_IMPRINT_MISMATCH: 4,
    TSA_SIGNATURE_BAD: 4,
    TSA_EKU: 4,
    TSA_UNTRUSTED: 0,
  } as const;
  for (const [code, exit] of Object.entries(verdicts) as [keyof typeof verdicts, number][]) {
    const made = fixture();
    made.files.set(`${made.dirs[1]}/anchors/checkpoint.tsr`, RESPONSE);
    const report = await verify(made, judged({ code, message: "seen" }));
    assertEquals([report.exit, report.finding_counts[code]], [exit, 1], code);
    const wanted = await verify(made, { ...judged({ code, message: "seen" }), require: ["time"] });
    assertEquals(wanted.exit, exit === 0 ? 6 : exit, code);
  }
});

Deno.test("anchor records are compared with the receipts that are here", async () => {
  const receipt = (log: LogBuilder, type: string, sha: string, by: string, size: number): void => {
    log.append({ kind: "anchor", type, size, sha256: sha, by });
  };
  const timeMs = Date.UTC(2026, 10, 21, 1);
  const made = fixture((log, { dir, size: _ }) => {
    const note = fileText(log.files, `${dir}/checkpoint`);
    const size = Number(note.split("\n")[1]);
    log.files.set(`${dir}/checkpoint.cosigned`, utf8(ALICE.cosigned(note, timeMs)));
    log.files.set(`${dir}/anchors/checkpoint.tsr`, RESPONSE);
    const line = lineBytes(ALICE.line(note, timeMs));
    receipt(log, "tlog-witness", toHex(NODE_SUITE.sha256(line)), "witness11.example/w", size);
    receipt(log, "rfc3161", toHex(NODE_SUITE.sha256(RESPONSE)), "tsa.example", size);
  });
  const options = { policy: policy("none"), ...judged({ timeMs }) };
  const report = await verify(made, options);
  assertEquals([report.exit, anchorCodes(report)], [0, []]);
  made.files.delete(`${made.dirs[0]}/checkpoint.cosigned`);
  made.files.set(`${made.dirs[0]}/anchors/checkpoint.tsr`, utf8("another"));
  const without = await verify(made, options);
  assertEquals([without.exit, without.finding_counts.ANCHOR_UNCHECKED], [0, 2]);
});

Deno.test("an anchor record cannot name more records than come before it", async () => {
  const made = fixture((log) => {
    const hash = "ab".repeat(32);
    log.append({ kind: "anchor", type: "rfc3161", size: log.size + 1, sha256: hash, by: "x" });
  });
  assertEquals(codesOf(await verify(made), ["contradiction"]).includes("RECORD_SCHEMA"), true);
});

Deno.test("checkAnchors() survives a witness that claims an impossible time", async () => {
  const made = fixture();
  cosign(made, 1, ALICE, 2 ** 51);
  const report = await verify(made, { policy: policy("alice") });
  assertEquals(report.exit, 0);
  assertStringIncludes(report.outside.witnessed?.time ?? "", "s after 1970");
});
