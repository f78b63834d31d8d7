/**
 * Rules and dashboard: Prometheus' own checker reads them, and every series that they name is one
 * that the running program exposes.
 */

import { chat, chatUpstream } from "../support/journey.ts";
import { freePort } from "../support/ports.ts";
import { canRun, outcome, peerTest, succeed } from "../support/peers.ts";
import { startServe } from "../support/program.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { TestWitness } from "../support/test_witness.ts";
import { at, documentsOf, type Fields, listOf, pathOf, read } from "./manifests.ts";

const NO_PROMTOOL = canRun("promtool", ["--version"]) ? null : "promtool";
const RULES = listOf(at(documentsOf(read("deploy/prometheus/rules.yml"))[0], "groups"))
  .flatMap((group) => listOf(group["rules"]));
const DASHBOARD = JSON.parse(read("deploy/grafana/outband.json")) as Fields;
const PANELS = listOf(DASHBOARD["panels"]);

/** What counts losses; whoever looks at the dashboard must not miss one of these. */
const LOSSES = [
  "outband_requests_dropped_total",
  "outband_telemetry_lines_lost_total",
  "outband_flush_errors_total",
  "outband_worker_restarts_total",
  "outband_pool_short_total",
  "outband_client_connections_refused_total",
  "outband_client_connections_timed_out_total",
  "outband_log_lines_lost_total",
  "outband_otel_spans_lost_total",
  "outband_webhook_dropped_total",
];

/** What must be seen before something is lost: alerts or the dashboard name each of these. */
const EARLY_SIGNS = [
  "outband_audit_lag_seconds_bucket",
  "outband_windows_unsealed",
  "outband_window_age_seconds",
  "outband_log_signed_records",
  "outband_disk_used_bytes",
  "outband_disk_budget_bytes",
  "outband_disk_free_bytes",
  "outband_retention_tombstones_total",
  "outband_retention_deleted_total",
  "outband_retention_hold",
  "outband_webhook_waiting",
  "outband_selftest_recall",
];

/** Every expression of the rules, and of the dashboard. */
function expressions(): { rules: string[]; dashboard: string[] } {
  return {
    rules: RULES.map(({ expr }) => String(expr)),
    dashboard: PANELS.flatMap(({ targets }) => listOf(targets).map(({ expr }) => String(expr))),
  };
}

/** Names of metrics with the labels that are matched on; Prometheus adds two itself. */
function seriesIn(expression: string): { name: string; labels: string[] }[] {
  return [...expression.matchAll(/\b(outband_[a-z_]+)(?:\{([^}]*)\})?/g)].map(
    ([, name = "", matchers = ""]) => ({
      name,
      labels: [...matchers.matchAll(/([a-z_]+)\s*=?[=~!]/g)].map(([, label = ""]) => label)
        .filter((label) => label !== "job" && label !== "instance"),
    }),
  );
}

/** What a running program exposes: a name, and the names of its labels. */
function exposed(metrics: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [, name = "", labels = ""] of metrics.matchAll(/^(outband_\w+)(?:\{(.*)\})? /gm)) {
    names.set(name, [...labels.matchAll(/(\w+)="/g)].map(([, label = ""]) => label));
  }
  return names;
}

/** Metrics of a program that has had a call with a finding, a self-test, and a fault. */
async function scrapeEverything(): Promise<string> {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const nobody = `http://127.0.0.1:${freePort()}`;
  const secret = dir.join("webhook.secret");
  await Deno.writeTextFile(secret, `whsec_${btoa("s".repeat(32))}\n`, { mode: 0o600 });
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: dir.join("evidence"),
    args: [
      "--summary-interval=1s",
      `--witness=${nobody}+${new TestWitness(11).text}`,
      `--otel-endpoint=${nobody}`,
      `--webhook-url=${nobody}`,
      `--webhook-secret-file=${secret}`,
      "--disk-budget=1000000000",
    ],
  });
  assertEquals(await chat(serve.url, "I am jane.roe@example.com"), 200);
  await serve.waitForLog("anchor.failed");
  for (let round = 0; round < 1_000; round++) {
    const metrics = await (await fetch(`${serve.metricsUrl}/metrics`)).text();
    const isWhole = [
      "outband_pii_detected_total{",
      "outband_selftest_ok ",
      "outband_degraded{",
      "outband_disk_used_bytes{",
    ]
      .every((name) => metrics.includes(`\n${name}`));
    if (isWhole) return metrics;
  }
  throw new Error("The program never exposed a finding, a self-test and a fault at once");
}

Deno.test("every series of rules and dashboard is one that the program exposes", async () => {
  const metrics = await scrapeEverything();
  const names = exposed(metrics);
  const { rules, dashboard } = expressions();
  const used = [...rules, ...dashboard].flatMap(seriesIn);
  assert(used.length > 50, `${used.length} series`);
  for (const { name, labels } of used) {
    const known = names.get(name);
    assert(known !== undefined, `the program has no ${name}`);
    for (const label of labels) assert(known.includes(label), `${name} has no label ${label}`);
  }
  const watched = new Set(dashboard.flatMap(seriesIn).map(({ name }) => name));
  assertEquals(LOSSES.filter((name) => !names.has(name)), [], "the program has them");
  assertEquals(LOSSES.filter((name) => !watched.has(name)), [], "the dashboard shows them");
  assertEquals(EARLY_SIGNS.filter((name) => !watched.has(name)), [], "the dashboard shows them");
});

