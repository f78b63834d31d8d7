import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { baseUrlText, nothingText, sightingOf } from "../../src/cli/doctor_wait.ts";
import { chat, chatUpstream } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { MAIN_MODULE, ROOT_DIR, runCommand, startServe } from "../support/program.ts";
import { TempDir } from "../support/temp_dir.ts";

const CONFIG = {
  target: "https://api.openai.com",
  listen: { hostname: "127.0.0.1", port: 8080 },
  tlsCert: null,
};
const NOTHING = {
  requests: 3,
  settled: 3,
  openConnections: 0,
  refused: 0,
  timedOut: 0,
  upstreamConnections: 1,
};

Deno.test("baseUrlText() names the variable of the vendor's SDK", () => {
  const texts = ["api.openai.com", "api.anthropic.com", "eu.api.mistral.ai", "llm.internal"]
    .map((host) => baseUrlText({ ...CONFIG, target: `https://${host}/base` }));
  assertEquals(texts.slice(0, 3), [
    "OPENAI_BASE_URL=http://127.0.0.1:8080/v1",
    "ANTHROPIC_BASE_URL=http://127.0.0.1:8080",
    "MISTRAL_SERVER_URL=http://127.0.0.1:8080",
  ]);
  assertStringIncludes(texts[3] ?? "", "http://127.0.0.1:8080");
  const open = { ...CONFIG, listen: { hostname: "0.0.0.0", port: 1 }, tlsCert: "cert.pem" };
  assertEquals(baseUrlText(open), "OPENAI_BASE_URL=https://127.0.0.1:1/v1");
});

Deno.test("sightingOf() reads the figures, and takes no other program's", () => {
  const text = "outband_requests_total 4\noutband_requests_audited_total 1\n" +
    "outband_requests_partial_total 2\noutband_client_connections 5\n";
  assertEquals(sightingOf(text), {
    ...NOTHING,
    requests: 4,
    settled: 3,
    openConnections: 5,
    upstreamConnections: 0,
  });
  assertEquals(sightingOf("go_threads 8\n"), null);
});

Deno.test("nothingText() tells no proxy, no connection, no request and too many apart", () => {
  const seen = { address: "127.0.0.1:9090", first: NOTHING, last: NOTHING };
  const texts = [
    nothingText(CONFIG, { ...seen, first: null, last: null }),
    nothingText(CONFIG, seen),
    nothingText(CONFIG, { ...seen, last: { ...NOTHING, openConnections: 1 } }),
    nothingText(CONFIG, { ...seen, last: { ...NOTHING, refused: 7 } }),
  ];
  const wanted = [
    "no outband serve answers on 127.0.0.1:9090",
    "OPENAI_BASE_URL=http://127.0.0.1:8080/v1",
    "another protocol",
    "7 connections were refused",
  ];
  for (const [k, text] of texts.entries()) assertStringIncludes(text, wanted[k] ?? "");
  assertEquals(new Set(texts).size, 4);
});

Deno.test("doctor --wait says what arrived, with the record", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
  });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", `--config=${ROOT_DIR}deno.json`, MAIN_MODULE].concat(
      ["doctor", "--wait", "--timeout=60s", `--target=${upstream.url}`],
      [`--listen=${serve.address}`, `--metrics-listen=${serve.metricsUrl.replace("http://", "")}`],
      [`--evidence-dir=${dir.join("evidence")}`],
    ),
    stdout: "piped",
  }).spawn();
  let text = "";
  let isCalled = false;
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (!text.includes("Waiting for a call") || isCalled) continue;
    isCalled = true;
    assertEquals(await chat(serve.url, "hello"), 200);
  }
  assertEquals((await child.status).code, 0, text);
  assertStringIncludes(text, "1 call arrived.");
  assertStringIncludes(text, "openai.chat/2, model test-model, status 200");
  assertStringIncludes(text, "Request captured: full. Answer captured: full.");
  const inspect = /outband (inspect \S+ --record \d+)/.exec(text)?.[1];
  assert(inspect !== undefined);
  assertStringIncludes((await runCommand(inspect.split(" "))).stdout, "call");
});

Deno.test("doctor --wait ends with 10 when no call comes", async () => {
  const flags = ["--target=https://api.anthropic.com", `--metrics-listen=127.0.0.1:${freePort()}`];
  const { code, stdout } = await runCommand(["doctor", "--wait", "--timeout=600ms", ...flags]);
  assertEquals(code, 10);
  assertStringIncludes(stdout, "No outband serve answers on 127.0.0.1:");
  assertStringIncludes(stdout, "No call arrived");
});
