/**
 * Journey: the metrics of a run, as Prometheus and its own checker read them.
 */

import { untilFound } from "../support/deadline.ts";
import { chat, chatUpstream } from "../support/journey.ts";
import { canRun, outcome, peerTest } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { type ServeProcess, startServe } from "../support/program.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const NO_PROMTOOL = canRun("promtool", ["--version"]) ? null : "promtool";
const NO_PROMETHEUS = canRun("prometheus", ["--version"]) ? null : "prometheus";

/** A proxy that has forwarded and audited three calls. */
async function withCalls(
  body: (parts: { serve: ServeProcess; dir: TempDir }) => Promise<void>,
): Promise<void> {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  await using serve = await startServe({ target: upstream.url, evidenceDir: dir.join("evidence") });
  for (let k = 0; k < 3; k++) assertEquals(await chat(serve.url, "I am jane@example.com"), 200);
  await untilFound(
    async () => (await metricsOf(serve)).includes("\noutband_requests_audited_total 3\n"),
    { describe: () => "The calls were not audited" },
  );
  await body({ serve, dir });
}

async function metricsOf(serve: ServeProcess): Promise<string> {
  return await (await fetch(`${serve.metricsUrl}/metrics`)).text();
}

Deno.test("serve exposes calls by provider, model and status, tokens, lag, speed and window", async () => {
  await withCalls(async ({ serve }) => {
    const text = await metricsOf(serve);
    const value = (name: string): number => {
      const line = text.split("\n").find((one) => one.startsWith(`${name} `));
      assert(line !== undefined, `${name} is missing in\n${text}`);
      return Number(line.slice(name.length));
    };
    const model = 'model="test-model-1"';
    assertEquals(value(`outband_calls_total{provider="unknown",${model},status="200"}`), 3);
    assertEquals(value(`outband_tokens_total{provider="unknown",${model},type="input"}`), 15);
    assertEquals(value('outband_pii_detected_total{category="EMAIL"}'), 3);
    assertEquals(value("outband_audit_lag_seconds_count"), 3);
    assert(value("outband_scanned_bytes_total") > 300);
    assert(value("outband_scan_bytes_per_second") > 0);
    assertEquals(value("outband_window_length_seconds"), 3_600);
    const age = value("outband_window_age_seconds");
    assert(age >= 0 && age < 3_600, `${age}`);
    assertEquals(value("outband_log_lines_lost_total"), 0);
    assertEquals(
      value('outband_workers{state="running"}'),
      value('outband_workers{state="wanted"}'),
    );
    assert(value("outband_records_written_total") >= 3);
  });
});

peerTest("promtool check metrics accepts the metrics of a run", NO_PROMTOOL, async () => {
  await withCalls(async ({ serve, dir }) => {
    await Deno.writeTextFile(dir.join("metrics"), await metricsOf(serve));
    const checked = await outcome("sh", ["-c", `promtool check metrics <${dir.join("metrics")}`]);
    assertEquals(checked, { code: 0, output: "" });
  });
});

peerTest("Prometheus scrapes a run", NO_PROMETHEUS, async () => {
  await withCalls(async ({ serve, dir }) => {
    const address = `127.0.0.1:${freePort()}`;
    const target = new URL(serve.metricsUrl).host;
    await Deno.writeTextFile(
      dir.join("prometheus.yml"),
      `scrape_configs:\n  - job_name: outband\n    scrape_interval: 1s\n` +
        `    static_configs:\n      - targets: ["${target}"]\n`,
    );
    const prometheus = new Deno.Command("prometheus", {
      args: [
        `--config.file=${dir.join("prometheus.yml")}`,
        `--storage.tsdb.path=${dir.join("tsdb")}`,
        `--web.listen-address=${address}`,
      ],
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      const found = await untilFound(
        () => firstSample(`http://${address}`, 'outband_calls_total{status="200"}'),
        { describe: () => "Nothing was scraped" },
      );
      assertEquals(found.value[1], "3");
      assertEquals(found.metric["model"], "test-model-1");
      assertStringIncludes(found.metric["instance"] ?? "", target);
    } finally {
      prometheus.kill("SIGKILL");
      await prometheus.status;
    }
  });
});

/** The first sample of a query; null when there is none yet. */
async function firstSample(
  url: string,
  query: string,
): Promise<{ metric: Record<string, string>; value: [number, string] } | null> {
  try {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`);
    return (await answer.json())?.data?.result?.[0] ?? null;
  } catch (error) {
    // Not listening yet, or not ready, which it says in words.
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    return null;
  }
}
