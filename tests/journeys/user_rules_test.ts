/**
 * Journey of a user's detection rules: a file that adds a category and switches one off, from
 * `serve --rules` to the telemetry line, the summary, and the records of the detector and its
 * self-test.
 */

import { createDetector } from "../../src/detect/detector.ts";
import { parseUserRules } from "../../src/detect/user/user_rules.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  chatUpstream,
  contradictions,
  jsonLines,
  verify,
  vkeyOf,
} from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

const RULES = `{
  "version": 1,
  "categories": [{
    "name": "EMPLOYEE_NUMBER",
    "patterns": ["EMP-[0-9]{6}"], // ours
  }],
  "off": ["IP_ADDRESS"],
}`;

Deno.test("a user's rules are in force from the first call, and every record names them", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const [evidenceDir, logDir, rules] = [dir.join("evidence"), dir.join("logs"), dir.join("rules")];
  await Deno.writeTextFile(rules, RULES);
  const parsed = parseUserRules(RULES, createDetector().categories);
  assert("rules" in parsed, JSON.stringify(parsed));
  const detector = createDetector(parsed.rules);
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: [`--log-dir=${logDir}`, `--rules=${rules}`],
  });
  const vkey = await vkeyOf(serve);
  await Deno.remove(rules); // Read once.
  Deno.kill(serve.pid, "SIGHUP");
  await serve.waitForLog("telemetry.reopened");
  await chat(serve.url, "badge EMP-123456 from 203.0.113.7, mail ann@example.com");
  assertEquals((await serve.stop()).code, 0);

  const [line = {}] = jsonLines(logDir, ".jsonl");
  assertEquals(line["pii_categories_found"], ["EMAIL", "EMPLOYEE_NUMBER"]);
  const content = JSON.parse(line["redacted_payload"] as string)["messages[0].content"];
  assertEquals(
    content,
    "badge [REDACTED:EMPLOYEE_NUMBER] from 203.0.113.7, mail [REDACTED:EMAIL]",
  );
  const records = jsonLines(evidenceDir, "segment.jsonl");
  const record = records.find(({ kind }) => kind === "detector") ?? {};
  assertEquals([record["detector"], record["rules"]], [detector.digest, parsed.rules.digest]);
  assertEquals(record["categories"], [...detector.categories]);
  assert((record["not_covered"] as string[]).includes("IP_ADDRESS"));
  const selfTest = records.find(({ kind }) => kind === "selftest") ?? {};
  assertEquals(
    [selfTest["cause"], selfTest["detector"], selfTest["passed"], selfTest["untested"]],
    ["start", detector.digest, true, ["EMPLOYEE_NUMBER"]],
  );
  const [summary = {}] = jsonLines(evidenceDir, "summary.json");
  assertEquals(summary["detector_digest"], detector.digest);
  assertStringIncludes(JSON.stringify(summary), '"EMPLOYEE_NUMBER":1');
  const { code, report } = await verify(evidenceDir, ["--key", vkey]);
  assertEquals([contradictions(report), code], [[], 0]);
});

Deno.test("serve refuses rules that it cannot use with exit code 3 and one line", async () => {
  await using dir = await TempDir.make();
  const rules = dir.join("rules");
  await Deno.writeTextFile(rules, '{"version":1,"off":["NO_SUCH"],"more":1}');
  const faults: [string, string][] = [
    [rules, "off[0] is no category; see outband scan --list"],
    [dir.join("absent"), "it does not exist"],
  ];
  for (const [file, fault] of faults) {
    const { code, stderr } = await runCommand([
      "serve",
      "--target=http://127.0.0.1:9",
      `--evidence-dir=${dir.join("evidence")}`,
      `--rules=${file}`,
    ]);
    assertEquals(code, 3);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
    assertStringIncludes(stderr, fault);
  }
});
