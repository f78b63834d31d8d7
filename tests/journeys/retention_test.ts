/**
 * Journey: windows and telemetry of a running proxy reach their age and are deleted, and the log
 * that is left verifies; a hold keeps everything; a tombstone that was taken away is noticed.
 */

import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

const SHORT = ["--summary-interval=1s", "--retain-evidence=2s", "--retain-telemetry=2s"];

Deno.test("old windows go behind a signed tombstone, and the log goes on and verifies", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const telemetry = `${evidence}.telemetry`;
  const options = { target: upstream.url, evidenceDir: evidence, args: SHORT };
  let vkey = "";
  let firstKept = 0;
  for (const round of [1, 2]) {
    await using serve = await startServe({
      ...options,
      args: [...SHORT, `--log-dir=${telemetry}`],
    });
    vkey = await vkeyOf(serve);
    assertEquals(await chat(serve.url, `call of round ${round}`), 200);
    const gone = await serve.waitForLog("retention.deleted", ({ what }) => what === "evidence");
    assert(Number(gone["windows"]) > 0);
    await serve.waitForLog("retention.deleted", ({ what }) => what === "telemetry");
    assertEquals(await chat(serve.url, "one more"), 200);
    const { code, stderr } = await serve.stop();
    assertEquals(code, 0, stderr);
    assert(!stderr.includes("retention.failed"), stderr);

    const { code: exit, report } = await verify(evidence, ["--key", vkey]);
    assertEquals(contradictions(report), []);
    assertEquals(exit, 0);
    const first = report.windows[0]?.first ?? 0;
    assert(first > firstKept, `round ${round} begins at ${first}`);
    firstKept = first;
    assertEquals(report.finding_counts["TOMBSTONE_DECLARED"], 1);
  }
  {
    // With the usual retention, so that this call stays.
    await using serve = await startServe({ ...options, args: [`--log-dir=${telemetry}`] });
    assertEquals(await chat(serve.url, "stays"), 200);
    await serve.stop();
  }
  await proveOne(evidence, { telemetry, vkey, dir });
  assert((await runCommand(["verify", evidence, "--key", vkey])).stdout.includes("were deleted"));
  // Nothing of the first call is left but hashes.
  const secrets = filesBelow(`${evidence}.private/secrets`);
  const parts = filesBelow(evidence).filter((path) => path.endsWith("segment.jsonl"));
  assertEquals(secrets.length, parts.length);

  // Whoever takes the records with the tombstones away is noticed.
  const newest = parts.map((path) => path.slice(0, -"segment.jsonl".length));
  for (const part of newest.slice(0, -1)) {
    await Deno.remove(`${evidence}/${part}`, { recursive: true });
  }
  const { code, report } = await verify(evidence, ["--key", vkey]);
  assertEquals(code, 4);
  assertStringIncludes(contradictions(report).join(), "no signed tombstone declares it");
});

/** Samples and openings work on what is left. */
async function proveOne(
  evidence: string,
  log: { telemetry: string; vkey: string; dir: TempDir },
): Promise<void> {
  const { telemetry, vkey, dir } = log;
  const sample = dir.join("sample");
  const nonce = "31415926535897932384";
  const drawn = await runCommand([
    "sample",
    evidence,
    "--nonce",
    nonce,
    "--count=1",
    "--out",
    sample,
  ]);
  assertEquals(drawn.code, 0, drawn.stderr);
  const opened = await runCommand(
    ["open", evidence, "--sample", sample, "--telemetry", telemetry],
  );
  assertEquals(opened.code, 0, opened.stderr);
  const flags = ["--key", vkey, "--sample", sample, "--nonce", nonce];
  const { code, report } = await verify(evidence, flags);
  assertEquals([code, contradictions(report)], [0, []]);
  assert(Number(report.sample?.opened) > 0, "each record is proven, and opened");
  // Which records the draw began with is not known any more.
  assertStringIncludes(report.reasons.continuity, "first records are not here");
}

Deno.test("a hold keeps everything, is a record, and ends with a record", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const options = { target: upstream.url, evidenceDir: evidence };
  {
    await using serve = await startServe({ ...options, args: [...SHORT, "--hold=case 4711"] });
    await serve.waitForLog("retention.hold", ({ state }) => state === "on");
    await chat(serve.url, "hello");
    for (const part of await sealedDirectories(5, serve)) assert(part !== "");
    const { stderr } = await serve.stop();
    assert(!stderr.includes("retention.deleted"), stderr);
    assert(!stderr.includes("retention.declared"), stderr);
  }
  const before = filesBelow(evidence).filter((path) => path.endsWith("segment.jsonl"));
  assert(before.length > 4);
  const erase = ["erase", evidence, "--record=6", "--why=x", "--log-output=stdout"];
  const refused = await runCommand(erase);
  assertEquals(refused.code, 3, refused.stderr);
  assertStringIncludes(refused.stderr, "case 4711");
  {
    await using serve = await startServe({ ...options, args: SHORT });
    await serve.waitForLog("retention.hold", ({ state }) => state === "off");
    await serve.waitForLog("retention.deleted", ({ what }) => what === "evidence");
    const vkey = await vkeyOf(serve);
    await serve.stop();
    assertEquals((await verify(evidence, ["--key", vkey])).code, 0);
  }
});

async function sealedDirectories(
  count: number,
  serve: {
    waitForLog(
      event: string,
      where: (line: Record<string, unknown>) => boolean,
    ): Promise<Record<string, unknown>>;
  },
): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < count) {
    const { directory } = await serve.waitForLog(
      "window.sealed",
      (line) => !seen.includes(String(line["directory"])),
    );
    seen.push(String(directory));
  }
  return seen;
}
