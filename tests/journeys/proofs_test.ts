/**
 * Journey: serve calls with personal data, stop, draw a sample with an auditor's nonce, open it,
 * and verify it as an auditor who has the archive and the sample only. Then one record is erased:
 * the log still verifies, says what is missing, and nobody can open it any more.
 */

import { tarOf } from "../support/archives.ts";
import { chat, chatBody, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const NONCE = "31415926535897932384";
const CALLS = 6;

function content(k: number): string {
  return `call ${k}: I am jane.roe@example.com, SSN 219-09-9999`;
}

async function outband(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args);
  assertEquals(code, 0, stderr);
  return stdout;
}

/** The evidence as an auditor gets it: one compressed tar, nothing private in it. */
async function archive(evidence: string, path: string): Promise<void> {
  const entries = filesBelow(evidence).map((name) => ({
    name: `evidence/${name}`,
    data: Deno.readFileSync(`${evidence}/${name}`),
  }));
  const stream = new Blob([tarOf(entries)]).stream().pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(path, await new Response(stream).bytes());
}

Deno.test("sample, open and erase: an auditor checks single records, and one that is gone", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const telemetry = dir.join("telemetry");
  let vkey = "";
  {
    await using serve = await startServe({
      target: upstream.url,
      evidenceDir: evidence,
      args: [`--log-dir=${telemetry}`],
    });
    vkey = await vkeyOf(serve);
    for (let k = 0; k < CALLS; k++) assertEquals(await chat(serve.url, content(k)), 200);
    const locked = await runCommand([
      "erase",
      evidence,
      "--record=5",
      "--why=test",
      `--log-dir=${telemetry}`,
    ]);
    assertEquals(locked.code, 5);
    assertStringIncludes(locked.stderr, "an outband serve is writing it; stop that first");
    assertEquals((await serve.stop()).code, 0);
  }

  const sample = dir.join("sample");
  const drawn = await outband("sample", evidence, "--nonce", NONCE, "--count=3", "--out", sample);
  assertStringIncludes(drawn, `3 of ${CALLS} calls drawn`);
  const records = filesBelow(sample).filter((name) => name.endsWith(".tlog-proof"))
    .map((name) => Number(name.split(".")[0]));
  assertEquals(records.length, 3);
  const opening = ["open", evidence, "--sample", sample, "--telemetry", telemetry];
  await outband(...opening, "--parts=req,res,line,orig.req");
  await archive(evidence, dir.join("evidence.tgz"));
  const auditor = [`--sample=${sample}`, "--nonce", NONCE, "--key", vkey];
  const audited = await verify(dir.join("evidence.tgz"), auditor);
  assertEquals(audited.report.findings.filter((f) => f.weight !== "note").map((f) => f.code), [
    ...records.map(() => "NOT_OPENED"),
  ]);
  assertEquals(audited.report.sample, {
    calls: CALLS,
    drawn: 3,
    proven: 3,
    opened: 3,
    erased: 0,
    size: audited.report.log?.records as number,
    nonce: NONCE,
    nonce_confirmed: true,
  });
  // Only the redacted content: keys of originals without the originals open nothing.
  await outband(...opening);
  assertEquals((await verify(dir.join("evidence.tgz"), auditor)).code, 0);
  const other = await verify(dir.join("evidence.tgz"), [
    `--sample=${sample}`,
    "--nonce=00000000000000000000",
    "--key",
    vkey,
  ]);
  assertEquals(other.code, 4);
  assertEquals(other.report.finding_counts.SAMPLE_SEED_MISMATCH, 1);

  await openAndErase({ evidence, telemetry, vkey, record: records[0] as number, dir });
  // The sample that was drawn before stays good; drawn again, it says that one is gone.
  await archive(evidence, dir.join("after.tgz"));
  const again = dir.join("again");
  await outband("sample", evidence, "--nonce", NONCE, "--count=6", "--out", again);
  await outband(
    "open",
    evidence,
    "--sample",
    again,
    "--telemetry",
    telemetry,
  );
  const after = await verify(dir.join("after.tgz"), [
    `--sample=${again}/sample.json`,
    "--nonce",
    NONCE,
    "--key",
    vkey,
  ]);
  assertEquals(after.code, 0);
  assertEquals(after.report.sample?.opened, 5);
  assertEquals(after.report.sample?.erased, 1);
});

async function openAndErase(
  { evidence, telemetry, vkey, record, dir }: {
    evidence: string;
    telemetry: string;
    vkey: string;
    record: number;
    dir: TempDir;
  },
): Promise<void> {
  // The application kept its own copy of the request; the proof is that it is the same.
  const openOne = (index: number, out: string): string[] => [
    "open",
    evidence,
    `--record=${index}`,
    "--out",
    dir.join(out),
    "--telemetry",
    telemetry,
  ];
  const ord = JSON.parse(
    await Deno.readTextFile(dir.join("sample", `${record}.entry.json`)),
  ).ord as number;
  await Deno.writeTextFile(dir.join("request"), chatBody(content(ord)));
  const before = await outband(...openOne(record, "before"), "--request", dir.join("request"));
  assertStringIncludes(before, "req, res, line, orig.req\n");
  await Deno.writeTextFile(dir.join("request"), chatBody("something else"));
  const forged = await runCommand([...openOne(record, "f"), "--request", dir.join("request")]);
  assertEquals(forged.code, 5);
  assertStringIncludes(forged.stderr, "it is other content");

  const first = JSON.parse(
    (await Deno.readTextFile(dir.join("before", `${record}.openings.jsonl`))).split("\n")[0] ?? "",
  );
  assertEquals(JSON.parse(first.data)["messages[0].content"].includes("[REDACTED:SSN]"), true);

  const order = ["--why=request of the person", "--ref=T-17", `--log-dir=${telemetry}`];
  const erased = await outband("erase", evidence, `--record=${record}`, ...order);
  assertStringIncludes(erased, `record ${record} erased: line, orig.req, orig.res, req, res`);
  assertStringIncludes(erased, "its telemetry line is gone");
  assertStringIncludes(erased, '"type":"checkpoint"');
  for (const name of filesBelow(telemetry)) {
    assert(!(await Deno.readTextFile(`${telemetry}/${name}`)).includes(`"index":${record},`));
  }
  const lines = filesBelow(telemetry).flatMap((name) => ["--telemetry", `${telemetry}/${name}`]);
  const verdict = await verify(evidence, ["--key", vkey, ...lines]);
  assertEquals(verdict.code, 0);
  assertEquals(verdict.report.finding_counts.ERASED_DECLARED, 1);
  assertEquals(verdict.report.finding_counts.TELEMETRY_MISSING, undefined);
  assertEquals(verdict.report.telemetry, { matched: CALLS - 1, calls: CALLS });
  const gone = await runCommand(openOne(record, "gone"));
  assertEquals(gone.code, 5);
  assertStringIncludes(gone.stderr, "it was erased, and the log says so");
  // Of its neighbour in the same window everything can be opened as before.
  const neighbour = Number(
    filesBelow(dir.join("sample"))
      .find((name) => name.endsWith(".tlog-proof") && name !== `${record}.tlog-proof`)
      ?.split(".")[0],
  );
  const rest = await outband(...openOne(neighbour, "rest"), "--parts=line,orig.req,orig.res");
  assertStringIncludes(rest, "line, orig.req (key only), orig.res (key only)");
  // Again: nothing is declared twice, and it still verifies.
  assertStringIncludes(
    await outband("erase", evidence, `--record=${record}`, ...order),
    "was declared erased before",
  );
  assertEquals((await verify(evidence, ["--key", vkey])).code, 0);
}
