/**
 * Journey: a log that is shown to a witness and to a time-stamp authority, and what `verify` makes
 * of it; then the same log taken back, forked, and stripped.
 */

import { anchoredLog, startWitness } from "../support/anchored_log.ts";
import { chat, chatUpstream, contradictions, filesBelow, verify } from "../support/journey.ts";
import { HAVE_OPENSSL } from "../support/openssl_server.ts";
import { peerTest } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { startServe } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const EVERYTHING = "--require=continuous,independent,witnessed,timestamped";

peerTest(
  "serve shows each checkpoint outside, and verify takes what came back",
  HAVE_OPENSSL ? null : "openssl",
  async () => {
    await using log = await anchoredLog(3);
    const trust = ["--policy", log.policyFile, "--tsa-ca", log.tsa.caFile];
    const { code, report } = await verify(log.evidence, [...trust, EVERYTHING]);
    assertEquals(contradictions(report), []);
    assertEquals(code, 0, JSON.stringify(report.findings));
    assertEquals([report.results.independence, report.results.time], ["pass", "pass"]);
    const size = report.log?.size;
    assertEquals([report.outside.witnessed?.size, report.outside.timestamped?.size], [size, size]);
    const segments = filesBelow(log.evidence).filter((path) => path.endsWith("/segment.jsonl"));
    const lines = segments.map((path) => Deno.readTextFileSync(`${log.evidence}/${path}`)).join("");
    for (const type of ["tlog-witness", "rfc3161"]) {
      assert(
        lines.split("\n").some((line) =>
          line.includes('"kind":"anchor"') && line.includes(`"type":"${type}"`)
        ),
        type,
      );
    }
    for (const request of log.stampRequests) assert(request.length < 80, "Only a hash leaves");
    // Only what came before the witness was named is unchecked; nothing is missing here.
    assertEquals(report.finding_counts.ANCHOR_UNCHECKED ?? 0, 0, JSON.stringify(report.findings));
    assertEquals((await verify(log.evidence, ["--key", log.vkey])).code, 0);
    assertEquals((await verify(log.evidence, ["--key", log.vkey, EVERYTHING])).code, 6);
  },
);

Deno.test("a witness refuses a log that was taken back, and serve says so", async () => {
  await using dir = await TempDir.make();
  await using upstream = chatUpstream();
  const evidence = dir.join("evidence");
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: ["--origin=logs.example.com/gw-0", "--summary-interval=60m"],
  };
  let vkey = "";
  {
    await using first = await startServe(options);
    vkey = String((await first.waitForLog("server.listening"))["vkey"]);
    assertEquals(await chat(first.url, "the first call"), 200);
    assertEquals((await first.stop()).code, 0);
  }
  const port = freePort();
  const witness = await startWitness({ dir, log: vkey, port });
  const args = [...options.args, `--witness=${witness.url}+${witness.vkey}`];
  for (const name of ["evidence", "evidence.private"]) await copy(dir, name, `${name}.backup`);
  {
    await using serve = await startServe({ ...options, args });
    for (let k = 0; k < 3; k++) await chat(serve.url, `call ${k}`);
    const { code, stderr } = await serve.stop();
    assertEquals(code, 0);
    assertStringIncludes(stderr, "anchor.received");
  }
  assertEquals((await witness.process.stop()).code, 0);
  for (const name of ["evidence", "evidence.private"]) {
    await Deno.remove(dir.join(name), { recursive: true });
    await Deno.rename(dir.join(`${name}.backup`), dir.join(name));
  }
  // The witness is started again and remembers; the log does not.
  const again = await startWitness({ dir, log: vkey, port });
  await using _again = again.process;
  assertEquals(again.vkey, witness.vkey);
  await using serve = await startServe({ ...options, args });
  assertEquals(await chat(serve.url, "another call"), 200);
  const { stderr } = await serve.stop();
  assertStringIncludes(stderr, "anchor.failed");
  assertStringIncludes(stderr, "It has seen");
  const told = await again.process.waitForLog("witness.answered", (line) => line["status"] === 409);
  assertEquals(told["origin"], "logs.example.com/gw-0");
});

async function copy(dir: TempDir, from: string, to: string): Promise<void> {
  for (const path of filesBelow(dir.join(from))) {
    const target = dir.join(to, path);
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.copyFile(dir.join(from, path), target);
    await Deno.chmod(target, (await Deno.stat(dir.join(from, path))).mode ?? 0o600);
  }
}
