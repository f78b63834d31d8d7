/**
 * Journey: settings from a file, several upstreams behind one address.
 */

import { assertEquals, assertStringIncludes } from "../support/std.ts";
import {
  chat,
  CHAT_ANSWER,
  chatUpstream,
  contradictions,
  filesBelow,
  verify,
} from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { answerJson, RawUpstream } from "../support/raw_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("serve --config: calls go where their route says, and each record names its upstream", async () => {
  await using upstream = chatUpstream();
  await using other = new RawUpstream(answerJson({ ...CHAT_ANSWER, model: "other-model" }));
  await using dir = await TempDir.make();
  const file = dir.join("outband.jsonc");
  await Deno.writeTextFile(
    file,
    `{
      // One address for two vendors.
      "route": ["/other=${other.url}", "other.local=${other.url}/by-host"],
      "marker_style": "reference",
    }`,
  );
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir,
    args: [`--config=${file}`],
  });
  assertEquals(await chat(serve.url, "I am jane.roe@example.com"), 200);
  assertEquals(await chat(`${serve.url}/other`, "hello"), 200);
  assertEquals((await serve.stop()).code, 0);

  assertEquals(upstream.requests.map(({ target }) => target), ["/v1/chat/completions"]);
  assertEquals(other.requests.map(({ target }) => target), ["/v1/chat/completions"]);
  const [name] = filesBelow(`${evidenceDir}.telemetry`);
  const text = await Deno.readTextFile(`${evidenceDir}.telemetry/${name}`);
  const lines = text.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.map(({ host, model_served }) => [host, model_served]), [
    [`127.0.0.1:${upstream.port}`, "test-model-1"],
    [`127.0.0.1:${other.port}`, "other-model"],
  ]);
  assertStringIncludes(text, "[REDACTED:EMAIL:CC6.1]");
  const { report } = await verify(evidenceDir);
  assertEquals(contradictions(report), []);
});

Deno.test("serve with routes and no target answers other calls with 404, and records them", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const evidenceDir = dir.join("evidence");
  await using serve = await startServe({
    target: "",
    evidenceDir,
    env: { OUTBAND_ROUTE: `/a=${upstream.url}` },
  });
  const answer = await fetch(`${serve.url}/b`, { method: "POST", body: "hello" });
  assertEquals([answer.status, (await answer.json()).error.type], [404, "outband_no_route"]);
  assertEquals(await chat(`${serve.url}/a`, "hello"), 200);
  assertEquals((await serve.stop()).code, 0);
  const { report } = await verify(evidenceDir);
  assertEquals(contradictions(report), []);
});

Deno.test("outband config and schema --config agree with serve about the settings", async () => {
  const { code, stdout } = await runCommand(["config", "--target=http://a", "--json"], {
    env: { OUTBAND_WORKERS: "3" },
  });
  assertEquals(code, 0);
  const names = JSON.parse(stdout).settings.map(({ name }: { name: string }) => name);
  const schema = JSON.parse((await runCommand(["schema", "--config"])).stdout);
  const keys = Object.keys(schema.properties).filter((key) => key !== "$schema");
  assertEquals(keys, names.map((name: string) => name.replaceAll("-", "_")));
  const refused = await runCommand(["serve", "--targt=http://a"]);
  assertEquals(refused.code, 2);
  assertStringIncludes(refused.stderr, "--targt (did you mean --target?)");
});
