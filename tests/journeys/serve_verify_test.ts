/**
 * Journey: serve, call, stop, verify; again on the same log; and what `verify` says to wrong keys.
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

const OTHER_VKEY =
  "evidence.example.com/prod/gw-0+fe24b08b+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

Deno.test("serve, SIGTERM, verify: the log goes on over a restart and ordinals continue", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const options = {
    target: upstream.url,
    evidenceDir: evidence,
    args: ["--summary-interval=5s", "--shutdown-drain=5s"],
  };
  let vkey = "";
  for (const round of [1, 2]) {
    await using serve = await startServe(options);
    vkey = await vkeyOf(serve);
    for (let k = 0; k < 5; k++) assertEquals(await chat(serve.url, `call ${k}`), 200);
    const { code } = await serve.stop();
    assertEquals(code, 0);
    const verdict = await verify(evidence, ["--key", vkey]);
    assertEquals(contradictions(verdict.report), []);
    assertEquals(verdict.code, 0);
    assertEquals(verdict.report.totals.processed, 5 * round);
    assertEquals(verdict.report.totals.audited_full, 5 * round);
    assertEquals(verdict.report.results.integrity, "pass");
    assertEquals(verdict.report.results.identity, "pass");
  }
  assertEquals((await verify(evidence)).code, 6);
  assertEquals((await verify(evidence, ["--key", OTHER_VKEY])).code, 4);
  assertEquals((await runCommand(["verify", dir.join("nothing")])).code, 5);
  await Deno.mkdir(dir.join("empty"));
  assertEquals((await runCommand(["verify", dir.join("empty")])).code, 5);
});

Deno.test("serve writes telemetry that verify accepts, and no content into the evidence", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  const telemetryDir = dir.join("telemetry");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: evidence,
    args: [`--log-dir=${telemetryDir}`],
  });
  const vkey = await vkeyOf(serve);
  assertEquals(
    await chat(serve.url, "I am jane.roe@example.com, SSN 219-09-9999, says hello"),
    200,
  );
  assertEquals((await serve.stop()).code, 0);

  const [name] = filesBelow(telemetryDir);
  const path = `${telemetryDir}/${name}`;
  const line = (await Deno.readTextFile(path)).trimEnd();
  const record = JSON.parse(line);
  assertEquals(record.request_id, 0);
  assertEquals(record.pii_categories_found, ["EMAIL", "SSN"]);
  assertEquals(record.capture_complete, true);
  assertEquals(JSON.parse(record.redacted_payload), {
    "messages[0].content": "I am [REDACTED:EMAIL], SSN [REDACTED:SSN], says hello",
  });
  assertEquals(record.usage, { input: 5, output: 2, cached: null, reasoning: null });
  const verdict = await verify(evidence, ["--key", vkey, "--telemetry", path]);
  assertEquals(contradictions(verdict.report), []);
  assertEquals(verdict.code, 0);
  assertEquals(verdict.report.results.content, "pass");

  const forged = dir.join("forged.jsonl");
  await Deno.writeTextFile(forged, `${line.replace("says hello", "says nothing")}\n`);
  assertEquals((await verify(evidence, ["--key", vkey, "--telemetry", forged])).code, 4);

  for (const file of filesBelow(evidence)) {
    const text = new TextDecoder().decode(await Deno.readFile(`${evidence}/${file}`));
    for (const secret of ["jane.roe", "219-09-9999", "says hello", "PRIVATE KEY"]) {
      assert(!text.includes(secret), `${file} holds ${secret}`);
    }
  }
});

Deno.test("serve --log-output=stdout prints telemetry and checkpoints only, logs go to stderr", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: ["--log-output=stdout"],
  });
  for (let k = 0; k < 3; k++) await chat(serve.url, `call ${k}`);
  const { stdout, code } = await serve.stop();
  assertEquals(code, 0);
  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.filter((line) => line.type === "call").length, 3);
  assertEquals(lines.filter((line) => line.type === "checkpoint").length, 1);
  assertEquals(lines.length, 4);
});

Deno.test("serve seals every window on the grid, also empty ones", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: ["--summary-interval=1s"],
  });
  const vkey = await vkeyOf(serve);
  for (let k = 0; k < 3; k++) {
    await serve.waitForLog("window.sealed", (line) => Number(line["windows"] ?? k + 1) > k);
  }
  await serve.stop();
  const { code, report } = await verify(dir.join("evidence"), ["--key", vkey]);
  assertEquals(contradictions(report), []);
  assertEquals(code, 0);
  assert(report.windows.length >= 2);
  const [first] = report.windows;
  assertStringIncludes(first?.path ?? "", "windows/");
});

Deno.test("a second serve on the same evidence directory is refused in one line", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidence = dir.join("evidence");
  await using first = await startServe({ target: upstream.url, evidenceDir: evidence });
  const { code, stderr } = await runCommand([
    "serve",
    `--target=${upstream.url}`,
    "--listen=127.0.0.1:0",
    "--metrics-listen=off",
    `--evidence-dir=${evidence}`,
    `--log-dir=${dir.join("t")}`,
  ]);
  assert(code === 3 || code === 5, `exit ${code}`);
  assertStringIncludes(stderr, "another outband process");
  assert(!stderr.includes("    at "), "no stack trace");
  assertEquals(await chat(first.url, "still here"), 200);
  await first.stop();
});