Deno.test("every reason and state that a rule names is one that the program knows", () => {
  const source = ["journal/fault_log", "journal/journal", "cli/journal_link", "telemetry/metrics"]
    .map((name) => read(`src/${name}.ts`)).join("\n");
  const named = RULES.flatMap(({ expr }) => [
    ...String(expr).matchAll(/(?:reason|state)=~?"([^"]+)"/g),
  ]).flatMap(([, values = ""]) => values.split("|"));
  assert(named.length >= 6, named.join());
  const isKey = (value: string): boolean =>
    new RegExp(`labelled\\("state", \\{[^}]*\\b${value}\\b`).test(source);
  for (const value of named) {
    assert(source.includes(`"${value}"`) || isKey(value), `nothing says ${value}`);
  }
});

Deno.test("every recorded series that is used is recorded, and every alert says what to do", () => {
  const recorded = RULES.flatMap(({ record }) => record === undefined ? [] : [record]);
  for (const { alert, expr, labels, annotations } of RULES) {
    for (const [name] of String(expr).matchAll(/\boutband:[a-z0-9_:]+/g)) {
      assert(recorded.includes(name), `${name} is not recorded`);
    }
    if (alert === undefined) continue;
    assertMatch(String(alert), /^Outband[A-Z]\w+$/);
    assertMatch(String(at(labels, "severity")), /^(?:critical|warning)$/);
    assert(String(at(annotations, "description")).length > 30, String(alert));
    assertStringIncludes(String(at(annotations, "summary")), "{{");
  }
  const tests = read("deploy/prometheus/rules_test.yml");
  for (const { alert, record } of RULES) {
    const name = String(alert ?? record);
    assert(tests.includes(name), `no test names ${name}`);
  }
});

peerTest("promtool accepts the rules, and their unit tests pass", NO_PROMTOOL, async () => {
  const cwd = pathOf("deploy/prometheus");
  await succeed("promtool", ["check", "rules", "rules.yml"], { cwd });
  assertStringIncludes(
    await succeed("promtool", ["test", "rules", "rules_test.yml"], { cwd }),
    "SUCCESS",
  );
});

peerTest(
  "the rules' unit tests notice a rule that is too late, or too loud",
  NO_PROMTOOL,
  async () => {
    await using dir = await TempDir.make();
    await Deno.copyFile(pathOf("deploy/prometheus/rules_test.yml"), dir.join("rules_test.yml"));
    const rules = read("deploy/prometheus/rules.yml");
    const changes: [string, string][] = [
      ["increase(outband_requests_dropped_total[10m]) > 0", "outband_requests_dropped_total > 0"],
      ['reason=~"seal|signer"', 'reason="seal"'],
      ["ratio_rate1h < 0.99", "ratio_rate1h < 0.5"],
      ["outband_window_length_seconds <= 3600 and on (instance, job)", "up or on (instance, job)"],
      [" and on (instance, job) outband_build_info offset 3h", ""],
      [
        "min_over_time(outband_windows_unsealed[15m])",
        "max_over_time(outband_windows_unsealed[15m])",
      ],
      [" and on (instance, job) outband_log_records > outband_log_signed_records", ""],
      ["1.1 * outband_window_length_seconds", "9.9 * outband_window_length_seconds"],
      [
        "min_over_time(outband_webhook_waiting[30m])",
        "max_over_time(outband_webhook_waiting[30m])",
      ],
      [
        "sum without (kind) (outband_disk_used_bytes)",
        "max without (kind) (outband_disk_used_bytes)",
      ],
      ["min_over_time(outband_audit_backlog[10m])", "max_over_time(outband_audit_backlog[10m])"],
    ];
    for (const [from, to] of changes) {
      const flat = rules.replaceAll(/\n\s+(and on \(instance, job\))/g, " $1");
      assertStringIncludes(flat, from);
      await Deno.writeTextFile(dir.join("rules.yml"), flat.replace(from, to));
      const { code } = await outcome("promtool", ["test", "rules", "rules_test.yml"], {
        cwd: dir.path,
      });
      assert(code !== 0, from);
    }
  },
);

peerTest("promtool reads every expression of the dashboard", NO_PROMTOOL, async () => {
  await using dir = await TempDir.make();
  const rules = expressions().dashboard.map((expr, k) => ({
    record: `panel:${k}`,
    expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$__range", "6h"),
  }));
  const check = async (list: typeof rules): Promise<number> => {
    await Deno.writeTextFile(
      dir.join("rules.yml"),
      JSON.stringify({ groups: [{ name: "panels", rules: list }] }),
    );
    return (await outcome("promtool", ["check", "rules", dir.join("rules.yml")])).code;
  };
  assertEquals(await check(rules), 0);
  assert(await check([...rules, { record: "panel:x", expr: "sum(" }]) !== 0);
});

Deno.test("the dashboard's panels are named, explained, and lie beside each other", () => {
  const ids = PANELS.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
  const taken = new Map<string, unknown>();
  for (const { title, description, gridPos, targets } of PANELS) {
    assert(String(title).length > 3 && String(description).length > 10, String(title));
    assert(listOf(targets).length > 0, String(title));
    const [x, y, w, h] = ["x", "y", "w", "h"].map((key) => Number(at(gridPos, key)));
    assert(x !== undefined && y !== undefined && w !== undefined && h !== undefined);
    assert(x + w <= 24, `${title} is too far right`);
    for (let cell = 0; cell < w * h; cell++) {
      const place = `${x + cell % w},${y + Math.floor(cell / w)}`;
      assertEquals(taken.get(place), undefined, `${title} lies on ${taken.get(place)}`);
      taken.set(place, title);
    }
  }
  for (const expr of expressions().dashboard) {
    assertStringIncludes(expr, 'job=~"$job",instance=~"$instance"');
  }
});
