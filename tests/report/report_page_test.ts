import { NODE_SUITE, sha256Hex } from "../../src/base/digest.ts";
import { escaped } from "../../src/report/html.ts";
import { csvText } from "../../src/report/csv.ts";
import { QUERIES } from "../../src/report/queries.ts";
import { reportJson } from "../../src/report/report_json.ts";
import { reportTables } from "../../src/report/report_tables.ts";
import { LIMITS, reportPage } from "../../src/report/sections_end.ts";
import { STYLE } from "../../src/report/style.ts";
import type { Report } from "../../src/report/data.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { HOSTILE_MODEL, sampleReport } from "../support/sample_report.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";

const FRAME = {
  sheets: [],
  reconSql: "SELECT 2",
  dataSha256: "d".repeat(64),
  sha256: NODE_SUITE.sha256,
};

function headings(page: string): string[] {
  return [...page.matchAll(/<h2 id="h\d+">\d+\. ([^<]+)</g)].map(([, title = ""]) => title);
}

Deno.test("reportPage() has the sections of an auditor's report in their order", async () => {
  const page = reportPage(await sampleReport(), FRAME);
  assertEquals(headings(page), [
    "Scope and basis",
    "Integrity",
    "Completeness",
    "Status per control",
    "Exceptions",
    "Effectiveness of detectors",
    "Changes",
    "Data flow and vendors",
    "Reviews",
    "Retention and custody",
    "What this does not show",
    "How to re-perform",
    "Tables and their sources (IPE)",
  ]);
  for (const limit of LIMITS) assertStringIncludes(page, escaped(limit));
});

Deno.test("reportPage() lets nothing in, and asks for nothing", async () => {
  const page = reportPage(await sampleReport({ policy: quarterPolicy() }), FRAME);
  const hash = NODE_SUITE.sha256(new TextEncoder().encode(STYLE)).toBase64();
  assertStringIncludes(page, `default-src 'none'; style-src 'sha256-${hash}'`);
  assertStringIncludes(page, `<style>${STYLE}</style>`);
  assertFalse(/<script|<link|<img|<iframe|\son[a-z]+=|\sstyle=|https?:/i.test(page), "Only text");
  assertStringIncludes(page, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
});

Deno.test("reportPage() never claims what only an auditor may say", async () => {
  const page = reportPage(await sampleReport({ policy: quarterPolicy() }), FRAME);
  assertFalse(/<\/code><code>/.test(page), "Codes stand apart");
  assertFalse(/\b(satisfied|compliant|certified|tamper-proof)\b/i.test(page));
});

Deno.test("reportPage() names a question for every figure, and prints that question", async () => {
  const page = reportPage(await sampleReport(), FRAME);
  const named = new Set([...page.matchAll(/href="#q-([A-Za-z]+)"/g)].map(([, name]) => name));
  assert(named.size > 10, `${named.size} questions`);
  for (const name of named) assertStringIncludes(page, `id="q-${name}"`);
  for (const name of Object.keys(QUERIES)) assertStringIncludes(page, `id="q-${name}"`);
});

Deno.test("reportPage() draws every plot with words for those who cannot see it", async () => {
  const page = reportPage(await sampleReport(), FRAME);
  const ids = [...page.matchAll(/<svg [^>]*aria-labelledby="([^"]+)"/g)].map(([, id]) => id);
  assertEquals(ids.length, 5);
  assertEquals(new Set(ids).size, 5);
  for (const id of ids) assert(new RegExp(`<desc id="${id}">[^<]{5}`).test(page), id);
});

Deno.test("reports say of an empty period that there is nothing", async () => {
  const report = await sampleReport();
  const empty: Report = {
    ...report,
    ...{ days: [], drops: [], captures: [], exceptions: [], changes: [], mix: [], findings: [] },
    ...{ latency: [], logs: [], coverage: null, ledger: { logs: [], gaps: [] } },
    selfTests: { rows: [], categories: [] },
  };
  const page = reportPage(empty, FRAME);
  assertStringIncludes(page, "No change was seen.");
  assertStringIncludes(page, "0 deviations, 0 events");
  assertFalse(/NaN|Infinity|undefined|Invalid Date/.test(page));
});

Deno.test("a part that does not verify is a deviation, and its calls support nothing", async () => {
  const good = await sampleReport();
  const bad = await sampleReport({ state: "failed" });
  assertEquals(bad.exceptions.filter(({ kind }) => kind === "INTEGRITY").length, 3);
  assertEquals(good.exceptions.filter(({ kind }) => kind === "INTEGRITY").length, 0);
  const reached = (report: Report): number =>
    report.controls.filter(({ status }) => status === "partial" || status === "supported").length;
  assert(reached(good) > 0);
  assertEquals(reached(bad), 0);
});

Deno.test("reportJson() is the same text for the same report, with times as text", async () => {
  const report = await sampleReport();
  const text = reportJson(report);
  assertEquals(text, reportJson(await sampleReport()));
  const value = JSON.parse(text);
  assertEquals(value.format, "outband/report/v1");
  assertEquals(value.period, {
    from: "2026-11-21T00:00:00.000Z",
    to: "2026-11-22T00:00:00.000Z",
  });
  assertEquals(value.totals.processed, 7);
  assertEquals(value.ledger.logs[0].expected, 24);
  assertFalse(/Ms"|_ms"/.test(text.slice(0, text.indexOf('"questions"'))));
});

Deno.test("reportTables() has a row for each cell of the page, and no live formula", async () => {
  const report = await sampleReport({ policy: quarterPolicy() });
  const tables = reportTables(report);
  for (const { file, table } of tables) {
    assert(table.rows.every((row) => row.length === table.columns.length), file);
  }
  const models = tables.find(({ file }) => file === "models.csv");
  const csv = csvText(models?.table ?? { columns: [], rows: [] });
  assertStringIncludes(csv, "'=cmd|calc");
  assertStringIncludes(csv, HOSTILE_MODEL.replaceAll('"', '""'));
  assertEquals(sha256Hex(new TextEncoder().encode(csv)).length, 64);
});
